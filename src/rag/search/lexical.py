"""BM25 over stemmed words (Robertson and Zaragoza 2009). This module owns bm25s.

bm25s weighs every word in every text once, when an index is built. Asking adds its weights up, for which NumPy is enough: to
import bm25s, and SciPy with it, took a tenth of a start.
"""

from __future__ import annotations

import io
import json
import logging
from typing import TYPE_CHECKING

import numpy as np

from rag.text import terms

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

METHOD, K1, B = "lucene", 1.2, 0.75
"""Lucene's form of BM25 with its defaults, which stand in the middle of what Robertson and Zaragoza found to serve."""
NAME = f"bm25s {METHOD} k1={K1} b={B}, Snowball English"
"""What tells an index of these texts from another of them."""
FOLDER = "lexical"
ARRAYS = ("weights", "texts", "starts")
WORDS = f"{FOLDER}/words.json"


class LexicalIndex:
    """BM25 scores of a question against each of a fixed list of texts, in their order.

    It is a sparse matrix by columns: word ``n`` of ``words`` has ``weights[starts[n]:starts[n + 1]]`` in those ``texts``.
    """

    def __init__(
        self, weights: NDArray[np.float32], texts: NDArray[np.int32], starts: NDArray[np.int32], words: Mapping[str, int], size: int
    ) -> None:
        self._arrays = dict(zip(ARRAYS, (weights, texts, starts), strict=True))
        self._weights, self._texts, self._starts = weights, texts, starts.tolist()
        self._words = dict(words)
        self._size = size

    @classmethod
    def build(cls, texts: Sequence[str]) -> LexicalIndex:
        """Index ``texts``; there must be at least one with a word in it (``ValueError``)."""
        tokens = [terms(text) for text in texts]
        if not any(tokens):
            raise ValueError("no text has a word in it")
        import bm25s

        logging.getLogger("bm25s").setLevel(logging.WARNING)
        model = bm25s.BM25(method=METHOD, k1=K1, b=B)
        model.index(tokens, show_progress=False)
        scores = model.scores
        return cls(scores["data"], scores["indices"], scores["indptr"], model.vocab_dict, len(texts))

    def scores(self, query: str) -> NDArray[np.float32]:
        """BM25 scores, shape ``(number of texts,)``; all zero where the query shares no word."""
        total = np.zeros(self._size, np.float32)
        for term in terms(query):
            if (word := self._words.get(term)) is not None:
                column = slice(self._starts[word], self._starts[word + 1])
                total[self._texts[column]] += self._weights[column]  # a text stands in a column once
        return total

    def save(self, home: Path) -> None:
        """Write the index into its folder in ``home``."""
        (home / FOLDER).mkdir()
        for name, array in self._arrays.items():
            with (home / FOLDER / f"{name}.npy").open("wb") as file:
                np.save(file, array, allow_pickle=False)
        (home / WORDS).write_text(json.dumps({"size": self._size, "words": self._words}, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> LexicalIndex:
        """What ``save`` wrote, by its names in ``home``, verified by the caller.

        ``KeyError`` names a file that is missing, ``ValueError`` tells of one that cannot be read.
        """
        contents = (io.BytesIO(files[f"{FOLDER}/{name}.npy"]) for name in ARRAYS)
        weights, texts, starts = (np.load(content, allow_pickle=False) for content in contents)
        words = json.loads(files[WORDS])
        return cls(weights, texts, starts, words["words"], int(words["size"]))
