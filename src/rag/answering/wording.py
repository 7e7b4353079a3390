"""What the assistant says in its own voice: a sentence for each status, always with what can be asked instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rag.corpus.tags import Tags
    from rag.types import Quote, Row, Status
    from rag.understanding.question import Kind, Question

STATUS_OF_KIND: dict[Kind, Status] = {
    "greeting": "greeting", "unclear": "unclear", "emergency": "off_topic", "attack": "not_stated",
}  # fmt: skip

_OF_KIND: dict[Kind, str] = {
    "greeting": (
        "Hello. I answer with the report’s own words: The King’s Fund, Medical engagement: a journey not an event (2014). "
        "Ask, for instance, how Salford Royal selected its clinical directors, or how the four trusts compare on induction."
    ),
    "unclear": (
        "I could not find a question in that. Ask in a sentence or a few words, for instance: How does UCLH induct new consultants?"
    ),
    "emergency": (
        "This is not a source of medical help. In an emergency call 999 or go to A&E; for urgent advice call NHS 111 or see "
        "111.nhs.uk. If you are struggling to cope, Samaritans answer on 116 123. The report is about how doctors take part "
        "in running four NHS trusts and has no advice on illness."
    ),
    "attack": (
        "The report does not answer that, and I only quote the report as it is printed: nothing is invented, altered or "
        "confirmed beyond it. Ask what the report says, for instance: What do the four trusts have in common?"
    ),
}


def of_kind(kind: Kind) -> str:
    """The answer to what is no question about the report."""
    return _OF_KIND[kind]


def too_long(limit: int) -> str:
    """The answer to a question over the limit, in tokens."""
    return (
        f"That question is too long (over {limit} tokens, about {limit * 3 // 4} words). Ask the heart of it in a sentence or two."
    )


def other_organisation(others: Sequence[str], tags: Tags) -> str:
    """The refusal for organisations that the report does not study."""
    studied = _list(t.name for t in tags.trusts)
    return f"{not_studied(others)} It studies four trusts: {studied}. Ask about one of them, or about all four."


def not_studied(others: Sequence[str]) -> str:
    """Says which of the organisations asked about are outside the report."""
    return f"The report does not study {_list(others)}."


def off_topic(tags: Tags) -> str:
    """The refusal for what is plainly elsewhere."""
    return (
        "That is outside this report, which is about how four NHS trusts engage their doctors: "
        f"{_list(t.name for t in tags.trusts)}. Ask about culture, governance, selection and appraisal, induction, "
        "leadership development, education or learning from others."
    )


def not_stated(question: Question, tags: Tags) -> str:
    """The refusal for the report's subject where the report is silent."""
    where = f" of {_list(tags.trust(t).name for t in question.trusts)}" if question.trusts else ""
    return f"The report does not say that{where}. The nearest passage is offered below; it is not an answer."


def answered(quotes: Sequence[Quote], tags: Tags) -> str:
    """Says in a word what was done."""
    count = len(quotes)
    names = list(dict.fromkeys(tags.trust_name(q.trust) if q.trust else "the report as a whole" for q in quotes))
    return f"{count} passage{'s' if count != 1 else ''} from {_list(names)}."


def compared(rows: Sequence[Row], others: Sequence[str], tags: Tags, *, general: bool) -> str:
    """Says which trusts are quoted and on which the report is silent."""
    quoted = [tags.trust(r.trust).name for r in rows if r.quotes]
    silent = [tags.trust(r.trust).name for r in rows if not r.quotes]
    parts = []
    if general:
        parts.append("First what the report says of all four.")
    if quoted:
        parts.append(f"Quoted: {_list(quoted)}.")
    if silent:
        parts.append(f"The report does not say this of {_list(silent)}.")
    if others:
        parts.append(not_studied(others))
    return " ".join(parts)


def filtered_out(question: Question, filtered: Sequence[str], tags: Tags) -> str:
    """The answer where the filter leaves out every trust that the question names."""
    asked, kept = (_list(tags.trust(t).name for t in ids) for ids in (question.trusts, filtered))
    return f"You asked about {asked}, but the filter is set to {kept}. Remove the filter, or ask about {kept}."


def _list(names: Iterable[str]) -> str:
    every = list(names)
    return f"{', '.join(every[:-1])} and {every[-1]}" if len(every) > 1 else "".join(every)
