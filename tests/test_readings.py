"""Which reading of a turn is answered: within the talk, or alone. Over the report itself."""

import pytest

APPRAISAL = "how does salford appraise its consultants"


@pytest.mark.parametrize("typed", [
    "its raining here", "is it going to rain tomorrow", "im hungry", "fancy a pint?", "my boss is here brb", "nice weather today",
    "lovely day isnt it", "hows your day going", "explain pointers to me with async",
    "how do you lay laminate round a door frame", "does a hamster get lonely",
])  # fmt: skip
def test_chatter_in_a_talk_is_none_of_it(real, typed):
    """A pronoun does not make it a follow-up, nor do short words that may ask for an aspect of anything."""
    answer = real.ask(typed, context=real.ask(APPRAISAL).context)
    assert answer.quotes == answer.nearest == ()
    assert answer.status != "answered"


@pytest.mark.parametrize(
    "typed", ["is it liked", "did they hate it", "how much notice do they get", "who does it", "any moans about it"]
)
def test_what_sounds_like_chatter_and_points_at_the_talk_is_asked_of_it(real, typed):
    answer = real.ask(typed, context=real.ask(APPRAISAL).context)
    assert answer.status not in ("off_topic", "greeting")
    assert answer.trusts == ("salford",)


@pytest.mark.parametrize("typed", ["any good?", "is it working", "does it work?", "worth it?", "so is that any use"])
def test_whether_the_thing_talked_of_is_any_good_is_no_small_talk(real, typed):
    answer = real.ask(typed, context=real.ask(APPRAISAL).context)
    assert (answer.form, answer.trusts) == ("find", ("salford",))


def asked_after(real, before, typed):
    """The answers to a request and to the turn after it."""
    first = real.ask(before)
    return first, real.ask(typed, context=first.context)


@pytest.mark.parametrize(("before", "typed", "says"), [
    ("how did salford select its chairs", "how many staff", "employs more than 6,500 staff"),
    ("how did salford select its chairs", "and the budget", "a budget in excess of £430 million"),
    ("how did salford select its chairs", "what about induction", "three-day orientation"),
    ("northumbria leadership programmes", "what about culture", "puts patients at the heart"),
    ("southern health medical advisory committee", "how long is the consultants course", "week-long leadership"),
])  # fmt: skip
def test_a_turn_to_another_thing_keeps_the_trust_and_leaves_the_subject(real, before, typed, says):
    first, answer = asked_after(real, before, typed)
    assert says in answer.quotes[0].text
    assert {quote.trust for quote in answer.quotes} == set(first.trusts)


def test_the_trust_is_silent_on_what_is_turned_to_rather_than_quoted_on_what_was_talked_of(real):
    _, answer = asked_after(real, "tell me about the compact at southern", "anything on nurses")
    assert (answer.status, answer.quotes, answer.trusts) == ("not_stated", (), ("southern-health",))


@pytest.mark.parametrize(("before", "typed", "says"), [
    ("how does uclh pick consultants", "who chairs the panel", "panel is chaired by"),  # names what belongs to it
    ("clinical leads at uclh", "how many are there in total", "80 in total"),
    ("how did uclh set its values", "what are they", "‘safety’, ‘kindness’"),  # has no telling word of its own
    ("who leads the business units at northumbria", "are they all doctors", "business unit directors are doctors"),
    ("clinical directors at southern", "how many of them", "six clinical directors"),
    ("do GPs take part", "what do they do there", "GPs"),
])  # fmt: skip
def test_what_belongs_to_the_subject_or_names_none_is_asked_of_what_was_talked_of(real, before, typed, says):
    first, answer = asked_after(real, before, typed)
    assert any(says in quote.text for quote in answer.quotes)
    assert {quote.trust for quote in answer.quotes} <= {None, *(quote.trust for quote in first.quotes)}


@pytest.mark.parametrize(("before", "typed", "what"), [
    ("how do consultants get appraised at northumbria", "is it linked to pay", "that"),
    ("tell me about the GE nine box thing at Salford", "what did it cost them", "what it costs or who pays"),
])  # fmt: skip
def test_a_refusal_names_what_is_asked_only_where_it_was_asked_in_such_words(real, before, typed, what):
    _, answer = asked_after(real, before, typed)
    assert answer.message.startswith(f"The report does not say {what}.")


def test_what_is_asked_of_the_study_is_told_of_the_report_where_the_talk_is_of_no_trust(real):
    _, answer = asked_after(real, "can i trust this study, how many people did they talk to", "did the trusts see it first")
    assert (answer.form, "validated by the chief executives" in answer.quotes[0].text) == ("about", True)
    _, answer = asked_after(real, "tell me about going viral at southern", "who paid for it")
    assert (answer.form == "about", answer.trusts) == (False, ("southern-health",))


def test_what_there_was_nothing_on_is_left_for_a_thing_of_its_own(real):
    first, answer = asked_after(real, "how much does salford spend on leadership training", "ok so what do new consultants get")
    assert first.status == "not_stated"
    assert "three-day orientation" in answer.quotes[0].text


def test_which_has_most_is_asked_of_the_table_that_was_shown(real):
    _, answer = asked_after(real, "how many staff does each trust have", "and the least?")
    assert answer.rows[0].trust == "salford"
    assert "least" in answer.message


@pytest.mark.parametrize(("before", "typed"), [
    ("medical staff conference at Southern", "how many failed"),
    ("Tell me about the executive shadowing programme at UCLH", "how much did the trainer get"),
    ("Salford's values", "how much has it saved"),
])  # fmt: skip
def test_what_nothing_answers_is_not_told_by_old_quotations_and_the_thing_is_kept(real, before, typed):
    """Alone it is refused, and what the talk lends it is hardly likely to answer: a true silence."""
    first, answer = asked_after(real, before, typed)
    assert (answer.status, answer.quotes, answer.trusts) == ("not_stated", (), first.trusts)
    assert not answer.context.answered
    assert answer.context.subject


def test_what_the_old_quotation_plainly_tells_is_no_silence(real):
    _, answer = asked_after(real, "What is Going Viral at Southern Health?", "which year did it win")
    assert "2013" in answer.quotes[0].text


def test_what_the_report_has_no_word_for_is_none_of_the_talk_where_nothing_is_likely(real):
    _, answer = asked_after(real, "Does Southern Health hold an annual conference?", "do you know a good venue")
    assert answer.status in ("off_topic", "not_stated")
    assert answer.quotes == ()


def test_where_the_idea_of_it_comes_from_is_asked_of_the_thing_and_no_other_trust_is_turned_to(real):
    first, answer = asked_after(real, "Tell me about a compact at UCLH", "where does the idea come from")
    assert {quote.trust for quote in answer.quotes} == set(first.trusts) == {"uclh"}
    assert "Virginia Mason" in " ".join(quote.text for quote in answer.quotes)


@pytest.mark.parametrize(("before", "typed"), [
    ("what made salford drop its chief operating officer", "ok so who leads the divisions then"),
    ("why has salford no director of operations", "and who runs the divisions now"),
])  # fmt: skip
def test_a_question_of_its_own_is_not_drowned_by_the_words_of_what_was_talked_of(real, before, typed):
    _, answer = asked_after(real, before, typed)
    assert "divisions are led by a half-time clinical chair" in " ".join(quote.text for quote in answer.quotes)


@pytest.mark.parametrize("typed", ["ok and governance", "and governance?", "right, and the governance"])
def test_another_thing_is_asked_of_the_trust_and_not_of_the_first(real, typed):
    _, answer = asked_after(real, "what can you tell me about culture at Salford", typed)
    assert (answer.context.entry, answer.context.trusts) == ("themes/governance", ("salford",))


@pytest.mark.parametrize("typed", ["when?", "which month does it begin in", "for what"])
def test_what_only_asks_on_or_points_back_is_never_off_the_subject(real, typed):
    _, answer = asked_after(real, "any awards?", typed)
    assert answer.status not in ("off_topic", "unclear")


def test_what_it_saved_is_asked_of_the_thing_though_it_sounds_like_another_subject(real):
    _, answer = asked_after(real, "is a chief operating officer necessary", "how much did it save")
    assert answer.status == "not_stated"


def test_where_nothing_is_told_of_the_last_thing_what_does_not_speak_of_the_first_is_no_answer(real):
    talk = real.ask("what went wrong at salford with appraisals")
    talk = real.ask("so is pay tied to it?", context=talk.context)
    answer = real.ask("at northumbria as well?", context=talk.context)
    assert answer.status == "not_stated"
