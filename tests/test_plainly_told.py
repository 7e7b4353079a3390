"""A follow-up that asks for something plain is told what tells it, and not again what it follows."""

from dataclasses import replace

import numpy as np
import pytest

import tiny
from rag.answering import plainly_told
from rag.answering.aspects import asks_who_else
from rag.answering.draft import Draft
from rag.answering.plainly_told import NO_REASON, NOT_NAMED, are_among, counted, of_a_follow_up, plainly, telling, tells
from rag.corpus.aspects import ASPECTS
from rag.understanding.question import read_question

UNTOLD = np.zeros((len(tiny.SENTENCES), len(ASPECTS)))


def read(text, **changes):
    return replace(read_question(text, tiny.TAGS, tiny.ORGANISATIONS), leans=True, **changes)


BOARD, MONTHLY, WARDS, HELD, WORKS, BEGAN = (tiny.quote(n) for n in (2, 3, 4, 5, 6, 11))


def shown(typed, *quotes):
    draft = of_a_follow_up(tiny.answerer().kit, UNTOLD, read(typed), Draft("find", "answered", "", quotes))
    return tiny.texts(draft.quotes), tiny.texts(draft.more)


def test_what_does_not_tell_the_plain_thing_is_folded():
    assert shown("how many sit on it", WARDS, BOARD) == ([BOARD.text], [WARDS.text])
    assert shown("how often", BOARD, WARDS, BEGAN) == ([BOARD.text, WARDS.text, BEGAN.text], [])  # nothing tells it
    assert shown("since when?", WARDS, BEGAN) == ([BEGAN.text], [WARDS.text])
    assert shown("who sits on it", WARDS, BOARD) == ([WARDS.text, BOARD.text], [])


def test_what_cannot_be_read_without_the_one_above_keeps_it():
    assert shown("how often is that", WARDS, BOARD, MONTHLY) == ([BOARD.text, MONTHLY.text], [WARDS.text])


def test_rows_and_what_follows_nothing_are_left_alone():
    draft = Draft("find", "answered", "", (WARDS, BOARD))
    assert of_a_follow_up(tiny.answerer().kit, UNTOLD, replace(read("how many"), leans=False), draft) is draft
    compared = replace(draft, form="compare", rows=("a row",))
    assert of_a_follow_up(tiny.answerer().kit, UNTOLD, read("how many"), compared) is compared


@pytest.mark.parametrize(
    ("typed", "text", "told"),
    [
        ("how many have done it", "It won an award in 2013.", False),
        ("how many have done it", "About half of them took part.", True),
        ("who can go on it", "Half of them participated.", True),
        ("who goes on it", "It was set up in 2010.", False),
        ("how many days is that", "It is a three-day course.", True),
        ("how many came in that way", "It was adopted for the past 10 years.", False),
        ("how long has it run", "It has been there for 10 years.", True),
        ("by when?", "The aim is 1,000 lives in the first three years.", True),
        ("who pays for that", "It is run by Ash.", False),
        ("who pays for that", "It is funded by the region.", True),
        ("is it tied to pay then", "It is used to inform annual increments.", True),
        ("does it affect what they earn", "Some were unhappy with it.", False),
        ("why: how is it taught?", "It is taught so that nurses stay.", True),
        ("why?", "It is taught.", False),
        ("and how is it seen these days", "Five years on, it is much valued.", True),
        ("and how is it seen these days", "It was disliked at first.", False),
    ],
)
def test_what_tells_a_plain_thing(typed, text, told):
    assert any(tells(words, text) for words in telling(typed)) is told


def test_where_no_reason_is_told_that_is_said():
    kit, draft = tiny.answerer().kit, Draft("find", "answered", "", (WARDS, BOARD))
    refused = of_a_follow_up(kit, UNTOLD, read("why: who runs the wards?"), draft)
    assert (refused.status, refused.message, refused.quotes, refused.nearest) == ("not_stated", NO_REASON, (), (WARDS,))
    reader = UNTOLD.copy()
    reader[4, ASPECTS.index("why")] = 1
    assert of_a_follow_up(kit, reader, read("why: who runs the wards?"), draft) is draft
    assert of_a_follow_up(kit, None, read("why: who runs the wards?"), draft) is draft
    assert of_a_follow_up(kit, UNTOLD, read("why did they do it at Ash then"), draft).status == "not_stated"


@pytest.mark.parametrize(
    ("aspects", "loosely", "refused"),
    [
        (("origin",), False, False), (("origin", "result"), False, True), (("felt",), False, True), (("trouble",), True, False),
        ((), True, True),
    ],
)  # fmt: skip
def test_a_reason_is_an_origin_that_is_no_result_or_a_feeling_that_is_put_as_one(monkeypatch, aspects, loosely, refused):
    kit, draft, reader = tiny.answerer().kit, Draft("find", "answered", "", (WARDS, BOARD)), UNTOLD.copy()
    reader[4, [ASPECTS.index(aspect) for aspect in aspects]] = 1
    monkeypatch.setattr(plainly_told, "tells", lambda *_: loosely)  # by a reason's words
    told = plainly_told.with_a_reason(kit, reader, read("why: who runs the wards?"), draft)
    assert (told.status == "not_stated") is refused


def test_people_whom_the_card_does_not_name_are_not_among_those_asked():
    kit, card = tiny.answerer().kit, Draft("about", "about", "", (WARDS,))
    assert are_among(kit, read("were nurses among them"), card) is card
    assert are_among(kit, read("who were the patients"), card) is card
    refused = are_among(kit, read("were patients among them"), card)
    assert (refused.status, refused.message, refused.nearest) == ("not_stated", NOT_NAMED, (WARDS,))


def test_who_else_has_it_asks_for_no_aspect():
    assert asks_who_else(read("has anyone else done it"), tiny.TAGS)
    assert asks_who_else(read("do the others have one too"), tiny.TAGS)
    assert not asks_who_else(read("how long have the others had it"), tiny.TAGS)
    assert not asks_who_else(read("do the others fund it"), tiny.TAGS)


@pytest.mark.parametrize(("request_", "text", "told"), [
    ("how many wards", "It has 3 former wards.", True), ("and how many of the wards are there", "two wards", True),
    ("how many wards", "It has 3 nurses.", False), ("how many boxes", "12 boxes", True), ("who runs wards", "3 wards", False),
])  # fmt: skip
def test_how_many_there_are_is_told_by_a_number_before_it(request_, text, told):
    assert any(tells(words, text) for words in counted(request_)) is told


@pytest.mark.parametrize(("asks", "text"), [
    ("whats it for", "It was set up to help nurses."), ("do all nurses do it", "Nurses all participate."),
    ("who for?", "It secures alignment among all the staff."), ("how long does it take", "Change takes time."),
])  # fmt: skip
def test_what_a_thing_is_for_and_for_whom_is_plainly_told(asks, text):
    assert any(tells(words, text) for words in plainly(asks))
    assert not any(tells(words, "Nurses run wards.") for words in plainly(asks))
