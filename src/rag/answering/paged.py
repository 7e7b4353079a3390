"""The form ``about``: on which page the report has one of its parts, or a word that stands in few places."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.draft import Draft
from rag.answering.located import on_pages, part_of, word_on
from rag.answering.numerals import of_a_number
from rag.answering.quotes import make_quotes
from rag.answering.structure import AT_ONCE
from rag.answering.structure import answer as of_the_structure
from rag.answering.topic import look_up
from rag.text import STOPWORDS, terms, words
from rag.understanding.route import masked
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.kit import Kit
    from rag.corpus.tags import Tags
    from rag.types import Section
    from rag.understanding.question import Question

FEW = 3
"""Places at most of a word whose page is asked for: of one that stands everywhere it is no help to be told all."""
ASKS_PAGE = Rule(
    "asks on which page something is",
    (
        r"(?:what|wat|wot|wht|which|whats|what's)(?: is)?(?: the)? (?:pages?|pg|pgs)(?! \d)",
        r"(?:pages?|pg) (?:numbers?|nos?|ref(?:erence)?s?) (?:for|of|on)",
        r"where (?:does|do|is|are|can i find) (?=[^?.!\n]{2,60} (?:(?:starts?|begins?)(?:,|[ ?.!]*+$)|(?:section|chapter)\b))",
    ),
    yes=("what page is the checklist on", "on which pages is governance", "page number for the conclusion", "pg ref of the study",
         "where does the conclusion start", "where can i find the governance chapter"),
    no=("what is on page 16", "what page 16 says", "how many pages", "where do doctors begin to lead", "where does ash rank",
        "which patients", "the page number"),
)  # fmt: skip
ASKS_LENGTH = Rule(
    "asks how long a part is",
    (
        r"how many (?:pages?|pgs?) (?:does|do|is|are|has|have|did|in|on|for|of|long)",
        r"how (?:long|big) (?:is|are) (?:the |its )?+(?=[^?.!\n]{2,60}(?:section|chapter|part)\b)",
        r"how (?:long|big) (?:is|are) (?:the )?(?:section|chapter|part|bit) (?:on|about|of|for)",
    ),
    yes=("how many pages does the governance chapter have", "how many pages is the governance part",
         "how long is the governance section?",
         "how long is the chapter on governance"),
    no=("how many pages", "how long is the report", "how long is the programme", "how long does a part take", "which page is it"),
)  # fmt: skip
_PAGE = re.compile(r"\b(?:pages?|pgs?)\b")
_FRAME = frozenset(
    terms(
        "page pages pg pgs number numbers no nos ref refs reference section sections chapter chapters part parts bit piece passage "
        "paragraph start starting begin beginning find found printed report document pdf talk talks cover covered deal discussed "
        "wat wot wht whats what's where's says quote quotation line long big many"
    )
)
"""What asks for a page, and the names of what is on one."""
_ENDS = re.compile(r"[?.!;\n]")


def placed(kit: Kit, asked: Question) -> Draft | None:
    """What is asked of the report's structure, where one of its parts is, or what a number stands for; ``None`` for a request that
    asks nothing of these.
    """
    length = on_page(kit, asked) if ASKS_LENGTH.found(asked.text.lower()) else None
    return length or of_the_structure(kit.index, asked) or on_page(kit, asked) or of_a_number(kit, asked)


def on_page(kit: Kit, asked: Question) -> Draft | None:
    """The pages of the parts of which a request asks where they are, or of a word; ``None`` where it asks no such thing, or what
    it names is neither.
    """
    lowered = asked.text.lower()
    asks = ASKS_PAGE.found(lowered) or ASKS_LENGTH.found(lowered)
    if asked.lead or asked.each or not asks or _ENDS.search(lowered.rstrip(" ?.!")):
        return None
    said = [word for word in words(masked(asked.text, asked.mentions, " ")) if not _FRAME.issuperset(terms(word))]
    named = {term for word in said for term in terms(word)}
    if not (named or asked.trusts):
        return None
    tags = kit.index.report.tags
    if parts := _parts(kit.index.report.sections, named, asked, tags):
        opening = [next((p for p in kit.index.passages if p.section == first.id), None) for first, *_ in parts.values()]
        quotes = tuple(q for p in opening if p for q in make_quotes(kit.index, [s.index for s in p.sentences]))
        return Draft("about", "about", on_pages(parts), quotes[:AT_ONCE], quotes[AT_ONCE:])
    things = kit.telling_of(" ".join(word for word in said if word not in STOPWORDS))
    if not things or not ASKS_PAGE.found(lowered) or not _PAGE.search(lowered) or not 0 < len(kit.concordance.near(things)) <= FEW:
        return None
    draft = look_up(kit, asked, (things,), None)
    return replace(draft, status="answered", message=word_on(things, draft.quotes), rows=()) if draft and draft.quotes else None


def _parts(sections: Sequence[Section], named: set[str], asked: Question, tags: Tags) -> dict[str, Sequence[Section]]:
    """By what they are called the parts that have all the words ``named`` in their names: what is said of a trust, a chapter, else
    headed sections.
    """
    own = [s for s in sections if not asked.trusts or s.trust in asked.trusts]
    if asked.trusts and all(named <= {*terms(s.chapter_title)} for s in own):
        return {tags.trust(trust).name: [s for s in own if s.trust == trust] for trust in asked.trusts}
    chapters = dict.fromkeys((s.chapter, s.chapter_title) for s in own if named <= {*terms(s.chapter_title)})
    if chapters and not asked.trusts:
        return {part_of(*chapter): [s for s in own if s.chapter == chapter[0]] for chapter in chapters}
    headed = (s for s in own if s.heading and named <= {*terms(s.heading)})
    return {f"‘{s.heading}’, {tags.trust_name(s.trust)}": [s] for s in headed}
