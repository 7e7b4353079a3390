"""What is known of an aspect that a follow-up asks for: which sentences tell it of the thing talked of, and how surely any does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rag.answering.meant import of_likeliest, quoted
from rag.answering.quotes import SHORT_LIST, make_quotes, widen
from rag.answering.weigh import worth
from rag.corpus.aspects import ASPECTS
from rag.understanding.aspects import SENTENCE_FEATURES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from rag.answering.find import Finder, Judged
    from rag.corpus.prepared import Entry
    from rag.search.index import PassageIndex
    from rag.search.retrieval import Search
    from rag.types import Quote
    from rag.understanding.aspects import AspectWeights
    from rag.understanding.route import Route

    Floats = NDArray[np.float64]

PLAIN, PLAINLY = 0.35, 0.6
"""Chance of a sentence that tells the aspect from which it is shown however unlikely an answer seems, and even where the
request was refused. With 0.5 for the first, two more of the 61 silent follow-ups about aspects were told to be so, and one
wrongly for which the report says in passing who pays."""
SURE = 0.8
"""Probability of an answer from which what was refused otherwise is answered, by what stands near what it follows."""
SHARE, ELSEWHERE, AT_ONCE = 0.2, 0.6, 3
"""Share of the best sentence's chance from which others stand beside it, in a section that answers what it follows or in another,
and how many at most. On talks about aspects 0.1 anywhere showed a hundredth more of the evidence in an eighth more text."""
BESIDE = 0.3
"""``near`` from which a sentence is next to what was found: up to three sentences away."""
FADES = 3.0
"""Sentences over which nearness falls to a third."""
_WHAT = ASPECTS.index("what")
_ASPECT, _SECTION = (SENTENCE_FEATURES.index(name) for name in ("aspect", "section"))
UNTOLD, TOLD, INSTEAD = 0.05, 0.4, 0.2
"""Probability that what a sentence tells is asked for below which it does not lead, where another one has this much, and this share
of its chance. Of 707 follow-ups, by weights that had not seen them, it led 13 more by what answers, and 6 no longer."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a follow-up asks for: how likely each aspect, and none, ``(a + 1,)``; of each sentence how like it is to the request's
    own words, how likely an entry is meant that quotes it, and whether the likeliest one does, ``(n,)`` each.
    """

    aspects: Floats
    alone: Floats
    quoted: Floats
    meant: Floats


@dataclass(frozen=True, slots=True)
class Told:
    """What of an aspect one search's scope tells: how likely it does, the chance of the best sentence that plainly tells it,
    whether the best of all stands near what is followed, and the quotations.
    """

    able: float
    plain: float
    near: bool
    quotes: tuple[Quote, ...]

    def says(self, least: float) -> bool:
        """Whether it is likely enough that it is told."""
        return self.able >= least or self.plain >= PLAIN

    @property
    def surely(self) -> bool:
        """Whether it is told even where the request was taken for one that is not answered."""
        return self.near and (self.able >= SURE or self.plain >= PLAINLY)


class Aspects:
    """What each sentence tells, and the weights, over one index. Holds no state that changes."""

    def __init__(self, index: PassageIndex, told: Floats, weights: AspectWeights, entries: Mapping[str, Entry]) -> None:
        self.index = index
        self.told = told
        self.weights = weights
        self.entries = entries
        self._homes = np.array(index.homes)
        sections = {section: n for n, section in enumerate(dict.fromkeys(p.section for p in index.passages))}
        self._sections = np.array([sections[p.section] for p in index.passages])[self._homes]
        self._general = np.array([p.trust is None for p in index.passages], float)[self._homes]

    def wanted(self, own: Search, route: Route | None) -> Wanted:
        """What is asked for by a request's ``own`` words, which together with what it follows is routed so."""
        count = len(self._homes)
        alone = own.by.vectors.similarities("sentences", own.vector).astype(float)
        if route is None:
            return Wanted(self.weights.of(own.vector), alone, np.zeros(count), np.zeros(count))
        return Wanted(
            self.weights.of(own.vector), alone, quoted(self.entries, route, count), of_likeliest(self.entries, route, count)
        )

    def sentence_features(self, wanted: Wanted, judged: Judged, found: list[int]) -> Floats:
        """``SENTENCE_FEATURES`` of every sentence, shape ``(n, 11)``.

        ``judged`` is the follow-up's search together with what it follows, and ``found`` the sentences that this finds.
        """
        asked, best = wanted.aspects, wanted.alone.max(initial=-1.0, where=judged.scores.allowed)
        at = np.array(sorted(found), np.int64)
        every = np.arange(len(self._homes))
        away = np.abs(every[:, None] - at[None, :]).min(axis=1, initial=len(every))
        return np.stack((
            _logit(judged.chances), self.told @ asked[: len(ASPECTS)], self._general,
            np.isin(self._homes, self._homes[at]), np.isin(self._sections, self._sections[at]),
            np.exp(-away / FADES), away == 0, self.lifted(asked),
            wanted.alone - best, wanted.quoted, wanted.meant,
        ), axis=1).astype(float)  # fmt: skip

    def lifted(self, asked: Floats) -> Floats:
        """How much oftener than others each sentence answers by the aspects that it tells, shape ``(n,)``."""
        share = asked[: len(ASPECTS)] / asked[: len(ASPECTS)].sum()
        return np.asarray(self.told @ (share @ self.weights.lift))

    def chances(self, features: Floats, allowed: NDArray[np.bool_]) -> Floats:
        """How likely each sentence answers, shape ``(n,)``."""
        return np.where(allowed, _logistic(features @ self.weights.sentence[:-1] + self.weights.sentence[-1]), 0.0)

    def answer_features(self, asked: Floats, features: Floats, chances: Floats, allowed: NDArray[np.bool_]) -> Floats:
        """``ANSWER_FEATURES``."""
        best = int(np.argmax(chances))
        chance, aspect, section, near = (features[:, SENTENCE_FEATURES.index(f)] for f in ("chance", "aspect", "section", "near"))
        return np.array([
            _logit(chances[best]), chance[best], aspect[best], chance[allowed].max(initial=_logit(np.zeros(1))[0]), asked[-1],
            aspect[allowed & (near > BESIDE)].max(initial=0.0), aspect[allowed & (section > 0)].max(initial=0.0),
            *asked[: len(ASPECTS)],
        ])  # fmt: skip

    def told_by(self, finder: Finder, wanted: Wanted, judged: Judged) -> Told:
        """How likely the aspect is told in one search's scope, and the sentences that tell it."""
        allowed = judged.scores.allowed
        features = self.sentence_features(wanted, judged, finder.chosen(judged))
        chances = telling_first(self.chances(features, allowed), features[:, _ASPECT])
        best, *others = np.argsort(-chances, kind="stable")[:AT_ONCE].tolist()
        chosen = sorted(
            [best, *(n for n in others if chances[n] >= (SHARE if features[n, _SECTION] else ELSEWHERE) * chances[best])]
        )
        chosen = self._whole_list(chosen) if likeliest_of(wanted.aspects) == _WHAT else chosen
        quotes = make_quotes(self.index, widen(self.index, chosen, listing=False), marked=chosen, chances=chances)
        able = worth(self.weights.answer, self.answer_features(wanted.aspects, features, chances, allowed))
        tells = self.told[:, likeliest_of(wanted.aspects)] > 0
        return Told(able, float(chances[tells].max(initial=0.0)), bool(features[best, _SECTION]), quotes)

    def _whole_list(self, chosen: list[int]) -> list[int]:
        """All items of a short list of which several were chosen, and nothing else: what there is of a thing they tell together."""
        homes = {self.index.homes[n] for n in chosen}
        passage = self.index.passages[min(homes)]
        items = {s.index: len(s.text) for s in passage.sentences if s.item is not None}
        several = len(chosen) > 1 and len(homes) == 1 and set(chosen) <= set(items)
        return list(items) if several and sum(items.values()) <= SHORT_LIST else chosen


def telling_first(chances: Floats, aspect: Floats) -> Floats:
    """The chances with what does not tell the aspect behind what plainly does, where that is not much less likely."""
    best = int(np.argmax(chances))
    tells = np.where(aspect >= TOLD, chances, 0.0)
    instead = int(np.argmax(tells))
    if aspect[best] >= UNTOLD or tells[instead] < INSTEAD * chances[best]:
        return chances
    return np.where((aspect < UNTOLD) & (chances >= chances[instead]), np.nextafter(chances[instead], 0.0), chances)


def likeliest_of(wanted: Floats) -> int:
    """The number of the aspect that is likeliest asked for."""
    return int(np.argmax(wanted[: len(ASPECTS)]))


def _logit(chances: Floats) -> Floats:
    clipped = np.clip(chances, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(clipped / (1 - clipped)))


def _logistic(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))))
