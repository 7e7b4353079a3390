"""Of whose time, number or pay it is asked: what tells it of the post that is named leads, and that of other posts is folded.

Of "how much time do clinical leads get" the sessions of the divisional directors, who stand above them, tell nothing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from rag.text import STOPWORDS, stem, words
from rag.understanding.given import met
from rag.understanding.route import masked
from rag.understanding.rules import of_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.types import Quote
    from rag.understanding.question import Question

MOST = 4
"""Words of a post's name."""
NEAR = 200
"""Characters behind what names a post within which "they" or "this" may be of it."""
ASKS_TIME_GIVEN = of_words(
    "asks for the time or the pay of a post",
    "session sessions protected time hours paid pay allowance remunerated salary",
    no=("timely", "payment", "an allowed leave"),
)
_LEANS = re.compile(r"\b(?:this|they|these|their|it|its)\b")
_WRITTEN_OUT = re.compile(r"\(([a-z]{2,5}?)s?\)")
_NO_POST = frozenset(map(stem, ("responsible", "accountable")))


def of_the_post(kit: Kit, asked: Question, draft: Draft) -> Draft:
    """The draft, each of its rows or itself led by what names the post and tells what is asked, and that of other posts folded.

    A row with a value keeps its order; a heading with the value of another post is dropped.
    """
    text = masked(asked.text, asked.mentions, "\n")
    amount = not met(asked.text, ()) or ASKS_TIME_GIVEN.found(text.lower())
    named = _posts(kit, text) if amount and draft.status in ("answered", "partial") else []
    if len(named) != 1:
        return draft
    places = {row.quotes: _told(kit, asked, named[0], row.quotes) for row in draft.rows if row.value is None}
    in_rows = {q for row in draft.rows for q in row.quotes}
    apart = tuple(q for q in draft.quotes if q not in in_rows)
    places[apart] = _told(kit, asked, named[0], apart)
    gone = tuple(q for every, kept in places.items() for q in every if q not in kept)
    order = {every: iter(kept) for every, kept in places.items()}
    where = {q: every for every in places for q in every}
    quotes = tuple(own for q in draft.quotes if (own := next(order[where[q]], None) if q in where else q))  # where its place stood
    if quotes == draft.quotes:
        return draft
    other = bool(draft.quotes[0].marks) and quotes[0] != draft.quotes[0]
    return replace(
        draft,
        quotes=quotes,
        more=(*gone, *draft.more),
        rows=tuple(replace(row, quotes=places.get(row.quotes, row.quotes)) for row in draft.rows),
        heading="" if other else draft.heading,
        beside=() if other else tuple(q for q in draft.beside if q not in gone),
    )


def _told(kit: Kit, asked: Question, post: str, quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """Of the quotations of one place those that are not of another post, the first that tells of the ``post`` before them; all
    where none does.
    """
    own = [q for q in quotes if _names(kit, q, post) and (met(asked.text, (q.text,)) or met(asked.text, ()))]
    if not own:
        return quotes
    kept = [q for q in quotes if _names(kit, q, post) or not _posts(kit, q.text) or _goes_on(q, own)]
    return (own[0], *(q for q in kept if q != own[0])) if not _names(kit, kept[0], post) else tuple(kept)


def _goes_on(quote: Quote, own: Sequence[Quote]) -> bool:
    return _LEANS.search(quote.text.lower()) is not None and any(0 <= quote.start - q.end < NEAR for q in own)


def _names(kit: Kit, quote: Quote, post: str) -> bool:
    return f" {post} " in _spelt_out(kit, f"{quote.lead_in or ''} {quote.text}")


def _posts(kit: Kit, text: str) -> list[str]:
    """The posts that a text names by more than one word, as the report names them too, in stems."""
    profile = kit.index.report.tags.profile.words
    offices = {stem(post) for post in profile.offices} - {stem(word) for word in profile.people} - _NO_POST
    printed = _of_report(kit.index.report.text)
    said = _spelt_out(kit, text).split()
    found: list[str] = []
    for place, word in enumerate(said):
        longest = ""
        for first in range(place - 1, max(place - MOST, -1), -1) if word in offices else ():
            name = " ".join(said[first : place + 1])
            if said[first] in STOPWORDS or f" {name} " not in printed:
                break
            longest = name
        if longest:
            found.append(longest)
    return list(dict.fromkeys(name for name in found if not any(name != other and name in other for other in found)))


def _spelt_out(kit: Kit, text: str) -> str:
    """A text in stems, abbreviations that the report writes out written out, a space at both ends."""
    letters = _letters(kit.index.report.text)
    said = (letters.get(word) or letters.get(word.removesuffix("s")) or stem(word) for word in words(text))
    return f" {' '.join(said)} "


@lru_cache(maxsize=4)
def _letters(text: str) -> dict[str, str]:
    """What each abbreviation stands for, in stems: "dcd" for the three words before "(DCDs)"."""
    lowered = text.lower()
    found: dict[str, str] = {}
    for written in _WRITTEN_OUT.finditer(lowered):
        before = words(lowered[max(written.start() - NEAR, 0) : written.start()])[-len(written[1]) :]
        if "".join(word[0] for word in before) == written[1]:
            found.setdefault(written[1], " ".join(map(stem, before)))
    return found


@lru_cache(maxsize=4)
def _of_report(text: str) -> str:
    return f" {' '.join(map(stem, words(text)))} "
