import math

import bm25s
import numpy as np
import pytest

from rag.search.lexical import K1, METHOD, B, LexicalIndex, terms
from rag.text import word_spans, words

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
    index.save(tmp_path)
    files = {path.relative_to(tmp_path).as_posix(): path.read_bytes() for path in tmp_path.rglob("*.*")}
    np.testing.assert_array_equal(LexicalIndex.of(files).scores("clinical values"), index.scores("clinical values"))
    for name in files:
        with pytest.raises(KeyError, match=name):
            LexicalIndex.of({other: content for other, content in files.items() if other != name})


def test_scores_are_bm25ss_own(passages):
    """Bit for bit, since it adds the same weights in the same order: repeated words, unknown ones, every word of a text."""
    texts = [p.text for p in passages]
    index = LexicalIndex.build(texts)
    theirs = bm25s.BM25(method=METHOD, k1=K1, b=B)
    theirs.index([terms(t) for t in texts], show_progress=False)
    for asked in ("consultants consultants meet the board", "weather at Salford", *texts[::7]):
        known = [term for term in terms(asked) if term in theirs.vocab_dict]
        expected = theirs.get_scores(known) if known else np.zeros(len(texts), np.float32)
        np.testing.assert_array_equal(index.scores(asked), expected)


def test_there_must_be_a_word():
    with pytest.raises(ValueError, match="word"):
        LexicalIndex.build(["the", "and"])


def test_only_a_possessive_ending_is_dropped_and_its_place_is_not_counted_in():
    text = "Ash’s board's boards' KING'S it's"
    assert words(text) == ["ash", "board", "boards", "king", "it"]
    assert [(word, text[start:end]) for word, start, end in word_spans(text)][:4] == [
        ("ash", "Ash"), ("board", "board"), ("boards", "boards"), ("king", "KING'S"),
    ]  # fmt: skip
