"""The time, the number or the pay of one post: what tells it leads, and that of the posts beside it is folded."""

import pytest

import tiny
from rag.answering import office
from rag.answering.draft import Draft
from rag.understanding.question import Question


@pytest.mark.parametrize(("typed", "tells", "other"), [
    ("how many sessions does a clinical service director at Southern get", "one to two sessions", "5–10"),
    ("how much protected time is there for clinical leads at UCLH", "one session per week", "three and five sessions"),
    ("southern CDs sessions", "5–10", "one to two sessions"),
])  # fmt: skip
def test_what_tells_it_of_the_post_that_is_named_leads_and_that_of_others_is_folded(real, typed, tells, other):
    answer = real.ask(typed)
    assert tells in answer.quotes[0].text
    assert not any(other in quote.text for quote in answer.quotes)
    assert "between" not in answer.message  # no value of another post


def test_what_asks_no_amount_or_of_two_posts_or_of_none_is_left_as_it_is(real):
    kit = real.answerer.kit
    shown = real.ask("how do clinical service directors at Southern learn their role").quotes
    draft = Draft("find", "answered", "", shown)
    for text in (
        "what is a clinical director",
        "how many sessions do clinical directors and clinical service directors get",
        "how long",
    ):
        assert office.of_the_post(kit, Question(text), draft) is draft


def test_a_report_without_such_posts_has_none():
    draft = Draft("find", "answered", "", (tiny.quote(2), tiny.quote(4)))
    assert office.of_the_post(tiny.answerer().kit, Question("how many sessions does a ward director get"), draft) is draft
