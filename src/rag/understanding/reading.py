"""One typed request, taken out of its wrapping and spelt right → the question that it puts."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.understanding.asked_about import in_order, is_studied
from rag.understanding.author import as_report
from rag.understanding.background import without_background
from rag.understanding.clauses import continued
from rag.understanding.group import rules_of
from rag.understanding.laid_out import ahead_of
from rag.understanding.lent import named
from rag.understanding.letters import ungreeted
from rag.understanding.phone import is_said, spelt_out
from rag.understanding.plainly import plainly
from rag.understanding.points import how_few, uncounted
from rag.understanding.question import clean, read_question
from rag.understanding.wrapping import cited, of_whom, without_origin, without_purpose, without_style, without_where

if TYPE_CHECKING:
    from rag.corpus.tags import Tags
    from rag.understanding.names import Organisations
    from rag.understanding.question import Question
    from rag.understanding.spelling import Speller

_WHAT_IT_IS = re.compile(r"(?:what|who) [^.?!]{2,60}? (?:is|are|means?|stands? for|refers? to)[ .?!]*+$")
"""Asks what something is, as one asks it for another: "what QED is", wherever it is."""


def read_request(typed: str, speller: Speller, tags: Tags, organisations: Organisations) -> Question:
    """The question, with how it was taken where that is not as it was typed."""
    put, ahead = ahead_of(clean(typed), tags)
    whole = without_background(without_style(without_where(ungreeted(put))), tags)
    spelt, corrected = speller.correct(spelt_out(whole))
    group = tags.profile.group
    own = in_order(_kept_trust(as_report(without_origin(spelt, tags), tags.profile.publisher), tags))
    text = plainly(of_whom(cited(own), group), group)
    asked = replace(read_question(uncounted(text), tags, organisations), few=how_few(text), ahead=ahead)
    if is_studied(asked):
        asked = read_question(f"which {tags.profile.group.nouns} does the report study?", tags, organisations)
    return replace(asked, taken_as=text) if corrected or text != spelt or is_said(whole, text) else asked


def _kept_trust(spelt: str, tags: Tags) -> str:
    """A request without its wrapping; one that names no trust, and is not of the group, keeps the one that the wrapping names:
    "somebody at Ash would like to know how appraisal works" is asked of Ash.
    """
    bare = without_purpose(spelt)
    taken_off = spelt[: -len(bare)] if bare and spelt.endswith(bare) else ""
    held = named(taken_off, tags)
    rules = rules_of(tags)
    of_group = rules.rows.found(bare.lower()) or rules.complement.found(bare.lower()) or rules.plural.found(bare.lower())
    free = not held or " and " in held or of_group or _WHAT_IT_IS.match(bare.lower())
    return bare if free else continued([taken_off, bare], tags)[-1]
