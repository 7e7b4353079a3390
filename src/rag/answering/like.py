"""“What is the forum?” – “Anything like it elsewhere?”: the kind of thing that was talked of, where no other has its name."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.candidates import NEARLY
from rag.understanding.group import rules_of
from rag.understanding.pointing import ALIKE, COLOURLESS, DOES_IT, HAS_IT
from rag.understanding.question import content_of, names_of
from rag.understanding.route import masked

if TYPE_CHECKING:
    from rag.answering.candidates import Candidates
    from rag.answering.trace import Trace
    from rag.corpus.tags import Tags
    from rag.types import Answer
    from rag.understanding.question import Question

TALKED_OF = 0.05
"""Probability of an entry from which it may be what is talked of: a follow-up's own words blur it. In seven
such turns that were tried it is 0.053 to 0.66."""
_OF_ITSELF = re.compile(r"\b(?:when|why|where|since|how)\b")
"""Asks something of the thing, and not whether there is the like."""


def of_the_like(
    rivals: Candidates, asked: Question, answer: Answer, trace: Trace, tags: Tags, talked_of: str | None = None
) -> str | None:
    """What to ask instead of a request for the like of a thing with a name that was not answered: for one of its kind, of the same
    members; ``None`` where the request asks of more than that, or no editor said of what is meant what kind of thing it is. That
    is the entry ``talked_of`` where it is of such a kind, whatever the route makes of so few words.
    """
    trusts = trace.request.trusts
    if answer.status != "not_stated" or not trusts or trace.route is None or not _asks_no_more(asked, trace.request, tags):
        return None
    shares = trace.route.entries()
    enough = max(TALKED_OF, NEARLY * max(shares.values(), default=0.0))
    meant = sorted((name for name in shares if shares[name] >= enough), key=lambda name: -shares[name])
    first = [talked_of] if talked_of in rivals.entries else []
    kind = next(filter(None, (rivals.entries[name].like for name in (*first, *meant))), None)
    return f"{kind[0].upper()}{kind[1:]} at {names_of(trusts, tags)}?" if kind else None


def _asks_no_more(asked: Question, taken: Question, tags: Tags) -> bool:
    """Whether it is asked for the like alone, or who else has the thing: the turn names nothing of its own."""
    lowered = masked(asked.text, asked.mentions, " ").lower()
    of_others = rules_of(tags).complement.found(lowered) or rules_of(tags).elsewhere.found(lowered)
    own = replace(asked, text=ALIKE.without(DOES_IT.without(lowered)), mentions=())
    has = DOES_IT.found(lowered) or HAS_IT.found(lowered)
    alike = ALIKE.found(lowered) or (of_others and has) or ALIKE.found(taken.text.lower())
    return alike and not _OF_ITSELF.search(lowered) and not set(content_of(own, tags)) - COLOURLESS
