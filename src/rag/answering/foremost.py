"""Of a follow-up that asks whether somebody left, whether people want the old way back, how it is by now or who may go: what
tells it stands first, and is shown though it was folded, or near only.

What the request before was on is oftenest the likeliest quotation again; it was read already. Unlike what is ``demanded``, an
answer that tells none of it may stay, but where the words for it are few.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.answering.aspects import not_told
from rag.answering.draft import Draft
from rag.answering.plainly_told import TIED_TO_PAY, is_above
from rag.understanding.outcome import ATTENDED, LEFT
from rag.understanding.rules import Rule
from rag.understanding.wants import ASKS_TAKERS, TAKES_PART

if TYPE_CHECKING:
    from rag.types import Quote
    from rag.understanding.question import Question

THE_OLD_WAY = Rule(
    "asks whether people want back what was before",
    (
        (r"(?:want|wants|wanted|like|liked|wish|wished|prefer|preferred|ask|asked|miss|missed|keen|happy|rather)\b [^?]{0,40}?"
         r"(?:\bback\b|\brevert\w*+|\breturn\w*+|\bold (?:ways?|system|method|process|ones?|approach)\b|\bbefore\b)"),
        r"(?:go(?:ing)?|gone|went|turn(?:ing)? the clock|chang(?:e|ing) it) back\b(?! (?:to|and) (?:the )?(?:first|start)\b)",
        r"(?:miss|prefer)\w*+ the (?:previous|former) \w++",
    ),
    yes=("do they want the old way back?", "would people rather go back", "did anyone ask to revert",
         "do people miss the former one", "will they go back", "do ppl want it back", "were they happy to go back to how it was"),
    no=("what was the old way", "who came back", "what do they want", "is feedback wanted"),
    bounded=False, head=r"\b",
)  # fmt: skip
BY_THEN = Rule(
    "asks how it is by now, and no more",
    (
        (r"(?!(?:(?:and|so|but|ok)[ ,]++){0,2}+(?:who|where|which|how (?:many|much|long|often))\b)[^?]{2,80}? (?:right |by |even )?"
         r"(?:now|today|nowadays|these days|currently|at present|at the moment)"),
    ),
    yes=("did anyone leave now", "is it liked these days?", "what went wrong today"),
    no=("who does the work now", "what is happening now at ash", "now who leads it", "today's staff"),
    bounded=False, whole=True, tail=r"(?: (?:then|though))?[ ?.!]*+",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class First:
    """What is asked by a ``rule``, and the words that tell it; ``firm``: no other words tell it."""

    rule: Rule
    told: re.Pattern[str]
    firm: bool = False


MORE_THAN_ONCE = Rule(
    "asks whether it was done more than once",
    (
        r"(?:more than|only|just)(?: the)? once(?! a\b)|(?:a )?(?:second|third) time|(?:how (?:many|often) )?times\b|twice(?! a\b)",
        r"(?:did|have|has) (?:they|it) (?:ever )?(?:do|done|repeat(?:ed)?|run|use[d]?) (?:it|that|this)(?: all)? (?:again|since)",
    ),
    yes=("have they done it more than once?", "was it only the once", "did they repeat that since"),
    no=("once they did it", "is it more than once a year", "do it again", "the first time"),
    bounded=False, head=r"\b",
)  # fmt: skip
_TWICE = re.compile(
    r"\b(?:on (?:two|three|four|five|several|many|both) occasions|twice|(?:two|three|four|five|several|many|\d++) times"
    r"|(?:second|third) time|repeated(?:ly)?|(?:bi-)?annual(?:ly)?|monthly|weekly|regular(?:ly)?|one-off|once)\b"
)
_NOW = re.compile(r"\b(?:(?<!not )now|today|currently|nowadays|these days|at present|years on|since then)\b")
_LEFT = re.compile(r"\b(?:resign\w*+|quit|left|stepped down|depart(?:ed|ures?)|walked out|dismiss\w*+|leavers?)\b")
_PAY = re.compile(r"\b(?:increments?|pay|paid|salar(?:y|ies)|bonus(?:es)?|allowances?|awards|remunerat\w++)\b|£")
_FORMER = r"(?:previous|old|former) (?:\w++ )?(?:method|way|system|process|approach)"
_BACK = re.compile(rf"\b(?:revert\w*+|go(?:ing)? back|return(?:ed)? to the|{_FORMER})\b")
_GO = re.compile(r"\battend(?:ance|ed|s|ing)?\b|\bturn-?out\b|\bparticipat\w*+|\bper cent\b")
_FIRSTS = (
    First(BY_THEN, _NOW), First(LEFT, _LEFT, firm=True), First(TIED_TO_PAY, _PAY), First(THE_OLD_WAY, _BACK),
    First(ATTENDED, _GO, firm=True), First(ASKS_TAKERS, TAKES_PART.pattern),
    First(MORE_THAN_ONCE, _TWICE),
)  # fmt: skip


def foremost(asked: Question, draft: Draft) -> Draft:
    """The answer to a follow-up led by what tells the thing that it plainly asks; that this is not said where nothing does, and
    no other words would.
    """
    may = draft.status in ("answered", "not_stated") and not draft.rows and asked.leans
    first = next((one for one in _FIRSTS if may and one.rule.found(asked.text.lower())), None)
    if first is None:
        return draft
    told = first.told
    shown = draft.quotes if draft.status == "answered" else ()
    leading = tuple(q for q in shown if told.search(q.text.lower()))
    found = leading or tuple(q for q in (*draft.more, *draft.nearest) if told.search(q.text.lower()))[:1]
    if found:
        return _led(draft, found, shown)
    if first.firm and shown:
        return Draft("find", "not_stated", not_told(""), nearest=shown[:1], next=draft.next)
    return draft


def _led(draft: Draft, found: tuple[Quote, ...], shown: tuple[Quote, ...]) -> Draft:
    """The draft led by these quotations, and what one of them is read with; a refusal becomes an answer."""
    above = tuple(q for q in shown if q not in found and any(is_above(q, own) for own in found))
    quotes = (*found, *above)
    if quotes == draft.quotes:
        return draft
    rest = tuple(q for q in (*shown, *draft.more) if q not in quotes)
    if draft.status == "answered":
        return replace(draft, quotes=quotes, more=rest, beside=())
    return Draft("find", "answered", "", quotes, rest, next=draft.next)
