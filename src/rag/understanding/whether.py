"""Requests of all members that do not say so: "do the four pay for it", "is there a trust that does", "two of them do; which two?".

Whoever asks so wants to know of each; without a row for each the nearest passages of one or two would stand for all of them.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rag.understanding.rules import Rule
from rag.understanding.said import SMALL, Said

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from rag.corpus.profile import Group
    from rag.corpus.tags import Tags

_OF_THEM_TOGETHER = (
    r"(?!.{0,60}\b(?:in common|shared?|agree|alike|chosen|picked|included|studied|visited|selected(?! for)|representative|typical"
    r"|named|(?:teach|tell|show|give) (?:us|me)|teach|(?:see|read|check|approve) it"
    r"|(?:this|the|your) (?:report|study|research|authors?|paper))\b)"
)
"""Nor what is told of them as a group, or by the report of itself."""
_DOES = "does|do|did|has|have|had|will|would|can|could|should"
_ONE_DOES = (
    "got|have|had|pay|use|run|offer|give|allow|link|let|measure|employ|hold|train|provide|involve|reward|ask|paid|used|offered|given"
    "|linked|involved|measured|trained|paying|using|running|offering|giving|linking|involving|measuring|training|asking|doing"
)
_OF_ALL_ALIKE = (
    r"^(?!(?:is|was|are|were|has|have) (?:it|this|there)\b)(?!.{0,80}\b(?:lessons?|features?|themes?|findings?|messages?"
    r"|common|conclusions?|summar(?:y|ies)|sum up|overview|strengths?"
    r"|hallmarks?|gist|similar\w*+|shared?|alike|agree|differences?|names? of (?:the|these|all)(?! \w++ \w++ (?:of|at))"
    r"|list of (?:the|these|all)|which are|who are|study|stud(?:y|ied)|report)\b)"
)
"""Before what is told of them together."""
_OF_ONE = {"do": "does", "have": "has", "are": "is", "were": "was"}
"""How what is done by several is done by one."""
_OF_THE_TEXT = r"(?!.{0,40}\b(?:copy|link|pdf|summary|report|idea|clue|date|number|email|question|time)\b)"


@lru_cache(maxsize=16)
def asks_of_each(group: Group) -> Rule:
    """What asks of each member, by what is asked of the group, of any of it, or of so many of it."""
    said = Said(group)
    many, member = said.number, f"{said.before}{said.member}"
    plurals = said.before + said.several
    them = (
        rf"(?:(?:(?:all|any|most|every one|each one) )?(?:of )?(?:the|these|those|your) (?:{many} (?:{plurals}|of them)|{many}"
        rf"|{plurals})|(?:all|any) (?:{many} )?{member}|every one of them|(?:all )?{many} (?:{plurals}|of them))\b"
    )
    some = rf"(?:one|{said.fewer}|half|none)"
    return Rule(
        "asks of each, by asking of the group",
        (
            rf"\b(?:{_DOES}|whether|if) {them}{_OF_THEM_TOGETHER}",
            (r"(?:^|[,;:.?!–-] ?|\b(?:so|and|but|since when|how long|why|when|what(?= (?:are|were) .{0,60}ing\b)) )"
             rf"(?:are|were|is|was) {them}{_OF_THEM_TOGETHER}"),
            rf"\b(?:is|are|was|were) there (?:(?:a|an|any|one|some) )?{member} (?:that|where|which|who|with|whose|\w{{2,14}}ing)",
            rf"(?:^|\bat |\bin |\bare |\bis )any {member}(?= (?:\w{{2,14}}ing|that|where|which|who|with|have|has|do|does|did)\b)",
            rf"^(?:so |and |but |ok )?who (?:do|does|did|has|have)(?:n'?t| not) (?:{_ONE_DOES}|send|sent|go|visit){_OF_THE_TEXT}",
            (r"^(?:so |and |but |ok )?(?:does|do|did|has|have|is|are) any(?:one|body)?"
             rf"(?: of (?:them|the {many}))? (?:{_ONE_DOES}){_OF_THE_TEXT}"),
            r"(?:^|[,;:–-] )(?:so |and |but |ok )?who (?:still |already |also |now )?(?:has|have)(?: still)?(?: got)? one(?=\W*+$)",
            (r"^(?:so |and |but |ok )?who (?:still |already |also |now |actually |really )?"
             r"(?:has|have|had|runs?|uses?|offers?|employs?|holds?)(?: got)?(?: still)? (?:an?|any|no) (?!(?:\w++ )?(?:seat|say"
             r"|role|vote|part"
             r"|hand|job|place|voice|interest|lead|duty|responsib\w++|right|view|input|veto|stake|background|team|meeting)\b)"
             r"(?!.{0,60}\b(?:in|at|on|of) (?:the|its|their|his|her)\b)\w++"),
            (rf"\b(?:name|list|show me|give me|tell me|which are) (?:all )?(?:of )?(?:the |those |any )?{plurals}"
             r" (?:that|which|where|who|with|whose|\w{2,14}ing)"),
            (rf"\b{some} (?:of (?:the|these|those) (?:{many} )?)?{member}\b.{{0,100}}[,;:.?–-] ?(?:and |so |but )?which"
             rf"(?: ones?| {said.fewer}| {member}| (?:is|are|was|were) (?:it|they|that|those|the .{{1,20}}))?(?=\W*+$)"),
            rf"\bwhich (?:{said.fewer})(?: of (?:the|these|those)(?: {many})?)?(?: {plurals}| of them|(?=\W*+$))",
            (rf"(?:^|[,;:] ?)(?:out of|amongst?|of|between) (?:all )?(?:of )?(?:the|these|those|your) (?:{many}(?: {plurals})?"
             rf"|{plurals}),? (?:who|which|what|is|are|does|do|has|have|how|where|any)"),
            (rf"\bhow many (?:of (?:the|these|those) (?:{many} )?)?{said.before}{said.nouns}"
             r" (?:have|had|do|did|use|pay|give|run|offer|say|make|hold|employ|ask|let|allow|got)"),
            rf"\b(?:in|at) (?:how many|what) {said.before}(?:{plurals}|{said.one_member})",
            rf"^(?:the|these|those|your|my|our) (?:{many}(?: {plurals})?)(?= ?[,:–-])(?!.{{0,20}}\bwho (?:are|were)\b)",
            r"[,;:–-] ?compare(?: (?:them|all|it|please|pls)){0,2}(?=\W*+$)",
        ),
        yes=(
            f"do the {said.count} pay for it", f"since when are the {said.count} {said.nouns} doing so",
            f"is there a {said.noun} where nurses lead", f"any {said.place} paying more?", "does anyone pay more",
            "who didn't send nurses", "we closed ours, who still has one?",
            "who still has a forum of nurses", "who offers any coaching",
            f"list the {said.nouns} that pay more", f"one of the {said.nouns} has a rota – which?",
            *((f"which {said.rest} {said.nouns} pay",) if said.size > SMALL else ("which 1",)),
            f"out of the {said.count}, who pays most", f"how many {said.nouns} pay", f"in how many {said.nouns} is it so",
            f"the {said.count} {said.nouns} – pay of nurses", "pay of nurses - compare please",
        ),
        no=(
            f"what do the {said.count} {said.nouns} have in common", f"what are the {said.count} {said.nouns}",
            f"why were these {said.count} {said.nouns} chosen", "is there a nurse who leads", f"lessons for any {said.noun}",
            "does anyone have a copy", "who has a seat on the board", "who runs a team",
            "who has an eye on the wards", f"list the wards of the {said.nouns}", f"one {said.noun} has a rota, which helps",
            "which two nurses", "who did not see it", f"what came out of the {said.count}",
            f"how many beds do nurses of {said.nouns} have",
            f"the {said.noun} – pay of nurses", "compare nurses and porters", f"did the {said.nouns} see this report",
        ),
        bounded=False, tail=r"(?!\w)",
    )  # fmt: skip


@lru_cache(maxsize=16)
def laid_out_by_each(group: Group) -> Rule:
    """What asks of each member, by how the answer is to be laid out or by whom it names last."""
    said = Said(group)
    many, plurals = said.number, said.before + said.several
    group_of = rf"(?:all )?(?:of )?(?:the |these |those |your )?(?:{many}(?: {plurals}| of them)?)"
    return Rule(
        "asks of each, by how it is laid out",
        (
            (r"\b(?:each|every)(?: (?:one|single))?(?: of (?:the|these|those))?"
             rf" (?:places?|{said.ones}s'?|{said.ones}'s|{plurals})\b"
             r"|\b(?:at|in|for|of|by|from) each one\b(?! of)|^for each(?= ?[:–-])"),
            (rf"\b(?:a|one|per) (?:row|line|sentence|word|phrase|page)s? (?:per|a|for each) {said.before}{said.one_member}"
             rf"|\bper {said.before}{said.one_member}\b|\bby place(?=\W*+$)"),
            (rf"{_OF_ALL_ALIKE}.{{1,160}}\b(?:of|for|from) {group_of}(?=\W*+$| (?:pls|please|thanks)\W*+$|[,;:–-])"),
            (rf"(?:^|[,;:] ?|\b(?:tell|show|give) me )(?:for|at|in|across) (?:{group_of}|(?:the|these|those|your) {plurals}),?"
             r" (?:who|which|what|is|are|does|do|has|have|how|when|where|any|please|pls|kindly|can|could|would|say|list|tell)\b"),
            (rf"\b(?:the|these|those) (?:different|various|respective|individual|separate) (?:{many} )?{plurals}\b"
             rf"{_OF_THEM_TOGETHER}"),
            r"\b(?:at|in|across|by|from) (?:these|those) places(?=\W*+$)|\bthey each\b",
            rf"\bcompare (?:the |all |these |those )?(?:{many} )?{plurals}(?=\W*+$)",
            (r"[,;:–-] ?(?:any(?:one|body)(?=\W*+$)|(?:and )?(?:does|do|did|has|have) any(?:one|body)"
             rf" (?:{_ONE_DOES}))"),
        ),
        yes=(
            "what does each place do", f"where do nurses come in each {said.noun}s aims", "when was it founded in each one",
            "for each: pay, wards", f"a row per {said.noun} on pay", f"pay per {said.noun} and year", "share of nurses by place",
            f"turnover of the {said.count}", f"names of the chief nurses of the {said.count} pls",
            f"staff for all {said.count} of them",
            f"for the {said.count} {said.nouns} what is the term", f"tell me for the {said.count} who pays",
            f"for the {said.count} please say who leads", f"at these {said.nouns}, who pays",
            f"how do the different {said.nouns} hire", "how long do they stay at these places", "what do they each pay",
            f"who is trained, compare {said.nouns}", "buddies for managers, anyone?", "a yearly conference, does anyone run one",
        ),
        no=(
            f"lessons for the {said.count} {said.nouns}", f"names of the {said.count} {said.nouns}", "for each nurse: pay",
            f"was it easy for the {said.count}, and are they done", "every one of the nurses",
            "one row of wards", "a line by place of birth",
            "how do the different wards hire", f"what do the different {said.nouns} have in common", "in this place", "teach them",
            f"compare the {said.noun} with ours", "is it for anyone", f"a summary of the {said.count} {said.nouns}",
        ),
        bounded=False, tail=r"(?!\w)",
    )  # fmt: skip


_NOT = r"(?:(?:do|does|did|has|have|had|is|are|was|were|can|could|will|would)(?:n'?t| not)\b|lacks?\b|ha(?:s|ve|d) no\b|never\b)"


@lru_cache(maxsize=16)
def asks_of_which_not(group: Group) -> Rule:
    """What asks of which members something is not so."""
    said = Said(group)
    who = rf"(?:who|which(?: ones?| of them| of (?:the|these) {said.number})?(?: {said.before}{said.member})?)"
    return Rule(
        "asks of which members it is not so",
        (
            rf"{who} (?:still |really )?{_NOT}",
            rf"(?:a|an|any|the) {said.before}{said.member} (?:that|which|who|where it) {_NOT}",
        ),
        yes=(f"which {said.nouns} don't pay", "who does it, who has not", f"which of the {said.count} have no rota",
             f"which {said.nouns} lack one", f"is there a {said.noun} that never paid"),
        no=(f"which {said.nouns} pay", f"why does the {said.noun} not pay", "those who pay, do not", "which nurses do not pay"),
    )  # fmt: skip


@lru_cache(maxsize=16)
def asks_of_which(group: Group) -> Rule:
    """What asks of which members something is so."""
    said = Said(group)
    member = f"{said.before}{said.member}"
    return Rule(
        "asks of which members it is so",
        (
            rf"which (?:ones?|of (?:them|(?:the|these) (?:{said.number}(?: {member})?|{member})))",
            rf"which {member}",
            rf"(?:does|do|did|has|have|is|are) any (?:of (?:them|the {said.number})|{member})",
        ),
        yes=(f"which of the {said.count} pay", "which ones pay", f"which {said.nouns} pay", "do any of them pay"),
        no=(f"what do the {said.nouns} pay", "which nurses pay", "who pays", "each of them"),
    )  # fmt: skip


@lru_cache(maxsize=16)
def of_which(group: Group) -> Rule:
    """What asks which of the members, or whether any of them, with what makes it one of one (``as_of_one``)."""
    said = Said(group)
    member = f"{said.before}{said.member}"
    whom = rf"(?:(?:of )?(?:the |these |those |your )?(?:{said.number}(?: {member})?|{member})|of them)"
    can = "can|could|may|might|will|would|is|are|was|were"
    return Rule(
        "asks which of them, or of any",
        (
            rf"(?P<does>does|do|did|has|have|had|{can}) (?:any|some|one)(?: one)? {whom}",
            rf"(?P<at>at|in|by|for|from|with) (?:any|some|one|which|what)(?: one)? {whom}",
            rf"(?:is|are|was|were) there (?:(?:a|an|any|one|some) )?{member} (?:that|which|who|(?P<where>where|(?:in|at) which))",
            rf"(?:which|what)(?: ones?)? {whom}(?: (?P<can>{can})(?= ))?|which ones?(?! of)",
        ),
        yes=(f"do any of the {said.count} pay", f"go at any of the {said.nouns}", f"is there a {said.noun} where they pay",
             f"which of the {said.count} pay"),
        no=("what nurses pay", "does anyone pay", f"how do the {said.nouns} pay", f"at the {said.noun}"),
    )  # fmt: skip


def as_of_one(text: str, group: Group, name: str) -> str:
    """A request of which members something is so, as it is asked of one of this ``name``; empty for any other."""
    lowered = text.lower()
    rule = of_which(group)
    if not rule.found(lowered) or asks_of_which_not(group).found(lowered):
        return ""

    def put(found: re.Match[str]) -> str:
        if does := found["does"] or found["can"]:
            return f"{_OF_ONE.get(does, does)} {name}"
        if at := found["at"]:
            return f"{at} {name}"
        if found[0].startswith("which") or found[0].startswith("what"):
            return f"does {name}"
        return f"at {name}" if found["where"] else name

    return rule.pattern.sub(put, lowered, count=1)


@lru_cache(maxsize=16)
def of_the_others(group: Group) -> Rule:
    """What asks what the other members say of something: that is what is said of them, not what somebody there said."""
    said = Said(group)
    others = rf"(?:the (?:others?|rest)|(?:the )?other (?:{said.ones}|{said.plurals}|ones))"
    return Rule(
        "asks what other members say",
        (
            rf"what (?:do|does|did) {others} (?:have to )?say (?:on|about|of|regarding) (?=\w)",
            rf"(?:do|does|did) {others} (?:say|mention) (?:anything|something|much) (?:on|about|of|regarding) (?=\w)",
        ),
        yes=("what do the others say on pay", f"do the other {said.nouns} say anything about wards"),
        no=("what do the nurses say on pay", "what do the others say", f"do the other {said.nouns} pay"),
        bounded=False, head=r"^(?:and |but )?",
    )  # fmt: skip


def said_of_the_others(requests: Sequence[str], tags: Tags) -> tuple[str, ...]:
    """The requests of a message, a later one that asks what the others say, after one that asks which of all does something, as
    what the report says of them.
    """
    first, *later = requests
    group = tags.profile.group
    if not of_which(group).found(first.lower()):
        return tuple(requests)
    put = "what does the report say of the others on "
    rule = of_the_others(group)
    return (first, *(rule.without(one.lower(), put) if rule.found(one.lower()) else one for one in later))
