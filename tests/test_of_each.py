"""What is told of members of whom one is asked: that the report speaks of a thing of others alone, and which is better it says itself."""

import pytest

import tiny
from rag.answering.talk import said_of_others_alone, unranked
from rag.types import Answer, Quote, Row
from test_talk import read


@pytest.mark.parametrize(
    ("typed", "trusts", "alone"),
    [
        ("do they have mentoring", ("ash",), True),
        ("do they have mentoring", ("birch",), False),
        ("do they have mentoring", (), False),
        ("did they visit sites", ("ash",), False),  # of none in particular
        ("do they have nurses and mentoring", ("cedar",), False),  # the two stand nowhere together
        ("do they have zebras", ("ash",), False),
    ],
)
def test_of_which_thing_the_report_speaks_of_others_alone(typed, trusts, alone):
    assert said_of_others_alone(tiny.answerer().kit, read(typed), trusts) is alone


@pytest.mark.parametrize(("typed", "judged"), [
    ("which trust is the best place to work", True),
    ("which of them is the best hospital in town", False),
    ("which is best", False),
])  # fmt: skip
def test_what_the_report_calls_one_of_them_is_no_judgement(typed, judged):
    said = "It was rated the best place to work."
    quotes = tuple(Quote(said, trust, "s", "S", "1", None, 0, len(said), "p") for trust in ("ash", "birch"))
    rows = tuple(Row(quote.trust, (quote,)) for quote in quotes)
    answer = Answer(typed, "answered", "Here.", quotes=quotes, rows=rows)
    assert unranked(read(typed), answer).message.endswith("Here.")
    assert (unranked(read(typed), answer) == answer) is judged
