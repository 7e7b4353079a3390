"""Report → one plain HTML page at ``/read``: outline, page markers, an anchor for every passage; no script needed.

The markup is in ``templates/read.html``, which escapes whatever it is given.
"""

from __future__ import annotations

import hashlib
import itertools
import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rag.corpus.passages import build_passages
from rag.corpus.report import page_name
from rag.web.navigation import pages_of
from rag.web.prepared import Piece, etag, respond, unchanged
from rag.web.templating import TEMPLATES

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from rag.corpus.report import Report
    from rag.search.index import PassageIndex
    from rag.types import Passage, Section, Theme, TrustId

    Pieces = list[tuple[str, bool]]

BEGINS = 90
"""Letters of a passage that say which it is: a line and a half on a phone."""
_MARK = re.compile(r"(\d{1,7})-(\d{1,7})")
_PARTS: Any = TEMPLATES.get_template("read.html").module


@dataclass(frozen=True, slots=True)
class _Shown:
    """A passage as it is shown: a heading of a ``level``, a quotation with its speaker, or paragraphs and list items.

    Text is in pieces, each with whether it is marked; an item has its class before it.
    """

    id: str
    prose: list[Pieces]
    items: list[tuple[str, Pieces]]
    level: int = 0
    speaker: str = ""


class ReadPage:
    """The whole report as HTML, written and compressed once, section by section; a request for a mark writes one section anew."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._passages: dict[str, list[Passage]] = {}
        for passage in build_passages(report):
            self._passages.setdefault(passage.section, []).append(passage)
        paged = ((_page(report, passage), passage.id) for section in report.sections for passage in self._passages[section.id])
        self._opening = dict(reversed([*paged]))  # the first that begins on a page stays
        self._sections = [self._section(section, None) for section in report.sections]
        self._top = self._head("")
        self._end = Piece.of(str(_PARTS.end()))
        whole = b"".join(piece.plain for piece in self._pieces(self._top, self._sections))
        self._digest = hashlib.sha256(whole).hexdigest()

    def respond(self, request: Request, wanted_edition: str | None = None, mark: str | None = None) -> Response:
        """The page, the characters ``mark`` (``start-end``) marked as far as they stand in one section.

        Says so where the link that was followed names another edition; then nothing is marked, since offsets differ.
        """
        other = wanted_edition[:64] if wanted_edition and not self._report.edition.startswith(wanted_edition) else ""
        marked = _span(mark) if not other else None
        tag = etag(self._digest, other, f"{marked}")
        if unchanged(request, tag):
            return respond(request, tag, ())
        top = self._head(other) if other else self._top
        return respond(request, tag, self._pieces(top, self._marked(marked) if marked else self._sections))

    def _pieces(self, top: Piece, sections: list[Piece]) -> list[Piece]:
        return [top, *sections, self._end]

    def _head(self, other: str) -> Piece:
        """All of the page before its text; ``other`` is the edition that was asked for where it is not this one."""
        entries = (_entry(self._report, section) for section in self._report.sections)
        named = self._report.tags.trust_name
        outline = [(t, named(t) if t else "", list(group)) for t, group in itertools.groupby(entries, key=lambda e: e[1])]
        profile = self._report.profile
        head = _PARTS.read_head(profile, pages_of(profile.group), self._report.short_edition, other, outline)
        return Piece.of(f"{_PARTS.beginning(profile.citation)}{head}")

    def _marked(self, span: tuple[int, int]) -> list[Piece]:
        """All sections, the one in which the span begins with its mark: a quotation never goes on in the next."""
        pieces = list(self._sections)
        for place, section in enumerate(self._report.sections):
            passages = self._passages[section.id]
            if passages[0].start <= span[0] < passages[-1].end:
                pieces[place] = self._section(section, span)
        return pieces

    def _section(self, section: Section, marked: tuple[int, int] | None) -> Piece:
        """The section's passages, under the number of each page that they begin on; the page's address goes to its first, that of
        a trust's part to the part's first section.
        """
        pages = []
        for page, group in itertools.groupby(self._passages[section.id], key=lambda p: _page(self._report, p)):
            passages = list(group)
            opens = self._opening[page] == passages[0].id
            pages.append((page, opens, [_shown(self._report, passage, marked) for passage in passages]))
        opens_part = section is next(s for s in self._report.sections if s.trust == section.trust)
        return Piece.of(str(_PARTS.section(section.id, section.trust, pages, opens_part=opens_part)))


def map_page(index: PassageIndex) -> str:
    """Themes by trusts, each cell shaded by its number of passages and leading to them; a row can be compared on."""
    tags = index.report.tags
    trusts: list[TrustId | None] = [*(t.id for t in tags.trusts), None]
    named = [(trust, tags.trust_name(trust)) for trust in trusts]
    rows = [_map_row(index, theme, trusts) for theme in tags.themes]
    most = max(len(cell["passages"]) for row in rows for cell in row["cells"])
    profile = tags.profile
    pages = pages_of(profile.group)
    return "".join([_PARTS.beginning(pages["map"], wide=True), _PARTS.map(profile, pages, named, rows, most), _PARTS.end()])


def _map_row(index: PassageIndex, theme: Theme, trusts: list[TrustId | None]) -> dict[str, Any]:
    name, group = index.report.tags.themes[theme], index.report.profile.group
    cells = []
    for trust in trusts:
        found = [p for p in index.passages if p.trust == trust and theme in p.themes]
        owner = index.report.tags.trust_name(trust)
        cells.append({
            "id": f"{theme}-{trust or 'all'}", "trust": trust, "trust_name": owner, "passages": [_beginning(p) for p in found],
            "label": f"{owner}, {name}: {len(found)} passage{'s' if len(found) != 1 else ''}",
            "ask": f"What does the report say about {name.lower()} at {owner}?" if trust else "",
        })  # fmt: skip
    shared = sum(bool(cell["passages"]) and cell["trust"] is not None for cell in cells)
    return {
        "name": name,
        "cells": cells,
        "question": f"Compare the {group.count} {group.nouns} on {name.lower()}" if shared > 1 else "",
    }


def _beginning(passage: Passage) -> tuple[str, str, str]:
    """The passage's id, its page and what it begins with."""
    return passage.id, page_name(passage.page), textwrap.shorten(passage.text, BEGINS, placeholder=" …")


def _span(mark: str | None) -> tuple[int, int] | None:
    match = _MARK.fullmatch(mark or "")
    return (int(match[1]), int(match[2])) if match else None


def _entry(report: Report, section: Section) -> tuple[str, str | None, str, str]:
    """The section's id, whose it is, its line in the outline, and its page."""
    name = section.heading or section.chapter_title
    title = report.tags.themes[section.theme] if section.trust and not section.heading else name
    return section.id, section.trust, title, page_name(section.first_page)


def _page(report: Report, passage: Passage) -> str:
    return report.page(passage.start, passage.start + 1)


def _shown(report: Report, passage: Passage, marked: tuple[int, int] | None) -> _Shown:
    if passage.kind == "heading":
        within = passage.trust and passage.text not in {t.heading for t in report.tags.trusts}
        level = 2 if passage.text[:1].isdigit() else 4 if within else 3
        return _Shown(passage.id, [[(passage.text, False)]], [], level=level)
    if passage.speaker:
        end = passage.end - len(passage.speaker) - 1
        return _Shown(passage.id, [_pieces(report, passage.start, end, marked)], [], speaker=passage.speaker)
    prose, items = [], []
    for match in re.finditer(r"[^\n]+", passage.text):
        start, end = passage.start + match.start(), passage.start + match.end()
        if match[0][0] in "•–":
            start += len(match[0]) - len(match[0][1:].lstrip())
            items.append(("sub" if match[0][0] == "–" else "item", _pieces(report, start, end, marked)))
        else:
            prose.append(_pieces(report, start, end, marked))
    return _Shown(passage.id, prose, items)


def _pieces(report: Report, start: int, end: int, marked: tuple[int, int] | None) -> Pieces:
    """``report.text[start:end]`` in up to three pieces, that which is to be marked among them."""
    first, last = (max(start, marked[0]), min(end, marked[1])) if marked else (end, end)
    if first >= last:
        return [(report.text[start:end], False)]
    cut = ((start, first, False), (first, last, True), (last, end, False))
    return [(report.text[a:b], inside) for a, b, inside in cut if a < b]
