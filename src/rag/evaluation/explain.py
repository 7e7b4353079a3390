"""Why a case came out as it did, and at which stage it failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from rag.evaluation.measures import covered, evidence_recall, precision

if TYPE_CHECKING:
    from rag.answering.assistant import Assistant
    from rag.answering.trace import Trace
    from rag.evaluation.cases import Case

SHOWN = 8


def explain_case(assistant: Assistant, case: Case) -> str:
    """Plain text: the question as understood, the stage at which evidence was lost, and the best candidates with their scores."""
    index = assistant.index
    answer, trace = assistant.ask_and_trace(case.question, case.history)
    asked = trace.request
    shown = [(q.start, q.end) for q in answer.quotes]
    parts = [
        f"{case.id} ({case.kind}, {case.style}): {case.question}",
        *(f"  after: {turn}" for turn in case.history),
        f"status {answer.status}; taken as {answer.taken_as!r}; trusts {asked.trusts}; kind {asked.kind}; rows {asked.rows}",
    ]
    if case.answerable:
        share = precision(case, shown, index.report.text)
        parts.append(
            f"recall {evidence_recall(case, shown, index.report.text):.2f}, precision {'–' if share is None else f'{share:.2f}'}"
        )
    parts.append(f"chosen {trace.chosen}, confidence {trace.confidence:.2f}; candidates: {weighed(trace)}")
    for plan, judged in zip(trace.plans, trace.judged, strict=True):
        parts.append(
            f"search {plan.query!r} of {plan.trusts or 'all'}: answerable {judged.answerable:.2f} "
            f"(from {assistant.calibration.answer:.2f})"
        )
        for n in np.argsort(-judged.chances, kind="stable")[:SHOWN]:
            sentence = index.sentences[n]
            place = (sentence.start, sentence.end)
            right = "+" if _overlaps(place, case) else " "
            mark = "shown" if any(a <= sentence.start and sentence.end <= b for a, b in shown) else "     "
            parts.append(f"  {right} {judged.chances[n]:.2f} {mark} [{n}] {sentence.passage}: {sentence.text[:110]}")
        parts += [f"  missed: {line}" for line in _missed(assistant, case, judged.chances, shown)]
    return "\n".join(parts)


def weighed(trace: Trace) -> str:
    """The candidates with what each was thought to be worth, and the route's likeliest classes."""
    worths = ", ".join(f"{c.name} {c.worth:.2f}" for c in trace.candidates) or "none"
    if not trace.route:
        return worths
    order = np.argsort(-trace.route.probabilities)[:SHOWN]
    likely = ", ".join(f"{trace.route.classes[n]} {trace.route.probabilities[n]:.2f}" for n in order)
    return f"{worths}; route: {likely}"


def _missed(assistant: Assistant, case: Case, chances: np.ndarray, shown: list[tuple[int, int]]) -> list[str]:
    """Evidence groups that are not shown, each with the rank and chance of its best sentence."""
    text = assistant.index.report.text
    ranks = np.empty(len(chances), int)
    ranks[np.argsort(-chances, kind="stable")] = np.arange(1, len(chances) + 1)
    lines = []
    for group in case.groups:
        if not any(covered(spans, shown, text) for spans in group):
            places = [span for spans in group for span in spans]
            inside = [s.index for s in assistant.index.sentences if any(s.start < end and start < s.end for start, end in places)]
            best = max(inside, key=lambda n: chances[n])
            stage = "not allowed (trusts)" if chances[best] == 0 else "not retrieved" if ranks[best] > 20 else "not chosen"  # noqa: PLR2004
            lines.append(f"{stage}: rank {ranks[best]}, chance {chances[best]:.2f}: {assistant.index.sentences[best].text[:100]}")
    return lines


def _overlaps(place: tuple[int, int], case: Case) -> bool:
    return any(start < place[1] and place[0] < end for start, end in case.relevant)
