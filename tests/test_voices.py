"""Quotations to pick from, or one; and a term that is led by what a member says of it."""

from dataclasses import replace

import pytest

import tiny
from rag.answering import term, voices
from rag.answering.entries import lay_out
from rag.understanding.question import Question

KIT = tiny.answerer().kit
STUDY, NURSES, SAYS, MENTORING = 0, 4, 5, 11


@pytest.mark.parametrize(("text", "shown"), [
    ("a quote about nurses", 2), ("just a quote about nurses", 1), ("only one quotation on nurses", 1), ("the only quotation", 2),
])  # fmt: skip
def test_one_is_shown_where_just_one_is_asked_for_and_the_others_are_folded(text, shown):
    entry = tiny.entry("nurses", "voices", (tiny.part("ash", (SAYS,)), tiny.part("birch", (MENTORING,))))
    asked = Question(text)
    draft = voices.answer(KIT, asked, lay_out(entry, asked, tiny.TRUSTS))
    assert (len(draft.quotes), len(draft.quotes) + len(draft.more)) == (shown, 2)


@pytest.mark.parametrize(("parts", "first"), [
    ((tiny.part("ash", (NURSES,)), tiny.part(None, (STUDY,))), "ash"),
    ((tiny.part(None, (STUDY,)), tiny.part("ash", (NURSES,))), None),
])  # fmt: skip
def test_a_term_is_led_by_what_its_editor_set_first(parts, first):
    asked = Question("what is the round")
    draft = term.answer(KIT, asked, lay_out(tiny.entry("round", "term", parts), asked, tiny.TRUSTS))
    assert [q.trust for q in draft.quotes] == [first, *({"ash", None} - {first})]


def test_a_view_that_is_told_of_before_is_none_that_is_asked_for():
    profile = tiny.PROFILE.model_copy(update={"words": tiny.PROFILE.words.model_copy(update={"unasked": ("patients",)})})
    report = replace(tiny.REPORT, tags=replace(tiny.TAGS, profile=profile))
    kit = replace(KIT, index=replace(tiny.INDEX, report=report))
    assert voices.of_nobody(kit, Question("What are patients' views?"))
    assert voices.of_nobody(kit, Question("What do patients say about wards. Keep it short"))
    assert voices.of_nobody(kit, Question("What do patients say about food? Dr. Smith wants to know."))
    assert voices.of_nobody(kit, Question("A friend asks for patients' views. Who runs the wards?")) is None


@pytest.mark.parametrize(("text", "nobody"), [
    ("could you find a quotation from a trainee on pay", True), ("any quotes by non-executives?", True),
    ("have you a quote from a junior doctor", True), ("quotes from doctors", False), ("a quote from an exec director", False),
    ("any quotes from staff", False), ("what do trainees say of pay", False), ("a quote from the ceo", False),
])  # fmt: skip
def test_a_quotation_of_people_of_whom_none_is_quoted_is_told_to_be_none(real, text, nobody):
    assert ("The report quotes no " in real.ask(text).message) == nobody
