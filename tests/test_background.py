"""Why somebody asks is not looked for."""

import pytest

from conftest import CORPUS
from rag.corpus.report import load_report
from rag.understanding.background import without_background

TAGS = load_report(CORPUS).tags


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("As we are closing our own canteen, who pays the cooks at each trust?", "who pays the cooks at each trust?"),
        ("Given the row over parking here: what do the four trusts do for staff?", "what do the four trusts do for staff?"),
        ("Our trust is moving house, so could you tell me how they choose chairs?", "could you tell me how they choose chairs?"),
        ("As part of our zebra review I need to know who appraises doctors", "I need to know who appraises doctors"),
        # it is needed, or names whom it is asked of
        ("As we have closed our canteen, does any trust have one?",) * 2,
        ("Since our visit to Salford, what has changed there and elsewhere?",) * 2,
        ("As a young trust, what did it change first of all?",) * 2,
        ("Given our interest in mentoring, what do the four trusts do?",) * 2,  # nothing is left that is asked about
        ("As we are keen on wards here, is anything said of each?",) * 2,
    ],
)
def test_why_it_is_asked_is_left_out_where_it_is_not_needed(typed, left):
    assert without_background(typed, TAGS) == left
