"""To which trust and thing a turn is bound: the one that was singled out, or the one that has what it names."""

from dataclasses import replace

import pytest

import tiny
from rag.answering.anew import at_home
from rag.answering.talk import talked_of
from rag.answering.very_thing import that_is_gone
from rag.types import Answer
from rag.understanding.question import read_question
from rag.understanding.talk import Talk
from rag.understanding.thing import of_anyone, of_the_one, of_those_people
from rag.understanding.turns import Turn
from test_rows import KIT, asked, draft, quoted


def read(text, **changes):
    return replace(read_question(text, tiny.TAGS, tiny.ORGANISATIONS), **changes)


@pytest.mark.parametrize(
    ("text", "trusts", "taken"),
    [
        ("which trust dropped its board", ("ash",), "Ash General dropped its board"),
        ("is there a trust that dropped its board", ("ash",), "Ash General dropped its board"),
        ("which trust dropped its board", (), "which trust dropped its board"),
        ("which trust has the most nurses", ("ash",), "which trust has the most nurses"),  # of an extreme
        ("which ward dropped it", ("ash",), "which ward dropped it"),
        ("which trust is in Leeds", ("ash",), "which trust is in Leeds"),  # where it lies is not what is talked of
    ],
)
def test_which_one_it_is_is_said_of_the_one_that_was_told(text, trusts, taken):
    assert of_the_one(read(text, trusts=trusts), tiny.TAGS).text == taken


def test_those_people_are_those_of_whom_it_was_asked_who_they_are():
    who = read("who runs the wards there", lead="the board at Ash General")
    assert of_those_people(read("who do those people answer to"), who).lead == ""
    assert of_those_people(read("who do they answer to"), who) is who
    how = read("how is it run", lead="the board at Ash General")
    assert of_those_people(read("who do those people answer to"), how) is how


def test_anyone_else_after_all_of_them_is_any_of_them():
    every = read("Compare all three on mentoring")
    taken = of_anyone(read("does anyone else have shared budgets"), every, tiny.TAGS)
    assert (taken.text, taken.everyone, taken.rows, taken.lead) == ("does anyone have shared budgets", True, True, "")
    assert of_anyone(read("does anyone else do it"), every, tiny.TAGS) is None  # the thing talked of
    one = read("How does Ash General train nurses?")
    assert of_anyone(read("does anyone else have shared budgets"), one, tiny.TAGS) is None


@pytest.mark.parametrize(
    ("text", "trusts"),
    [
        ("which trust has a board of 12 directors", ("ash",)),
        ("which of the three has 12 directors", ("ash",)),
        ("which trust has directors", ()),  # both are told of
        ("which trust has 13 directors", ()),
        ("how many of the 12 directors are nurses", ()),
    ],
)
def test_the_number_by_which_it_is_asked_tells_which_one_it_is(text, trusts):
    both = draft(("ash", 2), ("birch", 11))
    answer = Answer("", "answered", "", quotes=both.quotes, rows=both.rows)
    assert talked_of(asked(text), answer) == trusts


def test_a_row_that_has_what_is_gone_elsewhere_is_silent():
    texts = {2: "The board was removed.", 11: "Birch has a board."}
    both = draft(("ash", 2), ("birch", 11))
    said = zip(both.rows, texts.values(), strict=False)
    rows = tuple(replace(row, quotes=tuple(replace(q, text=text) for q in row.quotes)) for row, text in said)
    both = replace(both, rows=rows, quotes=tuple(q for row in rows for q in row.quotes))
    assert quoted(that_is_gone(KIT, asked("which trusts scrapped the board"), both)) == ["ash"]
    assert that_is_gone(KIT, asked("which trusts have a board"), both) is both
    assert that_is_gone(KIT, asked("which trusts scrapped the wards"), both) is both


class Home:
    def home_of(self, asked):
        return "birch" if "rota" in asked.text else None


@pytest.mark.parametrize(
    ("typed", "trusts"),
    [
        ("how much did that rota cost", ("birch",)),
        ("and the rota, who runs that", ("birch",)),
        ("does it have a rota", ()),  # whether those talked of have one
        ("is there a rota there", ()),
        ("who runs the wards", ()),
    ],
)
def test_a_thing_that_another_has_alone_is_asked_of_that(typed, trusts):
    turn, question = at_home(Home(), Turn(typed), read(typed), Talk(read("How does Ash General train nurses?")), tiny.TAGS)
    assert question.trusts == trusts
    assert turn.fresh is bool(trusts)


def test_of_the_one_that_has_it_already_and_without_a_talk_nothing_changes():
    typed = "how much did that rota cost"
    before = Talk(read("How does Birch Royal train nurses?"))
    assert at_home(Home(), Turn(typed), read(typed), before, tiny.TAGS) == (Turn(typed), read(typed))
    assert at_home(Home(), Turn(typed), read(typed), None, tiny.TAGS) == (Turn(typed), read(typed))


def test_they_are_those_of_before_where_a_thing_that_is_named_is_theirs():
    typed, birch = "what did they pay for the rota", read("How does Birch Royal train nurses?")
    turn, question = at_home(Home(), Turn(typed), read(typed), Talk(read("How does Ash train nurses?"), (birch,)), tiny.TAGS)
    assert (question.trusts, turn.fresh) == (("birch",), True)
    alone = at_home(Home(), Turn(typed), read(typed), Talk(read("How does Ash train nurses?")), tiny.TAGS)
    assert alone == (Turn(typed), read(typed))  # of nobody else was talked
