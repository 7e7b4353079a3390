"""Answer → an HTML fragment. Its markup is in ``templates/``, which escape whatever else they are given."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote_plus, urlencode

from rag.corpus.report import page_name
from rag.render.ours import FEW_ROWS, point, said, taken
from rag.render.sentences import in_sentences
from rag.render.templating import environment
from rag.render.text import OF_ALL, SILENT, citation, count_more, flat, marked_lines, scope, silence, value

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rag.corpus.tags import Tags
    from rag.render.sentences import Sentence
    from rag.types import Answer, Quote, Row, Theme, TrustId

_TEMPLATES = environment("rag.render")
AT_ONCE = 3
"""Quotations seen at once where an answer has no rows: the leading one and two beside it, which a screen holds."""
BESIDE_ROWS = 2
"""Of those that stand in no row, as what is said of all members at once does, which may be all that is said of some;
one, before many rows that say something themselves."""
OF_MANY_ROWS = 1
"""Of each row where there are more than ``FEW_ROWS``, so that a screen holds them all; its others are folded in it."""
OF_A_PART = 1
"""Of each of several requests, of each row and of all members at once: more would push the next request off the screen."""
MOST_MARKED = 2 / 3
MOST_OF_A_LIST = 1 / 3
"""Of a quotation's letters, by eye: marked all over, or item after item, nothing in it stands out."""


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A quote with its number in the whole answer, and its lines in sentences."""

    number: int
    quote: Quote
    lines: list[list[Sentence]]

    @property
    def is_list(self) -> bool:
        """Whether it has items, which are shown whole."""
        return any(_item(line) for line in self.lines)

    @property
    def is_all_marked(self) -> bool:
        """Whether so much of it answers that no words of it stand out."""
        pieces = [piece for line in self.lines for sentence in line for piece in sentence.pieces]
        marked = sum(len(text) for text, answers in pieces if answers)
        return marked >= (MOST_OF_A_LIST if self.is_list else MOST_MARKED) * sum(len(text) for text, _ in pieces)

    @property
    def stands_out(self) -> bool:
        """Whether words of it are marked, and others are not."""
        return bool(self.quote.marks) and not self.is_all_marked


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

    @property
    def seen_of_a_row(self) -> int:
        """How many quotations of each row are seen at once: of none more than of the one that has fewest; of many rows one."""
        fewest = min((len(quotes) for _, quotes in self.rows if quotes), default=0)
        return min(fewest, OF_MANY_ROWS) if len(self.rows) > FEW_ROWS else fewest

    @property
    def is_marked_alike(self) -> bool:
        """Whether words stand out in every row that is told anything, or in none: by some alone the others look worse answered."""
        return len({one.stands_out for _, quotes in self.rows for one in quotes[: self.seen_of_a_row]}) < 2  # noqa: PLR2004 - both


def to_html(
    answer: Answer, tags: Tags, suggestions: Sequence[str] = (), *, feedback: bool = False,
    trusts: Sequence[TrustId] = (), themes: Sequence[Theme] = (), follows: bool = False,
) -> str:  # fmt: skip
    """A fragment without script, in which everything that is not markup of the templates is escaped.

    Quotes stand under trust and theme, numbered from 1 through the whole answer, the first one leading; a comparison has a
    row a trust, honest blanks included, after what is said of all at once and before what else is said of no row; parts stand
    under their own questions. Links are
    relative to the page, so that the server may stand under a prefix. Buttons are brought to life by ``web/ui/chat.js``.
    The answer's own ``next`` goes before ``suggestions``. ``trusts`` and ``themes`` are what a reader's filters leave: they
    are named, and the whole report is offered. ``follows`` is for an answer that no request gets without the talk before it: its
    link is the talk's (``web/ui/links.js``).
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
        follows=follows,
    )


def to_cited_html(answer: Answer, tags: Tags) -> str:
    """Quotations for copying as rich text: each with its citation, which leads to the report, and the edition below."""
    return _TEMPLATES.get_template("cited.html").render(quotes=answer.quotes, edition=answer.edition, tags=tags)


def answer_link(answer: Answer, trusts: Sequence[TrustId], themes: Sequence[Theme]) -> str:
    """An address, relative to the chat, that asks what was answered, of what was asked and in which edition: the request as it was
    understood.
    """
    asked = {
        "ask": answer.taken_as or answer.question, "trust": ",".join(trusts), "theme": ",".join(themes), "edition": answer.edition,
    }  # fmt: skip
    return "?" + urlencode({name: value for name, value in asked.items() if value})


def permanent_link(quote: Quote, edition: str) -> str:
    """Where the quote can be read, marked, relative to the chat; names the edition, so that a later one can say so."""
    return f"read?edition={edition}&mark={quote.start}-{quote.end}#{quote.passage}"


def _view(answer: Answer, numbers: Iterable[int], most: int | None = None) -> _View:
    """``most`` is how many quotations are seen at once of each row, of all at once and beside them, where not the usual."""
    if answer.parts:  # whose quotes and rows the whole answer repeats
        parts = [_view(part, numbers, OF_A_PART) for part in answer.parts]
        return _View(answer, [], [], [], [], [], parts)
    in_rows = list(dict.fromkeys(quote for row in answer.rows for quote in row.quotes[:most]))
    rest = [quote for quote in answer.quotes if quote not in in_rows]
    loose = [quote for quote in rest if not any(quote in row.quotes for row in answer.rows)]
    beside = most or (1 if sum(bool(row.quotes) for row in answer.rows) > FEW_ROWS else BESIDE_ROWS)
    general = _best([quote for quote in loose if quote.trust is None], beside) if in_rows else []
    room = most or (beside if in_rows else AT_ONCE)
    lone = [quote for quote in loose if quote not in general][: max(0, room - len(general))]
    folded = [quote for quote in (*rest, *answer.more) if quote not in general and quote not in lone]
    request = answer.taken_as or answer.question
    figures = {quote: row for row in answer.rows for quote in row.quotes}
    order = (*general, *in_rows, *lone, *folded)
    numbered = {
        quote: _Numbered(number, quote, in_sentences(quote, request, figures.get(quote)))
        for quote, number in zip(order, numbers, strict=False)
    }
    rows = [(row, [numbered[quote] for quote in row.quotes if quote in in_rows]) for row in answer.rows]
    nearest = [_Numbered(number, quote, in_sentences(quote, request)) for number, quote in enumerate(answer.nearest, start=1)]
    return _View(
        answer, [numbered[quote] for quote in general], [numbered[quote] for quote in lone],
        [] if _says_all(answer) else rows, [numbered[quote] for quote in folded], nearest, [],
    )  # fmt: skip


def _best(quotes: Sequence[Quote], most: int) -> list[Quote]:
    """So many of them in their order, those that have words that answer before those that have none."""
    kept = sorted(quotes, key=lambda quote: not quote.marks)[:most]
    return [quote for quote in quotes if quote in kept]


def _says_all(answer: Answer) -> bool:
    """Whether the message says what each row would say again: that the same words do not occur, in what is said of nobody."""
    silent = {(row.silence, row.looked_for) for row in answer.rows if not row.quotes}
    if len(silent) != 1 or any(row.quotes or row.folded for row in answer.rows):
        return False
    silence, looked_for = silent.pop()
    proved = all(f"‘{word}’" in answer.message for word in looked_for)
    return silence == "no_mention" and proved and (bool(looked_for) or answer.message.startswith(SILENT.removesuffix(".")))


def _groups(shown: Iterable[_Numbered]) -> list[tuple[bool, list[_Numbered]]]:
    """The quotes in their order, anew wherever trust or theme changes, each with whether its trust has not just been named."""
    found = [list(group) for _, group in itertools.groupby(shown, key=lambda n: (n.quote.trust, n.quote.theme))]
    before = [None, *found]
    return [
        (last is None or last[0].quote.trust != group[0].quote.trust, group) for last, group in zip(before, found, strict=False)
    ]


def _item(line: Sequence[Sentence]) -> str:
    """The class of a line that is an item of a list, or of a list within one; else nothing."""
    return {"•": "item", "–": "item sub"}.get(line[0].text[:1] if line else "", "")


_TEMPLATES.filters.update(
    groups=_groups, item=_item, said=said, taken=taken, point=point, lines=marked_lines, citation=citation, silence=silence,
    value=value, link=permanent_link, plus=quote_plus, flat=flat, count_more=count_more, page_name=page_name,
)  # fmt: skip
_TEMPLATES.globals["of_all"] = OF_ALL
