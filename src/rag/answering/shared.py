"""“What do all of them have in common on appraisal?”: what the report says of all of them, and not what each one does by itself.

A row for each tells what is its own, which is the opposite of what is asked; it is folded where the report speaks of all.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.compare import of_each
from rag.answering.once import once
from rag.understanding.rules import Rule
from rag.understanding.wants import ASKS_UNLIKE

if TYPE_CHECKING:
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.understanding.question import Question

SHARED = Rule(
    "asks what members share on something",
    (
        r"(?:have|has|had|got|is|are|was) (?:all |there )?(?:got )?in common|(?:is|are|'?s) common to",
        r"common (?:features?|themes?|threads?|ground|points?)",
        r"what (?:do|does|did) (?:\w++ ){1,4}?share\b|(?:is|are) shared (?:by|between|among|across)",
    ),
    yes=("what do all of them have in common on pay", "common themes in pay", "what do the three wards share on pay",
         "which aims are shared by all"),
    no=("how common is pay", "the house of commons", "which share do they have", "who shares pay"),
)  # fmt: skip
_OF_ALL = re.compile(r"(?:all|each|none)\b(?! (?:in|at|other)\b)")
"""Begins what is said of all that the sentence before it names."""
_SHARES = re.compile(r"\b(?:features?|themes?|threads?|points?|aspects?|things?)\b")
"""What it is that they share, which is no thing that it is on."""


def what_they_share(kit: Kit, asked: Question, draft: Draft) -> Draft:
    """The draft, where it is asked what all have in common on something, with what is said of every member alone, if that speaks of
    it; its rows are folded.
    """
    lowered = asked.text.lower()
    of_all = asked.everyone and draft.status in ("answered", "partial") and not asked.mentions
    if not of_all or not SHARED.found(lowered) or ASKS_UNLIKE.found(lowered) or kit.compares_in_nothing(asked):
        return draft
    told = [quote for quote in draft.quotes if quote.trust is None]
    shown = tuple(quote for quote in told if quote in of_each(kit, told) or _OF_ALL.match(quote.text.lower()))
    thing = replace(asked, text=_SHARES.sub(" ", SHARED.without(lowered)))
    every = (*shown, *(quote for quote in of_each(kit, draft.more) if kit.tells(quote.text, thing)))
    on_it = tuple(quote for quote in every if kit.tells(f"{quote.heading} {quote.text}", thing))
    if not on_it:
        return draft
    every = on_it if SHARED.found(draft.heading.lower()) else every  # else it is on the thing as it is
    folded = tuple(quote for quote in (*draft.quotes, *draft.more) if quote not in every)
    form = "find" if draft.form == "compare" else draft.form
    alone = replace(draft, form=form, status="answered", message="", quotes=every, more=folded, rows=(), beside=(), kept=every)
    return once(kit.index, alone)
