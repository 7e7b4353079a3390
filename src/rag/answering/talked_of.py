"""“And at Ash – did the conference help with that?”: what is talked of from a turn on that brings up a thing of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.text import terms
from rag.understanding import phrases
from rag.understanding.question import on_its_own

if TYPE_CHECKING:
    from collections.abc import Callable

    from rag.answering.kit import Kit
    from rag.answering.offers import Offers
    from rag.corpus.prepared import Entry
    from rag.understanding.question import Question

VOICES = "voices/"
"""How the entries of quotations begin: what is asked is the same thing still, in somebody's words."""


def from_here_on(kit: Kit, offers: Offers, asked: Question, chosen: str | None, is_of_it: Callable[[], bool]) -> Question:
    """The request as a follow-up may lean on it: on the term that it brought up and by which it was answered, or on its own words
    alone, where these say what it is about and it ``is_of_it``, an aspect of what was talked of, not.
    """
    if not (asked.lead and kit.subject(asked)) or (chosen or "").startswith(VOICES) or phrases.VOICE.found(asked.text.lower()):
        return asked
    term = offers.term_of(asked)
    if term and brings_up(term, asked, chosen):
        return replace(asked, lead=term.title, lead_mentions=())
    if on_its_own(asked, kit.index.report.tags) and not is_of_it():
        return replace(asked, lead="", lead_mentions=())
    return asked


def brings_up(term: Entry, asked: Question, chosen: str | None) -> bool:
    """Whether a turn was answered by a ``term`` that it names, and what it leans on has no word of that."""
    return term.id == chosen and set(terms(term.title)).isdisjoint(terms(asked.lead))
