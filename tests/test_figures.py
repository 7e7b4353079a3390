"""A figure's rows, and the order that is told only where one may be told."""

from dataclasses import replace

import numpy as np
import pytest

import tiny
from rag.answering import figures, wording
from rag.answering.beside import numbers_first, rows_led
from rag.answering.draft import Draft
from rag.answering.entries import by_chance, lay_out
from rag.types import Row
from rag.understanding.question import Question

KIT = tiny.answerer().kit


def cell(trust, number, value, unit="directors"):
    return tiny.part(trust, (number,), value=value, unit=unit)


ASH, BIRCH, CEDAR = cell("ash", 2, 9), cell("birch", 11, 12), cell("cedar", 12, 10.5)


def table(*parts, **more):
    return tiny.entry("board", "figures", parts, **more)


@pytest.mark.parametrize(("parts", "order"), [
    ((ASH, BIRCH, CEDAR), ["birch", "cedar", "ash"]),
    ((ASH, BIRCH), ["birch", "ash"]),
    ((ASH,), []),
    ((ASH, cell("birch", 11, 12, "nurses")), []),  # other units
    ((ASH, cell("birch", 11, "many")), []),  # a word is no number
    ((ASH, cell("birch", 11, True)), []),  # nor is yes
    ((ASH, cell("birch", 11, 0), cell("cedar", 12, None)), ["ash", "birch"]),  # nothing is one
])  # fmt: skip
def test_the_greatest_comes_first_where_an_order_may_be_told(parts, order):
    assert [p.trust for p in figures.in_order(table(*parts), parts)] == order


def test_values_that_may_not_be_compared_have_no_order():
    assert figures.in_order(table(ASH, BIRCH, comparable=False), (ASH, BIRCH)) == []


FORMED = tuple(cell(trust, n, year, "year it was formed") for trust, n, year in (("ash", 2, 2007), ("birch", 11, 2004)))


def test_years_of_the_same_thing_have_an_order_though_the_other_parts_are_of_other_things():
    later = cell("cedar", 12, 3, "years ago (merged)")
    assert [p.trust for p in figures.in_order(table(*FORMED, comparable=False), FORMED)] == ["ash", "birch"]
    assert figures.in_order(table(*FORMED, later, comparable=False), (*FORMED, later)) == []


@pytest.mark.parametrize(("text", "order"), [("who was formed first", ["birch", "ash"]), ("who was formed last", ["ash", "birch"])])
def test_the_earliest_comes_first_unless_the_latest_is_asked_for(text, order):
    asked = Question(text, trusts=("ash", "birch"), rows=True)
    draft = figures.answer(KIT, asked, lay_out(table(*FORMED, comparable=False), asked, tiny.TRUSTS))
    assert [row.trust for row in draft.rows] == order
    told = {"birch": "Birch Royal (2004)", "ash": "Ash General (2007)"}
    first = "latest first" if text.endswith("last") else "earliest first"
    assert draft.heading == f"The board, {first}: {', '.join(told[trust] for trust in order)}."


def answered(entry, *trusts):
    asked = Question("board", trusts=trusts, rows=len(trusts) != 1)
    return figures.answer(KIT, asked, lay_out(entry, asked, tiny.TRUSTS))


def test_a_figure_of_several_trusts_is_a_row_each_with_the_order_in_words():
    draft = answered(table(ASH, BIRCH, silent=["cedar"]))
    assert wording.told(draft, tiny.TAGS) == (
        "The board, from most to least: Birch Royal (12 directors), Ash General (9 directors). The report does not say it of Cedar Health."
    )
    assert [(r.trust, r.value, tiny.texts(r.quotes)) for r in draft.rows] == [
        ("birch", 12, ["Birch began mentoring in 2010."]), ("ash", 9, ["Ash has a board of 12 directors."]), ("cedar", None, []),
    ]  # fmt: skip
    assert (draft.form, draft.status) == ("figures", "partial")
    assert draft.quotes == (*draft.rows[0].quotes, *draft.rows[1].quotes)


def test_to_the_number_of_one_trust_nothing_is_added_where_a_number_alone_is_asked_for():
    part = tiny.part("ash", (2,), value=9)

    def complete(text, part):
        asked = Question(text, trusts=("ash",))
        return figures.answer(KIT, asked, lay_out(table(part, BIRCH), asked, tiny.TRUSTS)).complete

    assert complete("how many sit on the board", part)
    assert not complete("how many sit on the board and what do they do", part)
    assert not complete("who sits on the board", part)
    assert not complete("how many sit on the board", tiny.part("ash", (2,)))


def test_rows_stand_in_the_order_that_is_told_the_least_first_where_that_is_asked():
    asked = Question("who has the fewest on the board", rows=True)
    draft = figures.answer(KIT, asked, lay_out(table(BIRCH, ASH, silent=["cedar"]), asked, tiny.TRUSTS))
    assert [row.trust for row in draft.rows] == ["ash", "birch", "cedar"]
    assert draft.quotes == (*draft.rows[0].quotes, *draft.rows[1].quotes)
    assert "from least to most: Ash General (9 directors), Birch Royal (12 directors)." in wording.told(draft, tiny.TAGS)


def test_a_figure_of_one_trust_is_its_cell():
    draft = answered(table(tiny.part("ash", (2,), (4,), value=9), BIRCH), "ash")
    assert (wording.told(draft, tiny.TAGS), draft.rows, draft.status) == (
        "The board: 2 passages from Ash General, p. 2.",
        (),
        "answered",
    )
    assert tiny.texts(draft.quotes) == ["Ash has a board of 12 directors.", "Nurses run the wards."]
    assert draft.more == ()


def test_the_number_of_one_trust_is_told_and_marked_where_the_first_quotation_states_it():
    draft = answered(table(tiny.part("ash", (2,), (4,), value=12, unit="directors"), BIRCH), "ash")
    assert wording.told(draft, tiny.TAGS).startswith("The board (12 directors): ")
    assert [draft.quotes[0].text[a - draft.quotes[0].start : b - draft.quotes[0].start] for a, b in draft.quotes[0].marks] == [
        "12 directors"
    ]
    elsewhere = answered(table(tiny.part("ash", (4,), (2,), value=12, unit="directors"), BIRCH), "ash")
    assert wording.told(elsewhere, tiny.TAGS).startswith("The board: ")


SECOND = np.where(np.arange(len(tiny.SENTENCES)) == 2, 0.9, 0.0)
"""Chances by which sentence 2 alone answers."""


def test_a_row_with_a_value_is_led_by_the_quotation_that_its_editor_set_first():
    row = Row("ash", (tiny.quote(4), tiny.quote(2)), value=12, unit="directors")
    table = Draft("figures", "answered", "", row.quotes, rows=(row,))
    assert numbers_first(tiny.answerer().kit, Question("How many sit on the board at each?"), table).rows == (row,)
    assert rows_led(tiny.INDEX, table, SECOND).rows == (row,)
    part = tiny.part("ash", (4,), (2,), value=12)
    assert by_chance(part, SECOND) == part
    assert by_chance(replace(part, value=None), SECOND).quotes == ((2,), (4,))


@pytest.mark.parametrize(("text", "first", "told"), [
    ("which trust has over 12 directors", "birch", True),
    ("who has 10.5 directors", "cedar", True),
    ("which has 13 directors", "ash", False),  # nobody
    ("how did 12 directors lead", "ash", False),  # not whose
    ("who has fewer than 12 directors", "ash", False),
    ("who has more than 10.5 directors", "ash", False),  # the report says 10.5, and no more
])  # fmt: skip
def test_whose_number_it_is_stands_alone_and_is_told(text, first, told):
    of_other_units = (ASH, replace(BIRCH, qualifier="more than"), replace(CEDAR, unit="nurses"))
    asked = Question(text, rows=True, everyone=True)
    draft = figures.answer(KIT, asked, lay_out(table(*of_other_units), asked, tiny.TRUSTS))
    assert {quote.trust for quote in draft.quotes} == {first} if told else draft.rows[0].trust == first
    assert bool(draft.rows) is not told
    assert (f"({tiny.TAGS.trust_name(first)}: " in draft.heading and draft.heading.count(":") == 1) is told


def test_of_two_with_the_number_none_is_told():
    asked = Question("which have 12 directors", rows=True, everyone=True)
    two = (replace(ASH, value=12), BIRCH)
    draft = figures.answer(KIT, asked, lay_out(table(*two), asked, tiny.TRUSTS))
    assert draft.rows[0].trust == "ash"
