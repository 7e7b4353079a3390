"""Whether quotations hold the kind of thing that a request asks for."""

import pytest

from rag.understanding.given import has_count, lacks, leading, met


@pytest.mark.parametrize(
    ("request_", "quotation", "held"),
    [
        ("How long is their term of office?", "The directors devote between 5–10 sessions to the role.", False),
        ("How long is their term of office?", "The duration of this is three years.", True),
        ("Which firm of psychologists did they hire?", "Ash worked in close conjunction with a firm of psychologists.", False),
        ("Which company did they learn from?", "These have been informed by Virgin Atlantic’s focus on customers.", True),
        ("Which company did they learn from?", "It has drawn on the experience at the company GE.", True),
        ("Which company did they learn from?", "The CEO has learned from others.", False),
        ("Which company is like Virgin?", "These have been informed by Virgin.", False),  # it was named by the request
        ("Who hired them?", "Nobody says.", True),
    ],
)
def test_a_length_is_a_length_and_a_firm_has_a_name(request_, quotation, held):
    assert met(request_, [quotation]) == held


@pytest.mark.parametrize(("request_", "first"), [("How many days is it?", 1), ("Who runs it?", 0), ("How many weeks is it?", 1)])
def test_where_a_number_is_asked_the_first_that_has_one_leads(request_, first):
    assert leading(request_, ["It is for one and all.", "a five-day course", "3 days"]) == first


@pytest.mark.parametrize(
    ("request_", "first"), [("How often do they meet?", 2), ("How often is it?", 2), ("Where do they meet?", 0)]
)
def test_where_it_is_asked_how_often_what_says_so_leads_and_before_it_what_says_it_exactly(request_, first):
    assert leading(request_, ["It is for one and all.", "regular meetings", "a monthly half-day"]) == first


def test_what_is_done_regularly_answers_how_often_too():
    assert leading("How often do they meet?", ["It is for one and all.", "regular meetings"]) == 1
    assert met("How often do they meet?", ["regular meetings"])
    assert not met("How often do they meet?", ["It is for one and all."])


@pytest.mark.parametrize(
    ("request_", "text", "held"),
    [
        ("what percentage of doctors lead", "It has 12 directors.", False),
        ("what percentage of doctors lead", "About 12 per cent of them do.", True),
        ("how many doctors lead", "It has 12 directors.", True),
        ("what proportion is it", "Half of them.", True),
    ],
)
def test_where_a_share_is_asked_for_a_number_of_anything_else_is_none(request_, text, held):
    assert has_count(request_, text) == met(request_, [text]) == held


@pytest.mark.parametrize(
    ("request_", "text", "held"),
    [
        ("how many wards does Ash have", "It runs these wards: Elm Ward, the Oak Ward, and Yew.", True),
        ("how many wards does Ash have", "It runs the wards it needs.", False),
        ("how many wards does Ash have", "It serves the following towns: Elm, Oak, and Yew.", False),
        ("when were the wards built", "It runs these wards: Elm Ward, the Oak Ward, and Yew.", False),
    ],
)
def test_what_is_listed_by_name_can_be_counted(request_, text, held):
    assert met(request_, [text]) is held


@pytest.mark.parametrize(
    ("text", "lacking"),
    [("It began after concerns.", True), ("It began in 2010.", False), ("This has been so for the past 10 years.", False)],
)
def test_after_something_is_no_plain_time(text, lacking):
    assert lacks("When did it begin", [text]) == lacking
    assert not lacks("Why did it begin", [text])


def test_what_is_not_lacking_is_met():
    assert not lacks("which firm helped them", ["They had help from Virgin Mason."])
    assert lacks("which firm helped them", ["They had help from friends."])


def test_who_took_part_is_led_by_what_tells_it():
    told = ["A course that won a prize.", "Half of the nurses have participated in it."]
    assert leading("who participated in the course", told) == 1
    assert leading("who runs the course", told) == 0
    assert leading("who attended it", told[:1]) == 0


@pytest.mark.parametrize(
    ("request_", "quotation", "held"),
    [
        ("Where is the new ward being built?", "A new ward is being built that will be the first in the country.", False),
        ("Where is the ward located?", "The ward is in the heart of London.", True),
        ("Which country is Jonkoping in?", "There were visits to Jonkoping (Sweden).", True),
        ("Where do they differ?", "They differ in pay.", True),
        ("What did the panel ask people?", "It includes tests and role-playing.", False),
        ("What did the panel ask people?", "The interview has values-based questions.", True),
        ("What did they rename the group to?", "We are going to call it something different.", False),
        ("What month was the survey done?", "In the annual survey (2013) it was voted the best.", False),
        ("What month was it founded?", "In July 2004 it became one.", True),
        ("What did they rename the group to?", "It is now called ‘the forum’.", True),
    ],
)
def test_a_place_a_question_and_a_name_are_such(request_, quotation, held):
    assert met(request_, [quotation]) == held
