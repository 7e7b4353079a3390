"""Answers that nobody reads: how many of them wait in Gradio's queue, for how long, and that nothing stays of them.

The page joins the queue with one request and reads the answer with the next. Gradio keeps what is joined until it is
read. Here it is dropped: the oldest when too many pages have joined without reading, and each after a while.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rag.web.metrics import Metrics

MOST_UNREAD = 64
"""Pages that have joined and not yet come to read. A page comes within a round trip; at 45 answers a second, which is what
two cores gave, so many pages join in more than a second."""
UNREAD_SECONDS = 20.0
"""As long as a body may take (``limits.BODY_SECONDS``)."""
CLOSING_SECONDS = 0.2
"""How long a page may take to hear that there is nothing more to read. Gradio's script joins while it believes that it reads
still, and then waits for ever for what its closed stream does not bring (seen: one first question in twenty)."""
MOST_EVENTS = 8
"""Events of one page in hand; it has three kinds of them, and sends each again only when it has its answer."""

MOST_PAGES = 1_000
"""Pages with something in hand, readers included. Gradio has room for 2,000; with one more it drops the oldest, and if that one
waits for its turn, Gradio's queue stops for good (seen: 503 from then on)."""


class Unread:
    """Watches the queue of one Gradio page. To be used in the event loop that serves it.

    ``queue`` gives Gradio's own queue, whose fields are not public: the version is pinned, and ``tests/test_unread.py`` says
    when they change.
    """

    def __init__(
        self, queue: Callable[[], Any], metrics: Metrics,
        *, most: int = MOST_UNREAD, most_pages: int = MOST_PAGES, seconds: float = UNREAD_SECONDS,
    ) -> None:  # fmt: skip
        self._queue = queue
        self._metrics = metrics
        self._most = most
        self._most_pages = most_pages
        self._seconds = seconds
        self._waiting: dict[str, asyncio.TimerHandle] = {}  # the oldest first
        self._readers: Counter[str] = Counter()
        self._closing: Counter[str] = Counter()  # streams closed a moment ago

    def pending(self, session: str) -> int:
        """Events of a page that are in hand or whose answer has not been read."""
        return len(self._queue().pending_event_ids_session.get(session, ()))

    def is_full(self, session: str) -> bool:
        """Whether there is no room for one more page."""
        pages = self._queue().pending_messages_per_session
        return session not in pages and len(pages) >= self._most_pages

    async def closed(self, session: str) -> None:
        """Wait, if a page has just been told that there is nothing more to read, until it has heard it."""
        if self._closing[session] or (self._readers[session] and not self.pending(session)):
            await asyncio.sleep(CLOSING_SECONDS)

    def joined(self, session: str) -> None:
        """Count a page that has joined; it is to come and read."""
        if session in self._readers or session in self._waiting:
            return
        self._waiting[session] = asyncio.get_running_loop().call_later(self._seconds, self._drop, session)
        if len(self._waiting) > self._most:
            self._drop(next(iter(self._waiting)))

    @contextmanager
    def reading(self, session: str) -> Iterator[None]:
        """While a page reads, nothing of it is dropped; afterwards nothing of it is left, or it is to come again."""
        if timer := self._waiting.pop(session, None):
            timer.cancel()
        self._readers[session] += 1
        try:
            yield
        finally:
            self._readers[session] -= 1
            if not self._readers[session]:
                del self._readers[session]
                if self.pending(session):
                    self.joined(session)
                else:
                    self._forget(session)
                    self._closing[session] += 1
                    asyncio.get_running_loop().call_later(CLOSING_SECONDS, self._has_closed, session)

    def _has_closed(self, session: str) -> None:
        self._closing[session] -= 1
        if not self._closing[session]:
            del self._closing[session]

    def _drop(self, session: str) -> None:
        self._waiting.pop(session).cancel()
        self._metrics.refused.labels("abandoned").inc(self.pending(session))
        self._forget(session)

    def _forget(self, session: str) -> None:
        queue = self._queue()
        for event_id in queue.pending_event_ids_session.pop(session, ()):
            event = queue.event_ids_to_events.pop(event_id, None)
            if event is None:
                continue  # answered already
            event.alive = False  # so that an answer in hand is not put where nobody is
            line = queue.event_queue_per_concurrency_id[event.concurrency_id].queue
            if event in line:
                line.remove(event)
        queue.pending_messages_per_session.pop(session, None)
