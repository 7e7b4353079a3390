"""How readers speak of the report's members, one and all: rules made of what its profile calls them.

"All five parishes", "the other council": the words are the profile's, the grammar is here; ``tests/test_phrases.py`` runs it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from rag.corpus.profile import NUMBERS
from rag.text import terms
from rag.understanding.rules import Rule
from rag.understanding.said import (
    BESIDE,
    EACH_ALONE,
    OR_NOT,
    SMALL,
    Said,
    among,
    complement,
    either,
    elsewhere,
    of_some,
    the_members,
    unlike,
)  # fmt: skip

if TYPE_CHECKING:
    from rag.corpus.profile import Group, Words
    from rag.corpus.tags import Tags


@dataclass(frozen=True)
class GroupRules:
    """The rules of one report; ``filler``, ``labels`` and ``subjects`` are stems.

    ``filler`` says nothing beside a member's name, ``labels`` only that it is one; ``subjects`` make a follow-up a request of
    its own; ``name_words`` are left of a name that is taken out.
    """

    all: Rule
    rows: Rule
    each: Rule
    plural: Rule
    complement: Rule
    they: Rule
    not_leaning: Rule
    role: Rule
    listing: Rule
    whole: Rule
    the_member: Rule
    elsewhere: Rule
    among: Rule
    some: Rule
    unlike: Rule
    filler: frozenset[str]
    labels: frozenset[str]
    subjects: frozenset[str]
    name_words: re.Pattern[str]


def rules_of(tags: Tags) -> GroupRules:
    """The rules of this report."""
    return make_rules(tags.profile.group, tags.profile.words)


@lru_cache(maxsize=16)
def make_rules(group: Group, words: Words) -> GroupRules:
    """The rules for a group of these names in a field of these words."""
    said = Said(group)
    name_words = rf"\b(?:{'|'.join(map(re.escape, group.name_words))})\b" if group.name_words else r"(?!)"
    own = ["across", "each", "particular", "specifically", *(word for one in group.words for word in one)]
    return GroupRules(
        _all(said), _rows(said), _each(said), the_members(said), complement(said), _they(said), _not_leaning(said, words),
        _role(words), _listing(said), _whole(said), _the_member(said), elsewhere(said), among(said), of_some(said), unlike(said),
        filler=frozenset(terms(" ".join((_FILLER, *own, *NUMBERS[2 : group.size + 1], *map(str, range(2, group.size + 1)))))),
        labels=frozenset(terms(" ".join(("name about for on", *own, *group.places, *group.before, *group.name_words)))),
        subjects=frozenset(terms(" ".join(words.subjects))),
        name_words=re.compile(name_words),
    )  # fmt: skip


_FILLER = "since other rest same well case place question thing one then please pls table compare comparison versus vs against"


def _all(said: Said) -> Rule:
    both = (r"both(?! of (?:his|her|its|the)\b)(?: of (?:them|these|those))?",) if said.size == SMALL else ()
    return Rule(
        "all of the group",
        (
            rf"all (?:of )?(?:the |these |those )?{said.number}",
            rf"(?:the|these|those) {said.number}",
            rf"{said.number} {said.before}{said.member}",
            (r"(?:each|every|any|all|most|some|both|none|one|half|how many of|which|what|the other|other|across|between|these"
            rf"|those)(?: one)?(?: of)?(?: the| these| those)? {said.before}(?:{said.member}|places)"),
            rf"how many {said.before}{said.nouns}",
            r"the others?",
            rf"(?:acr?oss|between) (?:the|these|those|all) (?!{said.fewer}\b(?! {said.before}{said.several}))\w++",
            rf"(?:which|any|some|each|none|most) of (?:the|these|those|your) (?:{said.number}|lot)",
            rf"(?:all|each|any|both|none|most|some|who|which|how many) (?:of|among) them|^which ones?(?! of)|{said.one_by_one}",
            OR_NOT,
            rf"(?:they|them) all|(?:have )?in common|shared? by|common (?:features|themes|threads?)|{BESIDE}|everywhere",
            EACH_ALONE,
            *both,
        ),
        yes=(
            f"all of {said.count}", f"the {said.count}", f"did those {said.size} agree", f"{said.count} {said.others}",
            f"each {said.noun}", f"every one of the {said.others}", f"which {said.called}{said.nouns}", f"any {said.place}",
            "in most places", "and the others", "the other", "the other ones", f"the other {said.rest}", "across the board",
            "acoss all sectors", "which of your lot", f"any of your {said.count}", "all of them", "who among them", "do they all",
            "which one pays most", f"what nurses say, {said.noun} by {said.noun}", "and which ones havent", "pay: who does not?",
            "and who offers none",
            "which lacks one",
            "in common", "common themes", "is it everywhere", "shared by", f"how many {said.nouns}", "how many nurses has each got",
            f"how many of the {said.others}", *(("do both pay", "both, please") if both else ())),
        no=(f"{said.count} people", f"the {said.noun}", f"another {said.noun}", "all the people", "one of the people",
            "fourteen", "twofold", "working side by side", f"how many {said.others}", "for each nurse", "the director of each",
            "and which one", "case by case", f"across the {said.rest} wards"),
    )  # fmt: skip


def _rows(said: Said) -> Rule:
    both = ("both",) if said.size == SMALL else ()
    return Rule(
        "member by member",
        (
            (rf"compar\w++|contrast\w*+|versus|vs|differen\w++|differs?|var(?:y|ies|iations?)|{BESIDE}"
             rf"|{said.one_by_one}|one by one|(?:go|run|me|us) through (?:all )?(?:of )?(?:the )?{said.number}(?=\W*$)"),
            rf"(?:acc?r?oss|between|among(?:st)?) (?:all )?(?:of )?(?:the |these |those )?{said.number}", EACH_ALONE,
            (r"(?<!run )(?<!runs )(?<!running )(?<!themes )(?<!threads )(?<!lessons )(?<!common )"
             rf"acc?ross (?:all )?(?:of )?(?:the |these |those |your )?(?:different |various )?{said.before}{said.several}"),
            r"(?:(?:is|are|was|were|do|does|did|how) .{1,100}|at|in) everywhere(?=\W*$)",
            rf"(?:at|in) (?:the|these|those) {said.before}{said.plurals}(?=\W*$)",
            (r"\w++[?)]? ?[,:;?.–-] ?all (?:of )?(?:the )?"
             rf"(?:{said.number}|(?:{said.number} )?{said.before}{said.plurals})\b(?=(?: please| pls| thanks)?\W*$)"
             r"|in (?:a|one|two|three) (?:line|sentence|word|phrase)s? each"),
            rf"^who\b.{{0,60}}\b(?:out )?of (?:the )?{said.number}\b(?=\W*$)|{OR_NOT}",
            (r"(?:rank|order|sort|put) (?:all )?(?:of )?(?:the |these |those )?"
             rf"(?:{said.number}|(?:{said.number} )?{said.before}{said.plurals})(?= (?:by|in order)\b)"),
            rf"each one|each of|{said.plurals} each|each {said.before}{said.one_member}|every {said.before}{said.one_member}",
            (r"(?:(?:do|does|did|have|has|are|were|is|was|can|will|at|in|for|from|by) all (?:of )?(?:the |these |those )?"
             rf"|(?:at|in) the (?={said.number}))(?:{said.number}|them\b|{said.before}{said.plurals})"
             r"(?!.{0,40}\b(?:in common|share|agree)\b)"),
            said.of_all,
            (rf"(?:^|[,;:.?!–-] ?|(?:know|explain|tell me|see|learn) )how (?:(?:much|many|often|long)(?: \w++){{0,4}}? )?"
             rf"(?:(?:do|does|did|are|is|were|have|has|can) )?(?:the |these |those )(?:{said.number}|{said.before}{said.plurals})\b"
             r"(?!.{0,60}\b(?:in common|shared?|agree|alike)\b)"),
            (rf"what (?:\w++ )?(?:do|did|have) (?:the|these|those) (?:{said.number} ?)?(?:{said.before}{said.plurals} )?"
             r"(?:do|offer|give|run|have|got|use|provide)\b(?!.{0,40}\b(?:in common|share)\b)"),
            rf"which (?:one )?(?:of )?(?:the |these |those )?(?:{said.number} )?(?:{said.member}|ones?|places?)",
            (r"(?:which|any|how many|who) (?:one |out )?(?:of|among(?:st)?) (?:the|these|those|your|them)"
             rf"(?: (?:{said.number}|lot))?"),
            (r"(?:who|which|what|where).{0,30} (?:the )?(?:most|least|fewest|largest|biggest|smallest|highest|lowest|longest"
             r"|newest|oldest|youngest)"),
            rf"the others?|the other (?:{said.fewer}|ones|{said.one_or_more})|other (?:{said.plurals}|{said.fewer})",
            *both,
        ),
        yes=(
            f"how is it done at the {said.count} {said.nouns}", f"who was in trouble, out of the {said.count}", "what has each got",
            f"rank the {said.count} by size", f"put these {said.nouns} in order", f"sort all {said.size} {said.nouns} by age",
            f"wards, how do the {said.size} go about it", f"induction, all {said.count} {said.nouns}", f"how the {said.nouns} hire",
            f"pay of nurses, all {said.count} please", f"what varies between the {said.count}", *(("do both pay",) if both else ()),
            f"are nurses asked, all {said.nouns}", f"know how these {said.count} choose", f"how long do the {said.count} wait",
            f"open culture, all {said.count}?", f"what do the {said.nouns} have", "in contrast", "where is turnover lowest",
            f"each {said.called}{said.noun}", f"all {said.size} - who leads", f"at all of the {said.nouns}", f"other {said.others}",
            f"the rota - all {said.count} pls", f"across {said.nouns}, who pays", f"across the various {said.others}",
            f"accross the {said.count}", "the aims in one line each", f"who of the {said.count}", "how do they all hire",
            f"at these {said.nouns}", f"pay, by {said.noun}", f"every {said.other}", f"which {said.noun}", "ash versus birch",
            "who among them", "who has the most", "for all of them", "and the others", "and who isn't", "compare them", "each of",
            "ash vs birch", "side by side", "which places", "any of those", "differences", "they differ", "one by one",
            "which one", f"all the {said.nouns}: pay", f"all {said.size} {said.nouns} - pay", f"{said.count} {said.nouns}: pay",
            f"have the {said.nouns} each got", "is pay the same everywhere?",
        ),
        no=(f"what do all {said.count} have in common", "which people", f"how do the {said.count} share wards", "the most senior",
            f"across the {said.noun}", f"which themes run across the {said.nouns}", "everywhere in the report",
            f"what shaped how the {said.nouns} work", "each person", f"another {said.other}", "for each nurse", "various",
            "what do they all share", f"the {said.count} wards: pay", f"order {said.count} beds by size"),
    )  # fmt: skip


def _each(said: Said) -> Rule:
    return Rule(
        "says something of every member",
        (
            rf"all (?:of )?(?:the |these |those )?{said.number}\b(?! \w++s\b(?<!{said.nouns}))",
            rf"all (?:of )?(?:the |these |those ){said.plurals}",
            rf"(?:each|every)(?: one)? (?:of (?:the )?)?(?:{said.number} )?(?:{said.ones}|{said.plurals})",
            rf"(?:each|every one) of them|none of the (?:{said.number} )?{said.plurals}",
            rf"(?:features?|strengths?|hallmarks?|common) (?:of|to|at|in|for) (?:the|these|those) {said.number} {said.plurals}",
        ),
        yes=(f"features of all {said.count} {said.nouns}", f"all of the {said.nouns} have", f"each of the {said.nouns} selects",
             f"every {said.noun} has one", "each of them pays attention", f"a key feature of the {said.count} {said.nouns} is",
             f"none of the {said.nouns} would say"),
        no=(f"some of the {said.nouns}", f"most {said.nouns}", f"the {said.nouns} differ", f"one of the {said.count} {said.nouns}",
            f"differences of the {said.count} {said.nouns}"),
    )  # fmt: skip


def _they(said: Said) -> Rule:
    return Rule(
        "points at a member",
        (
            r"they|them|their|theirs|(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )there",
            rf"the {said.ones}(?:'s)?",
            rf"this {said.ones}",
        ),
        yes=("do they", "who works there", f"the {said.other}'s board", f"the {said.noun}", f"this {said.other}"),
        no=("is there one", f"a {said.noun}", f"the {said.nouns}", "theirself", f"each {said.other}"),
    )


def _not_leaning(said: Said, words: Words) -> Rule:
    people, field = (f"{either(listed)}|" if listed else "" for listed in (words.people, words.field))
    return Rule(
        "pronouns that point at nothing before",
        (
            r"(?:is|was) (?:it|this|that) (?:true|right|possible)(?: that)?",
            r"this (?:report|study|document|paper)|them (?:and|&|n|vs|versus|or) us\b|us (?:and|&|vs|versus|or) them",
            (
                rf"(?:say|says|said|show\w*+|find|found|think|believe|case|evidence|idea|argue|so|feel"
                rf"|claim\w*+|told|tell|heard|understand|know|sure|extent|way|things?|people|those|{people}leaders"
                rf"|programmes?|{said.noun}|{said.nouns}|something|anything|everything|structures?|roles?) that"
            ),
            (rf"that (?:the|{people}{field}a|an|any|all|are|is|were|was|have|has|had|can|could|would|should|make|help"
             r"|we|i|you|our|my)"),
            r"it (?:take|takes|took|mean|means|like|important|matter|work) (?:to|for|that|when)",
            rf"(?:these|those|the) (?:{said.number}|{said.plurals}|two|three)",
            r"that \w+ (?:thing|stuff|business|bit)",
            r"does it take", r"on its own", r"on their own", r"does it (?:say|mention|talk of|talk about|discuss)",
            r"it says? (?:about|on|of)", r"what(?: is|'?s) it like",
            rf"those (?:who|in|with|at|people|{said.nouns}|involved)",
            r"these days", r"the others?(?: \w++){1,3}? (?:their|them)",
            rf"one (?:of|{said.noun}|thing|day|way|who|another|board|or)|no one",
            r"such as", r"one (?:row|line|column|sentence|word)s? (?:per|for each|an?)",
        ),
        yes=(
            "is it true that", "was this possible", "in this study", "is it them and us", "does it say that",
            "a sense of something that", "to the extent that", "that the", "that can", "values that we could copy",
            "did it take to", "is it important for",
            f"these {said.others}", "the two", "that qed thing", "that grid stuff", "that award business", "that compact bit",
            "how long does it take", "enough on its own", "left on their own", "does it say whether", "does it mention pay",
            "does it talk of pay", "does it talk about pay", "does it discuss pay", "what it says of pay",
            "what's it like", "what is it like", "those involved", "those with", "these days",
            "one another", "no one", "such as", "one row per ward", "how do the others pay their nurses",
        ),
        no=("is it ash", f"this {said.noun}", "who leads it", "that one", "and this", "those"),
    )  # fmt: skip


def _role(words: Words) -> Rule:
    roles = (rf"(?:{'|'.join(re.escape(role) for role in words.roles)})s?",) if words.roles else ()
    return Rule(
        "a role of people who were asked",
        (r"leaders?|people|staff|anyone|interviewees?|someone", *roles),
        yes=("leaders", "a leader", "staff", "did anyone", *(f"the {role}" for role in words.roles)),
        no=("leadership", "the board", "the managers"),
    )


def _listing(said: Said) -> Rule:
    plurals = either(more for _, more in said.further)
    of_them = rf"|{plurals}" if plurals else ""
    return Rule(
        "asks for a list",
        (
            r"list|what (?:are|were)|name the|all the|everything|ways|checklist|questions should",
            rf"which (?:programmes?|areas|awards|companies|roles{of_them})",
            r"key (?:features|points)|features|values|aims|goals|steps|kinds? of|types? of|examples|programmes|courses",
        ),
        yes=(
            "list them", "what were", "name the", "checklist", "in many ways", "which awards", "key points", "their goals",
            "what kind of", *(f"which {more}" for _, more in said.further),
        ),
        no=("what is", "name of", f"which {said.noun}", "value", "listen"),
    )  # fmt: skip


def _whole(said: Said) -> Rule:
    return Rule(
        "speaks of the report or of the whole group",
        (
            r"(?:the|this|your|that) (?:report|study|paper|document|research|authors?)",
            (rf"(?:do|did|are|have|were|can|in|of|at|for|by|the|these|all|{said.count}|your|what|how many|which)"
             rf" {said.before}{said.nouns}"),
        ),
        yes=("the aim of this report", "how was the study done", "who are the authors", f"do {said.nouns} mentor",
             f"who are the {said.count} {said.nouns}"),
        no=("the reporting line", f"in the {said.noun}", f"other {said.nouns}", "a study leave"),
    )  # fmt: skip


def _the_member(said: Said) -> Rule:
    return Rule(
        "names the member by what it is", (rf"(?:the|this|that) {said.ones}",),
        yes=(f"when was the {said.noun} formed", f"this {said.other}'s board"),
        no=(f"the {said.nouns}", f"a {said.noun}", f"each {said.other}"),
    )  # fmt: skip
