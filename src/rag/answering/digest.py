"""The form ``digest``: what an editor chose as the sum of a chapter, a theme or a trust; whole, since that is its point."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.draft import Draft
from rag.answering.entries import A_ROW, assemble, cut_to
from rag.understanding.wants import ASKS_FOR_LESSONS

if TYPE_CHECKING:
    from rag.answering.entries import Laid
    from rag.answering.kit import Kit
    from rag.types import Quote, Row
    from rag.understanding.question import Question

WHOLE = 99
"""More quotations than any part has."""


def _of_all(quotes: tuple[Quote, ...], more: tuple[Quote, ...]) -> tuple[tuple[Quote, ...], tuple[Quote, ...], tuple[Row, ...]]:
    """What is said of all together, the members' own folded: they are what the lessons were drawn from."""
    return tuple(q for q in quotes if q.trust is None), (*(q for q in quotes if q.trust is not None), *more), ()


def answer(kit: Kit, asked: Question, laid: Laid) -> Draft:
    """Every quotation in scope, trust by trust, or as many as are asked for; where several are compared, what leads each one's."""
    laid = cut_to(laid, asked.few) if asked.few else laid
    several = asked.rows and len(laid.parts) > 1
    quotes, more, rows = assemble(kit, asked, laid, general=WHOLE, each=A_ROW if several else WHOLE)
    if laid.general and not asked.mentions and ASKS_FOR_LESSONS.found(asked.text.lower()):
        quotes, more, rows = _of_all(quotes, more)
    table = bool(rows) and asked.rows and len(rows) == len(laid.parts) and not laid.unknown
    is_list = len(quotes) == 1 and quotes[0].end == next(p.end for p in kit.index.passages if p.id == quotes[0].passage)
    complete = table or (is_list and "\n•" in quotes[0].text and quotes[0].lead_in is None)
    heading = _titled(kit, asked, laid.entry.title)
    return Draft("digest", wording.status_of(rows), "", quotes, more, rows, heading=heading, complete=complete)


def _titled(kit: Kit, asked: Question, title: str) -> str:
    """The title, of the one that is asked of where it is of each: "Key points of each trust"."""
    tags = kit.index.report.tags
    if len(asked.trusts) != 1:
        return title
    return re.sub(rf"\beach {tags.profile.group.noun}\b", tags.trust_name(asked.trusts[0]), title, flags=re.IGNORECASE)
