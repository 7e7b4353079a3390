"""What is asked of the assistant itself, with small talk before it, gets a card on it and no quotation."""

from dataclasses import replace

import numpy as np
import pytest

import tiny
from rag.answering import social
from rag.answering.candidates import Candidates
from rag.understanding.question import Question, read_question
from rag.understanding.route import Route

BASE = tiny.answerer()
CARDS = [
    replace(tiny.entry(name, "about", ()), subject=subject, card=f"Of {name}.")
    for name, subject in (("worth", "assistant-worth"), ("made", "assistant-made"), ("year", "year"))
]
RIVALS = Candidates(BASE.finder, BASE.kit, CARDS)
ROUTE = Route(("worth", "made", "year"), np.array([0.2, 0.1, 0.7], np.float32))


def read(text):
    return read_question(text, tiny.TAGS, tiny.ORGANISATIONS)


@pytest.mark.parametrize("text", ["Slept badly, are you any good at this?", "how reliable are you", "Rough day. Can I trust you"])
def test_what_it_is_worth_is_told_by_the_likeliest_card_on_it(text):
    card = social.of_itself(RIVALS, read(text), ROUTE)
    assert (social.answer(card).message, social.answer(card).status) == ("Of worth.", "about")


@pytest.mark.parametrize(
    "text", ["are they any good at this", "Is Ash any good", "Are you good at this, who runs the wards?", "are you quoting Ash"]
)
def test_what_is_asked_of_the_report_is_not_asked_of_it(text):
    assert social.of_itself(RIVALS, read(text), ROUTE) is None


def test_nor_is_what_goes_on_with_a_request():
    assert social.of_itself(RIVALS, Question("are you any good", lead="the board"), ROUTE) is None


def test_without_a_card_there_is_none():
    assert social.of_itself(Candidates(BASE.finder, BASE.kit, CARDS[2:]), read("are you any good"), ROUTE) is None


HELLO, STILL = (replace(tiny.entry(name, "social", ()), subject=name, card=f"{name}.") for name in ("repeat", "you-there"))
GREETINGS = Candidates(BASE.finder, BASE.kit, [HELLO, STILL])
LIKELY = Route(("repeat", "you-there"), np.array([0.9, 0.1], np.float32))


@pytest.mark.parametrize("text", ["Hi, back again", "me again", "Morning! One more question", "hello, it's only me"])
def test_whoever_is_back_is_greeted_whatever_the_route_takes_it_for(text):
    assert read(text).kind == "greeting"
    assert social.meant(GREETINGS, BASE.lookups, read(text), LIKELY) is STILL


@pytest.mark.parametrize("text", ["thanks", "ok"])
def test_any_other_kind_word_is_the_likeliest(text):
    assert social.meant(GREETINGS, BASE.lookups, read(text), LIKELY) is HELLO
