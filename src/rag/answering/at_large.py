"""“How do these wards, taken together, pay?”: what the report says of all together, and not what each has besides."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.compare import of_every
from rag.understanding.rules import Rule
from rag.understanding.wants import ASKS_UNLIKE

if TYPE_CHECKING:
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.understanding.question import Question

AT_ONCE = 4
"""Quotations at once."""
AT_LARGE = Rule(
    "asks of all together",
    (
        (r"(?:in|as a) general(?: rule)?|generally(?: speaking)?|as a (?:group|whole|rule)|on the whole|by and large|all in all"
        r"|collectively|taken together|put together|in the round|broadly(?: speaking)?|typically"),
    ),
    yes=("how do they pay in general", "generally speaking, who leads", "the wards as a group", "taken together, what do they do"),
    no=("a general manager", "the general hospitals", "together with nurses", "in generals"),
    tail=r"(?! (?:managers?|hospitals?|practitioners?|management|practice)\b)",
)  # fmt: skip


def of_all_together(kit: Kit, asked: Question, draft: Draft) -> Draft:
    """The draft, where it is asked of all together and it shows what is said of every one, without what is of single ones; as it
    is where some are named, or it is asked how they differ.
    """
    lowered = asked.text.lower()
    if asked.mentions or not AT_LARGE.found(lowered) or ASKS_UNLIKE.found(lowered) or draft.status not in ("answered", "partial"):
        return draft
    known = (*draft.quotes, *(draft.more if draft.form == "digest" else ()))  # what sums up chose them all
    general = tuple(sorted((q for q in known if q.trust is None), key=lambda q: q.start))[:AT_ONCE]
    own = tuple(q for q in draft.quotes if q.trust is not None)
    rest = tuple(q for q in draft.more if q not in general)
    if not own or not of_every(kit, general):
        return draft
    beside = tuple(q for q in draft.beside if q in general)
    return replace(draft, status="answered", message="", quotes=general, more=(*own, *rest), rows=(), beside=beside)
