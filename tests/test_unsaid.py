"""Whether it is asked of two words that stand together nowhere if they do, are or should be something."""

import numpy as np
import pytest

import tiny
from rag.answering.defined import of_none
from rag.answering.draft import Draft
from rag.answering.unsaid import cause, elsewhere, none_of, person, subject, unheard
from rag.understanding.question import Question
from rag.understanding.route import ABSENT, OFF_TOPIC, Route

KIT = tiny.answerer().kit
OUTSIDE = Draft("find", "off_topic", "Outside it.")
ABSENT_ROUTE = Route((ABSENT, "topic/pay"), np.array([0.8, 0.2], np.float32))


def named(typed, put=()):
    return subject(KIT, tiny.assistant().understood(typed), ABSENT_ROUTE, lambda: put)


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("Should mentoring wards be on the board?", "mentoring wards"),
        ("do safety budgets help", "safety budgets"),
        ("are consultant nurses involved in it", "consultant nurses"),
        ("do nurses wards help", ""),  # "Nurses run the wards": near each other
        ("how should mentoring wards be run", ""),
        ("should they be on the board", ""),
        ("are wards tested before they open", ""),
        ("do mentoring wards at Ash help", ""),  # asked of Ash
        ("should they use mentoring wards to hire", "mentoring wards"),
        ("which of them has the highest nurse rate", "nurse rate"),
        ("which of them has the most mentoring wards", "mentoring wards"),
        ("what is the ward turnover at Ash", "ward turnover"),
    ],
)
def test_what_stands_together_nowhere_is_named(typed, thing):
    assert named(typed) == thing


def test_what_the_report_may_sooner_have_is_not_held_to_its_words():
    likely = Route((ABSENT, "topic/pay"), np.array([0.4, 0.6], np.float32))
    assert subject(KIT, tiny.assistant().understood("do safety budgets help"), likely, lambda: ()) == ""


def test_what_an_editor_put_together_may_be_told_in_other_words():
    assert named("do safety budgets help", {("safeti", "budget")}) == ""


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("who is jane roe", "jane roe"),
        ("who's dame Jane Roe?", "dame Jane Roe"),
        ("how long was Jane Roe the chair", "Jane Roe"),
        ("does dr roe speak of nurses", "dr roe"),
        ("who is the chair", ""),
        ("who is jane nurse", ""),  # the report has a word of it
        ("tell me about moral courage", ""),
        ("who is jane roe at Ash", ""),  # asked of Ash
    ],
)
def test_someone_is_named_of_whom_the_report_has_no_word(typed, name):
    assert person(KIT, tiny.assistant()._read(typed)) == name


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("what snags did they meet", "snags"),
        ("what wards did they meet", ""),
        ("how do nurses share their parking permits", "parking permits"),
        ("how do nurses share their permits", ""),  # one word alone may be another one for what the report says
        ("We have parking permits. How do nurses share them?", ""),  # of a story nothing is told
    ],
)
def test_what_nobody_has_a_word_for_is_named(typed, thing):
    assert unheard(KIT, tiny.assistant().understood(typed), ABSENT_ROUTE) == thing


def test_what_is_sooner_said_in_other_words_or_off_the_subject_is_not_named():
    share = tiny.assistant().understood("how do nurses share their parking permits")
    assert unheard(KIT, share, Route((ABSENT, "topic/pay"), np.array([0.4, 0.6], np.float32))) == ""
    assert unheard(KIT, share, Route((OFF_TOPIC, "topic/pay"), np.array([0.6, 0.4], np.float32))) == ""


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("any zebras?", "zebras"),
        ("and were there any zebra crossings at Ash", "zebra crossings"),
        ("any nurses", ""),
        ("any zebra nurses", ""),  # it has a word for them
        ("are any zebras there", ""),
    ],
)
def test_of_what_there_may_be_none_of(typed, thing):
    assert none_of(KIT, tiny.assistant().understood(typed)) == thing


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ("mentoring in Scotland?", "Scotland"),
        ("how do wards compare with the private sector", "private sector"),
        ("in Scotland they pay nurses, do they here", ""),
        ("we run wards in Scotland", ""),  # where the asker is
        ("mentoring at Ash", ""),
        ("what did they learn from private companies", ""),  # they need not be called so
        ("who learned from Germany", "Germany"),
    ],
)
def test_another_country_or_sector_of_which_the_report_has_no_word(typed, where):
    assert elsewhere(KIT, tiny.assistant().understood(typed)) == where


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("what is a yak", "‘yak’ does"), ("what does adhocracy mean?", "‘adhocracy’ does"), ("meaning of servant safety", "‘servant’ does"),
        ("whats yak farming", "‘yak’ and ‘farming’ do"),
    ],
)  # fmt: skip
def test_a_term_that_stands_nowhere_is_told_so_and_not_that_it_is_outside_the_report(text, message):
    told = of_none(KIT, Question(text), OUTSIDE)
    assert (told.status, told.message) == ("not_stated", f"{message} not occur in the report. Try another word for it.")


@pytest.mark.parametrize("text", ["what is the weather", "what is your name", "what is safety", "is it a yak", "what is a yak for"])
def test_anything_else_stays_outside_the_report(text):
    assert of_none(KIT, Question(text), OUTSIDE) == OUTSIDE


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("impact of the internet on nurses", "internet"),
        ("the role of the internet / laptops in wards", "internet"),
        ("how does the internet affect wards", "internet"),
        ("impact of the internet / nurses on wards", ""),  # the report has nurses
        ("impact of nurses on wards", ""),
        ("has it changed wards", ""),
        ("impact of the internet on nurses at Ash", ""),  # asked of Ash
    ],
)
def test_the_one_thing_for_which_there_is_no_word_does_nothing_to_another(typed, thing):
    assert cause(KIT, tiny.assistant().understood(typed)) == thing
