"""What is told where the report is on the subject and does not answer: what comes nearest, and rows that say why they are empty."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import defined, located, recommended, voices, wording
from rag.answering.draft import Draft
from rag.answering.earned import asks_for_a_name
from rag.answering.entries import quotes_of
from rag.answering.plainly_told import of_a_term
from rag.answering.quotes import make_quotes
from rag.answering.reported import as_reported
from rag.types import Row

if TYPE_CHECKING:
    from rag.answering.find import Finder, Judged
    from rag.answering.kit import Kit
    from rag.answering.offers import Offers
    from rag.corpus.prepared import Entry
    from rag.understanding.question import Question

NAME = 2
"""Words from which a name is told to be others' though something is shown: "awards" and "mentoring" may be meant of anybody."""


def owned(kit: Kit, offers: Offers, asked: Question, draft: Draft) -> Draft:
    """The draft, and that the report lacks what is asked for, where something near it is given: words of somebody whom it does not
    quote, a definition, a recommendation, a thing that others than are asked have; nothing is given that has no word of that thing.
    """
    if draft.status in ("answered", "partial") and (own := offers.of_another(asked, words_of_it=NAME)):
        tags = kit.index.report.tags
        only = located.only_of(*own, tags)
        if draft.form == "find" and asked.trusts and not draft.rows and not any(kit.speaks_of(q, asked) for q in draft.quotes):
            told = wording.not_stated(asked, (), tags, near=False)
            return Draft("find", "not_stated", f"{told} {only}", next=draft.next)
        draft = replace(draft, status="partial", message=f"{only} {draft.message or wording.told(draft, tags)}")
    draft = voices.of_others(kit, asked, as_reported(kit, asked, draft))
    return recommended.of_none(kit, asked, defined.of_none(kit, asked, draft))


def not_stated(
    kit: Kit, finder: Finder, offers: Offers, asked: Question, best: Judged, likely: tuple[Entry, float] | None = None
) -> Draft:
    """The refusal, with an empty row a trust where several were asked, each proved by what occurs nowhere if there is such a word;
    ``best`` is the search that found most, ``likely`` the entry that comes nearest with its probability.

    What comes nearest is offered where it speaks of what is asked, or nothing asked is a word of the report.
    """
    before = replace(asked, text=asked.lead, mentions=asked.lead_mentions)
    if (term := offers.term_of(asked) or offers.term_of(before)) and not asked.rows and (told := of_a_term(kit, asked, term)):
        return told
    tags = kit.index.report.tags
    telling = kit.sought(asked)
    trusts = (asked.trusts or tuple(t.id for t in tags.trusts)) if asked.rows and telling else ()  # else nothing proves a silence
    about = [request for request in (asked, before) if kit.subject(request)]
    nearest = tuple(q for q in finder.nearest(best) if not about or any(kit.speaks_of(q, request) for request in about))
    if not nearest and (name := offers.named_one(asked)):  # what is told of him is the least that can be shown
        nearest = make_quotes(kit.index, sorted(kit.concordance.named(name))[:1])
    if not nearest and asked.leans:  # "and at Ash?", where the term that was talked of stands nowhere
        nearest = quotes_of(kit.index, offers.on_its_subject(asked, likely)[:1])
    unheard = kit.unheard(telling)
    near = bool(nearest)
    message = voices.unquoted(kit, asked) or _unnamed(kit, asked, near=near)
    message = message or wording.not_stated(asked, offers.unheard(asked), tags, near=near)
    if own := offers.of_another(asked):
        message = f"{message} {located.only_of(*own, tags)}"
    return Draft(
        "find",
        "not_stated",
        message,
        rows=tuple(Row(trust, (), "no_mention", unheard) if unheard else kit.silence(trust, telling) for trust in trusts),
        nearest=nearest,
        next=offers.near(asked, best, likely),
    )


def _unnamed(kit: Kit, asked: Question, *, near: bool) -> str:
    """That no name is given of those in a post whose names are asked for; empty where they are not."""
    if not asks_for_a_name(kit, asked):
        return ""
    at = (kit.index.report.tags.trust(trust).name for trust in asked.trusts)
    where = f" at {wording.listed(at)}" if asked.trusts else ""
    return f"The report gives no such name{where}.{wording.OFFERED if near else ''}"
