"""The JSON of figures, index, concordance and quotations checked as models, documented at ``/docs``."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from rag.reference.checkup import MOST_CHARACTERS
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


class Draft(BaseModel):
    """What ``POST /api/check`` takes."""

    model_config = ConfigDict(
        extra="forbid",
        strict=True,
        json_schema_extra={"examples": [{"text": "They speak of “a journey rather than an event” (p. 3)."}]},
    )

    text: str = Field(
        min_length=1,
        max_length=MOST_CHARACTERS,
        description="A draft with quotations, or a passage. It is not kept.",
    )


class DifferenceRecord(BaseModel):
    """A stretch of an altered quotation beside the report's words, in order."""

    kind: Literal["same", "inserted", "left_out", "changed"]
    yours: str = Field(description="the draft's words; empty where the report's are left out")
    report: str = Field(description="the report's words; empty where the draft's are put in")


class StandsRecord(BaseModel):
    """Where words stand in the report."""

    text: str
    trust: str | None
    trust_name: str
    theme: str
    theme_name: str
    heading: str
    page: str
    speaker: str | None
    start: int = Field(description="offset in the edition's text")
    end: int
    passage: str
    link: str


class QuotationRecord(BaseModel):
    """What became of one quotation of a draft."""

    text: str
    start: int = Field(description="offset in the draft, in characters")
    end: int
    line: int
    verdict: Literal["true", "altered", "not_found"]
    message: str
    count: int = Field(description="in how many places it stands")
    places: list[StandsRecord] = Field(description="the first of them; of an altered one, where its nearest words stand")
    differences: list[DifferenceRecord]
    misplaced: bool = Field(description="whether the draft names another trust or page than it has")


class CheckupRecord(BaseModel):
    """All quotations of a draft."""

    edition: str
    message: str
    marked: bool = Field(description="whether the draft marks its quotations; else its sentences were checked")
    true: int
    altered: int
    not_found: int
    unchecked: int = Field(description="quotations beyond the most that are checked at once")
    quotations: list[QuotationRecord]
