"""One answer against one call of the embedder on the same question, in turn; and the share of each stage."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bench.figures import Spread, ratio, spread
from bench.stages import clocked, shares
from bench.subject import embedder_of, load_assistant, requests
from rag.types import Context

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bench.subject import Request
    from rag.answering.assistant import Assistant

REPETITIONS, QUICK_REPETITIONS = 3, 1
LONG_TALK = 8
"""Earlier questions of the longest talk that is considered by default."""
TALKS = 60
CARRIED = "follow-ups as the chat asks them"


@dataclass(frozen=True, slots=True)
class Sample:
    """One question answered, in which form, and embedded once, in seconds."""

    case: Request
    form: str
    answer: float
    embedder: float


@dataclass(frozen=True, slots=True)
class Compared:
    """Answers and embedder calls over one group of questions: milliseconds, and the ratio of the medians."""

    questions: int
    answer: Spread
    embedder: Spread
    ratio: float


@dataclass(frozen=True, slots=True)
class AnswerFigures:
    """``groups`` by name; ``shares`` of an answer's time by stage, adding up to 1; ``calls`` of the embedder an answer."""

    repetitions: int
    groups: dict[str, Compared]
    shares: dict[str, float]
    calls: float


GROUPS: dict[str, Callable[[Request], bool]] = {
    "all questions": lambda _: True,
    "single questions": lambda c: not c.history and c.kind not in ("compare", "common"),
    "comparisons": lambda c: c.kind in ("compare", "common"),
    "follow-ups": lambda c: bool(c.history),
}


def measure(*, quick: bool) -> AnswerFigures:
    """Measure one answer."""
    assistant = load_assistant()
    cases = requests(assistant, quick=quick)
    repetitions = QUICK_REPETITIONS if quick else REPETITIONS
    samples = ask_and_embed(assistant, cases, repetitions)
    groups = {name: compared(chosen) for name, belongs in GROUPS.items() if (chosen := [s for s in samples if belongs(s.case)])}
    for form in sorted({s.form for s in samples}):
        groups[f"answered as {form}"] = compared([s for s in samples if s.form == form])
    groups[CARRIED] = compared(ask_and_embed(assistant, carried(assistant, cases), repetitions))
    talks = ask_and_embed(assistant, long_talks(cases), 1)
    groups[f"after {LONG_TALK} earlier questions"] = compared(talks)
    stage_shares, calls = staged(assistant, cases)
    return AnswerFigures(repetitions, groups, stage_shares, calls)


def ask_and_embed(assistant: Assistant, cases: Sequence[Request], repetitions: int) -> list[Sample]:
    """Ask and embed every question so many times, the one first as often as the other."""
    embedder = embedder_of(assistant)
    samples = []
    for repetition in range(repetitions):
        for number, case in enumerate(cases):
            took, form = {}, ""
            asked = (case.question, case.history, (), (), case.context)
            turns = (("answer", assistant.ask, asked), ("embedder", embedder.encode, ([case.question],)))
            for name, call, values in turns if (number + repetition) % 2 else reversed(turns):
                started = time.perf_counter()
                given = call(*values)
                took[name] = time.perf_counter() - started
                form = given.form if name == "answer" else form
            samples.append(Sample(case, form, **took))
    return samples


def compared(samples: Sequence[Sample]) -> Compared:
    """The figures of one group of samples."""
    answer, embedder = spread([s.answer for s in samples]), spread([s.embedder for s in samples])
    return Compared(len({s.case.id for s in samples}), answer, embedder, ratio(answer.p50, embedder.p50))


def carried(assistant: Assistant, cases: Sequence[Request]) -> list[Request]:
    """The follow-ups as the chat asks them: with the context of the answer before instead of the requests before."""
    found = []
    for case in cases:
        context = Context()
        for earlier in case.history:
            context = assistant.ask(earlier, context=context).context
        if case.history:
            found.append(replace(case, history=(), context=context))
    return found


def long_talks(cases: Sequence[Request]) -> list[Request]:
    """Some questions, each after the questions that stand before it in the exam."""
    ends = range(LONG_TALK, len(cases), max(1, (len(cases) - LONG_TALK) // TALKS))
    return [replace(cases[n], history=tuple(c.question for c in cases[n - LONG_TALK : n])) for n in ends][:TALKS]


def staged(assistant: Assistant, cases: Sequence[Request]) -> tuple[dict[str, float], float]:
    """Share of each stage over all questions, and how often an answer calls the embedder."""
    with clocked() as clock:
        total = sum(seconds(assistant.ask, case.question, case.history) for case in cases)
    return shares(clock.seconds, total), round(clock.calls["embedding"] / len(cases), 2)


def seconds(call: Callable[..., object], *values: object) -> float:
    """How long one call with these values takes, in seconds."""
    started = time.perf_counter()
    call(*values)
    return time.perf_counter() - started
