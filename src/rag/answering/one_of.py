"""“What should a board ask itself?” – “And the ones for leaders?” – “Only the one about nurses”: another list of the kind, or what
of the last one is on something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.draft import Draft
from rag.answering.quotes import make_quotes
from rag.text import terms
from rag.understanding.moves import AFTER, POLITE
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rag.answering.kit import Kit
    from rag.corpus.prepared import Entry
    from rag.types import Answer
    from rag.understanding.talk import Talk

ONES = Rule(
    "asks for those of a list that are on something, or for the other list",
    (
        (r"(?:only |just |what about |how about ){0,2}+(?:the |those |that )?"
         r"(?:ones?|bits?|parts?|items?|points?|questions?|lists?|checklists?) (?:(?:that|which) (?:is|are) )?"
         r"(?:for|about|on|of|regarding|to do with|aimed at) (?:the |an? |our |my )?(?P<what>[\w' -]{3,60}?)"),
    ),
    yes=("and the ones for the organisation?", "only the one about junior doctors please", "what about the list for boards",
         "just the question on pay"),
    no=("which ones are for nurses", "the one", "who are the ones for whom it is", "the others for nurses", "one of"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
FOR_WHOM = Rule(
    "asks for whom the other list is",
    (r"(?:what about |how about )?for (?:the |an? |our |my )?(?P<what>(?!wh|how\b)[\w' -]{3,40}?)",),
    yes=("and for the organisation?", "what about for leaders"),
    no=("for whom is it", "who is it for", "the one for leaders"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
_OF_A_LIST = re.compile(r"(?P<list>[\w' -]{3,30}?) (?:about|on|regarding|to do with) (?P<on>[\w' -]{3,40})")


@dataclass(frozen=True, slots=True)
class OneOf:
    """What to ask instead, a list by its title (empty for the last request again), and of its sentences those that are meant."""

    title: str
    sentences: tuple[int, ...] = ()

    def of(self, kit: Kit, answer: Answer) -> Answer:
        """The answer with those sentences alone, where some are meant."""
        if not self.sentences or not answer.answered:
            return answer
        quotes = make_quotes(kit.index, self.sentences)
        told = wording.told(Draft(answer.form, answer.status, "", quotes), kit.index.report.tags)
        return replace(answer, status="answered", message=told, quotes=quotes, more=(), rows=(), nearest=())


def one_of(kit: Kit, entries: Mapping[str, Entry], typed: str, talk: Talk) -> OneOf | None:
    """What a turn asks of the entry that was last shown: its like on what the turn names, or what of either holds the words of
    that; ``None`` where it asks no such thing, or there is none.
    """
    ones, last = ONES.pattern.fullmatch(typed.lower()), entries.get(talk.entry or "")
    found = ones or FOR_WHOM.pattern.fullmatch(typed.lower())
    wanted = set(terms(found["what"])) if found else set()
    if last is None or not wanted:
        return None
    like = [e for e in entries.values() if (e.subject, e.form) == (last.subject, last.form) and e is not last]
    if ones and (both := _OF_A_LIST.fullmatch(ones["what"])) and (own := _listed(both["list"], last, like)):
        held = _held_any(kit, own, both["on"], talk.last.trusts)
        return OneOf("" if own is last else own.title, held)
    for entry in like:
        if wanted <= set(terms(entry.title)) - set(terms(last.title)):
            return OneOf(entry.title)
    for entry in (last, *like) if ones else ():
        if held := _held(kit, entry, sorted(wanted), talk.last.trusts):
            return OneOf("" if entry is last else entry.title, held)
    return None


def _listed(named: str, last: Entry, like: Sequence[Entry]) -> Entry | None:
    """The list of which it is asked by what its title alone has: "the ones for leaders about pay"."""
    wanted = set(terms(named))
    titles = {entry.id: set(terms(entry.title)) for entry in (last, *like)}
    shared = set.intersection(*titles.values())
    return next((entry for entry in (*like, last) if wanted and wanted <= titles[entry.id] - shared), None)


def _held_any(kit: Kit, entry: Entry, on: str, trusts: Sequence[str]) -> tuple[int, ...]:
    """What of a list is on one of several things: "pay or time for the role"."""
    held = (_held(kit, entry, wanted, trusts) for thing in re.split(r" (?:or|and) ", on) if (wanted := sorted(set(terms(thing)))))
    return tuple(sorted({n for own in held for n in own}))


def _held(kit: Kit, entry: Entry, wanted: Sequence[str], trusts: Sequence[str]) -> tuple[int, ...]:
    """The entry's sentences that hold every word, of these trusts or of all; none where most of them do."""
    parts = [part for part in entry.parts if not trusts or part.trust in trusts]
    every = sorted({n for part in parts for n in part.sentences})
    held = tuple(n for n in every if all(kit.stands_in(kit.index.sentences[n].text, word) for word in wanted))
    return held if 2 * len(held) <= len(every) else ()
