"""Fixtures: the real report, and a small embedder whose vectors mean something without a model."""

import ast
import asyncio
import contextlib
import functools
import gc
import hashlib
import io
import logging
import os
import socket
import sys
import threading
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
import structlog
import uvicorn

from rag import loading
from rag.answering.assistant import Assistant
from rag.answering.judge import Calibration
from rag.cli import main
from rag.corpus.bank import Anchors, load_bank, load_gaps
from rag.corpus.passages import build_passages
from rag.corpus.report import load_report
from rag.search.index import PassageIndex, make_index
from rag.settings import Settings
from rag.text import terms
from rag.understanding.names import load_organisations
from rag.web.connections import server_config
from rag.web.server import build_app

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"


def parse_uncollected(*args, parse=ast.parse, **named):
    """``ast.parse`` with no collection of garbage in its midst. Up to 3.11.7 CPython keeps one depth for all that it parses
    (python/cpython#106905): a finaliser that parses (a traceback does) breaks the parse it falls into, such as one of torch's
    import, which cannot be done a second time.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        return parse(*args, **named)
    finally:
        if collects:
            gc.enable()


if sys.version_info < (3, 11, 8):
    ast.parse = parse_uncollected


def pytest_collection_modifyitems(items):
    """What waits for a browser, or measures time or memory, fails now and then on a machine that others use too: it may try twice
    more, and the report names each second try. Every other test has one.
    """
    for item in items:
        if item.get_closest_marker("timed") or "browser" in item.path.parts:
            item.add_marker(pytest.mark.flaky(reruns=2))


class HashingEmbedder:
    """Hashes each stemmed word to a coordinate, so that texts that share words have a higher cosine."""

    digest = "hashing-embedder"
    max_tokens = 600

    def count_tokens(self, text):
        return len(text.split()) + 2

    def knows(self, word):
        return word in {"weather", "recipe", "football", "chocolate"}

    def encode(self, texts, progress=None):
        vectors = np.zeros((len(texts), 256), np.float32)
        for row, text in enumerate(texts):
            for word in terms(text) or ["-"]:
                vectors[row, int.from_bytes(hashlib.sha256(word.encode()).digest()[:2], "big") % 256] += 1
        if progress:
            progress(len(texts))
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def index_home(folder):
    """The one index in ``folder``, which is named by a digest."""
    [home] = folder.glob("[0-9a-f]" * 12)
    return home


needs_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="memory is read as Linux tells it")


def resident(row="VmRSS"):
    """KiB that this process has in memory, or another row of its status: ``VmHWM`` is the most that it had."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith(row)))


def listen():
    """A socket of this process on a free port, to hand to a server: it is bound once, and who connects before the server runs waits."""
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    listening.listen(128)
    return listening


@contextlib.contextmanager
def reserved_port():
    """A port for a program that binds it itself. While it is bound here without listening, nobody else is given it, and who
    asks to reuse an address, as uvicorn and nginx do, may listen there.
    """
    with socket.socket() as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(("127.0.0.1", 0))
        yield bound.getsockname()[1]


def waits_for(condition, seconds=120):
    """Until the condition holds; a failed assertion where it does not in time, which is long: a server was seen to take half
    a minute to start on a machine that does much else.
    """
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"not within {seconds} seconds"
        time.sleep(0.01)


async def until(condition, seconds=120):
    """``waits_for`` in an event loop, which goes on meanwhile."""
    async with asyncio.timeout(seconds):
        while not condition():  # noqa: ASYNC110 - whose state it is sets no event
            await asyncio.sleep(0.001)


@pytest.fixture(scope="session")
def report():
    return load_report(CORPUS)


@pytest.fixture(scope="session")
def passages(report):
    return build_passages(report)


@pytest.fixture(scope="session")
def tags(report):
    return report.tags


@pytest.fixture(scope="session")
def organisations():
    return load_organisations(CORPUS / "organisations.toml")


@pytest.fixture(scope="session")
def embedder():
    return HashingEmbedder()


@pytest.fixture(scope="session")
def anchors(report, passages):
    return Anchors(report, passages)


@pytest.fixture(scope="session")
def small_index(report, passages, anchors, embedder) -> PassageIndex:
    """An index over the whole report with the hashing embedder, bank and gaps included."""
    bank = load_bank(CORPUS / "questions.jsonl", anchors)
    gaps = load_gaps(CORPUS / "gaps.jsonl", anchors)
    return make_index(report, tuple(p for p in passages if p.sentences), bank, gaps, embedder)


@pytest.fixture(scope="session")
def assistant(small_index, embedder, organisations) -> Assistant:
    """The whole assistant with the hashing embedder: its answers are poor, but every promise must hold."""
    calibration = Calibration.load(ROOT / "index" / "adapter" / "calibration.json", embedder.digest)
    return Assistant(small_index, embedder, organisations, calibration, Settings())


@pytest.fixture(scope="session")
def real() -> Assistant:
    """The assistant as it is served, with the real model."""
    return loading.open_assistant(Settings(), say=lambda _: None)


class Done(NamedTuple):
    returncode: int
    stdout: str
    stderr: str


@pytest.fixture(scope="session")
def rag():
    """Runs the command line in this process, in which an assistant is loaded once for the same settings."""
    really = loading.open_assistant
    open_assistant = functools.cache(lambda settings: really(settings, say=lambda _: None))

    def run(*words, cwd=None, **environment):
        out, err = io.StringIO(), io.StringIO()
        with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            for name in [n for n in os.environ if n.startswith("RAG_")]:
                patch.delenv(name)
            for name, value in environment.items():
                patch.setenv(name, value)
            if cwd:
                patch.chdir(cwd)
            patch.setattr(loading, "open_assistant", lambda settings, **_: open_assistant(settings))
            try:
                code = main(words)
            except SystemExit as stop:  # argparse's own way out
                code = int(stop.code or 0)
        return Done(code, out.getvalue(), err.getvalue())

    return run


@pytest.fixture
def logs_restored():
    """For tests that set logging up as the server does."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), logging.getLogger("rag").level
    # A server that another test started in this process with uvicorn's own configuration has turned this off; ours does not.
    logging.getLogger("uvicorn").propagate = True
    yield
    root.handlers[:] = handlers
    logging.getLogger("rag").setLevel(level)
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def serve():
    """Serves an assistant with settings on a free port, ``connections`` as ``server_config`` takes them; returns the address."""
    running = []

    def start(assistant, settings, *, asking=None, **connections):
        listening = listen()
        settings = settings.model_copy(update={"port": listening.getsockname()[1]})
        port = settings.port
        other = Assistant(
            assistant.index, assistant.retriever._embedder, assistant.organisations, assistant.calibration, settings,
            assistant.answerer.prepared,
        )  # fmt: skip
        app = build_app(asking or other, settings)
        server = uvicorn.Server(server_config(app, settings, **connections))
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        running.append((server, thread))
        return f"http://127.0.0.1:{port}"

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join(10)


def with_settings(assistant, **changes):
    """The same assistant under other settings, and those settings; Starlette's test client calls the server ``testserver``."""
    settings = Settings(**{"allowed_hosts": ("testserver",), **changes})
    return Assistant(
        assistant.index, assistant.retriever._embedder, assistant.organisations, assistant.calibration, settings,
        assistant.answerer.prepared,
    ), settings  # fmt: skip
