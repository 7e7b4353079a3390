"""Three real processes of the assistant, and nginx with the shipped configuration in front of them, on loopback."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Self

import httpx
from bench.server import default_environment, free_port

from rag.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
"""Debian has it in a folder that only root's path names."""
CONF = Path(__file__).parent / "nginx.conf"
SHIPPED = ("10.213.7.11:7860", "10.213.7.12:7860", "10.213.7.13:7860")
"""The replicas' addresses in ``CONF``; the compose file gives them."""
RATE = ("rate=300r/m", "rate=10000r/s")
"""As shipped, and for users who all have one address: else nginx's limit would be what is tried."""
PATIENCE = 240.0
"""Seconds until a replica that does not become ready is given up."""
LAST_WORDS = 2_000


def render(conf: str, folder: Path, port: int, replicas: Sequence[int], *, limited: bool = True) -> str:
    """The shipped configuration for loopback: addresses, ports and paths changed, and the rate unless ``limited``.

    ``ValueError`` where a thing to change does not stand in ``conf`` as often as it did: then this would no longer be
    the configuration that is shipped.
    """
    changes = [
        (f"server {shipped} ", f"server 127.0.0.1:{replica} ", 2) for shipped, replica in zip(SHIPPED, replicas, strict=True)
    ]
    changes += [
        ("        listen 8080 default_server;\n        server_name _;", f"        listen 127.0.0.1:{port} default_server;\n", 1),
        (" /tmp/", f" {folder}/", 6),
        ("/dev/stdout", f"{folder}/access.log", 1),
        ("error_log stderr", f"error_log {folder}/error.log", 1),
    ]
    if not limited:
        changes.append((*RATE, 1))
    for old, new, times in changes:
        if conf.count(old) != times:
            raise ValueError(f"{old.strip()!r} stands {conf.count(old)} times in the configuration, not {times}")
        conf = conf.replace(old, new)
    return conf


class Replica:
    """One process of the assistant on its own port; may be killed and started again."""

    def __init__(self, name: str, folder: Path) -> None:
        self.name = name
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self._log = folder / f"{name}.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it as an operator does. One thread each: three share what cores there are."""
        own = {"RAG_TRUSTED_PROXIES": "127.0.0.1", "RAG_LOG_FORMAT": "json", "OMP_NUM_THREADS": "1"}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "app.py"],
                cwd=ROOT,
                env={**default_environment(self.port), **own},
                stdout=subprocess.DEVNULL,
                stderr=log,
            )

    async def ready(self) -> float:
        """Wait until it is ready; how many seconds that took."""
        started = time.perf_counter()
        async with httpx.AsyncClient(base_url=self.address, timeout=10) as client:
            while time.perf_counter() - started < PATIENCE:
                if self._process is None or self._process.poll() is not None:
                    raise RuntimeError(f"{self.name} stopped:\n{self._log.read_text(errors='replace')[-LAST_WORDS:]}")
                try:
                    if (await client.get("/readyz")).status_code == httpx.codes.OK:
                        return time.perf_counter() - started
                except httpx.TransportError:
                    pass  # it does not listen yet
                await asyncio.sleep(0.2)
        raise RuntimeError(f"{self.name} was not ready after {PATIENCE:.0f} seconds")

    async def stop(self, how: signal.Signals) -> float:
        """Send a signal and wait until the process is gone; how many seconds that took."""
        if self._process is None:
            return 0.0
        started = time.perf_counter()
        self._process.send_signal(how)
        await asyncio.to_thread(self._process.wait, 60)
        return time.perf_counter() - started

    def memory(self) -> float:
        """MiB that it holds in memory now."""
        lines = Path(f"/proc/{self._process.pid}/status").read_text(encoding="utf-8").splitlines() if self._process else []
        return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS")), 0.0)

    def end(self) -> None:
        """Make sure that it is gone."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()


class Edge:
    """nginx with the rendered configuration, from ``with`` to its end."""

    def __init__(self, folder: Path, replicas: Sequence[Replica], *, limited: bool = False) -> None:
        self._folder = folder
        self._limited = limited
        self._replicas = {f"127.0.0.1:{replica.port}": replica for replica in replicas}
        self._port = free_port()
        self.address = f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        if NGINX is None:
            raise RuntimeError("nginx is not installed (Debian: apt-get install nginx-light)")
        self._folder.chmod(0o755)  # nginx's workers are not root
        ports = [replica.port for replica in self._replicas.values()]
        conf = self._folder / "nginx.conf"
        rendered = render(CONF.read_text(encoding="utf-8"), self._folder, self._port, ports, limited=self._limited)
        conf.write_text(rendered, encoding="utf-8")
        errors = str(self._folder / "start.log")
        self._process = subprocess.Popen(
            [NGINX, "-c", str(conf), "-p", str(self._folder), "-e", errors, "-g", "daemon off;"], env={"PATH": os.defpath}
        )
        for _ in range(100):
            with contextlib.suppress(ConnectionRefusedError), socket.create_connection(("127.0.0.1", self._port)):
                return self
            time.sleep(0.1)
        self._process.kill()
        raise RuntimeError(f"nginx does not answer:\n{Path(errors).read_text(encoding='utf-8')}")

    def __exit__(self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None) -> None:
        self._process.send_signal(signal.SIGQUIT)
        try:
            self._process.wait(15)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def requests(self) -> list[dict[str, str]]:
        """The access log so far; ``replica`` holds one address for each try."""
        path = self._folder / "access.log"
        lines = path.read_text(encoding="utf-8").split("\n")[:-1] if path.is_file() else []  # the last may not be whole yet
        return [json.loads(line) for line in lines]

    def replica_of_chat(self) -> Replica:
        """The replica that answered the chat last."""
        chat = (r for r in reversed(self.requests()) if r["door"] == "chat" and r["replica"])
        return self._replicas[_last(next(chat))]

    def shares(self, door: str) -> dict[str, int]:
        """How many requests each replica answered at a door."""
        counted = Counter(_last(r) for r in self.requests() if r["door"] == door and r["replica"])
        return {replica.name: counted[address] for address, replica in self._replicas.items()}

    def repeated(self, door: str) -> int:
        """How many requests a second replica answered after the first did not."""
        return sum(", " in r["replica"] for r in self.requests() if r["door"] == door)


def _last(request: dict[str, str]) -> str:
    return request["replica"].rpartition(", ")[2]
