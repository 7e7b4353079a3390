"""From the request to the form that answers it, over the tiny report, by a route and weights made by hand.

The judge of ``tiny`` answers with the logistic of 4 × cosine − 2: 0.88 at 1, 0.70 at 0.7071, 0.12 at 0.
"""

from dataclasses import replace

import numpy as np
import pytest

import tiny
from rag.answering import by_row, compare
from rag.answering.prepared import Prepared
from rag.answering.weigh import ENTRY_FEATURES, FIND_FEATURES, Weights
from rag.understanding.route import Router
from test_answerer import answer, read

VECTOR = len(tiny.AXES)
BOARD = tiny.entry("board", "digest", [tiny.part("ash", (2,))], title="The board")
BOARD_SIZE = tiny.entry("board-size", "figures", [tiny.part("ash", (2, 3), value=12)], subject="board", title="Size of the board")
WARDS = tiny.entry("wards", "topic", [tiny.part("ash", (4,))], title="Wards")
THANKS = tiny.entry("thanks", "social", card="Glad to help.")
CLASSES = ("absent", "board", "board-size", "find", "mention", "offtopic", "social", "thanks", "wards")


def prepared(*, sure=1.0, entry=1.0, find=-1.0, answer_from=0.5, **logits):
    """Prepared answers whose route is ``logits`` whatever is asked (others: -9), and worth by its kind; ``sure`` is the log-odds that
    there is an answer at all."""
    bias = np.array([logits.get("find_" if name == "find" else name.replace("-", "_"), -9.0) for name in CLASSES], np.float32)
    router = Router(
        CLASSES,
        {},
        np.zeros(0, np.float32),
        np.zeros((len(CLASSES), VECTOR), np.float32),
        np.zeros((len(CLASSES), 0), np.float32),
        bias,
        "axes",
    )
    of_entry = np.array([0.5 if name == "subject" else 0.0 for name in ENTRY_FEATURES])  # an unlikely entry is worth little
    by_kind = np.append(of_entry, entry), np.append(np.zeros(len(FIND_FEATURES)), find)
    weights = Weights(tiny.trees(sure), *by_kind, answer_from)
    return Prepared((BOARD, BOARD_SIZE, WARDS, THANKS), router=router, likeness=tiny.LIKENESS, weights=weights)


@pytest.fixture(autouse=True)
def route_alone(monkeypatch):
    """Here the judge is never so sure that it answers whatever the route says."""
    monkeypatch.setattr("rag.answering.despite.CERTAIN", 2.0)
    monkeypatch.setattr("rag.answering.despite.FOUND", 2.0)
    monkeypatch.setattr("rag.answering.despite.RARE", 0)


@pytest.mark.parametrize(("certain", "status"), [(0.85, "answered"), (0.9, "not_stated")])
def test_the_judge_answers_where_it_is_sure_however_the_route_takes_a_request_on_the_subject(monkeypatch, certain, status):
    """ "Board" is all of a sentence's axes but one of two: 0.88 by the judge, and 0.27 by the weights."""
    monkeypatch.setattr("rag.answering.despite.CERTAIN", certain)
    unlikely = prepared(board=0, absent=-1, sure=-1)
    assert answer("Who is on the board of directors?", unlikely)[0].status == status
    away = prepared(board=0, offtopic=0, sure=-1)  # 0.5 of another subject
    assert answer("Who is on the board of directors?", away)[0].status == "off_topic"


@pytest.mark.parametrize(("vain", "status"), [(0.26, "partial"), (0.28, "not_stated")])
def test_of_each_member_the_judge_is_not_believed_where_an_answer_is_all_but_ruled_out(monkeypatch, vain, status):
    """0.27 by the weights."""
    monkeypatch.setattr("rag.answering.despite.CERTAIN", 0.85)
    monkeypatch.setattr("rag.answering.despite.IN_VAIN", vain)
    unlikely = prepared(board=-2, absent=0, sure=-1)  # an entry of 0.12
    assert answer("Who is on the board of directors at each trust?", unlikely)[0].status == status
    assert answer("Who is on the board of directors?", unlikely)[0].status == "answered"


@pytest.mark.parametrize(
    ("found", "board", "status"), [(0.85, 0.0, "answered"), (0.9, 0.0, "not_stated"), (0.85, -1.2, "not_stated")]
)
def test_an_entry_that_is_likely_meant_answers_where_the_judge_is_all_but_sure_of_its_sentence(monkeypatch, found, board, status):
    """0.88 by the judge; of the entry 0.73, and at −1.2 of it and 0 of no answer 0.23."""
    monkeypatch.setattr("rag.answering.despite.FOUND", found)
    route = prepared(board=board, absent=-1 if board == 0 else 0, sure=-1)
    assert answer("Who is on the board of directors?", route)[0].status == status
    assert answer("Who is on the wards of directors?", route)[0].status == "not_stated"  # 0.7 at most, and of other sentences


@pytest.mark.parametrize(("rare", "text", "status"), [(3, "Who is on the board?", "answered"), (0, "Who is on the board?", "off_topic"),
    (3, "Who runs them?", "off_topic")])  # fmt: skip
def test_what_seems_another_subject_is_answered_sooner_where_what_was_found_has_its_rarest_word(monkeypatch, rare, text, status):
    monkeypatch.setattr("rag.answering.despite.RARE", rare)
    away = prepared(board=0, offtopic=0, sure=-0.2)  # 0.5 of another subject, 0.45 of an answer
    assert answer(text, away)[0].status == status


def test_the_best_candidate_answers_from_the_weights_threshold_on():
    by_entry, trace = answer("Who is on the board?", prepared(board=0))
    assert (by_entry.form, by_entry.message, trace.chosen) == ("digest", "The board: 1 passage from Ash General, p. 2.", "board")
    assert trace.confidence == pytest.approx(0.7311, abs=1e-4)
    assert by_entry.context.entry == "board"
    found, trace = answer("Who is on the board?", prepared(board=0, entry=-1, find=1))
    assert (found.form, trace.chosen, found.context.entry) == ("find", "find", None)
    refused, trace = answer("Who is on the board?", prepared(board=0, offtopic=-0.5, sure=-1))
    assert (refused.status, trace.chosen) == ("off_topic", "refusal")
    refused, trace = answer("Who is on the board?", prepared(board=0, absent=-1, sure=-1))
    assert (refused.status, trace.chosen) == ("not_stated", "refusal")


def test_what_is_worth_next_to_nothing_is_shown_only_where_an_answer_is_likelier_than_none():
    little = {"board": 0.0, "absent": -1.0, "find": -9.0, "answer_from": 0.4}
    assert answer("Who is on the board?", prepared(entry=-4, sure=-0.2, **little))[0].status == "not_stated"  # worth 0.03, 0.45
    assert answer("Who is on the board?", prepared(entry=-2, sure=-0.2, **little))[0].form == "digest"
    assert answer("Who is on the board?", prepared(entry=-4, sure=0.2, **little))[0].form == "digest"


def test_nothing_is_shown_where_another_subject_is_likely_unless_a_trust_is_named():
    logits = {"board": 0.0, "offtopic": -0.3, "sure": 0.2}  # 0.43 of another subject, 0.55 of an answer
    assert answer("Who is on the board?", prepared(**logits))[0].status == "off_topic"
    assert answer("Who is on the board of Ash General?", prepared(**logits))[0].form == "digest"
    assert answer("Who is on the board?", prepared(**{**logits, "offtopic": -0.6}))[0].form == "digest"  # 0.35
    assert answer("Who is on the board of Ash General?", prepared(**{**logits, "offtopic": 0.3}))[0].status == "not_stated"  # 0.57
    assert answer("Who is on the board?", prepared(**{**logits, "sure": 3.0}))[0].form == "digest"  # 0.95 of an answer
    assert answer("Who is on the board?", prepared(board=0, sure=-1, answer_from=0.2))[0].answered


def test_entries_of_one_subject_are_one_candidate_the_likeliest_of_them():
    _, trace = answer("Who is on the board?", prepared(board=0, board_size=0.5, wards=0.7))
    assert [c.name for c in trace.candidates] == ["board-size", "wards", "find"]


def test_within_a_theme_the_judge_answers():
    asked = read("nurses at Ash General")
    found, trace = tiny.answerer(prepared(board=0)).answer(asked, ["culture"])
    assert (found.form, trace.chosen, found.themes) == ("find", "find", ("culture",))


def test_a_kind_word_answers_small_talk_where_it_is_likelier_than_all_else():
    found, trace = answer("many thanks for the board", prepared(thanks=2, board=0))
    assert (found.form, found.status, found.message, trace.chosen) == ("social", "greeting", "Glad to help.", "thanks")
    assert answer("many thanks for the board", prepared(thanks=0, board=2))[0].form == "digest"
    assert answer("many thanks for the board at Ash", prepared(thanks=2, board=0))[0].form == "digest"  # who names a trust asks
    assert answer("hello", prepared(board=2))[0].message == "Glad to help."


def test_one_word_of_the_reports_own_that_no_kind_word_is_sure_of_is_looked_up():
    unsure = prepared(thanks=0, social=0.2, find=-0.5)  # 0.76 of small talk, 0.34 of these thanks: no kind word is sure
    assert answer("nurses", unsure)[1].chosen == "mention"
    assert answer("zebra", unsure)[0].message == "Glad to help."
    assert answer("nurses please all", unsure)[0].message == "Glad to help."
    assert answer("nurses", prepared(thanks=2, board=0))[1].chosen == "mention"  # nobody says thanks so
    assert answer("ta nurses", prepared(thanks=2, board=0))[0].message == "Glad to help."


@pytest.mark.parametrize(("route", "text", "status"), [
    ({"offtopic": 2, "absent": 0}, "zebra crossing", "off_topic"), ({"offtopic": 0, "absent": 2}, "zebra crossing", "not_stated"),
    ({"offtopic": 2, "absent": 0}, "zebra crossing at Cedar Health", "not_stated"),
    ({"board": 1, "offtopic": 0, "sure": 3}, "when was the board made", "not_stated"),
])  # fmt: skip
def test_a_refusal_is_off_the_subject_or_on_it_as_the_route_says(route, text, status):
    assert answer(text, prepared(**{"sure": -1, **route}))[0].status == status


def test_an_entry_that_has_nothing_in_scope_gives_way():
    found, trace = answer("nurses at Birch Royal or so", prepared(board=0, find=0.2))
    assert trace.candidates[0].name == "board"
    assert trace.chosen != "board"
    assert all(q.trust == "birch" for q in found.quotes)


def test_rows_of_which_an_entry_knows_nothing_are_filled_by_the_judge():
    found, trace = answer("Compare the board of Ash General with mentoring at Birch Royal", prepared(board_size=2))
    assert trace.chosen == "board-size"
    assert [(r.trust, tiny.texts(r.quotes), r.value) for r in found.rows] == [
        ("ash", ["Ash has a board of 12 directors. They meet monthly."], 12), ("birch", ["Birch began mentoring in 2010."], None),
    ]  # fmt: skip


def test_the_next_best_answer_stands_beside_the_best_where_it_is_nearly_as_good():
    both, trace = answer("nurses on the board of Ash General", prepared(board=0, entry=1, find=0.5))  # 0.73 and 0.62
    assert trace.chosen == "board"
    assert tiny.texts(both.quotes)[0] == "Ash has a board of 12 directors."
    assert len(both.quotes) > 1
    assert "Found beside it" in both.message
    alone, _ = answer("nurses on the board of Ash General", prepared(board=0, entry=1, find=0.0))  # 0.73 and 0.5
    assert tiny.texts(alone.quotes) == ["Ash has a board of 12 directors."]


def test_what_the_route_takes_for_a_plain_fact_is_left_alone():
    found, trace = answer("nurses on the board of Ash General", prepared(find_=0, board=-2, entry=1.9, find=1))  # 0.88 of find
    assert tiny.texts(found.quotes) == ["We listen to nurses. It works.", "Ash has a board of 12 directors."]
    assert (trace.chosen, found.message) == ("find", "2 passages from Ash General, p. 2.")
    found, trace = answer("nurses on the board of Ash General", prepared(find_=0, board=-3, entry=1.9, find=1))  # 0.95
    assert tiny.texts(found.quotes) == ["We listen to nurses. It works."]
    assert (trace.chosen, found.message) == ("find", "1 passage from Ash General, p. 2.")


def test_an_editor_who_found_silence_is_believed():
    silent = tiny.entry("board", "digest", [tiny.part("birch", (11,))], title="The board", silent=("ash",))
    laid = prepared(board=0)
    found, trace = answer("Who is on the board of Ash General?", replace(laid, entries=(silent, *laid.entries[1:])))
    assert (found.status, trace.chosen) == ("not_stated", "refusal")
    found, _ = answer(
        "Who is on the board of Cedar Health?",
        replace(laid, entries=(silent, *laid.entries[1:]), weights=replace(laid.weights, answer=0)),
    )
    assert found.status != "digest"


@pytest.mark.parametrize(("board", "surely", "silent"), [(1.0, 0.5, ["birch"]), (1.9, 0.5, []), (1.9, 1.1, ["birch"])])
def test_a_silence_of_what_is_surely_meant_stands_against_what_is_found_beside_it(monkeypatch, board, surely, silent):
    """The first entry has 0.65 of the route, or 0.48: then it is not surely meant, and what surely answers fills the row."""
    monkeypatch.setattr(compare, "SURELY", surely)
    wards = replace(WARDS, silent=("birch",))
    mentors = tiny.entry("board-size", "topic", [tiny.part("birch", (11,))], subject="mentors", title="Mentoring")
    known = replace(prepared(entry=2, find=-9, wards=2.0, board_size=board, board=0.2), entries=(BOARD, wards, mentors, THANKS))
    found, trace = answer("mentoring of wards at each of Ash General and Birch Royal?", known, answer_row=1.0)
    assert trace.chosen == "wards"
    assert [row.trust for row in found.rows if not row.quotes] == silent


@pytest.mark.parametrize(("joint", "silent"), [("or", []), ("and", []), ("when", ["birch"])])
def test_of_two_things_a_row_that_is_empty_of_the_one_may_be_full_of_the_other(monkeypatch, joint, silent):
    """The second entry is worth 0.56 of the first: too little beside a whole answer, enough for "this or that". (What is folded
    fills no row here, as where something surely answers.)
    """
    monkeypatch.setattr(by_row, "SURE_OF_IT", 0.0)
    mentors = tiny.entry("board-size", "topic", [tiny.part("birch", (11,))], subject="mentors", title="Mentoring")
    known = replace(prepared(entry=-3, find=-9, wards=2.0, board_size=0.8), entries=(BOARD, mentors, WARDS, THANKS))
    found, _ = answer(f"wards {joint} mentoring at Ash General and Birch Royal?", known, answer_row=1.0)
    assert [row.trust for row in found.rows if not row.quotes] == silent


def test_what_is_long_or_asked_of_several_is_searched_without_names():
    finder = tiny.answerer().finder
    asked = read("Who chairs the board at Ash General?")
    assert [(plan.trusts, plan.query) for plan in finder.plans(asked)] == [(("ash",), asked.text)]
    compared = replace(asked, trusts=("ash", "birch"), rows=True)
    assert {plan.query for plan in finder.plans(compared)} == {"Who chairs the board at the trust?"}
    told = read(f"{'We are looking at our own board. ' * 4}Who chairs the board at Ash General?")
    assert [plan.trusts for plan in finder.plans(told)] == [("ash",)]
    assert finder.plans(told)[0].query.endswith("Who chairs the board at the trust?")
    assert finder.plans(told, routes=False)[0].query == told.text
