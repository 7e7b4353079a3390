"""The prepared topics and terms → an index as at the end of a book: A–Z, each with its pages by trust."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from rag.answering.entries import quotes_of
from rag.reference.places import Place, every_trust, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rag.corpus.prepared import Entry
    from rag.search.index import PassageIndex
    from rag.types import TrustId

FORMS = ("topic", "term")
NUMBERS = "0–9"
"""The letter under which what begins with a figure stands."""
_WHERE = ("page", "start", "end", "passage", "link")
_FIRST = re.compile(r"^(?:(?:the|a|an) )?[^\w]*", re.IGNORECASE)
_BRACKETS = re.compile(r"\(([^)]*)\)")
_ABBREVIATION = re.compile(r"(?=(?:[^A-Z0-9]*[A-Z0-9]){2})[A-Z][A-Za-z0-9]*")
"""yes: CPG, GPs, F1, NHNN · no: Francis, staff, 2013"""


@dataclass(frozen=True, slots=True)
class Pages:
    """Where one trust's part of the report (or no trust's, ``trust`` being ``None``) speaks of it, in report order."""

    trust: TrustId | None
    name: str
    places: tuple[Place, ...]

    @property
    def by_page(self) -> tuple[Place, ...]:
        """The first place on each page: two places of one page are one number in an index."""
        return tuple({place.page: place for place in reversed(self.places)}.values())[::-1]


@dataclass(frozen=True, slots=True)
class Heading:
    """A line of the index: where the report speaks of a topic or term, or which other line to ``see``.

    ``ids`` are the prepared entries behind it; ``note`` is the assistant's own word on a term that the report does not
    explain. ``see`` has titles of other headings, and is empty where there are ``pages``.
    """

    title: str
    letter: str
    ids: tuple[str, ...]
    forms: tuple[str, ...]
    note: str | None = None
    pages: tuple[Pages, ...] = ()
    see: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Topics:
    """The index: its headings from A to Z, those that begin with a figure first."""

    edition: str
    headings: tuple[Heading, ...]

    @property
    def letters(self) -> tuple[tuple[str, tuple[Heading, ...]], ...]:
        """The headings under their letters."""
        return tuple((letter, tuple(own)) for letter, own in groupby(self.headings, key=lambda heading: heading.letter))


def topics(index: PassageIndex, entries: Iterable[Entry]) -> Topics:
    """The index of the entries of the forms ``topic`` and ``term``; those of one title share a heading."""
    by_title: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.form in FORMS and entry.parts:
            by_title.setdefault(entry.title.casefold(), []).append(entry)
    headings = [_heading(index, own) for own in by_title.values()]
    return Topics(index.report.short_edition, tuple(sorted([*headings, *_abbreviations(headings)], key=_order)))


def record(table: Topics) -> dict[str, Any]:
    """What ``GET /api/index`` gives: the places without their words, which are in ``/api/passages``."""
    return {"edition": table.edition, "headings": [_heading_record(heading) for heading in table.headings]}


def _heading_record(heading: Heading) -> dict[str, Any]:
    pages = [
        {**asdict(own), "places": [{key: getattr(place, key) for key in _WHERE} for place in own.places]} for own in heading.pages
    ]
    return {**asdict(heading), "pages": pages}


def _heading(index: PassageIndex, entries: Sequence[Entry]) -> Heading:
    report = index.report
    pages = []
    for trust in every_trust(report):
        quotes = quotes_of(index, (q for entry in entries if (part := entry.part(trust)) for q in part.quotes))
        places = sorted((place_of(quote, report.short_edition) for quote in quotes), key=lambda place: place.start)
        if places:
            pages.append(Pages(trust, report.tags.trust_name(trust), tuple(places)))
    first = entries[0]
    note = next((entry.card for entry in entries if entry.card), None)
    ids, forms = tuple(entry.id for entry in entries), tuple(dict.fromkeys(entry.form for entry in entries))
    return Heading(first.title, _letter(first.title), ids, forms, note, tuple(pages))


def _abbreviations(headings: Iterable[Heading]) -> list[Heading]:
    """A line for each abbreviation that stands in brackets in a title, which says where to look."""
    taken = {heading.title.casefold() for heading in headings}
    found: dict[str, Heading] = {}
    for heading in headings:
        for bracket in _BRACKETS.findall(heading.title):
            for word in re.split(r"[,;]\s*", bracket):
                if _ABBREVIATION.fullmatch(word) and word.casefold() not in taken:
                    line = found.setdefault(word, Heading(word, _letter(word), (), ()))
                    found[word] = replace(
                        line, see=(*line.see, heading.title), ids=(*line.ids, *heading.ids), forms=(*line.forms, *heading.forms)
                    )
    return list(found.values())


def _order(heading: Heading) -> tuple[bool, str, str]:
    key = _key(heading.title)
    return (heading.letter != NUMBERS, key, heading.title)


def _letter(title: str) -> str:
    first = _key(title)[:1].upper()
    return first if first.isalpha() else NUMBERS


def _key(title: str) -> str:
    """What a title is sorted by: without article, quotation marks and accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", _FIRST.sub("", title)) if not unicodedata.combining(c))
    return plain.casefold()
