"""What is asked of money is not answered by what is only near it."""

from dataclasses import replace

import pytest

import tiny
from rag.answering.money import pays


@pytest.mark.parametrize("typed", ["who pays for that", "what does it cost"])
def test_who_pays_is_not_answered_by_what_is_near(typed):
    assert not pays(typed, [tiny.quote(4)])
    assert pays("who leads that", [tiny.quote(4)])


@pytest.mark.parametrize(("said", "paid"), [
    ("They receive an allowance.", True), ("Each is paid for a session.", True), ("Much money is invested in training.", False),
])  # fmt: skip
def test_extra_pay_is_no_money_that_is_invested(said, paid):
    assert pays("do they get extra money for it", [replace(tiny.quote(4), text=said)]) is paid


@pytest.mark.parametrize(("typed", "told"), [
    ("which trust pays its clinical directors extra", True), ("where do they pay people for leading", True),
    ("which body paid for the course", False),
])  # fmt: skip
def test_who_pays_people_is_answered_by_what_they_get(typed, told):
    assert pays(typed, [replace(tiny.quote(4), text="They receive an allowance.")]) is told


@pytest.mark.parametrize(("said", "told"), [
    ("Of it £2 million is for nursing.", True), ("Its budget is £400 million.", False), ("Nursing is well funded.", False),
])  # fmt: skip
def test_a_whole_budget_tells_nothing_of_what_of_it_goes_on_a_thing(said, told):
    assert pays("how much of it goes on nursing", [replace(tiny.quote(4), text=said)]) is told
