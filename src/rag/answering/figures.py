"""The form ``figures``: one attribute by trust, each cell in the report's words; order and extremes are computed from values."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.amounts import is_date, place_of, with_unit
from rag.answering import wording
from rag.answering.draft import Draft
from rag.answering.entries import assemble, row_of
from rag.understanding.given import met
from rag.understanding.wants import ASKS_NUMBER, FEWEST_FIRST, LATEST_FIRST, RANKS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.entries import Laid
    from rag.answering.kit import Kit
    from rag.corpus.prepared import Entry, Part
    from rag.types import Quote, Row
    from rag.understanding.question import Question

_WHICH_HAS = re.compile(r"(?:and |so )?(?:which(?: \w++){1,2}|who) (?:has|have|had|is|are|was|were|got|employs?|runs?|serves?)\b")
_MORE, _FEWER = (
    re.compile(r"\b(?:over|more than|above|in excess of)\b"),
    re.compile(r"\b(?:fewer|less|under|below|at most|up to)\b"),
)
_NUMBER = re.compile(r"(?<![\w.,])\d[\d,]*+(?:\.\d+)?(?!\w)")
GENERAL, EACH, ALONE = 2, 2, 4
"""Quotations at once: of no single trust, of each of several trusts, of a trust that was asked alone."""


def answer(kit: Kit, asked: Question, laid: Laid) -> Draft:
    """A row a trust with its value, and in the message the order of the values where they may be compared."""
    quotes, more, rows = assemble(kit, asked, laid, general=GENERAL, each=ALONE if len(asked.trusts) == 1 else EACH)
    tags = kit.index.report.tags
    ordered = in_order(laid.entry, laid.parts)
    heading = laid.entry.title
    lowered = asked.text.lower()
    fewest = bool(ordered) and (not LATEST_FIRST.found(lowered) if is_date(ordered[0]) else FEWEST_FIRST.found(lowered))
    if ordered and not asked.mentions:
        first = ordered[::-1] if fewest else ordered
        rows = tuple(sorted(rows, key=lambda row: next((n for n, p in enumerate(first) if p.trust == row.trust), len(first))))
        own = [q for row in rows for q in row.quotes]
        quotes = (*(q for q in quotes if q not in own), *own)
    if len(ordered) > 1:
        named = [(tags.trust_name(p.trust), p) for p in ordered]
        heading = wording.ordered(laid.entry, named[::-1] if fewest else named, fewest_first=fewest)
    elif rows and (valued := [p for p in laid.parts if p.value is not None]) and (len(valued) > 1 or not met(asked.text, ())):
        heading = wording.valued(laid.entry, [(tags.trust_name(p.trust), p) for p in valued], ranked=bool(RANKS.found(lowered)))
    if one := _with_number(asked, laid.parts):
        heading = wording.valued(laid.entry, [(tags.trust_name(one.trust), one)], ranked=False)
        his = next((row.quotes for row in rows if row.trust == one.trust), ())
        if his:  # what others have is not asked
            return Draft(
                "figures", "answered", "", his, (*(q for q in quotes if q not in his), *more), heading=heading, complete=True
            )
    rows, quotes = _marked(rows, quotes)
    if not rows and len(laid.parts) == 1 and quotes and (stated := _stated(laid.parts[0], quotes[0])):
        heading, quotes = f"{heading} ({with_unit(laid.parts[0])})", (stated, *quotes[1:])
    known = not laid.unknown and all(part.value is not None for part in laid.parts)
    # Of one trust its number is all only where nothing but that is asked: "how many are there and what do they do" is two things.
    known &= bool(rows) or (bool(laid.parts) and ASKS_NUMBER.found(asked.text.lower()) and " and " not in asked.text)
    return Draft("figures", wording.status_of(rows), "", quotes, more, rows, heading=heading, complete=known and not laid.silent)


def _with_number(asked: Question, parts: Sequence[Part]) -> Part | None:
    """The part with the number that a request names where it asks which has it: "who has over 200 sites"; ``None`` of several, of
    less than that, and of more where the report does not say that it is more.
    """
    lowered = asked.text.lower()
    if asked.trusts or not _WHICH_HAS.match(lowered) or _FEWER.search(lowered):
        return None
    told = {float(number.replace(",", "")) for number in _NUMBER.findall(lowered)}
    counted = [p for p in parts if isinstance(p.value, int | float) and p.trust and p.value_to is None]
    own = [p for p in counted if p.value in told and (not _MORE.search(lowered) or _MORE.search(p.qualifier or ""))]
    return own[0] if len(own) == 1 else None


def _stated(part: Part, quote: Quote) -> Quote | None:
    """The quotation with the part's number marked in it; ``None`` where it is no number, or stands elsewhere."""
    return None if isinstance(part.value, str) else _with_mark(row_of(part, (quote,)), quote)


def _with_mark(row: Row, quote: Quote) -> Quote | None:
    """The quotation with the row's value marked in it; ``None`` where it does not state it."""
    at = place_of(row, quote.text)
    return replace(quote, marks=((quote.start + at[0], quote.start + at[1]),)) if at else None


def _marked(rows: tuple[Row, ...], quotes: tuple[Quote, ...]) -> tuple[tuple[Row, ...], tuple[Quote, ...]]:
    """The same with each row's value marked where its first quotation states it."""
    first = {row.quotes[0]: _with_mark(row, row.quotes[0]) for row in rows if row.quotes}
    marked = {quote: stated for quote, stated in first.items() if stated}
    told = tuple(replace(row, quotes=tuple(marked.get(q, q) for q in row.quotes)) for row in rows)
    return told, tuple(marked.get(q, q) for q in quotes)


def in_order(entry: Entry, parts: Sequence[Part]) -> list[Part]:
    """Parts of trusts with numbers, the greatest first; empty where no order may be told: other units, no numbers, one only.

    Years of the same thing have an order, even where the entry's other parts cannot be set beside them.
    """
    counted = [p for p in parts if isinstance(p.value, int | float) and not isinstance(p.value, bool)]
    if len(counted) < 2 or len({p.unit for p in counted}) > 1:  # noqa: PLR2004 - an order is of two
        return []
    if not (entry.comparable or is_date(counted[0])):
        return []
    return sorted(counted, key=lambda p: -float(p.value or 0))
