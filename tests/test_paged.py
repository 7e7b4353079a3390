"""On which page a part of the report stands, or a word of it."""

import pytest

import tiny
from rag.understanding.places import Place, place_of


@pytest.mark.parametrize(
    ("typed", "message", "status"),
    [
        (
            "what page is the section on induction on?",
            "‘Induction’, Birch Royal: pp. 2–3, 2 pages; ‘Induction’, Cedar Health: pp. 2–3, 2 pages. How it opens",
            "about",
        ),
        ("on which page does the birch section start", "Birch Royal: pp. 2–3, 2 pages. How it opens", "about"),
        ("which page is mentoring on", "‘mentoring’: p. 3.", "answered"),
    ],
)
def test_a_part_or_a_rare_word_is_told_with_its_pages(typed, message, status):
    answer = tiny.assistant().ask(typed)
    assert answer.message.startswith(message)
    assert (answer.status, bool(answer.quotes), answer.rows) == (status, True, ())


@pytest.mark.parametrize("typed", ["what is on page 3", "what page is that on", "which page is the zebra on", "what page is the board of wards on",
    "how does birch induct", "which page is it, and who runs it? tell me"])  # fmt: skip
def test_what_is_no_part_and_no_word_of_it_is_not(typed):
    assert "stands below" not in (message := tiny.assistant().ask(typed).message)
    assert "’: p. " not in message


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("what page is the checklist on", "Chapter 4, Medical engagement checklist: pp. 39–40, 2 pages. How it opens stands below."),
        ("how many pages does the southern chapter have", "Southern Health: pp. 18–23, 6 pages. How it opens stands below."),
        ("how long is the conclusion chapter?", "Chapter 5, Conclusion: p. 41. How it opens stands below."),
        ("how many pages are there in the report", "The numbered pages run from 2 to 41: 40 pages."),
        ("page number for southern health induction", "‘Induction for new consultants’, Southern Health: p. 21. How it opens stands below."),
        ("what page is the quote about houseman on", "‘houseman’: p. 22."),
    ],
)  # fmt: skip
def test_pages_of_the_report(real, typed, message):
    assert real.ask(typed).message == message


@pytest.mark.parametrize("typed", ["pg 9", "p. 9"])
def test_a_page_is_not_told_that_its_number_stands_nowhere(real, typed):
    assert "occur" not in real.ask(typed).message


@pytest.mark.parametrize(("spelt", "page"), [("seventeen", 17), ("twenty-two", 22), ("thirty one", 31), ("nine", 9), ("forty", 40)])
def test_the_number_of_a_page_may_be_spelt_out(spelt, page):
    assert place_of(f"what does page {spelt} say") == Place("page", page)
