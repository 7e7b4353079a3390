"""Whether a request says itself what it is about, or points at what was talked of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.understanding import phrases
from rag.understanding.asking import OF_THE_REPORT
from rag.understanding.group import rules_of
from rag.understanding.names import find_trusts
from rag.understanding.pointing import BARE, COLOURLESS, FRONTED, OPENS, PRONOUN
from rag.understanding.question import Question, content_of, names_of, on_its_own
from rag.understanding.rules import Rule
from rag.understanding.scope import others_than
from rag.understanding.wants import RANKS
from rag.understanding.which_one import which_one

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.corpus.tags import Tags
    from rag.types import TrustId


def names_a_thing(asked: Question, tags: Tags) -> bool:
    """Whether a request has a word of its own that says what it is about, or names the report: not "how many took part"."""
    return bool(set(content_of(asked, tags)) - COLOURLESS) or rules_of(tags).whole.found(asked.text.lower())


def points(asked: Question, tags: Tags) -> bool:
    """Whether a pronoun that it does not explain points at what was talked of."""
    masked = rules_of(tags).not_leaning.without(asked.text.lower())
    return not FRONTED.found(asked.text.lower()) and (phrases.IT.found(masked) or rules_of(tags).they.found(masked))


def fronts_a_thing(asked: Question, tags: Tags) -> bool:
    """Whether a request puts a thing first and asks something of that: "family days - which has them"."""
    found = FRONTED.pattern.match(asked.text.lower())
    front = asked.text[: found.end()].rpartition(" ")[0] if found else ""
    return bool(set(content_of(replace(asked, text=front, mentions=find_trusts(front, tags)), tags)) - COLOURLESS)


def is_possessive(asked: Question, tags: Tags) -> bool:
    """Whether a request is the name of a member as an owner and no more: "and Ash's?"."""
    owner = [asked.text[m.start : m.end].lower() for m in asked.mentions]
    return len(owner) == 1 and owner[0].endswith(("'s", "’s")) and not content_of(asked, tags)


THOSE_PEOPLE = Rule(
    "points at people of whom it was asked who they are",
    (r"(?:those|these|the same) (?:people|folks?|leaders|guys|persons)|the people (?:who do it|in charge|there)",),
    yes=("who are those people answerable to", "how are these folk paid", "do the people in charge get time"),
    no=("those who lead", "the people", "these wards"),
)
_WHO = re.compile(r"(?:(?:and|so|but|ok|then)[ ,]++){0,2}+who\b")
_ANYONE_ELSE = re.compile(r"\b(any(?:one|body)|who|any) else\b", re.IGNORECASE)
_BEHIND_ITS_OWN = re.compile(
    r" (?:been|got|any|still|yet|work(?:s|ed|ing)?|start(?:s|ed)|begun|began|introduced|set up|rolled out|launched|finished|done)\b"
)


def stands_for_a_thing(asked: Question) -> bool:
    """Whether a member is named as the owner of what is not said again: "has Ash's been finished"."""
    owners = (m for m in asked.mentions if asked.text[m.start : m.end].lower().endswith(("'s", "’s")))
    return any(_BEHIND_ITS_OWN.match(asked.text[m.end :].lower()) for m in owners)


def of_anyone(asked: Question, last: Question, tags: Tags) -> Question | None:
    """A request for who else has a thing of its own after one of all members, as of any of them: there is no other."""
    found = _ANYONE_ELSE.search(asked.text)
    if found is None or asked.mentions or len(last.trusts) not in (0, len(tags.trusts)) or not (last.rows or last.everyone):
        return None
    text = f"{asked.text[: found.end(1)]}{asked.text[found.end() :]}"
    if not on_its_own(replace(asked, text=f"{asked.text[: found.start()]}{asked.text[found.end() :]}"), tags):
        return None
    return replace(asked, text=text, everyone=True, rows=True, leans=False, taken_as=text)


def of_those_people(asked: Question, last: Question) -> Question:
    """The last request, by itself where it asked who some people are and these are pointed at now: "who runs it there" – "and to
    whom do those people answer".
    """
    theirs = last.lead and THOSE_PEOPLE.found(asked.text.lower()) and _WHO.match(last.text.lower())
    return replace(last, lead="", lead_mentions=()) if theirs else last


def of_those_that_have(asked: Question, last: Question, having: Sequence[TrustId], tags: Tags) -> Question:
    """The last request, of all or of nobody, as of the members ``having`` the thing where no more is asked now than where else;
    as it is else.
    """
    rules, lowered = rules_of(tags), asked.text.lower()
    beyond = rules.complement.found(lowered) or rules.elsewhere.found(lowered)
    own = replace(asked, text=rules.elsewhere.without(lowered), mentions=())
    beyond &= not (asked.mentions or set(content_of(own, tags)) - COLOURLESS)
    return replace(last, trusts=tuple(having)) if beyond and having_it(last, having, tags) else last


def having_it(last: Question, having: Sequence[TrustId], tags: Tags) -> bool:
    """Whether some, and not all, of those of whom the last request was asked, all or nobody, have the thing."""
    return len(last.trusts) in (0, len(tags.trusts)) and 0 < len(having) < len(tags.trusts)


def stands_alone(asked: Question, tags: Tags) -> bool:
    """Whether a request says what it is about in its own words, and points at nothing."""
    own = rules_of(tags).not_leaning.without(OPENS.sub("", asked.text.lower()))
    return names_a_thing(asked, tags) and not PRONOUN.found(own)


SUM_OF = Rule(
    "asks what is spent on a thing",
    (
        (r"how much (?:money |cash )?(?:do|does|did|is|was|has|have) [^?,;]{0,60}?"
         r"(?:spen[dt]|invest(?:ed)?|put|pa(?:y|id)|allocated?) (?:on|in|into|for|to) (?P<thing>[^?,;]{3,80}+)"),
        r"(?:how much|what) (?:do|does|did) (?P<cost>[^?,;]{3,80}?) cost\b",
    ),
    yes=("how much does ash spend on ward leads?", "how much is put into training", "what does the course cost"),
    no=("how much time do they spend", "how much is it", "what is spent on wards"),
)  # fmt: skip
"""Where the sum is not told, it is the thing itself that is talked of."""


def without_sum(last: Question, tags: Tags) -> Question:
    """The thing of a request for what is spent on it, of the trusts that it names; any other request as it is."""
    found = SUM_OF.pattern.search(last.text.lower())
    if found is None or len(last.text) != len(last.text.lower()):
        return last
    start, end = found.span("thing" if found["thing"] else "cost")
    named = [last.text[m.start : m.end] for m in last.mentions if not start <= m.start < end]
    text = f"{last.text[start:end]}{' at ' if named else ''}{' and '.join(dict.fromkeys(named))}"
    return replace(last, text=text, mentions=find_trusts(text, tags))


def of_the_one(last: Question, tags: Tags) -> Question:
    """A request for which member it is that does something, once one alone was told to, as said of that: "which ward dropped it",
    of Ash, is "Ash dropped it"; any other request, and one for an extreme, as it is.
    """
    lowered = last.text.lower()
    if len(last.trusts) != 1 or last.mentions or last.lead or len(lowered) != len(last.text) or RANKS.found(lowered):
        return last
    if not (found := which_one(tags.profile.group).pattern.match(lowered)):
        return last
    text = f"{tags.trust(last.trusts[0]).name}{last.text[found.end() :]}"
    return replace(last, text=text, mentions=find_trusts(text, tags), rows=False, everyone=False)


def says_nothing(asked: Question, tags: Tags) -> bool:
    """Whether a request that follows nothing points at something and says nothing of it: "who runs it?"."""
    if asked.kind != "question" or asked.mentions or asked.others or asked.lead:
        return False
    lowered = asked.text.lower()
    if BARE.found(lowered):
        return True
    if names_a_thing(asked, tags):
        return False
    rest = rules_of(tags).complement.found(lowered)
    return rest or (not asked.everyone and points(replace(asked, text=OF_THE_REPORT.without(lowered)), tags))


def of_the_others(last: Question, before: Question, tags: Tags) -> bool:
    """Whether the last request is that before it, or on its thing, asked of all the others than that one: an aside."""
    asked = {mention.trust for mention in (*last.mentions, *last.lead_mentions)}
    return len(before.trusts) == 1 and asked == set(others_than(before.trusts, tags)) and set(last.trusts) <= asked


def in_full(asked: Question, about: Question, tags: Tags) -> Question:
    """A request asked of the trusts by name, as that is put in full."""
    text = f"{asked.text.rstrip(' ?.!')} at {names_of(about.trusts, tags)}"
    return replace(about, text=text, mentions=find_trusts(text, tags), lead="", lead_mentions=(), taken_as=text)
