"""By which words a name is that of an organisation of the report's field, though it stands in no list.

The words come from ``[kinds]`` of ``corpus/organisations.toml``; without them nothing but listed names is recognised.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_PART = r"(?:[A-Z][\w’'&-]{0,40}+|of|and|the|&)"
_NOBODY = re.compile(r"(?!)")
"""Finds nothing."""
_ENGLISH = frozenset(
    """
    the a an this that these those any all each every which what how why when where who whose does do did is are was were has have
    can could should would will in on at of for from by with and or but if about national local general english british uk
    """.split()  # noqa: SIM905 - a list of words is read as a text
)


@dataclass(frozen=True)
class Kinds:
    """Words of names of the report's kind of organisation; what each list is for stands in ``corpus/organisations.toml``."""

    names: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    does: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    general: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()

    @cached_property
    def proper(self) -> re.Pattern[str]:
        """A name of at most ten words before what it is; the bound keeps the time linear in what was typed."""
        return re.compile(rf"\b({_PART}(?: {_PART}){{0,9}} {_one_of(self.names)})\b") if self.names else _NOBODY

    @cached_property
    def near_place(self) -> re.Pattern[str]:
        """What makes a place an organisation where it follows: a word of its kind, or what an organisation does."""
        near = rf"^\W*+(?:\w++\W++){{0,3}}?(?:{_one_of(self.near)}|s\b)|" if self.near else ""
        return re.compile(rf"{near}^\W*+{_one_of(('do', 'does', 'did', 'is', 'has', 'have', *self.does))}\b")

    @cached_property
    def at_place(self) -> re.Pattern[str]:
        """What makes a place an organisation where it goes before."""
        english = (
            "at",
            "in",
            "of",
            "for",
            "about",
            "from",
            "does",
            "did",
            "do",
            "is",
            "has",
            "than",
            "with",
            "vs",
            "versus",
            "and",
        )
        return re.compile(rf"\b{_one_of((*english, *self.before))}\W+$")

    @cached_property
    def tail(self) -> re.Pattern[str]:
        """The rest of a name behind its first words."""
        if not self.ends:
            return _NOBODY
        inside = rf"(?: {_one_of(self.inside)}){{0,10}}" if self.inside else ""
        return re.compile(rf"(?:['’]s)?{inside}(?:['’]s)? {_one_of(self.ends)}", re.IGNORECASE)

    @cached_property
    def head(self) -> re.Pattern[str]:
        """The beginning of a name before a place: "University of the …"."""
        return re.compile(rf"{_one_of(self.heads)} of (?:the )?$", re.IGNORECASE) if self.heads else _NOBODY

    @cached_property
    def longest_head(self) -> int:
        """Characters before a place in which its head may stand."""
        return max(map(len, self.heads), default=0) + len(" of the ")

    @cached_property
    def generic(self) -> frozenset[str]:
        """Words that name nobody by themselves."""
        return _ENGLISH.union(self.general)

    @cached_property
    def leading(self) -> frozenset[str]:
        """Words that are no part of a name at its beginning."""
        return self.generic.difference(self.kept)


def _one_of(words: tuple[str, ...]) -> str:
    """The longest first, as the first that fits is taken."""
    return f"(?:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"
