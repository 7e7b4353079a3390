"""Fixtures: the real report, and a small embedder whose vectors mean something without a model."""

import hashlib
import logging
import socket
import threading
import time
from pathlib import Path

import numpy as np
import pytest
import structlog
import uvicorn

from rag.answering.assistant import Assistant
from rag.answering.judge import Calibration
from rag.corpus.bank import Anchors, load_bank, load_gaps
from rag.corpus.passages import build_passages
from rag.corpus.report import load_report
from rag.search.index import PassageIndex, make_index
from rag.settings import Settings
from rag.text import terms
from rag.understanding.names import load_organisations
from rag.web.server import build_app

ROOT = Path(__file__).parents[1]
CORPUS = ROOT / "corpus"


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


@pytest.fixture
def logs_restored():
    """For tests that set logging up as the server does."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), logging.getLogger("rag").level
    yield
    root.handlers[:] = handlers
    logging.getLogger("rag").setLevel(level)
    structlog.reset_defaults()


@pytest.fixture(scope="session")
def serve():
    """Serves an assistant with settings on a free port; returns the address."""
    running = []

    def start(assistant, settings):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        other = Assistant(
            assistant.index, assistant.retriever._embedder, assistant.organisations, assistant.calibration, settings,
            assistant.answerer.prepared,
        )  # fmt: skip
        app = build_app(other, settings)
        server = uvicorn.Server(uvicorn.Config(app, proxy_headers=False, host="127.0.0.1", port=port, log_level="error"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        running.append((server, thread))
        while not server.started:
            time.sleep(0.05)
        return f"http://127.0.0.1:{port}"

    yield start
    for server, thread in running:
        server.should_exit = True
        thread.join(10)


def with_settings(assistant, **changes):
    """The same assistant under other settings, and those settings."""
    settings = Settings(**changes)
    return Assistant(
        assistant.index, assistant.retriever._embedder, assistant.organisations, assistant.calibration, settings,
        assistant.answerer.prepared,
    ), settings  # fmt: skip
