"""Bank questions tied to sentences: the best and the next one of each, by hand."""

import numpy as np
import pytest

from rag.search.retrieval import Ties


def test_of_what_is_tied_to_a_sentence_the_best_and_the_next_lower_score_count():
    ties = Ties.of([(2,), (0, 2), (), (2,), (2,), (4,)])
    best, second = ties.best_two(np.array([0.5, 0.9, 1.0, 0.9, 0.7, -1.5], np.float32), 6)
    assert best.tolist() == pytest.approx([0.9, -1, 0.9, -1, -1, -1])  # and a cosine is never below -1
    assert second.tolist() == pytest.approx([-1, -1, 0.7, -1, -1, -1])  # as good as the best is not the next
    assert ties.best(np.array([0.5, 0.9, 1.0, 0.9, 0.7, -1.5], np.float32), 6).tolist() == best.tolist()


def test_where_nothing_is_tied_there_is_no_score():
    assert [scores.tolist() for scores in Ties.of([(), ()]).best_two(np.ones(2, np.float32), 2)] == [[-1, -1], [-1, -1]]
    assert Ties.of([(), ()]).best(np.ones(2, np.float32), 2).tolist() == [-1, -1]
