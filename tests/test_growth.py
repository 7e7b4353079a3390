"""The larger report that the benchmark makes of the report, on six passages."""

import numpy as np
from bench.whole import grown, mixed
from tests import tiny

from rag.search.vectors import collections


def test_a_larger_report_begins_with_the_report_and_ties_its_copies_to_their_own_sentences():
    index, larger = tiny.INDEX, grown(tiny.INDEX, 3)
    count = len(index.sentences)
    assert larger.passages[: len(index.passages)] == index.passages
    assert [s.index for s in larger.sentences] == list(range(3 * count))
    assert len({p.id for p in larger.passages}) == 3 * len(index.passages)
    assert larger.bank[len(index.bank)].sentences == tuple(s + count for s in index.bank[0].sentences)
    for name, held in collections(larger).items():
        assert held.ntotal == 3 * collections(index)[name].ntotal


def test_made_vectors_are_of_unit_length_and_none_is_the_reports():
    real = tiny.INDEX.sentence_vectors
    made = mixed(real, 2).reconstruct_n(0, 2 * real.ntotal)
    np.testing.assert_array_equal(made[: real.ntotal], real.reconstruct_n(0, real.ntotal))
    np.testing.assert_allclose(np.linalg.norm(made[real.ntotal :], axis=1), 1, atol=1e-5)
    assert (made[real.ntotal :, None] != made[None, : real.ntotal]).any(axis=2).all()
