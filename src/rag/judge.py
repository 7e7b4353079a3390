"""How likely is it that a sentence answers a question: features of the pair, weighed by a calibrated regression.

The weights and thresholds are fitted by ``rag calibrate`` (``calibration.py``) on questions that the embedder of that
run had not been trained on, and written to ``corpus/calibration.json`` with the digests of the data. Nothing here is
typed in by hand.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.errors import CorpusError
from rag.lexical import terms

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from rag.index import PassageIndex
    from rag.question import Question
    from rag.retrieval import Scores, Search

    Floats = NDArray[np.float64]

FEATURES = (
    "dense", "dense_behind", "passage", "passage_behind", "bank", "bank_second", "bank_behind", "gap", "bank_over_gap", "gap_top",
    "cover", "cover_passage", "cover_bank", "uncovered", "neighbour", "rank", "passage_rank",
    "number", "when", "quotation_asked", "quotation_unasked", "role", "item_asked", "item", "lead_in", "general", "length",
)  # fmt: skip

REFUSAL_FEATURES = (
    "best", "best_three", "bank", "bank_second", "bank_over_gap", "gap", "gap_top", "uncovered", "dense", "cover", "cover_passage",
    "cover_bank", "number", "when", "role", "top_dense", "top_passage", "top_bank", "top_bank_over_gap_top",
    "asks_gap", "asks_outside", "words_outside",
)  # fmt: skip

_ASKED_WORDS = re.compile(r"[^\W\d_]+|[<>{}$\[\]/=]")
_NUMBER_ASKED = re.compile(
    r"\b(?:how (?:many|much|long|big|large|often|old)|number|percent\w*|per cent|proportion|share|budget|turnover|what size"
    r"|headcount)\b"
)
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|half|monthly|weekly|annual\w*|quarter|majority"
    r"|bi-annual|couple)\b"
)
_WHEN_ASKED = re.compile(r"\b(?:when|what year|which year|since|how long|how old|date|year)\b")
_WHEN = re.compile(r"\b(?:19|20)\d\d\b|\byears?\b|\bmonth|\bweek|\bdays?\b|\brecent|\bago\b")
_ROLE_ASKED = re.compile(
    r"\b(?:who|whom|whose|which (?:person|role|post|director)|by whom|responsible|accountable|lead|leads|boss|in charge)\b"
)
_ROLE = re.compile(
    r"\b(?:director|directors|chief|ceo|chair|chairs|lead|leads|manager|managers|officer|head|consultant|nurse|md|mds|dcd"
    r"|dcds|cd|cds|"
    r"executive|executives|team|committee|board|doctor|doctors|leader|leaders|responsible|accountable)\b"
)


class Traits:
    """What does not depend on the question: the words of each sentence, its passage and its bank questions, its kind.

    The three incidence matrices are boolean, shape ``(words, sentences)``; every other array has one entry a sentence.
    """

    def __init__(self, index: PassageIndex) -> None:
        homes = [p for p in index.passages for _ in p.sentences]
        owner = np.array([n for n, p in enumerate(index.passages) for _ in p.sentences])
        tags = index.report.tags
        whole = [set(terms(f"{p.heading} {p.text} {tags.searched_name(p.trust)}")) for p in index.passages]
        asked: list[set[str]] = [set() for _ in index.sentences]
        for question in index.bank:
            words = terms(question.question)
            for sentence in question.sentences:
                asked[sentence].update(words)
        self.rows = {w: n for n, w in enumerate(sorted(set().union(*whole, *asked)))}
        self.in_sentence = self._incidence([set(terms(s.text)) for s in index.sentences])
        self.in_passage = self._incidence(whole)[:, owner]
        self.in_asked = self._incidence(asked)
        frequency = self._incidence(whole).sum(axis=1)
        self._weights = np.log((len(whole) + 1) / (frequency + 0.5))
        self._unknown = float(np.log((len(whole) + 1) / 0.5))
        texts = [s.text.lower() for s in index.sentences]
        self.number, self.when, self.role = (np.array([bool(p.search(t)) for t in texts]) - 0.5 for p in (_NUMBER, _WHEN, _ROLE))
        self.quotation = np.array([p.kind == "quotation" for p in homes])
        self.item = np.array([s.item is not None for s in index.sentences])
        self.lead = np.array([p.kind == "list" and s.item is None for s, p in zip(index.sentences, homes, strict=True)])
        self.general = np.array([p.trust is None for p in homes])
        self.length = np.log([len(s.text) / 100 for s in index.sentences])
        self.owner = owner

    def weight(self, word: str) -> float:
        """Inverse passage frequency; a word that the report lacks weighs most."""
        return float(self._weights[self.rows[word]]) if word in self.rows else self._unknown

    def _incidence(self, sets: list[set[str]]) -> NDArray[np.bool_]:
        matrix = np.zeros((len(self.rows), len(sets)), bool)
        for column, words in enumerate(sets):
            matrix[[self.rows[w] for w in words if w in self.rows], column] = True
        return matrix


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
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise CorpusError(f"{path} cannot be read ({error!r}). Restore it, or run: make train") from error
        sizes = (len(calibration.weights), len(calibration.refusal_weights), len(calibration.outside_weights))
        if made_for != (FEATURES, REFUSAL_FEATURES) or sizes != (len(FEATURES), len(REFUSAL_FEATURES), len(REFUSAL_FEATURES)):
            raise CorpusError(f"{path} was made for other features than this version has. Run: make train")
        return calibration

    def to_dict(self) -> dict[str, Any]:
        """What ``load`` reads of one model."""
        values = ((f.name, getattr(self, f.name)) for f in fields(self))
        return {name: value.tolist() if isinstance(value, np.ndarray) else value for name, value in values}


def features(question: Question, scores: Scores, traits: Traits) -> Floats:
    """Features of the question with every sentence, shape ``(n, len(FEATURES))``, columns as in ``FEATURES``."""
    allowed, owner = scores.allowed, traits.owner
    lowered = question.text.lower()
    words = sorted(set(terms(lowered)) - _trust_words(question))
    rows = [traits.rows[w] for w in words if w in traits.rows]
    weights = np.array([traits.weight(w) for w in words if w in traits.rows])
    total = sum(traits.weight(w) for w in words) or 1.0
    sentence, passage, asked = (
        weights @ matrix[rows] / total for matrix in (traits.in_sentence, traits.in_passage, traits.in_asked)
    )
    held = traits.in_sentence[rows] | traits.in_passage[rows] | traits.in_asked[rows]
    passage_dense = scores.passage_dense[owner]
    asks_number, asks_when, asks_role = (bool(p.search(lowered)) for p in (_NUMBER_ASKED, _WHEN_ASKED, _ROLE_ASKED))
    columns = [
        scores.dense,
        _behind(scores.dense, allowed),
        passage_dense,
        _behind(passage_dense, allowed),
        scores.bank,
        scores.bank_second,
        _behind(scores.bank, allowed),
        scores.gap,
        scores.bank - 0.7 * scores.gap,
        np.full(len(owner), scores.search.gaps.max(initial=-1)),
        sentence,
        passage,
        asked,
        1 - weights @ held / total,
        _neighbour(np.maximum(scores.dense, scores.bank), owner),
        _reciprocal_rank(scores.dense + scores.bank, allowed),
        _passage_rank(scores, owner),
        asks_number * traits.number,
        asks_when * traits.when,
        question.voice * traits.quotation,
        (not question.voice) * traits.quotation,
        asks_role * traits.role,
        question.listing * traits.item,
        traits.item,
        traits.lead,
        traits.general * (1.0 if question.everyone else -0.3),
        traits.length,
    ]
    return np.stack([np.asarray(c, np.float64) for c in columns], axis=1)


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
    order = np.argsort(-chances, kind="stable")[:3]
    logits = np.log(np.clip(chances[order], 1e-6, 1 - 1e-6) / (1 - np.clip(chances[order], 1e-6, 1 - 1e-6)))
    best = dict(zip(FEATURES, pair_features[order[0]], strict=True))
    top = {name: pair_features[allowed, FEATURES.index(name)].max(initial=-1.0) for name in ("dense", "passage", "bank")}
    own = ("bank", "bank_second", "bank_over_gap", "gap", "gap_top", "uncovered", "dense", "cover", "cover_passage", "cover_bank",
           "number", "when", "role")  # fmt: skip
    return np.array([
        logits[0], logits.mean(), *(best[name] for name in own), top["dense"], top["passage"], top["bank"],
        top["bank"] - best["gap_top"], *asked,
    ])  # fmt: skip


def answerability(calibration: Calibration, best: Floats) -> float:
    """How likely it is that the report answers, 0 to 1, from a question's refusal features."""
    return _logistic(float(best @ calibration.refusal_weights) + calibration.refusal_bias)


def outsideness(calibration: Calibration, best: Floats) -> float:
    """How likely it is that the question is not about the report's subject, 0 to 1, from its refusal features."""
    return _logistic(float(best @ calibration.outside_weights) + calibration.outside_bias)


def _logistic(logit: float) -> float:
    return float(1 / (1 + np.exp(-np.clip(logit, -30, 30))))


def _trust_words(question: Question) -> set[str]:
    return {word for m in question.mentions for word in terms(question.text[m.start : m.end])}


def _behind(scores: NDArray[np.floating], allowed: NDArray[np.bool_]) -> Floats:
    best = scores[allowed].max(initial=-1.0)
    return np.asarray(scores - best, np.float64)


def _reciprocal_rank(scores: NDArray[np.floating], allowed: NDArray[np.bool_]) -> Floats:
    order = np.argsort(-np.where(allowed, scores, -np.inf), kind="stable")
    ranks = np.empty(len(scores))
    ranks[order] = np.arange(1, len(scores) + 1)
    return 1 / ranks


def _passage_rank(scores: Scores, owner: NDArray[np.int64]) -> Floats:
    ranks = np.full(len(scores.passage_dense), np.inf)
    ranks[list(scores.passage_order)] = np.arange(1, len(scores.passage_order) + 1)
    return 1 / ranks[owner]


def _neighbour(scores: NDArray[np.floating], owner: NDArray[np.int64]) -> Floats:
    """The better score of the sentences before and after in the same passage, 0 without any."""
    before = np.where(owner[1:] == owner[:-1], scores[:-1], 0)
    after = np.where(owner[1:] == owner[:-1], scores[1:], 0)
    return np.asarray(np.maximum(np.append(0, before), np.append(after, 0)), np.float64)
