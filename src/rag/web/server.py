"""FastAPI around the chat: the answer record as JSON, the report to read, headers, health."""

from __future__ import annotations

import logging
import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rag.errors import InputError
from rag.loading import open_assistant
from rag.web.api import Routes
from rag.web.chat import TITLE, build_chat
from rag.web.feedback import FeedbackStore
from rag.web.headers import CleanPage, SecurityHeaders
from rag.web.read import map_page, read_page
from rag.web.theme import theme

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from rag.answer import Assistant
    from rag.loading import Progress
    from rag.settings import Settings

UI = Path(__file__).parent / "ui"
HEAD = '<link rel="stylesheet" href="ui/style.css"><script src="ui/chat.js" defer></script>'


def serve(settings: Settings, *, say: Callable[[str], None], progress: Progress | None = None) -> int:
    """Build the index if need be and serve until stopped; the address is printed last.

    Raises ``InputError`` if the port is in use.
    """
    import uvicorn

    logging.getLogger("rag").setLevel(logging.INFO)
    _check_port(settings)
    assistant = open_assistant(settings, say=say, progress=progress)
    app = build_app(assistant, settings)
    config = uvicorn.Config(app, host=settings.host, port=settings.port, log_level="warning", timeout_graceful_shutdown=10)
    server = _Announcing(config, lambda: say(f"Ask the report at http://{settings.host}:{settings.port}"))
    server.run()
    return 0


def build_app(assistant: Assistant, settings: Settings) -> FastAPI:
    """The whole web application around one assistant."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import gradio as gr
    from fastapi import FastAPI
    from fastapi.responses import FileResponse, HTMLResponse
    from fastapi.staticfiles import StaticFiles
    from starlette.middleware.gzip import GZipMiddleware

    app = FastAPI(title=TITLE, docs_url=None, redoc_url=None, openapi_url=None)
    store = FeedbackStore(settings.feedback, with_question=settings.feedback_questions) if settings.feedback else None
    Routes(assistant, store).add_to(app)

    @app.get("/read", response_class=HTMLResponse)
    def read(edition: str | None = None, mark: str | None = None) -> str:
        return read_page(assistant.index.report, edition, mark)

    @app.get("/map", response_class=HTMLResponse)
    def themes() -> str:
        return map_page(assistant.index)

    @app.get("/widget.js")
    def widget() -> FileResponse:
        headers = {"cache-control": "public, max-age=600", "cross-origin-resource-policy": "cross-origin"}
        return FileResponse(UI / "widget.js", media_type="text/javascript", headers=headers)

    app.mount("/ui", StaticFiles(directory=UI), name="ui")
    gr.mount_gradio_app(
        app, build_chat(assistant), path="", footer_links=[], run_history=False, show_error=False,
        server_name=settings.host, server_port=settings.port, theme=theme(),
    )  # fmt: skip
    app.add_middleware(
        CleanPage, heads={"/": HEAD, "/embed": _embed_head(settings) + HEAD}
    )  # innermost: it must see the page before it is compressed
    app.add_middleware(GZipMiddleware, minimum_size=1_000)
    app.add_middleware(SecurityHeaders, frame_ancestors=("'self'", *settings.allowed_origins))
    return app


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


class _Announcing:
    """A uvicorn server that says where it is once it accepts connections."""

    def __init__(self, config: Any, announce: Callable[[], None]) -> None:
        import uvicorn

        class Server(uvicorn.Server):
            async def startup(self, sockets: Any = None) -> None:
                await super().startup(sockets)
                if self.started:
                    announce()

        self._server = Server(config)

    def run(self) -> None:
        self._server.run()
