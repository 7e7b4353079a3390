"""What a mail wants without asking for it."""

import pytest

import tiny
from rag.understanding.by_the_way import by_the_way
from rag.understanding.parts import split

TAGS = tiny.REPORT.tags


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        (["We met on Monday. I should be obliged to hear how nurses lead wards."], "how nurses lead wards."),
        (["Our chair is new. She needs something on how nurses lead wards. Any ideas?"], "how nurses lead wards."),
        (["I am after the figures on ward budgets.", "I remember a piece on mentoring nurses."], "I remember a piece on mentoring nurses."),
        (["We met on Monday about budgets. The rota is full."], ""),
        (["I want it all."], ""),
    ],
)  # fmt: skip
def test_the_last_that_asks_by_the_way_or_else_says_what_is_wanted(said, wanted):
    assert by_the_way(said, TAGS) == wanted


def test_whatever_else_a_request_tells_it_is_asked_as_it_is_first():
    parts = split("We met on Monday about budgets. I need something on mentoring nurses at Ash.", TAGS)
    assert parts.requests == ("We met on Monday about budgets. I need something on mentoring nurses at Ash.",)
    assert parts.bare == "I need something on mentoring nurses at Ash."


def test_a_single_sentence_without_a_frame_is_asked_as_it_is():
    assert by_the_way(["three days at sea, what should we miss"], TAGS, framed=False) == ""
    assert split("We have three days, what nurses lead", TAGS).bare == ""
