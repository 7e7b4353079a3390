"""What is asked what it is begins with what says so."""

from dataclasses import replace

import pytest

import tiny
from rag.answering.draft import Draft
from rag.answering.prepared import Prepared
from rag.answering.spelt import said_first
from rag.answering.trace import Trace
from rag.types import Row
from rag.understanding.question import Question

WARD = tiny.entry("ward", "term", [tiny.part("ash", (4,), (5,)), tiny.part("birch", (11,))], title="Ward (WD)")
BOARD = tiny.entry("board", "topic", [tiny.part("ash", (4,), (5,))], title="Ward")
ANSWERER = tiny.answerer(Prepared((WARD, BOARD)))
FIRST, OTHER = tiny.quote(4), tiny.quote(5)
OUT = replace(OTHER, text="They have many wards (WDs).")
LISTED = replace(OTHER, text="It has the following wards: Elm, Fir and Oak.")


def lead(text, *quotes, chosen="ward", **asked):
    draft = Draft("term", "answered", "", quotes)
    return said_first(ANSWERER.kit, ANSWERER.rivals, Question(text, **asked), draft, Trace(Question(text), chosen=chosen)).quotes[0]


def test_a_term_begins_as_its_editor_began():
    assert lead("what is a ward", OTHER, FIRST) == FIRST
    assert lead("what does ward mean", OTHER, FIRST) == FIRST


@pytest.mark.parametrize(("text", "asked", "chosen"), [
    ("what is a ward", {}, "board"), ("how do nurses run a ward", {}, "ward"), ("what is a ward", {"rows": True, "everyone": True}, "ward"),
    ("what is a ward", {"lead": "before"}, "ward"), ("what does it say of a ward", {}, "ward"),
])  # fmt: skip
def test_where_more_is_asked_or_it_is_no_term_the_order_stands(text, asked, chosen):
    assert lead(text, OTHER, FIRST, chosen=chosen, **asked) == OTHER


def test_letters_begin_where_they_are_written_out_and_things_where_they_are_listed():
    assert lead("what does WD stand for", FIRST, OUT) == OUT
    assert lead("what are WDs", FIRST, OUT) == OUT
    assert lead("which wards are there", FIRST, LISTED) == LISTED


def test_the_row_that_has_it_comes_first():
    rows = (Row("ash", (FIRST,)), Row("birch", (tiny.quote(11), replace(tiny.quote(11), text="All wards (WDs)."))))
    draft = Draft("term", "answered", "", tuple(q for row in rows for q in row.quotes), rows=rows)
    asked = Question("what is a WD")
    told = said_first(ANSWERER.kit, ANSWERER.rivals, asked, draft, Trace(asked, chosen="ward"))
    assert [row.trust for row in told.rows] == ["birch", "ash"]
    assert told.quotes[0] == told.rows[0].quotes[0] == rows[1].quotes[1]
