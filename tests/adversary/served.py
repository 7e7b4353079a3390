"""The other end of ``audited.py``: starts it, says what to do, and asks as the page does."""

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import httpx

from adversary.payloads import RUN, event

QUESTION = "What are the values of Salford Royal?"


class Served:
    """A server in a process of its own; ``log`` is what it wrote to standard error."""

    def __init__(self, process, port, log):
        self.process, self.address, self.log = process, f"http://127.0.0.1:{port}", log

    def tell(self, word):
        """Say a word to the process and hear its answer."""
        self.process.stdin.write(f"{word}\n")
        self.process.stdin.flush()
        return self.process.stdout.readline().strip()


@contextmanager
def served(port, log):
    """A ``Served`` that is ready; ``log`` is the file for its standard error."""
    program = str(Path(__file__).with_name("audited.py"))
    with log.open("w", encoding="utf-8") as written:
        process = subprocess.Popen([sys.executable, program, str(port)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=written, text=True, env=os.environ)  # fmt: skip
    try:
        assert "Ask the report at" in process.stdout.readline(), log.read_text(encoding="utf-8")[-3_000:]
        yield Served(process, port, log)
    finally:
        process.kill()
        process.wait(10)
        process.stdin.close()
        process.stdout.close()


def answer(client, session, question=QUESTION):
    """Ask as the page does; the outputs. While many ask at once, ask again in a moment, as the server says."""
    body = event([question, "", [], []], session=session)
    for _ in range(600):
        reply = client.post(RUN, json=body, timeout=httpx.Timeout(30))
        if reply.status_code != httpx.codes.SERVICE_UNAVAILABLE:
            break
        time.sleep(0.1)
    return reply.raise_for_status().json()["data"]
