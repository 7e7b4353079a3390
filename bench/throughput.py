"""Requests a second through the API and the chat, against the embedder alone in a process of its own."""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bench.figures import Spread, ratio, significant, spread
from bench.parts import run_part
from bench.server import served
from bench.subject import QUESTIONS
from bench.users import ask_api, chat_asker, crowd

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.users import Ask, Asked

USERS, QUICK_USERS = (1, 10, 50), (1, 10)
SECONDS, QUICK_SECONDS = 12.0, 2.0
WARM = 2.0
"""Seconds of two users before anything is counted."""


@dataclass(frozen=True, slots=True)
class Load:
    """One crowd at one door: answers a second, their milliseconds, and the ratio to the embedder's calls a second."""

    door: str
    users: int
    answered: int
    refused: int
    failed: int
    per_second: float
    latency: Spread | None
    ratio: float


@dataclass(frozen=True, slots=True)
class ThroughputFigures:
    """``embedder``: calls a second of one loop, before and after the crowds; ``seconds`` each crowd asked."""

    seconds: float
    embedder: tuple[float, float]
    loads: tuple[Load, ...]


def measure(*, quick: bool) -> ThroughputFigures:
    """Measure the throughput; the embedder's loop runs before the server starts and after it has stopped."""
    duration, crowds = (QUICK_SECONDS, QUICK_USERS) if quick else (SECONDS, USERS)
    questions = single_questions()
    before = run_part("embedder_alone", quick=quick)["per_second"]
    with served() as server:
        doors: dict[str, Ask] = {"API": ask_api, "chat": chat_asker(server.address)}
        for ask in doors.values():
            asyncio.run(crowd(server.address, ask, questions, 2, WARM))
        taken = [
            (door, users, *asyncio.run(crowd(server.address, ask, questions, users, duration)))
            for users in crowds
            for door, ask in doors.items()
        ]
    after = run_part("embedder_alone", quick=quick)["per_second"]
    alone = max(before, after)  # whatever slows a loop comes from outside
    return ThroughputFigures(duration, (before, after), tuple(load(*one, alone) for one in taken))


def load(door: str, users: int, asked: Sequence[Asked], took: float, alone: float) -> Load:
    """What came of one crowd that took so many seconds, where the embedder alone does ``alone`` calls a second."""
    answered = [a.seconds for a in asked if a.end == "answered"]
    refused = sum(a.end == "refused" for a in asked)
    rate = len(answered) / took
    return Load(
        door, users, len(answered), refused, len(asked) - len(answered) - refused,
        significant(rate), spread(answered) if answered else None, ratio(rate, alone),
    )  # fmt: skip


def single_questions() -> list[str]:
    """The exam's questions that lean on no earlier one: each can be a new visitor's first."""
    rows: list[dict[str, Any]] = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    return [row["question"] for row in rows if not row["history"]]


def rate_of(calls: int, started: float) -> float:
    """Calls a second since ``started`` (of ``time.perf_counter``)."""
    return significant(calls / (time.perf_counter() - started))
