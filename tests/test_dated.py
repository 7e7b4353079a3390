"""What happened in a year: every place of it, and of a year that the report has not, which it has."""

import pytest

from rag.understanding.dated import years_asked, years_of

TOLD = (2004, 2007, 2010, 2012)


@pytest.mark.parametrize(("request_", "meant"), [
    ("what happened in 2010", (2010,)),
    ("what happened in 2010/11 at ", (2010,)),
    ("anything dated 2008?", (2008,)),
    ("what did do before 2010", (2004, 2007)),
    ("what has changed since 2010", (2010, 2012)),
    ("what happened after 2010", (2012,)),
    ("what went on between 2005 and 2011", (2007, 2010)),
    ("what happened in the 2000s", (2004, 2007)),
    ("what happened before 2000", (2000,)),  # nothing did: it is told of the year that was typed
    ("which awards were won in 2010", ()),  # asks of awards
    ("what was the budget in 2010", ()),
    ("what happened at the 2010 staff meeting", ()),
    ("what changed", ()),
    ("£2010", ()),
])  # fmt: skip
def test_a_request_means_the_years_that_it_names_where_it_asks_of_nothing_else(request_, meant):
    assert years_asked(request_, TOLD) == meant


def test_a_text_has_its_years_and_no_decade_or_amount():
    assert years_of("In 2010/11, the 1990s and (2013); £2012 for 2000 of 12011.") == (2010, 2013, 2000)


def test_what_happened_in_a_year_is_every_place_of_that_year_and_no_other(real):
    answer = real.ask("what happened in 2010 at Salford")
    assert answer.status == "answered"
    assert all("2010" in quote.text for quote in (*answer.quotes, *answer.more))
    bare = real.ask("2011")
    assert [row.trust for row in bare.rows if row.quotes] == ["southern-health"]


def test_a_year_that_the_report_has_not_is_told_with_those_that_it_has(real):
    answer = real.ask("what happened in 2008?")
    assert (answer.status, answer.quotes) == ("not_stated", ())
    assert answer.message.startswith("‘2008’ does not occur in the report. The years that it names are 2004, 2007,")
    elsewhere = real.ask("what happened in 2011 at Salford")
    assert (elsewhere.status, elsewhere.quotes) == ("not_stated", ())
    assert elsewhere.message.startswith("‘2011’ occurs in the report, but not in what it says of Salford Royal.")
