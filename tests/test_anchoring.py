import json
import shutil
from hashlib import sha256

import pytest

from conftest import CORPUS, ROOT
from rag.corpus.anchoring import Edition, Evidence, check, check_corpus, findings_text, read_evidence, unasked
from rag.errors import CorpusError, ReportError

EXAM = ROOT / "evals" / "questions.jsonl"
BEFORE = "These have been informed by Virgin Atlantic’s focus on customers."
AFTER = "These have been informed by an airline’s focus on customers."
TAKEN_OUT = "The trust was created about 15 years ago from 3 previous organisations."
NEW = "The trust was visited again."
MOVED = "Involving staff – not just doctors – is another key feature of the culture at the trust."


@pytest.fixture(scope="module")
def now(report):
    return Edition(report)


@pytest.fixture(scope="module")
def new_edition(tmp_path_factory):
    """The corpus with a report in which one sentence is changed, one is gone, one is new, and one has changed its section."""
    folder = tmp_path_factory.mktemp("edition") / "corpus"
    shutil.copytree(CORPUS, folder)
    path = folder / "report.txt"
    before = path.read_bytes()
    text = before.decode("utf-8")
    governance = "The structure has doctors in key leadership positions. "
    for old, new in [
        ("informed by Virgin Atlantic’s focus", "informed by an airline’s focus"),
        (f"{TAKEN_OUT} ", ""),
        (f" {MOVED} \nAll staff", " All staff"),  # the page begins with the next sentence
        (governance, f"{governance}{NEW} {MOVED} "),
    ]:
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text, encoding="utf-8")
    tags = folder / "tags.toml"
    old, new = (sha256(content).hexdigest() for content in (before, text.encode()))
    tags.write_text(tags.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def findings(new_edition):
    return check_corpus(new_edition, EXAM, CORPUS)


def of(findings, name):
    return next(f for f in findings.files if f.file.endswith(name))


def test_all_of_this_edition_is_in_place():
    found = check_corpus(CORPUS, EXAM)
    assert [f.file for f in found.files] == [
        "corpus/questions.jsonl", "corpus/gaps.jsonl", "corpus/practice.jsonl", "aspects/sentences.jsonl", "aspects/talks.jsonl", "evals/questions.jsonl", "tags.toml, extra_themes",
    ]  # fmt: skip
    assert all(f.in_place == f.lines > 0 for f in found.files)
    assert not found.lost
    assert not found.unasked


def test_what_is_lost_is_named_with_the_sentence_most_like_it(findings, new_edition):
    bank = of(findings, "corpus/questions.jsonl")
    lost = {item.words: item for item in bank.lost_words}
    assert set(lost) == {BEFORE, TAKEN_OUT}
    assert lost[BEFORE].closest == AFTER
    assert lost[BEFORE].place == "southern-health-culture, page 19"
    assert lost[BEFORE].likeness > 80 > lost[TAKEN_OUT].likeness
    lines = (new_edition / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    assert bank.lost == sum(json.loads(line)["evidence"] in (BEFORE, TAKEN_OUT) for line in lines)
    assert {name for item in of(findings, "evals/questions.jsonl").lost_words for name in item.names} == {
        "a-003",
        "b-009",
        "c-025",
        "c-082",
    }
    assert findings.lost


def test_what_has_moved_says_from_where_to_where(findings):
    (moved,) = of(findings, "corpus/questions.jsonl").moved_words
    assert (moved.words, moved.before, moved.now) == (MOVED, "salford-culture, page 14", "salford-governance, page 14")


def test_each_line_is_counted_once(findings):
    assert all(f.in_place + f.moved + f.lost == f.lines for f in findings.files)


def test_a_further_theme_that_would_mark_nothing_is_lost(findings):
    (lost,) = of(findings, "extra_themes").lost_words
    assert lost.names == ("southern-health-culture → learning-from-others",)


def test_new_and_changed_sentences_want_questions(findings):
    assert [text for _, text in findings.unasked] == [NEW, AFTER]


def test_the_findings_can_be_read(findings):
    text = findings_text(findings)
    assert f"Lost: corpus/questions.jsonl, lines 312–321\n  {TAKEN_OUT}" in text
    assert f"Moved: corpus/questions.jsonl, lines 1888–1895\n  {MOVED}\n  was salford-culture, page 14\n  now " in text
    assert text.endswith(AFTER)


def test_without_the_former_edition_only_a_trust_tells_what_has_moved(now):
    here = Evidence(1, "", BEFORE, ("southern-health",))
    elsewhere = Evidence(2, "", BEFORE, ("uclh",))
    anyone = Evidence(3, "", BEFORE)
    found = check("x", 3, [here, elsewhere, anyone], now, None)
    assert (found.in_place, found.moved, found.lost) == (2, 1, 0)
    assert found.moved_words[0].names == ("line 2",)
    assert found.moved_words[0].before is None


def test_a_line_with_one_of_its_words_lost_is_lost(now):
    found = check("x", 2, [Evidence(1, "a", BEFORE), Evidence(1, "a", "Nobody said this."), Evidence(2, "b", BEFORE)], now, None)
    assert (found.in_place, found.moved, found.lost) == (1, 0, 1)


def test_lines_that_follow_each_other_are_a_range(now):
    lines = [Evidence(n, "", "Nobody said this.") for n in (1, 2, 3, 7, 9, 10)]
    assert check("x", 10, lines, now, None).lost_words[0].names == ("lines 1–3", "line 7", "lines 9–10")


def test_the_closest_is_as_many_sentences_as_were_lost(now, passages):
    first, second = next(p for p in passages if len(p.sentences) == 2).sentences
    text, _, likeness = now.closest(f"{first.text} {second.text}".replace("the", "a"))
    assert text == f"{first.text} {second.text}"
    assert likeness < 100
    assert now.closest(first.text)[::2] == (first.text, 100)


def test_a_bank_without_questions_leaves_every_sentence_unasked(now, passages):
    assert len(unasked((), now)) == sum(len(p.sentences) for p in passages)


@pytest.mark.parametrize(
    "line",
    [
        "{",
        "[]",
        "3",
        '{"question": "Who?"}',
        '{"question": "Who?", "evidence": "x"}',
        '{"nearest": 3}',
        '{"id": "a", "evidence": [[3]], "also_fine": []}',
    ],
)
def test_a_malformed_line_is_named(tmp_path, line):
    (tmp_path / "x.jsonl").write_text(f'{{"nearest": "x"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(CorpusError, match="line 2 is not one of"):
        read_evidence(tmp_path / "x.jsonl")


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(CorpusError, match="Restore it"):
        read_evidence(tmp_path / "x.jsonl")


def test_a_corpus_without_a_report_is_told(tmp_path):
    with pytest.raises(ReportError):
        check_corpus(tmp_path, EXAM)
