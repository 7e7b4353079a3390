"""Two answers put together, where both are likely to serve: each sentence once, the better answer first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import wording

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rag.answering.draft import Draft
    from rag.types import Quote, Row


MOST = 3
"""Quotations added at most: what stands beside must not drown the answer. With all of them the dev half's recall is 0.005
higher and its precision 0.01 lower."""
PAIR = 8
"""The same where two things are asked about, and the second answer is on the second: two of each of four members."""


def together(first: Draft, second: Draft, tells: Callable[[Quote], bool], most: int = MOST) -> Draft:
    """``first`` with what ``second`` quotes beside it; a row of ``first`` takes what is of its trust, silent ones too.

    Nothing is added to what is complete, and nothing that only asks: the report's own questions to its readers tell nothing.
    """
    if first.complete:
        return first
    added = tuple(q for q in second.quotes if tells(q) and not _asks(q) and not any(_inside(q, own) for own in first.quotes))[:most]
    if not added:
        return first
    held = {q: next((new for new in added if _inside(q, new)), q) for q in first.quotes}  # a longer one takes its place
    own = tuple(dict.fromkeys(held.values()))
    beside = tuple(q for q in added if q not in own)
    rows = tuple(_row(row, held, beside) for row in first.rows)
    in_rows = {q for row in rows for q in row.quotes}
    quotes = (*(q for q in (*own, *beside) if q not in in_rows), *(q for row in rows for q in row.quotes))
    more = tuple(q for q in (*first.more, *second.more) if not any(_inside(q, shown) for shown in quotes))
    status = wording.status_of(rows) if first.status in ("answered", "partial") else first.status
    return replace(first, status=status, quotes=quotes, more=tuple(dict.fromkeys(more)), rows=rows, beside=(*first.beside, *beside))


def halves(first: Draft, second: Draft) -> Draft:
    """``first`` with what ``second`` quotes on the other thing that was asked about: all of it, as far as ``PAIR``."""
    return together(replace(first, complete=False), second, lambda _: True, PAIR)


def _row(row: Row, held: Mapping[Quote, Quote], beside: Sequence[Quote]) -> Row:
    quotes = (*dict.fromkeys(held.get(q, q) for q in row.quotes), *(q for q in beside if q.trust == row.trust))
    return replace(row, quotes=quotes, silence=None, looked_for=(), page=None) if quotes else row


def _asks(quote: Quote) -> bool:
    """Whether it holds nothing but questions, which no interviewee put."""
    ends = [line.rstrip()[-1:] for line in quote.text.split("\n") if line.strip()]
    return quote.speaker is None and all(end == "?" for end in ends)


def _inside(quote: Quote, other: Quote) -> bool:
    return other.start <= quote.start and quote.end <= other.end
