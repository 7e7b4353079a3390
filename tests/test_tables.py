"""Tables with a row a trust and open cells become requests; everything else stays as it was typed."""

import pytest

from conftest import CORPUS
from rag.corpus.report import load_report
from rag.understanding.tables import columned, unfolded

TAGS = load_report(CORPUS).tags


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (
            "Trust\tInduction of consultants\nSalford\t?\nUCLH\t",
            "Induction of consultants (Salford)\nInduction of consultants (UCLH)",
        ),
        (
            "Fill in:\n| Trust | Staff | Budget |\n|---|:-:|---|\n| Salford | ? | done |\nThanks",
            "Fill in:\nStaff (Salford)\nThanks",
        ),
        ("a | Staff | Budget\nSouthern Health | TBC | …", "Staff (Southern Health)\nBudget (Southern Health)"),
    ],
)
def test_an_open_cell_is_asked_by_the_head_of_its_column_of_its_row(typed, read):
    assert unfolded(typed, TAGS) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Can you make me a table: trust, budget or turnover, number of staff",
         "- budget or turnover for each trust\n- number of staff for each trust"),
        ("a spreadsheet please with columns for name of trust, staff and year it began",
         "- number of staff for each trust\n- year it began for each trust"),
        ("table: pay | wards in all four", "- pay in all four\n- wards in all four"),
        ("give me a table: trust, pay", None),  # no two columns
        ("a table: Salford, UCLH", None),
        ("give me a table of pay and wards", None),
        ("table: the budget of which our chair said on Monday that it had risen in each of two years, wards", None),
    ],
)  # fmt: skip
def test_a_table_that_is_to_be_made_is_asked_by_its_columns(typed, read):
    assert columned(typed, TAGS) == (read or typed)


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "How did Salford select its clinical directors?",
        "\tHow did it begin?\n\tWho leads it?",
        "| Salford | ? |",  # no head
        "| Salford | ? |\n| UCLH | ? |",
        "| Trust | Staff |\n| Salford | 6,000 |",
        "| Trust | Salford |\n| Staff | ? |",  # a form, whose lines are what is asked
        "|---|---|\n|---|---|",
        "Tel | Fax\n0161 | 0162",
        "a | b\nSalford | d | ?",
    ],
)
def test_what_is_no_such_table_stays(typed):
    assert unfolded(typed, TAGS) == typed
