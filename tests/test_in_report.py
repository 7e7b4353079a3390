"""What single rules give on the report itself: the files of the rules run without it, for the mutants."""

import pytest

from rag.answering.talk import NOTHING_TO_SHOW, SHORTEST


@pytest.mark.parametrize(
    ("text", "word"),
    [("in which trusts is TICKLE mentioned", "TICKLE"), ("where is the deanery mentioned, which trust", "Deanery"),
     ("in how many trusts are psychologists mentioned", "psychologists")],
)  # fmt: skip
def test_in_which_it_is_mentioned_is_looked_up(real, text, word):
    answer = real.ask(text)
    assert answer.message.startswith(f"‘{word}’ stands in ")
    assert len(answer.rows) == 4


def test_a_term_of_one_trust_keeps_its_row_where_each_is_asked_of(real):
    rows = {row.trust: row for row in real.ask("which trust has business units").rows}
    assert "business unit" in rows["northumbria"].quotes[0].text
    assert len(rows) == 4


@pytest.mark.parametrize(
    ("text", "status"),
    [("was there any training for the porters", "not_stated"), ("how are medical students involved", "off_topic"),
     ("do the physios get mentors", "not_stated")],
)  # fmt: skip
def test_who_is_not_spoken_of_gets_no_words_on_others(real, text, status):
    answer = real.ask(text)
    assert (answer.status, answer.quotes) == (status, ())


def test_what_only_asks_proves_nothing(real):
    rows = {row.trust: row for row in real.ask("how do they pick up concerns about doctors at each trust").rows}
    assert "pick" not in {word for row in rows.values() for word in row.looked_for}


@pytest.mark.parametrize(
    "text", ["did anyone pay for this research", "do you know about any other hospitals", "can i get them side by side"]
)
def test_what_is_plainly_asked_of_the_report_or_the_assistant_needs_no_rows(real, text):
    answer = real.ask(text)
    assert (answer.form, answer.rows, bool(answer.message)) == ("about", (), True)


def test_for_what_it_is_asked_is_not_looked_up(real):
    answer = real.ask("for my dissertation: how does salford appraise its consultants?")
    assert answer.answered
    assert "dissertation" not in answer.message


def test_bare_words_get_what_an_editor_put_them_to_and_are_told_of(real):
    answer = real.ask("staff morale")
    assert (answer.status, bool(answer.quotes)) == ("partial", True)
    assert "‘morale’ does not occur in the report." in answer.message
    assert real.ask("staff burnout").status == "not_stated"


def test_what_the_route_is_sure_of_is_not_asked_back(real):
    assert "conclusion" in real.ask("how does it end").message
    assert real.ask("who leads it").status == "unclear"


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        ("what is Salford's ambition?", "by when?", "during the first three years"),
        ("what is Going Viral", "how many have done it", "Approximately 50 per cent"),
    ],
)
def test_what_is_told_where_the_thing_is_told_is_not_refused(real, first, then, told):
    answer = real.ask(then, context=real.ask(first).context)
    assert answer.status == "answered"
    assert len(answer.quotes) == 1
    assert told in answer.quotes[0].text


def test_people_that_are_left_are_counted_of_each(real):
    answer = real.ask("only consultants?", context=real.ask("how many staff does each trust have?").context)
    assert [row.value for row in answer.rows if row.quotes] == [700, 250]


def test_one_quotation_is_cut_to_its_sentence_or_said_to_be_the_shortest(real):
    first = real.ask("when was Southern Health formed?")
    short = real.ask("shorter", context=first.context)
    assert [len(a.quotes) for a in (first, short)] == [1, 1]
    assert "2011" in short.quotes[0].text
    assert len(short.quotes[0].text) < len(first.quotes[0].text)
    least = real.ask("How many consultants does UCLH employ?")
    same = real.ask("in one sentence", context=least.context)
    assert (same.quotes, same.message) == (least.quotes, SHORTEST)


def test_of_what_was_refused_nothing_can_be_shown(real):
    refused = real.ask("does the report mention blockchain")
    page = real.ask("what page is that on?", context=refused.context)
    assert page.message == f"{NOTHING_TO_SHOW} {refused.message}"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("who is in the CPG at Northumbria", "a wide range of clinical leaders and managers"),
        ("who goes to the MAC at Southern Health", "all doctors with positional leadership roles"),
    ],
)
def test_who_sits_on_what_has_a_name_is_told(real, text, told):
    answer = real.ask(text)
    assert answer.status == "answered"
    assert told in answer.quotes[0].text


def test_a_name_that_another_trust_has_is_told_to_be_that_ones(real):
    refused = real.ask("When did Salford bring in the Going Viral programme?")
    assert refused.message.endswith("‘Going Viral programme’ stands only in what it says of Southern Health.")
    assert real.ask(refused.next[0]).answered
    shown = real.ask("is there a medical advisory committee at Salford")
    assert shown.message.startswith("‘Medical Advisory Committee’ stands only in what it says of Southern Health.")


@pytest.mark.parametrize("text", ["What became of the medical staff committee at Salford", "what happened to the MSC at salford"])
def test_what_became_of_a_thing_is_what_is_said_of_it(real, text):
    assert "attendance is low" in real.ask(text).quotes[0].text


def test_what_is_told_of_the_report_alone_leaves_no_trust_silent(real):
    answer = real.ask("whats the single most important thing they all did")
    assert (answer.status, answer.form, answer.rows) == ("answered", "digest", ())
    assert answer.quotes


def test_what_something_is_is_what_the_rest_of_the_sentence_leans_on(real):
    found = real.ask("What is the MES and how did people react the first time?")
    assert [p.trusts for p in found.parts] == [(), ("southern-health",)]
    assert "the MES" in found.parts[1].taken_as


def test_one_of_two_alternatives_is_answered_by_itself_where_both_are_refused_together(real):
    found = real.ask("does it say anything about GP partners' pay or clinical excellence awards")
    assert [p.status for p in found.parts] == ["not_stated", "answered"]


@pytest.mark.parametrize(
    ("text", "words", "alone"),
    [
        ("what does the checklist say about appraisal", "job-planning, appraisal and revalidation", True),
        ("is there anything in the checklist on junior doctors", "Are junior doctors offered", True),
        ("is there a checklist that my board could use", "Is there an organisational culture strategy", False),
        ("checklist please", "Is there an organisational culture strategy", False),  # the list itself
        ("give me the checklist for organisations", "Is there an organisational culture strategy", False),
    ],
)
def test_of_a_list_that_is_named_the_items_on_what_is_asked_are_quoted(real, text, words, alone):
    answer = real.ask(text)
    assert (answer.status, answer.form) == ("answered", "digest")
    assert words in " ".join(quote.text for quote in answer.quotes)
    assert (len(answer.quotes) == 1 and "•" not in answer.quotes[0].text) == alone


def test_a_list_of_the_report_as_a_whole_is_not_quoted_where_one_trust_alone_is_to_be(real):
    answer = real.ask("what does the checklist say about appraisal", trusts=("salford",))
    assert {quote.trust for quote in answer.quotes} <= {"salford"}


def test_none_of_those_of_whom_it_is_said_that_nobody_is_quoted_is_a_speaker(report, passages):
    speakers = " ".join(p.speaker.lower() for p in passages if p.speaker)
    words = report.tags.profile.words
    assert words.unasked
    assert words.unquoted
    assert not [people for people in (*words.unasked, *words.unquoted) if people.removesuffix("s") in speakers]


def test_what_all_share_and_how_they_differ_are_two(real):
    answer = real.ask("similarities and differences of the four trusts please")
    assert [part.form for part in answer.parts][1:] == ["digest"]
    assert any("Common features" in q.text for q in answer.parts[0].quotes)
    assert any("trusts differ" in q.text for q in answer.parts[1].quotes)
    assert not real.ask("similarities and differences of induction at the four trusts").parts  # on one thing


@pytest.mark.parametrize(("request_", "wanted"), [
    ("how do these four trusts differ from each other", "trusts differ"),
    ("what do these trusts share and have in common with one another", "Common features"),
])  # fmt: skip
def test_of_what_all_share_nothing_answers_how_they_differ(real, request_, wanted):
    assert any(wanted in quote.text for quote in real.ask(request_).quotes)


@pytest.mark.parametrize(("typed", "first", "pages"), [
    ("could you give me the checklist", "The following checklists", 3), ("what's in the full checklist?", "The following checklists", 3),
    ("let me see the checklist for medical leaders", "What activities are in place", 1),
])  # fmt: skip
def test_a_list_that_is_asked_for_by_its_name_is_quoted_whole(real, typed, first, pages):
    answer = real.ask(typed)
    assert (answer.form, len(answer.quotes)) == ("digest", pages)
    assert answer.quotes[0].text.startswith(first)


def test_what_only_speaks_of_a_list_does_not_quote_it_whole(real):
    assert real.ask("checklist").form == "topic"  # a word by itself is looked up
    assert real.ask("what is the checklist for").form != "digest"
    assert len(real.ask("what does the checklist ask about appraisal").quotes) == 1


def test_a_row_is_led_by_its_own_words_on_the_very_thing_before_what_is_said_of_all(real):
    rows = {row.trust: row for row in real.ask("involving GPs: set all four trusts side by side").rows}
    assert {quote.trust for quote in rows["southern-health"].quotes} == {"southern-health"}
    assert [quote.trust for quote in rows["uclh"].quotes] == [None]  # of which nothing else is said of it
    assert all(quote.trust != "salford" or "GPs" in quote.text for quote in rows["salford"].quotes)


@pytest.mark.parametrize(("typed", "status"), [
    ("which service was challenged by the CQC at Southern Health", "not_stated"),  # "one of its services"
    ("which programme was given an award at Southern Health", "answered"),
])  # fmt: skip
def test_which_one_it_was_is_not_told_by_some_one(real, typed, status):
    assert real.ask(typed).status == status


def test_someone_is_told_not_to_occur_and_nothing_is_quoted_of_him_or_her(real):
    nobody = real.ask("who is jim mackey")
    assert (nobody.status, nobody.quotes) == ("not_stated", ())
    assert (
        nobody.message == "‘jim mackey’ does not occur in the report. It gives the role of those whom it quotes, not their names."
    )
    both = real.ask("Who is Jane Roe and how long was she there?")
    assert not both.quotes
    assert not any(part.quotes for part in both.parts)


@pytest.mark.parametrize(("typed", "taken"), [
    ("rank the trusts by age", "which trust is oldest"), ("trusts in order of size please", "most staff"),
    ("sort them by size", "biggest"), ("rank the trusts by budget", "rank the trusts by budget"),
    ("compare the trusts by age group", "compare the trusts by age group"),
])  # fmt: skip
def test_an_order_by_age_or_size_is_asked_as_which_is_first(real, typed, taken):
    assert taken in real.understood(typed).text


@pytest.mark.parametrize("typed", ["salford governance", "education northumbria", "UCLH values", "southern health induction"])
def test_a_word_and_a_trust_ask_for_what_is_written_on_it_there(real, typed):
    answer = real.ask(typed)
    assert answer.answered
    assert "stands in" not in answer.message
    assert "stands in" in real.ask(typed.split()[-1] if typed != "education northumbria" else "education").message


def test_two_words_in_one_are_none_to_look_for(real):
    rows = real.ask("We're thinking of a karaoke night. Which of the four trusts offer one?").rows
    assert all("we're" not in row.looked_for for row in rows)


@pytest.mark.parametrize(
    "typed", ["does it mention everything and for which trusts", "which of the four do it", "do all four trusts?"]
)
def test_no_row_is_silent_by_no_word(real, typed):
    assert all(row.looked_for for row in real.ask(typed).rows if row.silence == "no_mention")


@pytest.mark.parametrize(
    ("typed", "where"),
    [("revalidation in Scotland", "Scotland"), ("leadership development in the private sector?", "private sector")],
)
def test_of_another_country_or_sector_nothing_is_quoted(real, typed, where):
    answer = real.ask(typed)
    assert (answer.status, answer.quotes) == ("not_stated", ())
    assert answer.message.startswith(f"‘{where}’ does not occur")


def test_what_is_asked_of_him_or_her_leans_on_nobody_of_whom_there_is_nothing(real):
    *_, last = real.ask("Who is Jane Roe? How long was she there?").parts
    assert "Jane Roe" not in (last.taken_as or "")
    assert last.status == "unclear"


def test_of_several_places_those_with_what_was_said_of_it(real):
    wide, close = real.ask("what is the 25 per cent about"), real.ask("what are the 20 consultants about")
    assert {quote.trust for quote in wide.quotes} == {"northumbria", "southern-health"}
    assert close.quotes
    assert all("consultant" in quote.text for quote in close.quotes)


def test_a_move_is_heard_behind_a_word_on_the_last_answer(real):
    first = real.ask("How does UCLH train leaders?")
    assert real.ask("wow, which page is that on?", context=first.context).message.startswith("It stands on p. ")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("List the questions a board should ask itself about medical engagement", "The checklist for organisations"),
        ("what should a medical director ask himself", "The checklist for medical leaders"),
    ],
)
def test_what_somebody_should_ask_themselves_stands_in_the_list_for_them(real, text, title):
    assert real.ask(text).message.startswith(title)
