"""Cases → what each scored: every case is asked as a reader would ask it, and measured."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rag.evaluation.measures import Measured, measure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rag.answering.assistant import Assistant
    from rag.answering.trace import Trace
    from rag.evaluation.cases import Case


def run(assistant: Assistant, cases: Sequence[Case], progress: Callable[[str, int, int], None] | None = None) -> list[Measured]:
    """Ask and measure every case; ``progress`` is told (what, done, of how many)."""
    assistant.ask("warm up")  # the first call of a model allocates; it is nobody's question
    measured = []
    for number, case in enumerate(cases, start=1):
        started = time.perf_counter()
        answer, trace = assistant.ask_and_trace(case.question, case.history)
        ms = (time.perf_counter() - started) * 1000
        measured.append(measure(case, answer, assistant.index, nearness(trace), trace.confidence, ms))
        if progress:
            progress("evaluating", number, len(cases))
    return measured


def nearness(trace: Trace) -> float:
    """Similarity of the nearest bank question, -1 where nothing was searched."""
    return max((float(judged.search.bank.max(initial=-1)) for judged in trace.judged), default=-1.0)
