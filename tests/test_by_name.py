"""What a row of a comparison must show of a thing with a name, and of one for which the report has no word."""

from rag.understanding.wants import ASKS_SPAN


def rows(answer):
    return {row.trust: [quote.trust for quote in row.quotes] for row in answer.rows}


def test_another_award_is_not_the_one_that_is_asked_by_its_name(real):
    answer = real.ask("clinical excellence awards Salford compared with UCLH")
    assert (rows(answer), answer.status) == ({"salford": ["salford"], "uclh": []}, "partial")


def test_members_are_not_summed_up_for_a_thing_that_the_report_has_no_word_for(real):
    answer = real.ask("Compare Salford and UCLH on mortality")
    assert (rows(answer), answer.status) == ({"salford": [], "uclh": []}, "not_stated")


def test_of_who_appraises_the_leaders_it_tells_who_appraises_the_chairs(real):
    answer = real.ask("Who appraises the medical leaders at Salford and at UCLH?")
    assert any("The CEO appraises the clinical chairs." in quote.text for quote in answer.quotes)
    assert (rows(answer)["uclh"], answer.status) == ([], "partial")  # that they are appraised tells of nobody who does it


def test_a_length_of_a_course_is_a_length_of_time():
    assert ASKS_SPAN.found("length of the new consultant induction at salford")
    assert not ASKS_SPAN.found("the length of a ward")


def test_each_of_two_named_things_fills_the_row_of_the_one_that_has_it(real):
    answer = real.ask(
        "What is the difference between the Clinical Policy Group in Northumbria and the Medical Advisory Committee in Southern Health?"
    )
    assert {row.trust: row.quotes[0].text.find(name) >= 0 for row, name in zip(answer.rows, ("CPG", "MAC"), strict=True)} == {
        "northumbria": True, "southern-health": True,
    }  # fmt: skip
    refused = real.ask("TICKLE at Salford vs the staff college at UCLH")
    assert (rows(refused), refused.status) == ({"salford": ["salford"], "uclh": ["uclh"]}, "answered")


def test_one_named_thing_does_not_answer_what_is_refused_of_it(real):
    answer = real.ask("do the four pay people to sit on the Medical Advisory Committee")
    assert not any("Medical Advisory Committee" in quote.text for quote in answer.quotes)


def test_a_letter_is_nobodys_name(real):
    told = real.ask("which of them hold balls, e-mail or not")
    assert not any("Accident and Emergency" in quote.text for quote in told.quotes)
