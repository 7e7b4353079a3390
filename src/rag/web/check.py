"""Drafts in, their quotations checked out: the page ``/check``, which works without script, and ``POST /api/check``.

Nothing that is pasted is kept: it is not logged, not stored, and no answer may be cached.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import anyio
from anyio import CapacityLimiter
from fastapi import FastAPI, HTTPException, Request, Response  # in sight of the annotations, which FastAPI looks up
from fastapi.responses import HTMLResponse, JSONResponse

from rag.corpus.passages import build_passages
from rag.errors import BusyError
from rag.reference.checkup import MOST_CHARACTERS, QuotationCheck, record
from rag.web import reference_models as models
from rag.web.api import RETRY_SECONDS
from rag.web.navigation import pages_of
from rag.web.prepared import Piece, etag, respond
from rag.web.problems import documented
from rag.web.templating import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Callable

    from rag.corpus.profile import Profile
    from rag.corpus.report import Report
    from rag.reference.checkup import Checkup
    from rag.settings import Settings
    from rag.web.hosts import OwnNames
    from rag.web.metrics import Metrics

T = TypeVar("T")
NOT_KEPT = {"cache-control": "no-store"}
MOST_BYTES = 4 * MOST_CHARACTERS
"""Of a form's field: UTF-8 has four to a character at most. ``RAG_MAX_BODY`` bounds the whole request before that."""
CHECK_SECONDS = 30.0
"""A check that takes longer is given up, as an answer is: what was found to be the dearest within the bounds took 6 s."""
ELSEWHERE = "Pages of this origin may not check quotations here. An operator allows them by RAG_ALLOWED_ORIGINS."


class Checks:
    """Checks drafts one at a time, so that long ones leave the other cores to questions; a bounded number waits."""

    def __init__(self, report: Report, settings: Settings, metrics: Metrics) -> None:
        self.profile = report.profile
        self._check = QuotationCheck(report, build_passages(report))
        self._one = CapacityLimiter(1)
        self._most = settings.queue
        self._metrics = metrics
        self._taken = 0

    async def check(self, text: str, write: Callable[[Checkup], T]) -> T:
        """What ``write`` makes of what becomes of a draft's quotations; both in a thread, since a thousand take their time.

        ``BusyError`` where too many wait or it takes longer than ``CHECK_SECONDS``, ``ValueError`` for no text or too much.
        """
        if self._taken > self._most:
            self._metrics.refused.labels("busy").inc()
            raise BusyError("Many are checking at once. Please try again in a moment.")
        self._taken += 1
        try:
            return await anyio.to_thread.run_sync(lambda: write(self._check.check(text, self._in_time())), limiter=self._one)
        finally:
            self._taken -= 1

    def _in_time(self) -> Callable[[], None]:
        """What raises ``BusyError`` when it is called too late."""
        deadline = time.monotonic() + CHECK_SECONDS

        def in_time() -> None:
            if time.monotonic() > deadline:
                self._metrics.refused.labels("late").inc()
                raise BusyError("That took too long to check. Please send it in parts.")

        return in_time


def add_check(app: FastAPI, checks: Checks, names: OwnNames) -> None:
    """Add ``/check`` and ``/api/check``."""
    page = partial(_page, checks.profile)
    blank = page()
    tag, piece = etag(blank), Piece.of(blank)

    async def form(request: Request) -> Response:
        return respond(request, tag, [piece])

    async def pasted(request: Request) -> Response:
        _of_this_site(request, names)
        async with request.form(max_files=0, max_fields=1, max_part_size=MOST_BYTES) as sent:
            text = str(sent.get("text", ""))
        try:
            return HTMLResponse(await checks.check(text, partial(page, text)), headers=NOT_KEPT)
        except ValueError as error:
            return HTMLResponse(page(text[:MOST_CHARACTERS], error=f"{error}."), 422, NOT_KEPT)
        except BusyError as error:
            return HTMLResponse(page(text, error=str(error)), 503, {**NOT_KEPT, "retry-after": str(RETRY_SECONDS)})

    async def check(request: Request, draft: models.Draft) -> JSONResponse:
        """Of each quotation in a draft, whether it is true, altered (with the difference) or not found, and where it stands.

        A draft without quotation marks is checked sentence by sentence. White space, hyphens at a line's end, typography,
        ellipses, brackets, page furniture and a mail's marks are no differences. Nothing is kept.
        """
        _of_this_site(request, names)
        try:
            return await checks.check(draft.text, lambda checkup: JSONResponse(record(checkup), headers=NOT_KEPT))
        except ValueError as error:
            raise HTTPException(422, f"text: {error}.") from error
        except BusyError as error:
            raise HTTPException(503, str(error), {"retry-after": str(RETRY_SECONDS)}) from error

    checked: dict[int | str, dict[str, Any]] = {
        200: {"model": models.CheckupRecord}, **documented(400, 403, 408, 413, 422, 429, 503)
    }  # fmt: skip
    app.get("/check", response_class=HTMLResponse, include_in_schema=False)(form)
    app.post("/check", response_class=HTMLResponse, include_in_schema=False)(pasted)
    app.post("/api/check", responses=checked, tags=["report"])(check)


def _page(profile: Profile, text: str = "", checkup: Checkup | None = None, error: str = "") -> str:
    names = {"profile": profile, "pages": pages_of(profile.group)}
    return TEMPLATES.get_template("check.html").render(text=text, checkup=checkup, error=error, most=MOST_CHARACTERS, **names)


def _of_this_site(request: Request, names: OwnNames) -> None:
    """403 to a form or a script of another site, which a browser would send for a reader who is signed in."""
    if not names.is_origin(request.scope):
        raise HTTPException(403, ELSEWHERE)
