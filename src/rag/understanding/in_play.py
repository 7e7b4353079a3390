"""“Compare Ash and Birch on pay” – “Add Cedar please” – “Who sits on the board at Ash?” – “And the other one?” – “What is the
difference between the two?”: which members a turn means that were in play before, and of which thing.

Rules over lower-case text; nothing looks at the index.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.text import terms
from rag.understanding.alike import asked_alike
from rag.understanding.group import rules_of
from rag.understanding.likened import MEMBER, members_masked
from rag.understanding.moves import AFTER, POLITE
from rag.understanding.names import find_trusts
from rag.understanding.others import people
from rag.understanding.pointing import COLOURLESS, COMPARES_THEM, OPENS
from rag.understanding.question import asked_of, content_of, names_of, resolve, with_trusts
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
WITHOUT_IT = Rule(
    "asks whether they are without the thing",
    (
        (r"(?:do|does|did|done|doing|go|goes|going|gone|went|manage[sd]?|managing|cope[sd]?|coping|get(?:s|ting)? (?:by|along|on)"
         r"|li(?:ve|ves|ved|ving)|work(?:s|ed|ing)?|surviv(?:e|es|ed|ing)) without (?:it|that|this|them|one|any)"
         r"(?= (?:too|as well|also|at|in|there|then|now|yet)\b|[ ?.!]*+$)"),
        (r"(?:got|get|gotten|getting) rid of (?:it|that|this|them|theirs|one)"
         r"|(?:drop|scrap|abolish|axe|cut|remove)(?:ped|ed|d)? (?:it|that|this|them|theirs|one)(?= (?:too|as well)\b|[ ?.!]*+$)"),
    ),
    yes=("did any of the others do without it too", "does ash manage without one?", "have they gone without that",
         "did the others get rid of theirs", "has ash scrapped it too", "who else copes without them"),
    no=("do they do it without a board", "without it", "did it work without that training", "did they drop it from the list",
        "what would they do without nurses"),
)  # fmt: skip
"""Asked of others: whether it is with them as with the one that was told of."""
COUNTED_AT = Rule(
    "asks how many there are at a member, and no more",
    ((rf"(?P<how>how (?:many|much|often|long|big|large|far|old))"
      rf"(?: (?:are|is|was|were) (?:there|it|they))? (?:at|in|for|with) {_ONE}"
      rf"|(?P<does>how (?:many|much|often|long)) (?:does|do|did|has|have) {_ONE}(?: (?:have|has|got|had))?"),),
    yes=(f"how many at {MEMBER}?", f"and how often in {MEMBER}", f"how much is it at the {MEMBER}", f"how many does {MEMBER} have"),
    no=(f"how many nurses at {MEMBER}", "how many are there", f"how is it at {MEMBER}", f"how many at {MEMBER} are paid"),
    bounded=False, whole=True, head=r"(?:(?:and|ok|okay|so|but|then)[ ,]++){0,2}+", tail=AFTER,
)  # fmt: skip
_ITS = re.compile(r" (?:has|have|does|do|did|are|is) (?:it|they|there)(?: (?:have|got|employ))?$| (?:there|it|them)$")
"""What says of whom a number was asked for, where it is of another: "how many nurses has it got"."""
_AS_WELL = frozenset(terms("too well also yet already before since themselves"))


def in_play(asked: Question, last: Question, earlier: Sequence[Question], tags: Tags) -> Question | None:
    """The request that is meant by a turn which says no more than which members it is asked of, by what was talked of before;
    ``None`` where it says more, or does not tell which.
    """
    return (
        _added(asked, last, tags)
        or _done_alike(asked, last, tags)
        or _without_it(asked, last, earlier, tags)
        or _counted_at(asked, last, tags)
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


def _without_it(asked: Question, last: Question, earlier: Sequence[Question], tags: Tags) -> Question | None:
    """The request that brought up the thing, of the members of which it is asked whether they do without it as well; not for what
    reason, where that was asked last.
    """
    if earlier and last.text.endswith(f": {earlier[-1].text}"):
        last = earlier[-1]
    lowered, rules = asked.text.lower(), rules_of(tags)
    beyond = rules.complement.found(lowered) or rules.elsewhere.found(lowered)
    trusts = asked.trusts if asked.mentions else others_than(last.trusts, tags) if beyond and last.trusts else ()
    if not trusts or not WITHOUT_IT.found(lowered):
        return None
    own = rules.elsewhere.without(WITHOUT_IT.without(members_masked(lowered, asked.mentions), " "))
    rest = content_of(replace(asked, text=own, mentions=()), tags)
    return None if set(rest) - COLOURLESS - _AS_WELL else _of_the_thing(asked, last, trusts, tags)


def _counted_at(asked: Question, last: Question, tags: Tags) -> Question | None:
    """The last request, of the member of which the number of the same is asked: "how many nurses has it" – "how many at Ash"."""
    found = COUNTED_AT.pattern.fullmatch(members_masked(asked.text.lower(), asked.mentions)) if asked.mentions else None
    how = (found["how"] or found["does"]) if found else ""
    if not how or how not in last.text.lower() or not set(content_of(last, tags)) - COLOURLESS:
        return None
    bare = _ITS.sub("", OPENS.sub("", last.text.strip(" ?.!")))
    text = with_trusts(last, asked.trusts, tags) if last.mentions else f"{bare} at {names_of(asked.trusts, tags)}?"
    own = replace(last, text=text, mentions=find_trusts(text, tags), lead="", lead_mentions=())
    return replace(own, trusts=asked.trusts, rows=len(asked.trusts) > 1, everyone=False, leans=True, taken_as=text)


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


def still_of(asked: Question, last: Question, tags: Tags) -> Question:
    """A request on another subject, of the one member talked of where it points at that and not at people whom it names: "moving
    on, what have they won"; any other as it is.
    """
    lowered = rules_of(tags).not_leaning.without(asked.text.lower())
    if len(last.trusts) != 1 or asked.trusts or asked.everyone or asked.rows or not rules_of(tags).they.found(lowered):
        return asked
    if people(tags.profile.words).found(lowered):
        return asked
    return replace(asked, trusts=last.trusts, leans=True, taken_as=f"{asked.text} ({names_of(last.trusts, tags)})")
