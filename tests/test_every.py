"""What is said of every member counts for each that is named; and requests that ask of each of those named before."""

import pytest

import tiny
from rag.answering import wording
from rag.understanding.question import Question, read_question
from rag.understanding.talk import Talk, follow
from rag.understanding.turns import Turn


def read(text):
    return read_question(text, tiny.TAGS, tiny.ORGANISATIONS)


@pytest.mark.parametrize(
    "typed",
    [
        "does UCLH offer mentoring",
        "is there any mentoring at northumbria",
        "do consultants get a mentor at UCLH",
    ],
)
def test_of_one_of_which_nothing_is_said_it_is_told_what_is_said_of_all(real, typed):
    answer = real.ask(typed)
    assert answer.message.startswith("Said of all four trusts")
    assert ([q.text for q in answer.quotes], answer.quotes[0].trust) == (["Mentoring and coaching is offered."], None)


def test_of_one_of_which_something_is_said_that_comes_first(real):
    assert {quote.trust for quote in real.ask("does Salford offer mentoring").quotes} == {"salford"}


@pytest.mark.parametrize("typed", ["what does Southern say about revalidation?", "anything on revalidation at Northumbria?"])
def test_of_one_that_names_all_that_is_asked_its_own_stands_before_what_is_said_of_all(real, typed):
    answer = real.ask(typed)
    assert answer.quotes[0].trust is not None
    assert "revalidation" in answer.quotes[0].text


def test_in_a_comparison_of_named_ones_it_fills_the_empty_rows(real):
    answer = real.ask("mentoring at UCLH and Southern Health")
    assert [(row.trust, row.quotes[0].trust) for row in answer.rows] == [("uclh", None), ("southern-health", "southern-health")]
    assert answer.status == "answered"


@pytest.mark.parametrize(("typed", "trust"), [
    ("Do the four trusts have stable leadership?", "southern-health"),
    ("are GPs included in anything at the four hospitals?", "uclh"),
])  # fmt: skip
def test_in_a_comparison_of_all_it_fills_the_empty_rows(real, typed, trust):
    answer = real.ask(typed)
    assert answer.status == "answered"
    assert [quote.trust for row in answer.rows if row.trust == trust for quote in row.quotes] == [None]


def test_what_names_nobody_in_charge_fills_no_row_of_who_is(real):
    answer = real.ask("Who is in charge of quality and safety in each trust?")
    assert all(quote.trust for row in answer.rows for quote in row.quotes)


def test_who_asks_for_a_quotation_gets_somebodys_words(real):
    quotes = real.ask("some quotation from UCLH on its orientation and leadership programmes").quotes
    assert quotes
    assert all(quote.speaker for quote in quotes)


@pytest.mark.parametrize(
    "typed", ["does UCLH use locums", "does UCLH have a clinical policy group", "how much does mentoring cost at UCLH"]
)
def test_what_is_not_said_of_all_is_not_told_of_one(real, typed):
    assert not any(quote.trust is None for quote in real.ask(typed).quotes)


def test_what_is_said_of_one_in_a_paragraph_on_all_is_not_told_of_each(real):
    answer = real.ask("does UCLH have a director of education on the exec")
    assert not any(quote.text.startswith("One has a director") for quote in answer.quotes)


def test_a_row_is_not_filled_with_what_lacks_the_kind_of_thing_that_is_asked_for(real):
    answer = real.ask("how often is mentoring offered at UCLH and Northumbria")
    assert (answer.status, [row.quotes for row in answer.rows]) == ("not_stated", [(), ()])


def test_who_asks_for_those_of_which_it_is_not_so_asks_of_all(real):
    answer = real.ask("who has been in trouble with the CQC, and which ones haven't?")
    assert [row.trust for row in answer.rows if row.quotes] == ["southern-health"]
    assert len(answer.rows) == 4


def test_a_quotation_of_a_role_on_a_subject_stands_without_those_on_others(real):
    answer = real.ask("any quote from a clinical director at Salford about doctors changing their attitude?")
    assert [quote.speaker for quote in answer.quotes] == ["Clinical director"]
    assert "anti-organisation" in answer.quotes[0].text


@pytest.mark.parametrize(("typed", "trusts"), [
    ("what does each do for nurses", ("ash", "cedar")),
    ("and how many wards at both?", ("ash", "cedar")),
    ("which trusts have nurses", ()),
])  # fmt: skip
def test_each_and_both_are_of_those_that_were_named_before(typed, trusts):
    last = Question("mentoring at Ash and Cedar", trusts=("ash", "cedar"), rows=True)
    assert follow(Turn(typed), read(typed), Talk(last), tiny.TAGS)[0].trusts == trusts


def test_each_of_a_message_is_of_those_that_its_first_request_names(real):
    answer = real.ask("Compare appraisal at Northumbria and Salford. Also what does each do for induction of new consultants?")
    assert [part.trusts for part in answer.parts] == [("northumbria", "salford")] * 2


def test_a_later_request_that_names_nothing_is_of_the_one_before_answered_or_not(real):
    answer = real.ask("Where does Southern Health hold its annual medical conference and who goes?")
    assert [part.status for part in answer.parts] == ["not_stated", "answered"]  # no place is told
    assert "consultants, Staff and Associate Specialist" in answer.parts[1].quotes[0].text


def test_one_that_points_at_a_thing_that_was_not_found_is_not_answered_with_another(real):
    answer = real.ask("What did Salford shell out for the year-long course for future medical leaders, and who taught it?")
    assert {one.status for one in (answer, *answer.parts)} == {"not_stated"}


def test_a_number_of_its_own_goes_before_that_of_all(real):
    answer = real.ask("% of consultants w/ leadership roles in UCLH?")
    assert "About 12 per cent of UCLH" in answer.quotes[0].text


def test_where_something_is_mentioned_is_told_though_nothing_answers(real):
    for text in ("Where does it mention human factors – Salford Royal?", "so where does the report discuss human factors at UCLH"):
        answer = real.ask(text)
        assert answer.status == "answered"
        assert all("human factors" in quote.text for quote in answer.quotes)


def test_it_is_told_that_it_is_of_the_kind_alone(real):
    first = real.ask("does uclh have a staff college")
    assert real.ask("is there anything similar at Salford", context=first.context).message.startswith(wording.LIKE)


def test_in_a_talk_it_is_told_where_nothing_of_the_one_has_the_thing(real):
    answer = real.ask("do they get a mentor there?", history=["how are new consultants inducted at UCLH"])
    assert [q.text for q in answer.quotes] == ["Mentoring and coaching is offered."]
    assert (
        real.ask("how much time do they get there?", history=["how are new consultants inducted at UCLH"]).quotes != answer.quotes
    )


def test_what_one_has_of_it_goes_before_what_is_said_of_all(real):
    assert {quote.trust for quote in real.ask("does Salford encourage doctors to lead projects").quotes} == {"salford"}
