"""“How many nurses has Ash?” – “I thought it was 35”: the last answer again, led by what holds what was supposed, or told that
nothing of it does, and of whom that is told instead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.answering.quotes import make_quotes, widen
from rag.answering.wording import listed
from rag.understanding.numerals import numeral_in
from rag.understanding.question import with_trusts
from rag.understanding.supposed import supposed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rag.answering.kit import Kit
    from rag.types import Answer, Quote, TrustId
    from rag.understanding.question import Question
    from rag.understanding.talk import Talk

IT_STANDS = "‘{what}’ stands in the answer to that."
IT_DOES_NOT = "‘{what}’ does not stand in the answer to that: this is what the report says."
OF_OTHERS = "‘{what}’ does not stand in the answer to that, but in what the report says of {names}, folded below."
IT_IS_OF = "What is quoted is of {names}."
NOT_OF = "What is quoted is of {names}, not of {others}."


@dataclass(frozen=True, slots=True)
class Supposed:
    """What is supposed of the answer to ``asked``: ``what``, empty where no more is than that it is of ``trusts``; ``title`` is
    the request to answer instead of the last one, empty for that.
    """

    asked: Question
    what: str
    trusts: tuple[TrustId, ...]
    title: str = ""
    before: Question | None = None

    def of(self, kit: Kit, answer: Answer) -> Answer:
        """The answer, told whether it is so."""
        if not answer.answered or not answer.quotes:
            return answer
        if not self.what:
            return replace(answer, message=self._whose(kit, answer))
        holding = tuple(q for q in (*answer.quotes, *answer.more) if self._holds(kit, q))
        if not holding:
            return self._denied(kit, answer)
        message = IT_STANDS.format(what=self.what)
        if answer.rows:
            return replace(answer, message=f"{message} {answer.message}")
        quotes = (*holding[:1], *(q for q in answer.quotes if q != holding[0]))
        return replace(answer, message=message, quotes=quotes, more=tuple(q for q in answer.more if q not in quotes))

    def _holds(self, kit: Kit, quote: Quote) -> bool:
        numeral, text = numeral_in(self.what), f"{quote.lead_in or ''} {quote.text}"
        return bool(numeral.pattern.search(text)) if numeral else kit.stands_in(text, self.what)

    def _denied(self, kit: Kit, answer: Answer) -> Answer:
        """The answer, told that nothing of it holds what was supposed, with what does of another member, folded."""
        numeral, wanted = numeral_in(self.what), kit.subject(self.asked)
        places = [n for n, own in enumerate(kit.index.sentences) if numeral and numeral.pattern.search(own.text)]
        others = [n for n in places if wanted and all(kit.stands_in(kit.index.sentences[n].text, word) for word in wanted)]
        found = make_quotes(kit.index, widen(kit.index, others, listing=False)) if others else ()
        found = tuple(q for q in found if q.trust and not answer.rows)
        if not found:
            return replace(answer, message=IT_DOES_NOT.format(what=self.what))
        message = OF_OTHERS.format(what=self.what, names=_names(kit, [q.trust for q in found]))
        return replace(answer, message=message, more=(*found, *answer.more))

    def _whose(self, kit: Kit, answer: Answer) -> str:
        """Of whom the answer is, and whether that is whom was supposed."""
        told = self.asked.trusts or tuple(dict.fromkeys(q.trust for q in answer.quotes if q.trust))
        if not told:
            return answer.message
        names, others = _names(kit, told), [trust for trust in self.trusts if trust not in told]
        return NOT_OF.format(names=names, others=_names(kit, others)) if others else IT_IS_OF.format(names=names)


def what_is_supposed(kit: Kit, typed: str, talk: Talk) -> Supposed | None:
    """What a turn supposes of the last answer; ``None`` where it asks anything else, or there was no answer."""
    tags = kit.index.report.tags
    found = supposed(typed, talk.last, tags) if talk.answered else None
    if found is None:
        return None
    what, trusts = found
    again = what and trusts and trusts != talk.last.trusts
    return Supposed(talk.last, what, trusts, with_trusts(talk.last, trusts, tags) if again else "")


def _names(kit: Kit, trusts: Iterable[TrustId | None]) -> str:
    tags = kit.index.report.tags
    return listed(tags.trust(trust).name for trust in dict.fromkeys(trusts) if trust)
