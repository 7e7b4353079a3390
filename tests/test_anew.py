"""What was asked last of a thing, asked of others who are silent on it: what is said there of the thing itself."""

from dataclasses import replace

import pytest

import tiny
from rag.answering.anew import instead, is_silent, nearest, of_the_thing, with_the_thing
from rag.types import Answer, Row
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
    ("how many nurses are there at Birch Royal", {}, {}),  # some number tells nothing of how many
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
