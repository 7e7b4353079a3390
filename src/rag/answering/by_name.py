"""A row of a comparison on a thing with a name shows that thing: another award is not the one that is asked by its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.answering.rows import with_rows
from rag.text import STOPWORDS, words

if TYPE_CHECKING:
    from rag.answering.candidates import Candidates
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.types import Row
    from rag.understanding.question import Question

NAME = 2
"""Words from which a name tells more than the kind of thing that it is."""
_THE_LIKE = re.compile(r"\b(?:similar|equivalents?|alike|the like|likes? of|anything like|something like)\b")


def by_its_name(kit: Kit, rivals: Candidates, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft; where a term is asked by every word of its name, and not the like of it, with each row silent of which an editor
    found no such thing and that shows none of that name. One row is left.
    """
    entry = rivals.entries.get(trace.chosen)
    if entry is None or entry.form != "term" or not asked.each or _THE_LIKE.search(asked.text.lower()):
        return draft
    name = [word for word in words(entry.title) if word not in STOPWORDS]
    if len(name) < NAME or not _stands(kit, name, asked.text):
        return draft

    def row_of(row: Row) -> Row:
        strange = row.trust in entry.silent and row.quotes and not any(_stands(kit, name, quote.text) for quote in row.quotes)
        return kit.silence(row.trust, kit.sought(asked)) if strange else row

    laid = tuple(row_of(row) for row in draft.rows)
    return with_rows(draft, laid) if any(row.quotes for row in laid) else draft


def _stands(kit: Kit, name: list[str], text: str) -> bool:
    return all(kit.stands_in(text, word) for word in name)
