"""The other end of ``audited.py``: starts it, says what to do, and asks as the page does."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import httpx

from adversary.payloads import JOIN, event

READ = "/gradio_api/queue/data"
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
    """Ask as the page does and read the stream to its end; the outputs, or ``None`` where there are none."""
    client.post(JOIN, json=event([question, "", [], []], session=session)).raise_for_status()
    return stream(client, session)


def stream(client, session):
    """What a page's event stream completes."""
    events = client.get(READ, params={"session_hash": session}, timeout=httpx.Timeout(30)).content.split(b"\n\n")
    said = [json.loads(piece.removeprefix(b"data:")) for piece in events if piece.startswith(b"data:")]
    completed = [message for message in said if message["msg"] == "process_completed"]
    return completed[-1]["output"].get("data") if completed else None
