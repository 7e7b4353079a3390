"""Of a follow-up that asks for something plain – when, how often, how many, who pays, why – what tells it, and no more.

What stands near it (a programme, its aims) was told before, so that it would only pad the answer.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from rag.answering.draft import Draft
from rag.answering.entries import quotes_of
from rag.answering.gestured import WHY, named
from rag.answering.money import PAYER
from rag.answering.quotes import leans, sentences_of
from rag.corpus.aspects import ASPECTS
from rag.understanding.asking import YES_OR_NO
from rag.understanding.given import EXACTLY
from rag.understanding.others import people
from rag.understanding.pointing import REASON
from rag.understanding.rules import Rule
from rag.understanding.wants import ASKS_NUMBER, ASKS_OFTEN, ASKS_SPAN, ASKS_TAKERS, ASKS_TIME, OFTEN, TAKES_PART

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from rag.answering.kit import Kit
    from rag.corpus.prepared import Entry
    from rag.types import Quote
    from rag.understanding.question import Question

    Floats = NDArray[np.float64]

ADJOINS = 80
"""Characters between quotations that follow each other in the report, with the line that tells who spoke."""
_REASON, _ORIGIN, _RESULT, *_FELT = [ASPECTS.index(aspect) for aspect in ("why", "origin", "result", "trouble", "felt")]
"""A reason, how something came about, unless that tells what came of it, and what may tell a reason by its words."""
NO_REASON = "The report gives no reason for that."
NOT_NAMED = "The report does not say so."
BY_WHEN = Rule(
    "asks for a time in few words",
    (
        r"(?:by|since|until|till|from) when|how (?:long|many years) ago",
        r"over (?:how long|what (?:time|period))|when(?=[ ?.!]*+$)",
    ),
    yes=("by when?", "and since when", "how long ago was it", "over what period is it", "when?"),
    no=("when they meet", "how long is it", "over here"),
    bounded=False, head=r"^(?:(?:and|so|but|ok|oh)[ ,]++){0,2}+",
)  # fmt: skip
ASKS_NOW = Rule(
    "asks how something is by now",
    (
        (r"(?:how|what|is|are|does|do|has|have) [\w' ]{2,50}?(?: (?:right now|now|today|nowadays|these days|at present"
         r"|at the moment|years (?:on|later)|since))"),
    ),
    yes=("and how is it seen these days", "how do they feel about it now", "is it any better today", "has it got better since"),
    no=("how is it seen", "now how do they hire", "how many nurses are there since the merger of two wards", "what now"),
    bounded=False, head=r"^(?:(?:and|so|but|ok|oh)[ ,]++){0,2}+", tail=r"(?=[ ?.!]*+$)",
)  # fmt: skip
TIED_TO_PAY = Rule(
    "asks whether it bears on pay",
    (
        (r"(?:tied|linked|connected|related|attached|link|connection) (?:in )?(?:to|with) (?:\w++ ){0,2}?"
         r"(?:pay|salar(?:y|ies)|money|bonus(?:es)?|earnings|increments)"),
        (r"(?:affects?|influences?|changes?|decides?|determines?|sets?|hits?) (?:\w++ ){0,2}?"
         r"(?:pay|salar(?:y|ies)|bonus(?:es)?|earn)"),
        (r"(?:pay|salar(?:y|ies)|bonus(?:es)?|increments?|money) (?:(?:is|are|was|were|now|also) )*+"
         r"(?:tied|linked|connected|related|dependent|based)"),
    ),
    yes=("is it tied to pay then", "so is pay linked to it", "are bonuses tied to that", "does it affect what they earn",
         "any link to their salary", "does that set bonuses"),
    no=("who pays for it", "is it related to patients", "does it affect wards"),
)  # fmt: skip
_PAY = re.compile(r"\ballowance|\bpa(?:id|y|yment)\b|\bsalar|\bincrement|\bremunerat|\bawards\b|£")
_PAYING = re.compile(r"\bfund(?:ed|ing|s|ers?)\b|\bpa(?:id|ys?|ying|yment)\b|\bfinanc|\bsponsor|\bgrants?\b|\bmoney\b")
_NUMBER = r"(?:\d++|two|three|four|five|six|seven|eight|nine|ten|many|several|few|first)"
_TIME = re.compile(
    rf"\b(?:1[89]|20)\d\ds?\b|\b{_NUMBER} (?:years?|months?|decades?|weeks?)\b|\b(?:recent(?:ly)?|soon|currently|now)\b"
    r"|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b|\bin may\b",
)
_NOW = re.compile(r"\b(?:now|today|currently|nowadays|these days|at present|years on|still)\b")
_SPAN = re.compile(
    r"\b\w++[ -](?:years?|months?|decades?|weeks?|days?|hours?|sessions?)\b|\blong\b|\bsince\b|\bterms?\b|\btakes time\b"
)
_NO_COUNT = re.compile(rf"\b(?:1[89]|20)\d\d(?:/\d++)?|\b{_NUMBER}[ -](?:years?|months?|decades?|weeks?|days?)\b|\b360\b")
_COUNTS = (
    re.compile(r"\d|\b(?:half|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|majority)\b"),
    re.compile(r"\b(?:most|all|none|every|each)\b"),
)
_WHY = re.compile(
    r"\b(?:because|therefore|thus|hence|so that|so as|in order to|as (?:we|it|they|there|too)|since|due to|reasons?|aims?|aimed"
    r"|purpose|driven|drove|prompted|initiated|consequence|led to|arose|desire|belie[fv]\w*+|recogni\w++|reali[sz]\w++|keen"
    r"|want\w*+|need\w*+|to (?:help|ensure|secure|build|bring|make|get|try|recruit|improve|encourage|support|enhance|develop|give"
    r"|allow|reinforce|reflect|recogni[sz]e|facilitate|address|avoid))\b",
)


MEMBERS = Rule(
    "asks who belongs to something",
    (
        (r"who(?:['’]s|(?: all)? (?:is|are|was|were|sits?|sat|goes|go|went|gets?|serves?|belongs?|comes?))"
         r" (?:in|on|onto|to|at|part of) (?=the |a |its )"),
        r"who (?:attends?|makes? up|joins?|forms?) (?=the |a |its )",
        r"who (?:are|is) (?:the |its )?(?:members?|membership) (?:of|on|in) ",
    ),
    yes=("who sits on the group", "who's on the board", "who attends the meeting", "who are the members of the board"),
    no=("who is the chair", "who leads the group", "who is it", "those who sit on it"),
    bounded=False, head=r"^(?:(?:and|so|but|ok)[ ,]++)?",
)  # fmt: skip
OF_ALL_OF_THEM = Rule(
    "asks whether all of some do it",
    (r"(?:do|does|did|have|has|is|are|was|were) (?:all|every|each|everyone|everybody)(?! (?:four|the trusts)\b)\b",),
    yes=("do all nurses do it", "and does everyone go", "are all of them on it"),
    no=("must everyone go", "do nurses all go", "what do all nurses do", "is it for all"),
    bounded=False, head=r"^(?:(?:and|so|but|ok|oh)[ ,]++){0,2}+",
)  # fmt: skip
FOR_WHAT = Rule(
    "asks what the thing talked of is for",
    (
        r"what(?:'?s| is| was| are| were) (?:it|that|this|they|those|these)(?: all| really| there)? for",
        r"what(?:'?s| is| was) (?:the|its|their) (?:point|idea|purpose)(?: of (?:it|that|this|them))?",
    ),
    yes=("whats it for", "and what is that for?", "what's the point of it", "what was the idea"),
    no=("what is it for nurses", "what are they", "what is that", "what is the ward for"),
    bounded=False, whole=True, head=r"(?:(?:and|so|but|ok|oh)[ ,]++){0,2}+", tail=r"(?: then)?[ ?.!]*+",
)  # fmt: skip
_EVERY = re.compile(r"\b(?:all|every|each|none|most|half|majority|per cent|everyone|everybody)\b")
_COUNTED = re.compile(r"(?:(?:and|so|but|ok)[ ,]++){0,2}+how many (?:of (?:the|its|their) )?(?P<noun>[a-z-]{4,20}?)(?:s|es)?\b")
_KINDS = (
    ((ASKS_OFTEN,), (EXACTLY, OFTEN.pattern)),
    ((ASKS_TIME, BY_WHEN), (_TIME,)),
    ((ASKS_SPAN,), (_SPAN,)),
    ((PAYER,), (_PAYING,)),
    ((TIED_TO_PAY,), (_PAY,)),
    ((ASKS_NOW,), (_NOW,)),
    ((ASKS_NUMBER,), _COUNTS),
    ((ASKS_TAKERS,), (TAKES_PART.pattern,)),
    ((OF_ALL_OF_THEM,), (_EVERY,)),
    ((FOR_WHAT,), (_WHY,)),
)
"""What is asked for, and the words that tell it."""
_WHO = re.compile(r"(?:(?:and|so|but|ok)[ ,]++){0,2}+who\b")
_OF_A_TERM = (((PAYER,), _PAYING), ((ASKS_TAKERS, MEMBERS), TAKES_PART.pattern))


def telling(request: str) -> tuple[re.Pattern[str], ...]:
    """By which words a text plainly tells what a request asks for, the surest first; none where that is nothing so plain."""
    lowered = request.lower()
    return next((told for asks, told in _KINDS if any(rule.found(lowered) for rule in asks)), (_WHY,) * for_a_reason(lowered))


def plainly(request: str) -> tuple[re.Pattern[str], ...]:
    """The surest of these; none of how many, for some number tells nothing of it."""
    return tuple(words for words in telling(request)[:1] if words not in _COUNTS)


@lru_cache(maxsize=64)
def counted(request: str) -> tuple[re.Pattern[str], ...]:
    """By which words a text tells how many there are of what a request names: a number right before that, "3 former wards"."""
    asks = _COUNTED.match(request.lower())
    number = r"(?:\d[\d,]*+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)"
    return (re.compile(rf"\b{number} (?:\w++ ){{0,2}}?{re.escape(asks['noun'])}(?:e?s)?\b"),) if asks else ()


def tells(words: re.Pattern[str], text: str) -> bool:
    """Whether a text tells it by these words; a year or a length of time is no number of anything else."""
    said = text.lower()
    return bool(words.search(_NO_COUNT.sub("", said) if words in _COUNTS else said))


def of_a_term(kit: Kit, asked: Question, entry: Entry) -> Draft | None:
    """What an editor quotes of a term that plainly tells who sits on it, takes part or pays, where that alone is asked. A time or
    number would tell nothing of it.
    """
    lowered = asked.text.lower()
    asks_who = _WHO.match(lowered)
    found = [words for asks, words in _OF_A_TERM if asks_who and any(rule.found(lowered) for rule in asks)]
    parts = [part for part in entry.parts if not asked.trusts or part.trust in asked.trusts]
    quotes = [quote for part in parts for quote in quotes_of(kit.index, part.quotes)]
    told = tuple(quote for quote in quotes if any(tells(words, quote.text) for words in found))
    rest = tuple(quote for quote in quotes if quote not in told)
    return Draft("term", "answered", "", told, rest, heading=entry.title) if told else None


def for_a_reason(lowered: str) -> bool:
    """Whether it is asked why what was told is so: as typed, or as it was put before the request that it follows."""
    return REASON.found(lowered.partition(": ")[0])


def of_a_follow_up(kit: Kit, told: Floats | None, asked: Question, draft: Draft) -> Draft:
    """The answer to a follow-up by the plain thing that it asks for; to a request by itself only which one of a kind it was.
    ``told`` is what each sentence tells, ``(n, aspects)``.
    """
    if not asked.leans:
        return named(asked, draft)
    return named(asked, are_among(kit, asked, with_a_reason(kit, told, asked, only_what_tells(asked, draft))))


def only_what_tells(asked: Question, draft: Draft) -> Draft:
    """The answer to a follow-up without what does not tell the plain thing that it asks for, which is folded.

    What is read with it stays: the quotation above one that begins with "This".
    """
    if draft.status != "answered" or draft.rows:
        return draft
    held = ([q for q in draft.quotes if tells(words, q.text)] for words in telling(asked.text))
    kept = next((quotes for quotes in held if quotes), [])
    above = [q for q in draft.quotes if q not in kept and any(is_above(q, own) for own in kept)]
    shown = tuple(q for q in draft.quotes if q in kept or q in above)
    rest = tuple(q for q in draft.quotes if q not in shown)
    return replace(draft, quotes=shown, more=(*rest, *draft.more), beside=()) if shown and rest else draft


def is_above(quote: Quote, own: Quote) -> bool:
    """Whether a quotation is what another follows, and is read with: that begins with "This"."""
    return 0 <= own.start - quote.end < ADJOINS and not own.speaker and leans(own.text)


def with_a_reason(kit: Kit, told: Floats | None, asked: Question, draft: Draft) -> Draft:
    """The answer to "why" alone; where nothing of it tells a reason to those who read it, that there is none. Of "why do they offer
    it" any words of a reason will do, or how people took it; not those of what is on another thing.
    """
    lowered = asked.text.lower()
    in_full = bool(asked.lead) and WHY.found(lowered)
    if draft.status != "answered" or draft.rows or not (in_full or for_a_reason(lowered)) or told is None:
        return draft
    shown = (q for q in draft.quotes if _is_on_it(kit, asked, q, draft.quotes[0])) if in_full else (*draft.quotes, *draft.more)
    read = [n for q in shown for n in sentences_of(kit.index, q)]
    by_words = [n for n in read if (in_full or told[n, _FELT].any()) and tells(_WHY, kit.index.sentences[n].text)]
    read_so = told[read, _REASON].any() or any(told[n, _ORIGIN] and not told[n, _RESULT] for n in read)
    if by_words or read_so or (in_full and told[read][:, [_ORIGIN, *_FELT]].any()):
        return draft
    return replace(
        draft, status="not_stated", form="find", message=NO_REASON, quotes=(), more=(), nearest=draft.quotes[:1], beside=()
    )


def _is_on_it(kit: Kit, asked: Question, quote: Quote, leading: Quote) -> bool:
    """Whether a quotation stands with the leading one, or has the words of the thing talked of."""
    thing = kit.thing_of(asked)
    told = bool(kit.subject(thing)) and kit.tells(f"{quote.lead_in or ''} {quote.text}", thing)
    return told or quote.passage == leading.passage


def are_among(kit: Kit, asked: Question, draft: Draft) -> Draft:
    """The answer to whether some people were among those told of; where none of it names them, that this is not said."""
    if draft.status != "about" or not draft.quotes or not YES_OR_NO.found(asked.text.lower()):
        return draft
    named = people(kit.index.report.tags.profile.words).pattern.search(asked.text.lower())
    if named is None or any(kit.stands_in(q.text, word) for q in (*draft.quotes, *draft.more) for word in named[0].split()):
        return draft
    return replace(draft, status="not_stated", message=NOT_NAMED, quotes=(), more=(), nearest=draft.quotes[:1], beside=())
