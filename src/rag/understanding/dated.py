"""Requests for what happened in a year, or within some: which years they mean, and that they ask of nothing else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.text import STOPWORDS, words
from rag.understanding.rules import Rule, of_words

if TYPE_CHECKING:
    from collections.abc import Sequence

YEAR = re.compile(r"(?<![\w£$€.,/–-])(?P<year>(?:19|20)\d\d)(?P<decade>'?s)?(?: ?[/–-] ?\d\d?(?!\d))?(?!\w)")
"""A year, one of two ("2010/11"), or a decade."""
A_YEAR = Rule(
    "a year by itself",
    (r"(?:19|20)\d\d",),
    yes=("2011", "and 1998?", "2010/11"),
    no=("2011 staff members", "12011", "3011"),
    bounded=False, head=r"^[^\w£$€]{0,3}(?:and |in )?", tail=r"(?:[/–-]\d\d?)?[^\w%]*$",
)  # fmt: skip
HAPPENS = of_words(
    "words for what happens",
    "happen* chang* event* new news dat* going goes went taking takes took place occur* histor* timeline milestone* development* "
    "before after since until till prior between earlier later starting up "
    "anything everything something year* report* document mention* said trust trusts say says tell done doing other others",
    no=("doctor", "award", "formed", "appointed", "staff", "consultants", "budget"),
)
"""Beside a year these ask of nothing else; any other telling word does."""
_BEFORE = re.compile(r"\b(?:before|until|till|prior to|up to|earlier than)(?: the)? $")
_SINCE = re.compile(r"\b(?:since|from|from about|starting in)(?: the)? $")
_AFTER = re.compile(r"\b(?:after|later than|post)(?: the)? $")
_LAST = 9999
_DECADE = 10


def years_asked(text: str, told: Sequence[int]) -> tuple[int, ...]:
    """The years that a request means which asks of nothing but what happened in them, of lower-case text without trusts' names.

    Of a span they are those in it of ``told``, the years that the report has; a year by itself is itself, told or not.
    """
    dates = list(YEAR.finditer(text))
    rest = words(YEAR.sub(" ", text))
    if not dates or any(word not in STOPWORDS and not HAPPENS.pattern.fullmatch(word) for word in rest):
        return ()
    first, last = _span(text, dates)
    if first == last:
        return (first,)
    return tuple(year for year in told if first <= year <= last) or tuple(int(date["year"]) for date in dates)


def years_of(text: str) -> tuple[int, ...]:
    """Every year that a text has, decades aside."""
    return tuple(int(date["year"]) for date in YEAR.finditer(text) if not date["decade"])


def _span(text: str, dates: Sequence[re.Match[str]]) -> tuple[int, int]:
    """(first, last) year meant: "before 2010", "since 2010", "from 2010 to 2012", "the 2000s"."""
    own = [int(date["year"]) for date in dates]
    if len(dates) > 1:
        return min(own), max(own)
    before = text[: dates[0].start()]
    if _BEFORE.search(before):
        return 0, own[0] - 1
    if _SINCE.search(before):
        return own[0], _LAST
    if _AFTER.search(before):
        return own[0] + 1, _LAST
    return own[0], own[0] + (_DECADE - 1 if dates[0]["decade"] else 0)
