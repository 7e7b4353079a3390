"""What interviewees say of a thing on which a quotation is asked for."""

import pytest

import tiny
from rag.answering.draft import Draft
from rag.answering.spoken_on import on_a_thing

ANSWERER = tiny.answerer()


def told(typed, draft):
    asked = tiny.assistant().understood(typed)
    return on_a_thing(ANSWERER.kit, asked, draft, ANSWERER.search(asked).judged)


@pytest.mark.parametrize("typed", ["best quote on nurses", "any soundbites about nurses at Ash?"])
def test_those_who_name_the_thing_are_quoted(typed):
    draft = told(typed, Draft("find", "off_topic", ""))
    assert (draft.form, draft.status) == ("voices", "answered")
    assert [quote.text for quote in draft.quotes] == ["We listen to nurses. It works."]


@pytest.mark.parametrize("typed", [
    "best quote on wards",  # nobody speaks of them
    "best quote on zebras",
    "best quote on nurses and zebras",
    "what do nurses do",
    "a quote on nurses at Birch",
])  # fmt: skip
def test_else_the_draft_stays(typed):
    assert told(typed, draft := Draft("find", "off_topic", "")) is draft


def test_what_an_editor_has_gathered_stays():
    assert told("best quote on nurses", draft := Draft("voices", "answered", "")) is draft
