"""What is known of a sentence in the row of one member, from all rows of a comparison together: features for a regression.

The judge (``judge.py``) asks of a sentence whether it answers; nearest in a silent member's part stands a neighbour of the subject,
which it likes as well. What tells them apart is what the other members have, what an editor put there, and of whom an editor found
the report silent.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from rag.answering.features import FEATURES
from rag.answering.find import likeliest
from rag.answering.meant import PROBABLE, quoted
from rag.answering.quotes import sentences_of
from rag.understanding.given import met
from rag.understanding.route import ABSENT, FIND, MENTION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from rag.answering.candidates import Candidates
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.types import Quote, TrustId
    from rag.understanding.question import Question
    from rag.understanding.route import Route

    Floats = NDArray[np.float64]

OF_SENTENCE = ("chance", "of_best", "place", "prepared", "first_entry", "shown", "words", "kind")
"""Its log-odds by the judge, share of the best one's chance, place in its member's part; how likely an entry is meant that quotes
it, whether the likeliest one does; whether it is in the row as it was laid out; the share of the request's words that it has, and
whether it is of the kind that is asked for."""
OF_MEMBER = ("row_best", "best", "near_best", "member_prepared", "member_silent", "any_prepared", "find", "absent")
"""The best log-odds of the member's sentences and of all, and how many members come near; how likely an entry is meant that quotes
the member, one that is silent on it, any; a fact, what the report has not."""
ROW_FEATURES = (*FEATURES, *OF_SENTENCE, *OF_MEMBER)
LIKELIEST = 8
"""Sentences of a member's part by the judge that are weighed beside what was laid out and what entries quote."""
NEAR = 0.5
"""Share of the best chance of all from which a member comes near it."""
LEAST = 1e-9
"""Keeps a share of nothing from being none."""


def is_judged(draft: Draft, trace: Trace) -> bool:
    """Whether an answer has rows of which each is to answer: places of a word are what they are, and so is what people said."""
    return bool(draft.rows) and bool(trace.judged) and trace.chosen not in (MENTION, "refusal") and draft.form != "voices"


class Rows:
    """What is known of all rows of one comparison, which was searched member by member and routed."""

    def __init__(self, kit: Kit, rivals: Candidates, asked: Question, draft: Draft, trace: Trace, route: Route) -> None:
        self._kit, self._asked, self._draft = kit, asked, draft
        self._features = {trust: judged.features for judged in trace.judged for trust in judged.trusts}
        self._chances = likeliest(trace.judged)
        odds = np.clip(self._chances, 1e-6, 1 - 1e-6)  # as the judge clips its own
        self._logits = np.log(odds / (1 - odds))
        meant = ((rivals.entries[name], share) for name, share in route.entries().items() if share > PROBABLE)
        self._meant = [(entry, share) for entry, share in meant if entry.form not in ("social", "about")]
        self._quoted = quoted(rivals.entries, route, len(kit.index.sentences))
        self._first = next((entry for entry, _ in rivals.subjects(route, asked)), None)
        self._words = [kit.concordance.with_synonyms(word) for word in kit.subject(asked)]
        self._any_kind = met(asked.text, ())  # nothing of a kind is asked for
        self._best = float(self._chances.max())
        near = sum(float(self._chances[own].max(initial=0)) > NEAR * self._best for own in kit.members.values())
        every = sum(share for _, share in self._meant)
        self.of = cache(self._known_of)  # a row is looked at as it is emptied, sorted out and found empty
        self._shared = (float(self._logits.max()), float(near), every, route.of(FIND), route.of(ABSENT))

    def _known_of(self, trust: TrustId) -> tuple[list[int], Floats]:
        """The sentences that may answer for a member, with their features ``(n, len(ROW_FEATURES))``."""
        own = self._kit.members[trust]
        order = own[np.argsort(-self._chances[own], kind="stable")].tolist()
        parts = [(part.sentences, share) for entry, share in self._meant if (part := entry.part(trust))]
        shown = self._in(q for row in self._draft.rows if row.trust == trust for q in row.quotes)
        folded = self._in(q for q in self._draft.more if q.trust == trust)
        places = {n: place for place, n in enumerate(order)}
        weighed = sorted(places.keys() & {*order[:LIKELIEST], *shown, *folded, *(n for part, _ in parts for n in part)})
        if not weighed:
            return [], np.zeros((0, len(ROW_FEATURES)))
        likeliest_part = self._first.part(trust) if self._first else None
        first = likeliest_part.sentences if likeliest_part else frozenset()
        best, near, every, find, absent = self._shared
        prepared, silent = sum(share for _, share in parts), sum(share for e, share in self._meant if trust in e.silent)
        of_member = (float(self._logits[order[0]]), best, near, prepared, silent, every, find, absent)
        of_sentence = [
            (self._logits[n], self._chances[n] / max(self._best, LEAST), places[n],
             self._quoted[n], n in first, n in shown,
             self._held(n), self._any_kind or met(self._asked.text, (self._kit.index.sentences[n].text,)))
            for n in weighed
        ]  # fmt: skip
        whole = np.broadcast_to(of_member, (len(weighed), len(OF_MEMBER)))
        return weighed, np.column_stack([self._features[trust][weighed], np.array(of_sentence, float), whole])

    def _held(self, sentence: int) -> float:
        """The share of the request's words that stand in a sentence; -1 of one that has none."""
        return sum(sentence in places for places in self._words) / len(self._words) if self._words else -1.0

    def _in(self, quotes: Iterable[Quote]) -> set[int]:
        """The sentences of quotations."""
        return {n for quote in quotes for n in sentences_of(self._kit.index, quote)}
