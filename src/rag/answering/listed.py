"""“What should I ask myself about job planning?”: of a list that would be quoted whole, the items alone that hold what is asked.
Where something else is asked, what the report asks of its readers stands behind what it tells.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from rag.answering.quotes import WHOLE_LIST
from rag.text import terms

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from rag.search.index import PassageIndex
    from rag.types import Passage, Quote

_OF_QUESTIONS = re.compile(r"\b(?:checklists?|questions?|ask|asks|asked|asking|assess|check|review|should (?:we|i|our|my))\b")
"""Words of a request for what a report asks of its readers."""
FEWEST_ITEMS = 4
"""Items of a list that is long enough to be narrowed."""
FEW = 3
"""A word is particular to some of a list's items where it stands in one of so many at most: "appraisal" of a list on leadership."""


def narrowed(index: PassageIndex, asked: Collection[str], chosen: Sequence[int]) -> list[int]:
    """The chosen sentences; of a list most of whose items are among them, those items alone, each whole, that hold a word of what
    is ``asked`` (stems) that is particular to them. A list that holds none is left as it is.
    """
    left = set(chosen)
    for passage in (index.passages[home] for home in sorted({index.homes[n] for n in chosen})):
        if wanted := _wanted(passage, asked, left):
            left -= {s.index for s in passage.sentences}
            left |= {s.index for s in passage.sentences if s.item in wanted}
    return sorted(left)


def answers_first(text: str, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotations, those in which the report asks something of its readers last, unless just that is asked for."""
    return tuple(quotes if _OF_QUESTIONS.search(text.lower()) else sorted(quotes, key=lambda quote: quote.text.endswith("?")))


def _wanted(passage: Passage, asked: Collection[str], chosen: Collection[int]) -> set[int]:
    """The items of a list that are asked for, those that hold half as many of such words as any; none where it is not narrowed."""
    items: dict[int, set[str]] = {}
    for sentence in passage.sentences:
        if sentence.item is not None:
            items.setdefault(sentence.item, set()).update(terms(sentence.text))
    own = {s.item for s in passage.sentences if s.item is not None and s.index in chosen}
    if len(items) < FEWEST_ITEMS or len(own) < len(items) * WHOLE_LIST:
        return set()
    about = {term for s in passage.sentences if s.item is None for term in terms(s.text)} | set(terms(passage.heading or ""))
    held = {term: {item for item, told in items.items() if term in told} for term in set(asked) - about}
    particular = Counter(item for places in held.values() if len(places) * FEW <= len(items) for item in places)
    return {item for item, count in particular.items() if 2 * count >= max(particular.values())} & own
