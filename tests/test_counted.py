"""Whether quotations count whom a request asks the number of."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

import tiny
from rag.answering.counted import counts, of_the_thing, stands
from rag.understanding.names import find_trusts
from rag.understanding.question import Question

KIT = tiny.answerer().kit


@pytest.mark.parametrize(
    ("asked", "quotation", "told"),
    [
        ("How many nurses does Ash employ?", "Ash employs 6,500 staff.", False),
        ("How many nurses does Ash employ?", "Ash employs 6,500 staff, including about 250 nurses.", True),
        ("How many nurses does Ash employ?", "It has a board of 12. Nurses meet monthly.", False),
        ("ash nurses headcount", "Ash employs 6,500 staff.", False),
        ("number of nurses at Ash", "Two of the nurses run a ward.", True),
        ("How many wards does Ash have?", "Ash employs 6,500 staff.", True),  # no post: its number may be written in other words
        ("How do nurses lead a number of wards?", "Ash employs 6,500 staff.", True),
        ("How many of the nurses lead?", "About 35 per cent of nurses lead.", True),
        ("How many Welsh nurses does Ash have?", "Ash employs about 250 nurses.", False),  # nothing of Wales is in the report
        ("How many zebras does Ash have?", "Ash employs about 250 nurses.", False),
        ("Of the 20 who took the course, how many were then chosen?", "A total of 20 took it before they were chosen.", False),
        ("Of the 20 who took the course, how many were then chosen?", "There were 45 who asked for it. 20 took it.", False),
        ("Of the 20 who took the course, how many were then chosen?", "Of the 20 who took it 12 were chosen.", True),
        ("How many of the 20 wards are shut?", "Half of the wards are shut.", True),
        ("How many were chosen?", "A total of 20 were chosen.", True),
        (
            "How many head nurses does Ash have?",
            "Each unit has a number of wards led by a head nurse (one to two sessions).",
            False,
        ),
        ("How many old zebras does Ash have?", "Ash employs about 250 nurses.", True),  # in other words, perhaps
    ],
)
def test_staff_are_no_number_of_nurses(asked, quotation, told):
    assert counts(KIT, Question(asked, mentions=find_trusts(asked, tiny.TAGS)), [quotation]) == told


def test_a_word_that_is_everywhere_may_be_counted_under_any_name(monkeypatch):
    asked, staff = Question("How many nurses does Ash have?"), ["Ash employs 6,500 staff."]
    assert not counts(KIT, asked, staff)
    everywhere = len(KIT.index.sentences) / len(KIT.concordance.with_synonyms("nurses"))
    monkeypatch.setattr("rag.answering.counted.COMMON", everywhere)
    assert counts(KIT, asked, staff)


def test_what_is_only_aimed_at_is_no_number_that_was_reached():
    def judged(text):
        sentences = (replace(tiny.SENTENCES[2], text=text), *tiny.SENTENCES[3:])
        index = replace(tiny.INDEX, sentences=(*tiny.SENTENCES[:2], *sentences))
        return replace(KIT, index=index)

    chances = np.zeros(len(tiny.SENTENCES))
    chances[2] = 0.95
    found = [SimpleNamespace(chances=chances)]
    aim, reached = judged("The aim was to train 12 nurses."), judged("Ash trained 12 nurses.")
    assert [stands(kit, Question("how many nurses did they train"), found) for kit in (aim, reached)] == [False, True]
    assert stands(aim, Question("how many nurses was the aim"), found)


@pytest.mark.parametrize(("asked", "lead", "quotation", "told"), [
    ("how many of them are there", "What do nurses do at Birch?", "Birch has 12 nurses.", True),
    ("how many of them are there", "What do nurses do at Birch?", "Birch has 12 wards.", False),
    ("how many of them are there", "What do nurses do at Birch?", "Nurses run the wards. There are 12 sites.", False),
    ("how many of them are there", "Who teaches safety at Birch?", "There are 12 wards.", True),  # the answer alone names them
    ("how many took part", "What do nurses do at Birch?", "There are 12 wards.", True),  # not of their number
    ("is there anything like it at Ash", "How do nurses learn safety at Birch?", "Nurses at Ash learn safety.", True),
    ("is there anything like it at Ash", "How do nurses learn safety at Birch?", "Ash learns from abroad.", False),
    ("is there anything like it at Ash", "", "Ash learns from abroad.", True),
])  # fmt: skip
def test_what_is_told_for_the_like_of_a_thing_or_its_number_speaks_of_it(asked, lead, quotation, told):
    question = Question(asked, lead=lead, lead_mentions=find_trusts(lead, tiny.TAGS))
    assert of_the_thing(KIT, question, [quotation]) == told
