"""“Do they pick nurses?” – “Who does, then?”, “Is that so at Ash, too?”: the last request, asked in another way.

Rules over lower-case text; nothing looks at the index.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.understanding.question import names_of, resolve
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from rag.corpus.tags import Tags
    from rag.understanding.question import Question

_JOINED = r"(?:(?:and|so|but|ok)[ ,]++){0,2}+"
SO_THERE = Rule(
    "asks whether what was told is so elsewhere",
    (r"(?:is|was|are|were|isn'?t) (?:that|this|it) (?:also |still )?(?:true|so|right|the case|the same(?: thing)?)",),
    yes=("is that true too", "and is it the same?", "was that also the case"),
    no=("is that true of wards", "is it so that nurses lead", "is the same true"),
    bounded=False, whole=True, head=_JOINED, tail=r"(?: (?:too|as well|also|then|at|in|for|of))*+[ ?.!]*+",
)  # fmt: skip
WHO_THEN = Rule(
    "asks who does what it was asked whether some do",
    (r"who (?:does|do|did|can)(?: (?:it|that|so|this))?(?: then| instead)?",),
    yes=("who does then", "so who does it?", "well who did that instead"),
    no=("who does the round", "who is it", "whom do they", "who does it at ash"),
    bounded=False, whole=True, head=r"(?:(?:and|so|but|ok|well|then)[ ,]++){0,2}+", tail=r"[ ?.!]*+",
)  # fmt: skip
_DO_THEY = re.compile(r"(?:(?:and|so|but|ok)[ ,]++){0,2}+(?:do|does|did) (?:they|it|he|she|the \w++|\w++) (?=\w{3})")


def who_then(asked: Question, last: Question, tags: Tags) -> Question | None:
    """Who does what it was just asked whether some do: "do they pick nurses" – "who does then"."""
    begun = _DO_THEY.match(last.text.lower())
    if begun is None or last.mentions or len(last.text) != len(last.text.lower()) or not WHO_THEN.found(asked.text.lower()):
        return None
    text = f"who {last.text[begun.end() :].strip(' ?.!')}"
    taken = f"{text} ({names_of(last.trusts, tags)})" if last.trusts else text
    return replace(last, text=text, mentions=(), lead="", lead_mentions=(), leans=True, taken_as=taken)


def so_there(asked: Question, last: Question, tags: Tags) -> Question | None:
    """The last request, of a member of which it is asked whether what was told is so there."""
    if not (asked.mentions and SO_THERE.found(without_names(asked).lower())):
        return None
    return resolve(replace(asked, text="", mentions=(), leans=True), last, tags)


def without_names(last: Question) -> str:
    """The text of a request without the members that it names."""
    text = last.text
    for mention in reversed(last.mentions):
        before = re.sub(r" (?:at|in|for|of)(?: the)? ?$", "", text[: mention.start].rstrip())
        text = f"{before}{text[mention.end :]}"
    return text
