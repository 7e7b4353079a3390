"""A turn that goes back to what was talked of before: "back to the wards, who pays", "to the first question"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.text import terms
from rag.understanding.names import find_trusts
from rag.understanding.places import place_of
from rag.understanding.question import content_of, lean_on, names_of, resolve
from rag.understanding.thing import names_a_thing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.corpus.tags import Tags
    from rag.understanding.question import Question

_IN_ORDER = re.compile(
    r"(?:the |my |our )?(?:very )?(?:(?P<first>first|original|initial|earliest|start|beginning)|previous|last|earlier|other)"
    r"(?: (?:thing|one|question|point|subject|topic|bit|answer|trust))?(?: (?:i|we) (?:asked|said|talked about))?$"
)
"""An earlier subject that is told by its place in the talk."""
_POINTS = re.compile(r"\b(?:ones?|things?|bits?|stuff|parts?|questions?|points?|topics?|subjects?)\b")
"""Words of what is named that any request may have: "the ward ones"."""


def gone_back(named: str, asked: Question, every: Sequence[Question], tags: Tags) -> Question:
    """The request on the earlier subject that is ``named``, in that one's trusts; that request itself where it asks nothing."""
    if place_of(named):
        return replace(asked, text=named, kind="question")
    mentions = find_trusts(named, tags)
    if mentions and names_a_thing(asked, tags) and not content_of(replace(asked, text=named, mentions=mentions), tags):
        trusts = tuple(dict.fromkeys(m.trust for m in mentions))
        return replace(asked, trusts=trusts, leans=True, taken_as=f"{asked.text} ({names_of(trusts, tags)})")
    order = _IN_ORDER.match(named.lower())
    before = every[0 if order["first"] else max(len(every) - 2, 0)] if order else sharing_most(named, every)
    if before is None:
        about = replace(asked, trusts=asked.trusts or every[-1].trusts, lead=named, leans=True)
        return replace(about, taken_as=f"{asked.text} (about: {named})")
    if not asked.text:
        return replace(before, leans=True, taken_as=before.text)
    if asked.mentions and not content_of(asked, tags):
        return resolve(replace(asked, leans=True), before, tags)
    return lean_on(asked, before, asked.trusts or before.trusts, tags)


def sharing_most(named: str, earlier: Sequence[Question]) -> Question | None:
    """The latest of the earlier requests that shares most words with ``named``, with what it leaned on, and of those that share as
    many one that has them itself; ``None`` where none shares any.
    """
    wanted = set(terms(_POINTS.sub(" ", named.lower()))) or set(terms(named))
    shared = [(len(wanted & set(terms(f"{q.text} {q.lead}"))), len(wanted & set(terms(q.text))), n) for n, q in enumerate(earlier)]
    most, _, place = max(shared, default=(0, 0, 0))
    return earlier[place] if most else None
