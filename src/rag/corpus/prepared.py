"""``corpus/prepared/*.jsonl`` → the prepared answers, tied to the edition and checked.

An entry holds the report's own sentences on one subject, chosen by an editor with the whole report in view, by trust; the
trusts that are silent on it; and the ways in which people put it (``asks``), on which the route is trained. The quotations
are kept as numbers of sentences, so that nothing but the edition's words can be shown.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, get_args

from rag.errors import CorpusError
from rag.types import Form

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rag.corpus.bank import Anchors
    from rag.types import TrustId

TRUST = "{trust}"
"""Stands in an ask where any trust's name may stand."""
FOLDER = "prepared"
NEGATIVES = "negatives.jsonl"
SHAPES = "mentions.txt"
STRICT = "!"
"""Before a shape that asks for the very word, whatever else might be meant."""
NEGATIVE_KINDS = ("offtopic", "absent", "social")
FORMS = frozenset(get_args(Form))


@dataclass(frozen=True, slots=True)
class Part:
    """What one trust's part of the report says (``trust`` is ``None`` for what it says of no single trust).

    ``quotes`` are sentences by ``Sentence.index``, a tuple a quotation, the one that answers best first. ``value`` and
    ``unit`` are a figure's as the editor read it, ``qualifier`` what the report sets before it ("about"), ``value_to`` the
    other end of a range ("between 15 and 40").
    """

    trust: TrustId | None
    quotes: tuple[tuple[int, ...], ...]
    value: float | str | None = None
    unit: str | None = None
    qualifier: str | None = None
    value_to: float | None = None

    @property
    def sentences(self) -> frozenset[int]:
        """Every sentence quoted."""
        return frozenset(n for quote in self.quotes for n in quote)


@dataclass(frozen=True)
class Entry:
    """One prepared answer. ``subject`` is what it is about: entries of several forms may share one.

    ``comparable``: whether the values of its parts may be set in an order. ``card`` is the assistant's own short sentence,
    only where the answer is not in the report's words. ``like`` says what kind of thing a thing with a name is: what is asked of a
    member that has none of that name, but may have the like.
    """

    id: str
    form: Form
    title: str
    subject: str
    parts: tuple[Part, ...]
    silent: tuple[TrustId, ...]
    asks: tuple[str, ...]
    card: str | None = None
    comparable: bool = True
    like: str | None = None

    def part(self, trust: TrustId | None) -> Part | None:
        """The part of this trust, if there is one."""
        return next((p for p in self.parts if p.trust == trust), None)

    @cached_property
    def sentences(self) -> frozenset[int]:
        """Every sentence quoted."""
        return frozenset(n for part in self.parts for n in part.sentences)


@dataclass(frozen=True, slots=True)
class Negative:
    """A request that no quotation answers: ``offtopic``, ``absent`` (the report does not say) or ``social``."""

    kind: str
    ask: str
    trust: TrustId | None = None


def load_prepared(corpus: Path, anchors: Anchors) -> tuple[Entry, ...]:
    """Every entry of ``corpus/prepared/``, in the order of files and lines; none where the folder is missing.

    Raises ``CorpusError`` that names the file, the line and what to write instead.
    """
    entries: dict[str, Entry] = {}
    for where, row in _rows(corpus / FOLDER, lambda name: name != NEGATIVES):
        entry = _entry(where, row, anchors)
        if entry.id in entries:
            raise CorpusError(f"{where}: the id {entry.id!r} stands there twice. Give each entry one of its own.")
        entries[entry.id] = entry
    return tuple(entries.values())


def load_negatives(corpus: Path) -> tuple[Negative, ...]:
    """The requests of ``corpus/prepared/negatives.jsonl``; none where it is missing. ``CorpusError`` names a malformed line."""
    negatives = []
    for where, row in _rows(corpus / FOLDER, lambda name: name == NEGATIVES):
        if row.get("form") not in NEGATIVE_KINDS or not isinstance(row.get("ask"), str):
            raise CorpusError(f'{where}: write an object with a text "ask" and a "form", one of {", ".join(NEGATIVE_KINDS)}.')
        negatives.append(Negative(row["form"], row["ask"], row.get("trust")))
    return tuple(negatives)


def load_shapes(corpus: Path) -> tuple[str, ...]:
    """The ways in which people ask whether and where something is mentioned, with ``{word}`` in them; none without the file."""
    path = corpus / FOLDER / SHAPES
    return tuple(filter(None, path.read_text(encoding="utf-8").splitlines())) if path.is_file() else ()


def _entry(where: str, row: dict[str, Any], anchors: Anchors) -> Entry:
    for kind, word, keys in ((str, "text", ("id", "form", "title", "subject")), (list, "list", ("parts", "silent", "asks"))):
        if lacking := [key for key in keys if not isinstance(row.get(key), kind)]:
            raise CorpusError(f'{where}: "{lacking[0]}" must be a {word}.')
    if row["form"] not in FORMS:
        raise CorpusError(f"{where}: {row['form']!r} is no form. Write one of {', '.join(sorted(FORMS))}.")
    parts = tuple(_part(where, part, anchors) for part in row["parts"])
    if not parts and not row.get("card"):
        raise CorpusError(f"{where}: an entry needs parts with quotations, or a card.")
    if both := [p.trust for p in parts if p.trust in row["silent"]]:
        raise CorpusError(f"{where}: {both[0]} is quoted and called silent. Take it out of one of them.")
    return Entry(
        row["id"], row["form"], row["title"], row["subject"], parts, tuple(row["silent"]), tuple(row["asks"]),
        row.get("card"), row.get("comparable", True), row.get("like"),
    )  # fmt: skip


def _part(where: str, row: Any, anchors: Anchors) -> Part:
    if not isinstance(row, dict) or not isinstance(row.get("quotes"), list) or not row["quotes"]:
        raise CorpusError(f'{where}: a part needs a "trust" and a list of "quotes".')
    quotes = []
    for verbatim in row["quotes"]:
        sentences = anchors.strictly(verbatim, row.get("trust"))
        if not sentences:
            whose = row.get("trust") or "no single trust"
            raise CorpusError(f"{where}: not in this edition's part on {whose}: {verbatim[:80]!r}. Quote it as it is printed.")
        quotes.append(sentences)
    return Part(row.get("trust"), tuple(quotes), row.get("value"), row.get("unit"), row.get("qualifier"), row.get("value_to"))


def _rows(folder: Path, wanted: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every line of the wanted files with where it stands, for messages."""
    for path in sorted(folder.glob("*.jsonl")):
        if not wanted(path.name):
            continue
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise CorpusError(f"{path} cannot be read ({error}). Restore it from the repository.") from error
        for number, line in enumerate(lines, start=1):
            where = f"{FOLDER}/{path.name} line {number}"
            try:
                row = json.loads(line)
            except ValueError as error:
                raise CorpusError(f"{where} is not JSON: {error}. Mend the line, or restore the file.") from error
            if not isinstance(row, dict):
                raise CorpusError(f"{where} must be an object.")
            yield where, row
