"""The JSON of figures, index and concordance as models, documented at ``/docs``."""

from __future__ import annotations

from pydantic import BaseModel, Field

from rag.reference.figures import State  # noqa: TC001 - in sight of the annotations, which pydantic looks up
from rag.reference.places import Together  # noqa: TC001
from rag.types import Form  # noqa: TC001
from rag.web.models import Named  # noqa: TC001


class PlaceRecord(BaseModel):
    """Words of the report with where they stand."""

    text: str = Field(description="verbatim")
    page: str = Field(examples=["16", "16–17", "back cover"])
    heading: str
    speaker: str | None = Field(description="the role under an interview quotation")
    start: int = Field(description="offset in the edition's text")
    end: int
    passage: str
    link: str = Field(description="the reading page at these words, marked")
    marks: list[list[int]] = Field(description="offsets in the edition's text of the words looked for")


class CellRecord(BaseModel):
    """What the report states of one attribute at one trust."""

    trust: str | None = Field(description="null for what the report says of no single trust")
    state: State = Field(description="unknown: the table says nothing either way")
    amount: str = Field(description="qualifier and value as a reader is shown them, empty where only words answer")
    value: float | str | None = Field(description="as an editor read it in the words")
    value_to: float | None = Field(description="the other end of a range")
    qualifier: str | None
    unit: str | None
    places: list[PlaceRecord] = Field(description="the words, those that answer best first")


class AttributeRecord(BaseModel):
    """One attribute, trust by trust."""

    id: str
    title: str
    subject: str
    compares: bool = Field(description="whether the values may be set in an order")
    order: list[str] = Field(description="trusts whose values may be compared, the greatest first")
    cells: list[CellRecord]
    general: CellRecord | None


class FiguresRecord(BaseModel):
    """The figures by trust, as at ``/figures``."""

    edition: str
    trusts: list[Named]
    figures: list[AttributeRecord]


class WhereRecord(BaseModel):
    """A place in the report; its words are in ``/api/passages/{passage}``."""

    page: str
    start: int
    end: int
    passage: str
    link: str


class PagesRecord(BaseModel):
    """Where the report speaks of it, in one trust's part."""

    trust: str | None
    name: str
    places: list[WhereRecord]


class HeadingRecord(BaseModel):
    """A line of the index."""

    title: str
    letter: str
    ids: list[str] = Field(description="the prepared entries behind it")
    forms: list[Form]
    note: str | None = Field(description="the assistant's own word on a term that the report does not explain")
    pages: list[PagesRecord]
    see: list[str] = Field(description="titles of the headings to look under instead")


class TopicsRecord(BaseModel):
    """The index of topics and terms, as at ``/index``."""

    edition: str
    headings: list[HeadingRecord]


class TrustPlaces(BaseModel):
    """The places in one trust's part of the report."""

    trust: str | None
    name: str
    places: list[PlaceRecord]


class FoundRecord(BaseModel):
    """Every place in which words stand."""

    edition: str
    q: str
    looked_for: list[str] = Field(description="words and listed phrases; stop words are left out")
    synonyms: list[str] = Field(description="words of the report that were looked for as well")
    missing: list[str] = Field(description="those that do not occur in the report, nor their listed synonyms")
    together: Together | None = Field(description="what holds all the words; null where nothing does")
    message: str
    count: int
    trusts: list[TrustPlaces] = Field(description="every trust, and last what is of no single one")
