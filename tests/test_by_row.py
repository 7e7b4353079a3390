"""Rows that nobody asked for are empty where nothing answers, and a row shows what likely answers before what hardly does."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from rag.answering.by_row import LIKELY, OF_LIKELY, by_row, with_its_own, with_the_likeliest
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


def test_a_row_of_what_is_said_of_all_is_led_by_its_members_own_words_on_the_very_thing(monkeypatch):
    said_of_all = 0
    made = draft(("ash", said_of_all), more=(BOARD, NURSES))
    of_wards = asked("which wards are there at each trust")
    monkeypatch.setattr("rag.answering.by_row.RARE", 1.0)
    assert shown(with_its_own(KIT, of_wards, made)) == [NURSES]
    assert with_its_own(KIT, replace(of_wards, lead="who leads them"), made) is made
    assert shown(with_its_own(KIT, asked("which zebras are there at each trust"), made)) == [said_of_all]
    assert shown(with_its_own(KIT, of_wards, draft(("ash", BOARD), more=(NURSES,)))) == [BOARD]  # that is its own
    monkeypatch.setattr("rag.answering.by_row.RARE", 0.0)
    assert shown(with_its_own(KIT, of_wards, made)) == [said_of_all]  # too common a word


def shown(made):
    return [next(s.index for s in KIT.index.sentences if s.text == q.text) for q in made.rows[0].quotes]
