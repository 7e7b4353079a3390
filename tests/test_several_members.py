"""Of which members a message's later requests are asked, and which of them stand first."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

import tiny
from rag.answering.several import ahead, of_those_left
from rag.types import Answer, Row
from rag.understanding.question import Question


def test_who_stands_first_is_put_first_with_its_quotations():
    rows = (Row("ash", (tiny.quote(2),)), Row("birch", (tiny.quote(11),)), Row("cedar", ()))
    answer = Answer("a", "answered", "A.", quotes=(tiny.quote(0), tiny.quote(2), tiny.quote(11)), rows=rows)
    put = ahead(Question("a", ahead=("birch",)), answer)
    assert [row.trust for row in put.rows] == ["birch", "ash", "cedar"]
    assert put.quotes == (tiny.quote(0), tiny.quote(11), tiny.quote(2))
    assert ahead(Question("a"), answer) is answer
    alone = replace(answer, rows=())
    assert ahead(Question("a", ahead=("birch",)), alone) is alone


@pytest.mark.parametrize(
    ("before", "rows", "text", "left"),
    [
        ("which has a board", ("ash",), "who pays at the others", ("birch", "cedar")),
        ("which has the most wards", ("ash", "birch"), "who pays at the others", ("birch", "cedar")),  # the first is told of
        ("which has a board", ("ash", "birch"), "who pays at the others", ("cedar",)),
        ("which has a board", (), "who pays at the others", ()),
        ("which has a board", ("ash", "birch", "cedar"), "who pays at the others", ()),
        ("which has a board", ("ash",), "who pays the nurses", ()),
        ("which has no mentoring", ("ash",), "who pays at the others", ()),  # nothing quoted says that there is none
    ],
)
def test_of_the_others_those_are_asked_of_whom_the_first_request_does_not_tell(before, rows, text, left):
    kit = tiny.answerer().kit
    quotes = {"ash": tiny.quote(2), "birch": tiny.quote(11), "cedar": tiny.quote(12)}
    first = Answer("a", "partial", "A.", rows=tuple(Row(t, (quotes[t],) if t in rows else ()) for t in quotes))
    asked = of_those_left(kit, Question(text), first, SimpleNamespace(request=Question(before)))
    assert (asked.trusts, asked.each) == (left, bool(left))


def test_who_has_a_figure_is_told_of_surely():
    rows = (Row("ash", (tiny.quote(2),), value=12), Row("birch", (tiny.quote(11),)), Row("cedar", ()))
    first = Answer("a", "partial", "A.", rows=rows)
    asked = of_those_left(tiny.answerer().kit, Question("who pays at the others"), first, SimpleNamespace(request=Question("a")))
    assert asked.trusts == ("birch", "cedar")
