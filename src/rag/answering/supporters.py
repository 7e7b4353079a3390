"""“Who supports the doctors in charge at each?”: a row tells who does, and not to whom they answer or how they get on.

What is said of leaders is much alike in words, and who stands beside them is told in a clause of it; an editor set it under whom
they answer to, or under managers, and chose other sentences.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.entries import A_ROW
from rag.answering.find import likeliest
from rag.answering.quotes import make_quotes, widen
from rag.answering.row_judge import is_judged
from rag.answering.rows import with_rows
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.types import Row
    from rag.understanding.question import Question

OF_BEST = 0.3
"""Share of the best one's chance from which a second such sentence of a member stands beside it."""
_LEADERS = r"[^.;:?!]{0,60}?\b(?:lead(?:s|ers?|ing)?|directors?|chairs?|heads?|in charge|doctors who (?:run|lead|head))\b"
SUPPORTERS = Rule(
    "asks who stands beside those who lead",
    (
        rf"who (?:supports?|helps?|assists?|backs?|works? (?:with|alongside)|stands? (?:beside|behind|next to))\b{_LEADERS}",
        (r"(?:supporting|backing(?: up)?|alongside|beside|next to|back up|behind)(?: [\w-]++)?? (?:the|their|its|a|each|every)\b"
         rf"{_LEADERS}"),
        r"managers? (?:working )?(?:alongside|beside|next to|behind|supporting) (?:them|him|her)\b",
        (r"(?:lead(?:s|ers)|directors?|chairs?|heads?|doctors in charge) (?:are |is |get )?"
         r"(?:supported|helped|assisted|backed|flanked)(?: up)?(?: by)?"),
    ),
    yes=("who supports the clinical director at each", "which has a manager beside them", "managers alongside the doctor in charge",
         "do managers back up the ward leads",
         "are ward leaders supported by managers"),
    no=("who supports nurses", "who helps patients in wards", "leaders support change", "who leads the ward",
        "who works with the deanery"),
)  # fmt: skip
_SUPPORTED = re.compile(r"\bsupported by\b|\bwith managerial support\b")
_BY_SOMEBODY = re.compile(r"\b(?:managers?|managerial|deput\w+|directors?|assistants?|roles?)\b")
_AND_MORE = re.compile(r"\w, ?\w[^?,]{3,80}?,? (?:and|or)\b|\band (?:who|what|how|is|are|do|does)\b")
"""Asks for other things, too, which what the row has may tell."""


def with_who_supports(kit: Kit, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft, where it is asked who supports those who lead, each row with what tells that of its member, if anything does."""
    if not (asked.each and draft.rows and is_judged(draft, trace) and SUPPORTERS.found(asked.text.lower())):
        return draft
    chances = likeliest(trace.judged)
    asks_more = _AND_MORE.search(asked.text.lower()) is not None

    def row_of(row: Row) -> Row:
        told = tuple(quote for quote in row.quotes if _tells(quote.text))
        if told:
            return row if asks_more else replace(row, quotes=told)
        own = [n for n in kit.members[row.trust].tolist() if _tells(kit.index.sentences[n].text)]
        best = sorted(own, key=lambda n: -chances[n])[:A_ROW]
        near = [n for n in best if chances[n] >= OF_BEST * chances[best[0]]]
        new = make_quotes(kit.index, widen(kit.index, near, listing=False))
        shown = ((*row.quotes[:1], *new) if asks_more else new)[:A_ROW]
        return replace(row, quotes=shown, silence=None, looked_for=(), page=None) if new else row

    return with_rows(draft, tuple(map(row_of, draft.rows)))


def _tells(text: str) -> bool:
    """Whether a text says that those who lead are supported by somebody in a post."""
    said = text.lower()
    found = _SUPPORTED.search(said)
    return found is not None and _BY_SOMEBODY.search(said, found.start()) is not None
