"""Answer → plain text, and the words that every form of it shares: citations, lines, silences, amounts."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from rag.amounts import with_unit
from rag.corpus.report import page_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rag.corpus.tags import Tags
    from rag.types import Answer, Quote, Row

    Line = list[tuple[str, bool]]

SILENT = "The report does not say."
OF_ALL = "Said of all of them"
"""Of a quotation that stands in one trust's row and is of none alone."""

_ITEM = re.compile(r"\n+(?=[•–] )")


def to_text(answer: Answer, tags: Tags) -> str:
    """Plain text for copying: quotes in curly marks with their citations, and the edition."""
    return "\n\n".join([*_parts(answer, tags), f"{tags.profile.citation}, edition {answer.edition}"]) + "\n"


def _parts(answer: Answer, tags: Tags) -> Iterator[str]:
    if answer.taken_as:
        yield f"Taken as: {answer.taken_as}"
    if answer.message:
        yield answer.message
    for part in answer.parts:
        yield part.question
        yield from _parts(part, tags)
    if answer.parts:
        return
    for quote in answer.quotes or answer.nearest:
        lead_in = f"{flat(quote.lead_in)}\n" if quote.lead_in else ""
        yield f"{lead_in}“" + "\n".join(lines(quote)) + f"”\n({citation(quote, tags)})"
    yield from (f"{named(row, tags)}: {told}" for row, told in notes(answer, tags))
    if answer.more:
        yield f"{count_more(answer.more)}: {pages(answer.more)}."


def citation(quote: Quote, tags: Tags, *, speaker: bool = True) -> str:
    """Trust, theme, page and, for an interview quotation, the speaker's role, in one line of plain text."""
    parts = [tags.trust_name(quote.trust), tags.themes[quote.theme], _page(quote)]
    return " · ".join([*parts, quote.speaker] if quote.speaker and speaker else parts)


def lines(quote: Quote) -> list[str]:
    """The quote's words a line a paragraph or list item, bullets kept (and put back before a first item)."""
    return ["".join(text for text, _ in line) for line in marked_lines(quote)]


def marked_lines(quote: Quote) -> list[Line]:
    """The same lines, each in pieces with whether the piece answers (``quote.marks``)."""
    starts = [0, *(match.end() for match in _ITEM.finditer(quote.text))]
    ends = [*(match.start() for match in _ITEM.finditer(quote.text)), len(quote.text)]
    found = [_line(quote, start, end) for start, end in zip(starts, ends, strict=True)]
    parts = ["".join(text for text, _ in line) for line in found]
    bulleted = any(part.startswith(("• ", "– ")) for part in parts[1:])
    leads = parts[0].endswith((":", ".")) and not parts[0][:1].islower()
    if bulleted and not leads and not parts[0].startswith("• "):
        found[0].insert(0, ("• ", False))
    return found


def _line(quote: Quote, start: int, end: int) -> Line:
    """``quote.text[start:end]`` with white space as one space, in pieces; a mark does not break at a line's end inside it."""
    letters: list[tuple[str, bool]] = []
    for word in re.finditer(r"\S+", quote.text[start:end]):
        first, last = start + word.start(), start + word.end()
        inside = [_is_marked(quote, n) for n in range(first, last)]
        if letters:
            letters.append((" ", letters[-1][1] and inside[0]))
        letters += zip(quote.text[first:last], inside, strict=True)
    return [("".join(c for c, _ in piece), marked) for marked, piece in itertools.groupby(letters, key=lambda letter: letter[1])]


def _is_marked(quote: Quote, place: int) -> bool:
    return any(first <= quote.start + place < last for first, last in quote.marks)


def scope(answer: Answer, tags: Tags) -> str:
    """Where an answer was looked for, in words: ``A and B, on the theme``, or ``the whole report``."""
    trusts = _listed([tags.trust_name(trust) for trust in answer.trusts]) or "the whole report"
    themes = _listed([tags.themes[theme] for theme in answer.themes])
    return f"{trusts}, on {themes}" if themes else trusts


def named(row: Row, tags: Tags) -> str:
    """The trust's name, and a figure's value after it."""
    return " · ".join(filter(None, (tags.trust_name(row.trust), value(row))))


def value(row: Row) -> str:
    """A figure's value with its unit, written as the row's quotes write it; empty where there is none."""
    return with_unit(row, " ".join(quote.text for quote in row.quotes))


def silence(row: Row, tags: Tags) -> str:
    """Why nothing is quoted of a trust: the words do not occur in its part, they occur where nothing answers, or what comes near it
    is folded.
    """
    if row.folded:
        come = "1 passage that comes near is" if row.folded == 1 else f"{row.folded} passages that come near are"
        return f"Nothing plainly answers it; {come} folded below."
    if not row.looked_for or row.silence is None:
        return "Mentioned, not answered." if row.silence == "not_answered" else SILENT
    several = len(row.looked_for) > 1
    words = _listed([f"‘{word}’" for word in row.looked_for])
    if row.silence == "not_answered":
        place = f" ({page_name(row.page)})" if row.page else ""
        return f"Mentioned, not answered: {words} {'occur' if several else 'occurs'}{place}, and nothing there answers."
    verb = "do" if several else "does"
    return f"The report does not say: {words} {verb} not occur in its part on {tags.trust_name(row.trust)}."


def notes(answer: Answer, tags: Tags) -> Iterator[tuple[Row, str]]:
    """What is to be said of rows beside their quotations: why a row has none, or which of them are said of all, by their pages."""
    for row in answer.rows:
        general = [quote for quote in row.quotes if quote.trust is None]
        if not row.quotes:
            yield row, silence(row, tags)
        elif general:
            yield row, f"{OF_ALL} ({pages(general)})."


def count_more(more: Sequence[object]) -> str:
    """What is folded, counted: ``3 more quotations``."""
    return f"{len(more)} more quotation{'s' if len(more) > 1 else ''}"


def pages(quotes: Sequence[Quote]) -> str:
    """Where they stand, each page once: ``p. 16, p. 30–31, back cover``."""
    return ", ".join(dict.fromkeys(_page(quote) for quote in quotes))


def flat(text: str) -> str:
    """White space as one space."""
    return " ".join(text.split())


def _page(quote: Quote) -> str:
    return page_name(quote.page)


def _listed(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}" if len(names) > 1 else "".join(names)
