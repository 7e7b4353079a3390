"""Cases → what each scored: every case is asked as a reader would ask it, and measured."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from rag.evaluation.measures import Measured, measure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rag.answering.assistant import Assistant
    from rag.evaluation.cases import Case


def run(assistant: Assistant, cases: Sequence[Case], progress: Callable[[str, int, int], None] | None = None) -> list[Measured]:
    """Ask and measure every case; ``progress`` is told (what, done, of how many)."""
    assistant.ask("warm up")  # the first call of a model allocates; it is nobody's question
    measured = []
    for number, case in enumerate(cases, start=1):
        started = time.perf_counter()
        answer = assistant.ask(case.question, case.history)
        ms = (time.perf_counter() - started) * 1000
        near, confidence = standing(assistant, case)
        measured.append(measure(case, answer, assistant.index, near, confidence, ms))
        if progress:
            progress("evaluating", number, len(cases))
    return measured


def standing(assistant: Assistant, case: Case) -> tuple[float, float]:
    """Similarity of the nearest bank question, and how sure the assistant is that the report answers, 0 to 1."""
    asked = assistant.understand(case.question, case.history)
    plans = assistant.searches(asked)
    searches = assistant.retriever.prepare([query for _, query in plans])
    near = max(float(search.bank.max(initial=-1)) for search in searches)
    judged = [assistant.judge(asked, search, trusts) for (trusts, _), search in zip(plans, searches, strict=True)]
    return near, max(j.answerable for j in judged)
