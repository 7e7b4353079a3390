"""Pure ASGI middleware around Gradio: security headers, cache headers, and the one HTML page cleaned.

Pure, because Starlette's ``BaseHTTPMiddleware`` puts a task and a queue around every response.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from http import HTTPStatus
from typing import TYPE_CHECKING

from starlette.requests import Request

from rag.web.prepared import Piece, etag, respond

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_FOREIGN_META = re.compile(r'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>|\s*<link rel="manifest"[^>]*>')
_RESIZER = re.compile(
    r"<script>\s*\(\(\) => \{(?:(?!</script>).)*iframeResizer\.contentWindow(?:(?!</script>).)*</script>", re.DOTALL
)
"""A script for frames that are as tall as what is in them, which ours are not."""
APP = "<gradio-app></gradio-app>"
"""Where Gradio's own element goes among what the page shows before it."""
_APP = re.compile(r"<gradio-app\b[^>]*>\s*</gradio-app>")
_MODULE = '<script type="module" '
"""Where Gradio's own scripts begin: modules run in the order of the page."""
_HASHED_ASSET = re.compile(r"^/(?:assets|static/(?:fonts|js))/")
_NAMED_BY = ("host", "x-forwarded-host", "x-forwarded-proto")
"""What Gradio makes the page's own address from."""
MOST_NAMES = 16
"""Pages kept: two paths under a few names; a client may add any port to a name."""
_CORS = b"access-control-"
_RUNS_NOTHING = (b"text/javascript", b"application/javascript", b"text/css", b"font/")
"""Content that rules what a page may do is of no use to, as a browser shows it as text: each of the 60 that a first visit
loads had 370 bytes more of it, a thirteenth of the visit. It keeps what forbids to guess another type."""
_FOR_A_YEAR = b"public, max-age=31536000, immutable"
_ASKS_AGAIN = frozenset({b"etag", b"last-modified", b"accept-ranges"})
"""What a browser asks again by. What is kept for a year and never changes under its name is not asked for again, and a first visit
loads fifty of them: without these it is 5 kB lighter."""


class SecurityHeaders:
    """Adds a Content-Security-Policy without ``unsafe-eval``, and the usual companions, to HTTP responses.

    Only the same origin and ``allowed_origins`` may frame a page, and only they may read across: what Gradio answers to
    any origin (it reflects it, with credentials) is taken out.
    """

    def __init__(self, app: ASGIApp, allowed_origins: Sequence[str]) -> None:
        self._app = app
        self._origins = frozenset(origin.encode() for origin in allowed_origins)
        ancestors = ["'self'", *(origin for origin in allowed_origins if origin.startswith("http"))]  # others frame nothing
        policy = (
            "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
            "font-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
            f"frame-ancestors {' '.join(ancestors)}"
        )
        self._of_all = [(b"x-content-type-options", b"nosniff")]
        self._of_pages = [
            *self._of_all,
            (b"content-security-policy", policy.encode()),
            (b"referrer-policy", b"no-referrer"),
            (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
        ]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        across = scope["type"] == "http" and dict(scope["headers"]).get(b"origin") in self._origins

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kind = next((v for n, v in message["headers"] if n.lower() == b"content-type"), b"")
                added = self._of_all if kind.startswith(_RUNS_NOTHING) else self._of_pages
                own: frozenset[bytes] = frozenset()
                if _HASHED_ASSET.match(scope["path"]) and message["status"] == HTTPStatus.OK:  # by now without a prefix
                    added, own = [*added, (b"cache-control", _FOR_A_YEAR)], _ASKS_AGAIN
                own |= {name for name, _ in added}
                kept = [
                    (n, v) for n, v in message["headers"] if n.lower() not in own and (across or not n.lower().startswith(_CORS))
                ]
                message = {**message, "headers": [*kept, *added]}
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)


class CleanPage:
    """Takes Gradio's social-media tags and web manifest out of its page, and puts a head and a body into it; leaves all else alone.

    ``heads`` has what stands before Gradio's scripts for each path that the one page is served at; Gradio knows it at ``/``
    only. ``tail`` ends the head, ``shell`` is the body, with ``APP`` where Gradio draws. What it writes depends on nothing but
    how the server is called, so that it is written and compressed once for each name.
    """

    def __init__(self, app: ASGIApp, heads: Mapping[str, str], shell: str, tail: str) -> None:
        self._app = app
        self._shell = shell
        self._tail = tail
        self._heads = heads
        self._kept: OrderedDict[tuple[str, ...], tuple[str, Piece]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        head = self._heads.get(scope["path"]) if scope["type"] == "http" and scope["method"] == "GET" else None
        if head is None:
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        key = (scope["path"], scope["scheme"], *(request.headers.get(name, "") for name in _NAMED_BY))
        if key not in self._kept:
            # Without its query: what one reader's address says must not stand in another's page.
            asked = {**scope, "path": "/", "raw_path": b"/", "query_string": b""}
            start, body = await _collected(self._app, asked, receive)
            if start["status"] != HTTPStatus.OK or not _is_page(start):
                await send(start)
                await send({"type": "http.response.body", "body": body})
                return
            page = self._cleaned(body, head).decode()
            self._kept[key] = etag(page), Piece.of(page)
            if len(self._kept) > MOST_NAMES:
                self._kept.popitem(last=False)
        tag, piece = self._kept[key]
        await respond(request, tag, [piece])(scope, receive, send)

    def _cleaned(self, body: bytes, head: str) -> bytes:
        page = body.decode("utf-8")
        app = _APP.search(page)
        if app is None:
            return body
        page = page[: app.start()] + self._shell.replace(APP, app[0]) + page[app.end() :]
        page = page.replace(_MODULE, head + _MODULE, 1).replace("</head>", f"{self._tail}</head>", 1)
        return _RESIZER.sub("", _FOREIGN_META.sub("", page)).encode()


async def _collected(app: ASGIApp, scope: Scope, receive: Receive) -> tuple[Message, bytes]:
    """A whole response: its start and its body."""
    start: Message = {}
    parts: list[bytes] = []

    async def keep(message: Message) -> None:
        if message["type"] == "http.response.start":
            start.update(message)
        else:
            parts.append(message.get("body", b""))

    await app(scope, receive, keep)
    return start, b"".join(parts)


def _is_page(start: Message) -> bool:
    headers = {name.lower(): value for name, value in start["headers"]}
    return headers.get(b"content-type", b"").startswith(b"text/html") and b"content-encoding" not in headers
