"""Requests for the places of a word, over the tiny report: which are taken for such, and what is told where there are none."""

from dataclasses import replace

import pytest

import tiny
from rag.understanding.question import read_question
from test_answerer import answer, read
from test_routed import BOARD, BOARD_SIZE, THANKS, WARDS, prepared

SHAPES = ("!is {word} mentioned", "!does it mention {word}", "is there anything on {word}")


def test_a_word_is_looked_up_where_the_route_says_so_or_nothing_else_is_said():
    found, trace = answer("does it say nurses", prepared(mention=3))
    assert (found.form, trace.chosen) == ("topic", "mention")
    assert answer("nurses", prepared(find=3))[0].message.startswith("‘nurses’ stands in 2 places")
    assert answer("nurses today", prepared(board=3))[0].form == "digest"
    absent, _ = answer("is there any zebra", prepared(mention=3, sure=-1))
    assert (absent.status, absent.quotes) == ("not_stated", ())
    assert absent.message.startswith("‘zebra’ does not occur")


def shaped_answer(text, **route):
    """The answer where "is there anything on" and a bare word ask for places."""
    ready = replace(prepared(**route), shapes=(*SHAPES, "!{word}"))
    return tiny.answerer(ready).answer(read(text))


def test_two_things_that_stand_nowhere_together_are_told_so_unless_an_editor_thought_of_the_rarer():
    apart, _ = shaped_answer("anything on visited nurses", board=0, find_=0.1)
    assert apart.message.startswith("‘visited’ and ‘nurses’ do not stand together")
    known = replace(BOARD, asks=("who visited", "when was it visited", "visited by"))
    ready = replace(prepared(board=0, find_=0.1), entries=(known, BOARD_SIZE, WARDS, THANKS), shapes=SHAPES)
    assert tiny.answerer(ready).answer(read("anything on visited nurses"))[0].form == "digest"
    assert shaped_answer("anything on wards nurses", board=3)[0].form == "digest"  # sentence 4 holds both


@pytest.mark.parametrize(
    ("text", "route", "told"),
    [
        ("anything about night wards cover?", {"absent": 3}, "night wards cover"),
        ("it talks about nurse led rotas at Ash", {"absent": 3}, "nurse led rotas"),
        ("anything about rotas", {"absent": 3}, "rotas"),
        ("anything about rotas", {"absent": 3, "find_": 3.3}, "rotas"),  # it has no word for them
        ("anything about night wards cover", {"absent": 3, "find_": 3.3}, ""),  # it has one for wards
        ("anything about night wards cover", {"find_": 3}, ""),  # sooner to be found
        ("anything about the visits of wards by night", {"absent": 3}, ""),  # a description
        ("anything about new shared budgets", {"absent": 3}, ""),  # its last two stand together
        ("anything on cheap zebra flights", {"offtopic": 9}, "cheap zebra flights"),  # which is true, whatever it is of
        ("any data on cheap zebra flights", {"offtopic": 9}, "cheap zebra flights"),
        ("how about cheap zebra flights", {"offtopic": 9}, ""),  # may be said of anything
    ],
)
def test_a_thing_of_several_words_that_stands_nowhere_is_told_to_be_absent(text, route, told):
    message = shaped_answer(text, **route)[0].message
    assert message.startswith(f"‘{told}’ does not occur") if told else "does not occur" not in message


def test_a_word_that_tells_nothing_is_looked_up_where_it_is_all_that_is_asked_for():
    ready = replace(prepared(find=3), shapes=(*SHAPES, "!{word}", "do they meet and listen {word}"))
    assert tiny.answerer(ready).answer(read("does it mention meet"))[0].message.startswith("‘meet’ stands in 1 place")
    for text in ("meet", "does it mention meet listen", "does it mention anything"):
        assert not tiny.answerer(ready).answer(read(text))[0].message.startswith("‘")


def test_how_often_a_word_is_mentioned_is_asked_of_its_places():
    for text in ("how often does it mention nurses", "how many times are nurses mentioned"):
        assert shaped_answer(text, find=3)[0].message.startswith("‘nurses’ stands in 2 places")


def test_alternatives_of_which_none_occurs_are_both_told():
    assert shaped_answer("does it mention yaks or zebras")[0].message.startswith("‘yaks’ and ‘zebras’ do not occur")
    some = shaped_answer("does it mention the yaks / nurses")[0].message
    assert some.startswith("‘nurses’ stands in 2 places;")
    assert some.endswith("‘yaks’ does not occur in the report.")
    both, trace = shaped_answer("does it mention nurses or mentoring")
    assert (both.message[:21], trace.chosen) == ("‘nurses’ or ‘mentorin", "mention")


def test_bare_alternatives_are_looked_up_where_the_report_has_a_word_for_all_or_none():
    assert shaped_answer("nurses or mentoring", find_=0.1)[1].chosen == "mention"
    assert shaped_answer("heads or nurses", board=3)[0].form == "digest"


def test_one_word_that_the_report_has_not_is_an_entrys_where_the_route_is_sure():
    assert shaped_answer("recommendations", board=3)[0].form == "digest"
    assert shaped_answer("recommendations", board=0.2, find_=0.4)[0].message.startswith("‘recommendations’ does not occur")


def test_a_bare_abbreviation_or_pair_that_an_editor_answers_is_no_lookup():
    asks = replace(BOARD, asks=("nurses wards", "mentoring"))

    def chosen(form, text):
        entries = (replace(asks, form=form), BOARD_SIZE, WARDS, THANKS)
        ready = replace(prepared(board=0.2, find_=0.4), entries=entries, shapes=("!{word}",))  # the route is sure of nothing
        return tiny.answerer(ready).answer(read(text))[1].chosen

    assert chosen("digest", "nurses wards") == "board"
    assert chosen("topic", "nurses wards") == "mention"
    assert chosen("digest", "mentoring") == "mention"  # one word has its places
    assert chosen("term", "mentoring") == "board"
    assert chosen("digest", "wards nurses") == "mention"  # nobody wrote that down


def test_where_the_words_occur_nowhere_only_an_entry_that_the_route_is_sure_of_answers():
    logits = {"mention": 2.0, "board": 1.9}
    assert answer("does it say zebra", prepared(**logits))[0].status == "not_stated"
    assert answer("zebra", prepared(board=2))[0].form == "digest"  # 0.99, on a bare word that the report has not


@pytest.mark.parametrize(("text", "message"), [
    ("Is the Elm Hospital mentioned anywhere?", "‘elm’ and ‘hospital’ do not occur in the report."),
    ("is Elm Hospital named", "‘elm’ and ‘hospital’ do not occur in the report."),
    ("does it mention zebra at Ash General", "‘zebra’ does not occur in the report."),
    ("Is a zebra mentioned in the report?", "‘zebra’ does not occur in the report."),
    ("is zebra mentioned for Ash or Birch at all", "‘zebra’ does not occur in the report."),
    ("fdgjkl ash qwpeoi", "‘fdgjkl’ and ‘qwpeoi’ do not occur in the report."),
    ("is mentoring mentioned at Birch Royal?", "‘mentoring’ stands in 1 place in what the report says of Birch Royal."),
])  # fmt: skip
def test_who_asks_by_a_strict_shape_whether_a_word_or_a_name_stands_there_is_told_that(text, message):
    found, trace = answer(text, replace(prepared(board=3), shapes=SHAPES))  # the route is sure of an entry
    assert (found.message[: len(message)], trace.chosen) == (message, "mention")
    assert bool(found.quotes) == ("stands" in message)


@pytest.mark.parametrize(("text", "told"), [
    ("what does QZIP mean", "‘QZIP’ does not occur in the report."), ("define QZIP pls", "‘QZIP’ does not occur in the report."),
    ("whats TABLE short for", "‘TABLE’ does not occur in the report."), ("what does board mean", ""),
    ("meaning of table", "‘table’ does not occur in the report."),
])  # fmt: skip
def test_letters_that_are_no_word_are_told_to_stand_nowhere_where_it_is_asked_what_they_mean(text, told):
    """Not off the subject: in capitals an English word, too, may be somebody's abbreviation."""
    found, _ = answer(text, prepared(offtopic=3, sure=-3))
    assert found.status == ("not_stated" if told else "off_topic")
    assert found.message.startswith(told)


def test_a_description_beside_a_name_is_no_word_that_is_looked_up():
    shaped = replace(prepared(board=3), shapes=("!{word}", *SHAPES))
    assert answer("zebra board at Ash General", shaped)[0].form == "digest"
    assert answer("zebra board Ash and Birch", shaped)[0].form == "digest"


def test_an_organisation_that_is_named_in_the_report_is_shown_where_its_mention_is_asked_for():
    known = replace(tiny.ORGANISATIONS, other=("mentoring",))
    shaped = tiny.answerer(replace(prepared(board=3), shapes=SHAPES))
    found, trace = shaped.answer(read_question("is Mentoring mentioned anywhere", tiny.TAGS, known))
    assert (tiny.texts(found.quotes), trace.chosen) == (["Birch began mentoring in 2010."], "mention")
    refused, _ = shaped.answer(read_question("what does Mentoring do about nurses", tiny.TAGS, known))
    assert refused.status == "other_organisation"
    loose, _ = shaped.answer(read_question("is there anything on Mentoring", tiny.TAGS, known))
    assert loose.status == "other_organisation"


@pytest.mark.parametrize(
    ("typed", "alien"),
    [
        ("what is a zebra", ("zebra",)),
        ("why 12 zebras", ("zebras",)),  # a number is no thing
        ("what is a zebra board", ()),
        ("what is taught", ()),  # a word of the bank's
    ],
)
def test_what_neither_the_report_nor_a_reader_has_a_word_for_is_alien(typed, alien):
    assert tiny.answerer().lookups.alien(read(typed)) == alien


@pytest.mark.parametrize(
    ("typed", "sure", "alien"),
    [
        ("how does each trust get zebras on the board", False, ("zebras",)),  # half of the things
        ("how does each trust get zebras on the board", True, ()),
        ("how does Ash get zebras on the board", False, ()),  # the rest may tell what is meant
        ("how does each trust get zbrs on the board", False, ()),  # no English: a slip
        ("does Ash ask wary nurses about pay and the board", False, ("wary",)),  # which people are meant
        ("does Ash ask wary nurses about pay and the board", True, ()),
        ("does Ash ask many nurses about pay and the board", False, ()),
        ("what does Ash do for women on the board", False, ("women",)),
        ("what does Ash do for women on the board", True, ()),
    ],
)
def test_of_what_only_half_is_known_it_must_be_likely_that_there_is_an_answer(typed, sure, alien):
    assert tiny.answerer().lookups.alien(read(typed), sure=sure) == alien


def test_of_a_thing_that_is_also_a_verb_the_others_are_not_shown_in_its_place():
    shown = tiny.answerer().lookups.places(read("anything about work for nurses on the board"))
    assert shown is None or "board" not in shown.message
    assert "board" in tiny.answerer().lookups.places(read("anything about nurses on the board")).message


@pytest.mark.parametrize(("typed", "shown"), [
    ("what are nurses wards", True), ("whats a nurses wards?", True), ("who are nurses wards", False), ("what are wards", False),
    ("what are zebra wards", False), ("what are the mentoring wards", False),
])  # fmt: skip
def test_words_that_stand_next_to_each_other_name_something_whatever_it_is_like(typed, shown):
    found = tiny.answerer(prepared()).lookups.by_name(read(typed))
    assert (found is not None) is shown
    assert found is None or found.quotes
