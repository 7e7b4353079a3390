"""Figures as Markdown, and Markdown between the markers of a document. Pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

NOT_YET = "Not measured yet: `make bench` does."
_MARKED = re.compile(r"<!-- bench:(\w+) -->\n(.*?)<!-- /bench:\1 -->", re.DOTALL)
THOUSAND = 1_000
SMALL = 0.1
DIFFER = 1.1
"""From this ratio, two figures that should be alike are said to differ."""


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; numbers are written by ``number``."""
    lines = [list(head), ["---"] * len(head), *([number(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def number(value: object) -> str:
    """A number as people read it, with commas from 1,000 and no more digits than it has; text as it is, ``None`` as a dash."""
    if value is None:
        return "–"
    if isinstance(value, int) or (isinstance(value, float) and abs(value) >= THOUSAND):
        return f"{value:,.0f}"
    return f"{value:.3g}" if isinstance(value, float) else str(value)


def percent(share: float) -> str:
    """A share as a percentage, with a decimal where it is small."""
    return f"{share * 100:.0f}%" if share >= SMALL else f"{share * 100:.1f}%"


def aim(wanted: str, *, reached: bool) -> str:
    """A sentence about what was aimed at and whether the figures reach it."""
    return f"Aim: {wanted}. {'Reached.' if reached else '**Not reached.**'}"


def size(count: float) -> str:
    """Bytes as people read them."""
    for unit, power in (("GiB", 30), ("MiB", 20), ("KiB", 10)):
        if count >= 2**power:
            return f"{number(count / 2**power)} {unit}"
    return f"{count:.0f} bytes"


def caption(run: Mapping[str, Any]) -> str:
    """Where and when figures were taken."""
    m = run["machine"]
    return (
        f"Taken {run['date']} at commit {run['commit']}, edition {run['edition']}: {m['cores']} cores of {m['cpu']}, "
        f"{m['ram']} GiB, Python {m['python']}, torch {m['torch']}."
    )


def marked(document: str) -> dict[str, str]:
    """What stands between each pair of markers, by name."""
    return {m[1]: m[2].strip() for m in _MARKED.finditer(document)}


def put(document: str, bodies: Mapping[str, str]) -> str:
    """The document with every body between its markers; ``ValueError`` names the markers that are missing or unknown."""
    if different := set(marked(document)) ^ set(bodies):
        raise ValueError(f"markers and tables are not the same: {', '.join(sorted(different))}")
    return _MARKED.sub(lambda m: f"<!-- bench:{m[1]} -->\n{bodies[m[1]]}\n<!-- /bench:{m[1]} -->", document)
