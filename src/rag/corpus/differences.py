"""Which words of the edition are nearest to these, and in what do they differ, word by word?

Runs of words that both have vote for a place; there the two are aligned (Levenshtein over words, by rapidfuzz).
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from rapidfuzz.distance import Levenshtein

from rag.corpus.typography import same_punctuation

if TYPE_CHECKING:
    from rag.corpus.suffixes import Wording
    from rag.corpus.typography import Words

    Run = tuple[int, int, int]
    Kind = Literal["same", "inserted", "left_out", "changed"]

_OPENS = re.compile(r"[‘“«(\[£'\"]{1,3}$")
_LETTER = re.compile(r"[^\W_]")
_LAST_STOP = re.compile(r"[.,;:?!)]?")
_STOP = re.compile(r"[-.,;:?!’”'\")\]%+]{0,3}")
MOST_OCCURRENCES = 16
"""A run of words that stands more often tells nothing of the place, unless there is no other."""
MOST_SHIFTS, MOST_PLACES = 6, 3
"""So many shifts of the words are looked at (each place votes for two), and in each so many places are aligned: enough for every
sentence of this report with one word changed to find itself."""


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
    best = sorted(votes, key=lambda bucket: (-votes[bucket], bucket))[:MOST_SHIFTS]
    found: dict[tuple[int, int], None] = {}
    for bucket in best:
        standing = [
            (first, last, number)
            for first, last, places in rare
            for number in map(wording.word_at, places)
            if (bucket - 1) * breadth <= number - first < (bucket + 1) * breadth
        ]
        heaviest = max(own.offsets[last] - own.offsets[first] for first, last, _ in standing)
        for run in [run for run in standing if own.offsets[run[1]] - own.offsets[run[0]] == heaviest][:MOST_PLACES]:
            found[_window(wording, count, standing, run, breadth)] = None
    return list(found)


def _window(wording: Wording, count: int, standing: list[Run], main: Run, breadth: int) -> tuple[int, int]:
    """Around the run ``main``, from the first to the last of the others that keep their distance to it, and then as many words
    before and after as there are in one's own, but not beyond the sentences that the outermost runs are in.
    """
    shift = main[2] - main[0]
    kept: dict[int, Run] = {}
    for run in sorted(standing, key=lambda run: abs(run[2] - run[0] - shift)):
        in_order = (run[0] - main[0]) * (run[2] - main[2]) >= 0
        if in_order and abs(run[2] - run[0] - shift) <= breadth:
            kept.setdefault(run[0], run)
    first, _, at = min(kept.values(), key=lambda run: run[2])
    begin, end, last = max(kept.values(), key=lambda run: run[2] + run[1] - run[0])
    offsets = wording.words.offsets
    sentence, _ = wording.sentence_around(offsets[at])
    until = last + end - begin
    _, sentence_end = wording.sentence_around(offsets[until - 1])
    latest = max(until, wording.word_at(sentence_end))
    return max(at - first, wording.word_at(sentence), 0), min(until + count - end, latest, len(wording.words.words))


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
    found: list[list[Any]] = []
    for tag, a, b, c, d in steps:
        if tag != "equal":
            _add(found, "inserted" if tag == "delete" else "left_out" if tag == "insert" else "changed", a, b, c, d)
            continue
        for n in range(b - a):
            _add(found, _word(own, theirs, a + n, c + n, begin), a + n, a + n + 1, c + n, c + n + 1)
    shown = tuple(Difference(kind, text_of(own, a, b), text_of(theirs, c, d)) for kind, a, b, c, d in found)
    offsets = wording.words.offsets
    return Nearest(likeness, offsets[first + begin], offsets[first + end], shown)


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
    gap = words.text[words.words[number].end : words.words[number + 1].start]
    return " " if _LETTER.search(gap) else gap  # an aside, that is not read


def text_of(words: Words, first: int, last: int) -> str:
    """The words with the marks that they bear, as one line."""
    if first == last:
        return ""
    text, start, end = words.text, words.words[first].start, words.words[last - 1].end
    opens = _OPENS.search(text[max(0, start - 3) : start]) if first else None
    start -= len(opens[0]) if opens else 0
    ends = (_STOP if last < len(words.words) else _LAST_STOP).match(text, end)
    return " ".join((text[start:end] + (ends[0] if ends else "")).split())


def _add(found: list[list[Any]], kind: Kind, *places: int) -> None:
    """One stretch more, or the last one longer: what differs side by side is one difference."""
    if found and (found[-1][0] == "same") == (kind == "same"):
        last = found[-1]
        last[2], last[4] = places[1], places[3]
        if kind != "same":
            last[0] = "inserted" if last[3] == last[4] else "left_out" if last[1] == last[2] else "changed"
    else:
        found.append([kind, *places])
