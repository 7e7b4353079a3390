"""What was asked last of a thing, asked of others who are silent on it: what is said there of the thing itself."""

import pytest

import tiny
from rag.answering.anew import instead, of_the_thing, with_the_thing
from rag.types import Answer
from rag.understanding.question import Question, read_question
from rag.understanding.turns import read_turn

LEAD = "How does Birch Royal teach safety?"


def asked_instead(typed, **fields):
    turn = read_turn(typed)
    asked = read_question(turn.text, tiny.TAGS, tiny.ORGANISATIONS)
    taken = Question(**{"text": "since when", "trusts": ("birch",), "lead": LEAD, **fields})
    return of_the_thing(turn, asked, taken, tiny.TAGS)


@pytest.mark.parametrize("typed", ["and at Birch Royal?", "Birch Royal", "same for the others", "no, i meant safety not wards"])
def test_the_request_that_brought_the_thing_up_is_asked_of_them(typed):
    assert (asked_instead(typed).text, asked_instead(typed).lead, asked_instead(typed).trusts) == (LEAD, "", ("birch",))


@pytest.mark.parametrize(("typed", "fields"), [
    ("and at Birch Royal?", {"lead": f"{LEAD} {'safety ' * 13}"}),  # a long one is no thing, and dear to embed
    ("and at Birch Royal?", {"lead": ""}),  # the last request brought it up itself
    ("and at Birch Royal?", {"text": "and at Birch Royal?"}),
    ("who runs it?", {}),
    ("who pays nurses at Birch Royal?", {}),
])  # fmt: skip
def test_else_nothing_is_asked_instead(typed, fields):
    assert asked_instead(typed, **fields) is None


def test_it_is_known_beforehand_so_that_it_is_embedded_in_the_same_call():
    turn = read_turn("and at Birch Royal?")
    asked = read_question(turn.text, tiny.TAGS, tiny.ORGANISATIONS)
    taken = Question("since when", trusts=("birch",), lead=LEAD)
    assert [one.text for one in with_the_thing(turn, asked, (taken,), tiny.TAGS)] == ["since when", LEAD]
    assert with_the_thing(turn, asked, (taken, taken), tiny.TAGS) == (taken, taken)
    assert with_the_thing(turn, asked, (), tiny.TAGS) == ()


def test_what_was_answered_is_left_as_it_is(real):
    first = real.ask("how do they pick new consultants at uclh")
    second = real.ask("is there a test", context=first.context)
    third = real.ask("and at salford?", context=second.context)
    assert third.status == "answered"
    assert not third.message.startswith("Nothing plainly answers")


def test_it_is_told_to_be_no_answer_to_what_was_asked():
    told = instead(Question("since when", trusts=("birch",)), Answer("", "answered", "1 passage."), tiny.TAGS)
    assert told.status == "partial"
    assert told.message == "Nothing plainly answers that for Birch Royal. This is what is said there of the subject. 1 passage."


@pytest.mark.parametrize(("talk", "says"), [
    (("how do they pick new consultants at uclh", "since when", "and at salford?"), "committed to continuous quality"),
    (("induction at southern", "how long is it", "sorry i meant appraisal not induction"), "enhancing its appraisal processes"),
])  # fmt: skip
def test_in_a_talk_on_the_report(real, talk, says):
    context = None
    for turn in talk:
        answer = real.ask(turn, context=context)
        context = answer.context
    assert answer.status == "partial"
    assert any(says in quote.text for quote in answer.quotes)


def test_what_only_one_has_is_not_told_of_another(real):
    first = real.ask("uclh staff college")
    second = real.ask("who goes", context=first.context)
    third = real.ask("what about salford", context=second.context)
    assert (third.status, third.quotes) == ("not_stated", ())
