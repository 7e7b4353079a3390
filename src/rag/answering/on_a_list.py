"""“What does the checklist ask about appraisal?”: of a list that is asked by its name, the items on what else the request names, or
the list itself (“I need the checklist”).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.answering.draft import Draft
from rag.answering.quotes import make_quotes
from rag.text import terms
from rag.understanding.moves import AFTER, POLITE
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from rag.answering.kit import Kit
    from rag.corpus.prepared import Entry
    from rag.understanding.question import Question

_OF_ANY_LIST = frozenset(terms("question item point deal concern relate touch list part section"))
"""Stems of what a list is of, and of what that does."""

ITSELF = Rule(
    "asks for a thing itself",
    (
        (r"(?:(?:see|have|get|read(?: out)?|give (?:me|us)|show (?:me|us)|send (?:me|us)|print|list|quote|paste"
         r"|let (?:me|us) (?:see|have)|what(?:'?s| is| are)(?: there)? (?:on|in)|what (?:does|do)|go through|run through) )?"
         r"the (?:full |whole |complete |entire |actual )?(?P<thing>[\w'-]++(?: [\w'-]++){0,4}?)"
         r"(?: (?:asks?|says?|covers?|contains?|includes?|questions|items|points))?"),
    ),
    yes=("i need the checklist", "give me the full checklist please", "what's on the checklist?", "what does the checklist ask",
         "can i see the staff checklist", "the checklist"),
    no=("is there a checklist", "what does the checklist ask of boards on pay", "what is the checklist for", "checklist",
        "who made the checklist"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
_SOME = re.compile(r"\b(?:an?|any|some) [\w-]{3,30}")
"""Is not known yet: "is there a checklist for our board" asks for it whole."""


class Lists:
    """The lists among what was prepared: entries of the report as a whole that share their subject and form. What all their titles
    share is the name of such lists. Found once.
    """

    def __init__(self, kit: Kit, entries: Iterable[Entry]) -> None:
        self._kit = kit
        self._families = [(lists, [set(terms(entry.title)) for entry in lists]) for lists in _families(entries)]

    def of(self, asked: Question) -> tuple[Draft, str] | None:
        """What of a list the request is on, and the list's entry; ``None`` where it names no list, or nothing that some of its
        items alone hold, or is asked of some trusts.
        """
        if asked.trusts or asked.lead or asked.rows:
            return None
        said = set(terms(_SOME.sub(" ", asked.text.lower())))
        for lists, titles in self._families:
            name = set.intersection(*titles)
            if not name or not name <= said:
                continue
            own = [entry for entry, title in zip(lists, titles, strict=True) if title <= said] or lists
            if self._is_asked_for(asked, name, set.union(*titles)):
                whole = max(own, key=lambda entry: len({n for part in entry.parts for n in part.sentences}))
                quotes = make_quotes(self._kit.index, sorted({n for part in whole.parts for n in part.sentences}))
                return Draft("digest", "answered", "", quotes, heading=whole.title, complete=True), whole.id
            known = set.union(*titles) | _OF_ANY_LIST
            wanted = [word for word in self._kit.things(asked) if not set(terms(word)) <= known]
            if wanted and (held := _items(self._kit, own, wanted)):
                chosen = next(entry for entry in reversed(own) if any(set(held) <= set(part.sentences) for part in entry.parts))
                return Draft("digest", "answered", "", make_quotes(self._kit.index, held)), chosen.id
        return None

    def _is_asked_for(self, asked: Question, name: Collection[str], known: Collection[str]) -> bool:
        """Whether a request asks for a list itself by its ``name``, and by no word but those ``known`` of it or of the matter."""
        found = ITSELF.pattern.fullmatch(asked.text.lower().strip())
        thing = set(terms(found["thing"])) if found else set()
        matter = self._kit.index.report.tags.profile.words.matter
        return set(name) <= thing <= set(known) | set(terms(" ".join(matter)))


def _families(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Digests of one subject of the report as a whole, several of each."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.form == "digest" and all(part.trust is None for part in entry.parts):
            found.setdefault(entry.subject, []).append(entry)
    return [lists for lists in found.values() if len(lists) > 1]


def _items(kit: Kit, lists: Sequence[Entry], wanted: Sequence[str]) -> list[int]:
    """The sentences of the items that hold most of the words, or half as many; none where that is no few of them."""
    sentences = sorted({n for entry in lists for part in entry.parts for n in part.sentences})
    items: dict[tuple[int, int | None], list[int]] = {}
    for n in sentences:
        items.setdefault((kit.index.homes[n], kit.index.sentences[n].item), []).append(n)
    counts = {
        place: sum(any(kit.stands_in(kit.index.sentences[n].text, word) for n in own) for word in wanted)
        for place, own in items.items()
    }
    best = max(counts.values(), default=0)
    held = [n for place, own in items.items() if best and 2 * counts[place] >= best for n in own]
    return held if 2 * len(held) <= len(sentences) else []
