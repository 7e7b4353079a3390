"""Turns that are of the thing talked of, or of who is quoted on it, though they name neither."""

import pytest

import tiny
from rag.answering.talk import in_talk
from rag.understanding.talk import Talk, follow
from rag.understanding.turns import read_turn
from test_talk import SAFETY, read


@pytest.mark.parametrize(("typed", "before", "move"), [
    ("who was that?", "What did they say about it at Birch Royal?", "speaker"),
    ("and who's that", "a quote on wards please", "speaker"),
    ("who was that?", "Who chairs the board at Birch Royal?", None),  # the chair
    ("who was that led by", "What did they say about it at Birch Royal?", None),
])  # fmt: skip
def test_who_that_was_is_asked_of_who_is_quoted_after_what_was_said(typed, before, move):
    assert in_talk(None, Talk(read(before)), typed, tiny.TAGS) == move
    assert in_talk(None, None, typed, tiny.TAGS) is None


@pytest.mark.parametrize(("typed", "lead"), [
    ("has Ash General's been finished yet", "How does Ash General teach safety?"), ("is Ash General's any good", "How does Ash General teach safety?"),
    ("Ash General's nurses, do they teach", ""),
])  # fmt: skip
def test_what_a_member_owns_and_nobody_says_again_is_the_thing_itself(typed, lead):
    first = follow(read_turn(typed), read(typed), Talk(read(SAFETY)), tiny.TAGS)[0]
    assert (first.lead, first.trusts) == (lead, ("ash",))


@pytest.mark.parametrize("typed", ["how many nurses have joined?", "what came out of it", "was anyone upset"])
def test_what_is_asked_of_the_thing_alone_has_one_reading(typed):
    (reading,) = follow(read_turn(typed), read(typed), Talk(read(SAFETY)), tiny.TAGS)
    assert reading.lead == SAFETY
