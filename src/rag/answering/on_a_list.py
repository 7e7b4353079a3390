"""“What does the checklist ask about appraisal?”: of a list that is asked by its name, the items on what else the request names, or
the list itself (“I need the checklist”).
"""

from __future__ import annotations

import re
from dataclasses import replace
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

_OF_ANY_LIST = frozenset(terms("question item point deal concern relate touch list part section suggest offer"))
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
_WHO = (
    r"(?:(?:an?|the|my|our|its|each|new|newly|appointed) )*+"
    r"(?P<{}>(?!(?:an?|the|my|our|its|each|new|put|ask|pose|take|bring) )[a-z][a-z'-]++(?: (?!should|must)[a-z'-]++){{0,2}}?)"
)
_ASKS_SELF = (
    r"(?:need to |have to |want to )?(?:ask|put|check|use|answer|consider|discuss|review|go through|work through|look at)\b"
    r"(?: (?:him|her|my|our|it|them)sel(?:f|ves))?"
)
_MUST = r"(?:should|must|ought to|can|could|would|needs? to|ha(?:s|ve) to|might)"
_ENDS_THERE = (
    r"(?= (?:please|pls|on|about|regarding|to|from|in|too|then|as well|myself|itself|himself|herself|themselves"
    r"|which|what|who|and|so|when)\b|[ ]*+(?:[,.;:?!]|$))"
)
ADDRESSED = Rule(
    "says whom the questions of a list are put to",
    (
        (r"(?:put|pose|present|show|take|bring|aimed|addressed|meant|intended|written|appl(?:y|ies)|asks?|questions|ones|list)"
         rf" (?:to|at|for|of|before) {_WHO.format('to')}{_ENDS_THERE}"),
        rf"(?:as|i am|i'?m|we are|we're|for) {_WHO.format('me')}{_ENDS_THERE}",
        rf"\b{_MUST} {_WHO.format('asker')} {_ASKS_SELF}",
        rf"(?:questions|ones|which|what|that|checklist) {_WHO.format('one')} {_MUST} {_ASKS_SELF}",
        rf"asks? (?!about|on|of|for){_WHO.format('other')}(?= about | on )",
        rf"^(?:(?:and|what about|how about) ){{1,2}}+{_WHO.format('self')} (?:him|her|it|them)sel(?:f|ves)\b",
        rf"\bquestions (?:to|(?:we|i|you) (?:can|could|should|might)) ask {_WHO.format('asked')}{_ENDS_THERE}",
    ),
    yes=("what could i put to my board?", "and for me, i am a ward head", "questions a new ward head should ask himself",
         "which should our board ask", "the checklist as an organisation, please", "what does it ask of boards on pay",
         "what does it ask ward heads about pay", "questions for clinical leads", "for the director himself",
         "and what about ward heads themselves?", "questions to ask the board"),
    no=("what does it ask about pay", "who wrote it", "how many questions are there", "time spent in that role"),
    bounded=False, head=r"\b",
)  # fmt: skip
"""Of whom it is, the words of a list's title tell, or those in which readers ask for it."""
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
ASKS_ITSELF = Rule(
    "is of questions that somebody should ask themselves",
    (r"ask(?:ing)? (?:him|her|it|them)sel(?:f|ves)",),
    yes=("what should boards ask themselves", "questions that a board should be asking itself"),
    no=("he asked it himself", "what they ask of themselves"),
)
"""Such questions stand in a list alone, whether or not it is named."""
PUT_TO = Rule(
    "is of questions to put to somebody",
    (
        (r"(?<!any )(?<!no )questions (?:for|to (?:ask|put (?:to|before)|pose to|take to|bring to)"
         r"|(?:that )?(?:we|i|you) (?:can|could|should|might) (?:ask|put to|take to)) (?:an?|the|my|our|its|their|each) (?=\w)"),
    ),
    yes=("questions for the board please", "i want questions to ask my board", "questions we can put to our ward heads"),
    no=("questions about the board", "any questions for the chair", "questions for doctors", "the questions that were asked"),
    bounded=False, head=r"\b",
)  # fmt: skip
"""So do these, where it tells of whom they are."""
_ASKER = re.compile(
    r"\b(?:our|my|the) (?:\w++ ){1,2}?(?:wants?|needs?|would like|(?:is )?(?:after|looking for)|(?:has )?ask(?:s|ed)(?: me)? for)\b"
)
"""Who asked for it, as told by whom he sent."""
_ON = re.compile(r"\b(?:about|on|regarding|concerning)\b")
_AND = re.compile(r"(?:,|\b(?:and|or|plus))(?: also)? (?:about|on|regarding|concerning)\b")
LONG = 4
"""Letters of a stem that may stand for a longer one."""
FEWEST = 2
"""Times that those to whom a list is addressed must be named by who asked for it, and twice as often as of any other list."""
_SOME = re.compile(r"\b(?:an?|any|some) [\w-]{3,30}")
"""Is not known yet: "is there a checklist for our board" asks for it whole."""


class Lists:
    """The lists among what was prepared: entries of the report as a whole that share their subject and form. What all their titles
    share is the name of such lists. Found once.
    """

    def __init__(self, kit: Kit, entries: Iterable[Entry]) -> None:
        self._kit = kit
        self._matter = set(terms(" ".join(kit.index.report.tags.profile.words.matter)))
        self._families = [(lists, [set(terms(entry.title)) for entry in lists]) for lists in _families(entries)]

    def of(self, asked: Question) -> tuple[Draft, str] | None:
        """What of a list the request is on, and the list's entry; ``None`` where it names no list, or nothing that some of its
        items alone hold, or is asked of some trusts.
        """
        addressed = ADDRESSED.found(asked.text.lower())
        goes_on = not asked.lead or GOES_ON.found(asked.text.lower())
        if asked.trusts or (asked.rows and not addressed) or not (goes_on or addressed):
            return None
        said = set(terms(_SOME.sub(" ", (asked.lead or asked.text).lower())))
        for lists, titles in self._families:
            name = set.intersection(*titles)
            put_to = not asked.lead and PUT_TO.found(asked.text.lower()) and self._addressed(asked, lists, titles)[0] is not None
            if name and (name <= said or put_to or ASKS_ITSELF.found((asked.lead or asked.text).lower())):
                own = [entry for entry, title in zip(lists, titles, strict=True) if title <= said] or lists
                theirs, rest = self._addressed(asked, lists, titles)
                itself = not asked.lead and self._is_asked_for(asked, name, set.union(*titles))
                if whole := [theirs] if theirs and not rest else own if itself else []:
                    return self._quoted(max(whole, key=lambda entry: len(entry.sentences)))
                if theirs and not asked.lead:
                    asked, own = replace(asked, text=" ".join(rest), mentions=()), [theirs]
                if held := self._on_it(asked, own, lists, set.union(*titles) | _OF_ANY_LIST) if goes_on else None:
                    return held
        return None

    def _quoted(self, whole: Entry) -> tuple[Draft, str]:
        """A list as it stands."""
        quotes = make_quotes(self._kit.index, sorted(whole.sentences))
        return Draft("digest", "answered", "", quotes, heading=whole.title, complete=True), whole.id

    def _on_it(
        self, asked: Question, own: Sequence[Entry], lists: Sequence[Entry], known: set[str]
    ) -> tuple[Draft, str] | None:  # fmt: skip
        """What of a list is on the things that a request names beside words that are ``known`` of it; ``None`` for nothing."""
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

    def _addressed(
        self, asked: Question, lists: Sequence[Entry], titles: Sequence[set[str]]
    ) -> tuple[Entry | None, Sequence[str]]:  # fmt: skip
        """The list of those to whom its questions are put, and what else the request names; none where that tells no one list.

        Who they are, titles tell, or those who asked for a list: "questions for the head of a unit".
        """
        text = asked.text.lower()
        every = {n for entry in lists for n in entry.sentences}
        halves = [entry for entry in lists if entry.sentences < every] or lists
        every_title = set.intersection(*map(set, titles))
        named = [set(terms(entry.title)) - every_title for entry in halves]
        asks = [[set(terms(text)) for text in entry.asks] for entry in halves]
        for found in ADDRESSED.pattern.finditer(text):
            whom = set(terms(next(filter(None, found.groups()))))
            shared = [len(title & whom) for title in named]
            n = shared.index(max(shared)) if any(shared) and shared.count(max(shared)) == 1 else _most_named(asks, whom)
            if n is not None:
                rest = _ASKER.sub(" ", f"{text[: found.start()]} {text[found.end() :]}")
                known = set.union(*titles) | _OF_ANY_LIST | self._matter
                things = self._kit.things(replace(asked, text=rest, mentions=()))
                return halves[n], [word for word in things if not known.issuperset(terms(word))]
        return None, ()

    def _is_asked_for(self, asked: Question, name: Collection[str], known: Collection[str]) -> bool:
        """Whether a request asks for a list itself by its ``name``, and by no word but those ``known`` of it or of the matter."""
        found = ITSELF.pattern.fullmatch(asked.text.lower().strip())
        thing = set(terms(found["thing"])) if found else set()
        return set(name) <= thing <= set(known) | self._matter


def _families(entries: Iterable[Entry]) -> list[list[Entry]]:
    """Digests of one subject of the report as a whole, several of each."""
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.form == "digest" and all(part.trust is None for part in entry.parts):
            found.setdefault(entry.subject, []).append(entry)
    return [lists for lists in found.values() if len(lists) > 1]


def _most_named(asks: Sequence[Sequence[set[str]]], whom: Collection[str]) -> int | None:
    """The list of which those who asked for it name some people, and of no other half as often: all their words, or each."""
    counts = [{word: [_is_in(word, ask) for ask in own] for word in whom} for own in asks]
    heard = bool(whom) and all(any(any(own[word]) for own in counts) for word in whom)
    together = [sum(map(all, zip(*own.values(), strict=True))) for own in counts]
    apart = [sum(map(sum, own.values())) for own in counts]
    for named in (together, apart) if heard else ():
        best = max(named)
        if best >= FEWEST and sum(2 * count > best for count in named) == 1:
            return named.index(best)
    return None


def _is_in(word: str, ask: Collection[str]) -> bool:
    """Whether a stem is among those of an ask, or is begun by one, or begins one: "exec" and "executive"."""
    return word in ask or (
        len(word) >= LONG and any(len(own) >= LONG and (own.startswith(word) or word.startswith(own)) for own in ask)
    )


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
