"""Where the report only says that there is one of a kind, or that there are some, it does not say which."""

from dataclasses import replace

import pytest

import tiny
from rag.answering.draft import Draft
from rag.answering.gestured import NOT_WHAT, NOT_WHICH, NOT_WHO, NOT_WHY, named
from rag.understanding.question import read_question

BOARD, WARDS = (tiny.quote(n) for n in (2, 4))


def read(text, lead=""):
    return replace(read_question(text, tiny.TAGS, tiny.ORGANISATIONS), leans=bool(lead), lead=lead)


def of(typed, *texts, lead_in=None):
    quotes = tuple(replace(WARDS, text=text, lead_in=lead_in) for text in texts)
    return named(read(typed), Draft("find", "answered", "", quotes))


@pytest.mark.parametrize(("typed", "lead", "status"), [
    ("which board is it?", "board", "not_stated"), ("and which board", "board", "not_stated"), ("which ward was it", "ward", "answered"),
    ("what does the board do", "board", "answered"), ("which board is it?", "", "answered"),
    ("which board did nurses join", "", "not_stated"), ("so which ward was closed", "", "answered"),
])  # fmt: skip
def test_of_one_of_a_kind_it_is_not_said_which(typed, lead, status):
    draft = named(read(typed, lead), Draft("find", "answered", "", (WARDS, BOARD)))
    assert draft.status == status
    if status == "not_stated":
        assert (draft.message, draft.quotes, tiny.texts(draft.nearest)) == (NOT_WHICH, (), [BOARD.text])


@pytest.mark.parametrize(("typed", "text", "told"), [
    ("which wards does it have", "It has a number of wards (a total of 20) led by nurses.", False),
    ("which wards does it have", "It has five wards: surgery, care and births.", True),
    ("which wards does it have", "There are different wards. These include surgery.", True),
    ("which wards does it have", "There are different wards. The chairs, including nurses, lead them.", False),
    ("which wards does it have", "There are three general wards.", True),  # of what kind they are is told
    ("which wards does it have", "Wards are led by nurses.", True),
    ("which wards does it have", "It has several wards, and nurses lead all the wards.", True),
    ("which wards does it have", "There are two wards of Ash General.", True),
    ("which senior nurses quit over it", "It prompted a few senior nurses to go.", False),
    ("which senior nurses quit over it, and why", "It prompted a few senior nurses to go.", True),
    ("which awards has it won", "It won a number of awards including The Guardian Award.", True),
    ("which awards has it won apart from the guardian one", "It won a number of awards including The Guardian Award.", False),
    ("which awards has it won apart from the guardian one", "It won some awards including The Guardian Award, and one for care.", True),
    ("name the specialties in the cohort", "Each cohort has a mixture of specialties.", False),
])  # fmt: skip
def test_of_some_of_a_kind_it_is_not_said_which(typed, text, told):
    draft = of(typed, text)
    assert draft.status == ("answered" if told else "not_stated")
    assert told or (draft.message, len(draft.nearest)) == (NOT_WHICH, 1)


@pytest.mark.parametrize(("text", "told"), [
    ("It has a budget in excess of £3 million.", True), ("It has a budget of 3 million.", True), ("It has a budget of 3 parts.", False), ("It has a budget of its own.", False),
])  # fmt: skip
def test_what_a_thing_amounts_to_tells_which(text, told):
    assert of("what budget has oak got", text).status == ("answered" if told else "not_stated")


def test_items_of_a_list_are_named():
    assert of("which wards does it have", "several wards for births", lead_in="Its wards are:").status == "answered"
    assert of("which wards does it have", "several wards for births", lead_in="Its aims are:").status == "not_stated"


@pytest.mark.parametrize(("text", "told"), [
    ("It told how nurses felt about the things that were making them unhappy.", False),
    ("It told of the things that made them unhappy, because pay was low.", True),
    ("Nurses were unhappy with pay.", True),
])  # fmt: skip
def test_of_what_made_them_unhappy_it_is_not_said_what(text, told):
    draft = of("what were the nurses at Ash unhappy about", text)
    assert draft.status == ("answered" if told else "not_stated")
    assert told or draft.message == NOT_WHAT


def test_rows_and_what_is_refused_are_left():
    draft = Draft("find", "not_stated", "", (BOARD,))
    assert named(read("which board did nurses join"), draft) is draft
    rows = replace(draft, status="answered", rows=("a row",))
    assert named(read("which board did nurses join"), rows) is rows


@pytest.mark.parametrize(("typed", "text", "told"), [
    ("why do they avoid the word nurse", "We hardly say ‘nurse’ here – all are referred to as staff.", False),
    ("and why does the chair attend the committees", "The committees still exist and are attended by the chair.", False),
    ("why did they buy a scale", "A scale was bought because wards were slow.", True),
    ("why was the college set up", "It set up a college to help build wards.", True),
    ("do they say why", "The committees still exist.", True),
])  # fmt: skip
def test_a_bare_statement_does_not_tell_why(typed, text, told):
    draft = of(typed, text)
    assert draft.status == ("answered" if told else "not_stated")
    assert told or draft.message == NOT_WHY


@pytest.mark.parametrize(("typed", "text", "told"), [
    ("who calls it the soul of the ward?", "A group seen as ‘the soul of the ward’ meets monthly.", False),
    ("and who says so", "It is widely regarded as safe.", False),
    ("who calls it that", "It is seen as by nurses: a soul.", True), ("who calls it that", "Nurses call it a soul.", True),
    ("who runs it", "It is seen as a soul.", True),
])  # fmt: skip
def test_of_what_is_said_of_a_thing_by_nobody_it_is_not_said_who(typed, text, told):
    draft = of(typed, text)
    assert (draft.status == "answered", draft.message == NOT_WHO) == (told, not told)
    spoken = named(read(typed), Draft("find", "answered", "", (replace(WARDS, text=text, speaker="Nurse"),)))
    assert spoken.status == "answered"
