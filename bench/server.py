"""The served assistant as a process of its own, as an operator starts it, on a free port."""

from __future__ import annotations

import contextlib
import socket
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from bench.parts import offline
from rag.settings import ROOT, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

PATIENCE = 300.0
"""Seconds until a server that does not answer is given up."""
PAUSE = 0.02
"""Seconds between two looks at the server: how finely the start is timed."""


@dataclass(frozen=True, slots=True)
class Served:
    """A server that is ready: its address, seconds from its start until it answered and until it was ready, its error log."""

    address: str
    answered: float
    ready: float
    log: Path


@contextlib.contextmanager
def served(
    options: Sequence[str] = (), *, command: Sequence[str] = ("app.py",), home: Path = ROOT,
    environment: Mapping[str, str] | None = None, port: int = 0,
) -> Iterator[Served]:  # fmt: skip
    """Start ``python OPTIONS COMMAND``, wait until it is ready, and stop it afterwards. Where an ``environment`` is given, the
    command listens on ``port``.
    """
    port = port or free_port()
    address = f"http://127.0.0.1:{port}"
    with tempfile.TemporaryDirectory(prefix="rag-bench-") as folder:
        log = Path(folder) / "log"
        with log.open("wb") as out:
            started = time.perf_counter()
            process = subprocess.Popen(
                [sys.executable, *options, *command], cwd=home, env=environment or default_environment(port),
                stdout=subprocess.DEVNULL, stderr=out,
            )  # fmt: skip
        try:
            answered, ready = _wait(process, address, log, started)
            yield Served(address, answered, ready, log)
        finally:
            process.terminate()
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def default_environment(port: int) -> dict[str, str]:
    """Default settings on ``port``; every client here has one address, so a limit by client would be what is measured."""
    unlimited = {name: "0" for name in ("RAG_RATE_LIMIT", "RAG_READ_LIMIT") if name in Settings.variables()}
    return {**offline(), "RAG_PORT": str(port), **unlimited}


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(process: subprocess.Popen[bytes], address: str, log: Path, started: float) -> tuple[float, float]:
    """Seconds until ``/healthz`` answers, and until ``/readyz`` does; a server without the latter is ready when it answers."""
    answered: float | None = None
    with httpx.Client(base_url=address, timeout=10) as client:
        while time.perf_counter() - started < PATIENCE:
            if process.poll() is not None:
                raise RuntimeError(f"the server stopped:\n{log.read_text(encoding='utf-8', errors='replace')[-2000:]}")
            if answered is None and _status(client, "/healthz") == httpx.codes.OK:
                answered = time.perf_counter() - started
            if answered is not None and (code := _status(client, "/readyz")) in (httpx.codes.OK, httpx.codes.NOT_FOUND):
                return answered, answered if code == httpx.codes.NOT_FOUND else time.perf_counter() - started
            time.sleep(PAUSE)
    raise RuntimeError(f"the server was not ready after {PATIENCE:.0f} seconds")


def _status(client: httpx.Client, path: str) -> int:
    """The status of a page, 0 where nobody answers."""
    try:
        return client.get(path).status_code
    except httpx.TransportError:
        return 0
