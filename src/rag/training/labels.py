"""Bank questions, gaps and practice questions → questions with the sentences that answer them, for calibrating."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.understanding.question import read_question

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rag.answering.assistant import Assistant
    from rag.corpus.bank import BankQuestion, Gap
    from rag.evaluation.cases import Case
    from rag.understanding.question import Question

PRACTICE_WEIGHT = 3.0
"""A practice question counts as so many of the bank: all that answers it is known, and readers ask as it does."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A question with the sentences that answer it, and those that may be shown with them.

    ``groups`` are the needed sentences (empty where the report does not answer), ``fine`` neither right nor wrong.
    ``complete``: every sentence not listed is wrong; else only those outside the passages of ``groups`` are.
    """

    question: Question
    groups: tuple[frozenset[int], ...]
    fine: frozenset[int] = frozenset()
    complete: bool = False
    off_topic: bool = False
    practice: bool = False

    @property
    def positives(self) -> frozenset[int]:
        """Every sentence that answers."""
        return frozenset().union(*self.groups)

    @property
    def weight(self) -> float:
        """How much it counts in fitting."""
        return PRACTICE_WEIGHT if self.practice else 1.0


def label_bank(assistant: Assistant, bank: Iterable[BankQuestion], gaps: Iterable[Gap]) -> list[Labelled]:
    """Bank questions with the sentences that answer them, and gaps, which none answers.

    A question that names no trust but is about one is read as from someone who has filtered by that trust.
    """
    labelled = []
    homes = {s.index: p.trust for p in assistant.index.passages for s in p.sentences}
    for item in bank:
        trusts = {homes[s] for s in item.sentences}
        question = _read(assistant, item.question, trusts.pop() if len(trusts) == 1 else None)
        groups = tuple(frozenset([s]) for s in item.sentences) if item.whole else (frozenset(item.sentences),)
        labelled.append(Labelled(question, groups, complete=item.whole))
    labelled += [Labelled(_read(assistant, gap.question, gap.trust), ()) for gap in gaps]
    return labelled


def label_practice(assistant: Assistant, cases: Iterable[Case]) -> list[Labelled]:
    """Practice questions that reach the judge: not those whose wording alone is refused."""
    labelled = []
    for case in cases:
        question = assistant.ask_and_trace(case.question, case.history)[1].request
        if question.kind == "question" and (question.trusts or not question.others):
            groups = tuple(frozenset(_inside(assistant, (s for spans in group for s in spans))) for group in case.groups)
            off_topic = case.kind in ("off-topic", "attack")
            fine = frozenset(_inside(assistant, case.fine)) - frozenset().union(*groups)
            labelled.append(Labelled(question, groups, fine, complete=True, off_topic=off_topic, practice=True))
    return labelled


def _read(assistant: Assistant, text: str, trust: str | None) -> Question:
    question = read_question(assistant.speller.correct(text)[0], assistant.tags, assistant.organisations)
    return replace(question, trusts=(trust,), rows=False) if trust and not question.trusts else question


def _inside(assistant: Assistant, spans: Iterable[tuple[int, int]]) -> set[int]:
    places = list(spans)
    return {s.index for s in assistant.index.sentences if any(s.start < end and start < s.end for start, end in places)}
