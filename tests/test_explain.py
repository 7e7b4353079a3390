"""``--explain`` of a case: at which stage its evidence was lost, with the figures of the answer that was given."""

import numpy as np

import tiny
from rag.answering.trace import Trace
from rag.evaluation.cases import Case
from rag.evaluation.explain import explain_case, weighed
from rag.evaluation.run import nearness, run
from rag.understanding.question import Question
from rag.understanding.route import Route

NURSES = "nurses at Ash General"


def case(*groups, question=NURSES, answerable=True, fine=(), history=()):
    """A case whose evidence groups are one sentence each."""
    return Case(
        "c-1",
        "fact",
        "plain",
        question,
        tuple(history),
        answerable,
        tuple((tiny.spans(n),) for n in groups),
        tiny.spans(*fine),
        ("ash",),
        "dev",
    )


def explained(made, **changes):
    return explain_case(tiny.assistant(**changes), made).splitlines()


def test_it_tells_the_request_the_answer_and_how_good_it_is():
    found = explained(case(4, 2))
    assert found[0] == "c-1 (fact, plain): nurses at Ash General"
    assert found[1].startswith("status answered; taken as None; trusts ('ash',); kind question")
    # Shown are sentences 4 to 6. One of the two groups is there; of 18 + 17 + 8 characters that are no spaces 18 are evidence.
    assert found[2] == "recall 0.50, precision 0.42"
    assert found[3].startswith("chosen find, confidence 0.88")


def test_each_search_lists_its_sentences_the_likeliest_first():
    found = explained(case(4))
    assert "search 'nurses at Ash General' of ('ash',): answerable 0.88 (from 0.50)" in found
    rows = [line for line in found if line.startswith(("  +", "   "))]
    assert rows[0] == "    0.88 shown [5] p2: We listen to nurses."
    assert rows[1] == "  + 0.70 shown [4] p1: Nurses run the wards."
    assert any(line.split()[:2] == ["0.12", "[2]"] for line in rows)  # neither evidence nor shown
    assert len(rows) == 8


def test_what_may_also_be_shown_counts_as_right():
    rows = explained(case(4, fine=(5,)))
    assert "  + 0.88 shown [5] p2: We listen to nurses." in rows


def test_missed_evidence_names_its_stage():
    def missed(made, **changes):
        return [line.strip() for line in explained(made, **changes) if "missed:" in line]

    assert missed(case(4)) == []
    assert missed(case(2)) == ["missed: not chosen: rank 3, chance 0.12: Ash has a board of 12 directors."]
    assert missed(case(11)) == ["missed: not allowed (trusts): rank 12, chance 0.00: Birch began mentoring in 2010."]
    assert missed(case(4), show=0.8) == ["missed: not chosen: rank 2, chance 0.70: Nurses run the wards."]


def test_what_is_not_answerable_has_no_recall_and_a_follow_up_its_history():
    found = explained(case(question="zebra", answerable=False, history=["nurses at Ash General"]))
    assert found[1] == "  after: nurses at Ash General"
    assert not any(line.startswith("recall") for line in found)


def test_the_routes_likeliest_classes_come_first():
    trace = Trace(Question(""), route=Route(("a", "b", "c"), np.array([0.2, 0.7, 0.1])))
    assert weighed(trace) == "none; route: b 0.70, a 0.20, c 0.10"
    assert weighed(Trace(Question(""))) == "none"


def test_a_run_measures_each_case_and_tells_its_progress():
    told = []
    (first, second) = run(tiny.assistant(), [case(4), case(2)], lambda *done: told.append(done))
    assert (first.recall, second.recall) == (1, 0)
    assert told == [("evaluating", 1, 2), ("evaluating", 2, 2)]


def test_nearness_is_that_of_the_nearest_bank_question():
    trace = tiny.assistant().ask_and_trace("board")[1]
    assert abs(nearness(trace) - 1) < 1e-6  # "Who sits on the board …?" has no other word of the axes
    assert nearness(Trace(Question(""))) == -1
