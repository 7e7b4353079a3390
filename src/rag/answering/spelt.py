"""What an answer to “what is a DCD?” begins with: where the letters are written out, or as the term's editor began."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.quotes import sentences_of
from rag.text import terms, words
from rag.understanding.route import masked

if TYPE_CHECKING:
    from rag.answering.candidates import Candidates
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.corpus.prepared import Part
    from rag.types import Quote
    from rag.understanding.question import Question

_LETTERS = re.compile(r"\((\w{2,8}?)s?[),/]")
"""An abbreviation where it is written out: "divisional clinical directors (DCDs)"."""

_LISTED = re.compile(r"\b(?:following|these) (\w++): ")
"""Things that are then listed by name."""
_ASKING = frozenset(
    terms("stand stands standing short mean means meaning full form abbreviation acronym letters explain define called")
)
"""What asks for the term itself."""
_ASKS = re.compile(
    r"^\W*+(?:(?:and|so|ok|sorry|please)\W++)?(?:(?:what|who)(?:'?s| is| are| does| do)?|explain|define|meaning)\b(?!.*\bsay)"
)


def said_first(kit: Kit, rivals: Candidates, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft on a term of which nothing else is asked, led by what says what it is.

    Every quotation of the term is on it: what a judge finds likelier of two is oftener what is told of it besides.
    """
    entry = rivals.entries.get(trace.chosen)
    if entry is None or entry.form != "term" or draft.form == "voices" or asked.each or not draft.quotes or asked.lead:
        return draft
    named = _ASKING.union(terms(entry.title))
    forms = ((terms(word), terms(word.removesuffix("s"))) for word in kit.telling(asked))  # "DCDs" has no stem of its own
    if not all(any(named.issuperset(form) for form in either) for either in forms):
        return draft
    known = (*draft.quotes, *(() if draft.rows else draft.more))
    part = entry.part(draft.quotes[0].trust) if _ASKS.search(asked.text.lower()) else None
    lead = _written_out(asked, known) or (_begun(kit, part, known) if part else None)
    if lead is None or lead == draft.quotes[0]:
        return draft
    rest = tuple(quote for quote in draft.quotes if quote != lead)
    rows = tuple(replace(row, quotes=tuple(sorted(row.quotes, key=lambda q: q != lead))) for row in draft.rows)
    return replace(
        draft,
        quotes=(lead, *rest),
        more=tuple(quote for quote in draft.more if quote != lead),
        rows=tuple(sorted(rows, key=lambda row: lead not in row.quotes)),
    )


def _written_out(asked: Question, known: tuple[Quote, ...]) -> Quote | None:
    """The first quotation that writes out letters of the request, or lists by name the things that it asks for."""
    typed = {own for word in words(masked(asked.text, asked.mentions, " ")) for own in (word, word.removesuffix("s"))}
    out = (q for q in known if any(own.lower() in typed for find in (_LETTERS, _LISTED) for own in find.findall(q.text)))
    return next(out, None)


def _begun(kit: Kit, part: Part, known: tuple[Quote, ...]) -> Quote | None:
    """The quotation that the editor set first of the same member."""
    first = frozenset(part.quotes[0])
    return next((q for q in known if not first.isdisjoint(sentences_of(kit.index, q))), None)
