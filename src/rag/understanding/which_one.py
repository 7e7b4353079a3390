"""“Is there a trust that dropped its board?”, “which trust pays?”: requests for the one member of which something is so."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rag.understanding.rules import Rule
from rag.understanding.said import Said

if TYPE_CHECKING:
    from rag.corpus.profile import Group

_ENDED = (
    r"(?:scrapp?(?:ed|s)?|dropp?(?:ed|s)?|abolish(?:ed|es)?|axed?|remov(?:ed?|es)|end(?:ed|s)|stopp?(?:ed|s)?|cut|ditch(?:ed|es)?"
    r"|(?:did|do(?:es)?|done) away with|g[eo]t(?:s|ting)? rid of|dispens(?:es?|ed) with|lost"
    r"|(?:(?:did|do(?:es)?|go(?:es)?|manage[sd]?|works?|cop(?:es?|ed)) )?without)\b"
)


@lru_cache(maxsize=16)
def asks_of_which_gone(group: Group) -> Rule:
    """What asks which members have a thing no longer, or are without it."""
    said = Said(group)
    member = f"{said.before}{said.member}"
    which = rf"(?:which(?: ones?| of (?:them|the (?:{said.number}|{member})))?(?: {member})?|what {member})"
    return Rule(
        "asks which members dropped a thing",
        (
            rf"(?:{which}|who)(?: (?:that|has|have|is|are|still|actually|just|already)){{0,2}} (?:{_ENDED}|(?:has|have|had) no\b)",
            (rf"(?:is there|are there|was there) (?:an?|any|one|some) {said.before}{said.member} (?:that|which|who|where they)?"
             rf"(?: (?:has|have|is|are|actually)){{0,2}} (?:{_ENDED}|(?:has|have|with|had) no\b|(?:does|do)(?:n'?t| not) have)"),
            rf"(?:has|have|did) any(?:one|body| of (?:them|the {said.number})| {said.before}{said.member})? {_ENDED}",
            rf"(?:{which}|who) (?:does|do)(?:n'?t| not) have\b|(?:{which}|who) (?:no longer|lacks?)\b",
        ),
        yes=(f"which {said.noun} scrapped its board", f"is there a {said.noun} that dropped its board", "has anyone cut it",
             f"which of the {said.count} has no rota", f"which {said.nouns} do without it", f"which {said.nouns} don't have one"),
        no=(f"which {said.noun} has a board", "what stops nurses", f"how does the {said.noun} do without it", "is there no board"),
        bounded=False, head=r"\b",
    )  # fmt: skip


@lru_cache(maxsize=16)
def which_one(group: Group) -> Rule:
    """What asks which member it is that does something, as far as the verb."""
    said, lacks = Said(group), r"(?!(?:is|are|was) (?:it|that|this|the|an?|in|near|based|at|still)\b)"
    member = f"{said.before}{said.member}"
    return Rule(
        "asks which member it is that does something",
        (
            rf"which (?:ones?|of (?:them|the (?:{said.number}|{member}))|{member})(?: of (?:them|the {said.number}))?",
            rf"(?:is|are|was) there (?:an?|any|one|some) {member} (?:that|which|who)",
        ),
        yes=(f"which {said.noun} dropped it", f"is there a {said.noun} that has one", f"and which of the {said.count} pays"),
        no=("which ward pays", f"which {said.noun} is in leeds", f"is there a {said.noun}", f"in which {said.noun} is it"),
        bounded=False, head=r"^(?:(?:and|so|but|ok|hi|hello)[ ,]++){0,2}+", tail=rf"(?= {lacks}\w)",
    )  # fmt: skip
