"""What a talk lends: when a request that names nobody is taken to be about the trust that was talked of."""

import pytest

import tiny
from rag.types import Context

BIRCH = Context(("birch",), None, "How does Birch Royal teach safety?")


def test_the_trust_that_was_talked_of_is_meant_where_it_answers_nearly_as_surely():
    """Half of "budgets … nurses" is Birch's, half Ash's: 0.70 within Birch, and 0.70 without."""
    assistant = tiny.assistant()
    assert assistant.ask("Do budgets help nurses?").trusts == ()
    found = assistant.ask("Do budgets help nurses?", context=BIRCH)
    assert found.trusts == ("birch",)
    assert tiny.texts(found.quotes) == ["shared budgets"]
    assert found.taken_as == "Do budgets help nurses? (Birch Royal)"


def test_it_may_be_a_fifth_less_sure_and_no_more():
    """ "nurses, nurses and budgets" lies at 0.8944 from Ash's words (0.829) and at 0.4472 from Birch's (0.447); with an easier
    slope they are 0.2 apart or a little more.
    """
    question = "Do nurses help nurses with budgets?"
    steep, easy = (
        tiny.assistant(answer=0.1, show=0.1),
        tiny.assistant(answer=0.1, show=0.1, weights=tiny.calibration().weights * 0.4, bias=-0.8),
    )
    alone, within = (steep.ask_and_trace(question, trusts=t)[1].confidence for t in ((), ("birch",)))
    assert alone - within == pytest.approx(0.829 - 0.447, abs=2e-3)
    assert steep.ask(question, context=BIRCH).trusts == ()
    alone, within = (easy.ask_and_trace(question, trusts=t)[1].confidence for t in ((), ("birch",)))
    assert 0.1 < alone - within < 0.2
    assert easy.ask(question, context=BIRCH).trusts == ("birch",)


def test_its_subject_is_meant_too_where_the_request_alone_finds_nothing():
    assert tiny.assistant().ask("Who is responsible?").status == "not_stated"
    found = tiny.assistant().ask("Who is responsible?", context=BIRCH)
    assert tiny.texts(found.quotes) == ["safety first"]
    assert found.taken_as == "Who is responsible? (about: How does Birch Royal teach safety?)"


@pytest.mark.parametrize("question", ["Do budgets help nurses at Ash General?", "Do budgets help nurses at all the trusts?"])
def test_who_names_whom_they_mean_is_taken_at_their_word(question):
    asked = tiny.assistant().ask(question, context=BIRCH)
    assert asked.trusts in (("ash",), ())
    assert asked.taken_as is None


def test_history_is_replayed_as_the_context_would_be():
    assistant = tiny.assistant()
    assert assistant.ask("Do budgets help nurses?", ["How does Birch Royal teach safety?"]).trusts == ("birch",)
    refused = ["How does Birch Royal teach safety?", "How does Elm Hospital teach safety?"]
    assert assistant.ask("Do budgets help nurses?", refused).trusts == ("birch",)  # a refused turn lends nothing


def test_a_filter_binds_and_a_trust_that_it_leaves_out_is_told():
    assistant = tiny.assistant()
    assert {q.trust for q in assistant.ask("Do budgets help nurses?", trusts=["ash"]).quotes} == {"ash"}
    told = assistant.ask("Do nurses help at Ash General?", trusts=["birch"])
    assert (told.status, told.quotes) == ("unclear", ())
    assert "the filter is set to Birch Royal" in told.message
    with pytest.raises(ValueError, match="oak"):
        assistant.ask("nurses", trusts=["oak"])
