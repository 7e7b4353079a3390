"""The API against an earlier commit's, and the chat against a Gradio page whose handler does nothing, all in one run.

The earlier commit is checked out beside, with an index of its own, and served by the same Python. All four doors are open the
whole time and asked in turn, so that whatever else the machine does meets all of them.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.figures import Spread, median, ratio, significant, spread
from bench.parts import offline
from bench.server import free_port, served
from bench.throughput import WARM, single_questions
from bench.users import ask_api, chat_asker, crowd
from rag.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.users import Ask, Asked

BEFORE = "4a040a8"
"""The last commit that was served by sentence-transformers."""
NEEDS = ("limits>=5.8,<6",)
"""Packages that it is served with and that are no longer among ours."""
PACKAGES = "packages"
"""Folder beside the checkout that these are installed in."""
NOW, EARLIER, CHAT, CEILING = "API", f"API at {BEFORE}", "chat", "a page that does nothing"
USERS = 10
SECONDS, QUICK_SECONDS = 6.0, 2.0
ROUNDS, QUICK_ROUNDS = 5, 1


@dataclass(frozen=True, slots=True)
class Door:
    """One door over all rounds: answers a second by round, milliseconds of every answer, and how questions ended."""

    door: str
    per_second: tuple[float, ...]
    latency: Spread | None
    answered: int
    refused: int
    failed: int


@dataclass(frozen=True, slots=True)
class AgainstFigures:
    """``api``: answers a second by those of the earlier commit, ``chat`` by those of the page that does nothing: medians of the
    rounds' ratios. ``both``: answers a second that the API's answer and the idle page's way would allow, one after the other.
    """

    before: str
    users: int
    seconds: float
    doors: tuple[Door, ...]
    api: float
    chat: float
    both: float


def measure(*, quick: bool) -> AgainstFigures:
    """Measure the four doors in turn."""
    seconds, rounds = (QUICK_SECONDS, QUICK_ROUNDS) if quick else (SECONDS, ROUNDS)
    questions = single_questions()
    with contextlib.ExitStack() as opened:
        tree = opened.enter_context(earlier(BEFORE))
        own = opened.enter_context(served()).address
        port = free_port()
        before = opened.enter_context(served(home=tree, environment=environment_of(tree, port), port=port)).address
        port = free_port()
        command = ("-m", "bench.ceiling", str(port))
        idle = opened.enter_context(served(command=command, environment=offline(), port=port)).address
        doors: dict[str, tuple[str, Ask]] = {
            NOW: (own, ask_api), EARLIER: (before, ask_api), CHAT: (own, chat_asker(own)), CEILING: (idle, chat_asker(idle)),
        }  # fmt: skip
        for address, ask in doors.values():
            asyncio.run(crowd(address, ask, questions, 2, WARM))
        taken: dict[str, list[tuple[list[Asked], float]]] = {name: [] for name in doors}
        for number in range(rounds):
            for name, (address, ask) in list(doors.items())[:: -1 if number % 2 else 1]:
                taken[name].append(asyncio.run(crowd(address, ask, questions, USERS, seconds)))
    found = {name: door(name, crowds) for name, crowds in taken.items()}
    return AgainstFigures(
        BEFORE, USERS, seconds, tuple(found.values()), compared(found[NOW], found[EARLIER]), compared(found[CHAT], found[CEILING]),
        one_after_the_other(found[NOW], found[CEILING]),
    )  # fmt: skip


def door(name: str, crowds: Sequence[tuple[Sequence[Asked], float]]) -> Door:
    """What came of one door's crowds, each with the seconds that it took."""
    every = [asked for crowd_of, _ in crowds for asked in crowd_of]
    answered = [asked.seconds for asked in every if asked.end == "answered"]
    refused = sum(asked.end == "refused" for asked in every)
    rates = tuple(significant(sum(a.end == "answered" for a in own) / took) for own, took in crowds)
    return Door(name, rates, spread(answered) if answered else None, len(answered), refused, len(every) - len(answered) - refused)


def compared(one: Door, other: Door) -> float:
    """How many times as often the one answers, the median of the rounds; ``ValueError`` where the other never does."""
    return significant(median([ratio(a, b) for a, b in zip(one.per_second, other.per_second, strict=True)]))


def one_after_the_other(one: Door, other: Door) -> float:
    """Answers a second where each costs what both doors take: the median of the rounds."""
    return significant(median([1 / (ratio(1, a) + ratio(1, b)) for a, b in zip(one.per_second, other.per_second, strict=True)]))


@contextlib.contextmanager
def earlier(commit: str) -> Iterator[Path]:
    """A checkout of ``commit`` with what it needs and its index built, taken away afterwards; ``RuntimeError`` where there is none
    to be had.
    """
    with tempfile.TemporaryDirectory(prefix="rag-bench-") as folder:
        tree = Path(folder) / commit
        done(["git", "worktree", "add", "--detach", str(tree), commit], ROOT, offline())
        pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
        try:
            done([*pip, "--target", str(tree.with_name(PACKAGES)), *NEEDS], ROOT, offline())
            done([sys.executable, "-m", "rag.cli", "index"], tree, environment_of(tree))
            yield tree
        finally:
            done(["git", "worktree", "remove", "--force", str(tree)], ROOT, offline())


def environment_of(tree: Path, port: int | None = None) -> dict[str, str]:
    """What another checkout is run with: its own package, and the one limit that it knows and that all users here would share."""
    serving = {"RAG_PORT": str(port), "RAG_RATE_LIMIT": "0"} if port else {}
    return {**offline(), "PYTHONPATH": os.pathsep.join((str(tree / "src"), str(tree.with_name(PACKAGES)))), **serving}


def done(command: Sequence[str], home: Path, environment: dict[str, str]) -> None:
    """Run a command; ``RuntimeError`` with its last words where it fails."""
    ran = subprocess.run(command, cwd=home, env=environment, capture_output=True, text=True, check=False)
    if ran.returncode:
        raise RuntimeError(f"{' '.join(command)} failed:\n{ran.stderr.strip()[-2000:]}")
