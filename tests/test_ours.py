"""What the page says of an answer in the assistant's own voice."""

import pytest

from answers import PLAIN, TAGS
from rag.render import to_html
from rag.render.ours import point, said, taken
from rag.types import Answer, Row


@pytest.mark.parametrize(
    ("typed", "as_", "told"),
    [
        ("Q?", None, ""),
        ("How does UCLH appraise?", "How does UCLH appraise? (UCLH)", ""),  # a name that was typed
        ("how does uclh appraise", "How does UCLH appraise?", ""),
        ("How does Salford Royal appraise?", "How does Salford appraise?", ""),
        ("How do they appraise?", "How do they appraise? (UCLH)", "Taken as: How do they appraise? (UCLH)"),  # one that was not
        ("And at UCLH?", "how are consultants inducted at UCLH?", "Taken as: How are consultants inducted at UCLH?"),
        ("inducton of consultnts", "induction of consultants", "Taken as: Induction of consultants"),
        ("How long do they serve?", "How long do they serve? (about: What are DCDs at UCLH?)", "Taken as asked about: What are DCDs at UCLH?"),
        ("What of Salford?", "who pays? (about: How are they inducted at Salford Royal?)",
         "Taken as: Who pays? – asked about: How are they inducted at Salford Royal?"),
        ("Who pays? (about: x)", "Who pays? (about: x)", ""),
    ],
)  # fmt: skip
def test_how_a_request_was_taken_is_told_where_it_differs_and_then_without_the_request(typed, as_, told):
    answer = Answer(typed, "answered", "M", (PLAIN,), taken_as=as_)
    assert taken(answer, TAGS) == told
    assert to_html(answer, TAGS).count('class="taken"') == bool(told)


def row(value, unit):
    return Row("uclh", (PLAIN,), value=value, unit=unit)


@pytest.mark.parametrize(
    ("message", "rows", "strong"),
    [
        ("Yes: in 18 places. Not of UCLH.", (), "Yes: in 18 places."),
        ("No. It says so.", (), "No."),
        ("Nobody is quoted.", (), ""),
        ("12 per cent of doctors.", (), "12 per cent of doctors."),
        ("£840 million.", (), "£840 million."),
        ("3 passages from Elsewhere.", (), ""),
        ("Staff employed (UCLH: 8,000 staff). Counted otherwise.", (row(8000, "staff"),), "Staff employed (UCLH: 8,000 staff)."),
        ("Yes, in " + "many " * 30 + "places.", (), ""),  # a paragraph, all of which would be strong
        ("Staff employed.", (row(8000, "staff"),), ""),
        ("Managers and general management.", (), ""),
        ("", (), ""),
    ],
)
def test_the_first_sentence_is_strong_where_it_answers_by_itself(message, rows, strong):
    answer = Answer("Q?", "answered", message, (PLAIN,), rows=rows)
    assert point(message, answer) == strong
    page = to_html(answer, TAGS)
    assert (f'<p class="said"><span class="point">{strong}</span>{message.removeprefix(strong)}</p>' in page) == bool(strong)


LENGTHS = "Salford Royal: 1 year (for 20); Southern Health: about 1 week; UCLH: 5 days of teaching and learning"
APART = "they count different things, so they are not ranked"
FULL, EMPTY = Row("uclh", (PLAIN,)), Row("salford", ())
YEAR_AND_DAYS = (row(1, "year"), row(5, "days"))
LONG = f"How long {'very long ' * 12}(Salford Royal: 1 year; UCLH: 5 days)."


@pytest.mark.parametrize(
    ("message", "rows", "told"),
    [
        (f"How long they last ({LENGTHS}; {APART}): 4 passages from Salford Royal, Southern Health and UCLH. Not of one.", YEAR_AND_DAYS,
         f"How long they last. {APART.capitalize()}. Not of one."),
        ("How long they last (Salford Royal: 1 year; UCLH: 5 days): 2 passages from Salford Royal and UCLH.", YEAR_AND_DAYS,
         "How long they last (Salford Royal: 1 year; UCLH: 5 days)."),  # a line holds it
        (LONG, (row(1, "year"),), LONG),  # no row has the other
    ],
)  # fmt: skip
def test_values_that_are_more_than_a_line_are_left_to_their_rows(message, rows, told):
    assert said(Answer("Q?", "answered", message, (PLAIN,), rows=rows), (), TAGS) == told


@pytest.mark.parametrize(
    ("message", "rows", "told"),
    [
        ("Pay: 2 passages from Salford Royal and UCLH. Not of one.", (FULL, FULL, EMPTY), "Pay: quoted for 2 of the 3 trusts. Not of one."),
        ("2 passages from Salford Royal and UCLH. Not of one.", (FULL, FULL, EMPTY), "Quoted for 2 of the 3 trusts. Not of one."),
        ("Pay: 2 passages from UCLH. Found beside it: 1 passage from UCLH, p. 9. Not of one.", (FULL, FULL, EMPTY),
         "Pay: quoted for 2 of the 3 trusts. Not of one."),
        ("Pay: 2 passages from Salford Royal and UCLH. So it is.", (FULL, FULL, FULL), "Pay. So it is."),  # every row has words
        ("Pay: 2 passages from UCLH. So it is.", (FULL, EMPTY), "Pay. So it is."),  # two are seen without being counted
        ("Was it planned?: 2 passages from UCLH. Not of one.", (FULL, FULL, EMPTY), "Was it planned? Quoted for 2 of the 3 trusts. Not of one."),
        ("Was it planned?: 2 passages from UCLH. So it is.", (FULL, FULL), "Was it planned? So it is."),
        (f"How long they last ({LENGTHS}; {APART}): 4 passages from Salford Royal. Not of one.", (*YEAR_AND_DAYS, EMPTY),
         f"How long they last: quoted for 2 of the 3 trusts. {APART.capitalize()}. Not of one."),
    ],
)  # fmt: skip
def test_of_how_many_members_there_are_words_is_told_in_place_of_how_many_passages(message, rows, told):
    assert said(Answer("Q?", "partial", message, (PLAIN,), rows=rows), (), TAGS) == told
