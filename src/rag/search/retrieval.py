"""Question → scores of every sentence and a ranking of passages: dense, BM25 and the question bank, fused.

Passages are ranked by reciprocal rank fusion (Cormack, Clarke and Büttcher 2009) of three rankings. Trusts asked for
are a hard filter here, so that nothing later can quote another trust. All similarities are kept: the judge sees each
sentence's scores, not only its rank. Who computes them is a ``VectorSearch``; the corpus is small, so by default exactly.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.search.vectors import Exact

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rag.search.embedding import Embedder
    from rag.search.index import PassageIndex
    from rag.search.vectors import VectorSearch
    from rag.types import TrustId

    Floats = NDArray[np.float32]

RRF_K = 60
RETRIEVED = 20


@dataclass(frozen=True, slots=True)
class Search:
    """What a query is searched as: its text, its unit vector ``(d,)`` and its similarity to every bank question and gap."""

    text: str
    vector: Floats
    bank: Floats
    gaps: Floats


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
        self._bank_pairs = _pairs([q.sentences for q in index.bank])
        self._gap_pairs = _pairs([g.nearest for g in index.gaps])

    @property
    def embedder_digest(self) -> str:
        """Names the weights and the adapter that questions are embedded with."""
        return self._embedder.digest

    def prepare(self, texts: Sequence[str]) -> list[Search]:
        """Embed the texts (in one call) and compare them with bank and gaps."""
        vectors = self._embedder.encode(texts)
        near = self.vectors.similarities
        return [
            Search(text, vector, near("bank", vector), near("gaps", vector)) for text, vector in zip(texts, vectors, strict=True)
        ]

    def score(self, search: Search, trusts: Sequence[TrustId | None] = (), themes: Sequence[str] = ()) -> Scores:
        """Score everything for one search; only sentences of ``trusts`` (and ``themes``) are allowed, all if empty."""
        index = self.index
        ok = self._allowed(trusts, themes)
        dense = self.vectors.similarities("sentences", search.vector)
        bank, second = _best_two(self._bank_pairs, search.bank, len(index.sentences))
        gap, _ = _best_two(self._gap_pairs, search.gaps, len(index.sentences))
        passage_dense = self.vectors.similarities("passages", search.vector)
        passage_lexical = index.passage_lexical.scores(search.text)
        passage_bank = self._by_passage(bank)
        passage_sentence = self._by_passage(dense)
        rrf = np.zeros(len(index.passages), np.float32)
        for scores in (np.maximum(passage_dense, passage_sentence), passage_lexical, passage_bank):
            ranks = ranks_of(np.where(ok, scores, -np.inf))
            rrf += np.where(scores > -1, 1 / (RRF_K + ranks), 0).astype(np.float32)
        order = np.lexsort((np.arange(len(rrf)), -np.where(ok, rrf, -np.inf)))
        return Scores(
            search=search,
            allowed=ok[self.passage_of],
            dense=dense,
            bank=bank,
            bank_second=second,
            gap=gap,
            passage_dense=passage_dense,
            passage_lexical=passage_lexical,
            passage_rrf=rrf,
            passage_order=tuple(int(n) for n in order if ok[n]),
        )

    def _allowed(self, trusts: Sequence[TrustId | None], themes: Sequence[str]) -> NDArray[np.bool_]:
        """Passages of the trusts and themes, shape ``(m,)``; all where none is given."""
        ok = np.ones(len(self.index.passages), np.bool_)
        for wanted, passages in ((trusts, self._of_trust), (themes, self._of_theme)):
            if wanted:
                ok &= np.logical_or.reduce([passages[name] for name in wanted if name in passages] or [~ok])
        return ok

    def _by_passage(self, scores: Floats) -> Floats:
        """The best score among each passage's sentences, shape ``(m,)``."""
        best = np.full(len(self.index.passages), -1, np.float32)
        np.maximum.at(best, self.passage_of, scores)
        return best


def ranks_of(scores: NDArray[np.floating]) -> NDArray[np.int64]:
    """Rank of each score from 1, highest first; equal scores rank by position."""
    order = np.lexsort((np.arange(len(scores)), -scores))
    ranks = np.empty(len(scores), np.int64)
    ranks[order] = np.arange(1, len(scores) + 1)
    return ranks


def _places(own: Sequence[Sequence[Any]]) -> dict[Any, NDArray[np.bool_]]:
    """For each value, which of the sequences hold it."""
    return {value: np.array([value in held for held in own]) for value in {value for held in own for value in held}}


def _pairs(owners: Sequence[Sequence[int]]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(question number, sentence) of every tie between a question and a sentence."""
    pairs = [(n, sentence) for n, sentences in enumerate(owners) for sentence in sentences]
    array = np.array(pairs, np.int64).reshape(-1, 2)
    return array[:, 0], array[:, 1]


def _best_two(pairs: tuple[NDArray[np.int64], NDArray[np.int64]], scores: Floats, count: int) -> tuple[Floats, Floats]:
    """The best and the second best score tied to each sentence, -1 where there is none."""
    questions, sentences = pairs
    best = np.full(count, -1, np.float32)
    second = np.full(count, -1, np.float32)
    if len(questions):
        values = scores[questions]
        np.maximum.at(best, sentences, values)
        below = values < best[sentences]
        np.maximum.at(second, sentences[below], values[below])
    return best, second
