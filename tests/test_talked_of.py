"""What is talked of from a follow-up on: the term that it brings up and by which it was answered, or what was talked of before."""

import pytest

import tiny
from rag.answering.offers import Offers
from rag.answering.talked_of import brings_up, from_here_on
from rag.corpus.prepared import Entry
from rag.understanding.question import Question

YAK_DAY = Entry("term/yak-day", "term", "Annual yak day", "yak-day", (), (), ())


@pytest.mark.parametrize(
    ("lead", "chosen", "own"),
    [
        ("How do managers and doctors get on?", "term/yak-day", True),
        ("How do managers and doctors get on?", "term/camel-day", False),
        ("Who goes to the yak day?", "term/yak-day", False),
        ("How do managers and doctors get on?", None, False),
    ],
)
def test_a_term_is_brought_up_where_it_answers_and_nothing_before_has_a_word_of_it(lead, chosen, own):
    assert brings_up(YAK_DAY, Question("and did the yak day help with that?", lead=lead), chosen) == own


@pytest.mark.parametrize(("text", "chosen", "kept"), [
    ("which nurses and directors run wards", "voices/nurses", True),
    ("which nurses and directors run wards", "topic/nurses", False),
    ("any quotes from nurses and directors on wards", "topic/nurses", True),
])  # fmt: skip
def test_what_is_asked_for_in_somebodys_words_is_what_was_talked_of_still(text, chosen, kept):
    kit = tiny.answerer().kit
    asked = Question(text, lead="How is safety taught at Birch?")
    told = from_here_on(kit, Offers(tiny.INDEX, kit, []), asked, chosen, lambda: False)
    assert bool(told.lead) is kept
