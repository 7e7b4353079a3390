"""Requests that set members beside each other and name nothing to set beside, or the thing of one that others may have, in plainer
words: "what's the difference between Ash and Birch" is "compare Ash and Birch", and "has anyone else a forum like Ash" asks of each
whether it has one.

Of the likeness no sentence speaks: what the one has and the others lack is told by their rows.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rag.text import stem, words
from rag.understanding.names import find_trusts
from rag.understanding.rules import Rule
from rag.understanding.said import Said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.corpus.profile import Group
    from rag.corpus.tags import Tags
    from rag.understanding.names import Mention

_OPENING = (
    r"^(?:(?:so|and|ok|but|then|hi|please|just)\b,? ){0,2}(?:(?:can|could|would) you )?"
    r"(?:(?:tell|show|give|explain to) me |explain )?"
)
_END = r"(?: (?:then|please|pls|thanks|overall|in general|exactly))?\W*+$"
MEMBER = "\0"
"""Stands for a member's name."""
_BEFORE = 60
"""Characters in which it is asked who else has the thing, and behind which no request of that kind begins."""


@lru_cache(maxsize=16)
def no_more_than_two(group: Group) -> Rule:
    """What asks how named members differ, and names nothing in which."""
    said = Said(group)
    one = rf"(?:the )?{MEMBER}(?:'s)?(?: {said.ones})?"
    joins = r"(?:,? and |, | & | (?:v|vs|versus|or|to|from|with|against)\.? )"
    return Rule(
        "asks how members differ, and no more",
        (
            (r"(?:what(?:'?s| is| are)? |how (?:big|great) is )?(?:the |some |any )?(?:main |key |big |biggest |major )?"
             rf"(?:differen[ct]es?|comparison|contrast)(?: is| are)? (?:between|of) "
             rf"{one}(?:{joins}{one}){{1,3}}"),
            (rf"(?:how|in what ways?) (?:do|does|is|are) {one}(?:{joins}{one})?(?: {said.plurals})? "
             rf"(?:differ|different|compare|unlike|stack up)(?:{joins}{one})?(?: {said.plurals})?"),
            rf"{one} (?:v|vs|versus|against)\.? {one}",
        ),
        yes=(f"what's the difference between {MEMBER} and {MEMBER}",
             f"so differences between {MEMBER}, {MEMBER} and {MEMBER} please",
             f"how does {MEMBER} differ from {MEMBER}?", f"how do {MEMBER} and {MEMBER} compare", f"{MEMBER} v {MEMBER}",
             f"comparison of {MEMBER} and the {MEMBER} {said.noun}"),
        no=(f"what's the difference between nurses at {MEMBER} and {MEMBER}", f"how do {MEMBER} and {MEMBER} compare on pay",
            f"pay: {MEMBER} v {MEMBER}", f"differences between {MEMBER} and the others"),
        bounded=False, head=_OPENING, tail=rf"(?: {said.plurals})?{_END}",
    )  # fmt: skip


@lru_cache(maxsize=16)
def no_more_than_all(group: Group) -> Rule:
    """What asks to compare all members, and names nothing in which."""
    said = Said(group)
    of_them = rf"(?:{said.number}|(?:{said.number} )?{said.before}{said.plurals}|them all)"
    every = rf"(?:(?:all|each) (?:of )?)?(?:the |these |those |your )?{of_them}"
    return Rule(
        "asks to compare all members, and no more",
        (
            rf"(?:do a |a )?(?:compare|contrast|compare and contrast|(?:side by side )?comparison (?:of|between)) {every}",
            rf"how (?:do|would) {every} (?:compare|stack up)",
            rf"{every},? (?:compared|side by side|next to each other)",
        ),
        yes=(f"compare the {said.count} {said.nouns}", f"please compare all {said.count}", f"comparison of the {said.nouns}",
             f"how do the {said.count} compare?", f"all {said.count} side by side"),
        no=(f"compare the {said.nouns} on pay", f"compare how the {said.count} hire", "compare the wards", "compare them",
            f"how do the {said.count} differ"),
        bounded=False, head=_OPENING, tail=_END,
    )  # fmt: skip


@lru_cache(maxsize=16)
def anyone_else(group: Group) -> Rule:
    """What begins to ask who else has what a member has: who (``which``), or whether anyone does (``verb``)."""
    said = Said(group)
    another = rf"an(?:y )?other (?:{said.one_member}|ones?|places?)"
    return Rule(
        "asks who else has it",
        (
            rf"(?P<which>(?:who|where) else|which other (?:{said.one_member}|ones?|places?))(?:'?s)?",
            (r"(?P<verb>has|have|does|do|did|is|are|was|were) "
             rf"(?:(?:any|some)(?:one|body|where|place) else(?: here)?|{another}|any others|others)"),
        ),
        yes=("so who else ", "has anyone else ", "do any others ", f"does any other {said.noun} ", f"which other {said.place} ",
             "where else "),
        no=("what else ", "who is it else ", "do the others ", "has anyone ", f"has the other {said.noun} ",
            "is another director "),
        bounded=False, head=_OPENING, tail=r"(?= )",
    )  # fmt: skip


@lru_cache(maxsize=16)
def alike_and_unlike_on(group: Group) -> Rule:
    """What asks what all members have in common on a thing, and how they differ there."""
    said = Said(group)
    of_them = rf"(?:{said.number}|(?:{said.number} )?{said.before}{said.plurals}|of them)"
    every = rf"(?:(?:all|each) (?:of )?)?(?:the |these |those |your )?{of_them}"
    share = rf"(?:do|does|did|have|has) {every} (?:all )?(?:(?:have |got )?(?:all )?in common|share)"
    shared = rf"(?:is|are) (?:in common|common|shared|the same|alike) (?:to|across|between|among(?:st)?|for|at|in) {every}"
    on = r"(?:on|about|in|regarding|as regards|in terms of|when it comes to|with regard to|around|as to)"
    nothing = r"(?:general|total|particular|all|practice|(?:the|this) (?:end|report|study)|(?:this|that|it|them|which)\b)"
    differ = (
        r"(?:how|where|in what(?: ways?)?|what) (?:(?:do|does|did|are|is) )?(?:(?:they|each|it) )?(?:all )?"
        r"(?:differ|differs|different|unlike|vary|varies|diverge|not (?:alike|the same))\b"
    )
    joint = r"(?:,|,? (?:and|but|or))(?: then| also)?,?"
    return Rule(
        "asks what all have in common on a thing, and how they differ",
        (rf"what (?:{share}|{shared}) {on} (?!{nothing})(?P<thing>[^?.!,;:]{{3,80}}?){joint} {differ}",),
        yes=(f"what do all {said.count} have in common on pay, and then where do they differ",
             f"what have the {said.count} {said.nouns} in common in terms of pay, and how do they differ?",
             f"what is common to all {said.count} on pay, and what is different",
             f"what do the {said.nouns} share on pay but where are they different"),
        no=(f"what do all {said.count} have in common on pay", f"what do the {said.count} have in common, and where do they differ",
            f"what do all {said.count} have in common in general, and how do they differ",
            f"what do the {said.nouns} share on pay, and how do nurses differ"),
        bounded=False, head=_OPENING, tail=_END,
    )  # fmt: skip


@lru_cache(maxsize=16)
def of_their_own(group: Group) -> Rule:
    """What tells of a thing that a member has, and asks whether the others made one."""
    said = Said(group)
    others = rf"(?:any |some |either )?(?:of )?(?:the )?(?:other (?:{said.fewer}|ones|{said.one_or_more})|others|rest)(?: of them)?"
    made = (
        r"(?:got|had|have|has|built|build|made|make|set up|created?|developed?|develop|done|do|run|started?|come up with|tried"
        r"|try|use|used)"
    )
    alike = (
        r"(?:(?:something|anything|one|it|that)(?: (?:of (?:their|its) own|like (?:it|that|this|one)|similar|comparable"
        r"|of (?:the|that) (?:sort|kind)|along (?:those|these) lines|too|as well|themselves)){1,2}+|the same(?: thing)?|likewise)"
    )
    return Rule(
        "tells of a thing of a member, and asks whether others have the like",
        (
            (rf"(?:has got|has|had|got|set up|built|made|runs?|created?|uses?) (?:its|their|an?|the)(?: own)? "
             rf"(?P<thing>(?!(?:lot|few|bit|way|most|best)\b)[^.?!;:,]{{3,50}}?)(?:,? (?:i|we) (?:hear|gather|think|know|believe"
             rf"|read|see)|,? apparently|,? it seems)?[.,;:!–-]++ ?(?:and |so |but )?(?:have|has|do|does|did|is|are) {others}"
             rf"(?: ever| also| since)? {made} {alike}"),
        ),
        yes=(f"{MEMBER} has its own college i hear. have any of the other {said.others} built something of their own?",
             f"{MEMBER}'s got a forum, do the others have anything like it for nurses",
             f"the {MEMBER} {said.noun} runs a fund. has the other {said.noun} done something similar?"),
        no=(f"{MEMBER} has a college. what do the others do?", f"{MEMBER} has a lot of nurses. do the others have one too",
            f"{MEMBER} has a college. have the others built one", "we have a college. have the others built one too"),
        bounded=False,
        head=rf"^(?:(?:so|and|ok|well|hi)[ ,]++)?(?:i (?:hear|see|know) )?(?:the )?{MEMBER}(?: {said.ones})?(?:'s)?(?: now)? ?",
        tail=r"(?P<whom> for [\w' -]{3,40})?[ ?.!]*+$",
    )  # fmt: skip


LIKE_IT = Rule(
    "sets beside it the member that has it",
    (
        (r"(?:like|same as|the same way as|the way|just as|similar to|as|besides|bar)"
         r"(?: (?:they|the ones?|that|it) (?:do|does|have|has|got|is)?)?(?: (?:at|in|for))?"),
    ),
    yes=("has anyone else a forum like ", "who else does it the way they do at ", "who else has got one, similar to the "),
    no=("what would they do at the forum of ", "who else works at ", "unlike "),
    bounded=False, head=",? ", tail="(?: the)? $",
)  # fmt: skip
_DOES = re.compile(r"(?:'s)?(?: (?:does|do|did|has|have|is|are))?(?: (?:it|one|got|there|too|as well)){0,2}+\W*+")
"""What may stand behind the member that has it."""
_OWNS = "'s"
_SAYS_MORE = re.compile(r" (?:for|in|of|to|with|on|that|which) ")
_SINGULAR = {"have": "has", "do": "does", "are": "is", "were": "was"}
_POST = r"(?:(?:an?|the|their|its) )?[\w’'-]++(?: (?!(?:and|or|at|in|for|of|on|between)\b)[\w’'-]++){0,3}"
TWO_POSTS = Rule(
    "asks how two things differ",
    (rf"(?:what(?:'?s| is| are)? )?(?:the )?differences? between (?P<one>{_POST}) and (?P<other>{_POST})",),
    yes=("what's the difference between a chair and a clinical director at ash", "difference between leads and the heads?"),
    no=("what's the difference between chairs", "differences between chairs and leads on pay", "is there a difference in pay"),
    bounded=False, head=_OPENING, tail=rf"(?P<whom> (?:at|in|for) [\w’' -]{{2,60}}?)?{_END}",
)  # fmt: skip


def two_posts(text: str, tags: Tags) -> tuple[str, ...]:
    """What each of two posts is, as two requests, where it is asked how they differ: of the difference no sentence tells."""
    found = TWO_POSTS.pattern.match(text.lower()) if len(text) == len(text.lower()) else None
    if found is None:
        return ()
    profile = tags.profile.words
    posts = {stem(post) for post in profile.offices} - {stem(word) for word in profile.people}
    named = [text[slice(*found.span(name))] for name in ("one", "other")]
    if not all(any(stem(word.lower()) in posts for word in one.split()) for one in named):
        return ()
    whom = text[slice(*found.span("whom"))] if found["whom"] else ""
    return tuple(f"What {'are' if one.lower().endswith('s') else 'is'} {one}{whom}?" for one in named)


def compared_on(text: str, tags: Tags) -> str:
    """A request for what all members have in common on a thing and how they differ there as one that compares them on it, since
    its rows tell both; as it is else. What they share by and large is on no thing, but on what the report is about.
    """
    found = alike_and_unlike_on(tags.profile.group).pattern.match(text.lower()) if len(text.lower()) == len(text) else None
    if found is None or not set(words(found["thing"])).isdisjoint(tags.profile.words.matter):
        return text
    return f"Compare the {tags.profile.group.count} {tags.profile.group.nouns} on {text[slice(*found.span('thing'))]}"


def of_the_others(text: str, tags: Tags) -> str:
    """A request that tells of a thing that one member has, and asks whether the others made the like, as one for who has such a
    thing but that one; as it is else.
    """
    mentions, group = find_trusts(text, tags), tags.profile.group
    if len(mentions) != 1 or len(text.lower()) != len(text):
        return text
    whom = text[mentions[0].start : mentions[0].end]
    found = of_their_own(group).pattern.match(members_masked(text.lower(), mentions))
    if found is None:
        return text
    thing, for_whom = (text[found.start(part) + len(whom) - 1 : found.end(part) + len(whom) - 1] for part in ("thing", "whom"))
    a_thing = thing if _SAYS_MORE.split(thing)[0].endswith("s") else f"a {thing}"
    return f"Which {group.nouns} except {whom.removesuffix(_OWNS)} have {a_thing}{for_whom if found['whom'] else ''}?"


def likened(text: str, mentions: Sequence[Mention], tags: Tags) -> str:
    """``text`` in the plainer words, where it sets members beside each other and no more, or asks who else has something; as it is
    else.
    """
    group, lowered = tags.profile.group, text.lower()
    if len(lowered) != len(text):  # "İ" becomes two characters, and places would not agree
        return text
    if not mentions and no_more_than_all(group).found(lowered):
        return f"Overview of each {group.noun}"
    if len(mentions) > 1 and no_more_than_two(group).found(members_masked(lowered, mentions)):
        named = list(dict.fromkeys(tags.trust_name(m.trust) for m in mentions))
        return f"Compare {', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else text
    return _of_each(text, mentions[0], group) if len(mentions) == 1 else text


def _of_each(text: str, member: Mention, group: Group) -> str:
    """The same of one that asks who else has what a member has."""
    lowered = text.lower()
    begins = anyone_else(group).pattern.match(lowered[:_BEFORE])
    like = LIKE_IT.pattern.search(lowered[: member.start])
    if not (begins and like and begins.end() < like.start() and _DOES.fullmatch(lowered[member.end :])):
        return text
    thing = text[begins.end() : like.start()].strip()
    if begins["which"]:
        return f"Which {group.noun} {thing}?"
    verb = _SINGULAR.get(begins["verb"], begins["verb"])
    return f"{verb.capitalize()} any of the {group.count} {group.nouns} {thing}?"


def members_masked(lowered: str, mentions: Sequence[Mention]) -> str:
    """``lowered`` with ``MEMBER`` in place of each name."""
    parts, done = [], 0
    for mention in sorted(mentions, key=lambda m: m.start):
        parts += [lowered[done : mention.start], MEMBER]
        done = mention.end
    return "".join([*parts, lowered[done:]])
