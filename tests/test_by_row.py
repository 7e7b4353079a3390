"""Rows that nobody asked for are empty where nothing answers, and a row shows what likely answers before what hardly does."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from rag.answering.by_row import LIKELY, OF_LIKELY, by_row, with_the_likeliest
from test_rows import BOARD, KIT, MENTORING, NURSES, asked, chances, draft, quoted


def trace(near, chosen="find"):
    return SimpleNamespace(chosen=chosen, route=None, judged=(SimpleNamespace(chances=near, themes=()),))


def test_of_rows_that_nobody_asked_for_those_that_answer_nothing_are_empty():
    found = replace(draft(("ash", NURSES), ("birch", MENTORING)), form="compare")
    request = replace(asked("who listens"), rows=False, everyone=False)
    rivals = SimpleNamespace(entries={})
    laid = by_row(KIT, None, rivals, None, request, found, trace(chances(s4=0.9, s11=0.01)))
    assert quoted(laid) == ["ash"]
    laid = by_row(KIT, None, rivals, None, request, found, trace(chances(s4=0.9, s11=0.8)))
    assert quoted(laid) == ["ash", "birch"]


@pytest.mark.parametrize(
    ("folded", "shown", "value", "row"),
    [
        (LIKELY, 0.01, None, [BOARD, NURSES]),
        (LIKELY - 0.01, 0.01, None, [NURSES]),
        (LIKELY, LIKELY * OF_LIKELY, None, [NURSES]),
        (LIKELY, 0.01, 5, [NURSES, BOARD]),  # the value goes with what its editor set first
    ],
)
def test_what_likely_answers_is_shown_before_what_hardly_does(folded, shown, value, row):
    made = draft(("ash", NURSES), more=(BOARD,), value=value)
    found = with_the_likeliest(KIT, asked(), made, trace(chances(s2=folded, s4=shown)))
    assert [q.text for q in found.rows[0].quotes] == [KIT.index.sentences[n].text for n in row]
    assert with_the_likeliest(KIT, asked(), made, trace(chances(s2=folded, s4=shown), "mention")) is made
