"""Whether an answer was what a reader needed, kept in a SQLite file where an operator turned that on; else nothing is."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import anyio.to_thread
from anyio import CapacityLimiter

from rag.errors import BusyError, InputError

if TYPE_CHECKING:
    from pathlib import Path

    from rag.types import Status

MOST_WORDS = 50_000
"""Words that one file takes: one a reader for years of an organisation's use. Past that an operator puts the file away."""
MOST_BYTES = 64 * 1_048_576
"""The file's own bound: as many words with questions of some 1,300 bytes each."""
MOST_WAITING = 8
"""Words that wait for the file. It takes one in some milliseconds, so that more of them wait only where it is held."""
LOCKED_SECONDS = 1.0
"""How long a file that another process holds is waited for."""
QUESTION_CHARACTERS = 2_000
"""As much of a question as the chat shows."""
_PAGE = 4_096
_INSERT = "INSERT INTO feedback SELECT ?, ?, ?, ?, ? WHERE (SELECT COUNT(*) FROM feedback) < ?"
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS feedback (day TEXT NOT NULL, edition TEXT NOT NULL, status TEXT NOT NULL, useful INTEGER NOT NULL, "
    "question TEXT)"
)


class FeedbackStore:
    """Appends to one table; the day but not the hour is kept, and the question only where ``with_question``.

    Bounded in rows and bytes. One thread of its own writes, so that a file that is locked holds nothing else up.
    """

    def __init__(self, path: Path, *, with_question: bool) -> None:
        self._path = path
        self._with_question = with_question
        self._writer = CapacityLimiter(1)
        try:
            with closing(self._open()) as database, database:
                database.execute(_SCHEMA)
        except sqlite3.Error as error:
            raise InputError(
                f"Feedback cannot be kept in {path} ({error}). Set RAG_FEEDBACK to a file that can be written."
            ) from error

    async def record(self, *, edition: str, status: Status, useful: bool, question: str) -> None:
        """Keep one reader's word on one answer.

        Raises ``BusyError`` where too many wait already, ``InputError`` where the file is full, and ``sqlite3.Error`` where it
        is locked or the disk says no.
        """
        if self._writer.statistics().tasks_waiting >= MOST_WAITING:
            raise BusyError("Many words are being kept at once. Please try again in a moment.")
        day = datetime.now(UTC).strftime("%Y-%m-%d")
        kept = question[:QUESTION_CHARACTERS] if self._with_question else None
        await anyio.to_thread.run_sync(self._write, (day, edition, status, useful, kept), limiter=self._writer)

    def _write(self, row: tuple[object, ...]) -> None:
        with closing(self._open()) as database, database:
            if not database.execute(_INSERT, (*row, MOST_WORDS)).rowcount:
                raise InputError(f"The file {self._path} holds {MOST_WORDS} words. Put it away, or set RAG_FEEDBACK to another.")

    def _open(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=LOCKED_SECONDS)
        # Of each connection's own: SQLite does not keep it with the file.
        database.execute(f"PRAGMA max_page_count = {MOST_BYTES // _PAGE}")
        return database
