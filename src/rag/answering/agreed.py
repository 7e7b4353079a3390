"""Rows that were found, and an editor who put the same first: then the editor's rows are what the empty ones lack.

What the judge finds for one member in words like the request's it may miss for another that says it otherwise ("sessions" for
"days a week"); an entry that quotes what was found knows both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.entries import quotes_of
from rag.answering.quotes import sentences_of
from rag.types import Row
from rag.understanding.route import FIND

if TYPE_CHECKING:
    from collections.abc import Collection

    from rag.answering.candidates import Candidates
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.corpus.prepared import Entry
    from rag.types import TrustId
    from rag.understanding.question import Question

MEANT = 0.02
"""Probability of an entry from which it may be meant at all, as long as it quotes what was found."""
NARROW = 3
"""Quotations of a member at most of an entry that is on one thing."""


def agreed(kit: Kit, rivals: Candidates, asked: Question, draft: Draft, trace: Trace, tried: Collection[TrustId]) -> Draft:
    """The draft of what was found, each empty row but those ``tried`` with what the likeliest entry on one thing has for it that
    quotes what leads every other row.
    """
    if trace.chosen != FIND or trace.route is None or not asked.each:
        return draft
    empty = [row.trust for row in draft.rows if not row.quotes and row.trust not in tried]
    leading = {row.trust: set(sentences_of(kit.index, row.quotes[0])) for row in draft.rows if row.quotes and row.quotes[0].trust}
    if not empty or not leading:
        return draft

    def agrees(entry: Entry) -> bool:
        parts = {trust: entry.part(trust) for trust in leading}
        narrow = entry.form != "digest"  # what sums up quotes much that answers nothing narrower
        return (
            narrow
            and any(entry.part(trust) for trust in empty)
            and all(
                part is not None and len(part.quotes) <= NARROW and not lead.isdisjoint(part.sentences)
                for part, lead in zip(parts.values(), leading.values(), strict=True)
            )
        )

    likely = sorted(((share, name) for name, share in trace.route.entries().items() if share >= MEANT), reverse=True)
    entry = next((rivals.entries[name] for _, name in likely if agrees(rivals.entries[name])), None)
    if entry is None:
        return draft
    parts = {trust: part for trust in empty if (part := entry.part(trust))}
    added = {trust: quotes_of(kit.index, part.quotes[:1]) for trust, part in parts.items()}
    rows = tuple(Row(row.trust, added[row.trust]) if row.trust in added else row for row in draft.rows)
    quotes = tuple(dict.fromkeys((*draft.quotes, *(q for row in rows for q in row.quotes))))
    more = tuple(q for q in draft.more if not any(q.start < new.end and new.start < q.end for own in added.values() for new in own))
    return replace(draft, rows=rows, quotes=quotes, more=more, status=wording.status_of(rows))
