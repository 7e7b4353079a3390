"""The last request, asked in another way: who does it then, whether it is so there."""

import pytest

import tiny
from rag.understanding.so_there import who_then
from test_talk import SAFETY, read, taken


@pytest.mark.parametrize(("before", "typed", "text"), [
    ("do they pick nurses", "who does then", "who pick nurses"), ("do the directors pick nurses", "so who does it?", "who pick nurses"),
    ("do they pick nurses", "who does the round", None), ("who picks nurses", "who does then", None),
    ("do they pick nurses at Ash General", "who does then", None),
])  # fmt: skip
def test_who_does_it_is_asked_of_what_was_done(before, typed, text):
    found = who_then(read(typed), read(before), tiny.TAGS)
    assert (found.text if found else None) == text
    assert found is None or found.lead == ""


@pytest.mark.parametrize(("typed", "text"), [
    ("is that true at Ash General too", "How does Ash General teach safety?"),
    ("and is it the same at Ash General?", "How does Ash General teach safety?"),
    ("is that true of nurses at Ash General", "is that true of nurses at Ash General"),
])  # fmt: skip
def test_whether_it_is_so_there_is_the_last_request_of_that_member(typed, text):
    assert (taken(typed, SAFETY).text, taken(typed, SAFETY).trusts) == (text, ("ash",))


def test_a_thing_that_they_are_asked_what_they_say_about_is_named_anew():
    assert taken("what do they say about wards", SAFETY).text == "what do they say about wards"
    assert taken("what do they say about wards", SAFETY).lead == ""
    assert taken("what do they say about it", SAFETY).lead == SAFETY
