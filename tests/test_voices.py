"""Quotations to pick from, or one; and a term that is led by what a member says of it."""

from dataclasses import replace

import pytest

import tiny
from rag.answering import term, voices
from rag.answering.draft import Draft
from rag.answering.entries import lay_out
from rag.understanding.question import Question

KIT = tiny.answerer().kit
STUDY, NURSES, SAYS, MENTORING = 0, 4, 5, 11


@pytest.mark.parametrize(("text", "shown"), [
    ("a quote about nurses", 2), ("just a quote about nurses", 1), ("only one quotation on nurses", 1), ("one good quote on nurses", 1), ("the only quotation", 2),
])  # fmt: skip
def test_one_is_shown_where_just_one_is_asked_for_and_the_others_are_folded(text, shown):
    entry = tiny.entry("nurses", "voices", (tiny.part("ash", (SAYS,)), tiny.part("birch", (MENTORING,))))
    asked = Question(text)
    draft = voices.answer(KIT, asked, lay_out(entry, asked, tiny.TRUSTS))
    assert (len(draft.quotes), len(draft.quotes) + len(draft.more)) == (shown, 2)


@pytest.mark.parametrize(("parts", "first"), [
    ((tiny.part("ash", (NURSES,)), tiny.part(None, (STUDY,))), "ash"),
    ((tiny.part(None, (STUDY,)), tiny.part("ash", (NURSES,))), None),
])  # fmt: skip
def test_a_term_is_led_by_what_its_editor_set_first(parts, first):
    asked = Question("what is the round")
    draft = term.answer(KIT, asked, lay_out(tiny.entry("round", "term", parts), asked, tiny.TRUSTS))
    assert [q.trust for q in draft.quotes] == [first, *({"ash", None} - {first})]


def test_a_view_that_is_told_of_before_is_none_that_is_asked_for():
    profile = tiny.PROFILE.model_copy(update={"words": tiny.PROFILE.words.model_copy(update={"unasked": ("patients",)})})
    report = replace(tiny.REPORT, tags=replace(tiny.TAGS, profile=profile))
    kit = replace(KIT, index=replace(tiny.INDEX, report=report))
    assert voices.of_nobody(kit, Question("What are patients' views?"))
    assert voices.of_nobody(kit, Question("What do patients say about wards. Keep it short"))
    assert voices.of_nobody(kit, Question("What do patients say about food? Dr. Smith wants to know."))
    assert voices.of_nobody(kit, Question("A friend asks for patients' views. Who runs the wards?")) is None


def test_of_each_one_quotation_stands_in_its_row_a_named_role_first_and_what_was_folded_where_nothing_else_is():
    parts = (tiny.part("ash", (NURSES,), (SAYS,)), tiny.part("birch", (MENTORING,)))
    asked = Question("what did a clinical chair say, trust by trust", rows=True, everyone=True)
    laid = lay_out(tiny.entry("chairs", "voices", parts), asked, tiny.TRUSTS)
    laid = replace(laid, parts=laid.parts[:1], folded=laid.parts[1:])
    draft = voices.answer(KIT, asked, laid)
    assert [tiny.texts(row.quotes) for row in draft.rows] == [["We listen to nurses."], [], []]
    assert draft.rows[2].silence
    assert tiny.texts(draft.more) == ["Nurses run the wards.", "Birch began mentoring in 2010."]
    silent = voices.answer(KIT, asked, replace(laid, parts=(), general=tiny.part("birch", (MENTORING,)), folded=()))
    assert tiny.texts(silent.quotes) == ["We listen to nurses. It works."]  # a chair's words count, whatever the entry has
    assert draft.status == "partial"
    named = voices.answer(KIT, replace(asked, text="quotes", everyone=False, trusts=("birch", "ash")), laid)
    assert [row.trust for row in named.rows] == ["birch", "ash"]
    assert tiny.texts(named.quotes) == ["Birch began mentoring in 2010.", "Nurses run the wards."]


UNQUOTED = tiny.PROFILE.model_copy(update={"words": tiny.PROFILE.words.model_copy(update={"unquoted": ("porters", "gps")})})
OTHERS = replace(KIT, index=replace(tiny.INDEX, report=replace(tiny.REPORT, tags=replace(tiny.TAGS, profile=UNQUOTED))))


@pytest.mark.parametrize(
    "text", ["something a porter said", "a quote from a porter", "quote a porter", "what do porters say of pay?"]
)
def test_words_of_people_who_are_told_of_and_not_quoted_are_no_answer(text):
    shown = voices.of_others(OTHERS, Question(text), Draft("find", "answered", "Of wards."))
    assert (shown.status, shown.message) == ("partial", "The report quotes no porters in interview. Of wards.")
    none = voices.of_others(OTHERS, Question(text), Draft("find", "off_topic", "Off."))
    assert (none.status, none.quotes) == ("not_stated", ())
    assert none.message.startswith("The report quotes no porters in interview. Those whom it quotes most are")


@pytest.mark.parametrize("text", ["what is said of porters", "a quote from a clinical chair", "a quote on porters"])
def test_other_words_are(text):
    found = Draft("find", "answered", "Of wards.")
    assert voices.of_others(OTHERS, Question(text), found) == found


def test_a_quotation_from_somebody_whom_nobody_is_called_is_none():
    draft = voices.of_others(OTHERS, Question("got a quote from a head porter?"), Draft("find", "off_topic", "Off.", next=("Ask",)))
    assert draft.message.startswith("The report quotes no ‘head porter’ in interview.")
    assert (draft.status, draft.next) == ("not_stated", ("Ask",))
    asked = Question("a quote from a clinical chair")
    assert voices.of_others(OTHERS, asked, Draft("find", "off_topic", "Off.")).status == "off_topic"
    for may in ("a quote from a ward nurse", "a quote from some manager", "a quote from a trust"):
        assert voices.of_others(OTHERS, Question(may), Draft("find", "off_topic", "Off.")).status == "off_topic"


@pytest.mark.parametrize(("text", "nobody"), [
    ("could you find a quotation from a trainee on pay", True), ("any quotes by non-executives?", False),
    ("have you a quote from a junior doctor", True), ("quotes from doctors", False), ("a quote from an exec director", False),
    ("any quotes from staff", False), ("a quote from the ceo", False),
])  # fmt: skip
def test_a_quotation_of_people_of_whom_none_is_quoted_is_told_to_be_none(real, text, nobody):
    assert ("The report quotes no " in real.ask(text).message) == nobody


def test_of_a_role_what_is_on_the_subject_leads_and_where_nothing_is_that_is_told(real):
    on = real.ask("quote from a clinical chair about interview panels")
    assert on.status == "answered"
    assert "interview panels" in on.quotes[0].text
    nothing = real.ask("what did a business unit director say about money")
    assert nothing.status == "partial"
    assert [quote.speaker for quote in nothing.quotes] == ["Business unit director"]
    assert nothing.more
    assert nothing.message.endswith("None of their words is plainly on what you name.")


def test_the_heading_of_an_entry_is_not_told_of_words_that_are_not_its_own(real):
    answer = real.ask("words of a medical director on why he took the job")
    assert (answer.status, answer.message.split()[:2]) == ("partial", ["1", "passage"])


@pytest.mark.parametrize(("text", "said"), [
    ("give me a line from somebody who felt completely lost on starting a leadership job", "houseman"),
    ("quote on watching candidates with other people, not just skills", "technical expertise"),
])  # fmt: skip
def test_of_words_that_are_told_in_others_the_one_that_is_meant_stands_alone(real, text, said):
    answer = real.ask(text)
    assert [said in quote.text for quote in answer.quotes] == [True]
    assert answer.more
    assert len(real.ask("quotes on leadership").quotes) > 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("what does the chief nurse say about quality at UCLH", "The report quotes no chief nurses in interview."),
        ("what does the chief executive of Salford say about appraisal", "The report quotes no CEO of Salford Royal in interview."),
        ("what did the clinical chair say about the casting vote", ""),
        ("what do the chairs at Salford say about managers", ""),
        ("what does the CEO of UCLH say about engagement", ""),
        ("what do clinical directors at UCLH say about benchmarking", ""),  # "according to one clinical director"
    ],
)
def test_words_of_nobody_in_the_role_are_told_to_be_none_before_what_else_there_is(real, text, told):
    answer = real.ask(text)
    assert answer.quotes
    assert ("The report quotes no" in answer.message) == bool(told)
    assert answer.message.startswith(told)


def test_what_is_said_of_all_is_not_what_somebody_said_who_is_not_quoted(real):
    nobody = real.ask("what did the chief exec of southern say")
    assert (nobody.status, nobody.quotes) == ("not_stated", ())
    assert nobody.message.startswith("The report quotes no CEO of Southern Health in interview.")


@pytest.mark.parametrize(("text", "told"), [
    ("what did salford's medical director say about appraisal", "The report quotes no medical director of Salford Royal"),
    ("what do executives at uclh think of psychometrics", ""),  # it quotes executive directors
])  # fmt: skip
def test_whose_role_it_is_may_be_told_before_it_and_the_role_more_closely(real, text, told):
    answer = real.ask(text)
    assert answer.message.startswith(told)
    assert ("The report quotes no" in answer.message) == bool(told)
    assert ("None of their words" in answer.message) != bool(told)  # of words that are nobody's in the role nothing is said


def test_what_a_quotation_is_wished_to_be_is_nothing_that_it_is_on(real):
    assert real.ask("an inspiring quote from a chief exec").status == "answered"
    assert real.ask("a powerful quote from the UCLH chief exec").status == "answered"
    assert real.ask("a quote from a chief exec on mentoring").status == "partial"
