"""Why somebody asks – “as we are rethinking our own set-up, …”, “given the row over pay here: …” – taken off the request behind it.

What is told so is of whoever asks, and not of the report's members: looked for, its words would refuse what the report answers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.understanding.clauses import subject
from rag.understanding.group import rules_of
from rag.understanding.names import find_trusts
from rag.understanding.pointing import COLOURLESS
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from rag.corpus.tags import Tags

_OWN = r"\b(?:i|we|i'm|we're|i've|we've|my|our|us|ours|ourselves|neighbours|here)\b"
_REQUEST = (
    r"(?=(?:(?:please|pls|kindly|so|then)[ ,]+)?(?:(?:can|could|would|will|may|might) (?:you|someone|somebody|anyone|i|we)\b"
    r"|(?:please|pls)\b|what|how|who|whom|whose|which|where|when|why|do\b|does|did|is\b|are\b|has\b|have\b|was\b|were\b"
    r"|(?:i|we)(?:'d| would)? (?:need|want|like|wonder)|tell|give|list|compare|set out|show)"
    r"|(?:for|at|in|across) (?:each|all|the|every)\b[^.;:?!,]{0,60},)"
)
BACKGROUND = Rule(
    "tells first why it is asked",
    (
        (r"(?:as|since|because|given(?: that)?|with|following|after|in (?:view|light|the light) of|now that|seeing (?:that|as)"
         rf"|having(?: just)?|ahead of|in preparation for) (?=[^.;:?!]{{0,100}}?{_OWN})[^.;:?!]{{3,140}}?"
         rf"(?:(?:,| [–-]|:) (?:so )?{_REQUEST}"
         r"| (?=(?:i|we)(?:'d| would)? (?:need|want|like) to (?:know|see|find out)\b))"),
        (r"(?:my|our|we|i)(?:'m|'re|'ve)? [^.;:?!]{3,140}?(?:,| [–-]) (?:and )?so (?=(?:(?:please|pls|kindly)[ ,]+)?(?:can|could"
         r"|would|will) (?:you|someone|anyone)\b|please\b|pls\b|(?:i|we)(?:'d| would)? (?:need|want|like) to know)"),
    ),
    yes=("as we are rethinking our own wards, who leads them at each", "given the row over pay here: what do nurses get",
         "following the loss of our chief, could you say how chiefs are chosen",
         "since our chair left, i'd like to know who chairs",
         "my trust is rewriting its posts, so could you tell me how they do it",
         "with our inspection looming – for each ward, who pays",
         "as part of our pay review i need to know who gets more"),
    no=("as a trust grew, who led it", "with whom do we work, and how", "since when do they pay, and how",
        "given that doctors lead, what do nurses do", "our wards pay nurses, do they", "we want wards, so what",
        "after our first year we left",
        "as part of our review nurses spoke, at each of the wards"),
    bounded=False, head="^",
)  # fmt: skip
_POINTS = re.compile(r"\b(?:one|ones|it|that|this|these|those|same|so|similar|likewise)\b(?! (?:of|trust|hospital))")
"""May point at what was told: "we have scrapped our board, do any of them have one"."""
_NO_THING = re.compile(r"\b(?:any|some|no)thing\b")
LEAST = 1
"""Telling words of a request from which it is understood by itself: "given our interest in pay, what do they do" has none."""


def without_background(text: str, tags: Tags) -> str:
    """A request without why it is asked, where that names none of the report's members and nothing behind it may point at it."""
    lowered = text.lower()
    found = BACKGROUND.pattern.match(lowered) if len(lowered) == len(text) else None
    if found is None or find_trusts(text[: found.end()], tags):
        return text
    own = text[found.end() :]
    told = {*subject(_NO_THING.sub("", rules_of(tags).whole.without(own.lower())), tags)} - COLOURLESS
    return text if len(told) < LEAST or _POINTS.search(own.lower()) else own
