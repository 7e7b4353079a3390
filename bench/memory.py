"""Resident memory of one process before, during and after many questions."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

import httpx

from bench.figures import significant
from bench.server import served
from bench.subject import QUESTIONS as QUESTIONS_FILE
from bench.subject import load_assistant
from rag.memory import keep_little

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rag.answering.assistant import Assistant

QUESTIONS, STEP, WARM_UP = 10_000, 1_000, 200
SERVED, QUICK_SERVED = 150, 10
QUICK_QUESTIONS, QUICK_STEP, QUICK_WARM_UP = 100, 20, 20


@dataclass(frozen=True, slots=True)
class MemoryFigures:
    """MiB resident after the warm-up and after each ``step`` of the distinct questions; ``seconds`` for all of them; ``served``
    MiB of a server that was asked the exam's first questions.
    """

    warm_up: int
    questions: int
    step: int
    before: float
    after: tuple[float, ...]
    seconds: float
    served: float


def measure(*, quick: bool) -> MemoryFigures:
    """Ask many different questions of one assistant, the way the API does."""
    count, step, warm_up = (QUICK_QUESTIONS, QUICK_STEP, QUICK_WARM_UP) if quick else (QUESTIONS, STEP, WARM_UP)
    keep_little()  # as the server does
    assistant = load_assistant()
    questions = distinct(assistant)
    for question, trusts in islice(questions, warm_up):
        assistant.ask(question, trusts=trusts)
    before, started = resident(), time.perf_counter()
    after = []
    for _ in range(count // step):
        for question, trusts in islice(questions, step):
            assistant.ask(question, trusts=trusts)
        after.append(resident())
    took = significant(time.perf_counter() - started)
    return MemoryFigures(warm_up, count, step, before, tuple(after), took, of_server(QUICK_SERVED if quick else SERVED))


def of_server(count: int) -> float:
    """MiB that a server holds, by its own metrics, when it has answered so many of the exam's questions."""
    rows = [json.loads(line) for line in QUESTIONS_FILE.read_text(encoding="utf-8").splitlines()][:count]
    with served() as server, httpx.Client(base_url=server.address, timeout=60) as client:
        for row in rows:
            client.post("/api/ask", json={"question": row["question"], "history": row["history"]}).raise_for_status()
        told = client.get("/metrics").text.splitlines()
    return round(next(float(line.split()[1]) for line in told if line.startswith("process_resident_memory_bytes")) / 2**20, 1)


def distinct(assistant: Assistant) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Questions of the bank as they are, then asked of each trust by name and by filter; no string comes twice."""
    seen: set[str] = set()
    for trust in (None, *assistant.tags.trusts):
        for asked in assistant.index.bank:
            question = f"{trust.name}: {asked.question}" if trust else asked.question
            if question not in seen:
                seen.add(question)
                yield question, (trust.id,) if trust and len(seen) % 2 else ()


def resident() -> float:
    """MiB that this process holds in memory."""
    import psutil

    return round(psutil.Process().memory_info().rss / 2**20, 1)
