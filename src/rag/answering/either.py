"""“Conflict or bullying?”, “a crèche and coaching”: for which of several things the report has no word is told, and the others are
answered.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.text import words
from rag.understanding.names import find_trusts
from rag.understanding.question import Question
from rag.understanding.route import masked
from rag.understanding.rules import Rule
from rag.understanding.wordlist import is_english

if TYPE_CHECKING:
    from rag.answering.kit import Kit

_SAYS = (
    r"(?:mentions?|covers?|discuss(?:es)?|talks? about|touch on|refer to|deal with|say (?:anything |something |much )?(?:about|on))"
)
ON_THINGS = Rule(
    "asks what is said of things",
    (
        (r"(?:(?:is|was) there |have you (?:got )?|got |(?:does|did) (?:it|the \w++) (?:say |have )?)?"
         r"(?:anything|something|stuff|much|a word|any mention|(?:any |some |much )?(?:evidence|data|figures|facts|info(?:rmation)?"
         r"|details?|examples?|material|guidance|statistics|stats))"
         r"(?: (?:said|written|in (?:there|it|(?:the|this) report)))? (?:on|about|of|re|regarding)"),
        rf"(?:does|did|do|which|who|what) (?:\S++ ){{0,4}}?{_SAYS}",
        r"(?:it|(?:the|this) report) (?:speaks?|talks?) (?:about|of|on)",
        r"(?:what|how) about",
    ),
    yes=("anything on yaks", "it speaks about yaks", "is there any mention of yaks", "does it say anything about yaks",
         "does ash mention yaks", "what does the report say about yaks", "which of them talk about yaks", "what about yaks",
         "do any of them deal with yaks", "any data on yaks", "is there evidence about yaks"),
    no=("how soon", "who has anything on it", "i do not mention yaks", "what they mentioned", "does it pay"),
    head=r"^(?:(?:and|ok|okay|so|but|then|please|also)[ ,]++){0,2}+",
)  # fmt: skip
"""Wider than ``pointing.ON_A_THING``, by which a turn of a talk is told from one that goes on with it."""
_WHICH_HAVE = re.compile(
    r"^(?:which|who|do|does|have|has)\b[^.?!,;]{3,60}?\b(?:has|have|had|got|uses?|used|runs?|ran|offers?|offered|holds?|held|gives?|gave)"
    r"(?= (?:(?:an?|any|some|the) )?\w)"
)
"""Asks which of several have something: of two things that are named each is asked where both together are refused."""
_OR = re.compile(r" ?[,/] ?(?:and/or |or |and )?(?=\S)| (?:and/or|or) (?=\S)")
_OR_ELSE = re.compile(r"\bor\b|/")
_OF_WHOM = re.compile(r" (?:at|in|for|across|by) ")
_CLOSING = (" at all", " anywhere", " in it", " in there")
_SAID = re.compile(r"\b(?:being|is|are|was|were|that|who|which|to|how|why|when|whether|what|where)\b")
"""Then it is one thing and what is said of it: "appraisals being painful or unpopular"."""
_BOTH = re.compile(
    r"(?<![\w’'-])(?<!\bto )(?<!\bthey )(?<!\bwho )(?<!\bnot )(?:(?:an?|the|any) )?(?P<one>[\w’'-]{3,30}) (?:and|or|&|plus) "
    r"(?=(?:(?:an?|the|any) )?(?P<other>[\w’'-]{2,30})(?![\w’'-]))"
)
_LAST = re.compile(r"^[ ?.!]{0,3}$|^ (?:at|in|for|across|by|from|with|among|between|please|pls)\b|^[,;:?.!–]")
"""What stands behind the second of two things where no word more belongs to it."""


def without_unheard(kit: Kit, asked: Question) -> Question:
    """The request without those of its alternatives for which the report has no word; these words are its ``unheard``.

    It is left whole where it does not ask what is said of several things, or where none of them would be left.
    """
    on = ON_THINGS.pattern.search(asked.text.lower())
    if asked.lead:
        return asked
    if on is None or not _OR_ELSE.search(asked.text.lower()):
        return _without_one(kit, asked) if asked.each else asked
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


def alternatives(text: str) -> tuple[str, ...]:
    """Each of two things of which a request asks what is said, or who has them, asked by itself: "anything about yaks or camels";
    nothing else.
    """
    on = ON_THINGS.pattern.search(text.lower()) or _WHICH_HAVE.match(text.lower())
    if on is None or len(text.lower()) != len(text):
        return ()
    listed, closing = _closed(text[on.end() :])
    end = whom.start() if (whom := _OF_WHOM.search(listed)) else len(listed)
    things = [thing.strip() for thing in _OR.split(listed[:end])]
    if len(things) != 2 or not _OR_ELSE.search(listed[:end].lower()) or any(_SAID.search(thing.lower()) for thing in things):  # noqa: PLR2004
        return ()
    return tuple(f"{text[: on.end()]} {thing}{listed[end:]}{closing}" for thing in things)


def _without_one(kit: Kit, asked: Question) -> Question:
    """The request without that one of two things for which neither the report nor a reader has a word: "a crèche and coaching".

    It is of each member: of "heads or tails" nothing is left.
    """
    for pair in _BOTH.finditer(asked.text.lower()):
        before, behind = asked.text[: pair.start()], asked.text[pair.end("other") :]
        one, other = pair["one"], pair["other"]
        if _is_unheard(kit, one) and not _is_unheard(kit, other) and _telling(kit, other):
            if kit.things(Question(" ".join(words(before)[-1:]))):
                continue  # "rota gaps and hours": gaps are no thing by themselves
            text = before + asked.text[pair.end() :]
        elif _is_unheard(kit, other) and _LAST.match(behind.lower()) and not _is_unheard(kit, one) and _telling(kit, one):
            one, text = other, asked.text[: pair.end("one")] + behind
        else:
            continue
        return replace(asked, text=text, mentions=find_trusts(text, kit.index.report.tags), unheard=(one,))
    return asked


def _is_unheard(kit: Kit, word: str) -> bool:
    """Whether it is a word for a thing, and none of the report or of its readers."""
    return bool(kit.unheard(kit.telling_of(word))) and word not in kit.readers and is_english(word)


def _closed(text: str) -> tuple[str, str]:
    """``text`` and what ends it: marks, and "at all", which no thing is called."""
    plain = text.rstrip(" ?.!")
    plain = next((plain.removesuffix(end) for end in _CLOSING if plain.lower().endswith(end)), plain)
    return plain, text[len(plain) :]


def _telling(kit: Kit, thing: str) -> tuple[str, ...]:
    return kit.telling_of(masked(thing, find_trusts(thing, kit.index.report.tags), "\n"))
