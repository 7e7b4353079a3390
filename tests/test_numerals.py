"""What a number stands for: every place of it, or that it stands nowhere."""

import pytest

import tiny
from rag.understanding.numerals import is_number, numeral_asked


@pytest.mark.parametrize(
    ("typed", "name", "noun"),
    [
        ("what is the number 1,000 about", "1,000", ""), ("£12m", "£12 million", ""), ("what's the 30 days thing", "30", "days"),
        ("whats the 8k", "8,000", ""), ("where does 25% come from", "25 per cent", ""), ("and 2.5 per cent?", "2.5 per cent", ""),
        ("what does 1500 refer to", "1,500", ""), ("between 15 and 40 per cent of what?", "15 to 40 per cent", ""),
        ("the 870,000 figure", "870,000", ""), ("5-10", "5 to 10", ""),
    ],
)  # fmt: skip
def test_the_number_that_is_asked_about(typed, name, noun):
    asked = numeral_asked(typed)
    assert (asked.name, asked.noun) == (name, noun)


@pytest.mark.parametrize(
    "typed", ["3", "what is 7", "2010", "what is 15% of 60", "2+2", "what happened in 2010", "12 directors", "page 12"]
)
def test_what_points_at_a_list_or_is_a_year_is_none(typed):
    assert numeral_asked(typed) is None


@pytest.mark.parametrize(
    ("typed", "printed", "found"),
    [
        ("£430m", "a budget of £430 million", True), ("430 million", "over £430 million.", True), ("£430", "employs 430", False),
        ("what is 1,000", "some 1000 wards", True), ("what is 1000", "some 1,000 wards", True), ("what is 1000", "11,000", False),
        ("what is 100", "1,100 and 100,000", False), ("15%", "between 15 and 40 per cent", True), ("15%", "15 wards, 40 per cent", False),
        ("what is 10", "5–10 sessions", True), ("what is 12", "12.5", False),
        ("what is 25", "about Twenty-five leads", True), ("what is 25", "twenty-five-year-olds", False), ("what is 20", "twenty-five leads", False),
        ("12%", "twelve per cent of it", True), ("what is 105", "five leads", False), ("15-40%", "between 15 and 40 per cent", True), ("15-40%", "15 and 45 per cent", False), ("5 to 10", "5–10 sessions", True),
    ],
)  # fmt: skip
def test_a_number_is_found_however_it_is_printed_and_never_as_a_part_of_another(typed, printed, found):
    assert bool(numeral_asked(typed).pattern.search(printed)) is found


def test_a_number_by_itself_is_a_question_and_a_single_digit_is_none():
    assert all(map(is_number, ("£12m", "2010", "the 16")))
    assert not any(map(is_number, ("7", "what is 16")))


@pytest.mark.parametrize(
    ("typed", "status", "message", "quoted"),
    [
        ("what does 12 refer to?", "answered", "‘12’ stands in 1 place.", "12 directors"),
        ("12", "answered", "‘12’ stands in 1 place.", "12 directors"),
        ("what is the number 12 about at Ash", "answered", "‘12’ stands in 1 place.", "12 directors"),
        ("what is the 12 at Birch", "not_stated", "‘12’ stands only in what it says of Ash General.", None),
        ("£99m", "not_stated", "‘£99 million’ does not occur in the report.", None),
    ],
)
def test_every_place_of_a_number(typed, status, message, quoted):
    answer = tiny.assistant().ask(typed)
    assert (answer.status, answer.message) == (status, message)
    shown = "".join(quote.text for quote in answer.quotes)
    assert quoted in shown if quoted else not shown
    text = tiny.REPORT.text
    assert all(text[start:end] == "12" for quote in answer.quotes for start, end in quote.marks)
