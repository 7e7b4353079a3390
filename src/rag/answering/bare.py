"""Bare words, nothing else being asked ("staff morale"): a look-up, but where an editor put them to an entry that is likely meant.

Who types them on a phone has no mind to look a word up. Where the report has no word for one of them, the answer says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.answering.topic import PAIR
from rag.text import words
from rag.understanding.route import SURE, masked
from rag.understanding.wordlist import is_english

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.candidates import Candidates
    from rag.answering.find import Judged
    from rag.answering.kit import Kit
    from rag.answering.weigh import Candidate
    from rag.understanding.question import Question
    from rag.understanding.route import Route

_FORMS = ("digest", "figures", "topic", "term", "voices")
_JOINTS = frozenset(("of", "from", "for", "in", "on", "at", "to", "with", "and", "the", "a"))
"""Between two words for things."""
THOUGHT_OF = 0.3
"""Probability of an entry from which it is meant where its editor thought of every one of the words that the report has not, or
else of all."""

ABLE, BEST = 0.9, 0.8
"""Chances, that there is an answer and of its best sentence, from which the judge has found what bare words mean. Of 26 such
on what the report does not say ("agency nurses") none reaches either; of 27 on what it says in other words ("leadership churn"), 20
of them from the bank that the judge was taught on, 22 reach both."""
NEARLY = 0.7
"""Share of the worth of what was found from which an entry is nearly as worthy."""
ONE_IN = 4
"""One sentence in so many that were found may lead to the others only: "as everywhere, there is an induction"."""


def is_bare(kit: Kit, asked: Question, *, joined: bool = False) -> bool:
    """Whether a request is a few words for things, and the names of trusts, and no more; of those that are ``joined`` what stands
    between two is left out ("lessons from Europe").
    """
    typed = words(masked(asked.text, asked.mentions, " "))
    inner = [word for word in typed[1:-1] if not (joined and word in _JOINTS)]
    return not asked.lead and [*typed[:1], *inner, *typed[1:][-1:]] == words(" ".join(kit.telling(asked)))


def is_meant(kit: Kit, rivals: Candidates, asked: Question, route: Route, judged: Sequence[Judged]) -> bool:
    """Whether an entry on some subject, or what was found, and no place of a word, is what bare words ask for."""
    if is_found(kit, asked, judged):
        return True
    entry, share = next(iter(rivals.subjects(route)), (None, 0.0))
    if entry is None or entry.form not in _FORMS or not is_bare(kit, asked, joined=True):
        return False
    telling = kit.telling(asked)
    if not any(is_english(w) or kit.concordance.with_synonyms(w) or rivals.knows(entry, (w,)) for w in telling):
        return False  # what a cat on the keyboard types
    strange = tuple(kit.unheard(telling)) or telling
    thought_of = all(rivals.knows(entry, (word,)) for word in strange)
    return (share > SURE and (thought_of or is_bare(kit, asked))) or (share > THOUGHT_OF and thought_of)


def is_found(kit: Kit, asked: Question, judged: Sequence[Judged]) -> bool:
    """Whether the judge has found what bare words mean of which the report has one at least, and not all, or not together."""
    telling = kit.telling(asked)
    if len(telling) < PAIR or not is_bare(kit, asked) or not any(map(kit.concordance.with_synonyms, telling)):
        return False
    best = max(judged, key=lambda one: one.answerable)
    return best.answerable >= ABLE and float(best.chances.max()) >= BEST


def names_a_heading(kit: Kit, asked: Question) -> bool:
    """Whether a request is bare words on one member that all stand in a heading there: "Ash nurse induction"."""
    if len(asked.trusts) != 1 or not is_bare(kit, asked) or not (telling := kit.telling(asked)):
        return False
    headings = {passage.heading for passage in kit.index.passages if passage.trust == asked.trusts[0]}
    return any(all(kit.stands_in(heading, word) for word in telling) for heading in headings)


def edited_first(
    kit: Kit, rivals: Candidates, asked: Question, ranked: list[Candidate], judged: Sequence[Judged]
) -> list[Candidate]:  # fmt: skip
    """The candidates, the worthiest first; but of bare words on one member an entry that is nearly as worthy goes before what was
    found, where its editor chose nearly all of that and more: of "induction at Ash" what the next page goes on with, too.
    """
    if not ranked or ranked[0].laid or not names_a_heading(kit, asked):
        return ranked
    found = rivals.found(judged)
    wider = (c for c in ranked[1:] if c.laid and c.worth >= NEARLY * ranked[0].worth and _is_wider(found, c.laid.sentences))
    first = next(wider, ranked[0])
    return [first, *(c for c in ranked if c is not first)]


def _is_wider(found: frozenset[int], chosen: frozenset[int]) -> bool:
    """Whether an editor chose what was found, but for one sentence in ``ONE_IN`` of it, and more."""
    return ONE_IN * len(found - chosen) <= len(found) and not chosen <= found


def unheard(kit: Kit, asked: Question) -> tuple[str, ...]:
    """Which of the bare words that are asked the report has no word for; none of a request that asks more."""
    return tuple(word for word in kit.unheard(kit.telling(asked)) if kit.proves(word)) if is_bare(kit, asked) else ()
