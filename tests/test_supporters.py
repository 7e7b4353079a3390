"""Who supports those who lead is told of each by the sentence that says so."""

import pytest


@pytest.mark.parametrize("typed", [
    "Who supports the clinical leaders at each trust?",
    "does a manager stand next to the doctors in charge, all four trusts",
    "are the clinical leaders backed by managers in every trust?",
    "which of them have a deputy or manager working alongside the doctors who lead",
])  # fmt: skip
def test_each_row_says_who_stands_beside_those_who_lead(real, typed):
    answer = real.ask(typed)
    assert [bool(row.quotes) for row in answer.rows] == [True] * 4
    assert all("support" in row.quotes[0].text for row in answer.rows)


def test_what_else_is_asked_of_leaders_is_told_as_before(real):
    answer = real.ask("to whom are the clinical leaders accountable at each trust?")
    assert "accountable" in " ".join(quote.text for row in answer.rows for quote in row.quotes if row.trust == "salford")
