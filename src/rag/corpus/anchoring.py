"""Do the data files still fit the edition? What of their evidence stands where it stood, what has moved, what is lost.

Bank, gaps, practice, exam and the tags' further themes are tied to the report by verbatim words, never by offsets, so that
a new edition keeps all that it did not change. Loading stops at the first words that are not found; here all of them are
listed, each with the sentence of the new edition that is most like them, for a person to decide.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from rapidfuzz import fuzz

from rag.corpus.aspects import FOLDER, SENTENCES, TALKS
from rag.corpus.bank import Anchors
from rag.corpus.passages import build_passages, split_sentences
from rag.corpus.report import load_report
from rag.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from rag.corpus.report import Report
    from rag.types import TrustId

BANK = "questions.jsonl"
FEWEST = 2
"""Every sentence should have at least so many questions in the bank; a test holds the bank to it."""
_NAMED = 8
"""So many ids or ranges of lines are named where more share the same words."""


class Place(NamedTuple):
    """Where words stand; what a reader's citation is made of."""

    section: str
    page: str

    def __str__(self) -> str:
        return f"{self.section}, page {self.page}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of one line of a data file that have to stand in the edition.

    ``line`` counts from 1; ``name`` is the line's id, where it has one. ``owner`` is the trust that the words belong to, in a
    tuple as the report as a whole is ``None``; empty where the file does not say.
    """

    line: int
    name: str
    words: str
    owner: tuple[TrustId | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Moved:
    """Words that stand elsewhere now; ``before`` is ``None`` where only the line's own trust tells."""

    names: tuple[str, ...]
    words: str
    before: str | None
    now: str


@dataclass(frozen=True, slots=True)
class Lost:
    """Words that stand nowhere now, and the most similar sentence (or as many sentences as they were); likeness to 100."""

    names: tuple[str, ...]
    words: str
    closest: str
    place: str
    likeness: int


@dataclass(frozen=True, slots=True)
class FileFindings:
    """One file: how many of its lines are in place, moved or lost (by the worst of a line's words), and which words."""

    file: str
    lines: int
    in_place: int
    moved: int
    lost: int
    moved_words: tuple[Moved, ...]
    lost_words: tuple[Lost, ...]


@dataclass(frozen=True, slots=True)
class Findings:
    """All files, and the sentences (with their passage) that fewer than ``FEWEST`` bank questions ask for."""

    edition: str
    before: str | None
    files: tuple[FileFindings, ...]
    unasked: tuple[tuple[str, str], ...]

    @property
    def lost(self) -> bool:
        """Whether any words are lost."""
        return any(file.lost for file in self.files)


class Edition:
    """A report cut into passages, in which words can be found or the most similar ones looked for."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.passages = tuple(p for p in build_passages(report) if p.sentences)
        self.anchors = Anchors(report, self.passages)
        self._runs: dict[int, list[tuple[str, Place]]] = {}

    def places(self, words: str) -> tuple[Place, ...]:
        """Every place where the words stand."""
        return tuple(Place(self.report.section_at(a).id, self.report.page(a, b)) for a, b in self.anchors.find(words))

    def owners(self, words: str) -> set[TrustId | None]:
        """Whose the words are, at every place where they stand."""
        return {self.report.section_at(start).trust for start, _ in self.anchors.find(words)}

    def closest(self, words: str) -> tuple[str, Place, int]:
        """The most similar sentences of one passage, as many as ``words`` has; the first of equals."""
        wanted = " ".join(words.split())
        runs = self._runs_of(max(1, len(list(split_sentences(wanted, 0, len(wanted))))))
        text, place = max(runs, key=lambda run: _likeness(wanted, run[0]))
        return text, place, round(_likeness(wanted, text))

    def _runs_of(self, count: int) -> list[tuple[str, Place]]:
        if count not in self._runs:
            found = []
            for passage in self.passages:
                sentences = passage.sentences
                for n in range(max(1, len(sentences) - count + 1)):
                    start, end = sentences[n].start, sentences[min(n + count, len(sentences)) - 1].end
                    place = Place(passage.section, self.report.page(start, end))
                    found.append((" ".join(self.report.text[start:end].split()), place))
            self._runs[count] = found
        return self._runs[count]


def check_corpus(corpus: Path, exam: Path, before: Path | None = None) -> Findings:
    """Check the data files in the folder ``corpus`` and the exam against the report there.

    ``before`` is the corpus as it was, which tells what has moved. Raises ``ReportError`` if a report cannot be parsed
    with its tags, and ``CorpusError`` naming the line of a data file that is malformed.
    """
    now = Edition(load_report(corpus))
    then = Edition(load_report(before)) if before else None
    talked = (corpus / FOLDER / name for name in (SENTENCES, TALKS))
    paths = (corpus / BANK, corpus / "gaps.jsonl", corpus / "practice.jsonl", *talked, exam)
    read = {f"{path.parent.name}/{path.name}": read_evidence(path) for path in paths if path.is_file()}
    files = [check(name, count, evidence, now, then) for name, (count, evidence) in read.items()]
    _, bank = read.get(f"{corpus.name}/{BANK}", (0, ()))
    return Findings(
        now.report.short_edition, then.report.short_edition if then else None, (*files, check_tags(now)), unasked(bank, now)
    )


def read_evidence(path: Path) -> tuple[int, tuple[Evidence, ...]]:
    """How many lines a data file has, and their evidence: bank, gaps, practice, aspects or exam, told by their keys."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise CorpusError(f"{path} cannot be read ({error}). Restore it from the repository.") from error
    found: list[Evidence] = []
    for number, line in enumerate(lines, start=1):
        try:
            found += _evidence(number, json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise CorpusError(
                f"{path.name} line {number} is not one of bank, gaps, practice, aspects or exam ({error!r})."
            ) from error
    return len(lines), tuple(found)


def check(file: str, lines: int, evidence: Sequence[Evidence], now: Edition, before: Edition | None) -> FileFindings:
    """Look for each evidence; lines that share words are gathered, as one decision mends them all."""
    names: dict[str, list[Evidence]] = {}
    for item in evidence:
        names.setdefault(item.words, []).append(item)
    moved_lines: set[int] = set()
    lost_lines: set[int] = set()
    moved_words, lost_words = [], []
    for words, items in names.items():
        places = now.places(words)
        if not places:
            lost_lines |= {item.line for item in items}
            closest, place, likeness = now.closest(words)
            lost_words.append(Lost(_names(items), words, closest, str(place), likeness))
            continue
        stood = before.places(words) if before else ()
        owners = now.owners(words)
        away = [i for i in items if (stood and not set(stood) & set(places)) or (i.owner and not set(i.owner) & owners)]
        if away:
            moved_lines |= {item.line for item in away}
            moved_words.append(Moved(_names(away), words, _listed(stood) if stood else None, _listed(places)))
    moved_lines -= lost_lines
    in_place = lines - len(moved_lines) - len(lost_lines)
    return FileFindings(file, lines, in_place, len(moved_lines), len(lost_lines), tuple(moved_words), tuple(lost_words))


def check_tags(edition: Edition) -> FileFindings:
    """The tags' further themes: one whose words are no longer in its section would silently mark nothing."""
    extra = edition.report.tags.extra_themes
    lost = []
    for theme in extra:
        if not any(theme.contains in p.text for p in edition.passages if p.section == theme.section):
            closest, place, likeness = edition.closest(theme.contains)
            lost.append(Lost((f"{theme.section} → {theme.theme}",), theme.contains, closest, str(place), likeness))
    return FileFindings("tags.toml, extra_themes", len(extra), len(extra) - len(lost), 0, len(lost), (), tuple(lost))


def unasked(bank: Iterable[Evidence], edition: Edition) -> tuple[tuple[str, str], ...]:
    """Passage and words of the sentences that too few bank questions ask for: the new ones, and those that were changed."""
    asked: Counter[int] = Counter()
    for (words, owner), count in Counter((item.words, item.owner) for item in bank).items():
        for index in edition.anchors.sentences(words, owner[0] if owner else None):
            asked[index] += count
    return tuple((p.id, s.text) for p in edition.passages for s in p.sentences if asked[s.index] < FEWEST)


def findings_text(findings: Findings) -> str:
    """The findings for a person, in plain text."""
    head = f"Edition {findings.edition}" + (f", before {findings.before}" if findings.before else "")
    rows = [f"{'':28}{'lines':>7}{'in place':>10}{'moved':>7}{'lost':>6}"]
    rows += [f"{f.file:28}{f.lines:>7}{f.in_place:>10}{f.moved:>7}{f.lost:>6}" for f in findings.files]
    parts = [head + "\n" + "\n".join(rows)]
    for file in findings.files:
        parts += [_moved_text(file.file, moved) for moved in file.moved_words]
        parts += [_lost_text(file.file, lost) for lost in file.lost_words]
    if findings.unasked:
        listed = "\n".join(f"  {passage}: {text}" for passage, text in findings.unasked)
        parts.append(f"Sentences with fewer than {FEWEST} questions in the bank: {len(findings.unasked)}\n{listed}")
    return "\n\n".join(parts)


def _evidence(number: int, row: dict[str, Any]) -> Iterator[Evidence]:
    if "nearest" in row:
        yield Evidence(number, "", _words(row["nearest"]))
    elif "turns" in row:
        for turn in row["turns"]:
            for words in (alternative for group in turn["evidence"] for alternative in group):
                yield Evidence(number, "", _words(words))
    elif isinstance(row["evidence"], str):
        yield Evidence(number, "", row["evidence"], (row["trust"],))
    else:
        for words in (*(alternative for group in row["evidence"] for alternative in group), *row["also_fine"]):
            yield Evidence(number, row["id"], _words(words))


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{value!r} is no text")
    return value


def _likeness(wanted: str, candidate: str) -> float:
    """Evidence may be part of a sentence; a sentence that is part of the evidence is not like the whole of it."""
    part = fuzz.partial_ratio(wanted, candidate) if len(candidate) > len(wanted) else 0.0
    return max(fuzz.ratio(wanted, candidate), part)


def _names(items: Iterable[Evidence]) -> tuple[str, ...]:
    """The ids, or for a file without ids its lines, those that follow each other as a range."""
    ids = tuple(dict.fromkeys(item.name for item in items if item.name))
    if ids:
        return ids
    runs: list[list[int]] = []
    for line in sorted({item.line for item in items}):
        if runs and line == runs[-1][-1] + 1:
            runs[-1].append(line)
        else:
            runs.append([line])
    return tuple(f"line {run[0]}" if len(run) == 1 else f"lines {run[0]}–{run[-1]}" for run in runs)


def _listed(places: Iterable[Place]) -> str:
    return "; ".join(str(place) for place in dict.fromkeys(places))


def _moved_text(file: str, moved: Moved) -> str:
    was = f"  was {moved.before}\n" if moved.before else ""
    return f"Moved: {file}, {_few(moved.names)}\n  {moved.words}\n{was}  now {moved.now}"


def _lost_text(file: str, lost: Lost) -> str:
    return f"Lost: {file}, {_few(lost.names)}\n  {lost.words}\n  closest, {lost.likeness}% alike ({lost.place}):\n  {lost.closest}"


def _few(names: Sequence[str]) -> str:
    return ", ".join(names[:_NAMED]) + (f" and {len(names) - _NAMED} more" if len(names) > _NAMED else "")
