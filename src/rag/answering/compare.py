"""The form ``compare``: a row a trust, in the order asked, each quoted or proved silent."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.draft import Draft
from rag.types import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.entries import Kit
    from rag.answering.find import Finder, Judged
    from rag.types import Quote
    from rag.understanding.question import Question


def answer(kit: Kit, finder: Finder, asked: Question, judged: Sequence[Judged]) -> Draft | None:
    """Rows of what the judge finds in each trust's part, after what it finds of all of them; ``None`` if it finds nothing."""
    enough = finder.calibration.answer_row
    if max(j.answerable for j in judged) < enough:
        return None
    general: list[Quote] = []
    rows = []
    for part in judged:
        found = finder.quotes(asked, part) if part.answerable >= enough else ()
        if part.trusts == (None,):
            general += found
        else:
            rows.append(found_row(kit, asked, str(part.trusts[0]), found))
    quotes = (*general, *(q for row in rows for q in row.quotes))
    status = "partial" if asked.others else wording.status_of(rows)
    return Draft("compare", status, "", quotes, rows=tuple(rows), note=wording.not_studied(asked.others))


def found_row(kit: Kit, asked: Question, trust: str, found: tuple[Quote, ...]) -> Row:
    """The row of what was found, or an empty one that says why."""
    return Row(trust, found) if found else kit.silence(trust, kit.telling(asked))


def fill(kit: Kit, finder: Finder, asked: Question, draft: Draft, judged: Sequence[Judged], unknown: Sequence[str]) -> Draft:
    """A prepared answer's rows, with what the judge finds for the trusts that its entry neither quotes nor calls silent."""
    by_trust = {str(j.trusts[0]): j for j in judged if len(j.trusts) == 1 and j.trusts[0] is not None}
    rows = {row.trust: row for row in draft.rows}
    for trust in unknown:
        part = by_trust.get(trust)
        found = finder.quotes(asked, part) if part and part.answerable >= finder.calibration.answer_row else ()
        rows[trust] = found_row(kit, asked, trust, found)
    order = asked.trusts or tuple(t.id for t in kit.index.report.tags.trusts)
    laid = tuple(rows[t] for t in order if t in rows)
    own = {q for row in draft.rows for q in row.quotes}
    quotes = (*(q for q in draft.quotes if q not in own), *(q for row in laid for q in row.quotes))
    return replace(draft, rows=laid, quotes=quotes, status=wording.status_of(laid))
