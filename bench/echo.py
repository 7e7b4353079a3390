"""How long after Enter a question is on the screen, on a phone's processor: by Chromium's own trace."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bench.figures import median, percentile

if TYPE_CHECKING:
    from playwright.sync_api import Browser

QUESTIONS = ("What are the values of Salford Royal?", "How does each trust choose its clinical leaders?")
"""The first of a talk, which changes the page around it, and one with an answer above it."""
CATEGORIES = ["devtools.timeline", "disabled-by-default-devtools.timeline"]
RESTS_MS = 500
"""Between what is typed and Enter, as a reader's hand does."""


@dataclass(frozen=True, slots=True)
class Echo:
    """Milliseconds from the key to the first frame that is handed over after it; ``cpu`` those that the page itself worked."""

    questions: int
    median: float
    p90: float
    cpu_median: float
    cpu_p90: float


def echoed(browser: Browser, address: str, talks: int, slower: int) -> Echo:
    """Ask ``QUESTIONS`` in so many talks, with a processor so many times slower."""
    times: list[tuple[float, float]] = []
    for _ in range(talks):
        context = browser.new_context(viewport={"width": 390, "height": 844})
        page = context.new_page()
        page.goto(address)
        page.wait_for_selector("#offered .arrived", state="attached")
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
        for number, question in enumerate(QUESTIONS):
            page.fill("#box", question)
            page.wait_for_timeout(RESTS_MS)
            browser.start_tracing(page=page, categories=CATEGORIES)
            page.press("#box", "Enter")
            page.locator("#log .answer").nth(number).wait_for()
            times.append(until_drawn(json.loads(browser.stop_tracing())["traceEvents"]))
        context.close()
    whole, own = zip(*times, strict=True)
    return Echo(len(times), median(whole), percentile(whole, 0.9), median(own), percentile(own, 0.9))


def until_drawn(events: list[dict[str, Any]]) -> tuple[float, float]:
    """Milliseconds from the key's event to the end of the first commit after it, and what its thread worked in them.

    ``ValueError`` where there is no key, or nothing was drawn after it.
    """
    keys = [e for e in events if e["name"] == "EventDispatch" and e.get("args", {}).get("data", {}).get("type") == "keydown"]
    if not keys:
        raise ValueError("no key was pressed in this trace")
    key = keys[0]
    own = [e for e in events if e.get("tid") == key["tid"] and e.get("ph") == "X"]
    ends = [e["ts"] + e["dur"] for e in own if e["name"] == "Commit" and e["ts"] >= key["ts"] + key["dur"]]
    if not ends:
        raise ValueError("nothing was drawn after the key in this trace")
    tasks = [e for e in own if e["name"] == "RunTask" and e["ts"] + e["dur"] > key["ts"] and e["ts"] < min(ends)]
    worked = sum(e.get("tdur", e["dur"]) for e in tasks)
    return (min(ends) - key["ts"]) / 1000, worked / 1000
