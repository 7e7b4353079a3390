"""What of an entry, or of what was found, is shown, and what is folded because it answers nothing."""

from copy import copy
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

import tiny
from rag.answering import earned as module
from rag.answering import figures
from rag.answering.draft import Draft
from rag.answering.earned import (
    AT_ONCE,
    FACT,
    FACT_FOUND,
    HARDLY,
    HAS_IT,
    NEAR_BEST,
    NOTHING,
    OF_ROW,
    STRANGE,
    SURE_OF_ONE,
    UNLIKELY,
    asks_for_a_name,
    earned,
    found,
    is_meant,
    meets,
    of_a_fact,
)
from rag.answering.entries import lay_out
from rag.understanding.question import Question, read_question
from rag.understanding.route import SURE

KIT = tiny.answerer().kit
ASKED = Question("Who mentors at each trust?", trusts=("ash", "birch"), rows=True)
WIDE = tiny.entry("wide", "figures", parts=[tiny.part("ash", (2,), (4,)), tiny.part("birch", (11,), (7,))])


def chances(**sure):
    judged = np.zeros(len(tiny.INDEX.sentences))
    for name, chance in sure.items():
        judged[int(name[1:])] = chance
    return judged


def quotes(laid):
    return [(part.trust, part.quotes) for part in laid.parts], [(part.trust, part.quotes) for part in laid.folded]


def test_what_answers_nothing_is_folded_and_a_trust_of_which_nothing_is_left_is_unknown():
    laid = earned(KIT, ASKED, lay_out(WIDE, ASKED, tiny.TRUSTS), chances(s11=0.9))
    assert quotes(laid) == ([("birch", ((11,),))], [("ash", ((2,), (4,))), ("birch", ((7,),))])
    assert laid.unknown == ("ash",)
    draft = figures.answer(KIT, ASKED, laid)
    assert tiny.texts(draft.quotes) == [tiny.quote(11).text]
    assert len(draft.more) == 3


@pytest.mark.parametrize(
    ("text", "value", "left"),
    [
        ("Which trusts mentor?", None, ["birch"]),
        ("Which trusts mentor most?", 12, ["ash", "birch"]),  # values are compared, not had or not
        ("How does each mentor?", None, ["ash", "birch"]),
    ],
)
def test_where_it_is_asked_which_have_something_more_is_asked_of_a_row(text, value, left):
    entry = tiny.entry("wide", "figures", parts=[replace(tiny.part("ash", (2,)), value=value), tiny.part("birch", (11,))])
    laid = earned(KIT, replace(ASKED, text=text), lay_out(entry, ASKED, tiny.TRUSTS), chances(s11=0.9, s2=HAS_IT - 0.01))
    assert [part.trust for part in laid.parts] == left


def test_what_has_a_little_of_a_chance_stays():
    laid = earned(KIT, ASKED, lay_out(WIDE, ASKED, tiny.TRUSTS), chances(s11=0.9, s2=NOTHING))
    assert quotes(laid)[0] == [("ash", ((2,),)), ("birch", ((11,),))]


@pytest.mark.parametrize(("low", "share", "left"), [
    (HARDLY, SURE + 0.01, ["ash", "birch"]),
    (HARDLY - 0.001, SURE + 0.01, ["birch"]),
    (NOTHING - 0.001, SURE, ["birch"]),
])  # fmt: skip
def test_of_what_is_surely_meant_less_of_a_chance_is_enough(low, share, left):
    laid = earned(KIT, ASKED, lay_out(WIDE, ASKED, tiny.TRUSTS), chances(s11=0.9, s2=low), share)
    assert [part.trust for part in laid.parts] == left


def test_what_holds_the_words_of_the_request_stays():
    asked = Question("mentoring in 2010 at ash and birch", trusts=("ash", "birch"), rows=True)
    laid = earned(KIT, asked, lay_out(WIDE, asked, tiny.TRUSTS), chances(s4=0.9))
    assert quotes(laid)[0] == [("ash", ((4,),)), ("birch", ((11,),))]


@pytest.mark.parametrize(("best", "left"), [(SURE_OF_ONE, 1), (SURE_OF_ONE - 0.01, 2)])
def test_a_judge_that_is_sure_of_nothing_folds_nothing(best, left):
    laid = earned(KIT, ASKED, lay_out(WIDE, ASKED, tiny.TRUSTS), chances(s11=best))
    assert len(laid.parts) == left


@pytest.mark.parametrize(
    ("all_", "text", "left"),
    [
        (SURE, "who mentors at each trust", 2),  # of their own the judge knows nothing
        (SURE + 0.01, "who mentors at each trust", 1),  # it answers for each; one has a word of the request
        (SURE, "who mentors", 1),
    ],
)
def test_what_is_likely_of_all_does_not_fold_what_each_ones_own_is(all_, text, left):
    entry = tiny.entry("all", "figures", parts=[tiny.part(None, (0,)), *WIDE.parts])
    asked = Question(text, rows=True, everyone=text.endswith("trust"))
    laid = earned(KIT, asked, lay_out(entry, asked, tiny.TRUSTS), chances(s0=all_))
    assert len(laid.parts) == left


@pytest.mark.parametrize(
    ("text", "trusts", "left"),
    [("board of each", ("ash", "birch"), 1), ("sum up the board of each", ("ash", "birch"), 2), ("board", ("ash",), 1)],
)
def test_a_digest_that_sums_up_is_whole(text, trusts, left):
    digest = tiny.entry("sum", "digest", parts=WIDE.parts)
    asked = Question(text, trusts=trusts, rows=len(trusts) > 1)
    laid = earned(KIT, asked, lay_out(digest, asked, tiny.TRUSTS), chances(s11=0.9, s2=0.9))
    assert len(laid.parts) == len(trusts)
    assert len(laid.parts[0].quotes) == (2 if left == 2 or len(trusts) == 1 else 1)


def test_beside_a_fact_that_is_found_stands_what_comes_near_or_has_a_word_of_its_own():
    judged = chances(s2=FACT_FOUND, s3=0.28, s4=0.1)
    assert of_a_fact(KIT, Question("Who is on the board?"), [2, 3, 4], judged, FACT) == [2, 3]
    assert of_a_fact(KIT, Question("Who is on the board, and nurses?"), [2, 3, 4], judged, FACT) == [2, 3, 4]
    assert of_a_fact(KIT, Question("Who is on the board?"), [2, 3, 4], chances(s2=FACT_FOUND, s3=0.26), FACT) == [2]


@pytest.mark.parametrize("text", ["How does the board work?", "What part has the board?", "The board in brief"])
def test_where_more_than_a_fact_is_asked_all_that_was_found_is_shown(text):
    assert of_a_fact(KIT, Question(text), [2, 3, 4], chances(s2=0.95), FACT) == [2, 3, 4]


def test_where_no_fact_is_surely_found_all_is_shown():
    asked = Question("Who is on the board?")
    assert of_a_fact(KIT, asked, [2, 3], chances(s2=FACT_FOUND - 0.01), FACT) == [2, 3]
    assert of_a_fact(KIT, asked, [2, 3], chances(s2=FACT_FOUND), FACT - 0.01) == [2, 3]


def test_an_unlikely_entry_must_be_judged_to_answer():
    laid = lay_out(WIDE, ASKED, tiny.TRUSTS)
    assert is_meant(ASKED, laid, chances(), UNLIKELY)
    assert not is_meant(ASKED, laid, chances(s11=NOTHING / 2), UNLIKELY - 0.01)
    assert is_meant(ASKED, laid, chances(s11=NOTHING), UNLIKELY - 0.01)
    assert not is_meant(ASKED, laid, chances(s11=SURE_OF_ONE - 0.01), STRANGE - 0.01)
    assert is_meant(ASKED, laid, chances(s11=SURE_OF_ONE), STRANGE - 0.01)


def test_a_word_of_the_assistants_own_is_not_for_who_asks_of_each_trust():
    entry = replace(tiny.entry("write", "about", parts=[]), card="I only quote.")
    asked = replace(ASKED, text="for my essay: who mentors at each trust?")
    assert not is_meant(asked, lay_out(entry, asked, tiny.TRUSTS), chances(), SURE)
    assert is_meant(asked, lay_out(entry, asked, tiny.TRUSTS), chances(), SURE + 0.01)  # then nobody else is asked of
    to_write = replace(ASKED, text="write an essay on who mentors at each trust")
    assert is_meant(to_write, lay_out(entry, to_write, tiny.TRUSTS), chances(), 1.0)
    of_none = Question("my essay")
    assert is_meant(of_none, lay_out(entry, of_none, tiny.TRUSTS), chances(), 1.0)


def test_a_figure_asked_for_in_words_that_tell_nothing_is_whole():
    asked = Question("how many at each one", trusts=("ash", "birch"), rows=True)
    assert earned(KIT, asked, lay_out(WIDE, asked, tiny.TRUSTS), chances(s11=0.9)).parts == WIDE.parts


@pytest.mark.parametrize(
    ("typed", "best", "beside", "seen", "folded"),
    [
        ("Tell me about the board", SURE_OF_ONE, AT_ONCE - 0.01, [2], [4]),
        ("Tell me about the board", SURE_OF_ONE, AT_ONCE, [2, 4], []),
        ("Tell me about the board", SURE_OF_ONE - 0.01, AT_ONCE - 0.01, [2, 4], []),  # nothing is sure
        ("Who pays for the board?", SURE_OF_ONE, AT_ONCE - 0.01, [2, 4], []),  # which the likeliest does not tell
        ("Who is on the board?", 0.8, NEAR_BEST * 0.8 - 0.01, [2], [4]),
        ("Who is on the board?", 0.8, NEAR_BEST * 0.8, [2, 4], []),
        ("Who is on the board, and do they meet?", 0.8, NEAR_BEST * 0.8 - 0.01, [2, 4], []),
        ("Tell me about the board", 0.8, NEAR_BEST * 0.8 - 0.01, [2, 4], []),  # nothing is asked
        ("Is there anything on the board?", 0.8, NEAR_BEST * 0.8 - 0.01, [2, 4], []),
    ],
)
def test_what_is_unlikely_beside_what_is_sure_is_folded(typed, best, beside, seen, folded):
    finder = copy(tiny.answerer().finder)
    finder.calibration = replace(finder.calibration, show=0.01, keep=0.0)
    judged = SimpleNamespace(chances=chances(s2=best, s4=beside))
    quoted = found(KIT, finder, Question(typed, trusts=("ash",)), judged, FACT)
    assert [tiny.texts(quotes) for quotes in quoted] == [tiny.texts([tiny.quote(n) for n in part]) for part in (seen, folded)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("name of the directors at Ash", True),
        ("who sits on the board, names please", True),
        ("what is the name of the board's programme", False),
        ("name the two executive directors at Ash", True),
        ("please name all the committees at Ash", False),
        ("name the aims of the directors", False),
        ("who sits on the board", False),
        ("what is the name of each committee of directors", False),
        ("the name of the course that the directors took", False),
        ("who are the directors, names of them please", True),
        ("what is the name for a director who leads", False),
        ("what name does a director have there", False),
    ],
)
def test_the_name_of_somebody_in_a_post_is_told_by_no_quotation(text, wanted):
    kit = tiny.answerer().kit
    asked = read_question(text, tiny.TAGS, tiny.ORGANISATIONS)
    assert asks_for_a_name(kit, asked) is wanted
    assert meets(kit, asked, Draft("find", "answered", "", (tiny.quote(2),))) is not wanted
    assert meets(kit, asked, Draft("about", "about", "", ())) is True


def test_to_name_them_is_asked_of_those_of_whom_it_was_talked():
    kit, asked = tiny.answerer().kit, read_question("name them all", tiny.TAGS, tiny.ORGANISATIONS)
    assert asks_for_a_name(kit, replace(asked, lead="how many directors are there"))
    assert not asks_for_a_name(kit, replace(asked, lead="which aims are there"))


SURELY = SURE + 0.01


@pytest.mark.parametrize(
    ("share", "low", "left"),
    [
        (SURELY, OF_ROW * 0.3, ((2,), (4,))),
        (SURELY, OF_ROW * 0.3 - 0.01, ((4,),)),
        (SURE, OF_ROW * 0.3, ((4,),)),  # it is not surely meant
    ],
)
def test_in_a_row_of_what_is_surely_meant_what_comes_near_its_best_stays(monkeypatch, share, low, left):
    monkeypatch.setattr(module, "A_ROW", 1)  # no room beside what is left
    which = replace(ASKED, text="which trusts mentor")
    laid = earned(KIT, which, lay_out(WIDE, which, tiny.TRUSTS), chances(s11=0.9, s4=0.3, s2=low), share)
    assert laid.parts[0].quotes == left


@pytest.mark.parametrize(("share", "left"), [(SURELY, ((2,), (4,))), (SURE, ((4,),))])
def test_while_its_row_has_room_an_editors_first_leads_what_is_surely_meant(share, left):
    laid = earned(KIT, ASKED, lay_out(WIDE, ASKED, tiny.TRUSTS), chances(s11=0.9, s4=0.3), share)
    assert laid.parts[0].quotes == left


@pytest.mark.parametrize(("share", "left"), [(SURELY, ["ash", "birch"]), (SURE, ["birch"])])
def test_an_editors_value_stays_in_what_is_surely_meant(share, left):
    valued = tiny.entry("wide", "figures", parts=[replace(tiny.part("ash", (2,)), value=12), tiny.part("birch", (11,))])
    laid = earned(KIT, ASKED, lay_out(valued, ASKED, tiny.TRUSTS), chances(s11=0.9), share)
    assert [part.trust for part in laid.parts] == left


@pytest.mark.parametrize(
    ("rows", "best", "left"), [(True, 0.9, ["ash", "birch", "cedar"]), (True, 0.0, ["birch"]), (False, 0.9, ["birch", "cedar"])]
)
def test_a_table_of_which_several_values_answer_is_whole(rows, best, left):
    parts = [
        replace(tiny.part("ash", (2,)), value=12),
        replace(tiny.part("birch", (11,)), value=5),
        replace(tiny.part("cedar", (12,)), value=9),
    ]
    valued = tiny.entry("wide", "figures", parts=parts)
    of_all = replace(ASKED, trusts=("ash", "birch", "cedar"), rows=rows)
    laid = earned(KIT, of_all, lay_out(valued, of_all, tiny.TRUSTS), chances(s11=0.9, s12=best), SURE)
    assert [part.trust for part in laid.parts] == left
