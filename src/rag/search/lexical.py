"""BM25 over stemmed words (Robertson and Zaragoza 2009). This module owns bm25s."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import bm25s
import numpy as np

from rag.text import terms

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

logging.getLogger("bm25s").setLevel(logging.WARNING)

METHOD, K1, B = "lucene", 1.2, 0.75
"""Lucene's form of BM25 with its defaults, which stand in the middle of what Robertson and Zaragoza found to serve."""
NAME = f"bm25s {METHOD} k1={K1} b={B}, Snowball English"
"""What tells an index of these texts from another of them."""


class LexicalIndex:
    """BM25 scores of a question against each of a fixed list of texts, in their order."""

    def __init__(self, model: bm25s.BM25) -> None:
        self._model = model

    @classmethod
    def build(cls, texts: Sequence[str]) -> LexicalIndex:
        """Index ``texts``; there must be at least one with a word in it (``ValueError``)."""
        tokens = [terms(text) for text in texts]
        if not any(tokens):
            raise ValueError("no text has a word in it")
        model = bm25s.BM25(method=METHOD, k1=K1, b=B)
        model.index(tokens, show_progress=False)
        return cls(model)

    def scores(self, query: str) -> NDArray[np.float32]:
        """BM25 scores, shape ``(number of texts,)``; all zero where the query shares no word."""
        known = [term for term in terms(query) if term in self._model.vocab_dict]
        if not known:
            return np.zeros(self._model.scores["num_docs"], np.float32)
        return np.asarray(self._model.get_scores(known), np.float32)

    def save(self, folder: Path) -> None:
        """Write the index into ``folder`` (made if missing)."""
        self._model.save(str(folder), show_progress=False)

    @classmethod
    def load(cls, folder: Path) -> LexicalIndex:
        """Read what ``save`` wrote; the caller has verified the files' digests."""
        return cls(bm25s.BM25.load(str(folder), show_progress=False))
