"""What a mail wants without asking for it: "I should be obliged to hear how Ash pays", "she needs a line on pay"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.understanding.asked_on import UNASKED
from rag.understanding.asking import DIRECT, cut
from rag.understanding.clauses import LEAST_TOLD, subject
from rag.understanding.letters import COURTESY
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rag.corpus.tags import Tags

_CLAUSE = re.compile(
    r"(?<=[a-z,] )(?:(?:for|at|in|of|across) (?:each|every|all|any)\b[^.;:?!]{0,50}?,? |per [\w-]{2,20},? )?"
    r"(?:how|what|whether|why|which of)\b(?= \w)(?! theirs\b)"
)
"""How a clause begins that asks, with of whom it does: "for each of them what they pay"."""
WANTS_IT = Rule(
    "says that something is wanted",
    (
        (r"(?:needs?|wants?|(?:would|'d) (?:like|love|welcome|appreciate|value)|(?:could|can) (?:really )?(?:do with|use))"
         r" (?:to (?:see|read|quote|cite|use|have|hear|know)|an?|the|some|something|anything|any|your|more)"),
        (r"(?:grateful|obliged|thankful|keen|desperate|looking|on the (?:look-?out|hunt)|hoping|is|am|are|i'm|he's|she's)"
         r" (?:for|after)"),
        (r"(?:remember|recall|(?:read|saw|seen|heard)(?: \w++)? (?:somewhere|once)|there (?:is|was)|had) (?:that |of |about |an?"
         r" |some |something |the )"),
    ),
    yes=("she needs something on pay", "i'd like to see the ward rules", "much obliged for the figures", "he is after a line on it",
         "i remember a bit on wards", "she read somewhere about it", "the paper had a piece on it", "could do with a quote"),
    no=("i want it", "they need nurses", "grateful to you", "i remember him", "for the board"),
    bounded=False, head=r"\b",
)  # fmt: skip


def by_the_way(said: Iterable[str], tags: Tags, *, framed: bool = True) -> str:
    """What the last sentence asks that does so by the way, or else the last that says what is wanted; empty for none of either, and
    where it is all that is said but for what it is ``framed`` by: greeting and name.

    What asks outright is not cut, "how many go and what comes of it"; courtesies ("I'd be grateful for a word by Friday") name
    nothing that could be.
    """
    sentences = [one.strip() for line in said for one in cut(line) if not COURTESY.found(one.lower())][::-1]
    if not framed and len(sentences) < 2:  # noqa: PLR2004 - one has no other beside it
        return ""
    clauses = ((one, None if DIRECT.found(UNASKED.sub("", one).lower()) else _CLAUSE.search(one)) for one in sentences)
    found = (one[clause.start() :] for one, clause in clauses if clause)
    wanted = (one for one in sentences if WANTS_IT.found(one.lower()))
    told = (one for one in (*found, *wanted) if len(subject(one, tags)) >= LEAST_TOLD)
    return next(told, "")
