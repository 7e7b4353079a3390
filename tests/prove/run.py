"""``make prove``: load and faults against real processes on loopback, bounded in number and time; a line for each part.

In short by default, some minutes on two cores; ``--full`` is what a release is held to. ``--only PART`` runs one part.
"""

import argparse
import asyncio
import subprocess
import sys
import time
from pathlib import Path

import httpx

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent)]

from bench.server import served  # noqa: E402 - of the repository, which stands beside the tests
from bench.users import ask_api, crowd  # noqa: E402

from prove.doors import Doors, lines, talk  # noqa: E402
from prove.kills import kill_builds  # noqa: E402
from rag.corpus.report import load_report  # noqa: E402
from rag.memory import HEAPS, MOST_FREE  # noqa: E402
from rag.settings import Settings  # noqa: E402

USERS = 50
GROWTH = 10.0
"""MiB by which 50 users may make a warm server grow."""
FREE = HEAPS * MOST_FREE / 2**20
"""MiB that its heaps may keep free, by which it goes up and down while requests of every length come: 481 to 496 in 4,200."""
LARGE = 1_000_000
CHECK_SECONDS = 45
"""Seconds for a check of a megabyte: one is given up after 30, and the machine may be busy."""
TURNS, MOST_BYTES = 50, 8_000


def replicas(seconds, users):
    """Three replicas behind nginx, one killed, one stopped: no answer lost."""
    command = [sys.executable, "-m", "deploy.prove", "--seconds", str(seconds), "--users", str(users), "--out", "/dev/null"]
    done = subprocess.run(command, cwd=TESTS.parent, capture_output=True, text=True, timeout=900, check=False)
    print(done.stdout)
    api = next((line for line in done.stdout.splitlines() if line.startswith("API answers")), "")
    return " ".join(api.split()), [] if done.returncode == 0 else [done.stderr[-2_000:] or "see above"]


def requests(number, seed):
    """Fuzzed requests through four doors."""
    with served() as server:
        doors = Doors(server.address, seed)
        asyncio.run(doors.send(number // 10))  # what is loaded when first asked is loaded
        before = resident(server.address)
        asyncio.run(doors.send(number))
        grown = resident(server.address) - before
        broken = [line for line in server.log.read_text(encoding="utf-8").splitlines() if "[error" in line]
    told = ", ".join(f"{door} {status}: {count}" for (door, status), count in sorted(doors.statuses.items()))
    broken += [f"it grew by {grown:.1f} MiB"] if grown > FREE else []
    return f"{number} sent; {told}; from {before:.0f} MiB: {grown:+.1f} MiB", [*doors.wrong, *broken]


def crowded(seconds):
    """Many users, a talk of many turns, and a megabyte to check: what they leave and what they take."""
    edition = load_report(Settings().corpus).text.encode("ascii", "ignore").decode()
    questions, wrong = [*lines("questions.jsonl"), *lines("people.jsonl")], []
    with served() as server:
        asyncio.run(crowd(server.address, ask_api, questions, USERS, seconds / 3))  # what is loaded when first asked is loaded
        before = resident(server.address)
        asked, _ = asyncio.run(crowd(server.address, ask_api, questions, USERS, seconds))
        grown = resident(server.address) - before
        failed = [one.end for one in asked if one.end == "failed"]
        largest = asyncio.run(talk(server.address, TURNS))
        checked = [
            check(server.address, text[:LARGE])
            for text in ("How are consultants inducted? " * 40_000, edition * 10, "“the trust” " * 90_000)
        ]
    wrong += [f"{len(failed)} of {len(asked)} failed"] if failed else []
    wrong += [f"it grew by {grown:.1f} MiB"] if grown > GROWTH else []
    wrong += [f"at turn {TURNS} the page sends {largest} bytes"] if largest > MOST_BYTES else []
    wrong += [
        f"a check took {took:.0f} s, status {status}"
        for status, took in checked
        if took > CHECK_SECONDS or status not in (200, 413, 422, 503)
    ]
    told = ", ".join(f"{status} in {took:.1f} s" for status, took in checked)
    return (
        f"{len(asked)} asked by {USERS} in {seconds} s from {before:.0f} MiB: {grown:+.1f} MiB; {largest} bytes at turn {TURNS}; a megabyte checked: {told}",
        wrong,
    )


def resident(address):
    """MiB that the server holds, by its own metrics."""
    text = httpx.get(f"{address}/metrics", timeout=60).text
    return next(float(line.split()[1]) for line in text.splitlines() if line.startswith("process_resident_memory_bytes")) / 2**20


def check(address, text):
    """Status and seconds of a check."""
    started = time.monotonic()
    reply = httpx.post(f"{address}/api/check", json={"text": text}, timeout=CHECK_SECONDS * 2)
    return reply.status_code, time.monotonic() - started


def main():
    """0 where everything held."""
    parser = argparse.ArgumentParser(description="Prove what is promised under load and faults.")
    parser.add_argument("--full", action="store_true", help="all of it: about half an hour")
    parser.add_argument("--seed", type=int, default=16, help="what the requests and the moments of killing are drawn from")
    parser.add_argument("--only", choices=("kills", "requests", "crowd", "replicas"), help="one part alone")
    options = parser.parse_args()
    full = options.full
    parts = {
        "kills": lambda: kill_builds(200, options.seed),
        "requests": lambda: requests(10_000 if full else 1_000, options.seed),
        "crowd": lambda: crowded(300 if full else 30),
        "replicas": lambda: replicas(60, 50) if full else replicas(30, 20),
    }
    held = True
    for name, part in parts.items():
        if options.only in (None, name):
            started = time.monotonic()
            seen, wrong = part()
            held = held and not wrong
            print(f"{'BROKEN' if wrong else 'HELD  '}  {name}: {seen}, {time.monotonic() - started:.0f} s", flush=True)
            for line in wrong[:20]:
                print(f"        {line}", flush=True)
    return 0 if held else 1


if __name__ == "__main__":
    sys.exit(main())
