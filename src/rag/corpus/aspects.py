"""``corpus/aspects/`` → what each sentence tells of its subject, asks for one aspect of it, and talks to practise on.

A follow-up often names no subject, only what is wanted of the one talked of: why, who pays, did it work. Readers of the whole
report said of each sentence which of these it tells (``sentences.jsonl``); ``asks.jsonl`` are ways to ask for one, and
``talks.jsonl`` talks with what answers each turn. All are tied to the edition and checked.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from rag.corpus.bank import Anchors

FOLDER = "aspects"
SENTENCES, ASKS, TALKS = "sentences.jsonl", "asks.jsonl", "talks.jsonl"
ASPECTS = (
    "what", "how", "who", "when", "amount", "money", "why", "origin", "result", "felt", "trouble", "now", "next", "needed", "rule",
)  # fmt: skip
"""What may be asked of a thing: what it is, how it is done, who does it, when or how often, how many, what it costs, why it is
done, how it came about, what came of it, how people took it, what is wrong with it, how far it has got, what is planned, what it
takes, and whether it is compulsory or who may."""


@dataclass(frozen=True, slots=True)
class AspectAsk:
    """A request for the ``aspects`` of a thing talked of; for none of them where it asks something else."""

    text: str
    aspects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PracticeTurn:
    """A turn of a talk; each of ``groups`` is answered by any one of its sentences (by ``Sentence.index``), none by nothing."""

    text: str
    groups: tuple[frozenset[int], ...]


def load_told(corpus: Path, anchors: Anchors, count: int) -> NDArray[np.float64] | None:
    """1 where a sentence tells of an aspect, shape ``(count, len(ASPECTS))``; ``None`` without the file.

    Raises ``CorpusError`` that names the line of what is not in this edition, or is no aspect.
    """
    if not (corpus / FOLDER / SENTENCES).is_file():
        return None
    told = np.zeros((count, len(ASPECTS)))
    for where, row in _rows(corpus, SENTENCES):
        places = anchors.strictly(str(row.get("evidence")), row.get("trust"))
        if not places:
            raise CorpusError(f"{where}: not in this edition: {str(row.get('evidence'))[:80]!r}. Quote it as it is printed.")
        for name in _aspects(where, row, "tells"):
            told[list(places), ASPECTS.index(name)] = 1
    return told


def load_asks(corpus: Path) -> tuple[AspectAsk, ...]:
    """The asks for an aspect, and for none; ``CorpusError`` names a malformed line."""
    return tuple(AspectAsk(str(row.get("ask")), _aspects(where, row, "of")) for where, row in _rows(corpus, ASKS))


def load_talks(corpus: Path, anchors: Anchors) -> tuple[tuple[PracticeTurn, ...], ...]:
    """The talks to practise on; ``CorpusError`` names evidence that is not in this edition."""
    return tuple(tuple(_turn(where, turn, anchors) for turn in row.get("turns", ())) for where, row in _rows(corpus, TALKS))


def _turn(where: str, turn: dict[str, Any], anchors: Anchors) -> PracticeTurn:
    groups = []
    if not isinstance(turn, dict) or not {"question", "evidence"} <= turn.keys():
        raise CorpusError(f'{where}: each turn needs a "question" and a list of "evidence".')
    for group in turn["evidence"]:
        if unknown := [verbatim for verbatim in group if not anchors.sentences(verbatim, None)]:
            raise CorpusError(f"{where}: not in this edition: {unknown[0][:80]!r}. Quote it as it is printed.")
        groups.append(frozenset(n for verbatim in group for n in anchors.sentences(verbatim, None)))
    return PracticeTurn(turn["question"], tuple(groups))


def _aspects(where: str, row: dict[str, Any], key: str) -> tuple[str, ...]:
    names = row.get(key)
    if not isinstance(names, list) or not set(names) <= set(ASPECTS):
        raise CorpusError(f'{where}: "{key}" must be a list of aspects: {", ".join(ASPECTS)}.')
    return tuple(names)


def _rows(corpus: Path, name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    path = corpus / FOLDER / name
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
    except (OSError, ValueError) as error:
        raise CorpusError(f"{path} cannot be read ({error}). Restore it from the repository.") from error
    for number, row in enumerate(rows, start=1):
        where = f"{FOLDER}/{name} line {number}"
        if not isinstance(row, dict):
            raise CorpusError(f"{where} is no object. Restore it from the repository.")
        yield where, row
