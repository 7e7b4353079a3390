"""What a talk lends: when a request that names nobody is taken to be about the trust that was talked of."""


import numpy as np
import pytest

import tiny
from rag.answering.answerer import Prepared
from rag.answering.assistant import MOST_TEXTS, REPLAYED, Assistant
from rag.answering.weigh import ANSWERABLE_FEATURES, ENTRY_FEATURES, FIND_FEATURES, Weights
from rag.settings import Settings
from rag.types import Context
from rag.understanding.route import Router

BIRCH = Context(("birch",), None, "How does Birch Royal teach safety?")


def test_the_subject_that_was_talked_of_is_meant_where_it_answers():
    assistant = tiny.assistant()
    assert assistant.ask("Do budgets help nurses?").trusts == ()
    found = assistant.ask("Do budgets help nurses?", context=BIRCH)
    assert found.trusts == ("birch",)
    assert "shared budgets" in found.quotes[0].text
    assert found.taken_as == "Do budgets help nurses? (about: How does Birch Royal teach safety?)"


@pytest.mark.parametrize(("focus", "trusts"), [(0.0, ()), (1.0, ("birch",))])
def test_a_request_that_is_answered_far_more_surely_by_itself_leaves_the_talk(monkeypatch, focus, trusts):
    """ "nurses, nurses and budgets" lies nearer to Ash's words than, with safety, to Birch's."""
    monkeypatch.setattr("rag.answering.assistant.FOCUS", focus)
    assistant = tiny.assistant(answer=0.1, show=0.1)
    assert assistant.ask("Do nurses help nurses with nurses?", context=BIRCH).trusts == trusts


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


# ---- what was talked of, read again; and what a request may cost ----

ASH_NURSES, BIRCH_SAFETY = "How do nurses help at Ash General?", "How does Birch Royal teach safety?"


class CountingEmbedder(tiny.AxisEmbedder):
    """Keeps what it embeds."""

    def __init__(self):
        self.seen = []

    def encode(self, texts, progress=None):
        self.seen += texts
        return super().encode(texts, progress)


def counted(prepared=None, **changes):
    """An assistant, and the list of the texts that it has embedded."""
    embedder = CountingEmbedder()
    return Assistant(tiny.INDEX, embedder, tiny.ORGANISATIONS, tiny.calibration(**changes), Settings(), prepared), embedder.seen


def routed_by_word(word, to="offtopic"):
    """Prepared answers with a route that is sure of ``to`` where ``word`` is, and of ``find`` else."""
    classes = ("absent", "find", "offtopic", "social")
    by_vector = np.zeros((len(classes), len(tiny.AXES)), np.float32)
    by_vector[classes.index(to), tiny.AXES.index(word)] = 20
    bias = np.array([{"find": 5.0, "absent": 2.0}.get(name, 0.0) for name in classes], np.float32)
    router = Router(classes, {}, np.zeros(0, np.float32), by_vector, np.zeros((len(classes), 0), np.float32), bias, "axes")
    sizes = (len(ANSWERABLE_FEATURES), len(ENTRY_FEATURES), len(FIND_FEATURES))
    return Prepared((), router=router, weights=Weights(*(np.append(np.zeros(size), 1.0) for size in sizes), 0.5))


@pytest.mark.parametrize("to", ["absent", "offtopic", "social"])
def test_an_earlier_request_that_the_route_refuses_lends_nothing(to):
    """The latest was on safety; where the route takes that for nothing that the report says, the one before is gone on from."""
    history = [ASH_NURSES, BIRCH_SAFETY]
    assert tiny.assistant(routed_by_word("site", to)).ask("And the budgets?", history).trusts == ("birch",)
    assert tiny.assistant(routed_by_word("safeti", to)).ask("And the budgets?", history).trusts == ("ash",)
    assert tiny.assistant(routed_by_word("safeti", to)).ask("And the budgets?", [BIRCH_SAFETY]).trusts == ()


def test_earlier_requests_lean_on_each_other_as_they_did_then():
    assistant = tiny.assistant()
    assert assistant.ask("Who leads it?", [ASH_NURSES, "And at Birch Royal?"]).trusts == ("birch",)
    talked = assistant.ask_and_trace("And who leads them?", [BIRCH_SAFETY, "And the budgets?", "hello", "Elm Hospital?"])[1]
    assert talked.request.trusts == ("birch",)


def test_only_so_much_of_a_history_is_read_as_the_settings_say():
    long_ago = [BIRCH_SAFETY, *["hello"] * Settings().max_history]
    assert tiny.assistant().ask("And the budgets?", long_ago[:-1]).trusts == ("birch",)
    assert tiny.assistant().ask("And the budgets?", long_ago).trusts == ()


def test_history_is_read_again_and_not_answered_again():
    """Of twelve earlier requests only the route's look at the latest two is paid for."""
    assistant, seen = counted(routed_by_word("site"))
    history = [ASH_NURSES, BIRCH_SAFETY] * 6
    assistant.ask("And the budgets?", history)
    first = seen[:REPLAYED]
    assert ["safety" in text for text in first] == [False, True]
    leaning = len(seen)
    seen.clear()
    assistant.ask("And the budgets?", history[-REPLAYED:])
    assert len(seen) == leaning == REPLAYED + 3  # those, the request with what it follows, searched and routed, and alone
    seen.clear()
    assistant.ask("And the budgets at Birch Royal?", context=BIRCH)
    assert len(seen) == 2


@pytest.mark.parametrize("route", [True, False])
@pytest.mark.parametrize("question", [
    "Do budgets help nurses?", "Who is responsible?", "And the budgets?", "And what about all of them?", "nurses or mentoring?",
    "Compare nurses at Ash General and Birch Royal", "And the other trusts?", "How do all the trusts use budgets?", "zebra",
])  # fmt: skip
def test_no_request_embeds_more_texts_than_the_budget_whatever_was_talked_of(question, route):
    assistant, seen = counted(routed_by_word("site") if route else None)
    for history in ([], [ASH_NURSES], [ASH_NURSES, BIRCH_SAFETY] * 4, ["Compare the budgets of all the trusts"] * 8):
        seen.clear()
        assistant.ask(question, history)
        assert 0 < len(seen) <= MOST_TEXTS + REPLAYED
    for context in (BIRCH, Context(("ash", "birch", "cedar"), None, "Compare the budgets of all the trusts")):
        seen.clear()
        assistant.ask(question, context=context)
        assert 0 < len(seen) <= MOST_TEXTS


def test_what_a_request_is_said_to_cost_is_what_it_costs_at_most():
    """ "nurses or mentoring?" is the dearest of those that name nobody: it is asked once, routed, and asked of each trust."""
    assistant, seen = counted(routed_by_word("site"))
    for question, texts in (("nurses or mentoring?", 5), ("Compare nurses at Ash General and Birch Royal", 3)):
        seen.clear()
        _, trace = assistant.ask_and_trace(question)
        assert len(seen) == assistant.answerer.texts(trace.request) == texts


def test_a_follow_up_calls_the_embedder_once_however_long_the_talk():
    calls = []

    class Calls(tiny.AxisEmbedder):
        def encode(self, texts, progress=None):
            calls.append(len(texts))
            return super().encode(texts, progress)

    assistant = Assistant(tiny.INDEX, Calls(), tiny.ORGANISATIONS, tiny.calibration(), Settings())
    context = None
    for question in (BIRCH_SAFETY, "Who is responsible?", "And the budgets?", "why?", "more", "where does it say that?", "And Ash General?"):
        calls.clear()
        context = assistant.ask(question, context=context).context
        assert len(calls) == 1, question


# ---- how a request was taken ----


def test_a_misspelt_request_is_told_as_it_was_taken():
    class Reader(tiny.AxisEmbedder):
        def knows(self, word):
            return word != "nusres"

    assistant = Assistant(tiny.INDEX, Reader(), tiny.ORGANISATIONS, tiny.calibration(), Settings())
    found = assistant.ask("Do nusres run the wards at Ash General?")
    assert found.taken_as == "Do nurses run the wards at Ash General?"
    assert found.question == "Do nusres run the wards at Ash General?"
    assert found.answered
    assert assistant.ask("Do nurses run the wards at Ash General?").taken_as is None
