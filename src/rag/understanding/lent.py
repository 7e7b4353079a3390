"""Whom a request names and nobody else: the names in its own words, and a name lent to one that has none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.text import terms
from rag.understanding.group import rules_of
from rag.understanding.names import find_trusts
from rag.understanding.phrases import IT
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.corpus.tags import Tags
    from rag.understanding.question import Question


HOW_MANY = Rule(
    "asks how many of one thing there are, and no more",
    (r"how (?:many|much) (?!(?:of|more|others?)\b)[\w-]++(?: (?:do they (?:have|get|do)|are there|each|is it|in all))?",),
    yes=("how many sessions", "and how much time do they get?", "how many wards are there"),
    no=("how many nurses at ash", "how many of them", "how many went on it", "how much"),
    bounded=False, whole=True, head=r"(?:(?:and|so|but|also)[ ,]++){0,2}+", tail=r"[ ?.!]*+",
)  # fmt: skip
"""The second of two requests asks it of whom the first is: "how many leads have they and how many sessions"."""
_AT = ("at", "in", "for", "across")
_COUNTS = re.compile(
    r"^(?:(?:and|so|but|also)[ ,]++)*+how many (?P<whom>(?!(?:of|are|people|more|do|does|have|has)\b)[\w-]++"
    r"(?: (?!(?:are|is|were|has|have|do|does|did|can|at"
    r"|in|on|there|work|sit|it|they|you|we|with)\b)[\w-]++){0,3}+)"
)
"""Counts some people or posts: "how many ward leads are there"."""
DO_WHAT = Rule(
    "asks what those do who were counted",
    (r"what (?:do|did) (?P<they>they|these|those) (?:all |actually |each |really |mainly |normally )?do",),
    yes=("and what do they do?", "what do they actually do", "what did they do all day"),
    no=("what do they do about pay", "what do ward leads do", "what do they pay"),
    bounded=False, head=r"^(?:(?:and|so|but|also)[ ,]++)*+", tail=r"(?=(?: (?:all day|there|exactly))?[ ?.!]*+$)",
)  # fmt: skip
OF_EACH = Rule(
    "asks of each of what was counted",
    (r"who\b[^?!.,;:]{2,40}? (?P<each>each(?: one)?(?: of (?:them|these|those))?)",),
    yes=("and who leads each?", "who is in charge of each one", "who runs each of them?"),
    no=("who leads each ward", "how do they each do", "who pays each at ash"),
    bounded=False, head=r"^(?:(?:and|so|but|also)[ ,]++)*+", tail=r"(?=[ ?.!]*+$)",
)  # fmt: skip


_ON = re.compile(r"\b(?:on|about) (?:the )?(?P<thing>[^.:?]{3,40}?)(?: please| for you)?[ .:–-]*+$", re.IGNORECASE)


def named(text: str, tags: Tags) -> str:
    """The trusts that ``text`` names, as they are written there; empty for none."""
    return " and ".join(dict.fromkeys(_plain(text[m.start : m.end], tags) for m in find_trusts(text, tags)))


def _plain(name: str, tags: Tags) -> str:
    """The name without its possessive "'s", where it is a name without it."""
    short = name[:-2] if name[-2:] in ("'s", "’s") else name
    return short if find_trusts(short, tags) else name


def of_several(head: str, tags: Tags) -> str:
    """What the words that say that several requests follow tell of them: the thing at a trust, or the trust."""
    on = _ON.search(head)
    return on["thing"] if on and find_trusts(on["thing"], tags) else named(head, tags)


def of_all(text: str, tags: Tags) -> str:
    """All members, as ``text`` begins or ends with being asked of them, "in every trust"; empty for none."""
    rule = rules_of(tags).among
    for found in rule.pattern.finditer(text.lower()) if len(text.lower()) == len(text) else ():
        at_an_end = not text[: found.start()].strip() or not text[found.end() :].strip(" ?.,!")
        if found["before"] in _AT and at_an_end:
            return text[found.start() : found.end()]
    return ""


def only_names(text: str, tags: Tags) -> bool:
    """Whether ``text`` names trusts and says nothing else but that they are some: "and what about Ash"."""
    mentions = find_trusts(text, tags)
    words = terms(_without(text, [(m.start, m.end) for m in mentions]))
    return bool(mentions) and all(w in rules_of(tags).filler or w in rules_of(tags).labels for w in words)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    parts, done = [], 0
    for start, end in spans:
        parts.append(text[done:start])
        done = end
    return " ".join([*parts, text[done:]])


def with_trust(request: str, held: str, tags: Tags) -> str:
    """The request with the trust ``held`` behind it, unless it names one or speaks of all; with whom else it is asked of only where
    it points at nothing, since what it leans on has them already.
    """
    if not held or find_trusts(request, tags) or rules_of(tags).all.found(request.lower()):
        return request
    if IT.found(request.lower()) and not find_trusts(held, tags):
        return request
    return f"{request} ({held})"


def called_by_name(requests: Sequence[str]) -> list[str]:
    """The requests of a message, "what do they do?" behind "how many leads are there?" with whom it is asked of in place of "they",
    and "who runs each?" with what was counted: they ask no number.
    """
    told = list(requests)
    for n in range(1, len(told)):
        counts = _COUNTS.match(told[n - 1].lower()) if len(told[n].lower()) == len(told[n]) else None
        does, of_each = DO_WHAT.pattern.search(told[n].lower()), OF_EACH.pattern.search(told[n].lower())
        if counts and (does or of_each):
            start, end = does.span("they") if does else of_each.span("each") if of_each else (0, 0)
            told[n] = f"{told[n][:start]}the {counts['whom']}{told[n][end:]}"
    return told


def goes_on(asked: Question, last: Question) -> bool:
    """Whether a later request of a message, which names nobody, is of whom the one before it names: it asks how many of a thing
    there are, or several are named.
    """
    several = len(last.trusts) > 1 and bool(last.mentions) and not asked.everyone
    return not asked.mentions and (several or (len(last.trusts) == 1 and HOW_MANY.found(asked.text.lower())))
