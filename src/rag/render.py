"""Answer → dict (the answer record), HTML, Markdown, plain text. The one place that escapes."""

from __future__ import annotations

import html
import itertools
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote_plus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rag.corpus.tags import Tags
    from rag.types import Answer, Quote, Row

REPORT = "The King’s Fund, Medical engagement: a journey not an event (2014)"

_TOOLS = (
    '<p class="tools"><button class="copy text">Copy with citations</button> '
    '<button class="copy markdown">Copy as Markdown</button> <button class="copy link">Copy link</button></p>'
)
_FEEDBACK = (
    '<p class="feedback">Was this what you needed? '
    '<button class="useful yes">Yes</button> <button class="useful no">No</button></p>'
)  # fmt: skip
_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~$&:-])")
_ITEM = re.compile(r"\n+(?=[•–] )")


def to_dict(answer: Answer, ms: float) -> dict[str, Any]:
    """The answer record: the one form of an answer for CLI, API, chat and widget. ``ms`` is the time it took."""
    context = answer.context
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
        "context": {"trusts": list(context.trusts), "entry": context.entry, "request": context.request},
        "retrieved": list(answer.retrieved),
        "edition": answer.edition,
        "tokens": answer.tokens,
        "ms": round(ms, 1),
    }


def row_dict(row: Row) -> dict[str, Any]:
    """One trust's row of the answer record."""
    return {
        "trust": row.trust, "quotes": [quote_dict(q) for q in row.quotes], "silent": not row.quotes, "silence": row.silence,
        "looked_for": list(row.looked_for), "value": row.value, "unit": row.unit,
    }  # fmt: skip


def quote_dict(quote: Quote) -> dict[str, Any]:
    """One quote of the answer record."""
    return {
        "text": quote.text, "trust": quote.trust, "theme": quote.theme, "heading": quote.heading, "page": quote.page,
        "speaker": quote.speaker, "start": quote.start, "end": quote.end, "marks": [list(mark) for mark in quote.marks],
        "lead_in": quote.lead_in, "passage": quote.passage, "link": quote.link,
    }  # fmt: skip


def citation(quote: Quote, tags: Tags, *, speaker: bool = True) -> str:
    """Trust, theme, page and, for an interview quotation, the speaker's role, in one line of plain text."""
    page = quote.page if quote.page == "back cover" else f"p. {quote.page}"
    parts = [tags.trust_name(quote.trust), tags.themes[quote.theme], page]
    return " · ".join([*parts, quote.speaker] if quote.speaker and speaker else parts)


def lines(quote: Quote) -> list[str]:
    """The quote's words a line a paragraph or list item, bullets kept (and put back before a first item)."""
    parts = [" ".join(part.split()) for part in _ITEM.split(quote.text)]
    bulleted = any(part.startswith(("• ", "– ")) for part in parts[1:])
    leads = parts[0].endswith((":", ".")) and not parts[0][:1].islower()
    return [f"• {parts[0]}", *parts[1:]] if bulleted and not leads and not parts[0].startswith("• ") else parts


def to_html(answer: Answer, tags: Tags, suggestions: Sequence[str] = (), *, feedback: bool = False) -> str:
    """A fragment without script, in which everything that is not markup of this function is escaped.

    Quotes stand under trust and theme, numbered from 1 through the whole answer; a comparison has a column a trust,
    honest blanks included. Links are relative to the page, so that the server may stand under a prefix. Buttons are
    brought to life by ``web/ui/chat.js``.
    """
    parts = [f'<p class="taken">Taken as: {html.escape(answer.taken_as)}</p>'] if answer.taken_as else []
    parts.append(f'<p class="said">{html.escape(answer.message)}</p>')
    numbered = {quote: number for number, quote in enumerate(answer.quotes, start=1)}
    if answer.rows:
        in_rows = {quote for row in answer.rows for quote in row.quotes}
        parts.append(_groups([q for q in answer.quotes if q not in in_rows], numbered, answer.edition, tags))
        parts.append(f'<div class="grid">{"".join(_row(row, numbered, answer.edition, tags) for row in answer.rows)}</div>')
    else:
        parts.append(_groups(answer.quotes, numbered, answer.edition, tags))
    if answer.nearest:
        near = {quote: number for number, quote in enumerate(answer.nearest, start=1)}
        inside = "".join(_figure(quote, near[quote], answer.edition, tags) for quote in answer.nearest)
        parts.append(f'<section class="nearest"><h3>Nearest passage, not an answer</h3>{inside}</section>')
    if answer.quotes:
        parts.append(_TOOLS)
    if feedback:
        parts.append(_FEEDBACK)
    if suggestions:
        items = "".join(f"<li>{ask_link(question)}</li>" for question in suggestions)
        parts.append(f'<div class="next"><h3>Ask next</h3><ul>{items}</ul></div>')
    return "\n".join(filter(None, parts))


def ask_link(question: str) -> str:
    """A link that asks this question on the chat page, by script at once and without script on arrival."""
    return f'<a class="ask" href="?ask={quote_plus(question)}">{html.escape(question)}</a>'


def permanent_link(quote: Quote, edition: str) -> str:
    """Where the quote can be read, marked, relative to the chat; names the edition, so that a later one can say so."""
    return f"read?edition={edition}&mark={quote.start}-{quote.end}#{quote.passage}"


def to_markdown(answer: Answer, tags: Tags) -> str:
    """Markdown for copying: block quotes with their citations, and the edition."""
    parts = [f"*Taken as: {escape_markdown(answer.taken_as)}*"] if answer.taken_as else []
    parts += [escape_markdown(answer.message)] if answer.message else []
    for quote in answer.quotes or answer.nearest:
        body = "\n>\n".join(f"> {escape_markdown(line)}" for line in lines(quote))
        parts.append(f"{body}\n>\n> — {escape_markdown(citation(quote, tags))}")
    return "\n\n".join([*parts, f"{escape_markdown(REPORT)}, edition {answer.edition}"]) + "\n"


def to_text(answer: Answer, tags: Tags) -> str:
    """Plain text for copying: quotes in curly marks with their citations, and the edition."""
    parts = [f"Taken as: {answer.taken_as}"] if answer.taken_as else []
    parts += [answer.message] if answer.message else []
    parts += ["“" + "\n".join(lines(quote)) + f"”\n({citation(quote, tags)})" for quote in answer.quotes or answer.nearest]
    return "\n\n".join([*parts, f"{REPORT}, edition {answer.edition}"]) + "\n"


def escape_markdown(text: str) -> str:
    """Text that Markdown shows as it is: no emphasis, link, image, HTML or mathematics can come of it."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split())).replace("\\<", "&lt;").replace("\\>", "&gt;").replace("\\&", "&amp;")


def _row(row: Row, numbered: Mapping[Quote, int], edition: str, tags: Tags) -> str:
    quoted = "".join(_figure(quote, numbered[quote], edition, tags) for quote in row.quotes)
    silent = '<p class="silent">The report does not say.</p>'
    name = html.escape(tags.trust_name(row.trust))
    return f'<section class="row {_trust_class(row.trust)}"><h3>{name}</h3>{quoted or silent}</section>'


def _groups(quotes: Sequence[Quote], numbered: Mapping[Quote, int], edition: str, tags: Tags) -> str:
    """The quotes in their order, under a heading wherever trust or theme changes."""
    parts = []
    for (trust, theme), group in itertools.groupby(quotes, key=lambda q: (q.trust, q.theme)):
        name, subject = html.escape(tags.trust_name(trust)), html.escape(tags.themes[theme])
        title = f'<span class="trust">{name}</span> <span class="theme">{subject}</span>'
        inside = "".join(_figure(quote, numbered[quote], edition, tags) for quote in group)
        parts.append(f'<section class="group {_trust_class(trust)}"><h3>{title}</h3>{inside}</section>')
    return "".join(parts)


def _figure(quote: Quote, number: int, edition: str, tags: Tags) -> str:
    body = "".join(f"<p>{html.escape(line)}</p>" for line in lines(quote))
    cited = html.escape(citation(quote, tags, speaker=False))
    speaker = f'<span class="speaker">{html.escape(quote.speaker)}</span> ' if quote.speaker else ""
    return (
        f'<figure class="quote{" voice" if quote.speaker else ""} {_trust_class(quote.trust)} theme-{quote.theme}">'
        f"<blockquote>{body}</blockquote>"
        f'<figcaption>{speaker}<a class="chip" href="{html.escape(permanent_link(quote, edition))}" '
        f'title="Open source {number} in the report">{number} · {cited}</a></figcaption></figure>'
    )


def _trust_class(trust: str | None) -> str:
    return f"trust-{trust or 'all'}"
