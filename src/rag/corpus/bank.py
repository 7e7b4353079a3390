"""``corpus/questions.jsonl`` → the bank; ``corpus/gaps.jsonl`` → the gaps. Both are tied to the edition and checked.

The bank holds questions that readers were expected to ask of each sentence (the idea of doc2query, Nogueira et al 2019,
with written instead of generated questions). The gaps are near misses: questions on the report's subject that it does
not answer, each with the nearest sentence.
"""

from __future__ import annotations

import hashlib
import json
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from rag.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from rag.corpus.report import Report
    from rag.types import Passage, TrustId

    Places = Mapping[str, list[tuple[int, int]]]

_BETWEEN = r"\s+(?:[•–]\s+)?"


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """A question with the sentences (by ``Sentence.index``) that answer it, gathered over all of its lines.

    ``whole``: together they are all that a full answer needs; else other sentences may answer as well.
    """

    question: str
    sentences: tuple[int, ...]
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A question that the report does not answer, why (``name``, ``number``, …), and the nearest sentences."""

    question: str
    trust: TrustId | None
    reason: str
    nearest: tuple[int, ...]


class Anchors:
    """Finds verbatim text in the edition, whatever its white space, and says which sentences it covers.

    ``places`` are those found before in the same edition, which are not looked for again (an index keeps them).
    """

    def __init__(self, report: Report, passages: Sequence[Passage], places: Places | None = None) -> None:
        self._text = report.text
        self._sentences = sorted(((s, p.trust) for p in passages for s in p.sentences), key=lambda pair: pair[0].start)
        self._starts = [s.start for s, _ in self._sentences]
        self._ends = [s.end for s, _ in self._sentences]
        self._found: dict[str, list[tuple[int, int]]] = dict(places or {})
        self._covered: dict[str, list[list[tuple[int, TrustId | None]]]] = {}

    @property
    def places(self) -> Places:
        """Every text that was looked for, with its spans."""
        return self._found

    def find(self, verbatim: str) -> list[tuple[int, int]]:
        """Every span of the edition that reads as ``verbatim``; empty if it is not in the report."""
        if verbatim not in self._found:
            words = verbatim.split()
            pattern = rf"(?<!\w){_BETWEEN.join(map(re.escape, words))}(?!\w)"
            self._found[verbatim] = [m.span() for m in re.finditer(pattern, self._text)] if words else []
        return self._found[verbatim]

    def sentences(self, verbatim: str, trust: TrustId | None) -> tuple[int, ...]:
        """Indices of the sentences that overlap ``verbatim``; where it stands more than once, those of ``trust``."""
        found = [pair for places in self._places(verbatim) for pair in places]
        own = tuple(index for index, owner in found if owner == trust)
        return own or tuple(index for index, _ in found)

    def strictly(self, verbatim: str, trust: TrustId | None) -> tuple[int, ...]:
        """Indices of the sentences that overlap the first place of ``verbatim`` in ``trust``'s part; empty if there is none."""
        for places in self._places(verbatim):
            if places and all(owner == trust for _, owner in places):
                return tuple(index for index, _ in places)
        return ()

    def _places(self, verbatim: str) -> list[list[tuple[int, TrustId | None]]]:
        """(sentence, trust) of every sentence that each place overlaps."""
        if verbatim not in self._covered:
            # Sentences do not overlap, so that those in a span stand side by side.
            self._covered[verbatim] = [
                [(s.index, owner) for s, owner in self._sentences[bisect_right(self._ends, start) : bisect_left(self._starts, end)]]
                for start, end in self.find(verbatim)
            ]
        return self._covered[verbatim]


def load_bank(path: Path, anchors: Anchors) -> tuple[BankQuestion, ...]:
    """Read the bank; lines with one question and several evidences become one ``BankQuestion``.

    Raises ``CorpusError`` naming the line that is malformed or whose evidence is not in the edition.
    """
    gathered: dict[str, BankQuestion] = {}
    for number, row in _rows(path, ("question", "evidence", "trust")):
        indices = anchors.sentences(row["evidence"], row["trust"])
        if not indices:
            raise CorpusError(f"{path.name} line {number}: the evidence is not in this edition: {row['evidence'][:80]!r}")
        key = row["question"].lower()
        before = gathered.get(key, BankQuestion(row["question"], ()))
        every = tuple(dict.fromkeys([*before.sentences, *indices]))
        gathered[key] = replace(before, sentences=every, whole=before.whole or row.get("whole") is True)
    return tuple(gathered.values())


def load_gaps(path: Path, anchors: Anchors) -> tuple[Gap, ...]:
    """Read the gaps; ``CorpusError`` names the line that is malformed or whose nearest text is not in the edition."""
    gaps = []
    for number, row in _rows(path, ("question", "trust", "reason", "nearest")):
        nearest = anchors.sentences(row["nearest"], row["trust"])
        if not nearest:
            raise CorpusError(f"{path.name} line {number}: the nearest text is not in this edition: {row['nearest'][:80]!r}")
        gaps.append(Gap(row["question"], row["trust"], row["reason"], nearest))
    return tuple(gaps)


def places_as_json(places: Places) -> bytes:
    """What ``places_from_json`` reads."""
    return json.dumps(places, ensure_ascii=False, sort_keys=True).encode()


def places_from_json(written: bytes) -> Places:
    """The places that ``places_as_json`` wrote; ``ValueError`` where it is no JSON of such."""
    try:
        return {verbatim: [(int(start), int(end)) for start, end in spans] for verbatim, spans in json.loads(written).items()}
    except (AttributeError, TypeError) as error:
        raise ValueError(f"no places: {error}") from error


def file_digest(path: Path) -> str:
    """sha256 of a file, or of nothing where it is missing: an absent bank is a bank without questions."""
    return hashlib.sha256(path.read_bytes() if path.is_file() else b"").hexdigest()


def _rows(path: Path, keys: tuple[str, ...]) -> Iterator[tuple[int, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path} cannot be read ({error}). Restore it from the repository.") from error
    for number, line in enumerate(lines, start=1):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise CorpusError(f"{path.name} line {number} is not JSON: {error}. Mend the line, or restore the file.") from error
        if not isinstance(row, dict) or not all(isinstance(row.get(k, 0), str) or (k == "trust" and row[k] is None) for k in keys):
            raise CorpusError(f"{path.name} line {number} must be an object with {', '.join(keys)}.")
        yield number, row
