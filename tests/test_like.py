"""The like of a thing with a name, asked of another member: one of its kind is asked for."""

from types import SimpleNamespace

import numpy as np
import pytest

import tiny
from rag.answering.like import of_the_like
from rag.corpus.prepared import Entry
from rag.types import Answer
from rag.understanding.question import Question, read_question
from rag.understanding.route import Route

ROUND = Entry("term/round", "term", "The Friday round", "round", (), (), (), like="a meeting of nurses")
WARDS = Entry("topic/wards", "topic", "Wards", "wards", (), (), ())
RIVALS = SimpleNamespace(entries={e.id: e for e in (ROUND, WARDS)})


def ask(text, status="not_stated", trusts=("birch",), round_=0.3, wards=0.01, taken=None, entry=None):
    route = Route(("term/round", "topic/wards", "find"), np.array([round_, wards, 0.3], np.float32))
    request = Question(taken or text, trusts=trusts)
    asked = read_question(text, tiny.TAGS, tiny.ORGANISATIONS)
    trace = SimpleNamespace(request=request, route=route)
    return of_the_like(RIVALS, asked, Answer(text, status, ""), trace, tiny.TAGS, entry)


def test_of_a_thing_that_only_one_has_its_kind_is_asked_for():
    assert ask("anything like that at Birch Royal?") == "A meeting of nurses at Birch Royal?"
    assert ask("is there something similar", trusts=("birch", "cedar")) == "A meeting of nurses at Birch Royal and Cedar Health?"
    assert ask("and at Birch Royal", taken="Is there an equivalent at Birch Royal") == "A meeting of nurses at Birch Royal?"
    assert ask("who else has one", trusts=("birch",)) == "A meeting of nurses at Birch Royal?"


def test_the_entry_talked_of_is_meant_whatever_the_route_makes_of_so_few_words():
    of_it = {"text": "anything similar at Birch Royal?", "round_": 0.01}
    assert ask(**of_it, entry="term/round") == "A meeting of nurses at Birch Royal?"
    assert ask(**of_it, entry="topic/wards") is None  # of no such kind
    assert ask(**of_it, entry="gone") is None


@pytest.mark.parametrize("fields", [
    {"status": "answered"},
    {"trusts": ()},
    {"round_": 0.04},
    {"wards": 0.7},  # another entry is more than twice as likely
])  # fmt: skip
def test_else_nothing_is_asked_instead(fields):
    assert ask("anything like that at Birch Royal?", **fields) is None


@pytest.mark.parametrize("text", [
    "does Birch Royal have nurses", "do the others have a car park", "when did the others start one",
    "anything similar at Birch Royal on cancer", "how often is one held at the others", "and the others in 2009?",
])  # fmt: skip
def test_what_asks_for_more_than_the_like_is_not_answered_with_it(text):
    assert ask(text) is None
