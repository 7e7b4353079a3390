"""Answer → dict: the answer record, the one form of an answer for CLI, API, chat and widget."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rag.types import Answer, Context, Quote, Row


def to_dict(answer: Answer, ms: float) -> dict[str, Any]:
    """The answer record. ``ms`` is the time it took."""
    return {
        "question": answer.question,
        "status": answer.status,
        "form": answer.form,
        "answered": answer.answered,
        "message": answer.message,
        "taken_as": answer.taken_as,
        "scope": {"trusts": list(answer.trusts), "themes": list(answer.themes)},
        "quotes": [quote_dict(q) for q in answer.quotes],
        "more": [quote_dict(q) for q in answer.more],
        "rows": [row_dict(row) for row in answer.rows],
        "parts": [to_dict(part, 0) for part in answer.parts],
        "nearest": [quote_dict(q) for q in answer.nearest],
        "next": list(answer.next),
        "context": context_dict(answer.context),
        "retrieved": list(answer.retrieved),
        "edition": answer.edition,
        "tokens": answer.tokens,
        "ms": round(ms, 1),
    }


def context_dict(context: Context) -> dict[str, Any]:
    """What a client sends back with the next request."""
    before = [_talked_of(earlier) for earlier in context.earlier]
    last = {"seen": context.seen, "answered": context.answered, "given": context.given, "shown": list(context.shown)}
    return {**_talked_of(context), "earlier": before, **last}


def _talked_of(context: Context) -> dict[str, Any]:
    return {
        "trusts": list(context.trusts), "entry": context.entry, "request": context.request, "subject": context.subject,
    }  # fmt: skip


def row_dict(row: Row) -> dict[str, Any]:
    """One trust's row of the answer record."""
    return {
        "trust": row.trust, "quotes": [quote_dict(q) for q in row.quotes], "silent": not row.quotes, "silence": row.silence,
        "looked_for": list(row.looked_for), "page": row.page, "folded": row.folded, "value": row.value, "unit": row.unit,
        "qualifier": row.qualifier, "value_to": row.value_to,
    }  # fmt: skip


def quote_dict(quote: Quote) -> dict[str, Any]:
    """One quote of the answer record."""
    return {
        "text": quote.text, "trust": quote.trust, "theme": quote.theme, "heading": quote.heading, "page": quote.page,
        "speaker": quote.speaker, "start": quote.start, "end": quote.end, "marks": [list(mark) for mark in quote.marks],
        "lead_in": quote.lead_in, "passage": quote.passage, "link": quote.link,
    }  # fmt: skip
