"""A request for what the report recommends on a subject: that it makes no recommendations is told before what it says of it.

Whether a report makes any, its profile says (``says.recommends``); nothing is told of one that does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.understanding.asked_about import ADVICE

if TYPE_CHECKING:
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.understanding.question import Question


def of_none(kit: Kit, asked: Question, draft: Draft) -> Draft:
    """The draft behind the word that the report makes no recommendations; that word alone where it holds nothing of the thing."""
    told = kit.index.report.tags.profile.says.recommends
    found = ADVICE.pattern.match(asked.text.lower()) if told else None
    units = kit.telling_of(asked.text[found.end() :].lower()) if found else ()
    if not units or draft.status not in ("answered", "partial"):
        return draft
    if draft.form == "find" and not any(kit.stands_in(quote.text, unit) for quote in draft.quotes for unit in units):
        return replace(draft, status="not_stated", message=told, quotes=(), more=(), rows=())
    message = draft.message or wording.told(draft, kit.index.report.tags)
    return replace(draft, status="partial", message=f"{told} {message}")
