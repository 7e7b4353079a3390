"""The form ``term``: what an abbreviation, a name or a role stands for in the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.draft import Draft
from rag.answering.entries import assemble

if TYPE_CHECKING:
    from rag.answering.entries import Kit, Laid
    from rag.understanding.question import Question

GENERAL, EACH = 2, 3
"""Quotations at once: the first says what it is, the others what it is for and where it matters."""


def answer(kit: Kit, asked: Question, laid: Laid) -> Draft:
    """The quotations that say what the term is; trusts that do not use it are no news unless they were asked for."""
    quotes, more, rows = assemble(kit, asked, laid, general=GENERAL, each=EACH)
    kept = rows if asked.trusts else tuple(row for row in rows if row.quotes)
    return Draft("term", wording.status_of(kept), "", quotes, more, kept if len(kept) > 1 else (), heading=laid.entry.title)
