"""Speech is earned: what of an entry, or of what was found, answers nothing that was asked is folded."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import dropwhile, pairwise
from typing import TYPE_CHECKING

from rag.answering.acts import acted_on, are_told
from rag.answering.aims import ended, reached
from rag.answering.begun import begun
from rag.answering.counted import counts, of_the_thing
from rag.answering.either import ON_THINGS
from rag.answering.entries import A_ROW, NOTHING, chance
from rag.answering.money import pays
from rag.answering.whom import of_whom
from rag.text import STOPWORDS, stem, words
from rag.understanding.given import SPEAKER, met
from rag.understanding.route import SURE, masked
from rag.understanding.wants import (
    ASKS_BROADLY,
    ASKS_FOR_LESSONS,
    ASKS_MORE,
    ASKS_NAME,
    ASKS_ONE,
    ASKS_WHICH,
    NAME_THEM,
    SUMS_UP,
    WRITES,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rag.answering.draft import Draft
    from rag.answering.entries import Laid
    from rag.answering.find import Finder, Judged
    from rag.answering.kit import Kit
    from rag.corpus.prepared import Part
    from rag.types import Quote, TrustId
    from rag.understanding.question import Question

SURE_OF_ONE = 0.3
"""The judge's chance of the best quotation from which its chances of the others are believed: below, it knows none of them."""
HAS_IT = 0.1
"""The same where it is asked which have something: a row then says that one has it. It costs neither exam any evidence; at 0.2
it costs the people's 0.001."""
HARDLY = 0.01
"""The same in place of ``NOTHING`` of an entry on a subject that is surely meant: what its editor chose is doubted less."""
OF_ROW = 0.2
"""Share of the best one's chance in its row from which a quotation of an entry that is surely meant stays as its editor set it."""
SEVERAL_TOLD = 2
"""Members whose value answers from which the values of the others in the same entry stand as well."""
AT_ONCE = 0.1
"""The judge's chance from which, beside one that it is sure of, what was found is seen at once; the rest is folded. On the dev
halves of both exams it costs no evidence, and gives precisions of 0.777 for 0.761 and 0.856 for 0.851; at 0.13 recall is 0.012
and 0.019 lower."""
NEAR_BEST = 0.3
"""Share of the best one's chance that a quotation must come near, where a question asks for one thing, to be seen at once. On
both exams it gave precisions of 0.770 for 0.748 and 0.854 for 0.852, at recalls of 0.940 for 0.947 and 0.901 for 0.902; at 0.4 the
neat one's recall is 0.930."""
FACT_FOUND = 0.9
"""The judge's chance of the best sentence from which a fact is taken to be found. At 0.8 the exam's recall is 0.010 lower."""
_NOBODY = frozenset(map(stem, ("team", "committee", "board", "responsible", "accountable")))
"""Posts' words of what has a name of its own, or is no post."""
_NAME_OF = re.compile(r"\bnames? (?:of|for) ([^.?!,;:]{1,80})")
_TITLE = re.compile(r"\bnames? for an? \w")
"""What a post is called: "the name for a doctor who heads a ward"."""
_DETERMINERS = frozenset(("the", "a", "an", "all", "each", "every", "both", "any", "of", "its", "their", "our", "your"))
_POINTS = frozenset(("them", "those", "these", "him", "her", ""))
"""Of these it is asked by what else is said: "the chairs – names of them please"."""
UNLIKELY, STRANGE = 0.3, 0.1
"""Probability of an entry below which the judge must find something in it, and surely: it costs neither exam any evidence."""
BESIDE_FACT = 0.3
"""Share of its chance from which a sentence answers beside it. On both exams it costs no evidence, and gives a precision of 0.741
for the neat one's 0.717; at 0.4 recall is 0.002 lower."""
FACT = 0.3
"""Probability of ``find`` from which a fact may be asked for. With 0 the people's exam loses 0.003 of the evidence."""


def is_broad(asked: Question) -> bool:
    """Whether more than a fact is asked for: a list, a sum, how something is done."""
    lowered = asked.text.lower()
    return asked.listing or any(rule.found(lowered) for rule in (ASKS_BROADLY, SUMS_UP, ASKS_FOR_LESSONS))


def earned(kit: Kit, asked: Question, laid: Laid, chances: NDArray[np.float64], share: float = 0.0) -> Laid:
    """The entry without the quotations that the judge, sure of another one, finds to answer nothing, and that have at most half
    as many of the request's words as the one that has most; these are folded.

    A trust of which nothing is left is then one of which the entry says nothing either way. What sums up is whole: a digest
    that is no table, or that is asked for as one, is left as it is. So is a figure where the request has no such words:
    of how many hospitals each has, "hospitals" tells nothing.
    """
    lessons = laid.general is not None and not asked.mentions and ASKS_FOR_LESSONS.found(asked.text.lower())
    several = not lessons and (len(asked.trusts) > 1 or (not asked.trusts and len(laid.parts) > 1))
    best = chance(laid.sentences, chances)
    if asked.each and best <= SURE:  # what may be said of all tells nothing of what the judge makes of each one's own
        best = max((chance(part.sentences, chances) for part in laid.parts), default=best)
    alone = kit.compares_in_nothing(asked)
    whole = laid.entry.form == "digest" and (
        not several or SUMS_UP.found(asked.text.lower()) or (laid.general is not None and alone)
    )
    wordless = laid.entry.form == "figures" and not kit.subject(asked)
    if best < SURE_OF_ONE or whole or wordless:
        return laid
    valued = any(part.value is not None for part in laid.parts)  # which has most is asked of values, not whether one has it
    nothing = HARDLY if share > SURE and laid.entry.form != "about" else NOTHING
    least = HAS_IT if asked.each and not valued and ASKS_WHICH.found(asked.text.lower()) else nothing
    telling = kit.telling(asked)
    most = max((kit.held(quote, telling) for part in laid.shown for quote in part.quotes), default=0)

    meant = asked.each and share > SURE

    def kept_of(part: Part) -> tuple[tuple[int, ...], ...]:
        own = chance(part.sentences, chances)
        enough = min(least, OF_ROW * own) if meant and part.trust and own >= least else least
        kept = tuple(q for q in part.quotes if chance(q, chances) >= enough or 2 * kit.held(q, telling) > most)
        valued = meant and part.value is not None
        if meant and part.trust and 0 < len(kept) < A_ROW and part.quotes[0] not in kept:
            kept = (part.quotes[0], *kept)
        return kept or (part.quotes[:1] if valued else ())

    kept = {part.trust: kept_of(part) for part in laid.shown}
    theme = asked.each and laid.entry.form == "digest" and share > SURE
    if theme or (asked.everyone and SUMS_UP.found(asked.text.lower())):  # each row has what leads it
        kept |= {part.trust: kept[part.trust] or part.quotes[:1] for part in laid.parts}
    told = [part.trust for part in laid.parts if part.value is not None]
    if asked.each and sum(bool(kept[trust]) for trust in told) >= SEVERAL_TOLD:  # then the table is meant, and is whole
        kept |= {part.trust: kept[part.trust] or part.quotes[:1] for part in laid.parts if part.trust in told}
    folded = tuple(_with(part, [q for q in part.quotes if q not in kept[part.trust]]) for part in laid.shown)
    emptied: tuple[TrustId, ...] = tuple(part.trust for part in laid.parts if part.trust and not kept[part.trust])
    return replace(
        laid,
        general=_with(laid.general, kept[None]) if laid.general and kept[None] else None,
        parts=tuple(_with(part, kept[part.trust]) for part in laid.parts if kept[part.trust]),
        unknown=(*laid.unknown, *emptied),
        folded=tuple(part for part in folded if part.quotes),
    )


def is_meant(asked: Question, laid: Laid, chances: NDArray[np.float64], share: float) -> bool:
    """Whether an entry of that probability is likely to be meant, or holds what the judge does not find to answer nothing.

    A word of the assistant's own is not where each trust is asked of ("for my essay: what did each do?"), and nothing to write,
    but where the route is sure of it: "did anyone pay for the study" asks of no trust.
    """
    if laid.entry.form == "about" and not laid.shown and asked.each and share <= SURE and not WRITES.found(asked.text.lower()):
        return False
    told = chance(laid.sentences, chances) >= (NOTHING if share >= STRANGE else SURE_OF_ONE)
    about = laid.entry.form == "about" and share >= STRANGE
    return share >= UNLIKELY or told or not laid.shown or about


def meets(kit: Kit, asked: Question, draft: Draft) -> bool:
    """Whether a draft holds the kind of thing that is asked for: a number, and of whom, a time, who pays. A name of somebody in a
    post is told by the report's card alone, for the report gives none.
    """
    if not draft.quotes or (asks_for_a_name(kit, asked) and draft.form != "about"):
        return draft.status == "about"
    told = [q.text for q in draft.quotes]
    if not all(rule(asked.text, told) for rule in (met, reached, ended)):
        return False
    of_them = all(rule(kit, asked, told) for rule in (counts, of_the_thing, acted_on, of_whom, begun))
    of_them = of_them and are_told(asked, told)
    return draft.status == "about" or (of_them and pays(asked.text, draft.quotes))


def asks_for_a_name(kit: Kit, asked: Question) -> bool:
    """Whether the name of somebody in a post is asked for: "name of the chair", "name the directors", but not of the chair's
    programme; "name them" of those of whom it was talked; or of whoever spoke or did something.
    """
    text = masked(asked.text, asked.mentions, " of ").lower()
    if _TITLE.search(text):
        return False
    if SPEAKER.found(text):
        return True
    posts = {stem(post) for post in kit.index.report.tags.profile.words.offices}
    if called := NAME_THEM.pattern.search(text):
        whom = text[called.end() :] if called["the"] else masked(asked.lead, asked.lead_mentions, " of ").lower()
        said = [*words(whom), "of"]
        behind = next((n for n, word in enumerate(said) if n and word in STOPWORDS), 0)
        return behind > 0 and stem(said[behind - 1]) in posts - _NOBODY if called["the"] else _of_a_post(said, posts - _NOBODY)
    if (named := _NAME_OF.search(text)) and (own := _head(named[1])) not in _POINTS:
        return stem(own) in posts - _NOBODY
    return ASKS_NAME.found(text) and _of_a_post([*words(text), "of"], posts)


def _head(text: str) -> str:
    """The last word of what is named first in a text, or the word that points at it; nothing of one without words."""
    said = list(dropwhile(_DETERMINERS.__contains__, words(text)))
    behind = next((n for n, word in enumerate(said) if word in STOPWORDS), len(said))
    return said[max(behind - 1, 0)] if said else ""


def _of_a_post(said: Sequence[str], posts: Collection[str]) -> bool:
    return any(stem(word) in posts and (after in STOPWORDS or "name" in after) for word, after in pairwise(said))


def found(
    kit: Kit, finder: Finder, asked: Question, judged: Judged, fact: float = 1.0
) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:  # fmt: skip
    """(quotes, more) of what was found: what answers by itself, and what is folded; none of it twice.

    ``fact`` is the probability that a fact is asked for; a row is always read as one.
    """
    chosen = finder.chosen(judged)
    best = chance(chosen, judged.chances)
    least = max(AT_ONCE, NEAR_BEST * best if _asks_one_thing(asked) else 0.0) if best >= SURE_OF_ONE else 0.0
    shown = [n for n in chosen if judged.chances[n] >= least]
    kept = of_a_fact(kit, asked, shown, judged.chances, fact)
    quotes = finder.quotes(asked, judged, kept)
    if not pays(asked.text, quotes):  # who pays, or how much, may stand in what is less likely
        kept, quotes = chosen, finder.quotes(asked, judged, chosen)
    rest = [n for n in chosen if n not in kept]
    beyond = finder.quotes(asked, judged, rest) if rest else ()
    return quotes, tuple(q for q in beyond if not any(q.start < own.end and own.start < q.end for own in quotes))


def _asks_one_thing(asked: Question) -> bool:
    """Whether one fact is asked for in a question, not all that there is on a thing."""
    lowered = asked.text.lower()
    return ASKS_ONE.found(lowered) and not (ASKS_MORE.found(lowered) or is_broad(asked) or ON_THINGS.found(lowered))


def of_a_fact(kit: Kit, asked: Question, chosen: Sequence[int], chances: NDArray[np.float64], fact: float) -> list[int]:
    """Of the ``chosen`` sentences those that answer by themselves, where a fact is asked for and surely found.

    Beside the likeliest that are such as come near its chance, and such as hold a telling word that no likelier one holds.
    ``fact`` is the probability of ``find``.
    """
    best = chance(chosen, chances)
    if is_broad(asked) or best < FACT_FOUND or fact < FACT:
        return list(chosen)
    places = [kit.concordance.with_synonyms(word) for word in kit.subject(asked)]
    kept: list[int] = []
    for n in sorted(chosen, key=lambda n: -chances[n]):
        new = any(n in where and where.isdisjoint(kept) for where in places)
        if not kept or new or chances[n] >= BESIDE_FACT * best:
            kept.append(n)
    return sorted(kept)


def _with(part: Part, quotes: Sequence[tuple[int, ...]]) -> Part:
    return replace(part, quotes=tuple(quotes))
