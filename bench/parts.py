"""The parts of the benchmark, each measured in a process of its own: ``python -m bench.parts NAME FILE [--quick]``.

A part that followed another in one process would find its memory, caches and threads as that one left them.
"""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rag.settings import ROOT

PARTS = {
    "answer": "one answer against one call of the embedder",
    "throughput": "requests a second at 1, 10 and 50 users",
    "against": "the API against an earlier commit's, the chat against a Gradio page that does nothing",
    "start": "from the command to the first answer",
    "build": "building the index against loading it",
    "memory": "10,000 questions in one process",
    "page": "bytes and requests of a page",
    "growth": "exact search and IVF as the report grows",
    "side_by_side": "LangChain's and LlamaIndex's usual pipelines on the same questions",
}
"""Each is a module of this package with ``measure(*, quick) -> a frozen dataclass``."""


def run_part(name: str, *, quick: bool) -> dict[str, Any]:
    """The figures of a part, measured in a new process; ``RuntimeError`` with its last words where it failed."""
    with tempfile.TemporaryDirectory(prefix="rag-bench-") as folder:
        out = Path(folder) / "figures.json"
        command = [sys.executable, "-m", "bench.parts", name, str(out), *(["--quick"] if quick else [])]
        done = subprocess.run(command, cwd=ROOT, env=offline(), capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"{name} could not be measured:\n{done.stderr.strip()[-2000:]}")
        figures: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return figures


def offline() -> dict[str, str]:
    """The environment without settings of the assistant's own, and with every hub and telemetry off."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RAG_", "LANGCHAIN_", "LANGSMITH_"))}
    return {**kept, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false", "GRADIO_ANALYTICS_ENABLED": "False"}


def measure_here(name: str, out: Path, *, quick: bool) -> None:
    """Measure one part in this process and write its figures."""
    figures = importlib.import_module(f"bench.{name}").measure(quick=quick)
    out.write_text(json.dumps(asdict(figures)), encoding="utf-8")


if __name__ == "__main__":
    measure_here(sys.argv[1], Path(sys.argv[2]), quick="--quick" in sys.argv[3:])
