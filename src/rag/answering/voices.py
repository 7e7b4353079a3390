"""The form ``voices``: what interviewees said, by role, trust, topic or tone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.answering.draft import Draft
from rag.answering.entries import assemble

if TYPE_CHECKING:
    from rag.answering.entries import Kit, Laid
    from rag.understanding.question import Question

AT_ONCE = 3
"""Quotations at once: someone who looks for a quotation picks one."""


def answer(kit: Kit, asked: Question, laid: Laid) -> Draft:
    """The quotations in scope, the best of each trust first, the others folded."""
    each = max(1, AT_ONCE // max(1, len(laid.shown)))
    quotes, more, _ = assemble(kit, asked, laid, general=each, each=each)
    return Draft("voices", "answered", "", quotes, more, heading=laid.entry.title)
