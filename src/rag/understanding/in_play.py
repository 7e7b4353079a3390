"""“Compare Ash and Birch on pay” – “Add Cedar please” – “Who sits on the board at Ash?” – “And the other one?” – “What is the
difference between the two?”: which members a turn means that were in play before, and of which thing.

Rules over lower-case text; nothing looks at the index.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.text import terms
from rag.understanding.alike import asked_alike
from rag.understanding.group import rules_of
from rag.understanding.likened import MEMBER, members_masked
from rag.understanding.moves import AFTER, POLITE
from rag.understanding.names import find_trusts
from rag.understanding.pointing import COLOURLESS, COMPARES_THEM
from rag.understanding.question import asked_of, content_of, resolve
from rag.understanding.rules import Rule
from rag.understanding.scope import others_than
from rag.understanding.so_there import without_names

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.corpus.tags import Tags
    from rag.types import TrustId
    from rag.understanding.question import Question

_ONE = rf"(?:the )?{MEMBER}(?:'s)?"
_MEMBERS = rf"{_ONE}(?:(?:,|,? and| &) {_ONE}){{0,2}}"
ADDS_TO_THEM = Rule(
    "adds members to those talked of",
    (
        rf"(?:also )?(?:add|include|insert|bring in|throw in|put in|add in)(?: in)? (?P<added>{_MEMBERS})",
        (rf"(?:put|bring|set|throw|get) (?P<beside>{_MEMBERS}) "
        r"(?:in|into (?:it|that|this)|alongside|beside (?:it|them)|next to (?:it|them))"),
        rf"(?:plus|with|and|also) {_MEMBERS} (?:too|as well|also|in it|added|included)|{_MEMBERS} (?:too|as well|also)",
    ),
    yes=(f"add {MEMBER} please", f"ok, can you include {MEMBER} and {MEMBER} in the table too", f"and put {MEMBER} next to them",
         f"and {MEMBER} as well?", f"with {MEMBER} included", f"now bring in the {MEMBER}'s"),
    no=(f"add the nurses at {MEMBER}", f"and {MEMBER}?", f"does it include {MEMBER}", f"add {MEMBER}'s budget", "add them too"),
    bounded=False, whole=True, head=POLITE,
    tail=(
        rf"(?: (?:to|in|into) (?:it|that|this|them|those|these|the (?:list|table|comparison|mix|picture)))?"
        rf"(?: (?:as well|also))?{AFTER}"
    ),
)  # fmt: skip
THE_OTHER = Rule(
    "asks of the other of two",
    (r"(?:(?:what|how) about |at |for |in |with |of )?the other(?: one| place| of (?:the two|them|those))?",),
    yes=("and the other one?", "what about the other", "so at the other place then?", "the other of the two"),
    no=("the others", "the other wards", "no, the other one pays", "who else", "not that, the other one"),
    bounded=False, whole=True, head=r"(?:(?:and|ok|okay|so|but|then)[ ,]++){0,2}+", tail=AFTER,
)  # fmt: skip
DOES_ALIKE = Rule(
    "asks whether they do the like",
    (
        (r"(?:do|does|did|done|doing) (?:it |that |this )?(?:something|anything|things|it|much) "
         r"(?:similar(?:ly)?|like (?:that|this|it)|along (?:those|these|the same) lines|of (?:the|that) (?:kind|sort)"
         r"|(?:in )?(?:the same|a similar|that|this) (?:way|manner))"),
        (r"(?:do|does|did|done|doing) (?:it |that |this )?(?:the same(?: thing)?|likewise|similarly)"
         r"(?=(?: (?:too|as well|there|then))?[ ?.!]*+$)"),
        r"(?:is|are|was) (?:it|that|this|things) (?:done )?(?:the same|similar|alike)(?=(?: (?:there|at|in|too)\b|[ ?.!]*+$))",
    ),
    yes=("and do they do something similar", "did they do it the same way", "does ash do the same?", "is it similar at ash",
         "did they do anything along those lines"),
    no=("do they have similar values", "is there something similar", "have they something like that", "do the same people go",
        "is it the same board"),
)  # fmt: skip

FOUND_OF_IT = Rule(
    "asks of whom the report found the same",
    (
        (r"(?:did|do|does|have|has) (?:they|you|it|(?:the|this|these|your) (?:report|study|paper|authors?|researchers?|writers?"
         r"|interviewers?|team)) (?:also |really )?(?:find|found|see|seen|say|said|report(?:ed)?|noticed?|observed?"
         r"|come across)"
         r" (?:this|that|it|so|the same(?: thing)?)(?: to be)?(?: (?:true|so|the case))?"
         r" (?:in|at|of|for|with|across|among|about)\b"),
    ),
    yes=("did the authors find this in all four?", "and do they say that of ash", "have you found it to be true at every one"),
    no=("did they find this hard", "what did they find at ash", "do they say that leaders matter"),
    bounded=False, head=r"^(?:(?:and|ok|okay|so|but|then)[ ,]++){0,2}+",
)  # fmt: skip
DONE_TO_IT = Rule(
    "asks whether others do something with the thing talked of",
    (r"(?:do|does|did|has|have|had|is|are|was|were) [^?.!]{2,60}? [\w'-]{2,20} (?:it|that|this|them|one)",),
    yes=("have the others used it as well?", "and does ash run one", "has birch tried that yet"),
    no=("who used it", "what did it show", "do they like it there, at ash", "has ash used the scale"),
    bounded=False, whole=True, head=r"(?:(?:and|ok|okay|so|but|then)[ ,]++){0,2}+",
    tail=r"(?: (?:too|as well|also|yet|already|before|since|themselves))*+[ ?.!]*+",
)  # fmt: skip
_AS_WELL = frozenset(terms("too well also yet already before since themselves"))


def in_play(asked: Question, last: Question, earlier: Sequence[Question], tags: Tags) -> Question | None:
    """The request that is meant by a turn which says no more than which members it is asked of, by what was talked of before;
    ``None`` where it says more, or does not tell which.
    """
    return (
        _added(asked, last, tags)
        or _done_alike(asked, last, tags)
        or _found_alike(asked, last, tags)
        or _by_its_verb(asked, last, earlier, tags)
        or _of_the_other(asked, last, earlier, tags)
        or _of_the_two(asked, last, earlier, tags)
    )


def other_in_play(last: Question, earlier: Sequence[Question], tags: Tags) -> TrustId | None:
    """The other of two members: that with which the one that was asked of last was compared, or of which another thing was asked
    before; ``None`` where there is none, or more were in play.
    """
    if len(last.trusts) != 1:
        return None
    before = next((q for q in reversed(earlier) if q.trusts and q.trusts != last.trusts), None)
    others = tuple(trust for trust in before.trusts if trust != last.trusts[0]) if before else ()
    alone = before and len(before.trusts) == 1
    if before is None or len(others) != 1 or (alone and set(content_of(before, tags)) == set(content_of(last, tags))):
        return None
    return others[0]


def _added(asked: Question, last: Question, tags: Tags) -> Question | None:
    """The last request, of those of which it was asked and of the members that are added to them; "Birch as well?" adds to
    several alone.
    """
    said = members_masked(asked.text.lower(), asked.mentions) if asked.mentions and last.trusts else ""
    found = ADDS_TO_THEM.pattern.fullmatch(said)
    new = [trust for trust in asked.trusts if trust not in last.trusts]
    if not (found and new) or not (found["added"] or found["beside"] or len(last.trusts) > 1):
        return None
    return _of_them(asked, last, (*last.trusts, *new), tags)


def _done_alike(asked: Question, last: Question, tags: Tags) -> Question | None:
    """The request that brought up the thing, of the members that are asked whether they do the like."""
    lowered = asked.text.lower()
    if not asked.mentions or not DOES_ALIKE.found(lowered):
        return None
    rest = content_of(replace(asked, text=DOES_ALIKE.without(members_masked(lowered, asked.mentions), " "), mentions=()), tags)
    return None if set(rest) - COLOURLESS else _of_the_thing(asked, last, asked.trusts, tags)


def _found_alike(asked: Question, last: Question, tags: Tags) -> Question | None:
    """The request that brought up the thing, of those of whom it is asked whether the report found the same; of all of them in the
    words in which the report speaks of all.
    """
    lowered = asked.text.lower()
    own = FOUND_OF_IT.without(lowered)
    rest = content_of(replace(asked, text=own, mentions=find_trusts(own, tags)), tags)
    if own == lowered or set(rest) - COLOURLESS:
        return None
    if trusts := asked.trusts or (others_than(last.trusts, tags) if rules_of(tags).complement.found(lowered) else ()):
        return _of_the_thing(asked, last, trusts, tags)
    if not asked.everyone:
        return None
    group, thing = tags.profile.group, _thing(last) if last.lead else last
    text = f"{without_names(thing).strip(' ?.!,')} in {group.everyone} {group.nouns}"
    return replace(thing, text=text, mentions=(), trusts=(), rows=True, everyone=True, leans=True, taken_as=text)


def _by_its_verb(asked: Question, last: Question, earlier: Sequence[Question], tags: Tags) -> Question | None:
    """The request before in which the thing was asked of by the verb that is asked of others now, where the last one has it not:
    "does Ash use the scale" – "what surprised the chair" – "have the others used it".
    """
    lowered = asked.text.lower()
    others = bool(asked.mentions) or rules_of(tags).complement.found(lowered)
    own = set(content_of(asked, tags)) - _AS_WELL
    if not others or len(own) != 1 or not DONE_TO_IT.found(lowered):
        return None
    if own & {*terms(last.text), *terms(last.lead)}:
        return None
    before = next((q for q in reversed(earlier) if own <= set(terms(q.text))), None)
    return _of_the_thing(asked, before, asked.trusts or others_than(before.trusts, tags), tags) if before else None


def _of_the_other(asked: Question, last: Question, earlier: Sequence[Question], tags: Tags) -> Question | None:
    """The last request, of the other of the two members that are in play."""
    other = other_in_play(last, earlier, tags) if THE_OTHER.found(asked.text.lower()) else None
    return _of_them(asked, last, (other,), tags) if other else None


def _of_the_two(asked: Question, last: Question, earlier: Sequence[Question], tags: Tags) -> Question | None:
    """The thing of which different things were asked of two members one after the other, of both, where they are to be compared;
    what was asked of the last one, where it leans on nothing.
    """
    alike = asked_alike((*earlier, last), tags)
    if len(last.trusts) != 1 or len(alike) > 1 or not COMPARES_THEM.found(asked.text.lower()):
        return None
    before = next((q for q in reversed(earlier) if len(q.trusts) == 1 and q.trusts != last.trusts), None)
    thing = _thing(last) if last.lead else last
    return _of_them(asked, thing, (*before.trusts, *last.trusts), tags) if before else None


def _of_them(asked: Question, last: Question, trusts: tuple[TrustId, ...], tags: Tags) -> Question:
    bare = replace(asked, text="", mentions=(), kind="question", trusts=trusts, everyone=False, rows=False, leans=True)
    return resolve(bare, last, tags)


def _of_the_thing(asked: Question, before: Question, trusts: tuple[TrustId, ...], tags: Tags) -> Question:
    again = asked_of(replace(before, others=asked.others), trusts, tags, of_the_thing=True)
    return replace(again, trusts=trusts, everyone=False, rows=len(trusts) > 1, leans=True, taken_as=again.text)


def _thing(last: Question) -> Question:
    return replace(last, text=last.lead, mentions=last.lead_mentions, lead="", lead_mentions=())
