"""The form ``digest``: what an editor chose as the sum of a chapter, a theme or a trust; whole, since that is its point."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.draft import Draft
from rag.answering.entries import assemble

if TYPE_CHECKING:
    from rag.answering.entries import Kit, Laid
    from rag.understanding.question import Question

WHOLE = 99
"""More quotations than any part has."""


def answer(kit: Kit, asked: Question, laid: Laid) -> Draft:
    """Every quotation in scope, trust by trust."""
    quotes, more, rows = assemble(kit, asked, laid, general=WHOLE, each=WHOLE)
    return Draft("digest", wording.status_of(rows), "", quotes, more, rows, heading=laid.entry.title)
