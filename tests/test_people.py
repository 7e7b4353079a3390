"""The people's exam: its files fit the edition, and its measures come out as worked by hand."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from rag.errors import InputError
from rag.evaluation.people import TOLERANCES, _in_talk, _means, _measure, _talks, compare_people, people
from rag.types import Answer, Context, Quote

EVALS = Path(__file__).parents[1] / "evals"
FIRST = "The trust has three general hospitals and six community hospitals."


class Told:
    """Answers each request with the next of a list, and remembers the contexts that it was given."""

    def __init__(self, assistant, answers):
        self.index, self.answers, self.contexts = assistant.index, list(answers), []

    def ask(self, _, context=None):
        self.contexts.append(context)
        return self.answers.pop(0)


def quoting(assistant, anchors, verbatim, **fields):
    ((start, end),) = anchors.find(verbatim)
    quote = Quote(verbatim, "northumbria", "about", "", "5", None, start, end, "northumbria-about-1")
    return Answer("q", "answered", "", (quote,), **fields)


def row(**fields):
    return {"form": "find", "split": "dev", "answerable": True, "evidence": [[FIRST]], "also_fine": [], **fields}


@pytest.mark.parametrize("name", ["people", "talks"])
def test_every_evidence_stands_in_the_edition(anchors, name):
    for line in (EVALS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        for part in record.get("turns", [record]):
            for verbatim in (v for group in part["evidence"] for v in group):
                assert anchors.find(verbatim), verbatim


def test_the_files_are_as_large_as_they_are_said_to_be():
    sizes = {n: len((EVALS / f"{n}.jsonl").read_text(encoding="utf-8").splitlines()) for n in ("people", "everyday", "talks")}
    assert sizes["people"] >= 300
    assert sizes["everyday"] == 500
    assert sizes["talks"] >= 250


def test_shown_evidence_is_recall_and_what_stands_beside_it_is_precision(assistant, anchors):
    answer = quoting(assistant, anchors, FIRST)
    whole = _measure(assistant, anchors, row(), answer)
    assert (whole["recall"], whole["precision"], whole["shown"]) == (1, 1, True)
    half = _measure(assistant, anchors, row(evidence=[[FIRST], ["It employs more than 9,000 staff."]]), answer)
    assert (half["recall"], half["precision"]) == (0.5, 1)
    beside = _measure(assistant, anchors, row(evidence=[["It employs more than 9,000 staff."]]), answer)
    assert (beside["recall"], beside["precision"]) == (0, 0)


def test_a_refusal_shows_nothing(assistant, anchors):
    answer = Answer("q", "not_stated", "", nearest=quoting(assistant, anchors, FIRST).quotes)
    measured = _measure(assistant, anchors, row(), answer)
    assert (measured["recall"], measured["precision"], measured["shown"]) == (0, None, False)
    assert _means([measured, _measure(assistant, anchors, row(), quoting(assistant, anchors, FIRST))]) == {
        "recall": 0.5, "full": 0.5, "precision": 1.0, "false_refusal": 0.5,
    }  # fmt: skip


def test_what_is_shown_for_the_unanswerable_is_in_vain(assistant, anchors):
    absent = row(answerable=False, evidence=[])
    shown, refused = quoting(assistant, anchors, FIRST), Answer("q", "off_topic", "")
    assert _means([_measure(assistant, anchors, absent, a) for a in (shown, refused)]) == {"answered_in_vain": 0.5}


def test_a_turn_is_right_by_status_evidence_and_trusts_and_gets_the_last_context_that_was_one(assistant, anchors):
    context = Context(("northumbria",), None, "How many hospitals?")
    answers = [
        quoting(assistant, anchors, FIRST, context=context),
        Answer("thanks", "greeting", ""),
        quoting(assistant, anchors, FIRST),
    ]
    told = Told(assistant, answers)
    turns = [
        {"question": "How many hospitals?", "status": ["answered"], "trusts": ["northumbria"], "evidence": [[FIRST]]},
        {"question": "thanks", "status": ["greeting"], "trusts": [], "evidence": []},
        {"question": "and at UCLH?", "status": ["answered"], "trusts": ["uclh"], "evidence": [[FIRST]]},
    ]
    # the first turn is no follow-up, the second asks nothing, and the third is led by its evidence, though of another trust
    assert _talks(told, anchors, iter([{"turns": turns}])) == {"talk_turns_right": 0.6667, "follow_ups_led": 1.0}
    assert told.contexts == [None, context, context]


def test_everyday_chatter_is_asked_within_talks_that_are_begun(assistant, anchors):
    """Of three requests two are quoted to; the talks are the first and the third, since the second begins with a refusal."""
    first, third = Context(("northumbria",), None, "first"), Context((), None, "third")
    quoted, refused = quoting(assistant, anchors, FIRST), Answer("q", "off_topic", "")
    begins = [replace(quoted, context=first), refused, replace(quoted, context=third)]
    told = Told(assistant, [*begins, quoted, refused, quoted])
    talks = [{"turns": [{"question": name}]} for name in ("first", "second", "third")]
    assert _in_talk(told, [{"ask": "milk"}] * 3, talks, None) == 0.6667
    assert told.contexts == [None, None, None, first, third, first]


def test_what_falls_below_the_baseline_is_named():
    then = dict.fromkeys(TOLERANCES, 0.5)
    assert compare_people(then, then) == []
    assert compare_people({**then, "recall": 0.47}, then) == ["people's recall was 0.5 in the baseline and is 0.47."]
    assert compare_people({**then, "everyday_quoted": 0.52}, then) == [
        "people's everyday_quoted was 0.5 in the baseline and is 0.52."
    ]
    assert compare_people({**then, "recall": 0.6, "everyday_quoted": 0.1}, then) == []


def test_a_missing_file_is_told_with_the_way_out(assistant, tmp_path):
    with pytest.raises(InputError, match="Restore it"):
        people(assistant, tmp_path)
