"""“How did each come about – merged, new, chartered when?”: a row that has one of the things asked about is not silent.

A list of things is asked of each member; which of them it has is what the row tells. An editor chose his quotations for one of
them, and the judge looks for them all at once: a row is empty then for which another editor has the very thing.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.entries import chance, quotes_of
from rag.answering.find import likeliest
from rag.answering.row_judge import is_judged
from rag.answering.rows import with_rows
from rag.types import Row
from rag.understanding.route import masked
from rag.understanding.wants import ASKS_NUMBER

if TYPE_CHECKING:
    from rag.answering.candidates import Candidates
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.understanding.question import Question

PROBABLE = 0.01
"""Probability of an entry from which its editor may have had one of the things in mind."""
FAINT = 0.015
"""The judge's chance of a quotation below which it is on something else, though it has the word."""
SEVERAL = 2
_THING = r"[^,;:?!]{2,40}"
_LIST = re.compile(
    rf"(?:^|[:?] | [–-] )(?P<first>{_THING}), ?(?P<next>{_THING})(?:, ?(?:and |or )?| (?:and|or) )(?P<last>{_THING})"
    r"(?=$|[?!:]| [–-] )"
)
"""Three things or more of a few words each, by themselves behind a mark or before one."""


def facets(kit: Kit, asked: Question) -> list[tuple[str, ...]]:
    """The things of a list, each by its telling words; none where nothing is listed."""
    text = masked(asked.text, asked.mentions, "\n").lower()
    found = _LIST.search(text)
    if found is None or ASKS_NUMBER.found(asked.text.lower()):
        return []
    pieces = (kit.subject(replace(asked, text=piece, mentions=())) for piece in found.groups())
    listed = list(dict.fromkeys(tuple(piece) for piece in pieces if kit.but_people(piece)))
    return listed if len(listed) >= SEVERAL else []


def with_one_facet(kit: Kit, rivals: Candidates, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft, each empty row with what a likely entry quotes of its member that has all words of one of several things asked."""
    if not asked.each or asked.lead or trace.route is None or not is_judged(draft, trace) or all(row.quotes for row in draft.rows):
        return draft
    things = facets(kit, asked)
    if not things or not any(row.quotes for row in draft.rows):
        return draft
    chances = likeliest(trace.judged)
    likely = [rivals.entries[name] for name, share in trace.route.entries().items() if share >= PROBABLE]

    def row_of(row: Row) -> Row:
        if row.quotes:
            return row
        parts = (part for entry in likely if entry.form not in ("social", "about") and (part := entry.part(row.trust)))
        read = {quote: chance(quote, chances) for part in parts for quote in part.quotes if _has_one(kit, quote, things)}
        best = max(read, key=read.__getitem__, default=())
        return Row(row.trust, quotes_of(kit.index, [best])) if best and read[best] >= FAINT else row

    return with_rows(draft, tuple(map(row_of, draft.rows)))


def _has_one(kit: Kit, sentences: tuple[int, ...], things: list[tuple[str, ...]]) -> bool:
    text = " ".join(kit.index.sentences[n].text for n in sentences)
    return any(all(kit.stands_in(text, word) for word in thing) for thing in things)
