"""“Do any of the four let nurses sit in?”, refused of all of them: each is asked by itself, as by whoever names it.

The route and the judge know requests that name a member better than those that ask which of them it is: where nothing is told of
all together, that one of them does so may be told well. What is told so is that member's row, and the others are silent.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.entries import A_ROW
from rag.answering.rows import rarest_of
from rag.types import Row
from rag.understanding.names import find_trusts
from rag.understanding.route import MENTION, SURE
from rag.understanding.whether import as_of_one, of_which

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rag.answering.candidates import Candidates
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.answering.weigh import Candidate
    from rag.types import Quote, TrustId
    from rag.understanding.question import Question

_Told = tuple["Draft", "Trace"]
MOST = 2
"""Members that are asked by themselves: each costs an embedding."""
_TELLS = ("find", "topic", "term", "digest", "figures")
"""Forms that tell of a member what is asked: what people said, or what the report is, does not."""


def one_by_one(
    kit: Kit, asked: Question, draft: Draft, search: Callable[[Question], Trace], drafted: Callable[[Question, Trace], _Told]
) -> _Told | None:
    """What is told of those that may have it when each is asked by itself, in its row; ``None`` where the ``draft`` is no refusal,
    nothing is told that has the request's rarest word and most of the things, or it is not asked of which of all it is so.
    """
    tags = kit.index.report.tags
    if draft.status != "not_stated" or not asked.everyone or asked.mentions or asked.lead:
        return None
    near = {quote.trust for quote in draft.nearest}
    may = sorted((row.trust for row in draft.rows if row.silence == "not_answered"), key=lambda trust: trust not in near)
    own: dict[TrustId, _Told] = {}
    for trust in may[:MOST]:
        text = as_of_one(asked.text, tags.profile.group, tags.trust(trust).name)
        if not text:
            return None
        one = replace(asked, text=text, trusts=(trust,), mentions=tuple(find_trusts(text, tags)), everyone=False, rows=False)
        told, how = drafted(one, search(one))
        if told.status in ("answered", "partial") and told.form in _TELLS and how.chosen != MENTION and _of(told, trust):
            own[trust] = (told, how)
    each = tuple(Row(trust, _of(told, trust)[:A_ROW]) for trust, (told, _) in own.items())
    rarest = rarest_of(kit, asked, each)
    things = kit.but_people(kit.subject(asked))
    told_of = {row.trust: row for row in each if rarest and any(_holds(kit, q, rarest, things) for q in row.quotes)}
    if not told_of:
        return None
    own = {trust: own[trust] for trust in told_of}
    rows = tuple(told_of.get(row.trust, row) for row in draft.rows)
    quotes = tuple(quote for row in rows for quote in row.quotes)
    first, how = max(own.values(), key=lambda one: one[1].confidence)
    more = tuple(quote for told, _ in own.values() for quote in (*told.quotes, *told.more) if quote not in quotes and quote.trust)
    laid = replace(first, status=wording.status_of(rows), message="", quotes=quotes, more=more, rows=rows, beside=(), kept=())
    return laid, replace(how, request=asked)


def is_idle(kit: Kit, rivals: Candidates, asked: Question, candidate: Candidate, share: float) -> bool:
    """Whether a candidate tells of the report itself where it is asked which of its members do something, is not surely meant and
    its editor thought of nothing that is asked.
    """
    if candidate.laid is None or candidate.form != "about" or share > SURE or not asked.each:
        return False
    of_members = of_which(kit.index.report.tags.profile.group).found(asked.text.lower())
    things = kit.subject(asked) or kit.things(asked)
    return of_members and bool(things) and not rivals.knows(candidate.laid.entry, things)


def _of(draft: Draft, trust: TrustId) -> tuple[Quote, ...]:
    """What is shown of the member itself."""
    return tuple(quote for quote in draft.quotes if quote.trust == trust)


def _holds(kit: Kit, quote: Quote, rarest: str, things: Sequence[str]) -> bool:
    """Whether a quotation has the rarest word and more than half of the things that are asked about."""
    held = [word for word in things if kit.stands_in(f"{quote.lead_in or ''} {quote.text}", word)]
    return kit.stands_in(f"{quote.lead_in or ''} {quote.text}", rarest) and 2 * len(held) > len(things)
