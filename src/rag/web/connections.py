"""Connections: each is closed that brings no request or takes no answer in time, and there are never more than files allow.

uvicorn's own ``timeout_keep_alive`` covers neither a connection that never sent a byte nor one whose headers do not end.
"""

from __future__ import annotations

import resource
from collections import OrderedDict
from typing import TYPE_CHECKING, Any, ClassVar

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from rag.errors import InputError
from rag.web.limits import BODY_SECONDS

if TYPE_CHECKING:
    import asyncio

    from starlette.types import ASGIApp

    from rag.settings import Settings

STOP_SECONDS = 10
"""How long what is in hand may take after SIGTERM."""
COMING_SECONDS = 2
"""How long the rest of a request may then take to come: nginx sends a request when it has the whole of it."""
BACKLOG = 64
"""Connections that the kernel keeps until they are accepted, and that asyncio accepts before anything else happens."""
OWN_FILES = 64
"""What the process holds without any connection: 40 were seen, of which 5 are the event loop's."""
RESERVED = OWN_FILES + 4 * BACKLOG
"""One that is too many is open for four turns of the event loop: accepted, made a transport, told to close, closed."""
MOST_CONNECTIONS = 4_096
"""As many as deploy/nginx.conf has for a worker; each may hold some 100 KiB."""
FEWEST_CONNECTIONS = 16
"""A page opens six at once."""


class Connection(H11Protocol):
    """One connection; ``waiting`` holds those of its server that have no request in hand, the oldest first."""

    most: ClassVar[int]
    seconds: ClassVar[float]
    waiting: ClassVar[OrderedDict[Connection, None]]
    _deadline: asyncio.TimerHandle | None = None
    _watch: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for its first request; where there are too many, the one that waits the longest has to go, or this one."""
        super().connection_made(transport)
        if len(self.connections) > self.most:
            if not self.waiting:
                transport.abort()
                return
            next(iter(self.waiting)).drop()
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget it."""
        self._stop_waiting()
        self._stop_watching()
        super().connection_lost(exc)

    def handle_events(self) -> None:
        """What has come: whole headers end the waiting, a part of them does not."""
        super().handle_events()
        if self._in_hand():
            self._stop_waiting()

    def on_response_complete(self) -> None:
        """Wait for the next request, or for the rest of a body that nobody reads."""
        super().on_response_complete()
        if self.transport.is_closing():
            self._watch_writing()
        elif not self._in_hand():
            self._wait()

    def pause_writing(self) -> None:
        """The client takes its answer more slowly than it is made."""
        super().pause_writing()
        self._watch_writing()

    def resume_writing(self) -> None:
        """It has taken most of it."""
        super().resume_writing()
        if not self.transport.is_closing():
            self._stop_watching()

    def shutdown(self) -> None:
        """The server stops: an answer that is being made is given, a request that does not come to its end is not waited for.

        Cancelled with the answers that take too long, it would stand in the log as our error.
        """
        super().shutdown()
        if self._coming():
            self.loop.call_later(COMING_SECONDS, self._cut_off)

    def _coming(self) -> bool:
        """Whether a body has begun, and not come to its end."""
        return self._in_hand() and self.conn.their_state is h11.SEND_BODY

    def _cut_off(self) -> None:
        if self._coming():
            self.transport.abort()

    def _in_hand(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        self._stop_waiting()
        self.waiting[self] = None
        self._deadline = self.loop.call_later(self.seconds, self._give_up)

    def _stop_waiting(self) -> None:
        self.waiting.pop(self, None)
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None

    def _give_up(self) -> None:
        self._stop_waiting()
        self.transport.close()
        self._watch_writing()

    def drop(self) -> None:
        """Close it at once: another needs its place."""
        self._stop_waiting()
        self.transport.abort()

    def _watch_writing(self, before: int | None = None) -> None:
        """Cut off a client that takes nothing of its answer: closing alone would wait for it without end."""
        self._stop_watching()
        left = self.transport.get_write_buffer_size()
        if before is not None and left >= before:
            self.transport.abort()
        elif left:
            self._watch = self.loop.call_later(self.seconds, self._watch_writing, left)

    def _stop_watching(self) -> None:
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None


def server_config(
    app: ASGIApp, settings: Settings, *, most: int = MOST_CONNECTIONS, seconds: float = BODY_SECONDS
) -> uvicorn.Config:
    """How uvicorn serves: at most ``most`` connections, each waited for ``seconds``, nothing of its own in the log."""
    own: dict[str, Any] = {"most": most, "seconds": seconds, "waiting": OrderedDict()}
    return uvicorn.Config(
        app, host=settings.host, port=settings.port, http=type("BoundedConnection", (Connection,), own), ws="none", backlog=BACKLOG,
        log_config=None, access_log=False, timeout_graceful_shutdown=STOP_SECONDS, proxy_headers=False, server_header=False,
    )  # fmt: skip


def allow_connections() -> tuple[int, int]:
    """Raise this process's limit of open files as far as is allowed and of use; the most connections then, and the limit.

    ``InputError`` where files are too few to serve a page.
    """
    wanted = RESERVED + 2 * MOST_CONNECTIONS  # a connection may hold a second file: the one that it is sent
    soft, hard = (wanted if limit == resource.RLIM_INFINITY else limit for limit in resource.getrlimit(resource.RLIMIT_NOFILE))
    if soft < wanted and soft < hard:
        soft = min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, resource.getrlimit(resource.RLIMIT_NOFILE)[1]))
    most = min(MOST_CONNECTIONS, (soft - RESERVED) // 2)
    if most < FEWEST_CONNECTIONS:
        fewest = RESERVED + 2 * FEWEST_CONNECTIONS
        raise InputError(f"This process may open {soft} files, too few to serve. Allow it {fewest} or more: ulimit -n 1024")
    return most, soft
