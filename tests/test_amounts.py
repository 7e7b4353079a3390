"""A figure is said alike wherever it is said: in the message, in a row, in the table of figures."""

import pytest

from rag.amounts import amount, place_of, states, with_unit
from rag.corpus.prepared import Part
from rag.types import Row


@pytest.mark.parametrize(
    ("figure", "said", "expected"),
    [
        ({"value": None, "qualifier": "about"}, "", ""),
        ({"value": 9000, "qualifier": "more than"}, "more than 9,000 staff", "more than 9,000"),
        ({"value": 2007, "unit": "year"}, "in 2007.", "2007"),
        ({"value": 2007, "unit": "staff"}, "two thousand and seven", "2,007"),
        ({"value": 2007, "unit": "year formed"}, "two thousand and seven", "2007"),
        ({"value": 2004, "value_to": 2009, "unit": "year"}, "", "2004 to 2009"),
        ({"value": 2007}, "in 12007 or 2007.5", "2,007"),
        ({"value": 400, "unit": "£ million", "qualifier": "around"}, "around £400 million", "around £400 million"),
        ({"value": 4, "value_to": 6, "unit": "£ million"}, "£4 to £6 million", "£4 to £6 million"),
        ({"value": 15, "value_to": 40, "qualifier": "between"}, "between 15 and 40", "between 15 and 40"),
        ({"value": 3, "value_to": 5, "unit": "sessions"}, "three to five", "3 to 5"),
        ({"value": 0.5, "unit": "of the time"}, "half of the time", "½"),
        ({"value": 2.5}, "2.5 days", "2.5"),
        ({"value": "yes, both"}, "", "yes, both"),
    ],
)
def test_an_amount_is_written_as_the_words_write_it(figure, said, expected):
    assert amount(Part("uclh", (), **figure), said) == expected


@pytest.mark.parametrize(
    ("figure", "said"),
    [
        ({"value": 12, "unit": "directors"}, "12 directors"),
        ({"value": 840, "unit": "£ million", "qualifier": "around"}, "around £840 million"),
        ({"value": 7500, "unit": "staff"}, "7,500 staff"),
        ({"value": 2005, "unit": "year it began"}, "2005 (began)"),
        ({"value": 15, "value_to": 40, "qualifier": "between", "unit": "per cent"}, "between 15 and 40 per cent"),
        ({"value": "every May"}, "every May"),
        ({"unit": "beds", "qualifier": "about"}, ""),
        ({"value": 0, "unit": "beds"}, "0 beds"),
    ],
)
def test_what_is_counted_follows_unless_it_is_money(figure, said):
    assert with_unit(Part("uclh", (), **figure)) == said
    assert with_unit(Row("uclh", (), **figure)) == said


@pytest.mark.parametrize(
    ("figure", "words", "stated"),
    [
        ({"value": 9000}, "more than 9,000 staff", True),
        ({"value": 2007, "unit": "year"}, "in 2007.", True),
        ({"value": 2007}, "in 12007 or 2007.5", False),
        ({"value": 15, "value_to": 40}, "up to 40 per cent", True),
        ({"value": "Monthly"}, "they meet monthly", True),
        ({"value": "monthly"}, "they meet", False),
        ({"value": None}, "None", False),
    ],
)
def test_words_state_a_value_that_stands_in_them_or_an_end_of_its_range(figure, words, stated):
    assert states(Part("uclh", (), **figure), words) == stated


@pytest.mark.parametrize(
    ("figure", "words", "marked"),
    [
        ({"value": 9000, "qualifier": "more than", "unit": "staff"}, "employs more than 9,000 staff.", "more than 9,000 staff"),
        ({"value": 9000, "qualifier": "more than", "unit": "staff"}, "MORE THAN 9,000 people", "MORE THAN 9,000"),
        ({"value": 8000, "unit": "staff"}, "The 8,000-strong workforce", "8,000"),
        ({"value": 3, "unit": "years"}, "for 13 years, then 3 years", "3 years"),  # not within another number
        ({"value": 3, "unit": "boards"}, "in 2013 it had 30 or 3.5, and 3", "3"),
        ({"value": 840, "unit": "£ million"}, "of £840 million a year", "£840 million"),
        ({"value": 15, "value_to": 40, "unit": "per cent"}, "up to 40 per cent", "40"),
        ({"value": "monthly"}, "it meets monthly", "monthly"),
        ({"value": 12, "unit": "leads"}, "a dozen leads", None),
        ({"value": None}, "None", None),
    ],
)
def test_where_words_state_a_value_is_found(figure, words, marked):
    place = place_of(Part("uclh", (), **figure), words)
    assert place == (marked and (words.rindex(marked), words.rindex(marked) + len(marked)))  # what is like it stands before it
