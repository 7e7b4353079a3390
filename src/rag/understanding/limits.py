"""How much of a request is read and embedded: what costs is the embedder's word pieces, not letters."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

PIECES = 112
"""Word pieces of one text that is embedded; of 8,661 questions of exam, practice, bank and gaps the longest has 97."""
PIECES_AROUND = 4
"""Pieces that a tokenizer may set around a text, and more than any does: BERT's are two, SentencePiece's three. Every other one of
an ASCII text is a character or more, so that a text with fewer characters need not be cut to be counted."""
MOST_MARKS = 4
"""Marks on one letter: Vietnamese has two, vocalised Hebrew and Arabic three."""
_SENTENCE = re.compile(r"[^.?!]*+[.?!]*+ ?")


def within(text: str, count_tokens: Callable[[str], int], pieces: int = PIECES) -> str:
    """``text``, or as much of it as has at most ``pieces`` word pieces by ``count_tokens``.

    What is dropped first are sentences that ask nothing, from the beginning: a long request tells its story before it
    asks. What is still too long is cut behind a word, or inside one that alone is too long. ``text`` is a cleaned one;
    ``count_tokens`` is called some 20 times at most.
    """
    if (text.isascii() and len(text) + PIECES_AROUND <= pieces) or count_tokens(text) <= pieces:
        return text
    sentences = [s for s in _SENTENCE.findall(text) if s.strip()]
    stories = [n for n, s in enumerate(sentences) if not s.rstrip().endswith("?")]

    def kept(dropped: int) -> str:
        without = set(stories[:dropped])
        return "".join(s for n, s in enumerate(sentences) if n not in without).strip()

    fewest = bisect_right(range(len(stories)), False, key=lambda n: count_tokens(kept(n)) <= pieces)
    rest = kept(fewest) or text
    if count_tokens(rest) <= pieces:
        return rest
    words = rest.split(" ")
    most = bisect_right(range(1, len(words) + 1), pieces, key=lambda n: count_tokens(" ".join(words[:n])))
    if most:
        return " ".join(words[:most])
    return words[0][: bisect_right(range(1, len(words[0]) + 1), pieces, key=lambda n: count_tokens(words[0][:n]))]


def few_marks(text: str) -> str:
    """``text`` without the marks of a letter that has more than any language puts on one: to order them takes quadratic time."""
    if text.isascii():
        return text
    kept, marks = [], 0
    for c in text:
        marks = marks + 1 if unicodedata.combining(c) else 0
        if marks <= MOST_MARKS:
            kept.append(c)
    return "".join(kept)
