"""Requests of which every sentence that helps is known → what tells how likely a quotation of an answer is on what was asked.

It is fitted last of all, on answers as all else lays them out. scikit-learn stands behind ``training/calibration.py``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rag.answering.quotes import sentences_of
from rag.answering.regression import Regression
from rag.answering.relevance import APART, Quotations, is_weighed
from rag.errors import CorpusError
from rag.made_with import WEIGHED
from rag.training.calibration import logistic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from numpy.typing import NDArray

    from rag.answering.assistant import Assistant
    from rag.corpus.rows import Compared
    from rag.evaluation.cases import Case
    from rag.types import Quote, Row

    Floats = NDArray[np.float64]

FOLDS = 6
STRENGTH = 0.5
"""scikit-learn's C, chosen by what it did on requests that it had not seen: 0.1 folds a tenth less of what is of no help."""
HALF = 0.5
"""Share of a quotation's characters that must help for it to be on what was asked."""


@dataclass(frozen=True, slots=True)
class JudgedGroup:
    """The quotations of one row of the ``number``-th answer, or of no row: features ``(n, f)``, and which help ``(n,)``."""

    number: int
    features: Floats
    helps: NDArray[np.bool_]


def fit_relevance(assistant: Assistant, cases: Sequence[Case], compared: Sequence[Compared]) -> tuple[Regression, dict[str, float]]:
    """The weights, and how they did on requests that they had not seen."""
    groups = [*_of_cases(assistant, cases), *_of_rows(assistant, compared, len(cases))]
    folds, kinds = {group.number % FOLDS for group in groups}, {bool(helps) for group in groups for helps in group.helps}
    if len(folds) < FOLDS or len(kinds) < len((True, False)):
        raise CorpusError(f"{WEIGHED} has too few requests that are answered. Add some, or take the file away.")
    embedder = assistant.finder.retriever.embedder_digest
    beyond, helped, led, best = [], [], [], []
    for fold in range(FOLDS):
        unseen = Regression(_weights([g for g in groups if g.number % FOLDS != fold]), embedder)
        for group in (g for g in groups if g.number % FOLDS == fold and len(g.helps) > 1):
            chances = unseen.chances(group.features)
            first = int(np.argmax(chances))
            rest = np.delete(np.arange(len(chances)), first)
            beyond += (chances[rest] < APART).tolist()
            helped += group.helps[rest].tolist()
            led.append(group.helps[0])
            best.append(group.helps[first])
    folded, helps = np.array(beyond), np.array(helped)
    figures = {
        "quotations": float(sum(len(g.helps) for g in groups)),
        "led by what helps": _share(np.array(best)), "led so before": _share(np.array(led)),
        "of no help, folded": _share(folded[~helps]), "of help, folded": _share(folded[helps]),
    }  # fmt: skip
    return Regression(_weights(groups), embedder), figures


def _of_cases(assistant: Assistant, cases: Sequence[Case]) -> Iterator[JudgedGroup]:
    """Answered practice: what covers evidence, or what is as well shown, helps; all else does not."""
    for number, case in enumerate(cases):
        relevant = _places(case.relevant)

        def helps(_: Row | None, quote: Quote, known: frozenset[int] = relevant) -> bool:
            text = [n for n in range(quote.start, quote.end) if not assistant.index.report.text[n].isspace()]
            return sum(n in known for n in text) > HALF * len(text)

        yield from _judged(assistant, number, case.question, case.history, helps, rows_only=False) if case.groups else ()


def _of_rows(assistant: Assistant, compared: Sequence[Compared], first: int) -> Iterator[JudgedGroup]:
    """Comparisons: what has a sentence that answers for its member helps; of what stands in no row nothing is known."""
    for number, own in enumerate(compared, start=first):

        def helps(row: Row | None, quote: Quote, known: Compared = own) -> bool:
            return row is not None and not known.rows[row.trust].isdisjoint(sentences_of(assistant.index, quote))

        members = frozenset(trust for trust, answers in own.rows.items() if answers)
        yield from _judged(assistant, number, own.request, (), helps, rows_only=True, members=members)


def _judged(
    assistant: Assistant, number: int, request: str, history: Sequence[str], helps: Callable[[Row | None, Quote], bool],
    *, rows_only: bool, members: frozenset[str] | None = None,
) -> Iterator[JudgedGroup]:  # fmt: skip
    answer, trace = assistant.ask_and_trace(request, history)
    if answer.parts or not is_weighed(answer, trace):
        return
    answerer = assistant.answerer
    known = Quotations(answerer.kit, answerer.rivals, trace.request, answer, trace)
    for row, quotes in known.groups:
        if (row is None and rows_only) or (row is not None and members is not None and row.trust not in members):
            continue
        yield JudgedGroup(number, known.features(row, quotes), np.array([helps(row, q) for q in quotes]))


def _places(spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(n for start, end in spans for n in range(start, end))


def _weights(groups: Sequence[JudgedGroup]) -> Floats:
    """Coefficients for the features as they are, the bias last."""
    features = np.concatenate([group.features for group in groups])
    helps = np.concatenate([group.helps for group in groups])
    fitted, bias = logistic(features, helps, np.ones(len(helps)), balanced=False, strength=STRENGTH)
    return np.append(fitted, bias)


def _share(values: NDArray[np.bool_]) -> float:
    return round(float(values.mean()), 4) if len(values) else 0.0
