"""What all have in common on something is told by what is said of all, and not by a row for each."""

import pytest


@pytest.mark.parametrize("typed", [
    "what do all four have in common on selecting consultants",
    "what have the trusts in common regarding leadership development?",
    "common themes on learning from others",
    "which features of governance are common to all four",
])  # fmt: skip
def test_of_what_all_share_on_a_thing_what_is_said_of_all_stands_alone(real, typed):
    answer = real.ask(typed)
    assert (answer.status, answer.rows, {quote.trust for quote in answer.quotes}) == ("answered", (), {None})
    assert not any("trusts differ" in quote.text or "variability" in quote.text for quote in answer.quotes)


@pytest.mark.parametrize("typed", [
    "what do all four have in common on appraisal, and then where do they differ",
    "how do the four trusts select their consultants",
    "what do Salford and UCLH have in common on appraisal",
])  # fmt: skip
def test_rows_stay_where_more_is_asked(real, typed):
    assert len(real.ask(typed).rows) > 1
