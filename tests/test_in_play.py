"""Which members a turn means that were in play before: one is added, the other of two, both; and of which thing."""

import pytest

import tiny
from rag.answering.talk import in_talk
from rag.understanding.in_play import other_in_play
from rag.understanding.question import lean_on, read_question
from rag.understanding.talk import Talk, follow
from rag.understanding.turns import read_turn

PAY = "Compare Ash General and Birch Royal on pay"


def read(text):
    return read_question(text, tiny.TAGS, tiny.ORGANISATIONS)


def taken(typed, *before):
    *earlier, last = (read(one) if isinstance(one, str) else one for one in before)
    first, *_ = follow(read_turn(typed), read(typed), Talk(last, tuple(earlier)), tiny.TAGS)
    return first


def of_it(text, lead):
    asked = read(text)
    return lean_on(asked, read(lead), asked.trusts, tiny.TAGS)


@pytest.mark.parametrize(("typed", "before", "trusts"), [
    ("add Cedar please", PAY, ("ash", "birch", "cedar")),
    ("can you include Cedar as well", PAY, ("ash", "birch", "cedar")),
    ("and Cedar too?", PAY, ("ash", "birch", "cedar")),
    ("put Cedar next to it", "How is pay set at Ash General?", ("ash", "cedar")),
    ("and Cedar too?", "How is pay set at Ash General?", ("cedar",)),  # the same, of that one
    ("add Birch", PAY, ("birch",)),
])  # fmt: skip
def test_a_member_is_added_to_those_of_which_the_last_request_was(typed, before, trusts):
    found = taken(typed, before)
    assert (found.trusts, found.rows) == (trusts, len(trusts) > 1)


@pytest.mark.parametrize(("before", "trusts"), [
    ((PAY, "Who chairs the board at Ash General?"), ("birch",)),
    (("Who mentors nurses at Cedar?", "Who chairs the board at Ash General?"), ("cedar",)),
])  # fmt: skip
def test_the_other_is_that_of_the_two_in_play(before, trusts):
    found = taken("and the other one?", *before)
    assert (found.trusts, found.rows, found.text.startswith("Who chairs the board at")) == (trusts, False, True)


@pytest.mark.parametrize("before", [
    ("Who chairs the board at Cedar?", "Who chairs the board at Ash General?"),  # it was asked the same already
    ("Compare pay at all three trusts", "Who chairs the board?"),
    ("Who chairs the board at Ash General?",),
])  # fmt: skip
def test_there_is_no_other_where_two_are_not_in_play(before):
    *earlier, last = map(read, before)
    assert other_in_play(last, earlier, tiny.TAGS) is None
    assert in_talk("wrong", Talk(last, tuple(earlier)), "the other one", tiny.TAGS) == "wrong"


def test_the_other_one_is_no_correction_where_two_are_in_play():
    talk = Talk(read("Who chairs the board at Ash General?"), (read(PAY),))
    assert in_talk("wrong", talk, "and the other one?", tiny.TAGS) is None
    assert in_talk("wrong", talk, "not that, the other one", tiny.TAGS) == "wrong"


def test_two_of_whom_different_things_were_asked_are_set_beside_each_other_on_the_thing():
    lead = "Who has a staff compact?"
    found = taken("and the difference between the two?", lead, of_it("What would it do at Birch Royal?", lead),
                  of_it("how far is it at Ash General", lead))  # fmt: skip
    assert (found.trusts, found.rows, found.lead) == (("birch", "ash"), True, "")
    assert "staff compact" in found.text
    alike = taken("compare them", *(f"Who mentors nurses at {name}?" for name in ("Cedar", "Birch Royal", "Ash General")))
    assert set(alike.trusts) == {"ash", "birch", "cedar"}


@pytest.mark.parametrize(("typed", "text"), [
    ("And Birch Royal, do they do something similar?", "How are nurses picked at Birch Royal"),
    ("does Birch Royal do the same?", "How are nurses picked at Birch Royal"),
])  # fmt: skip
def test_who_does_the_like_is_asked_of_the_thing(typed, text):
    found = taken(typed, of_it("since when do they do that at Ash General", "How are nurses picked at Ash General?"))
    assert (found.text.rstrip("?"), found.trusts, found.lead) == (text, ("birch",), "")


def test_the_like_is_no_more_than_asked_for_where_it_is_a_thing():
    found = taken("has Birch Royal something like that?", "How are nurses picked at Ash General?")
    assert (found.text, found.trusts) == ("has Birch Royal something like that?", ("birch",))


def test_what_others_do_with_it_is_of_the_request_that_had_the_verb():
    before = ("Did Ash General use the ward scale?", "What surprised the board at Ash General?")
    assert taken("have the others used it as well?", *before).text == "Did Birch Royal and Cedar Health use the ward scale?"
    assert taken("has Cedar used it yet", *before).text == "Did Cedar Health use the ward scale?"
    assert "surprised" in taken("have the others got it?", *before).text


@pytest.mark.parametrize(("typed", "text", "trusts"), [
    ("did the authors find this in all three trusts?", "How do nurses get on in all three trusts", ()),
    ("and did they see that at Cedar", "How do nurses get on at Cedar Health", ("cedar",)),
    ("did the study find this in the others?", "How do nurses get on at Birch Royal and Cedar Health", ("birch", "cedar")),
])  # fmt: skip
def test_of_whom_the_report_found_the_same_is_asked_of_the_thing(typed, text, trusts):
    found = taken(typed, of_it("any words of theirs at Ash General", "How do nurses get on at Ash General?"))
    assert (found.text.rstrip("?"), found.trusts) == (text, trusts)


@pytest.mark.parametrize(("typed", "before", "text", "trusts"), [
    ("did the others do without it too?", ("Has Ash General a ward chair?",), "Has Birch Royal and Cedar Health a ward chair?", ("birch", "cedar")),
    ("does Birch Royal manage without one?", ("Has Ash General a ward chair?",), "Has Birch Royal a ward chair?", ("birch",)),
    ("how many at Cedar?", ("how many nurses has Ash General got",), "how many nurses has Cedar Health got", ("cedar",)),
    ("how many at Cedar?", ("how many nurses has it got",), "how many nurses at Cedar Health?", ("cedar",)),
])  # fmt: skip
def test_what_stands_for_the_thing_or_what_was_counted_is_that(typed, before, text, trusts):
    found = taken(typed, *before)
    assert (found.text, found.trusts, found.lead) == (text, trusts, "")


@pytest.mark.parametrize(("typed", "trusts"), [
    ("moving on - what prizes have they won?", ("ash",)), ("by the way who chairs their board", ("ash",)),
    ("moving on - which prizes did nurses say they won?", ()), ("moving on - what is a prize?", ()),
])  # fmt: skip
def test_on_another_subject_they_are_still_the_one_talked_of(typed, trusts):
    assert taken(typed, "How is pay set at Ash General?").trusts == trusts
