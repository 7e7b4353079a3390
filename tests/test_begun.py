"""Who began or made a thing is told, or is not said."""

import pytest

import tiny
from rag.answering.begun import begun

KIT = tiny.answerer().kit


@pytest.mark.parametrize(
    ("typed", "told", "says"),
    [
        ("who started the mentoring scheme", "Mentoring was introduced by the directors.", True),
        ("who started the mentoring scheme", "Ash set up its own mentoring.", True),  # a trust did
        ("whose idea was the mentoring scheme", "Inspired by its visits, it turned to mentoring.", True),
        ("who started the mentoring scheme", "Mentoring lasts a year.", False),
        ("whose idea was the mentoring scheme", "Nurses value the mentoring scheme.", False),
        ("who gets mentoring", "Mentoring lasts a year.", True),
        ("who made sure that mentoring works", "Mentoring lasts a year.", True),
    ],
)
def test_it_is_told_by_what_somebody_did_not_by_what_the_thing_is(typed, told, says):
    assert begun(KIT, tiny.assistant().understood(typed), [told]) == says
