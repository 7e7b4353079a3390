"""What is recommended on a subject: that the report recommends nothing is told before what it says of that."""

from dataclasses import replace

import pytest

import tiny
from rag.answering.draft import Draft
from rag.answering.recommended import of_none
from rag.understanding.question import Question

KIT = tiny.answerer().kit
BOARD = tiny.quote(2)


def draft(status="answered", form="find"):
    return Draft(form, status, "As told.", (BOARD,))


@pytest.mark.parametrize(
    ("text", "status", "message"),
    [
        ("Does the report recommend a board?", "partial", "It recommends nothing. As told."),
        ("any recommendations on directors", "partial", "It recommends nothing. As told."),
        ("what advice does it give about the board", "partial", "It recommends nothing. As told."),
        ("Does it recommend mentoring", "not_stated", "It recommends nothing."),  # the quotation has no word of it
        ("what does it recommend", "answered", "As told."),  # asked for all of them, its digest tells it
        ("who recommends a board", "answered", "As told."),
    ],
)
def test_that_nothing_is_recommended_is_told_before_what_is_said_of_it(text, status, message):
    told = of_none(KIT, Question(text), draft())
    assert (told.status, told.message, bool(told.quotes)) == (status, message, status != "not_stated")


def test_an_editors_answer_stands_whatever_words_it_has_and_a_refusal_as_it_is():
    asked = Question("does it recommend mentoring")
    assert of_none(KIT, asked, draft(form="topic")).quotes == (BOARD,)
    assert of_none(KIT, asked, draft("not_stated")) == draft("not_stated")


def test_of_a_report_that_makes_recommendations_nothing_is_told():
    tags = KIT.index.report.tags
    says = tags.profile.says.model_copy(update={"recommends": ""})
    report = replace(KIT.index.report, tags=replace(tags, profile=tags.profile.model_copy(update={"says": says})))
    kit = replace(KIT, index=replace(KIT.index, report=report))
    assert of_none(kit, Question("does it recommend a board"), draft()) == draft()
