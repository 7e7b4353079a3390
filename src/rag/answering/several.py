"""Several requests in one message: an answer each, under its own words, and together one record."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.types import Answer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.types import Status

NUMBERS = {2: "Two", 3: "Three"}


def together(question: str, parts: Sequence[Answer], rest: Sequence[str]) -> Answer:
    """One answer that holds ``parts``; ``rest`` are requests beyond them, named and offered to click.

    What it quotes, its rows and what was retrieved are theirs, one after the other.
    """
    said = [f"{NUMBERS[len(parts)]} requests, each answered below under its own words."]
    if rest:
        said.append(f"Not answered yet: {'; '.join(rest)}.")
    return Answer(
        question, _status(parts), " ".join(said),
        quotes=tuple(q for part in parts for q in part.quotes), rows=tuple(row for part in parts for row in part.rows),
        more=tuple(q for part in parts for q in part.more),
        retrieved=tuple(dict.fromkeys(text for part in parts for text in part.retrieved)),
        form=parts[0].form, parts=tuple(parts), next=tuple(rest), trusts=tuple(dict.fromkeys(t for p in parts for t in p.trusts)),
        themes=parts[0].themes, context=next((p.context for p in reversed(parts) if p.context.request), parts[0].context),
    )  # fmt: skip


def _status(parts: Sequence[Answer]) -> Status:
    """``answered`` where every part is, ``partial`` where one is, else the first part's."""
    if all(part.status == "answered" for part in parts):
        return "answered"
    return "partial" if any(part.answered for part in parts) else parts[0].status
