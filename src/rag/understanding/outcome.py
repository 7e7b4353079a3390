"""Asks what the thing talked of led to, or how people felt about it; in a talk it is asked of that, whatever it names."""

from __future__ import annotations

from rag.understanding.moves import AFTER, POLITE
from rag.understanding.rules import Rule

_THAT = r"(?:that|this|it|these|those|them|they)"
CAME_OUT = Rule(
    "asks what the thing talked of led to",
    (
        rf"what (?:came|has come|comes) (?:out )?of {_THAT}|what came (?:out|from it)",
        (rf"what (?:did|does|do|has|have) {_THAT} (?:shown?|find|found|reveal(?:ed)?|turn up|throw up|bring(?: out)?|achieved?"
         r"|produced?|lead to|led to|result in)"),
        (r"what (?:was|were|is|are) (?:the|its|their) (?:results?|outcomes?|findings?|upshot|effects?|impact|consequences?)"
         rf"(?: of {_THAT})?"),
        r"with what (?:results?|effects?)|to what effect",
    ),
    yes=("what came out of it", "so what came out?", "what did it show", "and what were the results", "with what result"),
    no=("what did it show of wards", "what comes next", "what did they find hard", "what is the outcome for nurses"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
FELT = Rule(
    "asks how people felt about what was told",
    (
        (r"(?:were|was|are|is|did) (?:people|they|staff|doctors|consultants|any(?:one|body)|every(?:one|body)|the \w++)"
         r"(?: (?:get|feel|very|really|all|at all|at first))*+ (?:cross|angry|annoyed|upset|unhappy|happy|pleased|keen|surprised"
         r"|hostile|resistant|sceptical|skeptical|enthusiastic|worried|against|on board|delighted|grateful|frustrated|resentful"
         rf"|scared|nervous|bothered|offended)(?: (?:about|with|at|by|of|for) {_THAT}| {_THAT})?"),
    ),
    yes=("were people cross", "was anyone upset about it?", "did they get angry", "are the doctors happy with that"),
    no=("were they happy with pay", "who was upset", "was it upsetting", "are wards keen"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip


def asks_outcome(lowered: str) -> bool:
    """Whether a turn asks either, and nothing of another thing."""
    return CAME_OUT.found(lowered) or FELT.found(lowered)
