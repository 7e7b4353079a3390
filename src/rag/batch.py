"""A file of questions → a file of answer records, in the same order; a malformed line never costs the others."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from rag.encodings import in_utf8
from rag.errors import InputError
from rag.render import to_dict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rag.answering.assistant import Assistant


def answer_file(
    assistant: Assistant, source: Path, target: Path, progress: Callable[[str, int, int], None] | None = None
) -> list[str]:
    """Answer every line of ``source`` into ``target``; returns what was wrong, a line of text each, by line number.

    Raises ``InputError`` where a file cannot be read or written.
    """
    try:
        lines = in_utf8(source.read_bytes()).splitlines()
        output = target.open("w", encoding="utf-8")
    except OSError as error:
        raise InputError(f"{error.filename} cannot be opened ({error.strerror}). Check the path and its rights.") from error
    problems = []
    with output:
        for number, line in enumerate(lines, start=1):
            if line.strip():
                try:
                    record = answer_line(assistant, line)
                except InputError as error:
                    problems.append(f"{source} line {number}: {error}")
                else:
                    output.write(json.dumps(record, ensure_ascii=False) + "\n")
            if progress:
                progress("answering", number, len(lines))
    return problems


def answer_line(assistant: Assistant, line: bytes) -> dict[str, Any]:
    """The answer record of one line, with its ``id`` first; ``InputError`` says what is wrong with the line."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"not JSON ({error}); skipped") from error
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise InputError('not an object with a text "question"; skipped')
    history = row.get("history") or []
    if not isinstance(history, list) or not all(isinstance(q, str) for q in history):
        raise InputError('"history" is not a list of texts; skipped')
    started = time.perf_counter()
    answer = assistant.ask(row["question"], history)
    return {"id": row.get("id"), **to_dict(answer, (time.perf_counter() - started) * 1000)}
