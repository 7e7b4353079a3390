"""The report for language models: an MCP server (Model Context Protocol, streamable HTTP) at ``/mcp``.

Stateless, so that any replica may take any call. What it returns is the same record as the API's: a model that quotes
the report through it quotes slices of the edition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import ToolAnnotations
from pydantic import Field

from rag.errors import BusyError
from rag.reference.checkup import MOST_CHARACTERS, record
from rag.render import to_dict
from rag.web import bodies
from rag.web.desk import Asked
from rag.web.models import MOST_EARLIER, MOST_THEMES, MOST_TRUSTS, ContextRecord, Id
from rag.web.problems import problem
from rag.web.records import outline_record, passage_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from starlette.types import ASGIApp, Receive, Scope, Send

    from rag.settings import Settings
    from rag.web.check import Checks
    from rag.web.desk import Desk
    from rag.web.hosts import OwnNames


READS = ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False)
"""What a client may know of every tool before it asks its user: it changes nothing, and looks into the one report only."""


def build_mcp(desk: Desk, checks: Checks) -> MCPServer[Any]:
    """The server with its four tools."""
    index = desk.assistant.index
    profile = index.report.profile.mcp
    tags = desk.assistant.tags
    ids = f"Trusts: {', '.join(trust.id for trust in tags.trusts)}. Themes: {', '.join(tags.themes)}."
    server: MCPServer[Any] = MCPServer(profile.name, instructions=profile.instructions, log_level="WARNING")

    @server.tool(
        annotations=READS,
        description="Ask the report. Returns its own words as quotes with citations, or a status that says that it does not say. A "
        f"follow-up needs the last answer's context. {ids}",
    )
    async def ask_report(
        question: Annotated[str, Field(description="One question about the report.", max_length=100_000)],
        history: Annotated[list[str] | None, Field(description="Earlier questions, oldest first.", max_length=MOST_EARLIER)] = None,
        trusts: Annotated[
            list[Id] | None, Field(description="Only of these trusts, by id; all without.", max_length=MOST_TRUSTS)
        ] = None,
        themes: Annotated[
            list[Id] | None, Field(description="Only on these themes, by id; all without.", max_length=MOST_THEMES)
        ] = None,
        context: Annotated[ContextRecord | None, Field(description="The last answer's context, instead of a history.")] = None,
    ) -> dict[str, Any]:
        """Ask the report. Returns its own words as quotes with citations, or a status that says that it does not say."""
        try:
            talked_of = context.context() if context else None
            answer, ms = await desk.ask(Asked(question, history or (), trusts or (), themes or (), talked_of), "mcp")
        except (ValueError, BusyError) as error:
            known = f" {ids}" if isinstance(error, ValueError) else ""
            raise ToolError(f"{str(error).rstrip('.')}.{known}") from error
        return to_dict(answer, ms)

    @server.tool(annotations=READS)
    def read_passage(
        passage: Annotated[str, Field(description="A passage's id, as in a quote.", max_length=200)],
    ) -> dict[str, Any]:
        """Read one passage of the report, of which a quote names the id, with what stands before and after it."""
        record = passage_record(index, passage)
        if record is None:
            raise ToolError("There is no such passage in this edition. Take an id from a quote of ask_report.")
        return record

    @server.tool(annotations=READS)
    def report_outline() -> dict[str, Any]:
        """The report's sections with their trusts, themes and pages."""
        return outline_record(index)

    @server.tool(annotations=READS)
    async def check_quotation(
        text: Annotated[str, Field(description="A quotation, or a draft with quotations in it.", max_length=MOST_CHARACTERS)],
    ) -> dict[str, Any]:
        """Check quotations of the report: each is true, altered (with the difference) or not found. Nothing is kept."""
        try:
            return await checks.check(text, record)
        except (ValueError, BusyError) as error:
            raise ToolError(str(error)) from error

    return server


class McpApp:
    """``/mcp`` for pages of allowed origins and for programs, which send no Origin; its session manager runs with the server."""

    def __init__(self, desk: Desk, checks: Checks, settings: Settings, names: OwnNames) -> None:
        self._names = names
        self._server = build_mcp(desk, checks)
        security = TransportSecuritySettings(enable_dns_rebinding_protection=False)  # Host and Origin are checked by OwnNames
        self._app: ASGIApp = self._server.streamable_http_app(
            streamable_http_path="/mcp", json_response=True, stateless_http=True, max_request_body_size=settings.max_body,
            transport_security=security,
        )  # fmt: skip

    @property
    def lifespan(self) -> Callable[[], AbstractAsyncContextManager[None]]:
        """To be entered while the server runs."""
        return self._server.session_manager.run

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection; a page of another site is turned away (DNS rebinding)."""
        if not self._names.is_origin(scope):
            await problem(403, "Pages of this origin may not use /mcp. An operator allows them by RAG_ALLOWED_ORIGINS.")(
                scope, receive, send
            )
            return
        if scope["method"] != "POST":
            # There are no sessions: a stream to listen on would stay open for nothing, and there is nothing to end.
            await problem(405, "This address takes POST.", {"allow": "POST"})(scope, receive, send)
            return
        accept = (
            [] if any(name == b"accept" for name, _ in scope["headers"]) else [(b"accept", b"application/json, text/event-stream")]
        )
        scope = {**scope, "headers": [*scope["headers"], *accept]}  # who says nothing takes anything (RFC 9110)
        body = await bodies.whole(receive)
        if body is not None:  # else who sends has gone, which the library would log as an error
            again = bodies.given(body, receive)
            await self._app({**scope, "path": "/mcp", "raw_path": b"/mcp", "root_path": ""}, again, send)
