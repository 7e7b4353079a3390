"""The form ``find``: the sentences that the judge takes to answer, in one trust or everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rag.answering.features import Traits, features
from rag.answering.judge import answerability, asking, outsideness, probabilities, refusal_features
from rag.answering.listed import answers_first, narrowed
from rag.answering.quotes import make_quotes, widen
from rag.search.retrieval import RETRIEVED, Retriever
from rag.text import terms
from rag.understanding.asked_about import plainer
from rag.understanding.group import rules_of
from rag.understanding.limits import PIECES, within
from rag.understanding.pointing import OPENS
from rag.understanding.route import MASK, masked
from rag.understanding.wrapping import unwrapped

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rag.answering.judge import Calibration
    from rag.corpus.tags import Tags
    from rag.search.embedding import Embedder
    from rag.search.index import PassageIndex
    from rag.search.retrieval import Scores, Search
    from rag.search.vectors import VectorSearch
    from rag.types import Quote, TrustId
    from rag.understanding.question import Question

MAX_CHARACTERS = 1_000
"""Most characters of one answer's (or one row's) sentences, before they are widened to what they lean on."""
LONG = 120
"""Characters from which a request is searched without names, and so embedded once. With it the exam's precision is 0.0003 less, as
with 160, and nothing else another; with 90 its evidence is 0.004 less, with 60 0.02. The slowest answers take a tenth less time."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is searched for a request: the trusts allowed (all if empty; ``None`` for what is of no single trust) and the query."""

    trusts: tuple[TrustId | None, ...]
    query: str


@dataclass(frozen=True, slots=True)
class Judged:
    """One search judged: ``chances`` of every sentence ``(n,)``, whether there is an answer, and what it was made of."""

    search: Search
    scores: Scores
    features: NDArray[np.float64]
    chances: NDArray[np.float64]
    answerable: float
    outside: float
    trusts: tuple[TrustId | None, ...]
    themes: tuple[str, ...]


class Finder:
    """Searches one index and judges what it finds. Holds no state that changes."""

    def __init__(
        self, index: PassageIndex, embedder: Embedder, calibration: Calibration, vectors: VectorSearch | None = None
    ) -> None:
        self.index = index
        self.retriever = Retriever(index, embedder, vectors)
        self.traits = Traits(index)
        self.calibration = calibration
        self._count = embedder.count_tokens
        self._lengths = [len(s.text) for s in index.sentences]

    def plans(self, question: Question, *, routes: bool = True) -> list[Plan]:
        """One search, or one a trust where the answer is laid out so (and one of what is of no single trust).

        Then all are for one text, so that what is found of each is judged alike: the request as it is routed, without a name,
        which is embedded anyway. So is a ``LONG`` one, in which a name says little. Where nothing ``routes``, the request as it
        is: a model that was not taught the report finds by names.
        """
        tags = self.index.report.tags
        text = f"{question.text} ({question.lead})" if question.lead else OPENS.sub("", question.text)
        if routes and (question.rows or len(question.text) > LONG):
            text = routed(question, tags)
        if not question.rows:
            return [Plan(question.trusts, text)]
        each = [Plan((trust,), text) for trust in question.trusts or tuple(t.id for t in tags.trusts)]
        return each if question.trusts and not question.everyone else [Plan((None,), text), *each]

    def prepare(self, texts: Sequence[str]) -> list[Search]:
        """Embed texts in one call, each cut to ``PIECES`` word pieces, and compare them with bank and gaps."""
        return self.retriever.prepare([within(text, self._count) for text in texts])

    def pieces(self, text: str) -> int:
        """How many word pieces of a text are embedded."""
        return min(self._count(text), PIECES)

    def judge(self, question: Question, search: Search, trusts: Sequence[TrustId | None], themes: Sequence[str] = ()) -> Judged:
        """Score every sentence for one search, and judge each."""
        scores = self.retriever.score(search, trusts, themes)
        pairs = features(question, scores, self.traits)
        chances = probabilities(self.calibration, pairs, scores.allowed)
        best = refusal_features(pairs, chances, scores.allowed, asking(self.calibration, search))
        answerable = answerability(self.calibration, best) if scores.allowed.any() else 0.0
        outside = outsideness(self.calibration, best)
        return Judged(search, scores, pairs, chances, answerable, outside, tuple(trusts), tuple(themes))

    def chosen(self, judged: Judged) -> list[int]:
        """Sentences to quote, in the report's order."""
        return choose(judged.chances, self.calibration, self._lengths)

    def quotes(self, question: Question, judged: Judged, kept: Sequence[int] = ()) -> tuple[Quote, ...]:
        """The chosen sentences, or those ``kept`` of them, with what they need to be read alone, those that answer best first; of a
        list the items that are asked for, and what the report asks of its readers last.
        """
        asked = terms(masked(question.text, question.mentions))
        chosen = narrowed(self.index, asked, list(kept) or self.chosen(judged))
        wide = widen(self.index, chosen, listing=question.listing)
        return answers_first(question.text, make_quotes(self.index, wide, marked=chosen, chances=judged.chances))

    def nearest(self, judged: Judged) -> tuple[Quote, ...]:
        """The sentence that comes nearest, with what it needs to be read alone; empty where nothing is in scope."""
        if not judged.scores.allowed.any():
            return ()
        return make_quotes(self.index, widen(self.index, [int(np.argmax(judged.chances))], listing=False))

    def retrieved(self, judged: Sequence[Judged]) -> tuple[str, ...]:
        """The best passages over all searches, taken in turn, each once."""
        seen: dict[int, None] = {}
        for place in range(RETRIEVED):
            for part in judged:
                if place < len(part.scores.passage_order):
                    seen.setdefault(part.scores.passage_order[place])
        return tuple(self.index.passages[n].text for n in list(seen)[:RETRIEVED])


def likeliest(judged: Sequence[Judged]) -> NDArray[np.float64]:
    """The best chance of every sentence ``(n,)`` over all the searches of a request."""
    if len(judged) == 1:
        return judged[0].chances
    every: NDArray[np.float64] = np.stack([j.chances for j in judged])
    best: NDArray[np.float64] = every.max(axis=0)
    return best


def choose(chances: NDArray[np.float64], calibration: Calibration, lengths: Sequence[int]) -> list[int]:
    """Sentences to quote: likely enough by themselves and beside the best one, best first, within ``MAX_CHARACTERS``."""
    first = int(np.argmax(chances))
    likely = np.flatnonzero(chances >= max(calibration.show, calibration.keep * float(chances[first])))
    chosen: list[int] = []
    used = 0
    for n in likely[np.argsort(-chances[likely], kind="stable")].tolist() or [first]:
        if chosen and used + lengths[n] > MAX_CHARACTERS:
            break
        chosen.append(n)
        used += lengths[n]
    return sorted(chosen)


def routed(asked: Question, tags: Tags) -> str:
    """The request as it is routed: with what it follows, trusts masked, all of them in a comparison, too; a request for a summary
    without for whom it is.
    """
    text = unwrapped(plainer(masked(asked.text, asked.mentions)))
    text = text if asked.lead else OPENS.sub("", text)
    text = members_masked(text, tags) if asked.rows else text
    return f"{text} ({masked(asked.lead, asked.lead_mentions)})" if asked.lead else text


def members_masked(text: str, tags: Tags) -> str:
    """``text`` with all members of whom it is asked in place of a name: "at each of the trusts" is asked as of one."""
    lowered = text.lower()
    if " they each " in lowered:
        return lowered.replace(" they each ", f" {MASK} ")
    among = rules_of(tags).among
    return among.pattern.sub(_of_the_member, lowered) if among.found(lowered) else text


def _of_the_member(found: re.Match[str]) -> str:
    before = found["before"] or "at"  # as one puts it first: "all four: pay"
    return f"{before if len(before) <= len('from') else 'at'} {MASK}"  # "across all four" is at each
