"""Rows that nobody asked for are empty where nothing answers, and a row shows what likely answers before what hardly does."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

import tiny
from rag.answering.by_row import (
    AT_LEAST,
    LIKELY,
    MAY,
    OF_IT,
    OF_LIKELY,
    READ,
    SURE_OF_IT,
    _is_item,
    by_another,
    by_row,
    in_full,
    said_of_each,
    where_unsure,
    with_its_own,
    with_the_likeliest,
    without_the_idle,
)
from rag.answering.entries import NOTHING
from rag.answering.near import PROBABLE
from test_rows import BOARD, KIT, MENTORING, NURSES, asked, chances, draft, quoted


def trace(near, chosen="find"):
    return SimpleNamespace(chosen=chosen, route=None, judged=(SimpleNamespace(chances=near, themes=()),))


def test_of_rows_that_nobody_asked_for_those_that_answer_nothing_are_empty():
    found = replace(draft(("ash", NURSES), ("birch", MENTORING)), form="compare")
    request = replace(asked("who listens"), rows=False, everyone=False)
    rivals = SimpleNamespace(entries={})
    laid = by_row(KIT, None, rivals, None, request, found, trace(chances(s4=0.9, s11=0.01)))
    assert (laid.rows, laid.quotes) == ((), (tiny.quote(NURSES),))  # one row is no table
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


@pytest.mark.parametrize(
    ("item", "whole", "read", "row"),
    [
        (True, NOTHING, True, [BOARD, NURSES]),
        (True, NOTHING - 0.01, True, [NURSES]),  # the judge finds that it answers nothing
        (True, NOTHING, False, [NURSES]),  # no editor chose it
        (False, NOTHING, True, [NURSES]),  # a whole sentence tells what was done
    ],
)
def test_a_row_of_list_items_is_led_by_whole_sentences(monkeypatch, item, whole, read, row):
    monkeypatch.setattr("rag.answering.by_row._is_item", lambda quote: item and quote.text == tiny.quote(NURSES).text)
    entry = tiny.entry("boards", "topic", (tiny.part("ash", (BOARD,) if read else (NURSES,)),))
    rivals = SimpleNamespace(entries={"boards": entry})
    made = draft(("ash", NURSES), more=(BOARD,))
    assert shown(in_full(KIT, rivals, asked(), made, trace(chances(s2=whole), "boards"))) == row
    assert in_full(KIT, rivals, asked(), made, trace(chances(s2=whole))) is made


def test_an_item_begins_in_the_midst_of_a_sentence():
    assert _is_item(replace(tiny.quote(NURSES), text="learning from others"))
    assert not _is_item(tiny.quote(NURSES))


@pytest.mark.parametrize(
    ("share", "told", "silent", "row"),
    [
        (PROBABLE, MAY, (), [NURSES, 0]),
        (PROBABLE - 0.01, MAY, (), [0]),
        (PROBABLE, MAY - 0.01, (), [0]),
        (PROBABLE, MAY, ("ash",), [0]),  # an editor found it silent
    ],
)
def test_what_is_said_of_all_stands_behind_what_some_editor_read_of_its_own(monkeypatch, share, told, silent, row):
    near, chosen = tiny.entry("near", "topic", (tiny.part("ash", (NURSES,)),)), tiny.entry("wards", "topic", silent=silent)
    rivals = SimpleNamespace(entries={"near": near, "wards": chosen})
    routed = SimpleNamespace(entries=lambda: {"near": share})
    monkeypatch.setattr("rag.answering.by_row.Rows", lambda *_: SimpleNamespace(of=lambda _: ([NURSES], np.array([told]))))
    judge = SimpleNamespace(chances=lambda features: features)
    seen = SimpleNamespace(chosen="wards", route=routed, judged=(SimpleNamespace(chances=chances(), themes=()),))
    request = asked("which wards are there at each trust")
    made = draft(("ash", 0))
    assert shown(by_another(KIT, rivals, judge, request, made, seen)) == row
    assert by_another(KIT, rivals, None, request, made, seen) is made
    assert by_another(KIT, rivals, judge, request, draft(("ash", BOARD)), seen).rows == draft(("ash", BOARD)).rows


def routed(near):
    return SimpleNamespace(chosen="visits", route=SimpleNamespace(), judged=(SimpleNamespace(chances=near, themes=()),))


def shown(made):
    return [next(s.index for s in KIT.index.sentences if s.text == q.text) for q in made.rows[0].quotes]


@pytest.mark.parametrize(
    ("shown_chance", "folded", "share", "other", "row"),
    [
        (0.4, 0.4 * OF_IT, 0.0, 0.0, [NURSES]),
        (0.4, 0.4 * OF_IT - 0.01, 0.0, 0.0, []),  # by far less likely than what is shown
        (0.1, AT_LEAST - 0.01, 0.0, 0.0, []),
        (SURE_OF_IT, 0.7, 0.0, 0.0, []),  # what is shown surely answers
        (0.4, 0.4, READ, READ, []),  # its editor found nothing of it
        (0.4, 0.4, READ, READ + 0.01, [NURSES]),  # but another subject is likelier
    ],
)
def test_where_nothing_surely_answers_a_row_shows_what_is_folded_and_has_the_rarest_word(shown_chance, folded, share, other, row):
    found = tiny.entry("x", "topic", (), silent=("ash",))
    rivals = SimpleNamespace(entries={"x": found}, share=lambda *_: share, subjects=lambda _: [(found, other)])
    made = draft(("birch", MENTORING), ("ash",), more=(NURSES,))
    asked_of = trace(chances(s11=shown_chance, s4=folded), "x")
    asked_of.route = SimpleNamespace(entries=lambda: {"x": share})
    laid = where_unsure(KIT, rivals, asked("which wards are there at each trust"), made, asked_of)
    assert [KIT.index.sentences.index(s) for s in KIT.index.sentences if s.text in [q.text for q in laid.rows[1].quotes]] == row


def test_what_is_of_no_member_and_hardly_answers_is_folded_beside_rows():
    made = draft(("ash", NURSES), ("birch", MENTORING))
    general = tiny.quote(1)
    made = replace(made, quotes=(general, *made.quotes))
    rivals = SimpleNamespace(entries={})
    laid = without_the_idle(KIT, rivals, asked(), made, trace(chances(s1=LIKELY - 0.01)))
    assert general not in laid.quotes
    assert general in laid.more
    assert general in without_the_idle(KIT, rivals, asked(), made, trace(chances(s1=LIKELY))).quotes
    question = replace(general, text="Do your nurses run wards?")  # tells of nobody
    laid = without_the_idle(KIT, rivals, asked(), replace(made, quotes=(question, *made.quotes[1:])), trace(chances(s1=LIKELY)))
    assert question in laid.more


@pytest.mark.parametrize(
    ("text", "silent", "read", "row"),
    [
        ("which trusts are visited", (), (), [0]),
        ("which trusts are visited", ("ash",), (), []),  # an editor found nothing of it
        ("which trusts are visited", ("ash",), (0,), [0]),  # but what is said of all
        ("which trusts are visited", ("birch",), (), [0]),  # of another
        ("how many sites has each trust", (), (), [0]),
        ("how often is each trust visited", (), (), []),  # that is not told
    ],
)
def test_a_row_that_has_only_what_is_said_of_all_is_silent_where_that_is_no_answer(text, silent, read, row):
    entry = tiny.entry("visits", "topic", [tiny.part(None, read)] if read else (), silent)
    rivals = SimpleNamespace(entries={"visits": entry}, share=lambda *_: READ)
    made = draft(("ash", 0), ("birch", MENTORING))
    found = said_of_each(KIT, rivals, asked(text), made, routed(chances()))
    assert shown(found) == row
    assert found.rows[1].quotes
    unsure = SimpleNamespace(entries={"visits": entry}, share=lambda *_: READ - 0.01)
    assert shown(said_of_each(KIT, unsure, asked(text), made, routed(chances()))) == ([0] if "often" not in text else [])
    assert said_of_each(KIT, rivals, asked(text), draft(("ash", NURSES)), routed(chances())).rows[0].quotes
