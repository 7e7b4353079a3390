from concurrent.futures import ThreadPoolExecutor
from threading import current_thread

import faiss
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.search.retrieval import RRF_K, Retriever, best_first, ranks_of
from rag.search.second import SecondCore
from rag.search.vectors import Exact


@pytest.fixture(scope="module")
def retriever(small_index, embedder):
    return Retriever(small_index, embedder)


def test_ranks_begin_at_one_and_ties_go_by_position():
    assert ranks_of(np.array([0.2, 0.9, 0.2, 0.5])).tolist() == [3, 1, 4, 2]


@pytest.mark.parametrize("most", range(7))
def test_the_best_few_are_the_first_of_all(most):
    scores = np.array([0.2, 0.9, 0.2, 0.5, 0.2, 0.9])
    assert best_first(scores, most).tolist() == [1, 5, 3, 0, 2, 4][:most]


@given(st.lists(st.floats(-1, 1), min_size=1, max_size=30))
def test_ranks_are_a_permutation_that_follows_the_scores(scores):
    ranks = ranks_of(np.array(scores))
    assert sorted(ranks) == list(range(1, len(scores) + 1))
    assert all(scores[a] >= scores[b] for a in range(len(scores)) for b in range(len(scores)) if ranks[a] < ranks[b])


def test_fusion_is_the_sum_of_reciprocal_ranks(retriever):
    (search,) = retriever.prepare(["How are consultants appraised?"])
    scores = retriever.score(search)
    sentence = np.full(len(retriever.index.passages), -1.0)
    bank = np.full(len(retriever.index.passages), -1.0)
    for n, passage in enumerate(retriever.index.passages):
        own = [s.index for s in passage.sentences]
        sentence[n], bank[n] = scores.dense[own].max(), scores.bank[own].max()
    rankings = (np.maximum(scores.passage_dense, sentence), scores.passage_lexical, bank)
    expected = sum(1 / (RRF_K + ranks_of(r)) * (r > -1) for r in rankings)
    np.testing.assert_allclose(scores.passage_rrf, expected, rtol=1e-5)
    assert scores.passage_order[0] == int(np.argmax(expected))


@pytest.mark.parametrize("trust", ["northumbria", "salford", "southern-health", "uclh", None])
def test_trusts_are_a_hard_filter(retriever, trust):
    (search,) = retriever.prepare(["values"])
    scores = retriever.score(search, [trust])
    passages = retriever.index.passages
    assert {passages[n].trust for n in scores.passage_order} == {trust}
    assert {passages[retriever.passage_of[n]].trust for n in np.flatnonzero(scores.allowed)} == {trust}


def test_a_bank_question_finds_its_sentences(retriever):
    question = retriever.index.bank[100]
    (search,) = retriever.prepare([question.question])
    assert retriever.score(search).bank[list(question.sentences)] == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize(
    ("trusts", "themes"), [((), ()), (("uclh", None), ()), (("salford",), ("culture", "induction")), ((), ("induction",)), (("uclh",), ("nothing",))]
)  # fmt: skip
def test_filters_allow_what_is_of_one_of_the_trusts_and_of_one_of_the_themes(retriever, trusts, themes):
    (search,) = retriever.prepare(["values"])
    allowed = {retriever.index.passages[n].id for n in retriever.score(search, trusts, themes).passage_order}
    assert allowed == {
        p.id
        for p in retriever.index.passages
        if (not trusts or p.trust in trusts) and (not themes or any(t in themes for t in p.themes))
    }


def test_a_search_keeps_to_one_core_in_every_thread(retriever):
    """Where another core is busy, a second thread is waited for at the end of each loop; the setting is of the thread alone."""

    def searched():
        (search,) = retriever.prepare(["values"])
        retriever.score(search, [None])
        return faiss.omp_get_max_threads()

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(searched).result() == 1


def test_what_is_prepared_is_compared_with_the_bank_when_it_is_scored_and_once(small_index, embedder):
    class Counted(Exact):
        asked = ()

        def similarities(self, collection, query):
            self.asked = (*self.asked, collection)
            return super().similarities(collection, query)

    retriever = Retriever(small_index, embedder, counted := Counted(small_index))
    search, _ = retriever.prepare(["values", "the trust's values"])
    assert counted.asked == ()
    scores = [retriever.score(search, [trust]) for trust in ("salford", "uclh")]
    assert sorted(counted.asked) == ["bank", "gaps", "passages", "sentences"]
    assert scores[0].bank is scores[1].bank
    assert not (scores[0].allowed & scores[1].allowed).any()


@pytest.mark.parametrize("cores", [1, 2])
def test_what_is_looked_for_beside_the_rest_is_the_same_and_is_looked_for_once(retriever, monkeypatch, cores):
    second, asked = SecondCore(cores), []
    monkeypatch.setattr("rag.search.retrieval.second_core", lambda: second)
    (alone,) = retriever.prepare(["values"])
    near = retriever.near
    monkeypatch.setattr(retriever, "near", lambda name, vector: asked.append(current_thread()) or near(name, vector))
    (search,) = retriever.prepare(["values"])
    other = search.beside(lambda: search.vector)
    assert (search.bank == alone.bank).all()
    assert (other() is search.vector, search.bank is search.bank) == (True, True)
    assert search.beside(other) is other  # what is found already is not looked for again
    assert [thread is current_thread() for thread in asked] == [cores == 1]
