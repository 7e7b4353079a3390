"""Asks and practice talks → what tells which aspect a follow-up asks for, which sentences tell it, and whether any does.

What says how likely a sentence answers, and whether the report answers at all, is fitted on follow-ups of talks; how well it
does is measured on talks that it had not seen.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

from rag.answering.aspect_judge import Aspects
from rag.answering.find import routed
from rag.answering.weigh import worth
from rag.corpus.aspects import ASPECTS, AspectAsk
from rag.training.calibration import logistic
from rag.understanding.aspects import ANSWER_FEATURES, SENTENCE_FEATURES, AspectWeights
from rag.understanding.moves import move_of
from rag.understanding.question import clean
from rag.understanding.talk import Talk, follow
from rag.understanding.turns import read_turn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from rag.answering.assistant import Assistant
    from rag.corpus.aspects import PracticeTurn
    from rag.search.embedding import Embedder
    from rag.understanding.question import Question

    Floats = NDArray[np.float64]

FOLDS = 5
STRENGTH = {"head": 10.0, "sentence": 0.5, "answer": 0.1}
"""scikit-learn's C of each regression, chosen by what they did on talks and asks that they had not seen."""
HARDEST = 40
"""Likeliest sentences by the judge that a follow-up's right ones are told from."""
OTHERS = 1_500
"""Questions of the bank that stand for requests with a subject of their own. With none, 60 in 100 of people's first requests were
taken to ask for an aspect of what was talked of, with these 14; of follow-ups 83 for 87."""
SHRUNK = 30
"""Follow-ups of no aspect's kind that are added to those of each."""
FALSE_REFUSALS = 0.05
"""Share of answered practice follow-ups that may be told that the report does not say it."""


@dataclass(frozen=True, slots=True)
class Followed:
    """A follow-up of a practice talk: features of every sentence, what is allowed, what answers, probabilities of the aspects."""

    talk: int
    features: Floats
    allowed: NDArray[np.bool_]
    right: frozenset[int]
    asked: Floats


def fit_aspects(
    assistant: Assistant, embedder: Embedder, asks: Sequence[AspectAsk], talks: Sequence[Sequence[PracticeTurn]], told: Floats,
    seed: int,
) -> tuple[AspectWeights, dict[str, float]]:  # fmt: skip
    """The weights, and how they did on talks that they had not seen."""
    every_bank = [routed(assistant.understood(question.question), assistant.tags) for question in assistant.index.bank]
    asks = [*asks, *(AspectAsk(text, ()) for text in random.Random(seed).sample(every_bank, min(OTHERS, len(every_bank))))]
    head = _head(embedder.encode([ask.text for ask in asks]).astype(float), asks)
    none, size = np.zeros(len(SENTENCE_FEATURES) + 1), len(ASPECTS)
    blank = AspectWeights(head, np.zeros((size, size)), none, np.zeros(len(ANSWER_FEATURES) + 1), 0.0, embedder.digest)
    entries = {entry.id: entry for entry in assistant.answerer.prepared.entries}
    aspects = Aspects(assistant.index, told, blank, entries)
    every = [f for n, talk in enumerate(talks) for f in _followed(assistant, aspects, n, talk)]
    unseen = [_weights(aspects, blank, [f for f in every if f.talk % FOLDS != fold]) for fold in range(FOLDS)]
    able, led = np.zeros(len(every)), []
    for n, f in enumerate(every):
        judge = Aspects(assistant.index, told, unseen[f.talk % FOLDS], entries)
        features = _lifted(judge, f)
        chances = judge.chances(features, f.allowed)
        able[n] = worth(judge.weights.answer, judge.answer_features(f.asked, features, chances, f.allowed))
        led += [int(np.argmax(chances)) in f.right] if f.right else []
    has = np.array([bool(f.right) for f in every])
    least = float(np.quantile(able[has], FALSE_REFUSALS))
    figures = {
        "follow-ups": len(every), "led by what answers": round(float(np.mean(led)), 4),
        "silent ones refused": round(float((able[~has] < least).mean()), 4), "false refusals": FALSE_REFUSALS,
    }  # fmt: skip
    return replace(_weights(aspects, blank, every), least=least), figures


def readings(assistant: Assistant, talk: Sequence[PracticeTurn]) -> Iterator[tuple[PracticeTurn, Question]]:
    """The follow-ups of a talk that lean on a request before, as they are taken first."""
    last: Talk | None = None
    for turn in talk:
        typed = clean(turn.text)
        own = read_turn(typed)
        asked = assistant.understood(own.text)
        if last is None:
            last = Talk(asked)
            continue
        taken = follow(own, asked, last, assistant.tags)[0]
        if taken.lead and taken.kind == "question" and not move_of(typed):
            yield turn, taken
        last = Talk(taken, (*last.earlier, last.last))


def _followed(assistant: Assistant, aspects: Aspects, number: int, talk: Sequence[PracticeTurn]) -> Iterator[Followed]:
    finder, router = assistant.finder, assistant.answerer.prepared.router
    for turn, taken in readings(assistant, talk):
        asked = replace(taken, rows=False)
        alone, whole = routed(replace(asked, lead=""), assistant.tags), routed(asked, assistant.tags)
        search, own, led = finder.prepare([finder.plans(asked)[0].query, alone, whole])
        judged = finder.judge(asked, search, asked.trusts)
        wanted = aspects.wanted(own, router.route(whole, led.vector) if router else None)
        features = aspects.sentence_features(wanted, judged, finder.chosen(judged))
        right = frozenset(n for group in turn.groups for n in group)
        if not right or judged.scores.allowed[list(right)].any():
            yield Followed(number, features, judged.scores.allowed, right, wanted.aspects)


def _head(vectors: Floats, asks: Sequence[AspectAsk]) -> Floats:
    """The classifier of aspects; an ask for two of them is learnt as each."""
    rows = [(n, ASPECTS.index(name)) for n, ask in enumerate(asks) for name in ask.aspects]
    rows += [(n, len(ASPECTS)) for n, ask in enumerate(asks) if not ask.aspects]
    model = LogisticRegression(C=STRENGTH["head"], max_iter=3000).fit(vectors[[n for n, _ in rows]], [of for _, of in rows])
    return np.column_stack((model.coef_, model.intercept_))


def _lift(told: Floats, followed: Sequence[Followed]) -> Floats:
    """``AspectWeights.lift``, towards none where few follow-ups ask for an aspect."""
    usual = told.mean(axis=0)
    seen, asked = np.zeros((len(ASPECTS), len(ASPECTS))), np.zeros(len(ASPECTS))
    for f in followed:
        if f.right:
            share = f.asked[: len(ASPECTS)] / f.asked[: len(ASPECTS)].sum()
            seen += np.outer(share, told[sorted(f.right)].max(axis=0))
            asked += share
    return np.asarray(np.log((seen + SHRUNK * usual) / ((asked[:, None] + SHRUNK) * usual)))


def _lifted(aspects: Aspects, f: Followed) -> Floats:
    features = f.features.copy()
    features[:, SENTENCE_FEATURES.index("lift")] = aspects.lifted(f.asked)
    return features


def _weights(aspects: Aspects, blank: AspectWeights, followed: Sequence[Followed]) -> AspectWeights:
    blank = replace(blank, lift=_lift(aspects.told, followed))
    learning = Aspects(aspects.index, aspects.told, blank, aspects.entries)
    followed = [replace(f, features=_lifted(learning, f)) for f in followed]
    rows, labels = [], []
    for f in followed:
        hardest = np.flatnonzero(f.allowed)
        hardest = hardest[np.argsort(-f.features[hardest, 0], kind="stable")][:HARDEST]
        for n in sorted({*hardest.tolist(), *(n for n in f.right if f.allowed[n])}):
            rows.append(f.features[n])
            labels.append(n in f.right)
    half = replace(blank, sentence=_fitted(rows, labels, STRENGTH["sentence"]))
    judge = Aspects(aspects.index, aspects.told, half, aspects.entries)
    best = [judge.answer_features(f.asked, f.features, judge.chances(f.features, f.allowed), f.allowed) for f in followed]
    return replace(half, answer=_fitted(best, [bool(f.right) for f in followed], STRENGTH["answer"]))


def _fitted(rows: Sequence[Floats], labels: Sequence[bool], strength: float) -> Floats:
    """Coefficients, the bias last."""
    coefficients, bias = logistic(np.array(rows), np.array(labels), np.ones(len(rows)), balanced=False, strength=strength)
    return np.append(coefficients, bias)
