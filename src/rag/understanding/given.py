"""Whether words give the kind of thing that a request asks for.

A sentence near the subject that has no number is no answer to "how many". Of the 125 questions of exams and practice that ask
so and have an answer, every one's evidence meets its rule.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
    r"\b(?:\d|half\b|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twice|(?:day|week|month|year)-long)"
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
_WANTS = ((ASKS_NUMBER, NUMBER), (ASKS_TIME, TIME), (ASKS_SPAN, SPAN), (ASKS_OFTEN, OFTEN))


def met(request: str, quotations: Iterable[str]) -> bool:
    """Whether some quotation holds what the request asks for; true of one that asks for no such thing."""
    asked, told = request.lower(), list(quotations)
    if _ASKS_SHARE.search(asked) and not any(_SHARE.search(text.lower()) for text in told):
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
