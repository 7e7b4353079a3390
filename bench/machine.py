"""Where and when figures were taken."""

from __future__ import annotations

import os
import platform
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from rag.corpus.report import load_report
from rag.settings import ROOT, Settings

BUILT_HERE = ("bench", "docs/performance.md")
"""What a benchmark writes or is made of; changes there do not change what is measured."""


@dataclass(frozen=True, slots=True)
class Machine:
    """What the figures were taken on; ``ram`` in GiB."""

    cpu: str
    cores: int
    ram: float
    python: str
    torch: str


@dataclass(frozen=True, slots=True)
class Run:
    """One taking of figures: the day, the report's edition, the commit (with "+" where the tree had changes) and the machine."""

    date: str
    edition: str
    commit: str
    machine: Machine


def this_run() -> Run:
    """The run that is under way."""
    return Run(datetime.now(UTC).strftime("%Y-%m-%d"), load_report(Settings().corpus).short_edition, _commit(), this_machine())


def this_machine() -> Machine:
    """The machine that this runs on."""
    import psutil

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    ram = round(psutil.virtual_memory().total / 2**30, 1)
    return Machine(_cpu(), cores, ram, platform.python_version(), version("torch").split("+")[0])


def _cpu() -> str:
    """The processor's name as Linux has it, or what Python knows elsewhere."""
    path = Path("/proc/cpuinfo")
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.processor() or platform.machine()


def _commit() -> str:
    changes = _git("status", "--porcelain", "--", ".", *(f":!{path}" for path in BUILT_HERE))
    return (_git("rev-parse", "--short", "HEAD") or "unknown") + ("+" if changes else "")


def _git(*words: str) -> str:
    """What git says, or nothing where this is no checkout."""
    try:
        done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S607
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
