"""What interviewees say of a thing on which a quotation is asked for, or who were once of the people asked for."""

from dataclasses import replace

import pytest

import tiny
from rag.answering import spoken_on, voices
from rag.answering.draft import Draft
from rag.answering.spoken_on import on_a_thing, who_once_were

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


PROFILE = tiny.PROFILE.model_copy(update={"words": tiny.PROFILE.words.model_copy(update={"unquoted": ("porters", "trainees")})})
OTHERS = replace(ANSWERER.kit, index=replace(tiny.INDEX, report=replace(tiny.REPORT, tags=replace(tiny.TAGS, profile=PROFILE))))


@pytest.mark.parametrize(("typed", "said", "told"), [
    ("a quote from a former trainee", "I came, and as a trainee here I saw it.", True),
    ("a quote from a former trainee", "I worked here as a porter.", True),  # they are of the people of whom nobody is quoted
    ("what did doctors who trained there say", "As a trainee I saw it.", True),
    ("a quote from a former trainee", "As a trainee you see it.", False), ("a quote from a former trainee", "I came as a nurse.", False),
    ("a quote from a trainee", "I came as a trainee.", False), ("a quote from a former matron", "I came as a trainee.", False),
    ("a quote from a former trainee at Birch Royal", "I came as a trainee.", False),
])  # fmt: skip
def test_who_was_one_of_the_people_asked_for_tells_it_of_himself(monkeypatch, typed, said, told):
    quote = replace(tiny.quote(5, 6), text=said)
    monkeypatch.setattr(spoken_on, "quotes_of", lambda *_: (quote,))
    assert who_once_were(OTHERS, tiny.assistant().understood(typed)) == ((quote,) if told else ())


def test_whom_he_tells_it_of_is_quoted_before_others(monkeypatch):
    quote = replace(tiny.quote(5, 6), text="I worked here as a trainee.")
    monkeypatch.setattr(spoken_on, "quotes_of", lambda *_: (quote,))
    asked = tiny.assistant().understood("a quote from a porter or former trainee")
    draft = Draft("find", "answered", "", (tiny.quote(4),), (quote,))
    shown = voices.theirs(OTHERS, asked, draft, ANSWERER.search(asked).judged)
    assert (shown.form, shown.quotes, shown.more) == ("voices", (quote,), (tiny.quote(4),))
    assert voices.of_others(OTHERS, asked, shown) == shown  # nor is it told that no trainees are quoted
