"""Whether words give the kind of thing that a request asks for.

A sentence near the subject that has no number is no answer to "how many". Of the 125 questions of exams and practice that ask
so and have an answer, every one's evidence meets its rule.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.understanding.rules import Rule
from rag.understanding.wants import (
    ASKS_FIRM,
    ASKS_NUMBER,
    ASKS_OFTEN,
    ASKS_SPAN,
    ASKS_TAKERS,
    ASKS_TIME,
    NUMBER,
    OFTEN,
    SPAN,
    TAKES_PART,
    TIME,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME = re.compile(r"(?<=[a-z,;’)] )[A-Z][a-z’]\w*+|\b(?!(?:NHS|UK|CEO|COO|MD|HR|GP)\b)[A-Z]{2,}\b")
"""A name as a sentence goes on with it (``influenced by Virgin``), or initials that are none of a post or the country's."""
_COUNT = re.compile(
    r"\b(?:\d|half\b|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twice|a couple of|(?:day|week|month|year)-long)"
)
"""Not "one", which is oftener somebody than a number."""
_SHARE = re.compile(r"\bper ?cent\w*|\d%|\b(?:proportion|share) of|\b(?:half|third|quarter|majority|most|all|none|each|every)\b")
_ASKS_SHARE = re.compile(r"\bper ?cent|\bproportion\b|\bshare of\b")
NAMED_ONES = re.compile(r"\b(?:following|these|are) (\w++): ?+(?:[^,.;:]{3,60}, ){2,}")
"""A list of them by name, to be counted: "these wards: Ash, Birch, Cedar"."""
EXACTLY = re.compile(r"\b(?:bi-?|half-)?(?:annual(?:ly)?|yearly|quarterly|monthly|fortnightly|weekly|daily)\b|\b(?:twice|every)\b")
"""How often, and not only that it is done regularly."""
_FIRM_TIME = re.compile(
    r"\b(?:1[89]|20)\d\ds?\b|\b(?:\d++|two|three|four|five|six|seven|eight|nine|ten|many|several|few) (?:years?|months?|decades?)\b"
    r"|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b|\bin may\b"
)
"""A time by which it can be told when: not "after concerns"."""
ASKS_PLACE = Rule(
    "asks for a place",
    (
        (r"where(?:['’]s|(?: exactly)? (?:is|are|was|were|will|does|do|did)) [^?.!]{3,80}?\b(?:built|based|located"
         r"|situated|sited|held|hosted|housed|take place|happen|open)\b"),
        (r"(?:which|what) (?:town|city|country|county|region|borough|street|venue|part of the country"
         r"|building(?! (?:work|project|programme|scheme|site)))\b"),
    ),
    yes=("where is the ward being built", "so where exactly are the nurses based?", "which town is it in", "which building is it",
         "in what country is it"),
    no=("where they are based", "what building work is there", "where does it say so", "where do they differ",
        "which towns", "that is based on ash"),
    head=r"\b",
)  # fmt: skip
_PLACE = re.compile(
    r"\b(?:in|at|near|to|across) (?:the )?(?:(?:north|south|east|west|heart|centre|middle|outskirts)\w*+|(?!NHS\b|CEO)[A-Z])"
    r"|\b(?:abroad|overseas|purpose-built|on each site|situated|located|(?:in|ex)ternal(?:ly)?|in-house)\b|\([A-Z][a-z]"
    r"|\b(?:southern|northern|eastern|western) [A-Z]"
)
"""A place as a sentence names it, or says what it is like."""
ASKS_QUESTIONS = Rule(
    "asks for the very questions that were put to somebody",
    (
        (r"(?:what|which|list (?:of )?(?:the |all )?|the (?:actual|exact|real|very|precise)) (?:\w++ ){0,2}?questions"
         r"(?! (?:should|do we|can we|to ask|would|about|on|for)\b)"),
        r"what (?:do|did|does|will|would) (?:the |their )?(?:panels?|interviewers?|assessors?) (?:actually )?ask\b",
    ),
    yes=("the actual questions: what did they put", "which interview questions are used", "what did the panel ask people",
         "what questions do they get"),
    no=("what questions should boards ask", "i have two questions", "any questions on pay", "what do panels ask for"),
    tail=r"(?! for\b)",
)  # fmt: skip
_QUESTIONS = re.compile(r"\?|\bquestion(?:s|ing|naires?)\b")
ASKS_NEW_NAME = Rule(
    "asks what something is called by now",
    (
        r"what (?:did|do|have|has|was|were|is|are) (?:\S++ ){0,9}?renamed?\b",
        r"(?:the |its |their )?new name (?:of|for|is|was)\b|what (?:is|was) (?:its|the|their) new name\b",
        r"what (?:are|is|do|did|will|have) (?:they|the \w++|it) (?:going to |now )++call(?:ed|ing)?\b",
    ),
    yes=("what did ash rename its ward to", "what was the group renamed", "what is the new name of the ward", "new name for it",
         "what are they going to call the ward", "what is its new name"),
    no=("who renamed it", "what is the ward called", "what are they called", "what do they do when called", "a new named nurse"),
)  # fmt: skip
_CALLED = re.compile(
    r"\b(?:call(?:ed|ing)?|named?|renamed|known as|referred to as)\b[^.;]{0,40}?(?:[‘']\w|\b[A-Z]{2,}|(?<=[a-z] )[A-Z][a-z])"
)
"""That a thing has a name, and which: not "call it something different"."""
ASKS_MONTH = Rule(
    "asks which month or day it was",
    (r"(?:what|which) (?:month|day of the (?:week|month))|(?:what|which) (?:exact )?date (?:is|was|did|does)\b",),
    yes=("what month was it", "on which day of the week do they meet", "so what exact date was it held"),
    no=("what months", "which monthly board", "up to which date", "which day is it"),
)  # fmt: skip
_MONTH = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December|[A-Z][a-z]+day)s?\b|\bMay (?:\d|19|20)"
)
ASKS_MEASURED = Rule(
    "asks how something is measured",
    ((r"how (?:is|are|was|were|do|does|did|can|could|has|have|will) [^?.!]{2,80}?\b(?:measured?|gauged?|quantif(?:y|ied)"
      r"|evaluated?|calculated?)(?! up\b)"),),
    yes=("how is the return on wards measured", "how do they evaluate it", "so how are costs calculated", "how does ash gauge pay"),
    no=("how do they measure up", "which measures are there", "how is it done", "is it measured"),
)  # fmt: skip
_MEASURES = re.compile(
    r"\b(?:measur|metric|indicator|scales?\b|survey|scor(?:e|ing)|rat(?:ed|ings?)\b|benchmark|audit|monitor|evaluat|quantif|gaug"
    r"|calculat|assess|track|dashboard|feedback|evidence)"
)
_THE_VERY = ((ASKS_MONTH, _MONTH), (ASKS_PLACE, _PLACE), (ASKS_QUESTIONS, _QUESTIONS), (ASKS_NEW_NAME, _CALLED),
             (ASKS_MEASURED, _MEASURES))  # fmt: skip
_SOMEBODY = r"(?:person|people|man|woman|someone|somebody|speaker|author|interviewee|one|whoever|those|individual|colleague|doctor)"
SPEAKER = Rule(
    "asks for the name of whoever spoke or did something",
    (
        r"who(?:'s| (?:said|says|wrote|called|told|described|put|made|spoke|is|was))\b[^.?!]{0,160}? by name",
        rf"(?:name|identity) of (?:the )?(?:whoever|{_SOMEBODY} (?:who|that|behind|quoted|whose))",
        rf"(?:can you |please |could you )?(?:name|identify) (?:the )?(?:whoever|{_SOMEBODY} (?:who|that|behind|quoted|whose))",
    ),
    yes=("who said it was hard, by name", "the name of whoever said so", "what is the identity of the person who left",
         "please name the man behind the ward", "who is the author of the line on pay, by name?"),
    no=("who said so", "which wards are known by name", "the name of the ward", "people who name wards"),
)  # fmt: skip
_WANTS = ((ASKS_NUMBER, NUMBER), (ASKS_TIME, TIME), (ASKS_SPAN, SPAN), (ASKS_OFTEN, OFTEN))


def met(request: str, quotations: Iterable[str]) -> bool:
    """Whether some quotation holds what the request asks for; true of one that asks for no such thing."""
    asked, told = request.lower(), list(quotations)
    if _ASKS_SHARE.search(asked) and not any(_SHARE.search(text.lower()) for text in told):
        return False
    if any(asks.found(asked) and not any(thing.search(text) for text in told) for asks, thing in _THE_VERY):
        return False
    wanted = [thing for asks, thing in _WANTS if asks.found(asked)]
    if wanted and not any(thing.found(text.lower()) for text in told for thing in wanted) and not _counts_by_name(asked, told):
        return False
    return not ASKS_FIRM.found(asked) or any(name.lower() not in asked for text in told for name in _NAME.findall(text))


def _counts_by_name(asked: str, told: Iterable[str]) -> bool:
    """Whether a text lists by name those whose number is asked for."""
    listed = (NAMED_ONES.search(text.lower()) for text in told) if ASKS_NUMBER.found(asked) else ()
    return any(ones is not None and ones[1] in asked for ones in listed)


def lacks(request: str, quotations: Iterable[str]) -> bool:
    """Whether a request asks when, how many, how long or how often, and no quotation plainly tells it."""
    told = list(quotations)
    if ASKS_TIME.found(request.lower()):
        return not any(_FIRM_TIME.search(text.lower()) for text in told)
    return not met(request, told)


def asks_share(request: str) -> bool:
    """Whether a request asks what share of some have or do something."""
    return _ASKS_SHARE.search(request.lower()) is not None


def has_count(request: str, text: str) -> bool:
    """Whether a text holds the number that a request asks for, or the share where that is asked."""
    return (_SHARE if asks_share(request) else _COUNT).search(text.lower()) is not None


def leading(request: str, quotations: Iterable[str]) -> int:
    """Place of the first quotation that holds a number, or how often, or tells who took part, where that is asked for; else, and
    where none does, of the first.
    """
    told = list(quotations)
    if ASKS_TAKERS.found(request.lower()):
        return next((n for n, text in enumerate(told) if TAKES_PART.found(text.lower())), 0)
    if ASKS_OFTEN.found(request.lower()):
        exact = next((n for n, text in enumerate(told) if EXACTLY.search(text.lower())), None)
        return next((n for n, text in enumerate(told) if OFTEN.found(text.lower())), 0) if exact is None else exact
    if not ASKS_NUMBER.found(request.lower()):
        return 0
    return next((n for n, text in enumerate(told) if has_count(request, text)), 0)
