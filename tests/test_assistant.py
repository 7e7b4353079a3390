"""What a talk lends: when a request that names nobody is taken to be about the trust that was talked of."""

from types import SimpleNamespace

import numpy as np
import pytest

import tiny
from rag.answering.ahead import REPLAYED, that_fit
from rag.answering.assistant import Assistant
from rag.answering.embedded import MOST_TEXTS
from rag.answering.prepared import Prepared
from rag.answering.weigh import ANSWERABLE_FEATURES, ENTRY_FEATURES, FIND_FEATURES, Weights
from rag.settings import Settings
from rag.types import Answer, Context
from rag.understanding.parts import Parts
from rag.understanding.question import read_question
from rag.understanding.route import Router
from rag.understanding.turns import Turn

BIRCH = Context(("birch",), None, "How does Birch Royal teach safety?")


LIST = "Birch teaches three things:\n• safety first\n• open doors\n• shared budgets"
"""An item of two words is quoted in it."""


def test_the_subject_that_was_talked_of_is_meant_where_it_answers():
    assistant = tiny.assistant()
    assert assistant.ask("Do budgets help nurses?").trusts == ()
    found = assistant.ask("Do budgets help nurses?", context=BIRCH)
    assert found.trusts == ("birch",)
    assert tiny.texts(found.quotes) == [LIST]
    assert found.taken_as == "Do budgets help nurses? (about: How does Birch Royal teach safety?)"


@pytest.mark.parametrize(("focus", "trusts"), [(0.0, ()), (1.0, ("birch",))])
def test_a_request_that_is_answered_far_more_surely_by_itself_leaves_the_talk(monkeypatch, focus, trusts):
    """Nurses are Ash's alone, and with safety half of Birch's."""
    monkeypatch.setattr("rag.answering.readings.FOCUS", focus)
    assistant = tiny.assistant(answer=0.1, show=0.1)
    assert assistant.ask("Do nurses help nurses with nurses?", context=BIRCH).trusts == trusts


def test_its_subject_is_meant_too_where_the_request_alone_finds_nothing():
    assert tiny.assistant().ask("Who is responsible?").status == "not_stated"
    found = tiny.assistant().ask("Who is responsible?", context=BIRCH)
    assert tiny.texts(found.quotes) == [LIST]
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
    """Keeps what it embeds, and how many each call brings."""

    def __init__(self):
        self.seen = []
        self.calls = []

    def encode(self, texts, progress=None):
        self.seen += texts
        self.calls.append(len(texts))
        return super().encode(texts, progress)


def with_calls(prepared=None, **changes):
    """An assistant, the list of the texts that it has embedded, and that of the calls."""
    embedder = CountingEmbedder()
    assistant = Assistant(tiny.INDEX, embedder, tiny.ORGANISATIONS, tiny.calibration(**changes), Settings(), prepared)
    return assistant, embedder.seen, embedder.calls


def counted(prepared=None, **changes):
    """An assistant, and the list of the texts that it has embedded."""
    return with_calls(prepared, **changes)[:2]


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
    history = [f"{earlier} Say {n}." for n in range(6) for earlier in (ASH_NURSES, BIRCH_SAFETY)]  # none twice
    assistant.ask("And the budgets?", history)
    first = seen[:REPLAYED]
    assert ["safety" in text for text in first] == [False, True]
    leaning = len(seen)
    seen.clear()
    assistant.ask("And the budgets?", history[-REPLAYED:])
    assert len(seen) == leaning == REPLAYED + 3  # those, the request with what it follows, searched and routed, and alone
    seen.clear()
    assistant.ask("And the budgets at Birch Royal?", context=BIRCH)
    assert len(seen) == 2  # named, the trust is masked to be routed


def test_a_follow_up_of_a_history_is_embedded_in_one_call_unless_what_it_seems_to_follow_was_refused():
    history = [ASH_NURSES, BIRCH_SAFETY]
    assistant, _, calls = with_calls(routed_by_word("site"))
    assert assistant.ask("And the budgets?", history).trusts == ("birch",)
    assert len(calls) == 1
    assistant, _, calls = with_calls(routed_by_word("safeti"))
    assert assistant.ask("And the budgets?", history).trusts == ("ash",)
    assert len(calls) == 2


ALL_ON = "Compare Ash General, Birch Royal and Cedar Health on"
MESSAGES = (
    "Do budgets help nurses?", "Who is responsible?", "And the budgets?", "And what about all of them?", "nurses or mentoring?",
    "Compare nurses at Ash General and Birch Royal", "And the other trusts?", "How do all the trusts use budgets?", "zebra",
    f"{ALL_ON} nurses. {ALL_ON} budgets. {ALL_ON} safety.", "nurses or mentoring? budgets or wards? Who sits on the boards?",
    f"{ALL_ON} nurses. And the budgets? What about safety?", "And the budgets? And the nurses? And what about all of them?",
    "How do nurses help at all the trusts? And at Birch Royal? And what about the others?",
)  # fmt: skip


@pytest.mark.parametrize("route", [True, False])
@pytest.mark.parametrize("message", MESSAGES)
def test_no_message_embeds_more_than_eight_texts_whatever_was_talked_of(message, route):
    assistant, seen, calls = with_calls(routed_by_word("site") if route else None)
    histories = (
        [],
        [ASH_NURSES],
        [f"{q} Say {n}." for n in range(4) for q in (ASH_NURSES, BIRCH_SAFETY)],
        ["Compare the budgets of all the trusts"] * 8,
    )
    contexts = (BIRCH, Context(("ash", "birch", "cedar"), None, "Compare the budgets of all the trusts"))
    for talked in (*({"history": h} for h in histories), *({"context": c} for c in contexts)):
        seen.clear()
        calls.clear()
        assistant.ask(message, **talked)
        assert 0 < len(seen) <= 8 == MOST_TEXTS
        assert len(set(seen)) == len(seen)  # none twice


@pytest.mark.parametrize(("message", "history", "calls"), [
    ("How do nurses help at Ash General?", [], [2]),  # searched, and routed with the trust masked
    ("nurses or mentoring?", [], [1]),  # and by it each trust, since several have something to say
    ("Compare nurses at Ash General and Birch Royal", [], [1]),  # of each trust, and routed, without their names
    (f"{ALL_ON} nurses", [], [1]),
    ("Do nurses help at Ash General? Do budgets help at Birch Royal?", [], [4]),
    ("Do nurses help at Ash General?", [BIRCH_SAFETY], [2]),  # who names a trust follows nothing
    ("Who is responsible?", [ASH_NURSES, BIRCH_SAFETY], [5]),  # those two, and it as it is taken if they were answered
    ("And the budgets?", [ASH_NURSES, BIRCH_SAFETY], [5]),
])  # fmt: skip
def test_what_is_known_to_be_needed_is_embedded_in_one_call(message, history, calls):
    assistant, _, made = with_calls(routed_by_word("site"))
    assistant.ask(message, history)
    assert made == calls


def test_a_comparison_is_searched_by_names_where_nothing_routes():
    assistant, seen = counted(None)
    assistant.ask(f"{ALL_ON} nurses")
    assert seen == [f"{ALL_ON} nurses"]
    assistant, seen = counted(routed_by_word("site"))
    assistant.ask(f"{ALL_ON} nurses")
    assert seen == ["Compare the trust, the trust and the trust on nurses"]


def test_readings_between_the_first_and_the_last_are_tried_where_there_is_room(monkeypatch):
    first, middle, last = (read_question(text, tiny.TAGS, tiny.ORGANISATIONS) for text in ("nurses", "budgets", "safety"))
    for most, kept in ((3, [first, middle, last]), (2, [first, last])):
        monkeypatch.setattr("rag.answering.embedded.MOST_TEXTS", most)
        answerer = tiny.assistant(routed_by_word("site")).answerer.of_message()
        assert that_fit(answerer, [first, middle, last]) == kept


def test_a_follow_up_calls_the_embedder_once_however_long_the_talk():
    assistant, _, calls = with_calls(routed_by_word("site"))
    context = None
    turns = (BIRCH_SAFETY, "Who is responsible?", "And the budgets?", "why?", "more", "where does it say that?", "And Ash General?")
    for question in turns:
        calls.clear()
        context = assistant.ask(question, context=context).context
        assert len(calls) == 1, question


def test_long_texts_are_fewer(monkeypatch):
    """The embedder fills all texts up to the longest: five texts of which one has 12 words and two signs."""
    texts = [*"abcd", "nurses " * 12]
    for most, fit in ((5 * 14, True), (5 * 14 - 1, False)):
        monkeypatch.setattr("rag.answering.embedded.MOST_PIECES", most)
        assert tiny.assistant(routed_by_word("site")).answerer.of_message().embedded.fits(texts) is fit


def test_room_is_kept_for_requests_that_wait_for_the_one_before():
    embedded = tiny.assistant(routed_by_word("site")).answerer.of_message().embedded
    for kept, fit in ((3, True), (4, False)):
        embedded.kept = kept
        assert embedded.fits([*"abcde"]) is fit
    embedded.searches([*"abcde"])
    assert embedded.fits([*"abcde"])  # what is embedded already needs no room


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


@pytest.mark.parametrize(("answered", "tried"), [(False, True), (True, False)])
def test_what_is_refused_is_asked_without_its_asker_s_story_however_sure(monkeypatch, answered, tried):
    assistant, asked = tiny.assistant(), []
    status = "answered" if answered else "not_stated"
    sure = (Answer("", status, ""), SimpleNamespace(confidence=0.9, chosen="find"))
    monkeypatch.setattr(Assistant, "_each", lambda *_: [sure])
    monkeypatch.setattr(Assistant, "_bare", lambda _, __, whole, bare, *___: asked.append(bare) or whole)
    monkeypatch.setattr("rag.answering.several.other_half", lambda *_: ())
    parts = Parts(("We run a ward. Which of them pays?",), bare="Which of them pays?")
    assistant._of_parts(assistant.answerer, Turn(""), parts, [], None, (), ())
    assert bool(asked) == tried


@pytest.mark.parametrize(
    ("aside", "answered", "taken"), [(("Dear Jo,",), True, True), ((), True, False), (("Dear Jo,",), False, False)]
)
def test_what_a_mail_asks_by_the_way_answers_where_the_whole_is_refused(monkeypatch, aside, answered, taken):
    assistant = tiny.assistant()
    whole = (Answer("", "not_stated", ""), SimpleNamespace(confidence=0.5, chosen="refusal"))
    by_the_way = (Answer("", "answered" if answered else "not_stated", ""), SimpleNamespace(confidence=0.5, chosen="find"))
    monkeypatch.setattr(Assistant, "_alone", lambda *_: by_the_way)
    parts = Parts(("We met. I wonder how nurses lead.",), aside=aside, bare="how nurses lead.")
    found = assistant._bare(assistant.answerer, whole, parts, (), ())
    assert (found[1] is by_the_way[1]) == taken
    assert found[0].taken_as == ("how nurses lead." if taken else None)
