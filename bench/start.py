"""From the command to the first answer, and what is imported on the way."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bench.figures import median, ratio, significant
from bench.parts import offline
from bench.server import served

if TYPE_CHECKING:
    from collections.abc import Iterable

STARTS, QUICK_STARTS = 3, 1
SHOWN = 12
"""Packages named; the others are summed."""
_LINE = re.compile(r"import time:\s*(\d+) \|\s*(\d+) \| ( *)(\S+)$")


@dataclass(frozen=True, slots=True)
class Package:
    """Seconds that importing a package took: ``own`` in its own modules, ``whole`` with what its first import brought in."""

    name: str
    own: float
    whole: float


@dataclass(frozen=True, slots=True)
class StartFigures:
    """Seconds from the process's start, medians of ``starts``; ``imports`` of one more start, which tracing slows down;
    ``gradio`` what a process takes that imports Gradio and ends, in turn with the starts.
    """

    starts: int
    answered: float
    ready: float
    traced: float
    imports: float
    share: float
    gradio: float
    packages: tuple[Package, ...]


def measure(*, quick: bool) -> StartFigures:
    """Start and stop the server some times; the files of Python and the model are in the machine's cache by then."""
    times, alone = [], []
    for _ in range(QUICK_STARTS if quick else STARTS):
        with served() as server:
            times.append((server.answered, server.ready))
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import gradio"], env=offline(), check=True)
        alone.append(time.perf_counter() - started)
    with served(["-X", "importtime"]) as server:
        traced = server.ready
        packages = by_package(server.log.read_text(encoding="utf-8", errors="replace").splitlines())
    imports = sum(p.own for p in packages)
    return StartFigures(
        len(times), significant(median([a for a, _ in times])), significant(median([r for _, r in times])),
        significant(traced), significant(imports), ratio(imports, traced), significant(median(alone)),
        packages[:SHOWN],
    )  # fmt: skip


def by_package(lines: Iterable[str]) -> tuple[Package, ...]:
    """The packages of ``-X importtime``'s lines, longest own time first; other lines are passed over."""
    own: dict[str, int] = defaultdict(int)
    whole: dict[str, int] = defaultdict(int)
    for line in lines:
        if match := _LINE.search(line):
            name = match[4].split(".")[0]
            own[name] += int(match[1])
            if match[4] == name:
                whole[name] = max(whole[name], int(match[2]))
    ordered = sorted(own, key=lambda n: (-own[n], n))
    return tuple(Package(n, significant(own[n] / 1e6), significant(max(whole[n], own[n]) / 1e6)) for n in ordered)
