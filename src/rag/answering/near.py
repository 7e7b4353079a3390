"""A row is empty by the words of the request; where something else speaks for an answer, what comes nearest is shown folded.

The answer that was chosen may be on less than was asked: of "a bad patch or trouble with the regulator" on the regulator alone. It
is then not for this to say that the report is silent (``rows.with_folded``), though nothing in the row would answer as asked.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.find import likeliest
from rag.answering.quotes import make_quotes, sentences_of, widen

if TYPE_CHECKING:
    from rag.answering.candidates import Candidates
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.answering.regression import Regression
    from rag.answering.row_judge import Rows
    from rag.answering.trace import Trace
    from rag.types import Quote, TrustId

PROBABLE, TOLD = 0.05, 0.2
"""Probability of an entry that quotes it, and its chance by the judge, from which a sentence comes near."""
ALONE = 0.7
"""Its chance from which it does so though no such entry quotes it."""
BY_ROWS = 0.05
"""The same by the judge of rows. Of the rows of ``evals/comparisons.jsonl`` that are rightly empty these three leave two thirds as
silence, of those that are not one in ten."""


def with_the_nearest(
    kit: Kit, rivals: Candidates, judge: Regression | None, known: Rows | None, draft: Draft, trace: Trace
) -> Draft:
    """The draft, with what comes near of each empty row of whose member nothing is folded; beside values nothing but one does."""
    if any(row.value is not None for row in draft.rows):
        return draft
    folded = {quote.trust for quote in draft.more}
    empty = [row.trust for row in draft.rows if not row.quotes and row.trust not in folded]
    chances = likeliest(trace.judged)
    shares = trace.route.entries() if trace.route else {}
    likely = [entry for name, share in shares.items() if share >= PROBABLE and (entry := rivals.entries.get(name))]

    def nearest(trust: TrustId) -> int | None:
        parts = (part for entry in likely if entry.form not in ("social", "about") and (part := entry.part(trust)))
        chosen = {n for part in parts for n in part.sentences if chances[n] >= TOLD}
        own = kit.members[trust]
        chosen.update(own[chances[own] >= ALONE].tolist())
        if judge and known:
            sentences, features = known.of(trust)
            chosen |= {n for n, told in zip(sentences, judge.chances(features), strict=True) if told >= BY_ROWS}
        return max(sorted(chosen), key=lambda n: float(chances[n]), default=None)

    found = [holding(kit, n) for trust in empty if (n := nearest(trust)) is not None]
    return replace(draft, more=(*draft.more, *(quote for quotes in found for quote in quotes))) if found else draft


def holding(kit: Kit, sentence: int) -> tuple[Quote, ...]:
    """A sentence with what it needs to be read alone."""
    made = make_quotes(kit.index, widen(kit.index, [sentence], listing=False), marked=[sentence])
    return tuple(q for q in made if sentence in sentences_of(kit.index, q))[:1]
