"""``make screenshots``: the pages as a reader sees them, at desktop and phone width, light and dark, into ``docs/``."""

from __future__ import annotations

import io
import shutil
import socket
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import uvicorn
from demo.serve import intranet
from PIL import Image
from playwright.sync_api import sync_playwright

from rag.loading import open_assistant
from rag.settings import Settings
from rag.web.server import build_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

FOLDER = Path(__file__).parent
SIZES = {"desktop": {"width": 1280, "height": 900}, "phone": {"width": 390, "height": 844}}
ASKED = {
    "chat": "How did Salford select its clinical directors?",
    "comparison": "Compare how Salford and Southern Health induct new consultants",
    "refusal": "How much did Salford spend on the year-long leadership programme?",
}
DRAFT = (
    "At UCLH “consultants attend a corporate induction alongside all new appointments”. In 2010, “around 54 consultants expressed "
    "interest” at Salford. The report calls engagement “a quick win for any board”."
)
"""One quotation that is true, one altered, one that is not the report's."""


def main() -> int:
    """Serve the assistant on a free port and take the pictures."""
    port, demo = _free_port(), _free_port()
    settings = Settings(port=port, allowed_origins=(f"http://localhost:{demo}",))
    assistant = open_assistant(settings, say=print)
    server = uvicorn.Server(uvicorn.Config(build_app(assistant, settings), port=port, log_level="error"))
    threading.Thread(target=intranet(f"http://127.0.0.1:{port}", demo).serve_forever, daemon=True).start()
    threading.Thread(target=server.run, daemon=True).start()
    while not server.started:
        time.sleep(0.1)
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=arguments)
        for size in SIZES:
            for scheme in ("light", "dark"):
                _pictures(browser, f"http://127.0.0.1:{port}", size, scheme)
                _widget(browser, f"http://localhost:{demo}/demo", size, scheme)
        _walk(browser, f"http://127.0.0.1:{port}")
        browser.close()
    server.should_exit = True
    return 0


def _pictures(browser: Browser, address: str, size: str, scheme: Literal["light", "dark"]) -> None:
    context = _context(browser, size, scheme)
    for name, question in ASKED.items():
        page = context.new_page()  # each a tab of its own, as a tab keeps its talk
        page.goto(address)
        page.wait_for_selector("#log .arrived")
        if name == "chat":
            _shoot(page, f"arrival-{size}-{scheme}")
        page.fill("#question textarea", question)
        page.press("#question textarea", "Enter")  # no pointer lies over what is shown
        page.wait_for_selector("#log .answer")
        _shoot(page, f"{name}-{size}-{scheme}")
        if name == "chat":
            page.locator("#log a.chip").nth(1).click()
            page.wait_for_selector("#panel mark")
            _shoot(page, f"panel-{size}-{scheme}")
    for name in ("map", "figures", "index"):
        page.goto(f"{address}/{name}")
        _shoot(page, f"{name}-{size}-{scheme}")
    page.goto(f"{address}/check")
    page.fill("textarea", DRAFT)
    page.locator("form button").first.click()
    page.wait_for_selector(".checked")
    _shoot(page, f"check-{size}-{scheme}")
    context.close()


def _walk(browser: Browser, address: str) -> None:
    """A question typed and answered, its sources walked through in the report beside it, two trusts compared: ``walk.gif``."""
    context = browser.new_context(viewport={"width": 1280, "height": 760}, color_scheme="light", reduced_motion="reduce")
    page = context.new_page()
    page.goto(address)
    page.wait_for_selector("#log .arrived")
    frames: list[tuple[Image.Image, int]] = []

    def shoot(milliseconds: int) -> None:
        page.wait_for_timeout(400)
        frames.append((Image.open(io.BytesIO(page.screenshot())), milliseconds))

    def type_and_ask(question: str) -> None:
        for end in range(12, len(question) + 12, 12):
            page.fill("#question textarea", question[:end])
            shoot(350)
        many = page.locator("#log .answer").count()
        page.press("#question textarea", "Enter")
        page.locator("#log .answer").nth(many).wait_for()
        page.wait_for_selector("#panel mark")
        shoot(3500)

    shoot(1500)
    type_and_ask(ASKED["chat"])
    for _ in range(2):
        page.get_by_role("button", name="Next source").click()
        shoot(2000)
    page.locator("#log figure.quote a.chip").first.hover()
    page.wait_for_selector("#card:not([hidden])")
    shoot(2500)
    page.mouse.move(5, 5)
    type_and_ask(ASKED["comparison"])
    context.close()
    _write_walk(frames)


def _write_walk(frames: list[tuple[Image.Image, int]]) -> None:
    """A GIF, which readers' own settings can hold still; of 96 colours, rare ones (a trust's) among them."""
    images = [image.convert("RGB").resize((960, 570), Image.Resampling.LANCZOS) for image, _ in frames]
    palette = images[-1].quantize(96, method=Image.Quantize.MAXCOVERAGE)
    drawn = [image.quantize(palette=palette, dither=Image.Dither.NONE) for image in images]
    durations = [milliseconds for _, milliseconds in frames]
    drawn[0].save(FOLDER / "walk.gif", save_all=True, append_images=drawn[1:], duration=durations, loop=0, optimize=True)


def _context(browser: Browser, size: str, scheme: Literal["light", "dark"]) -> BrowserContext:
    phone = size == "phone"
    return browser.new_context(viewport=SIZES[size], color_scheme=scheme, reduced_motion="reduce", is_mobile=phone, has_touch=phone)


def _widget(browser: Browser, address: str, size: str, scheme: Literal["light", "dark"]) -> None:
    context = _context(browser, size, scheme)
    page = context.new_page()
    page.goto(address)
    page.click("#ask")
    page.frame_locator("report-assistant iframe").locator("#log .answer").wait_for()
    _shoot(page, f"widget-{size}-{scheme}")
    context.close()


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _shoot(page: Page, name: str) -> None:
    page.wait_for_timeout(400)
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    sys.exit(main())
