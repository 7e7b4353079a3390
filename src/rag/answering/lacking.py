"""What the second half of a request asks on of its thing that nothing quoted tells: "what is QED, and who made it"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.answering.what_came import EFFECT_OF
from rag.text import stem, words
from rag.understanding.one_thing import LIKED, kind_of
from rag.understanding.outcome import CAME_OUT, FELT
from rag.understanding.pointing import JUDGES_IT, REASON

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rag.answering.kit import Kit

_MADE = (
    r"(?:made|created?|develop(?:ed)?|designed|devised|invented|wrote|written|founded|set (?:it |this )?up|introduced|established"
    r"|launched|pioneered|initiated|began|begun|started|came up with|thought (?:of|up)|drawn? (?:it )?up|drew (?:it )?up|authored)"
)
WHO_MADE = re.compile(rf"^who (?:actually |first |originally )?{_MADE}\b")
_MADE_WHAT = re.compile(rf"\b{_MADE} (?P<what>(?:\w++ ?){{1,4}}+)")
_REASONS = re.compile(
    r"\b(?:because|since|so that|in order to|as a (?:result|consequence)|due to|to help|led to|aims?|aimed|too|as (?:they|it))\b"
)


def lacks_who(kit: Kit, half: str, quotations: Iterable[str], first: str) -> bool:
    """Whether it asks who, and no quotation names somebody in a post, or who made the thing of the ``first`` half, where that is
    asked: it was made by somebody, or they made it.
    """
    if WHO_MADE.match(half.lower()):
        thing = {*map(stem, kit.telling_of(first))} | {"by"}
        made = (found["what"] for text in quotations for found in _MADE_WHAT.finditer(text.lower()))
        return all(thing.isdisjoint(map(stem, words(what))) for what in made)
    profile = kit.index.report.tags.profile.words
    posts = {*map(stem, profile.offices)} - {*map(stem, profile.people)}
    return half.lower().startswith("who ") and all(posts.isdisjoint(map(stem, words(text))) for text in quotations)


def lacks_its_kind(half: str, quotations: Iterable[str]) -> bool:
    """Whether it asks what came of the thing, how people took it, why, or another plain thing of it that nothing quoted tells."""
    own, told = half.lower(), [text.lower() for text in quotations]
    if any(rule.found(own) for rule in (JUDGES_IT, CAME_OUT, FELT, LIKED, EFFECT_OF)):
        return True
    if REASON.found(own):
        return not any(_REASONS.search(text) for text in told)
    kind = kind_of(own)
    return kind is not None and not any(kind.told(text) for text in told)
