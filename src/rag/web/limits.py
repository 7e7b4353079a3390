"""What one client may take: the size of a body, the time to send it, questions and pages a minute. Pure ASGI."""

from __future__ import annotations

import asyncio
import contextlib
import ipaddress
import math
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.web.clients import OPEN, address_of
from rag.web.problems import problem
from rag.web.rates import Rate

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from rag.settings import Settings
    from rag.web.metrics import Metrics

BODY_SECONDS = 20
"""A client that has not sent its body after this long is not waited for."""
_ASKS = re.compile(r"^/(?:api/(?:ask|check|feedback|talk)|check|mcp/?)$")
"""Where questions, drafts and talks come in (the API, MCP, the page of quotations), and words on answers. Of what the chat sends
the door counts them, as only it knows which of a page's events is one.
"""

QUESTION_BYTES = {"/check": 4_096, "/api/check": 4_096, "/api/talk": 512}
"""How much of what may be long counts as a question: the dearest draft that was found, of a megabyte, took 5 s of a core, as 330
plain questions do; 300 quotations of a talk, of 4 kB at least, take 0.4 s."""
_ANY = 1_000_000
"""Questions that what says no length may count for; ``Rate`` takes no more than a client has."""


@dataclass(frozen=True, slots=True)
class _Refusal:
    status: int
    why: str
    text: str
    retry_after: int | None = None


class _CutOffError(Exception):
    """The body was too large or came too slowly; stops whoever is reading it."""


class Questions:
    """Counts questions by client, wherever they come in."""

    def __init__(self, settings: Settings) -> None:
        self._rate = Rate(settings.rate_limit) if settings.rate_limit else None

    def late(self, scope: Scope) -> tuple[int, str]:
        """Count one; how many seconds its client has to wait, and the words for that; 0 where it may ask."""
        return _late(self._rate, scope, "questions", "ask", _worth(scope))


class Limits:
    """Refuses with 413, 408 or 429 before anything is parsed; each refusal is counted."""

    def __init__(
        self, app: ASGIApp, settings: Settings, metrics: Metrics, questions: Questions, body_seconds: float = BODY_SECONDS
    ) -> None:
        self._app = app
        self._metrics = metrics
        self._most = settings.max_body
        self._seconds = body_seconds
        self._questions = questions
        self._reads = Rate(settings.read_limit) if settings.read_limit else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        refusal = self._announced(scope) or self._hurried(scope)
        if refusal is None:
            refusal = await self._bounded(scope, receive, send)
        if refusal:
            self._metrics.refused.labels(refusal.why).inc()
            await problem(refusal.status, refusal.text, _after(refusal, scope))(scope, receive, send)

    def _announced(self, scope: Scope) -> _Refusal | None:
        length = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        return self._too_large() if not length.isdigit() or int(length) > self._most else None

    def _too_large(self) -> _Refusal:
        return _Refusal(413, "too_large", f"The request is larger than {self._most} bytes. Ask in fewer words.")

    def _hurried(self, scope: Scope) -> _Refusal | None:
        if scope["method"] == "POST" and _ASKS.match(scope["path"]):
            wait, words = self._questions.late(scope)
        elif scope["path"] in OPEN:
            return None
        else:
            wait, words = _late(self._reads, scope, "pages and files", "come")
        return _Refusal(429, "rate", words, wait) if wait else None

    async def _bounded(self, scope: Scope, receive: Receive, send: Send) -> _Refusal | None:
        """Pass on, counting the body as it comes and waiting for it only so long; what it ends in where it is cut off."""
        seen = 0
        complete = False
        refusal: _Refusal | None = None
        deadline = time.monotonic() + self._seconds

        async def counted() -> Message:
            nonlocal seen, complete, refusal
            if complete:
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), max(0.0, deadline - time.monotonic()))
            except TimeoutError as error:
                refusal = _Refusal(408, "too_slow", "The request did not come in time. Please send it again.")
                raise _CutOffError from error
            seen += len(message.get("body", b""))
            complete = message["type"] != "http.request" or not message.get("more_body", False)
            if seen > self._most:
                refusal = self._too_large()
                raise _CutOffError
            return message

        async def watched(message: Message) -> None:
            if refusal is None:  # else what the reader made of the cut is not sent
                await send(message)

        with contextlib.suppress(_CutOffError):
            await self._app(scope, counted, watched)
        return refusal


def _worth(scope: Scope) -> int:
    """How many questions a request counts for: what may be long by the length that it says it has."""
    piece = QUESTION_BYTES.get(scope["path"])
    if piece is None:
        return 1
    length = dict(scope["headers"]).get(b"content-length", b"")
    return 1 + int(length) // piece if length.isdigit() else _ANY


def _late(rate: Rate | None, scope: Scope, what: str, again: str, worth: int = 1) -> tuple[int, str]:
    """Count one of ``what``; how many seconds its client has to wait, and the words for that; 0 where it may go on."""
    late = rate.wait(_network(scope["client"][0] if scope.get("client") else ""), worth) if rate is not None else 0
    if not late:
        return 0, ""
    wait = max(1, math.ceil(late))
    return wait, f"That was many {what} in a minute. Please {again} again in {wait} second{'s' if wait > 1 else ''}."


def _after(refusal: _Refusal, scope: Scope) -> dict[str, str]:
    """What the client is to do next.

    One that is still sending reads the refusal only where the rest of its body is taken in and thrown away, as ``Connection``
    does for so many seconds; closed on at once, it sees a connection that was reset. Who waits for leave to send gets none.
    """
    if refusal.retry_after:
        return {"retry-after": str(refusal.retry_after)}
    waits = any(name == b"expect" for name, _ in scope["headers"])
    return {"connection": "close"} if waits or refusal.why != "too_large" else {}


def _network(text: str) -> str:
    """A client's address; of IPv6 the first 64 bits, as one client has all the rest."""
    address = address_of(text)
    if isinstance(address, ipaddress.IPv6Address):
        return str(ipaddress.ip_network((address, 64), strict=False))
    return str(address) if address else "unknown"
