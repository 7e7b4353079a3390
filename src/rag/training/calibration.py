"""Labelled questions → the judge's weights and thresholds. Imported by the command line only; owns scikit-learn.

The judge is a logistic regression over (question, sentence) pairs, the refusal one over a question's best sentences.
Thresholds are chosen on predictions for questions that the regression had not seen: folds by section of the report.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from rag.answer import choose
from rag.judge import FEATURES, Calibration, features, probabilities, refusal_features
from rag.quotes import widen

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from rag.answer import Assistant
    from rag.bank import BankQuestion, Gap
    from rag.question import Question

    Floats = NDArray[np.float64]

FOLDS = 5
HARD = 40
EASY = 15
FALSE_REFUSALS = 0.025
"""Share of answerable questions that the thresholds may refuse: a little under the mark of 0.03."""
PRECISION = 0.70
"""Precision that the thresholds for quoting aim at: a little over the mark of 0.65."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with the sentences that answer it, and those that may be shown with them.

    ``groups`` are the needed sentences (empty where the report does not answer), ``fine`` neither right nor wrong.
    ``complete``: every sentence not listed is wrong; else only those outside the passages of ``groups`` are.
    """

    question: Question
    groups: tuple[frozenset[int], ...]
    fine: frozenset[int] = frozenset()
    complete: bool = False
    off_topic: bool = False
    weight: float = 1.0

    @property
    def positives(self) -> frozenset[int]:
        """Every sentence that answers."""
        return frozenset().union(*self.groups)


@dataclass(frozen=True, slots=True)
class Pairs:
    """One search of one labelled question: features ``(n, f)``, labels (1, 0, -1 for neither), who is allowed."""

    labelled: Labelled
    features: Floats
    allowed: NDArray[np.bool_]
    labels: NDArray[np.int8]
    about: float
    fold: int


def label(assistant: Assistant, bank: Iterable[BankQuestion], gaps: Iterable[Gap]) -> list[Labelled]:
    """Bank questions with the sentences that answer them, and gaps, which none answers.

    A question that names no trust but is about one is read as from someone who has filtered by that trust.
    """
    labelled = []
    homes = {s.index: p.trust for p in assistant.index.passages for s in p.sentences}
    for item in bank:
        question = read_question(item.question, assistant.tags, assistant.organisations)
        trusts = {homes[s] for s in item.sentences}
        trust = trusts.pop() if len(trusts) == 1 else None
        if trust and not question.trusts:
            question = replace(question, trusts=(trust,), rows=False)
        groups = tuple(frozenset([s]) for s in item.sentences) if item.whole else (frozenset(item.sentences),)
        labelled.append(Labelled(question, groups, complete=item.whole))
    for gap in gaps:
        question = read_question(gap.question, assistant.tags, assistant.organisations)
        if gap.trust and not question.trusts:
            question = replace(question, trusts=(gap.trust,), rows=False)
        labelled.append(Labelled(question, ()))
    return labelled


def collect(assistant: Assistant, questions: Sequence[Labelled]) -> list[Pairs]:
    """Features and labels of every search of every question; a question never meets itself in bank or gaps."""
    index = assistant.index
    own_bank = {q.question.lower(): n for n, q in enumerate(index.bank)}
    own_gaps = {g.question.lower(): n for n, g in enumerate(index.gaps)}
    sections = {s: n for n, s in enumerate(dict.fromkeys(p.section for p in index.passages))}
    collected = []
    for labelled in questions:
        plans = assistant.searches(labelled.question)
        key = labelled.question.text.lower()
        for (trusts, _), search in zip(plans, assistant.retriever.prepare([q for _, q in plans]), strict=True):
            if key in own_bank:
                search.bank[own_bank[key]] = -1
            if key in own_gaps:
                search.gaps[own_gaps[key]] = -1
            scores = assistant.retriever.score(search, trusts)
            about = max(float(a.max(initial=-1)) for a in (scores.dense, search.bank, search.gaps))
            anchor = min(labelled.positives or labelled.fine or {int(np.argmax(scores.dense))})
            fold = sections[index.passages[assistant.retriever.passage_of[anchor]].section] % FOLDS
            pairs = features(labelled.question, scores, assistant.traits)
            collected.append(Pairs(labelled, pairs, scores.allowed, _labels(assistant, labelled), about, fold))
    return collected


def fit(assistant: Assistant, questions: Sequence[Labelled]) -> dict[str, Any]:
    """Fit judge and thresholds; returns what ``Calibration.load`` reads, with the figures of the unseen folds."""
    pairs = collect(assistant, questions)
    unseen = [_judge([p for p in pairs if p.fold != fold]) for fold in range(FOLDS)]
    chances = [probabilities(unseen[p.fold], p.features, p.allowed) for p in pairs]
    refusals = np.array([refusal_features(p.features, c) for p, c in zip(pairs, chances, strict=True)])
    positive = np.array([_answers(p) for p in pairs])
    single = np.array([len(assistant.searches(p.labelled.question)) == 1 for p in pairs])
    folds = np.array([p.fold for p in pairs])
    weights = np.array([p.labelled.weight for p in pairs])
    answerable = np.zeros(len(pairs))
    for fold in range(FOLDS):
        train, test = single & (folds != fold), folds == fold
        model = _refusal(refusals[train], positive[train], weights[train])
        answerable[test] = _logistic(refusals[test] @ model[0] + model[1])
    whole = _judge(pairs)
    refusal = _refusal(refusals[single], positive[single], weights[single])
    calibration = replace(whole, refusal_weights=refusal[0], refusal_bias=refusal[1])
    trusted = single & (np.array([p.labelled.complete for p in pairs]) | ~positive)
    calibration = replace(
        calibration,
        answer=float(np.quantile(answerable[single & positive], FALSE_REFUSALS)),
        about=float(np.quantile([p.about for p in pairs if not p.labelled.off_topic], 0.02)),
    )
    show, keep, figures = _thresholds(assistant, pairs, chances)
    figures["refused"] = round(float((answerable[trusted & ~positive] < calibration.answer).mean()), 4)
    figures["off_topic"] = round(float(np.mean([p.about < calibration.about for p in pairs if p.labelled.off_topic] or [0])), 4)
    return {
        "weights": calibration.weights.tolist(), "bias": calibration.bias,
        "refusal_weights": calibration.refusal_weights.tolist(), "refusal_bias": calibration.refusal_bias,
        "show": show, "keep": keep, "answer": calibration.answer, "about": calibration.about,
        "unseen": {**figures, "questions": len(questions)},
    }  # fmt: skip


def _labels(assistant: Assistant, labelled: Labelled) -> NDArray[np.int8]:
    index = assistant.index
    labels = np.zeros(len(index.sentences), np.int8)
    if not labelled.complete:
        homes = {assistant.retriever.passage_of[s] for s in labelled.positives}
        labels[np.isin(assistant.retriever.passage_of, list(homes))] = -1
    labels[list(labelled.fine)] = -1
    labels[list(labelled.positives)] = 1
    return labels


def _answers(pairs: Pairs) -> bool:
    return bool(((pairs.labels == 1) & pairs.allowed).any())


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
        easy = dice.permutation(hard[HARD:])[:EASY]
        chosen = np.concatenate([right, hard[:HARD], easy])
        rows.append(p.features[chosen])
        labels.append(p.labels[chosen])
        weights.append(np.full(len(chosen), p.labelled.weight))
    scaler = StandardScaler().fit(np.vstack(rows))
    model = LogisticRegression(C=0.5, max_iter=3000)
    model.fit(scaler.transform(np.vstack(rows)), np.concatenate(labels), sample_weight=np.concatenate(weights))
    coefficients, bias = _unscaled(scaler, model)
    return Calibration(coefficients, bias, np.zeros(0), 0.0, 0.0, 0.0, 0.0, 0.0)


def _refusal(rows: Floats, answers: NDArray[np.bool_], weights: Floats) -> tuple[Floats, float]:
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=0.5, max_iter=3000, class_weight="balanced")
    model.fit(scaler.transform(rows), answers, sample_weight=weights)
    return _unscaled(scaler, model)


def _unscaled(scaler: StandardScaler, model: LogisticRegression) -> tuple[Floats, float]:
    coefficients = model.coef_[0] / scaler.scale_
    return coefficients, float(model.intercept_[0] - coefficients @ scaler.mean_)


def _logistic(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))))


def _thresholds(assistant: Assistant, pairs: Sequence[Pairs], chances: Sequence[Floats]) -> tuple[float, float, dict[str, float]]:
    """``show`` and ``keep`` with the best recall and full answers at the precision aimed at, on unseen questions."""
    judged = [(p, c) for p, c in zip(pairs, chances, strict=True) if p.labelled.complete and _answers(p)]
    best: tuple[float, float, float, dict[str, float]] = (-1.0, 0.5, 0.5, {})
    for show in np.arange(0.06, 0.56, 0.04):
        for keep in (0.0, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65):
            trial = replace(_EMPTY, show=float(show), keep=keep)
            scores = np.array([_score(assistant, p, c, trial) for p, c in judged])
            recall, full, precision = scores.mean(axis=0) if len(scores) else (0.0, 0.0, 0.0)
            value = (recall + full) / 2 - 3 * max(0.0, PRECISION - precision)
            if value > best[0]:
                figures = {"recall": recall, "full": full, "precision": precision}
                best = (value, round(float(show), 2), keep, {k: round(float(v), 4) for k, v in figures.items()})
    return best[1], best[2], best[3]


_EMPTY = Calibration(np.zeros(0), 0.0, np.zeros(0), 0.0, 0.0, 0.0, 0.0, 0.0)


def _score(assistant: Assistant, pairs: Pairs, chances: Floats, trial: Calibration) -> tuple[float, float, float]:
    """Recall of the groups, whether all are there, and precision by characters, of what would be quoted."""
    index = assistant.index
    lengths = [len(s.text) for s in index.sentences]
    shown = set(widen(index, choose(chances, trial, lengths), listing=pairs.labelled.question.listing))
    groups = [g for g in pairs.labelled.groups if any(pairs.allowed[s] for s in g)]
    found = [bool(group & shown) for group in groups]
    good = sum(lengths[s] for s in shown if pairs.labels[s] != 0)
    return float(np.mean(found)), float(all(found)), good / sum(lengths[s] for s in shown)
