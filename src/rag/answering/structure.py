"""The form ``about``, from the report's structure: what stands on a page, what a chapter holds, how many parts there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.draft import Draft
from rag.answering.quotes import make_quotes
from rag.understanding.places import place_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.corpus.report import Report
    from rag.search.index import PassageIndex
    from rag.types import Passage, Quote, Section
    from rag.understanding.question import Question

AT_ONCE = 3
"""Quotations at once; a page or a chapter is then read on where it stands."""


def answer(index: PassageIndex, asked: Question) -> Draft | None:
    """What is asked of the structure; ``None`` for a request that asks nothing of it."""
    place = place_of(asked.text)
    if place is None:
        return None
    report = index.report
    if place.kind == "page":
        return _page(index, place.number)
    if place.kind == "chapter":
        return _chapter(index, str(place.number))
    if place.kind == "quotations":
        return _quotations(index, asked)
    counts = {
        "pages": len(pages(report)), "chapters": len(chapters(report)),
        "sections": sum(bool(s.heading) for s in report.sections),
    }  # fmt: skip
    return Draft("about", "about", wording.counted(place.kind, counts[place.kind], pages(report), chapters(report)))


def pages(report: Report) -> list[str]:
    """The printed numbers of the pages that have text, in order, those between included."""
    numbers = [int(n) for s in report.sections for n in (s.first_page, s.last_page) if n.isdigit()]
    return [str(n) for n in range(min(numbers), max(numbers) + 1)] if numbers else []


def chapters(report: Report) -> dict[str, str]:
    """The chapters' titles by their numbers."""
    return {s.chapter: s.chapter_title for s in report.sections if s.chapter}


def _page(index: PassageIndex, number: int) -> Draft:
    on_it = [p for p in index.passages if str(number) in p.page.replace("–", " ").split()]
    if not on_it:
        return Draft("about", "about", wording.no_page(number, pages(index.report)))
    sections = _sections(index.report, on_it)
    return _laid(_whole(index, on_it), wording.on_page(number, sections, index.report.tags))


def _chapter(index: PassageIndex, number: str) -> Draft:
    inside = [s for s in index.report.sections if s.chapter == number]
    if not inside:
        return Draft("about", "about", wording.no_chapter(number, chapters(index.report)))
    first = {s.id: next((p for p in index.passages if p.section == s.id), None) for s in inside}
    return _laid(_whole(index, [p for p in first.values() if p]), wording.in_chapter(inside, index.report.tags))


def _quotations(index: PassageIndex, asked: Question) -> Draft:
    spoken = [p for p in index.passages if p.speaker and (not asked.trusts or p.trust in asked.trusts)]
    counts = {trust.name: sum(p.trust == trust.id for p in spoken) for trust in index.report.tags.trusts}
    return _laid(_whole(index, spoken), wording.quotations(len(spoken), {n: c for n, c in counts.items() if c}))


def _laid(quotes: Sequence[Quote], message: str) -> Draft:
    return Draft("about", "about", message, tuple(quotes[:AT_ONCE]), tuple(quotes[AT_ONCE:]))


def _whole(index: PassageIndex, passages: Sequence[Passage]) -> tuple[Quote, ...]:
    return make_quotes(index, [s.index for p in passages for s in p.sentences])


def _sections(report: Report, passages: Sequence[Passage]) -> list[Section]:
    wanted = {p.section for p in passages}
    return [s for s in report.sections if s.id in wanted]
