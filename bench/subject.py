"""What is measured: the assistant as it is served, and the exam's questions."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from rag.corpus.bank import Anchors
from rag.evaluation.cases import load_cases
from rag.loading import open_assistant
from rag.settings import ROOT, Settings

if TYPE_CHECKING:
    from rag.answering.assistant import Assistant
    from rag.evaluation.cases import Case
    from rag.search.embedding import Embedder

QUESTIONS = ROOT / "evals" / "questions.jsonl"
QUICK_CASES = 12


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
