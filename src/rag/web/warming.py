"""The page at once, the assistant when it is loaded: an ASGI application that stands before the real one.

Libraries and the model take seconds to load, a first index minutes. Until then the chat's page says so, asks for itself
until it is there and reloads; ``/healthz`` answers, and everything else is 503 with ``Retry-After``.
"""

from __future__ import annotations

import asyncio
import html
from typing import TYPE_CHECKING, Any

from starlette.responses import FileResponse, HTMLResponse, JSONResponse, Response

from rag.corpus.profile import load_profile
from rag.web.addresses import Addresses, RefusalPages, under
from rag.web.branding import WIDGET_HEADERS, widget_js
from rag.web.headers import SecurityHeaders
from rag.web.hosts import Hosts, OwnNames
from rag.web.problems import problem

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from starlette.types import ASGIApp, Receive, Scope, Send

    from rag.settings import Settings

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="warming" content="1"><script src="ui/arrive.js"></script>{head}
<title>Warming up – {title}</title>
<link rel="stylesheet" href="ui/warming.css"><script src="ui/warming.js" defer></script></head>
<body><main><h1>Warming up</h1>
<p role="status">The assistant is loading the report and its model. This page goes on by itself in a moment.</p>
<noscript><p>Please reload this page in a moment.</p></noscript></main></body></html>
"""


class Warming:
    """Serves ``PAGE`` until ``load`` has returned the application, then that; its lifespan runs in a task of its own."""

    def __init__(
        self, load: Callable[[], Any], ui: Path, embed_head: str, settings: Settings,
        *, ready: Callable[[], None], failed: Callable[[Exception], None],
    ) -> None:  # fmt: skip
        self._load = load
        self._early = SecurityHeaders(RefusalPages(Hosts(Addresses(self._meanwhile), OwnNames(settings))), settings.allowed_origins)
        self._prefix = settings.root_path
        self._files = {f"/ui/{name}": ui / name for name in ("warming.css", "warming.js", "tokens.css", "embed.js", "arrive.js")}
        profile = load_profile(settings.corpus)
        self._widget = Response(widget_js(ui, profile), headers=WIDGET_HEADERS, media_type="text/javascript")
        title = html.escape(profile.page.title)
        self._pages = {"/": PAGE.format(head="", title=title), "/embed": PAGE.format(head=embed_head, title=title)}
        self._ready = ready
        self._failed = failed
        self._app: ASGIApp | None = None
        self._stop = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection, or the server's own start and stop."""
        if scope["type"] == "lifespan":
            await self._lifespan(receive, send)
        elif self._app is not None:
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            scope["prefix"] = self._prefix
            under(scope, self._prefix)
            await self._early(scope, receive, send)

    async def _meanwhile(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._response(scope["path"])(scope, receive, send)

    def _response(self, path: str) -> Response:
        later = {"retry-after": "2", "cache-control": "no-store"}
        if path in self._pages:
            return HTMLResponse(self._pages[path], 503, later)
        if path == "/widget.js":
            return self._widget
        if path in self._files:
            return FileResponse(self._files[path])
        if path == "/healthz":
            return JSONResponse({"status": "ok"})
        return problem(503, "The assistant is still loading. Please try again in a moment.", later)

    async def _lifespan(self, receive: Receive, send: Send) -> None:
        await receive()
        running = asyncio.create_task(self._run())
        await send({"type": "lifespan.startup.complete"})
        await receive()
        self._stop.set()
        await running
        await send({"type": "lifespan.shutdown.complete"})

    async def _run(self) -> None:
        """Load, then hold the application's own lifespan open until the server stops."""
        try:
            app = await asyncio.to_thread(self._load)
            async with app.router.lifespan_context(app):
                self._app = app
                self._ready()
                await self._stop.wait()
        except Exception as error:  # noqa: BLE001 - told to the operator by who started the server
            self._failed(error)
