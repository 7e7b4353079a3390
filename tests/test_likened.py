"""Members set beside each other and no more, and who else has the thing of one, are asked in plainer words."""

import pytest

from conftest import CORPUS
from rag.corpus.report import load_report
from rag.understanding.likened import compared_on, of_the_others, two_posts
from rag.understanding.names import Organisations
from rag.understanding.parts import split
from rag.understanding.question import read_question

TAGS = load_report(CORPUS).tags
NONE = Organisations((), (), (), frozenset())


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("what's the difference between Salford and Southern", "Compare Salford Royal and Southern Health"),
        ("differences between northumbria, salford and uclh please", "Compare Northumbria Healthcare, Salford Royal and UCLH"),
        ("how does UCLH differ from Salford?", "Compare UCLH and Salford Royal"),
        ("salford v uclh", "Compare Salford Royal and UCLH"),
        ("compare all four trusts", "Overview of each trust"),
        ("so how do the four compare?", "Overview of each trust"),
    ],
)
def test_members_of_which_no_more_is_asked_are_compared(text, asked):
    found = read_question(text, TAGS, NONE)
    assert (found.text, found.taken_as, found.rows) == (asked, asked, True)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("has anyone else got a staff college like UCLH", "Has any of the four trusts got a staff college?"),
        ("do any others have shadowing, like at uclh?", "Does any of the four trusts have shadowing?"),
        ("who else has an annual conference like Southern does", "Which trust has an annual conference?"),
        ("is anyone else using the grid the way salford is", "Is any of the four trusts using the grid?"),
    ],
)
def test_who_else_has_it_is_asked_of_each(text, asked):
    found = read_question(text, TAGS, NONE)
    assert (found.text, found.trusts, found.each) == (asked, (), True)


@pytest.mark.parametrize(
    "text",
    [
        "how do Salford and UCLH differ on pay",
        "compare the trusts on pay",
        "what's the difference between nurses and doctors at Salford",
        "who else leads the wards at UCLH",
        "would anyone else like UCLH to lead the compact",
        "salford v salford",
    ],
)
def test_what_names_more_is_left_as_it_is(text):
    assert read_question(text, TAGS, NONE).text == text


def test_a_comparison_that_names_nothing_in_which_has_a_row_of_each(real):
    for text in ("what's the difference between Salford and Southern", "compare all four trusts", "each trust in a nutshell"):
        answer = real.ask(text)
        assert answer.form == "digest"
        assert all(row.quotes for row in answer.rows), text


def test_of_whom_else_has_it_the_rows_tell(real):
    answer = real.ask("has anyone else got a staff college like UCLH")
    assert [row.trust for row in answer.rows if row.quotes] == ["uclh"]
    assert len(answer.rows) == 4


@pytest.mark.parametrize(
    ("text", "requests"),
    [
        ("what's the difference between a clinical chair and a clinical director at salford",
         ("What is a clinical chair at salford?", "What is a clinical director at salford?")),
        ("difference between DCDs and MDs", ("What are DCDs?", "What are MDs?")),
        ("difference between doctors and managers", ()),
        ("what's the difference between Salford and UCLH", ()),
    ],
)  # fmt: skip
def test_of_two_posts_it_is_asked_what_each_is(text, requests):
    assert two_posts(text, TAGS) == requests
    assert not requests or split(text, TAGS).requests == requests


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("what do all four have in common on pay, and then where do they differ", "Compare the four trusts on pay"),
        ("what have the four trusts in common in how they pay, and how do they differ?", "Compare the four trusts on how they pay"),
        ("what do the trusts share on medical engagement, and where do they differ?", ""),
        ("what do all four have in common, and where do they differ?", ""),
        ("what do all four have in common on pay", ""),
    ],
)
def test_what_all_share_on_a_thing_and_how_they_differ_there_is_one_comparison(text, asked):
    assert compared_on(text, TAGS) == (asked or text)
    assert not asked or (split(text, TAGS).requests, split(text, TAGS).put) == ((asked,), True)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("UCLH has its own staff college, I hear. Have any of the others built something of their own?",
         "Which trusts except UCLH have a staff college?"),
        ("Salford's got a Fun Fund. Do the other trusts have anything like it for nurses",
         "Which trusts except Salford have a Fun Fund for nurses?"),
        ("Southern runs a day for its doctors. Do the rest do something similar?",
         "Which trusts except Southern have a day for its doctors?"),
        ("UCLH has a staff college. What do the others do?", None),
        ("UCLH and Salford have a staff college. Do the others have one too?", None),
    ],
)  # fmt: skip
def test_whether_others_made_the_like_is_asked_of_its_kind(text, asked):
    assert of_the_others(text, TAGS) == (asked or text)
