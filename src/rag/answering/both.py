"""A prepared answer, with what the judge is sure of beside it: each sentence once, what answers best first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.quotes import make_quotes, widen

if TYPE_CHECKING:
    from rag.answering.draft import Draft
    from rag.answering.entries import Kit, Laid
    from rag.answering.find import Finder, Judged
    from rag.types import Quote
    from rag.understanding.question import Question

MOST = 3
"""Sentences added at most: an entry on another subject than was asked must not hide the answer, nor drown it."""
NEAR = 0.5
"""Share of the best sentence's chance from which another is added."""


def with_found(kit: Kit, finder: Finder, asked: Question, draft: Draft, laid: Laid, judged: Judged) -> Draft:
    """``draft`` with the sentences that the judge finds likeliest and the entry does not quote.

    They lead where the likeliest of all is among them. Nothing changes where the judge doubts that there is an answer, or
    where the answer is laid out trust by trust.
    """
    chosen = finder.chosen(judged)
    best = max(float(judged.chances[n]) for n in chosen)
    new = [n for n in chosen if n not in laid.sentences and judged.chances[n] >= NEAR * best]
    if draft.rows or judged.answerable < finder.calibration.answer or not new:
        return draft
    new = sorted(new, key=lambda n: -judged.chances[n])[:MOST]
    found = make_quotes(kit.index, widen(kit.index, new, listing=asked.listing), marked=new, chances=judged.chances)
    own = tuple(q for q in draft.quotes if not any(_inside(q, f) for f in found))
    added = tuple(f for f in found if not any(_inside(f, q) for q in own))
    inside = max((float(judged.chances[n]) for n in laid.sentences), default=0.0)
    quotes = (*added, *own) if best > inside else (*own, *added)
    more = tuple(q for q in draft.more if not any(_inside(q, f) for f in added))
    message = draft.message if draft.form == "about" else wording.entry(laid.entry, quotes, (), kit.index.report.tags)
    return replace(draft, quotes=quotes, more=more, message=message)


def _inside(quote: Quote, other: Quote) -> bool:
    return other.start <= quote.start and quote.end <= other.end
