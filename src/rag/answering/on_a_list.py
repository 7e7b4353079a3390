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
FOR_WHOM = Rule(
    "says for whom, and no more",
    (r"for (?:an? |the |my |our |us as |me as (?:an? )?)?(?P<whom>[a-z][a-z'-]++(?: [a-z'-]++){0,2}?)",),
    yes=("checklist for a ward head pls", "and for the organisation?", "questions for clinical leads", "for the director himself"),
    no=("what is it for", "what does it ask for boards to do about pay", "and on pay"),
    bounded=False, head=r"\b", tail=r"(?: (?:him|her|them)sel(?:f|ves))?(?: (?:please|pls|plz|too|then|as well))*+[ ?.!]*+$",
)  # fmt: skip
GOES_ON = Rule(
    "asks for what a list that was talked of has on a thing, or for whom",
    (
        (r"(?:is there |does it (?:have|say|ask) )?(?:any|some)(?:thing)? (?:questions? )?(?:in there |there |in it )?"
         r"(?:on|about|for|of)"),
        r"(?:what|how) about|(?:and|or|also) (?:on|about|for)|for (?:the|an?|my|our)?",
        r"(?:what does it|does it) (?:ask|say) (?:about|of|on)|which (?:questions?|ones?|items?) (?:is|are) (?:on|about|for)",
    ),
    yes=("anything on pay", "and for the organisation", "what does it ask about wards", "which ones are for nurses",
         "what about pay", "for a ward head"),
    no=("who wrote it", "how many questions is that", "anything else", "and how long is it"),
    head=r"^(?:(?:and|ok|okay|so|but|then)[ ,]++){0,2}+",
)  # fmt: skip
_ON = re.compile(r"\b(?:about|on|regarding|concerning)\b")
_AND = re.compile(r"(?:,|\b(?:and|or|plus))(?: also)? (?:about|on|regarding|concerning)\b")
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
        if asked.trusts or asked.rows or (asked.lead and not GOES_ON.found(asked.text.lower())):
            return None
        said = set(terms(_SOME.sub(" ", (asked.lead or asked.text).lower())))
        for lists, titles in self._families:
            name = set.intersection(*titles)
            if not name or not name <= said:
                continue
            own = [entry for entry, title in zip(lists, titles, strict=True) if title <= said] or lists
            theirs = self._for_whom(asked, lists, titles, name)
            if theirs or (not asked.lead and self._is_asked_for(asked, name, set.union(*titles))):
                whole = max(theirs or own, key=lambda entry: len({n for part in entry.parts for n in part.sentences}))
                quotes = make_quotes(self._kit.index, sorted({n for part in whole.parts for n in part.sentences}))
                return Draft("digest", "answered", "", quotes, heading=whole.title, complete=True), whole.id
            known = set.union(*titles) | _OF_ANY_LIST
            named = self._kit.subject(asked) if asked.lead else self._kit.things(asked)
            wanted = [word for word in named if not set(terms(word)) <= known]
            wanted = (self._kit.but_people(wanted) if asked.lead else ()) or wanted
            for of in (own, lists) if asked.lead else (own,):
                if wanted and (held := self._on_each(asked, of, known) or _items(self._kit, of, wanted)):
                    chosen = next(entry for entry in reversed(of) if any(set(held) <= set(part.sentences) for part in entry.parts))
                    return Draft("digest", "answered", "", make_quotes(self._kit.index, held)), chosen.id
        return None

    def _on_each(self, asked: Question, lists: Sequence[Entry], known: set[str]) -> list[int]:
        """The items on each of several things that a request names ("about pay and about wards"); none where it names no such."""
        named = [word for word in self._kit.subject(asked) if not known.issuperset(terms(word))]
        things = _AND.split(_ON.split(asked.text.lower(), maxsplit=1)[-1])
        each = [own for one in things if (own := [word for word in named if self._kit.stands_in(one, word)])]
        held = [_items(self._kit, lists, own) for own in each] if len(each) > 1 else []
        found = sorted({n for items in held for n in items}) if all(held) else []
        return [n for n in found if self._kit.index.sentences[n].item is not None] or found  # without what leads to the list

    def _for_whom(self, asked: Question, lists: Sequence[Entry], titles: Sequence[set[str]], name: set[str]) -> list[Entry]:
        """The one list that is for those for whom it is asked, by a word of its title: "the checklist for a ward head" of one for
        the heads of units; none where that is no one list.
        """
        found = FOR_WHOM.pattern.search(asked.text.lower())
        whom = set(terms(found["whom"])) if found else set[str]()
        shared = [len((title - name) & whom) for title in titles]
        best = max(shared)
        of_list = found and (asked.lead or name & set(terms(asked.text[: found.start()])))
        if not (of_list and best) or shared.count(best) > 1:
            return []
        return [lists[shared.index(best)]]

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
