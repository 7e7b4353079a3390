"""What the routes return beside answers: passages with what stands around them, citations to copy, the outline."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from rag.answering.quotes import quote_at
from rag.render import to_cited_html, to_markdown, to_text
from rag.types import Answer
from rag.web.models import MOST_SPANS, SPAN

if TYPE_CHECKING:
    from rag.search.index import PassageIndex
    from rag.types import Passage, Quote

SPANS = rf"^{SPAN}(,{SPAN}){{0,{MOST_SPANS - 1}}}$"
"""Quotations of the edition, with commas between."""


def passage_record(index: PassageIndex, passage_id: str, *, whole: bool = False) -> dict[str, Any] | None:
    """One passage with the ones before and after it in its section, and the ids of its neighbours in the report.

    ``whole`` adds every passage of its section, some 600 words at most.
    """
    places = {p.id: n for n, p in enumerate(index.passages)}
    if passage_id not in places:
        return None
    place = places[passage_id]
    here = index.passages[place]
    before = index.passages[place - 1] if place else None
    after = index.passages[place + 1] if place + 1 < len(index.passages) else None
    return {
        "edition": index.report.short_edition,
        **_lines(index, here),
        "before": _lines(index, before) if before and before.section == here.section else None,
        "after": _lines(index, after) if after and after.section == here.section else None,
        "previous": before.id if before else None,
        "next": after.id if after else None,
        "section": [_lines(index, p) for p in index.passages if p.section == here.section] if whole else None,
    }


def cited(index: PassageIndex, spans: str, form: Literal["text", "markdown", "html"]) -> str:
    """Quotations for copying: ``spans`` as in ``SPANS``; ``ValueError`` for what is no quotation of this edition."""
    quotes = tuple(quote_of(index, span) for span in spans.split(","))
    answer = Answer("", "answered", "", quotes, edition=index.report.short_edition)
    return {"text": to_text, "markdown": to_markdown, "html": to_cited_html}[form](answer, index.report.tags)


def quote_of(index: PassageIndex, span: str) -> Quote:
    """The quotation at ``start-end`` (``models.SPAN``); ``ValueError`` where that is none of this edition."""
    start, end = span.split("-")
    return quote_at(index, int(start), int(end))


def outline_record(index: PassageIndex) -> dict[str, Any]:
    """The report's sections in order, each with where it begins; the same rows as ``rag sections --json`` and more."""
    tags = index.report.tags
    first: dict[str, str] = {}
    counts: dict[str, int] = {}
    for passage in index.passages:
        first.setdefault(passage.section, passage.id)
        counts[passage.section] = counts.get(passage.section, 0) + 1
    sections = [
        {
            "id": s.id, "chapter": s.chapter, "chapter_title": s.chapter_title, "trust": s.trust,
            "trust_name": tags.trust_name(s.trust),
            "heading": s.heading, "theme": s.theme, "theme_name": tags.themes[s.theme], "first_page": s.first_page,
            "last_page": s.last_page, "passages": counts.get(s.id, 0), "first_passage": first.get(s.id),
        }
        for s in index.report.sections
    ]  # fmt: skip
    return {
        "edition": index.report.short_edition,
        "trusts": [{"id": t.id, "name": t.name} for t in tags.trusts],
        "themes": [{"id": theme, "name": name} for theme, name in tags.themes.items()],
        "sections": sections,
    }


def _lines(index: PassageIndex, passage: Passage) -> dict[str, Any]:
    """The passage as lines, each a slice of the edition with its offsets; the speaker apart."""
    end = passage.end - (len(passage.speaker) + 1 if passage.speaker else 0)
    tags = index.report.tags
    lines = [
        {"text": m[0], "start": passage.start + m.start(), "end": passage.start + m.end()}
        for m in re.finditer(r"[^\n]+", index.report.text[passage.start : end])
    ]
    return {
        "id": passage.id, "trust": passage.trust, "trust_name": tags.trust_name(passage.trust), "theme": passage.theme,
        "theme_name": tags.themes[passage.theme], "heading": passage.heading or tags.themes[passage.theme], "page": passage.page,
        "speaker": passage.speaker, "start": passage.start, "end": passage.end, "lines": lines,
        "sentences": [[s.start, s.end] for s in passage.sentences],
    }  # fmt: skip
