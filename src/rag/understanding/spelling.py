"""Misspelt words in a question → the words of the report and of its readers that were meant.

Only a word that nobody knows (neither the report, the bank, nor the embedder's own vocabulary) is changed, and only to a
near one; so a name or a rare word stays, and a correctly spelt question is never touched.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rag.search.index import PassageIndex

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
SHORTEST = 4
LONG = 7
"""From this length on two edits are forgiven, below it one."""
COMMON = 8
"""A word of the bank that neither the report nor the embedder knows may be a misspelling that readers make, unless it is common."""


class Speller:
    """Corrects against one index's words; ``known`` says whether a lower-case word is a word at all."""

    def __init__(self, index: PassageIndex, known: Callable[[str], bool], names: Iterable[str] = ()) -> None:
        report = Counter(_words(index.report.text))
        asked = Counter(word for q in index.bank for word in _words(q.question))
        self._count = report + Counter({w: n for w, n in asked.items() if w in report or known(w) or n >= COMMON})
        self._names = {word for name in names for word in _words(name)}
        self._known = known
        self._choices = sorted(self._count, key=lambda w: (-self._count[w], w))

    def correct(self, text: str) -> str:
        """``text`` with unknown words replaced by the nearest known one, where one is near enough."""
        return _WORD.sub(lambda m: self._meant(m[0]), text)

    def _meant(self, word: str) -> str:
        lowered = word.lower()
        if len(word) < SHORTEST or lowered in self._count or lowered in self._names or "'" in word or self._known(lowered):
            return word
        edits = 2 if len(word) >= LONG else 1
        # Candidates come commonest first and the first of equals is kept.
        near = [
            c
            for c in process.extract(lowered, self._choices, scorer=OSA.distance, score_cutoff=edits, limit=None)
            if len(c[0]) >= SHORTEST - 1
        ]
        if not near:
            return word
        best = min(near, key=lambda c: (c[1], c[0][0] != lowered[0], -self._count[c[0]], c[0]))[0]
        return best.capitalize() if word[0].isupper() else best


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]
