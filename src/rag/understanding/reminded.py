"""A turn that asks only which one, or who, the last answer was of: “which trust was that again?” – “remind me who it was”.

What it asks was told already; taken for a request of its own, it would be asked of every member.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from rag.text import words
from rag.understanding.moves import AFTER, POLITE
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from rag.corpus.tags import Tags
    from rag.understanding.question import Question

_THAT = r"(?:that|this|it)"
_REMIND = r"(?:(?:again|remind me|remind us|tell me|tell us|i forgot|i forget|i've forgotten|sorry)[ ,]++){0,3}+"
WHICH = Rule(
    "asks which one the answer was of",
    (
        (rf"{_REMIND}(?:in |at |of |from |for )?which (?P<one>(?:\w++ )?\w++) (?:is|was|were) {_THAT}"
         r"(?: (?:again|of|about|from|at|in|then))?"),
        rf"{_REMIND}(?:in |at |of |from |for )?which (?P<one2>\w++) {_THAT} (?:is|was)",
        r"(?:remind (?:me|us)|again,?|i forgot|i forget) (?:of )?which (?P<one3>\w++)",
        r"(?:in |at |of |from |for )?which (?P<one4>\w++)(?: again)?",
    ),
    yes=("which ward was that again?", "and at which ward is this", "sorry, which one was it", "remind me which one that was",
         "remind me which ward", "which ward again", "from which ward?", "which foundation ward was it"),
    no=("which ward was first", "which ward was that doctor at", "which ones were those", "which ward leads again"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
WHO = Rule(
    "asks once more who it was",
    (
        rf"who (?:is|was|were) (?:{_THAT}|they|he|she) again",
        rf"(?:remind (?:me|us)|i forgot|i forget) (?:again )?who (?:(?:{_THAT}|they|he|she) (?:is|was|were)|(?:is|was) {_THAT})",
    ),
    yes=("who was it again?", "and who is she again", "remind me who that was", "sorry, i forgot who it was"),
    no=("who was it", "who was it again that left", "remind me who leads it"),
    bounded=False, whole=True, head=POLITE, tail=r"[ ?.!]*+",
)  # fmt: skip
WAS_THAT = Rule(
    "asks who that was",
    (r"who(?: is|'s|'?s| was| were) (?:that|this|it|he|she|they)",),
    yes=("who was that", "and who's that?", "who is she"),
    no=("who was that for", "who is it led by", "who leads that", "who was the chair"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
WHAT_AGAIN = Rule(
    "asks once more which of its kind it was",
    ((r"(?:remind (?:me|us)|tell me|i forg[eo]t)?,? ?(?:which|what) (?P<what>[\w'-]{3,}+(?: [\w'-]++)?) (?:was|is|were|are) "
      r"(?:it|that|this|they|those)(?: (?:about|for|from|of))? again"),
     (r"(?:remind (?:me|us)|i forg[eo]t)(?: again)?,? (?:of )?(?:which|what) (?P<what2>[\w'-]{3,}+(?: [\w'-]++)?) "
      r"(?:it|that|this|they|those) (?:was|is|were|are)")),
    yes=("which prize was it again?", "and what scale was that again", "remind me what firm it was"),
    no=("which prize was it", "which prize was won again", "what was it again", "remind me what it was"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
"""It was told already, of the thing talked of."""
_THEIR_WORDS = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|think|thought|feel|felt|told|tell|quot\w++|words|comment\w*+|views?|opinions?)\b"
)
_AGAIN = re.compile(r"\b(?:again|remind|forg[eo]t)")


def reminded(typed: str, last: Question, tags: Tags, *, of_one: bool = False) -> Literal["whose", "speaker", "again"] | None:
    """What of the last answer a turn asks: of whom it is, who is quoted or, after a request for somebody, all of it once more.

    Of a kind that is no member ("which ward was that") nothing, and of "which trust?" by itself only after what was of one, or
    quoted ``of_one`` at most.
    """
    lowered, before = typed.lower().strip(" .,!?;:…"), last.text.lower().removeprefix("tell me ")
    theirs = _THEIR_WORDS.search(before) is not None
    if WHO.found(lowered):
        return "speaker" if theirs else "again" if "who" in words(before) else "whose"
    if theirs and WAS_THAT.found(lowered):
        return "speaker"
    found = WHICH.pattern.fullmatch(lowered)
    if found is None:
        return None
    group = tags.profile.group
    one = next(name for name in found.groupdict().values() if name).split()[-1]
    again = _AGAIN.search(lowered) is not None
    member = one in (group.noun, *group.others, *group.places) or (one == "one" and (again or found["one"] is not None))
    return "whose" if member and (again or of_one or len(last.trusts) == 1) else None
