"""Requests that set members against the others, in plainer words: "is Ash the only one with a forum" is "which trust has a forum",
"who doesn't mention forums" is "which trusts mention forums", and "what has Ash that the others haven't" is what is special there.

Asked of the one that is named, the answer would tell that it has it, and nothing of "only"; and of whom nothing is said is told by
the rows that are empty.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rag.understanding.group import rules_of
from rag.understanding.likened import likened
from rag.understanding.rules import Rule
from rag.understanding.said import Said

if TYPE_CHECKING:
    from rag.corpus.profile import Group
    from rag.corpus.tags import Tags
    from rag.understanding.names import Mention

_OPENING = r"^(?:(?:so|and|ok|but|then|hi)\b,? ){0,2}"
ASKS = Rule(
    "begins to ask whether it is so of a member",
    (r"(?:is|was|isn'?t|wasn'?t|are|were|aren'?t)(?: the)?",),
    yes=("is ", "so is the ", "and isn't ", "ok, was ", "are "),
    no=("who is ", "how was ", "is it only ", "this "),
    bounded=False, head=_OPENING, tail=r" $",
)  # fmt: skip
ONLY = Rule(
    "begins to ask whether it is a member alone",
    (r"(?:is|was|isn'?t|wasn'?t)(?: it| that)? (?:just|only)(?P<place> at| in)?(?: the)?",),
    yes=("is it only ", "so was it just at the ", "ok, is only ", "isnt it just in "),
    no=("is it ", "who is it only ", "it is only at "),
    bounded=False, head=_OPENING, tail=r" $",
)  # fmt: skip
_THING = re.compile(
    r"\b(?!(?:the|an?|most|least|more|one|ones|it|that|this|them|not|any|so|fewest|longest|highest|lowest)\b)\w{3,}"
)
"""What is had: "which has the most" asks on of what was asked before."""
_IT = re.compile(r"\b(?:it|that|this|they)(?= )")
"""Where it may be the member talked of: then only "the only trust" is asked so, since "the only one" may be anything."""
_THAT = re.compile(r"(?:'s)? (?P<link>that|who|which|where|with)(?P<has>'?s)?\b ?")
_BEFORE = 40
"""Characters before a name in which it is asked so."""


@lru_cache(maxsize=16)
def the_only_one(group: Group) -> Rule:
    """What stands behind a member's name where it is asked whether the thing is its alone."""
    said = Said(group)
    return Rule(
        "is the only member",
        (
            (rf"(?:the |our )?(?:only|sole) (?:(?P<member>{said.before}{said.member})|ones?)"
             rf"(?: (?:out )?of (?:them|the {said.number}|all))? (?P<link>that|who|which|where|with|to|having)(?P<has>'?s)?"),
            r"alone (?:in|with)(?P<alone> having)?",
        ),
        yes=(" the only one with ", f" really the only {said.noun} that's ", " the only one of them to ", " alone in having ",
             f" the sole {said.place} which "),
        no=(" the only ward that ", " alone ", " the only one "),
        bounded=False, head=r"^(?:'s)? (?:really |actually |still )?", tail=r"\b ?",
    )  # fmt: skip


@lru_cache(maxsize=16)
def nothing_said(group: Group) -> Rule:
    """What begins to ask of which members the report does not speak on something."""
    said = Said(group)
    who = rf"(?:who|which(?: ones?)?(?: of)?(?: the| these| those)?(?: {said.number})?(?: {said.before}{said.member}| them)?)"
    any_one = rf"(?:is|are) there (?:a|an|any) (?:{said.before}{said.member}|ones?) (?:that|which|who|where it)"
    return Rule(
        "asks of whom nothing is said",
        (
            (rf"(?:{who}|{any_one}) (?:(?:do|does|did)(?:n'?t| not)|never) (?:even |ever |really )?(?:mentions?"
             r"|talks? about|speaks? (?:of|about)|refers? to|discuss(?:es)?|brings? up"
             r"|says? (?:anything|something|a word) (?:about|on|of))"),
            rf"(?:{who}|{any_one}) (?:says?|said) (?:nothing|not a word) (?:about|on|of)",
        ),
        yes=("who doesn't mention ", f"so which {said.nouns} do not talk about ", f"is there a {said.noun} that never mention ",
             f"which of the {said.count} says nothing on "),
        no=("who mentions ", "why do they not mention ", f"which {said.noun} does not have ", "it says nothing about "),
        bounded=False, head=_OPENING, tail=" ",
    )  # fmt: skip


_AND_WHO_NOT = (
    r",? (?:and|or|&) (?:who|which(?: ones?| \w++)?) (?:(?:says?|said) (?:nothing|little|not a word)"
    r"|(?:keeps?|kept|stays?|remains?|is|are) (?:quiet|silent|mum)|(?:do|does|did)(?:n'?t| not) (?:even )?(?:mention|say|speak of"
    r"|talk about)|(?!(?:is|are|was|were|and|or)\b)\w{2,12} (?:neither|none)\b)"
    r"(?: (?:anything|it|them|that|this|so|(?:about|on|of) (?:it|them|that|this|these|those|either)))*+"
)
WHO_AND_WHO_NOT = Rule(
    "asks who does so, and of whom nothing is said",
    (rf"who (?P<does>[^.;:?!]{{3,120}}?){_AND_WHO_NOT}",),
    yes=("who runs a rota and who keeps quiet about it", "pay of nurses - who sets it, and who says nothing",
         "rotas: who uses them and which ones do not mention them", "who has wards or a rota and who has neither"),
    no=("who pays and who leads", "which wards pay and who says nothing", "who says nothing", "who pays and who says what"),
    bounded=False, head=r"^(?P<before>[^.;?!]{0,120}?[,:–-] ?)?", tail=r"[ ?.!]*+$",
)  # fmt: skip
WHO_NOT = Rule(
    "asks on of whom nothing is said",
    (_AND_WHO_NOT,),
    yes=("which of them pay nurses, and who says nothing on that?", "which pay and which ones keep quiet",
         "wards, and who has neither", "which of them pays and which do not mention it",
         "which run wards & who does neither of them"),
    no=("which pay and who says what", "who says nothing of pay", "which pay and who says nothing on wards", "and neither of them"),
    bounded=False, head="", tail=r"(?: of (?:them|the two|these|those))?[ ?.!]*+$",
)  # fmt: skip


_SENTENCES = re.compile(r"[.!?] ")
_WHICH = re.compile(r"(?:and |so |but )?which\b")
_INSTEAD = re.compile(r" (?:instead|rather)$")


def whose_silence(text: str, tags: Tags) -> str:
    """A request for who does so and of whom nothing is said, as one for which members do; one for which do, without what asks for
    those who are silent; else as it is. Who is silent the rows tell.
    """
    if len(text.lower()) != len(text):
        return text
    if found := WHO_AND_WHO_NOT.pattern.match(text.lower()):
        before = text[: found.end("before")] if found["before"] else ""
        return (
            f"{before}{'W' if not before else 'w'}hich {tags.profile.group.noun} {text[found.start('does') : found.end('does')]}?"
        )
    asked_on = WHO_NOT.pattern.search(text.lower())
    whole = asked_on and rules_of(tags).rows.found(_SENTENCES.split(text[: asked_on.start()].lower())[-1])
    return _which_and_which(f"{text[: asked_on.start()]}?" if asked_on and whole else text)


def _which_and_which(text: str) -> str:
    """A request for which members do one thing, "which pay nurses, which give time instead", with "and" before what is another."""
    *before, last = _SENTENCES.split(text)
    pieces = last.rstrip(" ?.!").replace(", which ones ", ", which ").split(", ")
    if len(pieces) < 2 or not all(WHICH_ALONE.found(piece.lower()) for piece in pieces[1:]) or not _WHICH.match(last.lower()):  # noqa: PLR2004
        return text
    if any(piece.lower().startswith("and ") for piece in pieces[1:]):
        return text
    joined = " and ".join(_INSTEAD.sub("", piece) for piece in pieces)
    return f"{text[: len(text) - len(last)] if before else ''}{joined}?"


@lru_cache(maxsize=16)
def unlike_the_others(group: Group) -> Rule:
    """What stands behind a member's name to the end where it is asked what sets it apart."""
    said = Said(group)
    others = rf"(?:the )?(?:others?|rest|other (?:{said.fewer}|ones|{said.one_or_more}))(?: of them)?"
    for_whom = r"(?: for (?:its|their|the) (?:doctors|medics|consultants|staff|people))?"
    return Rule(
        "asks what sets a member apart",
        (
            (rf"(?: (?:do|does|did|done|doing|have|has|had|got|offers?)){{0,2}}+{for_whom} (?:that )?"
             rf"(?:{others} (?:do|did|does|ha[vs]e?|had|are|is|were)(?:n'?t| not)"
             r"|no ?(?:one|body) else (?:do|did|does|ha[vs]e?|had)"
             rf"|(?:you|we|one|they|i) (?:do|did|wo|ca|could|would)(?:n'?t| not) (?:find|see|get|have) (?:in|at|with|elsewhere)"
             rf"(?: {others})?)"),
            (r" (?:so )?(?:differ\w*+|unlike|apart|not like|not the same|stand(?:s|ing)? out)(?: as| to| from| than)?(?: all)?"
             rf" {others}"),
        ),
        yes=(" do that the others didn't", " have that no one else has", " different from the others",
             f" not like the other {said.rest}", " do for its doctors that you don't find in the others"),
        no=(" do", " different from the others in pay", " differ", " offer in pay that the others don't",
            "'s wards differ from the rest"),
        bounded=False, head="^", tail=r"\W*+$",
    )  # fmt: skip


@lru_cache(maxsize=16)
def which_of_them(group: Group) -> Rule:
    """What asks of which members that was told which was told before."""
    said = Said(group)
    return Rule(
        "asks which members it was told of",
        (rf"(?:at |in |from )?which (?:ones|{said.before}{said.member})(?: (?:is|was|are|were) (?:that|it|this|they|those))?",),
        yes=(f"and which {said.nouns}?", f"at which {said.noun} is that", "which ones"),
        no=(f"which {said.noun} has most", "which one is it", "which are they", f"which {said.nouns} use it"),
        bounded=False, whole=True, head=r"(?:(?:and|so|ok|but|then),? ){0,2}", tail=r"[ ?.!]*+",
    )  # fmt: skip


_PAST = "won|used|ran|hired|sent|gave|paid|chose"
_VERB = "use|run|pay|offer|give|allow|employ|hold|provide|hire|recruit|select|choose|train|appoint|send|teach"
_NO_THING = r"(?! (?:do|does|did|is|are|was|were|have|has|of)\b)"
"""Behind "which uses" as one thing: "which uses are there"."""
WHICH_ALONE = Rule(
    "asks which do so, and does not say which what",
    (
        (rf"(?P<one>has|had|does|did)(?:n'?t)?|(?:have|do)(?:n'?t)?|would|will|could|got|{_PAST}"
         rf"|(?:{_VERB}){_NO_THING}|(?P<his>{_VERB})s{_NO_THING}"),
    ),
    yes=("which have a rota", "and which has the most nurses", "which still use rotas", "which of these offers more",
         "which won prizes"),
    no=("which nurses have a rota", "which do you like", "which has more effect, pay or rotas", "which uses are there",
        "which is it", "which have the report's authors seen", "which has it", "which has a chapter on pay",
        "which has the least: how many nurses has each"),
    head=rf"{_OPENING}(?P<which>which(?: of (?:these|those))?) (?:(?:still|already|also|all|now|actually) )?",
    tail=(r"(?! (?:you|we|i|it|they|this|that)\b| the (?:report|authors?)\b|.{0,30}:)"
          r"(?!.{0,60}\b(?:effects?|impact|influence|chapters?|sections?|pages?|quotes?|quotations?)\b)"),
)  # fmt: skip
"""Among members of a group it can only be which of them; "which do you like" may be anything."""


@lru_cache(maxsize=16)
def ranks_members(group: Group) -> Rule:
    """What asks which of the members themselves is the newest or the biggest, whatever was talked of."""
    said = Said(group)
    return Rule(
        "asks which of the members is first in something",
        (
            (r"(?:the )?(?:new|young|old|bigg|larg|small)est (?:of (?:the |these |those )?)?"
             rf"(?:(?:{said.number} )?{said.before}{said.member}|(?<= of the ){said.number}|(?<= of )(?:all|them)(?: all)?)"),
        ),
        yes=(f"which one is the newest {said.noun}", f"so what's the biggest {said.other}", "who is the oldest of them",
             f"which was the largest of the {said.nouns} then"),
        no=(f"which {said.noun} has the newest wards", "which is the newest", "who has the biggest board of them"),
        bounded=False,
        head=r"^(?:(?:and|so|ok|but|then),? ){0,2}(?:which|what|who)(?:'?s| (?:one )?(?:is|was|are))(?: by far)? ",
        tail=r"(?: (?:here|then|in age|in size))?[ ?.!]*+$",
    )  # fmt: skip


SETS_APART = Rule(
    "begins to ask what sets a member apart",
    ((r"(?:what|how|where|in (?:what|which) (?:ways?|respects?)|tell me (?:what|how))"
      r"(?: (?:do|does|did|is|are|was|has|have|makes?|sets?))?(?: the)?"),),
    yes=("what does ", "so in what ways is ", "how does the "),
    no=("", "is ", "what pay do ", "why does ", "how many ways does ", "how do nurses at "),
    bounded=False, head=_OPENING, tail=" $",
)  # fmt: skip


def asked_of_all(text: str, mentions: tuple[Mention, ...], tags: Tags) -> str:
    """``text`` as it is asked of all members, where it asks whether the thing is the one's alone that it names, or of whom nothing
    is said, or sets members beside each other and no more; else as it is.
    """
    group = tags.profile.group
    if (told := likened(text, mentions, tags)) != text:
        return told
    if not mentions and (untold := nothing_said(group).pattern.match(text.lower())):
        return f"Which {group.nouns} mention {text[untold.end() :]}"
    alone = None if mentions else WHICH_ALONE.pattern.match(text.lower())
    if alone and _THING.search(text.lower(), alone.end()):
        whom = group.noun if alone["one"] or alone["his"] else group.nouns
        return f"{text[: alone.start('which')]}which {whom}{text[alone.end('which') :]}"
    if len(mentions) == 1:
        return _of_one(text, mentions[0].start, mentions[0].end, group, named=True)
    it = None if mentions else _IT.search(text[:_BEFORE].lower())
    return _of_one(text, *it.span(), group, named=False) if it else text


def _of_one(text: str, start: int, end: int, group: Group, *, named: bool) -> str:
    """The same where the one stands from ``start`` to ``end``, ``named`` or pointed at; what is asked that sets it apart, too."""
    before, behind = text[:start].lower(), text[end:]
    if len(before) > _BEFORE:
        return text
    if named and SETS_APART.found(before) and unlike_the_others(group).found(behind.lower()):
        return f"What is special about {text[start:end]}?"
    if ASKS.found(before) and (found := the_only_one(group).pattern.search(behind.lower())):
        said = found.groupdict()
        if not named and not said["member"]:
            return text
        has = said["link"] in ("with", "having") or said["alone"] or said["has"]
        whom = group.nouns if said["link"] == "to" else group.noun  # "to have" is what many do
        return f"Which {whom} {'has ' if has else ''}{behind[found.end() :].strip()}"
    if named and (place := ONLY.pattern.search(before)) and (that := _THAT.match(behind.lower())):
        which = f"{(place['place'] or '').strip()} which".strip().capitalize()
        has = that["has"] or that["link"] == "with"
        return f"{which} {group.noun} {'has ' if has else ''}{behind[that.end() :].strip()}"
    return text
