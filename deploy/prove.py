"""Three replicas behind nginx lose no answer while one is killed, restarted, and another is stopped: ``python -m deploy.prove``.

The processes are real, started as an operator starts them; nginx runs the shipped ``nginx.conf`` with other addresses,
ports and paths, and without the limit on questions, since all users here have one address. In a minute (the times scale
with ``--seconds``): at 20 s one replica dies (SIGKILL) under a reader whose question it has taken; at 35 s it is started
again; at 45 s the replica to which that reader went is stopped (SIGTERM), whether or not the first is ready, and started
again.

An answer counts as lost if it is anything but 200 with the record that one process gave to the same question before.
Exit code 1 if one was lost, the chat did not recover, or two processes were found to differ.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import signal
import statistics
import sys
import tempfile
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.machine import this_run
from bench.results import RESULTS
from bench.subject import QUESTIONS
from deploy.load import answers_of, pages_agree, turns_agree, users_ask
from deploy.reader import BACK, LOST, Reader
from deploy.replicas import Edge, Replica

if TYPE_CHECKING:
    from collections.abc import Sequence

    from deploy.load import Reply

USERS = 50
SECONDS = 60
KILLED, RESTARTED, STOPPED = 20 / 60, 35 / 60, 45 / 60
"""When in the run."""
BEFORE = ("How did Salford select its clinical directors?", "And at UCLH?")
DURING = "How are new consultants inducted at Northumbria?"
AFTER = "What do all four trusts have in common?"
AT_LAST = "Who leads TICKLE at Salford?"


@dataclass(frozen=True, slots=True)
class Events:
    """What was done to the replicas, in seconds of the run; ``stopped_within`` is how long the stop took."""

    killed: str
    killed_at: float
    stopped: str
    stopped_at: float
    stopped_within: float
    killed_ready_at: float
    stopped_ready_at: float


@dataclass(frozen=True, slots=True)
class Seen:
    """What the reader saw: seconds from the kill to the two messages and from questions to answers; ``None``: it never came.

    ``unnoticed``: the question in hand was answered by another replica, nginx asking it again, without a message.
    ``answer_after`` is of the question that was in hand when the replica died, ``answer_elsewhere`` of one asked a second
    after the other replica was told to stop, ``answer_at_home`` of one asked when all were back.
    """

    unnoticed: bool
    message_after: float | None
    back_after: float | None
    log_is_the_same: bool
    question_kept: bool
    answer_after: float | None
    answer_elsewhere: float | None
    answer_at_home: float | None
    messages_after_stop: int

    @property
    def recovered(self) -> bool:
        """Answered as if nothing were, or told kindly and back by itself with everything that was asked; then answered ever
        after.
        """
        told = () if self.unnoticed else (self.message_after, self.back_after)
        waited = (*told, self.answer_after, self.answer_elsewhere, self.answer_at_home)
        return None not in waited and self.log_is_the_same and self.question_kept


def main(arguments: Sequence[str] | None = None) -> int:
    """Run it; the exit code."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that no process stays behind
    parser = argparse.ArgumentParser(description="Prove that replicas behind nginx lose no answer.")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="how long the users ask; 30 at least (default 60)")
    parser.add_argument("--users", type=int, default=USERS, help="how many they are (default 50)")
    parser.add_argument("--out", type=Path, default=RESULTS / "replicas.json", help="where the result is written")
    options = parser.parse_args(arguments)
    if options.seconds < SECONDS / 2:
        parser.error("a replica needs some of that time to start again: at least 30 seconds")
    with tempfile.TemporaryDirectory(prefix="rag-replicas-") as folder:
        result = asyncio.run(prove(Path(folder), options.users, options.seconds))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(table(result))
    return 0 if result["held"] else 1


async def prove(folder: Path, users: int, seconds: int) -> dict[str, Any]:
    """Everything, from the start of the processes to their end."""
    replicas = [Replica(f"replica-{number}", folder) for number in (1, 2, 3)]
    rows = [json.loads(line) for line in QUESTIONS.read_text(encoding="utf-8").splitlines()]
    try:
        for replica in replicas:
            replica.start()
        await asyncio.gather(*(replica.ready() for replica in replicas))
        addresses = [replica.address for replica in replicas]
        same = {"chat_turns": await turns_agree(addresses), "pages": await pages_agree(addresses)}
        print("Three replicas are ready. Asking one of them every question …", flush=True)
        expected = await answers_of(addresses[0], rows)
        with Edge(folder, replicas) as edge:
            async with Reader(edge.address) as reader:
                for question in BEFORE:
                    await reader.ask(question)
                print(f"{users} users ask for {seconds} seconds …", flush=True)
                asking = asyncio.create_task(users_ask(edge.address, rows, expected, users, seconds))
                events, seen = await upset(edge, reader, seconds)
                replies = await asking
            memory = max(replica.memory() for replica in replicas)
            figures = {**counted(replies, seconds), "by_replica": edge.shares("api"), "repeated_by_nginx": edge.repeated("api")}
    finally:
        for replica in replicas:
            replica.end()
    held = not figures["lost"] and figures["asked"] > 0 and seen.recovered and all(same.values())
    return {
        "held": held, "run": asdict(this_run()), "users": users, "seconds": seconds, "api": figures, "events": asdict(events),
        "chat": {**asdict(seen), "recovered": seen.recovered}, "same": same, "largest_replica_mib": round(memory),
    }  # fmt: skip


async def upset(edge: Edge, reader: Reader, seconds: float) -> tuple[Events, Seen]:
    """Kill, restart and stop, with the reader in the middle of it."""
    started = time.perf_counter()

    def now() -> float:
        return round(time.perf_counter() - started, 1)

    async def until(part: float) -> None:
        await asyncio.sleep(max(0.0, part * seconds - now()))

    async def restart(replica: Replica) -> float:
        replica.start()
        await replica.ready()
        return now()

    before = await reader.shown()
    await until(KILLED)
    first = edge.replica_of_chat()
    await reader.begin_to_ask(DURING)
    killed, killed_at = time.perf_counter(), now()
    await first.stop(signal.SIGKILL)

    async def restart_in_time() -> float:
        await until(RESTARTED)
        return await restart(first)

    restarting = asyncio.create_task(restart_in_time())
    told = await reader.heard(LOST, killed, or_shown=len(before) + 2)
    back = await reader.heard(BACK, killed) if told is not None else None
    shown = await reader.shown()
    unnoticed = told is None and len(shown) == len(before) + 2
    same = shown[: len(before)] == before if unnoticed else shown == before
    kept = DURING in shown[len(before)] if unnoticed else await reader.typed() == DURING
    answered = await reader.ask(DURING)
    second = edge.replica_of_chat()
    await until(STOPPED)
    calm, stopped_at = time.perf_counter(), now()
    stopping = asyncio.create_task(second.stop(signal.SIGTERM))
    await asyncio.sleep(1)
    elsewhere = await reader.ask(AFTER)
    stopped_within = await stopping
    events = Events(
        first.name, killed_at, second.name, stopped_at, round(stopped_within, 1),
        *await asyncio.gather(restarting, restart(second)),
    )  # fmt: skip
    at_home = await reader.ask(AT_LAST)
    messages = sum(at > calm for at, _ in reader.messages)
    return events, Seen(unnoticed, told, back, same, kept, answered, elsewhere, at_home, messages)


def counted(replies: Sequence[Reply], seconds: float) -> dict[str, Any]:
    """Answers, losses and times of the API's users."""
    good = sorted(reply.seconds for reply in replies if not reply.wrong)
    lost = Counter(reply.wrong for reply in replies if reply.wrong)
    percentiles = statistics.quantiles(good, n=100) if len(good) > 1 else [0.0] * 99
    return {
        "asked": len(replies), "answered": len(good), "lost": len(replies) - len(good), "lost_by": dict(lost),
        "per_second": round(len(good) / seconds, 1),
        **{f"p{p}_ms": round(percentiles[p - 1] * 1000) for p in (50, 95, 99)}, "slowest_ms": round((good or [0.0])[-1] * 1000),
    }  # fmt: skip


def table(result: dict[str, Any]) -> str:
    """The result for people."""
    api, events, chat = result["api"], result["events"], result["chat"]
    shares = ", ".join(f"{name} {count}" for name, count in api["by_replica"].items())
    rows = {
        "API answers": f"{api['answered']} of {api['asked']}, lost {api['lost']} {api['lost_by'] or ''}",
        "answers a second": f"{api['per_second']} ({shares}; {api['repeated_by_nginx']} asked again by nginx)",
        "milliseconds": f"p50 {api['p50_ms']}, p95 {api['p95_ms']}, p99 {api['p99_ms']}, slowest {api['slowest_ms']}",
        "killed": f"{events['killed']} at {events['killed_at']} s, ready again at {events['killed_ready_at']} s",
        "stopped": f"{events['stopped']} at {events['stopped_at']} s, gone within {events['stopped_within']} s, "
        f"ready again at {events['stopped_ready_at']} s",
        "chat, its replica killed": f"recovered: {chat['recovered']}, "
        f"unnoticed: {chat['unnoticed']}; message after {chat['message_after']} s, back with its "
        f"questions after {chat['back_after']} s; the question in hand kept: {chat['question_kept']}, then answered in "
        f"{chat['answer_after']} s",
        "chat, its replica stopped": f"answered in {chat['answer_elsewhere']} s, and when all were back in "
        f"{chat['answer_at_home']} s; {chat['messages_after_stop']} messages",
        "processes agree": ", ".join(f"{name.replace('_', ' ')}: {value}" for name, value in result["same"].items()),
        "memory of a replica": f"{result['largest_replica_mib']} MiB",
        "held": str(result["held"]),
    }
    return "\n".join(f"{name:28} {value}" for name, value in rows.items())


if __name__ == "__main__":
    sys.exit(main())
