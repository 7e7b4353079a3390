"""Several requests in one message: what the one record holds of its parts, and which of them lean on which."""

from dataclasses import replace

import pytest

import tiny
from rag.answering.several import (
    are_better,
    are_one_thing,
    is_of_itself,
    other_half,
    together,
    told_already,
    unnamed,
)
from rag.types import Answer, Context, Row
from rag.understanding.parts import split
from rag.understanding.question import read_question
from rag.understanding.talk import Talk, lent_within

ASH = Answer(
    "a", "answered", "A.", quotes=(tiny.quote(2),), retrieved=("one", "two"), form="digest", more=(tiny.quote(4),),
    trusts=("ash",), themes=("culture",), context=Context(("ash",), "board", "a"),
)  # fmt: skip
BIRCH = Answer(
    "b", "answered", "B.", quotes=(tiny.quote(11),), rows=(Row("birch", (tiny.quote(11),)),), retrieved=("two", "three"),
    more=(tiny.quote(8),), trusts=("ash", "birch"), context=Context(("birch",), None, "b"),
)  # fmt: skip
SILENT = Answer("c", "not_stated", "C.", retrieved=("four",), nearest=(tiny.quote(12),))
AWAY = Answer("d", "off_topic", "D.")


def test_what_the_parts_hold_stands_one_after_the_other_and_each_retrieved_text_once():
    found = together("a and b", (ASH, BIRCH), ())
    assert found.question == "a and b"
    assert found.parts == (ASH, BIRCH)
    assert found.quotes == (tiny.quote(2), tiny.quote(11))
    assert found.more == (tiny.quote(4), tiny.quote(8))
    assert found.rows == BIRCH.rows
    assert found.retrieved == ("one", "two", "three")
    assert found.trusts == ("ash", "birch")
    assert (found.form, found.themes) == ("digest", ("culture",))  # the first part's


@pytest.mark.parametrize(("parts", "status"), [
    ((ASH, BIRCH), "answered"), ((ASH, SILENT), "partial"), ((SILENT, ASH), "partial"),
    ((ASH, replace(BIRCH, status="partial")), "partial"), ((SILENT, AWAY), "not_stated"), ((AWAY, SILENT), "off_topic"),
])  # fmt: skip
def test_it_is_answered_where_every_part_is_and_partly_where_one_is(parts, status):
    assert together("x", parts, ()).status == status


def test_it_says_how_many_there_are_and_names_and_offers_those_that_wait():
    assert together("x", (ASH, BIRCH), ()).message == "Two requests, each answered below under its own words."
    assert together("x", (ASH, BIRCH), ()).next == ()
    more = together("x", (ASH, BIRCH, SILENT), ("Who?", "When?"))
    assert more.message == "Three requests, each answered below under its own words. Not answered yet: Who?; When?."
    assert more.next == ("Who?", "When?")


def test_the_last_part_that_was_answered_is_what_a_follow_up_goes_on_from():
    assert together("x", (ASH, BIRCH), ()).context == BIRCH.context
    assert together("x", (ASH, SILENT), ()).context == ASH.context
    assert together("x", (SILENT, AWAY), ()).context == Context()


TWO = "1. Do nurses help at Ash General?\n2. What are budgets for at Birch Royal?"


def test_each_request_of_a_message_is_answered_under_its_own_words():
    found, trace = tiny.assistant().ask_and_trace(TWO)
    assert found.question == TWO
    assert [p.question for p in found.parts] == ["Do nurses help at Ash General?", "What are budgets for at Birch Royal?"]
    assert [p.trusts for p in found.parts] == [("ash",), ("birch",)]
    assert [q.trust for q in found.parts[1].quotes] == ["birch"]
    assert found.quotes == tuple(q for p in found.parts for q in p.quotes)
    assert trace.request.trusts == ("ash",)  # the trace is the first part's
    # A part is a record of its own, and only the whole was typed.
    assert {p.edition for p in found.parts} == {found.edition} != {""}
    assert ([p.tokens for p in found.parts], found.tokens > 0) == ([0, 0], True)


def test_an_item_that_leans_leans_on_the_item_before_and_not_on_what_was_talked_of():
    listed = "1. What are budgets for at Birch Royal?\n2. And who is responsible for them?"
    found = tiny.assistant().ask(listed, context=Context(("ash",), None, "Do nurses help at Ash General?"))
    assert [p.trusts for p in found.parts] == [("birch",), ("birch",)]
    # One that names nobody and does not lean stands for itself: it is not narrowed to the trust of the item before.
    alone = tiny.assistant().ask("1. What are budgets for at Birch Royal?\n2. Do budgets help nurses?")
    assert alone.parts[1].trusts == ()
    assert {r.trust for r in alone.parts[1].rows if r.quotes} == {"ash", "birch"}


def test_an_item_that_is_refused_lends_nothing_and_the_one_before_it_still_does():
    listed = "1. Do nurses help at Ash General?\n2. Does Elm Hospital use budgets?\n3. And who is responsible for them?"
    found = tiny.assistant().ask(listed)
    assert [p.status for p in found.parts] == ["answered", "other_organisation", "answered"]
    assert [p.trusts for p in found.parts] == [("ash",), (), ("ash",)]
    assert found.parts[2].taken_as == "who is responsible for them? (about: Do nurses help at Ash General?)"
    assert found.context.subject == "Do nurses help at Ash General?"


def test_what_the_report_mentions_leans_on_no_request_before():
    found = tiny.assistant().ask("1. What are budgets for at Birch Royal?\n2. Does it mention nurses?")
    assert found.parts[1].taken_as is None
    assert "nurse" in " ".join(q.text for q in found.parts[1].quotes)


def test_what_is_asked_also_is_asked_of_the_trust_before_and_what_is_not_stands_for_itself():
    also = split("How big is Birch Royal? And who leads the nurses? Also does the board still meet?", tiny.TAGS).requests
    assert also[1:] == ("who leads the nurses? (Birch Royal)", "does the board still meet? (Birch Royal)")
    apart = split("How big is Birch Royal? How do nurses lead the wards?", tiny.TAGS).requests
    assert apart[-1] == "How do nurses lead the wards?"


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("And which trust has zebras for its wards?", True),
        ("which of them have a zebra?", True),
        ("which trust has nurses for its wards?", False),  # of which it has words
        ("which trust has zebras for it?", False),  # which points at what was asked before
        ("who has zebras?", False),
    ],
)
def test_a_later_request_of_each_for_what_the_report_has_no_word_for_is_asked_by_itself(text, alone):
    asked = read_question(text, tiny.TAGS, tiny.ORGANISATIONS)
    assert is_of_itself(tiny.answerer().kit, asked) is alone


def test_on_what_was_not_answered_leans_only_what_names_nothing_or_asks_of_its_own():
    def read(text):
        return read_question(text, tiny.TAGS, tiny.ORGANISATIONS)

    found = Talk(read("the board of Ash General"))
    refused = Talk(read("zebras at Ash General"), answered=False)
    pointing, bare, alone = read("does it have nurses"), read("who goes?"), read("nurses at Birch Royal")
    assert [lent_within(asked, found, tiny.TAGS) for asked in (pointing, bare, alone)] == [found, found, None]
    assert [lent_within(asked, refused, tiny.TAGS) for asked in (pointing, bare, alone)] == [None, refused, None]
    assert lent_within(read("what are its values"), refused, tiny.TAGS) == refused
    assert lent_within(read("how many nurses went through it?"), refused, tiny.TAGS) == refused
    assert lent_within(bare, None, tiny.TAGS) is None


def test_a_later_request_that_names_nobody_is_of_the_several_that_the_one_before_names():
    def read(text):
        return read_question(text, tiny.TAGS, tiny.ORGANISATIONS)

    two, one = Talk(read("are nurses hired at Ash as at Birch")), Talk(read("how are nurses hired at Ash"))
    asked, named, every = (
        read("who leads the wards"),
        read("who leads the wards at Cedar"),
        read("who leads the wards in each trust"),
    )
    assert [lent_within(each, two, tiny.TAGS) for each in (asked, named, every)] == [two, None, None]
    assert lent_within(asked, one, tiny.TAGS) is None


@pytest.mark.parametrize(
    ("half", "status", "told"),
    [("who made it", "not_stated", True), ("who made it", "answered", False), ("pay at Ash", "not_stated", False)],
)
def test_that_it_does_not_say_what_is_asked_on_is_told(half, status, told):
    whole, first = Answer("q", "answered", "", quotes=(tiny.quote(2),)), Answer("what is it", "answered", "")
    later = Answer(half, status, "", quotes=whole.quotes if status == "answered" else ())
    assert are_better(("what is it", half), whole, (replace(first, quotes=whole.quotes), later)) == told
    silent = replace(whole, status="not_stated")
    assert not are_better(("what is it", half), silent, (replace(first, status="not_stated"), replace(later, status="not_stated")))


def test_who_made_a_thing_is_asked_by_itself_where_no_maker_is_named():
    kit = tiny.answerer().kit
    asked, half = "What is a board at Ash, and who set it up?", ("What is a board at Ash", "who set it up?")
    answer = Answer(asked, "answered", "", quotes=(tiny.quote(2),))  # it names directors

    def read(text):
        return read_question(text, tiny.TAGS, tiny.ORGANISATIONS)

    assert other_half(kit, (), read, asked, answer) == half
    made = replace(answer, quotes=(replace(tiny.quote(2), text="Ash set up its own board."),))
    assert other_half(kit, (), read, asked, made) == ()
    assert other_half(kit, (), read, asked.replace("up?", "up first?"), made) == ()


def test_what_answers_the_first_request_answers_others_whose_quotations_stand_in_it():
    within = replace(ASH, quotes=(tiny.quote(2),))
    whole = replace(ASH, quotes=(tiny.quote(2, 4),))
    assert told_already(whole, [within, within])
    assert not told_already(within, [whole])
    assert not told_already(whole, [within, BIRCH])
    asked = replace(SILENT, question="who said that?")
    assert told_already(replace(whole, quotes=(replace(tiny.quote(2), speaker="Clinical chair"),)), [asked])
    assert not told_already(whole, [asked])
    assert not told_already(whole, [SILENT])  # refused, and told so
    assert not told_already(SILENT, [within])


@pytest.mark.parametrize(
    ("requests", "asked"),
    [
        (("who goes to the board at Ash", "how many (Ash)"), ("who goes to the board at Ash", "how many")),
        (("board at Ash", "how long did it take? (Ash)"), ("board at Ash", "how long did it take?")),
        (("board at Ash", "how many nurses (Ash)"), ("board at Ash", "how many nurses (Ash)")),
        (("board at Ash", "how many (Birch)"), ("board at Ash", "how many (Birch)")),
        (("board", "how many (Ash)"), ("board", "how many (Ash)")),
    ],
)
def test_what_names_nothing_is_asked_of_the_thing_before_it_and_not_of_the_whole_trust(requests, asked):
    assert tuple(unnamed(requests, tiny.TAGS)) == asked


@pytest.mark.parametrize(
    ("later", "told"),
    [
        ("did it work", False), ("what came of it", False), ("how did people take it", False),
        ("what happened when they brought it in", False), ("since when", False), ("why", False), ("what is it", True),
    ],
)  # fmt: skip
def test_what_came_of_a_thing_is_asked_by_itself(later, told):
    def read(text):
        return read_question(text, tiny.TAGS, tiny.ORGANISATIONS)

    answer = Answer("q", "answered", "", quotes=(replace(tiny.quote(2), text="Ash has a board."),))
    half = other_half(tiny.answerer().kit, (), read, f"What is the board at Ash and {later}?", answer)
    assert (half == ()) == told


def test_who_is_asked_of_another_place_where_no_post_is_named():
    kit = tiny.answerer().kit
    asked, read = (
        "Who leads the wards at Ash, and how does it work?",
        lambda text: read_question(text, tiny.TAGS, tiny.ORGANISATIONS),
    )
    half = ("Who leads the wards at Ash", "how does it work?")
    assert other_half(kit, (), read, asked, Answer(asked, "answered", "", quotes=(tiny.quote(6),))) == half
    assert other_half(kit, (), read, asked, Answer(asked, "answered", "", quotes=(tiny.quote(2), tiny.quote(6)))) == ()


@pytest.mark.parametrize(("titles", "half", "one"), [
    (["Pay and wards"], ("pay at Ash", "wards at Ash"), True),
    (["Wards and pay of each"], ("how is pay at Ash", "wards run at Ash"), True),
    (["Pay of wards", "Wards, and what they pay"], ("pay at Ash", "wards at Ash"), False),
    (["Pay and wards"], ("pay at Ash", "nurses at Ash"), False),
    (["Pay and wards"], ("pay at Ash", "wards at Ash", "beds at Ash"), False),
    ([], ("pay at Ash", "wards at Ash"), False),
])  # fmt: skip
def test_what_a_title_joins_is_one_thing(titles, half, one):
    assert are_one_thing(titles, half) is one


def test_of_two_subjects_that_an_editor_joined_nothing_is_parted():
    kit = tiny.answerer().kit
    refused = Answer("", "not_stated", "")
    request = "table: culture and induction at Ash General and Birch Royal"

    def read(text):
        return read_question(text, tiny.TAGS, tiny.ORGANISATIONS)

    entry = replace(tiny.entry("one", "topic", parts=[]), title="Culture and induction")
    half = ("culture at Ash General and Birch Royal", "induction at Ash General and Birch Royal")
    assert other_half(kit, (), read, request, refused) == half
    assert other_half(kit, (entry,), read, request, refused) == ()


def test_two_questions_that_are_asked_of_several_named_first_are_parted_whatever_the_rows_show():
    kit = tiny.answerer().kit

    def read(text):
        return read_question(text, tiny.TAGS, tiny.ORGANISATIONS)

    made = tuple(Row(trust, (tiny.quote(2), tiny.quote(4))) for trust in ("ash", "birch"))
    answer = Answer("", "answered", "", quotes=made[0].quotes, rows=made)
    half = ("who leads the wards (Ash General vs Birch Royal)", "is there a board (Ash General vs Birch Royal)")
    assert other_half(kit, (), read, "Ash General vs Birch Royal: who leads the wards, is there a board?", answer) == half
    assert other_half(kit, (), read, "who leads the wards and is there a board?", answer) == ()
