"""Where it is asked of whom something is so, or not so, a row is quoted only for the very thing."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

import tiny
from rag.answering import very_thing
from rag.answering.rows import FAINT
from rag.answering.very_thing import HAS_IT, IF_NOT, NEIGHBOUR, on_the_very_thing
from rag.types import Row
from test_rows import KIT, MAY, MENTORING, NURSES, asked, chances, draft, quoted

BOTH = draft(("ash", NURSES), ("birch", MENTORING))


@pytest.fixture
def laid(monkeypatch):
    """The draft, the judge of rows told of each sentence how likely it answers."""

    def of(made, text="which trusts have mentoring", *, judge=True, entries=None, **told):
        table = {int(name[1:]): value for name, value in told.items()}
        own = {t: [n for n in KIT.members[t].tolist() if n in table] for t in tiny.TRUSTS}
        rows = SimpleNamespace(of=lambda trust: (own[trust], np.array([table[n] for n in own[trust]])))
        monkeypatch.setattr(very_thing, "Rows", lambda *_: rows)
        believes = SimpleNamespace(chances=lambda features: features) if judge else None
        trace = SimpleNamespace(chosen="find", route=True, judged=(SimpleNamespace(chances=chances(s4=0.9), themes=()),))
        return on_the_very_thing(KIT, SimpleNamespace(entries=entries or {}), believes, asked(text), made, trace)

    return of


@pytest.mark.parametrize(
    ("text", "ash", "left"),
    [
        ("which trusts have mentoring", NEIGHBOUR - 0.01, ["birch"]),
        ("which trusts have mentoring", NEIGHBOUR, ["ash", "birch"]),
        ("which trusts do not have mentoring", IF_NOT - 0.01, ["birch"]),
        ("which trusts do not have mentoring", IF_NOT, ["ash", "birch"]),
        ("how does each trust pay for mentoring", 0.0, ["ash", "birch"]),  # another may tell it otherwise
        ("which trusts have the most mentoring", 0.0, ["ash", "birch"]),  # it ranks
    ],
)
def test_a_neighbour_of_the_thing_answers_nothing_where_it_is_asked_of_whom_it_is_so(laid, text, ash, left):
    found = laid(BOTH, text, s4=ash, s11=0.9)
    assert quoted(found) == left
    assert bool(found.rows[0].silence) is ("ash" not in left)
    assert (tiny.quote(NURSES) in found.more) is ("ash" not in left)


def test_it_does_not_where_no_row_surely_has_the_thing_or_nobody_judges(laid):
    assert laid(BOTH, s4=0.0, s11=HAS_IT - 0.01) is BOTH
    assert laid(BOTH, judge=False, s4=0.0, s11=0.9) is BOTH
    alone = draft(("ash", NURSES), ("birch",))
    assert laid(alone, s4=0.0) is alone  # no row has the word


def test_a_value_stands_where_nothing_else_is_in_its_row(laid):
    made = replace(BOTH, rows=(replace(BOTH.rows[0], value=5, unit="days"), BOTH.rows[1]))
    assert quoted(laid(made, "which trusts do not have mentoring", s4=0.0, s11=0.9)) == ["ash", "birch"]


def test_of_whom_it_is_not_a_row_keeps_what_is_on_the_thing_alone(laid):
    row = Row("birch", (replace(tiny.quote(NURSES), trust="birch"), tiny.quote(MENTORING)), value=5, unit="days")
    made = replace(BOTH, rows=(row,), quotes=row.quotes)
    found = laid(made, "which trusts do not have mentoring", s11=0.9)
    assert found.rows == (Row("birch", (tiny.quote(MENTORING),)),)  # the value went with the other
    assert laid(made, s11=0.9) is made
    assert quoted(laid(draft(("ash", NURSES), ("birch", MENTORING)), "who has no mentoring", s4=0.9, s11=FAINT - 0.01))


def test_of_whom_it_is_not_what_is_folded_fills_a_row_that_has_the_thing(laid):
    made = draft(("ash", NURSES), ("birch",), more=(MENTORING,))
    text = "which trusts do not have wards"
    assert quoted(laid(made, text, s4=0.9, s11=HAS_IT)) == ["ash", "birch"]
    assert quoted(laid(made, text, s4=0.9, s11=HAS_IT - 0.01)) == ["ash"]
    assert quoted(laid(made, "which trusts have wards", s4=0.9, s11=HAS_IT)) == ["ash"]
    whole = draft(("ash", NURSES), ("cedar",), more=(MAY,))
    named = replace(whole, more=(replace(tiny.quote(NURSES), trust="cedar"),))
    assert quoted(laid(named, text, s4=0.9)) == ["ash", "cedar"]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("all three: mentoring", True),
        ("mentoring at all three trusts", True),
        ("all three: mentoring and consultants", True),
        ("all three: what do mentoring and consultants do", False),
        ("all three: mentoring of nurses", False),
        ("what helps with mentoring at all three", False),
        ("all three", False),
    ],
)
def test_a_thing_is_named_alone(laid, text, alone):
    assert quoted(laid(BOTH, text, s4=0.0, s11=0.9)) == (["birch"] if alone else ["ash", "birch"])


def test_a_row_whose_value_is_of_a_neighbour_is_led_by_the_thing_without_it(laid):
    valued = draft(("birch", NURSES, MENTORING), value=4)
    found = laid(valued, "which trust has mentoring and how many", s4=0.9, s11=0.9)
    assert (tiny.texts(found.rows[0].quotes)[0], found.rows[0].value) == ("Birch began mentoring in 2010.", None)
    own = draft(("birch", MENTORING, NURSES), value=4)
    assert laid(own, "which trust has mentoring and how many", s4=0.9, s11=0.9).rows[0].value == 4


@pytest.mark.parametrize(("title", "left"), [("Mentoring", ["ash", "birch"]), ("Mentoring of nurses", ["birch"])])
def test_the_rows_of_a_title_that_is_asked_stay(laid, title, left):
    entries = {"find": SimpleNamespace(title=title)}
    assert quoted(laid(BOTH, "all three: mentoring", s4=0.0, s11=0.9, entries=entries)) == left
