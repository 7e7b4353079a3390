"""What the report says of every member ("all of them", "each of them") counts for each that is asked of.

Where a request names members, what is of no single one is not searched with theirs: it would stand before what is said of them. It
is asked only where nothing is said of a member that answers as well.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from rag.answering import wording
from rag.answering.beside import TELLS, chance_of
from rag.answering.compare import of_each
from rag.answering.draft import Draft
from rag.answering.earned import meets
from rag.answering.find import likeliest
from rag.answering.posts import lacking
from rag.answering.quotes import make_quotes, widen
from rag.types import Row
from rag.understanding.asking import YES_OR_NO
from rag.understanding.given import has_count
from rag.understanding.pointing import JUDGES_IT
from rag.understanding.route import MENTION, SURE
from rag.understanding.wants import ASKS_NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.find import Finder
    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.types import Quote
    from rag.understanding.question import Question

LIKELIEST = 5
"""Sentences of no single member that are looked at: the likeliest may name but some of them."""


def counted_for_each(kit: Kit, finder: Finder, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft; or, where it is silent of a member that is named or shows of it nothing that answers as well, with what is said of
    every member on the very subject.
    """
    settled = trace.chosen == MENTION or draft.form == "voices"  # places of a word are what they are, and so is what people said
    if asked.others or settled or not (asked.trusts or asked.everyone):
        return draft
    return _in_empty_rows(kit, asked, draft, trace) if asked.everyone else _instead(kit, finder, asked, draft, trace)


def _instead(kit: Kit, finder: Finder, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The same of some members that are named."""
    whole = bool(draft.rows) and all(row.quotes for row in draft.rows)
    meant = trace.route is not None and trace.route.of(trace.chosen) > SURE
    whole |= draft.form == "digest" and not draft.rows and bool(draft.quotes) and meant  # an editor's choice of what is said of it
    said, chance = (None, 0.0) if whole else _said_of_every(kit, finder, asked, trace)
    if not said:
        return draft
    if draft.rows:
        rows = tuple(row if row.quotes else Row(row.trust, (said,)) for row in draft.rows)
        quotes = tuple(dict.fromkeys(q for row in rows for q in row.quotes))
        return replace(draft, status=wording.status_of(rows), message="", quotes=quotes, rows=rows, nearest=(), next=())
    chances = likeliest(trace.judged)
    own_words = kit.but_people(kit.subject(asked))
    lacks_it = (
        bool(own_words)
        and chance > SURE
        and _asks_whether(asked)
        and not any(_holds(kit, q, (word,)) for q in draft.quotes for word in own_words)
    )
    as_likely = (chance_of(kit.index, q, chances) >= (TELLS if kit.speaks_of(q, asked) else chance) for q in draft.quotes)
    if not lacks_it and any(as_likely):
        return draft
    if own := _own_number(kit, asked, draft):
        return replace(draft, quotes=(own,), more=(*(q for q in (*draft.quotes, *draft.more) if q is not own), said))
    if named := _named(kit, asked, draft):
        return replace(draft, quotes=(*named, said), more=(*(q for q in draft.quotes if q not in named), *draft.more))
    heading = wording.of_all(kit.index.report.tags)
    return Draft("find", "answered", "", (said,), (*draft.quotes, *draft.more), heading=heading)


def _in_empty_rows(kit: Kit, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft of all members, and in each empty row what surely is said of every one of them, where other rows have an answer."""
    whole = all(row.quotes or row.value is not None for row in draft.rows)
    if asked.lead or whole or not any(row.quotes for row in draft.rows):  # of a turn the words tell too little of what it asks
        return draft
    chances = next((judged.chances for judged in trace.judged if judged.trusts == (None,)), None)
    if chances is None:
        return draft
    likely = [n for n in np.argsort(-chances, kind="stable")[:LIKELIEST].tolist() if chances[n] > SURE]
    said = next(filter(None, (_on_the_subject(kit, asked, n) for n in likely)), None)
    if said is None:
        return draft
    rows = tuple(row if row.quotes or row.value is not None else Row(row.trust, (said,)) for row in draft.rows)
    quotes = tuple(dict.fromkeys((*draft.quotes, said)))
    more = tuple(q for q in draft.more if not (q.start < said.end and said.start < q.end))
    return replace(draft, status=wording.status_of(rows), message="", quotes=quotes, more=more, rows=rows)


def _own_number(kit: Kit, asked: Question, draft: Draft) -> Quote | None:
    """Where a number is asked for, the draft's quotation that has it of a member asked of: it goes before that of all."""
    if not ASKS_NUMBER.found(asked.text.lower()):
        return None
    every = (q for q in (*draft.quotes, *draft.more) if q.trust in asked.trusts and has_count(asked.text, q.text))
    return next((q for q in every if any(kit.stands_in(q.text, word) for word in kit.subject(asked))), None)


def _named(kit: Kit, asked: Question, draft: Draft) -> tuple[Quote, ...]:
    """The draft's quotations of a member asked of that have all words of what is asked, as what is said of all has: they are its
    own, and go before that.
    """
    subject = kit.subject(asked)
    own = (q for q in draft.quotes if q.trust in asked.trusts and subject)
    return tuple(q for q in own if all(kit.stands_in(q.text, word) for word in subject))


def _said_of_every(kit: Kit, finder: Finder, asked: Question, trace: Trace) -> tuple[Quote | None, float]:
    """The likeliest quotation that says it of every member, and its chance, if it holds every word of what is asked and the kind of
    thing that is: a number, a time.
    """
    judged = finder.judge(asked, trace.judged[0].search, (None,))
    n = int(judged.chances.argmax())
    if judged.chances[n] < TELLS:
        return None, 0.0
    return _on_the_subject(kit, asked, n), float(judged.chances[n])


def _on_the_subject(kit: Kit, asked: Question, sentence: int) -> Quote | None:
    """What holds a sentence, if it is said of every member, has every word of what is asked and the kind of thing that is, and
    speaks of what is talked of; of which people, its paragraph may tell.
    """
    thing = kit.thing_of(asked)
    quotes = of_each(kit, make_quotes(kit.index, widen(kit.index, [sentence], listing=False)))
    around = kit.index.passages[kit.index.homes[sentence]].text
    subject = kit.subject(asked)
    known = kit.subject(thing)
    if known and _asks_whether(asked):
        quotes = quotes if any(kit.stands_in(around, word) for word in known) else ()
    elif known:
        quotes = tuple(q for q in quotes if kit.speaks_of(q, thing))
    own = kit.but_people(subject)
    on_it = (q for q in quotes if own and _holds(kit, q, own) and all(kit.stands_in(around, word) for word in subject))
    told = (q for q in on_it if meets(kit, asked, Draft("find", "answered", "", (q,))))
    return next((q for q in told if not lacking(kit, asked, (q,))), None)


def _asks_whether(asked: Question) -> bool:
    """Whether it is asked if there is a thing, and not how good that was."""
    return YES_OR_NO.found(asked.text.lower()) and not JUDGES_IT.found(asked.text.lower())


def _holds(kit: Kit, quote: Quote, words: Sequence[str]) -> bool:
    return all(kit.stands_in(quote.text, word) for word in words)
