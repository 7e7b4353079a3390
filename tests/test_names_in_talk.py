"""What a turn of a talk brings up by name, whose words it asks for, and what it counts. Over the report itself."""

import pytest


def asked(real, *turns):
    """The answer to the last of the turns."""
    context = None
    for typed in turns:
        answer = real.ask(typed, context=context)
        context = answer.context if answer.context.request else context
    return answer


@pytest.mark.parametrize("typed", ["what did Keogh say of them", "what did Francis think of those"])
def test_what_does_not_hold_the_name_that_a_turn_brings_up_is_no_answer(real, typed):
    answer = asked(real, "what are the values of UCLH", typed)
    assert (answer.status, answer.quotes) == ("not_stated", ())
    assert "Keogh" in answer.nearest[0].text


def test_what_holds_it_leads_and_the_rest_is_folded(real):
    answer = asked(real, "do GPs take part anywhere", "what has Keogh to do with that")
    assert all("Keogh" in quote.text for quote in answer.quotes or answer.nearest)


@pytest.mark.parametrize(("before", "typed"), [
    ("how does UCLH learn from others", "who visited Virginia Mason"), ("learning from others at UCLH", "what came from Virginia Mason"),
])  # fmt: skip
def test_a_thing_of_others_by_its_proper_name_is_asked_of_all(real, before, typed):
    assert {q.trust for q in asked(real, before, typed).quotes} >= {"salford", "southern-health"}


def test_who_says_so_and_who_else_is_told_by_what_people_said(real):
    before = "does better engagement make care better"
    said = asked(real, before, "does anybody at the trusts say so")
    assert said.form == "voices"
    assert all(quote.speaker for quote in said.quotes)
    first = real.ask(before)
    more = asked(real, before, "anyone else?")
    assert not {q.start for q in more.quotes} & {q.start for q in first.quotes}
    assert all(quote.speaker for quote in more.quotes)


def test_anyone_else_is_another_member_where_one_was_talked_of(real):
    answer = asked(real, "does UCLH have a staff college", "anyone else?")
    assert answer.trusts == ("northumbria", "salford", "southern-health")
    assert answer.form != "social"


@pytest.mark.parametrize(("typed", "status"), [("how many porters", "not_stated"), ("how many beds", "not_stated"), ("how many planets are there", "off_topic")])  # fmt: skip
def test_what_is_counted_at_the_one_talked_of_is_not_off_the_subject(real, typed, status):
    answer = asked(real, "what is the budget of Salford", typed)
    assert (answer.status, answer.trusts if status == "not_stated" else ("salford",)) == (status, ("salford",))


def test_a_name_of_which_all_are_told_besides_is_still_that_of_the_one_that_has_it(real):
    told = real.understood("what came from Virgin Atlantic")
    assert real.answerer.offers.home_of(told) == "southern-health"
