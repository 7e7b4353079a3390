"""``evals/questions.jsonl`` → Cases, their evidence tied to the edition."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from rag.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

    from rag.corpus.bank import Anchors

    Spans = tuple[tuple[int, int], ...]

KINDS = (
    "fact", "process", "reason", "list", "voice", "compare", "common", "checklist", "study", "follow-up", "absent",
    "off-topic", "false premise", "attack",
)  # fmt: skip
STYLES = ("plain", "lay", "typo", "terse", "abbreviation", "long")


@dataclass(frozen=True, slots=True)
class Case:
    """One eval question.

    ``groups``: all are needed, one alternative of each is enough; an alternative is every place where its words stand.
    ``fine``: places that a good answer may also quote. ``split`` is ``dev`` or ``test``.
    """

    id: str
    kind: str
    style: str
    question: str
    history: tuple[str, ...]
    answerable: bool
    groups: tuple[tuple[Spans, ...], ...]
    fine: Spans
    trusts: tuple[str, ...]
    split: str

    @property
    def relevant(self) -> Spans:
        """Every span that is evidence or also fine."""
        return (*(span for group in self.groups for spans in group for span in spans), *self.fine)


def load_cases(path: Path, anchors: Anchors) -> tuple[Case, ...]:
    """Read the eval questions; ``InputError`` names the line that is malformed or not verbatim."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"The eval questions at {path} cannot be read ({error}).") from error
    cases = []
    for number, line in enumerate(lines, start=1):
        try:
            cases.append(_case(json.loads(line), anchors, number))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(f"{path.name} line {number} is not an eval question ({error!r}).") from error
    ids = [c.id for c in cases]
    if repeated := {i for i in ids if ids.count(i) > 1}:
        raise InputError(f"{path.name} has ids twice: {', '.join(sorted(repeated))}.")
    return tuple(cases)


def _case(row: dict[str, Any], anchors: Anchors, number: int) -> Case:
    def spans(verbatim: str) -> Spans:
        found = tuple(anchors.find(verbatim))
        if not found:
            raise ValueError(f"not verbatim: {verbatim[:80]!r}")
        return found

    groups = tuple(tuple(spans(alternative) for alternative in group) for group in row["evidence"])
    if bool(groups) != row["answerable"]:
        raise ValueError("answerable and evidence do not agree")
    if row["kind"] not in KINDS or row["style"] not in STYLES:
        raise ValueError(f"no such kind or style: {row['kind']!r}, {row['style']!r}")
    return Case(
        id=row["id"], kind=row["kind"], style=row["style"], question=row["question"], history=tuple(row["history"]),
        answerable=row["answerable"], groups=groups, fine=tuple(s for v in row["also_fine"] for s in spans(v)),
        trusts=tuple(row["trusts"]), split=row.get("split", "test" if number % 2 else "dev"),
    )  # fmt: skip
