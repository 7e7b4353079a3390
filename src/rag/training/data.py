"""Bank and gaps → rows to train on, and the split into questions to learn from and questions to be examined on."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from rag.search.index import embedding_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.corpus.bank import BankQuestion, Gap
    from rag.corpus.report import Report
    from rag.types import Passage

    Row = dict[str, str]

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Split:
    """Bank and gaps in two: what is learnt from, and what is held out."""

    bank: list[BankQuestion]
    gaps: list[Gap]
    held_bank: list[BankQuestion]
    held_gaps: list[Gap]


def split(bank: Sequence[BankQuestion], gaps: Sequence[Gap], held_bank: float, held_gaps: float, seed: int) -> Split:
    """Hold out these shares of bank and gaps, drawn by ``seed``."""
    dice = random.Random(seed)
    learn_bank, examine_bank = _cut(bank, held_bank, dice)
    learn_gaps, examine_gaps = _cut(gaps, held_gaps, dice)
    return Split(learn_bank, learn_gaps, examine_bank, examine_gaps)


class Rows:
    """Training rows (anchor, positive, negative) made of a bank and gaps over the report's sentences."""

    def __init__(self, report: Report, passages: Sequence[Passage], bank: Sequence[BankQuestion], gaps: Sequence[Gap]) -> None:
        self._bank = bank
        self._home = {s.index: p for p in passages for s in p.sentences}
        self._text = {s.index: embedding_text(report, p, s.text) for p in passages for s in p.sentences}
        self._by_theme: dict[str, list[int]] = {}
        self._asked: dict[int, list[str]] = {}
        self._missed: dict[int, list[str]] = {}
        for index, passage in self._home.items():
            self._by_theme.setdefault(passage.theme, []).append(index)
        for question in bank:
            for index in question.sentences:
                self._asked.setdefault(index, []).append(question.question)
        for gap in gaps:
            for index in gap.nearest:
                self._missed.setdefault(index, []).append(gap.question)

    def sentences(self, dice: random.Random) -> list[Row]:
        """Question, a sentence that answers it, and one near that sentence that does not."""
        return [
            {"anchor": q.question, "positive": self._text[i], "negative": self._text[self._rival(frozenset(q.sentences), i, dice)]}
            for q in self._bank
            for i in q.sentences
        ]

    def questions(self, dice: random.Random) -> list[Row]:
        """Question, another one that the same sentence answers, and a near one that it does not answer."""
        rows = []
        for question in self._bank:
            index = dice.choice(question.sentences)
            others = [q for q in self._asked[index] if q != question.question]
            if others:
                negative = self._other_question(question, index, dice)
                rows.append({"anchor": question.question, "positive": dice.choice(others), "negative": negative})
        return rows

    def _rival(self, answering: frozenset[int], index: int, dice: random.Random) -> int:
        """A sentence of the same passage, or of its theme at another trust, that does not answer."""
        home = self._home[index]
        near = [s.index for s in home.sentences if s.index not in answering]
        away = [i for i in self._by_theme[home.theme] if self._home[i].trust != home.trust]
        pool = near if near and (dice.random() < 0.5 or not away) else away  # noqa: PLR2004 - one of two kinds
        return dice.choice(pool or [i for i in self._text if i not in answering])

    def _other_question(self, question: BankQuestion, index: int, dice: random.Random) -> str:
        """A gap of the same sentence (so that near misses come to lie apart), or a question of a rival sentence."""
        missed = self._missed.get(index, [])
        if missed and dice.random() < 0.5:  # noqa: PLR2004 - one of two kinds
            return dice.choice(missed)
        rival = self._rival(frozenset(question.sentences), index, dice)
        return dice.choice(self._asked.get(rival) or [self._text[rival]])


def _cut(items: Sequence[Item], share: float, dice: random.Random) -> tuple[list[Item], list[Item]]:
    shuffled = list(items)
    dice.shuffle(shuffled)
    cut = round(len(shuffled) * share)
    return shuffled[cut:], shuffled[:cut]
