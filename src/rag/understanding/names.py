"""Names in what a person typed → trusts, and organisations that the report does not study. Never looks at the index."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from rag.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rag.corpus.tags import Tags
    from rag.types import TrustId

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"^(?!St )(.*)['’]s$")
_SUFFIX = (
    r"(?:NHS (?:Foundation )?Trust|Foundation Trust|Trust|Hospitals?|Healthcare|Health Care|Infirmary|Clinic|"
    r"Health Board|Health System|Medical Cent(?:er|re)|University Hospitals?)"
)
_PART = r"(?:[A-Z][\w’'&-]{0,40}+|of|and|the|&)"
_PROPER = re.compile(rf"\b({_PART}(?: {_PART}){{0,9}} {_SUFFIX})\b")
"""A name of at most ten words before what it is; the bound keeps the time linear in what was typed."""
_NEAR_PLACE = re.compile(
    r"^\W*+(?:\w++\W++){0,3}?(?:hospitals?|infirmary|trusts?|nhs|foundation|healthcare|clinic|childrens|general|royal|"
    r"university|teaching|health|medical|s\b)|^\W*+(?:do|does|did|is|has|have|select|appoint|recruit|appraise|run|handle|engage)\b"
)
_AT_PLACE = re.compile(r"\b(?:at|in|of|for|about|from|does|did|do|is|has|than|with|vs|versus|and|royal|university|hospital)\W+$")
_NEAR = 80
"""Characters on either side of a place in which a word that makes it an organisation is looked for."""
_TAIL = re.compile(
    r"(?:['’]s)?(?: (?:university|teaching|royal|general|college|childrens|and|of|city|the|acute|community|mental|health|nhs"
    r"|foundation|trusts?|hospitals?|healthcare|infirmary|clinic|district|partnership|medical)){0,10}"
    r"(?:['’]s)? (?:hospitals?|trusts?|nhs|infirmary|clinic|healthcare|health|college|university)",
    re.IGNORECASE,
)
_HEAD = re.compile(r"(?:university|college|royal|hospital) of (?:the )?$", re.IGNORECASE)
_LONGEST_HEAD = len("university of the ")
_GENERIC = frozenset(
    [
        "the",
        "a",
        "an",
        "this",
        "that",
        "these",
        "those",
        "any",
        "all",
        "each",
        "every",
        "which",
        "what",
        "how",
        "why",
        "when",
        "where",
        "who",
        "whose",
        "does",
        "do",
        "did",
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "can",
        "could",
        "should",
        "would",
        "will",
        "in",
        "on",
        "at",
        "of",
        "for",
        "from",
        "by",
        "with",
        "and",
        "or",
        "but",
        "if",
        "about",
        "national",
        "local",
        "general",
        "acute",
        "english",
        "british",
        "uk",
        "nhs",
        "foundation",
        "trust",
        "trusts",
        "hospital",
        "hospitals",
        "university",
        "teaching",
        "community",
        "new",
        "specialist",
    ]
)
_LEADING = _GENERIC - frozenset(["nhs", "university", "royal"])
"""Words that are no part of a name at its beginning."""
_FUZZY = {"northumbria": 2, "northumbrian": 2, "salford": 1, "southern": 1}
"""Words that are recognised misspelt, and at how many edits; short of that, Stanford would be taken for Salford."""
_NOT_MISSPELT = frozenset(["northern", "southend", "southwark", "southerly", "sothern-less", "salfords"])
_SOUTHERN_PLACE = re.compile(r"southern (?:england|counties|europe|hemisphere)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A trust named at ``text[start:end]``."""

    trust: TrustId
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Organisations:
    """Names (lower case, without apostrophes) that the report mentions, and ones that it does not.

    ``words`` are those of ``other`` and ``places`` that are ordinary words too.
    """

    mentioned: tuple[str, ...]
    other: tuple[str, ...]
    places: tuple[str, ...]
    words: frozenset[str]

    @property
    def every(self) -> tuple[str, ...]:
        """All names."""
        return (*self.mentioned, *self.other, *self.places)


def load_organisations(path: Path) -> Organisations:
    """Read ``corpus/organisations.toml``; ``ReportError`` if it is missing or malformed."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        mentioned, other, places, words = (tuple(map(_name, data[part])) for part in ("mentioned", "other", "places", "words"))
        return Organisations(mentioned, other, places, frozenset(words))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise ReportError(f"{path} cannot be read ({error!r}). Restore it from the repository.") from error


def _name(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError(f"{value!r} is no name")
    return value


def find_trusts(text: str, tags: Tags) -> tuple[Mention, ...]:
    """Every mention of a trust, by alias or misspelling, in the order of the text and without overlaps."""
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" becomes two characters, and a mention is a place in ``text``
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    typed = _squeezed(lowered)
    found = [
        Mention(trust.id, m.start(), m.end())
        for trust in tags.trusts
        for alias in trust.aliases
        if alias in typed
        for m in _whole_word(alias).finditer(lowered)
        if not _SOUTHERN_PLACE.match(lowered, m.start())
    ]
    owner = {alias: trust.id for trust in tags.trusts for alias in trust.aliases}
    for m in _WORD.finditer(lowered):
        for word, edits in _FUZZY.items():
            if m[0][0] == word[0] and m[0] not in _NOT_MISSPELT and _near(m[0], word, edits):
                found.append(Mention(owner[word], m.start(), m.end()))
    return tuple(_without_overlaps(found))


def find_others(text: str, mentions: Iterable[Mention], organisations: Organisations) -> tuple[str, ...]:
    """Names, as typed, of organisations that the report does not study and does not mention."""
    plain = masked(text, [(m.start, m.end) for m in mentions], "\0")
    typed = _squeezed(plain)
    for name in sorted((name for name in organisations.mentioned if name in typed), key=len, reverse=True):
        plain = _whole_word(name).sub(lambda m: "\0" * len(m[0]), plain)
    others = [name for name in organisations.other if name in typed]
    found = [_widened(plain, *span) for name in others for span in _named(plain, name, organisations.words)]
    found += [
        _widened(plain, start, end)
        for name in organisations.places
        if name in typed
        for start, end in _named(plain, name, organisations.words)
        if _NEAR_PLACE.match(plain[end : end + _NEAR].lower()) or _AT_PLACE.search(plain[max(0, start - _NEAR) : start].lower())
    ]
    found += [m.span(1) for m in _PROPER.finditer(plain) if any(w.lower() not in _GENERIC for w in _WORD.findall(m[1]))]
    names = [_POSSESSIVE.sub(r"\1", plain[a:b].strip(" \0")) for a, b in _merged(found)]
    return tuple(dict.fromkeys(_trim(name) for name in names if _trim(name)))


def masked(text: str, spans: Iterable[tuple[int, int]], mark: str) -> str:
    """``text`` with ``mark`` in place of each character of the spans (in order, apart), so that places stay."""
    parts, done = [], 0
    for start, end in spans:
        parts += [text[done:start], mark * (end - start)]
        done = end
    return "".join([*parts, text[done:]])


def _squeezed(text: str) -> str:
    """Lower case without apostrophes: what holds each name that can be found in ``text`` letter by letter."""
    return text.lower().replace("'", "").replace("’", "")


def _named(text: str, name: str, words: frozenset[str]) -> list[tuple[int, int]]:
    """Where the organisation or place is named; one whose name is an ordinary word too must be written as a name."""
    spans = [m.span() for m in _whole_word(name).finditer(text)]
    return [(a, b) for a, b in spans if name not in words or (text[a].isupper() and (a > 0 or text[a:b].isupper()))]


@lru_cache(maxsize=2048)
def _whole_word(name: str) -> re.Pattern[str]:
    """The name as a whole word, with or without the apostrophes of ``King's`` and of a possessive."""
    letters = re.sub(r"(?<=\w)s(?!\w)", "['’]?s", re.escape(name))
    return re.compile(rf"(?<![^\W_]){letters}(?:['’]?s)?(?![^\W_])", re.IGNORECASE)


def _near(word: str, name: str, edits: int) -> bool:
    if word == name or word.removesuffix("s") == name or abs(len(word) - len(name)) > edits:
        return False
    return DamerauLevenshtein.distance(word, name, score_cutoff=edits) <= edits


def _without_overlaps(mentions: list[Mention]) -> list[Mention]:
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


def _widened(text: str, start: int, end: int) -> tuple[int, int]:
    """The name together with the words of an organisation that follow it (``Leeds`` → ``Leeds Teaching Hospitals``)."""
    tail = _TAIL.match(text, end)
    head = _HEAD.search(text[max(0, start - _LONGEST_HEAD) : start])
    return (start - len(head[0]) if head else start), tail.end() if tail else end


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _trim(name: str) -> str:
    """The name without leading words that are no part of it (``Does Leeds Hospital`` → ``Leeds Hospital``)."""
    words = name.split()
    while words and words[0].lower() in _LEADING:
        words.pop(0)
    return " ".join(words)
