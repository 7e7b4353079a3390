"""What is said in a tone, by those who are asked for and nobody else."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

import tiny
from rag.answering import roles, tones
from rag.answering.draft import Draft
from rag.understanding.question import Question
from test_rows import KIT, chances

NURSES, SAYS, MENTORING = 4, 5, 11
CRITICAL = tiny.entry("critical", "voices", (tiny.part("birch", (MENTORING,)), tiny.part("ash", (SAYS,))), title="Critical remarks")
SHOWN = Draft("voices", "answered", "", tuple(map(tiny.quote, (MENTORING, NURSES))))


def told(text, draft=SHOWN, entries=(CRITICAL,), kit=KIT, **fields):
    trace = SimpleNamespace(judged=(SimpleNamespace(chances=chances(s4=0.9), themes=()),))
    return tones.theirs(kit, SimpleNamespace(entries=entries), Question(text, **fields), draft, trace)


def test_of_a_tone_the_words_of_the_role_stand_alone():
    found = told("critical remarks by a clinical chair")
    assert (tiny.texts(found.quotes), found.heading) == (["We listen to nurses."], "Critical remarks")
    assert tiny.texts(found.more) == ["Birch began mentoring in 2010.", "Nurses run the wards."]


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("remarks by a clinical chair", {}),  # in no tone
        ("positive remarks by a clinical chair", {}),  # of which no editor gathered any
        ("critical remarks about a clinical chair", {}),  # who does not speak
        ("critical remarks by a clinical chair", {"trusts": ("birch",)}),  # of whom none speaks there
        ("critical remarks by a clinical chair", {"rows": True, "everyone": True}),
    ],
)
def test_of_anything_else_it_is_told_as_without_a_tone(text, fields):
    assert told(text, **fields).heading != "Critical remarks"


def test_managers_are_executives_where_nobody_is_called_so_and_that_is_told():
    chiefs = tuple(replace(p, speaker="Executive") if p.speaker else p for p in tiny.INDEX.passages)
    kit = replace(KIT, index=replace(tiny.INDEX, passages=chiefs))
    asked = Question("what do managers say of doctors")
    assert roles.roles_of(kit, asked) == {"Executive"}
    assert not roles.roles_of(kit, Question("what do chairs say about managers"))
    assert not roles.roles_of(KIT, asked)  # nobody is one
    by = replace(tiny.quote(SAYS), speaker="Executive")
    assert roles.who_manages(kit, asked, (by,)) == "Nobody whom it quotes is called a manager; shown is, by role: executive."
    assert roles.who_manages(kit, Question("what does an executive say"), (by,)) == ""
    assert told("what do managers say", replace(SHOWN, quotes=(by,)), kit=kit).note.startswith("Nobody whom it quotes")


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("What do chairs say about nurses?", "what do chairs say ?"),
        ("quotes about nurses from chairs", "quotes from chairs"),
        ("what do they think of nurses", "what do they think "),
        ("what about chairs", "what about chairs"),
    ],
)
def test_who_is_spoken_of_does_not_speak(text, spoken):
    assert roles.who_speaks(text) == spoken
