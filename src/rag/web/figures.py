"""The figures as one HTML page at ``/figures``: no script; a column is sorted by following its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.web.navigation import pages_of
from rag.web.prepared import Piece, etag, respond
from rag.web.templating import TEMPLATES

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.responses import Response

    from rag.corpus.profile import Profile
    from rag.reference.figures import Attribute, Cell, Figures
    from rag.types import TrustId


class FiguresPage:
    """The page, written and compressed once; each way to sort it differs only in its first part."""

    def __init__(self, table: Figures, profile: Profile) -> None:
        self._table = table
        self._names = {"profile": profile, "pages": pages_of(profile.group), "any_figures": bool(table.attributes)}
        self._groups = _groups(table)
        rest = TEMPLATES.get_template("figures-rest.html").render(
            **self._groups, **self._names, trusts=table.trusts, edition=table.edition
        )
        self._rest = Piece.of(rest)
        self._tops: dict[str, tuple[str, Piece]] = {}
        for attribute in self._groups["compared"]:
            self._tops[attribute.id] = self._top(attribute, ascending=False)
            self._tops[f"-{attribute.id}"] = self._top(attribute, ascending=True)
        self._unsorted = self._top(None, ascending=False)

    def respond(self, request: Request, sort: str = "") -> Response:
        """The page, sorted by the attribute ``sort``, the greatest first, or with ``-`` before it the least; an unknown one
        sorts nothing.
        """
        tag, top = self._tops.get(sort, self._unsorted)
        return respond(request, tag, [top, self._rest])

    def _top(self, attribute: Attribute | None, *, ascending: bool) -> tuple[str, Piece]:
        trusts = in_order_of(self._table, attribute, ascending=ascending)
        top = TEMPLATES.get_template("figures-top.html").render(
            **self._names, compared=self._groups["compared"], sorted_by=attribute, ascending=ascending, trusts=trusts, share=share
        )
        return etag(top, self._rest.plain.decode()), Piece.of(top)


def in_order_of(table: Figures, attribute: Attribute | None, *, ascending: bool) -> list[tuple[TrustId, str]]:
    """The trusts by an attribute's values, equal ones in the report's order; those without a value last either way."""
    if attribute is None:
        return list(table.trusts)
    values = {cell.trust: float(cell.value or 0) for cell in attribute.cells if cell.trust in attribute.order}
    return sorted(table.trusts, key=lambda trust: (trust[0] not in values, values.get(trust[0], 0) * (1 if ascending else -1)))


def share(attribute: Attribute, cell: Cell) -> int:
    """A value as per cent of the attribute's greatest; 0 where that is not above 0."""
    most = float(attribute.cell(attribute.order[0]).value or 0)
    return round(100 * float(cell.value or 0) / most) if most > 0 else 0


def _groups(table: Figures) -> dict[str, list[Attribute]]:
    """The attributes as the page shows them: those that compare, with a number, in words only; and what is said generally."""
    groups: dict[str, list[Attribute]] = {"compared": [], "numbers": [], "in_words": [], "general": []}
    for attribute in table.attributes:
        if attribute.general:
            groups["general"].append(attribute)
        if attribute.compares:
            groups["compared"].append(attribute)
        elif any(cell.amount for cell in attribute.cells):
            groups["numbers"].append(attribute)
        elif any(cell.places for cell in attribute.cells):
            groups["in_words"].append(attribute)
    return groups
