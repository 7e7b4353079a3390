"""The request before, asked of other people."""

import pytest

import tiny
from rag.understanding.others import names_people, of_other_people
from rag.understanding.question import lean_on, read_question
from rag.understanding.talk import Talk, follow
from rag.understanding.turns import Turn


def read(text):
    return read_question(text, tiny.TAGS, tiny.ORGANISATIONS)


BEFORE = read("How are consultants inducted at Ash?")


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("and junior doctors?", "How are junior doctors inducted at Ash?"),
        ("what about the clinical chairs", "How are the clinical chairs inducted at Ash?"),
        ("for nurses", "How are nurses inducted at Ash?"),
        ("what about for a nurse", "How are nurses inducted at Ash?"),
        ("and consultants?", None),  # it was asked of them
        ("only nurses please", "How are nurses inducted at Ash?"),
        ("just the clinical chairs?", "How are the clinical chairs inducted at Ash?"),
        ("nurses only", "How are nurses inducted at Ash?"),
        ("and the nurses who left?", None),
        ("and pay?", None),
    ],
)
def test_people_who_alone_are_named_take_the_place_of_those_of_before(typed, taken):
    other = of_other_people(read(typed), BEFORE, tiny.TAGS)
    assert (other.taken_as if other else None) == taken
    assert other is None or (other.trusts, other.lead) == (("ash",), "")


def test_they_take_it_in_what_the_request_before_leant_on():
    last = lean_on(read("and the budget?"), BEFORE, ("ash",), tiny.TAGS)
    assert of_other_people(read("and nurses?"), last, tiny.TAGS).text == "How are nurses inducted at Ash General?"


def test_what_was_asked_last_of_people_is_asked_of_others_who_are_named_alone():
    last = lean_on(read("how long do they stay?"), BEFORE, ("ash",), tiny.TAGS)
    other = of_other_people(read("and the clinical leads?"), last, tiny.TAGS)
    assert (other.text, other.lead) == ("how long do they stay?", "How are the clinical leads inducted at Ash General?")


def test_those_whose_number_is_asked_for_may_be_called_people():
    other = of_other_people(read("only nurses?"), read("how many people work at Ash?"), tiny.TAGS)
    assert other.text == "how many nurses work at Ash?"
    assert of_other_people(read("only nurses?"), read("how do people work at Ash?"), tiny.TAGS) is None


def test_of_a_request_that_names_none_or_several_there_is_no_place_to_take():
    for text in ("How is it run at Ash?", "How do consultants and nurses work together at Ash?"):
        assert of_other_people(read("and managers?"), read(text), tiny.TAGS) is None


def test_it_is_the_one_reading_of_the_turn():
    asked = read("and junior doctors?")
    readings = follow(Turn(asked.text), asked, Talk(BEFORE), tiny.TAGS)
    assert [reading.taken_as for reading in readings] == ["How are junior doctors inducted at Ash?"]


def test_what_people_do_and_what_is_theirs_is_no_people():
    for text in ("Who leads at Ash?", "Who chairs the board at Ash?", "What is the staff compact at Ash?"):
        assert of_other_people(read("and junior doctors?"), read(text), tiny.TAGS) is None


def test_a_number_of_people_is_asked_anew_unless_one_was_asked_for():
    asked = read("how many nurses")
    assert of_other_people(asked, BEFORE, tiny.TAGS) is None
    assert of_other_people(asked, read("How many consultants has Ash?"), tiny.TAGS).taken_as == "How many nurses has Ash?"


def test_a_team_that_is_called_by_people_is_none_of_them():
    for text in ("Who sits on the executives board at Ash?", "What is the managers group at Ash?"):
        assert of_other_people(read("junior doctors"), read(text), tiny.TAGS) is None


@pytest.mark.parametrize(
    ("typed", "only"),
    [("and nurses?", True), ("how about the nurses", True), ("what about pay", False), ("how many nurses", False)],
)
def test_a_follow_up_may_name_people_alone(typed, only):
    assert names_people(read(typed), tiny.TAGS) is only


def test_whose_quotation_it_is_to_be_may_change_too_and_what_it_is_on_stays():
    last = lean_on(read("are there quotes from managers on that"), read("What makes a good ward at Ash?"), ("ash",), tiny.TAGS)
    other = of_other_people(read("how about from a nurse?"), last, tiny.TAGS)
    assert (other.text, other.lead) == ("are there quotes from nurses on that", last.lead)


@pytest.mark.parametrize(("last", "text"), [
    ("who are they accountable to", "who are the nurses accountable to"),
    ("how were they chosen", "how were the nurses chosen"),
])  # fmt: skip
def test_of_those_whom_a_pronoun_named_something_is_asked_of_others(last, text):
    before = lean_on(read(last), read("Who runs the place?"), ("ash",), tiny.TAGS)
    other = of_other_people(read("what about the nurses?"), before, tiny.TAGS)
    assert (other.text, other.lead, other.trusts) == (text, "", ("ash",))
    member = lean_on(read("what do they do on pay"), read("Who runs the place?"), ("ash",), tiny.TAGS)
    assert of_other_people(read("what about the nurses?"), member, tiny.TAGS) is None  # "they" may be the member


@pytest.mark.parametrize("typed", ["and the CDs?", "what about CDs"])
def test_somebody_by_the_letters_of_a_post(typed):
    assert of_other_people(read(typed), BEFORE, tiny.TAGS).text in (
        "How are the cds inducted at Ash?",
        "How are cds inducted at Ash?",
    )


@pytest.mark.parametrize(("before", "typed", "taken"), [
    ("How big is Ash?", "staff", "How many staff at Ash General?"), ("What is the budget of Ash?", "staff", "How many staff at Ash General?"),
])  # fmt: skip
def test_after_a_size_people_named_alone_are_asked_for_by_their_number(before, typed, taken):
    assert of_other_people(read(typed), read(before), tiny.TAGS).text == taken
