"""What people add to "does it mention …", or put in other words, and what is left of it: the plain shape of a look-up."""

from __future__ import annotations

from rag.understanding.route import MASK
from rag.understanding.rules import Rule

_COVERS = Rule(
    "covers",
    ("cover", "discuss", "include", "touch on", "talk about", "deal with"),
    yes=("does it cover burnout", "does the report discuss burnout", "does it include burnout", "does it touch on burnout",
         "does the report talk about burnout", "does it deal with burnout"),
    no=("how does it cover burnout costs", "what does the report cover", "who does the report cover", "does it recover"),
    bounded=False, head=r"(?:(?<=^does it )|(?<=^does the report ))", tail=r"\b",
)  # fmt: skip
_NAMED = Rule("named", ("named",), yes=("is burnout named",), no=("who is renamed", "names of directors"))
_OF_A_TRUST = Rule(
    "asked of a trust",
    ("at", "in", "of", "for", "by", "from", "with"),
    yes=tuple(f"burnout {word} {MASK}" for word in ("at", "in", "of", "for", "by", "from", "with")),
    no=(f"burnout and {MASK}", f"what {MASK} said", f"burnout at {MASK}s", "burnout at the board"),
    tail=f" {MASK}",
)
_A_TRUST = Rule("a trust", (MASK,), yes=(f"does {MASK} mention burnout",), no=(f"{MASK}s", "a trust", "the trusted"))
_OPEN_END = Rule(
    "an open end or where",
    (r"or\b", r"and\b", "anywhere", "at all", "in it", "in there", "in the report", "in this report"),
    yes=("burnout or", "burnout and ", "burnout anywhere", "burnout at all", "burnout in it", "burnout in there",
         "burnout in the report", "burnout in this report"),
    no=("anywhere else", "burnout or stress", "a band", "at all levels", "in its reports", "in the reports"),
    bounded=False, head=r"\b", tail=r"\s*$",
)  # fmt: skip
_JOINS_NOTHING = Rule(
    "an open end",
    ("or", "and"),
    yes=("burnout or", "burnout and "),
    no=("burnout or stress", "doctor", "a band", "ore"),
    bounded=False, head=r"\b", tail=r"\s*$",
)  # fmt: skip
_IN_WHICH = Rule(
    "asks in which",
    (
        r"^(?:in|at) (?:which|what|how many)(?: \w++){0,4}? (?=(?:is|are|was|were|does|do|did) )",
        r"(?<=mentioned|discussed|addressed) (?:and )?(?:in |at )?(?:which|what) \w++$",
    ),
    yes=("in which of the parishes is burnout mentioned", "where is burnout mentioned in which parish"),
    no=("which parishes mention burnout", "in which they mention burnout", "mentioned in the parish"),
    bounded=False,
)  # fmt: skip
_ARE = Rule(
    "asks so of several, or of before",
    ("are", "was", "were"),
    yes=("are nurses mentioned", "was burnout mentioned", "were nurses mentioned"),
    no=("are nurses paid", "how are nurses mentioned", "aren't nurses mentioned"),
    bounded=False, head=r"(?:^|(?<=^where ))", tail=r"(?= [\w ]{1,40} mentioned$)",
)  # fmt: skip
_HOW_OFTEN = Rule(
    "asks how often, or to count",
    (r"how (?:often|many times)(?= (?:is|are|was|does|do|did) )|how many(?= mentions of )|count the(?= mentions of )",),
    yes=("how often is burnout mentioned", "how many times does it mention burnout", "how many mentions of burnout"),
    no=("how often they meet", "show how often is it", "how many meetings", "count the beds"),
    bounded=False, head="^", tail="",
)  # fmt: skip
_SAME = (
    (_HOW_OFTEN, ""),
    (_IN_WHICH, ""),
    (_ARE, "is"),
    (_COVERS, "mention"),
    (_NAMED, "mentioned"),
    (_OF_A_TRUST, ""),
    (_A_TRUST, ""),
    (_OPEN_END, ""),
    (_JOINS_NOTHING, ""),
)
"""What people add to a shape or put in other words, and what is left of it: whom it is asked of says nothing of the word."""


def same_shape(text: str) -> str:
    """A request, in lower case and with trusts masked, as plainly as a shape asks it: "how often does it discuss pay at all" as
    "does it mention pay".
    """
    for said, same in _SAME:
        text = said.without(text, same).lstrip()
    return text
