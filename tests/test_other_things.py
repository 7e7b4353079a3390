"""Of several things that a request lists, those of which the chosen answer has nothing are told, too."""

from types import SimpleNamespace

import pytest

import tiny
from rag.answering.other_things import listed, with_other_things
from test_rows import BOARD, KIT, MAY, MENTORING, NURSES, asked, chances, draft

ENTRY = tiny.entry("board", "topic", (tiny.part("ash", (BOARD,)), tiny.part("cedar", (MAY,))))


def told(request, made, sure=(), knows=("directors", "board"), chosen="board"):
    """Rows of the answer to a request, where the editor of the entry thought of what he ``knows``."""
    rivals = SimpleNamespace(entries={"board": ENTRY}, knows=lambda _, words: not set(words).isdisjoint(knows))
    trace = SimpleNamespace(chosen=chosen, judged=(SimpleNamespace(chances=chances(**dict(sure))),))
    return {row.trust: tiny.texts(row.quotes) for row in with_other_things(KIT, rivals, asked(request), made, trace).rows}


def texts(*numbers):
    return [tiny.quote(n).text for n in numbers]


LISTS = "which trusts have directors, wards or mentoring"


@pytest.mark.parametrize(
    ("request_", "things"),
    [
        (LISTS, [("directors",), ("wards",), ("mentoring",)]),
        ("directors, wards and mentoring at each trust", [("directors",), ("wards",), ("mentoring",)]),
        ("directors / mentoring at each trust", [("directors",), ("mentoring",)]),
        ("which trusts have mentoring or a crèche", [("mentoring",)]),
        ("mentoring for directors and wards or budgets", [("mentoring", "directors", "wards"), ("budgets",)]),
        ("what do directors and wards do at each trust", []),  # of both, not of any
        ("directors and wards at each trust", [("directors",), ("wards",)]),  # it names both and says nothing else
        ("which trusts have mentoring", []),
    ],
)
def test_a_request_lists_things(request_, things):
    assert listed(KIT, asked(request_)) == things


def test_a_row_is_told_of_the_thing_of_which_the_editor_did_not_think():
    made = draft(("ash", BOARD), ("birch",))
    assert told(LISTS, made, {"s4": 0.08, "s11": 0.3}.items()) == {"ash": texts(BOARD, NURSES), "birch": texts(MENTORING)}
    assert told(LISTS, made, {"s4": 0.07, "s11": 0.29}.items()) == {"ash": texts(BOARD), "birch": []}  # beside the point
    knows = ("directors", "wards", "mentoring")
    assert told(LISTS, made, {"s4": 0.9, "s11": 0.9}.items(), knows) == {"ash": texts(BOARD), "birch": []}
    assert told(LISTS, made, {"s11": 0.3}.items(), chosen="find")["birch"] == texts(MENTORING)
    assert told(LISTS, made, {"s11": 0.3}.items(), chosen="refusal")["birch"] == []


def test_of_two_things_that_are_named_alone_each_has_its_places():
    made = draft(("ash", BOARD), ("birch",))
    assert told("directors and mentoring at each trust", made, {"s11": 0.08}.items())["birch"] == texts(MENTORING)
    assert told("directors and mentoring at each trust", made, {"s11": 0.07}.items())["birch"] == []
    assert told("which trusts have directors or mentoring", made, {"s11": 0.08}.items())["birch"] == []


def test_an_empty_row_has_what_its_editor_chose_if_it_holds_one_of_the_things():
    request = "which trusts have directors or consultants"
    made = draft(("ash", BOARD), ("cedar",))
    assert told(request, made, {"s12": 0.1}.items(), ("consultants",))["cedar"] == texts(MAY)
    assert told(request, made, {"s12": 0.09}.items(), ("consultants",))["cedar"] == []


def test_values_a_full_row_and_what_the_row_has_already_stand():
    full = draft(("ash", BOARD, 3))
    assert told(LISTS, full, {"s4": 0.9}.items())["ash"] == texts(BOARD, 3)
    valued = draft(("ash", BOARD), value=12)
    assert told(LISTS, valued, {"s4": 0.9}.items())["ash"] == texts(BOARD)
    has_it = draft(("ash", NURSES))
    assert told("wards or mentoring, which trusts", has_it, {"s4": 0.9}.items())["ash"] == texts(NURSES)
