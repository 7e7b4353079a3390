"""Turns of talks on the report itself, taken as a colleague would take them."""

import pytest

from rag.understanding.turns import read_turn


@pytest.mark.parametrize(("typed", "text", "corrects", "drops"), [
    ("oh interesting. who funds the college", "who funds the college", False, False),
    ("hmm, thanks, never mind. how many wards are there", "how many wards are there", False, True),
    ("ok nvm, who chairs it", "who chairs it", False, True),
    ("that's not what i meant, how is it paid for", "how is it paid for", True, False),
    ("lol and the budget?", "and the budget?", False, False),
    ("no, i meant the budget", "the budget", True, False),
])  # fmt: skip
def test_what_a_turn_says_of_the_last_answer_is_no_part_of_what_it_asks(typed, text, corrects, drops):
    turn = read_turn(typed)
    assert (turn.text, turn.corrects, turn.drops) == (text, corrects, drops)


@pytest.mark.parametrize("typed", [
    "great ward leads, who are they", "thanks to whom did it grow", "is it useful, and who pays", "thanks!", "wow", "never mind",
    "interesting people to learn from",
])  # fmt: skip
def test_of_anything_else_nothing_is_left_out(typed):
    assert (read_turn(typed).text, read_turn(typed).reacts) == (typed, False)


def test_what_was_asked_in_vain_is_dropped_where_it_is_said_so(real):
    first = real.ask("what does uclh's staff college teach")
    vain = real.ask("how about salford", context=first.context)
    assert not vain.context.answered
    after = real.ask("never mind that. how many people did they want on it", context=vain.context)
    assert "about: what does UCLH staff college teach" in (after.taken_as or "")


@pytest.mark.parametrize(("typed", "said"), [
    ("are you sure?", "These are the report’s own words"),
    ("can i quote that in a board paper", "These are the report’s own words"),
    ("is that still true today?", "The report is of 2014"),
])  # fmt: skip
def test_a_turn_on_the_answer_itself_repeats_it_with_a_word_on_it(real, typed, said):
    first = real.ask("How does Salford appraise doctors?")
    again = real.ask(typed, context=first.context)
    assert again.message.startswith(said)
    assert again.quotes == first.quotes


def test_which_is_better_is_not_judged(real):
    first = real.ask("How does Northumbria train its appraisers?")
    second = real.ask("and Southern Health?", context=first.context)
    both = real.ask("which one is better?", context=second.context)
    assert both.message.startswith("Which is better I do not judge; this is what the report says of each. ")
    assert {row.trust for row in both.rows if row.quotes} == {"northumbria", "southern-health"}


@pytest.mark.parametrize(("turns", "taken"), [
    (("When did UCLH become a foundation trust?", "and Salford", "who was first"),
     "When did UCLH and Salford Royal become a foundation trust?"),
    (("when was southern health set up", "no I meant the medical advisory committee", "how often do they meet"),
     "how often do they meet (about: the medical advisory committee)"),
    (("what's this compact thing at salford", "and uclh?", "back to the first thing"), "what's this compact thing at salford"),
    (("ceo turnover at northumbria?", "not that, the budget"), "the budget (Northumbria Healthcare)"),
    (("is there a compact at southern health?", "who does the nursing report to there?", "back to southern, what's their culture like"),
     "what's their culture like (Southern Health)"),
    (("What is the medical staff committee like at Salford?", "how long at northumbria"),
     "how long at northumbria (about: What is the medical staff committee like at Northumbria Healthcare?)"),
])  # fmt: skip
def test_a_talk_is_taken_as_a_colleague_would(real, turns, taken):
    context = None
    for turn in turns:
        answer = real.ask(turn, context=context)
        context = answer.context
    assert answer.taken_as == taken


def test_more_after_a_refusal_is_asked_of_what_was_answered(real):
    first = real.ask("How does Salford appraise doctors?")
    refused = real.ask("how many beds has it", context=first.context)
    assert (refused.status, refused.context.answered) == ("not_stated", False)
    more = real.ask("more", context=refused.context)
    assert more.taken_as == "How does Salford appraise doctors?"


def test_what_is_not_said_of_whom_was_talked_of_is_told_of_whom_it_is(real):
    said = real.ask("how does salford appraise its doctors")
    other = real.ask("do they have a staff college", context=said.context)
    assert other.message.startswith("The report does not say that of Salford Royal, but of others: ")
    assert {quote.trust for quote in other.quotes} == {"uclh"}


def test_a_wish_for_less_with_nothing_before_it_is_for_the_sum_of_the_report(real):
    assert real.ask("tl;dr").form == "digest"
    assert real.ask("shorter please").status == "unclear"


@pytest.mark.parametrize(("first", "typed", "trust"), [
    ("how does northumbria pick consultants", "what do they say about the staff college", "uclh"),
    ("what are the values at uclh", "did they get the guardian award", "southern-health"),
    ("does southern reward its staff", "what is it they put into the family culture", "northumbria"),
])  # fmt: skip
def test_a_thing_that_others_alone_have_is_told_of_them(real, first, typed, trust):
    before = real.ask(first)
    answer = real.ask(typed, context=before.context)
    assert trust in {quote.trust for quote in answer.quotes}


def test_where_it_is_from_is_asked_of_the_answer(real):
    first = real.ask("How does Salford appraise doctors?")
    assert real.ask("wheres that from", context=first.context).message.startswith("It stands on")


@pytest.mark.parametrize(("typed", "text", "wrong"), [
    ("no i meant the wards not the budget", "the wards", "the budget"),
    ("i was asking about nurses, not about doctors.", "nurses", "doctors"),
    ("i meant how they are led not who leads", "how they are led not who leads", ""),
    ("i meant nurses not only doctors", "nurses not only doctors", ""),
])  # fmt: skip
def test_what_a_correction_takes_back_may_stand_behind_it(typed, text, wrong):
    turn = read_turn(typed)
    assert (turn.text, turn.wrong, turn.corrects) == (text, wrong, True)
