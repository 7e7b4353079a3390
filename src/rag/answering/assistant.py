"""The door: ``Assistant.ask``. A request, and what was asked before, in; an answer out.

Asking writes nothing, and the same request of the same edition with the same settings gets the same answer.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from rag.answering import several, wording
from rag.answering.ahead import follows, look_ahead, waits, within_filter
from rag.answering.anew import anew, at_home, with_the_thing
from rag.answering.answerer import Answerer
from rag.answering.candidates import OF_ITSELF
from rag.answering.either import without_unheard
from rag.answering.embedded import LEAST
from rag.answering.find import Finder
from rag.answering.like import of_the_like
from rag.answering.one_of import one_of
from rag.answering.prepared import Prepared
from rag.answering.readings import best_reading
from rag.answering.remembered import Remembered
from rag.answering.suggestions import Suggestions
from rag.answering.supposed import what_is_supposed
from rag.answering.talk import NOTHING_TO_SHOW, as_context, asks_back, carried, in_talk, moved, unranked
from rag.answering.trace import Trace
from rag.corpus.passages import count_tokens
from rag.search.vectors import search_of
from rag.types import Answer, Context
from rag.understanding.amended import OF_THE_TIME, of_several
from rag.understanding.language import detect, emergency, greeting
from rag.understanding.moves import move_of
from rag.understanding.parts import Parts, split
from rag.understanding.phone import numbered
from rag.understanding.pointing import BARE
from rag.understanding.question import Question, clean, content_of, lean_on
from rag.understanding.reading import read_request
from rag.understanding.route import SURE
from rag.understanding.spelling import Speller, count_words
from rag.understanding.talk import Talk, follow, lent_to
from rag.understanding.thing import names_a_thing, says_nothing
from rag.understanding.turns import Turn, read_turn
from rag.understanding.wants import SUMS_UP
from rag.understanding.whether import said_of_the_others

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.judge import Calibration
    from rag.search.embedding import Embedder
    from rag.search.index import PassageIndex
    from rag.search.vectors import VectorSearch
    from rag.settings import Settings
    from rag.types import TrustId
    from rag.understanding.moves import Move
    from rag.understanding.names import Organisations

STORY = 0.2
"""The same without a long story, tried where no answer to the whole is likely: always left out it costs 0.004 of the evidence."""
NEEDS_AN_ANSWER = ("more", "on", "full", "shorter", "speaker", "wrong", "again")
"""Moves that mean nothing where nothing was answered yet; of the others the card of the assistant tells."""


class Assistant:
    """Answers requests from one index. Holds no state that changes: one may serve many threads."""

    def __init__(
        self, index: PassageIndex, embedder: Embedder, organisations: Organisations, calibration: Calibration, settings: Settings,
        prepared: Prepared | None = None, vectors: VectorSearch | None = None,
    ) -> None:  # fmt: skip
        self.index = index
        self.finder = Finder(index, embedder, calibration, vectors or search_of(settings.search, index))
        self.answerer = Answerer(self.finder, prepared or Prepared())
        self.retriever = self.finder.retriever
        self.organisations = organisations
        asks = (ask.replace("{trust}", "") for entry in self.answerer.rivals.entries.values() for ask in entry.asks)
        counts = count_words(index.report.text, (q.question for q in index.bank), embedder.knows, asks)
        aliases = (alias for trust in index.report.tags.trusts for alias in trust.aliases)
        self.speller = Speller(counts, embedder.knows, (*organisations.every, *aliases))
        self.calibration, self.settings = calibration, settings
        self.tags = index.report.tags
        self.suggestions = Suggestions(index)
        self.remembered = Remembered(self._read, self._length, self.tags, settings, self.answerer.rivals.entries)

    def ask(
        self, question: str, history: Sequence[str] = (), trusts: Sequence[TrustId] = (), themes: Sequence[str] = (),
        context: Context | None = None,
    ) -> Answer:  # fmt: skip
        """Answer ``question``, of ``trusts`` and ``themes`` only if given.

        What was talked of before is the ``context`` of the last answer, or else ``history`` (earlier requests, oldest first),
        answered anew. Raises ``ValueError`` for a trust or theme that the report does not have, and never for what was typed.
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
        talk = self.remembered.talk(context) if context else None
        if tokens > self.settings.max_question_tokens:
            answer = Answer(question, "too_long", wording.too_long(self.settings.max_question_tokens))
            return self._finish(answer, tokens, talk), Trace(Question(""), chosen="too long")
        if foreign := self._foreign(question):
            return self._finish(foreign, tokens, talk), Trace(Question(""), chosen="other language")
        text = clean(question)
        turn = read_turn(numbered(text))
        move = self.move(text) or (self.move(turn.text) if turn.reacts else None)
        move = in_talk(move, talk, turn.text, self.tags, self.answerer.kit.trust_of)
        if move == "shorter" and not (context or history) and SUMS_UP.found(text.lower()):
            move = None  # "tl;dr" with nothing before it is of the whole report
        narrows = turn.narrows and not content_of(self._read(turn.text), self.tags)
        if not (turn.back or turn.corrects or turn.fresh or turn.reacts or narrows):
            turn = Turn(question)
        turn = replace(turn, text=of_several(turn.text, (*talk.earlier, talk.last) if talk and not move else (), self.tags))
        parts = split(turn.text, self.tags)
        typed = several.unnamed(said_of_the_others(parts.requests or (turn.text,), self.tags), self.tags)
        read = [self.understood(one) for one in typed]
        answerer = self.answerer.of_message()
        kit, entries = answerer.kit, answerer.rivals.entries
        if talk and not move and (one := what_is_supposed(kit, text, talk) or one_of(kit, entries, turn.text, talk)):
            asked = one.before or (self.understood(one.title) if one.title else self.remembered.as_given(talk))
            answer, trace = self._filtered(answerer, asked, trusts, themes)
            return self._finish(one.of(kit, answer), tokens, talk, question), trace
        earlier = [] if context or not (move or follows(turn, read[0])) else self.remembered.requests(history)
        before = talk or self.remembered.likely(earlier)
        turn, read[0] = at_home(answerer.offers, turn, read[0], None if move else before, self.tags)
        likely = lent_to(turn, read[0], before, self.tags) if before else None
        readings = follow(turn, read[0], likely, self.tags) if likely and not move else ()
        firsts = with_the_thing(turn, read[0], readings, self.tags)
        look_ahead(answerer, firsts, [] if move else read, [asked for _, asked in earlier], trusts)
        talk = talk or self.remembered.last(answerer, earlier, before)
        lent = (talk.of_answers or talk if move else lent_to(turn, read[0], talk, self.tags)) if talk else None
        if lent and move:
            answer, trace = self._moved(answerer, move, lent, trusts, themes)
        elif move in NEEDS_AN_ANSWER:
            choices = self.suggestions.first()
            answer, trace = asks_back(read[0], choices, wording.NOTHING_YET), Trace(read[0], chosen=move)
        else:
            answer, trace = self._of_parts(answerer, turn, parts, read, lent, trusts, themes)
        return self._finish(answer, tokens, talk, question), trace

    def _of_parts(
        self, answerer: Answerer, turn: Turn, parts: Parts, read: Sequence[Question], talk: Talk | None, trusts: Sequence[TrustId],
        themes: Sequence[str],
    ) -> tuple[Answer, Trace]:  # fmt: skip
        """The answer to each request of a message, together; to a single one without its story or by halves where that is surer."""
        answered = self._each(answerer, turn, parts.requests or (turn.text,), read, talk, trusts, themes)
        (answer, trace), *others = answered
        if others and not parts.rest and several.told_already(answer, [other for other, _ in others]):
            return answer, trace
        if parts.bare and (trace.confidence < SURE or not answer.answered):
            return self._bare(answerer, answered[0], parts, trusts, themes)
        every = answerer.rivals.entries.values()
        if not others and (half := several.other_half(answerer.kit, every, self._read, parts.requests[0], answer)):
            halves = [self.understood(one) for one in several.unnamed(said_of_the_others(half, self.tags), self.tags)]
            by_halves = self._each(answerer, turn, half, halves, talk, trusts, themes)
            if several.asks_what_they_said(half[1]) and by_halves[1][0].answered and not by_halves[0][0].answered:
                return replace(by_halves[1][0], question=turn.text), by_halves[1][1]
            better = several.are_better(half, answer, [part for part, _ in by_halves])
            answered, others = (by_halves, by_halves[1:]) if better else (answered, [])
        if not others:
            return replace(answer, taken_as=answer.taken_as or parts.requests[0]) if parts.put else answer, trace
        return several.together(turn.text, [self._finish(part, 0) for part, _ in answered], parts.rest), answered[0][1]

    def _each(
        self, answerer: Answerer, turn: Turn, requests: Sequence[str], read: Sequence[Question], talk: Talk | None,
        trusts: Sequence[TrustId], themes: Sequence[str],
    ) -> list[tuple[Answer, Trace]]:  # fmt: skip
        """The answer to each request of the message, the first one within the talk, the others after the one before."""
        answered: list[tuple[Answer, Trace]] = []
        for number, (put, asked) in enumerate(zip(requests, read, strict=True)):
            answerer.embedded.kept = LEAST * len([later for later in read[number + 1 :] if waits(later)])
            asked = several.of_those_left(answerer.kit, asked, *answered[-1]) if number else asked  # noqa: PLW2901
            own = Turn(asked.text) if number else replace(turn, text=asked.text)
            lent = several.lent_to_part(answerer.kit, asked, talk) if number else talk
            if number and not lent and several.is_unnamed(put, asked):
                asked = self.understood(put)  # noqa: PLW2901 - it has its trust from the request before, at least
            answer, trace = self._take(answerer, own, asked, lent, trusts, themes)
            if number and not answer.answered and (freed := several.unlent(answerer.kit, asked.text)):
                put, asked = freed, self.understood(freed)  # noqa: PLW2901 - it is taken so from here on
                answer, trace = self._alone(answerer, asked, trusts, themes)
            if number and lent and several.lacks_its_thing(answerer.kit, asked, answer):
                by_itself = self._alone(answerer, asked, trusts, themes)
                answer, trace = by_itself if several.tells_its_thing(answerer.kit, asked, by_itself[0]) else (answer, trace)
            if own.corrects and names_a_thing(asked, self.tags) and not OF_THE_TIME.found(asked.text.lower()):
                answer = replace(answer, context=replace(answer.context, subject=""))  # that is what is talked of now
            answered.append((replace(several.ahead(asked, unranked(asked, answer)), question=put), trace))
            if answer.answered or not talk:
                talk = Talk(as_context(trace.request, answer.context.trusts), answered=answer.answered)
        return answered

    def _bare(
        self, answerer: Answerer, whole: tuple[Answer, Trace], parts: Parts, trusts: Sequence[TrustId], themes: Sequence[str]
    ) -> tuple[Answer, Trace]:  # fmt: skip
        """The answer to the request without its asker's story, where that is the surer one, or the one of a mail that has any."""
        answer, trace = self._alone(answerer, self.understood(parts.bare), trusts, themes)
        surer = trace.confidence - whole[1].confidence > STORY and (answer.answered or not whole[0].answered)
        surer |= bool(parts.aside) and answer.answered and not whole[0].answered
        return (replace(answer, taken_as=answer.taken_as or parts.bare), trace) if surer else whole

    def _foreign(self, typed: str) -> Answer | None:
        """The answer to a request in another language than English, ``None`` for one in English."""
        languages = self.answerer.prepared.languages
        text = clean(typed)
        if danger := emergency(text, languages):
            return Answer(typed, "off_topic", wording.danger(danger, self.tags))
        code = greeting(text, languages) or detect(text)
        return Answer(typed, "other_language", wording.other_language(languages.get(code))) if code else None

    def _take(
        self, answerer: Answerer, turn: Turn, asked: Question, talk: Talk | None, trusts: Sequence[TrustId],
        themes: Sequence[str],
    ) -> tuple[Answer, Trace]:  # fmt: skip
        """The answer to a request as it is best taken within the talk."""
        if talk is None:
            return self._alone(answerer, asked, trusts, themes)
        on_list = lean_on(asked, talk.last, (), self.tags)
        readings = (on_list,) if not themes and answerer.lists.of(on_list) else follow(turn, asked, talk, self.tags)
        readings = tuple(replace(one, shown=talk.shown) if one.lead else one for one in readings)
        if len(readings) == 1:
            answer, trace = self._filtered(answerer, readings[0], trusts, themes)
            like = of_the_like(answerer.rivals, asked, answer, trace, self.tags, talk.entry)
            other = self._filtered(answerer, self.understood(like), trusts, themes) if like else None
            if not (other and other[0].answered):
                filtered = partial(self._filtered, answerer, trusts=trusts, themes=themes)
                return anew(answerer.kit, turn, asked, (answer, trace), filtered)
            return replace(other[0], taken_as=str(like), message=f"{wording.LIKE} {other[0].message}"), other[1]
        scoped = [within_filter(reading, trusts) for reading in readings]
        if None in scoped:
            return self._filtered(answerer, readings[0], trusts, themes)
        return best_reading(answerer, asked, [reading for reading in scoped if reading], themes)

    def _alone(self, answerer: Answerer, asked: Question, trusts: Sequence[TrustId], themes: Sequence[str]) -> tuple[Answer, Trace]:
        """The answer to a request that follows nothing; one that points at something is asked back, with what it may mean."""
        answer, trace = self._filtered(answerer, asked, trusts, themes)
        if not (says_nothing(asked, self.tags) and answer.status in ("answered", "partial", "about", "not_stated", "off_topic")):
            return answer, trace
        rivals, route = answerer.rivals, trace.route
        entry = rivals.entries.get(trace.chosen)
        summed = route and entry and entry.form == "digest" and rivals.share(entry, route) > OF_ITSELF  # "how does it end"
        if route and (summed or rivals.of_report(route)) and not BARE.found(asked.text.lower()):
            return answer, trace
        return asks_back(asked, self.suggestions.meant(asked, answer), wording.WHAT_OF), replace(trace, chosen="asked back")

    def _moved(
        self, answerer: Answerer, move: Move, talk: Talk, trusts: Sequence[TrustId], themes: Sequence[str]
    ) -> tuple[Answer, Trace]:  # fmt: skip
        """What a turn asks of the last answer, which is given anew for that."""
        if move == "wrong":
            return asks_back(talk.last, self.suggestions.of_others(talk.last), wording.WHAT_MEANT), Trace(talk.last, chosen=move)
        answer, trace = self._filtered(answerer, self.remembered.as_given(talk), trusts, themes)
        if answer.answered:
            answer = moved(move, answer, trace, self.finder, self.answerer.kit, talk.seen)
        elif move != "again" and not answer.parts:
            answer = replace(answer, message=f"{NOTHING_TO_SHOW} {answer.message}")
        return replace(answer, taken_as=talk.last.taken_as or talk.last.text), trace

    def _filtered(
        self, answerer: Answerer, asked: Question, trusts: Sequence[TrustId], themes: Sequence[str]
    ) -> tuple[Answer, Trace]:
        """The answer within the reader's filter."""
        within = within_filter(asked, trusts)
        if within is None:
            message = wording.filtered_out(asked, trusts, self.tags)
            return Answer(asked.text, "unclear", message, taken_as=asked.taken_as), Trace(asked, chosen="filtered out")
        return answerer.answer(within, themes)

    def move(self, text: str) -> Move | None:
        """What a cleaned request, put right where it is misspelt, asks of the last answer itself."""
        spelt = self.speller.correct(text)[0]
        return move_of(text) or (move_of(spelt) if spelt != text else None)

    def understood(self, typed: str) -> Question:
        """A request as it is answered: what it names of which the report has no word taken out."""
        return without_unheard(self.answerer.kit, self._read(typed))

    def _read(self, typed: str) -> Question:
        return read_request(typed, self.speller, self.tags, self.organisations)

    def _length(self, question: str) -> int:
        """Tokens of a question; one of many bytes is not even counted."""
        size = len(question.encode("utf-8", "replace"))
        if size > self.settings.max_question_bytes:
            return max(size, self.settings.max_question_tokens + 1)
        return count_tokens(question)

    def _finish(self, answer: Answer, tokens: int, talk: Talk | None = None, typed: str = "") -> Answer:
        told = replace(answer, question=typed or answer.question, context=carried(answer.context, talk))
        return replace(told, edition=self.index.report.short_edition, tokens=tokens)
