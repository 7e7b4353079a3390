"""What a page weighs, and when it can be used on a slow line: first and second visits in headless Chromium."""

from __future__ import annotations

import gzip
import importlib.util
import shutil
import statistics
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from bench.echo import echoed
from bench.server import served
from rag.corpus.profile import load_profile
from rag.settings import ROOT
from rag.web.branding import bare, widget_js

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext

    from bench.echo import Echo

UI = ROOT / "src" / "rag" / "web" / "ui"
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip
CHAT_READY = "#question textarea"
PAGES = {"/": CHAT_READY, "/embed": CHAT_READY, "/read": "main, article, body"}
"""Paths and what stands on the page when it is ready; a path that the server lacks is left out."""
SETTLE_MS = 1_500
LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""A phone's slow line: ms there and back, bytes a second."""
SLOWER = 4
"""A slow phone's processor: so many times slower than this machine's."""
SLOW_VISITS = 5
TALKS = 10
NOTED = """window.noted = {};
new MutationObserver(() => {
  const drawn = ['#typed :is(textarea, input)', '#context :is(textarea, input)', '#send', '#offered .arrived'];
  const parts = {box: ['#box'], answerable: drawn};
  for (const [name, selectors] of Object.entries(parts))
    if (!(name in noted) && selectors.every((one) => document.querySelector(one))) noted[name] = performance.now();
}).observe(document, {childList: true, subtree: true, attributes: true});"""
"""Notes when the question box is there, and when what is asked is sent at once (``whenDrawn`` in ``ui/chat.js``)."""
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
class Slow:
    """First visits to the chat on ``LINE`` with a processor ``SLOWER``: medians in ms from the address to each event."""

    visits: int
    painted: float
    box: float
    answerable: float


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
    slow: Slow | None = None
    echo: Echo | None = None


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
        slow = slowly(browser, server.address, 1 if quick else SLOW_VISITS)
        echo = echoed(browser, server.address, 1 if quick else TALKS, SLOWER)
        browser.close()
    return PageFigures(tuple(visits), assets, "", slow, echo)


def slowly(browser: Browser, address: str, visits: int) -> Slow:
    """Visit the chat with an empty cache on a slow line, so many times."""
    noted: dict[str, list[float]] = {"painted": [], "box": [], "answerable": []}
    for _ in range(visits):
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        session = context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", LINE)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        page.add_init_script(NOTED)
        page.goto(address, wait_until="commit")
        page.wait_for_function("() => window.noted?.answerable")
        found = page.evaluate("() => ({...noted, painted: performance.getEntriesByName('first-contentful-paint')[0].startTime})")
        for name, times in noted.items():
            times.append(found[name])
        context.close()
    return Slow(visits, *(statistics.median(noted[name]) for name in ("painted", "box", "answerable")))


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
    """Our own assets as they are served, heaviest first."""
    widget = widget_js(UI, load_profile(ROOT / "corpus"))
    files = []
    for path in UI.iterdir():
        text = widget if path.name == "widget.js" else path.read_text(encoding="utf-8")
        files.append((path.name, (bare(text) if path.suffix == ".js" else text).encode()))
    for name, content in sorted(files, key=lambda f: (-len(f[1]), f[0])):
        yield Asset(name, len(content), len(gzip.compress(content, GZIP_LEVEL, mtime=0)))
