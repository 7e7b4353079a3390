"""The door before Gradio: what its page asks for is let through, in the form in which the page asks; all else is closed.

Pure ASGI. What goes in is written anew from what was checked (path, method, a few headers, the query's known fields, the
body's), so that Gradio never sees a byte that was only sent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode

from rag.web import bodies
from rag.web.events import MOST_TYPED, EventError
from rag.web.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.types import ASGIApp, Receive, Scope, Send

    from rag.web.events import Event, Events
    from rag.web.metrics import Metrics

RUN = "/gradio_api/run/predict"
"""Where Gradio's script sends an event that waits in no queue; the reply is its outputs."""
ALLOWED: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("GET", re.compile(r"/(?:config|theme\.css|favicon\.ico)?")),
    ("HEAD", re.compile(r"/")),
    ("GET", re.compile(r"/(?:assets|static/fonts|static/js)(?:/\w[\w-]*(?:\.[\w-]+)*){1,4}")),  # no name begins with a dot
    ("GET", re.compile(r"/gradio_api/app_id")),  # the page asks it when it has lost its server
    ("POST", re.compile(RUN)),
)
"""Gradio's routes that are open, each with its method; ``tests/test_door.py`` walks through all that it has."""
_HEADERS = frozenset({
    b"host", b"origin", b"accept", b"accept-encoding", b"accept-language", b"user-agent", b"x-forwarded-host",
    b"x-forwarded-proto", b"x-forwarded-port", b"x-forwarded-prefix",
})  # fmt: skip
"""What Gradio builds addresses from (``Clients`` takes the forwarded ones from who is not trusted) and pages are made by."""
_ADDRESS = {"ask": MOST_TYPED, "trust": 2_000, "theme": 2_000, "__theme": 10}
"""Fields of the page's own address that it sends along, and how much of each counts."""


@dataclass(frozen=True, slots=True)
class _Refusal:
    status: int
    why: str
    text: str
    headers: tuple[tuple[str, str], ...] = ()


_CLOSED = _Refusal(404, "closed", "There is nothing at this address.")
_NOT_JSON = _Refusal(415, "form", "The chat takes application/json.")
_FULL = _Refusal(503, "busy", "Many are asking at once. Please ask again in a moment.", (("retry-after", "2"),))
ROOM = 64
"""Events in Gradio's hands beside the questions that may wait: pages that arrive, and questions that are told to come again.
Without a bound, askers who close their connection at once fill the memory (seen: 400 MiB for 10,000 of them)."""


class Door:
    """Lets the page through to ``app``, Gradio's own; each refusal is a problem detail and is counted, and none is logged."""

    def __init__(
        self, app: ASGIApp, events: Events, metrics: Metrics, late: Callable[[Scope], tuple[int, str]], waiting: int
    ) -> None:
        self._app = app
        self._events = events
        self._late = late  # of a question, which it counts: the seconds to wait and the words for it, or 0
        self._most = waiting + ROOM
        self._in_hand = 0
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})  # against the policy: the page opens none
            return
        methods = [method for method, path in ALLOWED if path.fullmatch(scope["path"])]
        if not methods:
            refusal: _Refusal | None = _CLOSED
        elif scope["method"] not in methods:
            allowed = ", ".join(methods)
            refusal = _Refusal(405, "closed", f"This address takes {allowed}.", (("allow", allowed),))
        elif scope["path"] == RUN:
            refusal = await self._run(scope, receive, send)
        else:
            refusal = None
            _bare(scope)
            await self._app(scope, receive, send)
        if refusal:
            self._metrics.refused.labels(refusal.why).inc()
            await problem(refusal.status, refusal.text, dict(refusal.headers))(scope, receive, send)

    async def _run(self, scope: Scope, receive: Receive, send: Send) -> _Refusal | None:
        kind = dict(scope["headers"]).get(b"content-type", b"").split(b";")[0].strip().lower()
        if kind != b"application/json":
            return _NOT_JSON  # also what a form of another site can send without asking
        body = await bodies.whole(receive)
        if body is None:
            return None
        try:
            event = self._events.read(body)
        except EventError as error:
            return _Refusal(422, "form", str(error))
        seconds, words = self._late(scope) if self._events.asks(event, _query(scope)) else (0, "")
        if seconds:
            return _Refusal(429, "rate", words, (("retry-after", str(seconds)),))
        if self._in_hand >= self._most:
            return _FULL
        self._in_hand += 1
        try:
            await self._app(scope, _rewritten(scope, receive, event), send)
        finally:
            self._in_hand -= 1
        return None


def _bare(scope: Scope, query: str = "") -> None:
    """Give the request ``query`` for its own, and only the headers that a page has need of.

    The scope is changed in place: the log, further out, reads from it which route answered.
    """
    scope["query_string"] = query.encode()
    scope["headers"] = [(name, value) for name, value in scope["headers"] if name in _HEADERS]


def _rewritten(scope: Scope, receive: Receive, event: Event) -> Receive:
    """Write the request anew from ``event``; what gives its body."""
    sent = _query(scope)
    query = urlencode({name: sent[name][:most] for name, most in _ADDRESS.items() if name in sent})
    body = event.model_dump_json().encode()
    _bare(scope, query)
    scope["headers"] += [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    return bodies.given(body, receive)


def _query(scope: Scope) -> dict[str, str]:
    return dict(parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True, errors="replace"))
