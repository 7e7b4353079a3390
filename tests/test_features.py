"""Every column of the features, worked out by hand over the tiny report."""

from dataclasses import replace
from math import log

import numpy as np
import pytest

import tiny
from rag.answering.features import FEATURES, Traits, features
from rag.search.retrieval import Retriever
from rag.understanding.names import Mention
from rag.understanding.question import Question

N = len(tiny.SENTENCES)
TRAITS = Traits(tiny.INDEX)
RETRIEVER = Retriever(tiny.INDEX, tiny.EMBEDDER)
# A word of f of the six passages weighs log((6 + 1) / (f + 0.5)).
NURSES, BOARD, UNKNOWN = log(7 / 2.5), log(7 / 1.5), log(7 / 0.5)


def values(default=0.0, **at):
    """An array over the sentences: ``s2=0.6`` is the value of sentence 2."""
    array = np.full(N, default, np.float32)
    for name, value in at.items():
        array[int(name.removeprefix("s"))] = value
    return array


def table(question="nurses", trusts=(), gaps=(), **arrays):
    """The features by column, for scores of which only ``arrays`` are not what the tiny report's own search gives."""
    question = question if isinstance(question, Question) else Question(question)
    scores = RETRIEVER.score(tiny.search(question.text, **({"gaps": gaps} if gaps else {})), trusts)
    found = features(question, replace(scores, **arrays), TRAITS)
    assert found.shape == (N, len(FEATURES))
    return dict(zip(FEATURES, found.T, strict=True))


def near(*expected):
    return pytest.approx(expected, abs=1e-6)


def test_a_words_weight_is_its_inverse_passage_frequency():
    assert [TRAITS.weight(w) for w in ("nurs", "board", "zebra")] == near(NURSES, BOARD, UNKNOWN)
    assert TRAITS.weight("taught") == pytest.approx(UNKNOWN)  # readers' word, not the report's


def test_similarities_stand_in_their_own_columns():
    found = table(dense=values(s2=0.6), bank=values(s3=0.5), bank_second=values(s4=0.4), gap=values(s5=0.3))
    for column, place, value in (("dense", 2, 0.6), ("bank", 3, 0.5), ("bank_second", 4, 0.4), ("gap", 5, 0.3)):
        assert np.flatnonzero(found[column]).tolist() == [place]
        assert found[column][place] == pytest.approx(value)


def test_a_passages_similarity_is_each_of_its_sentences():
    found = table(passage_dense=np.array([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], np.float32))
    assert found["passage"] == near(0.1, 0.1, 0.2, 0.2, 0.2, 0.3, 0.3, 0.4, 0.4, 0.4, 0.4, 0.5, 0.6)
    assert found["passage_behind"][[0, 5, 12]] == near(-0.5, -0.3, 0)


def test_what_lies_behind_is_measured_from_the_best_that_is_allowed():
    found = table(trusts=("ash",), dense=values(s2=0.6, s11=0.9), bank=values(-1.0, s4=0.7, s12=0.8))
    assert found["dense_behind"][[2, 3, 11]] == near(0, -0.6, 0.3)
    assert found["bank_behind"][[4, 2, 12]] == near(0, -1.7, 0.1)


def test_a_near_gap_counts_against_the_bank():
    found = table(bank=values(s11=0.8), gap=values(s11=0.5), gaps=(0.2, 0.65))
    assert (found["bank"][11], found["gap"][11]) == pytest.approx((0.8, 0.5))
    assert found["gap_top"] == near(*[0.65] * N)


def test_cover_is_the_weight_of_the_words_that_a_sentence_its_passage_and_its_askers_share():
    total = NURSES + BOARD + UNKNOWN
    found = table("nurses board zebra")
    assert found["cover"][[2, 3, 4, 5, 11]] == near(BOARD / total, 0, NURSES / total, NURSES / total, 0)
    assert found["cover_passage"][[2, 3, 5, 11]] == near((NURSES + BOARD) / total, (NURSES + BOARD) / total, NURSES / total, 0)
    assert found["cover_bank"][[2, 4]] == near(BOARD / total, 0)
    assert found["uncovered"][[2, 5, 11]] == near(UNKNOWN / total, (BOARD + UNKNOWN) / total, 1)


def test_the_trust_that_was_named_is_no_word_of_the_question():
    """Sentence 6, "It works.", has no word of it, but stands in a part on Ash General."""
    ash = log(7 / 2.5)  # two of the six passages are on it
    assert table(Question("board at Ash", mentions=(Mention("ash", 9, 12),)))["uncovered"][6] == pytest.approx(1)
    assert table("board at Ash")["uncovered"][6] == pytest.approx(BOARD / (BOARD + ash))


def test_a_neighbour_is_of_the_same_passage():
    found = table(dense=values(s2=0.6, s3=0.2, s4=0.5), bank=values(-1.0, s4=0.9, s5=0.3))
    assert found["neighbour"][[2, 3, 4, 5, 6, 11]] == near(0.2, 0.9, 0.2, 0, 0.3, 0)


def test_ranks_are_reciprocal_and_among_those_allowed_first():
    found = table(trusts=("ash",), dense=values(s2=0.6, s4=0.5, s12=9), bank=values(s4=0.3), passage_order=(2, 1))
    assert found["rank"][[4, 2, 3]] == near(1, 1 / 2, 1 / 3)
    assert found["rank"][12] < 1 / 5
    assert found["passage_rank"][[5, 2, 11]] == near(1, 1 / 2, 0)


@pytest.mark.parametrize(("column", "asks", "with_it", "without"), [
    ("number", "How many directors?", [0, 1, 2, 3, 7, 11], [4, 5, 12]),
    ("when", "When did mentoring begin?", [1, 3, 11], [0, 2, 4, 12]),
    ("role", "Who decides?", [2, 12], [0, 3, 4, 11]),
])  # fmt: skip
def test_what_is_asked_for_counts_for_or_against_only_where_it_is_asked(column, asks, with_it, without):
    found = table(asks)[column]
    assert found[with_it].tolist() == [0.5] * len(with_it)
    assert found[without].tolist() == [-0.5] * len(without)
    assert not table("the wards")[column].any()


def test_interview_quotations_are_told_apart_by_whether_a_voice_was_asked_for():
    quoted = [float(n in (5, 6)) for n in range(N)]
    asked, unasked = (table(Question("nurses", voice=voice)) for voice in (True, False))
    assert (asked["quotation_asked"].tolist(), asked["quotation_unasked"].any()) == (quoted, False)
    assert (unasked["quotation_unasked"].tolist(), unasked["quotation_asked"].any()) == (quoted, False)


def test_list_items_and_their_lead_in():
    items = [float(n in (8, 9, 10)) for n in range(N)]
    found = table(Question("nurses", listing=True))
    assert found["item"].tolist() == found["item_asked"].tolist() == items
    assert not table("nurses")["item_asked"].any()
    assert np.flatnonzero(found["lead_in"]).tolist() == [7]


def test_what_is_said_of_no_single_trust_is_wanted_where_all_are_meant():
    everyone, alone = table(Question("nurses", everyone=True)), table("nurses")
    assert everyone["general_asked"] == near(1, 1, *[0] * 11)
    assert alone["general_unasked"] == near(1, 1, *[0] * 11)
    assert not everyone["general_unasked"].any()
    assert not alone["general_asked"].any()


def test_length_is_the_logarithm_of_hundreds_of_characters():
    assert table()["length"][[2, 8]] == near(log(0.32), log(0.12))
