"""FastAPI around the chat: the answer record as JSON, the report to read, headers, limits, health, MCP; and its start and stop."""

from __future__ import annotations

import contextlib
import gc
import os
import platform
import socket
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

from rag import __version__
from rag.errors import InputError, RagError
from rag.loading import open_assistant
from rag.web.logs import RequestLog, configure

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from types import FrameType

    from fastapi import FastAPI

    from rag.answering.assistant import Assistant
    from rag.loading import Progress
    from rag.settings import Settings

log = structlog.get_logger(__name__)

UI = Path(__file__).parent / "ui"
HEAD = '<link rel="stylesheet" href="ui/style.css"><script src="ui/chat.js" defer></script>'
STOP_SECONDS = 10
"""How long what is in hand may take after SIGTERM."""
WARM_UP = "How are doctors engaged?"


def serve(settings: Settings, *, say: Callable[[str], None], progress: Progress | None = None) -> int:
    """Serve at once, load behind it (building the index if need be), and announce the address when ready; until stopped.

    Raises ``InputError`` if the port is in use, and whatever ``RagError`` stops the loading.
    """
    import uvicorn

    from rag.web.warming import Warming

    configure(settings.log_format)
    _check_port(settings)
    stopped: list[Exception] = []

    def load() -> FastAPI:
        assistant = open_assistant(settings, say=say, progress=progress)
        assistant.ask(WARM_UP)  # the first question pays for what PyTorch puts off
        app = build_app(assistant, settings)
        gc.collect()
        gc.freeze()  # what is loaded stays: neither a collection nor the end of the process need walk it
        return app

    def failed(error: Exception) -> None:
        stopped.append(error)
        server.should_exit = True

    def ready() -> None:
        say(f"Ask the report at http://{settings.host}:{settings.port}")

    app = Warming(load, UI, _embed_head(settings), settings.allowed_origins, ready=ready, failed=failed)
    config = uvicorn.Config(
        app, host=settings.host, port=settings.port, log_config=None, access_log=False, timeout_graceful_shutdown=STOP_SECONDS,
        proxy_headers=False, server_header=False,
    )  # fmt: skip

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            super().handle_exit(sig, frame)
            self._captured_signals.clear()  # else uvicorn dies of the signal in the end, and the exit code says so

    server = Server(config)
    server.run()
    if stopped:
        if not isinstance(stopped[0], RagError):
            log.error("the assistant could not be loaded", exc_info=stopped[0])
            raise InputError("The assistant could not be loaded; the log above says why.") from stopped[0]
        raise stopped[0]
    log.info("stopped")
    return 0


def build_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """The whole web application around one assistant."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import gradio as gr
    from fastapi import FastAPI
    from starlette.routing import Route

    from rag.web.api import Routes
    from rag.web.chat import TITLE, build_chat
    from rag.web.desk import Desk
    from rag.web.feedback import FeedbackStore
    from rag.web.headers import TheChatOnly
    from rag.web.mcp import McpApp
    from rag.web.metrics import Metrics
    from rag.web.pages import add_pages
    from rag.web.problems import add_problems
    from rag.web.theme import theme

    metrics = Metrics()
    desk = Desk(assistant, metrics)
    store = FeedbackStore(settings.feedback, with_question=settings.feedback_questions) if settings.feedback else None
    mcp = McpApp(desk, settings)

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with mcp.lifespan():
            yield

    app = FastAPI(
        title=TITLE, version=__version__, docs_url=None, redoc_url=None, openapi_url="/openapi.json", lifespan=lifespan,
        swagger_ui_oauth2_redirect_url=None,
    )  # fmt: skip
    Routes(desk, store).add_to(app)
    add_pages(app, assistant, UI)
    add_problems(app, {"trusts": [t.id for t in assistant.tags.trusts], "themes": list(assistant.tags.themes)})
    app.router.routes.extend(Route(path, mcp, include_in_schema=False) for path in ("/mcp", "/mcp/"))
    gr.mount_gradio_app(
        app, build_chat(desk), path="", footer_links=[], run_history=False, show_error=False,
        server_name=settings.host, server_port=settings.port, theme=theme(),
    )  # fmt: skip
    app.router.routes[-1].app = TheChatOnly(app.router.routes[-1].app)  # type: ignore[attr-defined]
    _add_middleware(app, settings, metrics)
    _tell_start(assistant)
    return app


def _add_middleware(app: FastAPI, settings: Settings, metrics: Any) -> None:
    """From the innermost out; the order is part of what each promises."""
    from starlette.middleware.cors import CORSMiddleware
    from starlette.middleware.gzip import GZipMiddleware

    from rag.web.clients import Clients
    from rag.web.headers import CleanPage, SecurityHeaders
    from rag.web.limits import Limits

    app.add_middleware(CleanPage, heads={"/": HEAD, "/embed": _embed_head(settings) + HEAD})  # before the page is compressed
    app.add_middleware(GZipMiddleware, minimum_size=1_000)
    app.add_middleware(Limits, settings=settings, metrics=metrics)
    app.add_middleware(
        CORSMiddleware, allow_origins=settings.allowed_origins, allow_methods=["GET", "POST"], allow_headers=["content-type"],
        expose_headers=["retry-after", "x-request-id"], max_age=600,
    )  # fmt: skip
    app.add_middleware(Clients, settings=settings)
    app.add_middleware(SecurityHeaders, allowed_origins=settings.allowed_origins)
    app.add_middleware(RequestLog, metrics=metrics)


def _tell_start(assistant: Assistant) -> None:
    """What was loaded, from which edition, with which digests: the first line to look for when answers seem wrong."""
    report = assistant.index.report
    log.info(
        "loaded", edition=report.short_edition, report_sha256=report.edition, embedder=assistant.retriever.embedder_digest,
        passages=len(assistant.index.passages), bank=len(assistant.index.bank), python=platform.python_version(),
        rag=__version__, **{name: version(name) for name in ("torch", "sentence-transformers", "faiss-cpu", "gradio")},
    )  # fmt: skip


def _embed_head(settings: Settings) -> str:
    """What ``/embed`` has before all else: which origins its script may talk to (checked when settings are read)."""
    return f'<meta name="allowed-origins" content="{" ".join(settings.allowed_origins)}"><script src="ui/embed.js"></script>'


def _check_port(settings: Settings) -> None:
    """Fail early, before seconds of loading, where the port cannot be had."""
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as error:
            raise InputError(
                f"Cannot serve on {settings.host}:{settings.port} ({error.strerror}). Stop what is using it, or set "
                f"RAG_PORT to another port."
            ) from error
