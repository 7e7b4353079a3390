"""Which names are this server's own: any other ``Host`` is turned away, on every route. Pure ASGI.

A page of another site can make its own name lead to this address (DNS rebinding); its requests then bear that name as
``Host`` and as ``Origin`` alike. So both are held against a list that an operator knows, and never against each other.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.web.clients import address_of
from rag.web.problems import problem

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

    from rag.settings import Settings

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9._-]+)(?::(\d{1,5}))?", re.ASCII)


class OwnNames:
    """The loopback names, the address served on, and what ``RAG_ALLOWED_HOSTS`` adds."""

    def __init__(self, settings: Settings) -> None:
        parts = [split_host(host) for host in (*LOOPBACK, in_url(settings.host), *settings.allowed_hosts)]
        self._ports = {"", str(settings.port)} | {port for _, port in parts}
        self.names = tuple(dict.fromkeys(name for name, _ in parts if name and not _is_any(name)))
        self._origins = frozenset(settings.allowed_origins)

    def is_host(self, scope: Scope) -> bool:
        """Whether the request names this server; the port says nothing, since a proxy may listen on any."""
        return self._is_name(split_host(header(scope, b"host"))[0], scope)

    def is_origin(self, scope: Scope) -> bool:
        """Whether the request comes from a program (no ``Origin``), a page of this server, or one of an allowed origin."""
        origin = header(scope, b"origin")
        scheme, _, host = origin.partition("://")
        name, port = split_host(host)
        own = scheme in ("http", "https") and port in self._ports and self._is_name(name, scope)
        return not origin or origin in self._origins or own

    def _is_name(self, name: str, scope: Scope) -> bool:
        """An address that a connection came in on is its own name: no page of another site has one for its name."""
        return bool(name) and (name in self.names or name == _came_in_on(scope))


class Hosts:
    """Answers 421 to a request that names another host."""

    def __init__(self, app: ASGIApp, names: OwnNames) -> None:
        self._app = app
        self._names = names

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "http" and not self._names.is_host(scope):
            refusal = problem(421, "This server has another name. An operator tells it its names by RAG_ALLOWED_HOSTS.")
            await refusal(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def split_host(host: str) -> tuple[str, str]:
    """Name and port of a ``Host``, each ``""`` where there is none; a name's last dot says nothing."""
    match = _HOST.fullmatch(host.lower())
    return (match[1].removesuffix("."), match[2] or "") if match else ("", "")


def in_url(host: str) -> str:
    """A name or an address as it stands in a URL."""
    return f"[{host}]" if ":" in host else host


def header(scope: Scope, name: bytes) -> str:
    """A header of a request in lower case, all that were sent as one; ``""`` where there is none."""
    return b",".join(value for key, value in scope["headers"] if key == name).decode("latin-1").strip().lower()


def _came_in_on(scope: Scope) -> str:
    server = scope.get("server")
    return in_url(str(address_of(server[0]) or "")) if server else ""


def _is_any(name: str) -> bool:
    """``0.0.0.0`` and ``::`` listen on every address and are the name of none."""
    return name in ("0.0.0.0", "[::]")  # noqa: S104 - compared with, not listened on
