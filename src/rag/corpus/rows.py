"""``corpus/rows.jsonl`` → requests that compare, and what answers in each member's row: what the judge of rows learns from.

Readers of the whole report wrote them, who had seen nothing of the prepared answers or the exams. Tied to the edition and checked.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rag.corpus.bank import Anchors
    from rag.types import TrustId

FILE = "rows.jsonl"
_KINDS = ("quote", "silent", "open")


@dataclass(frozen=True, slots=True)
class Compared:
    """A request, and of each member the sentences (by ``Sentence.index``) any one of which answers; none of one of which the report
    is silent. Members of which either can be defended are left out.
    """

    request: str
    rows: Mapping[TrustId, frozenset[int]]


def load_rows(corpus: Path, anchors: Anchors) -> tuple[Compared, ...]:
    """Every request; none without the file. ``CorpusError`` names the line of what is malformed or not in this edition."""
    path = corpus / FILE
    if not path.is_file():
        return ()
    made = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        where = f"{FILE} line {number}"
        try:
            asked = json.loads(line)
            rows = {trust: (row["is"], row.get("evidence", ())) for trust, row in asked["rows"].items()}
            request = str(asked["question"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise CorpusError(f"{where} cannot be read ({error!r}). Restore it from the repository.") from error
        if unknown := [kind for kind, _ in rows.values() if kind not in _KINDS]:
            raise CorpusError(f'{where}: "is" must be one of {", ".join(_KINDS)}, not {unknown[0]!r}.')
        for trust, (kind, evidence) in rows.items():
            if (kind == "quote") != bool(evidence):
                raise CorpusError(f'{where}: {trust} needs "evidence" where it "is" a quote, and there alone.')
            if strange := [v for v in evidence if not (anchors.strictly(v, trust) or anchors.strictly(v, None))]:
                raise CorpusError(
                    f"{where}: not in this edition's part on {trust}: {strange[0][:80]!r}. Quote it as it is printed."
                )
        told = ((trust, evidence) for trust, (kind, evidence) in rows.items() if kind != "open")
        made.append(Compared(request, {t: frozenset(n for v in evidence for n in anchors.sentences(v, t)) for t, evidence in told}))
    return tuple(made)
