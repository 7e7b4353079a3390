"""Requests for what is recommended on a thing, what became of it, or what somebody holds that is said of it, as one for what the
report says about it: it tells of it in whatever words it has.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.understanding.route import masked
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from rag.understanding.question import Question

_IN_GENERAL = re.compile(r" (?:in general|generally|overall)(?=[ ?.!]*+$)")
_AUTHOR = r"(?:it|they|(?:the|this|that|your) (?:report|authors?|study|paper|document|writers?|book))"
ADVICE = Rule(
    "asks what the report recommends on something",
    (
        (rf"(?:what (?:do|does|did|would) {_AUTHOR} (?:actually |really )?(?:recommend|advise|advocate|suggest)(?:ed)?"
         r"|(?:(?:what|which|are there|is there|were there|any|give me|list)(?: any| the)? )?(?:recommendations?|advice)"
         r"(?: (?:are|is|were|does it) (?:there|given|made|make|give))?) (?:on|about|for|regarding|concerning|around)"),
        (rf"(?:do|does|did|would) {_AUTHOR} (?:actually |really |ever )?"
         r"(?:recommend|advise|advocate|endorse|urge|call for|argue for)(?: that)?"),
    ),
    yes=("what does it recommend on induction", "any recommendations about pay", "what recommendations are there on induction",
         "does the report recommend mentoring", "what advice does it give on wards"),
    no=("what does it recommend", "the recommendations of it", "what did ash recommend on pay", "who recommends it"),
    bounded=False,
    head=r"^(?:(?:so|and|ok|also)[ ,]++)?",
    tail=r" (?=[a-z][^.;?!]{2,90})",
)  # fmt: skip
FATE = Rule(
    "asks what became of something",
    (
        (r"what(?:ever)?(?:'s| has| had| is)? (?:happen(?:ed|ing)?|become|became|going on|the (?:story|deal|matter))"
         r" (?:to|of|with)"),
    ),
    yes=("what happened to the committee", "what has become of the wards", "what's the story with compacts"),
    no=("what happened there", "what happens to be new", "what became clear", "what came of it", "what happened to them"),
    bounded=False,
    head=r"^(?:(?:so|and|ok|also)[ ,]++)?",
    tail=r" (?!(?:it|this|that|them|they|him|her|these|those|all|be)\b)(?=[a-z][^.;?!]{2,90})",
)  # fmt: skip
CLAIMED = Rule(
    "holds that the report says something on a thing",
    (
        (rf"{_AUTHOR} (?:sa(?:id|ys?)|mention(?:s|ed)|ha[ds]|talk(?:s|ed)|had said)"
         r" (?:something|anything|a bit|a line|stuff) (?:about|on|of)"),
        r"there (?:is|was|were|are) (?:something|anything|a bit|a line|stuff) (?:said |written )?(?:about|on)",
        rf"(?:didn'?t|doesn'?t|did|does) {_AUTHOR} (?:not )?(?:also )?(?:say|have|mention) something (?:about|on|of)",
    ),
    yes=("but it said something about wards, didn't it?", "surely there was something on pay", "didn't it say something about pay",
         "i thought the report had something on wards", "did it not say something about pay?"),
    no=("it said nothing about pay", "what was there on pay", "it said something", "somebody said something about pay"),
    bounded=False,
    head=r"^(?:(?:but|surely|no|well|and|so|hmm|ok|hang on|wait|i (?:thought|think|believe)|i(?:'?m| was) sure)[ ,]++){0,3}+",
    tail=r" (?=[a-z][^.;?!]{2,90})",
)  # fmt: skip
_IS_IT_NOT = re.compile(r",? (?:(?:didn'?t|doesn'?t|did|does|isn'?t|wasn'?t|no|right) (?:it|they|there)|though|right|no)$")
RANKED = Rule(
    "asks for all in the order of their age or size",
    (
        (r"(?:(?:please |can you |could you )?(?:rank|sort|order|arrange|list|put|compare) )?(?!how |what |who |why )"
         r"(?P<all>(?:[a-z]{1,20}+ ){1,4}?)"
         r"(?:in (?:the )?order (?:of|by)|by|according to|based on|in terms of) (?:their )?(?:(?P<age>age)|(?P<size>size))"),
    ),
    yes=("rank the wards by age", "sort them by size", "wards in order of age", "list the four wards by their size please"),
    no=("rank the wards by budget", "wards by age group", "how do wards differ by age", "by size"),
    bounded=False, whole=True, tail=r"(?: please)?[ ?.!]*+",
)  # fmt: skip
_WORK = (
    r"(?: (?:in|of|by|from|for))? (?:(?:the|this|that|your|its) (?:\w++ )?(?:study|report|research|sample|book|paper|work|document)"
    r"|it|there|here)"
)
_OF_THEM = (
    r"(?: (?:the|your|its|their|those))?(?: \w++){0,2} (?:trusts?|hospitals?|sites|organisations|(?:case[ -])?stud(?:ies|y))"
    rf"(?:{_WORK}| studied)?"
)
_MEMBERS = r"xx(?: and xx| or xx){0,3}"
STUDIED = Rule(
    "asks whether a member is among those studied",
    (
        (rf"(?:is|are|was|were) {_MEMBERS} (?:both |all |also |even )?(?:(?:in|included|covered|featured|studied)(?:{_WORK})?"
         rf"|(?:one of|part of|among|amongst)(?:{_WORK}|{_OF_THEM})|an? case[ -]study(?:{_WORK})?)"),
        (r"(?:do|does|did|have|has) (?:you|they|it|(?:the|this|your) (?:study|report|research|authors?|researchers?|book|paper))"
         r" (?:study|studied|include|included|cover|covered|look at|looked at|visit|visited|feature)"
         rf" {_MEMBERS}(?:{_WORK})?"),
        rf"{_MEMBERS} (?:(?:is |are )?(?:included|covered|featured|studied)(?:{_WORK})?|in{_WORK})",
    ),
    yes=("is xx one of the trusts in the study", "was xx included in the research?", "are xx and xx both in there", "is xx in it",
         "is xx one of your case studies", "did they study xx", "does the report cover xx?", "xx included?", "xx in the study?"),
    no=("is xx part of a partnership", "does it cover pay at xx", "what is in it of xx", "xx in brief",
        "did they study xx for long", "is xx in london", "was xx one of the best trusts in england"),
    bounded=False, whole=True, head=r"(?:(?:so|and|but|ok|hi|please)[ ,]++){0,2}+",
    tail=r"(?:,? (?:too|as well|also|at all|then|by any chance))?[ ?.!]*+",
)  # fmt: skip


def is_studied(asked: Question) -> bool:
    """Whether a request asks of members by name whether the report is on them."""
    return (
        bool(asked.mentions)
        and not asked.others
        and STUDIED.found(" ".join(masked(asked.text.lower(), asked.mentions, "xx").split()))
    )


def plainer(text: str) -> str:
    """Such a request in the plainer words, in lower case; any other text as it is."""
    lowered = text.lower()
    if claimed := CLAIMED.pattern.match(lowered):
        return f"does it say anything about {_IS_IT_NOT.sub('', lowered[claimed.end() :].rstrip(' ?.!'))}?"
    found = ADVICE.pattern.match(lowered) or FATE.pattern.match(lowered)
    return f"tell me about {_IN_GENERAL.sub('', lowered[found.end() :])}" if found else text


def in_order(text: str) -> str:
    """A request for all in the order of age or size as one for which is the oldest or biggest, which is told by all in order; any
    other text as it is.
    """
    found = RANKED.pattern.fullmatch(text.lower())
    return f"which {found['all'].split()[-1].removesuffix('s')} is {'oldest' if found['age'] else 'biggest'}" if found else text
