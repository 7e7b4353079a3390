"""A reader with the chat open in headless Chromium while replicas come and go."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
import time
from typing import TYPE_CHECKING, Any, Self

from rag.settings import ROOT

if TYPE_CHECKING:
    from types import TracebackType

    from playwright.async_api import Page

CHROMIUM = shutil.which("chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
_SCRIPT = (ROOT / "src" / "rag" / "web" / "ui" / "chat.js").read_text(encoding="utf-8")
LOST, BACK = (json.loads(re.findall(rf'const {name} = (".*");', _SCRIPT)[0]) for name in ("LOST", "BACK"))
"""What the page says when it has lost its server, and when it is back."""
PATIENCE = 60.0
"""Seconds that a reader waits for anything, on a machine that is busy with fifty others."""
WATCH = """
new MutationObserver(() => {
  for (const place of document.querySelectorAll('.toast-body.error [data-testid="toast-text"], p.word')) {
    if (place.told !== place.textContent) told(place.told = place.textContent);
  }
}).observe(document, { childList: true, subtree: true, characterData: true });
"""


class Reader:
    """The chat in a browser, from ``async with`` to its end; every message that the page shows is kept with its time."""

    def __init__(self, address: str) -> None:
        self._address = address
        self.messages: list[tuple[float, str]] = []

    async def __aenter__(self) -> Self:
        from playwright.async_api import async_playwright

        if CHROMIUM is None:
            raise RuntimeError("chromium is not installed (Debian: apt-get install chromium)")
        self._playwright = await async_playwright().start()
        self._browser = await self._playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        self.page: Page = await self._browser.new_page(reduced_motion="reduce")
        self.page.set_default_timeout(PATIENCE * 1000)
        await self.page.expose_function("told", lambda text: self.messages.append((time.perf_counter(), text)))
        await self.page.add_init_script(WATCH)
        await self.page.goto(self._address)
        await self.page.wait_for_selector("#log .arrived")
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        await self._browser.close()
        await self._playwright.stop()

    async def ask(self, question: str) -> float | None:
        """Ask and read the answer; how many seconds that took, or ``None`` if none comes in time."""
        from playwright.async_api import TimeoutError as TookTooLongError

        started = time.perf_counter()
        count = await self.page.locator("#log .answer").count()
        try:
            await self.page.fill("#question textarea", question)
            await self.page.click("#ask")
            await self.page.locator("#log .answer").nth(count).wait_for()
        except TookTooLongError:
            return None
        return round(time.perf_counter() - started, 1)

    async def begin_to_ask(self, question: str) -> None:
        """Ask, and come back as soon as the question is sent: the answer is still to come."""
        await self.page.fill("#question textarea", question)
        async with self.page.expect_request(re.compile("run/predict")):
            await self.page.click("#ask")

    async def heard(self, text: str, since: float, or_shown: int | None = None) -> float | None:
        """How many seconds after ``since`` the page said ``text``; ``None`` if it does not in time, or ``or_shown`` questions and
        answers stand in the log before it does.
        """
        while time.perf_counter() - since < PATIENCE:
            if said := [at for at, message in self.messages if message == text and at >= since]:
                return round(said[0] - since, 1)
            if or_shown is not None and len(await self.shown()) >= or_shown:
                return None
            await asyncio.sleep(0.05)
        return None

    async def shown(self) -> list[Any]:
        """Every question and answer in the log, as text."""
        return await self.page.locator("#log .asked, #log .answer").all_inner_texts()

    async def typed(self) -> str:
        """What stands in the box."""
        return await self.page.input_value("#question textarea")
