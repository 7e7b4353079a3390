"""``Assistant.ask`` for many at once: bounded, timed, counted and logged. The API, the chat and MCP all ask here.

Answers are work for the processor, so that more of them at a time than there are cores only makes each slower: that
many run, and a bounded number waits. Questions that wait together are not encoded in one batch: on a CPU that was
measured not to pay, and an answer's last digits would depend on what others ask.
"""

from __future__ import annotations

import asyncio
import contextvars
import math
import os
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import anyio
import structlog
from anyio import CapacityLimiter

from rag.errors import BusyError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rag.answering.assistant import Assistant
    from rag.types import Answer, Context
    from rag.web.metrics import Metrics

    Way = Literal["api", "chat", "mcp"]

log = structlog.get_logger(__name__)

ANSWER_SECONDS = 30.0
"""An answer that takes longer is given up: the dearest within the limits costs some eight plain ones, and a
proxy or a reader waits no longer."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked, as it came in."""

    question: str
    history: Sequence[str] = ()
    trusts: Sequence[str] = ()
    themes: Sequence[str] = ()
    context: Context | None = None


def core_count(quota_file: Path = Path("/sys/fs/cgroup/cpu.max")) -> int:
    """Cores that this process may use, or fewer where its container's quota says so (cgroup v2: ``cpu.max``)."""
    own = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1  # macOS has no affinity
    try:
        quota, period = quota_file.read_text(encoding="ascii").split()
    except (OSError, ValueError):
        return own
    return own if quota == "max" else max(1, min(own, math.ceil(int(quota) / int(period))))


class Desk:
    """Takes questions to one assistant."""

    def __init__(self, assistant: Assistant, metrics: Metrics) -> None:
        self.assistant = assistant
        self.metrics = metrics
        self._cores = CapacityLimiter(core_count())
        self._threads = ThreadPoolExecutor(core_count(), "answer")
        self._waiting = 0

    async def ask(self, asked: Asked, way: Way) -> tuple[Answer, float]:
        """The answer and the milliseconds that it took, waiting not counted.

        Raises ``BusyError`` where too many wait already or the answer takes longer than ``ANSWER_SECONDS``, ``ValueError`` for
        a trust or theme that is none.
        """
        came = time.perf_counter()
        turn = object()
        try:
            self._cores.acquire_on_behalf_of_nowait(turn)
        except anyio.WouldBlock:
            with self._in_line():
                await self._cores.acquire_on_behalf_of(turn)
        waited = time.perf_counter() - came
        try:
            with anyio.move_on_after(ANSWER_SECONDS) as bound:
                answer, seconds = await self._begin(asked, turn)
        except ValueError:
            raise
        except Exception:
            self.metrics.failures.labels(way).inc()
            log.exception("a question could not be answered", way=way)
            raise
        if bound.cancelled_caught:
            self.metrics.refused.labels("late").inc()
            log.error("an answer took too long", way=way, seconds=ANSWER_SECONDS)
            raise BusyError("That took too long to answer. Please ask again in a moment, in fewer words.")
        self._tell(asked, answer, way, waited, seconds)
        return answer, seconds * 1000

    def _begin(self, asked: Asked, turn: object) -> asyncio.Future[tuple[Answer, float]]:
        """The answer to come. A thread cannot be stopped: its core is free again when it ends, whoever still waits."""
        loop = asyncio.get_running_loop()

        def done(_: object) -> None:
            with suppress(RuntimeError):  # the server has stopped meanwhile
                loop.call_soon_threadsafe(self._cores.release_on_behalf_of, turn)

        work = self._threads.submit(contextvars.copy_context().run, self._timed, asked)
        work.add_done_callback(done)
        return asyncio.wrap_future(work)

    @contextmanager
    def _in_line(self) -> Iterator[None]:
        if self._waiting >= self.assistant.settings.queue:
            self.metrics.refused.labels("busy").inc()
            raise BusyError("Many are asking at once. Please ask again in a moment.")
        self._waiting += 1
        self.metrics.waiting.set(self._waiting)
        try:
            yield
        finally:
            self._waiting -= 1
            self.metrics.waiting.set(self._waiting)

    def _timed(self, asked: Asked) -> tuple[Answer, float]:
        started = time.perf_counter()
        answer = self.assistant.ask(asked.question, asked.history, asked.trusts, asked.themes, asked.context)
        return answer, time.perf_counter() - started

    def _tell(self, asked: Asked, answer: Answer, way: Way, waited: float, seconds: float) -> None:
        self.metrics.answers.labels(answer.status, way).inc()
        self.metrics.answer_seconds.observe(seconds)
        self.metrics.wait_seconds.observe(waited)
        own = {"question": asked.question} if self.assistant.settings.log_questions else {}
        log.info(
            "asked", way=way, status=answer.status, quotes=len(answer.quotes), tokens=answer.tokens, earlier=len(asked.history),
            ms=round(seconds * 1000, 1), waited_ms=round(waited * 1000, 1), **own,
        )  # fmt: skip
