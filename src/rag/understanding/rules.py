"""A rule by pattern: its name, its forms, and what it must and must not find, so that it can be changed without fear."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Rule:
    """Alternative ``forms`` of one pattern over lower-case text.

    ``yes`` holds at least one example for each form that no other form finds, ``no`` the nearest texts that none may find;
    ``tests/test_phrases.py`` runs them. Every repetition in a form is bounded or possessive, so that the time is linear in
    the text (``tests/test_linear.py``). ``bounded`` forms are whole words; ``whole`` rules must fill the text. ``head`` stands
    before each form and ``tail`` behind it.
    """

    name: str
    forms: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...] = ()
    bounded: bool = True
    whole: bool = False
    head: str = ""
    tail: str = ""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The forms as one pattern, tried in their order."""
        return self.compiled(self.forms)

    def compiled(self, forms: tuple[str, ...]) -> re.Pattern[str]:
        """The pattern of some of the forms."""
        edge = r"\b" if self.bounded else ""
        return re.compile(rf"{edge}{self.head}(?:{'|'.join(forms)}){self.tail}{edge}")

    def found(self, text: str) -> bool:
        """Whether a form stands in ``text`` (lower case), or fills it where the rule is of whole texts."""
        return bool(self.pattern.fullmatch(text) if self.whole else self.pattern.search(text))

    def without(self, text: str, instead: str = " ") -> str:
        """``text`` with ``instead`` in place of what the forms find."""
        return self.pattern.sub(instead, text)


def of_words(name: str, listed: str, no: tuple[str, ...] = ()) -> Rule:
    """A rule of words, parted by white space and each its own example.

    ``comment*`` is any word that begins so, ``put_it`` two words.
    """
    own = listed.split()
    forms = tuple(word.replace("*", r"\w*+").replace("_", " ") for word in own)
    return Rule(name, forms, tuple(word.rstrip("*").replace("_", " ") for word in own), no)
