import math

import numpy as np
import pytest

from rag.search.lexical import LexicalIndex, terms

TEXTS = ["the clinical directors meet monthly", "consultants meet the chief executive", "values and appraisal"]


def test_terms_are_stemmed_without_stop_words_and_possessives():
    assert terms("What are the Trust’s directors appointing?") == ["trust", "director", "appoint"]


def test_scores_follow_bm25_by_hand():
    """Lucene's BM25 of one term: idf = ln(1 + (N - n + 0.5) / (n + 0.5)); tf part with k1 = 1.2 and b = 0.75."""
    index = LexicalIndex.build(TEXTS)
    lengths = [len(terms(t)) for t in TEXTS]
    mean = sum(lengths) / 3
    idf = math.log(1 + (3 - 2 + 0.5) / (2 + 0.5))
    expected = [idf / (1 + 1.2 * (1 - 0.75 + 0.75 * length / mean)) for length in lengths[:2]]
    np.testing.assert_allclose(index.scores("who meets?"), [*expected, 0], rtol=1e-5)


def test_a_question_without_known_words_scores_nothing():
    assert not LexicalIndex.build(TEXTS).scores("weather in Paris").any()
    assert not LexicalIndex.build(TEXTS).scores("").any()


def test_what_is_saved_scores_alike(tmp_path):
    index = LexicalIndex.build(TEXTS)
    index.save(tmp_path / "lexical")
    np.testing.assert_array_equal(
        LexicalIndex.load(tmp_path / "lexical").scores("clinical values"), index.scores("clinical values")
    )


def test_there_must_be_a_word():
    with pytest.raises(ValueError, match="word"):
        LexicalIndex.build(["the", "and"])
