"""FastAPI around the chat: the answer record as JSON, the report to read, headers, limits, health, MCP; and its start and stop."""

from __future__ import annotations

import contextlib
import errno
import gc
import html
import os
import platform
import socket
import sys
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

from rag import __version__
from rag.errors import InputError, RagError
from rag.loading import digests, open_assistant
from rag.made_with import differences
from rag.memory import give_back, keep_little, without
from rag.web.hosts import OwnNames, in_url
from rag.web.logs import RequestLog, configure
from rag.web.written import captured

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from types import FrameType

    from fastapi import FastAPI

    from rag.answering.assistant import Assistant
    from rag.corpus.report import Report
    from rag.loading import Progress
    from rag.settings import Settings
    from rag.web.limits import Questions

log = structlog.get_logger(__name__)

MAY_SEND = (
    "accept", "authorization", "content-type", "last-event-id", "mcp-protocol-version", "mcp-session-id", "mcp-method", "mcp-name",
    "x-request-id",
)  # fmt: skip
"""Headers that pages of allowed origins may send: MCP's of every version so far, and who signs in at a proxy."""
EVERY = ("0.0.0.0", "::", "")  # noqa: S104 - what an operator may say
"""Hosts that are every address of the machine and the name of none."""
UI = Path(__file__).parent / "ui"
SCRIPTS = '<script src="ui/arrive.js"></script><script type="module" src="ui/chat.js"></script>' + "".join(
    f'<link rel="modulepreload" href="ui/{name}.js">' for name in ("page", "scope", "talk", "kept", "report")
)
"""Before Gradio's, since what comes first in the page is asked for first, and modules run in its order."""
SHEETS = "".join(f'<link rel="stylesheet" href="ui/{name}.css">' for name in ("tokens", "colours", "panel", "style"))
"""Behind Gradio's. Each by itself, not by the last one's ``@import``, which a browser would ask for only after that one."""


def serve(settings: Settings, *, say: Callable[[str], None], progress: Progress | None = None) -> int:
    """Serve at once, load behind it (building the index if need be), and announce the address when ready; until stopped.

    All that is written meanwhile is a line of the log, but for ``say`` and ``progress`` where it is written for people.
    Raises ``InputError`` if the port is in use, and whatever ``RagError`` stops the loading; where the log is JSON, it is a
    line of it as well, and the exit code is 1.
    """
    configure(settings.log_format, values=settings.log_questions)
    with captured(values=settings.log_questions):
        if settings.log_format != "json":
            return _serve(settings, say, progress)
        try:
            return _serve(settings, log.info, None)
        except RagError as error:
            log.error("stopped", reason=str(error))  # noqa: TRY400 - it is told to the operator, who has no use for its place
            return 1


def _serve(settings: Settings, say: Callable[[str], None], progress: Progress | None) -> int:
    import uvicorn

    from rag.web.connections import allow_connections, server_config
    from rag.web.warming import Warming

    listening = _listen(settings)
    if settings.host not in ("localhost", "127.0.0.1", "::1"):
        names = ", ".join(OwnNames(settings).names)
        say(f"Serving the network under its own addresses and the names {names}. RAG_ALLOWED_HOSTS adds others.")
    stopped: list[Exception] = []

    def load() -> FastAPI:
        keep_little()
        assistant = open_assistant(settings, say=say, progress=progress)
        assistant.ask(assistant.index.report.profile.page.examples[0])  # the first question pays for what the libraries put off
        assistant.ask("qwzx")  # and what is no word, for the list of words
        app = build_app(assistant, settings)
        gc.collect()
        gc.freeze()  # what is loaded stays: neither a collection nor the end of the process need walk it
        give_back()
        return app

    def failed(error: Exception) -> None:
        stopped.append(error)
        server.should_exit = True

    def ready() -> None:
        say(f"Ask the report at {_address(settings)}")

    app = Warming(load, UI, _embed_head(settings), settings, ready=ready, failed=failed)

    class Server(uvicorn.Server):
        def handle_exit(self, sig: int, frame: FrameType | None) -> None:
            super().handle_exit(sig, frame)
            self._captured_signals.clear()  # else uvicorn dies of the signal in the end, and the exit code says so

    most, files = allow_connections()
    log.info("connections", most=most, open_files=files)
    server = Server(server_config(app, settings, most=most))
    server.run([listening])
    if stopped:
        if not isinstance(stopped[0], RagError):
            # Nobody has been asked anything yet, so that its message is the installation's own.
            log.error("the assistant could not be loaded", exc_info=stopped[0], reason=str(stopped[0]))
            raise InputError("The assistant could not be loaded; the log above says why.") from stopped[0]
        raise stopped[0]
    log.info("stopped")
    return 0


def build_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """The whole web application around one assistant."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    # Gradio makes a table of its last 10,000 events anew with each event, for a page of its own that is closed here.
    os.environ["GRADIO_ANALYTICS_MAX_EVENTS"] = "1"
    os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(sys.maxsize)
    with without("pyarrow"):  # Gradio's pandas takes 34 MiB for it where the training's packages brought it, and no page needs it
        import gradio as gr
    from fastapi import FastAPI
    from starlette.routing import Route

    from rag.web.api import Routes
    from rag.web.chat import build_chat, events_of
    from rag.web.check import Checks, add_check
    from rag.web.desk import Desk
    from rag.web.door import Door
    from rag.web.events import Events
    from rag.web.feedback import FeedbackStore
    from rag.web.limits import Questions
    from rag.web.mcp import McpApp
    from rag.web.metrics import Metrics
    from rag.web.pages import add_pages
    from rag.web.preloads import preloads
    from rag.web.problems import add_problems
    from rag.web.reference import add_reference
    from rag.web.theme import theme

    profile = assistant.index.report.profile
    questions = Questions(settings)
    metrics = Metrics()
    desk = Desk(assistant, metrics)
    store = FeedbackStore(settings.feedback, with_question=settings.feedback_questions) if settings.feedback else None
    names = OwnNames(settings)
    checks = Checks(assistant.index.report, settings, metrics)
    mcp = McpApp(desk, checks, settings, names)

    @contextlib.asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with mcp.lifespan():
            yield

    app = FastAPI(
        title=profile.page.title, description=profile.api.description, version=__version__, docs_url=None, redoc_url=None,
        openapi_url="/openapi.json", servers=[{"url": "."}], lifespan=lifespan, swagger_ui_oauth2_redirect_url=None,
    )  # fmt: skip
    Routes(desk, store, digests(settings), differences(settings)).add_to(app)
    add_pages(app, assistant, UI)
    add_reference(app, assistant)
    add_check(app, checks, names)
    add_problems(app, {"trusts": [t.id for t in assistant.tags.trusts], "themes": list(assistant.tags.themes)})
    app.router.routes.extend(Route(path, mcp, include_in_schema=False) for path in ("/mcp", "/mcp/"))
    page = build_chat(desk)
    gr.mount_gradio_app(
        app, page, path="", footer_links=[], run_history=False, show_error=False,
        server_name=settings.host, server_port=settings.port, theme=theme(),
    )  # fmt: skip
    events = Events(events_of(page), [t.id for t in assistant.tags.trusts], list(assistant.tags.themes))
    mounted = app.router.routes[-1]
    mounted.app = Door(mounted.app, events, metrics, questions.late, settings.queue)  # type: ignore[attr-defined]
    ahead = preloads(
        Path(gr.__file__).parent / "templates" / "frontend", sorted({block.get_block_name() for block in page.blocks.values()})
    )
    _add_middleware(app, settings, names, metrics, questions, assistant.index.report, ahead)
    _tell_start(assistant)
    return app


def _add_middleware(
    app: FastAPI, settings: Settings, names: OwnNames, metrics: Any, questions: Questions, report: Report, ahead: str
) -> None:
    """From the innermost out; the order is part of what each promises."""
    from starlette.middleware.cors import CORSMiddleware
    from starlette.middleware.gzip import GZipMiddleware

    from rag.web.addresses import Addresses, RefusalPages
    from rag.web.chat import shell
    from rag.web.clients import Clients
    from rag.web.headers import CleanPage, SecurityHeaders
    from rag.web.hosts import Hosts
    from rag.web.limits import Limits

    head = f"<title>{html.escape(report.profile.page.title)}</title>{SCRIPTS}"
    heads = {"/": head, "/embed": _embed_head(settings) + head}
    # Before the page is compressed.
    app.add_middleware(CleanPage, heads=heads, shell=shell(report, settings), tail=SHEETS + ahead)
    app.add_middleware(GZipMiddleware, minimum_size=1_000)
    app.add_middleware(Addresses)
    app.add_middleware(Limits, settings=settings, metrics=metrics, questions=questions)
    app.add_middleware(
        CORSMiddleware, allow_origins=settings.allowed_origins, allow_methods=["GET", "POST"], allow_headers=MAY_SEND,
        expose_headers=["retry-after", "x-request-id", "mcp-protocol-version", "mcp-session-id", "www-authenticate"], max_age=600,
    )  # fmt: skip
    app.add_middleware(Clients, settings=settings)
    app.add_middleware(Hosts, names=names)
    app.add_middleware(RefusalPages)
    app.add_middleware(SecurityHeaders, allowed_origins=settings.allowed_origins)
    app.add_middleware(RequestLog, metrics=metrics)


def _tell_start(assistant: Assistant) -> None:
    """What was loaded, from which edition, with which digests: the first line to look for when answers seem wrong."""
    report = assistant.index.report
    log.info(
        "loaded", edition=report.short_edition, report_sha256=report.edition, embedder=assistant.retriever.embedder_digest,
        passages=len(assistant.index.passages), bank=len(assistant.index.bank), python=platform.python_version(),
        rag=__version__, **{name: version(name) for name in ("onnxruntime", "tokenizers", "faiss-cpu", "gradio")},
    )  # fmt: skip


def _embed_head(settings: Settings) -> str:
    """What ``/embed`` has before all else: which origins its script may talk to (checked when settings are read)."""
    origins = " ".join(origin for origin in settings.allowed_origins if origin.startswith("http"))
    return f'<meta name="allowed-origins" content="{origins}"><script src="ui/embed.js"></script>'


def _address(settings: Settings) -> str:
    """Where a browser on this machine finds the page."""
    host = "localhost" if settings.host in EVERY else in_url(settings.host)
    return f"http://{host}:{settings.port}"


def _listen(settings: Settings) -> socket.socket:
    """A socket that listens, bound early: before seconds of loading, where the port cannot be had. ``::`` takes IPv4 as well."""
    from rag.web.connections import BACKLOG

    try:
        family, _, _, _, address = socket.getaddrinfo(
            settings.host or None, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        both = family == socket.AF_INET6 and settings.host == "::" and socket.has_dualstack_ipv6()
        listening = socket.create_server(address, family=family, backlog=BACKLOG, dualstack_ipv6=both)
        # asyncio sets it only on a socket that was made as one of TCP by name; without it each answer over a connection that is
        # kept waits 40 ms, head and body being sent in two pieces. What is accepted has it, too.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    except socket.gaierror as error:
        raise InputError(f"Cannot serve on {settings.host}: it is no address of this machine. Set RAG_HOST to one.") from error
    except OSError as error:
        way = "RAG_HOST to an address of this machine" if error.errno == errno.EADDRNOTAVAIL else "RAG_PORT to another port"
        stop = "" if error.errno == errno.EADDRNOTAVAIL else "Stop what is using it, or set "
        raise InputError(
            f"Cannot serve on {in_url(settings.host)}:{settings.port} ({error.strerror}). {stop or 'Set '}{way}."
        ) from error
    return listening
