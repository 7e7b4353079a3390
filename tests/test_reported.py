"""Of people whom the report does not quote in interview a comparison is led by what it tells of their words."""

from dataclasses import replace

import pytest

import tiny
from rag.answering import reported
from rag.answering.draft import Draft
from rag.answering.reported import as_reported
from rag.types import Row
from rag.understanding.question import read_question

BOARD, NURSES, MENTORING = 2, 4, 11
KIT = tiny.answerer().kit
ASKS = "what do nurses say about the wards at Ash General and Birch Royal"


@pytest.fixture
def led(monkeypatch):
    """The rows of Ash and Birch, nurses being people whom nobody quotes, and "run" a word for what they say."""
    words = tiny.PROFILE.words.model_copy(update={"unquoted": ("nurses", "porters")})
    tags = replace(tiny.TAGS, profile=tiny.PROFILE.model_copy(update={"words": words}))
    kit = replace(KIT, index=replace(KIT.index, report=replace(KIT.index.report, tags=tags)))

    def of(text, draft, say="run"):
        monkeypatch.setattr(reported, "_SAY", say)
        return as_reported(kit, read_question(text, tags, tiny.ORGANISATIONS), draft)

    return of


REFUSED = Draft("find", "not_stated", "", rows=(Row("ash", (), "no_mention", ("say",)), Row("birch", (), "no_mention", ("say",))))


def test_a_refused_comparison_is_led_by_what_is_told_of_their_words(led):
    found = led(ASKS, REFUSED)
    assert [[q.text for q in row.quotes] for row in found.rows] == [["Nurses run the wards."], []]
    assert found.rows[1] == REFUSED.rows[1]
    assert (found.form, found.status, found.message) == ("voices", "partial", "")
    assert found.quotes == found.rows[0].quotes


def test_what_a_row_had_stands_behind_it(led):
    made = replace(
        REFUSED, status="answered", quotes=(tiny.quote(BOARD),), rows=(Row("ash", (tiny.quote(BOARD),)), REFUSED.rows[1])
    )
    found = led(ASKS, made)
    assert [q.text for q in found.rows[0].quotes] == ["Nurses run the wards.", tiny.quote(BOARD).text]


@pytest.mark.parametrize(
    ("text", "say"),
    [
        (ASKS, "swear"),  # nothing is told of what they say
        ("what do directors say about the wards at Ash General and Birch Royal", "run"),  # some are quoted
        ("what do nurses say about the wards", "run"),  # of no member
        ("what do Ash General and Birch Royal do for nurses", "run"),  # nobody's words
    ],
)
def test_nothing_else_is_changed(led, text, say):
    assert led(text, REFUSED, say) is REFUSED


def test_people_that_are_joined_are_one_somebody(led):
    assert led("what do the porters / nurses say about the wards at Ash General and Birch Royal", REFUSED) is not REFUSED
    assert led("what do nurses and porters say at Ash General and Birch Royal", REFUSED) is not REFUSED


def test_the_answer_on_one_member_is_led_by_it(led):
    board, nurses = tiny.quote(BOARD), tiny.quote(NURSES)
    asks = "what do nurses say about the wards at Ash General"
    found = led(asks, replace(REFUSED, status="answered", quotes=(board,), rows=()))
    assert (found.form, found.status, found.quotes, found.more) == ("voices", "answered", (nurses,), (board,))
    assert led(asks, replace(REFUSED, rows=())).quotes == (nurses,)
    already = replace(REFUSED, status="answered", quotes=(nurses, board), rows=())
    assert led(asks, already) is already
