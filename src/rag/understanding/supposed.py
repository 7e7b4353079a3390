"""“How many nurses has Ash?” – “I thought it was 35”, “isn't that Birch?”, “no, 25 you said”, “you mean the CDs?”: what a turn
supposes of the last answer.

Rules over lower-case text; nothing looks at the index.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.text import words
from rag.understanding.asking import DIRECT
from rag.understanding.names import find_trusts
from rag.understanding.numerals import numeral_in
from rag.understanding.question import content_of
from rag.understanding.rules import Rule
from rag.understanding.wants import ASKS_NUMBER, ASKS_OFTEN, ASKS_SPAN, ASKS_TIME

if TYPE_CHECKING:
    from rag.corpus.tags import Tags
    from rag.types import TrustId
    from rag.understanding.question import Question

_THAT = r"(?:that|this|it|they|those|these|there|he|she|one)"
_WAS = r"(?:'s|s|'re| is| was| are| were| has| have| had| be)(?: got)?"
_RIGHT = r"(?:(?:isn'?t|wasn'?t|aren'?t|weren'?t|hasn'?t) (?:it|that|they|there)|innit|right|surely|no|correct|yes|yeah|not so)"
_NOT = r"(?:isn'?t|wasn'?t|aren'?t|weren'?t|hasn'?t|haven'?t|hadn'?t)"
_ARTICLE, _DENIES = re.compile(r"^(?:the|an?) ", re.IGNORECASE), re.compile(r"\b(?:is|was|are|were|has|have|had)n'?t\b|\bnot\b")
SUPPOSES = Rule(
    "supposes what the last answer told",
    (
        (rf"(?:(?:i|we)(?:'d|'ve| had| have)? )?(?:thought|think|understood|heard|assumed|guessed|reckoned|believed|read"
         rf"|(?:was|were) told|could have sworn)(?: that)?(?: {_THAT}{_WAS}(?: not)?)? (?P<thought>[^,.;?!]{{1,50}}?)"),
        rf"(?:{_NOT} {_THAT}|(?:is|was|are|were) {_THAT}(?: not)?)(?: got| at| in| for)? (?P<asked>[^,.;?!]{{1,50}}?)",
        (rf"(?:{_THAT}{_WAS}(?: at| in| for| of)? )?(?P<bare>[^,.;?!]{{1,50}}?)(?:,| ?–| ?-)? (?:{_RIGHT}"
         r"|(?:you|it) (?:said|says|told me|wrote)|i (?:thought|heard|read|was told))"),
        r"(?:i|we)(?:'ve| have|'d| had)(?: got)? (?P<noted>[^,.;?!]{1,50}?) (?:down|here|in my notes)(?: for (?:it|that|this))?",
        rf"surely (?:{_THAT}{_WAS} )?(?P<surely>[^,.;?!]{{1,50}}?)",
        rf"(?:you|it|they) (?:said|says|told me|wrote)(?: (?:that )?{_THAT}{_WAS})? (?P<said>[^,.;?!]{{1,50}}?)",
        r"(?:do you mean|did you mean|you mean|you meant)(?: to say)? (?P<meant>[^,.;?!]{1,50}?)",
    ),
    yes=("i thought it was 35 at ash", "isn't that birch's?", "thats at ash isnt it", "no, 25 you said", "weekly, no?",
         "surely it's ten", "i had 25 down for that", "you said five", "so you mean the ward leads?"),
    no=("i thought", "isn't it", "who is it, birch, right", "what do you mean", "you said so, who was it",
        "how is that at ash"),
    bounded=False, whole=True, head=r"(?:(?:no|nope|hm+|oh|but|and|so|ok|wait|sorry|really|hang on|eh)[ ,.?–-]++){0,3}+",
    tail=r"(?: (?:though|then|again|or))?[ ?.!]*+",
)  # fmt: skip
HOW_OFTEN = Rule(
    "tells how often and no more",
    (r"(?:bi-?|half-)?(?:annual(?:ly)?|yearly|quarterly|monthly|fortnightly|weekly|daily)",),
    yes=("weekly", "bi-annually", "daily"),
    no=("weekly rounds", "once", "a year"),
    bounded=False, whole=True,
)  # fmt: skip


_OPENS = r"(?:(?:and|so|but|ok|okay|well|hm+|right)[ ,]++){0,2}+"
NO_MORE = Rule(
    "asks whether it is no more than something slight",
    (
        (r"(?:is|are|was|were|isn'?t|aren'?t|wasn'?t|weren'?t) (?:it|that|this|they|these|those)(?: all| not)?"
         r" (?:just|only|merely|simply|nothing but|no more than) (?:an? |the |some )?(?!for\b)[\w'-]++(?: [\w'-]++){0,3}"),
    ),
    yes=("is it just a jolly though?", "isn't that just tourism", "are these only one-off trips", "so was it merely a show"),
    no=("is it just nurses at ash who go there on wards", "what is it", "is it a ward", "just the ward"),
    bounded=False, whole=True, head=_OPENS, tail=r"(?: (?:though|then|really|or what))?[ ?.!]*+",
)  # fmt: skip
IS_MORE = re.compile(
    r"\bnot (?:seen|regarded|viewed|just|only|merely|simply|isolated|individual)\b|\bmore than (?:just|an?|simply)\b"
)
"""That it is more."""
TOO_FEW = Rule(
    "doubts that a number is enough",
    (
        (r"(?:isn'?t|aren'?t|wasn'?t|weren'?t|is|are|was|were) (?:that|it|this|they|those|these)(?: not)?"
         r" (?:(?:a bit|a little|rather|quite|very|pretty|awfully|too|so|really|only) ){0,2}+"
         r"(?:few|small|little|thin|low|limited|tiny|a (?:small|low|tiny) (?:number|sample))"),
        (r"(?:that|it|this|they|those)(?:'s|'re|s| is| are| was| were)(?: not|n'?t)"
         r" (?:very |that |really |so )?(?:many|a lot|much)"),
        (r"(?:that|it|this|they|those)(?:'s|'re|s| is| are| was| were| sounds| seems)"
         r" (?:a bit|a little|rather|quite|very|pretty|too|only)"
         r" (?:few|small|little|thin|low|limited)"),
    ),
    yes=("isn't that rather few?", "that's not many, is it?", "isn't that a bit thin", "that seems rather few",
         "aren't they a small sample"),
    no=("is that few of them", "how many is that", "is that many", "is it small at ash", "is it enough"),
    bounded=False, whole=True, head=_OPENS,
    tail=r"(?:,? (?:is it|isn'?t it|are they|was it|were they|though|then))?[ ?.!]*+",
)  # fmt: skip
IS_FEW = re.compile(
    r"\b(?:small|limited|low|large|high|considerable|sufficient) (?:number|sample|proportion)\b|\bonly [a-z]++ (?:about )?\d"
)
"""How a report calls a number: "this only covers about 7 per cent"."""


def supposed(typed: str, asked: Question, tags: Tags) -> tuple[str, tuple[TrustId, ...]] | None:
    """What a turn, read as ``asked``, supposes to have been told: a number, how often, or who is meant by a word, and the members
    that it names; ``None`` for any other turn.
    """
    lowered = typed.lower()
    found = SUPPOSES.pattern.fullmatch(lowered)
    if found is None or len(lowered) != len(typed):
        return None
    kind = next(name for name, value in found.groupdict().items() if value)
    what = typed[slice(*found.span(kind))]
    if DIRECT.found(what.lower()):
        return None
    mentions = find_trusts(what, tags)
    trusts = tuple(dict.fromkeys(mention.trust for mention in mentions))
    rest = content_of(replace(asked, text=what, mentions=mentions), tags)
    plain = kind == "asked" and not _DENIES.search(lowered)  # "is it at Ash" asks whether that has it, too
    numeral, often = numeral_in(what.lower()), HOW_OFTEN.found(what.lower())
    if plain and not any(rule.found(asked.text.lower()) for rule in (ASKS_NUMBER, ASKS_TIME, ASKS_SPAN, ASKS_OFTEN)):
        return None  # of what no number was told, "is it two days" is a request of its own
    if numeral and len(rest) <= len(words(numeral.name)) + 1:
        return numeral.name, trusts
    if often or (kind == "meant" and rest and not mentions):
        return _ARTICLE.sub("", what), ()
    return ("", trusts) if trusts and not (rest or plain) else None
