"""JSON routes: the answer record, one passage, the outline, citations to copy, health. Chat and widget draw what they return."""

from __future__ import annotations

import hashlib
import json
import logging
import sqlite3
from typing import TYPE_CHECKING, Annotated, Any, Literal

from anyio import CapacityLimiter, to_thread
from fastapi import FastAPI, HTTPException, Path, Query, Request, Response  # in sight of the annotations, which FastAPI looks up
from fastapi.responses import JSONResponse, PlainTextResponse

from rag.errors import BusyError, InputError
from rag.render import to_dict
from rag.web import models
from rag.web.desk import Asked
from rag.web.metrics import CONTENT_TYPE
from rag.web.prepared import Piece, etag, respond
from rag.web.problems import documented
from rag.web.records import SPANS, cited, outline_record, passage_record, quote_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rag.web.desk import Desk
    from rag.web.feedback import FeedbackStore

log = logging.getLogger(__name__)

RETRY_SECONDS = 2
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class Routes:
    """The routes around one desk; ``feedback`` is ``None`` where none is kept; ``files`` are digests of what answers come from,
    ``differences`` the lines of ``rag.made_with``.
    """

    def __init__(
        self, desk: Desk, feedback: FeedbackStore | None, files: Mapping[str, str], differences: Sequence[str] = ()
    ) -> None:
        self._files = dict(files)
        self._differences = list(differences)
        self._desk = desk
        self._index = desk.assistant.index
        self._feedback = feedback
        self._writers = CapacityLimiter(1)  # one document at a time, so that a core is left to who asks
        outline = json.dumps(outline_record(self._index), ensure_ascii=False)
        self._outline_tag, self._outline = etag(outline), Piece.of(outline)

    def add_to(self, app: FastAPI) -> None:
        """Add ``/healthz``, ``/readyz``, ``/metrics`` and ``/api/…`` to the application."""
        ok: dict[int | str, dict[str, Any]] = {200: {"description": "Done"}}
        asking = {200: {"model": models.AnswerRecord}, **documented(400, 408, 413, 422, 429, 503)}
        passage = {200: {"model": models.PassageRecord}, **documented(404, 422)}
        kept = {200: {"model": models.Kept}, **documented(400, 404, 408, 413, 422, 429, 503)}
        app.post("/api/ask", responses=asking, tags=["ask"])(self.ask)
        app.get("/api/passages/{passage_id}", responses=passage, tags=["report"])(self.passage)
        app.get("/api/outline", responses={200: {"model": models.OutlineRecord}}, tags=["report"])(self.outline)
        app.get("/api/cite", response_class=PlainTextResponse, responses={**ok, **documented(404, 422)}, tags=["report"])(self.cite)
        taken = {200: {"content": {WORD: {}}, "description": "A Word document"}, **documented(400, 404, 408, 413, 422, 429)}
        app.post("/api/talk", response_class=Response, responses=taken, tags=["report"])(self.talk)
        app.post("/api/feedback", responses=kept, tags=["ask"])(self.hear)
        app.get("/healthz", response_model=models.Health, tags=["operate"])(self.healthz)
        app.get("/readyz", response_model=models.Readiness, responses=documented(503), tags=["operate"])(self.readyz)
        app.get("/metrics", response_class=PlainTextResponse, responses=ok, tags=["operate"])(self.metrics)

    # Not on a worker thread: those are taken while many ask for files.
    async def healthz(self) -> dict[str, str]:
        """Whether the process answers at all."""
        return {"status": "ok"}

    async def readyz(self) -> dict[str, Any]:
        """Whether model and index are loaded, and what from. While they load, 503."""
        report = self._index.report
        return {
            "status": "ready", "edition": report.short_edition, "report_sha256": report.edition,
            "embedder": self._desk.assistant.retriever.embedder_digest, "passages": len(self._index.passages),
            "files": self._files, "digest": hashlib.sha256(json.dumps(self._files, sort_keys=True).encode()).hexdigest(),
            "differences": self._differences,
        }  # fmt: skip

    async def metrics(self) -> PlainTextResponse:
        """Counts and times in Prometheus's text format."""
        return PlainTextResponse(self._desk.metrics.text(), media_type=CONTENT_TYPE)

    async def ask(self, asked: models.Question) -> JSONResponse:
        """The answer record of one question."""
        context = asked.context.context() if asked.context else None
        question = Asked(asked.question, asked.history, asked.trusts, asked.themes, context)
        try:
            answer, ms = await self._desk.ask(question, "api")
        except ValueError as error:
            raise HTTPException(422, str(error)) from error
        except BusyError as error:
            raise HTTPException(503, str(error), {"retry-after": str(RETRY_SECONDS)}) from error
        return JSONResponse(to_dict(answer, ms))

    async def passage(
        self, passage_id: Annotated[str, Path(max_length=200, examples=["introduction-the-study-1"])], *, whole: bool = False
    ) -> JSONResponse:
        """One passage with what stands around it; ``whole``: with all of its section."""
        record = passage_record(self._index, passage_id, whole=whole)
        if record is None:
            raise HTTPException(404, "There is no such passage in this edition.")
        return JSONResponse(record)

    async def outline(self, request: Request) -> Response:
        """The report's sections, with the ids of trusts and themes."""
        return respond(request, self._outline_tag, [self._outline], "application/json")

    async def cite(
        self,
        spans: Annotated[str, Query(pattern=SPANS, examples=["25355-25774"])],
        form: Literal["text", "markdown", "html"] = "text",
    ) -> str:
        """Quotations with their citations, to be copied; ``spans`` is ``start-end``, with commas between.

        ``html`` is a fragment for the clipboard, its links relative to the assistant's own address.
        """
        try:
            return cited(self._index, spans, form)
        except ValueError as error:
            raise HTTPException(404, str(error)) from error

    async def talk(self, talk: models.TalkRecord) -> Response:
        """A talk as a Word document. What is quoted in it is the report's by its offsets; the rest is what was sent."""
        index = self._index

        def written() -> bytes:
            from rag.render.word import to_word

            turns = [(turn.question, turn.said, [quote_of(index, span) for span in turn.spans]) for turn in talk.turns]
            return to_word(turns, index.report.tags, index.report.short_edition, talk.home)

        try:
            document = await to_thread.run_sync(written, limiter=self._writers)
        except ValueError as error:
            raise HTTPException(404, str(error)) from error
        return Response(document, media_type=WORD, headers={"content-disposition": 'attachment; filename="talk.docx"'})

    async def hear(self, word: models.Word) -> dict[str, str]:
        """Keep a reader's word on an answer, where that is turned on."""
        if self._feedback is None:
            raise HTTPException(404, "Feedback is not kept here.")
        edition = self._index.report.short_edition
        try:
            await self._feedback.record(edition=edition, status=word.status, useful=word.useful, question=word.question)
        except BusyError as error:
            raise HTTPException(503, str(error), {"retry-after": str(RETRY_SECONDS)}) from error
        except InputError as error:
            log.warning("feedback is full")
            raise HTTPException(503, "No more words are kept here for now.") from error
        except sqlite3.Error as error:
            log.exception("feedback could not be kept")
            raise HTTPException(503, "Your word could not be kept just now. Please try again later.") from error
        return {"status": "kept"}
