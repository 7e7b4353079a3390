"""Turns that ask of others what was told of one, judge its number, or take a word back: what is asked then."""

import pytest

import tiny
from rag.answering.talk import NOT_MUCH, unranked
from rag.types import Answer, Context, Row
from rag.understanding.question import read_question
from test_talk import SAFETY, taken


@pytest.mark.parametrize(("before", "typed", "trusts", "text"), [
    ("How many nurses work at Birch Royal?", "is that a lot", ("ash", "birch", "cedar"), "How many nurses work at Ash General, Birch Royal and Cedar Health?"),
    ("How many nurses work at Birch Royal?", "thats not many", ("ash", "birch", "cedar"), "How many nurses work at Ash General, Birch Royal and Cedar Health?"),
    (SAFETY, "is that a lot", ("birch",), "is that a lot"),  # of no number
    ("How many nurses work at Birch Royal?", "was it any good", ("birch",), "was it any good"),
    (SAFETY, "any good?", ("birch",), "is it any good?"),
])  # fmt: skip
def test_whether_a_number_is_high_is_told_by_those_of_the_others(before, typed, trusts, text):
    found = taken(typed, before)
    assert (found.trusts, found.text) == (trusts, text)


@pytest.mark.parametrize(("typed", "trusts", "text"), [
    ("is there one at Ash General", ("ash",), "How does Ash General teach safety?"),
    ("so does Ash General have one", ("ash",), "How does Ash General teach safety?"),
    ("do the others have one", ("ash", "cedar"), "How does Ash General and Cedar Health teach safety?"),
    ("has anyone else got one", ("ash", "cedar"), "How does Ash General and Cedar Health teach safety?"),
    ("and at Ash General?", ("ash",), "who runs it?"),  # what was asked last
])  # fmt: skip
def test_whether_others_have_one_is_asked_of_the_thing_that_was_brought_up(typed, trusts, text):
    found = taken(typed, SAFETY, "who runs it?")
    assert (found.trusts, found.text) == (trusts, text)


@pytest.mark.parametrize(("before", "typed", "rows"), [
    ("Do nurses teach safety?", "which trusts", True),
    ("Do nurses teach safety?", "and at which ones is that?", True),
    (SAFETY, "which trusts", False),  # of one alone
    ("Do nurses teach safety?", "which trusts are big", False),
])  # fmt: skip
def test_which_it_was_told_of_is_told_one_by_one(before, typed, rows):
    found = taken(typed, before)
    assert (found.text == before and found.rows and found.everyone) == rows


@pytest.mark.parametrize(("before", "typed", "text", "lead"), [
    ((SAFETY,), "i meant budgets not safety", "How does Birch Royal teach budgets?", ""),
    ((SAFETY,), "no i mean at Ash General not Birch Royal", "How does Ash General teach safety?", ""),
    ((SAFETY, "who runs it?"), "i meant the budgets not the safety", "who runs it?", "How does Birch Royal teach budgets?"),
    ((SAFETY, "who runs it?"), "sorry, not safety, i meant budgets", "who runs it?", "How does Birch Royal teach budgets?"),
    ((SAFETY, "who runs it?"), "i meant budgets not wards", "budgets", SAFETY),  # of which nothing was asked
])  # fmt: skip
def test_what_is_taken_back_makes_room_in_the_request_or_in_what_it_leans_on(before, typed, text, lead):
    found = taken(typed, *before)
    assert (found.text, found.lead) == (text, lead)


@pytest.mark.parametrize(("typed", "lead"), [("nurses too?", SAFETY), ("any nurses?", SAFETY), ("junior doctors as well", SAFETY)])
def test_people_who_are_asked_for_too_are_asked_of_what_was_talked_of(typed, lead):
    assert taken(typed, SAFETY).lead == lead


def test_why_is_asked_without_when():
    assert taken("why", "When did Birch Royal change its rota?").text == "why: did Birch Royal change its rota?"
    assert taken("why", "When did Birch Royal change its rota?").mentions[0].start == len("why: did ")


def test_other_things_of_theirs_are_no_matter_of_the_others():
    assert taken("what other courses do they run", SAFETY).trusts == ("birch",)
    assert taken("which other trusts do that", SAFETY).trusts == ("ash", "cedar")


def test_a_number_of_one_alone_is_told_to_be_compared_with_none():
    asked = read_question("is that a lot", tiny.TAGS, tiny.ORGANISATIONS)
    own, none = Row("ash", (tiny.quote(4),)), Row("birch", ())
    alone = unranked(asked, Answer("", "partial", "", quotes=own.quotes, rows=(own, none)))
    assert (alone.status, alone.quotes, alone.rows, alone.nearest, alone.context) == ("not_stated", (), (), own.quotes, Context())
    assert alone.message.endswith("it is not an answer.")
    nobody = unranked(asked, Answer("", "not_stated", "", rows=(none,)))
    assert (nobody.message, nobody.nearest) == (NOT_MUCH, ())
    both = Answer("", "answered", "", rows=(own, Row("birch", (tiny.quote(2),))))
    assert unranked(asked, both) is both
