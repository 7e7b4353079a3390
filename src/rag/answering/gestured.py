"""“Which ward did the inspector criticise?”: where the report only says that there is such a one, or some, it does not say which;
of "the things that made them unhappy" it does not say what they are, and of a bare statement not why it is so.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.wording import OFFERED
from rag.text import stem, words
from rag.understanding.route import masked
from rag.understanding.rules import Rule
from rag.understanding.wants import ASKS_MORE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.draft import Draft
    from rag.types import Quote
    from rag.understanding.question import Question

NOT_WHICH = f"The report does not say which.{OFFERED}"
NOT_WHAT = f"The report does not say what.{OFFERED}"
NOT_WHO = f"The report does not say who.{OFFERED}"
NOT_WHY = f"The report does not say why.{OFFERED}"
_HEAD = r"^(?:(?:and|so|but|ok|oh)[ ,]++){0,2}+"
WHICH_ONE = Rule(
    "asks which one of a kind was told of",
    (r"(?:which|what) (?P<kind>(?!ones?\b)[a-z]{3,}+)(?: exactly)? (?:is|was|were|are) (?:it|that|this|they|those)(?=[ ?.!]*+$)",
     r"(?:which|what) (?P<kind2>(?!ones?\b)[a-z]{3,}+)(?=[ ?.!]*+$)"),
    yes=("which service was it?", "and what firm is that", "so which ward?"),
    no=("which one", "which services were they closing", "which of the wards was it", "what is that"),
    bounded=False, head=_HEAD,
)  # fmt: skip
WHICH_DID = Rule(
    "asks which one of a kind it was of which something is told",
    ((r"(?:which|what) (?:one )?(?:of (?:its|their|the) )?(?!(?:one|kinds?|sort|types?|part|role|way|extent|effect|impact|influence"
      r"|difference|change)\b)(?P<kind>[a-z]{3,}+)"
      r"(?: of (?:its|theirs))? (?:(?:did|were|has|had)\b(?!\W*$)|(?:was|is)\b(?! (?:like|the|it|this|that)\b))"),),
    yes=("which service did the inspector criticise", "so which of its wards was closed"),
    no=("which one was it", "what budget has?", "what is the ward", "which wards do they close", "what part did it play",
        "what role did nurses have", "what effect did the grid have"),
    bounded=False, head=_HEAD,
)  # fmt: skip
WHICH_ARE = Rule(
    "asks which of a kind they are of whom something is told",
    (
        (r"(?:which|what) (?:of (?:its|their|the) )?(?!(?:do|does|did|are|is|was|were|has|have|had|can|will|would|the"
         r"|else|if|about)\b)(?P<kinds>(?:[a-z0-9-]{2,} ){0,3}?[a-z-]{3,}(?<!s)s)"
         r" (?:(?:are|were)\b(?! (?:like|it|this|that)\b)|(?:do|does|did|has|have|had|can|will|may|must|should|sit|attend"
         r"|go|went|quit|left|resign|won|win|took|take|gave|made|run|ran|lost|confirm|show|[a-z]{2,}ed)\b)"),
        r"(?:please |can you )?(?:name|list) (?:all )?(?:of )?the (?P<kinds2>(?:[a-z0-9-]{2,} ){0,2}?[a-z-]{3,}(?<!s)s)\b",
    ),
    yes=("which wards does it have", "so which senior nurses quit over it", "what awards has it won", "name the specialties in it",
         "which three boards were closed", "list all the wards"),
    no=("which ward was closed", "how many wards are there", "the wards that were closed", "which of them has wards",
        "name them", "names of wards", "what do the five wards have in common"),
    bounded=False, head=_HEAD,
)  # fmt: skip
WHAT_ABOUT = Rule(
    "asks what it was that people minded, or what was brought up",
    (
        (r"what (?:exactly |else )?(?:is|are|was|were|did|do|does|had|has|have|made|makes) (?:\S++ ){1,9}?(?:unhappy"
        r"|upset|angry|annoyed"
         r"|worried|concerned|dissatisfied|frustrated|complain(?:ed|ing)?|grumbl\w++|object\w*+|moan\w*+)\b"),
        (r"(?:what|which) (?:were |are |was )?(?:the |these |those )?(?:\w++ ){0,3}?(?:issues|things|problems|matters|concerns"
         r"|grievances|worries)\b"),
    ),
    yes=("what were nurses unhappy about", "what did the nurses at the ward complain of", "what issues did it raise",
         "so what were the more difficult matters", "which things made them cross"),
    no=("what is done about complaints from nurses", "who was unhappy", "what training do they get", "how are issues dealt with"),
    bounded=False, head=_HEAD,
)  # fmt: skip
FOUND_WRONG = Rule(
    "asks what was found to be wrong",
    (
        (r"what (?:did|do|does|have|had|has) (?:they|it|he|she|the \w++)(?: actually)?"
         r" (?:find|found|say was|say is|think was|see as) (?:wrong|lacking|missing|bad|amiss)"),
        r"what (?:was|is|went)(?: so)? (?:wrong|amiss)",
    ),
    yes=("what did they find wrong there", "so what was wrong with it"),
    no=("what did they find", "who found it wrong", "is it wrong"),
    bounded=False, head=_HEAD,
)  # fmt: skip
_OVER_SOME = re.compile(r"\bover (?:one|some|several|a (?:number|few)) of (?:its|their|the) \w++")
"""That there was something, of which kind, and no more."""
_SOME = r"(?:one of|an?|some(?: of)?|several(?: of)?|a (?:number|range) of|any(?: of)?|other)"
_NO_AMOUNT = r"(?! (?:\w++ ){0,3}?(?:£|\d[\d.,]*+ (?:million|billion)))"
"""Behind a kind, that what it amounts to is not told: "a grant of £3 million" is told of, not gestured at."""
_COUNT = r"(?:\d[\d,]*+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty)(?: of (?:the|its|their))?"
_SOME_ARE = (
    r"(?:some(?: of)?|several(?: of)?|(?:a|the) (?:large |small |wide |whole )?(?:number|range|variety|mixture|couple|handful) of"
    rf"|(?:a )?few|many|various|different|certain|numerous|multiple|other|{_COUNT})(?: (?:other|different|the|its|their))?"
)
_NAMES = re.compile(
    r":|\binclud\w++|\bsuch as\b|\bnamely\b|\b(?:eg|ie|e\.g|i\.e)\b|\bfor (?:instance|example)\b|\b(?:as"
    r"|are) follows\b|\bfollowing\b"
)
"""Behind a kind, that the ones of it are named."""
_BY_NAME = re.compile(r",? (?:(?:of|in|at|like|are|were|the) ){0,3}[A-Z]")
_SENTENCE = re.compile(r"[^.;]*+(?:[.;]\W{0,4}+(?:These|They|Among|For instance|For example)\b[^.;]*+)?")
"""The rest of a sentence, and the next one where that goes on with it."""
NEAR = 30
"""Characters before a kind within which a name of one of it stands: "the Oak Guardian Award"."""
_BUT = re.compile(r"\b(?:apart from|other than|besides|aside from|except(?: for)?|in addition to|beyond) (?:the )?([\w’' -]{3,40})")
_NO_MATTER = re.compile(
    r"\b(?:the|some of the|any|certain|these|those|other) (?:more |most )?(?:\w++ )?(?:things|issues|matters|points"
    r"|problems|concerns)"
    r" (?:that|which|raised|across|they|people)\b"
)
"""That something was minded or brought up, and not what."""
_MATTER = re.compile(r"\b(?:because|for (?:instance|example)|such as|includ\w++|namely)\b|:|\babout (?:the|a) (?!things)")
"""What it was."""

WHO_CALLS = Rule(
    "asks who calls something so",
    ((r"who (?:(?:actually|first|exactly) )?(?:call(?:s|ed)?|describe[sd]?|regard(?:s|ed)?|consider(?:s|ed)?|nam(?:es|ed)"
      r"|sees?|saw|think(?:s)?|thought|say(?:s)?|said|dubbed) (?:it|that|this|them|they|he|she|the|so)\b"),),
    yes=("who calls it the soul of the ward?", "and who called it that", "so who thinks it is fair", "who says so"),
    no=("who is it called by", "who called", "who sees patients"),
    bounded=False, head=_HEAD,
)  # fmt: skip
_BY_NOBODY = re.compile(
    r"\b(?:seen|known|regarded|described|viewed|called|considered|recognised) (?:\w++ )?(?:as|to be)\b(?! by\b)"
)
"""That something is called so, and not by whom."""
WHY = Rule(
    "asks why something is so, and nothing else",
    (r"why(?: exactly)? (?:do|does|did|is|are|was|were|has|have|had|would|will|don'?t|doesn'?t|didn'?t|isn'?t|aren'?t|won'?t)",),
    yes=("why do they meet so late", "and why is the ward shut", "so why don't they say nurse"),
    no=("do they say why", "why not", "what is it and why is it so", "why it is so"),
    bounded=False, head=_HEAD, tail=r" (?=\S)",
)  # fmt: skip
_REASON = re.compile(
    r"\b(?:because|since|due|owing|thanks|given|therefore|thus|hence|so|reasons?|results?|resulted|resulting|consequen\w*+"
    r"|lead(?:s|ing)? to|led to|caus\w++|driv\w++|driven|prompt\w*+|trigger\w*+|concern\w*+|problem\w*+|difficult\w*+|need\w*+"
    r"|aim\w*+|purpose|intend\w*+|intention|help\w*+|enabl\w++|ensur\w++|allow\w*+|improv\w++|recogni\w++|believ\w++|belief"
    r"|importan\w++|essential|vital|critical|want\w*+|wish\w*+|desire\w*+|seek\w*+|avoid\w*+|prevent\w*+|reduc\w++|valu\w++"
    r"|mean(?:s|t|ing)?|after|following|underpin\w*+|influenc\w++|reflect\w*+|strateg\w++|commit(?:ted|ments?|s|ting)?|feel\w*+|felt|too|not|no"
    r"|never|rarely|lack\w*+|key|motivat\w++|encourag\w++|inspir\w++|reinforce\w*+|demonstrat\w++|if|when|where|would|can|could"
    r"|should|must)\b|\bfor\b|\bby \w++ing\b"
    r"|\bto (?!(?:the|an?|as|its|their|this|that|these|those|all|each|be|\w++ing)\b)[a-z]|n[’']t\b"
    r"|(?<!well )(?<!such )(?<!to )(?<!role )\bas (?:they|it|we|he|she|the|this|these|some|part of)\b"
)
"""What may tell a reason; a bare statement has none of it."""


def named(asked: Question, draft: Draft) -> Draft:
    """The answer; where what is quoted speaks of one or some of the kind of which it is asked which they are, or of the things of
    which it is asked what they are, or only states that of which it is asked why, that it is not said.
    """
    if draft.status != "answered" or draft.rows:
        return draft
    lowered = " ".join(masked(asked.text.lower(), asked.mentions, "").split())
    alone = not asked.lead
    if (
        WHO_CALLS.found(lowered)
        and not any(q.speaker for q in draft.quotes[:1])
        and _BY_NOBODY.search(draft.quotes[0].text.lower())
    ):
        return _silent(draft, draft.quotes[0], NOT_WHO)
    if near := _of_one(asked, lowered, draft.quotes):
        return _silent(draft, near, NOT_WHICH)
    if alone and (near := _of_some(lowered, draft.quotes)):
        return _silent(draft, near, NOT_WHICH)
    asks_why = alone and not asked.taken_as and WHY.found(lowered)
    if asks_why and draft.quotes and not any(_REASON.search(q.text.lower()) for q in draft.quotes):
        return _silent(draft, draft.quotes[0], NOT_WHY)
    near = _of_matters(draft.quotes) if alone and WHAT_ABOUT.found(lowered) else None
    over = FOUND_WRONG.found(lowered) and _OVER_SOME.search(draft.quotes[0].text.lower())
    return _silent(draft, near or draft.quotes[0], NOT_WHAT) if near or over else draft


def _of_one(asked: Question, lowered: str, quotes: Sequence[Quote]) -> Quote | None:
    """What speaks of one of a kind, where it is asked which, and nothing speaks of it otherwise."""
    found = WHICH_ONE.pattern.match(lowered) if asked.lead else WHICH_DID.pattern.match(lowered)
    if found is None:
        return None
    kind = stem(next(own for own in found.groups() if own))
    some = re.compile(rf"\b{_SOME} (?:\w++ ){{0,2}}?{kind}\w*+{_NO_AMOUNT}")
    told = [q for q in quotes if some.search(q.text.lower())]
    held = sum(len(re.findall(rf"\b{kind}", q.text.lower())) for q in quotes)
    if not told or held > sum(len(some.findall(q.text.lower())) for q in told):
        return None
    return next((q for q in told if "one of" in q.text), told[0])


def _of_some(lowered: str, quotes: Sequence[Quote]) -> Quote | None:
    """What says that there are some of a kind, or how many, where it is asked which, and nothing names any, or any but those left
    out ("apart from the first"); ``None`` where more is asked, too.
    """
    found = WHICH_ARE.pattern.match(lowered)
    if found is None or ASKS_MORE.found(lowered[found.end() :]):
        return None
    kinds = next(own for own in found.groups() if own).split()
    but = _BUT.search(lowered)
    left_out = {stem(word) for word in words(but[1])} if but else set[str]()
    before = "".join(f"(?:{re.escape(word)} )?" for word in kinds[:-1] if not word.isdigit())
    some = re.compile(rf"\b{_SOME_ARE} {before}{re.escape(stem(kinds[-1]))}\w*+", re.IGNORECASE)
    holding = [q for q in quotes if re.search(rf"\b{re.escape(stem(kinds[-1]))}", f"{q.lead_in or ''} {q.text}", re.IGNORECASE)]
    every = re.compile(rf"\b(?:all|each|every|both|any) (?:[\w-]++ ){{0,3}}{re.escape(stem(kinds[-1]))}", re.IGNORECASE)
    if any(_are_named(q, kinds[-1], left_out) or every.search(q.text) for q in holding):
        return None
    return next((q for q in holding if some.search(q.text)), None)


def _are_named(quote: Quote, kind: str, left_out: set[str]) -> bool:
    """Whether a quotation names ones of a kind: behind the word for it, as items of its list, or by their own names."""
    own = re.escape(stem(kind))
    if quote.lead_in and re.search(rf"\b{own}", quote.lead_in.lower()):
        return True
    for place in re.finditer(rf"\b{own}\w*+", quote.text, re.IGNORECASE):
        rest = _SENTENCE.match(quote.text, place.end())
        behind = rest[0] if rest else ""
        around = {stem(word) for word in words(f"{quote.text[max(0, place.start() - NEAR) : place.end()]}{behind}")}
        if left_out & around and "," not in behind:
            continue
        if place[0][0].isupper() or _BY_NAME.match(behind) or _NAMES.search(behind.lower()):
            return True
    return False


def _of_matters(quotes: Sequence[Quote]) -> Quote | None:
    """What says that something was minded, where nothing says what."""
    near = next((q for q in quotes if _NO_MATTER.search(q.text.lower())), None)
    return None if near is None or any(_MATTER.search(q.text.lower()) for q in quotes) else near


def _silent(draft: Draft, near: Quote, message: str) -> Draft:
    return replace(draft, status="not_stated", form="find", message=message, quotes=(), more=(), nearest=(near,), beside=())
