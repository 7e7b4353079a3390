"""“And the others?”: where a row of such a turn is empty, what an editor put there of the subject.

The turn has no words of its own, and those of the request before were said of another member: that the judge finds none of them
in a row proves less than that somebody who read the report put a quotation there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.answering.entries import chance, quotes_of
from rag.answering.find import likeliest
from rag.answering.rows import is_name, with_rows
from rag.types import Row

if TYPE_CHECKING:
    from rag.answering.candidates import Candidates
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.corpus.prepared import Entry
    from rag.types import TrustId
    from rag.understanding.question import Question

_FORMS = ("digest", "figures", "topic", "term")
LIKELY = 0.05
"""Probability of another entry on the same subject from which it may be what is meant as well."""
FAINT = 0.1
"""The judge's chance of a quotation that an editor chose below which it is on something else: of the rows that were tried,
those with what answers have 0.27 and more, the others 0.011 at most."""


def as_edited(kit: Kit, rivals: Candidates, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft of a follow-up, each row that is empty with what the chosen entry, or another likely one on its subject, quotes."""
    entry = rivals.entries.get(trace.chosen)
    follows = asked.lead or (asked.leans and asked.taken_as == asked.text)
    if entry is None or entry.form not in _FORMS or not (follows and draft.rows and trace.route and trace.judged):
        return draft
    if not any(row.quotes for row in draft.rows):
        return draft
    shares = trace.route.entries()
    likely = (rivals.entries[name] for name in shares if shares[name] >= LIKELY)
    alike = [other for other in likely if other.subject == entry.subject and other.form in _FORMS]
    chances = likeliest(trace.judged)

    def filled(row: Row) -> Row:
        own = next((quote for e in (entry, *alike) if (quote := _quoted(e, row.trust))), None)
        unnamed = row.silence == "no_mention" and any(is_name(kit, word) for word in row.looked_for)
        if row.quotes or own is None or unnamed or chance(own, chances) < FAINT:
            return row
        return Row(row.trust, quotes_of(kit.index, [own]))

    return with_rows(draft, tuple(filled(row) for row in draft.rows))


def _quoted(entry: Entry, trust: TrustId) -> tuple[int, ...]:
    """What an editor set first of a member; empty where there is nothing."""
    part = entry.part(trust)
    return part.quotes[0] if part else ()
