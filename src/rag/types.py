"""The records that travel between the stages: frozen, slotted, without behaviour beyond properties.

Offsets are positions in ``Report.text`` (Python string indices, end exclusive). Pages are the printed numbers as
strings (``"16"``, ``"16–17"``, ``"back cover"``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TrustId = str
"""``northumbria``, ``salford``, ``southern-health`` or ``uclh``; the list is in ``corpus/tags.toml``."""

Theme = str
"""A theme's id, such as ``selection-and-appraisal``; the list is in ``corpus/tags.toml``."""

BlockKind = Literal["heading", "paragraph", "list", "quotation"]

Status = Literal["answered", "partial", "not_stated", "other_organisation", "off_topic", "unclear", "too_long", "greeting"]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the edition: ``report.text[start:end]``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """What the page sets apart: a heading, a paragraph, a list, or an interview quotation with its speaker.

    ``items`` are the list's items without their bullets; ``depth`` of each is 0 for ``•`` and 1 for ``–``.
    ``speaker`` is the span of the role under a quotation; ``end`` includes it.
    """

    kind: BlockKind
    start: int
    end: int
    items: tuple[Span, ...] = ()
    depths: tuple[int, ...] = ()
    speaker: Span | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of the report, with one theme and at most one trust. Sections tile the edition."""

    id: str
    chapter: str
    chapter_title: str
    trust: TrustId | None
    heading: str
    theme: Theme
    start: int
    end: int
    first_page: str
    last_page: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, a list item's sentence, or an interview quotation's sentence: the smallest thing quoted.

    ``index`` is its place among all sentences of the report; ``item`` numbers the list item it belongs to
    (``None`` outside lists; a list's lead-in has ``None``).
    """

    index: int
    passage: str
    start: int
    end: int
    text: str
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, a list with its lead-in, or a quotation with its speaker: ``text == report.text[start:end]``."""

    id: str
    section: str
    kind: BlockKind
    start: int
    end: int
    text: str
    trust: TrustId | None
    theme: Theme
    themes: tuple[Theme, ...]
    heading: str
    page: str
    speaker: str | None
    tokens: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """A verbatim slice that a reader is shown: ``text == report.text[start:end]``, its speaker kept apart."""

    text: str
    trust: TrustId | None
    theme: Theme
    heading: str
    page: str
    speaker: str | None
    start: int
    end: int
    passage: str

    @property
    def link(self) -> str:
        """Where the report can be read at this quote, relative to the server's root."""
        return f"/read#{self.passage}"


@dataclass(frozen=True, slots=True)
class Row:
    """One trust's row in a comparison; no quotes means that the report is silent on it."""

    trust: TrustId
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a question gets. ``quotes`` is the answer, in order; ``nearest`` is offered with a refusal, not as one.

    ``rows`` is filled for comparisons (each asked trust once, in the report's order) and repeats no quote that is
    not in ``quotes``. ``taken_as`` is the question as it was understood where that differs from what was typed.
    """

    question: str
    status: Status
    message: str
    quotes: tuple[Quote, ...] = ()
    nearest: tuple[Quote, ...] = ()
    rows: tuple[Row, ...] = ()
    retrieved: tuple[str, ...] = ()
    taken_as: str | None = None
    edition: str = ""
    tokens: int = 0

    @property
    def answered(self) -> bool:
        """Whether the report's words are given as an answer."""
        return self.status in ("answered", "partial")
