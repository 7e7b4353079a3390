"""Of a follow-up that asks plainly for one thing of what was talked of – who teaches there, what they scored, how often it meets,
how large the team is – whether what is quoted tells that; where nothing does, the report does not say.

What is near the thing, and was told before, is no answer to that, however likely it seems.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.aims import AIM
from rag.answering.aspects import not_told
from rag.answering.draft import Draft
from rag.answering.whom import PEOPLE
from rag.text import words
from rag.understanding.amended import FOR_THEM, GOT_THERE, MUST_THEY, PART_OF_IT
from rag.understanding.asking import YES_OR_NO
from rag.understanding.pointing import JUDGES_IT, ON_A_THING
from rag.understanding.rules import Rule
from rag.understanding.thing import points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.kit import Kit
    from rag.types import Quote
    from rag.understanding.question import Question

_OF_IT = r"(?:it|that|this|them|those|these|there|the \w++(?: \w++)?)"
_BEGINS = r"^(?:(?:and|so|but|ok|okay|also|right|well)[ ,]++){0,2}+"
_WILL = r"(?:(?:'s| is| are) going to|'ll| will| would| should| does| do| did| has| have| actually| exactly)*+"
TEACHER = Rule(
    "asks who teaches something",
    (
        (rf"who(?:m)?{_WILL} (?:teach(?:es|ing)?|taught|deliver(?:s|ed|ing)?|facilitat(?:es?|ed)|lectur(?:es?|ed)|tutor(?:s|ed)?"
         r"|train(?:s|ed)?|instruct(?:s|ed)?)"),
        (rf"who{_WILL} (?:tak(?:es?|ing)|took|giv(?:es?|ing)|gave|doing?|does|holds?|runs?|leads?) the"
         r" (?:sessions?|teaching|training|classes|class|lessons?|lectures?|courses?|workshops?)"),
        r"who(?:'s| is| are| were| was) (?:the |their )?(?:teachers?|trainers?|tutors?|lecturers?|faculty|facilitators?)",
    ),
    yes=("who teaches there", "and who's going to deliver it", "so who takes the sessions", "who are the trainers?"),
    no=("who takes the chair", "who gives it", "whom do they teach to lead", "who was taught", "who runs it"),
    bounded=False, head=_BEGINS, tail=rf"(?: {_OF_IT})?(?: (?:there|then|exactly|though))?[ ?.!]*+$",
)  # fmt: skip
_TEACHES = re.compile(
    r"\b(?:taught|delivered|facilitated|provided|given|led|run|held|trained|presented|tutored|conducted) (?:\w++ )?by\b"
    r"|\b(?:tutors?|trainers?|lecturers?|facilitators?|faculty|speakers?|teachers)\b|\b(?:teach|deliver|facilitate|lecture)(?:s|es)?\b"
    r"|\b(?:deliver|teach|taught|train|run|provid)\w*+ [^.;]{0,60}?\b(?:conjunction|partnership|collaboration) with\b|\bin-house\b"
)
MAKER = Rule(
    "asks who made something",
    ((r"(?:who|which \w++)(?: actually| first| has| had)? (?:made|makes|wrote|writes|designed|designs|developed|created"
      r"|devised|invented|drew up|came up with|thought up|produced|built|put together)"),),
    yes=("who made the tests", "and who came up with it?", "which firm designed that"),
    no=("who made it to the board", "who made sure", "who makes decisions at ash", "who was it made for"),
    bounded=False, head=_BEGINS, tail=rf" {_OF_IT}[ ?.!]*+$",
)  # fmt: skip
_MADE = (
    r"(?:design|develop|creat|devis|made\b|mak|writ|wrote|drawn up|produc|buil[dt]|introduc|establish|set up|initiat|inspir|pioneer"
    r"|evolv|idea)"
)
_BY = r"(?:by|conjunction with|partnership with|collaboration with|(?:the )?help of|work(?:ed|ing) with|involved)"
_MAKES = re.compile(
    rf"\b{_MADE}[^.;]{{0,80}}?\b{_BY}\b|\b{_BY}\b[^.;]{{0,120}}?\b{_MADE}"
    rf"|\b(?:trust|we|he|she|they|executives?|directors?|ceo|leaders?|clinicians?|staff) (?:\w++ ){{0,3}}?{_MADE}"
    r"|\binspired\b|\binfluence"
)
SCORE = Rule(
    "asks what somebody scored",
    (
        r"(?:what|how)(?: (?:did|does|do|was|were|is|are))? (?:they|it|he|the \w++) (?:get |have )?scor\w++",
        r"what (?:was|were|is|are) (?:the|their|its) (?:scores?|marks?|ratings?|percentages?|exact (?:results?|figures?))",
        r"how (?:well|high|low|many points) did (?:they|it|the \w++) (?:score|get)",
    ),
    yes=("what did they score", "so what were the scores?", "how high did they score"),
    no=("what do they score candidates on", "who scores it", "what was the result", "the score"),
    bounded=False, head=_BEGINS, tail=r"(?: (?:on|in|for) (?:it|that|this))?(?: (?:then|exactly))?[ ?.!]*+$",
)  # fmt: skip
_SCORED = re.compile(
    r"\b\d++ ?(?:%|out of\b|points?\b)|\bper ?cent|\bscor(?:e|es|ed|ing)\b|\b(?:highest|lowest|top|best|above|below)\b"
)
ACCEPTED = Rule(
    "asks whether people agreed to something",
    (
        (r"(?:have|has|did|do|are|were|will|would) (?:the |all the |any )?[\w -]{2,40}?(?: (?:all|actually|ever|really))? "
         r"(?:said yes|say yes|agree[ds]?(?: to| with)?|accept(?:ed)?|sign(?:ed)?(?: up)?(?: to)?|consent(?:ed)?|bought into"
         r"|buy into|vot(?:e|ed) for|back(?:ed)?|on board(?: with)?|in favour(?: of)?)"),
    ),
    yes=("have the consultants said yes", "did they all agree to it?", "are the nurses on board with that"),
    no=("have they agreed a plan for wards", "who agreed to it", "did they sign a contract with ash"),
    bounded=False, head=_BEGINS, tail=r"(?: (?:it|that|this|them|yet))*+[ ?.!]*+$",
)  # fmt: skip
_ACCEPTS = re.compile(
    r"\b(?:agree|accept|sign|consent|endors|embrac|welcom|resist|oppos|reject|refus|buy-in|bought|support(?:ed|ive)|valued?\b|keen\b"
    r"|critici|unhappy|positive|sceptic|skeptic|enthusias|on board|resign)"
)
_GOT = re.compile(
    r"\b(?:reached|achiev(?:ed|es)|met|exceeded|surpassed|fulfilled|fell|reduced|dropped|now|highest|best|won|succe(?:ss|ed)\w*+"
    r"|improved|has been|have been)\b"
)
_MUST = re.compile(
    r"\b(?:compuls|mandator|requir|must\b|expect|voluntar|option|encourag|invit|every\b|open to|available to|per cent|half\b)"
    r"|\bparticip|\ball (?:of (?:them|the)|new|its|\w++ (?:staff|consultants|doctors|nurses|leaders))\b"
)
_PART = re.compile(r"£|\bper ?cent|\d%|\bmillion\b|\b(?:proportion|share|half|third|quarter|most|majority) of\b")
HOW_LARGE = Rule(
    "asks how large a group is",
    ((r"how (?:big|large|small|many(?: people)? (?:are |is )?(?:on|in)) (?:is |are |was )?"
      r"(?:the|that|this|their|its) (?P<group>(?:\w++ ){0,2}?(?:team|group|committee|board|college|class|cohort|panel|unit)s?)"),),
    yes=("how big is the team?", "and how many people are on the panel"),
    no=("how big is it", "how many teams are there", "how large a team is", "how big is the problem"),
    bounded=False, head=_BEGINS, tail=r"[ ?.!]*+$",
)  # fmt: skip
WHEN_BEGAN = Rule(
    "asks when the thing talked of began",
    (
        r"when did (?:it|that|this|they|those|these|the \w++) (?:all )?(?:start|begin|come in|happen|open|launch|kick off|go live)",
        (r"when (?:was|were) (?:it|that|this|they|those|these|the \w++) (?:first )?(?:started|begun|introduced|launched|set up"
         r"|founded|created|opened|brought in|established|formed|changed)"),
    ),
    yes=("when did it start", "and when was that first introduced?"),
    no=("when did they start meeting at ash", "when it started", "since when", "when did nurses start"),
    bounded=False, head=_BEGINS, tail=r"(?: (?:exactly|then|off|there|to this|to that))?[ ?.!]*+$",
)  # fmt: skip
_BEGAN = re.compile(
    r"\b(?:1[89]|20)\d\ds?\b"
    r"|\b(?:\d++|two|three|four|five|six|seven|eight|nine|ten|many|several|few|past) (?:years?|months?|decades?)\b"
    r"|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b|\bin may\b|\brecent(?:ly)?\b"
    r"|\b(?:since|ago)\b|\babout to\b"
)
_COUNT = re.compile(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen|half)\b")
MEETS = Rule(
    "asks how often something is done",
    ((r"how (?:often|frequently|regularly) (?:does|do|did|is|are|was) (?:it|they|that|this|these|those)"
      r" (?:meet|happen|held|run|done|take place|sit|get together|reviewed|updated)"),),
    yes=("how often does it meet there", "and how frequently are they held?"),
    no=("how often do they meet the board of ash", "how often does the board meet", "how often is it"),
    bounded=False, head=_BEGINS, tail=r"(?: (?:there|then|exactly))?[ ?.!]*+$",
)  # fmt: skip
_OFTEN = re.compile(
    r"\b(?:bi-?|half-)?(?:annual(?:ly)?|yearly|quarterly|monthly|fortnightly|weekly|daily)\b|\b(?:twice|every|regular(?:ly)?|each"
    r" (?:week|month|year|quarter)|once a|times a|a (?:week|month|year))\b"
)
SUM_OF_IT = Rule(
    "asks what the thing talked of costs",
    (
        (r"(?:what(?:'?s| is| was)) (?:the|their|its) (?:whole |total )?(?:budget|bill|cost|price(?: tag)?|spend|outlay|damage)"
         r"(?: (?:for|of|on) (?:it|that|this|them|those|these|all (?:of )?(?:that|this|it)))?"),
        (r"(?:what|how much) (?:did|does|do|has|have|would) (?:it|that|this|they|these|those) sets? (?:them|it|us) back"
         r"[^?]{0,20}+"),
        r"how much (?:money |cash )?(?:do|does|did|is|was|has|have) [^?]{2,30}? (?:on|into|for) (?:it|that|this|them)",
    ),
    yes=("what's the bill for that", "and whats the budget for it?", "what did it set them back, moneywise",
         "how much do they spend on it"),
    no=("what is the budget at ash", "what's the budget for wards", "how much time goes on it at ash", "what is it"),
    bounded=False, head=_BEGINS, tail=r"[ ?.!]*+$",
)  # fmt: skip
_SUM = re.compile(r"£|\b\d[\d,.]*+ ?(?:million|billion|thousand|pounds)|\bone-off|\bfund(?:ed|ing)|\bat no cost|\bfree of charge")
WHAT_WRONG = Rule(
    "asks what was wrong with the thing talked of",
    (r"what (?:was|is|went|were)(?: so)? (?:wrong|the (?:matter|trouble|problem)|bad)(?: (?:with|about) (?:it|that|this|them))?",),
    yes=("what was wrong with it before?", "and what was the problem"),
    no=("what went wrong with wards at ash", "what was it", "was it wrong"),
    bounded=False, head=_BEGINS, tail=r"(?: (?:before|then|though|exactly|in the past|beforehand))?[ ?.!]*+$",
)  # fmt: skip
_WRONG = re.compile(
    r"\b(?:problem|difficult|concern|critici|unhappy|poor|weak|fail|negative|challeng|conflict|chaos|low|lack|moan|complain|resist"
    r"|not (?:working|effective|well)|tend(?:ed|s) to|barrier|bad\b|disengag|ineffective|frustrat|mistrust|hostil|bureaucra)"
)


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked for by a ``rule``, the words that tell it, the aspect by which the report's silence is named; ``of_it``: what
    tells it must speak of the thing that was talked of, too, and ``of_own`` of what the follow-up names; ``aims`` may tell it.
    """

    rule: Rule
    told: re.Pattern[str]
    aspect: str
    of_it: bool = False
    aims: bool = True
    of_own: bool = False


DEMANDS = (
    Demand(TEACHER, _TEACHES, "who"), Demand(MAKER, _MAKES, "who"), Demand(SCORE, _SCORED, ""), Demand(ACCEPTED, _ACCEPTS, ""),
    Demand(GOT_THERE, _GOT, "result", aims=False), Demand(HOW_LARGE, _COUNT, "amount"), Demand(MEETS, _OFTEN, "when", of_it=True),
    Demand(WHEN_BEGAN, _BEGAN, "when"), Demand(PART_OF_IT, _PART, "amount", of_own=True), Demand(MUST_THEY, _MUST, "rule"),
    Demand(SUM_OF_IT, _SUM, "money", of_it=True), Demand(WHAT_WRONG, _WRONG, "trouble"),
)  # fmt: skip
_OF_EVERYONE = re.compile(
    r"\b(?:all (?:\w++ )?(?:staff|employees|professionals|disciplines)|everyone|everybody|multi-?\w++)\b"
    r"|\b(?:another|other|any|all) (?:\w++ ){0,2}?professionals?\b"
)
_ENDS_WITH = re.compile(
    r"(?:\b(?:about|for|on|with|regarding|re|of) (?:the |any |their |its |our |some )?|\bany |\bthere )(?P<thing>[\w'-]++)"
    r"(?: (?:at all|there|then|too))?[ ?.!]*+$"
)
"""The thing that a follow-up ends with: "what do they do about temps"."""
_ALIKE = re.compile(r"\b(?:similar|same|like (?:it|that|this)|equivalent)\b")
_OR_ELSE = re.compile(r",? or (?:is|are|was|were|do|does|did|just|only|not)\b[^?]*+", re.IGNORECASE)
"""What a follow-up only supposes instead: "do they get time, or is it weekends"."""
_FEELING = re.compile(
    r"\bany [\w-]++ (?:about|with|over|against|to|from) (?:it|that|this|them|those)\b"
    r"|\b(?:moan|grumbl|grip[ei]|whing|fuss|backlash|push-?back|downside|snag|hiccup|teething|naysay|kick(?:ed)? off"
    r"|hat(?:e|ed|ers)|lov(?:e|ed))"
)
"""People feel in more words than the report has for it."""


def demanded(kit: Kit, asked: Question, draft: Draft) -> Draft:
    """The answer to a follow-up by what tells what it plainly asks for; where none of it does, or it asks of a thing or people that
    it does not name, that this is not said.
    """
    if not asked.lead or draft.status not in ("answered", "about") or not draft.quotes:
        return draft
    demand = next((one for one in DEMANDS if one.rule.found(asked.text.lower())), None)
    if demand is not None:
        return draft if draft.rows else _by(kit, asked, draft, demand)
    if missing := _unheard(kit, asked):
        return _silent(draft, wording.not_stated(asked, missing, kit.index.report.tags, near=False), near=False)
    return draft if draft.rows or _of_them(kit, asked, draft.quotes) else _silent(draft, not_told(""))


def without_aims(asked: Question, draft: Draft) -> Draft:
    """The answer to whether the thing talked of worked without what was only aimed at, where it has more."""
    if draft.status != "answered" or draft.rows or not asked.lead or not JUDGES_IT.found(asked.text.lower()):
        return draft
    kept = tuple(quote for quote in draft.quotes if not _aims(quote))
    rest = tuple(quote for quote in draft.quotes if quote not in kept)
    return replace(draft, quotes=kept, more=(*rest, *draft.more)) if kept and rest else draft


def _by(kit: Kit, asked: Question, draft: Draft, demand: Demand) -> Draft:
    """The answer by what of it tells what is demanded."""
    thing = replace(asked, text=asked.lead, mentions=asked.lead_mentions, lead="", lead_mentions=())
    group = demand.rule.pattern.search(asked.text.lower()) if demand.rule is HOW_LARGE else None
    named = group["group"].split()[-1] if group else ""

    def tells(quote: Quote) -> bool:
        said = f"{quote.lead_in or ''} {quote.text}"
        if not demand.aims and _aims(quote):
            return False
        if demand.rule is HOW_LARGE:
            return any(demand.told.search(one.lower()) and kit.stands_in(one, named) for one in re.split(r"[.;]", said))
        on_it = not demand.of_it or not kit.subject(thing) or kit.tells(said, thing)
        on_it &= not demand.of_own or all(kit.stands_in(said, word) for word in kit.subject(asked))
        return on_it and bool(demand.told.search(said.lower()))

    kept = tuple(quote for quote in draft.quotes if tells(quote)) or tuple(quote for quote in draft.more if tells(quote))[:1]
    if not kept:
        return _silent(draft, not_told(demand.aspect))
    rest = tuple(quote for quote in (*draft.quotes, *draft.more) if quote not in kept)
    return replace(draft, status="answered", quotes=kept, more=rest, beside=())


def _aims(quote: Quote) -> bool:
    return AIM.search(f"{quote.lead_in or ''} {quote.text}".lower()) is not None


def _silent(draft: Draft, message: str, *, near: bool = True) -> Draft:
    nearest = draft.quotes[:1] if near else ()
    return Draft("find", "not_stated", message, nearest=nearest, next=draft.next)


def _unheard(kit: Kit, asked: Question) -> tuple[str, ...]:
    """The word by which a follow-up says what it asks about where neither the report nor its readers have it, nor any other there:
    "any doctors sacked", "what do they do about temps".
    """
    lowered = asked.text.lower()
    if _FEELING.search(lowered):
        return ()
    things = kit.but_people(kit.things(replace(asked, text=_OR_ELSE.sub("", asked.text))))
    missing = [word for word in things if not kit.concordance.with_synonyms(word) and kit.readers.isdisjoint(words(word))]
    if not things or len(missing) != len(things):
        return ()
    ends = _ENDS_WITH.search(lowered)
    at_the_end = ends is not None and any(ends["thing"] in word.split() for word in missing)
    whether = YES_OR_NO.found(lowered) or lowered.startswith("any ") or ON_A_THING.found(lowered)
    return tuple(missing) if at_the_end or whether else ()


def _of_them(kit: Kit, asked: Question, quotes: Sequence[Quote]) -> bool:
    """Whether some quotation names the people of one kind that a follow-up brings up, asking whether the thing talked of is for
    them, or all; true where it brings up none, or asks of something else.
    """
    own = {kind: found[kind] for found in PEOPLE.pattern.finditer(asked.text.lower()) for kind in found.groupdict() if found[kind]}
    of_it = points(asked, kit.index.report.tags) or FOR_THEM.found(asked.text.lower()) or _ALIKE.search(asked.text.lower())
    if len(own) != 1 or not of_it or PEOPLE.found(asked.lead.lower()):
        return True
    [(kind, word)] = own.items()
    forms = {kind, word, kind.removesuffix("s"), word.removesuffix("s")}
    told = [f"{q.lead_in or ''} {q.text}" for q in quotes]
    return any(kit.stands_in(text, form) for text in told for form in forms) or any(_OF_EVERYONE.search(t.lower()) for t in told)
