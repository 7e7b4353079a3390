"""Two answers put together, where both are likely to serve: each sentence once, the better answer first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.draft import Draft
    from rag.types import Quote, Row


MOST = 3
"""Quotations added at most: what stands beside must not drown the answer. With all of them the dev half's recall is 0.005
higher and its precision 0.01 lower."""


def together(first: Draft, second: Draft) -> Draft:
    """``first`` with what ``second`` quotes beside it; a row of ``first`` takes what is of its trust, silent ones too."""
    added = tuple(q for q in second.quotes if not any(_inside(q, own) for own in first.quotes))[:MOST]
    if not added:
        return first
    own = tuple(q for q in first.quotes if not any(_inside(q, new) for new in added))
    rows = tuple(_row(row, added, own) for row in first.rows)
    in_rows = {q for row in rows for q in row.quotes}
    quotes = (*(q for q in (*own, *added) if q not in in_rows), *(q for row in rows for q in row.quotes))
    more = tuple(q for q in (*first.more, *second.more) if not any(_inside(q, shown) for shown in quotes))
    status = wording.status_of(rows) if first.status in ("answered", "partial") else first.status
    return replace(first, status=status, quotes=quotes, more=tuple(dict.fromkeys(more)), rows=rows, beside=(*first.beside, *added))


def _row(row: Row, added: Sequence[Quote], own: Sequence[Quote]) -> Row:
    quotes = (*(q for q in row.quotes if q in own), *(q for q in added if q.trust == row.trust))
    return replace(row, quotes=quotes, silence=None, looked_for=()) if quotes else row


def _inside(quote: Quote, other: Quote) -> bool:
    return other.start <= quote.start and quote.end <= other.end
