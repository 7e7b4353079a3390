"""What a turn supposes of the last answer is told to be so or not, and what the report says instead leads."""

from dataclasses import replace

import pytest

import tiny
from rag.answering.supposed import Supposed, what_is_supposed
from rag.types import Answer, Row
from rag.understanding.question import read_question
from rag.understanding.supposed import supposed
from rag.understanding.talk import Talk

KIT = tiny.answerer().kit
BOARD, MONTHLY, BEGAN = (tiny.quote(n) for n in (2, 3, 11))


def read(text):
    return read_question(text, tiny.TAGS, tiny.ORGANISATIONS)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("I thought it was 35", ("35", ())),
        ("i thought it was 35 at Birch Royal", ("35", ("birch",))),
        ("no, five you said", ("5", ())),
        ("twenty-five, wasn't it?", ("25", ())),
        ("wasn't it 12 directors?", ("12", ())),
        ("is it 12?", ("12", ())),
        ("weekly, no?", ("weekly", ())),
        ("so you mean the ward nurses?", ("ward nurses", ())),
        ("isnt that Birch Royal's?", ("", ("birch",))),
        ("that's at Birch Royal isn't it", ("", ("birch",))),
        ("is that at Birch Royal?", None),  # whether that has it, too
        ("I had 25 down for that", ("25", ())),
        ("that's right", None),
        ("meaning of wards", None),
        ("isn't it paid?", None),
        ("isn't that a bit one-sided?", None),
        ("who says it is 12, you said", None),
        ("you said 12 nurses run wards on safety budgets", None),  # far more than a number
    ],
)
def test_what_is_supposed_is_a_number_how_often_a_word_or_a_member(typed, told):
    assert supposed(typed, read("How many directors has the board?"), tiny.TAGS) == told


def test_of_what_no_number_was_told_a_plain_question_is_a_request_of_its_own():
    assert supposed("is it two days?", read("How are nurses chosen?"), tiny.TAGS) is None
    assert supposed("no, two days you said", read("How are nurses chosen?"), tiny.TAGS) == ("2", ())


def of(what, *quotes, trusts=(), more=(), asked="How many directors has the board at Ash General?", **changes):
    answer = replace(Answer("", "answered", "1 passage.", quotes=quotes, more=more), **changes)
    return Supposed(read(asked), what, trusts).of(KIT, answer)


def test_what_stands_in_the_answer_leads_it():
    told = of("12", MONTHLY, more=(BOARD,))
    assert (told.quotes, told.more, told.message) == ((BOARD, MONTHLY), (), "‘12’ stands in the answer to that.")
    assert of("directors", BOARD).message == "‘directors’ stands in the answer to that."


def test_what_does_not_is_told_so_over_what_the_report_says():
    told = of("35", BOARD)
    assert (told.quotes, told.status) == ((BOARD,), "answered")
    assert told.message == "‘35’ does not stand in the answer to that: this is what the report says."


def test_what_is_told_of_another_member_is_folded():
    told = of("2010", BOARD, asked="When did mentoring begin?")
    assert told.more == (BEGAN,)
    assert "in what the report says of Birch Royal" in told.message
    assert of("2010", BOARD).more == ()  # of another thing


def test_of_whom_it_is_is_told():
    assert of("", BOARD, trusts=("birch",)).message == "What is quoted is of Ash General, not of Birch Royal."
    assert of("", BOARD, trusts=("ash",)).message == "What is quoted is of Ash General."


def test_what_was_not_answered_is_left_alone():
    assert what_is_supposed(KIT, "no, 12 you said", Talk(read("How many beds?"), answered=False)) is None
    silent = Answer("", "not_stated", "No.")
    assert Supposed(read("How many beds?"), "12", ()).of(KIT, silent) is silent


def test_a_member_that_is_named_with_a_number_is_asked_of():
    last = Talk(read("How many nurses has Ash General?"))
    assert what_is_supposed(KIT, "i thought it was 35 at Birch Royal", last).title == "How many nurses has Birch Royal?"
    assert what_is_supposed(KIT, "i thought it was 35 at Ash General", last).title == ""


def test_rows_stay_as_they_are_where_one_holds_what_was_supposed():
    rows = (Row("ash", (MONTHLY,)), Row("birch", (BOARD,)))
    answer = Answer("", "answered", "Two.", quotes=(MONTHLY, BOARD), rows=rows)
    told = Supposed(read("how many directors are there"), "12", ()).of(KIT, answer)
    assert (told.quotes, told.rows, told.message) == (answer.quotes, rows, "‘12’ stands in the answer to that. Two.")
