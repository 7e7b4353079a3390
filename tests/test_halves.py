"""Comparisons in which each trust and each thing asked about has its answer, over the report itself."""

import pytest


def test_of_entries_on_one_subject_the_one_with_something_of_most_trusts_has_the_rows(real):
    """The term "consultant compact" is as likely meant as the figures on the compact, and says nothing of Salford's."""
    answer = real.ask("Do all four have a compact with there consultants? where is each one at")
    assert [row.trust for row in answer.rows if row.quotes] == ["salford", "southern-health", "uclh"]


def test_two_things_of_each_trust_are_both_answered(real):
    """One entry is on the one, and another on the other."""
    answer = real.ask("induction and appraisal at each trust")
    assert [part.question for part in answer.parts] == ["induction at each trust", "appraisal at each trust"]
    for part, words in zip(answer.parts, (("induct", "orientation"), ("apprais",)), strict=True):
        assert [row.trust for row in part.rows] == ["northumbria", "salford", "southern-health", "uclh"]
        assert all(any(word in quote.text.lower() for word in words for quote in row.quotes) for row in part.rows)


def test_what_never_was_is_refused_and_what_did_not_work_is_criticism(real):
    assert real.ask("Why did Salford abolish the clinical directors?").status == "not_stated"
    wrong = real.ask("What did not work at Southern Health")
    assert wrong.message.startswith("Criticisms")
    assert {quote.trust for quote in wrong.quotes} == {"southern-health"}


@pytest.mark.parametrize(("typed", "second"), [
    ("how many sessions a week do divisional clinical directors at uclh get for it and is it paid extra", "is it paid extra"),
    ("how much did Going Viral cost and how many consultants have done it", "how many consultants have done it"),
])  # fmt: skip
def test_what_is_asked_on_of_the_same_is_answered_by_itself_where_nothing_shown_tells_it(real, typed, second):
    answer = real.ask(typed)
    assert [part.question for part in answer.parts][1:] == [second]


def test_a_time_that_is_asked_beside_a_reason_is_told_too(real):
    answer = real.ask("when did Northumbria start picking consultants for their values, and what made them do so")
    assert "10 years" in " ".join(quote.text for quote in answer.quotes)
    assert "concerns" in " ".join(quote.text for quote in answer.quotes)


def test_what_points_at_a_thing_leans_on_it_though_the_half_before_was_refused(real):
    answer = real.ask("which year did Southern Health begin Going Viral and what were its aims")
    assert [part.status for part in answer.parts] == ["not_stated", "answered"]
    assert {quote.trust for quote in answer.quotes} == {"southern-health"}


def test_who_goes_to_what_the_half_before_names_is_no_request_of_its_own(real):
    answer = real.ask("Are there still medical staff committees at Northumbria and does the chief executive attend?")
    assert (answer.parts, [quote.page for quote in answer.quotes]) == ((), ["8"])


def test_what_one_place_tells_stays_one_answer(real):
    assert real.ask("who chairs the divisions at Salford and are they on the board").parts == ()


def test_a_trust_that_the_request_before_lent_is_let_go_where_the_thing_is_anothers(real):
    answer = real.ask("What is the budget of Salford and how does Going Viral work?")
    assert [part.question for part in answer.parts] == ["What is the budget of Salford", "how does Going Viral work?"]
    assert {quote.trust for quote in answer.parts[1].quotes} == {"southern-health"}


def test_a_trust_that_the_request_before_lent_is_kept_where_the_report_has_no_word_of_the_thing(real):
    answer = real.ask("what is the turnover of UCLH, and how many beds are there?")
    assert (answer.parts[1].status, answer.parts[1].trusts) == ("not_stated", ("uclh",))


@pytest.mark.parametrize(("typed", "roles"), [
    ("A quote from a chief executive about engaging doctors", {"CEO"}),
    ("any quote from a clinical director at salford about doctors changing their attitude?", {"Clinical director"}),
    ("quote from an exec about shadowing", {"Executive", "Executive director"}),
])  # fmt: skip
def test_a_quotation_of_somebody_is_in_their_words_alone(real, typed, roles):
    answer = real.ask(typed)
    assert answer.form == "voices"
    assert {quote.speaker for quote in answer.quotes} <= roles


@pytest.mark.parametrize(("asked", "status"), [
    ("how many consultants are in leadership at southern health", "answered"),
    ("how many doctors from abroad are in leadership at southern health", "not_stated"),  # no word of them beside the number
])  # fmt: skip
def test_a_number_beside_every_word_of_the_request_answers(real, asked, status):
    assert real.ask(asked).status == status


@pytest.mark.parametrize(("typed", "parts"), [
    ("education and appraisal at all four", ["education at all four", "appraisal at all four"]),
    ("appraisal and mentoring at each trust", ["appraisal at each trust", "mentoring at each trust"]),
])  # fmt: skip
def test_two_subjects_share_no_table(real, typed, parts):
    """However many words of both stand in one entry's rows."""
    answer = real.ask(typed)
    assert [part.question for part in answer.parts] == parts
    assert all(part.rows for part in answer.parts)


def test_a_list_is_quoted_as_one_in_its_order_whichever_item_answers_best(real):
    lead = real.ask("which trusts were studied").quotes[0]
    places = [lead.text.index(name) for name in ("Northumbria", "Salford", "Southern", "University")]
    assert places == sorted(places)
    assert lead.lead_in == "The four trusts are:"


@pytest.mark.parametrize(("typed", "status"), [
    ("how does pay affect engagement", "not_stated"), ("does engagement reduce mortality", "not_stated"),
    ("what's a good engagement gift", "off_topic"), ("how do i engage the handbrake", "off_topic"),
])  # fmt: skip
def test_what_names_the_matter_of_the_report_is_on_its_subject(real, typed, status):
    answer = real.ask(typed)
    assert (answer.status, answer.quotes) == (status, ())
    assert answer.next


def test_a_question_that_presumes_what_is_denied_is_not_offered(real):
    """The sentence that answers it puts it right."""
    asked = real.understood("Why does Southern Health claim that medical engagement is at the centre of its culture?")
    bank = [q.question for q in real.index.bank]
    denied = [q for q in bank if "embedded culture" in q or "centre of its culture" in q]
    trace = real.answerer.search(asked)
    assert denied, "the bank has such questions"
    offered = real.answerer.offers.near(asked, trace.judged[0])
    assert offered
    assert not set(denied) & set(offered)


def test_a_request_that_is_put_right_is_headed_by_the_words_that_were_typed(real):
    answer = real.ask("1. What is the budget of Salford?\n2. wich trust has business units?")
    assert [part.question for part in answer.parts] == ["What is the budget of Salford?", "wich trust has business units?"]
    assert answer.parts[1].taken_as == "which trust has business units?"


def test_who_says_a_thing_and_what_they_said_are_one_request(real):
    answer = real.ask("who is rude about the medical staff committee, and what did they say")
    assert (answer.status, answer.parts) == ("answered", ())
    assert "moribund" in answer.quotes[0].text


def test_the_things_of_a_table_have_a_table_each(real):
    answer = real.ask("staff numbers, number of sites and budget per trust, as a table")
    assert [part.form for part in answer.parts] == ["figures"] * 3
    assert all(len(part.rows) == 4 for part in answer.parts)


def test_two_things_that_an_editor_joined_are_not_parted(real):
    assert real.ask("how are quality and safety looked after at Salford and UCLH").parts == ()


def test_of_what_is_asked_on_of_several_the_half_that_is_told_is_answered(real):
    answer = real.ask("do Salford and UCLH use psychometric tests and what do they cost")
    assert [part.status for part in answer.parts] == ["answered", "not_stated"]


@pytest.mark.parametrize("typed", [
    "which have a director of operations", "give me a table of clinical directors' terms of office for the four",
    "at each place, how long has the chief executive been there",
])  # fmt: skip
def test_every_trust_that_is_asked_of_has_its_row(real, typed):
    assert {row.trust for row in real.ask(typed).rows} == {"northumbria", "salford", "southern-health", "uclh"}


def test_whose_without_what_is_theirs_is_of_what_the_half_before_names(real):
    answer = real.ask("whose culture was planned and whose just grew by chance? all four")
    assert not answer.parts
    assert [row.trust for row in answer.rows] == ["northumbria", "salford", "southern-health", "uclh"]


@pytest.mark.parametrize("typed", [
    "What appraisal does each trust have? And which of the four has a crèche for its staff?",
    "Do all four give new consultants a mentor? And which of the trusts has a podcast for its doctors?",
])  # fmt: skip
def test_a_half_on_what_the_report_has_no_word_for_is_told_so(real, typed):
    first, second = real.ask(typed).parts
    assert first.answered
    assert second.status == "not_stated"


def test_who_made_a_thing_is_told_not_to_be_said_beside_what_it_is(real):
    answer = real.ask("what does MES stand for and who made it?")
    assert [part.status for part in answer.parts][1:] == ["not_stated"]
