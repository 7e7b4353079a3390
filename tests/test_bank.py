import json
from collections import Counter

import pytest

from conftest import CORPUS
from rag.corpus.bank import load_bank, load_gaps
from rag.errors import CorpusError


@pytest.fixture(scope="module")
def bank(anchors):
    return load_bank(CORPUS / "questions.jsonl", anchors)


@pytest.fixture(scope="module")
def gaps(anchors):
    return load_gaps(CORPUS / "gaps.jsonl", anchors)


def test_every_sentence_has_questions(bank, passages):
    asked = Counter(s for q in bank for s in q.sentences)
    uncovered = [f"{s.passage}: {s.text}" for p in passages for s in p.sentences if asked[s.index] < 2]
    assert not uncovered, "\n".join(uncovered)


def test_there_are_enough_of_both(bank, gaps):
    assert len(bank) >= 2_500
    assert len(gaps) >= 500
    assert {"name", "number", "date", "cost", "definition", "later", "other-organisation"} <= {g.reason for g in gaps}


def test_no_question_is_both_answered_and_a_gap(bank, gaps):
    assert not {q.question.lower() for q in bank} & {g.question.lower() for g in gaps}


def test_no_eval_question_but_the_plainest_stands_in_the_bank(bank):
    """The exam was written apart; where both writers thought of the same words, they may stay, but not be many."""
    known = {q.question.lower() for q in bank}
    cases = [json.loads(line) for line in (CORPUS.parent / "evals" / "questions.jsonl").read_text(encoding="utf-8").splitlines()]
    assert sum(c["question"].lower() in known and not c["history"] for c in cases) <= 3


def test_evidence_is_found_whatever_its_white_space(anchors, report):
    (span,) = anchors.find("continuous   improvement •  respect")
    assert report.text[slice(*span)] == "continuous improvement\n\u2022 respect".replace("\u2022", "•")


def test_a_word_is_not_found_inside_another(anchors, report):
    assert all(report.text[a - 1 : a] in (" ", "\n") for a, _ in anchors.find("respect"))


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "line 1 is not JSON"),
        ("[]", "line 1 must be an object"),
        ('{"question": 3, "evidence": "x", "trust": null}', "line 1 must be"),
        ('{"question": "Who?", "evidence": "Nobody said this.", "trust": null}', "line 1: the evidence is not in this edition"),
    ],
)
def test_a_malformed_line_is_named(tmp_path, anchors, line, message):
    (tmp_path / "questions.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(CorpusError, match=message):
        load_bank(tmp_path / "questions.jsonl", anchors)


def test_no_bank_is_an_empty_bank(tmp_path, anchors):
    assert load_bank(tmp_path / "questions.jsonl", anchors) == ()
