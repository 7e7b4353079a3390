"""Is this a true quotation of the report? The checker for words that come from anywhere: a slide, a draft, a test.

What the assistant shows is sliced from the edition and needs no checker; this is how anyone can prove it, and how the
tests prove that a corrupted quotation would be noticed.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.types import Passage, TrustId

    Fault = Literal["not in the report", "cut inside a sentence", "of another trust", "of another speaker"]

_ALIKE = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-", "\u00ad": None})


@dataclass(frozen=True, slots=True)
class Verdict:
    """``fault`` is ``None`` for a true quotation; ``start`` and ``end`` say where its words stand, where they do."""

    fault: Fault | None
    start: int | None = None
    end: int | None = None


class Checker:
    """Checks quotations against one edition, given as its passages in order."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        self._passages = [(passage, *_plain(passage.text)) for passage in passages if passage.sentences]

    def check(self, words: str, trust: TrustId | None = None, speaker: str | None = None) -> Verdict:
        """Whether ``words`` stand in the report, whole sentences or list items, at this trust and by this speaker.

        ``trust=None`` is for words that are of no single trust. Differences of typography (curly or straight marks,
        dashes, ligatures, white space, bullets) do not matter; any other difference does.
        """
        wanted, _ = _plain(words)
        verdict = Verdict("not in the report")
        for passage, plain, places in self._passages:
            at = plain.find(wanted) if wanted else -1
            while at >= 0:
                start, end = passage.start + places[at], passage.start + places[at + len(wanted) - 1] + 1
                fault = _fault(passage, start, end, trust, speaker)
                if fault is None:
                    return Verdict(None, start, end)
                if verdict.fault in ("not in the report", "cut inside a sentence"):
                    verdict = Verdict(fault, start, end)
                at = plain.find(wanted, at + 1)
        return verdict


def _fault(passage: Passage, start: int, end: int, trust: TrustId | None, speaker: str | None) -> Fault | None:
    starts = {s.start for s in passage.sentences}
    ends = {s.end for s in passage.sentences}
    if start not in starts or end not in ends:
        return "cut inside a sentence"
    if passage.trust != trust:
        return "of another trust"
    return None if passage.speaker == speaker else "of another speaker"


def _plain(text: str) -> tuple[str, list[int]]:
    """``text`` without white space and bullets, typography levelled, and where each of its characters stood."""
    plain: list[str] = []
    places: list[int] = []
    line_start = True
    for place, character in enumerate(text):
        bullet = line_start and character in "•–"
        line_start = character == "\n" or (line_start and character.isspace())
        if not bullet and not character.isspace():
            levelled = unicodedata.normalize("NFKC", character).translate(_ALIKE)
            plain.append(levelled)
            places += [place] * len(levelled)
    return "".join(plain), places
