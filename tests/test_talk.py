"""What each kind of turn does, by hand over the tiny report: whom it is about, on which subject, and what is shown."""

from dataclasses import replace

import pytest

import tiny
from rag.answering import wording
from rag.answering.structure import chapters, pages
from rag.answering.talk import talked_of
from rag.types import Answer, Context, Row
from rag.understanding.moves import move_of
from rag.understanding.places import Place, place_of
from rag.understanding.question import read_question
from rag.understanding.spelling import Speller
from rag.understanding.talk import Talk, follow, names_a_thing, recalled, says_nothing
from rag.understanding.turns import read_turn

SAFETY, NURSES = "How does Birch Royal teach safety?", "How do nurses help at Ash General?"


def read(text):
    return read_question(text, tiny.TAGS, tiny.ORGANISATIONS)


def taken(text, *before):
    """The likeliest reading of ``text`` after these requests, each resolved after the one before."""
    talk = None
    for typed in (*before, text):
        turn = read_turn(typed)
        asked = read(turn.text)
        reading = follow(turn, asked, talk, tiny.TAGS)[0] if talk else asked
        talk = Talk(reading, (*talk.earlier, talk.last) if talk else ())
    return talk.last


@pytest.mark.parametrize(("typed", "trusts", "text", "lead"), [
    ("and at Ash General?", ("ash",), "How does Ash General teach safety?", ""),
    ("no, I meant Ash General", ("ash",), "How does Ash General teach safety?", ""),
    ("sorry, Ash General", ("ash",), "How does Ash General teach safety?", ""),
    ("only Ash General", ("ash",), "How does Ash General teach safety?", ""),
    ("not safety, I meant budgets", ("birch",), "How does Birch Royal teach budgets?", ""),
    ("who runs it?", ("birch",), "who runs it?", SAFETY),
    ("who pays for that", ("birch",), "who pays for that", SAFETY),
    ("is that everyone or just nurses", ("birch",), "is that everyone or just nurses", SAFETY),
    ("why not?", ("birch",), "why not: How does Birch Royal teach safety?", ""),
    ("has anyone else done it", ("ash", "cedar"), "has anyone else done it", "How does Ash General and Cedar Health teach safety?"),
    ("compare with Ash General", ("birch", "ash"), "How does Birch Royal and Ash General teach safety?", ""),
    ("is there something similar at Cedar Health", ("cedar",), "is there something similar at Cedar Health", "How does Cedar Health teach safety?"),
    ("when", ("birch",), "when", SAFETY),
    ("which sites went there", ("birch",), "which sites went there", SAFETY),
    ("who does a nurse there answer to", ("birch",), "who does a nurse there answer to", ""),
    ("all of them in one table pls", (), "How does Ash General, Birch Royal and Cedar Health teach safety?", ""),
    ("different question. who leads nurses", (), "who leads nurses", ""),
    ("what is the aim of this report", (), "what is the aim of this report", ""),
    ("page 2", (), "page 2", ""),
])  # fmt: skip
def test_whom_a_turn_is_about_and_on_what(typed, trusts, text, lead):
    found = taken(typed, SAFETY)
    assert (found.trusts, found.text, found.lead) == (trusts, text, lead)


def test_one_takes_the_place_of_all_that_were_named():
    every = "How do Ash General, Birch Royal and Cedar Health teach safety?"
    assert taken("just Ash General then", every).text == "How do Ash General teach safety?"


@pytest.mark.parametrize(("every", "one"), [
    ("How do the trusts teach safety?", "How do Ash General teach safety?"),
    ("How do all three trusts teach safety?", "How do Ash General teach safety?"),
    ("compare safety across the three", "compare safety at Ash General"),
    ("How is safety taught?", "How is safety taught – Ash General?"),
])  # fmt: skip
def test_one_takes_the_place_of_what_the_group_is_called(every, one):
    assert taken("just Ash General then", every).text == one


def test_what_is_asked_of_the_one_that_answered_which_is_asked_of_it_alone():
    assistant = tiny.assistant()
    which = assistant.ask("Which trusts listen to nurses?")
    assert [row.trust for row in which.rows if row.quotes] == ["ash"]
    assert which.context.trusts == ("ash",)
    assert assistant.ask("Do Ash General and Birch Royal listen to nurses?").context.trusts == (
        "ash",
        "birch",
    )  # who was named is kept


@pytest.mark.parametrize(("values", "text", "talked"), [
    ((9, 8), "which site has the most nurses", ("ash",)),
    ((8, 9), "which has the fewest nurses", ("ash",)),
    ((9, 9), "which site has the most nurses", ()),  # neither comes first
    ((9, 8), "how many nurses has each site", ()),
    ((9, 8), "has Ash General the most nurses", ("ash",)),  # who is named, as always
])  # fmt: skip
def test_who_comes_first_in_an_order_is_talked_of(values, text, talked):
    rows = tuple(
        Row(trust, (tiny.quote(number),), value=value)
        for trust, number, value in zip(("ash", "birch"), (2, 5), values, strict=True)
    )
    found = Answer("?", "answered", "", tuple(q for row in rows for q in row.quotes), rows=rows, form="figures")
    assert talked_of(read(text), found) == talked


@pytest.mark.parametrize(("before", "typed", "trusts", "text"), [
    ((SAFETY, "and at Ash General?"), "which one teaches it better?", (), None),
    ((SAFETY, "and at Ash General?"), "which one is better led?", ("birch", "ash"), "which one is better led?"),
    ((SAFETY, "and at Ash General?"), "and which has more?", ("birch", "ash"), "How does Birch Royal and Ash General teach safety?"),
    ((SAFETY, NURSES), "which has more?", (), None),  # something else was asked of the other
    ((SAFETY,), "which has more?", (), None),
])  # fmt: skip
def test_which_of_two_that_were_just_asked_of(before, typed, trusts, text):
    found = taken(typed, *before)
    if text is None:
        assert set(found.trusts) != {"birch", "ash"}
    else:
        assert (found.trusts, found.text) == (trusts, text)


@pytest.mark.parametrize(("typed", "text"), [
    ("no not the saf, the wards", "How does Birch Royal teach wards?"),
    ("not safety, the budgets", "How does Birch Royal teach budgets?"),
    ("not fety, the budgets", "budgets"),  # no word begins so
])  # fmt: skip
def test_what_is_taken_back_may_be_cut_short(typed, text):
    assert taken(typed, SAFETY).text.removeprefix("the ") == text


def test_more_reads_on_behind_what_was_quoted_and_then_goes_back():
    first, more = after("what happened next")
    assert tiny.texts(first.quotes)[-1] == "Nurses run the wards."
    behind = [q.start > first.quotes[0].start for q in more.quotes if q.passage == first.quotes[0].passage]
    assert behind == sorted(behind, reverse=True)
    assert more.message.startswith("More of it")


def test_the_thing_is_kept_over_several_turns():
    assert taken("how long is it", SAFETY, "who runs it?", "who pays for that").lead == SAFETY


def test_going_back_finds_the_latest_request_that_shares_its_words():
    assert taken("back to safety: who runs it", SAFETY, NURSES).lead == SAFETY
    assert taken("back to safety please", SAFETY, NURSES).text == SAFETY
    assert taken("go back to page 2", SAFETY, NURSES).text == "page 2"
    assert recalled("safety", [read(SAFETY), read(NURSES), read("safety?")]).text == "safety?"
    assert recalled("zebra", [read(SAFETY)]) is None


@pytest.mark.parametrize(("typed", "nothing"), [
    ("who runs it?", True), ("is it true?", True), ("him?", True), ("what about the other one", True), ("does it mention nurses", False),
    ("who runs it at Ash General?", False), ("how do they use budgets", False), ("what is this report about", False),
    ("do any of them say how old it is", False), ("And the others?", True), ("what about the other trusts", True), ("how do the others use budgets", False),
])  # fmt: skip
def test_a_request_that_points_at_nothing(typed, nothing):
    assert says_nothing(read(typed), tiny.TAGS) is nothing


def after(typed, context=None, **changes):
    assistant = tiny.assistant(**changes)
    first = assistant.ask("Tell me about the nurses at Ash General")
    return first, assistant.ask(typed, context=context or first.context)


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


@pytest.mark.parametrize(("typed", "place"), [
    ("what is on page 16", Place("page", 16)), ("what does chapter three say", Place("chapter", 3)),
    ("how many quotations are there", Place("quotations")), ("how many quotes on pay", None), ("what page is that on", None),
])  # fmt: skip
def test_places(typed, place):
    assert place_of(typed) == place


def test_a_page_and_the_quotations_are_told_from_the_structure():
    assistant = tiny.assistant()
    assert (len(pages(tiny.REPORT)) > 0, len(chapters(tiny.REPORT)) > 0) == (True, True)
    page = assistant.ask(f"what is on page {pages(tiny.REPORT)[-1]}")
    assert (page.status, page.form, page.answered) == ("about", "about", True)
    none = assistant.ask("page 99")
    assert (none.quotes, none.message.startswith("Page 99 has no text")) == ((), True)
    spoken = [p for p in tiny.PASSAGES if p.speaker]
    counted = assistant.ask("how many quotations are there?")
    assert counted.message == f"{len(spoken)} interview quotation set apart from the text: {len(spoken)} of Ash General."
    assert [q.speaker for q in counted.quotes] == [p.speaker for p in spoken]


@pytest.mark.parametrize("typed", ["who pays for that", "what does it cost"])
def test_who_pays_is_not_answered_by_what_is_near(typed):
    from rag.answering.money import pays

    assert not pays(typed, [tiny.quote(4)])
    assert pays("who leads that", [tiny.quote(4)])


def test_moves_are_asked_of_the_answer_and_not_of_the_report():
    assert [move_of(t) for t in ("More?", "what page is that on", "what is on page 2", "more nurses")] == [
        "more",
        "where",
        None,
        None,
    ]


def test_a_context_without_a_request_is_no_talk():
    assert tiny.assistant().ask("more", context=Context(("ash",))).status == "unclear"


@pytest.mark.parametrize(
    ("typed", "thing"),
    [
        ("how many took part", False),
        ("who led?", False),
        ("how many nurses took part", True),
        ("how many does the report name", True),
    ],
)
def test_a_turn_without_a_thing_of_its_own_is_about_what_was_talked_of(typed, thing):
    assert names_a_thing(read(typed), tiny.TAGS) is thing
