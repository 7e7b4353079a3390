"""Which of all that were just asked of has most of it; whose a thing was; a subject of which there was nothing is left."""

from dataclasses import replace

import pytest

import tiny
from rag.answering.talk import talked_of
from rag.types import Answer, Row
from rag.understanding.question import lean_on, read_question
from rag.understanding.talk import Talk, follow, lent_to
from rag.understanding.thing import without_sum
from rag.understanding.turns import read_turn

STUDY, NURSES = 0, 4
ALL, SAFETY = "How many nurses has each trust?", "How does Birch Royal teach safety?"


def read(text):
    return read_question(text, tiny.TAGS, tiny.ORGANISATIONS)


def readings(typed, before, **fields):
    return follow(read_turn(typed), read(typed), Talk(read(before), **fields), tiny.TAGS)


@pytest.mark.parametrize(("typed", "before", "text"), [
    ("which has the most", ALL, "which has the most: How many nurses has each trust?"),
    ("and the least?", ALL, "which has the least: How many nurses has each trust?"),
    ("and the least?", f"which has the most: {ALL}", "which has the least: How many nurses has each trust?"),
    ("which of them does it best", ALL, "which of them does it best: How many nurses has each trust?"),
    ("so who is biggest?", ALL, "who is biggest: How many nurses has each trust?"),
])  # fmt: skip
def test_which_of_all_has_most_is_asked_of_the_last_request(typed, before, text):
    (reading,) = readings(typed, before)
    assert (reading.text, reading.taken_as, reading.rows) == (text, text, True)


@pytest.mark.parametrize(("typed", "before", "text"), [
    ("and the least", "Which trust has the most nurses?", "Which trust has the least nurses?"),
    ("the smallest one?", "Which is the biggest of them?", "Which is the smallest of them?"),
])  # fmt: skip
def test_another_superlative_alone_takes_the_place_of_the_one_before_of_all(typed, before, text):
    (reading,) = readings(typed, before)
    assert (reading.text, reading.taken_as, reading.trusts, reading.rows) == (text, text, (), True)


@pytest.mark.parametrize(("typed", "before", "text"), [
    ("and by wards?", "Which trust is the biggest by nurses?", "Which trust is the biggest by wards?"),
    ("and by wards?", "Which trust has the most nurses?", "Which trust has the most wards?"),
    ("what about by wards then", "Which has the fewest nurses?", "Which trust has the least wards?"),
    ("and the largest wards", "Which trust has the most nurses?", "Which trust has the largest wards?"),
    ("in terms of wards", "rank them by nurses", "rank them by wards"),
])  # fmt: skip
def test_by_what_else_all_are_ranked_takes_the_place_of_what_they_were(typed, before, text):
    (reading,) = readings(typed, before)
    assert (reading.text, reading.taken_as, reading.trusts, reading.rows) == (text, text, (), True)


@pytest.mark.parametrize(("typed", "before"), [
    ("and by wards?", "How many nurses has Ash General?"), ("and by wards?", "What is taught by nurses?"),
    ("and at Ash General by wards?", "Which trust has the most nurses?"), ("and wards", "Which trust has the most nurses?"),
])  # fmt: skip
def test_where_nothing_was_ranked_or_it_says_more_it_is_none_of_these(typed, before):
    assert not any(reading.rows and reading.text.startswith("Which trust") for reading in readings(typed, before))


def test_of_which_superlative_it_is_must_be_plain():
    two = "Which trust has the most nurses and the fewest wards?"
    for before in (
        two,
        "What was the biggest ward at Birch Royal?",
        "What do they expect of most nurses?",
        "Who has the biggest ward at Ash?",
    ):
        assert not any("least" in reading.text and "?" in reading.text for reading in readings("the least", before))


@pytest.mark.parametrize(("typed", "before"), [
    ("which has the most budget", ALL),  # another thing
    ("which has the most", SAFETY),  # one was asked of
    ("does Ash General have the most", ALL),
    ("what's the difference", ALL),  # they stand beside each other already
    ("the most?", "What does each trust teach?"),  # nothing is counted
    ("different question. which has the most", ALL),
])  # fmt: skip
def test_of_anything_else_it_is_not(typed, before):
    assert not any(": How" in reading.text for reading in readings(typed, before))


@pytest.mark.parametrize(
    "typed",
    ["and which one is it?"],  # "which trust was that" is of the answer: see test_reminded.py
)
def test_whose_it_was_is_the_member_that_was_talked_of(typed):
    (reading,) = readings(typed, SAFETY)
    assert (reading.text, reading.trusts, reading.everyone, reading.rows) == (SAFETY, ("birch",), False, False)


@pytest.mark.parametrize(("typed", "answered", "leads"), [
    ("so what do nurses get", True, [SAFETY, "", ""]),
    ("so what do nurses get", False, ["", ""]),
    ("what do nurses get from it", False, [SAFETY, "", ""]),  # points at it
    ("how many took part", False, [SAFETY]),  # has none of its own
])  # fmt: skip
def test_a_subject_of_which_there_was_nothing_is_left_by_a_turn_that_has_its_own(typed, answered, leads):
    found = readings(typed, SAFETY, answered=answered)
    assert [reading.lead for reading in found] == leads
    assert [reading.trusts for reading in found[:-1]] == [("birch",)] * (len(leads) - 1)


@pytest.mark.parametrize(("units", "talked"), [(("years", "years"), ("ash",)), (("years", "formed"), ())])
def test_of_values_that_have_no_order_none_comes_first(units, talked):
    rows = tuple(
        Row(trust, (tiny.quote(number),), value=value, unit=unit)
        for trust, number, value, unit in zip(("ash", "birch"), (2, 11), (15, 2004), units, strict=True)
    )
    found = Answer("?", "answered", "", tuple(q for row in rows for q in row.quotes), rows=rows, form="figures")
    assert talked_of(read("which trust is the oldest"), found) == talked


def test_of_the_others_those_that_have_it_are_talked_of():
    rows = (Row("ash", (), "no_mention", ("mentoring",)), Row("birch", (tiny.quote(11),)), Row("cedar", (tiny.quote(12),)))
    found = Answer("?", "partial", "", (*rows[1].quotes, *rows[2].quotes), rows=rows)
    (others,) = readings("who else has one", "What is the mentoring at Ash General?")
    assert others.trusts == ("birch", "cedar")
    assert talked_of(others, replace(found, rows=rows[1:])) == ("birch", "cedar")
    assert talked_of(others, replace(found, rows=(replace(rows[1], quotes=()), rows[2]))) == ("cedar",)
    assert talked_of(others, replace(found, rows=(replace(rows[1], quotes=()),))) == ("birch", "cedar")  # none has it


def test_what_follows_which_has_most_is_asked_of_all_unless_it_points_at_the_one():
    ranked = f"which has the most: {ALL}"
    talk = Talk(replace(read(ranked), trusts=("ash",)))
    (all_of_them, *_) = follow(read_turn("and how many doctors?"), read("and how many doctors?"), talk, tiny.TAGS)
    assert (all_of_them.trusts, "most" in all_of_them.taken_as) == ((), False)
    (the_one, *_) = follow(read_turn("when was it built"), read("when was it built"), talk, tiny.TAGS)
    assert (the_one.trusts, "most" in the_one.taken_as) == (("ash",), False)
    (again,) = follow(read_turn("and the least?"), read("and the least?"), talk, tiny.TAGS)
    assert (again.text, again.trusts, again.rows) == ("which has the least: How many nurses has each trust?", (), True)


@pytest.mark.parametrize(("typed", "lead"), [
    ("what do they run", "How does Ash General teach safety?"),
    ("what about Ash General, what do they run", "How does Ash General teach safety?"),
])  # fmt: skip
def test_what_names_another_member_and_no_thing_is_asked_of_what_was_talked_of(typed, lead):
    named = typed if "Ash" in typed else f"and at Ash General, {typed}"
    assert readings(named, SAFETY)[0].lead == lead
    assert readings(named, SAFETY)[0].trusts == ("ash",)


@pytest.mark.parametrize(("typed", "before", "lead"), [
    ("who chose it", "Tell me about the Friday round", "the Friday round"),
    ("who chose it", "What does the report say about mentoring?", "mentoring"),
    ("who chose it", "Who says what about mentoring?", "Who says what about mentoring?"),
])  # fmt: skip
def test_a_follow_up_leans_on_the_thing_alone_of_which_no_more_was_asked_than_what_is_said(typed, before, lead):
    assert readings(typed, before)[0].lead == lead


def test_whose_others_want_the_thing_is_asked_of_it_and_not_what_the_report_says_of_them():
    reading = readings("do any of the others want one", "What does the report say about mentoring at Birch Royal?")[0]
    assert (reading.text, reading.trusts) == ("do any of the others want one", ("ash", "cedar"))
    assert reading.lead.startswith("mentoring")


@pytest.mark.parametrize(("typed", "only"), [("in induction?", True), ("with nurses too?", True), ("on induction?", False)])
def test_within_what_it_is_leans_on_what_was_talked_of_whatever_it_names(typed, only):
    found = readings(typed, SAFETY)
    assert found[0].lead == SAFETY
    assert (len(found) == 1) is only


def test_what_was_not_answered_lends_itself_to_other_people():
    talk = Talk(read("Who do nurses report to at Ash General?"), (read("Who do nurses report to at Birch Royal?"),), answered=False)
    turn = read_turn("what about the consultants")
    lent = lent_to(turn, read(turn.text), talk, tiny.TAGS)
    assert follow(turn, read(turn.text), lent, tiny.TAGS)[0].text == "Who do the consultants report to at Ash General?"


@pytest.mark.parametrize(("form", "trusts"), [("term", ("ash",)), ("find", ())])
def test_of_a_term_that_one_uses_and_the_report_names_that_one_is_talked_of(form, trusts):
    quotes = (tiny.quote(NURSES), replace(tiny.quote(STUDY), trust=None))
    assert talked_of(read("what is the round"), Answer("q", "answered", "", quotes, form=form)) == trusts


@pytest.mark.parametrize(("typed", "before", "trusts"), [
    ("is that few compared with the rest?", "How many nurses has Birch Royal?", 3),
    ("and how does it stack up", "How many nurses has Birch Royal?", 3),
    ("are they paid more than a nurse at Ash", "How many nurses has Birch Royal?", 0),
    ("how does it look there", "How many nurses has Birch Royal?", 0),
])  # fmt: skip
def test_what_was_told_of_one_is_set_beside_the_same_of_all(typed, before, trusts):
    first, *_ = readings(typed, before)
    assert first.text.startswith("How many nurses has Ash General, Birch Royal and Cedar Health") == bool(trusts)
    assert not trusts or (len(first.trusts), first.rows) == (trusts, True)


@pytest.mark.parametrize(("typed", "lead"), [
    ("what about ash, is theirs popular", "Is there a medical advisory committee at Ash General?"),
    ("and at ash, who sits on theirs", "Is there a medical advisory committee at Ash General?"),
])  # fmt: skip
def test_theirs_is_the_thing_that_was_asked_of_last(typed, lead):
    (reading,) = readings(typed, "Is there a medical advisory committee at Birch Royal?")
    assert (reading.lead, reading.trusts) == (lead, ("ash",))


def test_theirs_is_the_thing_in_the_last_request_and_not_what_that_leant_on():
    last = lean_on(
        read("do they go to the nurses' forum"), read("How do chairs at Birch Royal hear of things?"), ("birch",), tiny.TAGS
    )
    typed = "what about ash, is theirs busy"
    (reading,) = follow(read_turn(typed), read(typed), Talk(last), tiny.TAGS)
    assert reading.lead == "do they go to the nurses' forum"


def test_a_correction_that_only_points_is_of_the_thing_talked_of():
    for typed, lead in (("no i meant was it any good", SAFETY), ("no i meant what do nurses earn?", "")):
        turn = read_turn(typed)
        (reading,) = follow(turn, read(turn.text), Talk(read(SAFETY)), tiny.TAGS)
        assert (reading.text, reading.lead) == (turn.text, lead)


def test_of_a_sum_that_is_not_told_the_thing_is_talked_of():
    first, *_ = readings("who runs it", "How much does Birch Royal spend on ward leads?", answered=False)
    assert first.lead == "ward leads at Birch Royal"
    first, *_ = readings("who runs it", "How much does Birch Royal spend on ward leads?")
    assert first.lead == "How much does Birch Royal spend on ward leads?"
    assert without_sum(read("How long is it?"), tiny.TAGS) == read("How long is it?")


def test_of_which_none_came_first_a_number_of_it_is_told_of_each():
    which = "Which trust has the most nurses?"
    first, *_ = readings("how many wards does it have", which)
    assert first.rows
    assert not readings("how is it run", which)[0].rows
    assert not readings("how many wards does it have", "How many nurses has each?")[0].rows
    told = Talk(replace(read(which), trusts=("ash",), rows=False))
    assert follow(read_turn("how many wards does it have"), read("how many wards does it have"), told, tiny.TAGS)[0].trusts == (
        "ash",
    )


@pytest.mark.parametrize(("typed", "text"), [
    ("did any of the others do that?", "Did Ash General and Cedar Health drop safety?"),
    ("does Cedar Health do that", "Did Cedar Health drop safety?"),
    ("and Cedar Health?", "Why did Cedar Health drop safety?"),
])  # fmt: skip
def test_who_else_does_what_the_reason_was_asked_of_is_asked_whether(typed, text):
    assert readings(typed, "Why did Birch Royal drop safety?")[0].text == text


@pytest.mark.parametrize(("typed", "before", "of_all"), [
    ("which one is a week then", "is training at Birch Royal a week?", True),
    ("so who has a week", "isn't it a week at Birch Royal?", True),
    ("which one is paid", "is training at Birch Royal a week?", False),  # of its own
    ("which one is a week", "How long is a week at Birch Royal?", False),  # nothing was supposed
])  # fmt: skip
def test_of_which_that_holds_is_asked_of_all_where_it_was_asked_whether_it_holds_of_one(typed, before, of_all):
    assert (readings(typed, before)[0].trusts == ("ash", "birch", "cedar")) is of_all


def test_what_else_they_do_is_asked_of_the_trust_by_name_alone():
    (reading,) = readings("anything else they do for nurses?", SAFETY)
    assert (reading.text, reading.lead) == ("anything else they do for nurses at Birch Royal", "")
    assert len(readings("anything else", SAFETY)) > 1 or readings("anything else", SAFETY)[0].lead


@pytest.mark.parametrize(("typed", "before", "text"), [
    ("only nurses?", "What do junior doctors get at Birch Royal?", "only nurses?"),
    ("just nurses?", "How many doctors are at Birch Royal?", "How many nurses are at Birch Royal?"),
    ("and nurses?", "What do junior doctors get at Birch Royal?", "What do nurses get at Birch Royal?"),
])  # fmt: skip
def test_whether_it_is_for_them_alone_is_no_request_of_other_people(typed, before, text):
    assert readings(typed, before)[0].text == text


@pytest.mark.parametrize(("typed", "lent"), [
    ("so how are budgets cut", "How does Birch Royal teach safety?"),  # a question of its own
    ("how is it paid", "How does Ash General and Cedar Health teach safety?"),  # points at it
    ("and budgets?", "How does Ash General and Cedar Health teach safety?"),
])  # fmt: skip
def test_whether_the_others_do_it_is_an_aside(typed, lent):
    birch = read("How does Birch Royal teach safety?")
    talk = Talk(readings("and the others?", birch.text)[0], (birch,))
    assert lent_to(read_turn(typed), read(typed), talk, tiny.TAGS).last.text == lent
