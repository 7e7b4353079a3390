"""How a turn is read within a talk, by hand over the tiny report: whom it is about, and on which subject."""

import pytest

import tiny
from rag.answering.structure import chapters, pages
from rag.answering.talk import talked_of
from rag.types import Answer, Context, Row
from rag.understanding.back import sharing_most
from rag.understanding.places import Place, place_of
from rag.understanding.question import read_question
from rag.understanding.talk import Talk, follow, lent_to
from rag.understanding.thing import names_a_thing, says_nothing, stands_alone
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
    ("Ash General sorry", ("ash",), "How does Ash General teach safety?", ""),
    ("I do apologise, I was thinking of Ash General.", ("ash",), "How does Ash General teach safety?", ""),
    ("just Ash General is fine", ("ash",), "How does Ash General teach safety?", ""),
    ("let's talk about the wards instead", (), "the wards", ""),
    ("only Ash General", ("ash",), "How does Ash General teach safety?", ""),
    ("not safety, I meant budgets", ("birch",), "How does Birch Royal teach budgets?", ""),
    ("who runs it?", ("birch",), "who runs it?", SAFETY),
    ("who pays for that", ("birch",), "who pays for that", SAFETY),
    ("is that everyone or just nurses", ("birch",), "is that everyone or just nurses", SAFETY),
    ("why not?", ("birch",), "why not: How does Birch Royal teach safety?", ""),
    ("has anyone else done it", ("ash", "cedar"), "How does Ash General and Cedar Health teach safety?", ""),
    ("compare with Ash General", ("birch", "ash"), "How does Birch Royal and Ash General teach safety?", ""),
    ("is there something similar at Cedar Health", ("cedar",), "is there something similar at Cedar Health", "How does Cedar Health teach safety?"),
    ("and what about at Ash General, how are they picked", ("ash",), "and what about at Ash General, how are they picked", "How does Ash General teach safety?"),
    ("does Cedar Health interview them", ("cedar",), "does Cedar Health interview them", "How does Cedar Health teach safety?"),
    ("at Cedar Health do they hold a forum", ("cedar",), "at Cedar Health do they hold a forum", ""),
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
    ("How is safety taught?", "How is safety taught at Ash General?"),
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
    ((SAFETY, "and at Ash General?"), "ok compare the two", ("birch", "ash"), "How does Birch Royal and Ash General teach safety?"),
    ((SAFETY, "and at Ash General?"), "what's the difference", ("birch", "ash"), "How does Birch Royal and Ash General teach safety?"),
    ((SAFETY, "and at Ash General?"), "and the others?", ("cedar",), "How does Cedar Health teach safety?"),
    ((SAFETY, "and at Ash General?", "Cedar Health?"), "and the others?", ("ash", "birch"), "How does Ash General and Birch Royal teach safety?"),
    ((SAFETY, NURSES), "and the others?", ("birch", "cedar"), "How do nurses help at Birch Royal and Cedar Health?"),
    ((SAFETY, "and at Ash General?"), "different question. which has more nurses", (), None),
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


def test_the_thing_is_kept_over_several_turns():
    assert taken("how long is it", SAFETY, "who runs it?", "who pays for that").lead == SAFETY


def test_going_back_finds_the_latest_request_that_shares_its_words():
    assert taken("back to safety: who runs it", SAFETY, NURSES).lead == SAFETY
    assert taken("back to safety please", SAFETY, NURSES).text == SAFETY
    assert taken("go back to page 2", SAFETY, NURSES).text == "page 2"
    assert sharing_most("safety", [read(SAFETY), read(NURSES), read("safety?")]).text == "safety?"
    assert sharing_most("zebra", [read(SAFETY)]) is None


@pytest.mark.parametrize(("typed", "nothing"), [
    ("who runs it?", True), ("is it true?", True), ("him?", True), ("what about the other one", True), ("does it mention nurses", False),
    ("who runs it at Ash General?", False), ("how do they use budgets", False), ("what is this report about", False),
    ("do any of them say how old it is", False), ("And the others?", True), ("what about the other trusts", True), ("how do the others use budgets", False),
])  # fmt: skip
def test_a_request_that_points_at_nothing(typed, nothing):
    assert says_nothing(read(typed), tiny.TAGS) is nothing


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


@pytest.mark.parametrize(
    ("typed", "leads"),
    [("how does it pay its nurses", [SAFETY, "", ""]), ("who runs it", [SAFETY, ""])],
)
def test_it_may_be_the_trust_where_a_thing_of_its_own_is_asked_about(typed, leads):
    last = read(SAFETY)
    readings = follow(read_turn(typed), read(typed), Talk(last), tiny.TAGS)
    assert [reading.lead for reading in readings] == leads
    assert [reading.trusts for reading in readings] == [("birch",)] * (len(leads) - 1) + [()]


@pytest.mark.parametrize(
    ("typed", "alone"),
    [("how many nurses", True), ("how are their nurses paid", False), ("who runs it", False), ("who runs wards and so on", False)],
)
def test_what_names_its_thing_and_points_at_nothing_stands_alone(typed, alone):
    assert stands_alone(read(typed), tiny.TAGS) is alone


@pytest.mark.parametrize("typed", ["are they all nurses", "and how many of them"])
def test_all_of_them_are_a_member_s_people_where_one_member_was_talked_of(typed):
    asked = read(typed)
    assert asked.everyone
    one, several = (follow(read_turn(typed), asked, Talk(read(last)), tiny.TAGS)[0] for last in (SAFETY, "How do all three teach?"))
    assert (one.trusts, one.everyone, one.rows) == (("birch",), False, False)
    assert several.everyone


@pytest.mark.parametrize("typed", ["versus Cedar Health?", "vs Cedar Health", "against Cedar Health", "compared to Cedar Health?"])
def test_the_trust_beside_which_another_is_set_is_compared_with_it(typed):
    (reading,) = follow(read_turn(typed), read(typed), Talk(read(SAFETY)), tiny.TAGS)
    assert (reading.text, reading.trusts, reading.rows) == (
        "How does Birch Royal and Cedar Health teach safety?",
        ("birch", "cedar"),
        True,
    )


def test_on_another_thing_the_trust_is_asked_by_name():
    readings = follow(read_turn("what about nurses?"), read("what about nurses?"), Talk(read(SAFETY)), tiny.TAGS)
    assert [reading.taken_as for reading in readings[1:]] == ["what about nurses at Birch Royal", None]
    assert readings[1].mentions


@pytest.mark.parametrize(("typed", "lent"), [
    ("and Cedar Health?", SAFETY),  # repeats it
    ("no, I meant Cedar Health", SAFETY),  # corrects it
    ("how many of them", SAFETY),  # has no subject of its own
    ("how are nurses paid", NURSES),  # has one
])  # fmt: skip
def test_a_refused_request_lends_itself_to_what_has_no_subject_of_its_own(typed, lent):
    talk = Talk(read(SAFETY), (read(NURSES),), answered=False)
    turn = read_turn(typed)
    assert lent_to(turn, read(turn.text), talk, tiny.TAGS).last.text == lent


def test_whom_the_same_was_asked_of_in_vain_is_whom_the_next_request_is_of():
    talk = Talk(read("How does Cedar Health teach safety?"), (read(SAFETY),), answered=False)
    for typed in ("how are budgets cut", "and the chief accountant?"):
        lent = lent_to(read_turn(typed), read(typed), talk, tiny.TAGS)
        assert (lent.last.text, lent.last.trusts, lent.answered) == ("How does Cedar Health teach safety?", ("cedar",), True)
    assert lent_to(read_turn("back to safety: who"), read("who"), talk, tiny.TAGS).last.trusts == ("birch",)


def test_a_refused_request_is_all_that_there_is_to_lean_on_where_nothing_else_was_asked():
    talk = Talk(read(SAFETY), answered=False)
    assert lent_to(read_turn("how are nurses paid"), read("how are nurses paid"), talk, tiny.TAGS) == talk


@pytest.mark.parametrize(("before", "typed", "text"), [
    (("How many nurses has Ash General?", "and Birch Royal?", "and Cedar Health?"), "which is highest",
     "How many nurses has Ash General, Birch Royal and Cedar Health?"),
    (("How many nurses has Ash General?", "and Birch Royal?"), "who was first", "How many nurses has Ash General and Birch Royal?"),
    ((NURSES, "and Birch Royal?", "who pays for it"), "back to the first thing", NURSES),
    ((NURSES, SAFETY), "back to the previous one", NURSES),
])  # fmt: skip
def test_what_was_asked_of_several_is_compared_and_what_came_first_is_gone_back_to(before, typed, text):
    assert taken(typed, *before).text == text


def test_of_different_things_none_is_compared():
    assert taken("which is highest", NURSES, SAFETY).trusts != ("ash", "birch")


def test_of_several_that_were_compared_the_one_that_is_taken_back_makes_room():
    both = "Compare how Ash General and Birch Royal teach safety"
    assert taken("not Ash General, Cedar Health", both).trusts == ("cedar", "birch")
    assert taken("not Cedar Health, Birch Royal", both).trusts == ("birch",)  # it was not compared
    assert taken("no not Ash, Cedar Health", "How does Ash General teach safety?").trusts == ("cedar",)
