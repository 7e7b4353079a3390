"""What of a message is known beforehand to be looked at, so that it is embedded in one call."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.embedded import LEAST
from rag.answering.find import routed
from rag.understanding.places import place_of
from rag.understanding.pointing import ALIKE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.answerer import Answerer
    from rag.types import TrustId
    from rag.understanding.question import Question
    from rag.understanding.turns import Turn

REPLAYED = 2
"""Latest requests of a history that the route looks at: of the exam's follow-ups none leans on what is farther back."""


def open_ended(asked: Question) -> bool:
    """Whether the request may be about whatever was talked of: it names no trust and no other organisation, nor all of them."""
    return asked.kind == "question" and not (asked.others or asked.everyone or asked.trusts)


def follows(turn: Turn, asked: Question) -> bool:
    """Whether what was talked of before may matter to a request."""
    return turn.corrects or turn.narrows or bool(turn.back) or asked.leans or open_ended(asked) or ALIKE.found(asked.text.lower())


def that_fit(answerer: Answerer, readings: Sequence[Question]) -> Sequence[Question]:
    """The first reading and the last, and those between them that the message has room for."""
    kept = [readings[0], readings[-1]]
    for reading in readings[1:-1]:
        texts = [text for asked in (*kept, reading) for text in answerer.embedded.texts(asked)]
        if answerer.embedded.fits(texts):
            kept.insert(-1, reading)
    return kept


def within_filter(asked: Question, trusts: Sequence[TrustId]) -> Question | None:
    """The request within a filter, ``None`` where it is about others only."""
    if not trusts:
        return asked
    kept = tuple(t for t in asked.trusts if t in trusts) if asked.trusts else tuple(trusts)
    return replace(asked, trusts=kept, rows=len(kept) > 1) if kept else None


def waits(asked: Question) -> bool:
    """Whether nothing is embedded for a request before its turn: it leans on the one before, or is not searched at all."""
    return asked.leans or asked.aside


def is_searched(asked: Question) -> bool:
    """Whether anything is embedded for a request."""
    return not asked.aside and place_of(asked.text) is None


def look_ahead(
    answerer: Answerer, readings: Sequence[Question], read: Sequence[Question], earlier: Sequence[Question],
    trusts: Sequence[TrustId],
) -> None:  # fmt: skip
    """Embed in one call what is known to be looked at: the latest earlier requests, the first request as it may be taken, and
    each other one that waits for none.

    Room is kept for those that wait.
    """
    embedded = answerer.embedded
    ahead = [routed(question, answerer.tags) for question in earlier[-REPLAYED:]] if answerer.prepared.router else []
    firsts = readings or [asked for asked in read[:1] if not waits(asked)]
    later = [asked for asked in read[1:] if not waits(asked)]
    waiting = len(read) - len(later) - bool(firsts)
    for number, asked in enumerate((*firsts, *later)):
        embedded.kept = LEAST * (waiting + len(later) - max(0, number + 1 - len(firsts)))
        within = within_filter(asked, trusts)
        if within and is_searched(within):
            texts = embedded.texts(within)
            ahead += texts if number == 0 or number >= len(firsts) or embedded.fits([*ahead, *texts]) else []
    embedded.kept = LEAST * waiting
    embedded.searches(ahead)
