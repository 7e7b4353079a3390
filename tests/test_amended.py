"""Turns that amend the request before them by a word or two, by hand over the tiny report."""

from dataclasses import replace

import pytest

import tiny
from rag.understanding.amended import of_several
from rag.understanding.back import sharing_most
from rag.understanding.question import read_question
from rag.understanding.talk import Talk, follow, lent_within
from rag.understanding.turns import read_turn
from test_talk import NURSES, SAFETY, read, taken

LIKED = "did nurses like it"


@pytest.mark.parametrize(("typed", "text"), [
    ("no i mean when it first came in", "did nurses like it when it first came in"),
    ("and at the start?", "did nurses like it at the start"),
    ("what about originally", "did nurses like it originally"),
    ("and now?", "did nurses like it now"),
    ("these days?", "did nurses like it these days"),
])  # fmt: skip
def test_a_time_alone_asks_the_last_request_of_that_time(typed, text):
    found = taken(typed, SAFETY, LIKED)
    assert (found.text, found.lead, found.trusts) == (text, SAFETY, ("birch",))


def test_one_time_takes_the_place_of_another():
    assert taken("and now?", SAFETY, LIKED, "no i mean when it first came in").text == "did nurses like it now"


def test_today_alone_after_a_request_of_its_own_is_asked_of_its_thing():
    assert (taken("and now?", SAFETY).text, taken("and now?", SAFETY).lead) == ("and now?", SAFETY)


@pytest.mark.parametrize("typed", ["overall range?", "and in total?", "so what's the total across all of them"])
def test_the_sum_of_all_is_asked_again_after_one_was(typed):
    found = taken(typed, "How many nurses lead wards?", "Birch Royal only")
    assert (found.text, found.trusts, found.rows) == ("how many nurses lead wards across all three trusts", (), False)


def test_of_one_alone_the_sum_of_all_is_asked_without_its_name():
    found = taken("and in total", "How many nurses lead wards at Birch Royal?")
    assert (found.text, found.trusts) == ("how many nurses lead wards across all three trusts", ())


def test_no_number_has_no_sum():
    assert taken("and overall?", SAFETY).trusts == ("birch",)


def test_more_than_at_another_is_asked_of_the_two():
    found = taken("is that more than at Ash General?", SAFETY)
    assert (found.text, found.trusts, found.rows) == ("How does Birch Royal and Ash General teach safety?", ("birch", "ash"), True)


@pytest.mark.parametrize(("typed", "text"), [
    ("what would Ash General get from it", "what would Ash General get from it"),
    ("and how did Ash General pay for that?", "and how did Ash General pay for that?"),
    ("is Ash General's up and running yet", "is it up and running yet"),
    ("how is Ash General's going", "how is it going"),
])  # fmt: skip
def test_what_is_asked_of_the_thing_at_another_is_not_the_last_request_again(typed, text):
    found = taken(typed, SAFETY, "is it popular")
    assert (found.text, found.trusts, found.lead) == (text, ("ash",), "How does Ash General teach safety?")


@pytest.mark.parametrize("typed", ["does Ash General use it", "what about Ash General", "did Ash General do that too"])
def test_who_else_has_it_is_the_request_again(typed):
    assert "Ash General" in taken(typed, SAFETY).text or taken(typed, SAFETY).lead


def test_whose_own_thing_is_named_leans_on_nothing():
    assert taken("is Ash General's board up and running", SAFETY).text == "is Ash General's board up and running"


def test_how_large_it_is_asks_of_the_member_that_it_was_asked_which_it_is():
    before = Talk(replace(read("Which trust is the rural one?"), trusts=("birch",), rows=False))
    found = follow(read_turn("how big is it"), read("how big is it"), before, tiny.TAGS)[0]
    assert (found.text, found.trusts, found.lead) == ("how big is Birch Royal", ("birch",), "")


@pytest.mark.parametrize("typed", [
    "not Birch Royal", "not Birch Royal, i know about that one", "leave Birch Royal out please", "skip Birch Royal, we're from there",
    "not Birch Royal thanks", "all except Birch Royal", "everyone but Birch Royal, i work there",
])  # fmt: skip
def test_who_is_left_out_and_no_more_asks_the_same_of_the_others(typed):
    found = taken(typed, "How do the trusts teach safety?")
    assert (found.text, found.trusts, found.rows) == ("How do Ash General and Cedar Health teach safety?", ("ash", "cedar"), True)


def test_another_in_place_of_one_is_still_a_correction():
    assert taken("not Birch Royal, Ash General", SAFETY).trusts == ("ash",)


def test_a_subject_is_gone_back_to_by_what_tells_it_and_not_by_ones():
    boards, leaders = read("what should boards ask"), read("and the ones for leaders")
    assert sharing_most("board ones", (boards, leaders)) is boards


def test_both_things_are_asked_of_a_member():
    earlier = (read("How do nurses help at Ash General?"), read("who leads wards at Ash General"))
    own = "How do nurses help at Birch Royal? who leads wards at Birch Royal?"
    assert of_several("both of those at Birch Royal or nothing", earlier, tiny.TAGS) == own
    assert of_several("both wards at Birch Royal", earlier, tiny.TAGS) == "both wards at Birch Royal"
    assert of_several("both of those at Birch Royal", earlier[:1], tiny.TAGS) == "both of those at Birch Royal"


@pytest.mark.parametrize(("typed", "leans"), [
    ("how many sessions", True), ("and how many wards are there", True), ("how many nurses at Ash General", False), ("who pays nurses", False),
])  # fmt: skip
def test_a_number_asked_beside_another_is_of_the_same_member(typed, leans):
    talk = Talk(read_question(NURSES, tiny.TAGS, tiny.ORGANISATIONS))
    assert (lent_within(read(typed), talk, tiny.TAGS) is talk) == leans


def test_of_the_others_but_one_the_one_talked_of_is_left_out_too():
    found = taken("what about the others, not Cedar Health", "How does Birch Royal teach safety?")
    assert found.trusts == ("ash",)


def test_who_else_is_on_it_asks_of_it_and_not_of_the_others():
    found = taken("and who else is on it", "Who chairs the board at Birch Royal?")
    assert (found.trusts, found.lead) == (("birch",), "Who chairs the board at Birch Royal?")


@pytest.mark.parametrize("typed", ["is that for nurses as well?", "do nurses go", "can consultants join too"])
def test_for_whom_it_is_asks_of_it(typed):
    assert (taken(typed, SAFETY).lead, taken(typed, SAFETY).trusts) == (SAFETY, ("birch",))


def test_other_people_are_asked_of_the_same_thing():
    found = taken("and consultants?", SAFETY, "is that for nurses as well?")
    assert (found.text, found.lead) == ("is that for consultants as well?", SAFETY)
