"""The edition's words in alphabetical order of what follows them: where do these words stand, and how far do they go on?

A suffix array (Manber and Myers 1990) over the places where a word begins: looking words up takes a binary search,
however long the edition and whatever is looked up.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.corpus.typography import Words, same_punctuation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.corpus.report import Report
    from rag.types import Passage

DEPTH = 64
"""Letters by which places are sorted; longer words are compared one by one. Two places of this report share 83 at most."""

FREQUENT = 32
"""Places of words from which on they are remembered: some two hundred, all of them the edition's own."""


@dataclass(frozen=True, slots=True)
class Edges:
    """Where a sentence begins and ends, in letters and in the edition."""

    letters: tuple[int, int]
    text: tuple[int, int]


class Wording:
    """The words of one edition; places are offsets in ``words.letters``."""

    def __init__(self, report: Report, passages: Sequence[Passage]) -> None:
        self.words = Words.of(report.text)
        self.letters = self.words.letters
        self._starts = self.words.offsets[:-1]
        self._is_edge = bytearray(len(self.letters) + 1)
        for offset in self.words.offsets:
            self._is_edge[offset] = 1
        self._sorted = sorted(self._starts, key=self._beginning)
        self._frequent: dict[str, list[int]] = {}
        self._gaps = sorted(self.words.gaps)
        own = [word.start for word in self.words.words]
        self._sections = [self.words.offsets[bisect_left(own, section.start)] for section in report.sections]
        spans = [(s.start, s.end) for passage in passages for s in passage.sentences]
        self.sentences = sorted(
            (Edges((self.words.offsets[bisect_left(own, a)], self.words.offsets[bisect_left(own, b)]), (a, b)) for a, b in spans),
            key=lambda edges: edges.letters,
        )
        self._begins = {edges.letters[0]: edges.text[0] for edges in self.sentences}
        self._ends = {edges.letters[1]: edges.text[1] for edges in self.sentences}
        self._sentence_starts = [edges.letters[0] for edges in self.sentences]

    def find(self, letters: str, *, whole: bool = True) -> list[int]:
        """Where words have these letters, in the edition's order, from a word's beginning and, if ``whole``, to a word's end;
        nowhere for none.
        """
        if not letters:
            return []
        if whole and letters in self._frequent:
            return self._frequent[letters]
        head = letters[:DEPTH]
        first = bisect_left(self._sorted, head, key=self._beginning)
        last = bisect_right(self._sorted, head, first, key=lambda place: self.letters[place : place + len(head)])
        length = len(letters)
        found = sorted(
            place
            for place in self._sorted[first:last]
            if (not whole or self.is_edge(place + length)) and (length <= DEPTH or self.letters.startswith(letters, place))
        )
        if whole and len(found) >= FREQUENT:
            self._frequent[letters] = found
        return found

    def longest(self, letters: str) -> int:
        """How many of the first letters stand somewhere in the edition, from a word's beginning."""
        at = bisect_left(self._sorted, letters[:DEPTH], key=self._beginning)
        return max((self._common(letters, place) for place in self._sorted[max(0, at - 1) : at + 1]), default=0)

    def is_edge(self, place: int) -> bool:
        """Whether a word begins or ends there."""
        return place <= len(self.letters) and bool(self._is_edge[place])

    def word_at(self, place: int) -> int:
        """The number of the word that begins there, or of the first after it."""
        return bisect_left(self._starts, place)

    def section_of(self, place: int) -> int:
        """The number of the section that the place is in."""
        return bisect_right(self._sections, place) - 1

    def section_end(self, place: int) -> int:
        """Where the section ends that the place is in."""
        following = bisect_right(self._sections, place)
        return self._sections[following] if following < len(self._sections) else len(self.letters)

    def sentence_around(self, place: int) -> tuple[int, int]:
        """The sentence that the place is in, or the place alone between two."""
        at = bisect_right(self._sentence_starts, place) - 1
        first, last = self.sentences[at].letters if at >= 0 else (place, place)
        return (first, last) if first <= place < last else (place, place)

    def begins(self, place: int) -> bool:
        """Whether a sentence begins there."""
        return place in self._begins

    def ends(self, place: int) -> bool:
        """Whether a sentence ends there."""
        return place in self._ends

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Letters ``first`` to ``last`` as a span of the edition, with a whole sentence's own marks."""
        words = self.words.words
        start = self._begins.get(first, words[self.word_at(first)].start)
        return start, self._ends.get(last, words[self.word_at(last) - 1].end)

    def same(self, own: Words, first: int, last: int, place: int, free: frozenset[int] = frozenset()) -> bool:
        """Whether letters ``first`` to ``last`` of ``own``, which stand at ``place``, have its capitals and punctuation, too.

        A capital may be another at the places ``free``, which are of ``own``.
        """
        mine, theirs = own.capitals[first:last], self.words.capitals[place : place + last - first]
        if mine != theirs and _differ(mine, theirs, first, free):
            return False
        own_at = own.gap_offsets[bisect_right(own.gap_offsets, first) : bisect_left(own.gap_offsets, last)]
        theirs_at = self._gaps[bisect_right(self._gaps, place) : bisect_left(self._gaps, place + last - first)]
        if not own_at and not theirs_at:
            return True
        shift = place - first
        return all(
            same_punctuation(own.gaps.get(offset, " "), self.words.gaps.get(offset + shift, " "))
            for offset in {*own_at, *(at - shift for at in theirs_at)}
        )

    def _beginning(self, place: int) -> str:
        return self.letters[place : place + DEPTH]

    def _common(self, letters: str, place: int) -> int:
        known, step = 0, DEPTH
        while known < len(letters) and letters[known : known + step] == self.letters[place + known : place + known + step]:
            known += step
        mine, theirs = letters[known : known + step], self.letters[place + known : place + known + step]
        return known + next((n for n, (a, b) in enumerate(zip(mine, theirs, strict=False)) if a != b), min(len(mine), len(theirs)))


def _differ(mine: str, theirs: str, first: int, free: frozenset[int]) -> bool:
    return any(a != b and first + n not in free for n, (a, b) in enumerate(zip(mine, theirs, strict=True)))
