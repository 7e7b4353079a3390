"""A list that is asked by its name: for whom it is, and what it has on a thing, in a talk as well."""

from dataclasses import replace

import pytest

import tiny
from rag.answering.on_a_list import Lists
from rag.understanding.question import read_question

KIT = tiny.answerer().kit
NURSES, MENTORING = 4, 11
LISTS = Lists(KIT, [
    replace(tiny.entry("list-1", parts=(tiny.part(None, (NURSES,)),), title="The checklist for ward nurses"), subject="list",
            asks=("what should a matron ask", "a matron's questions", "matrons and their team")),
    replace(tiny.entry("list-2", parts=(tiny.part(None, (MENTORING,)),), title="The checklist for senior staff"), subject="list",
            asks=("what should a board ask", "questions to the boards", "the executive team")),
])  # fmt: skip


def chosen(typed, lead=""):
    found = LISTS.of(replace(read_question(typed, tiny.TAGS, tiny.ORGANISATIONS), lead=lead))
    return found[1] if found else None


@pytest.mark.parametrize(("typed", "lead", "which"), [
    ("checklist for a ward head please", "", "list-1"), ("the checklist for senior people", "", "list-2"),
    ("and for senior staff?", "the checklist for ward nurses", "list-2"),
    ("which of the checklist could i put to my board?", "", "list-2"), ("the checklist as a new matron", "", "list-1"),
    ("and for me, i am a matron", "the checklist for senior staff", "list-1"),
    ("what would a matron need to ask?", "the checklist for senior staff", "list-1"),
    ("we need questions to put to the board", "", "list-2"), ("questions for my matron", "", "list-1"),
    ("our chair wants questions to ask the board, what do you suggest", "", "list-2"), ("questions about the board", "", None),
    ("questions for the porters", "", None), ("and what about matrons themselves", "the checklist for senior staff", "list-1"),
    ("checklist for the team", "", None),  # which of the lists is not plain
    ("for a ward", "who leads it", None), ("what is for a ward head", "", None), ("who wrote it", "the checklist for ward nurses", None),
    ("anything on mentoring", "the checklist for ward nurses", "list-2"),  # it stands on the other one
])  # fmt: skip
def test_a_list_is_chosen_by_those_for_whom_it_is_and_by_what_stands_on_it(typed, lead, which):
    assert chosen(typed, lead) == which
