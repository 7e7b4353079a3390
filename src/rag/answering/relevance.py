"""What of an answer is seen first, and what at once: a quotation that is likely not on what was asked is folded.

The judge (``judge.py``) tells of each sentence alone whether it answers. What stands above it, how the request was routed and which
of its words a quotation holds tell more: a regression over all of that, taught on requests of which every sentence that helps is
known (``training/relevance.py``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from rag.answering.at_large import of_all_together
from rag.answering.bare import names_a_heading
from rag.answering.beside import numbers_first, on_the_subject
from rag.answering.earned import is_broad
from rag.answering.entries import chance
from rag.answering.find import likeliest
from rag.answering.meant import quoted
from rag.answering.office import of_the_post
from rag.answering.once import once
from rag.answering.other_things import with_other_things
from rag.answering.posts import leader_first
from rag.answering.quotes import sentences_of
from rag.answering.rows import with_folded
from rag.answering.spelt import said_first
from rag.understanding.given import met
from rag.understanding.route import FIND, MENTION
from rag.understanding.wants import SUMS_UP

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from rag.answering.candidates import Candidates
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.answering.regression import Regression
    from rag.answering.trace import Trace
    from rag.types import Answer, Quote, Row
    from rag.understanding.question import Question

    Floats = NDArray[np.float64]

_FORMS = ("digest", "figures", "topic", "term", "voices", "about", "compare")
OF_QUOTE = (
    "chance", "of_group", "of_best", "prepared", "chosen", "held", "most_held", "subject", "kind", "general", "near_first", "long",
    "place", "first", "leads_on",
)  # fmt: skip
"""Its log-odds by the judge, share of the best one's chance in its row, or outside of rows, and of all; how likely an entry is
meant that quotes it, whether the chosen one does; the share of the request's telling words that it holds, of the most that one in
its row holds, and of those that name a thing; whether it is of the kind that is asked for; whether it is of no single trust, near
what leads it, how long it is; how far down it stands, whether it leads, and that of what follows."""
OF_ANSWER = ("best", "count", "in_row", "find", "meant", "broad", "each", "follows", *_FORMS)
"""The best log-odds of its row, and how many quotations that has; whether it is one; how likely a fact is asked, and the
chosen entry is meant; whether more than a fact is asked, each trust, and whether the request leans on one before; the form."""
RELEVANCE_FEATURES = (*OF_QUOTE, *OF_ANSWER)
LEAST = 1e-9
"""Keeps a share of nothing from being none."""
NEAR = 600
"""Characters of the report within which a quotation stands near another one: some four sentences."""
APART = 0.2
"""Chance below which a quotation is folded."""
LEADS = 0.1
"""By how much likelier another quotation must be to lead in place of the first."""


def settled(kit: Kit, rivals: Candidates, judge: Regression | None, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft with no stretch of the report twice, the likeliest first, the unlikely folded, with the other things of a list, and
    how much is of a silent row.
    """
    draft = of_all_together(kit, asked, once(kit.index, draft))
    if draft.beside and trace.judged:
        draft = on_the_subject(kit, asked, draft, likeliest(trace.judged))
    summed = asked.listing or SUMS_UP.found(asked.text.lower())
    whole = draft.complete or draft.form == "digest" or summed  # as an editor laid it out, or all that there is
    weighed = judge and not whole and is_weighed(draft, trace) and _is_a_choice(draft)
    if weighed and names_a_heading(kit, asked):  # a heading is asked for: what stands under it is of it
        draft = replace(draft, kept=(*draft.kept, *(q for q in draft.quotes if q.heading == draft.quotes[0].heading)))
    draft = relevant(judge, Quotations(kit, rivals, asked, draft, trace), draft) if judge and weighed else draft
    if draft.quotes and set(draft.beside).issuperset(draft.quotes):  # what was found beside it is all that there is
        draft = replace(draft, heading="", beside=())
    draft = with_other_things(kit, rivals, asked, draft, trace)
    draft = numbers_first(kit, asked, said_first(kit, rivals, asked, draft, trace))
    draft = draft if whole else leader_first(kit, asked, draft)
    return with_folded(of_the_post(kit, asked, draft))


def is_weighed(answer: Draft | Answer, trace: Trace) -> bool:
    """Whether quotations are weighed against each other: places of a word are what they are, and a refusal has none."""
    answers = answer.status in ("answered", "partial") and bool(answer.quotes)
    return answers and bool(trace.judged) and trace.route is not None and trace.chosen not in (MENTION, "refusal")


def relevant(judge: Regression, known: Quotations, draft: Draft) -> Draft:
    """The draft by what the ``judge`` makes of each quotation: one that is likelier by far leads, and unlikely ones are folded.

    A row with a value keeps the order that goes with it, and so does what follows, which is led by what it asks of the thing talked
    of. What leads a row, or an answer without rows, is seen.
    """
    rows = {row.trust: row for row in draft.rows}
    place: dict[Quote, Iterator[Quote]] = {}
    gone: list[Quote] = []
    for row, quotes in known.groups:
        leads = row is not None or not any(r.quotes for r in draft.rows)
        if leads and len(quotes) == 1:
            continue
        chances = judge.chances(known.features(row, quotes))
        best = int(np.argmax(chances))
        keeps = known.follows or (row is not None and row.value is not None)
        first = 0 if keeps or chances[best] - chances[0] < LEADS else best
        kept = [q for n, q in enumerate(quotes) if (n == first and leads) or q in draft.kept or chances[n] >= APART]
        kept.sort(key=lambda q: q != quotes[first])
        gone += (q for q in quotes if q not in kept)
        place |= dict.fromkeys(quotes, iter(kept))
        if row is not None:
            rows[row.trust] = replace(row, quotes=(*kept, *(q for q in row.quotes if q not in quotes)))
    return replace(
        draft,
        quotes=tuple(own for q in draft.quotes if (own := next(place[q], None) if q in place else q)),  # where its group stood
        rows=tuple(rows.values()),
        more=(*gone, *draft.more),
        beside=tuple(q for q in draft.beside if q not in gone),
    )


class Quotations:
    """What is known of the quotations of one answer, which was searched and routed."""

    def __init__(self, kit: Kit, rivals: Candidates, asked: Question, answer: Draft | Answer, trace: Trace) -> None:
        self._kit, self._asked, self.follows = kit, asked, bool(asked.lead)
        self.groups = list(_groups(answer))
        chances = likeliest(trace.judged)
        self._own = {q: sentences_of(kit.index, q) for _, quotes in self.groups for q in quotes}
        self._told = {q: chance(own, chances) for q, own in self._own.items()}
        self._best = max(self._told.values(), default=0.0)
        self._meant = quoted(rivals.entries, trace.route, len(kit.index.sentences)) if trace.route else None
        chosen = rivals.entries.get(trace.chosen)
        self._chosen = {n for part in (chosen.parts if chosen else ()) for n in part.sentences}
        self._telling, self._subject = kit.telling(asked), kit.subject(asked)
        find = trace.route.of(FIND) if trace.route else 1.0
        meant = rivals.share(chosen, trace.route) if chosen and trace.route else 0.0
        self._shared = (find, meant, is_broad(asked), asked.each, self.follows, *(answer.form == form for form in _FORMS))

    def features(self, row: Row | None, quotes: Sequence[Quote]) -> Floats:
        """Of the quotations of a row, or of those that stand in none, ``(n, len(RELEVANCE_FEATURES))``."""
        chances = [self._told[q] for q in quotes]
        best = max(chances)
        held = [self._kit.held(self._own[q], self._telling) for q in quotes]
        of_answer = (_log_odds(best), len(quotes), row is not None, *self._shared)
        of_quote = [
            (_log_odds(own), own / max(best, LEAST), own / max(self._best, LEAST), *self._prepared(q),
             words / max(2 * len(self._telling), 1), words / max(*held, 1), self._names(q), met(self._asked.text, (q.text,)),
             q.trust is None, place > 0 and abs(q.start - quotes[0].start) < NEAR, np.log(len(q.text)), place, place == 0,
             place == 0 and self.follows)
            for place, (q, own, words) in enumerate(zip(quotes, chances, held, strict=True))
        ]  # fmt: skip
        whole = np.broadcast_to(np.array(of_answer, float), (len(quotes), len(OF_ANSWER)))
        return np.column_stack([np.array(of_quote, float), whole])

    def _prepared(self, quote: Quote) -> tuple[float, bool]:
        """How likely an entry is meant that quotes it, and whether the chosen one does."""
        own = self._own[quote]
        meant = 0.0 if self._meant is None else float(self._meant[own].max(initial=0.0))
        return meant, not self._chosen.isdisjoint(own)

    def _names(self, quote: Quote) -> float:
        """The share of the things that the request names that a quotation does."""
        return sum(self._kit.stands_in(quote.text, word) for word in self._subject) / max(len(self._subject), 1)


def _is_a_choice(draft: Draft) -> bool:
    """Whether there is anything to set before another, or to fold: two quotations of a row, or one beside rows."""
    groups = list(_groups(draft))
    return any(len(quotes) > 1 for _, quotes in groups) or len({row is None for row, _ in groups}) > 1


def _groups(answer: Draft | Answer) -> Iterator[tuple[Row | None, tuple[Quote, ...]]]:
    """The rows with their own quotations, then what stands in no row; without what is empty."""
    in_rows = {q for row in answer.rows for q in row.quotes}
    for row in answer.rows:
        if own := tuple(q for q in row.quotes if q.trust == row.trust):
            yield row, own
    if rest := tuple(q for q in answer.quotes if q not in in_rows):
        yield None, rest


def _log_odds(chance_of_it: float) -> float:
    clipped = min(max(chance_of_it, 1e-6), 1 - 1e-6)  # as the judge clips its own
    return float(np.log(clipped / (1 - clipped)))
