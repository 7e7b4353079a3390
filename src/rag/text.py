"""Words: what counts as one, which tell nothing, and their stems. This module owns the stemmer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import Stemmer

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")
_POSSESSIVE = ("’s", "'s")
STOPWORDS = frozenset(
    """
    a about all am an and any are as at be been being but by can could did do does doing for from get got had has have
    having he her his how i if in into is it its itself just like me more most my no nor not of on or our out over own
    please say says said she should so some such tell than that the their them then there these they this those through to
    too up us very was wat we were what wot when where which while who whom why will with would you your
    """.split()  # noqa: SIM905 - a list of words is read as a text
)
"""Words that tell nothing of what a question is about."""

_stemmer = Stemmer.Stemmer("english")


def words(text: str) -> list[str]:
    """The lower-case words of ``text`` in order, stop words included; possessive endings are dropped."""
    lowered = text.lower()
    found: list[str] = _WORD.findall(lowered)
    # few texts have an ending to be dropped, and an answer looks at some 65
    return [_of_no_one(word) for word in found] if any(ending in lowered for ending in _POSSESSIVE) else found


def word_spans(text: str) -> Iterator[tuple[str, int, int]]:
    """Each of ``words(text)`` with where it stands: (word, start, end), a possessive ending not counted in."""
    for match in _WORD.finditer(text):
        yield _of_no_one(match[0].lower()), match.start(), match.start() + len(_of_no_one(match[0]))


def _of_no_one(word: str) -> str:
    """The word without a possessive ending, not by a pattern: an answer looks at some 300 words."""
    return word[:-2] if word.endswith(_POSSESSIVE) else word


def terms(text: str) -> list[str]:
    """Stemmed lower-case words of ``text`` without stop words; possessive endings are dropped."""
    return list(_stemmer.stemWords([word for word in words(text) if word not in STOPWORDS]))


def stem(word: str) -> str:
    """The Snowball stem of a lower-case word."""
    return str(_stemmer.stemWord(word))
