"""How a question and a sentence fit: features of every (question, sentence) pair, for the judge to weigh."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from rag.text import terms

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from rag.search.index import PassageIndex
    from rag.search.retrieval import Scores
    from rag.understanding.question import Question

    Floats = NDArray[np.float64]

FEATURES = (
    "dense", "dense_behind", "passage", "passage_behind", "bank", "bank_second", "bank_behind", "gap", "gap_top",
    "cover", "cover_passage", "cover_bank", "uncovered", "neighbour", "rank", "passage_rank",
    "number", "when", "quotation_asked", "quotation_unasked", "role", "item_asked", "item", "lead_in", "general_asked",
    "general_unasked", "length",
)  # fmt: skip

_AT = {name: place for place, name in enumerate(FEATURES)}
KEPT = 8
"""Requests whose words are kept with what covers them: a comparison asks the same of each trust."""
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


class Traits:
    """What does not depend on the question: the words of each sentence, its passage and its bank questions, its kind.

    ``held`` is boolean, shape ``(words, 3, sentences)``: whether a word stands in a sentence, in its passage, in what the bank asks
    of it. Every other array has one entry a sentence.
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
        in_sentence = self._incidence([set(terms(s.text)) for s in index.sentences])
        in_passage, in_asked = self._incidence(whole)[:, owner], self._incidence(asked)
        self.held = np.stack((in_sentence, in_passage, in_asked), axis=1)
        frequency = self._incidence(whole).sum(axis=1)
        self._weights = np.log((len(whole) + 1) / (frequency + 0.5))
        self._unknown = float(np.log((len(whole) + 1) / 0.5))
        texts = [s.text.lower() for s in index.sentences]
        offices = tags.profile.words.offices
        role = re.compile(rf"\b(?:{'|'.join(map(re.escape, offices))})\b" if offices else r"(?!)")
        self.number, self.when, self.role = (np.array([bool(p.search(t)) for t in texts]) - 0.5 for p in (_NUMBER, _WHEN, role))
        self.quotation = np.array([p.kind == "quotation" for p in homes])
        self.item = np.array([s.item is not None for s in index.sentences])
        self.lead = np.array([p.kind == "list" and s.item is None for s, p in zip(index.sentences, homes, strict=True)])
        self.general = np.array([p.trust is None for p in homes])
        self.length = np.log([len(s.text) / 100 for s in index.sentences])
        self.owner = owner
        self.beside = owner[1:] == owner[:-1]
        self.table = self._unasked()
        self.covers = lru_cache(KEPT)(self._covers)

    def _unasked(self) -> Floats:
        """``features`` of a question that asks for nothing in particular, with 0 where they depend on what is searched."""
        table = np.zeros((len(self.owner), len(FEATURES)), order="F")  # a request writes column by column
        own = (self.quotation, self.item, self.lead, self.general, self.length)
        for name, column in zip(("quotation_unasked", "item", "lead_in", "general_unasked", "length"), own, strict=True):
            table[:, _AT[name]] = column
        return table

    def weight(self, word: str) -> float:
        """Inverse passage frequency; a word that the report lacks weighs most."""
        return float(self._weights[self.rows[word]]) if word in self.rows else self._unknown

    def _covers(self, words: tuple[str, ...]) -> tuple[Floats, Floats, Floats, Floats]:
        """Share of the words' weight that each sentence has, its passage, its bank questions, and that none of these has."""
        known = [word for word in words if word in self.rows]
        weights = np.array([self.weight(word) for word in known])
        total = sum(self.weight(word) for word in words) or 1.0
        where = self.held[[self.rows[word] for word in known]]
        sentence, passage, asked = (weights @ where.reshape(len(known), 3 * len(self.owner)) / total).reshape(3, -1)
        held = weights @ where.any(axis=1) / total
        return sentence, passage, asked, 1 - held

    def _incidence(self, sets: list[set[str]]) -> NDArray[np.bool_]:
        matrix = np.zeros((len(self.rows), len(sets)), bool)
        for column, words in enumerate(sets):
            matrix[[self.rows[w] for w in words if w in self.rows], column] = True
        return matrix


def features(question: Question, scores: Scores, traits: Traits) -> Floats:
    """Features of the question with every sentence, shape ``(n, len(FEATURES))``, columns as in ``FEATURES``."""
    allowed, owner = scores.allowed, traits.owner
    lowered = question.text.lower()
    sentence, passage, asked, uncovered = traits.covers(tuple(sorted(set(terms(lowered)) - _trust_words(question))))
    passage_dense = scores.passage_dense[owner]
    table = traits.table.copy("F")
    searched = (
        scores.dense, _behind(scores.dense, allowed), passage_dense, _behind(passage_dense, allowed),
        scores.bank, scores.bank_second, _behind(scores.bank, allowed), scores.gap, scores.search.gaps.max(initial=-1),
        sentence, passage, asked, uncovered, _neighbour(np.maximum(scores.dense, scores.bank), traits.beside),
        _reciprocal_rank(scores.dense + scores.bank, allowed), _passage_rank(scores, owner),
    )  # fmt: skip
    for place, column in enumerate(searched):
        table[:, place] = column
    for pattern, name, column in (
        (_NUMBER_ASKED, "number", traits.number), (_WHEN_ASKED, "when", traits.when), (_ROLE_ASKED, "role", traits.role),
    ):  # fmt: skip
        if pattern.search(lowered):
            table[:, _AT[name]] = column
    if question.voice:
        table[:, _AT["quotation_asked"]], table[:, _AT["quotation_unasked"]] = traits.quotation, 0
    if question.listing:
        table[:, _AT["item_asked"]] = traits.item
    if question.everyone:  # what is said of no single trust speaks for a sentence where all are asked, and against it where one is
        table[:, _AT["general_asked"]], table[:, _AT["general_unasked"]] = traits.general, 0
    return table


def _trust_words(question: Question) -> set[str]:
    return {word for m in question.mentions for word in terms(question.text[m.start : m.end])}


def _behind(scores: NDArray[np.floating], allowed: NDArray[np.bool_]) -> Floats:
    return np.asarray(scores - scores.max(initial=-1.0, where=allowed), np.float64)


def _reciprocal_rank(scores: NDArray[np.floating], allowed: NDArray[np.bool_]) -> Floats:
    order = np.argsort(np.where(allowed, -scores, np.inf), kind="stable")
    shares = np.empty(len(scores))
    shares[order] = 1 / np.arange(1, len(scores) + 1)
    return shares


def _passage_rank(scores: Scores, owner: NDArray[np.int64]) -> Floats:
    shares = np.zeros(len(scores.passage_dense))
    shares[np.array(scores.passage_order, np.int64)] = 1 / np.arange(1, len(scores.passage_order) + 1)
    return shares[owner]


def _neighbour(scores: NDArray[np.floating], beside: NDArray[np.bool_]) -> Floats:
    """The better score of the sentences before and after, 0 without any; of each pair, whether it is ``beside`` in one passage."""
    best = np.zeros(len(scores))
    np.copyto(best[1:], scores[:-1], where=beside)
    best[:-1] = np.maximum(best[:-1], np.where(beside, scores[1:], 0))
    best[-1:] = np.maximum(best[-1:], 0)
    return best
