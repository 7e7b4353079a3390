"""Asks what the thing talked of led to, how people felt about it, or how many took part; in a talk it is asked of that, whatever
it names.
"""

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
JOINED = Rule(
    "asks how many took part in the thing talked of",
    ((r"how many(?: [\w-]++){0,3}? (?:(?:have|has|had|actually|now) )*+(?:joined|attended|signed up|tak(?:en|e) part|took part"
      r"|participated?|completed|enrolled|graduated|been through|gone through|been on it|done it|turned up)"
      rf"(?: (?:in |for )?{_THAT})?(?: (?:so far|already|yet|to date|in all))?"),),
    yes=("how many trainees have joined?", "so how many took part", "how many doctors have been through so far"),
    no=("how many joined the board", "how many have left", "who joined", "how many attended the day"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip


def asks_outcome(lowered: str) -> bool:
    """Whether a turn asks one of these, and nothing of another thing."""
    return any(rule.found(lowered) for rule in (CAME_OUT, FELT, JOINED))
