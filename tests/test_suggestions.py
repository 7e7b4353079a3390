"""What is suggested after an answer: questions of what stands beside it, of the same trust, never what was just asked."""

from dataclasses import replace

import pytest

import tiny
from rag.answering.suggestions import Suggestions
from rag.corpus.bank import BankQuestion
from rag.types import Answer, Row
from rag.understanding.names import Mention
from rag.understanding.question import Question

WARDS = "Who runs the wards at Ash General?"
LISTEN = "To whom does Ash General listen?"
MENTOR = "When did Birch Royal begin mentoring?"
OTHERS = "And the other two trusts?"
BANK = (
    BankQuestion("Who sits on the board at Ash General?", (2,)),
    BankQuestion(WARDS, (4,)),
    BankQuestion(LISTEN, (5,)),
    BankQuestion(MENTOR, (11,)),
    BankQuestion("How long did the study take?", (1,)),
)


def made(*bank):
    return Suggestions(replace(tiny.INDEX, bank=bank))


def answer(*numbers, **more):
    quotes = tuple(tiny.quote(n) for n in numbers)
    return Answer("asked", more.pop("status", "answered"), "", quotes, **more)


def test_after_an_answer_on_one_trust_come_the_others_and_what_stands_beside_it():
    assert made(*BANK).after(answer(2)) == (OTHERS, LISTEN)
    assert made(*BANK).after(answer(5)) == (OTHERS, BANK[0].question)


def test_a_neighbour_of_another_trust_is_not_suggested():
    assert made(*BANK).after(answer(12)) == (OTHERS,)  # Birch's mentoring stands right before it


def test_three_at_most_the_nearest_first_and_none_of_a_passage_that_is_quoted():
    """All of the report taken to be on Ash, with a question on the first sentence of each passage."""
    bank = tuple(
        BankQuestion(f"What about subject {n} at Ash General?", (p.sentences[0].index,)) for n, p in enumerate(tiny.PASSAGES)
    )
    index = replace(tiny.INDEX, bank=bank, passages=tuple(replace(p, trust="ash") for p in tiny.PASSAGES))
    assert Suggestions(index).after(answer(5)) == (OTHERS, bank[3].question, bank[1].question)
    assert Suggestions(index).after(answer(2, 5)) == (OTHERS, bank[3].question, bank[0].question)


def test_what_was_just_asked_is_not_asked_again():
    assert made(*BANK).after(replace(answer(2), question=LISTEN)) == (OTHERS,)


def test_nothing_is_suggested_after_a_refusal():
    assert made(*BANK).after(answer(2, status="not_stated")) == ()


def test_the_others_are_offered_only_where_one_trust_alone_was_quoted():
    suggest = made(*BANK)
    assert OTHERS not in suggest.after(answer(2, 11))
    assert OTHERS not in suggest.after(answer(0))
    assert OTHERS not in suggest.after(replace(answer(2), rows=(Row("ash", (tiny.quote(2),)),)))


@pytest.mark.parametrize("question", [
    "who runs the wards at Ash General?", "Who runs the wards at Ash General", "Ash General wards?", f"Who runs {'all ' * 20}the wards at Ash General?",
    "Who runs the wards over there?", "Who runs the wards at Birch Royal?", "Who runs wards at Ash General and Birch Royal?", "Who runs the wards at ash general?",
])  # fmt: skip
def test_a_question_that_does_not_read_well_alone_is_not_suggested(question):
    assert made(BankQuestion(question, (4,))).starters("ash", None) == ()


def test_a_question_that_several_sentences_answer_is_not_suggested():
    assert made(BankQuestion(WARDS, (3, 4))).starters("ash", None) == ()


def test_starters_are_within_the_filter():
    suggest = made(*BANK)
    assert suggest.starters("ash", None) == (BANK[0].question, LISTEN)
    assert suggest.starters(None, "culture") == (BANK[0].question, LISTEN, MENTOR)
    assert suggest.starters("birch", "induction") == ()
    assert suggest.starters(None, None) == ("How long did the study take?", BANK[0].question, LISTEN, MENTOR)


def test_where_it_is_open_whom_a_request_means_those_are_offered_of_whom_something_is_said():
    own = Suggestions(tiny.INDEX)
    both = Answer("the nurses?", "answered", "", (tiny.quote(4), tiny.quote(11)))
    assert own.meant(Question("the nurses?"), both) == ("the nurses – Ash General?", "the nurses – Birch Royal?")
    alone = replace(both, quotes=both.quotes[:1])
    assert own.meant(Question("the nurses?"), alone) == own.meant(Question("and then?"), both) == own.first()


def test_instead_of_what_was_wrong_the_same_of_other_trusts_is_offered():
    own = Suggestions(tiny.INDEX)
    last = Question("nurses at Ash", trusts=("ash",), mentions=(Mention("ash", 10, 13),))
    assert own.of_others(last) == ("nurses at Birch Royal", "nurses at Cedar Health")
    assert own.of_others(Question("nurses")) == own.first()
