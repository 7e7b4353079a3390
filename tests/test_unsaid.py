"""Whether it is asked of two words that stand together nowhere if they do, are or should be something."""

import pytest

import tiny
from rag.answering.unsaid import person, subject

KIT = tiny.answerer().kit


def named(typed, put=()):
    return subject(KIT, tiny.assistant().understood(typed), lambda: put)


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
    ],
)
def test_what_stands_together_nowhere_is_named(typed, thing):
    assert named(typed) == thing


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
