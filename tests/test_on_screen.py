"""The one plain thing that a follow-up asks is looked for first in what was quoted, and next to that on the same thing."""

from dataclasses import replace

import pytest

import tiny
from rag.answering.draft import Draft
from rag.answering.on_screen import on_screen, shown_in
from rag.types import Answer, Row
from rag.understanding.names import find_trusts
from rag.understanding.one_thing import kind_of, plain_kind
from rag.understanding.question import read_question
from test_talk import taken

KIT = tiny.answerer().kit
BOARD, MEET, WARDS, MENTORING, MAY, TOOK = 2, 3, 4, 11, 12, 1


def led(typed, shown, *quoted, lead="What is mentoring at Birch?", trusts=(), status="answered", **more):
    asked = read_question(typed, tiny.TAGS, tiny.ORGANISATIONS)
    asked = replace(asked, lead=lead, lead_mentions=find_trusts(lead, tiny.TAGS), leans=True, trusts=trusts, shown=tuple(shown))
    return on_screen(KIT, asked, Draft("find", status, "", tuple(tiny.quote(n) for n in quoted), **more))


def text(*sentences):
    return [tiny.SENTENCES[n].text for n in sentences]


def test_what_was_quoted_tells_it_first():
    found = led("which year was that?", [MENTORING], MAY)
    assert (found.status, tiny.texts(found.quotes), tiny.texts(found.more)) == ("answered", text(MENTORING), text(MAY))
    assert tiny.texts(led("which year was that?", [MENTORING], status="not_stated").quotes) == text(MENTORING)
    again = led("which year was that?", [MENTORING], MAY, MENTORING)  # what tells it of another thing is folded
    assert (tiny.texts(again.quotes), tiny.texts(again.more)) == (text(MENTORING), text(MAY))


def test_another_things_time_is_no_answer():
    found = led("when did that happen", [WARDS], MENTORING, lead="Who runs wards at Ash?")
    assert (found.status, tiny.texts(found.nearest)) == ("not_stated", text(WARDS))
    assert "does not say when" in found.message
    assert led("when did that happen", [WARDS], MENTORING, lead="What of Ash?").status == "answered"  # of the member itself


@pytest.mark.parametrize(("typed", "shown", "status"), [
    ("how do they feel about wards", [MENTORING], "answered"), ("which year was that", [], "answered"),
    ("which year was that", [999, -1], "answered"), ("how old is the trust", [WARDS], "answered"),
])  # fmt: skip
def test_what_asks_more_or_follows_nothing_that_was_shown_is_left_alone(typed, shown, status):
    assert led(typed, shown, MAY).status == status


def test_rows_that_say_something_are_left_alone():
    rows = (Row("cedar", (tiny.quote(MAY),)),)
    assert led("which year was that?", [MENTORING], MAY, rows=rows).rows == rows
    assert led("which year was that?", [MENTORING], rows=(Row("cedar", ()),), status="not_stated").status == "answered"


def test_what_stands_next_to_it_must_go_on_from_it_or_name_the_thing():
    often = led("how many of them?", [BOARD], WARDS, lead="What has Ash?")
    assert tiny.texts(often.quotes) == text(BOARD)
    felt = led("is it liked now", [5], lead="Who listens to nurses?", status="not_stated")
    assert felt.status == "not_stated"
    assert tiny.texts(led("how long did it take", [0], WARDS, lead="How many sites?").quotes) == [f"{text(0)[0]} {text(TOOK)[0]}"]
    assert led("which year was that", [MENTORING], trusts=("ash",), status="not_stated").status == "not_stated"  # none of others


def test_what_was_found_close_by_is_not_anothers():
    assert led("how long did it take", [0], TOOK, lead="Who visited the nurses?").status == "answered"
    assert led("which year was that", [WARDS], MENTORING, lead="Who runs the wards?").status == "not_stated"


def test_what_has_most_words_of_the_thing_tells_a_number_best():
    found = led("how many is that", [BOARD], MEET, BOARD, lead="Which directors are on the board?", trusts=("ash",))
    assert tiny.texts(found.quotes)[0] == text(BOARD)[0]


def test_what_is_shown_is_carried_and_reaches_the_readings():
    assert shown_in(tiny.INDEX, Answer("q", "answered", "", (tiny.quote(WARDS), tiny.quote(BOARD, MEET)))) == (WARDS, BOARD, MEET)
    first = tiny.assistant().ask("Who runs the wards at Ash?")
    assert first.context.shown == shown_in(tiny.INDEX, first)
    assert taken("how long in the job", "Who runs the wards at Ash?").lead  # of what was quoted, though it names a job


@pytest.mark.parametrize(("typed", "tells", "not_"), [
    ("which year was that", "In 2012/13 it grew.", "It grew."), ("how long has it been running", "It began in 2010.", "It has a prize (2013)."),
    ("since when", "For the past 10 years they did.", "They won an award in 2013."), ("since when have they", "Adopted for 8 years.", "In the first three years."),
    ("how long does it last", "A three-day course.", "They have been there for 14 years."), ("how many days is it", "It takes five days.", "A course."),
    ("how long had it existed", "It was formed in 2011.", "It won a prize in 2013."), ("when does it start", "It is about to begin.", "It will be the first."),
    ("how many sessions", "One session a week.", "They lead wards."), ("any complaints about it", "The only criticism is its size.", "It is a good one."),
    ("is it liked now", "It is much valued by nurses.", "It is used for pay."), ("who decides on them", "Wards take responsibility.", "Nurses are on wards."),
    ("how old is he", "He is 50 years old.", "He was there for 14 years."), ("what was it the year before", "It rose from £2 million.", "It is £2 million."),
    ("what was wrong with it before", "Attendance was poor.", "It meets monthly."), ("what share is that", "About 12 per cent.", "In 2012 it began."),
    ("how many applied", "Around 45 nurses expressed interest.", "A total of 20 nurses took part."),
    ("how many of the nurses took part", "Half of the nurses took part.", "Half of the wards took part."),
    ("have most nurses been on it", "50 per cent of nurses attended.", "50 per cent of nurses left."),
    ("how many got through", "20 nurses were selected.", "Nurses were selected in 2010."),
])  # fmt: skip
def test_the_words_that_tell_each(typed, tells, not_):
    assert kind_of(typed).told(tells)
    assert not kind_of(typed).told(not_)


def test_a_time_of_a_thing_that_is_named_there_tells_since_when():
    kind = kind_of("since when")
    assert (kind.told("Wards were so in 2010."), kind.told("Wards were so in 2010.", named=True)) == (False, True)


def test_what_asks_of_the_member_itself_is_of_that():
    asked = read_question("how old is the trust", tiny.TAGS, tiny.ORGANISATIONS)
    assert kind_of(asked.text) is not None
    assert plain_kind(asked, tiny.TAGS) is None


def test_whether_it_is_no_more_than_that_is_told_by_what_was_quoted_alone():
    kind = kind_of("is it just a jolly though?")
    assert kind.told("These are not seen as isolated visits.")
    assert not kind.told("It is just a visit.")
    assert led("is it just a jolly", [MENTORING], MAY).quotes == (tiny.quote(MAY),)  # else it is left as it is


def test_what_a_report_says_of_a_number_is_looked_for_where_it_counts_the_same(monkeypatch):
    said = {sentence.index: sentence.text for sentence in tiny.SENTENCES} | {
        BOARD: "It has 12 nurses.",
        MAY: "A small number of nurses meet.",
    }
    monkeypatch.setattr("rag.answering.on_screen._text", lambda _, n: said[n])
    monkeypatch.setattr(type(KIT.concordance), "sentences", lambda _, word: frozenset({MAY} if word == "nurses" else ()))
    found = led("isn't that rather few?", [BOARD], BOARD, lead="How many nurses has Ash?", trusts=("ash", "cedar"))
    assert text(MAY)[0] in tiny.texts(found.quotes)[0]
    assert (
        led("isn't that rather few?", [MENTORING], MENTORING, lead="What of mentoring?").status == "not_stated"
    )  # nothing is counted there


def test_who_left_is_counted_by_how_many_did_and_a_number_shown_goes_first():
    kind = kind_of("how many left?")
    assert kind.told("It prompted the resignation of a few nurses.")
    assert not kind.told("It prompted a few nurses to sing.")
    found = led("how many is that", [BOARD], MEET, lead="How often do wards meet at Ash?", trusts=("ash",))
    assert text(BOARD)[0] in tiny.texts(found.quotes)[0]
