"""“Conflict or bullying?”: for which of several things the report has no word is told, and the others are answered."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.understanding.names import find_trusts
from rag.understanding.route import masked
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from rag.answering.kit import Kit
    from rag.understanding.question import Question

_SAYS = (
    r"(?:mentions?|covers?|discuss(?:es)?|talks? about|touch on|refer to|deal with|say (?:anything |something |much )?(?:about|on))"
)
ON_THINGS = Rule(
    "asks what is said of things",
    (
        (r"(?:(?:is|was) there |have you (?:got )?|got |(?:does|did) (?:it|the \w++) (?:say |have )?)?"
         r"(?:anything|something|stuff|much|a word|any mention)"
         r"(?: (?:said|written|in (?:there|it|(?:the|this) report)))? (?:on|about|of|re|regarding)"),
        rf"(?:does|did|do|which|who|what) (?:\S++ ){{0,4}}?{_SAYS}",
        r"(?:what|how) about",
    ),
    yes=("anything on yaks", "is there any mention of yaks", "does it say anything about yaks", "does ash mention yaks",
         "what does the report say about yaks", "which of them talk about yaks", "what about yaks",
         "do any of them deal with yaks"),
    no=("how soon", "who has anything on it", "i do not mention yaks", "what they mentioned", "does it pay"),
    head=r"^(?:(?:and|ok|okay|so|but|then|please|also)[ ,]++){0,2}+",
)  # fmt: skip
"""Wider than ``pointing.ON_A_THING``, by which a turn of a talk is told from one that goes on with it."""
_OR = re.compile(r" ?[,/] ?(?:and/or |or |and )?(?=\S)| (?:and/or|or) (?=\S)")
_OR_ELSE = re.compile(r"\bor\b|/")
_OF_WHOM = re.compile(r" (?:at|in|for|across|by) ")
_CLOSING = (" at all", " anywhere", " in it", " in there")
_SAID = re.compile(r"\b(?:being|is|are|was|were|that|who|which|to|how|why|when|whether|what|where)\b")
"""Then it is one thing and what is said of it: "appraisals being painful or unpopular"."""


def without_unheard(kit: Kit, asked: Question) -> Question:
    """The request without those of its alternatives for which the report has no word; these words are its ``unheard``.

    It is left whole where it does not ask what is said of several things, or where none of them would be left.
    """
    on = ON_THINGS.pattern.search(asked.text.lower())
    if on is None or asked.lead:
        return asked
    listed, closing = _closed(asked.text[on.end() :])
    end = whom.start() if (whom := _OF_WHOM.search(listed)) else len(listed)
    things = [thing.strip() for thing in _OR.split(listed[:end])]
    told = {thing: _telling(kit, thing) for thing in things}
    heard = [thing for thing in things if told[thing] and not kit.unheard(told[thing])]
    if (
        not _OR_ELSE.search(listed)
        or not heard
        or len(heard) == len(things)
        or any(_SAID.search(thing.lower()) for thing in things)
    ):
        return asked
    text = f"{asked.text[: on.end()]} {' or '.join(heard)}{listed[end:]}{closing}"
    missing = tuple(dict.fromkeys(word for words in told.values() for word in kit.unheard(words)))
    return replace(asked, text=text, mentions=find_trusts(text, kit.index.report.tags), unheard=missing)


def _closed(text: str) -> tuple[str, str]:
    """``text`` and what ends it: marks, and "at all", which no thing is called."""
    plain = text.rstrip(" ?.!")
    plain = next((plain.removesuffix(end) for end in _CLOSING if plain.lower().endswith(end)), plain)
    return plain, text[len(plain) :]


def _telling(kit: Kit, thing: str) -> tuple[str, ...]:
    return kit.telling_of(masked(thing, find_trusts(thing, kit.index.report.tags), "\n"))
