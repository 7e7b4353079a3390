"""What of two answers may be shown together: a quotation that nobody chose for the request must be judged to answer it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.draft import Draft
from rag.answering.entries import NOTHING, chance
from rag.answering.find import likeliest
from rag.answering.quotes import make_quotes, sentences_of
from rag.understanding.given import has_count, leading
from rag.understanding.wants import SUMS_UP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.search.index import PassageIndex
    from rag.types import Quote
    from rag.understanding.question import Question

TELLS = 0.3
"""The judge's chance from which a quotation of the next best answer stands beside the best one. With 0 the exam's dev half has a
precision of 0.68, with 0.3 of 0.73 and 0.5 of 0.74; with 0.5 one in 70 of the people's dev half loses evidence."""
FACT = 0.5
"""Probability of ``find`` from which that holds of prepared digests and topics as well: a fact is then likelier than all else."""
TOGETHER = 0.7
"""Share of the best candidate's worth from which the next one is shown beside it. On the dev half of the people's exam the
candidates alone show 0.85 of the evidence at a precision of 0.78, with this 0.90 at 0.74; at 0.9 0.86, at 0.5 no more."""
ALTERNATIVE = 0.4
"""The same where a request names two things, and a row is empty of the one or the answer is on the one alone."""
FAINT = 0.1
"""Share of the best candidate's worth below which the next one is none, though the best has nothing to show."""
SPEAKING = 0.5
"""Share of the best chance of an answer from which what stands beside it need not speak of what is asked."""
SURELY = 0.9
"""The judge's chance from which what it is surest of stays, though it has none of the words that a follow-up brings up."""
ADJOINS = 3
"""Characters between sentences that follow each other."""
_HOW_MANY = re.compile(r"\b(?:how many|number of) (?:different |separate )?([a-z-]{3,})")
"""The thing that is counted."""
_WIDE, _NARROW = ("digest", "topic"), ("figures", "term")


def may_stand(
    index: PassageIndex, chances: NDArray[np.float64], fact: float, first: Draft, second: Draft
) -> Callable[[Quote], bool]:  # fmt: skip
    """What says whether a quotation of the ``second`` answer may stand beside the ``first``: one that the judge finds to answer.

    Where it is not likely that a fact is asked for (``fact`` is its probability), everything may stand beside a digest, and a
    digest or topic beside all but a figure or a term. ``chances`` are the judge's of every sentence ``(n,)``.
    """
    sum_up = first.form == "digest" or (first.form not in _NARROW and second.form in _WIDE)
    wide = sum_up and fact < FACT
    return lambda quote: wide or chance_of(index, quote, chances) >= TELLS


def enough(best: float, taken: float, *, half: bool) -> float:
    """The least worth of a candidate that may be shown: beside one of worth ``taken`` (0 for none yet), on the other ``half`` of
    what is asked or on the same, where the ``best`` one has that worth.
    """
    return max((ALTERNATIVE if half else TOGETHER) * taken, FAINT * best)


def rows_first(kit: Kit, asked: Question, draft: Draft, chances: NDArray[np.float64]) -> Draft:
    """Prepared rows, with what is said of no single trust folded unless the judge finds that it answers as well, or it is asked
    only how they differ.
    """
    if not draft.rows or kit.compares_in_nothing(asked):
        return draft
    beyond = [q for q in draft.quotes if q.trust is None and chance_of(kit.index, q, chances) < TELLS]
    kept = tuple(q for q in draft.quotes if q not in beyond)
    return replace(draft, quotes=kept, more=(*draft.more, *beyond)) if kept else draft


def on_the_subject(kit: Kit, asked: Question, draft: Draft, chances: NDArray[np.float64]) -> Draft:
    """The draft without rows; where the judge finds in it what answers, what stands beside that and answers nothing is folded, and
    what does not speak of what is asked, unless it comes near in chance: beside what nurses do in leading nothing stands on doctors
    who lead. What sums up is whole, and so is what is on one of two things.
    """
    lowered = asked.text.lower()
    whole = draft.rows or asked.lead or asked.listing or SUMS_UP.found(lowered) or " or " in lowered
    own = () if whole else [q for q in draft.quotes if q not in draft.beside]
    best = max((chance_of(kit.index, quote, chances) for quote in own), default=0.0)
    if best < TELLS:
        return draft
    speaks = any(kit.speaks_of(quote, asked) for quote in own)

    def is_strange(quote: Quote) -> bool:
        chance = chance_of(kit.index, quote, chances)
        return chance < NOTHING or (speaks and chance < SPEAKING * best and not kit.speaks_of(quote, asked))

    strange = tuple(filter(is_strange, draft.beside))
    return replace(
        draft,
        quotes=tuple(quote for quote in draft.quotes if quote not in strange),
        more=(*draft.more, *strange),
        beside=tuple(quote for quote in draft.beside if quote not in strange),
    )


def rows_led(index: PassageIndex, draft: Draft, chances: NDArray[np.float64]) -> Draft:
    """The draft with each row led by what answers; one with a value by what its editor set first, to go with the value. What people
    said is led by what fits best, whoever said it.
    """
    if draft.form == "voices" and not draft.rows:
        return _fit_first(index, draft, chances)
    rows = (row if row.value is not None else replace(row, quotes=_led(index, row.quotes, chances)) for row in draft.rows)
    return replace(draft, rows=tuple(rows))


def _fit_first(index: PassageIndex, draft: Draft, chances: NDArray[np.float64]) -> Draft:
    told = [chance_of(index, quote, chances) for quote in draft.quotes]
    best = max(range(len(told)), key=told.__getitem__, default=0)
    return replace(draft, quotes=_from(draft.quotes, best)) if told and told[best] >= TELLS else draft


def numbers_first(kit: Kit, asked: Question, draft: Draft) -> Draft:
    """The draft, or each row of it that has no value, led by a number or by how often, where that is asked for and there is one; of
    one trust by a number beside the very thing that is counted: of "how many wards", not by how many boards there are.
    """
    rows = tuple(row if row.value is not None else replace(row, quotes=_counted(asked, row.quotes)) for row in draft.rows)
    if rows:
        return replace(draft, rows=rows)
    quotes = _counted(asked, draft.quotes)
    thing = _HOW_MANY.search(asked.text.lower()) if draft.form == "figures" else None
    if not (thing and quotes) or quotes[0].marks or kit.stands_in(quotes[0].text, thing[1]):  # a marked value is the number
        return replace(draft, quotes=quotes)
    beside = (n for n, q in enumerate(quotes) if kit.stands_in(q.text, thing[1]) and has_count(asked.text, q.text))
    first = next(beside, 0)
    goes_on = 0 <= quotes[first].start - quotes[0].end < ADJOINS  # what it counts stands in both together
    return replace(draft, quotes=quotes if goes_on else _from(quotes, first))


def on_what_is_asked_now(kit: Kit, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The answer to a request that leans on one before: what holds its own words, where something does; the rest is folded, but for
    what the judge is surest of: who influenced them is told by "informed by", too.

    Of "were they surprised by the results", said of a survey, all that speaks of the survey alone is folded.
    """
    own = kit.subject(asked) if asked.lead and draft.status in ("answered", "partial") else []
    if not own:
        return draft
    rows = tuple(replace(row, quotes=_holding(kit, asked, own, row.quotes)) for row in draft.rows)
    in_rows = {q for row in draft.rows for q in row.quotes}
    apart = tuple(q for q in draft.quotes if q not in in_rows)
    kept = {q for row in rows for q in row.quotes}.union(_holding(kit, asked, own, apart))
    if trace.judged and not draft.rows:
        told = {q: chance_of(kit.index, q, likeliest(trace.judged)) for q in apart}
        best = max(apart, key=told.__getitem__, default=None)
        kept |= {best} if best and told[best] >= SURELY else set()
    quotes = tuple(q for q in draft.quotes if q in kept)
    more = (*(q for q in draft.quotes if q not in kept), *draft.more)
    if not kept.difference(draft.beside):  # what was found beside it is all that there is
        return replace(draft, rows=rows, quotes=quotes, more=more, heading="", beside=())
    return replace(draft, rows=rows, quotes=quotes, more=more, beside=tuple(q for q in draft.beside if q in kept))


def by_the_name(kit: Kit, asked: Question, draft: Draft) -> Draft:
    """The answer to a request that leans on one before, by what holds the name that it brings up ("what did Bird say of it"); where
    nothing of it does, that it is not said, and what does.
    """
    said = asked.lead and draft.quotes and draft.status in ("answered", "partial")
    names = [name for name in kit.names(asked) if not kit.stands_in(asked.lead, name)] if said else []
    held = tuple(quote for quote in draft.quotes if _has(kit, quote, names))
    if not names or (held and draft.rows):
        return draft
    if held:
        folded = tuple(quote for quote in draft.quotes if quote not in held)
        return replace(draft, quotes=held, more=(*folded, *draft.more), beside=tuple(q for q in draft.beside if q in held))
    places = sorted(n for name in names for n in kit.concordance.sentences(name) if kit.trust_of[n] in (None, *asked.trusts))
    nearest = make_quotes(kit.index, places[:1])
    message = wording.not_stated(asked, (), kit.index.report.tags, near=bool(nearest))
    return Draft("find", "not_stated", message, nearest=nearest, next=draft.next)


def _holding(kit: Kit, asked: Question, own: Sequence[str], quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    """Those that hold one of the words, or how many or how often is asked for; all where none does."""
    counted = quotes[leading(asked.text, [q.text for q in quotes])] if quotes else None
    held = tuple(q for q in quotes if _has(kit, q, own))
    return tuple(q for q in quotes if q in held or (q is counted and q is not quotes[0])) if held else quotes


def _has(kit: Kit, quote: Quote, own: Sequence[str]) -> bool:
    return any(kit.stands_in(f"{quote.lead_in or ''} {quote.text}", word) for word in own)


def _counted(asked: Question, quotes: tuple[Quote, ...]) -> tuple[Quote, ...]:
    return _from(quotes, leading(asked.text, [q.text for q in quotes]))


def _from(quotes: tuple[Quote, ...], first: int) -> tuple[Quote, ...]:
    return (quotes[first], *quotes[:first], *quotes[first + 1 :]) if first else quotes


def _led(index: PassageIndex, quotes: Sequence[Quote], chances: NDArray[np.float64]) -> tuple[Quote, ...]:
    """The quotations, one that the judge finds to answer before those above it that answer nothing but lead up to it."""
    told = [chance_of(index, quote, chances) for quote in quotes]
    first = next((n for n, own in enumerate(told) if own >= NOTHING), 0)
    return (*quotes[first:], *quotes[:first]) if told and told[first] >= TELLS else tuple(quotes)


def chance_of(index: PassageIndex, quote: Quote, chances: NDArray[np.float64]) -> float:
    """How likely one of a quotation's sentences answers."""
    return chance(sentences_of(index, quote), chances)
