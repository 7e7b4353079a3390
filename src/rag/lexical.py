"""BM25 over stemmed words (Robertson and Zaragoza 2009). This module owns bm25s and the stemmer."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING

import bm25s
import numpy as np
import Stemmer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’']s$")
STOPWORDS = frozenset(
    [
        "a",
        "about",
        "all",
        "am",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "being",
        "but",
        "by",
        "can",
        "could",
        "did",
        "do",
        "does",
        "doing",
        "for",
        "from",
        "get",
        "got",
        "had",
        "has",
        "have",
        "having",
        "he",
        "her",
        "his",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "itself",
        "just",
        "like",
        "me",
        "more",
        "most",
        "my",
        "no",
        "nor",
        "not",
        "of",
        "on",
        "or",
        "our",
        "out",
        "over",
        "own",
        "please",
        "say",
        "says",
        "said",
        "she",
        "should",
        "so",
        "some",
        "such",
        "tell",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "through",
        "to",
        "too",
        "up",
        "us",
        "very",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "while",
        "who",
        "whom",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)

logging.getLogger("bm25s").setLevel(logging.WARNING)
_stemmer = Stemmer.Stemmer("english")


def terms(text: str) -> list[str]:
    """Stemmed lower-case words of ``text`` without stop words; possessive endings are dropped."""
    words = (_POSSESSIVE.sub("", word) for word in _WORD.findall(text.lower()))
    return list(_stemmer.stemWords([word for word in words if word not in STOPWORDS]))


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
        model = bm25s.BM25(method="lucene", k1=1.2, b=0.75)
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
