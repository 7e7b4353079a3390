"""The prepared figures → one table of attributes by trust, each cell with its value and the words that it was read from."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from rag.amounts import amount, currency
from rag.answering.entries import quotes_of
from rag.answering.figures import in_order
from rag.reference.places import Place, place_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rag.corpus.prepared import Entry, Part
    from rag.search.index import PassageIndex
    from rag.types import TrustId

State = Literal["stated", "not_stated", "unknown"]
STATES: dict[State, str] = {"stated": "stated", "not_stated": "not stated", "unknown": "–"}
"""In a reader's words. ``unknown``: the editor says nothing either way."""
COLUMNS = (
    "id", "attribute", "trust_id", "trust", "state", "qualifier", "value", "value_to", "unit", "compares", "words", "pages",
    "links", "edition",
)  # fmt: skip
GENERAL = "all"
"""Stands for a trust's id in the CSV where the report speaks of no single trust."""
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""With these a spreadsheet's formula begins, as typed on any keyboard."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What the report states of one attribute at one trust (``trust`` is ``None`` for no single trust).

    ``amount`` is qualifier and value as a reader is shown them, without a unit that is no currency's, empty where the words
    alone are the answer; ``places`` are the words, the ones that answer best first.
    """

    trust: TrustId | None
    state: State
    amount: str = ""
    value: float | str | None = None
    value_to: float | None = None
    qualifier: str | None = None
    unit: str | None = None
    places: tuple[Place, ...] = ()

    @property
    def number(self) -> str:
        """``amount`` without its qualifier."""
        return self.amount.removeprefix(self.qualifier or "").strip()

    @property
    def measure(self) -> str:
        """The unit as it follows ``amount``, which has a currency's already."""
        return "" if currency(self.unit) else self.unit or ""


@dataclass(frozen=True, slots=True)
class Attribute:
    """One row of the table: a cell for every trust, and what is said of none in particular where anything is.

    ``order`` has the trusts whose values may be compared, the greatest first, and is empty where none may.
    """

    id: str
    title: str
    subject: str
    order: tuple[TrustId, ...]
    cells: tuple[Cell, ...]
    general: Cell | None

    @property
    def compares(self) -> bool:
        """Whether two values or more may be set in an order."""
        return bool(self.order)

    def cell(self, trust: TrustId) -> Cell:
        """The cell of this trust; ``StopIteration`` where the report has no such trust."""
        return next(cell for cell in self.cells if cell.trust == trust)


@dataclass(frozen=True, slots=True)
class Figures:
    """The table, its columns in the order of ``trusts`` (id and name)."""

    edition: str
    trusts: tuple[tuple[TrustId, str], ...]
    attributes: tuple[Attribute, ...]


def figures(index: PassageIndex, entries: Iterable[Entry]) -> Figures:
    """The table of the entries whose form is ``figures``, in their order."""
    trusts = tuple((trust.id, trust.name) for trust in index.report.tags.trusts)
    return Figures(
        index.report.short_edition, trusts, tuple(_attribute(index, e, trusts) for e in entries if e.form == "figures")
    )  # fmt: skip


def record(table: Figures) -> dict[str, Any]:
    """What ``GET /api/figures`` gives."""
    return {
        "edition": table.edition,
        "trusts": [{"id": trust, "name": name} for trust, name in table.trusts],
        "figures": [{**asdict(attribute), "compares": attribute.compares} for attribute in table.attributes],
    }


def to_csv(table: Figures) -> str:
    """A line a cell, for spreadsheets: no cell can be taken for a formula."""
    out = io.StringIO()
    write = csv.writer(out)
    write.writerow(COLUMNS)
    names = dict(table.trusts)
    for attribute in table.attributes:
        for cell in (*attribute.cells, *([attribute.general] if attribute.general else [])):
            name = names[cell.trust] if cell.trust else "The report as a whole"
            row = (
                attribute.id, attribute.title, cell.trust or GENERAL, name, STATES[cell.state], cell.qualifier, cell.value,
                cell.value_to, cell.unit, "yes" if attribute.compares else "no", "\n".join(p.text for p in cell.places),
                "; ".join(p.page for p in cell.places), " ".join(p.link for p in cell.places), table.edition,
            )  # fmt: skip
            write.writerow([_safe(value) for value in row])
    return out.getvalue()


def _attribute(index: PassageIndex, entry: Entry, trusts: Iterable[tuple[TrustId, str]]) -> Attribute:
    cells = []
    for trust, _ in trusts:
        part = entry.part(trust)
        silent: State = "not_stated" if trust in entry.silent else "unknown"
        cells.append(_cell(index, part) if part else Cell(trust, silent))
    general = entry.part(None)
    order = in_order(entry, [part for part in entry.parts if part.trust is not None])
    return Attribute(
        entry.id, entry.title, entry.subject, tuple(str(part.trust) for part in order), tuple(cells),
        _cell(index, general) if general else None,
    )  # fmt: skip


def _cell(index: PassageIndex, part: Part) -> Cell:
    places = tuple(place_of(quote, index.report.short_edition) for quote in quotes_of(index, part.quotes))
    shown = amount(part, " ".join(place.text for place in places))
    return Cell(part.trust, "stated", shown, part.value, part.value_to, part.qualifier, part.unit, places)


def _safe(value: object) -> object:
    """A text that a spreadsheet would take for a formula gets the apostrophe that makes it a text."""
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA) else value
