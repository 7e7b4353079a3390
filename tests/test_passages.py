import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.corpus.passages import count_tokens, split_sentences
from rag.search.embedding import load_embedder
from rag.search.index import embedding_text


def test_every_passage_is_a_slice_of_the_edition(report, passages):
    assert all(p.text == report.text[p.start : p.end] for p in passages)


def test_every_character_belongs_to_exactly_one_passage(report, passages):
    owners = [0] * len(report.text)
    for passage in passages:
        for i in range(passage.start, passage.end):
            owners[i] += 1
    assert all(n == 1 or (n == 0 and report.text[i].isspace()) for i, n in enumerate(owners))


def test_no_passage_crosses_a_section(report, passages):
    sections = {s.id: s for s in report.sections}
    for p in passages:
        section = sections[p.section]
        assert section.start <= p.start < p.end <= section.end
        assert (p.trust, p.theme) == (section.trust, section.theme)


def test_sentences_cover_their_passage_but_for_bullets_and_speaker(report, passages):
    for p in passages:
        if p.sentences:
            rest = report.text[p.start : p.end].removesuffix(p.speaker or "")
            joined = "".join(s.text for s in p.sentences)
            assert re.sub(r"[\s•]|(?<=\n)–", "", rest.replace("\n– ", "\n")) == re.sub(r"\s", "", joined)


def test_sentences_are_numbered_in_reading_order(passages):
    sentences = [s for p in passages for s in p.sentences]
    assert [s.index for s in sentences] == list(range(len(sentences)))
    assert len(sentences) > 500


def test_a_list_is_whole_with_its_lead_in(passages):
    values = next(p for p in passages if "embedding its core values of:" in p.text)
    assert values.text.endswith("• accountability.")
    assert [s.item for s in values.sentences] == [None, 0, 1, 2, 3]


def test_a_quotation_keeps_its_speaker_apart(passages):
    moribund = next(p for p in passages if "moribund" in p.text)
    assert moribund.speaker == "Clinical director"
    assert [s.text for s in moribund.sentences] == ["I think it [the MSC] is approaching being moribund, to be honest."]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It has committees, eg, for consultants. It meets.", 2),
        ("In 2012/13 its turnover was £840 million. £2 was left.", 2),
        ("Seen as ‘the soul and conscience of the trust’. It works.", 2),
        ("The link between them [relationship] so difficult. I know.", 2),
        ("They really changed ... through various narratives eg, the programme.", 1),
        ("…all consultants are leaders. Whether they know it or not.", 2),
        ("If so, how often? What then?", 2),
        ("Are we there yet? models of leadership (West et al 2014).", 1),
    ],
)
def test_where_sentences_end(text, count):
    assert len(list(split_sentences(text, 0, len(text)))) == count


@given(st.text(alphabet="aB .?!’)…\n[£1", max_size=60))
def test_sentences_are_in_order_and_lose_nothing_but_white_space(text):
    spans = list(split_sentences(text, 0, len(text)))
    assert all(a < b for a, b in spans)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    assert "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())


def test_special_tokens_are_ordinary_text():
    assert count_tokens("<|endoftext|>") > 1


@pytest.mark.slow
def test_the_embedder_cuts_no_passage(report, passages):
    embedder = load_embedder()
    lengths = [embedder.count_tokens(embedding_text(report, p, p.text)) for p in passages]
    assert max(lengths) <= embedder.max_tokens


def test_every_further_theme_finds_its_passage(report, passages):
    for extra in report.tags.extra_themes:
        assert [p.id for p in passages if p.section == extra.section and extra.theme in p.themes], extra


def test_a_passage_may_carry_further_themes(passages):
    orientation = next(p for p in passages if p.text.startswith("All new consultants undertake a three-day orientation"))
    assert orientation.theme == "leadership-development"
    assert "induction" in orientation.themes
