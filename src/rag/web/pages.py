"""Pages and files beside the chat: the report to read, the map, the widget's script, the API's documentation."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import Request, Response
from fastapi.openapi.docs import get_swagger_ui_html
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

from rag.web import branding
from rag.web.prepared import Piece, etag, respond
from rag.web.read import ReadPage, map_page

if TYPE_CHECKING:
    import os

    from fastapi import FastAPI
    from starlette.staticfiles import PathLike
    from starlette.types import Scope

    from rag.answering.assistant import Assistant


class BareScripts(StaticFiles):
    """Static files; of scripts only what is run."""

    def file_response(self, full_path: PathLike, stat_result: os.stat_result, scope: Scope, status_code: int = 200) -> Response:
        """As the base class has it, with the same headers."""
        response = super().file_response(full_path, stat_result, scope, status_code)
        if response.status_code != status_code or not str(full_path).endswith(".js"):
            return response
        kept = {name: response.headers[name] for name in ("etag", "last-modified")}
        return Response(branding.bare(Path(full_path).read_text(encoding="utf-8")), status_code, kept, "text/javascript")


def add_pages(app: FastAPI, assistant: Assistant, ui: Path) -> None:
    """Add ``/read``, ``/map``, ``/docs``, ``/widget.js`` and the static files, none of which is part of the API."""
    report, profile = ReadPage(assistant.index.report), assistant.index.report.profile
    script, sheet = branding.widget_js(ui, profile), branding.colours_css(profile)
    colours_tag, colours_piece = etag(sheet), Piece.of(sheet)
    written = map_page(assistant.index)
    themes_tag, themes_piece = etag(written), Piece.of(written)

    async def read(request: Request, edition: str | None = None, mark: str | None = None) -> Response:
        return report.respond(request, edition, mark)

    async def themes(request: Request) -> Response:
        return respond(request, themes_tag, [themes_piece])

    async def docs() -> HTMLResponse:
        # Swagger UI from the installed package; addresses are relative, so that no other host is asked, nor another scheme.
        return get_swagger_ui_html(
            openapi_url="openapi.json", title=f"{app.title}: API", swagger_js_url="swagger/swagger-ui-bundle.js",
            swagger_css_url="swagger/swagger-ui.css", swagger_favicon_url="swagger/favicon-32x32.png",
        )  # fmt: skip

    async def widget() -> Response:
        return Response(script, headers=branding.WIDGET_HEADERS, media_type="text/javascript")

    async def colours(request: Request) -> Response:
        return respond(request, colours_tag, [colours_piece], "text/css")

    app.get("/read", response_class=HTMLResponse, include_in_schema=False)(read)
    app.get("/map", response_class=HTMLResponse, include_in_schema=False)(themes)
    app.get("/docs", response_class=HTMLResponse, include_in_schema=False)(docs)
    app.get("/widget.js", include_in_schema=False)(widget)
    app.get("/ui/colours.css", include_in_schema=False)(colours)  # before the folder, which does not have it
    app.mount("/ui", BareScripts(directory=ui), name="ui")
    app.mount("/swagger", StaticFiles(packages=[("fastapi_swagger", "resources")]), name="swagger")
