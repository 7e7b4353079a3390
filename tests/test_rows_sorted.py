"""What of a row is seen: what answers, an editor's choice first, and the sentence behind it that answers as well."""

from types import SimpleNamespace

import numpy as np
import pytest

import tiny
from rag.answering.rows import _denied, editors_first, sorted_out
from rag.understanding.route import Route
from test_rows import BOARD, KIT, MAY, MENTORING, NURSES, asked, chances, draft

MONTHLY = 3
JUDGE = SimpleNamespace(chances=lambda told: np.array(told, float))


def sorted_as(made, sure=(), request="which trusts listen", chosen=(), **told):
    """The draft where the judge of rows finds ``told``, and the other judge ``sure``."""
    own = {int(name[1:]): value for name, value in told.items()}

    def of(trust):
        there = [int(n) for n in KIT.members[trust]]
        return there, [own.get(n, 0.0) for n in there]

    return sorted_out(KIT, JUDGE, SimpleNamespace(of=of), asked(request), made, chances(**dict(sure)), chosen)


def texts(made):
    return {row.trust: list(tiny.texts(row.quotes)) for row in made.rows}


@pytest.mark.parametrize(("told", "sure", "left"), [
    ({"s2": 0.9, "s4": 0.24}, {}, [BOARD]),
    ({"s2": 0.9, "s4": 0.26}, {}, [BOARD, NURSES]),  # it likely enough answers
    ({"s2": 0.9, "s4": 0.0}, {"s4": 0.1}, [BOARD, NURSES]),  # by the other judge
    ({"s2": 0.6, "s4": 0.19}, {}, [BOARD, NURSES]),  # three tenths of 0.6
    ({"s2": 0.4, "s4": 0.0}, {}, [BOARD, NURSES]),  # it knows none of them
])  # fmt: skip
def test_what_hardly_answers_beside_what_does_is_folded(told, sure, left):
    found = sorted_as(draft(("ash", BOARD, NURSES)), sure.items(), **told)
    assert texts(found)["ash"] == [tiny.quote(n).text for n in left]
    assert {q.start for q in found.more} == {tiny.quote(n).start for n in (BOARD, NURSES) if n not in left}


def test_what_alone_has_a_word_of_the_request_stands():
    made = draft(("ash", BOARD, NURSES))
    assert sorted_as(made, request="which trusts have a board and wards", s2=0.9) == made
    assert len(texts(sorted_as(made, request="which trusts have a board and budgets", s2=0.9))["ash"]) == 1


def test_what_surely_answers_is_seen_while_the_row_has_room():
    folded = draft(("ash", BOARD), more=(NURSES, MENTORING))
    assert texts(sorted_as(folded, s2=0.9, s4=0.5))["ash"] == [tiny.quote(BOARD).text, tiny.quote(NURSES).text]
    assert texts(sorted_as(folded, s2=0.9, s4=0.49))["ash"] == [tiny.quote(BOARD).text]
    full = draft(("ash", BOARD, MONTHLY), more=(NURSES,))
    assert len(texts(sorted_as(full, s2=0.9, s3=0.9, s4=0.9))["ash"]) == 2


def test_an_editors_value_and_what_is_said_of_all_stand():
    assert sorted_as(draft(("ash", BOARD, NURSES)), chosen=("ash",), s2=0.9) == draft(("ash", BOARD, NURSES))
    valued = draft(("ash", BOARD, NURSES), value=12, unit="directors")
    assert sorted_as(valued, s2=0.9) == valued
    empty = draft(("ash",), more=(NURSES,))
    assert sorted_as(empty, s4=0.9) == empty


def test_a_quotation_goes_on_where_the_next_sentence_leans_on_it_and_answers():
    made = draft(("ash", BOARD))
    both = "Ash has a board of 12 directors. They meet monthly."
    assert texts(sorted_as(made, {"s3": 0.2}.items(), s2=0.9, s3=0.1))["ash"] == [both]
    assert texts(sorted_as(made, {"s3": 0.19}.items(), s2=0.9, s3=0.1))["ash"] == [tiny.quote(BOARD).text]
    assert texts(sorted_as(made, {"s3": 0.2}.items(), s2=0.9, s3=0.09))["ash"] == [tiny.quote(BOARD).text]
    leans_on_nothing = draft(("ash", MONTHLY))
    assert texts(sorted_as(leans_on_nothing, {"s4": 0.9}.items(), s3=0.9, s4=0.4))["ash"] == [tiny.quote(MONTHLY).text]


def test_a_row_of_what_was_found_beside_it_is_led_by_its_editors_choice():
    entry = tiny.entry("board", "topic", (tiny.part("ash", (BOARD,)), tiny.part("birch", (MENTORING,))))
    found = editors_first(KIT, draft(("ash", NURSES), ("birch", MENTORING), ("cedar", MAY), more=(BOARD,)), entry)
    assert texts(found)["ash"] == [tiny.quote(BOARD).text, tiny.quote(NURSES).text]
    assert texts(found)["birch"] == [tiny.quote(MENTORING).text]
    own = draft(("ash", BOARD), more=(NURSES,))
    assert editors_first(KIT, own, entry) == own
    nothing_folded = draft(("ash", NURSES))
    assert editors_first(KIT, nothing_folded, entry) == nothing_folded


def test_an_editor_denies_a_member_only_on_the_same_subject_and_where_it_is_nearly_as_likely():
    chosen = tiny.entry("board", "digest", (tiny.part("ash", (BOARD,)),))
    other = tiny.entry("heads", "figures", (tiny.part("birch", (MENTORING,)),), silent=("ash",), subject=chosen.subject)
    away = tiny.entry("away", "figures", (), silent=("cedar",), subject="away")

    def denied(share):
        route = Route(("board", "heads", "away", "find"), np.array([0.4, share, 0.4, 0.2 - share], np.float32))
        rivals = SimpleNamespace(entries={"board": chosen, "heads": other, "away": away})
        return _denied(rivals, chosen, SimpleNamespace(route=route))

    assert denied(0.2) == {"ash"}
    assert denied(0.19) == set()
