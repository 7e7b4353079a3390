"""Users of the API who notice what is lost, and turns of the chat sent to one process after another."""

from __future__ import annotations

import asyncio
import re
import time
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import httpx
from bench.users import asking_event

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Row = Mapping[str, Any]

TIMEOUT = 60.0
FIRST = "How did Salford select its clinical directors?"
SECOND = "And at UCLH?"
_NAME = re.compile(r"(?<=^<div class=\"turn )t[0-9a-f]{16}")
"""What names a turn apart from every other."""


@dataclass(frozen=True, slots=True)
class Reply:
    """One question: the second of the run in which it was asked, how long it took, and what was wrong, if anything."""

    at: float
    seconds: float
    wrong: str


def body_of(row: Row) -> dict[str, Any]:
    """What ``POST /api/ask`` takes, of one line of the exam."""
    return {"question": row["question"], "history": row["history"]}


def comparable(record: dict[str, Any]) -> dict[str, Any]:
    """An answer record without the time that it took."""
    return {name: value for name, value in record.items() if name != "ms"}


async def answers_of(address: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """What one process answers, question by question."""
    async with httpx.AsyncClient(base_url=address, timeout=TIMEOUT) as client:
        replies = [(await client.post("/api/ask", json=body_of(row))).raise_for_status() for row in rows]
    return [comparable(reply.json()) for reply in replies]


async def users_ask(
    address: str, rows: Sequence[Row], expected: Sequence[dict[str, Any]], users: int, seconds: float
) -> list[Reply]:
    """So many users ask one question after another, each once: what is lost is not asked again here."""
    started = time.perf_counter()
    replies: list[Reply] = []
    limits = httpx.Limits(max_connections=users, max_keepalive_connections=users)
    async with httpx.AsyncClient(base_url=address, limits=limits, timeout=TIMEOUT) as client:

        async def user(number: int) -> None:
            at = number * len(rows) // users
            while (now := time.perf_counter() - started) < seconds:
                wrong = await _wrong(client, rows[at % len(rows)], expected[at % len(rows)])
                replies.append(Reply(now, time.perf_counter() - started - now, wrong))
                at += 1

        await asyncio.gather(*(user(number) for number in range(users)))
    return replies


async def _wrong(client: httpx.AsyncClient, row: Row, expected: dict[str, Any]) -> str:
    try:
        reply = await client.post("/api/ask", json=body_of(row))
        if reply.status_code != httpx.codes.OK:
            return f"status {reply.status_code}"
        return "" if comparable(reply.json()) == expected else "another answer"
    except httpx.HTTPError as error:
        return type(error).__name__
    except ValueError:
        return "not JSON"


async def turns_agree(addresses: Sequence[str]) -> bool:
    """Whether a follow-up, sent with the context that the first process made, gets the same from every process."""
    context, _ = await chat_turn(addresses[0], FIRST, "")
    turns = [await chat_turn(address, SECOND, context) for address in addresses]
    return bool(context) and all(turn == turns[0] for turn in turns)


async def pages_agree(addresses: Sequence[str]) -> bool:
    """Whether a page that one process made may ask any other: their configurations are the same but for the id."""
    own = {"app_id", "root"}
    async with httpx.AsyncClient(timeout=TIMEOUT) as client:
        configs = [(await client.get(f"{address}/config")).json() for address in addresses]
    kept = [{name: value for name, value in config.items() if name not in own} for config in configs]
    return all(other == kept[0] for other in kept)


async def chat_turn(address: str, question: str, context: str) -> tuple[str, str]:
    """One turn as the page takes it: the next context and the answer (without its name)."""
    async with httpx.AsyncClient(base_url=address, timeout=TIMEOUT) as client:
        event = asking_event((await client.get("/config")).json())
        session = uuid.uuid4().hex
        data = event.data(question)
        data[1] = context
        body = {"fn_index": event.number, "trigger_id": event.box, "data": data, "event_data": None, "session_hash": session}
        reply = await client.post("/gradio_api/run/predict", json=body)
    if reply.status_code != httpx.codes.OK:
        raise RuntimeError(f"the chat at {address} gave no answer")
    new, turn = reply.json()["data"]
    return str(new), _NAME.sub("", turn)
