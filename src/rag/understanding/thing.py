"""Whether a request says itself what it is about, or points at what was talked of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.understanding import phrases
from rag.understanding.asking import OF_THE_REPORT
from rag.understanding.group import rules_of
from rag.understanding.pointing import BARE, COLOURLESS, FRONTED, OPENS, PRONOUN
from rag.understanding.question import Question, content_of

if TYPE_CHECKING:
    from rag.corpus.tags import Tags


def names_a_thing(asked: Question, tags: Tags) -> bool:
    """Whether a request has a word of its own that says what it is about, or names the report: not "how many took part"."""
    return bool(set(content_of(asked, tags)) - COLOURLESS) or rules_of(tags).whole.found(asked.text.lower())


def points(asked: Question, tags: Tags) -> bool:
    """Whether a pronoun that it does not explain points at what was talked of."""
    masked = rules_of(tags).not_leaning.without(asked.text.lower())
    return not FRONTED.found(asked.text.lower()) and (phrases.IT.found(masked) or rules_of(tags).they.found(masked))


def stands_alone(asked: Question, tags: Tags) -> bool:
    """Whether a request says what it is about in its own words, and points at nothing."""
    return names_a_thing(asked, tags) and not PRONOUN.found(OPENS.sub("", asked.text.lower()))


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
