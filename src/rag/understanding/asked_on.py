"""What a request asks on of its own thing: "what is QED, who made it and why" → each by itself; one that asks once is one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.understanding.adding import of_both, of_those_named_first
from rag.understanding.asking import COMPARING, DIRECT, YES_OR_NO
from rag.understanding.clauses import LONGEST, continued, is_whole, pieces_of, points, told
from rag.understanding.lent import called_by_name
from rag.understanding.names import find_trusts
from rag.understanding.phrases import WITHOUT_ITS_THING

if TYPE_CHECKING:
    from rag.corpus.tags import Tags

MOST = 3
"""Requests of one message that are answered."""
UNASKED = re.compile(
    r"^.{3,200}[a-z)](?:[.?!:]| [–-]) (?=(?:(?:to|for|by|with|from|at|in|on|since) )?"
    r"(?:what|how|whom?|why|when|where|which|does|do|did|is|are|has|have)\b)",
    re.IGNORECASE,
)
"""What is told in front of a question: "the checklist - how many lists are there"."""
_ADVERB = re.compile(r"(?:when|where|why|how) (?=(?:is|are|was|were|do|does|did|has|have|will)\b)", re.IGNORECASE)
_ONLY = re.compile(r"(?:why|when|where|how|since when|(?:for|by|with|to) whom)[?.! ]*+$")


def halves(sentence: str, tags: Tags, *, refused: bool = False) -> tuple[str, ...]:
    """A request and what is asked on of the same behind it, "what is it and how many go", or two things that are asked of the same,
    "pay and induction at Ash"; nothing where it is one. Of several members that only where it asks who does "it", or was
    ``refused`` and begins by asking whether they have it: "have Ash and Birch a choir, and what does it cost".
    """
    pieces = called_by_name([piece.strip() for piece, _ in pieces_of(sentence)])
    if len(sentence) > LONGEST:
        return ()
    if both := of_both(sentence, tags) or of_those_named_first(sentence, tags):
        return both
    of_several = len({m.trust for m in find_trusts(sentence, tags)}) > 1 or COMPARING.found(sentence.lower())
    if not 2 <= len(pieces) <= MOST or any(WITHOUT_ITS_THING.found(piece.lower()) for piece in pieces[1:]):  # noqa: PLR2004
        return ()
    first, second = UNASKED.sub("", pieces[0]) or pieces[0], pieces[1].lower()
    whether = refused and YES_OR_NO.found(first.lower()) and not (COMPARING.found(first.lower()) or find_trusts(pieces[1], tags))
    who = (
        second.startswith("who ") and points(second, tags) and not (find_trusts(second, tags) or COMPARING.found(sentence.lower()))
    )
    if of_several and not ((whether or who) and len(pieces) == 2):  # noqa: PLR2004
        return ()
    of_story = first != pieces[0] and DIRECT.found(first.lower()) and points(first, tags) and bool(told(pieces[0], tags))
    if not all((of_story or is_whole(first, piece, tags)) and _asks_on(piece.lower()) for piece in pieces[1:]):
        return ()
    full = _filled_out(first, pieces)
    lends = points(full[1], tags) or not (refused or first != pieces[0])  # what is refused lends nothing, nor the end of a story
    return tuple(full if lends else continued(full, tags))


def _filled_out(first: str, pieces: list[str]) -> list[str]:
    """The pieces, "why" and no more behind "when was it opened" as "why was it opened"."""
    asked = _ADVERB.match(first)
    rest = first[asked.end() :].rstrip("?., ") if asked else ""
    return [pieces[0], *(f"{one.rstrip('?., ')} {rest}" if rest and _ONLY.match(one.lower()) else one for one in pieces[1:])]


def _asks_on(later: str) -> bool:
    """Whether a piece behind a request asks something of its own, or only "why" or "when" it was so."""
    return DIRECT.found(later) or YES_OR_NO.found(later) or bool(_ONLY.match(later))


def parted_on(asked: list[str], tags: Tags) -> list[str]:
    """The requests of a message, each that asks on of its own thing parted too while all can be answered: "What is QED? Who runs
    it and how many go?" are three.
    """
    apart = [one for request in asked for one in (continued(halves(request, tags), tags) or [request])]
    return apart if len(apart) <= MOST else asked
