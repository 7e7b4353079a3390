"""What a group is called, as pieces of the patterns of ``group.py``: "trusts", "the four", "each of the hospitals"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.corpus.profile import NUMBERS, plural
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rag.corpus.profile import Group

_DO = "got|have|had|get|give|use|pay|say|spend|run|employ|offer|call|do|make|hold"
BESIDE = r"(?<!work )(?<!works )(?<!worked )(?<!working )side by side"
"""How members are laid out; people who work so are not."""
_PEOPLE_ELSE = (
    r"(?: (?:besides|but|apart from|other than|except|aside from) (?:the )?[\w' -]{3,30}?)? (?:(?:can|could|may|might|must|is|was"
    r"|are|were|has|have|gets? to|got to) )?(?:able to |allowed to |been )?"
    r"(?:join|attend|participat|tak(?:e|es|ing) part|took part|taken part|sits?\b|sat\b|(?<=can )(?:go|come)\b|on (?:it|that|the)\b"
    r"|in it\b|invited|eligible|welcome)"
)
"""Who takes part in the thing, and no other member: "who else can join it"."""
EACH_ALONE = (
    r"(?:has|have|had|does|do|did|can|will|is|are|was|were|at|for|by|in|from|to|with) each(?: one)?"
    rf"(?=(?: (?:{_DO}))?[ ,:;?!.–-]*+$| (?:{_DO})\b| ?:| [–-] )"
)
"""One of them each, by the word alone: "how many sites has each got"; not what is counted by ("for each nurse")."""
OR_NOT = (
    r"\b(?:which(?: ones?)?|who) (?:(?:have|has|do|does|did|is|are|was|were)(?:n[’']?t| not)|lacks?(?: (?:it|one|any|them))?"
    r"|(?<=and who )(?:says?|offers?|gives?|has|does) (?:nothing|none))\b"
    r"(?=\W*$)"
)
"""Of all of them, by asking for those of whom it is not so: "who has one, and who doesn't"."""
THEY_ALL = r"(?:do|did|have) they all\b(?!.{0,40}\b(?:in common|share|agree)\b)"
"""What each of them does: "how do they all hire"."""
SMALL = 2
"""Of two, "both" are all, and the rest is one."""


class Said:
    """What a group is called, as pieces of patterns and words of examples."""

    def __init__(self, group: Group) -> None:
        self.size = group.size
        self.count, self.noun, self.nouns = group.count, group.noun, group.nouns
        self.other, self.others = group.words[-1]
        self.further = group.words[1:]
        self.place = group.places[0] if group.places else group.noun
        before = either(group.before)
        self.before = f"(?:{before} )?" if before else ""
        self.called = f"{group.before[0]} " if group.before else ""
        self.number = f"(?:{group.count}|{group.size})"
        self.ones = either(one for one, _ in group.words)
        self.plurals = either(more for _, more in group.words)
        self.one_or_more = numbered(group.words)
        self.member = numbered([*group.words, *((place, plural(place)) for place in group.places)])
        self.one_member = either([*(one for one, _ in group.words), *group.places])
        self.several = either([*(more for _, more in group.words), *map(plural, group.places)])
        self.one_by_one = rf"{self.ones} by {self.ones}|(?:by|per) {self.before}{self.one_member}(?=\W*+$|[,;:.])"
        every = f"(?:{self.number} {self.before}{self.plurals}|{self.number}|{self.before}{self.plurals})"
        first = f"all (?:of )?(?:the )?|the (?={self.number})|(?={self.number} {self.before}{self.plurals})"
        self.of_all = rf"^(?:{first}){every}\b(?= ?[,:–-])|{THEY_ALL}"
        fewer = range(group.size - 1, 0 if group.size == SMALL else 1, -1)
        self.fewer = either(word for n in fewer for word in (NUMBERS[n], str(n)))
        self.rest = NUMBERS[group.size - 1]


def among(said: Said) -> Rule:
    """Whom a request is asked of, where it is asked of one and all; what stands before it is ``before``."""
    ones = rf"{said.before}{said.member}"
    return Rule(
        "asked of every member",
        (
            rf"(?:each|every|all)(?: one)?(?: of)?(?: the| these| those)?(?:(?: {said.number})? {ones}| {said.number}| them)",
            rf"(?:the|these|those) {said.number}(?: {ones})?",
            r"each(?: one)?(?=\W*+$|[,.;:?])",
        ),
        yes=(f"at each of the {said.nouns}", f"in all {said.count}", f"across the {said.count} {said.nouns}",
             f"by each {said.noun}", f"at the {said.count}", "for each?", "between all of them",
             f"all {said.count} {said.nouns}: pay", f"the {said.size} - who leads"),
        no=("for each nurse", f"at the {said.noun}", f"which {said.nouns}", "of all nurses", f"each {said.noun} pays",
            f"all {said.count} {said.nouns} pay nurses"),
        head=r"(?:(?P<before>at|in|for|of|by|from|with|to|acc?ross|between|among(?:st)?) |^(?=(?:\w++ ?){1,5}[,:–-]))",
    )  # fmt: skip


def of_some(said: Said) -> Rule:
    """What is said of one or some members without a name, and so of none that can be told."""
    fewer = "|".join(NUMBERS[1 : said.size])
    return Rule(
        "says something of some members",
        (
            (
                rf"(?:{fewer}|some|most|another|several|an? (?:few|couple|number)) (?:of (?:the |these )?)?(?:{said.number} )?"
                rf"{said.before}{said.member}"
            ),
            rf"(?:^|[.;:] )(?:{fewer}|some|others|several|a few) (?:has|have|had|is|are|was|were|do|does|did)",
            rf"those {said.before}{said.plurals} (?:that|which|who|with)|in (?:most|many|some|certain|several) (?:cases|instances)",
        ),
        yes=(
            "in most cases time is set aside",
            f"one {said.noun} is very clear",
            f"some of the {said.nouns} went on",
            f"a couple of the {said.nouns} use it",
            f"at another {said.other}",
            "it is valued. one has a director of it",
            f"those {said.nouns} that took long",
        ),
        no=(
            "no one is alone",
            f"those {said.nouns}",
            f"each {said.noun}",
            f"all {said.count} {said.nouns}",
            f"the {said.nouns}",
            f"the {said.noun}",
        ),
    )


def unlike(said: Said) -> Rule:
    """That members are not alike, which tells of no one of them how it is there."""
    return Rule(
        "says that members differ",
        (
            rf"{said.plurals} (?:\w++ly |do |may |all ){{0,2}}(?:differ|vary)",
            (rf"(?:variability|variations?|differences?|varies|vary|differs?|differed|varied) (?:between|among(?:st)?|across) "
             rf"(?:the |these |those )?(?:{said.number} )?{said.before}{said.plurals}"),
        ),
        yes=(f"the {said.nouns} differ about pay", f"each of the {said.nouns} vary",
             f"variability between the {said.count} {said.nouns}", f"practice varies across {said.nouns}"),
        no=(f"the {said.nouns} met different barriers", f"it differs from other {said.nouns}", f"each {said.noun} has one",
            f"pay at all {said.nouns}"),
    )  # fmt: skip


def the_members(said: Said) -> Rule:
    """All of them, by what they are called."""
    return Rule(
        "the members", (rf"the {said.before}{said.plurals}",), (f"compare how the {said.nouns} hire",), (f"the {said.noun}",)
    )


def complement(said: Said) -> Rule:
    """The members that were not named: not what one does to tell nurses apart from the rest."""
    return Rule(
        "the rest of the group",
        (
            rf"(?<!apart from )the (?:other (?:{said.fewer}|ones|{said.one_or_more})|others|rest)\b(?! of)",
            rf"(?<!apart from the )other {said.fewer}",
        ),
        yes=(f"and the other {said.noun}?", "the others", "what of the rest", f"the other {said.others}",
             f"how do other {said.rest} differ"),
        no=("the rest of the report", "the other day", "other people", "the others of them", "apart from the rest"),
    )  # fmt: skip


def either(words: Iterable[str]) -> str:
    """One of the words, as a pattern; nothing for none."""
    listed = tuple(words)
    return f"(?:{'|'.join(map(re.escape, listed))})" if listed else ""


def numbered(words: Iterable[tuple[str, str]]) -> str:
    """Each word or its plural, the plural first where it is no longer form of the word."""
    return f"(?:{'|'.join(f'{one}s?' if more == f'{one}s' else f'{more}|{one}' for one, more in words)})"


def elsewhere(said: Said) -> Rule:
    """Asks whether or how it is elsewhere: of the other members, not of other people who take part."""
    return Rule(
        "asks of the others too",
        (
            (r"(?:any(?:one|where|body)|some(?:one|where|body)|nobody|no one|where) else|elsewhere"
             rf"|who else(?!{_PEOPLE_ELSE})"),
            (r"(?:which |what |any |some |do |does |have |has |did |is |are |at |in |for )(?:the )?"
             r"(?:others(?! (?:people|staff|things?)\b)"
             rf"|other(?: (?:{said.member}|ones?|places?)\b|(?! (?:people|staff|things?|\w{{1,30}}s)\b)))"),
            (rf"(?:every|each|all|any) (?:{said.member}|one)s? or (?:only|just)"
             rf"|(?:only|just) (?:here|there|them|this (?:one|{said.noun}))"),
        ),
        yes=("has anyone else done it", "is it done anywhere else", "is it similar elsewhere", "have others done it as well",
             f"any other {said.nouns} have a forum like it", f"which other {said.noun} did",
             f"is it every {said.noun} or only ash", "is it only there", "who else does it", "who else besides ash has one"),
        no=("and the others", "what else", "are other people asked", "what other wards do they run",
            f"is every {said.noun} asked", "each other",
            "who else can join it", "who else besides nurses took part", "who else sits on the board"),
    )  # fmt: skip
