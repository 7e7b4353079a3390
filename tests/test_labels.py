"""Which sentences answer a bank question, a gap and a practice question, and how much each counts."""

import pytest

import tiny
from rag.corpus.bank import BankQuestion, Gap
from rag.evaluation.cases import Case
from rag.training.labels import label_bank, label_practice

ASSISTANT = tiny.assistant()


def test_a_bank_question_is_answered_by_any_of_its_sentences_or_needs_the_whole():
    some, whole = label_bank(ASSISTANT, [BankQuestion("nurses?", (4, 5)), BankQuestion("what is taught?", (8, 9), whole=True)], [])
    assert (some.groups, some.complete) == ((frozenset({4, 5}),), False)
    assert (whole.groups, whole.complete) == ((frozenset({8}), frozenset({9})), True)
    assert (some.positives, whole.positives) == ({4, 5}, {8, 9})
    assert (some.weight, some.practice, some.off_topic) == (1.0, False, False)


def test_a_bank_question_that_names_nobody_is_read_of_the_trust_that_answers_it():
    read = {x.question.text: x.question for x in label_bank(ASSISTANT, [
        BankQuestion("Who listens to nurses?", (5,)), BankQuestion("Compare wards and mentoring", (4, 11)),
        BankQuestion("How long did it take?", (1,)), BankQuestion("Is Birch like this?", (4,)), BankQuestion("Compare the trusts' wards", (4,)),
    ], [])}  # fmt: skip
    assert [read[t].trusts for t in read] == [("ash",), (), (), ("birch",), ("ash",)]
    assert not read["Compare the trusts' wards"].rows  # who filters by a trust is not given rows


def test_a_gap_is_answered_by_nothing_and_read_of_its_trust():
    (gap,) = label_bank(ASSISTANT, [], [Gap("What does mentoring cost?", "birch", "number", (11,))])
    assert (gap.groups, gap.positives, gap.question.trusts) == ((), frozenset(), ("birch",))


def case(question, *groups, kind="fact", fine=()):
    """A practice question; each group is a list of sentences of which one is enough."""
    spans = tuple(tuple(tiny.spans(n) for n in group) for group in groups)
    return Case("p-1", kind, "plain", question, (), bool(groups), spans, tiny.spans(*fine), (), "dev")


def test_a_practice_question_has_its_groups_and_what_is_fine_beside_them():
    (labelled,) = label_practice(ASSISTANT, [case("nurses at Ash", (4, 5), (2,), fine=(5, 6))])
    assert labelled.groups == (frozenset({4, 5}), frozenset({2}))
    assert labelled.fine == {6}  # what answers is not only fine
    assert (labelled.complete, labelled.practice, labelled.off_topic, labelled.weight) == (True, True, False, 3.0)
    assert labelled.question.trusts == ("ash",)


@pytest.mark.parametrize(
    ("kind", "off_topic"), [("off-topic", True), ("attack", True), ("absent", False), ("false premise", False)]
)
def test_what_is_off_topic_is_labelled_so(kind, off_topic):
    (labelled,) = label_practice(ASSISTANT, [case("zebra crossings", kind=kind)])
    assert (labelled.off_topic, labelled.groups) == (off_topic, ())


def test_what_its_wording_alone_refuses_never_reaches_the_judge():
    refused = ["hello", "??", "nurses at Elm Hospital"]
    assert label_practice(ASSISTANT, [case(question) for question in refused]) == []
    assert len(label_practice(ASSISTANT, [case("nurses at Elm Hospital and Ash")])) == 1
