"""A request that is the title of a prepared answer and no more, as it stands on the pages and in what is offered to click."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.text import words
from rag.understanding.route import masked
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rag.corpus.prepared import Entry
    from rag.understanding.question import Question

TITLED = ("digest", "figures", "term", "topic")
"""Forms whose titles say what is asked: that of a card or of some people's words says how it is told."""
FRAME = Rule(
    "asks what is said of the thing that is named behind it",
    (
        (r"(?:please )?(?:can you |could you )?(?:tell|show|give) (?:me|us) "
         r"(?:(?:more|something|everything|all|what it says) )?(?:about|on) "),
        r"what (?:does|do) (?:the \w++|it|they|\w++) (?:say|says) (?:about|on|of) ",
        r"what (?:is|was) (?:said|written) (?:about|on|of) ",
        r"what(?:'s| is) (?:there )?in (?:it|there|the \w++) (?:about|on) ",
        r"(?:what|how) about ",
        (r"(?:is there |got |have you got )?(?:anything|something|info|information|details|passages|a section|the section|more)"
         r"(?: in (?:it|there|the \w++))? (?:about|on) "),
    ),
    yes=("tell me about yaks", "could you tell us more about yaks", "what does the report say about yaks", "what is said of yaks",
         "what's in there on yaks", "what about yaks", "is there anything in the report on yaks", "info on yaks"),
    no=("who says so about yaks", "what do yaks say", "tell me who runs it", "is there anything yaks do"),
    bounded=False, head="^",
)  # fmt: skip
_OF_WHOM = re.compile(r" (?:at|in|for|of|across|by|from)(?: the)?[ ?.!]*+$")
_IN_BRACKETS = re.compile(r"\(([^()]*+)\)")


class Titles:
    """The entries by their titles; of two with one title the first of ``TITLED`` is it."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        own = [entry for entry in entries if entry.form in TITLED]
        ranked = sorted(own, key=lambda entry: TITLED.index(entry.form), reverse=True)
        self._entries: Mapping[tuple[str, ...], Entry] = {key: entry for entry in ranked for key in _keys(entry.title)}

    def of(self, asked: Question) -> Entry | None:
        """The entry whose title a request says, with words before it that ask for it and a trust behind it, and nothing else."""
        if asked.lead or asked.others:
            return None
        text = masked(asked.text.lower(), asked.mentions, "").strip()
        text = _OF_WHOM.sub("", text) if asked.mentions else text
        thing = FRAME.pattern.sub("", text, count=1)
        said = _key(thing)
        if len(said) == 1 and (asked.each or thing == text):
            return None  # a word by itself is looked up, so that every place of it is told
        return self._entries.get(said)


def _keys(title: str) -> set[tuple[str, ...]]:
    """A title's words, with what stands in brackets and without."""
    return {_key(title), _key(_IN_BRACKETS.sub("", title))} - {()}


def _key(text: str) -> tuple[str, ...]:
    return tuple(words(text.replace("’", "'")))
