"""What a turn asks of the last answer itself, by hand over the tiny report: more of it, less, where it stands; what is no subject."""

from dataclasses import replace

import pytest

import tiny
from rag.answering import wording
from rag.answering.talk import _whole
from rag.types import Row
from rag.understanding.moves import move_of
from rag.understanding.spelling import Speller

SAFETY = "How does Birch Royal teach safety?"


def after(typed, context=None, **changes):
    assistant = tiny.assistant(**changes)
    first = assistant.ask("Tell me about the nurses at Ash General")
    return first, assistant.ask(typed, context=context or first.context)


def test_more_reads_on_behind_what_was_quoted_and_then_goes_back():
    first, more = after("what happened next")
    assert tiny.texts(first.quotes)[-1] == "Nurses run the wards."
    behind = [q.start > first.quotes[0].start for q in more.quotes if q.passage == first.quotes[0].passage]
    assert behind == sorted(behind, reverse=True)
    assert more.message.startswith("More of it")


def test_to_read_on_shows_what_is_next_and_in_the_end_says_that_there_is_none():
    assistant = tiny.assistant()
    first = assistant.ask("Tell me about the nurses at Ash General")
    shown, context = list(first.quotes), first.context
    for _ in range(9):
        found = assistant.ask("go on please", context=context)
        assert not {(q.start, q.end) for q in found.quotes} & {(q.start, q.end) for q in shown}
        shown += found.quotes
        context = found.context
        if not found.quotes:
            break
    assert (found.status, found.message) == ("not_stated", wording.NO_MORE)
    assert {q.trust for q in shown} == {"ash"}
    assert len(shown) > len(first.quotes)


def test_more_is_of_the_same_subject():
    first, found = after("any more?")
    assert tiny.texts(first.quotes) == ["We listen to nurses. It works.", "Nurses run the wards."]
    assert tiny.texts(found.quotes) == ["Ash has a board of 12 directors. They meet monthly."]  # what is left of that passage
    _, done = after("any more?", found.context)
    assert (done.status, done.quotes, done.message) == ("not_stated", (), wording.NO_MORE)
    birch, context = tiny.assistant(), None
    context = birch.ask("Tell me about mentoring at Birch Royal").context
    assert birch.ask("any more?", context=context).quotes == ()  # nothing else speaks of it
    assert birch.ask("go on", context=context).quotes


def test_a_turn_may_be_misspelt():
    assistant = tiny.assistant()
    assistant.speller = Speller({"detail": 5}, lambda word: word == "more")
    context = assistant.ask("Tell me about the nurses at Ash General").context
    misspelt, spelt = (assistant.ask(f"more {word} pls", context=context) for word in ("detial", "detail"))
    assert misspelt == replace(spelt, question="more detial pls", tokens=misspelt.tokens)
    assert misspelt.quotes


def test_shorter_is_what_leads_and_full_is_all():
    first, short = after("shorter")
    assert (short.quotes, short.more) == (first.quotes[:1], first.quotes[1:] + first.more)
    _, full = after("the full list please")
    assert (full.quotes, full.more) == (first.quotes + first.more, ())


def test_where_all_is_shown_no_row_says_that_something_is_folded():
    row = _whole(Row("ash", (), "no_mention", ("zebra",), folded=1), (tiny.quote(4), tiny.quote(11)))
    assert row == Row("ash", (tiny.quote(4),))
    assert _whole(Row("cedar", (), "no_mention", ("zebra",)), (tiny.quote(4),)).silence == "no_mention"


def test_where_it_stands_and_who_says_it():
    first, where = after("where does it say that?")
    assert where.quotes == first.quotes
    assert where.message.startswith("It stands on p. 2, under ‘")
    assert where.context.request == first.context.request
    _, who = after("who said that?")
    assert who.quotes[0].speaker
    assert "clinical chair of Ash General (p. 2)" in who.message
    _, exact = after("is that the exact wording?")
    assert (exact.quotes, exact.message) == (first.quotes, "These are the report’s own words, letter for letter.")
    _, again = after("say that again")
    assert (again.quotes, again.message) == (first.quotes, first.message)


def test_that_is_wrong_asks_back_with_choices_that_are_answered():
    assistant = tiny.assistant(answer=0.0)
    first = assistant.ask("Tell me about the nurses at Ash General")
    back = assistant.ask("that's wrong", context=first.context)
    assert (back.status, back.quotes) == ("unclear", ())
    assert back.next == ("Tell me about the nurses at Birch Royal", "Tell me about the nurses at Cedar Health")
    assert back.context.request == first.context.request
    assert [assistant.ask(choice, context=back.context).trusts for choice in back.next] == [("birch",), ("cedar",)]


@pytest.mark.parametrize("typed", ["not that, the other one", "No, the other one.", "I meant the other one", "the other one"])
def test_the_other_one_is_asked_back(typed):
    """F9: it was read as the word “one”, or as all trusts."""
    assistant = tiny.assistant(answer=0.0)
    back = assistant.ask(typed, context=assistant.ask("Tell me about the nurses at Ash General").context)
    assert (back.status, back.quotes) == ("unclear", ())
    assert back.next == ("Tell me about the nurses at Birch Royal", "Tell me about the nurses at Cedar Health")


def test_thanks_and_refusals_never_become_the_subject():
    assistant = tiny.assistant()
    context = assistant.ask(SAFETY).context
    for typed in ("great ta", "lol ok", "nurses at Elm Hospital", "x" * 9_000):
        kept = assistant.ask(typed, context=context).context
        assert (kept.request, kept.trusts) == (context.request, context.trusts)
    assert assistant.ask("more").status == "unclear"  # of nothing


def test_moves_are_asked_of_the_answer_and_not_of_the_report():
    assert [move_of(t) for t in ("More?", "what page is that on", "what is on page 2", "more nurses")] == [
        "more",
        "where",
        None,
        None,
    ]


def test_quotes_on_it_are_what_interviewees_said_and_nothing_else():
    first, spoken = after("any quotes on that?")
    assert any(quote.speaker is None for quote in first.quotes)
    assert tiny.texts(spoken.quotes) == ["We listen to nurses. It works."]
    assert (spoken.form, spoken.message) == (
        "voices",
        "Quoted in interview: clinical chair of Ash General (p. 2). The report gives no names.",
    )
    assert (spoken.context.request, spoken.taken_as) == (first.context.request, first.question)


def test_where_nobody_is_quoted_on_it_that_is_told():
    assistant = tiny.assistant()
    first = assistant.ask(SAFETY)
    none = assistant.ask("got any quotes?", context=first.context)
    assert (none.status, none.message, none.quotes) == ("not_stated", wording.NOBODY, ())
