"""Each row of a comparison answers for its trust, or is silent."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

import tiny
from rag.answering import rows
from rag.answering.draft import Draft
from rag.answering.rows import earned_rows, emptied
from rag.render.text import silence
from rag.types import Row
from rag.understanding.question import Question

KIT = tiny.answerer().kit
BOARD, NURSES, SAYS, MENTORING, MAY = 2, 4, 5, 11, 12


def chances(**sure):
    """Of every sentence 0, but those named: ``s4=0.9``."""
    made = np.zeros(len(tiny.SENTENCES))
    for name, value in sure.items():
        made[int(name[1:])] = value
    return made


def draft(*trusts_rows, more=(), beside=(), **fields):
    made = tuple(Row(trust, tuple(map(tiny.quote, quoted)), **fields) for trust, *quoted in trusts_rows)
    shown = tuple(q for row in made for q in row.quotes)
    return Draft("topic", "answered", "", shown, tuple(map(tiny.quote, more)), made, beside=tuple(map(tiny.quote, beside)))


THREE = draft(("ash", NURSES), ("birch", MENTORING), ("cedar", MAY))


def asked(text="which trusts listen", **fields):
    return Question(text, rows=True, everyone=True, **fields)


def quoted(found):
    return [row.trust for row in found.rows if row.quotes]


@pytest.mark.parametrize(
    ("sure", "fields", "chosen", "left"),
    [
        ({"s4": 0.9, "s11": 0.17, "s12": 0.17}, {}, (), ["ash"]),  # below 0.2 and a fifth of 0.9
        ({"s4": 0.9, "s11": 0.17, "s12": 0.17}, {}, ("birch",), ["ash", "birch"]),  # an editor's, for what is surely meant
        (
            {"s4": 0.9, "s11": 0.17, "s12": 0.01},
            {"trusts": ("ash", "birch", "cedar")},
            (),
            ["ash", "birch"],
        ),  # who is named is owed one
        ({"s4": 0.5, "s11": 0.11, "s12": 0.3}, {}, (), ["ash", "birch", "cedar"]),  # more than a fifth of the best
        ({"s4": 0.0}, {}, (), ["ash", "birch", "cedar"]),  # the judge knows none of them
        ({"s4": rows.FAINT - 0.01, "s11": 0.001}, {}, (), ["ash", "birch", "cedar"]),  # nor much of any
        ({"s4": rows.FAINT, "s11": 0.001, "s12": 0.09}, {}, (), ["ash", "cedar"]),
    ],
)
def test_a_row_far_behind_the_best_one_is_silent_and_its_quotation_folded(sure, fields, chosen, left):
    found = emptied(KIT, asked("what is said of listening", **fields), THREE, chances(**sure), chosen)
    assert quoted(found) == left
    assert {q.trust for q in found.quotes} == set(left)
    assert {q.trust for q in found.more} == {"ash", "birch", "cedar"} - set(left)
    assert found.status == ("answered" if len(left) == 3 else "partial")
    assert all(row.silence for row in found.rows if row.trust not in left)


def test_a_row_without_the_rarest_word_that_another_has_is_silent_unless_it_comes_near(monkeypatch):
    monkeypatch.setattr(rows, "FAR", 0.0)
    request = asked("which trusts have mentoring")
    assert quoted(emptied(KIT, request, THREE, chances(s4=0.4, s11=0.9, s12=0.5), ())) == ["birch", "cedar"]
    nobody_has_it = draft(("ash", NURSES), ("cedar", MAY))
    assert quoted(emptied(KIT, request, nobody_has_it, chances(s4=0.4, s12=0.9), ())) == ["ash", "cedar"]
    monkeypatch.setattr(rows, "RARE", 0.0)  # no word is rare
    assert quoted(emptied(KIT, request, THREE, chances(s4=0.4, s11=0.9, s12=0.5), ())) == ["ash", "birch", "cedar"]


def test_what_is_said_of_all_stands_in_the_place_of_one_without_the_word_only_where_it_has_it(monkeypatch):
    monkeypatch.setattr(rows, "FAR", 0.0)
    monkeypatch.setattr(rows, "of_all", lambda _kit, _asked, row, general: replace(row, quotes=tuple(general)))
    made = draft(("ash", BOARD), ("birch", MENTORING))
    for said, left in ((0, ["birch"]), (MENTORING, ["ash", "birch"])):
        general = replace(tiny.quote(said), trust=None)
        found = emptied(
            KIT, asked("which trusts have mentoring"), replace(made, quotes=(general, *made.quotes)), chances(s2=0.3, s11=0.9), ()
        )
        assert quoted(found) == left


def test_a_folded_quotation_that_has_the_word_takes_the_place_of_one_that_has_not(monkeypatch):
    monkeypatch.setattr(rows, "FAR", 0.0)
    monkeypatch.setattr(rows, "RARE", 0.2)  # nurses stand in two of thirteen sentences
    made = draft(("ash", BOARD), ("ash-like", SAYS), more=(NURSES,))
    made = replace(made, rows=(made.rows[0], replace(made.rows[1], trust="birch")))
    found = emptied(KIT, asked("which trusts have nurses"), made, chances(s2=0.3, s5=0.9, s4=0.1), ())
    assert tiny.texts(found.rows[0].quotes) == ["Nurses run the wards."]
    assert tiny.quote(BOARD) in found.more
    assert tiny.quote(NURSES) not in found.more


def test_a_value_that_an_editor_read_stands():
    made = replace(THREE, rows=(*THREE.rows[:2], replace(THREE.rows[2], value=5, unit="days")))
    assert quoted(emptied(KIT, asked(), made, chances(s4=0.9, s11=0.1, s12=0.0), ())) == ["ash", "cedar"]


def test_a_row_without_the_time_that_is_asked_for_is_silent(monkeypatch):
    monkeypatch.setattr(rows, "FAR", 0.0)
    made = draft(("ash", NURSES), ("birch", MENTORING))
    when = asked("since when does each trust")
    assert quoted(emptied(KIT, when, made, chances(s4=0.7, s11=0.9), ("ash",))) == ["birch"]  # 0.7 < 0.8 × 0.9
    assert quoted(emptied(KIT, when, made, chances(s4=0.8, s11=0.9), ("ash",))) == ["ash", "birch"]


def test_what_no_longer_stands_in_a_row_does_not_stand_beside_it():
    made = draft(("ash", NURSES), ("birch", MENTORING), beside=(MENTORING,))
    assert emptied(KIT, asked(), made, chances(s4=0.9, s11=0.1), ()).beside == ()


def test_a_row_without_the_name_that_is_asked_for_is_silent_however_near_it_comes(monkeypatch):
    monkeypatch.setattr(rows, "is_name", lambda _, word: word == "mentoring")
    near = chances(s4=0.8, s11=0.9)
    made = draft(("ash", NURSES), ("birch", MENTORING))
    assert quoted(emptied(KIT, asked("which trusts have mentoring"), made, near, ("ash",))) == ["birch"]
    one_of_several = asked("which trusts have mentoring or the like")
    assert quoted(emptied(KIT, one_of_several, made, near, ("ash",))) == ["ash", "birch"]


def test_what_is_said_of_all_alone_is_what_is_said_of_each(monkeypatch):
    """Whether it is said of all is another's matter."""
    monkeypatch.setattr(rows, "of_each", lambda _, general: tuple(general))
    every = Draft("compare", "partial", "", (tiny.quote(0),), (), tuple(KIT.silence(t, ("sites",)) for t in tiny.TRUSTS))
    trace = SimpleNamespace(chosen="find", route=None, judged=(SimpleNamespace(chances=chances(s0=0.9), themes=()),))
    found = earned_rows(KIT, SimpleNamespace(entries={}), None, asked(), every, trace)
    assert [tiny.texts(row.quotes) for row in found.rows] == [["The study visited three sites."]] * 3
    assert found.status == "answered"
    one = replace(every, rows=(Row("ash", (tiny.quote(NURSES),)), *every.rows[1:]), quotes=(tiny.quote(0), tiny.quote(NURSES)))
    trace.judged[0].chances = chances(s0=0.9, s4=0.9)
    assert quoted(earned_rows(KIT, SimpleNamespace(entries={}), None, asked(), one, trace)) == ["ash"]


def test_places_of_a_word_and_refusals_are_left_as_they_are():
    trace = SimpleNamespace(chosen="mention", route=None, judged=(SimpleNamespace(chances=chances(s4=0.9)),))
    assert earned_rows(KIT, SimpleNamespace(entries={}), None, asked(), THREE, trace) is THREE


def test_an_empty_row_knows_how_much_is_folded_of_its_trust():
    made = draft(("ash", NURSES), ("birch",), ("cedar",), more=(MENTORING, BOARD))
    found = rows.with_folded(made)
    assert [row.folded for row in found.rows] == [0, 1, 0]  # of Ash, which is quoted, it does not matter
    assert silence(found.rows[1], tiny.TAGS) == "Nothing plainly answers it; 1 passage that comes near is folded below."
    assert rows.with_folded(THREE) is THREE


@pytest.mark.parametrize(
    ("form", "text", "left"),
    [
        ("digest", "how do the trusts listen", ["ash", "birch", "cedar"]),
        ("digest", "which trusts listen", ["ash"]),
        ("topic", "how do the trusts listen", ["ash"]),
        ("digest", "each trust in a nutshell", ["ash", "birch", "cedar"]),
    ],
)
def test_what_an_editor_chose_as_the_sum_of_a_thing_stands_where_it_is_asked_broadly(form, text, left):
    trace = SimpleNamespace(chosen="find", route=None, judged=(SimpleNamespace(chances=chances(s4=0.9), themes=()),))
    found = earned_rows(KIT, SimpleNamespace(entries={}), None, asked(text), replace(THREE, form=form), trace)
    assert quoted(found) == left


def test_what_an_editor_read_for_what_is_asked_need_not_say_its_rarest_word(monkeypatch):
    monkeypatch.setattr(rows, "FAR", 0.3)
    request, told = asked("which trusts have mentoring"), chances(s4=0.2, s11=0.9, s12=0.4)
    assert quoted(emptied(KIT, request, THREE, told, ())) == ["birch"]
    assert quoted(emptied(KIT, request, THREE, told, (), {"ash": frozenset({NURSES})})) == ["ash", "birch"]
    assert quoted(emptied(KIT, request, THREE, told, (), {"ash": frozenset({BOARD})})) == ["birch"]  # he read something else
    nothing = chances(s4=0.01, s11=0.9, s12=0.4)
    assert quoted(emptied(KIT, request, THREE, nothing, (), {"ash": frozenset({NURSES})})) == ["birch"]


@pytest.mark.parametrize(("likely", "left"), [(rows.HOPELESS, ["ash"]), (rows.HOPELESS - 0.01, [])])
def test_a_row_that_an_editor_chose_is_emptied_only_where_it_is_hopeless(likely, left):
    judge = SimpleNamespace(chances=lambda told: np.array(told, float))
    known = SimpleNamespace(of=lambda trust: ([NURSES], [likely]) if trust == "ash" else ([MENTORING], [0.9]))
    made = draft(("ash", NURSES), ("birch", MENTORING))
    assert quoted(rows.judged(KIT, judge, known, asked(), made, ("ash",), ())) == [*left, "birch"]


@pytest.mark.parametrize(("form", "likely", "left"), [("digest", rows.HOPELESS, True), ("digest", rows.HOPELESS - 0.01, False),
    ("topic", rows.FAINT, True), ("topic", rows.FAINT - 0.01, False)])  # fmt: skip
def test_a_row_of_what_sums_up_is_emptied_only_where_it_is_hopeless(form, likely, left):
    judge = SimpleNamespace(chances=lambda told: np.array(told, float))
    known = SimpleNamespace(of=lambda trust: ([NURSES], [likely]) if trust == "ash" else ([MENTORING], [0.9]))
    made = replace(draft(("ash", NURSES), ("birch", MENTORING)), form=form)
    assert quoted(rows.judged(KIT, judge, known, asked(), made, (), ())) == ([*["ash"][: int(left)], "birch"])


@pytest.mark.parametrize(("text", "left"), [
    ("which trusts have mentoring, and since when", ["ash", "birch"]),
    ("which trusts have mentoring and how long", ["ash", "birch"]),
    ("since when does each trust", ["birch"]),
])  # fmt: skip
def test_what_is_asked_on_of_empties_no_row_that_answers_what_is_asked_first(monkeypatch, text, left):
    monkeypatch.setattr(rows, "FAR", 0.0)
    monkeypatch.setattr(rows, "UNNAMED", 0.0)
    made = draft(("ash", NURSES), ("birch", MENTORING))
    assert quoted(emptied(KIT, asked(text), made, chances(s4=0.7, s11=0.9), ())) == left
    judge = SimpleNamespace(chances=lambda told: np.array(told, float))
    known = SimpleNamespace(of=lambda trust: ([NURSES], [0.0]) if trust == "ash" else ([MENTORING], [0.9]))
    assert quoted(rows.judged(KIT, judge, known, asked(text), made, ("ash",), ())) == left
