"""What a turn asks of the last answer itself: more of it, less, where it stands, who is quoted; or what was meant."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from rag.answering import wording
from rag.answering.earned import SURE_OF_ONE
from rag.answering.find import likeliest
from rag.answering.located import where
from rag.answering.quotes import make_quotes, sentences_of, widen
from rag.answering.voices import AT_ONCE, others_of_theirs
from rag.text import words
from rag.types import CONTEXT_CHARACTERS, MOST_EARLIER_SUBJECTS, Answer, Context
from rag.understanding.in_play import THE_OTHER, other_in_play
from rag.understanding.numerals import numeral_in
from rag.understanding.pointing import IS_MUCH
from rag.understanding.reminded import reminded
from rag.understanding.wants import ASKS_FOR_THE_FIRST, ASKS_TO_JUDGE, ASKS_WHICH

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rag.answering.find import Finder
    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.corpus.tags import Tags
    from rag.types import Quote, Row, TrustId
    from rag.understanding.moves import Move
    from rag.understanding.question import Question
    from rag.understanding.talk import Talk

_TITLE = re.compile(r"\b(?:best|worst) \w++ (?:\w++ )?\w++(?=\W*+$)")
"""What somebody may have been called: the last words of a request, from the superlative on."""
_OF_THEM = re.compile(r"\b(?:of )?(?:the|these|those) (?:two|three|four|five|six|seven|eight)\b")
"""The members, however many they are: no number by which one is told."""
SHORTEST = "It cannot be shorter: this is one quotation, as the report has it."
NO_MORE_OF_THEM = "The report quotes no more of them there in interview."
NOBODY_ELSE = "I find nobody else quoted on that."
NOTHING_TO_SHOW = "Nothing was quoted of which that could be told."
NOT_MUCH = "The report does not say whether that is much, and tells of no other with which it could be compared."
MORE = 4
"""Quotations that "more" shows at once: one more than an answer does."""
NEXT_BEST = 12
"""The judge's likeliest sentences that "more" may reach: those after that are seldom on the subject."""


def moved(move: Move, answer: Answer, trace: Trace, finder: Finder, kit: Kit, seen: int) -> Answer:
    """The last answer, given anew, as ``move`` asks for it; ``seen`` of its quotations were shown before."""
    report = finder.index.report
    every = (*answer.quotes, *answer.more)
    match move:
        case "more" | "on":
            beyond = _beyond(answer, trace, finder, None if move == "on" else kit)
            theirs = others_of_theirs(kit, trace.request, (*every, *beyond))
            answer = _more(answer, (*every, *beyond) if theirs is None else theirs, report.tags, seen)
            if theirs is not None and not answer.quotes:
                answer = replace(answer, message=NO_MORE_OF_THEM)
        case "full":
            rows = tuple(_whole(row, every) for row in answer.rows)
            answer = replace(answer, quotes=every, more=(), rows=rows, message=wording.full(every, report.tags))
        case "shorter":
            answer = _shorter(answer, trace, finder)
        case "where" | "whose":
            answer = replace(answer, message=where(answer.quotes, report, whose=move == "whose"))
        case "speaker":
            spoken = tuple(sorted(answer.quotes, key=lambda q: q.speaker is None))
            answer = replace(answer, quotes=spoken, message=wording.speakers(spoken, report.tags))
        case "quotes" | "else":
            answer = _spoken(answer, _beyond(answer, trace, finder, kit), report.tags, move)
        case "verbatim" | "sure":
            answer = replace(answer, message=wording.VERBATIM if move == "verbatim" else wording.SURE)
        case "still":
            answer = replace(answer, message=wording.still(kit.index.report.tags.profile.year))
    return answer


def _whole(row: Row, every: Sequence[Quote]) -> Row:
    """The row with all that is shown of its trust; what was near it only is seen, then, and no longer folded."""
    own = tuple(q for q in every if q.trust == row.trust and q not in row.quotes)
    return replace(row, quotes=(*row.quotes, *own), silence=None, looked_for=(), page=None, folded=0) if own else row


def _more(answer: Answer, every: Sequence[Quote], tags: Tags, seen: int) -> Answer:
    """What of ``every`` quotation was folded, then what stands beyond it; told so where there is no more."""
    shown = max(seen, len(answer.quotes))
    new, rest = every[shown : shown + MORE], every[shown + MORE :]
    context = replace(answer.context, seen=shown + len(new))
    if not new:
        return replace(answer, status="not_stated", message=wording.NO_MORE, quotes=(), more=(), rows=(), context=context)
    message = wording.more(new, tags)
    return replace(answer, status="answered", message=message, quotes=tuple(new), more=tuple(rest), rows=(), context=context)


def in_talk(
    move: Move | None, talk: Talk | None, typed: str, tags: Tags, trust_of: Mapping[int, TrustId | None] | None = None
) -> Move | None:  # fmt: skip
    """The move; "anyone else?" asks who else says so only where what was told is not of one member, nor of some that have it; "the
    other one?" is of the other of two in play; what is ``reminded`` of is of the last answer.
    """
    if move == "wrong" and talk and THE_OTHER.found(typed.lower()) and other_in_play(talk.last, talk.earlier, tags):
        return None
    if move is None and talk:
        whose = {trust_of.get(n) for n in talk.shown} if trust_of and talk.answered else set()
        return reminded(typed, talk.last, tags, of_one=None in whose and len(whose) <= 2)  # noqa: PLR2004
    return None if move == "else" and (talk is None or len(talk.last.trusts) == 1 or talk.having) else move


def _spoken(answer: Answer, beyond: Sequence[Quote], tags: Tags, move: Move) -> Answer:
    """What interviewees are quoted with on it, or what others are than those shown; told so where nobody is."""
    nobody, shown_before = (NOBODY_ELSE, ()) if move == "else" else (wording.NOBODY, answer.quotes)
    spoken = tuple(q for q in (*shown_before, *answer.more, *beyond) if q.speaker)
    shown, rest = spoken[:AT_ONCE], spoken[AT_ONCE:]
    if not shown:
        return replace(answer, status="not_stated", message=nobody, quotes=(), more=(), rows=())
    message = wording.speakers(shown, tags)
    return replace(answer, status="answered", form="voices", message=message, quotes=shown, more=rest, rows=())


def _beyond(answer: Answer, trace: Trace, finder: Finder, kit: Kit | None) -> tuple[Quote, ...]:
    """What the judge finds to answer as well, what stands behind the leading quotation in its section, then its next best of
    what was searched, and what stands before; but for the first, with a ``kit`` only what stands in a passage that was quoted or
    speaks of the request's subject.
    """
    index, every = finder.index, (*answer.quotes, *answer.more)
    leading = every[0]
    section = next(p.section for p in index.passages if p.id == leading.passage)
    rest = [s for p in index.passages if p.section == section for s in p.sentences]
    behind, before = [s.index for s in rest if s.start >= leading.end], [s.index for s in rest if s.start < leading.end]
    found: list[Quote] = []
    next_best: list[Quote] = []
    if trace.judged:
        best = max(trace.judged, key=lambda j: j.answerable)
        sentences = index.sentences
        order = [int(n) for n in np.argsort(-best.chances, kind="stable") if best.scores.allowed[n]]
        order = [n for n in order if not any(e.start <= sentences[n].start < e.end for e in every)][:NEXT_BEST]
        likely = [n for n in order if best.chances[n] >= SURE_OF_ONE]
        found += make_quotes(index, widen(index, likely, listing=False), chances=best.chances)
        next_best += make_quotes(index, widen(index, order[len(likely) :], listing=False), chances=best.chances)
    near = (*make_quotes(index, behind), *next_best, *make_quotes(index, before))
    new: list[Quote] = []
    same = {q.passage for q in every}
    for quote in (*found, *(q for q in near if kit is None or q.passage in same or kit.speaks_of(q, trace.request))):
        if not any(quote.start < e.end and e.start < quote.end for e in (*every, *new)):
            new.append(quote)
    return tuple(new)


def _shorter(answer: Answer, trace: Trace, finder: Finder) -> Answer:
    """The leading quotation alone, or the leading one of each row; of one that was all its likeliest sentence, if it has more."""
    rows = tuple(replace(row, quotes=row.quotes[:1]) for row in answer.rows)
    kept = tuple(q for row in rows for q in row.quotes) or answer.quotes[:1]
    rest = tuple(q for q in (*answer.quotes, *answer.more) if q not in kept)
    tags = finder.index.report.tags
    if rows or len(answer.quotes) > 1:
        return replace(answer, quotes=kept, rows=rows, more=rest, message=wording.shorter(kept, tags))
    if sentence := _sentence(kept[0], trace, finder):
        return replace(answer, quotes=sentence, more=(*kept, *rest), message=wording.shorter(sentence, tags))
    return replace(answer, more=rest, message=SHORTEST)


def _sentence(quote: Quote, trace: Trace, finder: Finder) -> tuple[Quote, ...]:
    """The likeliest sentence of a quotation of several, with what it needs to be read alone; nothing where that is all of it."""
    index, chances = finder.index, likeliest(trace.judged) if trace.judged else None
    own = sentences_of(index, quote)
    if chances is None or len(own) < 2 or quote.speaker:  # noqa: PLR2004 - several
        return ()
    best = max(own, key=lambda n: chances[n])
    cut = make_quotes(index, [n for n in widen(index, [best], listing=False) if n in own])
    return cut if len(cut) == 1 and len(cut[0].text) < len(quote.text) else ()


def asks_back(asked: Question, choices: Sequence[str], message: str) -> Answer:
    """That it is not clear what is meant, with requests to click."""
    return Answer(asked.text, "unclear", message, form="social", next=tuple(choices), context=Context())


def said_of_others_alone(kit: Kit, asked: Question, trusts: Sequence[TrustId]) -> bool:
    """Whether the report speaks of the thing that a request names, its words near each other, of other trusts alone."""
    return _of_others(kit, kit.subject(asked), trusts)


def _of_others(kit: Kit, together: Sequence[str], trusts: Sequence[TrustId]) -> bool:
    there = kit.concordance.near(together)
    return bool(trusts and there) and all(kit.trust_of[n] not in (None, *trusts) for n in there)


def names_what_others_have(kit: Kit, asked: Question, trusts: Sequence[TrustId]) -> bool:
    """Whether a request names a thing by two words next to each other, "the staff college", that stand so of other trusts alone."""
    own = kit.subject(asked)
    pairs = (pair for pair in pairwise(words(asked.text)) if all(word in own for word in pair))
    return any(_of_others(kit, pair, trusts) for pair in pairs)


def as_context(asked: Question, trusts: tuple[TrustId, ...]) -> Question:
    """The request as the talk keeps it: of the trusts that it turned out to be about."""
    return replace(asked, trusts=trusts, rows=asked.rows or len(trusts) > 1) if trusts else asked


def carried(context: Context, talk: Talk | None) -> Context:
    """The context that goes with the answer: its own with what was talked of before; of one that leaves none, that of before."""
    if talk is None or (context.request and talk.of_answers is None):
        return _cut(context)
    talk = talk if not context.request else talk.of_answers or talk
    before = tuple(_cut(Context(q.trusts, None, q.text, q.lead)) for q in (*talk.earlier, talk.last))
    if not context.request:
        return replace(before[-1], earlier=_kept(before[:-1]), seen=talk.seen, answered=talk.answered, shown=talk.shown)
    if (context.request, context.trusts) == (before[-1].request, before[-1].trusts):
        before = before[:-1]
    return replace(_cut(context), earlier=_kept(before))


def _kept(before: tuple[Context, ...]) -> tuple[Context, ...]:
    """Of what was talked of before as much as a talk may carry: the first request, to which people go back, and the latest."""
    return before if len(before) <= MOST_EARLIER_SUBJECTS else (before[0], *before[1 - MOST_EARLIER_SUBJECTS :])


def _cut(context: Context) -> Context:
    """The context with texts of the length that it may carry."""
    request, subject, given = (text[:CONTEXT_CHARACTERS] for text in (context.request, context.subject, context.given))
    return replace(context, request=request, subject=subject, given=given)


def context_of(asked: Question, answer: Answer, entry: str | None, given: str = "", shown: tuple[int, ...] = ()) -> Context:
    """What the next request may lean on: this one; where it was refused without being off the subject, only to repeat it. ``given``
    is what its answer leaned on, where that is another thing than what is talked of from here on; ``shown`` the sentences that it
    quotes at once, or where it quotes none those that were quoted before.
    """
    if answer.answered:
        given = "" if given == asked.lead else given
        return Context(talked_of(asked, answer), entry, asked.text, asked.lead, given=given, shown=shown)
    refused = Context(asked.trusts, None, asked.text, asked.lead, answered=False, shown=asked.shown)
    return refused if answer.status == "not_stated" else Context()


def unranked(asked: Question, answer: Answer) -> Answer:
    """The answer, where it is asked which is better with the word that this is not judged, unless its values tell an order. Where
    that is all that is told of "it", what was talked of before still is.
    """
    having, lowered = [row for row in answer.rows if row.quotes], asked.text.lower()
    valued = sum(row.value is not None for row in answer.rows) > 1
    if answer.rows and len(having) < 2 and IS_MUCH.found(lowered):  # noqa: PLR2004 - nothing to compare it with
        near = having[0].quotes[:1] if having else answer.nearest
        message = f"{NOT_MUCH}{wording.OFFERED if near else ''}"
        return replace(
            answer, status="not_stated", form="find", message=message, quotes=(), more=(), rows=(), nearest=near, context=Context()
        )
    if answer.form == "about" and asked.leans and ASKS_TO_JUDGE.found(lowered):
        return replace(answer, context=Context())
    if not answer.answered or valued or len(answer.rows) < 2 or not ASKS_TO_JUDGE.found(lowered):  # noqa: PLR2004
        return answer
    if (title := _TITLE.search(lowered)) and any(title[0] in quote.text.lower() for quote in answer.quotes):
        return answer  # one was "the best place to work", as the report has it
    return replace(answer, message=f"{wording.UNRANKED} {answer.message}")


def talked_of(asked: Question, answer: Answer) -> tuple[TrustId, ...]:
    """The trusts that the talk is of: those asked, of "who else" those that have it, or the one alone that answered where
    nobody was named or it was asked which.
    """
    quoted = {quote.trust for quote in answer.quotes}
    if first := _first(asked, answer.rows) or _by_its_number(asked, answer.rows):
        return (first,)
    having = tuple(row.trust for row in answer.rows if row.quotes)
    if asked.trusts and asked.everyone and answer.rows:  # of the others, those that have it
        return having or asked.trusts
    if ASKS_WHICH.found(asked.text.lower()) and answer.rows and not any(m.trust not in quoted for m in asked.mentions):
        return having if len(having) == 1 and quoted <= {*having, None} else asked.trusts
    which = ASKS_WHICH.found(asked.text.lower()) and not asked.mentions  # "which of them is like us", with what is said of one
    everyone = (asked.everyone or asked.rows) and not which
    alone = not (asked.trusts or everyone or asked.lead or answer.rows or answer.form == "about")
    if answer.form == "term" and len(members := quoted - {None}) == 1:  # what is said of no single one names it only
        quoted = members
    if answer.form == "voices":  # those that are folded were asked for as well
        quoted |= {quote.trust for quote in answer.more}
    return tuple(t for t in quoted if t) if alone and len(quoted) == 1 else asked.trusts


def _by_its_number(asked: Question, rows: Sequence[Row]) -> TrustId | None:
    """The one trust in whose row alone stands the number by which it is asked which it is: "which has 16 wards"."""
    lowered = _OF_THEM.sub(" ", asked.text.lower())
    if asked.mentions or not ASKS_WHICH.found(lowered) or not (numeral := numeral_in(lowered)):
        return None
    having = [row.trust for row in rows if any(numeral.pattern.search(quote.text) for quote in row.quotes)]
    return having[0] if len(having) == 1 else None


def _first(asked: Question, rows: Sequence[Row]) -> TrustId | None:
    """The trust that stands first in the order of a figure's values where it is asked which does; none where two do."""
    values = [row.value for row in rows if isinstance(row.value, int | float)]
    alone = (
        len(values) > 1 and values[0] == rows[0].value and values[0] not in values[1:] and values[0] in (min(values), max(values))
    )
    alone &= len({row.unit for row in rows if row.value in values}) == 1  # a year and a number of years have no order
    return rows[0].trust if alone and not asked.mentions and ASKS_FOR_THE_FIRST.found(asked.text.lower()) else None
