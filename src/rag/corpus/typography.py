"""What two printings of the same words may differ in: white space, hyphens at a line's end, ligatures, marks of every style.

Text is read as words; ``letters`` is all of them in one, without what stands between. Two texts of the same letters are
then compared by their capitals and by the punctuation between the letters, so that a word that one of them has broken in
two, or run together with the next, is no difference.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

INVISIBLE = "\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufe00-\ufe0f"
"""A class of characters for patterns: soft hyphen, zero-width space and joiners, marks of direction, byte order mark, variants."""
_SUPERSCRIPTS = r"\u00b2\u00b3\u00b9\u2070-\u209f"
_MARKS = "\u0300-\u036f"
_LETTER = rf"[^\W_{_SUPERSCRIPTS}\u02b9-\u02bf]"  # superscript figures are notes' numbers; those of 02b9 on, apostrophes
_WORD = re.compile(rf"{_LETTER}++(?:[{INVISIBLE}{_MARKS}]++{_LETTER}++)*+[{_MARKS}]*+")
_NOT_SHOWN = re.compile(f"[{INVISIBLE}]")
_BULLETS = "•●▪▫◦·‣∙■□○➢➤✓\uf0b7"
_DROPPED = re.compile(rf"[\s{INVISIBLE}{_SUPERSCRIPTS}{_BULLETS}*_\\>#|\ue000-\ue001]+")
_LINE_DASH = re.compile(r"(\n[ \t]*+)[-‐‑‒–—―−][ \t]")
_QUOTE_MARKS = "'\"‘’‚‛“”„‟‹›«»ʼʹʻ′″´`＇＂"
_DASHES = "-‐‑‒–—―−﹣－"
_ALIKE = str.maketrans({**dict.fromkeys(_QUOTE_MARKS, "'"), **dict.fromkeys(_DASHES, "-"), "…": "..."})
_DOTS = re.compile(r"\[?\.{2,}\]?")
_BRACKETS = str.maketrans("", "", "[]")
_LONGEST = 100
"""Letters of a word that is normalised; the report's longest has 20, and many marks on one letter take quadratic time to order."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: ``text[start:end]``, as it is printed but for ligatures and what cannot be seen."""

    shown: str
    start: int
    end: int


@dataclass(frozen=True)
class Words:
    """The words of ``text[start:end]``."""

    text: str
    words: tuple[Word, ...]

    @classmethod
    def of(cls, text: str, start: int = 0, end: int | None = None) -> Words:
        """Read a text, or a part of it; places are those of the whole."""
        found = _WORD.finditer(text, start, len(text) if end is None else end)
        return cls(text, tuple(Word(shown(m[0]), m.start(), m.end()) for m in found))

    @cached_property
    def capitals(self) -> str:
        """All letters and digits, as printed."""
        return "".join(word.shown for word in self.words)

    @cached_property
    def letters(self) -> str:
        """The same in lower case, character for character."""
        return lower(self.capitals)

    @cached_property
    def keys(self) -> list[str]:
        """Each word in lower case."""
        return [lower(word.shown) for word in self.words]

    @cached_property
    def offsets(self) -> list[int]:
        """Where each word begins in ``letters``, and last where they end."""
        return list(accumulate((len(word.shown) for word in self.words), initial=0))

    @cached_property
    def gaps(self) -> dict[int, str]:
        """What stands before a word, as it stands, by the word's offset; only where that is more than one space."""
        found = {}
        for (before, word), offset in zip(zip(self.words, self.words[1:], strict=False), self.offsets[1:], strict=False):
            gap = self.text[before.end : word.start]
            if gap != " ":
                found[offset] = gap
        return found

    @cached_property
    def gap_offsets(self) -> list[int]:
        """The keys of ``gaps``, in order."""
        return list(self.gaps)

    def part(self, first: int, last: int) -> Words:
        """The words ``first`` to ``last``, exclusive."""
        return Words(self.text, self.words[first:last])


def shown(word: str) -> str:
    """A word without what cannot be seen, its ligatures taken apart."""
    return word if word.isascii() or len(word) > _LONGEST else unicodedata.normalize("NFKC", _NOT_SHOWN.sub("", word))


def lower(text: str) -> str:
    """Lower case in which no character becomes two (``İ`` would), so that places stay."""
    low = text.lower()
    return low if len(low) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def punctuation(gap: str) -> str:
    """What stands between two words, its marks in one style, without white space, bullets and a mail's or Markdown's signs."""
    if gap.isspace():
        return ""
    return _DROPPED.sub("", _LINE_DASH.sub(r"\1", gap).replace("--", "-").translate(_ALIKE))


def same_punctuation(own: str, printed: str) -> bool:
    """Whether a text's own gap between two words may stand for the printed one.

    A hyphen at a line's end may come or go. Of one's own are ellipses and square brackets: they say that something is
    left out or put in, and what that is, the words tell.
    """
    if own == printed:
        return True
    mine, theirs = punctuation(own), punctuation(printed)
    if mine == theirs:
        return True
    if "\n" in own and mine in ("", "-") and theirs in ("", "-"):
        return True
    undotted = _DOTS.sub("", mine)
    if theirs in (undotted, undotted.translate(_BRACKETS), mine.translate(_BRACKETS)):
        return True
    return undotted != mine and (theirs == "." or _DOTS.sub("", theirs) == undotted)


def is_in_marks(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` stands in quotation marks, which may be its own first and last characters."""
    return "'" in punctuation(text[max(0, start - 1) : start + 1]) and "'" in punctuation(text[end - 2 : end + 1])
