"""“How do SAS doctors get on?” – “And junior doctors?”: the request before, asked of other people."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from rag.text import terms
from rag.understanding.asking import DIRECT
from rag.understanding.names import find_trusts
from rag.understanding.phrases import LEADING
from rag.understanding.pointing import OPENS
from rag.understanding.rules import Rule
from rag.understanding.wants import ASKS_NUMBER

if TYPE_CHECKING:
    from rag.corpus.profile import Words
    from rag.corpus.tags import Tags
    from rag.understanding.question import Question

_KINDS = (
    r"juniors?|trainees|registrars|students|doctors|consultants|nurses|managers|executives|non-executives|directors"
    r"|leaders|(?:clinical|medical|educational?|education|project|service|team|quality|safety) leads|bosses|execs|patients|gps"
    r"|staff(?! (?:compact|college|surveys?|days|balls|committees?|conference|engagement|development|grade))"
    r"|sas (?:doctors|grades)|governors|heads of service"
)
_BEFORE = r"(?:the|all|other|new|newly appointed|junior|senior|foundation|ordinary|medical|clinical|general|lay)"
_OF = re.compile(r"(?:(?P<number>how many)|for|of|by|with|about|from|(?:what|how) about)\b ?")
"""What stands before the people in a follow-up that says no more than who they are; a number of them, where one was asked for."""
_ALONE = re.compile(r"^(?:(?:only|just) |and (?:only|just) )|(?: only| alone)$")
"""With this around them they narrow what was asked: "only consultants?" after the number of staff."""
_WHETHER = re.compile(r"only [^?]{2,60}\?")
"""Asks whether the thing is for them alone, but of a number: "only nurses please" narrows what was asked."""
_SELF = re.compile(r" (?:him|her|them)sel(?:f|ves)$")
_ON_IT = re.compile(r" (?:on|about|of|for|from|to|with) (?:that|this|it|these|those|them)\b")
_ARE_THEY = re.compile(r"\b(?:are|were) (?P<they>they)(?= (?!at\b|in\b)\w)")
"""People of whom something was asked by a pronoun alone: "who are they accountable to"."""
_TAKE_IT = re.compile(
    r"^(?:is|was|are|were) (?:it|that|this|they) "
    r"|\b(?:do|does|did|are|is|were|was|have|has|had|can|will) [^?]{2,60}? (?:it|that|this|them|one)\b"
)
"""Something done with the thing that the request leans on: "how did the doctors take it", "do nurses go on one"."""
_SUM = re.compile(r"\b(?:budget|turnover|income|revenue)\b|\bhow (?:big|large)\b|\bsize of\b")
_HOW_MANY = re.compile(
    r"(?:(?:and|ok|so) )?how many [\w-]++(?: [\w-]++)?(?: (?:at|in|are there|do(?:es)?|has|have)\b[^?]*+)?[ ?.!]*+$"
)
"""Asks how large a member is: people that are named behind it alone are asked for by their number."""
_OPENS = re.compile(r"(?:only|just|what about|how about)\b")
_PEOPLE = re.compile(r"(?<=how many )people\b")
"""All that work somewhere, where their number is asked for and no post is named."""
_ABBREVIATED = re.compile(r"(?:(?:and|ok|so|what about|how about|only|just)[ ,]++){0,3}+(?:the )?[A-Z]{2,4}s[ ?.!]*+")
"""Somebody by the letters of a post, typed as such: "and the CDs?"."""
_VOWEL = re.compile(r"[aeiouy]")
_OF_THEM = re.compile(r" (?:teams?|boards?|committees?|groups?|shadowing)\b")
"""What is called by people, and is none of them: "the executive team"."""


OF_THEM = Rule(
    "asks how many of them there are",
    (
        r"how many (?:of (?:them|those|these) )?(?:are there|is that|(?:do|does|have|has) (?:they|it) (?:have|got|employ)|in all)",
        r"how many of (?:them|those|these)(?: all told| altogether)?",
    ),
    yes=("how many of them are there?", "and how many are there", "how many do they have", "so how many of those"),
    no=("how many of them lead", "how many wards are there", "how many went", "how much of it is there"),
    bounded=False, whole=True, head=r"(?:(?:and|so|but|ok|oh)[ ,]++){0,2}+", tail=r"(?: (?:there|then|now))?[ ?.!]*+",
)  # fmt: skip


@lru_cache(maxsize=16)
def people(words: Words) -> Rule:
    """People of whom something may be asked: those of the report's field by their posts, and the usual ones."""
    letters = (office.removesuffix("s") for office in words.offices if not _VOWEL.search(office))  # "cds" are clinical directors
    posts = "|".join(sorted((f"{re.escape(post)}s?" for post in {*words.roles, *letters}), key=lambda post: (-len(post), post)))
    return Rule(
        "people in a post",
        (rf"(?:{_BEFORE} ){{0,2}}(?:{posts}|{_KINDS})" if posts else rf"(?:{_BEFORE} ){{0,2}}(?:{_KINDS})",),
        yes=("junior doctors", "the new consultants", "nurses", "staff"),
        no=("programmes", "staffing", "leadership", "a doctorate"),
    )


def names_people(asked: Question, tags: Tags) -> bool:
    """Whether a follow-up says no more than of which people something is asked."""
    begun, named = _named(asked)
    return not (begun and begun["number"]) and are_people(named, tags)


def are_people(named: str, tags: Tags) -> bool:
    """Whether the words are people in some post and no more, one of them or several."""
    pattern = people(tags.profile.words).pattern
    return any(pattern.fullmatch(own) for own in (named, f"{named}s"))


def _named(asked: Question) -> tuple[re.Match[str] | None, str]:
    """What begins a follow-up that may name people alone, and the rest of it."""
    own = LEADING.without(asked.text.lower(), "").strip(" ?.!,").removeprefix("as a ").removeprefix("as an ")
    own = _ALONE.sub("", _SELF.sub("", own.removesuffix(" please"))).strip()
    begun = _OF.match(own)
    named = own[begun.end() :] if begun else own
    return begun, named.removeprefix("a ").removeprefix("an ") if begun else named


def _of_a_number(named: str, last: Question, tags: Tags) -> Question | None:
    """The number of the people named at the one member of which another number was asked last: "beds?" – "and staff?"."""
    sums = _SUM.search(last.text.lower()) or (last.lead and _SUM.search(last.lead.lower()) and len(terms(last.text)) == 1)
    if len(last.trusts) != 1 or named == "patients" or not (sums or _HOW_MANY.match(last.text.lower())):
        return None
    text = f"How many {named} at {tags.trust(last.trusts[0]).name}?"
    return replace(last, text=text, mentions=find_trusts(text, tags), lead="", lead_mentions=(), leans=True, taken_as=text)


def number_of(asked: Question, last: Question, tags: Tags) -> Question | None:
    """How many there are of the people of whom the last request was, where that is asked and they are of one kind: "time given to
    ward leads at Ash" – "how many of them are there?"; ``None`` where it is not, or that one leaned on another.
    """
    before = last.text
    if last.lead or not OF_THEM.found(asked.text.lower()) or len(last.trusts) != 1 or len(before) != len(before.lower()):
        return None
    found = {one[0].removeprefix("the ") for one in people(tags.profile.words).pattern.finditer(before.lower())}
    if len(found) != 1 or ASKS_NUMBER.found(before.lower()):
        return None
    text = f"How many {found.pop()} are there at {tags.trust(last.trusts[0]).name}?"
    return replace(asked, text=text, mentions=find_trusts(text, tags), trusts=last.trusts, everyone=False, rows=False, leans=True,
                   taken_as=text)  # fmt: skip


def of_other_people(asked: Question, last: Question, tags: Tags) -> Question | None:
    """The request before, or the one that it leans on, with the people that a follow-up names in place of its own, or of "they"
    where it has none; ``None`` where that says more, or they name several.
    """
    rule = people(tags.profile.words)
    begun, named = _named(asked)
    if not (are_people(named, tags) or _ABBREVIATED.fullmatch(asked.text)):
        return None
    whether = _WHETHER.match(LEADING.without(asked.text.lower(), "").strip())
    for before in filter(None, (last.text, last.lead)):
        if whether and not ASKS_NUMBER.found(before.lower()):
            continue
        if begun and begun["number"] and not ASKS_NUMBER.found(before.lower()):
            continue
        lowered = before.lower() if len(before) == len(before.lower()) else ""
        found = [one for one in rule.pattern.finditer(lowered) if not _OF_THEM.match(lowered, one.end())]
        found = found or list(_PEOPLE.finditer(lowered))
        if len(found) == 1 and found[0][0].removeprefix("the ") != named.removeprefix("the "):
            one = found[0][0].endswith("s") and not named.endswith("s")  # "and a nurse?" where several were asked of
            text = f"{before[: found[0].start()]}{named}{'s' if one else ''}{before[found[0].end() :]}"
            mentions = find_trusts(text, tags)
            other = replace(last, text=text, mentions=mentions, leans=True, taken_as=text)
            if before is last.lead and DIRECT.found(OPENS.sub("", last.text.lower())):  # "how long do they serve", of others
                return replace(last, lead=text, lead_mentions=mentions, leans=True, taken_as=f"{last.text} (about: {text})")
            points = before is last.text and last.lead and (_ON_IT.search(lowered) or _TAKE_IT.search(lowered))
            return other if points else replace(other, lead="", lead_mentions=())
    if pointed := _ARE_THEY.search(last.text.lower()) if len(last.text) == len(last.text.lower()) else None:
        text = f"{last.text[: pointed.start('they')]}the {named.removeprefix('the ')}{last.text[pointed.end('they') :]}"
        return replace(last, text=text, lead="", lead_mentions=(), leans=True, taken_as=text)
    return None if begun or _OPENS.match(asked.text.lower()) else _of_a_number(named, last, tags)
