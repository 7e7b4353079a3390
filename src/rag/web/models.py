"""The JSON that the API takes and gives, as models: checked on the way in, and documented at ``/docs``."""

from __future__ import annotations

from dataclasses import replace
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from rag.render import context_dict
from rag.types import CONTEXT_CHARACTERS, MOST_EARLIER_SUBJECTS, MOST_SHOWN, Context, Form, Silence, Status
from rag.web.feedback import QUESTION_CHARACTERS

MOST_EARLIER = 50
MOST_TRUSTS, MOST_THEMES = 10, 20
SPAN, MOST_SPANS = r"\d{1,7}-\d{1,7}", 60
"""A quotation of the edition by its offsets, ``start-end``, and how many of them one answer may have taken away."""
MOST_QUOTED = 300
"""Quotations in one document, which take 0.4 s to write."""
Id = Annotated[str, Field(max_length=64)]
_Typed = Annotated[str, Field(max_length=1_000_000)]


_Text = Annotated[str, Field(max_length=CONTEXT_CHARACTERS)]


def _whole(number: object) -> object:
    """5 for 5.0, which is an integer to a JSON schema, and so to who reads ours, but not to a strict model."""
    return int(number) if isinstance(number, float) and number.is_integer() else number


class EarlierRecord(BaseModel):
    """A request that was talked of before."""

    model_config = ConfigDict(strict=True, extra="forbid")

    trusts: list[Id] = Field(default_factory=list, max_length=MOST_TRUSTS, description="ids; an unknown one counts for none")
    entry: Id | None = Field(default=None, description="the prepared answer that was given")
    request: _Text = Field(default="", description="the request as it was understood")
    subject: _Text = Field(default="", description="the request that brought up what it is about, where that is another one")

    def context(self) -> Context:
        """As the assistant takes it."""
        return Context(tuple(self.trusts), self.entry, self.request, self.subject)


class ContextRecord(EarlierRecord):
    """What a talk carries on: send it back, as it came, with the next request."""

    earlier: list[EarlierRecord] = Field(
        default_factory=list, max_length=MOST_EARLIER_SUBJECTS, description="requests before it, the latest last"
    )
    seen: Annotated[int, BeforeValidator(_whole)] = Field(
        default=0, ge=0, le=1_000, description="quotations of its answer that were shown, where more was asked for"
    )
    answered: bool = Field(default=True, description="false where the report does not answer the request")
    given: _Text = Field(default="", description="what the answer leaned on, where what follows leans on something else")
    shown: list[Annotated[int, Field(ge=0, le=1_000_000)]] = Field(
        default_factory=list, max_length=MOST_SHOWN, description="sentences that were quoted at once, by their places in the report"
    )

    def context(self) -> Context:
        """As the assistant takes it."""
        earlier = tuple(record.context() for record in self.earlier)
        own = super().context()
        return replace(own, earlier=earlier, seen=self.seen, answered=self.answered, given=self.given, shown=tuple(self.shown))

    @classmethod
    def of(cls, context: Context) -> ContextRecord:
        """The record of an answer's context."""
        return cls.model_validate(context_dict(context))


class TurnRecord(BaseModel):
    """A question of a talk, with what was said to it and the quotations that were shown."""

    model_config = ConfigDict(strict=True, extra="forbid")

    question: str = Field(max_length=2_000)
    said: list[Annotated[str, Field(max_length=2_000)]] = Field(default_factory=list, max_length=20)
    spans: list[Annotated[str, Field(pattern=f"^{SPAN}$")]] = Field(
        default_factory=list,
        max_length=MOST_SPANS,
        description="quotations by their offsets, ``start-end``",
        examples=[["25355-25774"]],
    )


class TalkRecord(BaseModel):
    """What ``POST /api/talk`` takes."""

    model_config = ConfigDict(strict=True, extra="forbid")

    turns: list[TurnRecord] = Field(min_length=1, max_length=50)
    home: str = Field(
        default="", max_length=500, pattern=r"^(?:https?://[A-Za-z0-9.:/_~%\[\]-]+/)?$",
        description="where the assistant is, so that citations lead there; without it they lead nowhere",
        examples=["https://intranet.example/report/"],
    )  # fmt: skip

    @model_validator(mode="after")
    def _is_bounded(self) -> Self:
        if sum(len(turn.spans) for turn in self.turns) > MOST_QUOTED:
            raise ValueError(f"A talk to take away holds at most {MOST_QUOTED} quotations. Take it in parts.")
        return self


class Question(BaseModel):
    """What ``POST /api/ask`` takes."""

    model_config = ConfigDict(
        strict=True,
        json_schema_extra={"examples": [{"question": "And the others?", "history": ["How are leaders chosen?"]}]},
    )

    question: _Typed = Field(description="As it was typed. One that is too long gets an answer that says so.")
    history: list[_Typed] = Field(default_factory=list, max_length=MOST_EARLIER, description="Earlier questions, oldest first.")
    trusts: list[Id] = Field(
        default_factory=list, max_length=MOST_TRUSTS, description="Answer only of these trusts (ids as in /api/outline)."
    )
    themes: list[Id] = Field(default_factory=list, max_length=MOST_THEMES, description="Answer only on these themes.")
    context: ContextRecord | None = Field(default=None, description="The context of the answer before, instead of a history.")


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
    marks: list[list[int]] = Field(description="offsets in the edition's text of the words that answer, inside the quote")
    lead_in: str | None = Field(description="the sentence above the list that the quoted item stands in, verbatim")
    passage: str
    link: str


class RowRecord(BaseModel):
    """One trust's row of an answer that is laid out trust by trust."""

    trust: str
    quotes: list[QuoteRecord]
    silent: bool = Field(description="whether nothing is quoted of it")
    silence: Silence | None = Field(description="why: the words looked for do not occur, or they occur and do not answer")
    looked_for: list[str]
    folded: int = Field(description="of a trust without quotes, how many passages near the subject are among `more`")
    page: str | None = Field(description="where most of the words that do not answer stand")
    value: float | str | None
    unit: str | None
    qualifier: str | None = Field(description="what the report sets before the value: about, more than, between")
    value_to: float | None = Field(description="the other end of a range")


class Scope(BaseModel):
    """Of what an answer is: all where a list is empty."""

    trusts: list[str]
    themes: list[str]


class AnswerRecord(BaseModel):
    """The one form of an answer in command line, API, chat, widget and MCP."""

    question: str
    status: Status
    form: Form
    answered: bool
    message: str
    taken_as: str | None
    scope: Scope
    quotes: list[QuoteRecord] = Field(description="what is shown at once as the answer, the leading one first")
    more: list[QuoteRecord] = Field(description="what is folded under it")
    rows: list[RowRecord]
    parts: list[AnswerRecord] = Field(description="an answer each, where a message holds several requests")
    nearest: list[QuoteRecord] = Field(description="offered with a refusal, not as an answer")
    next: list[str] = Field(description="requests to click")
    context: ContextRecord
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
    sentences: list[list[int]] = Field(description="start and end of each: what can be quoted is whole ones of a passage")


class PassageRecord(AroundRecord):
    """A passage with what stands before and after it."""

    edition: str
    before: AroundRecord | None = Field(description="the passage before it in its section")
    after: AroundRecord | None
    previous: str | None = Field(description="id of the passage before it in the report")
    next: str | None
    section: list[AroundRecord] | None = Field(description="every passage of its section in order, where ``whole`` was asked for")


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
    files: dict[str, str] = Field(
        description="sha256 of each file that answers depend on, by its name, and how vectors are searched"
    )
    digest: str = Field(description="sha256 of all of these: replicas that say the same answer alike")
    differences: list[str] = Field(description="in which data or packages the trained files differ from what is here; none is well")
