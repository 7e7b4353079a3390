"""“How are they picked at Ash?” – “Since when?” – “And at Birch?”: where Birch is silent on the last, what is said of the thing."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.plainly_told import plainly, tells
from rag.answering.talk import context_of
from rag.answering.wording import listed
from rag.understanding.group import rules_of
from rag.understanding.pointing import FRONTED
from rag.understanding.question import content_of
from rag.understanding.route import MENTION
from rag.understanding.thing import points

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rag.answering.kit import Kit
    from rag.answering.offers import Offers
    from rag.answering.trace import Trace
    from rag.corpus.tags import Tags
    from rag.types import Answer
    from rag.understanding.question import Question
    from rag.understanding.talk import Talk
    from rag.understanding.turns import Turn


_BEFORE_A_NAME = re.compile(r"\b(?:that|this|those|these) (?=\w)")
_WHETHER = re.compile(r"\bany\b|^(?:(?:and|so|but|ok)[ ,]++)*+(?:is|are|was|were|do|does|did|has|have|had) ")
_THERE = re.compile(r"\bthere\b")
_THEY = re.compile(r"\bthey\b")
LONGEST = 120
"""Characters of a request that is asked instead: a longer one costs as much as the turn itself, and says more than a thing."""


def at_home(offers: Offers, turn: Turn, asked: Question, talk: Talk | None, tags: Tags) -> tuple[Turn, Question]:
    """The turn and its request, of the one trust that has the thing which it names, where another was talked of, or several were:
    "how does Ash train nurses" – "and what did the rota cost", which is Birch's.
    """
    lowered = asked.text.lower()
    own = replace(asked, text=_BEFORE_A_NAME.sub("the ", lowered), mentions=())
    if talk is None or not talk.last.trusts:
        return turn, asked
    named = asked.kind != "question" or asked.trusts or asked.everyone or asked.rows or asked.others
    if named or turn.back or turn.corrects or _asks_of_them(lowered):
        return turn, asked
    home = offers.home_of(asked)
    if home is None or talk.last.trusts == (home,) or rules_of(tags).complement.found(lowered):
        return turn, asked
    before = any(home in earlier.trusts for earlier in talk.earlier)  # "what did they learn in Leeds", of who was talked of before
    if points(replace(own, text=_THEY.sub("people", own.text)) if before else own, tags):
        return turn, asked
    taken = f"{asked.text} ({tags.trust(home).name})"
    return replace(turn, fresh=True), replace(asked, trusts=(home,), leans=False, taken_as=taken)


def _asks_of_them(lowered: str) -> bool:
    """Whether it is asked of those talked of: whether they have the thing, or how it is there; not "Leeds, who went there"."""
    return bool(_WHETHER.search(lowered) or (_THERE.search(lowered) and not FRONTED.found(lowered)))


def of_the_thing(turn: Turn, asked: Question, taken: Question, tags: Tags) -> Question | None:
    """The request that brought up the subject, of the members that a turn names alone or with the subject that it puts right, where
    the turn repeats what was asked last; ``None`` where it asks anything itself.
    """
    of_others = asked.mentions or rules_of(tags).complement.found(asked.text.lower())
    repeats = taken.lead and taken.trusts and taken.text != asked.text
    if not repeats or len(taken.lead) > LONGEST or not (turn.corrects or (of_others and not content_of(asked, tags))):
        return None
    return replace(taken, text=taken.lead, mentions=taken.lead_mentions, lead="", lead_mentions=(), taken_as=taken.lead)


def with_the_thing(turn: Turn, asked: Question, readings: Sequence[Question], tags: Tags) -> Sequence[Question]:
    """What a turn may be taken for, with what is asked instead where that has no answer: it is embedded in the same call."""
    thing = of_the_thing(turn, asked, readings[0], tags) if len(readings) == 1 else None
    return (*readings, thing) if thing else readings


def anew(
    kit: Kit, turn: Turn, asked: Question, taken: tuple[Answer, Trace], filtered: Callable[[Question], tuple[Answer, Trace]]
) -> tuple[Answer, Trace]:
    """The answer, or where there is none to what was asked last of a thing, or none that speaks of that, what is said of it there;
    ``filtered`` answers a request.
    """
    (answer, trace), tags = taken, kit.index.report.tags
    thing = of_the_thing(turn, asked, trace.request, tags)
    thing = thing if thing and (is_silent(answer) or is_of_another(kit, thing, answer)) else None
    told, on_it = filtered(thing) if thing else taken
    named = thing and (is_silent(answer) or on_it.chosen != MENTION or len(kit.subject(thing)) == 1)
    if thing and named and told.answered and any(kit.speaks_of(quote, thing) for quote in told.quotes[:1]):
        return instead(trace.request, told, tags), on_it
    if thing and told.status == "not_stated" and not is_silent(answer):
        return not_there(trace.request, answer, told), trace
    return nearest(trace.request, answer, tags), trace


def is_silent(answer: Answer) -> bool:
    """Whether nothing is told of any member that is asked of."""
    return answer.status == "not_stated" or bool(answer.rows and not any(row.quotes for row in answer.rows))


def is_of_another(kit: Kit, thing: Question, answer: Answer) -> bool:
    """Whether what was found to answer what was asked of a ``thing`` elsewhere speaks of that nowhere, by any of its words."""
    named = kit.subject(thing)
    of_it = any(kit.stands_in(f"{quote.lead_in or ''} {quote.text}", word) for quote in answer.quotes for word in named)
    return answer.answered and answer.form == "find" and bool(named) and not (answer.rows or of_it)


def not_there(taken: Question, answer: Answer, silent: Answer) -> Answer:
    """That the thing talked of, of which the report is ``silent`` there, is not told of, in place of the ``answer``."""
    told = replace(silent, question=answer.question, taken_as=answer.taken_as)
    return replace(told, context=context_of(taken, told, None, taken.lead, told.context.shown))


def nearest(taken: Question, answer: Answer, tags: Tags) -> Answer:
    """The answer to what is asked of another member as it was of one; where there is none, and what comes nearest plainly tells a
    time, or a length of time, that is asked for, that.
    """
    repeats = taken.leans and taken.trusts and not taken.lead and answer.status == "not_stated" and "‘" not in answer.message
    if not repeats or not any(tells(one, quote.text) for one in plainly(taken.text) for quote in answer.nearest):
        return answer
    names = listed(tags.trust(t).name for t in taken.trusts)
    message = f"Nothing plainly answers that for {names}. This comes nearest to it."
    return replace(answer, status="partial", message=message, quotes=answer.nearest, nearest=(), rows=())


def instead(taken: Question, answer: Answer, tags: Tags) -> Answer:
    """The ``answer`` on the thing, told to be none to what was asked of it last."""
    names = listed(tags.trust(t).name for t in taken.trusts)
    message = f"Nothing plainly answers that for {names}. This is what is said there of the subject. {answer.message}"
    return replace(answer, status="partial" if answer.status == "answered" else answer.status, message=message)
