"""Which answer is the best one: the prepared entries that the route names, or what the judge finds; or none of them.

First boosted trees say how likely it is that the report answers the request at all. Then every candidate has features, and
two regressions (one for entries, one for what is found) say how likely it is that a reader is well served by it. They and
the threshold are fitted by ``rag train`` on requests that route and judge had not seen (``training/weighing.py``) and stand
in ``index/adapter/weights.json``. Nothing here is typed in by hand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rag.answering.trees import Trees
from rag.errors import CorpusError, reason
from rag.text import terms
from rag.understanding.likeness import NEAREST, greatest
from rag.understanding.route import ABSENT, FIND, MENTION, OFF_TOPIC, SOCIAL

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from rag.answering.entries import Laid
    from rag.answering.find import Judged
    from rag.types import Form
    from rag.understanding.question import Question
    from rag.understanding.route import Route

    Floats = NDArray[np.float64]

NEARLY = 0.7
"""Share of the worthiest one's worth from which a narrower entry goes before it."""
COMMON_FEATURES = (
    "find",
    "mention",
    "absent",
    "off_topic",
    "answerable",
    "outside",
    "uncovered",
    "named",
    "rows",
    "words",
    "unknown",
)
ENTRY_FEATURES = (
    *COMMON_FEATURES, "subject", "share", "agreement", "best_inside", "in_scope", "missing",
    "digest", "figures", "term", "topic", "voices",
)  # fmt: skip
FIND_FEATURES = (*COMMON_FEATURES, "subject", "best", "agreement")
FORMS = ENTRY_FEATURES[-5:]
"""Those of entries but ``about``, which is what none of the others is: a column of its own would say nothing new."""
NEAR_FEATURES = (
    "answered", "answered_mean", "absent", "absent_mean", "elsewhere", "elsewhere_mean", "bank", "bank_mean",
    "answered_over_absent", "known_over_absent", "known_over_elsewhere", "bank_over_absent",
)  # fmt: skip
_OF_ENTRY = ("uncovered", *(f for f in ENTRY_FEATURES[len(COMMON_FEATURES) + 1 :] if f not in FIND_FEATURES))
ANSWERABLE_FEATURES = (*FIND_FEATURES, *(f"entry_{name}" for name in _OF_ENTRY), *(f"near_{name}" for name in NEAR_FEATURES))
"""Those of what was found, of the likeliest entry, and how like the request is to known ones. Without the last, 0.32 of the
practice questions that have no answer got one at 3 in 100 false refusals, with them 0.22; a regression instead of trees 0.26."""
FEATURES = {"entry": ENTRY_FEATURES, "find": FIND_FEATURES}
SURE_OF_ROWS = 0.2
"""Probability of an answer from which each trust gets its row: four rows in vain are worse than four silences. It leaves ten more
of the 839 rows that ``evals/comparisons.jsonl`` then had rightly silent and one wrongly, 0.3 two more wrongly."""
SURE_ENOUGH = 0.09
"""The same of any request, where the fitted threshold is lower: of the people's requests none loses evidence by it and four of 96
are no longer answered in vain; of the exam's 287 one more is refused. With 0.1 the people's evidence is 0.004 less."""
LEAST = 1e-4
"""Probabilities are clipped here before their logarithm: the route's own noise is larger."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The trees, both regressions (bias last) and ``answer``: the probability of ``answerable`` from which anything is shown."""

    answerable: Trees
    entry: Floats
    find: Floats
    answer: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """An answer that might be given: an entry laid out, or (``None``) what the judge found; ``worth`` is 0 to 1."""

    laid: Laid | None
    features: Floats
    worth: float = 0.0

    @property
    def name(self) -> str:
        """The entry's id, or ``find``."""
        return self.laid.entry.id if self.laid else FIND

    @property
    def form(self) -> Form:
        """The form in which it answers."""
        return self.laid.entry.form if self.laid else "find"

    @property
    def proves_silence(self) -> bool:
        """Whether it is an entry whose editor found every trust that was asked silent."""
        return self.laid is not None and bool(self.laid.silent) and not (self.laid.shown or self.laid.unknown)


def least(asked: Question, weights: Weights) -> float:
    """The probability of an answer from which a request on the subject gets one."""
    return max(weights.answer, SURE_OF_ROWS if asked.each else SURE_ENOUGH)


def load_weights(path: Path) -> Weights | None:
    """Read what ``save_weights`` wrote, ``None`` where there is none; ``CorpusError`` where it is damaged."""
    if not path.is_file():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        fitted = {name: np.array(data[name], float) for name in FEATURES}
        trees = Trees.from_dict(data["answerable"], len(ANSWERABLE_FEATURES))
        weights = Weights(trees, **fitted, answer=float(data["answer"]))
        fits = tuple(data["answerable_features"]) == ANSWERABLE_FEATURES
        fits &= all(tuple(data[f"{name}_features"]) == of for name, of in FEATURES.items())
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{path} cannot be read ({reason(error)}). Restore it, or run: make train") from error
    if not fits or any(len(fitted[name]) != len(of) + 1 for name, of in FEATURES.items()):
        raise CorpusError(f"{path} was made for other features than this version has. Run: make train")
    return weights


def save_weights(weights: Weights, path: Path, figures: dict[str, float]) -> None:
    """Write trees and regressions, the features that they are for, and how they did on what they had not seen."""
    data: dict[str, object] = {"answer": weights.answer, "unseen": figures}
    data |= {"answerable_features": ANSWERABLE_FEATURES, "answerable": weights.answerable.to_dict()}
    for name, of in FEATURES.items():
        data |= {f"{name}_features": of, name: getattr(weights, name).round(6).tolist()}
    path.write_text(json.dumps(data) + "\n", encoding="utf-8")


def uncovering(shared: Floats, uncovered: float) -> Floats:
    """``COMMON_FEATURES`` with what one candidate leaves uncovered: all that in them differs between candidates."""
    own = shared.copy()
    own[COMMON_FEATURES.index("uncovered")] = uncovered
    return own


def common(asked: Question, route: Route, judged: Sequence[Judged], uncovered: float, words: int, unknown: float) -> Floats:
    """``COMMON_FEATURES``: what holds of the request whichever candidate is taken."""
    best = max(judged, key=lambda j: j.answerable)
    return np.array([
        _log(route.of(FIND)), _log(route.of(MENTION)), _log(route.of(ABSENT)), _log(route.of(OFF_TOPIC) + route.of(SOCIAL)),
        _logit(best.answerable), _logit(best.outside), uncovered, float(bool(asked.mentions)), float(asked.rows), np.log1p(words),
        unknown,
    ])  # fmt: skip


def entry_features(
    shared: Floats, laid: Laid, route: Route, subject: float, found: frozenset[int], judged: Sequence[Judged], asked: Question
) -> Floats:
    """``ENTRY_FEATURES`` of one entry; ``subject`` is the probability of all entries on its subject together."""
    inside = list(laid.sentences)
    top = max(float(j.chances.max()) for j in judged)
    best = max((float(j.chances[inside].max()) for j in judged), default=0.0) if inside else 0.0
    wanted = len(asked.trusts) or 1
    served = len(laid.parts) / wanted if asked.trusts else float(bool(laid.shown or laid.entry.card))
    return np.concatenate([
        shared,
        [_log(subject), _log(route.of(laid.entry.id) / max(subject, LEAST)), len(found & laid.sentences) / max(len(found), 1),
         best / max(top, LEAST), served, len(laid.unknown) / wanted if asked.trusts else 0.0],
        [float(laid.entry.form == form) for form in FORMS],
    ])  # fmt: skip


def find_features(shared: Floats, subject: float, judged: Sequence[Judged], agreement: float) -> Floats:
    """``FIND_FEATURES``: ``subject`` is the likeliest entry's probability, ``agreement`` its share of what was found."""
    top = max(float(j.chances.max()) for j in judged)
    return np.concatenate([shared, [_log(subject), _logit(top), agreement]])


def near_features(near: NDArray[np.float32], judged: Sequence[Judged]) -> Floats:
    """``NEAR_FEATURES``: ``near`` is what ``Likeness.near`` says; the bank is looked up by the search that found most there."""
    searches = {id(j.search): j.search for j in judged}.values()  # one for all trusts, as a rule
    bank = max((greatest(search.bank, NEAREST) for search in searches), key=lambda best: float(best.max(initial=-1.0)))
    best, mean = (float(bank[-1]), float(bank.mean())) if len(bank) else (0.0, 0.0)
    answered, _, absent, _, elsewhere, _ = near.tolist()
    known = max(answered, best)
    return np.array([*near, best, mean, answered - absent, known - absent, known - elsewhere, best - absent])


def answerable_features(candidates: Sequence[Candidate], near: Floats) -> Floats:
    """``ANSWERABLE_FEATURES`` of a request's candidates, the likeliest entry first and what was found last."""
    first = candidates[0].features if candidates[0].laid else np.zeros(len(ENTRY_FEATURES))
    entry = dict(zip(ENTRY_FEATURES, first, strict=True))
    return np.array([*candidates[-1].features, *(entry[name] for name in _OF_ENTRY), *near])


def narrower_first(ordered: list[Candidate], subject: Sequence[str]) -> list[Candidate]:
    """The candidates, the worthiest first; but one that is nearly as worthy goes first whose title has every word of the subject,
    where the worthiest entry's title has some: of "feedback from patients" what is on that before what is on feedback.
    """

    def held(candidate: Candidate) -> int:
        title = set(terms(candidate.laid.entry.title)) if candidate.laid else set[str]()
        return sum(title.issuperset(terms(word)) for word in subject)

    if not ordered or not 0 < held(ordered[0]) < len(subject):
        return ordered
    near = (c for c in ordered[1:] if c.worth >= NEARLY * ordered[0].worth and held(c) == len(subject))
    narrow = next(near, ordered[0])
    return [narrow, *(c for c in ordered if c is not narrow)]


def worth(weights: Floats, features: Floats) -> float:
    """How likely it is that a reader is well served, 0 to 1."""
    logit = float(features @ weights[:-1] + weights[-1])
    return float(1 / (1 + np.exp(-min(max(logit, -30.0), 30.0))))


def _log(probability: float) -> float:
    return float(np.log(max(probability, LEAST)))


def _logit(probability: float) -> float:
    clipped = min(max(probability, LEAST), 1 - LEAST)
    return float(np.log(clipped / (1 - clipped)))
