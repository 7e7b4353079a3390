"""What a turn is bound to, and what it supposes, over the whole report."""

from test_aspects import talk


def test_the_sentence_that_corrects_stands_first(real):
    answer = talk(real, "how many consultants work at uclh", "i had heard it was 300")
    assert answer.status == "answered"
    assert "700 consultants" in answer.quotes[0].text
    assert "‘300’ does not stand" in answer.message


def test_why_and_there_are_of_the_one_that_was_singled_out(real):
    why = talk(real, "which trust abolished its chief operating officer", "why was that?")
    assert "too much operational" in why.quotes[0].text
    assert {quote.trust for quote in why.quotes} == {"salford"}


def test_a_place_that_one_alone_went_to_is_asked_of_that(real):
    answer = talk(real, "what does uclh learn abroad", "geisinger, who went there")
    assert {quote.trust for quote in answer.quotes} <= {"northumbria", None}
    assert answer.status == "answered"


def test_that_it_was_done_twice_tells_whether_it_was_more_than_once(real):
    answer = talk(real, "how did southern's doctors first react to the engagement scale", "has it been used more than once")
    assert "on two occasions" in answer.quotes[0].text


def test_a_thing_of_another_trust_is_told_of_that(real):
    answer = talk(real, "what does salford do for its new consultants", "who is in charge of that shadowing scheme")
    assert {quote.trust for quote in answer.quotes} == {"uclh"}


def test_why_is_told_to_have_no_reason_where_none_is_given(real):
    answer = talk(real, "how long is southern's leadership course for new consultants", "why is it a week")
    assert (answer.status, answer.message) == ("not_stated", "The report gives no reason for that.")


def test_of_another_trust_without_the_term_what_is_near_its_subject_is_offered(real):
    answer = talk(real, "what does northumbria do for F1s and F2s", "and at salford?")
    assert answer.status == "not_stated"
    assert answer.nearest
    assert answer.nearest[0].trust == "salford"
