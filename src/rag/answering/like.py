"""“What is the forum?” – “Anything like it elsewhere?”: the kind of thing that was talked of, where no other has its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.understanding.group import rules_of
from rag.understanding.pointing import ALIKE
from rag.understanding.question import names_of

if TYPE_CHECKING:
    from rag.answering.candidates import Candidates
    from rag.answering.trace import Trace
    from rag.corpus.tags import Tags
    from rag.types import Answer
    from rag.understanding.question import Question

TALKED_OF = 0.05
"""Probability of an entry from which it may be what is talked of: a follow-up's own words blur it."""


def of_the_like(rivals: Candidates, asked: Question, answer: Answer, trace: Trace, tags: Tags) -> str | None:
    """What to ask instead of a request for the like of a thing with a name that was not answered: for one of its kind, of the same
    members; ``None`` where an editor said of no thing that is likely meant what kind it is of.
    """
    trusts = trace.request.trusts
    lowered = asked.text.lower()
    of_others = rules_of(tags).complement.found(lowered) or rules_of(tags).elsewhere.found(lowered)
    of_kind = of_others or ALIKE.found(lowered) or ALIKE.found(trace.request.text.lower())
    if answer.status != "not_stated" or not trusts or trace.route is None or not of_kind:
        return None
    shares = trace.route.entries()
    likely = [name for name in sorted(shares, key=lambda name: -shares[name]) if shares[name] >= TALKED_OF]
    kinds = (rivals.entries[name].like for name in likely)
    kind = next(filter(None, kinds), None)
    return f"{kind[0].upper()}{kind[1:]} at {names_of(trusts, tags)}?" if kind else None
