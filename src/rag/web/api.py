"""JSON routes: the answer record, one passage, citations to copy, health. What they return is drawn by chat and widget."""

from __future__ import annotations

import logging
import re
import sqlite3
import time
from typing import TYPE_CHECKING, Any

from fastapi import FastAPI, HTTPException, Request  # in sight of the annotations, which FastAPI looks up
from fastapi.responses import JSONResponse, PlainTextResponse
from pydantic import BaseModel, Field

from rag.quotes import quote_at
from rag.render import to_dict, to_markdown, to_text
from rag.types import Answer, Status

if TYPE_CHECKING:
    from rag.answer import Assistant
    from rag.index import PassageIndex
    from rag.types import Passage
    from rag.web.feedback import FeedbackStore

log = logging.getLogger(__name__)

_SPAN = re.compile(r"(\d{1,7})-(\d{1,7})")
MOST_SPANS = 60


class Asked(BaseModel):
    """What ``POST /api/ask`` takes."""

    question: str
    history: list[str] = Field(default_factory=list)
    trusts: list[str] = Field(default_factory=list)
    themes: list[str] = Field(default_factory=list)


class Word(BaseModel):
    """What ``POST /api/feedback`` takes: a reader's word on one answer."""

    useful: bool
    status: Status
    question: str = Field(default="", max_length=20_000)


class Routes:
    """The routes around one assistant; ``feedback`` is ``None`` where none is kept."""

    def __init__(self, assistant: Assistant, feedback: FeedbackStore | None) -> None:
        self._assistant = assistant
        self._feedback = feedback

    def add_to(self, app: FastAPI) -> None:
        """Add ``/healthz`` and ``/api/…`` to the application."""
        app.get("/healthz")(self.healthz)
        app.post("/api/ask")(self.ask)
        app.get("/api/passages/{passage_id}")(self.passage)
        app.get("/api/cite", response_class=PlainTextResponse)(self.cite)
        app.post("/api/feedback")(self.hear)
        app.exception_handler(HTTPException)(_problem)

    def healthz(self) -> dict[str, str]:
        """Whether the process answers at all."""
        return {"status": "ok"}

    def ask(self, asked: Asked) -> dict[str, Any]:
        """The answer record of one question."""
        started = time.perf_counter()
        try:
            answer = self._assistant.ask(asked.question, asked.history, asked.trusts, asked.themes)
        except ValueError as error:
            raise HTTPException(422, str(error)) from error
        return to_dict(answer, (time.perf_counter() - started) * 1000)

    def passage(self, passage_id: str) -> dict[str, Any]:
        """One passage with what stands around it."""
        record = passage_record(self._assistant.index, passage_id)
        if record is None:
            raise HTTPException(404, "There is no such passage in this edition.")
        return record

    def cite(self, spans: str, form: str = "text") -> str:
        """Quotations with their citations, to be copied."""
        try:
            return cited(self._assistant.index, spans, markdown=form == "markdown")
        except ValueError as error:
            raise HTTPException(422, str(error)) from error

    def hear(self, word: Word) -> dict[str, str]:
        """Keep a reader's word on an answer, where that is turned on."""
        if self._feedback is None:
            raise HTTPException(404, "Feedback is not kept here.")
        try:
            edition = self._assistant.index.report.short_edition
            self._feedback.record(edition=edition, status=word.status, useful=word.useful, question=word.question)
        except sqlite3.Error as error:
            log.exception("feedback could not be kept")
            raise HTTPException(503, "Your word could not be kept just now. Please try again later.") from error
        return {"status": "kept"}


def _problem(_request: Request, error: HTTPException) -> JSONResponse:
    """Problem details (RFC 9457)."""
    body = {"type": "about:blank", "title": "The request cannot be answered", "status": error.status_code, "detail": error.detail}
    return JSONResponse(body, error.status_code, media_type="application/problem+json")


def passage_record(index: PassageIndex, passage_id: str) -> dict[str, Any] | None:
    """One passage with the ones before and after it in its section, and the ids of its neighbours in the report."""
    places = {p.id: n for n, p in enumerate(index.passages)}
    if passage_id not in places:
        return None
    place = places[passage_id]
    here = index.passages[place]
    before = index.passages[place - 1] if place else None
    after = index.passages[place + 1] if place + 1 < len(index.passages) else None
    return {
        "edition": index.report.short_edition,
        **_lines(index, here),
        "before": _lines(index, before) if before and before.section == here.section else None,
        "after": _lines(index, after) if after and after.section == here.section else None,
        "previous": before.id if before else None,
        "next": after.id if after else None,
    }


def cited(index: PassageIndex, spans: str, *, markdown: bool) -> str:
    """Quotations for copying: ``spans`` is ``start-end`` with commas; ``ValueError`` for what is no quotation."""
    wanted = spans.split(",")
    matches = [_SPAN.fullmatch(span) for span in wanted]
    if len(wanted) > MOST_SPANS or not all(matches):
        raise ValueError(f"spans must be at most {MOST_SPANS} of the form start-end, with commas between")
    quotes = tuple(quote_at(index, int(m[1]), int(m[2])) for m in matches if m)
    answer = Answer("", "answered", "", quotes, edition=index.report.short_edition)
    write = to_markdown if markdown else to_text
    return write(answer, index.report.tags)


def _lines(index: PassageIndex, passage: Passage) -> dict[str, Any]:
    """The passage as lines, each a slice of the edition with its offsets; the speaker apart."""
    end = passage.end - (len(passage.speaker) + 1 if passage.speaker else 0)
    tags = index.report.tags
    lines = [
        {"text": m[0], "start": passage.start + m.start(), "end": passage.start + m.end()}
        for m in re.finditer(r"[^\n]+", index.report.text[passage.start : end])
    ]
    return {
        "id": passage.id, "trust": passage.trust, "trust_name": tags.trust_name(passage.trust), "theme": passage.theme,
        "theme_name": tags.themes[passage.theme], "heading": passage.heading or tags.themes[passage.theme], "page": passage.page,
        "speaker": passage.speaker, "start": passage.start, "end": passage.end, "lines": lines,
    }  # fmt: skip
