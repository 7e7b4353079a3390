"""What a follow-up plainly asks for must be told by what is quoted; else the report does not say."""

from dataclasses import replace

import pytest

import tiny
from rag.answering.demanded import demanded, without_aims
from rag.answering.draft import Draft
from rag.types import Row
from rag.understanding.question import read_question
from test_talk import taken

KIT = tiny.answerer().kit
LEAD = "How do nurses run wards at Ash General?"


def made(typed, *texts, more=(), status="answered", lead=LEAD, rows=()):
    asked = replace(read_question(typed, tiny.TAGS, tiny.ORGANISATIONS), lead=lead, leans=True)
    quotes = tuple(replace(tiny.quote(4), text=text) for text in texts)
    beyond = tuple(replace(tiny.quote(4), text=text) for text in more)
    return demanded(KIT, asked, Draft("find", status, "", quotes, beyond, rows=rows))


@pytest.mark.parametrize(("typed", "silent", "told"), [
    ("who teaches there", "Nurses run the wards.", "Nurses are taught by a tutor."),
    ("who's going to deliver it", "A course for nurses is about to start.", "It is delivered by nurses."),
    ("who made the tests", "The tests are fed back to nurses.", "The tests were developed with the help of nurses by a firm."),
    ("what did they score", "Nurses were surveyed.", "Nurses had the highest score."),
    ("have the nurses said yes", "The time is right for nurses.", "Nurses agreed to the plan."),
    ("did they get there", "It aims to have nurses on wards.", "Wards achieved what nurses wanted."),
    ("how big is the team", "The board has 12 directors.", "The team has 12 nurses."),
    ("how often does it meet", "The board meets weekly.", "Nurses and wards meet weekly."),
    ("what's the bill for that", "It has a budget of £400 million.", "The wards of nurses cost £2 million."),
    ("how much of it goes on mentoring", "It has a budget of £400 million.", "Mentoring has £2 million."),
    ("when did it start", "It is a scheme for nurses.", "It began in 2010."),
    ("must everyone go", "It is a course.", "All nurses are expected to go."),
    ("what was wrong with it before", "It was revamped.", "Attendance was low."),
    ("who runs it", "It is a course for nurses.", "It is led by a nurse."),
    ("and who's in charge of that", "This is seen as the responsibility of wards.", "A nurse leads the course."),
    ("who do they report to", "They are members of the board.", "They are accountable to the board."),
])  # fmt: skip
def test_what_is_plainly_asked_must_be_told(typed, silent, told):
    assert made(typed, silent).status == "not_stated"
    assert tiny.texts(made(typed, silent).nearest) == [silent]
    assert tiny.texts(made(typed, silent, told).quotes) == [told]
    assert tiny.texts(made(typed, silent, more=(told,)).quotes) == [told]


@pytest.mark.parametrize(("typed", "lead", "silent"), [
    ("how much?", "Do the wards pay nurses for it?", True), ("how much", "How long do nurses stay?", False),
    ("how much time", "Do the wards pay nurses for it?", False),
])  # fmt: skip
def test_how_much_is_of_money_where_money_was_talked_of(typed, lead, silent):
    table = (Row("ash", (tiny.quote(4),)),)
    for rows in ((), table):
        assert (made(typed, "Nurses get an allowance.", lead=lead, rows=rows).status == "not_stated") is silent
    assert made(typed, "Nurses get £200.", lead=lead).status == "answered"


@pytest.mark.parametrize(
    ("typed", "lead", "status"), [("who teaches there", "", "answered"), ("who teaches there", LEAD, "not_stated")]
)
def test_only_of_what_follows(typed, lead, status):
    assert made(typed, "Nurses run the wards.", lead=lead).status == status


def test_what_was_refused_stays_as_it_is():
    assert made("who teaches there", status="not_stated").message == ""


@pytest.mark.parametrize(("typed", "silent"), [
    ("what do they do about zebras", True), ("any zebras", True), ("is there anything for zebras there", True),
    ("any nurses yodelled", True), ("what do they do about wards", False), ("how do zebras help it", False),
])  # fmt: skip
def test_a_thing_of_which_there_is_no_word_is_told_by_nothing(typed, silent):
    draft = made(typed, "Nurses run the wards.")
    assert (draft.status == "not_stated", "does not occur" in draft.message) == (silent, silent)


def test_people_who_are_brought_up_must_be_named():
    assert (
        made("do they mentor nurses the same way", "Wards are run by a chair.", lead="How are doctors chosen?").status
        == "not_stated"
    )
    assert made("do they mentor nurses the same way", "Everyone is tested so.", lead="How are doctors chosen?").status == "answered"
    assert made("do budgets help nurses", "Wards are run by a chair.", lead="How are doctors chosen?").status == "answered"


def test_an_aim_is_no_sign_that_it_worked_where_there_is_more():
    asked = replace(read_question("did it work though", tiny.TAGS, tiny.ORGANISATIONS), lead=LEAD, leans=True)
    aim, prize = (replace(tiny.quote(4), text=text) for text in ("It aims to help nurses.", "It won an award."))
    assert without_aims(asked, Draft("find", "answered", "", (aim, prize))).quotes == (prize,)
    assert without_aims(asked, Draft("find", "answered", "", (aim,))).quotes == (aim,)


@pytest.mark.parametrize("typed", ["must everyone go", "and did they get there", "how much of it goes on wards"])
def test_what_names_no_thing_of_its_own_is_asked_of_the_thing(typed):
    assert taken(typed, "How does Birch Royal teach safety?").lead == "How does Birch Royal teach safety?"


@pytest.mark.parametrize(("typed", "nearest", "told"), [
    ("how many nurses came in that way", "Around 25 per cent of the nurses were chosen by this process.", True),
    ("so how many of the nurses did it", "12 nurses went, and through these courses learnt to lead.", True),
    ("how many nurses came in that way", "Around 25 per cent of the clerks were chosen by this process.", False),  # of others
    ("how many nurses came in that way", "Around 25 per cent of the nurses lead.", False),  # points at nothing
    ("how many nurses are there", "12 nurses went through this process.", False),
    ("how were nurses chosen", "12 nurses went through this process.", False),
])  # fmt: skip
def test_what_comes_nearest_and_counts_them_by_what_was_told_before_it_answers(typed, nearest, told):
    asked = replace(read_question(typed, tiny.TAGS, tiny.ORGANISATIONS), lead=LEAD, leans=True)
    near = replace(tiny.quote(4), text=nearest)
    draft = demanded(KIT, asked, Draft("find", "not_stated", "", (), nearest=(near,)))
    assert (draft.status, draft.quotes) == (("answered", (near,)) if told else ("not_stated", ()))
    assert demanded(KIT, replace(asked, lead=""), Draft("find", "not_stated", "", (), nearest=(near,))).status == "not_stated"


def test_whom_a_thing_is_open_to_comes_nearest_where_others_are_asked_about():
    open_to = "It is open to porters, as perhaps other professional groups."
    found = made("can a nurse join?", "It is on wards.", open_to, lead="What is the scheme?")
    assert (found.status, tiny.texts(found.nearest)) == ("not_stated", [open_to])
