"""A part of a report that is asked by its name or number is held to: what it has on the rest, or that it has nothing."""

import pytest

import tiny
from rag.answering.draft import Draft
from rag.understanding.places import parts_asked


@pytest.mark.parametrize(
    "typed", ["what does the study section say about sites", "what does the study section say of boards and sites"]
)
def test_only_what_has_the_words_there_is_told(typed):
    answer = tiny.assistant().ask(typed)
    assert (answer.status, tiny.texts(answer.quotes)) == ("answered", ["The study visited three sites."])
    assert answer.message.startswith("‘The study’: 1 passage")


def test_of_what_was_found_only_what_stands_there_is_told():
    made = tiny.assistant()
    asked, answerer = made.understood("what does the study section say about sites"), made.answerer
    found = Draft("find", "answered", "", (tiny.quote(2), tiny.quote(1)))
    told = answerer.contents.held_to(asked, found, answerer.search(asked), None)
    assert tiny.texts(told.quotes) == ["The study visited three sites. It took two years."]


def test_what_stands_elsewhere_alone_is_near_and_no_answer():
    answer = tiny.assistant().ask("what does the study section say about mentoring")
    assert (answer.status, answer.quotes, answer.next) == ("not_stated", (), ("What does the report say about mentoring?",))
    assert answer.message.startswith("‘The study’ has nothing on it: ‘mentoring’ does not occur there.")
    assert tiny.texts(answer.nearest) == ["Birch began mentoring in 2010."]


@pytest.mark.parametrize(
    "typed",
    ["what does the study say about sites", "what does the study section say", "what does the culture section say about boards",
     "what does the study section say about boards at Ash"],
)  # fmt: skip
def test_the_study_is_all_of_it_and_so_is_what_is_asked_of_nothing_else_or_of_a_trust(typed):
    made = tiny.assistant()
    assert made.answerer.contents.of(made.understood(typed)) is None


@pytest.mark.parametrize(
    ("typed", "number", "called", "headed"),
    [
        ("what does chapter two say of pay", 2, "", False),
        ("in the last chapter, what of pay", -1, "", False),
        ("what does the pay section say about nurses", None, "pay", True),
        ("is pay discussed in the conclusion", None, "conclusion", False),
    ],
)
def test_what_part_is_named(typed, number, called, headed):
    part = next(parts_asked(typed))
    assert (part.number, part.called, part.headed) == (number, called, headed)
    assert "pay" in part.rest.split() or called == "pay"


def test_a_report_of_no_chapters_has_no_last_one(monkeypatch):
    made = tiny.assistant()
    monkeypatch.setattr("rag.answering.within.chapters", lambda _: {})
    assert made.answerer.contents.of(made.understood("what does the last chapter say about sites")) is None
    assert made.ask("what does the last chapter say about sites").status in ("answered", "not_stated")
