"""Whether an answer was what a reader needed, kept in a SQLite file where an operator turned that on; else nothing is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from rag.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from rag.types import Status

_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS feedback (day TEXT NOT NULL, edition TEXT NOT NULL, status TEXT NOT NULL, useful INTEGER NOT NULL, "
    "question TEXT)"
)


class FeedbackStore:
    """Appends to one table; the day but not the hour is kept, and the question only where ``with_question``."""

    def __init__(self, path: Path, *, with_question: bool) -> None:
        self._path = path
        self._with_question = with_question
        try:
            with closing(self._open()) as database, database:
                database.execute(_SCHEMA)
        except sqlite3.Error as error:
            raise InputError(
                f"Feedback cannot be kept in {path} ({error}). Set RAG_FEEDBACK to a file that can be written."
            ) from error

    def record(self, *, edition: str, status: Status, useful: bool, question: str) -> None:
        """Keep one reader's word on one answer; ``sqlite3.Error`` where the disk says no."""
        day = datetime.now(UTC).strftime("%Y-%m-%d")
        kept = question[:2_000] if self._with_question else None
        with closing(self._open()) as database, database:
            database.execute("INSERT INTO feedback VALUES (?, ?, ?, ?, ?)", (day, edition, status, useful, kept))

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=5)
