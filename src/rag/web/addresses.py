"""Addresses as people, monitors and proxies write them: HEAD, a slash at the end, a prefix; and refusals as pages. Pure ASGI."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.responses import RedirectResponse

from rag.settings import PREFIX
from rag.web.problems import MEDIA_TYPE
from rag.web.templating import TEMPLATES

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

_NO_PAGES = re.compile(r"/(?:gradio_api/.*|mcp/?)")
"""Where nothing is a page: what the chat asks of Gradio, and what takes POST only. A HEAD there is refused as any other method."""


def under(scope: Scope, prefix: str) -> None:
    """Take ``prefix`` off the scope's path where a proxy has left it on; the scope is changed in place."""
    path = scope["path"]
    if prefix and (path == prefix or path.startswith(f"{prefix}/")):
        scope["path"] = path[len(prefix) :]
        scope["raw_path"] = quote(scope["path"]).encode()


def prefix_said(header: str) -> str:
    """The prefix in ``X-Forwarded-Prefix``, those of several proxies in a row; ``""`` where it is none."""
    said = "".join(f"/{part.strip().strip('/')}" for part in header.split(",") if part.strip().strip("/"))
    return said if PREFIX.fullmatch(said) else ""


class Addresses:
    """Answers HEAD as GET without a body; leads from ``/read/`` to ``/read``, from ``/index.html`` and a bare prefix to ``/``."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD") or _NO_PAGES.fullmatch(scope["path"]):
            await self._app(scope, receive, send)
        elif place := _place(scope["path"], scope.get("prefix", "")):
            query = scope["query_string"].decode("latin-1")
            await RedirectResponse(f"{place}?{query}" if query else place, 308)(scope, receive, send)
        elif scope["method"] == "HEAD":
            await self._head(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _head(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def without_body(message: Message) -> None:
            await send(message if message["type"] == "http.response.start" else {**message, "body": b""})

        scope["method"] = "GET"  # in place, as the log, further out, reads from the scope which route answered
        try:
            await self._app(scope, receive, without_body)
        finally:
            scope["method"] = "HEAD"


def _place(path: str, prefix: str) -> str:
    """Where an address leads, relative to itself, so that it does under any prefix; ``""`` where it is one."""
    name = path.rstrip("/").rpartition("/")[2]
    if not path:
        return f"{prefix.rpartition('/')[2]}/"  # the prefix without its slash, against which no address of a page would hold
    if path == "/index.html":
        return "./"
    return f"../{quote(name)}" if path.endswith("/") and name else ""


class RefusalPages:
    """Makes a page in our look of a refusal (problem details) to a client that takes HTML by name, as browsers do."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self._app(scope, receive, send)
            return
        start: Message | None = None

        async def as_page(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                if Headers(raw=message["headers"]).get("content-type", "") != MEDIA_TYPE:
                    await send(message)
                else:
                    start = message
            elif start is None:
                await send(message)
            elif message["body"]:  # a problem is one piece of JSON; of a HEAD nothing comes
                body = _page(scope, json.loads(message["body"]))
                await send({**start, "headers": _headers_of(start, body)})
                await send({"type": "http.response.body", "body": body})
            else:
                await send({**start, "headers": _headers_of(start, b"")})
                await send(message)

        await self._app(scope, receive, as_page)


def _page(scope: Scope, problem: dict[str, str]) -> bytes:
    # Relative, and from the path as it is after a prefix has been taken off: the page may be any number of levels down.
    home = "../" * (scope["path"].count("/") - 1) or "./"
    return TEMPLATES.get_template("refusal.html").render(problem=problem, home=home).encode()


def _headers_of(start: Message, body: bytes) -> list[tuple[bytes, bytes]]:
    own = {b"content-type": b"text/html; charset=utf-8", b"content-length": str(len(body)).encode(), b"cache-control": b"no-store"}
    return [(name, value) for name, value in start["headers"] if name.lower() not in {*own}] + list(own.items())
