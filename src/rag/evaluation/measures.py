"""Measures of one answered case, and their means with 95% intervals.

Evidence is judged by span: an alternative is found when every character of one of its places is covered. Definitions
of MRR@10 and nDCG@10 follow trec_eval as in ir-measures (binary gains); a case without a run scores 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rag.evaluation.cases import Case
    from rag.search.index import PassageIndex
    from rag.types import Answer, Passage, Quote

DEPTH = 10
BUDGET = 4_000
RESAMPLES = 1_000
ROUNDING = 4


@dataclass(frozen=True, slots=True)
class Measured:
    """What one case scored; ``None`` where a measure does not apply to it."""

    case: Case
    status: str
    recall: float | None
    full: float | None
    precision: float | None
    characters: int | None
    mrr: float | None
    ndcg: float | None
    recall_retrieved: float | None
    false_refusal: float | None
    refused_absent: float | None
    refused_off_topic: float | None
    complete: float | None
    wrong_trust: int
    verbatim: float | None
    page_and_speaker: float | None
    nearest_bank: float
    confidence: float
    ms: float


NAMES: dict[str, str] = {
    "recall": "evidence recall of what is shown",
    "full": "full answers",
    "precision": "precision",
    "characters": "characters shown (median)",
    "mrr": "MRR@10",
    "ndcg": "nDCG@10",
    "recall_retrieved": "evidence recall in 4,000 retrieved characters",
    "false_refusal": "false refusals",
    "refused_absent": "absent refused",
    "refused_off_topic": "off-topic and attacks refused",
    "complete": "comparisons with every trust quoted or declared silent",
    "wrong_trust": "wrong-trust quotes (sum)",
    "verbatim": "verbatim share of quotes",
    "page_and_speaker": "right page and speaker",
    "ms": "milliseconds (median)",
}
MEDIANS = frozenset({"characters", "ms"})
SUMS = frozenset({"wrong_trust"})


def covered(spans: Iterable[tuple[int, int]], shown: Sequence[tuple[int, int]], text: str) -> bool:
    """Whether one of ``spans`` lies, white space apart, inside the union of ``shown``."""
    return any(_inside(start, end, shown, text) for start, end in spans)


def evidence_recall(case: Case, shown: Sequence[tuple[int, int]], text: str) -> float:
    """Share of the case's evidence groups of which an alternative is covered by ``shown``."""
    return float(np.mean([any(covered(spans, shown, text) for spans in group) for group in case.groups]))


def precision(case: Case, shown: Sequence[tuple[int, int]], text: str) -> float | None:
    """Share of the shown characters (white space apart) that are evidence or also fine; ``None`` if none is shown."""
    relevant, total = _marks(case.relevant, len(text)), _marks(shown, len(text))
    ink = np.array([not c.isspace() for c in text])
    count = int((total & ink).sum())
    return float((total & relevant & ink).sum() / count) if count else None


def rank_measures(case: Case, ranking: Sequence[Passage], relevant_count: int) -> tuple[float, float]:
    """MRR@10 and nDCG@10 of a ranking of passages, where those that overlap the evidence are relevant."""
    gains = [_relevant(case, passage) for passage in ranking[:DEPTH]]
    first = next((rank for rank, gain in enumerate(gains, start=1) if gain), None)
    discounts = 1 / np.log2(np.arange(2, DEPTH + 2))
    ideal = float(discounts[: min(relevant_count, DEPTH)].sum())
    gained = float(sum(d for d, gain in zip(discounts, gains, strict=False) if gain))
    return (1 / first if first else 0.0), (gained / ideal if ideal else 0.0)


def measure(case: Case, answer: Answer, index: PassageIndex, nearest_bank: float, confidence: float, ms: float) -> Measured:
    """Everything that one answer to one case scores."""
    text = index.report.text
    shown = [(q.start, q.end) for q in answer.quotes]
    by_text = {p.text: p for p in index.passages}
    ranking = [by_text[t] for t in answer.retrieved]
    quotes = [*answer.quotes, *answer.nearest]
    yes = case.answerable
    if yes:
        mrr, ndcg = rank_measures(case, ranking, sum(_relevant(case, p) for p in index.passages))
        recall = evidence_recall(case, shown, text)
    refused = float(not answer.answered)
    return Measured(
        case=case,
        status=answer.status,
        recall=recall if yes else None,
        full=float(recall == 1) if yes else None,
        precision=precision(case, shown, text) if yes and answer.answered else None,
        characters=sum(end - start for start, end in shown) if yes and answer.answered else None,
        mrr=mrr if yes else None,
        ndcg=ndcg if yes else None,
        recall_retrieved=evidence_recall(case, within(ranking, BUDGET), text) if yes else None,
        false_refusal=refused if yes else None,
        refused_absent=refused if case.kind == "absent" else None,
        refused_off_topic=refused if case.kind in ("off-topic", "attack") else None,
        complete=_complete(case, answer) if case.kind == "compare" and case.trusts else None,
        wrong_trust=sum(bool(case.trusts) and q.trust is not None and q.trust not in case.trusts for q in answer.quotes),
        verbatim=_share(quotes, lambda q: q.text == text[q.start : q.end] and bool(q.text)),
        page_and_speaker=_share(quotes, lambda q: _cited_right(q, index)),
        nearest_bank=nearest_bank,
        confidence=confidence,
        ms=ms,
    )


def within(ranking: Sequence[Passage], budget: int) -> list[tuple[int, int]]:
    """Spans of the first ``budget`` characters of a ranking, the last passage cut."""
    spans = []
    for passage in ranking:
        length = min(len(passage.text), budget)
        if length <= 0:
            break
        spans.append((passage.start, passage.start + length))
        budget -= length
    return spans


def summarise(measured: Sequence[Measured]) -> dict[str, dict[str, float]]:
    """Mean (median, sum) of every measure with n and a 95% bootstrap interval (percentiles of 1,000 resamples)."""
    summary = {}
    for name in NAMES:
        values = np.array([v for m in measured if (v := getattr(m, name)) is not None], float)
        if len(values):
            summary[name] = _summary(name, values)
    times = np.array([m.ms for m in measured])
    if len(times):
        summary["ms"]["p95"] = round(float(np.percentile(times, 95)), 1)
    return summary


def _summary(name: str, values: np.ndarray) -> dict[str, float]:
    if name in SUMS:
        return {"value": float(values.sum()), "n": len(values)}
    centre: Callable[..., np.ndarray] = np.median if name in MEDIANS else np.mean
    drawn = np.random.default_rng(0).integers(0, len(values), (RESAMPLES, len(values)))
    low, high = np.percentile(centre(values[drawn], axis=1), [2.5, 97.5])
    digits = 1 if name in MEDIANS else ROUNDING
    return {
        "value": round(float(centre(values)), digits),
        "n": len(values),
        "low": round(float(low), digits),
        "high": round(float(high), digits),
    }


def _inside(start: int, end: int, shown: Sequence[tuple[int, int]], text: str) -> bool:
    return all(text[i].isspace() or text[i] in "•–" or any(a <= i < b for a, b in shown) for i in range(start, end))


def _marks(spans: Iterable[tuple[int, int]], length: int) -> np.ndarray:
    marks = np.zeros(length, bool)
    for start, end in spans:
        marks[start:end] = True
    return marks


def _relevant(case: Case, passage: Passage) -> bool:
    return any(start < passage.end and passage.start < end for group in case.groups for spans in group for start, end in spans)


def _complete(case: Case, answer: Answer) -> float:
    quoted = {q.trust for q in answer.quotes}
    silent = {row.trust for row in answer.rows if not row.quotes}
    return float(all(trust in quoted or trust in silent for trust in case.trusts))


def _share(quotes: Sequence[Quote], right: Callable[[Quote], bool]) -> float | None:
    return float(np.mean([right(q) for q in quotes])) if quotes else None


def _cited_right(quote: Quote, index: PassageIndex) -> bool:
    section = index.report.section_at(quote.start)
    speaker = next(
        (
            index.report.text[b.speaker.start : b.speaker.end]
            for b in section.blocks
            if b.speaker and b.start <= quote.start < b.end
        ),
        None,
    )
    page = index.report.page(quote.start, quote.end)
    return (quote.page, quote.speaker, quote.trust, quote.theme) == (page, speaker, section.trust, section.theme)
