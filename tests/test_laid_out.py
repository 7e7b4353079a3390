"""A wish for a form is taken with the question before it; who is to stand first stands first."""

import pytest

from conftest import CORPUS
from rag.corpus.report import load_report
from rag.understanding.laid_out import ahead_of, without_wish

TAGS = load_report(CORPUS).tags


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("Which trust has most sites? please list all four with figures", "Which trust has most sites?"),
        ("How many sites has each trust? Short table please.", "How many sites has each trust?"),
        ("Do all four pay them? yes or no for each will do", "Do all four pay them?"),
        ("What do the four trusts pay, one line each please", "What do the four trusts pay"),
        ("pay at the four trusts? keep it short. with page numbers please", "pay at the four trusts?"),
        ("Who chairs at all four? start with Salford", "Who chairs at all four [Salford first]?"),
        ("Chairs of the four trusts, UCLH first please", "Chairs of the four trusts [UCLH first]"),
        ("Salford and UCLH: who chairs? Keep it brief and put UCLH first.", "Salford and UCLH: who chairs [UCLH first]?"),
    ],
)
def test_a_wish_for_a_form_is_no_request_of_its_own(typed, left):
    assert without_wish(typed, TAGS) == left


@pytest.mark.parametrize(
    "typed",
    [
        "How many sites are there? One line per trust",  # it is asked of each by that alone
        "list all four",
        "In a table if possible",
        "how much better, in figures",
        "how much do all four pay, in figures",
        "Who chairs at all four? And who pays?",
        "Which trust went to Salford first?",
        "What is the budget of Salford? UCLH first please",  # one is asked of
        "who leads? yes",
        "How is pay set?\nIn a table please",
        f"Do all four pay? {'please list ' * 20}all four",
    ],
)
def test_what_asks_for_more_stays(typed):
    assert without_wish(typed, TAGS) == typed


@pytest.mark.parametrize(
    ("typed", "left", "first"),
    [
        ("Chairs of all four [UCLH first]?", "Chairs of all four?", ("uclh",)),
        ("Chairs of all four (Salford and UCLH first)", "Chairs of all four", ("salford", "uclh")),
        ("Chairs of all four (nurses first)", "Chairs of all four (nurses first)", ()),
        ("Chairs [UCLH first] of all four", "Chairs [UCLH first] of all four", ()),
    ],
)
def test_who_is_to_stand_first_is_read_from_the_end(typed, left, first):
    assert ahead_of(typed, TAGS) == (left, first)
