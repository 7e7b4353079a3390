"""The assistant and the usual pipelines on the exam's questions, asked in turn in one process."""

from __future__ import annotations

import importlib.util
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from bench.figures import Spread, ratio, spread
from bench.pipelines import NEEDS, langchain, llama_index
from bench.subject import exam, load_assistant
from rag.evaluation.measures import evidence_recall, precision

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rag.answering.assistant import Assistant
    from rag.evaluation.cases import Case

    Spans = list[tuple[int, int]]
    System = Callable[[Case], Spans]

OURS = "this assistant"


@dataclass(frozen=True, slots=True)
class Row:
    """One system over all questions (``latency``, ``ratio`` of its median to ours) and over the answerable ones (the rest)."""

    name: str
    pieces: int
    latency: Spread
    ratio: float
    recall: float
    full: float
    precision: float
    characters: int


@dataclass(frozen=True, slots=True)
class SideBySideFigures:
    """``missing``: systems that are not installed."""

    questions: int
    answerable: int
    rows: tuple[Row, ...]
    missing: tuple[str, ...]


def measure(*, quick: bool) -> SideBySideFigures:
    """Ask every system every question, each question of all before the next."""
    assistant = load_assistant()
    text = assistant.index.report.text
    cases = exam(assistant, quick=quick)
    missing = tuple(name for name, packages in NEEDS.items() if not all(installed(p) for p in packages))
    systems: dict[str, tuple[System, int]] = {OURS: (ours(assistant), len(assistant.index.passages))}
    if "LangChain" not in missing:
        ask, pieces = langchain(text, 4)
        systems["LangChain, 4 pieces"] = (as_typed(ask), pieces)
    if "LlamaIndex" not in missing:
        for top in (4, 2):
            ask, pieces = llama_index(text, top)
            systems[f"LlamaIndex, {top} pieces"] = (as_typed(ask), pieces)
    took, shown = ask_in_turn({name: ask for name, (ask, _) in systems.items()}, cases)
    spreads = {name: spread(samples) for name, samples in took.items()}
    rows = tuple(
        judged(name, pieces, spreads[name], spreads[OURS].p50, [(c, s) for c, s in shown[name] if c.answerable], text)
        for name, (_, pieces) in systems.items()
    )
    return SideBySideFigures(len(cases), sum(c.answerable for c in cases), rows, missing)


def installed(package: str) -> bool:
    """Whether a package, or a package in a package, is there."""
    try:
        return importlib.util.find_spec(package) is not None
    except ModuleNotFoundError:
        return False


def ours(assistant: Assistant) -> System:
    """The assistant, told the turns before a follow-up."""
    return lambda case: [(q.start, q.end) for q in assistant.ask(case.question, case.history).quotes]


def as_typed(ask: Callable[[str], Spans]) -> System:
    """A pipeline, which knows nothing of turns before."""
    return lambda case: ask(case.question)


def ask_in_turn(
    systems: dict[str, System], cases: Sequence[Case]
) -> tuple[dict[str, list[float]], dict[str, list[tuple[Case, Spans]]]]:
    """Seconds and shown spans of every system, which take turns at being first; the first question of each is not timed."""
    names = list(systems)
    took: dict[str, list[float]] = defaultdict(list)
    shown: dict[str, list[tuple[Case, Spans]]] = defaultdict(list)
    for name in names:
        systems[name](cases[0])
    for number, case in enumerate(cases):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            started = time.perf_counter()
            spans = systems[name](case)
            took[name].append(time.perf_counter() - started)
            shown[name].append((case, spans))
    return took, shown


def judged(name: str, pieces: int, latency: Spread, our_ms: float, shown: Sequence[tuple[Case, Spans]], text: str) -> Row:
    """A row by the exam's own measures; a question that shows nothing scores no recall and has no precision."""
    recalls = [evidence_recall(case, spans, text) for case, spans in shown]
    precisions = [p for case, spans in shown if (p := precision(case, spans, text)) is not None]
    return Row(
        name, pieces, latency, ratio(latency.p50, our_ms),
        round(float(np.mean(recalls)), 3), round(float(np.mean([r == 1 for r in recalls])), 3),
        round(float(np.mean(precisions or [0.0])), 3), int(np.median([sum(b - a for a, b in spans) for _, spans in shown])),
    )  # fmt: skip
