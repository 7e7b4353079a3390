"""The door: ``Assistant.ask``. A request, and what was asked before, in; an answer out.

Asking writes nothing, and the same request of the same edition with the same settings gets the same answer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.answerer import Answerer, Prepared
from rag.answering.embedded import LEAST, routed
from rag.answering.find import Finder
from rag.answering.several import together
from rag.answering.trace import Trace
from rag.corpus.passages import count_tokens
from rag.types import Answer, Context
from rag.understanding.language import detect, emergency
from rag.understanding.parts import split
from rag.understanding.question import Question, clean, follow_ups, read_question, resolve
from rag.understanding.spelling import Speller, count_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.judge import Calibration
    from rag.search.embedding import Embedder
    from rag.search.index import PassageIndex
    from rag.settings import Settings
    from rag.types import TrustId
    from rag.understanding.names import Organisations

REPLAYED = 2
"""Latest requests of a history that the route looks at: of the exam's follow-ups none leans on what is farther back."""
FOCUS = 0.2
"""By how much less sure of the trust that was talked of the assistant may be, and still take it to be meant. Of the
745 turns of ``evals/talks.jsonl`` 499 are right at 0.1 and at 0.2 and 500 at 0.3; of the exam's dev half as many at each."""


class Assistant:
    """Answers requests from one index. Holds no state that changes: one may serve many threads."""

    def __init__(
        self, index: PassageIndex, embedder: Embedder, organisations: Organisations, calibration: Calibration, settings: Settings,
        prepared: Prepared | None = None,
    ) -> None:  # fmt: skip
        self.index = index
        self.finder = Finder(index, embedder, calibration)
        self.answerer = Answerer(self.finder, prepared or Prepared())
        self.retriever = self.finder.retriever
        self.organisations = organisations
        counts = count_words(index.report.text, (q.question for q in index.bank), embedder.knows)
        aliases = (alias for trust in index.report.tags.trusts for alias in trust.aliases)
        self.speller = Speller(counts, embedder.knows, (*organisations.every, *aliases))
        self.calibration = calibration
        self.settings = settings
        self.tags = index.report.tags

    def ask(
        self, question: str, history: Sequence[str] = (), trusts: Sequence[TrustId] = (), themes: Sequence[str] = (),
        context: Context | None = None,
    ) -> Answer:  # fmt: skip
        """Answer ``question``, of ``trusts`` and ``themes`` only if given.

        What was talked of before is the ``context`` of the last answer, or else ``history`` (earlier requests, oldest
        first), which is answered anew. Raises ``ValueError`` for a trust or theme that the report does not have. Never
        raises for what was typed.
        """
        return self.ask_and_trace(question, history, trusts, themes, context)[0]

    def ask_and_trace(
        self, question: str, history: Sequence[str] = (), trusts: Sequence[TrustId] = (), themes: Sequence[str] = (),
        context: Context | None = None,
    ) -> tuple[Answer, Trace]:  # fmt: skip
        """``ask``, with how the answer came about."""
        for trust in trusts:
            self.tags.trust(trust)
        if unknown := [t for t in themes if t not in self.tags.themes]:
            raise ValueError(f"no such theme: {unknown[0]!r}")
        tokens = self._length(question)
        if tokens > self.settings.max_question_tokens:
            answer = Answer(question, "too_long", wording.too_long(self.settings.max_question_tokens))
            return self._finish(answer, tokens), Trace(Question(""), chosen="too long")
        if foreign := self._foreign(question):
            return self._finish(foreign, tokens), Trace(Question(""), chosen="other language")
        parts = split(question, self.tags)
        requests = parts.requests or (question,)
        read = [self._read(text) for text in requests]
        follows = read[0].leans or _open_ended(read[0])
        earlier = self._earlier(history) if follows and not context else []
        answerer = self.answerer.of_message()
        _look_ahead(answerer, read, earlier, trusts)
        before = self._recalled(context) if follows and context else self._last(answerer, earlier)
        answered: list[tuple[Answer, Trace]] = []
        for number, (text, asked) in enumerate(zip(requests, read, strict=True)):
            answerer.embedded.kept -= LEAST if _waits(asked) else 0
            answer, trace = self._take(answerer, asked, before if asked.leans or not number else None, trusts, themes)
            answered.append((replace(answer, question=text), trace))
            before = trace.request if answer.answered else before
        answer = replace(answered[0][0], question=question)
        if len(answered) > 1:
            answer = together(question, [self._finish(part, 0) for part, _ in answered], parts.rest)
        return self._finish(answer, tokens), answered[0][1]

    def _foreign(self, typed: str) -> Answer | None:
        """The answer to a request in another language than English, ``None`` for one in English."""
        languages = self.answerer.prepared.languages
        text = clean(typed)
        if danger := emergency(text, languages):
            return Answer(typed, "off_topic", wording.danger(danger, self.tags))
        code = detect(text)
        return Answer(typed, "other_language", wording.other_language(languages.get(code))) if code else None

    def _take(
        self, answerer: Answerer, asked: Question, before: Question | None, trusts: Sequence[TrustId], themes: Sequence[str]
    ) -> tuple[Answer, Trace]:
        """The answer to a request as it is taken after ``before``, the last answered one.

        One that leans on it is resolved first. One that does not, but names no trust, is also read as about the trust
        that was talked of, and with its subject: "do people still turn up?" points back without a word that says so. That
        reading is taken where the request alone finds no answer, or no clearly better one; and only where the message has
        room for its texts, since they are what it costs.
        """
        resolved = resolve(asked, before, self.tags)
        answer, trace = self._filtered(answerer, resolved, trusts, themes)
        if before is None or asked.leans or not _open_ended(asked):
            return answer, trace
        for leaning in follow_ups(resolved, before, self.tags):
            if not answerer.embedded.fits(answerer.embedded.texts(leaning)):
                break
            second, again = self._filtered(answerer, leaning, trusts, themes)
            as_sure = bool(leaning.trusts) and again.confidence >= trace.confidence - FOCUS
            if second.answered and (not answer.answered or as_sure):
                return second, again
            if answer.answered:
                break
        return answer, trace

    def _filtered(
        self, answerer: Answerer, asked: Question, trusts: Sequence[TrustId], themes: Sequence[str]
    ) -> tuple[Answer, Trace]:
        """The answer within the reader's filter."""
        within = _within(asked, trusts)
        if within is None:
            message = wording.filtered_out(asked, trusts, self.tags)
            return Answer(asked.text, "unclear", message, taken_as=asked.taken_as), Trace(asked, chosen="filtered out")
        return answerer.answer(within, themes)

    def _read(self, typed: str) -> Question:
        text, corrected = self.speller.correct(clean(typed))
        asked = read_question(text, self.tags, self.organisations)
        return replace(asked, taken_as=text) if corrected else asked

    def _recalled(self, context: Context) -> Question | None:
        """The request that a context stands for. One that was forged can name no more than trusts and a text within the limits."""
        if not context.request or self._length(context.request) > self.settings.max_question_tokens:
            return None
        known = tuple(t.id for t in self.tags.trusts if t.id in context.trusts)
        asked = self._read(context.request)
        return replace(asked, trusts=known, rows=asked.rows or len(known) > 1) if known else asked

    def _earlier(self, history: Sequence[str]) -> list[Question]:
        """The requests of a history that may have been answered, read again and not answered again."""
        recent = history[-self.settings.max_history :] if self.settings.max_history else ()
        read = [self._read(earlier) for earlier in recent if self._length(earlier) <= self.settings.max_question_tokens]
        return [question for question in read if question.kind == "question" and (question.trusts or not question.others)]

    def _last(self, answerer: Answerer, asked: Sequence[Question]) -> Question | None:
        """The last request that was answered, as it was taken then.

        Of the latest ones the route tells which were refused, and those lend nothing.
        """
        latest = asked[-REPLAYED:]
        kept = [*asked[:-REPLAYED], *(q for q, refused in zip(latest, answerer.refused(latest), strict=True) if not refused)]
        last: Question | None = None
        for question in kept:
            last = resolve(question, last, self.tags)
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
    """Whether the request may be about whatever was talked of: it names no trust and no other organisation, nor all of them."""
    return asked.kind == "question" and not (asked.others or asked.everyone or asked.trusts)


def _within(asked: Question, trusts: Sequence[TrustId]) -> Question | None:
    """The request within a filter, ``None`` where it is about others only."""
    if not trusts:
        return asked
    kept = tuple(t for t in asked.trusts if t in trusts) if asked.trusts else tuple(trusts)
    return replace(asked, trusts=kept, rows=len(kept) > 1) if kept else None


def _waits(asked: Question) -> bool:
    """Whether nothing is embedded for a request before its turn: it leans on the one before, or is not searched at all."""
    return asked.leans or asked.kind not in ("question", "greeting") or (bool(asked.others) and not asked.trusts)


def _look_ahead(answerer: Answerer, read: Sequence[Question], earlier: Sequence[Question], trusts: Sequence[TrustId]) -> None:
    """Embed in one call what is known to be looked at: the latest earlier requests, and each request that waits for none.

    Room is kept for those that wait; of comparisons that do not all fit, the first have a text a trust.
    """
    embedded = answerer.embedded
    embedded.kept = LEAST * len(read)
    ahead = [routed(question) for question in earlier[-REPLAYED:]] if answerer.prepared.router else []
    for within in (_within(asked, trusts) for asked in read if not _waits(asked)):
        embedded.kept -= LEAST
        ahead += embedded.texts(within, ahead) if within else []
    embedded.searches(ahead)
