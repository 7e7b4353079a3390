"""The records that travel between the stages: frozen, slotted, without behaviour beyond properties.

Offsets are positions in ``Report.text`` (Python string indices, end exclusive). Pages are the printed numbers as
strings (``"16"``, ``"16–17"``, ``"back cover"``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

TrustId = str
"""The id of one of the report's members, whatever they are; the list is in ``corpus/tags.toml``."""

Theme = str
"""A theme's id, such as ``selection-and-appraisal``; the list is in ``corpus/tags.toml``."""

BlockKind = Literal["heading", "paragraph", "list", "quotation"]

Status = Literal[
    "answered", "partial", "not_stated", "other_organisation", "off_topic", "other_language", "unclear", "too_long", "greeting",
    "about",
]  # fmt: skip

Form = Literal["find", "compare", "digest", "figures", "term", "topic", "voices", "about", "social"]
"""In which way a request is answered; what each is for stands in ``corpus/prepared/README.md``."""

Silence = Literal["no_mention", "not_answered"]
"""Why a row is empty: the words looked for do not occur, or they occur where nothing answers."""


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
    """A verbatim slice that a reader is shown: ``text == report.text[start:end]``, its speaker kept apart.

    ``marks`` are the spans of the edition, inside ``[start, end)``, that answer; ``lead_in`` is the sentence above the
    list that the quoted item belongs to, verbatim.
    """

    text: str
    trust: TrustId | None
    theme: Theme
    heading: str
    page: str
    speaker: str | None
    start: int
    end: int
    passage: str
    marks: tuple[tuple[int, int], ...] = ()
    lead_in: str | None = None

    @property
    def link(self) -> str:
        """Where the report can be read at this quote, relative to the server's root."""
        return f"/read#{self.passage}"


@dataclass(frozen=True, slots=True)
class Row:
    """One trust's row of an answer that is laid out trust by trust; without quotes, ``silence`` says why.

    ``looked_for`` are the words that do not occur, or that occur without answering, then on ``page``. ``value`` to ``value_to``
    are a figure's, as an editor read it off the quote (``rag.amounts.Stated``). ``folded`` counts what is folded of a trust without
    quotes: near the subject, and no plain answer.
    """

    trust: TrustId
    quotes: tuple[Quote, ...]
    silence: Silence | None = None
    looked_for: tuple[str, ...] = ()
    value: float | str | None = None
    unit: str | None = None
    qualifier: str | None = None
    value_to: float | None = None
    page: str | None = None
    folded: int = 0


CONTEXT_CHARACTERS = 2_000
"""Of each text that a context carries; what was typed beyond that is not gone on from."""
MOST_EARLIER_SUBJECTS = 4
"""Earlier requests that a context carries to go back to: the exam's talks have five turns at most."""
MOST_SHOWN = 12
"""Sentences quoted at once that a context carries: three quotations have that many at most."""


@dataclass(frozen=True, slots=True)
class Context:
    """What a talk carries to the next request: the trusts and the prepared entry talked of, and the request as understood.

    ``subject`` is the request that brought up the thing talked of, where that is another one. ``earlier`` are the contexts
    before, the latest last, each without its own; ``seen`` counts the quotations shown of the last answer, more being asked for.
    ``answered`` is false of a request that the report does not answer: only what repeats or corrects it leans on it. ``given`` is
    what the last answer leaned on, where what follows leans on something else: it is given so again, as "page?" asks.
    ``shown`` are the sentences that it quoted at once, by ``Sentence.index``.
    """

    trusts: tuple[TrustId, ...] = ()
    entry: str | None = None
    request: str = ""
    subject: str = ""
    earlier: tuple[Context, ...] = ()
    seen: int = 0
    answered: bool = True
    given: str = ""
    shown: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a request gets. ``quotes`` is the answer, the leading one first; ``nearest`` is offered with a refusal.

    ``more`` is what is folded under the answer. ``rows`` is filled where an answer is laid out trust by trust (each trust
    once, in the order asked) and repeats no quote that is not in ``quotes``. ``parts`` holds an answer each where a message
    holds several requests; ``quotes``, ``rows`` and ``retrieved`` are then theirs one after the other. ``taken_as`` is the
    request as it was understood where that differs from what was typed. ``next`` are requests to click.
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
    form: Form = "find"
    more: tuple[Quote, ...] = ()
    parts: tuple[Answer, ...] = ()
    next: tuple[str, ...] = ()
    trusts: tuple[TrustId, ...] = ()
    themes: tuple[Theme, ...] = ()
    context: Context = Context()

    @property
    def answered(self) -> bool:
        """Whether the report's words are given as an answer."""
        return self.status in ("answered", "partial") or (self.status == "about" and bool(self.quotes))
