"""``make adversary``: every hostile sender against servers on loopback, and a line for each promise of SECURITY.md.

The senders are the tests' own and stand in one place only, so that this runs exactly those tests, in one pytest; it ends
with 1 where a promise was broken. Continuous integration runs the same ones, once, with all others by ``make check``. A changed
file, which no stranger can send, is in ``test_identity.py``.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

import pytest

TESTS = Path(__file__).parents[1]
PROMISES = {
    "reading takes time in proportion to what was typed": ["test_linear.py"],
    "no request within the limits costs over ten plain ones": ["test_cost.py"],
    "an answer that takes too long is given up": ["test_desk.py"],
    "nothing but the page's own questions reaches the chat": ["test_door.py"],
    "answers that nobody reads leave no memory": ["test_abandoned.py"],
    "it answers to its own names only": ["test_hosts.py"],
    "no value of a request stands in the log, none forges a line": ["test_written.py"],
    "connections that bring or take nothing are closed": ["test_connections.py"],
    "bodies, questions and pages are bounded": ["test_limits.py", "test_rates.py", "test_prepared.py"],
    "words on answers are bounded": ["test_feedback.py"],
    "nothing typed becomes markup, a header or a path": ["test_security.py"],
}


class Held:
    """Counts outcomes by the file of a test, and says a promise's line when its last file has run."""

    def __init__(self) -> None:
        self.passed: Counter[str] = Counter()
        self.broken: dict[str, list[str]] = {}
        self.seconds: Counter[str] = Counter()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count one stage of one test."""
        name = Path(report.nodeid.partition("::")[0]).name
        self.seconds[name] += report.duration  # type: ignore[assignment] - seconds are no whole numbers
        if report.failed:
            self.broken.setdefault(name, []).append(report.nodeid)
        elif report.when == "call" and report.passed:
            self.passed[name] += 1

    def tell(self) -> bool:
        """Print a line each; whether all was held."""
        held = True
        for promise, names in PROMISES.items():
            broken = [test for name in names for test in self.broken.get(name, ())]
            tried = sum(self.passed[name] for name in names) + len(broken)
            held = held and not broken and tried > 0  # what was not tried was not held
            word = "HELD  " if tried and not broken else "BROKEN"
            print(f"{word}  {promise}: {tried - len(broken)} of {tried}, {sum(self.seconds[n] for n in names):.0f} s")
            for test in broken:
                print(f"        {test}")
        return held


def main() -> int:
    """0 where every promise was held, else 1."""
    started = time.monotonic()
    held = Held()
    files = [str(TESTS / name) for names in PROMISES.values() for name in names]
    code = pytest.main(["--no-header", "--tb=short", "-p", "no:cacheprovider", f"--rootdir={TESTS.parent}", *files], plugins=[held])
    whole = held.tell()
    print(f"In {time.monotonic() - started:.0f} seconds.")
    return 0 if whole and code == pytest.ExitCode.OK else 1


if __name__ == "__main__":
    sys.exit(main())
