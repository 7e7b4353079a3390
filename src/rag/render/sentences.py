"""A quotation's lines cut into sentences, and which of them tells most of what was asked.

The page shows a long quotation around that sentence (``web/ui/fold.js``), and tells a row by it (``web/ui/tabs.js``): judged by
the marks where the answer has them, else by the words of the request.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.corpus.passages import split_sentences
from rag.render.text import marked_lines
from rag.text import terms
from rag.understanding.wants import met

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rag.render.text import Line
    from rag.types import Quote


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in pieces with whether each answers, the white space behind it with it; ``tells`` most of all in its quote."""

    pieces: Line
    tells: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(text for text, _ in self.pieces)


def in_sentences(quote: Quote, request: str) -> list[list[Sentence]]:
    """The quote's lines, each in its sentences, one of which tells most of what ``request`` asks."""
    lines = [[Sentence(pieces) for pieces in _cut(line)] for line in marked_lines(quote)]
    best = _telling([sentence for line in lines for sentence in line], request)
    return [[Sentence(one.pieces, tells=one is best) for one in line] for line in lines]


def _telling(sentences: Sequence[Sentence], request: str) -> Sentence | None:
    """Of the marked ones, or of all where none is: one of the kind that is asked for, with most of its words, the first of such."""
    asked = set(terms(request))
    marked = [one for one in sentences if any(answers for _, answers in one.pieces)]
    rank = {one.text: (met(request, [one.text]), len(asked & set(terms(one.text)))) for one in marked or sentences}
    return max(marked or sentences, key=lambda one: rank[one.text], default=None)


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
