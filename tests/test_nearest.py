"""Of another member of which what was asked has no answer it is told what comes nearest, where that plainly tells the kind of thing."""

from dataclasses import replace

import pytest

import tiny
from rag.answering.anew import is_of_another, is_silent, nearest
from rag.types import Answer, Row
from rag.understanding.question import read_question

BEGAN, STUDY, MONTHLY = tiny.quote(11), tiny.quote(1), tiny.quote(2, 3)
SILENT = Answer("?", "not_stated", "The report does not say when that is.", nearest=(BEGAN,), next=("?",))


def repeated(typed, **fields):
    return replace(read_question(typed, tiny.TAGS, tiny.ORGANISATIONS), **{"leans": True, "trusts": ("birch",), **fields})


@pytest.mark.parametrize(("typed", "near"), [
    ("when was that begun at Birch Royal?", BEGAN), ("how many years did it take at Birch Royal", STUDY),
    ("how often do they meet at Birch Royal", MONTHLY),
])  # fmt: skip
def test_what_plainly_tells_the_kind_that_is_asked_for_is_shown_as_no_answer(typed, near):
    shown = nearest(repeated(typed), replace(SILENT, nearest=(near,)), tiny.TAGS)
    assert (shown.status, shown.quotes, shown.nearest) == ("partial", (near,), ())
    assert shown.message == "Nothing plainly answers that for Birch Royal. This comes nearest to it."


@pytest.mark.parametrize(("typed", "changes", "fields"), [
    ("how many nurses are there at Birch Royal", {"nearest": (tiny.quote(2),)}, {}),  # some number tells nothing of how many
    ("who chairs it at Birch Royal", {}, {}),
    ("when was that begun at Birch Royal?", {}, {"leans": False}),
    ("when was that begun at Birch Royal?", {}, {"lead": "the course"}),
    ("when was that begun at Birch Royal?", {}, {"trusts": ()}),
    ("when was that begun at Birch Royal?", {"message": "‘course’ does not occur in it."}, {}),
    ("when was that begun at Birch Royal?", {"status": "off_topic"}, {}),
])  # fmt: skip
def test_anything_else_stays_as_it_is(typed, changes, fields):
    answer = replace(SILENT, **changes)
    assert nearest(repeated(typed, **fields), answer, tiny.TAGS) is answer


def test_what_is_silent_of_each_is_as_silent_as_a_refusal():
    assert is_silent(SILENT)
    rows = (Row("ash", ()), Row("birch", ()))
    partial = replace(SILENT, status="partial", quotes=(STUDY,), rows=rows)
    assert is_silent(partial)
    assert not is_silent(replace(partial, rows=(rows[0], Row("birch", (BEGAN,)))))
    assert not is_silent(replace(partial, rows=()))


def test_what_was_found_is_of_another_thing_where_it_has_none_of_its_words():
    kit = tiny.answerer().kit
    thing = read_question("How do nurses run wards at Birch Royal?", tiny.TAGS, tiny.ORGANISATIONS)
    nurses, board = tiny.quote(4), tiny.quote(2)
    assert is_of_another(kit, thing, Answer("", "answered", "", quotes=(board,)))
    assert not is_of_another(kit, thing, Answer("", "answered", "", quotes=(board, nurses)))
    assert not is_of_another(kit, thing, Answer("", "answered", "", form="figures", quotes=(board,)))
    assert not is_of_another(kit, thing, Answer("", "not_stated", "", quotes=()))
