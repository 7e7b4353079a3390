"""Do these words stand in the edition? Piece by piece, with what may stand between them in a copy and is nobody's word."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rag.corpus.typography import Words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from rag.corpus.suffixes import Wording

MOST_OMISSIONS = 8
"""Ellipses in one quotation; what has more is a list of scraps."""
MOST_ASIDES = 400
"""Brackets, notes' numbers and page furniture in one quotation: three a page of the whole report."""
MOST_BEGINNING = 4
"""Asides before the first words of a quotation with any of which it may begin: a page's number, its head, a note, and one more."""
MOST_IN_A_ROW = 4
"""Asides in a row that may be the edition's own words: a page's number, its running head, an address, a note. More are nobody's."""
MOST_AHEAD = 8
"""Places in a section at which a piece after an ellipsis may begin; the first but for a bracket behind a very common word."""
_LINE_LENGTH = 120
"""Characters of a line that may be a running head: as many as fit on a page's width."""
_ASIDE = re.compile(
    r"(?P<omission>\[?(?:\.[ \t\xa0]?){2,}\]?|\[?…\]?)"
    r"|\[[^\[\]]{1,200}\](?!\w)"  # not a letter changed, as in "[I]n"
    r"|(?<=[.,;:?!’”\"')\]])\d{1,3}(?=\s|$)"  # a note's number
    r"|\([^()]{0,160}\bpp?\. ?\d[^()]{0,60}\)"
    r"|(?:(?<=\n)|^)[> \t]{0,20}(?:\d{1,2}[.)]|\w[.)]|o)(?=[ \t])"  # a list's numbers, and one of its bullets
)
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_NUMBER = r"[ivxlc\d]{1,4}"
_PAGE_NUMBER = re.compile(
    rf"\W*(?:page\s+)?{_NUMBER}(?:\s+of\s+\d{{1,4}})?\W*|\W*\d{{1,4}}(?: +\d{{1,4}})+\s*|[\s>]*(?:https?://|www\.)\S+\s*",
    re.IGNORECASE,
)
_NUMBERED = re.compile(rf"[\s>]*+(?:{_NUMBER}\s++[|·]?\s*+(\S.*)|(\S.*\S)\s++[|·]?\s*+{_NUMBER}\s*+)")

Part = Literal["words", "aside", "omission"]


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters ``first`` to ``last`` of a quotation, which stand in the edition from ``place`` on."""

    first: int
    last: int
    place: int


@dataclass(frozen=True, slots=True)
class Parts:
    """A quotation's parts in order: words by number (``first`` to ``last``), as they are, as an aside, or what is left out."""

    own: Words
    parts: tuple[tuple[Part, int, int], ...]

    @property
    def omissions(self) -> int:
        """How often something is left out."""
        return sum(kind == "omission" for kind, _, _ in self.parts)

    def pieces(self) -> Iterator[Words]:
        """The words between omissions, without asides."""
        words: list[tuple[int, int]] = []
        for kind, first, last in (*self.parts, ("omission", 0, 0)):
            if kind == "words":
                words.append((first, last))
            elif kind == "omission" and words:
                yield Words(self.own.text, tuple(w for a, b in words for w in self.own.words[a:b]))
                words = []


def read_parts(own: Words, start: int, end: int, titles: frozenset[str]) -> Parts:
    """Part ``own``, the words of its text from ``start`` to ``end``; ``titles`` are what running heads say, in letters."""
    starts = [word.start for word in own.words]
    parts: list[tuple[Part, int, int]] = []
    at = 0
    for kind, begin, until in _asides(own.text, start, end, titles):
        first, last = bisect_left(starts, begin), bisect_left(starts, until)
        if first > at:
            parts.append(("words", at, first))
        if kind == "omission" or last > first:
            parts.append((kind, first, last))
        at = max(at, last)
    if at < len(starts):
        parts.append(("words", at, len(starts)))
    return Parts(own, tuple(parts))


def match(wording: Wording, parts: Parts) -> list[tuple[Piece, ...]]:
    """Every place in which the words stand, as the pieces that they are in; asides stand there or not.

    What follows an omission stands further on in the same section.
    """
    if parts.omissions > MOST_OMISSIONS or len(parts.parts) > MOST_ASIDES:
        parts = Parts(parts.own, (("words", 0, len(parts.own.words)),))
    states: dict[int, tuple[Piece, ...]] = {}
    begun, jumps, in_a_row = False, False, 0
    for kind, first, last in parts.parts:
        if kind == "omission":
            jumps = True
            continue
        in_a_row = in_a_row + 1 if kind == "aside" else 0
        if in_a_row > MOST_IN_A_ROW:
            continue
        a, b = parts.own.offsets[first], parts.own.offsets[last]
        if not begun:
            following = _from_the_start(wording, parts.own, a, b)
            begun = kind == "words" or bool(following)
            if kind == "aside":
                following = {-1: (), **following}
        else:
            following = _followed(wording, states, parts.own.letters[a:b], a, jumps=jumps)
            if -1 in states:
                following |= _from_the_start(wording, parts.own, a, b)
            if kind == "aside":
                following = {**states, **following}
        if kind == "words" and not following:
            return []
        states = following
        jumps = jumps and kind == "aside"
    return [pieces for end, pieces in sorted(states.items()) if pieces and wording.is_edge(end)]


def joined(wording: Wording, before: Iterable[tuple[int, int]], after: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The places of both together, where one of the second begins at the end of one of the first, in one section."""
    firsts: dict[int, list[int]] = {}
    for first, last in before:
        firsts.setdefault(last, []).append(first)
    section = wording.section_of
    return [(a, d) for c, d in after for a in firsts.get(c, ()) if section(a) == section(d - 1)]


def is_same(wording: Wording, own: Words, pieces: Sequence[Piece]) -> bool:
    """Whether each piece has the edition's capitals and punctuation; the first letter of a piece may be another."""
    return all(wording.same(own, p.first, p.last, p.place, frozenset((p.first,))) for p in pieces)


def _from_the_start(wording: Wording, own: Words, first: int, last: int) -> dict[int, tuple[Piece, ...]]:
    return {
        place + last - first: (Piece(first, last, place),)
        for place in wording.find(own.letters[first:last], whole=last == len(own.letters))
    }


def _followed(
    wording: Wording, states: dict[int, tuple[Piece, ...]], letters: str, own: int, *, jumps: bool
) -> dict[int, tuple[Piece, ...]]:
    if jumps:
        return _further_on(wording, states, letters, own)
    found: dict[int, tuple[Piece, ...]] = {}
    for end, pieces in states.items():
        if end >= 0 and wording.letters.startswith(letters, end):
            last = pieces[-1]
            joined = last.last == own
            piece = Piece(last.first if joined else own, own + len(letters), last.place if joined else end)
            found.setdefault(end + len(letters), (*pieces[:-1], piece) if joined else (*pieces, piece))
    return found


def _further_on(wording: Wording, states: dict[int, tuple[Piece, ...]], letters: str, own: int) -> dict[int, tuple[Piece, ...]]:
    """What stands further on in a section: from the first end in each, as what is after a later one is after that, too."""
    places = wording.find(letters)
    found: dict[int, tuple[Piece, ...]] = {}
    done = 0
    for end in sorted(states):
        if end <= done:
            continue
        done = wording.section_end(end - 1)
        ahead, until = bisect_left(places, end), bisect_left(places, done)
        for place in places[ahead : min(until, ahead + MOST_AHEAD)]:
            found[place + len(letters)] = (*states[end], Piece(own, own + len(letters), place))
    return found


def _asides(text: str, start: int, end: int, titles: frozenset[str]) -> Iterator[tuple[Part, int, int]]:
    """Where what is not, or may not be, the edition's stands: its kind, and from where to where."""
    at = start
    furniture = _furniture(text, start, end, titles) if text.find("\n", start, end) >= 0 else []
    for first, last in (*furniture, (end, end)):
        for found in _ASIDE.finditer(text, at, first):
            yield "omission" if found.lastgroup == "omission" else "aside", found.start(), found.end()
        if last > first:
            yield "aside", first, last
        at = last


def _furniture(text: str, start: int, end: int, titles: frozenset[str]) -> list[tuple[int, int]]:
    """Lines of page numbers, addresses, and running heads: titles that have a number, or stand beside such a line."""
    lines = [m.span() for m in _LINE.finditer(text, start, end)]
    sure = [_is_furniture(text[a:b], titles) for a, b in lines]
    return [
        (a, b)
        for n, (a, b) in enumerate(lines)
        if sure[n] or (any(sure[max(0, n - 1) : n + 2]) and b - a <= _LINE_LENGTH and Words.of(text, a, b).letters in titles)
    ]


def _is_furniture(line: str, titles: frozenset[str]) -> bool:
    if len(line) > _LINE_LENGTH:
        return False
    if _PAGE_NUMBER.fullmatch(line):
        return True
    numbered = _NUMBERED.fullmatch(line)
    return numbered is not None and Words.of(numbered[1] or numbered[2]).letters in titles
