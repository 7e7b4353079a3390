"""What stands in hand on the thing talked of tells a follow-up, and nothing else does: no refusal beside it, no answer without it."""

import pytest

from rag.answering.quotes import SHORT_LIST
from test_aspects import talk


def test_a_thing_that_is_named_and_quoted_is_not_refused(real):
    first = real.ask("How are the divisions at Salford led?")
    answer = real.ask("and what is the casting vote", context=first.context)
    assert answer.status == "answered"
    assert "casting vote" in answer.quotes[0].text


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (("explain the going viral course at southern health", "who has joined it so far"), "Approximately 50 per cent"),
        (("explain the going viral course at southern health", "has it won a prize", "in which year was that"), "(2013)"),
    ],
)
def test_what_is_plainly_asked_and_stands_in_hand_is_no_refusal(real, turns, words):
    answer = talk(real, *turns)
    assert answer.status == "answered"
    assert words in answer.quotes[0].text


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (("did any consultants resign over appraisal at Salford", "and how is it viewed nowadays"), "much valued now"),
        (
            ("did any trust breathe new life into its MAC", "how regularly does it convene", "who's on it"),
            "all doctors with positional",
        ),
        (
            ("explain Going Viral", "does Northumbria do such a thing", "back to Going Viral – what does it aim at"),
            "sustainable cultural shift",
        ),
    ],
)
def test_how_it_is_by_now_who_is_on_it_and_what_was_left_are_of_the_thing_itself(real, turns, words):
    answer = talk(real, *turns)
    assert answer.status == "answered"
    assert any(words in quote.text for quote in answer.quotes)


def test_of_how_many_some_number_in_hand_tells_nothing(real):
    assert talk(real, "what is uclh's own staff college", "how many have attended it").status == "not_stated"


def test_what_surely_tells_how_it_was_taken_is_not_folded(real):
    answer = talk(real, "how is salford's appraisal scheme done", "how did people feel about it")
    assert any("it appears to be much valued now" in q.text for q in answer.quotes)


def test_a_detail_that_the_report_lacks_is_of_the_thing_talked_of(real):
    answer = talk(real, "explain the going viral course at southern health", "is there a waiting list")
    assert answer.status == "not_stated"
    assert answer.context.trusts == ("southern-health",)
    assert talk(real, "explain the going viral course at southern health", "what's the weather like").status == "off_topic"


def test_whether_it_is_a_fair_picture_is_asked_of_the_report(real):
    answer = talk(real, "who was interviewed for this", "isn't that a bit one-sided?")
    assert (answer.status, answer.quotes[0].text[:40]) == ("about", "We recognise that our study is a snapsho")


def test_of_a_short_list_of_which_several_items_tell_what_there_is_all_do(real):
    aspects = real.answerer.aspects
    items = next(
        own
        for p in real.index.passages
        if len(own := [s.index for s in p.sentences if s.item is not None]) > 3
        and sum(len(s.text) for s in p.sentences) < SHORT_LIST
    )
    assert aspects._whole_list([items[0], items[2]]) == items
    assert aspects._whole_list([items[0]]) == [items[0]]
    assert aspects._whole_list([items[0], items[-1] + 1]) == [items[0], items[-1] + 1]


def test_of_a_term_nothing_is_told_by_what_stands_elsewhere_on_another_thing(real):
    answer = talk(real, "does uclh have a staff college", "and who funds it")
    assert (answer.status, answer.quotes) == ("not_stated", ())
    assert answer.message == "The report does not say what it costs or who pays."
    assert talk(real, "explain the executive shadowing scheme", "and who funds it").quotes


def test_the_term_that_a_turn_brings_up_is_talked_of_from_there_on(real):
    turns = ("managers and doctors getting on together, northumbria", "who says they are joined at the hip",
             "and at southern - did the conference help with that?", "how many go")  # fmt: skip
    answer = talk(real, *turns)
    assert answer.status == "answered"
    assert "around 100" in answer.quotes[0].text


def test_what_stands_nowhere_is_told_so_whatever_was_talked_of(real):
    answer = talk(real, "how does uclh induct consultants", "does it say anything about whistleblowing")
    assert (answer.status, answer.form) == ("not_stated", "topic")
    assert "‘whistleblowing’ does not occur" in answer.message


@pytest.mark.parametrize(
    ("turns", "words"),
    [
        (
            ("tell me about UCLH's programme in which doctors shadow executives", "who else but doctors can join"),
            "clinical scientists",
        ),
        (
            ("tell me about UCLH's programme in which doctors shadow executives", "who else apart from doctors took part"),
            "scientists",
        ),
    ],
)
def test_who_else_takes_part_is_asked_of_people_and_not_of_other_trusts(real, turns, words):
    answer = talk(real, *turns)
    assert answer.status == "answered"
    assert not answer.rows
    assert any(words in quote.text for quote in answer.quotes)


def test_of_which_they_ask_who_is_told_of_alone_is_talked_of(real):
    found = real.ask("which of these is most like a mental health trust")
    assert found.context.trusts == ("southern-health",)


def test_what_is_in_it_is_not_the_last_question_again(real):
    answer = talk(real, "what is the MAC of Southern Health", "how often do they hold it", "what's in it")
    assert answer.taken_as.startswith("what's in it")


def test_where_it_stands_is_of_the_answer_as_it_was_given(real):
    """The list was talked of; from there on it is junior doctors, of whom more is said elsewhere."""
    turns = ("checklist for medical leaders", "which of the questions is on junior doctors")
    given, where = talk(real, *turns), talk(real, *turns, "page?")
    assert given.context.given
    assert [quote.page for quote in where.quotes] == [quote.page for quote in given.quotes]
    assert where.context.given == given.context.given


@pytest.mark.parametrize(
    "typed", ["in what respects do these trusts differ from one another", "what are the differences between the four"]
)
def test_how_all_differ_is_told_as_it_was_edited(real, typed):
    answer = real.ask(typed)
    assert answer.status == "answered"
    assert [len(row.quotes) for row in answer.rows] == [2, 2, 2, 2]
    assert any(quote.text.startswith("The structures within each of the trusts differ") for quote in answer.quotes)


def test_what_is_said_of_all_is_no_answer_unless_it_speaks_of_the_thing(real):
    answer = talk(real, "tell me what is said on matrons at UCLH", "what changed for them")
    assert not any(quote.trust is None for quote in answer.quotes)


def test_whose_words_are_told_lead_what_else_there_is_of_them(real):
    answer = real.ask("what do trainees think of Northumbria?")
    assert answer.quotes[0].text.startswith("Registrars say")
    assert len(answer.quotes) > 1
