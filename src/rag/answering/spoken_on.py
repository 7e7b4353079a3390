"""“Best quote on culture”: what interviewees say of a thing that a quotation is asked on, where no editor has gathered that."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.draft import Draft
from rag.answering.entries import quotes_of
from rag.answering.find import likeliest
from rag.understanding.route import masked
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.find import Judged
    from rag.answering.kit import Kit
    from rag.understanding.question import Question

AT_ONCE = 3
"""Quotations at once, as those that an editor has gathered."""
ON_A_THING = Rule(
    "asks for a quotation on a thing",
    (r"(?:quot(?:e|ation)s?|sound ?bites?|verbatims?) (?:on|about|regarding|re|around|concerning|to do with)",),
    yes=("best quote on pay", "i need a good quotation about wards for a slide", "got any soundbites on pay?"),
    no=("what do they say about pay", "quote from the chair on pay", "how many quotes are there", "quotes", "misquote on it"),
    tail=r" (?P<thing>[a-z][^.;?!\n]{2,60})",
)  # fmt: skip


def on_a_thing(kit: Kit, asked: Question, draft: Draft, judged: Sequence[Judged]) -> Draft:
    """The draft; or, where a quotation on a thing is asked for and it shows no gathered ones, those interview quotations that name
    the thing, the likelier first. The draft where none does.
    """
    typed = masked(asked.text, asked.mentions, "\n").lower()
    found = ON_A_THING.pattern.search(typed) if judged and not asked.rows else None
    if found is None or draft.form not in ("find", "topic") or draft.rows:
        return draft
    thing = replace(asked, text=found["thing"], mentions=(), lead="")
    if not kit.subject(thing) or kit.unheard(kit.things(thing)):
        return draft
    spoken = [p for p in kit.index.passages if p.speaker and (not asked.trusts or p.trust in asked.trusts)]
    every = [quote for p in spoken for quote in quotes_of(kit.index, [tuple(s.index for s in p.sentences)])]
    chances = likeliest(judged)
    likely = {p.id: max(chances[s.index] for s in p.sentences) for p in spoken}
    own = sorted((q for q in every if kit.speaks_of(q, thing)), key=lambda q: -likely[q.passage])
    if not own:
        return draft
    rest = tuple(q for q in (*draft.quotes, *draft.more) if q not in own)
    return Draft("voices", "answered", "", tuple(own[:AT_ONCE]), (*own[AT_ONCE:], *rest))
