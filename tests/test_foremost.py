"""What plainly tells what a follow-up asks stands first, though it was folded or near only."""

from dataclasses import replace

import pytest

import tiny
from rag.answering.draft import Draft
from rag.answering.foremost import foremost
from rag.types import Row
from rag.understanding.question import read_question

BESIDE, RESIGNED, LATER = "Nurses were shocked by the rota.", "A few leaders resigned.", "It is much valued now by nurses."


def quoted(*texts):
    return tuple(replace(tiny.quote(4), text=text, start=1000 * n, end=1000 * n + 10) for n, text in enumerate(texts))


def led(typed, draft, *, leans=True):
    return foremost(replace(read_question(typed, tiny.TAGS, tiny.ORGANISATIONS), leans=leans), draft)


@pytest.mark.parametrize(("typed", "tells"), [
    ("did anyone leave over it", RESIGNED), ("any resignations?", RESIGNED), ("did anyone complain now", LATER),
    ("do people want the old way back", "Nobody wanted to revert."), ("is it linked to pay", "It decides the annual increments."),
    ("do people go", "Attendance is low."), ("who can join", "It is open to all nurses."),
])  # fmt: skip
def test_what_tells_it_leads(typed, tells):
    shown = led(typed, Draft("find", "answered", "", quoted(BESIDE, tells)))
    assert (tiny.texts(shown.quotes), tiny.texts(shown.more)) == ([tells], [BESIDE])
    folded = led(typed, Draft("find", "answered", "", quoted(BESIDE), quoted("Wards.", tells)[1:]))
    assert (tiny.texts(folded.quotes), tiny.texts(folded.more)) == ([tells], [BESIDE])
    near = led(typed, Draft("find", "not_stated", "no", nearest=quoted(tells)))
    assert (near.status, near.message, tiny.texts(near.quotes)) == ("answered", "", [tells])


def test_what_it_is_read_with_stays():
    above = replace(tiny.quote(4), text=BESIDE, start=0, end=50)
    told = replace(tiny.quote(4), text="This led a few leaders to have resigned.", start=60, end=90)
    assert led("did anyone leave", Draft("find", "answered", "", (above, told))).quotes == (told, above)


@pytest.mark.parametrize(("typed", "status"), [
    ("did anyone leave over it", "not_stated"), ("do people go", "not_stated"), ("is it linked to pay", "answered"),
    ("do people want the old way back", "answered"), ("who can join", "answered"), ("who leads it", "answered"),
])  # fmt: skip
def test_where_nothing_tells_it_the_report_does_not_say_so_if_its_words_are_few(typed, status):
    found = led(typed, Draft("find", "answered", "", quoted(BESIDE)))
    assert found.status == status
    assert tiny.texts(found.nearest or found.quotes) == [BESIDE]


def test_rows_and_what_follows_nothing_stay_as_they_are():
    row = Draft("compare", "answered", "", quoted(BESIDE, RESIGNED), rows=(Row("ash", quoted(BESIDE)),))
    assert led("did anyone leave", row) is row
    alone = Draft("find", "answered", "", quoted(BESIDE, RESIGNED))
    assert led("did anyone leave", alone, leans=False) is alone
