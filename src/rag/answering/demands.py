"""The plain things that a follow-up may ask of what was talked of – who teaches there, what they scored, how often it meets – and
the words of a report that tell each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from rag.answering.begun import MAKES
from rag.understanding.amended import MUST_THEY
from rag.understanding.one_thing import WHAT_WRONG
from rag.understanding.outcome import GOT_THERE, PART_OF_IT
from rag.understanding.rules import Rule

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
      r"|devised|invented|drew up|came up with|thought (?:of|up)|dreamt up|produced|built|put together)"),),
    yes=("who made the tests", "and who came up with it?", "which firm designed that", "who thought of it"),
    no=("who made it to the board", "who made sure", "who makes decisions at ash", "who was it made for"),
    bounded=False, head=_BEGINS, tail=rf" {_OF_IT}[ ?.!]*+$",
)  # fmt: skip
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
_WRONG = re.compile(
    r"\b(?:problem|difficult|concern|critici|unhappy|poor|weak|fail|negative|challeng|conflict|chaos|low|lack|moan|complain|resist"
    r"|not (?:working|effective|well)|tend(?:ed|s) to|barrier|bad\b|disengag|ineffective|frustrat|mistrust|hostil|bureaucra)"
)


RUNS = Rule(
    "asks who is in charge of the thing talked of",
    (
        (rf"who(?: actually| mainly)? (?:runs?|ran|leads?|led|heads?|oversees?|manages?|organises?|coordinates?) {_OF_IT}"
         rf"|who(?:'s| is| was) (?:in charge(?: of {_OF_IT})?|(?:responsible|accountable) for {_OF_IT}"
         rf"|(?:running|leading|overseeing) {_OF_IT})"),
    ),
    yes=("who runs it", "and who's in charge of that?", "who is responsible for it", "so who oversees the programme"),
    no=("who runs it at ash for nurses", "who leads", "who is responsible", "who takes it", "who is in charge of pay"),
    bounded=False, head=_BEGINS, tail=r"(?: (?:there|then|exactly|day to day))?[ ?.!]*+$",
)  # fmt: skip
_RUNS = re.compile(
    r"\b(?:led|run|headed|managed|overseen|chaired|organised|coordinated|delivered|facilitated|provided) (?:\w++ )?by\b"
    r"|\b(?:leads?|runs?|heads?|chairs?|oversees?|overseeing|manages?|organises?|coordinates?) (?:on )?"
    r"(?:the|it|this|each|its|an?|all)\b"
    r"|\bresponsib\w++ (?:for|lies|rests|sits)\b|\baccountab\w++ for\b|\bin charge\b"
    r"|\b(?:director|head|chair|lead|manager|sponsor) (?:of|for) \w"
)
REPORTS_TO = Rule(
    "asks to whom somebody answers",
    (
        (r"(?:to )?who(?:m)? (?:do|does|did|is|are|was|were) (?:they|he|she|it|(?:the|those|these) \w++(?: \w++)?)"
         r" (?:report|answer(?:able)?|accountable|responsible)(?: to)?"),
        (r"who(?:'s| is| are) (?:their|his|her|its) (?:boss(?:es)?|line managers?|managers?)"
         r"|who(?:'s| is) (?:above|over) (?:them|him|her)"),
    ),
    yes=("who do they report to", "and to whom are they accountable?", "who are those people answerable to", "who's their boss"),
    no=("who reports to them", "who do they report on", "is it who they answer"),
    bounded=False, head=_BEGINS, tail=r"[ ?.!]*+$",
)  # fmt: skip
_REPORTS_TO = re.compile(r"\b(?:report(?:s|ing)?|answer(?:s|able)?|responsible) (?:directly )?to\b|\bline manag|\baccountab")
CHAIRS = Rule(
    "asks who chairs the thing talked of",
    ((r"who(?: actually| usually)? (?:chairs?|chaired|presides? over|(?:is|'s|takes?|sits) (?:in )?the chair(?: of| at)?)"
      rf"(?: {_OF_IT})?"),),
    yes=("who chairs it", "and who is the chair of that?", "who chairs the meetings"),
    no=("who chairs it at ash for nurses", "who are the chairs", "who leads it"),
    bounded=False, head=_BEGINS, tail=r"(?: (?:there|then|exactly))?[ ?.!]*+$",
)  # fmt: skip
_CHAIRS = re.compile(r"\bchair(?:s|ed|ing)\b|\bpresid|\bin the chair\b|\bchair of\b")
HOW_MUCH = Rule(
    "asks how much, after talk of money",
    ((r"how much(?: (?:is|was) (?:it|that|this)| (?:do|did|does) (?:they|it|he|she|the \w++(?: \w++)?) (?:get|earn|pay|cost)"
      r"| money| extra| more| exactly| roughly)?"),),
    yes=("how much?", "and how much do they get", "so how much is it exactly"),
    no=("how much time", "how much of it", "how much do they lead"),
    bounded=False, head=_BEGINS, tail=r"(?: (?:exactly|roughly|then|for it|for that))?[ ?.!]*+$",
)  # fmt: skip
_OF_MONEY = re.compile(
    r"\b(?:pa(?:y|ys|id|ying|yment|yments)|money|costs?|fund(?:s|ed|ing)?|spen[dt]\w*+|salar\w++|allowances?|fees?|bonus\w*+)\b"
)
_AMOUNT = re.compile(r"£|\b\d[\d,.]*+ ?(?:million|billion|thousand|pounds)")


@dataclass(frozen=True, slots=True)
class Demand:
    """What is asked for by a ``rule``, the words that tell it, the aspect by which the report's silence is named; ``of_it``: what
    tells it must speak of the thing that was talked of, too, and ``of_own`` of what the follow-up names; ``aims`` may tell it. It
    is asked only where what is talked of has words of ``after``.
    """

    rule: Rule
    told: re.Pattern[str]
    aspect: str
    of_it: bool = False
    aims: bool = True
    of_own: bool = False
    after: re.Pattern[str] | None = None

    def is_in(self, request: str, lead: str) -> bool:
        """Whether a request, on what it ``lead`` on, asks it."""
        return self.rule.found(request) and (self.after is None or self.after.search(lead) is not None)


DEMANDS = (
    Demand(TEACHER, _TEACHES, "who"), Demand(MAKER, MAKES, "who"), Demand(SCORE, _SCORED, ""), Demand(ACCEPTED, _ACCEPTS, ""),
    Demand(GOT_THERE, _GOT, "result", aims=False), Demand(HOW_LARGE, _COUNT, "amount"), Demand(MEETS, _OFTEN, "when", of_it=True),
    Demand(WHEN_BEGAN, _BEGAN, "when"), Demand(PART_OF_IT, _PART, "amount", of_own=True), Demand(MUST_THEY, _MUST, "rule"),
    Demand(SUM_OF_IT, _SUM, "money", of_it=True), Demand(WHAT_WRONG, _WRONG, "trouble"),
    Demand(RUNS, _RUNS, "who"), Demand(REPORTS_TO, _REPORTS_TO, "who"), Demand(CHAIRS, _CHAIRS, "who"),
    Demand(HOW_MUCH, _AMOUNT, "money", after=_OF_MONEY),
)  # fmt: skip
