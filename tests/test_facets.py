"""A row that has one of several things asked about is not silent."""

import pytest

from rag.answering.facets import facets
from rag.understanding.question import Question


@pytest.mark.parametrize(
    ("typed", "things"),
    [
        ("services, budget and staff - for all four", [("services",), ("budget",), ("staff",)]),
        ("each trust: awards, ratings, nurses", [("awards",), ("ratings",), ("nurses",)]),
        (
            "gatherings - ward round, policy group, advisory committee, whatever. all four",
            [("round",), ("policy",), ("committee",)],
        ),
        ("awards, ratings, staff surveys and the like at each trust", [("awards",), ("ratings",), ("surveys",)]),
        ("how many awards, ratings and nurses - all four", []),  # a number is there or not
        ("awards and nurses at each trust", []),
        ("if they cannot agree, who decides, at each trust", []),
    ],
)
def test_a_list_of_things_is_told_from_other_commas(real, typed, things):
    assert facets(real.answerer.kit, Question(typed)) == things


def test_each_member_has_what_there_is_of_what_is_listed(real):
    answer = real.ask("population served, size of the trust, services - for all four")
    assert [bool(row.quotes) for row in answer.rows] == [True] * 4
    texts = {row.trust: " ".join(quote.text for quote in row.quotes) for row in answer.rows}
    assert all("services" in texts[trust] for trust in ("salford", "southern-health"))


def test_of_two_things_that_are_joined_a_row_that_has_one_is_not_silent(real):
    answer = real.ask("In which trusts does the chief executive take part in induction or in appraising doctors?")
    told = {row.trust: " ".join(quote.text for quote in row.quotes) for row in answer.rows}
    assert "time with the chief executive" in told["northumbria"]
    assert "appraises" in told["salford"]
    alone = real.ask("In which trusts does the chief executive take part in appraising doctors?")
    assert [row.trust for row in alone.rows if row.quotes] == ["salford"]
