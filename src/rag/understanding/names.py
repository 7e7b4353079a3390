"""Names in what a person typed → trusts, and organisations that the report does not study. Never looks at the index."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import DamerauLevenshtein

from rag.errors import ReportError, reason
from rag.understanding.kinds import Kinds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rag.corpus.tags import Tags, Trust
    from rag.types import TrustId

_WORD = re.compile(r"[^\W_]+")
_POSSESSIVE = re.compile(r"^(?!St )(.*)['’]s$")
_NEAR = 80
"""Characters on either side of a place in which a word that makes it an organisation is looked for."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A trust named at ``text[start:end]``."""

    trust: TrustId
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Organisations:
    """Names (lower case, without apostrophes) that the report mentions, and ones that it does not.

    ``words`` are those of ``other`` and ``places`` that are ordinary words too; ``kinds`` tells names that stand in no list.
    """

    mentioned: tuple[str, ...]
    other: tuple[str, ...]
    places: tuple[str, ...]
    words: frozenset[str]
    kinds: Kinds = Kinds()

    @property
    def every(self) -> tuple[str, ...]:
        """All names."""
        return (*self.mentioned, *self.other, *self.places)


def load_organisations(path: Path) -> Organisations:
    """Read ``corpus/organisations.toml``, none where there is no such file; ``ReportError`` if it is malformed."""
    if not path.is_file():
        return Organisations((), (), (), frozenset())
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        mentioned, other, places, words = (tuple(map(_name, data[part])) for part in ("mentioned", "other", "places", "words"))
        kinds = Kinds(**{part: tuple(map(_name, listed)) for part, listed in data.get("kinds", {}).items()})
        return Organisations(mentioned, other, places, frozenset(words), kinds)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise ReportError(f"{path} cannot be read ({reason(error)}). Restore it from the repository.") from error


def _name(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError(f"{value!r} is no name")
    return value


def find_trusts(text: str, tags: Tags) -> tuple[Mention, ...]:
    """Every mention of a trust, by alias or misspelling, in the order of the text and without overlaps."""
    return _found_in(text, tags.trusts, tags.not_misspelt)


@lru_cache(maxsize=16)
def _found_in(text: str, trusts: tuple[Trust, ...], not_misspelt: frozenset[str]) -> tuple[Mention, ...]:
    """Kept for the texts of the last requests or two: the parts of one are looked through some ten times."""
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" becomes two characters, and a mention is a place in ``text``
        lowered = "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
    typed = _squeezed(lowered)
    aliases, misspelt, whole = _looked_for(trusts)
    found = [
        Mention(trust_id, m.start(), m.end())
        for squeezed, alias, trust_id, not_before in aliases
        if squeezed in typed
        for m in _whole_word(alias).finditer(lowered)
        if not lowered.startswith(not_before, m.end())
    ]
    before: re.Match[str] | None = None
    for m in _WORD.finditer(lowered):
        if before and m.start() == before.end() + 1:  # "north umbria"
            found += [Mention(trust_id, before.start(), m.end()) for trust_id in whole.get(before[0] + m[0], ())]
        near = misspelt.get(m[0][0], ()) if m[0] not in not_misspelt else ()
        found += [Mention(trust_id, m.start(), m.end()) for trust_id, word, edits in near if _near(m[0], word, edits)]
        before = m
    return tuple(_without_overlaps(found))


def find_others(text: str, mentions: Iterable[Mention], organisations: Organisations) -> tuple[str, ...]:
    """Names, as typed, of organisations that the report does not study and does not mention."""
    plain = masked(text, [(m.start, m.end) for m in mentions], "\0")
    typed, kinds = _squeezed(plain), organisations.kinds
    for name in sorted((name for name in organisations.mentioned if name in typed), key=len, reverse=True):
        plain = _whole_word(name).sub(lambda m: "\0" * len(m[0]), plain)
    others = [name for name in organisations.other if name in typed]
    found = [_widened(plain, *span, kinds) for name in others for span in _named(plain, name, organisations.words)]
    found += [
        _widened(plain, start, end, kinds)
        for name in organisations.places
        if name in typed
        for start, end in _named(plain, name, organisations.words)
        if kinds.near_place.match(plain[end : end + _NEAR].lower())
        or kinds.at_place.search(plain[max(0, start - _NEAR) : start].lower())
    ]
    found += [m.span(1) for m in kinds.proper.finditer(plain) if any(w.lower() not in kinds.generic for w in _WORD.findall(m[1]))]
    names = [_POSSESSIVE.sub(r"\1", plain[a:b].strip(" \0")) for a, b in _merged(found)]
    return tuple(dict.fromkeys(trimmed for name in names if (trimmed := _trim(name, kinds))))


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


@lru_cache(maxsize=16)
def _looked_for(
    trusts: tuple[Trust, ...],
) -> tuple[
    list[tuple[str, str, TrustId, tuple[str, ...]]], dict[str, list[tuple[TrustId, str, int]]], dict[str, list[TrustId]]
]:  # fmt: skip
    """Of a report's trusts, each alias squeezed and as it is, whose it is and what may not follow; by its first letter what may be
    misspelt, with the edits forgiven; and whose each such word is.
    """
    aliases = [(_squeezed(a), a, t.id, tuple(f" {word}" for word in t.not_before)) for t in trusts for a in t.aliases]
    by_letter: dict[str, list[tuple[TrustId, str, int]]] = {}
    whole: dict[str, list[TrustId]] = {}
    for trust in trusts:
        for word, edits in trust.misspelt:
            by_letter.setdefault(word[0], []).append((trust.id, word, edits))
            whole.setdefault(word, []).append(trust.id)
    return aliases, by_letter, whole


def _named(text: str, name: str, words: frozenset[str]) -> list[tuple[int, int]]:
    """Where the organisation or place is named; one whose name is an ordinary word too must be written as a name."""
    spans = [m.span() for m in _whole_word(name).finditer(text)]
    return [(a, b) for a, b in spans if name not in words or (text[a].isupper() and (a > 0 or text[a:b].isupper()))]


@lru_cache(maxsize=2048)
def _whole_word(name: str) -> re.Pattern[str]:
    """The name as a whole word, with or without its apostrophes, those of ``King's`` and of a possessive."""
    letters = re.sub(r"'|(?<=\w)s(?!\w)", lambda m: "['’]?" + m[0].strip("'"), re.escape(name))
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


def _widened(text: str, start: int, end: int, kinds: Kinds) -> tuple[int, int]:
    """The name together with the words of an organisation that follow it (``Leeds`` → ``Leeds Teaching Hospitals``)."""
    tail = kinds.tail.match(text, end)
    head = kinds.head.search(text[max(0, start - kinds.longest_head) : start])
    return (start - len(head[0]) if head else start), tail.end() if tail else end


def _merged(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _trim(name: str, kinds: Kinds) -> str:
    """The name without leading words that are no part of it (``Does Leeds Hospital`` → ``Leeds Hospital``)."""
    words = name.split()
    while words and words[0].lower() in kinds.leading:
        words.pop(0)
    return " ".join(words)
