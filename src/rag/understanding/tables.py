"""A table pasted from a document or a sheet, a row a trust, with cells left open: each is a request, the head of its column asked
of its row. A table whose rows are what is asked is read line by line (``parts``).

Read so, the head would be asked of all trusts, and "Ash | ?" would ask nothing.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from rag.understanding.lent import with_trust
from rag.understanding.names import find_trusts

if TYPE_CHECKING:
    from rag.corpus.tags import Tags

_OPEN = frozenset({"", "?", "??", "…", "...", "tbc", "-", "–"})
"""What stands in a cell that is to be filled in."""
_RULE = re.compile(r"[-: ]++")


def unfolded(text: str, tags: Tags) -> str:
    """``text`` with a line for each open cell of its tables ("Induction (Ash)") in place of those; all else as it is.

    A table is two lines or more with as many cells each, parted by bars or tabs, none of them open in the first line. Each row with
    an open cell begins with a trust, and no head names one.
    """
    if "|" not in text and "\t" not in text:
        return text
    lines: list[str] = []
    for count, run in groupby(text.splitlines(), lambda line: len(_cells(line))):
        block = list(run)
        lines += (_asked([_cells(line) for line in block], tags) if count > 1 else []) or block
    return "\n".join(lines)


def _cells(line: str) -> list[str]:
    """The cells of a line; one, where it is none of a table."""
    bare = line.strip(" ")
    mark = "|" if "|" in bare else "\t"
    if mark == "|":
        bare = bare.removeprefix("|").removesuffix("|")
    return [cell.strip() for cell in bare.split(mark)]


def _asked(table: list[list[str]], tags: Tags) -> list[str]:
    """A request for each open cell; none where nothing is open, or it is another kind of table."""
    head, *rows = [row for row in table if not all(_RULE.fullmatch(cell) for cell in row)] or [[]]
    asked = [row for row in rows if any(_is_open(cell) for cell in row[1:])]
    if any(_is_open(name) or find_trusts(name, tags) for name in head[1:]) or not all(find_trusts(row[0], tags) for row in asked):
        return []
    return [
        with_trust(name.rstrip("? "), row[0], tags)
        for row in asked
        for name, cell in zip(head[1:], row[1:], strict=True)
        if _is_open(cell)
    ]


def _is_open(cell: str) -> bool:
    return cell.lower() in _OPEN
