"""The form ``topic``: where the report speaks of something, from the index of topics, and every place of a word."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.draft import Draft
from rag.answering.entries import A_ROW, assemble
from rag.answering.quotes import make_quotes, widen
from rag.text import words
from rag.types import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rag.answering.entries import Laid
    from rag.answering.kit import Kit
    from rag.corpus.prepared import Entry
    from rag.types import Quote, TrustId
    from rag.understanding.question import Question

GENERAL, EACH, ALONE = 3, 3, 8
"""Quotations at once: of no single trust, of each of several trusts, of a trust that was asked alone."""
PAIR = 2
"""Words that are looked for as one name; more of them are rather a description."""
PLACES = 2
"""Places of a word at once for each trust; the others are folded."""


def answer(kit: Kit, asked: Question, laid: Laid) -> Draft:
    """What the index of topics has on it, trust by trust."""
    each = ALONE if len(asked.trusts) == 1 else A_ROW if asked.rows else EACH
    quotes, more, rows = assemble(kit, asked, laid, general=GENERAL, each=each)
    return Draft("topic", wording.status_of(rows), "", quotes, more, rows, heading=laid.entry.title)


def look_up(kit: Kit, asked: Question, looked_for: Sequence[str], first: Entry | None) -> Draft | None:
    """Every place in which the words stand together, by trust; ``None`` where many words occur, but nowhere near each other.

    A word that occurs nowhere, and two that stand nowhere together, are told so: that is literally true. Places of the word itself
    come before those of a synonym, and of them those that the entry ``first`` quotes, in its editor's order. Places are counted in
    what was asked about: of the trusts named, or of the whole report.
    """
    if not looked_for:
        return None
    tags = kit.index.report.tags
    found = [kit.concordance.with_synonyms(word) for word in looked_for]
    missing = tuple(word for word, places in zip(looked_for, found, strict=True) if not places)
    if missing:
        return Draft("topic", "not_stated", wording.no_word(missing))
    together = kit.concordance.near(looked_for)
    if not together:
        if len(looked_for) != PAIR:
            return None
        unsaid = tuple(word for word in looked_for if not kit.concordance.sentences(word))  # only a word for it is there
        return Draft("topic", "not_stated", wording.no_word(unsaid) if unsaid else wording.not_together(looked_for))
    sought = _sought(kit, looked_for, together)
    chosen = [n for part in first.parts for quote in part.quotes for n in quote] if first else []
    best = {n: place for place, n in reversed(list(enumerate(chosen)))}
    trusts: tuple[TrustId | None, ...] = asked.trusts or (None, *(t.id for t in tags.trusts))
    itself = frozenset[int]().union(*map(kit.concordance.sentences, looked_for))
    there = (n for n in together if kit.trust_of[n] in trusts)
    order = sorted(there, key=lambda n: (n not in itself, best.get(n, len(chosen)), n))
    quotes: list[Quote] = []
    more: list[Quote] = []
    rows: list[Row] = []
    for trust in trusts:
        own = [n for n in order if kit.trust_of[n] == trust]
        shown = _quotes(kit, own[:PLACES], looked_for)
        quotes += shown
        more += [q for q in _quotes(kit, own[PLACES:], looked_for) if q not in shown]
        if trust is not None:
            rows.append(Row(trust, shown) if shown else kit.silence(trust, sought))
    if not quotes:
        said = _said(kit, sought, together)
        return Draft("topic", "not_stated", wording.not_there(said, asked.trusts, tags), rows=tuple(rows))
    message = wording.places(_said(kit, sought, frozenset(order)), rows, len(order), asked.trusts, tags)
    return Draft("topic", wording.status_of(rows), message, tuple(quotes), tuple(more), tuple(rows) if len(rows) > 1 else ())


def _sought(kit: Kit, looked_for: Sequence[str], together: Iterable[int]) -> tuple[str, ...]:
    """The words, or the one phrase that they are wherever they stand ``together``: a name, of which no part is looked for."""
    phrase = " ".join(looked_for)
    return (phrase,) if all(phrase in " ".join(words(kit.index.sentences[n].text)) for n in together) else tuple(looked_for)


def _said(kit: Kit, sought: Sequence[str], among: frozenset[int]) -> tuple[str, ...]:
    """Each word as the message names it; a single one with the words of the report that were found for it."""
    alone = len(sought) == 1  # of several no synonym counts: see Concordance.near
    return tuple(wording.word(own, kit.concordance.said(own, among) if alone else ()) for own in sought)


def _quotes(kit: Kit, sentences: Iterable[int], looked_for: Sequence[str]) -> tuple[Quote, ...]:
    """A quote a place, each word that was looked for marked."""
    found: dict[tuple[int, int], Quote] = {}
    for n in sentences:
        for quote in make_quotes(kit.index, widen(kit.index, [n], listing=False)):
            found.setdefault((quote.start, quote.end), _marked(kit, quote, looked_for))
    return tuple(found.values())


def _marked(kit: Kit, quote: Quote, looked_for: Sequence[str]) -> Quote:
    at = kit.concordance.spans(quote.text, looked_for)
    return replace(quote, marks=tuple((quote.start + a, quote.start + b) for a, b in at))
