"""“Who called the meeting moribund?”: what one place of the report tells is not laid out member by member.

A table of what each member has is for who asks of each. Where nobody did, a row that has nothing tells nothing, and one row is no
table; where it is asked who said a thing in words that one passage alone has, that passage is the answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.row_judge import is_judged
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.types import Quote
    from rag.understanding.question import Question

_SAID = (
    r"(?:says?|said|called|calls|described|describes|spoke|speaks|talked|talks|compared|compares|complained|complains|likened|likens"
    r"|mentioned|mentions|admitted|admits|claimed|claims|told|tells|reported|remarked|put it|felt|feels|thought|thinks|quipped)"
)
WHO_SAID = Rule(
    "asks who said something",
    (rf"who (?:was it (?:that|who) )?(?:(?:actually|first|once) )?{_SAID}", r"whose (?:words|line|quote|quotation|remark|phrase)"),
    yes=("who called it moribund", "who was it that said so", "whose words are those"),
    no=("who is called a chair", "who runs it", "who were told"),
)
FEW = 2
"""Sentences that have the word by which it is known who said it: that something is good many say."""


def of_one_source(kit: Kit, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft, without rows where one alone of those that were asked for in no way has something, and without the empty ones
    where these are as many as the others; and of who said something what has its words, where one member alone is told of in them.
    """
    if not draft.rows or not is_judged(draft, trace):
        return draft
    quoted = [row for row in draft.rows if row.quotes]
    if WHO_SAID.found(asked.text.lower()):
        own = draft.quotes if len(quoted) == 1 else _holding(kit, asked, draft)
        return _alone(draft, own) if own else draft
    if asked.each or asked.rows or asked.lead or draft.form != "compare" or 2 * len(quoted) > len(draft.rows):
        return draft
    return _alone(draft, draft.quotes) if len(quoted) == 1 else replace(draft, rows=tuple(quoted), status="answered")


def _alone(draft: Draft, own: tuple[Quote, ...]) -> Draft:
    rest = tuple(q for q in draft.quotes if q not in own)
    form = "find" if draft.form == "compare" else draft.form
    more = (*rest, *(q for q in draft.more if q not in own))
    return replace(draft, form=form, status="answered", quotes=own, more=more, rows=(), beside=())


def _holding(kit: Kit, asked: Question, draft: Draft) -> tuple[Quote, ...]:
    """The quotations shown that have a word of what was said which few sentences have, if they are of one member."""
    said = kit.subject(replace(asked, text=WHO_SAID.without(asked.text.lower()), mentions=()))
    rare = [word for word in said if len(kit.concordance.with_synonyms(word)) <= FEW]
    own = tuple(q for q in draft.quotes if any(kit.stands_in(f"{q.lead_in or ''} {q.text}", word) for word in rare))
    return own if len({q.trust for q in own}) == 1 else ()
