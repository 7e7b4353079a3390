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
from rag.answering.near import holding
from rag.answering.row_judge import Rows, is_judged
from rag.answering.rows import with_rows
from rag.types import Row
from rag.understanding.route import masked
from rag.understanding.wants import ASKS_NUMBER

if TYPE_CHECKING:
    from rag.answering.candidates import Candidates
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.answering.regression import Regression
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
_OPEN = re.compile(
    r"(?:, ?| )(?:(?:or )?whatever|etc|(?:and|or) the like|and so on|(?:or )?that sort of thing"
    r"|or anything (?:like (?:it|that)|similar))\b[.,]?(?=$|[ ?!:])"
)
"""Ends a list of examples: of "a board, a forum, an advisory committee or the like" any committee is one."""
_JOINED = re.compile(r"(?<=\w),? (?:or|and|&) (?=\w)|(?<=\w) ?/ ?(?=\w)|, (?=which )")
"""Joins two things that are asked about."""
SURELY_FOUND, UNSURE, BY_ROWS = 0.5, 0.3, 0.25
"""The judge's chance of a sentence that answers one of two things, probability of the chosen entry below which it may be on the
other alone, and by the judge of rows what such a sentence has of whom that entry is silent. Of the requests of
``evals/comparisons.jsonl`` and ``corpus/rows.jsonl`` they fill two rows, of which one has an answer and the other may be so or
silent; by no judge of rows eight more that are silent."""


def facets(kit: Kit, asked: Question) -> list[tuple[str, ...]]:
    """The things of a list, each by its telling words; none where nothing is listed."""
    text = masked(asked.text, asked.mentions, "\n").lower()
    last = _OPEN.search(text)  # of examples
    found = _LIST.search(text[: last.start()] if last else text)
    if found is None or ASKS_NUMBER.found(asked.text.lower()):
        return []
    pieces = {thing: kit.subject(replace(asked, text=thing, mentions=())) for thing in found.groups()}
    heads = {thing for thing, piece in pieces.items() if last and piece and thing.endswith(piece[-1])}  # any committee will do
    told = [(thing, piece) for thing, piece in pieces.items() if kit.but_people(piece)]
    listed = list(dict.fromkeys(tuple(piece[-1:] if thing in heads else piece) for thing, piece in told))
    return listed if len(listed) >= SEVERAL else []


def with_one_facet(
    kit: Kit, rivals: Candidates, judge: Regression | None, asked: Question, draft: Draft, trace: Trace
) -> Draft:  # fmt: skip
    """The draft, each empty row with what a likely entry quotes of its member that has all words of one of several things asked."""
    if not asked.each or asked.lead or trace.route is None or not is_judged(draft, trace) or all(row.quotes for row in draft.rows):
        return draft
    things = facets(kit, asked)
    if not any(row.quotes for row in draft.rows):
        return draft
    chances = likeliest(trace.judged)
    if not things:
        two = _JOINED.search(masked(asked.text, asked.mentions, "\n").lower())  # and not two members
        return _with_one_of_two(kit, rivals, judge, asked, draft, trace) if two else draft
    likely = [rivals.entries[name] for name, share in trace.route.entries().items() if share >= PROBABLE]

    def row_of(row: Row) -> Row:
        if row.quotes:
            return row
        parts = (part for entry in likely if entry.form not in ("social", "about") and (part := entry.part(row.trust)))
        read = {quote: chance(quote, chances) for part in parts for quote in part.quotes if _has_one(kit, quote, things)}
        best = max(read, key=read.__getitem__, default=())
        return Row(row.trust, quotes_of(kit.index, [best])) if best and read[best] >= FAINT else row

    return with_rows(draft, tuple(map(row_of, draft.rows)))


def _with_one_of_two(
    kit: Kit, rivals: Candidates, judge: Regression | None, asked: Question, draft: Draft, trace: Trace
) -> Draft:  # fmt: skip
    """The same of two things that are joined, "induction or pay", where no entry is surely meant: what the judge is sure of."""
    entry = rivals.entries.get(trace.chosen)
    if entry is None or judge is None or trace.route is None or rivals.share(entry, trace.route) >= UNSURE:
        return draft
    if ASKS_NUMBER.found(asked.text.lower()):
        return draft
    chances = likeliest(trace.judged)
    known = Rows(kit, rivals, asked, draft, trace, trace.route)

    def row_of(row: Row) -> Row:
        own = kit.members[row.trust]
        best = int(own[chances[own].argmax()])
        if row.quotes or chances[best] < SURELY_FOUND:
            return row
        sentences, features = known.of(row.trust)
        told = judge.chances(features)[sentences.index(best)]
        return Row(row.trust, holding(kit, best)) if row.trust not in entry.silent or told >= BY_ROWS else row

    return with_rows(draft, tuple(map(row_of, draft.rows)))


def _has_one(kit: Kit, sentences: tuple[int, ...], things: list[tuple[str, ...]]) -> bool:
    text = " ".join(kit.index.sentences[n].text for n in sentences)
    return any(all(kit.stands_in(text, word) for word in thing) for thing in things)
