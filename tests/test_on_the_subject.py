"""What stands beside an answer is on what is asked, and may answer it."""

from dataclasses import replace

import pytest

import tiny
from rag.answering.beside import SPEAKING, TELLS, on_the_subject
from rag.answering.draft import Draft
from rag.answering.entries import NOTHING
from rag.understanding.question import Question
from test_rows import KIT, chances


@pytest.mark.parametrize(
    ("text", "chance", "near", "kept"),
    [
        ("how do nurses lead", NOTHING, TELLS * SPEAKING - 0.01, [True, False]),  # the other does not speak of nurses
        ("how do nurses lead", NOTHING, TELLS * SPEAKING, [True, True]),  # and comes near
        ("how do nurses lead", NOTHING - 0.01, 0.1, [False, False]),
        ("how do nurses or directors lead", NOTHING - 0.01, 0.1, [True, True]),
        ("sum up how nurses lead", NOTHING - 0.01, 0.1, [True, True]),
    ],
)
def test_what_stands_beside_an_answer_is_on_the_subject_and_may_answer(text, chance, near, kept):
    first = tiny.quote(4)
    beyond = [replace(tiny.quote(5), text="The nurses do."), tiny.quote(2)]
    made = replace(Draft("digest", "answered", "", (first, *beyond)), beside=tuple(beyond))
    found = on_the_subject(KIT, Question(text), made, chances(s4=TELLS, s5=chance, s2=near))
    assert [q in found.quotes for q in beyond] == kept
    assert [q in found.more for q in beyond] == [not one for one in kept]
    assert on_the_subject(KIT, Question(text), made, chances(s4=TELLS - 0.01)) == made
