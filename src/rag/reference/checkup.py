"""A draft → its quotations, each true, altered or not found, with where it stands: the same for command line, API and page."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from rag.corpus.checker import FEW_WORDS, Checker
from rag.corpus.report import page_name
from rag.corpus.typography import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rag.corpus.checker import Checked, Finding
    from rag.corpus.differences import Difference
    from rag.corpus.report import Report
    from rag.types import Passage, Theme, TrustId

MOST_CHARACTERS = 1_000_000
"""Of a draft: two thick books."""
_TITLE = re.compile(r"[,:(]")
_NOT_TEXT = re.compile(rf"^[> \t]+|[{INVISIBLE}\ue000\ue001]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a quotation's words stand: ``text == report.text[start:end]``; ``link`` leads there, marked, on the reading page."""

    text: str
    trust: TrustId | None
    trust_name: str
    theme: Theme
    theme_name: str
    heading: str
    page: str
    speaker: str | None
    start: int
    end: int
    passage: str
    link: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation of a draft: its words, the characters of the draft that they are, its line there, and what is found of it.

    ``message`` says it in a sentence. ``places`` are where it stands or what it is nearest to, ``count`` how many there are.
    ``misplaced``: the draft names another trust or page than it has.
    """

    text: str
    start: int
    end: int
    line: int
    verdict: Finding
    message: str
    count: int
    places: tuple[Place, ...]
    differences: tuple[Difference, ...]
    misplaced: bool


@dataclass(frozen=True, slots=True)
class Checkup:
    """All quotations of a draft, counted, with a sentence that sums them up; ``marked`` is whether it marks its quotations."""

    edition: str
    message: str
    marked: bool
    true: int
    altered: int
    not_found: int
    unchecked: int
    quotations: tuple[Quotation, ...]

    @property
    def all_true(self) -> bool:
        """Whether there are quotations, and each is true."""
        return bool(self.quotations) and not (self.altered or self.not_found or self.unchecked)


class QuotationCheck:
    """Checks drafts against one report."""

    def __init__(self, report: Report, passages: Sequence[Passage]) -> None:
        self._report = report
        self._passages = passages
        self._starts = [passage.start for passage in passages]
        self._checker = Checker(report, passages, map(str.strip, _TITLE.split(report.profile.citation)))

    def check(self, text: str, go_on: Callable[[], None] = lambda: None) -> Checkup:
        """Check every quotation of a draft; ``ValueError`` for more than ``MOST_CHARACTERS``, and where there is no word in it.

        ``go_on`` is called before each quotation, and may raise what ends the check.
        """
        if len(text) > MOST_CHARACTERS:
            raise ValueError(f"give at most {MOST_CHARACTERS:,} characters, not {len(text):,}")
        if not any(map(str.isalnum, text)):
            raise ValueError("give a text with quotations")
        draft = self._checker.check_draft(text, go_on)
        lines = [match.end() for match in re.finditer("\n", draft.text)]
        quotations = tuple(self._quotation(draft.text, checked, lines) for checked in draft.checked)
        true, altered, absent = (sum(q.verdict == kind for q in quotations) for kind in ("true", "altered", "not_found"))
        summed = _message(quotations, (true, altered, absent), draft.unchecked, marked=draft.marked)
        return Checkup(self._report.short_edition, summed, draft.marked, true, altered, absent, draft.unchecked, quotations)

    def _quotation(self, text: str, checked: Checked, lines: list[int]) -> Quotation:
        own = text[checked.start : checked.end]
        start = checked.start + len(own) - len(own.lstrip("> \t\n\u2060"))
        places = tuple(self._place(*place) for place in checked.places)
        return Quotation(
            text=" ".join(_NOT_TEXT.sub("", own).split()),
            start=start,
            end=checked.start + len(own.rstrip(" \t\n\u2060")),
            line=bisect_right(lines, start) + 1,
            verdict=checked.finding,
            message=self._told(checked, places),
            count=checked.count,
            places=places,
            differences=checked.differences,
            misplaced=bool(checked.wrong),
        )

    def _place(self, start: int, end: int) -> Place:
        at = max(0, bisect_right(self._starts, start) - 1)
        passage = self._passages[at]
        tags = self._report.tags
        return Place(
            text=self._report.text[start:end], trust=passage.trust, trust_name=tags.trust_name(passage.trust), theme=passage.theme,
            theme_name=tags.themes[passage.theme], heading=passage.heading or tags.themes[passage.theme],
            page=self._report.page(start, end), speaker=passage.speaker if end <= passage.end else None, start=start, end=end,
            passage=passage.id, link=f"/read?edition={self._report.short_edition}&mark={start}-{end}#{passage.id}",
        )  # fmt: skip

    def _told(self, checked: Checked, places: Sequence[Place]) -> str:
        if not places:
            return "Not found in the report."
        first = places[0]
        where = f"{page_name(first.page)}, {first.trust_name}{f', {first.speaker}' if first.speaker else ''}"
        if checked.finding == "altered":
            found = "Each piece is true, but not in this order in one section" if checked.disordered else "Altered"
            told = f"{found}; the nearest words: {where}."
        elif checked.count > 1:
            few = " Words as few as these are anybody’s." if checked.words < FEW_WORDS else ""
            told = f"True: stands in {checked.count} places, such as {where}.{few}"
        else:
            told = f"True: {where}."
        if not checked.wrong:
            return told
        said = [self._report.tags.trust_name(trust) for trust in checked.claim.trusts] if "trust" in checked.wrong else []
        said += [_range(*pages) for pages in checked.claim.pages] if "page" in checked.wrong else []
        stands = [first.trust_name if "trust" in checked.wrong else "", page_name(first.page) if "page" in checked.wrong else ""]
        return f"{told} Your text says {' and '.join(said)}; it is {', '.join(filter(None, stands))}."


def record(checkup: Checkup) -> dict[str, Any]:
    """What ``POST /api/check`` and ``rag check-quote --json`` give."""
    return asdict(checkup)


def _range(first: int, last: int) -> str:
    return f"p. {first}" if first == last else f"p. {first}–{last}"


def _message(quotations: Sequence[Quotation], counts: Iterable[int], unchecked: int, *, marked: bool) -> str:
    """The summary: how many are what, and what else is to be known of them."""
    count = len(quotations)
    one, many = ("quotation", "quotations") if marked else ("passage", "passages")
    named = [f"{n} {name}" for n, name in zip(counts, ("true", "altered", "not found"), strict=True)]
    told = f"{count} {one if count == 1 else many}: {', '.join(named)}."
    if not marked and count > 1:
        told = f"No quotation marks, so every sentence was checked. {told}"
    if misplaced := sum(q.misplaced for q in quotations):
        told += f" {misplaced} {'is' if misplaced == 1 else 'are'} of another trust or page than your text says."
    if unchecked:
        told += f" {unchecked} more {'was' if unchecked == 1 else 'were'} not checked: send the rest by itself."
    return told
