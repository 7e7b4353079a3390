"""Requests that compare, with what answers in each row → what tells how likely a sentence answers for a member. Owns scikit-learn
here, by ``training/calibration.py``.

It is fitted on answers as they were laid out before, by a route that has not been taught these requests.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rag.answering.regression import Regression
from rag.answering.row_judge import Rows, is_judged
from rag.answering.rows import FAINT, LIKELY
from rag.corpus.rows import FILE
from rag.errors import CorpusError
from rag.training.calibration import logistic

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from rag.answering.assistant import Assistant
    from rag.corpus.rows import Compared

    Floats = NDArray[np.float64]

FOLDS = 6
STRENGTH = 0.1
"""scikit-learn's C, chosen by what it did on requests that it had not seen."""


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """A row of the ``number``-th request: features of the sentences ``(n, f)``, and which of them answer ``(n,)``."""

    number: int
    features: Floats
    right: NDArray[np.bool_]


def fit_rows(assistant: Assistant, compared: Sequence[Compared]) -> tuple[Regression, dict[str, float]]:
    """The judge of rows, and how it did on requests that it had not seen."""
    rows = list(_rows(assistant, compared))
    if len({row.number % FOLDS for row in rows}) < FOLDS or len({bool(row.right.any()) for row in rows}) < len((True, False)):
        raise CorpusError(f"{FILE} has too few requests whose rows are laid out. Add some, or take the file away.")
    embedder = assistant.finder.retriever.embedder_digest
    unseen = [_weights([row for row in rows if row.number % FOLDS != fold]) for fold in range(FOLDS)]
    best, right = np.zeros(len(rows)), np.zeros(len(rows), bool)
    for n, row in enumerate(rows):
        chances = Regression(unseen[row.number % FOLDS], embedder).chances(row.features)
        best[n], right[n] = chances.max(), row.right[int(np.argmax(chances))]
    answered = np.array([row.right.any() for row in rows])
    figures = {
        "rows": float(len(rows)), "led by what answers": _share(right[answered]),
        "silent ones found faint": _share(best[~answered] < FAINT), "others found faint": _share(best[answered] < FAINT),
        "silent ones found likely": _share(best[~answered] >= LIKELY), "others found likely": _share(best[answered] >= LIKELY),
    }  # fmt: skip
    return Regression(_weights(rows), embedder), figures


def _rows(assistant: Assistant, compared: Sequence[Compared]) -> Iterator[JudgedRow]:
    """Those whose request is laid out in rows that are judged; what only the whole report answers teaches nothing of a member."""
    answerer = assistant.answerer
    for number, own in enumerate(compared):
        asked = assistant.understood(own.request)
        if asked.kind != "question" or not asked.rows:
            continue
        draft, trace = answerer.drafted(asked, answerer.search(asked))
        if trace.route is None or not is_judged(draft, trace):
            continue
        known = Rows(answerer.kit, answerer.rivals, asked, draft, trace, trace.route)
        valued = {row.trust for row in draft.rows if row.value is not None}
        if unknown := set(own.rows) - set(answerer.kit.members):
            raise CorpusError(f"{FILE}: no such trust: {min(unknown)!r}, in {own.request!r}.")
        searched = {trust for judged in trace.judged for trust in judged.trusts}
        for trust, answers in ((t, answers) for t, answers in own.rows.items() if t in searched):
            sentences, features = known.of(trust)
            right = np.array([n in answers for n in sentences], bool)
            if len(sentences) and trust not in valued and bool(answers) == right.any():
                yield JudgedRow(number, features, right)


def _weights(rows: Sequence[JudgedRow]) -> Floats:
    """Coefficients for the features as they are, the bias last."""
    features = np.concatenate([row.features for row in rows])
    right = np.concatenate([row.right for row in rows])
    fitted, bias = logistic(features, right, np.ones(len(right)), balanced=False, strength=STRENGTH)
    return np.append(fitted, bias)


def _share(values: NDArray[np.bool_]) -> float:
    return round(float(values.mean()), 4)
