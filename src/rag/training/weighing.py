"""Requests with what answers them → the weights by which candidates are weighed. Owns scikit-learn here.

Three kinds of request teach it: asks (their own entry serves), practice questions with evidence, and negatives, which
nothing serves. Each is routed by a classifier that had not seen it.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from rag.answering.trees import LEAF as NO_FEATURE
from rag.answering.trees import Trees
from rag.answering.weigh import Weights, answerable_features, near_features, worth
from rag.corpus.prepared import TRUST
from rag.training.route import Example, fit_likeness, fit_router
from rag.understanding.question import read_question
from rag.understanding.route import masked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from rag.answering.answerer import Answerer
    from rag.answering.assistant import Assistant
    from rag.answering.weigh import Candidate
    from rag.corpus.prepared import Entry, Negative
    from rag.training.labels import Labelled
    from rag.understanding.question import Question
    from rag.understanding.route import Router

    Floats = NDArray[np.float64]

FOLDS = 5
FALSE_REFUSALS = 0.011
"""Share of answerable practice requests that the threshold may refuse: it is 0.070. With one of 0.055 the exam refuses one of 287
less of what has an answer, and one in 96 of the people's that have none gets quotations more."""
FIND_FIRST = 0.5
"""Added to what was found, in log-odds: asks, of which most requests here are, know no better answer than their own entry.
Without it the dev halves of both exams show 0.82 and 0.89 of the evidence, with it 0.81 and 0.90, at a better precision."""
TREES, RATE, DEPTH, LEAF, SHARE = 300, 0.05, 3, 40, 0.7
"""Of the boosted trees: their number, learning rate, depth, least requests at a leaf, and share of requests that each sees."""
FITS = 4
"""Fits of the trees, each on other shares, of which the mean is served: of single ones, fitted on next to the same requests, one
gave quotations in vain to 0.052 of the people's and another to 0.083."""
ASKS, NEGATIVES = 7, 1_800
"""Asks of each entry, and negatives of each kind, that are weighed: more moved no weight by a tenth, and each costs a whole
answer."""


@dataclass(frozen=True, slots=True)
class Request:
    """A request, the sentences that it needs (any one of each group), those that do no harm, and the entry that is its own."""

    question: Question
    groups: tuple[frozenset[int], ...]
    fine: frozenset[int] = frozenset()
    own: str | None = None
    weight: float = 1.0
    exam: bool = False


@dataclass(frozen=True, slots=True)
class Weighed:
    """A request's candidates with how well each serves, 0 to 1."""

    request: Request
    candidates: tuple[Candidate, ...]
    service: tuple[float, ...]
    near: Floats


def requests(
    assistant: Assistant, entries: Iterable[Entry], negatives: Sequence[Negative], labelled: Iterable[Labelled], seed: int
) -> list[Request]:
    """What the weights are fitted on: every ask with one trust put in, a share of the negatives, practice.

    What is drawn hangs on each text alone, so that one more changes nothing else.
    """
    names = [t.name for t in assistant.tags.trusts]
    made = []
    for entry in entries:
        if entry.form == "social":
            continue
        for ask in _drawn(entry.asks, ASKS, seed):
            question = _read(assistant, ask.replace(TRUST, names[_number(ask, seed) % len(names)]))
            if question.kind == "question":
                wanted = frozenset(n for p in entry.parts if not question.trusts or p.trust in question.trusts for n in p.sentences)
                made.append(Request(question, (wanted,) if wanted else (), own=entry.id))
    kinds = [[n.ask for n in negatives if n.kind == kind] for kind in dict.fromkeys(n.kind for n in negatives)]
    for ask in (a for of_kind in kinds for a in _drawn(of_kind, NEGATIVES, seed)):
        question = _read(assistant, ask)
        if question.kind == "question" and (question.trusts or not question.others):
            made.append(Request(question, (), weight=2.0))
    made += [Request(x.question, x.groups, x.fine, weight=2.0, exam=True) for x in labelled]
    return made


def weigh_all(
    answerer: Answerer, asked: Sequence[Request], rows: Sequence[Example], vectors: NDArray[np.float32], seed: int
) -> list[Weighed]:
    """Every request's candidates, routed by a classifier fitted without its fold; ``rows`` are what the route learns from.

    Its likeness is that to all others.
    """
    likeness, places = fit_likeness(rows, vectors, "")
    folds = np.array([_number(r.text, seed) % FOLDS for r in rows])
    routers = [
        fit_router([r for r, f in zip(rows, folds, strict=True) if f != fold], vectors[folds != fold], "", seed)
        for fold in range(FOLDS)
    ]
    fold_of = {r.text: int(f) for r, f in zip(rows, folds, strict=True)}
    weighed = []
    for request in asked:
        text = masked(request.question.text, request.question.mentions)
        fold = fold_of.get(text, _number(text, seed) % FOLDS)
        served = replace_router(answerer, routers[fold])
        trace = served.search(request.question)
        if trace.route is None:
            continue
        candidates = served.rivals.of(request.question, trace.route, trace.judged)
        found = served.rivals.found(trace.judged)
        (search,) = served.finder.prepare([text])
        near = near_features(likeness.near(search.vector, places.get(text, ())), trace.judged)
        weighed.append(Weighed(request, candidates, tuple(_service(served, c, request, found) for c in candidates), near))
    return weighed


def replace_router(answerer: Answerer, router: Router) -> Answerer:
    """The same answerer with another route."""
    return answerer.with_prepared(replace(answerer.prepared, router=router))


def fit_weights(weighed: Sequence[Weighed]) -> tuple[Weights, dict[str, float]]:
    """Both regressions on all, and the threshold and figures on predictions for folds that were not seen."""
    folds = np.array([_number(w.request.question.text, 0) % FOLDS for w in weighed])
    parts = [_regressions([w for w, f in zip(weighed, folds, strict=True) if f != fold]) for fold in range(FOLDS)]
    best, service = [], []
    for w, fold in zip(weighed, folds, strict=True):
        answerable_weights, entry_weights, find_weights = parts[fold]
        worths = [worth(entry_weights if c.laid else find_weights, c.features) for c in w.candidates]
        best.append(answerable_weights.probability(answerable_features(w.candidates, w.near)))
        service.append(w.service[int(np.argmax(worths))])
    confidence, served = np.array(best), np.array(service)
    exam = np.array([w.request.exam for w in weighed])
    answerable = np.array([_answerable(w) for w in weighed])
    threshold = float(np.quantile(confidence[exam & answerable], FALSE_REFUSALS))
    shown = confidence >= threshold
    figures = {
        "requests": len(weighed),
        "service of answerable": _mean(served[answerable] * shown[answerable]),
        "service of answerable practice": _mean((served * shown)[answerable & exam]),
        "false refusals": _mean(~shown[answerable]),
        "false answers": _mean(shown[~answerable]),
        "best candidate": _mean(np.array([max(w.service) for w in weighed])[answerable]),
    }
    answerable_weights, entry_weights, find_weights = _regressions(weighed)
    find_weights[-1] += FIND_FIRST
    return Weights(answerable_weights, entry_weights, find_weights, threshold), figures


def _answerable(weighed: Weighed) -> bool:
    return bool(weighed.request.groups) or weighed.request.own is not None


def _regressions(weighed: Sequence[Weighed]) -> tuple[Trees, Floats, Floats]:
    """Whether there is an answer, by trees; how well an entry and what was found serve: coefficients with the bias last."""
    asked = np.array([answerable_features(w.candidates, w.near) for w in weighed])
    is_answered = np.array([_answerable(w) for w in weighed])
    trees = fit_trees(asked, is_answered, np.array([w.request.weight for w in weighed]))
    fitted = []
    for of_entry in (True, False):
        picked = [
            (c.features, s, w.request.weight)
            for w in weighed
            for c, s in zip(w.candidates, w.service, strict=True)
            if bool(c.laid) == of_entry
        ]
        features, service, weight = (np.array(column) for column in zip(*picked, strict=True))
        fitted.append(_logistic(features, service, weight))
    return trees, fitted[0], fitted[1]


def fit_trees(rows: Floats, target: NDArray[np.bool_], weight: Floats) -> Trees:
    """Boosted trees for ``target``, as arrays: those of several fits, each of which counts for its share."""
    grown = []
    for fit in range(FITS):
        model = GradientBoostingClassifier(
            n_estimators=TREES, learning_rate=RATE, max_depth=DEPTH, min_samples_leaf=LEAF, subsample=SHARE, random_state=fit
        )
        model.fit(rows, target, sample_weight=weight)
        grown += [estimator.tree_ for estimator in model.estimators_[:, 0]]
    size = max(tree.node_count for tree in grown)

    def padded(columns: Iterable[NDArray[Any]], fill: float = 0) -> NDArray[Any]:
        return np.array([np.pad(column, (0, size - len(column)), constant_values=fill) for column in columns])

    feature = padded((np.maximum(t.feature, NO_FEATURE) for t in grown), NO_FEATURE)
    left, right = padded(t.children_left for t in grown), padded(t.children_right for t in grown)
    threshold, value = padded(t.threshold for t in grown), padded(RATE / FITS * t.value[:, 0, 0] for t in grown)
    prior = float(np.average(target, weights=weight))
    return Trees(feature, threshold, left, right, value, float(np.log(prior / (1 - prior))))


def _logistic(rows: Floats, target: Floats, weight: Floats) -> Floats:
    """Coefficients for the rows as they are, the bias last; a target between 0 and 1 counts as partly so."""
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    scaled = (rows - mean) / scale
    model = LogisticRegression(C=1.0, max_iter=3000)
    shares = np.concatenate([target * weight, (1 - target) * weight])
    model.fit(np.vstack([scaled, scaled]), np.repeat([1, 0], len(rows)), sample_weight=shares)
    coefficients = model.coef_[0] / scale
    return np.append(coefficients, model.intercept_[0] - coefficients @ mean)


def _service(answerer: Answerer, candidate: Candidate, request: Request, found: frozenset[int]) -> float:
    """How well the candidate serves: the share of what is needed that it shows, less where it shows much beside it."""
    if candidate.laid and candidate.laid.entry.id == request.own:
        return 1.0
    if not request.groups:
        return 0.0
    shown = candidate.laid.sentences if candidate.laid else found
    if not shown:
        return 0.0
    length = [len(s.text) for s in answerer.finder.index.sentences]
    if request.own:
        wanted = request.groups[0]
        recall = sum(length[n] for n in shown & wanted) / sum(length[n] for n in wanted)
        fine = wanted
    else:
        in_scope = [g for g in request.groups if g]
        recall = sum(bool(g & shown) for g in in_scope) / max(len(in_scope), 1)
        fine = frozenset().union(*request.groups) | request.fine
    precision = sum(length[n] for n in shown & fine) / sum(length[n] for n in shown)
    return recall * (0.5 + 0.5 * precision)


def _drawn(texts: Iterable[str], most: int, seed: int) -> list[str]:
    return sorted(texts, key=lambda text: _number(text, seed))[:most]


def _number(text: str, seed: int) -> int:
    """A number for a text that is the same in every run, and on which no other text bears."""
    return int.from_bytes(hashlib.blake2b(f"{seed} {text}".encode(), digest_size=4).digest(), "big")


def _read(assistant: Assistant, text: str) -> Question:
    return read_question(assistant.speller.correct(text)[0], assistant.tags, assistant.organisations)


def _mean(values: NDArray[np.generic]) -> float:
    return round(float(values.mean()), 4) if len(values) else 0.0
