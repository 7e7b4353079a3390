"""Users that ask one question after another, through the API or as the chat's page does."""

from __future__ import annotations

import asyncio
import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    Ask = Callable[[httpx.AsyncClient, str], Awaitable[str]]

REFUSED = (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE)
TIMEOUT = 120.0
BREATH = 0.1
"""Seconds that a refused user waits, as a page would; else refusals would crowd out answers."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question asked: how it ended (``answered``, ``refused`` or ``failed``) and the seconds until then."""

    end: str
    seconds: float


@dataclass(frozen=True, slots=True)
class AskingEvent:
    """What the page sends when a reader asks: the event's ``number``, the question's ``box``, and (component, value) of a page
    that nobody has touched.
    """

    number: int
    box: int
    inputs: tuple[tuple[int, Any], ...]

    def data(self, question: str) -> list[Any]:
        """The values that go with a question."""
        return [question if component == self.box else value for component, value in self.inputs]


async def ask_api(client: httpx.AsyncClient, question: str) -> str:
    """Ask through ``POST /api/ask``."""
    reply = await client.post("/api/ask", json={"question": question})
    if reply.status_code in REFUSED:
        return "refused"
    return "answered" if reply.status_code == httpx.codes.OK and reply.json().get("status") else "failed"


def chat_asker(address: str) -> Ask:
    """How the page asks; each question is a new visitor's first."""
    event = asking_event(httpx.get(f"{address}/config", timeout=TIMEOUT).json())

    async def ask_chat(client: httpx.AsyncClient, question: str) -> str:
        session = uuid.uuid4().hex
        body = {
            "fn_index": event.number,
            "trigger_id": event.box,
            "data": event.data(question),
            "event_data": None,
            "session_hash": session,
        }
        reply = await client.post("/gradio_api/run/predict", json=body)
        if reply.status_code in REFUSED:
            return "refused"
        return chat_end(reply.text) if reply.status_code == httpx.codes.OK else "failed"

    return ask_chat


def asking_event(config: dict[str, Any]) -> AskingEvent:
    """The event that asks, from the page's configuration, the question first of what it sends; ``LookupError`` where none does."""
    values = {c["id"]: c.get("props", {}).get("value") for c in config["components"]}
    kinds = {c["id"]: c.get("type") for c in config["components"]}
    for event in config["dependencies"]:
        if any(trigger == "click" for _, trigger in event["targets"]):
            empty = ((i, values[i] if kinds[i] in ("state", "textbox") else values[i] or []) for i in event["inputs"])
            return AskingEvent(int(event["id"]), int(event["inputs"][0]), tuple(empty))
    raise LookupError("the chat has no event that asks")


def chat_end(reply: str) -> str:
    """How a question ended, from the chat's reply; a refusal of a busy server is one for a reader, too."""
    return "answered" if "answer" in reply and "answer failed" not in reply else "failed"


async def crowd(address: str, ask: Ask, questions: Sequence[str], users: int, seconds: float) -> tuple[list[Asked], float]:
    """So many users ask for so many seconds; what became of each question, and the seconds until the last was answered."""
    limits = httpx.Limits(max_connections=2 * users + 2, max_keepalive_connections=2 * users + 2)
    asked: list[Asked] = []
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=TIMEOUT) as client:
        started = time.perf_counter()

        async def user(number: int) -> None:
            at = number * len(questions) // users
            while time.perf_counter() - started < seconds:
                asked.append(await one(client, ask, questions[at % len(questions)]))
                at += 1
                if asked[-1].end != "answered":
                    await asyncio.sleep(BREATH)

        await asyncio.gather(*(user(number) for number in range(users)))
        return asked, time.perf_counter() - started


async def one(client: httpx.AsyncClient, ask: Ask, question: str) -> Asked:
    """Ask one question."""
    started = time.perf_counter()
    try:
        end = await ask(client, question)
    except (httpx.HTTPError, ValueError):
        end = "failed"
    return Asked(end, time.perf_counter() - started)
