"""Another list of the kind, or what of the last one is on something."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

import tiny
from rag.answering import one_of as one_of_module
from rag.answering.one_of import OneOf, one_of, with_another_name
from rag.types import Answer
from rag.understanding.question import read_question
from rag.understanding.talk import Talk

KIT = tiny.answerer().kit
BOARD, NURSES, HEARD, SAFETY, DOORS, BUDGETS, MENTORING = 2, 4, 5, 8, 9, 10, 11
LEADERS = tiny.entry(
    "leaders", title="The list for leaders", subject="list", parts=(tiny.part("birch", (SAFETY,), (DOORS,), (BUDGETS,)),)
)
BOARDS = tiny.entry("boards", title="The list for boards", subject="list", parts=(tiny.part("ash", (BOARD,), (NURSES,), (HEARD,)),))
OTHER = tiny.entry("other", title="Mentoring for boards", subject="mentoring", parts=(tiny.part("birch", (MENTORING,)),))
ENTRIES = {entry.id: entry for entry in (LEADERS, BOARDS, OTHER)}


def asked(typed, *, last="leaders", trusts=()):
    before = replace(read_question("What should a leader ask?", tiny.TAGS, tiny.ORGANISATIONS), trusts=trusts)
    return one_of(KIT, ENTRIES, typed, Talk(before, entry=last))


def test_another_list_is_told_by_its_title():
    assert asked("and the ones for the boards?") == OneOf("The list for boards")
    assert asked("what about the list for leaders please", last="boards") == OneOf("The list for leaders")
    assert asked("the ones for mentoring") is None  # another subject
    assert asked("and for the boards") == OneOf("The list for boards")
    assert asked("and for shared budgets") is None  # no list is for those


def test_what_is_on_something_is_told_by_its_words_in_this_list_or_the_other():
    assert asked("only the one about shared budgets") == OneOf("", (BUDGETS,))
    assert asked("just the ones on wards", last="leaders") == OneOf("The list for boards", (NURSES,))
    assert asked("only the one about shared budgets", trusts=("cedar",)) is None


def test_what_is_on_something_in_the_other_list_is_told_together():
    assert asked("and the ones for boards about wards or yaks") == OneOf("The list for boards", (NURSES,))
    assert asked("and the ones for leaders on shared budgets and open doors", last="boards") == OneOf(
        "The list for leaders", (DOORS, BUDGETS)
    )
    assert asked("and the ones for boards about yaks") == OneOf("The list for boards")


def test_whether_a_list_has_something_is_told_by_its_words_in_this_list_or_the_other():
    assert asked("is there one on shared budgets?") == OneOf("", (BUDGETS,))
    assert asked("is there one about shared budgets wanted there?") == OneOf(
        "", (BUDGETS,)
    )  # what is done with a thing proves nothing
    assert asked("any on shared budgets?") == OneOf("", (BUDGETS,))
    assert asked("anything there about shared budgets") == OneOf("", (BUDGETS,))
    assert asked("any on wards", last="other") is None  # it is no list
    assert asked("and does the list ask about wards?") == OneOf("The list for boards", (NURSES,))
    assert asked("is there one on mentoring") is None
    assert asked("is there one on mentoring", last="other") is None  # it is no list: another of the kind is asked for


@pytest.mark.parametrize(("typed", "before", "put"), [
    ("and May?", "Who learned from Nurses run?", "Who learned from May?"),  # the report has it with its capital alone
    ("what about nurses run", "Who went to May at Ash General?", "Who went to nurses run at Ash General?"),
    ("and Oaks?", "Who learned from Nurses run?", ""),  # no name that it prints
    ("and Cedar?", "Who learned from Nurses run?", ""),  # a member
    ("and May?", "Who learned from May?", ""),
    ("and May?", "Ash General nurses run", ""),  # a name and no more: nothing was asked of it
    ("and May, who went there", "Who learned from Nurses run?", ""),
])  # fmt: skip
def test_a_proper_name_takes_the_place_of_the_only_other(typed, before, put):
    term = tiny.entry("term", form="term", title="Nurses run", subject="nurses-run")
    last = read_question(before, tiny.TAGS, tiny.ORGANISATIONS)
    assert with_another_name(KIT, {"term": term}, typed, last) == put


def test_what_most_of_a_list_holds_is_none_of_it():
    assert asked("the ones on nurses", last="boards") is None
    assert asked("only the one on Ash", last="boards") == OneOf("", (BOARD,))


@pytest.mark.parametrize(("typed", "last"), [("who made the list for boards", "leaders"), ("and the ones for the boards?", None)])
def test_anything_else_is_asked_as_it_is(typed, last):
    assert asked(typed, last=last) is None


def test_the_answer_has_what_is_meant_alone():
    answer = Answer("?", "partial", "", (tiny.quote(SAFETY, BUDGETS),), more=(tiny.quote(NURSES),), form="digest")
    shown = OneOf("", (BUDGETS,)).of(KIT, answer)
    assert (shown.status, tiny.texts(shown.quotes), shown.more) == ("answered", ["shared budgets"], ())
    assert shown.message.startswith("1 passage from Birch Royal")
    assert OneOf("The list").of(KIT, answer) is answer
    refused = replace(answer, status="not_stated")
    assert OneOf("", (BUDGETS,)).of(KIT, refused) is refused


def test_an_item_of_two_sentences_is_told_whole():
    sentences = tuple(replace(s, item=0) if s.index in (SAFETY, DOORS) else s for s in KIT.index.sentences)
    index = SimpleNamespace(homes=KIT.index.homes, sentences=sentences)
    assert one_of_module._held(replace(KIT, index=index), LEADERS, ["safeti"], ()) == (SAFETY, DOORS)
    assert one_of_module._held(KIT, LEADERS, ["safeti"], ()) == (SAFETY,)


def test_which_of_its_kind_it_was_is_told_again_from_the_last_entry_alone():
    again = asked("which budget was it again?", trusts=("birch",))
    assert (again.sentences, again.title) == ((BUDGETS,), "")


def test_of_a_member_named_the_place_of_what_was_told_of_it_before_is_asked():
    of = {one: read_question(f"How many nurses has {one}?", tiny.TAGS, tiny.ORGANISATIONS) for one in ("Ash", "Birch")}
    talk = Talk(of["Birch"], (of["Ash"],), entry="leaders")
    found = one_of(KIT, ENTRIES, "which page was the Ash one on?", talk)
    assert (found.before.text, found.before.trusts) == ("How many nurses has Ash General?", ("ash",))
    told = found.of(KIT, Answer("q", "answered", "", (tiny.quote(NURSES),)))
    assert told.message.startswith("It stands on ")
    assert one_of(KIT, ENTRIES, "which page was the Cedar one on?", talk) is None  # of which nothing was asked
    assert one_of(KIT, ENTRIES, "which page was the best one on?", talk) is None


def test_where_several_were_asked_of_at_once_it_is_asked_of_the_one():
    every = replace(read_question("How many nurses have they?", tiny.TAGS, tiny.ORGANISATIONS), trusts=("ash", "birch"), rows=True)
    found = one_of(KIT, ENTRIES, "where was the Ash figure", Talk(every, entry="leaders"))
    assert (found.before.trusts, found.before.rows) == (("ash",), False)
