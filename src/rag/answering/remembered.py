"""What was talked of before: from the context of the last answer, or from the requests of a history."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.answering.ahead import REPLAYED
from rag.answering.find import routed
from rag.answering.talk import as_context
from rag.types import MOST_EARLIER_SUBJECTS, Context
from rag.understanding.moves import move_of
from rag.understanding.names import find_trusts
from rag.understanding.question import Question, as_lead, clean
from rag.understanding.route import ABSENT, OFF_TOPIC, SOCIAL, SURE
from rag.understanding.talk import Talk, follow
from rag.understanding.turns import Turn, read_turn

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from rag.answering.answerer import Answerer
    from rag.corpus.prepared import Entry
    from rag.corpus.tags import Tags
    from rag.settings import Settings
    from rag.types import TrustId


@dataclass(frozen=True, slots=True)
class Remembered:
    """Reads earlier requests by ``_read``; those that ``_length`` finds longer than may be asked are none."""

    _read: Callable[[str], Question]
    _length: Callable[[str], int]
    _tags: Tags
    _settings: Settings
    _entries: Mapping[str, Entry]

    def talk(self, context: Context) -> Talk | None:
        """The talk that a context stands for, without a call of the embedder.

        One that was forged can name no more than trusts, an entry and texts within the limits.
        """
        last = self._request(context)
        earlier = tuple(q for before in context.earlier[-MOST_EARLIER_SUBJECTS:] if (q := self._request(before)))
        if last is None:
            return None
        given = context.given if self._length(context.given) <= self._settings.max_question_tokens else ""
        having = self._having(context.entry)
        return Talk(last, earlier, max(context.seen, 0), context.answered, context.entry, having, given, context.shown)

    def as_given(self, talk: Talk) -> Question:
        """The last request as its answer was given, on what it leaned on then."""
        lead = as_lead(clean(talk.given))
        return replace(talk.last, lead=lead, lead_mentions=find_trusts(lead, self._tags)) if lead else talk.last

    def _having(self, name: str | None) -> tuple[TrustId, ...]:
        """The members that have the thing of an entry that is no figure, where its editor found it missing at one."""
        entry = self._entries.get(name or "")
        tells = entry and entry.silent and entry.form in ("term", "topic", "digest")  # a figure that is not told may be there
        return tuple(part.trust for part in entry.parts if part.trust) if entry and tells else ()

    def _request(self, context: Context) -> Question | None:
        """One request of a talk; ``None`` for none, and for one that is longer than may be asked."""
        texts = (context.request, context.subject)
        if not context.request or any(self._length(text) > self._settings.max_question_tokens for text in texts):
            return None
        known = tuple(t for t in dict.fromkeys(context.trusts) if t in {trust.id for trust in self._tags.trusts})
        lead = as_lead(clean(context.subject))
        asked = replace(self._read(clean(context.request)), lead=lead, lead_mentions=find_trusts(lead, self._tags), taken_as=None)
        return as_context(asked, known)

    def requests(self, history: Sequence[str]) -> list[tuple[Turn, Question]]:
        """The requests of a history that may have been answered, read again and not answered again."""
        recent = history[-self._settings.max_history :] if self._settings.max_history else ()
        typed = [clean(earlier) for earlier in recent if self._length(earlier) <= self._settings.max_question_tokens]
        turns = [read_turn(text) for text in typed if not move_of(text)]
        read = [(turn, self._read(turn.text)) for turn in turns]
        return [(turn, q) for turn, q in read if q.kind == "question" and (q.trusts or not q.others)]

    def likely(self, asked: Sequence[tuple[Turn, Question]]) -> Talk | None:
        """What was talked of by a history if none of it was refused: its last request, as it was taken then, and those before.

        To know it before the route looks at them, which embeds them, saves a call of the embedder where it comes true.
        """
        talk: Talk | None = None
        for turn, question in asked:
            taken = follow(turn, question, talk, self._tags)[0] if talk else question
            talk = Talk(taken, (*talk.earlier, talk.last)[-MOST_EARLIER_SUBJECTS:] if talk else ())
        return talk

    def last(self, answerer: Answerer, asked: Sequence[tuple[Turn, Question]], likely: Talk | None) -> Talk | None:
        """``likely`` of those that were answered: of the latest ones the route tells which were refused, and those lend nothing."""
        latest = asked[-REPLAYED:]
        refused = _refused(answerer, [question for _, question in latest])
        if not any(refused):
            return likely
        return self.likely([*asked[:-REPLAYED], *(pair for pair, no in zip(latest, refused, strict=True) if not no)])


def _refused(answerer: Answerer, asked: Sequence[Question]) -> list[bool]:
    """Whether the route takes each request, without answering it, for small talk or for nothing that the report says."""
    router = answerer.prepared.router
    if router is None:
        return [False] * len(asked)
    texts = [routed(question, answerer.tags) for question in asked]
    routes = [router.route(t, s.vector) for t, s in zip(texts, answerer.embedded.searches(texts), strict=True)]
    return [sum(r.of(c) for c in (ABSENT, OFF_TOPIC, SOCIAL)) > SURE for r in routes]
