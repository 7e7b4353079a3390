"""The form ``compare``: a row a trust, in the order asked, each quoted or proved silent."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.beside import TELLS, chance_of
from rag.answering.draft import Draft
from rag.answering.earned import found
from rag.answering.entries import A_ROW
from rag.answering.find import likeliest
from rag.types import Row
from rag.understanding.group import rules_of
from rag.understanding.names import find_trusts

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rag.answering.embedded import Embedded
    from rag.answering.find import Finder, Judged
    from rag.answering.kit import Kit
    from rag.corpus.prepared import Entry
    from rag.types import Quote
    from rag.understanding.question import Question


SURELY = 0.95
"""The judge's chance from which a quotation stands in a row of which an editor read nothing, though he may not be meant: of four
such rows of ``evals/comparisons.jsonl`` the one that has an answer has 0.97, the others 0.92 at most."""


def answer(kit: Kit, finder: Finder, asked: Question, judged: Sequence[Judged]) -> Draft | None:
    """Rows of what the judge finds in each trust's part, after what it finds of all of them; ``None`` if it finds nothing."""
    enough = finder.calibration.answer_row
    if max(j.answerable for j in judged) < enough:
        return None
    general: list[Quote] = []
    rows = []
    more: list[Quote] = []
    for part in judged:
        every, beyond = found(kit, finder, asked, part) if part.answerable >= enough else ((), ())
        own = tuple(q for q in every if kit.speaks_of(q, asked)) or every
        more += (*beyond, *(q for q in every if q not in own))
        if part.trusts == (None,):
            general += own
        else:
            rows.append(found_row(kit, asked, str(part.trusts[0]), own[:A_ROW]))
            more += own[A_ROW:]
    rows = [of_all(kit, asked, row, general) for row in rows]
    if asked.each and sum(bool(row.quotes) for row in rows) > 1:  # then they are compared, and lead
        more += [q for q in general if q not in of_every(kit, general)]
        general = list(of_every(kit, general))
    quotes = tuple(dict.fromkeys((*general, *(q for row in rows for q in row.quotes))))
    status = "partial" if asked.others else wording.status_of(rows)
    return Draft("compare", status, "", quotes, tuple(more), tuple(rows), note=wording.not_studied(asked.others))


def row_by_row(kit: Kit, finder: Finder, embedded: Embedded, asked: Question, themes: Sequence[str]) -> Draft | None:
    """The same of a request that is searched trust by trust, though it names nobody."""
    spread = replace(asked, rows=True)
    plans = embedded.plans(spread)
    searches = embedded.searches([plan.query for plan in plans])
    judged = [finder.judge(spread, s, plan.trusts, themes) for plan, s in zip(plans, searches, strict=True)]
    return answer(kit, finder, spread, judged)


def found_row(kit: Kit, asked: Question, trust: str, found: tuple[Quote, ...]) -> Row:
    """The row of what was found, or an empty one that says why."""
    return Row(trust, found) if found else kit.silence(trust, kit.sought(asked))


def of_all(kit: Kit, asked: Question, row: Row, general: Sequence[Quote]) -> Row:
    """A row, or, where it is empty, one with what is said of every member on the very subject: that counts for each."""
    said = () if row.quotes else tuple(q for q in of_each(kit, general) if kit.speaks_of(q, asked))
    return Row(row.trust, said[:1]) if said else row


def beside_rows(
    kit: Kit, asked: Question, draft: Draft, entry: Entry | None, silent: Sequence[str], chances: NDArray[np.float64]
) -> Draft:  # fmt: skip
    """What may stand beside rows: each has an answer, or a silence that was read; so it is on the very subject, of none of the
    ``silent`` members of what is surely meant, and of one of whom the ``entry`` is silent only if it surely answers.
    """
    every = () if silent else of_every(kit, draft.quotes)
    read = entry.silent if entry and entry.form != "term" else ()  # who has no such term may have the thing

    def fits(quote: Quote) -> bool:
        sure = quote.trust not in read or chance_of(kit.index, quote, chances) >= SURELY
        return ((quote.trust and quote.trust not in silent and sure) or quote in every) and kit.speaks_of(quote, asked)

    return replace(draft, quotes=tuple(filter(fits, draft.quotes)))


def of_every(kit: Kit, general: Sequence[Quote]) -> tuple[Quote, ...]:
    """Those of the quotations that say it of every member, or their paragraph before them does, and speak of no one of them."""
    tags = kit.index.report.tags
    rules = rules_of(tags)
    homes = {p.id: p for p in kit.index.passages}
    text = kit.index.report.text

    def of_each(quote: Quote) -> bool:
        own = text[quote.start : quote.end].lower()
        before = rules.each.found(text[homes[quote.passage].start : quote.start].lower())
        named = {mention.trust for mention in find_trusts(own, tags)}
        return not rules.some.found(own) and (rules.each.found(own) or before) and len(named) in (0, len(tags.trusts))

    return tuple(q for q in general if q.trust is None and of_each(q))


def of_each(kit: Kit, general: Sequence[Quote]) -> tuple[Quote, ...]:
    """Those of them that tell something of each: that members differ tells nothing of any one."""
    unlike = rules_of(kit.index.report.tags).unlike
    return tuple(q for q in of_every(kit, general) if not unlike.found(q.text.lower()))


def fill(kit: Kit, finder: Finder, asked: Question, draft: Draft, judged: Sequence[Judged], unknown: Sequence[str]) -> Draft:
    """A prepared answer's rows, with what the judge finds for the trusts that its entry neither quotes nor calls silent.

    What is said of every member, seen or folded, stands in the row of one of which nothing else is said, or nothing that answers
    better.
    """
    by_trust = {str(j.trusts[0]): j for j in judged if len(j.trusts) == 1 and j.trusts[0] is not None}
    rows = {row.trust: row for row in draft.rows}
    general = [q for q in (*draft.quotes, *draft.more) if q.trust is None]
    chances = likeliest(judged)
    enough = max((chance_of(kit.index, q, chances) for q in of_every(kit, general)), default=TELLS)
    more = list(draft.more)
    for trust in unknown:
        part = by_trust.get(trust)
        answers = part is not None and part.answerable >= finder.calibration.answer_row and part.chances.max() >= enough
        own, beyond = found(kit, finder, asked, part) if part and answers else ((), ())
        told = tuple(q for q in own if kit.speaks_of(q, asked))
        folded = (q for q in draft.more if q.trust == trust and kit.speaks_of(q, asked))  # it goes before what is said of all
        rows[trust] = found_row(kit, asked, trust, told or tuple(islice(folded, 1 if general else 0)))
        more += beyond
    rows = {trust: of_all(kit, asked, row, general) for trust, row in rows.items()}
    natural = [t.id for t in kit.index.report.tags.trusts]
    given = [row.trust for row in draft.rows]
    by_value = given if given != [t for t in natural if t in given] else []  # a figure's rows may stand in the order of its values
    order = asked.trusts or tuple(dict.fromkeys([*by_value, *natural]))
    laid = tuple(rows[t] for t in order if t in rows)
    before = {q for row in draft.rows for q in row.quotes}
    quotes = tuple(dict.fromkeys((*(q for q in draft.quotes if q not in before), *(q for row in laid for q in row.quotes))))
    return replace(draft, rows=laid, quotes=quotes, more=tuple(more), status=wording.status_of(laid))
