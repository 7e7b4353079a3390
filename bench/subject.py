"""What is measured: the assistant as it is served, and the exam's questions."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.corpus.bank import Anchors
from rag.evaluation.cases import load_cases
from rag.loading import open_assistant
from rag.settings import ROOT, Settings

if TYPE_CHECKING:
    from rag.answering.assistant import Assistant
    from rag.evaluation.cases import Case
    from rag.search.embedding import Embedder
    from rag.types import Context

QUESTIONS, PEOPLE = (ROOT / "evals" / f"{name}.jsonl" for name in ("questions", "people"))
QUICK_CASES = 12


@dataclass(frozen=True, slots=True)
class Request:
    """A request of the exam or of people's exam, with what was asked before: as a history, or as the context of the last answer."""

    id: str
    kind: str
    question: str
    history: tuple[str, ...]
    context: Context | None = None


def load_assistant() -> Assistant:
    """The assistant with the default settings, whatever ``RAG_…`` variables say; warm, as no reader pays for the first call."""
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    assistant = open_assistant(Settings(), say=lambda _: None)
    assistant.ask("warm up")
    return assistant


def embedder_of(assistant: Assistant) -> Embedder:
    """The embedder that the assistant asks."""
    return assistant.retriever._embedder


def exam(assistant: Assistant, *, quick: bool) -> tuple[Case, ...]:
    """The exam's questions; a few of them, spread over the file, where ``quick``."""
    cases = load_cases(QUESTIONS, Anchors(assistant.index.report, assistant.index.passages))
    return cases[:: max(1, len(cases) // QUICK_CASES)][:QUICK_CASES] if quick else cases


def requests(assistant: Assistant, *, quick: bool) -> tuple[Request, ...]:
    """The exam's questions and people's, which ask for every form; a few of each where ``quick``."""
    rows = [json.loads(line) for line in PEOPLE.read_text(encoding="utf-8").splitlines()]
    people = rows[:: max(1, len(rows) // QUICK_CASES)][:QUICK_CASES] if quick else rows
    return (
        *(Request(case.id, case.kind, case.question, case.history) for case in exam(assistant, quick=quick)),
        *(Request(row["id"], row["form"], row["question"], tuple(row["history"])) for row in people),
    )
