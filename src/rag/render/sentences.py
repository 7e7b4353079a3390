"""A quotation's lines cut into sentences: which of them answer, which tells most of what was asked, which cannot stand alone.

The page shows a long quotation around those that answer, or around the one that tells most (``web/ui/fold.js``): judged by the
marks where the answer has them, else by the words of the request.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.amounts import states
from rag.answering.quotes import leans
from rag.corpus.passages import split_sentences
from rag.render.text import marked_lines
from rag.text import terms
from rag.understanding.given import met

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rag.amounts import Stated
    from rag.render.text import Line
    from rag.types import Quote


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in pieces with whether each is marked, the white space behind it with it.

    It ``answers`` where something in it is marked or, in a quote without marks, where it holds the number or other thing that is
    asked for; it ``tells`` most of all in its quote; it ``leans`` on the one before.
    """

    pieces: Line
    answers: bool = False
    tells: bool = False
    leans: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(text for text, _ in self.pieces)


def in_sentences(quote: Quote, request: str, stated: Stated | None = None) -> list[list[Sentence]]:
    """The quote's lines, each in its sentences, one of which tells most of what ``request`` asks.

    Of a quote in the row of a figure, ``stated``, those answer that state it.
    """
    lines = [[Sentence(pieces) for pieces in _cut(line)] for line in marked_lines(quote)]
    every = [sentence for line in lines for sentence in line]
    told = [one for one in every if stated and states(stated, one.text)]
    answering = told or _answering(every, request)
    best = _telling(answering or every, request)
    return [
        [Sentence(one.pieces, _among(one, answering), tells=one is best, leans=leans(one.text)) for one in line] for line in lines
    ]


def _among(sentence: Sentence, some: Sequence[Sentence]) -> bool:
    return any(sentence is one for one in some)


def _answering(sentences: Sequence[Sentence], request: str) -> list[Sentence]:
    """The marked ones; where none is, those that hold the thing that is asked for, if it is one of a kind (a number, a time)."""
    marked = [one for one in sentences if any(answers for _, answers in one.pieces)]
    if marked or met(request, ()):
        return marked
    return [one for one in sentences if met(request, (one.text,))]


def _telling(sentences: Sequence[Sentence], request: str) -> Sentence | None:
    """Of these, one of the kind that is asked for, with most of its words, the first of such."""
    asked = set(terms(request))
    rank = {one.text: (met(request, [one.text]), len(asked & set(terms(one.text)))) for one in sentences}
    return max(sentences, key=lambda one: rank[one.text], default=None)


def _cut(line: Line) -> Iterator[Line]:
    text = "".join(piece for piece, _ in line)
    starts = [start for start, _ in split_sentences(text, 0, len(text))] or [0]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
        yield list(_between(line, start, end))


def _between(line: Line, start: int, end: int) -> Iterator[tuple[str, bool]]:
    place = 0
    for piece, answers in line:
        kept = piece[max(0, start - place) : max(0, end - place)]
        if kept:
            yield kept, answers
        place += len(piece)
