"""Question → scores of every sentence and a ranking of passages: dense, BM25 and the question bank, fused.

Passages are ranked by reciprocal rank fusion (Cormack, Clarke and Büttcher 2009) of three rankings. Trusts asked for
are a hard filter here, so that nothing later can quote another trust. All similarities are kept: the judge sees each
sentence's scores, not only its rank. Who computes them is a ``VectorSearch``; the corpus is small, so by default exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.search.second import second_core
from rag.search.vectors import Exact

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from rag.search.embedding import Embedder
    from rag.search.index import PassageIndex
    from rag.search.vectors import Collection, VectorSearch
    from rag.types import TrustId

    Floats = NDArray[np.float32]

RRF_K = 60
RETRIEVED = 20


class Search:
    """What a query is searched as: its text and its unit vector ``(d,)``. What is found by it anywhere is looked for when first it
    is needed and kept with it: a text that only routes finds nothing, and one of several trusts is scored for each.

    Of one request, so for one thread; no ``cached_property``, which in Python 3.11 lets one search at a time look.
    """

    __slots__ = ("_bank", "_found", "_gaps", "by", "text", "vector")

    def __init__(self, text: str, vector: Floats, by: Retriever) -> None:
        self.text, self.vector, self.by = text, vector, by
        self._bank: Callable[[], Floats] | Floats = partial(by.near, "bank", vector)
        self._gaps: Floats | None = None
        self._found: Found | None = None

    def beside(self, other: Callable[[], Floats]) -> Callable[[], Floats]:
        """Look for the nearest bank questions on a second core, and then do ``other``, whose result comes back as a function."""
        if not callable(self._bank):
            return other
        self._bank, result = second_core().begin(self._bank, other)
        return result

    @property
    def bank(self) -> Floats:
        """Similarity to every bank question, shape ``(b,)``."""
        if callable(self._bank):
            self._bank = self._bank()
        return self._bank

    @property
    def gaps(self) -> Floats:
        """Similarity to every gap, shape ``(g,)``."""
        if self._gaps is None:
            self._gaps = self.by.near("gaps", self.vector)
        return self._gaps

    @property
    def found(self) -> Found:
        """Scores without any filter."""
        if self._found is None:
            self._found = self.by.find(self)
        return self._found


@dataclass(frozen=True, slots=True)
class Found:
    """What ``Scores`` holds of a search whatever is allowed, and the three rankings' scores of passages, shape ``(3, m)``."""

    dense: Floats
    bank: Floats
    bank_second: Floats
    gap: Floats
    passage_dense: Floats
    passage_lexical: Floats
    rankings: Floats


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of all sentences (``(n,)``, by ``Sentence.index``) and passages (``(m,)``); higher is better.

    ``allowed`` is false for sentences of trusts that were not asked for. ``bank`` is the similarity of the nearest bank
    question of a sentence (-1 where it has none) and ``bank_second`` that of the next; ``gap`` is the similarity of the
    nearest gap that is nearest to the sentence (-1 without); ``passage_order`` ranks the allowed passages, best first.
    """

    search: Search
    allowed: NDArray[np.bool_]
    dense: Floats
    bank: Floats
    bank_second: Floats
    gap: Floats
    passage_dense: Floats
    passage_lexical: Floats
    passage_rrf: Floats
    passage_order: tuple[int, ...]


class Retriever:
    """Searches one index with one embedder; holds only arrays derived from the index. ``vectors`` is exact if not given."""

    def __init__(self, index: PassageIndex, embedder: Embedder, vectors: VectorSearch | None = None) -> None:
        self.index = index
        self.vectors: VectorSearch = vectors or Exact(index)
        self._embedder = embedder
        self.passage_of = np.array([n for n, p in enumerate(index.passages) for _ in p.sentences])
        self._of_trust = _places([(p.trust,) for p in index.passages])
        self._of_theme = _places([p.themes for p in index.passages])
        self._every = np.ones(len(index.passages), np.bool_)
        self._every.setflags(write=False)
        self._begins = np.flatnonzero(np.diff(self.passage_of, prepend=-1))
        self._bank_pairs = Ties.of([q.sentences for q in index.bank])
        self._gap_pairs = Ties.of([g.nearest for g in index.gaps])

    @property
    def embedder_digest(self) -> str:
        """Names the weights and the adapter that questions are embedded with."""
        return self._embedder.digest

    def prepare(self, texts: Sequence[str]) -> list[Search]:
        """Embed the texts (in one call)."""
        return [Search(text, vector, self) for text, vector in zip(texts, self._embedder.encode(texts), strict=True)]

    def near(self, collection: Collection, vector: Floats) -> Floats:
        """Similarity of a unit vector ``(d,)`` to every bank question, or to every gap."""
        return self.vectors.similarities(collection, vector)

    def find(self, search: Search) -> Found:
        """Score everything for one search, whatever is allowed; kept as ``search.found``."""
        count = len(self.index.sentences)
        dense = self.vectors.similarities("sentences", search.vector)
        bank, second = self._bank_pairs.best_two(search.bank, count)
        gap = self._gap_pairs.best(search.gaps, count)
        passage_dense = self.vectors.similarities("passages", search.vector)
        passage_lexical = self.index.passage_lexical.scores(search.text)
        rankings = np.stack([np.maximum(passage_dense, self._by_passage(dense)), passage_lexical, self._by_passage(bank)])
        return Found(dense, bank, second, gap, passage_dense, passage_lexical, rankings)

    def score(self, search: Search, trusts: Sequence[TrustId | None] = (), themes: Sequence[str] = ()) -> Scores:
        """Score everything for one search; only sentences of ``trusts`` (and ``themes``) are allowed, all if empty."""
        ok, found = self._allowed(trusts, themes), search.found
        ranks = ranks_of(np.where(ok, found.rankings, -np.inf))
        parts = np.where(found.rankings > -1, 1 / (RRF_K + ranks), 0).astype(np.float32)
        rrf = parts[0] + parts[1] + parts[2]
        order = np.argsort(np.where(ok, -rrf, np.inf), kind="stable")
        return Scores(
            search=search,
            allowed=ok[self.passage_of],
            dense=found.dense,
            bank=found.bank,
            bank_second=found.bank_second,
            gap=found.gap,
            passage_dense=found.passage_dense,
            passage_lexical=found.passage_lexical,
            passage_rrf=rrf,
            passage_order=tuple(order[ok[order]].tolist()),
        )

    def _allowed(self, trusts: Sequence[TrustId | None], themes: Sequence[str]) -> NDArray[np.bool_]:
        """Passages of the trusts and themes, shape ``(m,)``; all where none is given."""
        if not trusts and not themes:
            return self._every
        ok = np.ones(len(self.index.passages), np.bool_)
        for wanted, passages in ((trusts, self._of_trust), (themes, self._of_theme)):
            if wanted:
                ok &= np.logical_or.reduce([passages[name] for name in wanted if name in passages] or [~ok])
        return ok

    def _by_passage(self, scores: Floats) -> Floats:
        """The best score among each passage's sentences, shape ``(m,)``."""
        return np.maximum(np.maximum.reduceat(scores, self._begins), np.float32(-1))


def ranks_of(scores: NDArray[np.floating]) -> NDArray[np.int64]:
    """Rank of each score from 1 along the last axis, highest first; equal scores rank by position."""
    order = np.argsort(-scores, axis=-1, kind="stable")
    ranks = np.empty(scores.shape, np.int64)
    counted, count = np.arange(1, scores.shape[-1] + 1), scores.shape[-1]
    for own, best_first in zip(ranks.reshape(-1, count), order.reshape(-1, count), strict=True):
        own[best_first] = counted
    return ranks


def best_first(scores: NDArray[np.floating], most: int) -> NDArray[np.int64]:
    """The places of the ``most`` highest scores, or of as many as there are, highest first; equal ones by position. The rest is
    not put in an order.
    """
    if len(scores) <= most:
        return np.argsort(-scores, kind="stable")
    likely = np.flatnonzero(scores >= np.partition(scores, -most)[-most])
    return likely[np.argsort(-scores[likely], kind="stable")][:most]


def _places(own: Sequence[Sequence[Any]]) -> dict[Any, NDArray[np.bool_]]:
    """For each value, which of the sequences hold it."""
    return {value: np.array([value in held for held in own]) for value in {value for held in own for value in held}}


@dataclass(frozen=True, slots=True)
class Ties:
    """Which questions are tied to which sentences, in the order of the sentences: ``questions`` and ``owners``, a place in
    ``sentences``, one a tie; of each of ``sentences`` the ties from ``begins`` on.
    """

    questions: NDArray[np.int64]
    owners: NDArray[np.int64]
    sentences: NDArray[np.int64]
    begins: NDArray[np.int64]

    @classmethod
    def of(cls, owners: Sequence[Sequence[int]]) -> Ties:
        """Of the sentences of each question, in the order of the questions."""
        pairs = np.array([(s, n) for n, sentences in enumerate(owners) for s in sentences], np.int64).reshape(-1, 2)
        pairs = pairs[np.argsort(pairs[:, 0], kind="stable")]
        sentences, begins, places = np.unique(pairs[:, 0], return_index=True, return_inverse=True)
        return cls(np.ascontiguousarray(pairs[:, 1]), places, sentences, begins)

    def best_two(self, scores: Floats, count: int) -> tuple[Floats, Floats]:
        """Of the scores of every question the best and the next lower one tied to each of ``count`` sentences, -1 where there is
        none.
        """
        if not len(self.questions):
            return np.full(count, -1, np.float32), np.full(count, -1, np.float32)
        values = scores.take(self.questions)
        highest = np.maximum.reduceat(values, self.begins)
        lower = np.where(values < highest.take(self.owners), values, np.float32(-1))
        return self._of_sentences(highest, count), self._of_sentences(np.maximum.reduceat(lower, self.begins), count)

    def best(self, scores: Floats, count: int) -> Floats:
        """The first of ``best_two`` alone."""
        if not len(self.questions):
            return np.full(count, -1, np.float32)
        return self._of_sentences(np.maximum.reduceat(scores.take(self.questions), self.begins), count)

    def _of_sentences(self, values: Floats, count: int) -> Floats:
        """A value of each of ``sentences`` at its place among ``count``, -1 at the least."""
        placed = np.full(count, -1, np.float32)
        placed[self.sentences] = np.maximum(values, np.float32(-1))
        return placed
