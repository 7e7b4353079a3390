"""A table pasted from a document or a sheet, a row a trust, with cells left open: each is a request, the head of its column asked
of its row. A table whose rows are what is asked is read line by line (``parts``). A table that is to be made, "a table: trust,
budget, number of staff", asks for what its columns name, of each trust.

Read so, the head would be asked of all trusts, and "Ash | ?" would ask nothing.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from rag.understanding.group import rules_of
from rag.understanding.lent import with_trust
from rag.understanding.names import find_trusts
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from rag.corpus.tags import Tags

_OPEN = frozenset({"", "?", "??", "…", "...", "tbc", "-", "–"})
"""What stands in a cell that is to be filled in."""
_RULE = re.compile(r"[-: ]++")

TO_MAKE = Rule(
    "orders a table by its columns",
    (
        (r"(?:(?:can|could|would|will) (?:you|i|we)(?: please)? |please |pls |(?:i|we)(?:'d| would)? (?:like|need"
         r"|want)(?: you to)? )?"
         r"(?:(?:make|give|do|build|produce|draw up|create|send|have|get|put together|set up|fill in)(?: (?:me|us))? )?(?:an? "
         r"|one )?"
         r"(?:(?:simple|short|quick|small|comparison) )?(?:table|grid|matrix|spreadsheet|sheet)(?: please| pls)?"
         r"(?:(?: (?:with|of|showing|for))?(?: these| the| following)*+ (?:columns?|headings?|headers?)(?: (?:for|of|as follows"
         r"|being))?"
         r" ?[:,–-]?+ |(?: (?:with|of|showing))? ?(?::|[–-](?= )) )"),
    ),
    yes=("can you make me a table: ward, beds", "a spreadsheet with columns for beds and nurses",
         "i need a grid of these headings: beds",
         "please do a table - ward, beds, nurses"),
    no=("a table of beds", "who sits at the table: nurses", "table", "is there a table with beds"),
    bounded=False, head="^(?:(?:hi|hello|ok|so)[ ,]++)?",
)  # fmt: skip
_COLUMN = re.compile(r" ?[;|] ?|, ?(?:and |& )?| and (?=[^,;|]{2,60}$)")
_OF_THE_ROW = re.compile(r"(?:(?:the )?names? of (?:the |each )?|each |by )?")
_COUNTED = re.compile(
    r"(?:staff|employees|workforce|headcount|consultants|doctors|nurses|beds|sites|hospitals|patients)"
    r"(?: (?:employed|served|seen))?$"
)
_WHOM = re.compile(r" (?:for|at|in|across) [^,;|]{2,60}+$")
LONGEST = 300
"""Characters of an order for a table: what is longer tells a story."""
WIDEST = 12
"""Most words that name a column."""


def columned(text: str, tags: Tags) -> str:
    """An order for a table by two columns or more as a line for what each asks of each trust, or of those named; else as it is."""
    lowered = text.lower()
    found = TO_MAKE.pattern.match(lowered) if len(text) <= LONGEST and len(lowered) == len(text) else None
    if found is None or "\n" in text.strip():
        return text
    group = tags.profile.group
    listed, whom = _whose(text[found.end() :].strip(" ?.!"), tags)
    members = {word for pair in group.words for word in pair} | {*group.places}
    first, *others = [one.strip() for one in _COLUMN.split(listed)]
    heads_rows = _OF_THE_ROW.sub("", first.lower(), count=1) in members
    asked = [one for one in (*([] if heads_rows else [first]), *others) if one]
    if len(asked) < 2 or any(len(one.split()) > WIDEST for one in asked) or find_trusts(listed, tags):  # noqa: PLR2004
        return text
    return "\n".join(f"- {'number of ' if _COUNTED.match(one.lower()) else ''}{one} {whom}" for one in asked)


def _whose(listed: str, tags: Tags) -> tuple[str, str]:
    """The columns, and of whom they are asked: who stands behind the last of them, or each."""
    every = rules_of(tags).among.pattern.search(listed.lower())
    named = _WHOM.search(listed)
    own = every if every and every.end() == len(listed) else named if named and find_trusts(named[0], tags) else None
    cut = own.start() if own else len(listed)
    return listed[:cut].rstrip(" –-"), listed[cut:].strip(" –-") or f"for each {tags.profile.group.noun}"


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
