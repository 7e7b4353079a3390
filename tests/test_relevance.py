"""What of an answer is seen first and at once, by how likely each quotation is on what was asked."""

from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

import tiny
from rag.answering.draft import Draft
from rag.answering.regression import Regression
from rag.answering.relevance import APART, LEADS, OF_QUOTE, RELEVANCE_FEATURES, Quotations, is_weighed, relevant, settled
from rag.corpus.prepared import Entry, Part
from rag.types import Row
from rag.understanding.question import Question
from rag.understanding.route import Route

BOARD, MONTHLY, NURSES, SAYS, MENTORING, MAY = 2, 3, 4, 5, 11, 12
KIT = tiny.answerer().kit
ASKED = Question("who runs the wards", trusts=("ash",))
WARDS = Entry("topic/wards", "topic", "Wards", "wards", (Part("ash", ((NURSES,),)),), (), ())
ROUTE = Route(("topic/wards", "find", "absent"), np.array([0.6, 0.25, 0.15], np.float32))
RIVALS = SimpleNamespace(entries={"topic/wards": WARDS}, share=lambda *_: 0.6)


def quotes(*numbers):
    return tuple(map(tiny.quote, numbers))


def found(*numbers, more=(), form="find"):
    return Draft(form, "answered", "", quotes(*numbers), quotes(*more))


def compared(*trusts_rows, general=()):
    made = tuple(Row(trust, quotes(*quoted)) for trust, *quoted in trusts_rows)
    return Draft("compare", "answered", "", (*quotes(*general), *(q for row in made for q in row.quotes)), rows=made)


def trace(chosen="find", **sure):
    chances = np.zeros(len(tiny.SENTENCES))
    for name, value in sure.items():
        chances[int(name[1:])] = value
    return SimpleNamespace(judged=(SimpleNamespace(chances=chances, trusts=("ash",)),), route=ROUTE, chosen=chosen)


def told(made, *, follows=False, **likely):
    """The draft by what is believed of each sentence: ``s4=0.9``."""
    believed = {int(name[1:]): value for name, value in likely.items()}
    first = {tiny.quote(n): value for n, value in believed.items()}
    known = SimpleNamespace(
        follows=follows,
        groups=list(Quotations(KIT, RIVALS, ASKED, made, trace()).groups),
        features=lambda _, own: np.array([first[q] for q in own]),
    )
    return relevant(SimpleNamespace(chances=lambda features: features), known, made)


def test_what_is_unlikely_is_folded_and_what_leads_is_seen():
    made = told(found(NURSES, BOARD, SAYS, more=(MAY,)), s4=APART - 0.05, s2=APART - 0.01, s5=APART)
    assert made.quotes == quotes(NURSES, SAYS)
    assert made.more == quotes(BOARD, MAY)
    assert told(found(NURSES), s4=0.0).quotes == quotes(NURSES)


def test_what_surely_tells_what_is_asked_is_not_folded():
    made = replace(found(NURSES, BOARD, SAYS), kept=quotes(BOARD))
    assert told(made, s4=0.9, s2=0.0, s5=0.0).quotes == quotes(NURSES, BOARD)


def test_what_is_likelier_by_far_leads_and_the_others_keep_their_order():
    assert told(found(NURSES, BOARD, SAYS), s4=0.5, s2=0.5, s5=0.51 + LEADS).quotes == quotes(SAYS, NURSES, BOARD)
    assert told(found(NURSES, BOARD, SAYS), s4=0.5, s2=0.5, s5=0.49 + LEADS).quotes == quotes(NURSES, BOARD, SAYS)


def test_what_follows_keeps_its_order():
    assert told(found(NURSES, BOARD, SAYS), follows=True, s4=0.1, s2=0.1, s5=0.9).quotes == quotes(NURSES, SAYS)


def test_a_row_is_led_by_its_likeliest_and_what_stands_above_rows_earns_its_place():
    made = told(compared(("ash", NURSES, BOARD), ("birch", MENTORING), general=(0, 1)), s4=0.3, s2=0.9, s11=0.0, s0=0.1, s1=0.8)
    assert [row.quotes for row in made.rows] == [quotes(BOARD, NURSES), quotes(MENTORING)]
    assert made.quotes == quotes(1, BOARD, NURSES, MENTORING)
    assert made.more == quotes(0)


def test_what_is_said_of_all_stays_in_its_row():
    general = tiny.quote(0)
    laid = compared(("ash", NURSES), ("birch", MENTORING))
    laid = replace(
        laid, rows=(replace(laid.rows[0], quotes=(general, *laid.rows[0].quotes)), laid.rows[1]), quotes=(general, *laid.quotes)
    )
    made = told(laid, s4=0.0, s11=0.9)
    assert general in made.rows[0].quotes
    assert general in made.quotes


def test_a_row_with_a_value_keeps_its_order():
    laid = compared(("ash", NURSES, BOARD), ("birch", MENTORING))
    valued = replace(laid, rows=(replace(laid.rows[0], value=12, unit="directors"), laid.rows[1]))
    assert told(valued, s4=0.3, s2=0.9, s11=0.5).rows[0].quotes == quotes(NURSES, BOARD)


def test_what_was_added_beside_and_is_folded_is_not_told_of():
    made = replace(found(NURSES, SAYS), beside=quotes(SAYS))
    assert told(made, s4=0.9, s5=0.1).beside == ()


def test_a_heading_goes_with_all_that_stood_under_it():
    made = replace(found(NURSES, SAYS), heading="Wards", beside=quotes(NURSES, SAYS))
    left = settled(KIT, RIVALS, None, ASKED, made, trace())
    assert (left.heading, left.beside, left.quotes) == ("", (), made.quotes)
    kept = settled(KIT, RIVALS, None, ASKED, replace(made, beside=quotes(SAYS)), trace())
    assert (kept.heading, kept.beside) == ("Wards", quotes(SAYS))


def test_features_are_of_the_quotation_its_row_and_the_answer():
    made = found(NURSES, MENTORING, form="topic")
    known = Quotations(KIT, RIVALS, ASKED, made, trace("topic/wards", s4=0.5, s11=0.25))
    [(row, own)] = known.groups
    features = known.features(row, own)
    assert features.shape == (2, len(RELEVANCE_FEATURES))
    first, second = (dict(zip(RELEVANCE_FEATURES, values, strict=True)) for values in features)
    assert first["chance"] == first["best"] == pytest.approx(0.0)  # even odds
    assert (second["of_group"], second["of_best"]) == (0.5, 0.5)
    assert (first["prepared"], first["chosen"], first["meant"]) == (pytest.approx(0.6), 1, pytest.approx(0.6))
    assert (second["prepared"], second["chosen"]) == (0, 0)
    assert (first["held"], second["held"]) == (1, 0)  # "runs" and "wards", each as it stands
    assert (first["subject"], second["subject"], first["most_held"]) == (1, 0, 1)
    assert (first["place"], second["place"], first["first"], second["first"]) == (0, 1, 1, 0)
    assert second["near_first"]
    assert first["long"] == pytest.approx(np.log(len("Nurses run the wards.")))
    assert (first["find"], first["count"], first["in_row"], first["each"], first["follows"]) == (pytest.approx(0.25), 2, 0, 0, 0)
    assert (first["topic"], first["digest"], first["broad"]) == (1, 0, 0)
    rows = Quotations(KIT, RIVALS, replace(ASKED, lead="the round"), compared(("ash", NURSES), ("birch", MENTORING)), trace())
    own = dict(zip(RELEVANCE_FEATURES, rows.features(*rows.groups[0])[0], strict=True))
    assert (own["in_row"], own["follows"], own["compare"]) == (1, 1, 1)


def test_places_of_a_word_and_refusals_are_not_weighed():
    made = found(NURSES)
    assert is_weighed(made, trace())
    for other in (replace(made, status="not_stated"), replace(made, quotes=())):
        assert not is_weighed(other, trace())
    for chosen in ("mention", "refusal"):
        assert not is_weighed(made, trace(chosen))
    for untold in (SimpleNamespace(judged=(), route=ROUTE, chosen="find"), SimpleNamespace(judged=(1,), route=None, chosen="find")):
        assert not is_weighed(made, untold)


def test_an_answer_is_settled_by_what_was_taught_but_for_what_an_editor_laid_out_whole():
    by_words = np.zeros(len(RELEVANCE_FEATURES) + 1)
    by_words[OF_QUOTE.index("held")], by_words[-1] = 10.0, -5.0
    taught = Regression(by_words, "axes")
    for made, left in (
        (found(MENTORING, NURSES), quotes(NURSES)),
        (found(MENTORING, NURSES, form="digest"), quotes(MENTORING, NURSES)),
        (replace(found(MENTORING, NURSES), complete=True), quotes(MENTORING, NURSES)),
    ):
        assert settled(KIT, RIVALS, taught, ASKED, made, trace(s4=0.5, s11=0.5)).quotes == left
    made = found(MENTORING, NURSES)
    assert settled(KIT, RIVALS, None, Question("how are wards run"), made, trace()).quotes == made.quotes
