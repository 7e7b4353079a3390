"""The report's text → Report: the clean edition, its sections, paragraphs, lists, quotations, speakers and pages.

``Report.text`` is the source with page furniture and foot-of-page links out and line breaks rejoined, and nothing
else changed: with all white space stripped, the two are equal. Everything later in the house is a slice of it.

How the source is laid out: a page break is a line that begins with one extra space; a blank line separates blocks
(on a last page with a name of its own, such as the back cover, it separates *lines*); an interview quotation is followed
directly by a line with the speaker's role. Numbers and names of it stand in the profile's ``[layout]``.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from rag.corpus.profile import load_profile
from rag.corpus.tags import Tags, load_tags
from rag.errors import ReportError
from rag.types import Block, Section, Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rag.corpus.profile import Layout, Profile

_LINK = re.compile(r"^\s*(?:https?://|www\.)\S+$")
_RUNNING_HEAD = re.compile(r"^\S.* (\d+)$")
_TABS = re.compile(r"^\d+(?: \d+)*$")
_CHAPTER = re.compile(r"^(\d{1,2}) {2}(\S.*)$")
_BULLET = re.compile(r"^ {1,2}([•–])\s")
_MARK = re.compile(r"^[•–]\s+")
_CLOSED = re.compile(r"[.:?!][’)]?$")
_BREAK = re.compile(r"^ (?:[^ •–]| [•–])")


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    page: str
    breaks: bool
    bullet: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One edition of the report. ``edition`` is the sha256 of the source as supplied, in hexadecimal."""

    text: str
    edition: str
    sections: tuple[Section, ...]
    tags: Tags
    page_starts: tuple[int, ...] = field(repr=False)
    page_labels: tuple[str, ...] = field(repr=False)

    @property
    def profile(self) -> Profile:
        """What is said of this report."""
        return self.tags.profile

    @property
    def short_edition(self) -> str:
        """The first eight characters of the edition, as shown to readers."""
        return self.edition[:8]

    def page(self, start: int, end: int) -> str:
        """The printed page of ``text[start:end]``, or a range such as ``16–17``."""
        first = self.page_labels[bisect_right(self.page_starts, start) - 1]
        last = self.page_labels[bisect_right(self.page_starts, max(start, end - 1)) - 1]
        return first if first == last else f"{first}–{last}"

    def section_at(self, offset: int) -> Section:
        """The section that holds the character at ``offset``; ``ValueError`` outside the text."""
        for section in self.sections:
            if section.start <= offset < section.end:
                return section
        raise ValueError(f"offset {offset} is outside the report (0 to {len(self.text) - 1})")


def page_name(page: str) -> str:
    """``p. 16``, or the page's own name where it has no number."""
    return f"p. {page}" if page[:1].isdigit() else page


def load_report(corpus: Path) -> Report:
    """Read ``report.txt``, ``report.toml`` and ``tags.toml`` from the folder ``corpus``.

    Raises ``ReportError`` if one is missing, or if the text is not the edition that the tags were made for.
    """
    tags = load_tags(corpus / "tags.toml", load_profile(corpus))
    path = corpus / "report.txt"
    try:
        source = path.read_bytes()
    except OSError as error:
        raise ReportError(f"The report is missing at {path} ({error.strerror}). Restore it from the repository.") from error
    edition = hashlib.sha256(source).hexdigest()
    if edition != tags.edition:
        raise ReportError(
            f"The report at {path} is not the edition that the tags were made for (sha256 {edition[:8]}…, expected "
            f"{tags.edition[:8]}…). Restore corpus/report.txt, or follow “A new edition” in docs/operating.md."
        )
    return parse_report(source.decode("utf-8"), tags, edition)


def parse_report(source: str, tags: Tags, edition: str) -> Report:
    """Parse the text of the report; ``ReportError`` names the line or heading that does not fit the layout."""
    layout = tags.profile.layout
    groups = list(_groups(_lines(source, layout), layout))
    builder = _Builder(tags)
    for group in groups:
        builder.add(group)
    return builder.finish(edition)


def _lines(source: str, layout: Layout) -> Iterator[_Line]:
    """Lines with their printed page, without running heads and foot-of-page links."""
    raw = source.split("\n")
    last_break = max((n for n, line in enumerate(raw) if _BREAK.match(line)), default=0)
    page, n = layout.first_page - bool(_BREAK.match(raw[0])), 0  # which a break before the first line counts up
    while n < len(raw):
        line = raw[n]
        head = _RUNNING_HEAD.match(line)
        if (
            head
            and layout.running_title
            and raw[n + 2 : n + 3] == [layout.running_title]
            and _TABS.match(raw[min(n + 4, len(raw) - 1)])
        ):
            page += 1
            if int(head[1]) != page:
                raise ReportError(f"Line {n + 1} of the report says page {head[1]}, but the page breaks count to {page}.")
            n += 5
            continue
        breaks = bool(_BREAK.match(line))
        page += breaks
        if not _LINK.match(line):
            label = layout.last if layout.last and n >= last_break else str(page)
            bullet = _BULLET.match(line)
            yield _Line(line.strip(" "), label, breaks, bullet[1] if bullet else "")
        n += 1


def _groups(lines: Iterator[_Line], layout: Layout) -> Iterator[list[_Line]]:
    """Lines that belong together: a heading, a paragraph, one list item, or a quotation with its speaker."""
    group: list[_Line] = []
    for line in lines:
        if not line.text:
            ends = bool(group) and (line.page != layout.last or _closed(group, layout))
        else:
            ends = bool(group) and (bool(line.bullet) or (line.breaks and _closed(group, layout)))
        if ends:
            yield group
            group = []
        if line.text:
            group.append(line)
    if group:
        yield group


def _closed(group: list[_Line], layout: Layout) -> bool:
    """Whether a group is complete, so that what follows a page break (or a blank line of the last page) is a new one."""
    alone = len(group) == 1 and not group[0].bullet and len(group[0].text) < layout.speaker_length
    return bool(_CLOSED.search(group[-1].text)) or _has_speaker(group, layout) or alone


def _has_speaker(group: list[_Line], layout: Layout) -> bool:
    """Whether the last line is the role of a speaker: short, unpunctuated, under a line that ends a sentence."""
    if len(group) < 2 or group[0].bullet:  # noqa: PLR2004 - a quotation has words and a speaker
        return False
    words, role = group[-2].text, group[-1].text
    return bool(_CLOSED.search(words)) and not _CLOSED.search(role) and len(role) <= layout.speaker_length


class _Builder:
    """Writes the clean text and notes where blocks, pages and sections begin."""

    def __init__(self, tags: Tags) -> None:
        self.tags = tags
        self.layout = tags.profile.layout
        self.trusts = {trust.heading: trust.id for trust in tags.trusts}
        self.text = ""
        self.pages: list[tuple[int, str]] = []
        self.sections: list[Section] = []
        self.blocks: list[Block] = []
        self.chapter, self.chapter_title, self.heading = "", "", ""
        self.trust: str | None = None

    def add(self, group: list[_Line]) -> None:
        first = group[0]
        last = self.layout.last
        if last and first.page == last != self.chapter:
            self._open(last, last.capitalize(), None, "")
        chapter = _CHAPTER.match(first.text)
        if first.bullet:
            self._add_item(group, depth=0 if first.bullet == "•" else 1)
        elif chapter:
            self._open(chapter[1], " ".join([chapter[2], *(line.text for line in group[1:])]), None, "")
            self.blocks.append(Block("heading", *self._write(group, "\n\n")))
        elif len(group) == 1 and not _CLOSED.search(first.text):
            self._add_heading(group)
        elif _has_speaker(group, self.layout):
            start, _ = self._write(group[:-1], "\n\n")
            speaker = Span(*self._write(group[-1:], "\n"))
            self.blocks.append(Block("quotation", start, speaker.end, speaker=speaker))
        else:
            self.blocks.append(Block("paragraph", *self._write(group, "\n\n")))

    def finish(self, edition: str) -> Report:
        self._close()
        ids = [section.id for section in self.sections]
        if repeated := {name for name in ids if ids.count(name) > 1}:
            raise ReportError(f"Two sections of the report would share an id: {', '.join(sorted(repeated))}.")
        sections = []
        for section, following in zip(self.sections, [*self.sections[1:], None], strict=True):
            end = following.start if following else len(self.text)
            sections.append(replace(section, end=end))  # stretched to the next one, so that sections tile the edition
        starts, labels = zip(*self.pages, strict=True)
        return Report(self.text, edition, tuple(sections), self.tags, starts, labels)

    def _add_heading(self, group: list[_Line]) -> None:
        title = group[0].text
        if title in self.trusts:
            self._open(self.chapter, self.chapter_title, self.trusts[title], "")
        elif title in self.tags.headings:
            self._open(self.chapter, self.chapter_title, self.trust, title)
        elif title in self.tags.grouping:
            self._close()
        else:
            raise ReportError(
                f"The report has a heading that corpus/tags.toml does not know: {title!r}. Write it in [headings] with its theme, "
                "as the heading of one of [[trusts]], or in grouping of [layout]; if it is none, end its line with a full stop."
            )
        self.blocks.append(Block("heading", *self._write(group, "\n\n")))

    def _add_item(self, group: list[_Line], depth: int) -> None:
        previous = self.blocks[-1] if self.blocks else None
        continues = previous is not None and previous.kind == "list"
        start, end = self._write(group, "\n" if continues else "\n\n")
        mark = _MARK.match(self.text[start:end])
        item = Span(start + (mark.end() if mark else 0), end)
        if continues and previous is not None:
            self.blocks[-1] = Block("list", previous.start, end, (*previous.items, item), (*previous.depths, depth))
        else:
            self.blocks.append(Block("list", start, end, (item,), (depth,)))

    def _open(self, chapter: str, title: str, trust: str | None, heading: str) -> None:
        """Begin a section, unless only headings were read since the last one began: then it is that one."""
        self._close()
        self.chapter, self.chapter_title, self.trust, self.heading = chapter, title, trust, heading

    def _close(self) -> None:
        """End the section at hand if it has words; headings above the next section's own stay with the next."""
        if not any(block.kind != "heading" for block in self.blocks):
            return
        start, end = self.blocks[0].start, self.blocks[-1].end
        if self.chapter not in self.tags.chapters:
            raise ReportError(
                f"The report has a chapter {self.chapter!r} that corpus/tags.toml does not know. Write it in [chapters] with a "
                "theme and a slug."
            )
        theme, slug = self.tags.chapters[self.chapter]
        if self.heading:
            theme = self.tags.headings[self.heading]
        elif self.trust:
            theme = self.layout.theme
        own = f"{self.trust}-{theme}" if self.trust else "-".join(filter(None, [slug, _slug(self.heading)]))
        chapter = "" if self.chapter == self.layout.last else self.chapter
        self.sections.append(
            Section(
                own, chapter, self.chapter_title, self.trust, self.heading, theme, start, end,
                self._page_at(start), self._page_at(end - 1), tuple(self.blocks),
            )
        )  # fmt: skip
        self.blocks = []

    def _write(self, group: list[_Line], separator: str) -> tuple[int, int]:
        """Append the group's lines, rejoined, and return the span they take."""
        if self.text:
            self.text += separator
        start = len(self.text)
        for number, line in enumerate(group):
            hyphenated = re.search(r"[^\W\d]-$", self.text[-2:])
            if number and not hyphenated:
                self.text += " "
            if not self.pages or self.pages[-1][1] != line.page:
                self.pages.append((len(self.text), line.page))
            self.text += line.text
        return start, len(self.text)

    def _page_at(self, offset: int) -> str:
        return next(label for start, label in reversed(self.pages) if start <= offset)


def _slug(heading: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")
