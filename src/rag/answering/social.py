"""The form ``social``: thanks, hello, a complaint; a short kind word that goes on from where the talk is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.answering.draft import Draft

if TYPE_CHECKING:
    from rag.corpus.prepared import Entry


def answer(entry: Entry) -> Draft:
    """The entry's card; nothing of the report is quoted."""
    return Draft("social", "greeting", entry.card or entry.title)
