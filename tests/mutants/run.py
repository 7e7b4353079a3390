"""``make mutants``: apply each change of ``changes.toml`` to a copy of the code, and see which unit test fails.

Each runs in a forked child, in which everything but our own code is imported already, without ``conftest.py`` (the unit
tests need none of its fixtures), and stops at the first failure. Exit status 1 where too few die, where an ``old`` text does
not stand exactly once, where the tests fail without any change, or where a change leaves code that cannot be imported.
"""

from __future__ import annotations

import importlib
import importlib.util
import multiprocessing
import os
import shutil
import sys
import tempfile
import time
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
LEAST = 0.93
"""Share that must die: 28 of 30."""
SECONDS = 120
"""For one change: fitting takes ten on a free core, and a change may make a loop endless."""
HEAVY = (
    "pytest", "numpy", "faiss", "bm25s", "tiktoken", "rapidfuzz.process", "rapidfuzz.distance", "rich.table",
    "sklearn.ensemble", "sklearn.linear_model", "sklearn.feature_extraction.text", "sklearn.preprocessing",
)  # fmt: skip
"""Imported once, before the children are forked; none of it may start a thread."""
FORK = multiprocessing.get_context("fork")


@dataclass(frozen=True, slots=True)
class Change:
    """``old`` becomes ``new`` in ``file`` (below ``src/rag``); ``tests`` are files of ``tests/``."""

    name: str
    file: str
    old: str
    new: str
    tests: tuple[str, ...]


class Seen:
    """A pytest plugin that keeps the first test that failed."""

    failed: str | None = None

    def pytest_runtest_logreport(self, report):
        if report.failed and self.failed is None:
            self.failed = report.nodeid.removeprefix("tests/")


def load_changes() -> tuple[Change, ...]:
    """The fixed list, in its order."""
    table = tomllib.loads((Path(__file__).parent / "changes.toml").read_text(encoding="utf-8"))
    return tuple(Change(**{**row, "tests": tuple(row["tests"])}) for row in table["change"])


def misfits(changes: tuple[Change, ...]) -> list[str]:
    """Changes that can no longer be made as they are written, a line each."""
    told = []
    for change in changes:
        path = SOURCE / "rag" / change.file
        count = path.read_text(encoding="utf-8").count(change.old) if path.is_file() else 0
        if count != 1:
            told.append(f"{change.name}: in {change.file} this stands {count} times, not once: {change.old.strip()!r}")
        told += [f"{change.name}: there is no tests/{name}" for name in change.tests if not (ROOT / "tests" / name).is_file()]
    return told


def obey(source: str, names: tuple[str, ...], say, *, warm: bool) -> None:
    """In a child: run these test files against the code in ``source`` and say pytest's exit code and the first failure.

    ``warm``: write bytecode, for those that come after.
    """
    import pytest

    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    sys.dont_write_bytecode = not warm
    sys.path.insert(0, source)
    os.chdir(ROOT)
    seen = Seen()
    options = ("-x", "-q", "--noconftest", "--tb=no", "-p", "no:cacheprovider", "-p", "pytest_timeout")
    code = int(pytest.main([*options, *(f"tests/{name}" for name in names)], plugins=[seen]))
    import rag

    say.send((code if rag.__file__.startswith(source) else -1, seen.failed))


def run_tests(source: Path, names: tuple[str, ...], *, warm: bool = False) -> tuple[int, str | None]:
    """Pytest's exit code and the first test that failed, over the code in ``source``."""
    hear, say = FORK.Pipe(duplex=False)
    child = FORK.Process(target=obey, args=(str(source), names, say), kwargs={"warm": warm})
    child.start()
    say.close()
    try:
        found = hear.recv() if hear.poll(SECONDS) else (1, f"no test: it did not end within {SECONDS} seconds")
    except EOFError:
        found = (-1, None)
    child.kill()
    child.join()
    return found


def changed(source: Path, change: Change) -> tuple[int, str | None]:
    """``run_tests`` with this change made in ``source``, which is put back afterwards."""
    path = source / "rag" / change.file
    before = path.read_text(encoding="utf-8")
    # A changed file of the same size and second would else be taken for the unchanged one.
    Path(importlib.util.cache_from_source(str(path))).unlink(missing_ok=True)
    path.write_text(before.replace(change.old, change.new), encoding="utf-8")
    try:
        return run_tests(source, change.tests)
    finally:
        path.write_text(before, encoding="utf-8")


def main() -> int:
    # One process, whose children must not wait for a thread of their parent; and of pytest's plugins only the one that is needed.
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", PYTEST_DISABLE_PLUGIN_AUTOLOAD="1")
    changes, began = load_changes(), time.monotonic()
    if told := misfits(changes):
        print("\n".join(told))
        return 1
    for name in HEAVY:
        importlib.import_module(name)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "src"
        shutil.copytree(SOURCE, source, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
        every = tuple(dict.fromkeys(name for change in changes for name in change.tests))
        code, failed = run_tests(source, every, warm=True)
        if code:
            print(f"Without any change the tests fail ({failed or f'exit code {code}'}); mend that first.")
            return 1
        killed = broken = 0
        for number, change in enumerate(changes, start=1):
            code, failed = changed(source, change)
            killed += code == 1
            broken += code not in (0, 1)
            what = {0: "SURVIVED", 1: f"killed by {failed}"}.get(code, f"CANNOT BE TRIED (exit code {code})")
            print(f"{number:3} {change.file}: {change.name}: {what}", flush=True)
    share = killed / len(changes)
    print(f"{killed} of {len(changes)} killed ({share:.2f}, at least {LEAST}) in {time.monotonic() - began:.0f} seconds.")
    return 0 if share >= LEAST and not broken else 1


if __name__ == "__main__":
    sys.exit(main())
