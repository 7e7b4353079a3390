"""How likely it is that a sentence answers, that there is an answer at all, and that the question is on the subject.

The weights and thresholds are fitted by ``rag train`` (``training/calibration.py``) on questions that the embedder of that
moment had not been trained on, and written to ``index/adapter/calibration.json`` with the date and the digests of the
data. Nothing here is typed in by hand.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.answering.features import FEATURES
from rag.errors import CorpusError, reason
from rag.search.retrieval import best_first

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rag.search.retrieval import Search

    Floats = NDArray[np.float64]

REFUSAL_FEATURES = (
    "best", "best_three", "bank", "bank_second", "gap", "gap_top", "uncovered", "dense", "cover", "cover_passage",
    "cover_bank", "number", "when", "role", "top_dense", "top_passage", "top_bank",
    "asks_gap", "asks_outside", "words_outside",
)  # fmt: skip

ANY_REPORT = Path(__file__).with_name("any_report.json")
"""A judge for reports that none was calibrated for. ``rag train`` fits it as if its own report had neither bank nor gaps nor
adapter, without what the question alone tells; how well it does on another report nobody has measured."""
_OWN = [FEATURES.index(name) for name in REFUSAL_FEATURES[2:14]]
_TOP = [FEATURES.index(name.removeprefix("top_")) for name in REFUSAL_FEATURES[14:17]]
"""Columns of the best sentence, and those of which the best of all is taken, in the order of ``REFUSAL_FEATURES``."""
_ASKED_WORDS = re.compile(r"[^\W\d_]+|[<>{}$\[\]/=]")


@dataclass(frozen=True, slots=True)
class Calibration:
    """A fitted regression over ``FEATURES``, two over ``REFUSAL_FEATURES``, and the thresholds that go with them.

    ``gap_head`` and ``outside_head`` are regressions over the question's vector (bias last): does it ask what reports
    leave out, and is it about something else, whatever was found? ``outside_words`` is the latter over its words.
    ``show``: a sentence is quoted from this probability; ``keep``: and from this share of the best one's; ``answer``: a
    question is answered from this answerability, a comparison's row from ``answer_row``; ``outside``: above this
    probability a question is not about the report's subject at all.
    """

    weights: Floats
    bias: float
    refusal_weights: Floats
    refusal_bias: float
    outside_weights: Floats
    outside_bias: float
    gap_head: Floats
    outside_head: Floats
    outside_words: dict[str, float]
    show: float
    keep: float
    answer: float
    answer_row: float
    outside: float

    @classmethod
    def blank(cls) -> Calibration:
        """One that judges nothing and refuses nothing: what calibrating starts from."""
        none, rest = np.zeros(len(FEATURES)), np.zeros(len(REFUSAL_FEATURES))
        return cls(
            none,
            0.0,
            rest,
            0.0,
            rest,
            0.0,
            np.zeros(0),
            np.zeros(0),
            {},
            show=0.5,
            keep=0.5,
            answer=0.0,
            answer_row=0.0,
            outside=1.0,
        )

    @classmethod
    def for_any_report(cls) -> Calibration:
        """The one for a report that none was calibrated for."""
        return cls.load(ANY_REPORT, "any")

    @classmethod
    def load(cls, path: Path, embedder_digest: str) -> Calibration:
        """Read the calibration made for this embedder, or the one for the base model where there is none.

        Raises ``CorpusError`` if the file is missing, malformed or made for other features.
        """
        try:
            data = json.loads(path.read_text(encoding="utf-8"))
            model = data["models"].get(embedder_digest) or data["models"][data["base"]]
            made_for = (tuple(data["features"]), tuple(data["refusal_features"]))
            values: dict[str, Any] = {f.name: model[f.name] for f in fields(cls)}
            values = {name: np.array(v, np.float64) if isinstance(v, list) else v for name, v in values.items()}
            calibration = cls(**values)
            sizes = (len(calibration.weights), len(calibration.refusal_weights), len(calibration.outside_weights))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise CorpusError(f"{path} cannot be read ({reason(error)}). Restore it, or run: make train") from error
        if made_for != (FEATURES, REFUSAL_FEATURES) or sizes != (len(FEATURES), len(REFUSAL_FEATURES), len(REFUSAL_FEATURES)):
            raise CorpusError(f"{path} was made for other features than this version has. Run: make train")
        return calibration

    def to_dict(self) -> dict[str, Any]:
        """What ``load`` reads of one model."""
        values = ((f.name, getattr(self, f.name)) for f in fields(self))
        return {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in values}


def probabilities(calibration: Calibration, pair_features: Floats, allowed: NDArray[np.bool_]) -> Floats:
    """How likely each sentence answers, shape ``(n,)``; exactly 0 where a sentence is not allowed."""
    logits = pair_features @ calibration.weights + calibration.bias
    return np.where(allowed, 1 / (1 + np.exp(-np.clip(logits, -30, 30))), 0.0)


def asking(calibration: Calibration, search: Search) -> Floats:
    """What the question alone tells, shape ``(3,)``: the two heads over its vector, and its words.

    The heads are silent (0) for an embedder of another width than they were fitted for.
    """
    vector = search.vector
    heads = [
        float(head[:-1] @ vector + head[-1]) if len(head) == len(vector) + 1 else 0.0
        for head in (calibration.gap_head, calibration.outside_head)
    ]
    words = words_of(search.text)
    weights = calibration.outside_words
    return np.array([*heads, sum(weights.get(w, 0.0) for w in words) / max(len(words), 1) ** 0.5 + weights.get("", 0.0)])


def words_of(text: str) -> list[str]:
    """The different words and signs of a question, stop words included: they tell an order from a question."""
    return sorted(set(_ASKED_WORDS.findall(text.lower())))


def refusal_features(pair_features: Floats, chances: Floats, allowed: NDArray[np.bool_], asked: Floats) -> Floats:
    """What tells whether there is an answer at all: the best sentences' features and ``asking``'s, as in ``REFUSAL_FEATURES``."""
    order = best_first(chances, 3)
    clipped = np.minimum(np.maximum(chances[order], 1e-6), 1 - 1e-6)
    logits = np.log(clipped / (1 - clipped))
    top = [pair_features[:, column].max(initial=-1.0, where=allowed) for column in _TOP]
    return np.concatenate([[logits[0], logits.mean()], pair_features[order[0], _OWN], top, asked])


def answerability(calibration: Calibration, best: Floats) -> float:
    """How likely it is that the report answers, 0 to 1, from a question's refusal features."""
    return _logistic(float(best @ calibration.refusal_weights) + calibration.refusal_bias)


def outsideness(calibration: Calibration, best: Floats) -> float:
    """How likely it is that the question is not about the report's subject, 0 to 1, from its refusal features."""
    return _logistic(float(best @ calibration.outside_weights) + calibration.outside_bias)


def _logistic(logit: float) -> float:
    return float(1 / (1 + np.exp(-min(max(logit, -30.0), 30.0))))
