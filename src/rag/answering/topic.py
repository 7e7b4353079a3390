"""The form ``topic``: where the report speaks of something, from the index of topics, and every place of a word."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from rag.answering import compare, located, wording
from rag.answering.draft import Draft
from rag.answering.entries import A_ROW, assemble, statements_first
from rag.answering.quotes import make_quotes, widen
from rag.text import stem, word_spans, words
from rag.types import Row

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rag.answering.entries import Laid
    from rag.answering.kit import Kit
    from rag.corpus.prepared import Entry
    from rag.types import Quote
    from rag.understanding.question import Question

GENERAL, EACH, ALONE = 3, 3, 8
"""Quotations at once: of no single trust, of each of several trusts, of a trust that was asked alone."""
PAIR = 2
"""Words that are looked for as one name; more of them are rather a description."""
_DOERS = frozenset(("it", "he", "she", "who", "which", "that", "them", "one", "this", "each", "trust"))
"""Before a word that ends as a plural does: then it is what they do."""
_CAPITALS = re.compile(r"\b[A-Z]{2,}\b")
"""Letters that stand for words, which are told as they were typed."""
PLACES = 2
"""Places of a word at once for each trust; the others are folded."""


def answer(kit: Kit, asked: Question, laid: Laid) -> Draft:
    """What the index of topics has on it, trust by trust; the report's own questions to its readers do not lead."""
    each = ALONE if len(asked.trusts) == 1 else A_ROW if asked.rows else EACH
    quotes, more, rows = assemble(kit, asked, statements_first(kit.index, laid), general=GENERAL, each=each)
    return Draft("topic", wording.status_of(rows), "", quotes, more, rows, heading=laid.entry.title)


def look_up(kit: Kit, asked: Question, things: Sequence[Sequence[str]], first: Entry | None) -> Draft | None:
    """Every place of a thing, or of any of several, by trust; the words of one stand near each other. ``None`` where the many words
    of one thing occur, but nowhere near each other.

    A word that occurs nowhere, and two that stand nowhere together, are told so: that is literally true. Places of the word itself
    come before those of a synonym, and of them those that the entry ``first`` quotes, in its editor's order. Places are counted in
    what was asked about: of the trusts named, or of the whole report. What is said of every trust counts for each of which nothing
    else is.
    """
    if not things or not all(things):
        return None
    looked_for = tuple(dict.fromkeys(word for thing in things for word in thing))
    missing = tuple(word for word in looked_for if not kit.concordance.with_synonyms(word))
    capitals = {typed.lower(): typed for typed in _CAPITALS.findall(asked.text)}
    found = {tuple(thing): kit.concordance.near(thing) for thing in things if not set(thing).intersection(missing)}
    there = {thing: places for thing, places in found.items() if places}
    if not there:
        return _nowhere(kit, looked_for, [capitals.get(word, word) for word in missing], several=len(things) > 1)
    places = frozenset[int]().union(*there.values())
    heard = tuple(dict.fromkeys(word for thing in there for word in thing))
    sought = _sought(kit, heard, places) if len(there) == 1 else heard
    rows, general, more, count = _by_trust(kit, asked, heard, places, first)
    shown = tuple(dict.fromkeys((*general, *(q for row in rows for q in row.quotes))))
    said = tuple(_said(kit, _sought(kit, thing, own), own) for thing, own in there.items())
    if not shown:
        told = located.not_there(said, asked.trusts, kit.index.report.tags)
        rows = tuple(kit.silence(row.trust, sought) for row in rows)
        return Draft("topic", "not_stated", told, rows=rows)
    rows = tuple(row if row.quotes else kit.silence(row.trust, sought) for row in rows)
    message = located.places(said, rows, count, asked.trusts, kit.index.report.tags)
    if asked.trusts and all(quote.trust is None for quote in shown):
        message = wording.of_all(kit.index.report.tags) + "."
    message = f"{message} {located.nor(missing)}" if missing else message
    status = "partial" if missing else wording.status_of(rows)
    return Draft("topic", status, message, shown, more, rows if len(rows) > 1 else ())


def _nowhere(kit: Kit, looked_for: Sequence[str], missing: Sequence[str], *, several: bool) -> Draft | None:
    """That nothing stands there: which words occur nowhere, or that two do not stand together."""
    if missing:
        return Draft("topic", "not_stated", located.no_word(missing))
    if len(looked_for) != PAIR or several:
        return None
    unsaid = tuple(word for word in looked_for if not kit.concordance.sentences(word))  # only a word for it is there
    return Draft("topic", "not_stated", located.no_word(unsaid) if unsaid else located.not_together(looked_for))


def _by_trust(
    kit: Kit, asked: Question, looked_for: Sequence[str], places: frozenset[int], first: Entry | None
) -> tuple[tuple[Row, ...], tuple[Quote, ...], tuple[Quote, ...], int]:
    """(rows, of no single trust, folded, how many): what stands in the places, the rows of asked trusts empty where nothing does.

    Where rows are asked for, what is said of every trust stands beside them; what else is said of no single one is folded.
    """
    chosen = [n for part in first.parts for quote in part.quotes for n in quote] if first else []
    best = {n: place for place, n in reversed(list(enumerate(chosen)))}
    itself = frozenset[int]().union(*map(kit.concordance.sentences, looked_for))
    asks = {n for n in places if kit.index.sentences[n].text.endswith("?")}  # the report, of its readers: it tells nothing
    order = sorted(places, key=lambda n: (n not in itself, n in asks, best.get(n, len(chosen)), n))
    of_none = [n for n in order if kit.trust_of[n] is None]
    every = compare.of_every(kit, _quotes(kit, [n for n in of_none if _itself(kit, n, looked_for)], looked_for))
    rows: list[Row] = []
    more: list[Quote] = []
    count = 0
    for trust in asked.trusts or tuple(t.id for t in kit.index.report.tags.trusts):
        own = [n for n in order if kit.trust_of[n] == trust]
        count += len(own)
        shown = _quotes(kit, own[:PLACES], looked_for)
        rows.append(Row(trust, shown or every[:1]))
        more += [q for q in _quotes(kit, own[PLACES:], looked_for) if q not in shown]
    if asked.trusts:
        said_of_all = bool(every) and any(row.quotes == every[:1] for row in rows)
        return tuple(rows), (), tuple(more), count + said_of_all
    told = bool(asked.rows) and any(row.quotes for row in rows)
    general = tuple(dict.fromkeys((*every, *(() if told else _quotes(kit, of_none, looked_for)))))[:PLACES]
    beyond = [q for q in _quotes(kit, of_none, looked_for) if q not in general]
    return tuple(rows), general, (*beyond, *more), count + len(of_none)


def _itself(kit: Kit, n: int, looked_for: Sequence[str]) -> bool:
    """Whether a sentence has one of the words as it was typed, or in the other number: "forum" and "forums", but of "pay" no
    "them pays".
    """
    there = words(kit.index.sentences[n].text)
    nouns = {word for before, word in pairwise(("", *there)) if before not in _DOERS}
    own = [form for word in looked_for for name in (word, *kit.concordance.heads(word)) for form in words(name)]
    return any(form in there or form.removesuffix("s") in there or f"{form}s" in nouns for form in own)


def _sought(kit: Kit, looked_for: Sequence[str], together: Iterable[int]) -> tuple[str, ...]:
    """The words, or the one phrase that they are wherever they stand ``together``: a name, of which no part is looked for."""
    phrase = " ".join(looked_for)
    return (phrase,) if all(phrase in " ".join(words(kit.index.sentences[n].text)) for n in together) else tuple(looked_for)


def _said(kit: Kit, sought: Sequence[str], among: frozenset[int]) -> tuple[str, ...]:
    """Each word as the message names it; a single one with the words of the report that were found for it."""
    alone = len(sought) == 1  # of several no synonym counts: see Concordance.near
    found = [(own, kit.concordance.said(own, among) if alone else ()) for own in sought]
    return tuple(located.word(_cased(kit, own, among), tuple(_cased(kit, said, among) for said in every)) for own, every in found)


def _cased(kit: Kit, word: str, among: frozenset[int]) -> str:
    """A word with the capitals that it has where it stands, if it is an abbreviation there ("GPs") or a name; where it stands in
    other forms alone, the first of them.
    """
    texts = [kit.index.sentences[n].text for n in sorted(among)]
    printed = {own: text[a:b] for text in reversed(texts) for own, a, b in word_spans(text)}
    forms = kit.concordance.forms(word) or tuple(own for own in printed if stem(own) == stem(word))
    own = word if word in printed else next((form for form in forms if form in printed), word)
    shown = printed.get(own, own)
    name = kit.concordance.named(own) and not any(text.startswith(shown) for text in texts)
    return shown if name or sum(map(str.isupper, shown)) > 1 else own


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
