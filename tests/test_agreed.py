"""An entry that quotes what was found fills the rows that were not."""

from types import SimpleNamespace

import numpy as np
import pytest

import tiny
from rag.answering.agreed import agreed
from rag.answering.draft import Draft
from rag.types import Row
from rag.understanding.question import Question
from rag.understanding.route import Route

BOARD, MONTHLY, NURSES, MENTORING, MAY = 2, 3, 4, 11, 12
KIT = tiny.answerer().kit
ASKED = Question("how long is it at each trust", rows=True, everyone=True)
FOUND = Draft(
    "compare", "partial", "", (tiny.quote(NURSES),), (), (Row("ash", (tiny.quote(NURSES),)), Row("birch", ()), Row("cedar", ()))
)


def with_entry(*parts, share=0.1, chosen="find", tried=(), form="topic"):
    entry = tiny.entry("board", form, parts)
    route = Route(("board", "find"), np.array([share, 1 - share], np.float32))
    rivals = SimpleNamespace(entries={"board": entry})
    made = agreed(KIT, rivals, ASKED, FOUND, SimpleNamespace(chosen=chosen, route=route), tried)
    return {row.trust: tuple(q.start for q in row.quotes) for row in made.rows}, made


def test_an_empty_row_has_what_the_entry_has_for_it_that_quotes_what_leads_the_others():
    rows, made = with_entry(tiny.part("ash", (NURSES,)), tiny.part("birch", (MENTORING,)))
    assert rows["birch"] == (tiny.quote(MENTORING).start,)
    assert rows["cedar"] == ()
    assert (made.status, len(made.quotes)) == ("partial", 2)
    assert (
        with_entry(tiny.part("ash", (NURSES,)), tiny.part("birch", (MENTORING,)), tiny.part("cedar", (MAY,)))[1].status
        == "answered"
    )


@pytest.mark.parametrize(("parts", "fields"), [
    ((tiny.part("ash", (BOARD,)), tiny.part("birch", (MENTORING,))), {}),  # it quotes something else
    ((tiny.part("birch", (MENTORING,)),), {}),  # nothing of the member that was found
    ((tiny.part("ash", (NURSES,)), tiny.part("birch", (MENTORING,))), {"share": 0.019}),  # it is hardly meant
    ((tiny.part("ash", (NURSES,)), tiny.part("birch", (MENTORING,))), {"chosen": "board"}),  # not found, but an editor's
    ((tiny.part("ash", (NURSES,)), tiny.part("birch", (MENTORING,))), {"tried": ("birch",)}),  # it did not answer
    ((tiny.part("ash", (NURSES,)), tiny.part("birch", (MENTORING,))), {"form": "digest"}),  # it sums up
    ((tiny.part("ash", (NURSES,), (BOARD,), (MONTHLY,), (5,)), tiny.part("birch", (MENTORING,))), {}),  # on more than one thing
])  # fmt: skip
def test_other_rows_are_left_as_they_are(parts, fields):
    assert with_entry(*parts, **fields)[1] == FOUND
