"""Talks on the report itself: what a turn leans on, what leads its answer, what is of another thing and so told of no more."""

import pytest


def said(real, *talk):
    context = None
    for turn in talk:
        answer = real.ask(turn, context=context)
        context = answer.context if answer.context.request else context
    return answer


@pytest.mark.parametrize("talk", [
    ("checklist for a medical director please",), ("checklist questions for medical directors",),
    ("the checklist for organisations", "and for medical leaders?"), ("what's on the checklist", "for a medical director"),
])  # fmt: skip
def test_the_list_that_is_for_them_is_given_whole(real, talk):
    answer = said(real, *talk)
    assert "The checklist for medical leaders" in answer.message
    assert answer.quotes[0].text.startswith("What activities are in place")


def test_the_other_list_is_given_after_it(real):
    answer = said(real, "checklist for medical directors please", "anything on appraisal", "and for the organisation")
    assert "The checklist for organisations" in answer.message


@pytest.mark.parametrize(("turn", "has"), [
    ("what about junior doctors", "Are junior doctors offered"), ("and for boards?", "the board and the executive team"),
    ("anything on appraisal", "job-planning, appraisal and revalidation"),
])  # fmt: skip
def test_after_a_list_a_thing_is_looked_for_on_it(real, turn, has):
    answer = said(real, "checklist for organisations please", turn)
    assert has in answer.quotes[0].text
    assert len(answer.quotes) == 1


@pytest.mark.parametrize("turn", ["who wrote it", "what does salford do for nurses", "thanks"])
def test_what_asks_of_no_item_is_not_of_the_list(real, turn):
    assert all(quote.page not in ("39", "40", "39–40") for quote in said(real, "checklist for organisations please", turn).quotes)


@pytest.mark.parametrize(("talk", "says"), [
    (("what went wrong at salford with appraisal", "did anyone leave over it"), "resignation of a few"),
    (("what went wrong at salford with appraisal", "was it worth it"), "much valued now"),
    (("how do they pick consultants in northumbria", "do ppl want the old way back"), "wanted to revert"),
    (("going viral - what is it", "who can go on it"), "50 per cent"),
    (("does salford still have a msc", "do people go"), "attendance is low"),
])  # fmt: skip
def test_what_tells_what_is_asked_leads(real, talk, says):
    answer = said(real, *talk)
    assert answer.status == "answered"
    assert says in answer.quotes[0].text


@pytest.mark.parametrize(("talk", "status"), [
    (("has southern used the MES", "what did they learn", "and northumbria?"), "not_stated"),
    (("tell me about mentoring at salford", "is it compulsory", "what about northumbria"), "partial"),
    (("does uclh pay its clinical directors extra", "how much time do they get", "and at southern?"), "answered"),
])  # fmt: skip
def test_what_is_on_another_thing_there_is_no_answer(real, talk, status):
    answer = said(real, *talk)
    assert answer.status == status
    assert all("mentoring" in quote.text.lower() for quote in answer.quotes if "mentoring" in talk[0])


def test_a_number_with_which_nothing_can_be_compared(real):
    answer = said(real, "how many have done going viral", "is that a lot")
    assert (answer.status, answer.rows) == ("not_stated", ())
    assert "whether that is much" in answer.message
    assert answer.nearest[0].trust == "southern-health"
    assert said(real, "how many have done going viral", "is that a lot", "who goes").trusts == ("southern-health",)


@pytest.mark.parametrize(("talk", "says"), [
    (("what is the professionalism programme", "do all juniors do it"), "Foundation Year 1 and 2 doctors all participate"),
    (("does any trust have a staff college", "whats it for"), "build internal leadership competency"),
    (("was there a merger", "how many organisations"), "from 3 previous organisations"),
    (("what is GE nine box", "were they happy"), "Implementation was really challenging"),
    (("does northumbria do 360 feedback", "who for"), "Appraisal for all staff"),
    (("how can i get my docs engaged", "how long does it take"), "cultural change takes time"),
])  # fmt: skip
def test_what_an_entry_on_the_thing_plainly_tells_is_not_refused(real, talk, says):
    answer = said(real, *talk)
    assert answer.answered
    assert any(says in quote.text for quote in answer.quotes)


def test_what_stands_there_by_name_is_no_other_subject(real):
    answer = real.ask("what are staff balls")
    assert answer.answered
    assert "staff balls" in answer.quotes[0].text
    assert real.ask("what is a world cup final").status == "off_topic"


def test_what_is_asked_of_now_is_not_led_by_a_word_that_says_not_now(real):
    assert (
        "responsibility lay with the divisions"
        in said(real, "why did salford scrap the coo", "who does the work now").quotes[0].text
    )


def _last(real, *turns):
    context = None
    for turn in turns:
        answer = real.ask(turn, context=context)
        context = answer.context
    return answer


def test_the_number_of_one_is_set_beside_the_others_where_it_is_asked_who_has_most(real):
    first = [row.trust for row in _last(real, "how many staff at uclh", "who has least").rows if row.value]
    assert len(first) == 4
    assert len(_last(real, "how many staff at uclh", "is that the most").rows) == 4


def test_what_happens_elsewhere_is_asked_of_the_others_and_no_word_to_look_for(real):
    rows = _last(real, "who chairs the panels at uclh", "does that happen elsewhere").rows
    assert {row.trust for row in rows} == {"northumbria", "salford", "southern-health"}
    assert any(row.quotes for row in rows)
    assert all("elsewhere" not in row.looked_for for row in rows)


def test_whether_the_others_have_one_is_asked_of_the_thing_not_why_it_went(real):
    answer = _last(real, "why did salford scrap the coo", "who does that job now", "do the others have one")
    assert answer.quotes
    assert "scrap" not in (answer.taken_as or "")


def test_the_report_as_a_whole_is_named_within_a_sentence(real):
    first = real.ask("is mentoring offered to new consultants?")
    told = real.ask("which trust was that again?", context=first.context)
    assert told.message.startswith("That was of ")
    assert "The report as a whole" not in told.message.partition(". ")[0]


def last_of(real, *turns):
    answer = real.ask(turns[0])
    for turn in turns[1:]:
        answer = real.ask(turn, context=answer.context)
    return answer


def test_a_bare_follow_up_is_not_of_those_whom_an_editor_found_without_the_thing(real):
    answer = last_of(real, "have the trusts a compact with their doctors?", "where did the idea come from?")
    assert answer.quotes[0].trust == "salford"  # in the order of the trusts that have one
    assert "northumbria" not in {quote.trust for quote in answer.quotes}


def test_of_all_four_each_has_a_row_or_is_silent(real):
    answer = last_of(real, "what share of the consultants lead at UCLH?", "and across all four?")
    assert [row.trust for row in answer.rows] == ["northumbria", "salford", "southern-health", "uclh"]


def test_where_they_differ_is_asked_of_what_they_were_asked_to_share(real):
    answer = last_of(real, "what do the four trusts share on appraisal?", "so how do they differ?")
    assert "appraisal" in answer.taken_as
    assert len(answer.rows) == 4
