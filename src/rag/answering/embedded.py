"""What one message has embedded: each text once, and no more of them than a message may cost."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.find import routed
from rag.understanding.limits import PIECES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.find import Finder, Plan
    from rag.search.retrieval import Search
    from rag.understanding.question import Question

MOST_TEXTS = 8
"""Most texts that a message of any number of requests embeds, what it may follow included: each embeds two at most, and the route
looks at two earlier requests."""
MOST_PIECES = 4 * PIECES
"""Most word pieces of a message's texts, each counted as the longest, to which the embedder fills them up. None of the 751
questions of exam and people loses anything by it."""
LEAST = 2
"""Texts that room is kept for of a request: as it is searched and as it is routed."""


class Embedded:
    """The texts of one message with what each is searched as. ``kept`` of ``MOST_TEXTS`` are for requests yet to come."""

    def __init__(self, finder: Finder, *, routes: bool, aspects: bool = False) -> None:
        self.kept = 0
        self._aspects = aspects
        self._finder = finder
        self._routes = routes
        self._searches: dict[str, Search] = {}
        self._pieces: dict[str, int] = {}

    def plans(self, asked: Question) -> list[Plan]:
        """The searches of a request."""
        return self._finder.plans(asked, routes=self._routes)

    def texts(self, asked: Question) -> list[str]:
        """What has to be embedded to search and route a request."""
        tags = self._finder.index.report.tags
        own = [self.of_aspect(asked)] if self._aspects and asked.lead else []
        return [*(plan.query for plan in self.plans(asked)), *([routed(asked, tags)] if self._routes else []), *own]

    def of_aspect(self, asked: Question) -> str:
        """What tells the aspect that a follow-up asks for: its own words."""
        return routed(replace(asked, lead=""), self._finder.index.report.tags)

    def fits(self, texts: Sequence[str]) -> bool:
        """Whether there is room for those of ``texts`` that are not embedded yet."""
        every = {*texts, *self._searches}
        if len(every) == len(self._searches):
            return True
        if len(every) + self.kept > MOST_TEXTS:
            return False
        self._pieces.update((text, self._finder.pieces(text)) for text in every if text not in self._pieces)
        return len(every) * max(self._pieces[text] for text in every) <= MOST_PIECES

    def searches(self, texts: Sequence[str]) -> list[Search]:
        """A search each, the new ones embedded in one call."""
        if new := [text for text in dict.fromkeys(texts) if text not in self._searches]:
            self._searches.update(zip(new, self._finder.prepare(new), strict=True))
        return [self._searches[text] for text in texts]
