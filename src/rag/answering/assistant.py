"""Which sentences answer, which quotes to show, or which refusal: ``Assistant.ask``.

Asking writes nothing, and the same question of the same edition with the same settings gets the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from rag.answering import wording
from rag.answering.features import Traits, features
from rag.answering.judge import Calibration, answerability, asking, outsideness, probabilities, refusal_features
from rag.answering.quotes import make_quotes, widen
from rag.corpus.passages import count_tokens
from rag.search.retrieval import RETRIEVED, Retriever, Scores, Search
from rag.types import Answer, Quote, Row
from rag.understanding.question import Question, clean, follow_ups, for_trust, read_question, resolve
from rag.understanding.spelling import Speller, count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rag.search.embedding import Embedder
    from rag.search.index import PassageIndex
    from rag.settings import Settings
    from rag.types import Status, TrustId
    from rag.understanding.names import Organisations

MAX_CHARACTERS = 1_000
"""Most characters of one answer's (or one row's) sentences, before they are widened to what they lean on."""
FOCUS = 0.2
"""By how much less sure of the trust that was talked of the assistant may be, and still take it to be meant."""


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


class Assistant:
    """Answers questions from one index. Holds no state that changes: one may serve many threads."""

    def __init__(
        self, index: PassageIndex, embedder: Embedder, organisations: Organisations, calibration: Calibration, settings: Settings
    ) -> None:
        self.index = index
        self.retriever = Retriever(index, embedder)
        self.traits = Traits(index)
        self.organisations = organisations
        counts = count_words(index.report.text, (q.question for q in index.bank), embedder.knows)
        aliases = (alias for trust in index.report.tags.trusts for alias in trust.aliases)
        self.speller = Speller(counts, embedder.knows, (*organisations.every, *aliases))
        self.calibration = calibration
        self.settings = settings
        self.tags = index.report.tags

    def ask(self, question: str, history: Sequence[str] = (), trusts: Sequence[TrustId] = (), themes: Sequence[str] = ()) -> Answer:
        """Answer ``question``, asked after ``history`` (oldest first), of ``trusts`` and ``themes`` only if given.

        Raises ``ValueError`` for a trust or theme that the report does not have. Never raises for what was typed.
        """
        for trust in trusts:
            self.tags.trust(trust)
        if unknown := [t for t in themes if t not in self.tags.themes]:
            raise ValueError(f"no such theme: {unknown[0]!r}")
        tokens = self._length(question)
        if tokens > self.settings.max_question_tokens:
            return self._finish(Answer(question, "too_long", wording.too_long(self.settings.max_question_tokens)), tokens)
        _, answer = self._converse(question, history, trusts, themes)
        return self._finish(replace(answer, question=question), tokens)

    def understand(self, question: str, history: Sequence[str] = ()) -> Question:
        """The question as ``ask`` takes it: corrected, follow-ups resolved."""
        return self._converse(question, history, (), ())[0]

    def judge(self, question: Question, search: Search, trusts: Sequence[TrustId | None], themes: Sequence[str] = ()) -> Judged:
        """Score every sentence for one search, and judge each."""
        scores = self.retriever.score(search, trusts, themes)
        pairs = features(question, scores, self.traits)
        chances = probabilities(self.calibration, pairs, scores.allowed)
        best = refusal_features(pairs, chances, scores.allowed, asking(self.calibration, search))
        answerable = answerability(self.calibration, best) if scores.allowed.any() else 0.0
        outside = outsideness(self.calibration, best)
        return Judged(search, scores, pairs, chances, answerable, outside, tuple(trusts), tuple(themes))

    def searches(self, question: Question) -> list[tuple[tuple[TrustId | None, ...], str]]:
        """What is searched for a question: (trusts allowed, query) once, or trust by trust where it is laid out so."""
        text = f"{question.text} ({question.lead})" if question.lead else question.text
        if not question.rows:
            return [(question.trusts, text)]
        named = question.trusts or tuple(t.id for t in self.tags.trusts)
        own: list[tuple[tuple[TrustId | None, ...], str]] = [((t,), for_trust(question, t, self.tags)) for t in named]
        return own if question.trusts and not question.everyone else [((None,), text), *own]

    def _answer(self, asked: Question, themes: Sequence[str]) -> Answer:
        base = Answer(asked.text, "unclear", "", taken_as=asked.taken_as)
        if asked.kind != "question":
            return replace(base, status=wording.STATUS_OF_KIND[asked.kind], message=wording.of_kind(asked.kind))
        if asked.others and not asked.trusts:
            return replace(base, status="other_organisation", message=wording.other_organisation(asked.others, self.tags))
        judged = self._judged(asked, themes)
        base = replace(base, retrieved=self._retrieved(judged))
        return self._rows(base, asked, judged) if asked.rows else self._single(base, asked, judged[0])

    def _judged(self, asked: Question, themes: Sequence[str]) -> list[Judged]:
        plans = self.searches(asked)
        searches = self.retriever.prepare([query for _, query in plans])
        return [self.judge(asked, search, trusts, themes) for (trusts, _), search in zip(plans, searches, strict=True)]

    def _single(self, base: Answer, asked: Question, judged: Judged) -> Answer:
        if judged.answerable < self.calibration.answer or self._outside(asked, judged):
            return self._refuse(base, asked, judged)
        quotes = self._quotes(asked, judged)
        if not asked.trusts and not asked.everyone and len({q.trust for q in quotes} - {None}) > 1:
            # Nobody was named and several trusts have something to say: then each is asked, so that none is passed over.
            return self._answer(replace(asked, rows=True), judged.themes)
        message = wording.answered(quotes, self.tags)
        if asked.others:
            return replace(base, status="partial", quotes=quotes, message=f"{message} {wording.not_studied(asked.others)}")
        return replace(base, status="answered", quotes=quotes, message=message)

    def _rows(self, base: Answer, asked: Question, judged: list[Judged]) -> Answer:
        """One row a trust, each quoted or silent; what the report says of all of them goes first."""
        general = [j for j in judged if j.trusts == (None,)]
        own = [j for j in judged if j.trusts != (None,)]
        best = max(judged, key=lambda j: j.answerable)
        if best.answerable < self.calibration.answer_row or self._outside(asked, best):
            refusal = self._refuse(base, asked, best)
            blanks = tuple(Row(str(part.trusts[0]), ()) for part in own)
            return refusal if refusal.status == "off_topic" else replace(refusal, rows=blanks)
        quotes: list[Quote] = []
        for part in general:
            quotes += self._quotes(asked, part) if part.answerable >= self.calibration.answer_row else ()
        rows = []
        for part in own:
            found = self._quotes(asked, part) if part.answerable >= self.calibration.answer_row else ()
            rows.append(Row(str(part.trusts[0]), found))
            quotes += found
        silent = tuple(r.trust for r in rows if not r.quotes)
        message = wording.compared(tuple(rows), asked.others, self.tags, general=bool(general and quotes))
        status: Status = "partial" if silent or asked.others else "answered"
        return replace(base, status=status, message=message, quotes=tuple(quotes), rows=tuple(rows))

    def _quotes(self, asked: Question, judged: Judged) -> tuple[Quote, ...]:
        chosen = choose(judged.chances, self.calibration, [len(s.text) for s in self.index.sentences])
        return make_quotes(self.index, widen(self.index, chosen, listing=asked.listing))

    def _refuse(self, base: Answer, asked: Question, judged: Judged) -> Answer:
        scores = judged.scores
        if self._outside(asked, judged):
            return replace(base, status="off_topic", message=wording.off_topic(self.tags))
        nearest: tuple[Quote, ...] = ()
        if scores.allowed.any():
            passage = self.index.passages[self.retriever.passage_of[int(np.argmax(judged.chances))]]
            nearest = make_quotes(self.index, [s.index for s in passage.sentences])
        return replace(base, status="not_stated", message=wording.not_stated(asked, self.tags), nearest=nearest)

    def _outside(self, asked: Question, judged: Judged) -> bool:
        """Whether the question is not about the report's subject; one that names a trust always is."""
        return judged.outside > self.calibration.outside and not asked.mentions and not asked.trusts

    def _retrieved(self, judged: list[Judged]) -> tuple[str, ...]:
        """The best passages over all searches, taken in turn, each once."""
        seen: dict[int, None] = {}
        for place in range(RETRIEVED):
            for part in judged:
                if place < len(part.scores.passage_order):
                    seen.setdefault(part.scores.passage_order[place])
        return tuple(self.index.passages[n].text for n in list(seen)[:RETRIEVED])

    def _converse(
        self, typed: str, history: Sequence[str], trusts: Sequence[TrustId], themes: Sequence[str]
    ) -> tuple[Question, Answer]:
        """The question as it is taken, and its answer.

        A question that leans on earlier ones is resolved first. One that does not, but names no trust, is also read as
        about the trust that was talked of, and with its subject: "do people still turn up?" points back without a word
        that says so. That reading is taken where the question alone finds no answer, or no clearly better one.
        """
        asked = self._read(typed)
        before = self._before(history, themes) if history and (asked.leans or _open_ended(asked)) else None
        return self._take(asked, before, trusts, themes)

    def _take(
        self, asked: Question, before: Question | None, trusts: Sequence[TrustId], themes: Sequence[str]
    ) -> tuple[Question, Answer]:
        """The question as it is taken after ``before``, the last answered one, and its answer."""
        resolved = resolve(asked, before, self.tags)
        taken, answer = self._filtered(resolved, trusts, themes)
        if before is None or asked.leans or not _open_ended(asked):
            return taken, answer
        for leaning in follow_ups(resolved, before, self.tags):
            again, second = self._filtered(leaning, trusts, themes)
            if second.answered and (not answer.answered or self._as_sure(again, taken, themes)):
                return again, second
            if answer.answered:
                break
        return taken, answer

    def _as_sure(self, leaning: Question, alone: Question, themes: Sequence[str]) -> bool:
        """Whether a question about the trust that was talked of is answered there almost as well as anywhere."""
        chances = [max(j.answerable for j in self._judged(q, themes)) for q in (leaning, alone)]
        return bool(leaning.trusts) and chances[0] >= chances[1] - FOCUS

    def _filtered(self, asked: Question, trusts: Sequence[TrustId], themes: Sequence[str]) -> tuple[Question, Answer]:
        """The question within the reader's filter, and its answer."""
        if trusts:
            kept = tuple(t for t in asked.trusts if t in trusts) if asked.trusts else tuple(trusts)
            if not kept:
                return asked, Answer(asked.text, "unclear", wording.filtered_out(asked, trusts, self.tags), taken_as=asked.taken_as)
            asked = replace(asked, trusts=kept, rows=len(kept) > 1)
        return asked, self._answer(asked, themes)

    def _read(self, typed: str) -> Question:
        return read_question(self.speller.correct(clean(typed))[0], self.tags, self.organisations)

    def _before(self, history: Sequence[str], themes: Sequence[str]) -> Question | None:
        """The last answered question of the history, taken as it was then; refused turns lend nothing."""
        last: Question | None = None
        recent = history[-self.settings.max_history :] if self.settings.max_history else ()
        for earlier in recent:
            if self._length(earlier) <= self.settings.max_question_tokens:
                taken, answer = self._take(self._read(earlier), last, (), themes)
                last = taken if answer.answered else last
        return last

    def _length(self, question: str) -> int:
        """Tokens of a question; one of many bytes is not even counted."""
        size = len(question.encode("utf-8", "replace"))
        if size > self.settings.max_question_bytes:
            return max(size, self.settings.max_question_tokens + 1)
        return count_tokens(question)

    def _finish(self, answer: Answer, tokens: int) -> Answer:
        return replace(answer, edition=self.index.report.short_edition, tokens=tokens)


def _open_ended(asked: Question) -> bool:
    """Whether the question may be about whatever was talked of: it names no trust and no other organisation, nor all of them."""
    return asked.kind == "question" and not (asked.others or asked.everyone or asked.trusts)


def choose(chances: NDArray[np.float64], calibration: Calibration, lengths: Sequence[int]) -> list[int]:
    """Sentences to quote: likely enough by themselves and beside the best one, best first, within ``MAX_CHARACTERS``."""
    order = np.argsort(-chances, kind="stable")
    best = float(chances[order[0]])
    chosen: list[int] = []
    used = 0
    for n in order:
        likely = chances[n] >= max(calibration.show, calibration.keep * best)
        if chosen and (not likely or used + lengths[n] > MAX_CHARACTERS):
            break
        chosen.append(int(n))
        used += lengths[n]
    return sorted(chosen)
