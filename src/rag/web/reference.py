"""Routes of what is looked up rather than asked: figures, index and concordance, as pages, JSON and CSV."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import FastAPI, HTTPException, Query, Request, Response  # in sight of the annotations, which FastAPI looks up
from fastapi.responses import HTMLResponse

from rag.reference import figures, places, topics
from rag.web import reference_models as models
from rag.web.figures import FiguresPage
from rag.web.index_page import index_page
from rag.web.prepared import Piece, etag, respond
from rag.web.problems import documented

if TYPE_CHECKING:
    from rag.answering.assistant import Assistant

JSON = "application/json"
CSV = "text/csv; charset=utf-8; header=present"
BYTE_ORDER_MARK = "\ufeff"
"""Without it the commonest spreadsheet takes UTF-8 for another encoding."""


class Prepared:
    """A body that is written and compressed once."""

    def __init__(self, text: str, media_type: str = "text/html") -> None:
        self._piece, self._tag, self._type = Piece.of(text), etag(text), media_type

    def respond(self, request: Request) -> Response:
        """The body, or 304 where the client has it."""
        return respond(request, self._tag, [self._piece], self._type)


def add_reference(app: FastAPI, assistant: Assistant) -> None:
    """Add ``/figures``, ``/figures.csv``, ``/index`` and their JSON, and the concordance."""
    index, kit = assistant.index, assistant.answerer.kit
    profile = index.report.profile
    table = figures.figures(index, assistant.answerer.prepared.entries)
    contents = topics.topics(index, assistant.answerer.prepared.entries)
    figures_page, topics_page = FiguresPage(table, profile), Prepared(index_page(contents, profile))
    figures_json, topics_json = (_json(record) for record in (figures.record(table), topics.record(contents)))
    figures_csv = Prepared(BYTE_ORDER_MARK + figures.to_csv(table), CSV)
    file_name = f'attachment; filename="figures-{table.edition}.csv"'

    async def by_trust(request: Request, sort: Annotated[str, Query(max_length=200)] = "") -> Response:
        return figures_page.respond(request, sort)

    async def spreadsheet(request: Request) -> Response:
        response = figures_csv.respond(request)
        response.headers["content-disposition"] = file_name
        return response

    async def a_to_z(request: Request) -> Response:
        return topics_page.respond(request)

    async def figures_record(request: Request) -> Response:
        """The figures by trust: every attribute with its values and the words they were read from."""
        return figures_json.respond(request)

    async def index_record(request: Request) -> Response:
        """The index of topics and terms: where the report speaks of what, by trust."""
        return topics_json.respond(request)

    def concordance(  # in a thread: the commonest word is in every other sentence
        request: Request, q: Annotated[str, Query(min_length=1, max_length=places.MOST_CHARACTERS, examples=["appraisal"])]
    ) -> Response:
        """Every sentence in which the words stand, in any form or by a listed synonym, by trust; that a word does not occur is
        literally true.
        """
        try:
            found = places.find(index.report, index.passages, kit.concordance, q)
        except ValueError as error:
            raise HTTPException(422, f"q: {error}.") from error
        return _json(places.record(found)).respond(request)

    documents: dict[str, Any] = {"tags": ["report"]}
    app.get("/figures", response_class=HTMLResponse, include_in_schema=False)(by_trust)
    app.get("/figures.csv", include_in_schema=False)(spreadsheet)
    app.get("/index", response_class=HTMLResponse, include_in_schema=False)(a_to_z)
    app.get("/api/figures", responses={200: {"model": models.FiguresRecord}}, **documents)(figures_record)
    app.get("/api/index", responses={200: {"model": models.TopicsRecord}}, **documents)(index_record)
    found: dict[int | str, dict[str, Any]] = {200: {"model": models.FoundRecord}, **documented(422)}
    app.get("/api/concordance", responses=found, **documents)(concordance)


def _json(record: dict[str, Any]) -> Prepared:
    return Prepared(json.dumps(record, ensure_ascii=False), JSON)
