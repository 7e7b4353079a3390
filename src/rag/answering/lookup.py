"""Requests that ask only whether and where the report has a word: recognised by the route, or because they are little else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.answering import topic
from rag.answering.candidates import SUBJECTS
from rag.corpus.prepared import STRICT
from rag.text import words
from rag.understanding.route import MASK, MENTION, SURE, masked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.candidates import Candidates
    from rag.answering.draft import Draft
    from rag.answering.entries import Kit
    from rag.understanding.question import Question
    from rag.understanding.route import Route

WORD = "thewordlookedfor"
"""Stands for the words that a shape asks for."""


class LookUps:
    """Looks up every place of a word; ``shapes`` are sentences that ask for ``{word}``, the strict ones alone being enough."""

    def __init__(self, kit: Kit, rivals: Candidates, shapes: Sequence[str]) -> None:
        self._kit = kit
        self._rivals = rivals
        self._strict = frozenset(" ".join(words(s.replace("{word}", WORD))) for s in shapes if s.startswith(STRICT))

    def of(self, asked: Question, route: Route) -> Draft | None:
        """Every place of the words, or that there is none; ``None`` where the request asks for more than places."""
        telling = self._kit.telling(asked)
        if asked.lead or not (route.of(MENTION) > SURE or self._is_strict(asked, telling) or self._is_bare(asked, telling, route)):
            return None
        subjects = self._rivals.subjects(route)[:SUBJECTS]
        first = next((entry for entry, _ in subjects if entry.form in ("topic", "term")), None)
        return topic.look_up(self._kit, asked, telling, first)

    def has(self, asked: Question, route: Route) -> bool:
        """Whether it is one word of the report's own and nothing else."""
        telling = self._kit.telling(asked)
        return self._is_bare(asked, telling, route) and bool(self._kit.concordance.with_synonyms(telling[0]))

    def _is_strict(self, asked: Question, telling: Sequence[str]) -> bool:
        told = " ".join(words(masked(asked.text, asked.mentions, f" {MASK} ")))
        return bool(telling) and told.replace(" ".join(telling), WORD) in self._strict

    def _is_bare(self, asked: Question, telling: Sequence[str], route: Route) -> bool:
        """Whether it is one word and nothing else, of which no editor wrote what it means."""
        best = next(iter(self._rivals.subjects(route)), None)
        owned = best is not None and best[1] > SURE and best[0].form in ("term", "about")
        return len(telling) == 1 and " ".join(words(masked(asked.text, asked.mentions, " "))) == telling[0] and not owned
