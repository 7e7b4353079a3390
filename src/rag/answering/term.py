"""The form ``term``: what an abbreviation, a name or a role stands for in the report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.draft import Draft
from rag.answering.entries import assemble, by_words, statements_first
from rag.text import terms

if TYPE_CHECKING:
    from rag.answering.entries import Laid
    from rag.answering.kit import Kit
    from rag.understanding.question import Question

GENERAL, EACH = 2, 3
"""Quotations at once: the first says what it is, the others what it is for and where it matters."""


def answer(kit: Kit, asked: Question, laid: Laid) -> Draft:
    """The quotations that say what the term is, those first that hold what is asked besides it.

    What is said of no single trust comes last where a trust is named, where its editor set it behind, or where it has fewer of the
    words. Trusts that do not use it are no news unless they were asked for.
    """
    named = frozenset(terms(laid.entry.title))
    telling = [word for word in kit.telling(asked) if not named.issuperset(terms(word))]  # the term itself: the editor's order
    general = by_words(kit, laid.general, telling) if laid.general else None
    laid = replace(laid, general=general, parts=tuple(by_words(kit, part, telling) for part in laid.parts))
    quotes, more, rows = assemble(kit, asked, statements_first(kit.index, laid), general=GENERAL, each=EACH)
    most = max((kit.held(part.sentences, telling) for part in laid.parts), default=0)
    if general and (laid.entry.parts[0].trust or asked.trusts or kit.held(general.sentences, telling) < most):
        quotes = tuple(sorted(quotes, key=lambda q: q.trust is None))
    kept = rows if asked.trusts or asked.each else tuple(row for row in rows if row.quotes)
    kept = kept if len(kept) > 1 or (asked.each and laid.unknown) else ()  # those of whom it says nothing get theirs later
    return Draft("term", wording.status_of(kept), "", quotes, more, kept, heading=laid.entry.title)
