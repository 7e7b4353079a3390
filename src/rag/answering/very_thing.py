"""Where it is asked of which members something is so, or not so, a row is quoted only for the very thing.

Who asks "which of them did not go abroad" counts the rows: a member of whom the report has but a neighbour of the thing – a visit
at home – would be told to be one that did. So does who names a thing and asks no more ("all three: job plans"). Elsewhere, of "the
aim of each", a row without the request's word may answer as well as any.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.other_things import names_alone
from rag.answering.quotes import sentences_of
from rag.answering.row_judge import Rows, is_judged
from rag.answering.rows import AND_WHEN, FAINT, rarest_of, with_rows
from rag.types import Row
from rag.understanding.wants import ASKS_NUMBER, RANKS
from rag.understanding.whether import asks_of_which, asks_of_which_not
from rag.understanding.which_one import asks_of_which_gone

if TYPE_CHECKING:
    from collections.abc import Callable

    from rag.answering.candidates import Candidates
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.answering.regression import Regression
    from rag.answering.trace import Trace
    from rag.types import Quote
    from rag.understanding.question import Question

NEIGHBOUR, IF_NOT = 0.2, 0.3
"""Probability by the judge of rows below which what lacks the rarest word of the thing is a neighbour of it, where another row has
that word; the other where it is asked of whom it is not so. Of the rows of ``evals/comparisons.jsonl`` on which it is asked so the
first empties five that are to be silent and one that is not."""
_GONE = re.compile(
    r"\b(?:no|not|never|without|unnecessary|removed|abolish\w*+|dismantl\w*+|scrapp\w*+|dropp\w*+|ceas\w++|ended|stopped|axed|former"
    r"|no longer|disband\w*+|replaced|away with)\b"
)
"""That a thing is not there, or no longer."""
HAS_IT = 0.5
"""The same from which another row has the thing: even odds."""


def on_the_very_thing(
    kit: Kit, rivals: Candidates, judge: Regression | None, asked: Question, draft: Draft, trace: Trace
) -> Draft:  # fmt: skip
    """The draft, each row that has but a neighbour of the thing silent, where it is asked of whom the thing is so; where it is
    asked of whom not, a row's quotations without it are folded, too, beside one that has it, whatever value goes with them, and
    what is folded fills an empty row that has it.
    """
    fits = asked.each and not asked.lead and is_judged(draft, trace) and not trace.judged[0].themes
    least = _least(kit, asked) if fits else 0.0
    name = rarest_of(kit, asked, draft.rows) if least else None
    if judge is None or trace.route is None or name is None or _is_titled(kit, rivals, asked, trace):
        return draft
    thing = kit.but_people(kit.things(asked)) or [name]
    known = Rows(kit, rivals, asked, draft, trace, trace.route)

    def answers(row: Row) -> Callable[[Quote], float]:
        sentences, features = known.of(row.trust)
        told = dict(zip(sentences, judge.chances(features).tolist() if sentences else (), strict=True))
        return lambda quote: max((told.get(n, 0.0) for n in sentences_of(kit.index, quote)), default=0.0)

    names = kit.subject(asked) if names_alone(kit, asked) else [name]  # of two that are named each answers

    def has(quote: Quote, word: str) -> bool:
        return kit.stands_in(f"{quote.lead_in or ''} {quote.text}", word)

    def holds(quote: Quote) -> bool:
        return any(has(quote, word) for word in names)

    def row_of(row: Row) -> Row:
        own = [quote for quote in row.quotes if quote.trust]
        told = answers(row)
        if not row.quotes:
            fit = [q for q in draft.more if q.trust == row.trust and (told(q) >= HAS_IT or all(has(q, word) for word in thing))]
            return Row(row.trust, (max(fit, key=told),)) if fit and least == IF_NOT else row
        near = [quote for quote in own if told(quote) < (FAINT if holds(quote) else least)]
        if not near or len(own) < len(row.quotes):
            return row
        if len(near) == len(own):
            return row if row.value is not None else kit.silence(row.trust, kit.sought(asked))
        if least < IF_NOT:
            return row
        return Row(row.trust, tuple(quote for quote in own if quote not in near))  # a value may have gone with what is folded

    has_it = any(holds(q) and answers(row)(q) >= HAS_IT for row in draft.rows for q in row.quotes if q.trust)
    told = with_rows(draft, tuple(map(row_of, draft.rows))) if has_it else draft
    return _led_by_it(told, holds) if AND_WHEN.search(asked.text.lower()) else told  # "which have it and how many"


def _is_titled(kit: Kit, rivals: Candidates, asked: Question, trace: Trace) -> bool:
    """Whether the request names what the chosen entry is called, and nothing else: then its editor told of whom it is so."""
    entry = rivals.entries.get(trace.chosen)
    return entry is not None and {w for w in kit.telling_of(entry.title.lower()) if kit.proves(w)} == set(kit.subject(asked))


def that_is_gone(kit: Kit, asked: Question, draft: Draft) -> Draft:
    """The draft, where it is asked which members dropped a thing or are without it, and some sentence tells of that, with the rows
    of those who are told to have it silent.
    """
    things = kit.things(asked)
    if not (draft.rows and things and asks_of_which_gone(kit.index.report.tags.profile.group).found(asked.text.lower())):
        return draft

    def tells(quote: Quote) -> bool:
        sentences = (one for one in re.split(r"[.;](?= |$)", f"{quote.lead_in or ''} {quote.text}") if _GONE.search(one.lower()))
        return any(any(kit.stands_in(one, word) for word in things) for one in sentences)

    def row_of(row: Row) -> Row:
        if not row.quotes:
            return row
        own = tuple(filter(tells, row.quotes))
        return Row(row.trust, own) if own else kit.silence(row.trust, kit.sought(asked))

    return with_rows(draft, tuple(map(row_of, draft.rows))) if any(tells(q) for row in draft.rows for q in row.quotes) else draft


def _led_by_it(draft: Draft, holds: Callable[[Quote], bool]) -> Draft:
    """The draft, each row whose value is of a neighbour of the thing led by what has the thing, without the value."""

    def led(row: Row) -> Row:
        fit = tuple(quote for quote in row.quotes if holds(quote))
        if row.value is None or not fit or holds(row.quotes[0]):
            return row
        return Row(row.trust, (*fit, *(quote for quote in row.quotes if quote not in fit)))

    rows = tuple(map(led, draft.rows))
    in_rows = tuple(quote for row in rows for quote in row.quotes)
    beside = (quote for quote in draft.quotes if quote not in in_rows)
    return draft if rows == draft.rows else replace(draft, rows=rows, quotes=(*beside, *in_rows))


def _least(kit: Kit, asked: Question) -> float:
    """The probability that a quotation without the thing's word needs, 0 where it is not asked of which members it is so."""
    lowered, group = asked.text.lower(), kit.index.report.tags.profile.group
    if ASKS_NUMBER.found(AND_WHEN.sub(" ", lowered)) or RANKS.found(lowered):
        return 0.0
    if asks_of_which_not(group).found(lowered):
        return IF_NOT
    return NEIGHBOUR if asks_of_which(group).found(lowered) or names_alone(kit, asked) else 0.0
