"""“What should a board ask itself?” – “And the ones for leaders?” – “Only the one about nurses”: another list of the kind, or what
of the last one is on something.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.by_name import is_proper, names_of
from rag.answering.draft import Draft
from rag.answering.located import where
from rag.answering.quotes import make_quotes
from rag.text import terms
from rag.understanding.moves import AFTER, POLITE
from rag.understanding.names import find_trusts
from rag.understanding.question import asked_of, content_of
from rag.understanding.reminded import WHAT_AGAIN
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from rag.answering.kit import Kit
    from rag.corpus.prepared import Entry
    from rag.types import Answer
    from rag.understanding.question import Question
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
ON_IT = Rule(
    "asks whether a list has something on a thing",
    (
        (r"(?:(?:(?:is|are|was|were) there|have (?:they|you)(?: got)?|does it have) (?:also )?(?:an?|ones?|any(?:thing)?"
         r"|something)"
         r"|any(?:thing)?(?: else)?)"
         r"(?: (?:\w++ )?(?:questions?|items?|points?|bullets?))?"
         r"(?: (?:in it|(?:in )?there|in (?:the|that|this) (?:list|checklist)))? (?:on|about|for|regarding|to do with) "
         r"(?:the |an? |our |my )?(?P<what>[\w' -]{3,60}?)"),
        (r"does (?:it|(?:the|that|this) (?:list|checklist)) (?:ask|say|have|include) (?:anything |something )?(?:about|on)? ?"
         r"(?:the |an? |our |my )?(?P<what2>[\w' -]{3,60}?)"),
    ),
    yes=("is there one on junior doctors?", "and is there a question about pay", "are there any on time?", "any about pay?",
         "anything there on wards",
         "does the checklist ask about pay", "is there anything in the list about nurses"),
    no=("is there one at ash", "which one is on pay", "is there a list", "does it work"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
"""Of a list that has its like, which tells what it is: of any other thing it asks for another of the kind."""
_BIT = r"(?:ones?|bits?|figures?|numbers?|quotes?|quotations?|passages?|parts?|answers?|lines?)"
PAGE_OF = Rule(
    "asks on which page stands what was told of somebody",
    (
        (r"(?:on )?(?:which|what) pages? (?:is|was|are|were|did|does) (?:the |that )?(?P<whom>[\w' ]{2,40}?)"
         rf" {_BIT}(?: (?:on|from|in|stand|come from))?"),
        (r"where (?:is|was|are|were|did|does) (?:it say |i find |you (?:find|get) )?(?:the |that )?(?P<whom2>[\w' ]{2,40}?)"
         rf" {_BIT}(?: (?:from|in it|in the report))?"),
    ),
    yes=("which page was the ash one on?", "what page is the oak clinic figure on", "where was the ash quote",
         "and where does it say the ash figure"),
    no=("which page is that on", "what page is it", "where is ash", "which page has the rota"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
ANOTHER_NAME = Rule(
    "says no more than another name",
    ((r"(?:(?:and|or|then|ok|so)[ ,]++){0,2}+(?:(?:what|how) about |from |of |with )?(?:the )?"
     r"(?P<name>[\w'-]++(?: [\w'-]++){0,2})"),),
    yes=("and ge?", "what about virgin", "the oak clinic then"),
    no=("and how is it paid there", "and ge, what of it", "what did they take from ge"),
    bounded=False, whole=True, tail=AFTER,
)  # fmt: skip
_WORD = re.compile(r"[^\W_]++")
_OF_A_LIST = re.compile(r"(?P<list>[\w' -]{3,30}?) (?:about|on|regarding|to do with) (?P<on>[\w' -]{3,40})")


@dataclass(frozen=True, slots=True)
class OneOf:
    """What to ask instead, a list by its title (empty for the last request again), and of its sentences those that are meant; or
    the request ``before`` of whose answer the place is asked.
    """

    title: str
    sentences: tuple[int, ...] = ()
    before: Question | None = None

    def of(self, kit: Kit, answer: Answer) -> Answer:
        """The answer with those sentences alone, where some are meant; of a request before, on which page that stands."""
        if self.before is not None and answer.quotes:
            return replace(answer, message=where(answer.quotes, kit.index.report), taken_as=self.before.text)
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
    on_it = ON_IT.pattern.fullmatch(typed.lower())
    again = WHAT_AGAIN.pattern.fullmatch(typed.lower())
    found = ones or on_it or again or FOR_WHOM.pattern.fullmatch(typed.lower())
    wanted = set(terms(next(filter(None, found.groups())))) if found else set()
    if last is None or not wanted:
        named, before = with_another_name(kit, entries, typed, talk.last), _of_before(kit, typed, talk)
        return OneOf(named, before=before) if named or before else None
    if again:
        return _among(kit, (last,), wanted, talk.last.trusts)
    like = [e for e in entries.values() if (e.subject, e.form) == (last.subject, last.form) and e is not last]
    if on_it:
        proving = {word for word in wanted if kit.proves(word)} or wanted
        return _among(kit, (last, *like), proving, talk.last.trusts) if like else None
    if ones and (both := _OF_A_LIST.fullmatch(ones["what"])) and (own := _listed(both["list"], last, like)):
        held = _held_any(kit, own, both["on"], talk.last.trusts)
        return OneOf("" if own is last else own.title, held)
    for entry in like:
        if wanted <= set(terms(entry.title)) - set(terms(last.title)):
            return OneOf(entry.title)
    return _among(kit, (last, *like), wanted, talk.last.trusts) if ones else None


def _of_before(kit: Kit, typed: str, talk: Talk) -> Question | None:
    """The latest request of the one member of whose answer a turn asks the page; ``None`` where it asks no such thing."""
    tags = kit.index.report.tags
    named = find_trusts(typed, tags) if PAGE_OF.found(typed.lower()) else ()
    if len({mention.trust for mention in named}) != 1:
        return None
    whose = (named[0].trust,)
    every = (talk.last, *reversed(talk.earlier))
    before = next((asked for asked in every if asked.trusts == whose), next((q for q in every if whose[0] in q.trusts), None))
    if before is None:
        return None
    return replace(asked_of(before, whose, tags, of_the_thing=False), trusts=whose, rows=False, everyone=False)


def _among(kit: Kit, lists: Sequence[Entry], wanted: set[str], trusts: Sequence[str]) -> OneOf | None:
    """What holds the words in the first of the lists that has such: the last one shown stands first."""
    for entry in lists:
        if held := _held(kit, entry, sorted(wanted), trusts):
            return OneOf("" if entry is lists[0] else entry.title, held)
    return None


def with_another_name(kit: Kit, entries: Mapping[str, Entry], typed: str, last: Question) -> str:
    """The last request, or the one that it leans on, with the proper name that a turn says alone in place of the only one that it
    has; empty where the turn says more, or names nothing of its own.
    """
    found, tags = ANOTHER_NAME.pattern.fullmatch(typed.lower()), kit.index.report.tags
    name = typed[slice(*found.span("name"))] if found and len(typed) == len(typed.lower()) else ""
    if not name or find_trusts(name, tags) or _proper_names(kit, entries, name) != [(0, len(name))]:
        return ""
    for before in filter(None, (last.text, last.lead)):
        members = find_trusts(before, tags)
        own = [(s, e) for s, e in _proper_names(kit, entries, before) if not any(m.start < e and s < m.end for m in members)]
        if len(own) != 1 or terms(before[slice(*own[0])]) == terms(name):
            continue
        start, end = own[0]
        asked = f"{before[:start]}{before[end:]}"
        if content_of(replace(last, text=asked, mentions=find_trusts(asked, tags)), tags):  # else it was a name and no more
            return f"{before[:start]}{name}{before[end:]}"
    return ""


def _proper_names(kit: Kit, entries: Mapping[str, Entry], text: str) -> list[tuple[int, int]]:
    """Where proper names stand in a text: words in a row that the report has with a capital alone, but posts, and its terms'."""
    lowered, offices = text.lower(), kit.index.report.tags.profile.words.offices
    if len(lowered) != len(text):
        return []
    named = ((name.lower(), e) for e in entries.values() if e.form == "term" for name in names_of(e) if name.lower() in lowered)
    proper = (name for name, entry in named if is_proper(kit, entry))
    spans = [found.span() for name in proper if (found := re.search(rf"\b{re.escape(name)}\b", lowered))]
    spans += [m.span() for m in _WORD.finditer(lowered) if m[0] not in offices and kit.concordance.named(m[0])]
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


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
    """The entry's sentences that hold every word, of these trusts or of all, with their items; none where most do."""
    parts = [part for part in entry.parts if not trusts or part.trust in trusts]
    every = sorted({n for part in parts for n in part.sentences})
    held = tuple(n for n in every if all(kit.stands_in(kit.index.sentences[n].text, word) for word in wanted))
    if 2 * len(held) > len(every):
        return ()
    item_of = {n: (kit.index.homes[n], kit.index.sentences[n].item) for n in every}
    items = {item_of[n] for n in held if item_of[n][1] is not None}
    return tuple(n for n in every if n in held or item_of[n] in items)
