"""Where vectors are searched: exactly and in lists, by hand and on the report's own bank."""

from dataclasses import replace

import faiss
import numpy as np
import pytest
from tests import tiny

from rag.search.index import VECTORS
from rag.search.retrieval import RETRIEVED, Retriever
from rag.search.vectors import Approximate, Exact, Rounded, collections, search_of, similarities, spread

ENOUGH = 0.99
"""Recall@20 of the lists on the report's own bank; 1.0 was measured."""
EVERY = 25
"""Every n-th bank question is asked: 191 of them."""


def test_scores_stand_at_their_places_and_the_rest_at_the_lowest():
    found = spread(np.array([0.9, 0.5, -9], np.float32), np.array([3, 0, -1]), 5)
    np.testing.assert_array_equal(found, np.array([0.5, 0.5, 0.5, 0.9, 0.5], np.float32))


def test_nothing_found_is_no_similarity_at_all():
    assert spread(np.array([-9], np.float32), np.array([-1]), 2).tolist() == [0, 0]


@pytest.mark.parametrize("name", VECTORS)
def test_exact_is_every_similarity_to_the_bit(small_index, embedder, name):
    (query,) = embedder.encode(["How are consultants appraised?"])
    expected = similarities(collections(small_index)[name], query)
    np.testing.assert_array_equal(Exact(small_index).similarities(name, query), expected)


@pytest.mark.parametrize("name", VECTORS)
def test_lists_asked_for_all_find_what_exact_search_does(name):
    (query,) = tiny.EMBEDDER.encode(["How are consultants appraised?"])
    found = Approximate(tiny.INDEX).similarities(name, query)
    np.testing.assert_allclose(found, Exact(tiny.INDEX).similarities(name, query), atol=1e-6)


def test_lists_asked_for_one_give_the_others_its_score():
    (query,) = tiny.EMBEDDER.encode(["How are consultants appraised?"])
    exact = Exact(tiny.INDEX).similarities("sentences", query)
    np.testing.assert_allclose(
        Approximate(tiny.INDEX, 1).similarities("sentences", query), np.full(len(exact), exact.max()), atol=1e-6
    )


def test_a_collection_of_nothing_has_no_similarities():
    (query,) = tiny.EMBEDDER.encode(["How are consultants appraised?"])
    empty = replace(tiny.INDEX, gap_vectors=faiss.IndexFlatIP(len(query)))
    assert [search_of(kind, empty).similarities("gaps", query).shape for kind in ("exact", "ivf")] == [(0,), (0,)]


def test_the_setting_names_who_searches():
    assert isinstance(search_of("exact", tiny.INDEX), Exact)
    assert isinstance(search_of("ivf", tiny.INDEX), Approximate)


def test_a_retriever_ranks_by_what_it_is_given():
    class Backwards:
        def similarities(self, collection, query):
            return -Exact(tiny.INDEX).similarities(collection, query)

    retrievers = [Retriever(tiny.INDEX, tiny.EMBEDDER, vectors) for vectors in (None, Backwards())]
    plain, other = (r.score(*r.prepare(["How are consultants appraised?"])) for r in retrievers)
    np.testing.assert_array_equal(other.dense, -plain.dense)
    np.testing.assert_array_equal(other.passage_dense, -plain.passage_dense)


def test_the_lists_find_the_banks_nearest_of_the_whole_report(real):
    """Among the bank's own vectors, and among the sentences: the 20 best of each of many questions, left set."""
    index = real.index
    exact, lists = Exact(index), Approximate(index)
    queries = index.bank_vectors.reconstruct_n(0, index.bank_vectors.ntotal)[::EVERY]
    for name in ("bank", "sentences", "passages"):
        shares = [len({*_best(exact.similarities(name, q))} & {*_best(lists.similarities(name, q))}) / RETRIEVED for q in queries]
        assert np.mean(shares) >= ENOUGH, name


def test_the_same_lists_are_made_each_time(real):
    query = real.index.bank_vectors.reconstruct(7)
    one, other = (Approximate(real.index).similarities("bank", query) for _ in range(2))
    np.testing.assert_array_equal(one, other)


def _best(scores):
    return np.argsort(-scores, kind="stable")[:RETRIEVED].tolist()


def test_the_nearest_of_whole_numbers_are_those_of_numpy():
    dice = np.random.default_rng(0)
    vectors = dice.integers(-128, 128, (200, 96)).astype(np.int8)
    query = dice.normal(size=96).astype(np.float32)
    scores, places = Rounded(vectors).nearest(query, 5)
    expected = vectors @ query
    assert places.tolist() == np.argsort(-expected)[:5].tolist()
    np.testing.assert_allclose(scores, np.sort(expected)[::-1][:5], atol=1e-2)  # of products of some 2,000


def test_of_few_whole_numbers_all_are_found_and_of_none_nothing():
    found = [Rounded(np.ones((count, 2), np.int8)).nearest(np.ones(2, np.float32), 3) for count in (2, 0)]
    assert [(scores.shape, len(places)) for scores, places in found] == [((2,), 2), ((0,), 0)]
