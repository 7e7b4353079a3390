"""Turns that name no more than whom they are asked of, a thing first, or who is first of the members themselves."""

from dataclasses import replace

import pytest

import tiny
from rag.understanding.alike import of_a_run
from rag.understanding.back import sharing_most
from rag.understanding.question import lean_on, read_question
from rag.understanding.talk import Talk, follow, lent_to
from rag.understanding.turns import read_turn
from test_talk import SAFETY, taken

EVERY = "How does Ash General, Birch Royal and Cedar Health teach safety?"


@pytest.mark.parametrize("typed", [
    "across all three then?", "for each?", "all three please", "at each of them", "across all the hospitals", "and in all three hospitals",
])  # fmt: skip
def test_a_bare_all_asks_the_same_of_each_in_rows(typed):
    found = taken(typed, SAFETY)
    assert (found.text.rstrip("?"), found.trusts, found.rows, found.everyone) == (EVERY.rstrip("?"), (), True, True)


def test_who_are_all_is_no_repetition():
    assert taken("who are the hospitals", SAFETY).text == "who are the hospitals"


@pytest.mark.parametrize(("typed", "having", "trusts"), [
    ("where else", ("ash",), ("birch", "cedar")),
    ("what about the other hospitals", ("ash", "birch"), ("cedar",)),
    ("anywhere else?", ("cedar",), ("ash", "birch")),
    ("where else", ("ash", "birch", "cedar"), ()),  # all have it
    ("where else", (), ()),  # nobody looked who has
    ("anyone else copying it", ("ash",), ()),  # asks more than where else
])  # fmt: skip
def test_where_else_is_asked_of_those_that_were_not_told_to_have_it(typed, having, trusts):
    asked = read_question(typed, tiny.TAGS, tiny.ORGANISATIONS)
    last = read_question("human factors training", tiny.TAGS, tiny.ORGANISATIONS)
    found = follow(read_turn(typed), asked, Talk(last, having=having), tiny.TAGS)[0]
    assert found.trusts == trusts


def test_where_else_than_at_those_that_were_named_is_told_by_their_names():
    asked = read_question("where else", tiny.TAGS, tiny.ORGANISATIONS)
    last = read_question("Do Ash General and Birch Royal train nurses?", tiny.TAGS, tiny.ORGANISATIONS)
    assert follow(read_turn("where else"), asked, Talk(last, having=("ash",)), tiny.TAGS)[0].trusts == ("cedar",)


@pytest.mark.parametrize(("typed", "text"), [
    ("and Ash General's?", "values at Ash General"), ("what about Ash General's", "values at Ash General"),
    ("and Ash General?", "how were they chosen"),
])  # fmt: skip
def test_an_owner_alone_asks_of_the_thing_and_not_what_was_asked_of_it(typed, text):
    assert taken(typed, "values at Birch Royal", "how were they chosen").text == text


def test_what_somebody_did_with_theirs_is_the_thing_itself():
    found = taken("what did Ash General do with theirs", "Does the nurses' committee still matter?")
    assert (found.text, found.trusts) == ("Does the nurses' committee still matter at Ash General?", ("ash",))
    assert taken("is theirs any good at Ash General", SAFETY).lead  # asks something of it


@pytest.mark.parametrize(("typed", "own"), [
    ("Conferences for nurses - which hospital does that", True), ("family days: which of them has those", True),
    ("the others - do they have one", False), ("and which hospital does that", False),
])  # fmt: skip
def test_a_thing_that_is_put_first_is_what_is_pointed_at(typed, own):
    found = taken(typed, SAFETY)
    assert (not found.lead and found.text == typed) is own


@pytest.mark.parametrize(("typed", "own"), [
    ("Which one is the newest hospital", True), ("what's the oldest of the three", True), ("which one is the newest", False),
])  # fmt: skip
def test_who_is_first_of_the_members_themselves_is_asked_of_nothing_before(typed, own):
    found = taken(typed, "How long has each chief been there?")
    assert (found.text == typed and not found.lead) is own


def test_a_thing_done_to_what_is_talked_of_is_so_of_other_people_too():
    last = lean_on(
        read_question("how did the nurses take it", tiny.TAGS, tiny.ORGANISATIONS), Talk(taken(SAFETY)).last, ("birch",), tiny.TAGS
    )
    asked = read_question("and the bosses?", tiny.TAGS, tiny.ORGANISATIONS)
    found = follow(read_turn("and the bosses?"), asked, Talk(last), tiny.TAGS)
    assert [(one.text, one.lead) for one in found] == [("how did the bosses take it", SAFETY)]


@pytest.mark.parametrize(("before", "typed", "text"), [
    ("What is the budget of Ash General?", "staff?", "How many staff at Ash General?"),
    ("how many beds at Ash General", "and nurses?", "How many nurses at Ash General?"),
    ("how many beds at Ash General", "what about nurses?", None),  # may be anything on them
    ("how many beds are there", "and nurses?", None),  # of nobody
    ("how do they count beds at Ash General", "and nurses?", None),
])  # fmt: skip
def test_people_named_behind_a_number_are_asked_for_by_theirs(before, typed, text):
    found = taken(typed, before)
    assert found.text == text if text else not found.text.startswith("How many")
    assert replace(found, text="").lead == "" or text is None


@pytest.mark.parametrize("typed", ["do any of the others have something like that", "have the other hospitals anything similar"])
def test_the_like_of_a_thing_is_asked_of_the_others(typed):
    found = taken(typed, SAFETY)
    assert (found.trusts, found.lead) == (("ash", "cedar"), "How does Ash General and Cedar Health teach safety?")


def test_which_has_most_is_of_the_rest_too_where_the_same_was_asked_of_it():
    found = taken("who has the most", "How many nurses has Ash General?", "the others?")
    assert found.trusts == ("ash", "birch", "cedar")


def test_a_thing_that_the_others_have_not_is_left_to_the_one_that_has_it():
    before, aside = taken(SAFETY), taken("do any of the others have something like that", SAFETY)
    talk = Talk(aside, (before,), answered=False)
    asked = read_question("what does it decide", tiny.TAGS, tiny.ORGANISATIONS)
    assert lent_to(read_turn(asked.text), asked, talk, tiny.TAGS).last == before
    asked = read_question("and it?", tiny.TAGS, tiny.ORGANISATIONS)
    assert lent_to(read_turn(asked.text), asked, talk, tiny.TAGS).last == aside


@pytest.mark.parametrize(("typed", "lead"), [("what does it say about wards", ""), ("what does it say about them", SAFETY)])
def test_what_is_said_of_another_thing_is_not_of_what_was_talked_of(typed, lead):
    found = taken(typed, SAFETY)
    assert (found.text, found.lead, found.trusts) == (typed, lead, ("birch",))


@pytest.mark.parametrize(("typed", "before", "asks"), [
    ("now the same for Birch Royal", ("What is the budget of Ash General?", "staff?"), "What is the budget of Birch Royal? How many staff at Birch Royal?"),
    ("same figures at Birch Royal please", ("how many beds at Ash General", "how many wards at Ash General"), "how many beds at Birch Royal? how many wards at Birch Royal?"),
    ("now the same for Birch Royal", ("how many beds at Ash General",), None),  # only one was asked for
    ("now the same for Birch Royal", ("how many beds at Ash General", "how many wards at Cedar Health"), None),
    ("now the same for Birch Royal", ("how many beds at Ash General", SAFETY.replace("Birch Royal", "Ash General")), None),
    ("is it the same for Birch Royal", ("how many beds at Ash General", "how many wards at Ash General"), None),
    ("", ("how many beds at Ash General", "how many wards at Ash General"), None),
    ("the same for Birch Royal in 2010", ("how many beds at Ash General", "how many wards at Ash General"), None),
])  # fmt: skip
def test_numbers_that_were_asked_for_one_by_one_are_asked_for_of_another(typed, before, asks):
    earlier = tuple(taken(*before[: n + 1][::-1][:1], *before[:n]) for n in range(len(before)))
    assert of_a_run(typed, earlier, tiny.TAGS) == (asks or typed)
    assert of_a_run(typed, (), tiny.TAGS) == typed


def test_who_goes_back_goes_back_to_what_was_asked_of_the_thing_itself():
    first = read_question("what is mentoring at Birch", tiny.TAGS, tiny.ORGANISATIONS)
    leaning = lean_on(read_question("have they the like at Ash", tiny.TAGS, tiny.ORGANISATIONS), first, ("ash",), tiny.TAGS)
    assert sharing_most("mentoring", (first, leaning)) is first
    assert sharing_most("boards", (first, leaning)) is None
