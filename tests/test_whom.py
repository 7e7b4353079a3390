"""What is told of staff is no answer to what is asked of patients."""

import pytest

import tiny
from rag.answering.draft import Draft
from rag.answering.earned import meets
from rag.answering.whom import of_whom
from rag.understanding.question import Question

KIT = tiny.answerer().kit
MIDWIVES, BOARD = "Midwives run the wards.", "Ash has a board of 12 directors."


@pytest.mark.parametrize(
    ("text", "told", "holds"),
    [
        ("what do midwives do", MIDWIVES, True),
        ("what do midwives do", BOARD, False),
        ("did they ask patients", MIDWIVES, False),
        ("did they ask patients, midwives", BOARD, True),  # two: the one or the other may be told
        ("is it for managers and midwives", BOARD, True),
        ("sum up midwives", BOARD, True),
        ("how is patient safety led", BOARD, True),
        ("what do our midwives want of the board", BOARD, True),  # the asker's own
        ("what do non-execs do", "A non-executive director sits on it.", True),
        ("what do nurses do", BOARD, True),  # of whom the report speaks throughout
        ("who leads", BOARD, True),
        ("do midwives get it", "All clinical staff get it.", True),
        ("do midwives get it", "All staff get it, as do the others.", True),
        ("do midwives get it", "Staff get it – all of the wards do.", False),
        ("do porters get it", "All clinical staff get it.", False),
        ("do porters get it", "Involving staff – not just doctors – is what it is for.", True),
        ("could a physiotherapist lead one", "It could be another clinical professional.", True),
        ("are patients asked", "All clinical staff are, and all staff.", False),
        ("do they only treat patients", BOARD, True),
        ("is there gp-style care", BOARD, True),
    ],
)
def test_the_people_of_whom_it_is_asked_are_named(text, told, holds):
    assert of_whom(KIT, Question(text), [BOARD, told]) is holds


def test_a_draft_on_others_does_not_meet_the_request():
    draft = Draft("find", "answered", "", (tiny.quote(2),))
    assert not meets(KIT, Question("what training do midwives get"), draft)
    assert meets(KIT, Question("what is on the board"), draft)
