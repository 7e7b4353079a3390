"""A row of a comparison on a thing with a name shows that thing: another award is not the one that is asked by its name, and what
the member has of that name is there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from rag.answering.draft import Draft
from rag.answering.entries import quotes_of
from rag.answering.rows import with_rows
from rag.text import STOPWORDS, terms, words
from rag.types import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.candidates import Candidates
    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.corpus.prepared import Entry
    from rag.types import TrustId
    from rag.understanding.question import Question

NAME = 2
"""Words from which a name tells more than the kind of thing that it is."""
AT_ONCE = 2
"""Quotations at once of a row, as in every comparison."""
BESIDE = 45
"""Characters from a member's name within which a thing stands that is asked of it: all but five terms' names have fewer."""
_THE_LIKE = re.compile(r"\b(?:similar|equivalents?|alike|the like|likes? of|anything like|something like)\b")


def by_its_name(kit: Kit, rivals: Candidates, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft; where a term is asked by every word of its name, and not the like of it, with each row silent of which an editor
    found no such thing and that shows none of that name. One row is left. Beside what has the name stands nothing that has it not
    and that no editor chose.
    """
    entry = rivals.entries.get(trace.chosen)
    if entry is None or entry.form != "term" or not asked.each or _THE_LIKE.search(asked.text.lower()):
        return draft
    name = [word for word in words(entry.title) if word not in STOPWORDS]
    if len(name) < NAME or not _stands(kit, name, asked.text):
        return draft

    def row_of(row: Row) -> Row:
        named = tuple(quote for quote in row.quotes if _stands(kit, name, quote.text))
        if not named:
            return kit.silence(row.trust, kit.sought(asked)) if row.trust in entry.silent and row.quotes else row
        part = entry.part(row.trust)
        own = quotes_of(kit.index, part.quotes) if part else ()
        chosen = [(quote.start, quote.end) for quote in own]
        return replace(row, quotes=tuple(q for q in row.quotes if q in named or any(s <= q.start < e for s, e in chosen)))

    laid = tuple(row_of(row) for row in draft.rows)
    return with_rows(draft, laid) if any(row.quotes for row in laid) else draft


def with_what_is_named(kit: Kit, rivals: Candidates, asked: Question, draft: Draft) -> Draft:
    """The draft, each empty row with what an editor quotes there of a term that the request names: of "the policy group at Ash and
    the advisory committee at Birch" Birch has the one of them. What is refused is answered so where each row has such a thing, and
    not all the same.
    """
    if not any(not row.quotes and row.value is None for row in draft.rows):
        return draft
    said = in_stems(asked.text)
    named = [entry for entry in rivals.entries.values() if entry.form == "term" and _named(said, entry)]
    own = {row.trust: _of_trust(kit, asked, row.trust, named) for row in draft.rows} if named else {}
    several = None not in own.values() and len(set(own.values())) >= NAME
    refused = draft.status not in ("answered", "partial")
    if not named or (refused and not several):
        return draft

    def row_of(row: Row) -> Row:
        entry = own[row.trust] if not row.quotes and row.value is None else None
        told = entry.part(row.trust) if entry and (several or is_proper(kit, entry)) else None
        return Row(row.trust, quotes_of(kit.index, told.quotes)[:AT_ONCE]) if told else row

    rows = tuple(map(row_of, draft.rows))
    return (
        Draft("compare", "answered", "", tuple(q for row in rows for q in row.quotes), (), rows)
        if refused
        else with_rows(draft, rows)
    )


def names_another(kit: Kit, rivals: Candidates, asked: Question, last: Question) -> bool:
    """Whether a turn names by its proper name what the request that it might lean on did not, and what others have than those of
    that request.
    """
    said, before = in_stems(asked.text), in_stems(last.lead)
    named = (e for e in rivals.entries.values() if e.form == "term" and _named(said, e) and not _named(before, e))
    return any(is_proper(kit, e) and any(part.trust not in last.trusts for part in e.parts) for e in named)


def _of_trust(kit: Kit, asked: Question, trust: TrustId, named: Sequence[Entry]) -> Entry | None:
    """The named term that a trust has something of: one that stands beside the trust's own name, or is nobody's but by its name."""
    around = [in_stems(asked.text[max(0, m.start - BESIDE) : m.end + BESIDE]) for m in asked.mentions if m.trust == trust]
    there = (entry for entry in named if entry.part(trust))
    return next((e for e in there if is_proper(kit, e) or any(_named(said, e) for said in around)), None)


@lru_cache(maxsize=512)
def names_of(entry: Entry) -> tuple[str, ...]:
    """What a term is called: by its subject, in full, and by its capitals, if it has any."""
    whole, _, short = entry.title.partition(" (")
    return (entry.subject.replace("-", " "), whole, *([short[:-1]] if short[:-1].isupper() else []))


def in_stems(text: str) -> str:
    """A text as the stems of its words, a space on either side of each."""
    return f" {' '.join(terms(text))} "


@lru_cache(maxsize=512)
def _stems_of(entry: Entry) -> tuple[str, ...]:
    """A term's names, in stems; a single word in small letters is none, nor is what one letter is left of ("A&E": "e-mail")."""
    named = [in_stems(name) for name in names_of(entry) if len(terms(name)) >= NAME or name.isupper()]
    return tuple(name for name in named if len(name) > len(" e "))


def _named(said: str, entry: Entry) -> bool:
    """Whether one of a term's names stands in what is said, in stems."""
    return any(name in said for name in _stems_of(entry))


def is_proper(kit: Kit, entry: Entry) -> bool:
    """Whether a term's full name is printed with capitals alone: a board's own, and not a post's."""
    name, text = entry.title.partition(" (")[0], kit.index.report.text
    return name in text and name.lower() not in text


def _stands(kit: Kit, name: list[str], text: str) -> bool:
    return all(kit.stands_in(text, word) for word in name)
