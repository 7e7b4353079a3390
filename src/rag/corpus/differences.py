"""Which words of the edition are nearest to these, and in what do they differ, word by word?

Runs of words that both have vote for a place; there the two are aligned (Levenshtein over words, by rapidfuzz).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rapidfuzz.distance import Levenshtein

from rag.corpus.typography import same_punctuation

if TYPE_CHECKING:
    from rag.corpus.typography import Words
    from rag.corpus.wording import Wording

    Kind = Literal["same", "inserted", "left_out", "changed"]

_STOP = re.compile(r"[.,;:?!’)\]]{0,3}")
MOST_OCCURRENCES = 16
"""A run of words that stands more often tells nothing of the place, unless there is no other."""
MOST_PLACES = 3
"""So many places are aligned; the first is the nearest for all but 2 of 1,000 sentences with two words changed."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of the two texts, in order: ``yours`` is the draft's (empty where left out), ``report`` the edition's."""

    kind: Kind
    yours: str
    report: str


@dataclass(frozen=True, slots=True)
class Nearest:
    """Words of the edition (letters ``first`` to ``last``) that are most like others; ``likeness`` of words, 0 to 1."""

    likeness: float
    first: int
    last: int
    differences: tuple[Difference, ...]


def nearest(wording: Wording, own: Words) -> Nearest | None:
    """The most similar words of the edition; ``None`` where no run of words is shared. ``own`` is a few hundred words at most."""
    found = [_aligned(wording, own, *window) for window in _windows(wording, own)]
    return max(found, key=lambda one: (one.likeness, -one.first), default=None)


def compare(wording: Wording, own: Words, first: int, last: int) -> Nearest:
    """``own`` beside the edition's letters ``first`` to ``last``."""
    return _aligned(wording, own, wording.word_at(first), wording.word_at(last))


def _windows(wording: Wording, own: Words) -> list[tuple[int, int]]:
    """Stretches of the edition, as numbers of words, in which runs of ``own`` stand; the likeliest first."""
    runs = list(_runs(wording, own))
    rare = [run for run in runs if len(run[2]) <= MOST_OCCURRENCES] or sorted(runs, key=lambda run: run[0] - run[1])[:1]
    count = len(own.words)
    breadth = max(4, count // 2)
    votes: dict[int, int] = defaultdict(int)
    for first, last, places in rare:
        weight = own.offsets[last] - own.offsets[first]
        for place in places[: 4 * MOST_OCCURRENCES]:
            bucket = (wording.word_at(place) - first) // breadth
            votes[bucket] += weight
            votes[bucket + 1] += weight
    best = sorted(votes, key=lambda bucket: (-votes[bucket], bucket))[:MOST_PLACES]
    return [_window(wording, count, rare, (bucket - 1) * breadth, (bucket + 1) * breadth) for bucket in best]


def _window(wording: Wording, count: int, runs: list[tuple[int, int, list[int]]], low: int, high: int) -> tuple[int, int]:
    """From the runs that stand at a shift from ``low`` to ``high``: as many words before and after as there are in one's own,
    but not beyond the sentences that the outermost runs are in.
    """
    standing = [(f, t, wording.word_at(p)) for f, t, places in runs for p in places if low <= wording.word_at(p) - f < high]
    first, _, at = min(standing, key=lambda run: run[2])
    begin, end, last = max(((f, t, n) for f, t, n in standing), key=lambda run: run[2] + run[1] - run[0])
    offsets = wording.words.offsets
    sentence, _ = wording.sentence_around(offsets[at])
    until = last + end - begin
    _, sentence_end = wording.sentence_around(offsets[until - 1])
    return max(at - first, wording.word_at(sentence), 0), min(
        until + count - end, max(until, wording.word_at(sentence_end)), len(wording.words.words)
    )


def _runs(wording: Wording, own: Words) -> list[tuple[int, int, list[int]]]:
    """Words ``first`` to ``last`` of one's own that stand in the edition, the longest from each on, and where."""
    found = []
    letters, offsets = own.letters, own.offsets
    first = 0
    while first < len(own.words):
        reach = offsets[first] + wording.longest(letters[offsets[first] :])
        last = first
        while last < len(own.words) and offsets[last + 1] <= reach:
            last += 1
        while last > first and not (places := wording.find(letters[offsets[first] : offsets[last]])):
            last -= 1
        if last > first:
            found.append((first, last, places))
        first = max(last, first + 1)
    return found


def _aligned(wording: Wording, own: Words, first: int, last: int) -> Nearest:
    theirs = wording.words.part(first, last)
    steps = [(op.tag, op.src_start, op.src_end, op.dest_start, op.dest_end) for op in Levenshtein.opcodes(own.keys, theirs.keys)]
    while steps and steps[0][0] == "insert":
        steps = steps[1:]
    while steps and steps[-1][0] == "insert":
        steps = steps[:-1]
    if not steps:
        return Nearest(0.0, 0, 0, ())
    begin, end = steps[0][3], steps[-1][4]
    same = sum(b - a for tag, a, b, _, _ in steps if tag == "equal")
    likeness = same / max(len(own.words), end - begin)
    found: list[Difference] = []
    for tag, a, b, c, d in steps:
        if tag == "equal":
            for n in range(b - a):
                _add(found, _word(own, theirs, a + n, c + n, begin), _text(own, a + n, a + n + 1), _text(theirs, c + n, c + n + 1))
        else:
            kind: Kind = "inserted" if tag == "delete" else "left_out" if tag == "insert" else "changed"
            _add(found, kind, _text(own, a, b), _text(theirs, c, d))
    offsets = wording.words.offsets
    return Nearest(likeness, offsets[first + begin], offsets[first + end], tuple(found))


def _word(own: Words, theirs: Words, mine: int, printed: int, begin: int) -> Kind:
    """Whether a word that both have is the same in capitals and in what stands behind it as well."""
    free = mine == 0 or printed == begin
    if own.words[mine].shown != theirs.words[printed].shown and not free:
        return "changed"
    if mine + 1 == len(own.words) or printed + 1 == len(theirs.words):
        return "same"
    gaps = _gap(own, mine), _gap(theirs, printed)
    return "same" if same_punctuation(*gaps) else "changed"


def _gap(words: Words, number: int) -> str:
    return words.text[words.words[number].end : words.words[number + 1].start]


def _text(words: Words, first: int, last: int) -> str:
    """The words with what stands behind each, as one line."""
    if first == last:
        return ""
    end = words.words[last].start if last < len(words.words) else _STOP.match(words.text, words.words[last - 1].end).end()  # type: ignore[union-attr]
    return " ".join(words.text[words.words[first].start : end].split())


def _add(found: list[Difference], kind: Kind, yours: str, report: str) -> None:
    if found and found[-1].kind == kind:
        before = found.pop()
        yours, report = f"{before.yours} {yours}".strip(), f"{before.report} {report}".strip()
    found.append(Difference(kind, yours, report))
