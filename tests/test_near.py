"""Before a member is said to be silent, what comes near of it is shown folded."""

from types import SimpleNamespace

import numpy as np
import pytest

import tiny
from rag.answering.near import holding, with_the_nearest
from rag.understanding.route import Route
from test_rows import BOARD, KIT, MENTORING, NURSES, SAYS, chances, draft

ENTRY = tiny.entry("board", "topic", (tiny.part("ash", (NURSES,), (BOARD,)),))
MADE = draft(("ash",), ("birch", MENTORING))


def folded(made=MADE, share=0.05, sure=(), told=()):
    """What is folded where the entry is meant with ``share``; ``sure`` are the judge's chances, ``told`` those of the judge of rows."""
    route = Route(("board", "find"), np.array([share, 1 - share], np.float32))
    trace = SimpleNamespace(route=route, judged=(SimpleNamespace(chances=chances(**dict(sure))),))
    of_rows = dict(told)
    known = SimpleNamespace(of=lambda _: (list(of_rows), list(of_rows.values())))
    judge = SimpleNamespace(chances=lambda features: np.array(features, float))
    rivals = SimpleNamespace(entries={"board": ENTRY})
    return tiny.texts(with_the_nearest(KIT, rivals, judge if of_rows else None, known, made, trace).more)


@pytest.mark.parametrize(("fields", "left"), [
    ({"sure": {"s4": 0.2, "s2": 0.1}}, [NURSES]),  # an entry that may be meant quotes it
    ({"sure": {"s4": 0.2, "s2": 0.3}}, [BOARD]),  # the likelier of two
    ({"sure": {"s4": 0.19}}, []),  # it hardly answers
    ({"sure": {"s4": 0.2}, "share": 0.049}, []),  # the entry is hardly meant
    ({"sure": {"s5": 0.7}, "share": 0.0}, [SAYS]),  # the judge alone is sure enough
    ({"sure": {"s5": 0.69}, "share": 0.0}, []),
    ({"told": {SAYS: 0.05}, "share": 0.0}, [SAYS]),  # and so is the judge of rows
    ({"told": {SAYS: 0.04}, "share": 0.0}, []),
])  # fmt: skip
def test_what_comes_near_of_an_empty_row_is_folded(fields, left):
    made = folded(**fields)
    assert len(made) == len(left)
    assert all(text.startswith(tiny.quote(n).text) for text, n in zip(made, left, strict=True))  # a quotation stands whole


def test_nothing_is_added_beside_values_or_to_what_is_folded_or_shown_already():
    assert folded(draft(("ash",), ("birch", MENTORING), value=1), sure={"s4": 0.9}) == []
    assert folded(draft(("ash",), more=(BOARD,)), sure={"s4": 0.9}) == [tiny.quote(BOARD).text]
    assert folded(draft(("ash", BOARD)), sure={"s4": 0.9}) == []


def test_a_sentence_is_held_with_what_it_leans_on():
    assert tiny.texts(holding(KIT, 3)) == ["Ash has a board of 12 directors. They meet monthly."]
