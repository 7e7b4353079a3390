"""What is said of every member in the rows of a comparison: where it holds the very thing, and a number only where one is told."""

import pytest


def rows(answer):
    return {row.trust: [quote.trust for quote in row.quotes] for row in answer.rows}


@pytest.mark.parametrize("typed", ["which trust has the most consultants", "compare number of consultants at each"])
def test_a_member_of_which_no_number_is_told_is_silent(real, typed):
    answer = real.ask(typed)
    assert answer.status == "partial"
    told = rows(answer)
    assert (told["uclh"], told["northumbria"], told["salford"], told["southern-health"]) == (["uclh"], ["northumbria"], [], [])
    assert answer.message.endswith("The report does not say it of Salford Royal and Southern Health.")


@pytest.mark.parametrize(
    "typed", ["what percent of consultants have some sort of leadership role, trust by trust",
              "at each trust, the proportion of senior doctors in a role of leadership"],
)  # fmt: skip
def test_a_share_of_all_is_a_number(real, typed):
    answer = real.ask(typed)
    assert [("between 15 and 40 per cent" in q.text) for row in answer.rows if row.trust == "salford" for q in row.quotes] == [True]


def test_where_no_row_has_the_number_that_is_asked_it_is_not_stated(real):
    assert real.ask("Number of GPs at each of the four trusts").status == "not_stated"


def test_of_what_is_done_about_somebody_accountability_of_all_tells_nothing(real):
    answer = real.ask("how do the four trusts deal with doctors whose performance is a worry")
    assert (rows(answer)["uclh"], answer.status) == ([], "partial")


def test_patient_care_involves_no_patients(real):
    assert rows(real.ask("which trusts get patients involved in anything"))["salford"] == []


@pytest.mark.parametrize(
    "typed", ["GP involvement across the four sites?", "How are GPs involved across the four sites?",
              "Which trusts have family doctors in their meetings?", "Does each of them have revalidation sorted out?"],
)  # fmt: skip
def test_what_is_said_of_all_on_the_very_thing_is_told_of_each(real, typed):
    answer = real.ask(typed)
    assert answer.status == "answered"
    assert rows(answer)["uclh"] == [None]


def test_what_is_named_of_an_educator_is_no_number_of_them(real):
    told = rows(real.ask("How many doctors hold a formal educational role at each of the four trusts?"))
    assert {trust for trust, quotes in told.items() if quotes} == {"southern-health"}
    both = rows(real.ask("northumbria vs southern: docs with teaching jobs, how many / do they get proper time for it"))
    assert both["northumbria"] == ["northumbria"]


def test_hospitals_listed_by_name_are_counted(real):
    assert rows(real.ask("which has most sites?"))["uclh"] == ["uclh"]
