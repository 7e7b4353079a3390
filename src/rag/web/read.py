"""Report → one plain HTML page at ``/read``: outline, page markers, an anchor for every passage; no script needed."""

from __future__ import annotations

import hashlib
import html
import re
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from rag.corpus.passages import build_passages
from rag.render import REPORT
from rag.web.navigation import links
from rag.web.prepared import Piece, etag, respond, unchanged

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from rag.corpus.report import Report
    from rag.search.index import PassageIndex
    from rag.types import Passage, Section, Theme, TrustId

_END = "</body></html>"
_MARK = re.compile(r"(\d{1,7})-(\d{1,7})")


class ReadPage:
    """The whole report as HTML, written and compressed once, section by section; a request for a mark writes one section anew."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._passages: dict[str, list[Passage]] = {}
        for passage in build_passages(report):
            self._passages.setdefault(passage.section, []).append(passage)
        self._sections = [Piece.of(_section(report, section, self._passages[section.id], None)) for section in report.sections]
        self._outline = "\n".join(_entry(report, section) for section in report.sections)
        self._top = self._head("")
        self._end = Piece.of(f"</main>{_END}")
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
        top = self._top
        if other:
            notice = (
                f'<p class="notice" role="status">Your link names edition {html.escape(other)}; this is edition '
                f"{self._report.short_edition}. The place may have moved.</p>"
            )
            top = self._head(notice)
        return respond(request, tag, self._pieces(top, self._marked(marked) if marked else self._sections))

    def _pieces(self, top: Piece, sections: list[Piece]) -> list[Piece]:
        return [top, *sections, self._end]

    def _head(self, notice: str) -> Piece:
        return Piece.of(
            _beginning(REPORT) + f"<header>{links('read')}"
            f"<h1>{html.escape(REPORT)}</h1><p>Edition {self._report.short_edition}. The text belongs to The King’s Fund.</p>"
            f"{notice}</header>"
            f'<nav aria-label="Outline"><h2>Outline</h2><ol>{self._outline}</ol></nav><main id="text">'
        )

    def _marked(self, span: tuple[int, int]) -> list[Piece]:
        """All sections, the one in which the span begins with its mark: a quotation never goes on in the next."""
        pieces = list(self._sections)
        for place, section in enumerate(self._report.sections):
            passages = self._passages[section.id]
            if passages[0].start <= span[0] < passages[-1].end:
                pieces[place] = Piece.of(_section(self._report, section, passages, span))
        return pieces


def map_page(index: PassageIndex) -> str:
    """Themes by trusts, each cell with its number of passages and a link to the first; a row can be compared on."""
    report = index.report
    tags = report.tags
    trusts: list[TrustId | None] = [*(t.id for t in tags.trusts), None]
    head = "".join(f'<th scope="col" class="trust-{t or "all"}">{html.escape(tags.trust_name(t))}</th>' for t in trusts)
    rows = "".join(_map_row(index, theme, trusts) for theme in tags.themes)
    return _page(
        "Map of trusts and themes",
        f"<header>{links('map')}"
        "<h1>Map of trusts and themes</h1><p>How many passages of the report speak of a theme, at each trust. Follow a number "
        'to read them.</p></header><main id="text"><div class="scroll" tabindex="0" role="region" aria-label="Map">'
        f'<table><thead><tr><th scope="col">Theme</th>{head}<th scope="col">Compare</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></main>",
        wide=True,
    )


def _map_row(index: PassageIndex, theme: Theme, trusts: list[TrustId | None]) -> str:
    name = index.report.tags.themes[theme]
    cells = []
    shared = 0
    for trust in trusts:
        found = [p for p in index.passages if p.trust == trust and theme in p.themes]
        shared += bool(found) and trust is not None
        label = f"{index.report.tags.trust_name(trust)}, {name}: {len(found)} passage{'s' if len(found) != 1 else ''}"
        link = f'<a href="read#{found[0].id}" aria-label="{html.escape(label)}">{len(found)}</a>' if found else "–"
        cells.append(f"<td>{link}</td>")
    question = f"Compare the four trusts on {name.lower()}"
    compare = (
        f'<a href="./?ask={quote_plus(question)}">Compare<span class="visually-hidden"> on {html.escape(name.lower())}</span></a>'
    )
    return f'<tr><th scope="row">{html.escape(name)}</th>{"".join(cells)}<td>{compare if shared > 1 else ""}</td></tr>'


def _page(title: str, body: str, *, wide: bool = False) -> str:
    return f"{_beginning(title, wide=wide)}{body}{_END}"


def _beginning(title: str, *, wide: bool = False) -> str:
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{html.escape(title)}</title><link rel="stylesheet" href="ui/read.css"></head>'
        f'<body{" class=wide" if wide else ""}><a class="skip" href="#text">Skip to the text</a>'
    )


def _span(mark: str | None) -> tuple[int, int] | None:
    match = _MARK.fullmatch(mark or "")
    return (int(match[1]), int(match[2])) if match else None


def _entry(report: Report, section: Section) -> str:
    name = section.heading or section.chapter_title
    owner = f"{report.tags.trust_name(section.trust)}: " if section.trust else ""
    title = report.tags.themes[section.theme] if section.trust and not section.heading else name
    page = section.first_page if section.first_page == "back cover" else f"p. {section.first_page}"
    return f'<li><a href="#{section.id}">{html.escape(owner + title)}</a> <span class="page-number">{html.escape(page)}</span></li>'


def _section(report: Report, section: Section, passages: list[Passage], marked: tuple[int, int] | None) -> str:
    parts = []
    page = ""
    for passage in passages:
        first = report.page(passage.start, passage.start + 1)
        if first != page:
            page = first
            label = "Back cover" if page == "back cover" else f"Page {page}"
            parts.append(f'<p class="page" id="page-{html.escape(page.replace(" ", "-"))}">{html.escape(label)}</p>')
        parts.append(_passage(report, passage, marked))
    return f'<section id="{section.id}" class="trust-{section.trust or "all"}">{"".join(parts)}</section>'


def _passage(report: Report, passage: Passage, marked: tuple[int, int] | None) -> str:
    name = f'id="{passage.id}" tabindex="-1"'
    if passage.kind == "heading":
        level = 2 if passage.text[:1].isdigit() else 3 if passage.text in {t.heading for t in report.tags.trusts} else 4
        return f"<h{level} {name}>{html.escape(passage.text)}</h{level}>"
    if passage.speaker:
        end = passage.end - len(passage.speaker) - 1
        words = _words(report, passage.start, end, marked)
        caption = f"<figcaption>{html.escape(passage.speaker)}</figcaption>"
        return f"<figure {name}><blockquote><p>{words}</p></blockquote>{caption}</figure>"
    return f"<div {name}>{_blocks(report, passage, marked)}</div>"


def _blocks(report: Report, passage: Passage, marked: tuple[int, int] | None) -> str:
    """A passage's paragraphs, and its list items in one list."""
    prose, items = [], []
    for match in re.finditer(r"[^\n]+", passage.text):
        start, end = passage.start + match.start(), passage.start + match.end()
        if match[0][0] in "•–":
            words = _words(report, start + 1, end, marked).lstrip()
            items.append(f'<li class="{"sub" if match[0][0] == "–" else "item"}">{words}</li>')
        else:
            prose.append(f"<p>{_words(report, start, end, marked)}</p>")
    return "".join(prose) + (f"<ul>{''.join(items)}</ul>" if items else "")


def _words(report: Report, start: int, end: int, marked: tuple[int, int] | None) -> str:
    """``report.text[start:end]`` escaped, the part of it that is to be marked inside ``<mark>``."""
    first, last = (max(start, marked[0]), min(end, marked[1])) if marked else (end, end)
    if first >= last:
        return html.escape(report.text[start:end])
    before, inside, after = (html.escape(report.text[a:b]) for a, b in ((start, first), (first, last), (last, end)))
    return f"{before}<mark>{inside}</mark>{after}"
