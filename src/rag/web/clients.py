"""Who asks: the client's address, believed only from trusted proxies, and who is signed in. Pure ASGI.

``X-Forwarded-For`` is read from the right, past every trusted proxy, as anyone may write what stands left of that.
What an untrusted peer sends in the ``X-Forwarded-…`` headers is taken out: Gradio would build addresses from it.
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, Any

from rag.web.addresses import prefix_said, under
from rag.web.problems import problem

if TYPE_CHECKING:
    from collections.abc import Iterable

    from starlette.types import ASGIApp, Receive, Scope, Send

    from rag.settings import Settings

_FORWARDED = (b"forwarded", b"x-forwarded", b"x-real-ip", b"x-direct-url", b"x-gradio-server")
OPEN = frozenset({"/healthz", "/readyz", "/metrics"})
"""What an operator's programs ask for: neither signed in nor counted."""
_TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")
"""Where translators (NAT64) put all of IPv4."""
_WITH_PORT = re.compile(r"\[([^\[\]]+)\](?::\d{1,5})?|([^:]+):\d{1,5}")


class Clients:
    """Sets ``scope["client"]`` and ``scope["scheme"]`` to what trusted proxies say, takes the prefix that the server stands under
    off its path, and turns away who is not signed in.
    """

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self._app = app
        self._trusted = [ipaddress.ip_network(proxy) for proxy in settings.trusted_proxies]
        self._header = settings.sign_in_header.lower().encode()
        self._prefix = settings.root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        # The scope is changed in place: the log, further out, reads from it which route answered.
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        peer = scope["client"][0] if scope.get("client") else ""
        trusted = self._is_trusted(peer)
        if trusted:
            scope.update(self._forwarded(scope, peer))
        else:
            ours = (*_FORWARDED, self._header) if self._header else _FORWARDED
            scope["headers"] = [(n, v) for n, v in scope["headers"] if not n.startswith(ours)]
        scope["prefix"] = self._prefix or (prefix_said(_header(scope, b"x-forwarded-prefix")) if trusted else "")
        under(scope, scope["prefix"])
        if self._header and scope["path"] not in OPEN and not (trusted and _header(scope, self._header)):
            await problem(401, "Please sign in: open this address through your organisation’s own entrance.")(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _forwarded(self, scope: Scope, peer: str) -> dict[str, Any]:
        chain = [part.strip() for part in _header(scope, b"x-forwarded-for").split(",") if part.strip()]
        said = next((address for address in reversed(chain) if not self._is_trusted(address)), chain[0] if chain else peer)
        client = str(address_of(said) or said)
        proto = _header(scope, b"x-forwarded-proto")
        scheme = proto if proto in ("http", "https") else scope.get("scheme", "http")
        return {"client": (client, 0), "scheme": scheme}

    def _is_trusted(self, text: str) -> bool:
        address = address_of(text)
        return address is not None and any(address in network for network in self._trusted)


def address_of(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address in ``192.0.2.1``, ``192.0.2.1:80``, ``[2001:db8::1]:80``, ``fe80::1%eth0`` or, of IPv4, ``::ffff:192.0.2.1``
    and ``64:ff9b::192.0.2.1`` (RFC 6052), else ``None``.
    """
    match = _WITH_PORT.fullmatch(text)
    try:
        address = ipaddress.ip_address((match[1] or match[2]) if match else text)
    except ValueError:
        return None
    if isinstance(address, ipaddress.IPv4Address):
        return address
    if address in _TRANSLATED:
        return ipaddress.IPv4Address(address.packed[-4:])
    return address.ipv4_mapped or ipaddress.IPv6Address(address.packed)  # without its zone, which no network has


def _header(scope: Scope, name: bytes) -> str:
    values: Iterable[bytes] = (value for key, value in scope["headers"] if key == name)
    return b",".join(values).decode("latin-1").strip()
