"""“Our chair recalls that one of them called it chaos. Could you find the exact words?”: what is recalled is what is asked for."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

LEAST = 4
"""Words of what is recalled from which it can be found by itself."""
_REPORT = r"(?:(?:king'?s fund )?(?:report|study|paper|document|case stud(?:y|ies)))"
_SAYS = re.compile(
    rf"^(?:the|this|that|your) {_REPORT} (?:says?|said|quotes?|quoted|has|had|mentions?|mentioned|describes?|described)"
    r"(?: something)?(?: (?:like|about|that|of|on|to the effect that))?,? ",
    re.IGNORECASE,
)
"""Leads to what is recalled."""
_RECALLS = Rule(
    "says what somebody recalls of the report",
    (
        (r"(?:remembers?|recalls?|swears?|insists?|reckons?)(?: \w++){0,2}? (?:that|how|reading(?: \w++){0,2}? that|hearing that"
         r"|(?:there (?:is|was) )?(?:an?|the|some) (?:line|bit|part|quote|sentence|passage|quotation|remark)"
         r"(?: in (?:it|there|the report|this report))?(?: (?:about|on|where|that|which|saying))?)"),
        (r"(?:have |has |had )?(?:read|heard|(?:was|were|am|is|been) told|told (?:me|us|our \w++|my \w++|the \w++)|saw|seen)"
         r"(?: (?:somewhere|once|recently|in (?:it|there)|(?:in|by|from) (?:the|this) \w++))*+ that"),
        (r"(?:remembers?|recalls?|remembered|recalled) (?:(?:the|this|that|an?|your|some) )(?:[\w'’]++ ){0,3}?(?:report|study"
         r"|paper|piece"
         r"|document|article|publication|bit|part|line|passage|quote|section)(?: in (?:it|there|the \w++))? (?:(?:saying"
         r"|mentioning|that says"
         r"|talking|having)(?: (?:something|a (?:bit|line|part)))?(?: (?:about|like|on|that|of|to the effect that))?|about|on|where"
         r"|which said)"),
        rf"told the {_REPORT} (?:says?|said|describes?|described)(?: that)?",
        (r"(?:execs?|chair|director|boss|colleague|friend|manager|clerk|he|she|somebody|someone) (?:also )?(?:says?|said|claims?"
         r"|claimed|tells me|told me|thinks|thought|reckons|insists)(?: that)?(?= (?!(?:that|it|so|to|this|he|she|we|they)\b)"
         r"(?:[\w'-]++ ){2})"),
        (r"(?:has|have|had|i've|we've|he's|she's|(?:somebody|someone|chair|director|colleague|he|she|we|i)) (?:also |once |since )?"
         r"(?:heard|been told|read)(?= (?!(?:somewhere|once|of|from|about|that|it|this|the same|nothing|back|a|an)\b)"
         r"(?:[\w'-]++ ){1,3}?\w{3,20}(?:ed|s|ought|eft|ept|ade|ave|id)\b)"),
    ),
    yes=("our chair remembers that it", "i recall that a nurse", "my boss swears there is a line in the report about",
         "i read somewhere that the", "somebody told our clerk that", "we were told that they", "i seem to remember reading that",
         "i was told the report says", "she recalls the fund's piece saying something about",
         "he remembers a bit in the report about", "she has heard ash turned down", "i heard the ward refused",
         "my exec says ash renamed its nurses"),
    no=("remember to ask", "i read the report", "they told it well", "heard of a scheme", "we saw three wards", "insist on it",
        "she has heard it all", "we have read the report"),
    bounded=False, head=r"\b", tail=r"\b",
)  # fmt: skip
_WORDS_ALONE = Rule(
    "asks for the words and the place of it alone",
    (
        (r"(?:what(?: (?:are|is|were|was)|'?s)|which|where (?:is|was)|find|give|send|dig out|dig up|get|show|point|have|quote"
         r"|locate"
         r"|look up|tell|track down|supply|let|need|want)(?: (?:me|us|out|up|to|have))*+(?: (?:the|its|their|that|this|it))*+"
         r"(?: (?:exact|precise|actual|original|full|correct|right|very|own|proper|relevant|verbatim))*+"
         r" (?:words?|wording|quotes?|quotations?|sentences?|passages?|lines?|pages?|page numbers?|references?|text|place)\b"),
        (r"(?:(?:is|are|was|were|isn't) there|(?:have|has|do) (?:you|they|it)(?: have| got)?|got)(?: (?:an?|any|some|the|exact"
         r"|good|short|actual|direct|suitable|nice))*+"
         r" (?:words?|wording|quotes?|quotations?|sentences?|passages?|lines?|remarks?|pages?)"
         r"(?= (?:about|on|for|of|to) (?:that|this|it)\b|(?: (?:that )?(?:we|i|she|he) (?:can|could|may) \w++)?[ ?.!]*+$)"),
        (r"(?:who|which \w++) (?:said|says|is (?:it|that) (?:by|from))(?: (?:it|that|this|so))?"
        r"(?=[ ?.!]*+$|,? and (?:on |at )?(?:which|what) page)"),
        r"where (?:exactly )?(?:does it say|is (?:it|that)|it says)(?: (?:that|so|this|it))?(?=[ ?.!]*+$)",
    ),
    yes=("could you find the exact words", "which page is it on", "who said it?", "please send me the full quotation",
         "where does it say that", "and what's the exact wording", "can you dig out the quote please",
         "is there a quote about that we can use", "have you got a line on this?"),
    no=("find the wards", "is there a quote about pay", "have they a line manager", "who said that wards matter",
        "what is the budget", "show me the values", "find out who leads"),
    bounded=False, head=r"\b", tail="",
)  # fmt: skip
_MORE = Rule(
    "names something of its own behind",
    (
        (r"(?:words?|quotes?|quotations?|sentences?|passages?|lines?|pages?|references?) (?:on|about|from|for|where|which|that|of)"
         r"(?! (?:it|that|this|the report|this report|which it)\b)"),
    ),
    yes=("a quote on pay", "the words about wards", "the page which has the wards", "passages from ash"),
    no=("the page it is on", "quotes please", "the words of it", "the quotation that it"),
    bounded=False, head=r"\b", tail=r"\b",
)  # fmt: skip


def recalled(request: str, story: Sequence[str]) -> str:
    """What is recalled last in the ``story``, to be quoted, where the ``request`` asks for its words or its place alone; empty
    where it asks for anything else or nothing is recalled at length.
    """
    lowered = request.lower()
    if not _WORDS_ALONE.found(lowered) or _MORE.found(lowered):
        return ""
    for sentence in reversed(story):
        found = _RECALLS.pattern.search(sentence.lower()) if len(sentence.lower()) == len(sentence) else None
        claim = _SAYS.sub("", sentence[found.end() :].strip(" .!")) if found else ""
        if len(claim.split()) >= LEAST:
            return f"quote: {claim}"
    return ""
