"""What of the thing talked of a follow-up asks for: the sentences that tell that aspect of it, or that the report does not."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from rag.answering import wording
from rag.answering.compare import of_all
from rag.answering.draft import Draft
from rag.answering.earned import meets
from rag.answering.entries import A_ROW
from rag.answering.meant import of_likeliest, quoted
from rag.answering.quotes import leans, make_quotes, widen
from rag.answering.weigh import worth
from rag.corpus.aspects import ASPECTS
from rag.types import Row
from rag.understanding.aspects import SENTENCE_FEATURES
from rag.understanding.route import SURE as HALF

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from rag.answering.embedded import Embedded
    from rag.answering.find import Finder, Judged
    from rag.answering.kit import Kit
    from rag.answering.prepared import Prepared
    from rag.answering.trace import Trace
    from rag.corpus.prepared import Entry
    from rag.search.index import PassageIndex
    from rag.search.retrieval import Search
    from rag.types import Quote, TrustId
    from rag.understanding.aspects import AspectWeights
    from rag.understanding.question import Question
    from rag.understanding.route import Route

    Floats = NDArray[np.float64]

NO_ASPECT = 0.5
"""Probability that no aspect is asked for above which a request is not read so."""
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
_CALLED = {
    "what": "what it consists of", "how": "how", "who": "who", "when": "when, how long or how often",
    "amount": "how many or how much", "money": "what it costs or who pays", "why": "why", "origin": "how it came about",
    "result": "what came of it", "felt": "how people took it", "trouble": "what went wrong with it",
    "now": "how far it has got", "next": "what is planned", "needed": "what it takes",
    "rule": "whether it is compulsory, or for whom",
}  # fmt: skip
_BY_WORD = {
    "who": re.compile(r"\bwho(?:m|se|'s|s)?\b"), "why": re.compile(r"\bwhy\b|\breasons?\b|\bhow come\b"),
    "amount": re.compile(r"\bhow m(?:any|uch)\b|\bnumbers?\b|\bper ?cent|\bproportion\b|\bshare\b"),
    "money": re.compile(r"\bcost|\bfund|\bpric|\bspen[dt]|\bmoney\b|\bexpens|\bbill\b|\bwho (?:\w+ )?pa(?:ys?|id)\b"),
    "when": re.compile(r"\bwhen\b|\bhow (?:long|often)\b|\byears?\b|\bdates?\b"),
}  # fmt: skip
"""Aspects of which a refusal that names them would be of something else where the request has none of these words."""
_SECTION = SENTENCE_FEATURES.index("section")
_MAY = ("answered", "partial", "not_stated", "about")


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
        chances = self.chances(features, allowed)
        best, *others = np.argsort(-chances, kind="stable")[:AT_ONCE].tolist()
        chosen = sorted(
            [best, *(n for n in others if chances[n] >= (SHARE if features[n, _SECTION] else ELSEWHERE) * chances[best])]
        )
        quotes = make_quotes(self.index, widen(self.index, chosen, listing=False), marked=chosen, chances=chances)
        able = worth(self.weights.answer, self.answer_features(wanted.aspects, features, chances, allowed))
        tells = self.told[:, _likeliest(wanted.aspects)] > 0
        return Told(able, float(chances[tells].max(initial=0.0)), bool(features[best, _SECTION]), quotes)


def aspects_of(index: PassageIndex, prepared: Prepared) -> Aspects | None:
    """What was prepared and learnt of aspects; ``None`` where either lacks."""
    if prepared.told is None or prepared.aspects is None:
        return None
    return Aspects(index, prepared.told, prepared.aspects, {entry.id: entry for entry in prepared.entries})


def asks_for_one(aspects: Aspects | None, embedded: Embedded, asked: Question) -> bool:
    """Whether a follow-up asks for some aspect of what it follows, as like as not."""
    return aspects is not None and _own(aspects, embedded, asked) is not None


def _own(aspects: Aspects, embedded: Embedded, asked: Question) -> Search | None:
    """A follow-up's own words; ``None`` where they ask for no aspect of what it follows, or there is no room to embed them."""
    if not asked.lead or not embedded.fits([own := embedded.of_aspect(asked)]):
        return None
    [search] = embedded.searches([own])
    return search if aspects.weights.of(search.vector)[-1] <= NO_ASPECT else None


def on_its_aspect(
    aspects: Aspects | None, kit: Kit, finder: Finder, embedded: Embedded, asked: Question, draft: Draft, trace: Trace
) -> Draft:  # fmt: skip
    """The draft of a follow-up, led by the sentences that tell the aspect it asks for; where none does, that this is not said.

    So is each row of several, but for an editor's values.
    """
    may = aspects is not None and trace.judged and draft.status in _MAY
    own = _own(aspects, embedded, asked) if aspects and may else None
    if aspects is None or own is None:
        return draft
    wanted = aspects.wanted(own, trace.route)
    told = [aspects.told_by(finder, wanted, judged) for judged in trace.judged]
    aspect = ASPECTS[_likeliest(wanted.aspects)]
    refused = not_told(_named(asked, aspect) if wanted.aspects[:-1].max() > HALF else "")
    if asked.rows:
        by_trust = {judged.trusts[0]: found for judged, found in zip(trace.judged, told, strict=True)}
        return _by_row(kit, asked, draft, by_trust, aspects.weights.least, refused)
    [found] = told
    led = Draft("find", "answered", "", found.quotes, _folded(kit.index, draft, found.quotes))
    if draft.status == "answered" and not found.says(aspects.weights.least):
        named = _names(kit, asked, draft.quotes[:1])
        return draft if named else Draft("find", "not_stated", refused, nearest=found.quotes[:1], next=draft.next)
    if draft.status == "answered":
        return led if meets(kit, asked, led) else draft
    if found.surely and meets(kit, asked, replace(led, quotes=led.quotes[:1])):
        return led
    words_prove_it = "‘" in draft.message
    return draft if draft.status != "not_stated" or words_prove_it or not draft.nearest else replace(draft, message=refused)


def _names(kit: Kit, asked: Question, quotes: Sequence[Quote]) -> bool:
    """Whether quotations hold a thing that a follow-up's own words name: "what is the casting vote"."""
    own = kit.subject(asked)
    return bool(own) and all(any(kit.stands_in(q.text, word) for q in quotes) for word in own)


def _by_row(kit: Kit, asked: Question, draft: Draft, told: Mapping[TrustId | None, Told], least: float, refused: str) -> Draft:
    """The rows, each with what tells the aspect of its trust; an editor's values stand."""
    if not draft.rows or any(row.value is not None for row in draft.rows):
        return draft
    rows = []
    for row in draft.rows:
        found = told.get(row.trust)
        says = found and (found.says(least) if row.quotes else found.surely)
        rows.append(Row(row.trust, found.quotes[:A_ROW]) if found and says else kit.silence(row.trust, kit.sought(asked)))
    general = told[None].quotes[:A_ROW] if None in told and told[None].surely else _said_together(kit, asked, draft)
    rows = [of_all(kit, asked, row, general) for row in rows]
    shown = tuple(dict.fromkeys((*general, *(q for row in rows for q in row.quotes))))
    if not shown and draft.status != "not_stated" and not any(found.says(least) for found in told.values()):
        nearest = max(told.values(), key=lambda found: found.able).quotes[:1]
        return Draft("find", "not_stated", refused, rows=tuple(rows), nearest=nearest, next=draft.next)
    if not shown:
        return draft
    return Draft("compare", wording.status_of(rows), "", shown, _folded(kit.index, draft, shown), tuple(rows), next=draft.next)


def _said_together(kit: Kit, asked: Question, draft: Draft) -> tuple[Quote, ...]:
    """What the draft quotes of no single trust that holds what is asked now: "was it worth it", of what each would say."""
    return tuple(q for q in (*draft.quotes, *draft.more) if q.trust is None and kit.speaks_of(q, asked))[:A_ROW]


def _folded(index: PassageIndex, draft: Draft, shown: Sequence[Quote]) -> tuple[Quote, ...]:
    """What the draft quotes, but for what is shown, and what cannot be read without that."""

    def held(quotes: Sequence[Quote]) -> set[int]:
        return {s.index for s in index.sentences if any(q.start <= s.start < q.end for q in quotes)}

    kept: list[int] = []
    for n in sorted(held((*draft.quotes, *draft.more)) - held(shown)):
        if not leans(index.sentences[n].text) or n - 1 in kept:
            kept.append(n)
    return make_quotes(index, kept)


def _named(asked: Question, aspect: str) -> str:
    """The aspect, if it may be told by its name: "is it linked to pay" does not ask what it costs."""
    rule = _BY_WORD.get(aspect)
    return aspect if rule is None or rule.search(asked.text.lower()) else ""


def not_told(aspect: str) -> str:
    """That the report does not say this of the thing talked of; of no aspect, that it does not say that."""
    return f"The report does not say {_CALLED.get(aspect, 'that')}.{wording.OFFERED}"


def _likeliest(wanted: Floats) -> int:
    return int(np.argmax(wanted[: len(ASPECTS)]))


def _logit(chances: Floats) -> Floats:
    clipped = np.clip(chances, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(clipped / (1 - clipped)))


def _logistic(logits: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(logits, -30, 30))))
