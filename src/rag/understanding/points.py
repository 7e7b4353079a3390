"""Of how many points a request wants a sum: "three bullets on pay", "in a sentence", "in short"."""

from __future__ import annotations

import re

from rag.corpus.profile import NUMBERS

_FEW = re.compile(
    r"(?<!chapter )(?<!ch )(?<!ch\. )(?<!page )(?<!section )(?<!p\. )"
    r"\b(?P<count>[1-9]|one|two|three|four|five|six|seven|eight|nine|a couple)(?! of the)[ -](?:\w++ ){0,2}?"
    r"(?:bullets?|points?|take-?aways?|lessons?|messages?|sentences?|lines?|findings?|quotes|quotations)\b"
    r"|\bin (?P<one>a|one) (?:single )?(?:sentence|line)\b|\bone-liner\b"
)
"""Of the whole sum: what each of several is to have a line of is no count ("one line each")."""
_EACH = re.compile(r"\beach\b")
_SHORTLY = re.compile(r"\bin short\b|\bshort (?:version|summary|description)\b|\bshort of it\b|\bbrief(?:ly)?\b|, short\W*+$")
IN_SHORT = 5
"""Points of a sum that is to be short: of the people's exam none has more for its answer."""


def how_few(request: str) -> int | None:
    """Of how many points a request wants the sum ("three bullets on pay", "in a sentence", "in short"); ``None`` where it does not
    say.
    """
    found = None if _EACH.search(request.lower()) else _FEW.search(request.lower())
    if found is None:
        return IN_SHORT if _SHORTLY.search(request.lower()) else None
    count = (found["count"] or "one").replace("a couple", "two")
    return int(count) if count.isdigit() else NUMBERS.index(count)


def uncounted(request: str) -> str:
    """The request without the number of points that it wants, which says nothing of their subject."""
    found = None if _EACH.search(request.lower()) else _FEW.search(request.lower())
    if found is None or not found["count"] or len(request) != len(request.lower()):
        return request
    left = f"{request[: found.start()]}{request[found.end('count') :].lstrip(' -')}"
    return left if " " in left.strip() else request
