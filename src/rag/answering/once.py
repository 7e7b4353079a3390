"""No stretch of the report twice in one answer: quotations that overlap become one, wherever an answer has them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.quotes import quote_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rag.answering.draft import Draft
    from rag.search.index import PassageIndex
    from rag.types import Quote


def once(index: PassageIndex, draft: Draft) -> Draft:
    """The draft with overlapping quotations joined, each in the first one's place; nothing that is shown is folded as well."""
    shown = _joined(index, draft.quotes)
    beyond = [q for q in draft.more if any(_overlap(q, own) for own in shown.values())]
    shown = _joined(index, (*draft.quotes, *(q for q in beyond if not any(_inside(q, own) for own in shown.values()))))
    folded = [q for q in draft.more if not any(_overlap(q, own) for own in shown.values())]
    return replace(
        draft,
        quotes=_each(draft.quotes, shown),
        more=_each(folded, _joined(index, folded)),
        rows=tuple(replace(row, quotes=_each(row.quotes, shown)) for row in draft.rows),
        beside=_each(draft.beside, shown),
    )


def _joined(index: PassageIndex, quotes: Iterable[Quote]) -> dict[Quote, Quote]:
    """Each quotation with the one that stands for it and for all that overlap."""
    groups: list[list[Quote]] = []
    for quote in quotes:
        touched = [group for group in groups if any(_overlap(quote, other) for other in group)]
        groups = [group for group in groups if group not in touched]
        groups.append([*(q for group in touched for q in group), quote])
    return {quote: _whole(index, group) for group in groups for quote in group}


def _whole(index: PassageIndex, group: list[Quote]) -> Quote:
    start, end = min(q.start for q in group), max(q.end for q in group)
    same = next((q for q in group if (q.start, q.end) == (start, end)), None)
    marks = next((q.marks for q in group if q.marks), ())
    return same or replace(quote_at(index, start, end), marks=marks)


def _each(quotes: Iterable[Quote], joined: Mapping[Quote, Quote]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys(joined.get(quote, quote) for quote in quotes))


def _overlap(quote: Quote, other: Quote) -> bool:
    return quote.start < other.end and other.start < quote.end


def _inside(quote: Quote, other: Quote) -> bool:
    return other.start <= quote.start and quote.end <= other.end
