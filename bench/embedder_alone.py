"""The embedder alone, called question by question in a process that does nothing else: the most that a server could reach."""

from __future__ import annotations

import time
from dataclasses import dataclass

from bench.throughput import rate_of, single_questions
from rag.loading import open_index
from rag.settings import Settings

SECONDS, QUICK_SECONDS = 8.0, 2.0


@dataclass(frozen=True, slots=True)
class EmbedderFigures:
    """Calls a second of one loop."""

    calls: int
    per_second: float


def measure(*, quick: bool) -> EmbedderFigures:
    """Call the embedder for some seconds, one question a call."""
    embedder = open_index(Settings(), say=lambda _: None).embedder
    questions = single_questions()
    for question in questions[:10]:
        embedder.encode([question])
    calls, started = 0, time.perf_counter()
    while time.perf_counter() - started < (QUICK_SECONDS if quick else SECONDS):
        embedder.encode([questions[calls % len(questions)]])
        calls += 1
    return EmbedderFigures(calls, rate_of(calls, started))
