"""What a page weighs: bytes on the wire and requests of a first and of a second visit, in headless Chromium."""

from __future__ import annotations

import gzip
import importlib.util
import shutil
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from bench.server import served
from rag.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext

UI = ROOT / "src" / "rag" / "web" / "ui"
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
CHAT_READY = "#question textarea"
PAGES = {"/": CHAT_READY, "/embed": CHAT_READY, "/read": "main, article, body"}
"""Paths and what stands on the page when it is ready; a path that the server lacks is left out."""
SETTLE_MS = 1_500
GZIP_LEVEL = 6
"""gzip's own default, which is what most servers compress by."""


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: bytes on the wire with headers, by kind of resource too, requests, and those to another host."""

    path: str
    visit: str
    bytes: int
    requests: int
    elsewhere: int
    kinds: dict[str, int]


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of our own: bytes as it is and gzipped."""

    name: str
    bytes: int
    gzipped: int


@dataclass(frozen=True, slots=True)
class PageFigures:
    """``missing`` says why there are no visits, where there are none."""

    visits: tuple[Visit, ...]
    assets: tuple[Asset, ...]
    missing: str


def measure(*, quick: bool) -> PageFigures:
    """Visit every page with an empty cache and once more; a quick run visits only the chat."""
    assets = tuple(weighed())
    chromium = shutil.which("chromium")
    if chromium is None or importlib.util.find_spec("playwright") is None:
        return PageFigures((), assets, "playwright or chromium is not installed")
    from playwright.sync_api import sync_playwright

    with served() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        visits: list[Visit] = []
        for path, ready in list(PAGES.items())[: 1 if quick else None]:
            if httpx.get(server.address + path).status_code == httpx.codes.OK:
                context = browser.new_context(viewport={"width": 1280, "height": 900})
                visits += [visit(context, server.address, path, ready, which) for which in ("first", "second")]
                context.close()
        browser.close()
    return PageFigures(tuple(visits), assets, "")


def visit(context: BrowserContext, address: str, path: str, ready: str, which: str) -> Visit:
    """Open a page in a tab of its own and count what comes over the wire until it has settled."""
    page = context.new_page()
    wire = Wire()
    session = context.new_cdp_session(page)
    session.on("Network.responseReceived", wire.response)
    session.on("Network.loadingFinished", wire.finished)
    session.send("Network.enable")
    page.goto(address + path)
    page.wait_for_selector(ready)
    page.wait_for_timeout(SETTLE_MS)
    page.close()
    return Visit(path, which, sum(wire.bytes.values()), len(wire.kinds), wire.elsewhere(address), dict(wire.by_kind()))


class Wire:
    """What a tab loads over the network; what its cache or the page itself holds is no request."""

    def __init__(self) -> None:
        self.kinds: dict[str, str] = {}
        self.hosts: list[str] = []
        self.bytes: Counter[str] = Counter()

    def response(self, event: dict[str, Any]) -> None:
        """A response has begun."""
        answer = event["response"]
        if not answer.get("fromDiskCache") and answer["url"].startswith("http"):
            self.kinds[event["requestId"]] = event["type"].lower()
            self.hosts.append(urlsplit(answer["url"]).netloc)

    def finished(self, event: dict[str, Any]) -> None:
        """A response is complete."""
        if event["requestId"] in self.kinds:
            self.bytes[event["requestId"]] += int(event["encodedDataLength"])

    def elsewhere(self, address: str) -> int:
        """Requests to another host than the page's."""
        return sum(host != urlsplit(address).netloc for host in self.hosts)

    def by_kind(self) -> Counter[str]:
        """Bytes by kind of resource, heaviest first."""
        kinds: Counter[str] = Counter()
        for request, size in self.bytes.items():
            kinds[self.kinds[request]] += size
        return Counter(dict(kinds.most_common()))


def weighed() -> Iterator[Asset]:
    """Our own assets, heaviest first."""
    files = [(p.name, p.read_bytes()) for p in UI.iterdir() if p.is_file()]
    for name, content in sorted(files, key=lambda f: (-len(f[1]), f[0])):
        yield Asset(name, len(content), len(gzip.compress(content, GZIP_LEVEL, mtime=0)))
