"""Errors over HTTP as problem details (RFC 9457): one form for routes, middleware and what FastAPI itself refuses."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from fastapi import Request  # noqa: TC002 - in sight of the annotations, which FastAPI looks up
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fastapi import FastAPI
    from starlette.types import Receive, Scope, Send

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"


class Problem(BaseModel):
    """Problem details (RFC 9457)."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str


def problem(status: int, detail: str, headers: Mapping[str, str] | None = None) -> JSONResponse:
    """A response that says what is wrong and what to do; ``title`` is the status's own phrase, as for ``about:blank``."""
    body = Problem(title=HTTPStatus(status).phrase, status=status, detail=detail)
    return JSONResponse(body.model_dump(), status, dict(headers or {}), media_type=MEDIA_TYPE)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """What a route may answer besides its record, for OpenAPI."""
    reference = {"schema": {"$ref": "#/components/schemas/Problem"}}
    return {status: {"description": HTTPStatus(status).phrase, "content": {MEDIA_TYPE: reference}} for status in statuses}


def add_problems(app: FastAPI, enums: Mapping[str, list[str]]) -> None:
    """Make every refusal of ``app`` a problem, unknown paths and methods included (Gradio answers the rest).

    ``enums`` names the values of ``Question``'s fields in the OpenAPI description; they are known only with the corpus.
    """
    app.exception_handler(HTTPException)(_http)
    app.exception_handler(RequestValidationError)(_invalid)
    app.exception_handler(Exception)(_failed)
    pages = {route.path for route in app.routes if isinstance(route, Route) and not route.path.startswith("/api/")}
    for path in ("/api/{rest:path}", *sorted(pages)):
        app.router.routes.append(Route(path, _Unknown(app), include_in_schema=False))
    describe = app.openapi

    def openapi() -> dict[str, Any]:
        schema = describe()
        schemas = schema["components"]["schemas"]
        schemas["Problem"] = Problem.model_json_schema()
        for field, values in enums.items():
            schemas["Question"]["properties"][field]["items"]["enum"] = values
        return schema

    app.openapi = openapi  # type: ignore[method-assign]


class _Unknown:
    """Answers what no route before it takes: 405 where only the method is wrong, else 404."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        methods = {m for r in self._app.routes if r.matches(scope)[0] is Match.PARTIAL for m in getattr(r, "methods", None) or ()}
        allowed = ", ".join(sorted(methods))
        refusal = (
            problem(405, f"This address takes {allowed}.", {"allow": allowed})
            if allowed
            else problem(404, "There is nothing at this address. /docs lists what there is.")
        )
        await refusal(scope, receive, send)


def _http(_request: Request, error: HTTPException) -> JSONResponse:
    return problem(error.status_code, str(error.detail), error.headers)


def _invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
    """What was wrong with a request's form; what was sent is not repeated."""
    first = error.errors()[0]
    place = ".".join(str(part) for part in first["loc"])
    return problem(422, f"{place}: {first['msg']}."[:300])


def _failed(_request: Request, error: Exception) -> JSONResponse:
    log.error("a request failed", exc_info=error)
    return problem(500, "Something went wrong here, not in your request. Please try again.")
