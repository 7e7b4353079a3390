"""A request for a definition of what the report speaks of and nowhere defines: that it gives none is told before what it says."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import located, wording
from rag.answering.draft import Draft
from rag.text import words
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from rag.answering.kit import Kit
    from rag.understanding.question import Question

_IT = r"(?:it|they|we|(?:the|this|that|your) (?:report|authors?|study|paper|document|writers?|book))"
ASKS_DEFINITION = Rule(
    "asks for a definition",
    (
        rf"what (?:do|does|did|would) {_IT} (?:actually |really )?mean by |what(?:'s| is| was) (?:actually |really )?meant by ",
        r"(?:definitions? (?:of|for)|define) ",
        r"how (?:is|are|was|were) (?=(?:\w++ ){0,4}\w++ defined\b)|(?:say|explain) what (?=(?:\w++ ){1,4}means?\b)",
    ),
    yes=("how does the report define engagement", "what do they mean by devolved leadership", "what is meant by culture",
         "is there a definition of culture",
         "define leadership", "define leadership for me please", "how is clinical leadership defined",
         "does it say what leadership really means"),
    no=("a defined term", "how do they divide it", "what does it mean", "definitely", "how are posts defined by whom"),
    bounded=False,
    head=r"\b",
    tail=r"(?:an? |the )?(?P<thing>[a-z][\w'-]*+"
         r"(?: (?!(?:in|here|at|for|to|and|or|as|please|pls|defined|actually|really|means?)\b)[\w'-]++){0,3})"
         r"(?=(?: (?:defined|(?:actually |really )?means?))?(?: (?:in|here|at all|anywhere|please|pls|for me|to me)\b[^?.!]{0,30})?"
         r"[ ?.!]*+$)",
)  # fmt: skip
_SECOND = r"(?: (?!(?:for|of|in|on|at|to|like|about|up|mean)\b)[a-z][\w'-]++)?"
ASKS_WHAT = Rule(
    "asks what something is that it takes for a term",
    (
        (r"(?:what|wat|wot)(?:['’]?s| is| are) (?:an? )?(?!(?:the|an?|my|your|our|their|this|that|it|up)\b)"
         rf"(?P<thing>[a-z][\w'-]++{_SECOND})"),
        rf"what does (?P<means>[a-z][\w'-]++{_SECOND}) (?:mean|stand for)",
        rf"(?:the )?meaning of (?:an? )?(?!(?:the|an?)\b)(?P<meant>[a-z][\w'-]++{_SECOND})",
    ),
    yes=("what is a syndicate", "whats servant leading?", "what does adhocracy mean", "and the meaning of adhocracy"),
    no=("what is the syndicate", "what's your name", "what is a ward clerk for", "what is it"),
    bounded=False, whole=True, head=r"(?:(?:and|so|ok|pls|please)[ ,]++){0,2}+", tail=r"[ ?.!]*+",
)  # fmt: skip
AT_ONCE = 3
"""Quotations at once of what is nowhere defined."""
_QUOTED = re.compile(r"[\"“”‘]|(?<!\w)'|['’](?!\w)")
"""Marks round what is to be defined; an apostrophe within a word is none."""
_DEFINES = re.compile(r"\b(?:defin(?:es?|ed|ition)\w*+|means? (?:by|that)|is (?:known|understood) as|refers? to|stands? for)\b")
"""How a sentence says what something is."""


def of_none(kit: Kit, asked: Question, draft: Draft) -> Draft:
    """The draft, and that the report does not define what a definition is asked of; where the draft has nothing, that alone.

    Of an abbreviation or a name it is not told: that is written out, or what it is told.
    """
    lowered = _QUOTED.sub("", asked.text.lower())
    if draft.status == "off_topic" and (missing := _unknown(kit, lowered)):
        return replace(draft, status="not_stated", form="topic", message=located.no_word(missing))
    found = ASKS_DEFINITION.pattern.search(lowered) if not asked.mentions else None
    if not found or draft.status == "about":
        return draft
    thing = found["thing"]
    units = kit.telling_of(thing)
    if draft.form != "term" and draft.quotes and units and not any(map(kit.concordance.sentences, units)):
        return Draft(draft.form, "not_stated", located.no_word([thing]))  # what is like it defines it even less
    places = kit.concordance.in_one_sentence(units) if units else frozenset()
    sentences = kit.index.sentences
    named = re.compile(rf"\b{re.escape(thing)}\b")
    means = re.compile(rf"\b{re.escape(thing)} means?\b")
    printed = kit.index.report.text
    name = thing.upper() in printed or (thing.title() in printed and thing not in printed)
    if not places or name or any(
        means.search(own) or (_DEFINES.search(own) and named.search(own)) for own in (sentences[n].text.lower() for n in places)
    ):  # fmt: skip
        return draft
    message = wording.undefined(thing)
    if draft.status not in ("answered", "partial"):
        return replace(draft, status="not_stated", message=message, next=(f"What does the report say about {thing}?",))
    draft = _on_it(kit, thing, draft)
    told = draft.message or wording.told(draft, kit.index.report.tags)
    return replace(draft, status="partial", message=f"{message} {told}")


def _unknown(kit: Kit, lowered: str) -> tuple[str, ...]:
    """The words that occur nowhere of what is asked what it is; that is told sooner than that it is outside the report."""
    found = ASKS_WHAT.pattern.fullmatch(lowered)
    thing = next(filter(None, found.groups()), "") if found else ""
    return tuple(word for word in words(thing) if not kit.concordance.with_synonyms(word))


def _on_it(kit: Kit, thing: str, draft: Draft) -> Draft:
    """The draft with what does not hold every word of the thing folded, where some of it, or of what is folded, does."""
    held = tuple(q for q in (*draft.quotes, *draft.more) if all(kit.stands_in(q.text, word) for word in words(thing)))
    if not held or set(held) >= set(draft.quotes):
        return draft
    rest = tuple(q for q in (*draft.quotes, *draft.more) if q not in held)
    rows = tuple(replace(row, quotes=own) for row in draft.rows if (own := tuple(q for q in row.quotes if q in held)))
    return replace(draft, quotes=held[:AT_ONCE], more=(*held[AT_ONCE:], *rest), rows=rows, heading="", beside=())
