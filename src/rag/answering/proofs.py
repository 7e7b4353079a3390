"""What an empty row is proved by: the words of the subject, not those of the asking round it.

That a member's part has no "pick" tells nothing of "how do they pick up concerns". Which of the request's words name the subject
the editor of the answer knows: they stand in its title, or in several of the ways to ask for it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.answering.candidates import Candidates
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.types import Row
    from rag.understanding.question import Question


def proved(kit: Kit, rivals: Candidates, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft, its empty rows proved by those words of the request that the chosen answer is about; by all where it is about
    none.
    """
    entry = rivals.entries.get(trace.chosen)
    sought = kit.sought(asked)
    words = tuple(word for word in sought if entry and kit.proves(word) and rivals.knows(entry, (word,)))
    if not words or words == sought:
        return draft

    def told(row: Row) -> Row:
        proof = kit.silence(row.trust, words)
        return replace(row, silence=proof.silence, looked_for=proof.looked_for, page=proof.page)

    return replace(draft, rows=tuple(row if row.quotes or row.value is not None else told(row) for row in draft.rows))
