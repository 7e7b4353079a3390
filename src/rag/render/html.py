"""Answer → an HTML fragment. Its markup is in ``templates/``, which escape whatever else they are given."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote_plus, urlencode

from rag.corpus.report import page_name
from rag.render.templating import environment
from rag.render.text import SILENT, citation, count_more, flat, marked_lines, scope, silence, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rag.corpus.tags import Tags
    from rag.render.text import Line
    from rag.types import Answer, Quote, Row, Theme, TrustId

_TEMPLATES = environment("rag.render")
AT_ONCE = 3
"""Quotations seen at once where an answer has no rows: the leading one and two beside it, which a screen holds."""
BESIDE_ROWS = 2
"""Of those that stand in no row, as what is said of all members at once does, which may be all that is said of some."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A quote with its number in the whole answer."""

    number: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class _View:
    """What ``answer.html`` shows of an answer, or of one of its parts."""

    answer: Answer
    above: list[_Numbered]
    """What is said of all members at once, before their rows."""
    lone: list[_Numbered]
    rows: list[tuple[Row, list[_Numbered]]]
    more: list[_Numbered]
    """What is folded."""
    nearest: list[_Numbered]
    parts: list[_View]


def to_html(
    answer: Answer, tags: Tags, suggestions: Sequence[str] = (), *, feedback: bool = False,
    trusts: Sequence[TrustId] = (), themes: Sequence[Theme] = (),
) -> str:  # fmt: skip
    """A fragment without script, in which everything that is not markup of the templates is escaped.

    Quotes stand under trust and theme, numbered from 1 through the whole answer, the first one leading; a comparison has a
    row a trust, honest blanks included, after what is said of all at once and before what else is said of no row; parts stand
    under their own questions. Links are
    relative to the page, so that the server may stand under a prefix. Buttons are brought to life by ``web/ui/chat.js``.
    The answer's own ``next`` goes before ``suggestions``. ``trusts`` and ``themes`` are what a reader's filters leave: they
    are named, and the whole report is offered.
    """
    within = [t.name for t in tags.trusts if t.id in trusts] + [name for theme, name in tags.themes.items() if theme in themes]
    return _TEMPLATES.get_template("answer.html").render(
        view=_view(answer, itertools.count(1)),
        whole=answer,
        within=within,
        here=answer_link(answer, trusts, themes),
        scope=scope(answer, tags),
        tags=tags,
        edition=answer.edition,
        next=answer.next or suggestions,
        feedback=feedback,
    )


def to_cited_html(answer: Answer, tags: Tags) -> str:
    """Quotations for copying as rich text: each with its citation, which leads to the report, and the edition below."""
    return _TEMPLATES.get_template("cited.html").render(quotes=answer.quotes, edition=answer.edition, tags=tags)


def answer_link(answer: Answer, trusts: Sequence[TrustId], themes: Sequence[Theme]) -> str:
    """An address, relative to the chat, that asks what was answered, of what was asked: the request as it was understood."""
    asked = {"ask": answer.taken_as or answer.question, "trust": ",".join(trusts), "theme": ",".join(themes)}
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def permanent_link(quote: Quote, edition: str) -> str:
    """Where the quote can be read, marked, relative to the chat; names the edition, so that a later one can say so."""
    return f"read?edition={edition}&mark={quote.start}-{quote.end}#{quote.passage}"


def _view(answer: Answer, numbers: Iterable[int]) -> _View:
    if answer.parts:  # whose quotes and rows the whole answer repeats
        parts = [_view(part, numbers) for part in answer.parts]
        return _View(answer, [], [], [], [], [], parts)
    in_rows = list(dict.fromkeys(quote for row in answer.rows for quote in row.quotes))
    alone = [quote for quote in answer.quotes if quote not in in_rows]
    general = [quote for quote in alone if quote.trust is None][:BESIDE_ROWS] if in_rows else []
    alone = [quote for quote in alone if quote not in general]
    order = (*general, *in_rows, *alone, *answer.more)
    numbered = {quote: _Numbered(number, quote) for quote, number in zip(order, numbers, strict=False)}
    rows = [(row, [numbered[quote] for quote in row.quotes]) for row in answer.rows]
    at_once = BESIDE_ROWS - len(general) if in_rows else AT_ONCE
    lone = [numbered[quote] for quote in alone[:at_once]]
    more = [numbered[quote] for quote in (*alone[at_once:], *answer.more)]
    nearest = [_Numbered(number, quote) for number, quote in enumerate(answer.nearest, start=1)]
    return _View(answer, [numbered[quote] for quote in general], lone, rows, more, nearest, [])


def _groups(shown: Iterable[_Numbered]) -> list[list[_Numbered]]:
    """The quotes in their order, anew wherever trust or theme changes."""
    return [list(group) for _, group in itertools.groupby(shown, key=lambda n: (n.quote.trust, n.quote.theme))]


def _said(answer: Answer, within: Sequence[str]) -> str:
    """The message; of what was looked for only within a part of the report, nothing is said of the whole."""
    if not within or not answer.message.startswith(SILENT.removesuffix(".")):
        return answer.message
    return f"Within {', '.join(within)}, {answer.message[:1].lower()}{answer.message[1:]}"


def _item(line: Line) -> str:
    """The class of a line that is an item of a list, or of a list within one; else nothing."""
    return {"•": "item", "–": "item sub"}.get("".join(text for text, _ in line)[:1], "")


_TEMPLATES.filters.update(
    groups=_groups, item=_item, said=_said, lines=marked_lines, citation=citation, silence=silence, value=value,
    link=permanent_link, plus=quote_plus, flat=flat, count_more=count_more, page_name=page_name,
)  # fmt: skip
