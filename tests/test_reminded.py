"""Which one, or who, it was again: the last answer is told once more, and of whom it is."""

import pytest

import tiny
from rag.answering.talk import in_talk
from rag.understanding.asked_about import plainer
from rag.understanding.others import number_of
from rag.understanding.question import Question
from rag.understanding.reminded import reminded
from rag.understanding.talk import Talk

OF_ONE, OF_NONE = Question("who teaches there", trusts=("ash",)), Question("who teaches")


@pytest.mark.parametrize(
    ("typed", "last", "asks"),
    [
        ("which trust was that again?", OF_NONE, "whose"), ("remind me which one it was", OF_NONE, "whose"), ("and which trust?", OF_ONE, "whose"),
        ("which trust?", OF_NONE, None), ("which one?", OF_ONE, None), ("which one was it?", OF_ONE, "whose"), ("which ward was that again?", OF_ONE, None),
        ("who was it again?", OF_NONE, "again"), ("which trust was first?", OF_ONE, None),
    ],
)  # fmt: skip
def test_what_a_turn_wants_to_be_reminded_of(typed, last, asks):
    assert reminded(typed, last, tiny.TAGS) == asks


@pytest.mark.parametrize(
    ("typed", "last", "move"),
    [
        ("which trust was that again", "who teaches", "whose"), ("who was it again", "who teaches", "again"), ("who was it again", "what did a nurse say", "speaker"),
        ("who was it again", "tell me about the ward", "whose"), ("who teaches again", "who teaches", None),
    ],
)  # fmt: skip
def test_what_is_asked_of_the_last_answer(typed, last, move):
    assert in_talk(None, Talk(Question(last)), typed, tiny.TAGS) == move


@pytest.mark.parametrize(
    ("typed", "last", "put"),
    [
        ("and how many of them are there?", "how long do nurses serve at Ash", "How many nurses are there at Ash General?"),
        ("how many are there", "how many nurses are there at Ash", None),
        ("how many of them are there?", "what do nurses and managers do at Ash", None),
    ],
)
def test_how_many_there_are_is_asked_of_the_people_talked_of(typed, last, put):
    taken = number_of(Question(typed), Question(last, trusts=("ash",)), tiny.TAGS)
    assert (taken.text if taken else None) == put


def test_what_somebody_holds_that_is_said_is_looked_for():
    assert plainer("But it said something about wards, didn't it?") == "does it say anything about wards?"
    assert plainer("it said nothing about wards") == "it said nothing about wards"


def test_which_one_it_was_is_told_of_what_was_said_of_no_one():
    shown = Talk(OF_NONE, shown=(1, 2))
    assert in_talk(None, shown, "which trust was that?", tiny.TAGS, {1: None, 2: None}) == "whose"
    assert in_talk(None, shown, "which trust was that?", tiny.TAGS, {1: None, 2: "ash"}) == "whose"
    assert in_talk(None, shown, "which trust was that?", tiny.TAGS, {1: "birch", 2: "ash"}) is None
    unanswered = Talk(OF_NONE, shown=(1,), answered=False)
    assert in_talk(None, unanswered, "which trust was that?", tiny.TAGS, {1: None}) is None
