"""Misspelt words in a request → the words of the report and of its readers that were meant.

Only a word that nobody knows (neither the report, the bank, the embedder's own vocabulary, nor a list of British English) is
changed, and only to a near one. Names and abbreviations stay: what is written with a capital inside a sentence, in capitals,
or with digits.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import process
from rapidfuzz.distance import OSA

from rag.understanding.wordlist import is_english

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    Corrections = tuple[tuple[str, str], ...]

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_TITLED = re.compile(r"\b(?:sir|dame|lord|dr|prof|professor|mr|mrs)\.? $", re.IGNORECASE)
"""Before a name."""
SHORTEST = 4
"""Letters of a word that may be corrected; one of just so many only where letters were left out or changed places, since it is
as likely an abbreviation."""
LONG = 7
"""From this length on two edits are forgiven, below it one."""
LONGEST = 24
"""No word of the report is longer than 21 letters; nothing beyond is a misspelling of one."""
MOST = 12
"""Different words corrected in one request: one with more of them is no English, and each costs a look at every word."""
KEPT = 30
"""How much likelier a word is that only lost letters or changed two: "wich" is "which", though "with" is the commoner word."""
KEPT_TEXTS = 16
"""Texts whose correction is kept: one is corrected to tell whether it is a move, and again as it is read."""
COMMON = 8
"""A word of the bank that neither the report nor the embedder knows may be a misspelling that readers make, unless it is common."""


def count_words(report: str, asked: Iterable[str], known: Callable[[str], bool], put: Iterable[str] = ()) -> Counter[str]:
    """How often each lower-case word stands in the report and, where it is a word at all, in the questions ``asked``; further long
    words of British English in what somebody ``put``, misspelt as people type them, count nothing: of such a one letters may be
    left out alone ("spotify" is not "specify").
    """
    said = Counter(_words(report))
    typed = Counter(word for question in asked for word in _words(question))
    counted = said + Counter({w: n for w, n in typed.items() if w in said or known(w) or n >= COMMON})
    further = {word for one in put for word in _words(one) if len(word) >= LONG and word not in counted and is_english(word)}
    counted.update(dict.fromkeys(further, 0))
    return counted


class Speller:
    """Corrects to the words of ``counts``; ``known`` says whether a lower-case word is a word at all."""

    def __init__(self, counts: Mapping[str, int], known: Callable[[str], bool], names: Iterable[str] = ()) -> None:
        self._count = dict(counts)
        self._names = {word for name in names for word in _words(name)}
        self._known = known
        self._choices: dict[int, list[str]] = {}
        for word in sorted(self._count, key=lambda w: (-self._count[w], w)):
            if len(word) >= SHORTEST - 1:
                self._choices.setdefault(len(word), []).append(word)
        self._kept = lru_cache(KEPT_TEXTS)(self._corrected)

    def correct(self, text: str) -> tuple[str, Corrections]:
        """``text`` with misspelt words replaced by the nearest known ones, and what was replaced by what, in order, each once."""
        return self._kept(text)

    def _corrected(self, text: str) -> tuple[str, Corrections]:
        capitals = text.isupper()
        seen: dict[str, str] = {}
        parts: list[str] = []
        done = changed = 0
        for match in _WORD.finditer(text):
            word = match[0]
            if word not in seen:
                name = not capitals and self._is_name(text, match)
                seen[word] = word if name or changed >= MOST else self._meant(word)
                changed += seen[word] != word
            parts += [text[done : match.start()], seen[word]]
            done = match.end()
        return "".join([*parts, text[done:]]), tuple((a, b) for a, b in seen.items() if a != b)

    def _is_name(self, text: str, match: re.Match[str]) -> bool:
        """Whether the word is written as a name or an abbreviation."""
        word = match[0]
        before = text[max(0, match.start() - 3) : match.start()].rstrip(" \"'(")
        inside = bool(before) and before[-1] not in ".?!:\n"
        titled = bool(_TITLED.search(text, max(0, match.start() - 12), match.start()))
        return titled or word[1:] != word[1:].lower() or (word[0].isupper() and inside)

    def _meant(self, word: str) -> str:
        lowered = word.lower()
        if not SHORTEST <= len(word) <= LONGEST or not (lowered.isascii() and lowered.isalpha()) or self._is_word(lowered):
            return word
        edits = 2 if len(word) >= LONG else 1
        near: list[tuple[str, float]] = []
        for length in range(len(word) - 1, len(word) + edits + 1):  # people leave out two letters, they do not add two
            found = process.extract(lowered, self._choices.get(length, ()), scorer=OSA.distance, score_cutoff=edits, limit=None)
            free = len(word) > SHORTEST
            near += [(c, distance) for c, distance, _ in found if (free and self._count[c]) or _kept(lowered, c)]
        if not near:
            return word
        best = min(near, key=lambda c: (c[1], c[0][0] != lowered[0], -self._likely(lowered, c[0]), c[0]))[0]
        if word.isupper():
            return best.upper()
        return best.capitalize() if word[0].isupper() else best

    def _likely(self, typed: str, meant: str) -> int:
        return self._count[meant] * (KEPT if _kept(typed, meant) else 1)

    def _is_word(self, lowered: str) -> bool:
        return lowered in self._count or lowered in self._names or self._known(lowered) or is_english(lowered)


def _kept(typed: str, meant: str) -> bool:
    """Whether no letter that was typed is wrong: some were left out, or two changed places."""
    letters = iter(meant)
    return all(letter in letters for letter in typed) or sorted(typed) == sorted(meant)


def _words(text: str) -> list[str]:
    return [word.replace("’", "'") for word in _WORD.findall(text.lower())]
