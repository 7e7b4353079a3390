"""Labelled questions → the judge's weights and thresholds. Imported by the command line only; owns scikit-learn.

The judge is a logistic regression over (question, sentence) pairs; whether there is an answer at all, and whether the
question is about the report's subject, are two more over a question's best sentences. All thresholds are chosen on
predictions for questions that the regression had not seen (folds by section of the report), on the practice questions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from rag.answering.features import FEATURES, features
from rag.answering.find import choose
from rag.answering.judge import Calibration, asking, probabilities, refusal_features, words_of
from rag.answering.quotes import widen
from rag.search.retrieval import Search

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from rag.answering.assistant import Assistant
    from rag.search.embedding import Embedder
    from rag.training.labels import Labelled

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]

FOLDS = 5
HARD, EASY = 40, 15
FALSE_OUTSIDE = 0.01
FALSE_REFUSALS = 0.03
"""Shares of answerable practice questions that may be taken for outside the subject, and for not answered."""
SILENT_ROWS = 0.08
"""Share of a comparison's answerable rows that may be declared silent."""
PRECISION = 0.7
"""Precision that the thresholds for quoting aim at: over the mark of 0.65, since readers' questions lie farther off."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """One search of one labelled question: features ``(n, f)``, labels (1, 0, -1 for neither), who is allowed."""

    labelled: Labelled
    search: Search
    features: Floats
    allowed: Bools
    labels: NDArray[np.int8]
    fold: int
    row: bool

    @property
    def answerable(self) -> bool:
        """Whether some allowed sentence answers."""
        return bool(((self.labels == 1) & self.allowed).any())


def collect(assistant: Assistant, questions: Iterable[Labelled]) -> list[Pairs]:
    """Features and labels of every search of every question; bank and gaps of the index must not hold the questions."""
    sections = {s: n for n, s in enumerate(dict.fromkeys(p.section for p in assistant.index.passages))}
    homes = [p.section for p in assistant.index.passages for _ in p.sentences]
    collected = []
    for labelled in questions:
        plans = assistant.finder.plans(labelled.question)
        for plan, search in zip(plans, assistant.retriever.prepare([p.query for p in plans]), strict=True):
            scores = assistant.retriever.score(search, plan.trusts)
            pairs = features(labelled.question, scores, assistant.finder.traits)
            anchor = min(labelled.positives or {int(np.argmax(scores.dense))})
            fold = sections[homes[anchor]] % FOLDS
            collected.append(Pairs(labelled, search, pairs, scores.allowed, _labels(assistant, labelled), fold, len(plans) > 1))
    return collected


def fit(assistant: Assistant, served: Embedder | None, questions: Sequence[Labelled]) -> dict[str, Any]:
    """Fit everything; returns what ``Calibration.load`` reads, with the figures of the unseen folds.

    ``served`` is the embedder that readers' questions will meet: the heads over its vectors are fitted on practice
    questions alone, which no embedder has been trained on. Without it there are none: they know this report's subject, and
    what is fitted is to judge any report.
    """
    pairs = collect(assistant, questions)
    unseen = [_judge([p for p in pairs if p.fold != fold]) for fold in range(FOLDS)]
    chances = [probabilities(unseen[p.fold], p.features, p.allowed) for p in pairs]
    heads = Heads(pairs, served) if served else NoHeads(pairs)
    best = np.array([refusal_features(p.features, c, p.allowed, a) for p, c, a in zip(pairs, chances, heads.unseen(), strict=True)])
    positive, off_topic = np.array([p.answerable for p in pairs]), np.array([p.labelled.off_topic for p in pairs])
    practice, row = np.array([p.labelled.practice for p in pairs]), np.array([p.row for p in pairs])
    answerable, outside = _unseen(pairs, best, positive), _unseen(pairs, best, off_topic)
    answers, outsiders = _refusal(pairs, best, positive), _refusal(pairs, best, off_topic)
    asked = practice & ~row
    limit = float(np.quantile(outside[asked & positive], 1 - FALSE_OUTSIDE))
    show, keep, figures = _thresholds(assistant, pairs, chances)
    calibration = replace(
        _judge(pairs), refusal_weights=answers[0], refusal_bias=answers[1], outside_weights=outsiders[0], outside_bias=outsiders[1],
        answer=float(np.quantile(answerable[asked & positive & (outside <= limit)], FALSE_REFUSALS)),
        answer_row=float(np.quantile(answerable[practice & row & positive], SILENT_ROWS)),
        outside=limit, show=show, keep=keep, **heads.fitted(),
    )  # fmt: skip
    refused = (answerable < calibration.answer) | (outside > limit)
    figures["near misses refused"] = _share(refused[asked & ~positive & ~off_topic])
    figures["off-topic refused"] = _share(refused[asked & off_topic])
    figures["false refusals"] = _share(refused[asked & positive])
    figures["rows quoted in vain"] = _share(answerable[practice & row & ~positive] >= calibration.answer_row)
    return {**calibration.to_dict(), "unseen": {**figures, "questions": len(questions)}}


class NoHeads:
    """No regression over the question alone: it says nothing."""

    def __init__(self, pairs: Sequence[Pairs]) -> None:
        self._count = len(pairs)

    def unseen(self) -> Floats:
        """Nothing of each, shape ``(n, 3)``."""
        return np.zeros((self._count, 3))

    def fitted(self) -> dict[str, Any]:
        """``Calibration.blank()``'s."""
        return {}


class Heads:
    """The regressions over the question alone, fitted on practice questions by ``served``'s vectors and by words."""

    def __init__(self, pairs: Sequence[Pairs], served: Embedder) -> None:
        self._pairs = pairs
        self._texts = [p.search.text for p in pairs]
        self._vectors = served.encode(self._texts).astype(np.float64)
        self._practice = np.array([p.labelled.practice for p in pairs])
        self._gap = np.array([not p.answerable and not p.labelled.off_topic for p in pairs])
        self._outside = np.array([p.labelled.off_topic for p in pairs])
        self._parts = np.random.default_rng(0).integers(0, FOLDS, len(pairs))

    def unseen(self) -> Floats:
        """What ``asking`` would say of each, by heads that had not seen it, shape ``(n, 3)``."""
        out = np.zeros((len(self._pairs), 3))
        for part in range(FOLDS):
            blank = replace(Calibration.blank(), **self._fit(self._practice & (self._parts != part)))
            for n in np.flatnonzero(self._parts == part).tolist():
                search = self._pairs[n].search
                out[n] = asking(blank, Search(search.text, self._vectors[n], search.by))
        return out

    def fitted(self) -> dict[str, Any]:
        """The heads as ``Calibration`` has them, fitted on all practice questions."""
        return self._fit(self._practice)

    def _fit(self, use: Bools) -> dict[str, Any]:
        heads = {}
        for name, target, strength in (("gap_head", self._gap, 0.3), ("outside_head", self._outside, 3.0)):
            model = LogisticRegression(C=strength, max_iter=3000, class_weight="balanced").fit(self._vectors[use], target[use])
            heads[name] = np.append(model.coef_[0], model.intercept_[0])
        words = TfidfVectorizer(analyzer=words_of, use_idf=False, binary=True, min_df=2)
        rows = words.fit_transform([text for text, used in zip(self._texts, use, strict=True) if used])
        model = LogisticRegression(C=3.0, max_iter=3000, class_weight="balanced").fit(rows, self._outside[use])
        weights = {w: round(float(model.coef_[0][n]), 4) for w, n in sorted(words.vocabulary_.items())}
        return {**heads, "outside_words": {"": round(float(model.intercept_[0]), 4), **weights}}


def _labels(assistant: Assistant, labelled: Labelled) -> NDArray[np.int8]:
    labels = np.zeros(len(assistant.index.sentences), np.int8)
    if not labelled.complete:
        homes = {assistant.retriever.passage_of[s] for s in labelled.positives}
        labels[np.isin(assistant.retriever.passage_of, list(homes))] = -1
    labels[list(labelled.fine)] = -1
    labels[list(labelled.positives)] = 1
    return labels


def _judge(pairs: Iterable[Pairs]) -> Calibration:
    """A regression over pairs: every right sentence, the hardest wrong ones, and a few others."""
    dice = np.random.default_rng(0)
    rows, labels, weights = [], [], []
    for p in pairs:
        if not p.labelled.groups:
            continue
        right = np.flatnonzero((p.labels == 1) & p.allowed)
        wrong = np.flatnonzero((p.labels == 0) & p.allowed)
        hard = wrong[np.argsort(-(p.features[wrong, 0] + p.features[wrong, FEATURES.index("bank")]), kind="stable")]
        chosen = np.concatenate([right, hard[:HARD], dice.permutation(hard[HARD:])[:EASY]])
        rows.append(p.features[chosen])
        labels.append(p.labels[chosen])
        weights.append(np.full(len(chosen), p.labelled.weight))
    coefficients, bias = logistic(np.vstack(rows), np.concatenate(labels), np.concatenate(weights), balanced=False)
    return replace(Calibration.blank(), weights=coefficients, bias=bias)


def _refusal(pairs: Sequence[Pairs], best: Floats, target: Bools, fold: int | None = None) -> tuple[Floats, float]:
    """A regression of ``target`` over the best sentences' features, without one fold."""
    use = np.array([p.fold != fold for p in pairs])
    weights = np.array([p.labelled.weight for p in pairs])
    return logistic(best[use], target[use], weights[use], balanced=True)


def _unseen(pairs: Sequence[Pairs], best: Floats, target: Bools) -> Floats:
    """Predictions of ``target``, each by a regression that had not seen its fold."""
    predicted = np.zeros(len(pairs))
    folds = np.array([p.fold for p in pairs])
    for fold in range(FOLDS):
        weights, bias = _refusal(pairs, best, target, fold)
        predicted[folds == fold] = 1 / (1 + np.exp(-np.clip(best[folds == fold] @ weights + bias, -30, 30)))
    return predicted


def logistic(rows: Floats, labels: Any, weights: Floats, *, balanced: bool, strength: float = 0.5) -> tuple[Floats, float]:
    """Coefficients and bias for the rows as they are (the scaling is folded in); ``strength`` is scikit-learn's C."""
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=strength, max_iter=3000, class_weight="balanced" if balanced else None)
    model.fit(scaler.transform(rows), labels, sample_weight=weights)
    coefficients = model.coef_[0] / scaler.scale_
    return coefficients, float(model.intercept_[0] - coefficients @ scaler.mean_)


def _thresholds(assistant: Assistant, pairs: Sequence[Pairs], chances: Sequence[Floats]) -> tuple[float, float, dict[str, float]]:
    """``show`` and ``keep`` with the best recall and full answers at the precision aimed at, on unseen practice questions."""
    judged = [(p, c) for p, c in zip(pairs, chances, strict=True) if p.labelled.practice and p.answerable]
    best: tuple[float, float, float, dict[str, float]] = (-1.0, 0.5, 0.0, {})
    for show in (0.04, 0.05, 0.06, 0.07, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25, 0.3):
        for keep in (0.0, 0.1, 0.15, 0.2, 0.3, 0.4):
            scores = np.array([_score(assistant, p, c, replace(Calibration.blank(), show=show, keep=keep)) for p, c in judged])
            recall, full, precision = scores.mean(axis=0)
            value = (recall + full) / 2 - 3 * max(0.0, PRECISION - precision)
            if value > best[0]:
                best = (value, show, keep, {"recall": round(recall, 4), "full": round(full, 4), "precision": round(precision, 4)})
    return best[1], best[2], best[3]


def _score(assistant: Assistant, pairs: Pairs, chances: Floats, trial: Calibration) -> tuple[float, float, float]:
    """Recall of the groups, whether all are there, and precision by characters, of what would be quoted."""
    lengths = [len(s.text) for s in assistant.index.sentences]
    shown = set(widen(assistant.index, choose(chances, trial, lengths), listing=pairs.labelled.question.listing))
    found = [bool(group & shown) for group in pairs.labelled.groups if any(pairs.allowed[s] for s in group)]
    good = sum(lengths[s] for s in shown if pairs.labels[s] != 0)
    return float(np.mean(found)), float(all(found)), good / sum(lengths[s] for s in shown)


def _share(values: Bools) -> float:
    return round(float(values.mean()), 4) if len(values) else 0.0
