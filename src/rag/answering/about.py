"""The form ``about``: the report itself and the assistant, from the card, with quotations where the text has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.answering.draft import Draft
from rag.answering.entries import assemble

if TYPE_CHECKING:
    from rag.answering.entries import Laid
    from rag.answering.kit import Kit
    from rag.understanding.question import Question

AT_ONCE = 3


def answer(kit: Kit, asked: Question, laid: Laid) -> Draft:
    """The card, and under it what the text says."""
    quotes, more, _ = assemble(kit, asked, laid, general=AT_ONCE, each=AT_ONCE)
    return Draft("about", "about", laid.entry.card or "", quotes, more, heading=laid.entry.title)
