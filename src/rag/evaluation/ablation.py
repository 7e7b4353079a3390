"""What each stage is worth: the same questions answered with ever more of the house, and by the usual pipeline.

Every variant but the last two shows its three best passages; "+ sentence selection" is the assistant as it is. The usual
pipeline cuts the text into pieces of 1,000 characters with 200 of overlap, embeds them by the base model and shows four.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from rag.evaluation.measures import evidence_recall, precision, rank_measures
from rag.search.embedding import load_embedder
from rag.search.index import make_index
from rag.search.retrieval import RRF_K, Retriever, ranks_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from rag.answering.assistant import Assistant
    from rag.evaluation.cases import Case
    from rag.search.retrieval import Scores

    Progress = Callable[[str, int, int], None]
    Shown = list[tuple[int, int]]

PASSAGES = 3
PIECE, OVERLAP, PIECES = 1_000, 200, 4


def ablate(assistant: Assistant, cases: Sequence[Case], progress: Progress | None = None) -> list[dict[str, Any]]:
    """A row a variant: name, evidence recall of what is shown, full answers, precision, characters shown, MRR@10."""
    answerable = [c for c in cases if c.answerable]
    base = load_embedder()
    index = assistant.index
    plain = Retriever(make_index(index.report, index.passages, index.bank, index.gaps, base), base)
    variants: list[tuple[str, Callable[[Case], tuple[Shown, float | None]]]] = [
        ("dense only", lambda c: _passages(assistant, plain, c, dense=True)),
        ("BM25 only", lambda c: _passages(assistant, plain, c, lexical=True)),
        ("fused", lambda c: _passages(assistant, plain, c, dense=True, lexical=True)),
        ("+ bank", lambda c: _passages(assistant, plain, c, dense=True, lexical=True, bank=True)),
        ("+ adapter", lambda c: _passages(assistant, assistant.retriever, c, dense=True, lexical=True, bank=True)),
        ("+ sentence selection", lambda c: _selected(assistant, c)),
        ("usual pipeline", Pieces(index.report.text, base).show),
    ]
    rows = []
    for done, (name, show) in enumerate(variants, start=1):
        rows.append(_row(name, [(c, *show(c)) for c in answerable], index.report.text))
        if progress:
            progress("ablation", done, len(variants))
    return rows


class Pieces:
    """The usual pipeline: fixed-size pieces, dense search, no trusts."""

    def __init__(self, text: str, embedder: Any) -> None:
        self._embedder = embedder
        self._spans = list(cut(text))
        self._vectors = embedder.encode([text[a:b] for a, b in self._spans])

    def show(self, case: Case) -> tuple[Shown, None]:
        """The best pieces for the question as typed."""
        scores = self._vectors @ self._embedder.encode([case.question])[0]
        return [self._spans[n] for n in np.argsort(-scores, kind="stable")[:PIECES]], None


def cut(text: str) -> list[tuple[int, int]]:
    """Spans of at most ``PIECE`` characters, ``OVERLAP`` of them shared with the piece before, ended at white space."""
    spans, start = [], 0
    while start < len(text):
        end = min(start + PIECE, len(text))
        if end < len(text):
            end = max(text.rfind(" ", start, end), text.rfind("\n", start, end), start + OVERLAP + 1)
        spans.append((start, end))
        if end == len(text):
            break
        start = end - OVERLAP
    return spans


def _passages(
    assistant: Assistant, retriever: Retriever, case: Case, *, dense: bool = False, lexical: bool = False, bank: bool = False
) -> tuple[Shown, float]:
    """The three best passages by reciprocal rank fusion of the rankings asked for, and MRR@10 of the whole ranking."""
    asked = assistant.ask_and_trace(case.question, case.history)[1].request
    scores = retriever.score(retriever.prepare([asked.text])[0], asked.trusts)
    rankings = [(dense, scores.passage_dense), (lexical, scores.passage_lexical), (bank, _by_passage(retriever, scores))]
    allowed = np.isin(np.arange(len(scores.passage_dense)), scores.passage_order)
    fused = sum(1 / (RRF_K + ranks_of(np.where(allowed, values, -np.inf))) for use, values in rankings if use)
    order = np.argsort(-np.where(allowed, fused, -np.inf), kind="stable")[: len(scores.passage_order)]
    ranked = [retriever.index.passages[n] for n in order]
    return [(p.start, p.end) for p in ranked[:PASSAGES]], rank_measures(case, ranked, 1)[0]


def _by_passage(retriever: Retriever, scores: Scores) -> NDArray[np.float32]:
    best = np.full(len(scores.passage_dense), -1, np.float32)
    np.maximum.at(best, retriever.passage_of, scores.bank)
    return best


def _selected(assistant: Assistant, case: Case) -> tuple[Shown, float]:
    answer = assistant.ask(case.question, case.history)
    by_text = {p.text: p for p in assistant.index.passages}
    return [(q.start, q.end) for q in answer.quotes], rank_measures(case, [by_text[t] for t in answer.retrieved], 1)[0]


def _row(name: str, shown: Sequence[tuple[Case, Shown, float | None]], text: str) -> dict[str, Any]:
    recalls = np.array([evidence_recall(c, spans, text) for c, spans, _ in shown])
    precisions = [p for c, spans, _ in shown if (p := precision(c, spans, text)) is not None]
    ranks = [mrr for _, _, mrr in shown if mrr is not None]
    return {
        "name": name,
        "recall": round(float(recalls.mean()), 3),
        "full": round(float((recalls == 1).mean()), 3),
        "precision": round(float(np.mean(precisions)), 3),
        "characters": int(np.median([sum(b - a for a, b in spans) for _, spans, _ in shown])),
        "mrr": round(float(np.mean(ranks)), 3) if ranks else None,
    }
