"""Structured logs on standard error, a line an event: for people (console) or for machines (JSON).

No event holds what a reader typed unless ``RAG_LOG_QUESTIONS`` is on: paths are given as routes, queries not at all.
"""

from __future__ import annotations

import logging
import re
import secrets
import sys
import time
from typing import TYPE_CHECKING

import structlog

from rag.web.written import Bounded, WithoutValues, one_line

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

    from rag.web.metrics import Metrics

log = structlog.get_logger(__name__)

_REQUEST_ID = re.compile(rb"[A-Za-z0-9-]{1,64}")
_QUIET = re.compile(r"^/(?:healthz|readyz|metrics|assets/|static/|ui/|swagger/|gradio_api/(?:heartbeat|app_id))")


def configure(log_format: str, stream: object = None, *, values: bool = False) -> None:
    """Send structlog's and the standard library's events through one renderer; ``console`` or ``json``, a line an event.

    ``values``: whether libraries' own texts and exceptions' messages are told, which may hold what was typed.
    """
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    render: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if log_format == "json"
        # Strings are shown as Python would write them, so that where a value ends is plain.
        else structlog.dev.ConsoleRenderer(colors=False, repr_native_str=True)
    )
    take_meta_out = structlog.stdlib.ProcessorFormatter.remove_processors_meta
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared, processors=[WithoutValues(values=values), take_meta_out, render, one_line]
    )
    handler = logging.StreamHandler(stream or sys.stderr)  # type: ignore[arg-type]
    handler.setFormatter(formatter)
    handler.addFilter(Bounded())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    logging.getLogger("rag").setLevel(logging.INFO)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


class RequestLog:
    """Gives each request an id, and tells and counts it when it is done. Pure ASGI, outermost."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        given = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
        request_id = given.decode() if _REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        started = time.perf_counter()
        status = 500

        async def with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = int(message["status"])
                message = {**message, "headers": [*message["headers"], (b"x-request-id", request_id.encode())]}
            await send(message)

        with structlog.contextvars.bound_contextvars(request=request_id):
            try:
                await self._app(scope, receive, with_id)
            finally:
                self._tell(scope, status, time.perf_counter() - started)

    def _tell(self, scope: Scope, status: int, seconds: float) -> None:
        route = _route(scope)
        method = scope["method"] if scope["method"] in ("GET", "HEAD", "POST", "OPTIONS") else "other"
        self._metrics.requests.labels(method, route, str(status)).inc()
        if not _QUIET.match(scope["path"]):
            log.info("request", method=method, route=route, status=status, ms=round(seconds * 1000, 1))


def _route(scope: Scope) -> str:
    """The route's pattern, never the path: what stands in a path may have been typed."""
    route = scope.get("route")
    path = getattr(route, "path", "")
    if path:
        return str(path)
    return "chat" if scope["path"] in ("/", "/embed") or scope["path"].startswith("/gradio_api/") else "other"
