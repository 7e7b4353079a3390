"""The JSON that the API takes and gives, as models: checked on the way in, and documented at ``/docs``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from rag.types import Status  # noqa: TC001 - in sight of the annotations, which pydantic looks up
from rag.web.feedback import QUESTION_CHARACTERS

MOST_EARLIER = 50
_Id = Annotated[str, Field(max_length=64)]
_Typed = Annotated[str, Field(max_length=1_000_000)]


class Question(BaseModel):
    """What ``POST /api/ask`` takes."""

    model_config = ConfigDict(
        strict=True,
        json_schema_extra={
            "examples": [{"question": "And at UCLH?", "history": ["How did Salford select its clinical directors?"]}]
        },
    )

    question: _Typed = Field(description="As it was typed. One that is too long gets an answer that says so.")
    history: list[_Typed] = Field(default_factory=list, max_length=MOST_EARLIER, description="Earlier questions, oldest first.")
    trusts: list[_Id] = Field(
        default_factory=list, max_length=10, description="Answer only of these trusts (ids as in /api/outline)."
    )
    themes: list[_Id] = Field(default_factory=list, max_length=20, description="Answer only on these themes.")


class QuoteRecord(BaseModel):
    """A verbatim slice of the report, with its citation."""

    text: str
    trust: str | None = Field(description="null for what the report says of no single trust")
    theme: str
    heading: str
    page: str = Field(examples=["16", "16–17", "back cover"])
    speaker: str | None = Field(description="the role under an interview quotation")
    start: int = Field(description="offset in the edition's text")
    end: int
    passage: str
    link: str


class RowRecord(BaseModel):
    """One trust's row of a comparison."""

    trust: str
    quotes: list[QuoteRecord]
    silent: bool = Field(description="whether the report says nothing of it")


class AnswerRecord(BaseModel):
    """The one form of an answer in command line, API, chat, widget and MCP."""

    question: str
    status: Status
    answered: bool
    message: str
    taken_as: str | None
    quotes: list[QuoteRecord] = Field(description="the answer, in order")
    nearest: list[QuoteRecord] = Field(description="offered with not_stated, not as an answer")
    rows: list[RowRecord]
    retrieved: list[str] = Field(description="passages, best first, 20 at most")
    edition: str
    tokens: int
    ms: float


class LineRecord(BaseModel):
    """A line of a passage."""

    text: str
    start: int
    end: int


class AroundRecord(BaseModel):
    """A passage beside the one asked for."""

    id: str
    trust: str | None
    trust_name: str
    theme: str
    theme_name: str
    heading: str
    page: str
    speaker: str | None
    start: int
    end: int
    lines: list[LineRecord]


class PassageRecord(AroundRecord):
    """A passage with what stands before and after it."""

    edition: str
    before: AroundRecord | None = Field(description="the passage before it in its section")
    after: AroundRecord | None
    previous: str | None = Field(description="id of the passage before it in the report")
    next: str | None


class Named(BaseModel):
    """An id with its name."""

    id: str
    name: str


class SectionRecord(BaseModel):
    """A section of the report."""

    id: str
    chapter: str
    chapter_title: str
    trust: str | None
    trust_name: str
    heading: str
    theme: str
    theme_name: str
    first_page: str
    last_page: str
    passages: int
    first_passage: str | None


class OutlineRecord(BaseModel):
    """The report's outline."""

    edition: str
    trusts: list[Named]
    themes: list[Named]
    sections: list[SectionRecord]


class Word(BaseModel):
    """What ``POST /api/feedback`` takes: a reader's word on one answer."""

    model_config = ConfigDict(strict=True)

    useful: bool
    status: Status
    question: str = Field(default="", max_length=QUESTION_CHARACTERS)


class Kept(BaseModel):
    """That a word was kept."""

    status: Literal["kept"]


class Health(BaseModel):
    """That the process answers."""

    status: Literal["ok"]


class Readiness(BaseModel):
    """What a ready process answers from."""

    status: Literal["ready"]
    edition: str
    report_sha256: str
    embedder: str = Field(description="digest of the model's weights and its adapter")
    passages: int
    files: dict[str, str] = Field(description="sha256 of each file that answers depend on, by its name")
    digest: str = Field(description="sha256 of all of these: replicas that say the same answer alike")
