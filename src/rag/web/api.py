"""JSON routes: the answer record, one passage, health. What they return is drawn by chat, widget and other programs."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from rag.render import to_dict

if TYPE_CHECKING:
    from collections.abc import Callable

    from fastapi import FastAPI

    from rag.answer import Assistant


def add_routes(app: FastAPI, get_assistant: Callable[[], Assistant]) -> None:
    """Add ``/healthz`` and ``/api/…`` to the application."""
    from fastapi import HTTPException
    from fastapi.responses import JSONResponse
    from pydantic import BaseModel, Field

    class Asked(BaseModel):
        question: str
        history: list[str] = Field(default_factory=list)
        trusts: list[str] = Field(default_factory=list)
        themes: list[str] = Field(default_factory=list)

    def healthz() -> dict[str, str]:
        return {"status": "ok"}

    def ask(asked: Asked) -> dict[str, Any]:
        started = time.perf_counter()
        try:
            answer = get_assistant().ask(asked.question, asked.history, asked.trusts, asked.themes)
        except ValueError as error:
            raise HTTPException(422, str(error)) from error
        return to_dict(answer, (time.perf_counter() - started) * 1000)

    def problem(_request: Any, error: HTTPException) -> JSONResponse:
        body = {
            "type": "about:blank",
            "title": "The request cannot be answered",
            "status": error.status_code,
            "detail": error.detail,
        }
        return JSONResponse(body, error.status_code, media_type="application/problem+json")

    app.get("/healthz")(healthz)
    app.post("/api/ask")(ask)
    app.exception_handler(HTTPException)(problem)
