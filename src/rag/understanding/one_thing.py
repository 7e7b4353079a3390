"""The plain things that a follow-up may ask of what was just quoted, and of nothing else – which year that was, how long it lasts,
how many took part, whether it is liked by now – and the words of a sentence that tell each.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.understanding.group import rules_of
from rag.understanding.rules import Rule
from rag.understanding.supposed import IS_FEW, IS_MORE, NO_MORE, TOO_FEW

if TYPE_CHECKING:
    from rag.corpus.tags import Tags
    from rag.understanding.question import Question

_IT = r"(?:it|that|this|they|those|these|he|she|them|the \w++)"
_HEAD = r"(?:(?:and|so|but|ok|okay|also|right|well|is that (?:a )?recent(?: figure)?)[ ,]++){0,2}+"
_TAIL = r"(?: (?:then|exactly|though|now|roughly|please|again|all|in all|in total|altogether))*+[ ?.!]*+"
_PEOPLE = r"(?:they|people|doctors|consultants|staff|everyone|the \w++)"
_NUMBER = r"(?:\d++|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few|many)"
_A_YEAR = r"(?:1[89]|20)\d\d"
YEAR_OF_IT = Rule(
    "asks in which year it was",
    (
        (r"(?:(?:in|from|for) )?(?:which|what) (?:financial )?(?:year|date|month)s?"
         rf"(?: (?:is|was|were|are|did|does) {_IT}(?: (?:for|in|from|of|happen(?:ed)?|done|take place))?)?"),
        rf"when(?: (?:was|were|is) (?:it|that|this|those|these)| did {_IT} (?:happen|take place|occur|come about))?",
        rf"how long ago(?: (?:was|were) {_IT}| did {_IT} (?:happen|start))?",
    ),
    yes=("which year was that?", "what year is that for", "when was that", "and when did that happen", "how long ago?"),
    no=("which year did they open wards", "when was it opened", "how long is it", "what years of training"),
    bounded=False, whole=True, head=_HEAD, tail=_TAIL,
)  # fmt: skip
SINCE_WHEN = Rule(
    "asks since when it has been so, or how old it is",
    (
        rf"(?:for )?how (?:long|many years) (?:(?:has|have|had) {_IT}(?: [\w-]++){{0,4}}?|in (?:the )?(?:job|post|role))",
        r"how old (?:is|was|were) (?:it|that|this|the \w++)(?: (?:at (?:that|the) (?:point|time)|by then))?",
        (rf"(?:when|what year|which year) (?:did|was|were) {_IT} (?:first )?(?:start(?:ed)?|begin|begun|open(?:ed)?|launch(?:ed)?"
         r"|found(?:ed)?|set up|introduced|created|formed|established|come in|brought in)"),
        (rf"when did {_PEOPLE} (?:first )?(?:bring|start|introduce|set|launch|open|begin|adopt|form|create) (?:it|that|this|them)"
         r"(?: (?:in|up|off))?"),
        rf"since when(?: (?:has|have|had|did|do|does) {_IT}(?: [\w-]++){{0,3}}?)?|how long for",
    ),
    yes=("how long has it been going", "how many years have they done that", "how long in the job", "how old is it?",
         "when did it open", "since when", "when did they bring it in"),
    no=("how long", "how long is it", "how many years is it", "when did it happen", "how old is the chair at ash", "how old is he"),
    bounded=False, whole=True, head=_HEAD, tail=_TAIL,
)  # fmt: skip
EXISTED = Rule(
    "asks how long there has been such a one",
    (rf"how (?:long|many years) (?:has|have|had) {_IT} (?:existed|been (?:around|going|in existence|there|about))(?: by then)?",),
    yes=("how long had it existed by then", "and how many years has it been going?"),
    no=("how long has it been going on about wards", "how long did it last"),
    bounded=False, whole=True, head=_HEAD, tail=_TAIL,
)  # fmt: skip
STARTS = Rule(
    "asks when it will begin",
    (rf"when (?:do|does|will|is|are) {_IT} (?:(?:going|due|meant) to )?(?:start(?:ing)?|begin|happen|open|launch|take place|due)",),
    yes=("when do they start?", "when will it open", "and when is it due"),
    no=("when did it start", "when do they start work at ash"),
    bounded=False, whole=True, head=_HEAD, tail=_TAIL,
)  # fmt: skip
HOW_LONG = Rule(
    "asks how long it goes on",
    (
        (rf"how (?:long|many (?:days|weeks|months|hours)) (?:is|was|are|were|does|do|did|will) {_IT}"
         r"(?: (?:last|take|run|go on|go on for|be|serve|stay|sit|for|serve for|do it|do it for))?"),
    ),
    yes=("how long does it last?", "how long is that", "and how many days is it"),
    no=("how long has it lasted", "how long ago was it", "how many doctors is it", "how long is the ward course"),
    bounded=False, whole=True, head=_HEAD, tail=_TAIL,
)  # fmt: skip
SESSIONS = Rule(
    "asks how much time people have for it",
    (
        (r"how (?:much time|many (?:sessions|hours)(?: a week)?)"
         rf"(?: (?:do|does|did|are|is) {_IT} (?:get|have|spend|given|devote|give|put in)(?: (?:for|on|to|in|into) {_IT})?)?"),
        rf"do {_IT} (?:get|have) (?:any |enough |the )?time(?: off)?(?: (?:for|to do) {_IT})?",
    ),
    yes=("how much time do they get", "how many sessions?", "do they get any time for it"),
    no=("how much is it", "how many doctors have time", "what time is it"),
    bounded=False, whole=True, head=_HEAD, tail=_TAIL,
)  # fmt: skip
_LIKED = r"(?:liked?|loved?|popular|valued|appreciated|accepted|welcomed?|well received|rated|enjoyed|hated|respected)"
LIKED = Rule(
    "asks how people take it, at first or by now",
    (
        rf"(?:is|was|are|were) (?:it|that|this|they) (?:\w++ ){{0,2}}?{_LIKED}",
        (rf"(?:do|did) {_PEOPLE}(?: (?:all|really|actually|even))?+ (?:like|love|value|enjoy|rate|appreciate|mind|hate|welcome)"
         r" (?:it|that|this|them)"),
        (rf"(?:what|how) (?:do|did|have) {_PEOPLE}(?: (?:there|here))? (?:think of|make of|feel about|take|taken|find|see|view"
         r"|regard|like|receive|react to|respond to) (?:it|that|this|them)"),
        (rf"(?:has|have|did) (?:it|that|this|things|{_PEOPLE})(?: (?:all|ever))?+ (?:settled?|calm(?:ed)?|died?|bl(?:own|ow)"
         r"|come round|come around|got over it|got used to it|got better|improved|moved on|cheered up)(?: down| over)?"),
        (rf"(?:is|are|were) {_PEOPLE}(?: all)? (?:ok|okay|fine|happy|happier|comfortable|content|all right|alright|used|on board)"
         r"(?: (?:with|about|to))?(?: (?:it|that|this))?"),
        r"what(?:'s| is| was) (?:it|that|this) like|(?:is|are) (?:it|things|they) (?:any |much )?(?:better|different|improved)",
    ),
    yes=("is it liked now?", "do they like it", "what do people make of it these days", "has it settled down since",
         "are people ok with it", "is it any better now", "what's it like in there these days",
         "how did doctors take it to begin with", "what do people there think of it"),
    no=("is it like that", "do they like wards", "what do they do", "are people happy at ash", "has it opened"),
    bounded=False, whole=True, head=_HEAD,
    tail=r"(?: (?:in there|there))?(?: (?:now|nowadays|today|these days|since|since then|by now|at present|at the moment|at first"
         r"|then|in the end|to begin with|initially|the first time|originally))?[ ?.!]*+",
)  # fmt: skip
COMPLAINTS = Rule(
    "asks for what is said against it",
    ((r"(?:(?:were|are|is|was|have) there (?:been )?)?any (?:complaints?|grumbles|grumbling|moans|moaning|criticisms?"
      r"|gripes|downsides?|drawbacks|negatives?)(?: (?:about|of|with|over|to) (?:it|that|this|them))?"),),
    yes=("any complaints about it?", "are there any downsides", "and any criticism of that"),
    no=("any complaints about wards", "what do they complain of"),
    bounded=False, whole=True, head=_HEAD, tail=_TAIL,
)  # fmt: skip
WHO_DECIDES = Rule(
    "asks who decides on it",
    (
        (r"who (?:decides|decided|chooses|chose|picks|signs off|approves|judges|has the (?:final )?say)"
         rf"(?: on| over| about)?(?: {_IT})?(?: for (?:the )?\w++)?"),
    ),
    yes=("who decides on them for nurses", "so who signs off", "who has the final say?"),
    no=("who decides on pay", "who runs it", "who are they"),
    bounded=False, whole=True, head=_HEAD, tail=_TAIL,
)  # fmt: skip
WHAT_WRONG = Rule(
    "asks what was wrong with the thing talked of",
    (r"what (?:was|is|went|were)(?: so)? (?:wrong|the (?:matter|trouble|problem)|bad)(?: (?:with|about) (?:it|that|this|them))?",),
    yes=("what was wrong with it before?", "and what was the problem"),
    no=("what went wrong with wards at ash", "what was it", "was it wrong"),
    bounded=False, head=_HEAD, tail=r"(?: (?:before|then|though|exactly|in the past|beforehand))?[ ?.!]*+$",
)  # fmt: skip
HIS_AGE = Rule(
    "asks how old somebody is",
    (r"how old (?:is|are|was|were) (?:he|she|they)|what age (?:is|was|are) (?:he|she|they)|what(?:'s| is) (?:his|her|their) age",),
    yes=("how old is he?", "what's her age"),
    no=("how old is it", "what age is the ward"),
    bounded=False, whole=True, head=_HEAD, tail=_TAIL,
)  # fmt: skip
BEFORE_THAT = Rule(
    "asks what a number was at another time",
    (
        (rf"(?:what|how (?:big|much|many|high|large)) (?:was|were) {_IT}(?: in)? (?:the (?:year|month) before(?: that)?"
         r"|(?:last|the previous) (?:year|month)|before(?: that| then)|(?:\w++ )?(?:years?|decades?) (?:ago|before|earlier))"),
    ),
    yes=("what was it the year before?", "how big was it five years ago", "and what was that last year"),
    no=("what was it like before", "what was wrong with it before", "what is it this year"),
    bounded=False, whole=True, head=_HEAD, tail=_TAIL,
)  # fmt: skip
_COUNT = r"(?:how many|what (?:share|proportion|percentage|per ?cent))(?: of (?:the |them\b|their |its )?)?"
HOW_MANY = Rule(
    "asks how many of it there are",
    (rf"{_COUNT} ?(?:(?:is|are|was|were) (?:it|that|this|those|these))?",),
    yes=("how many is that", "so what percentage is that", "how many of them", "how many?"),
    no=("how many wards are there", "how many left", "how much is that", "how many are there"),
    bounded=False, whole=True, head=_HEAD, tail=_TAIL,
)  # fmt: skip
_DID = (
    ("apply", (r"(?:put (?:\w++ )?names? (?:down|forward)|put themselves forward|appl(?:y|ied)|volunteer(?:ed)?|signed up|came"
               r" forward|were interested|wanted (?:it|in|to do it))"),
     r"\b(?:interest|appl(?:y|ied|ic)|volunteer|nominat|candidate|competed)"),
    ("take", (r"(?:took part|tak(?:en|e) part|participated?|attend(?:ed)?|went|go|gone|been|done|did|do|completed?|finished|come"
              r"|came|joined?|turn(?:ed)? up)(?: (?:through|on|to|along))?"),
     r"\b(?:participat|attend|involv|undert|complet|took part|joined)"),
    ("get", r"(?:got|get|were|was|made it) (?:through|in|chosen|selected|picked|appointed|hired|taken on|successful)",
     r"\b(?:select|appoint|chosen|participat|offered)"),
    ("leave", (r"(?:left|leave|resign(?:ed)?|quit|walk(?:ed)? out|depart(?:ed)?|st(?:ep|epped) down)"),
     r"\b(?:resign|quit|left|leavers?|departed|stepped down)"),
)  # fmt: skip
"""What people did of it: in the words in which that is asked, and in those that tell it."""
HOW_MANY_DID = Rule(
    "asks how many did something of it",
    (
        (rf"(?:{_COUNT} ?(?P<whom>(?!(?:of|have|has|did|do|put|got|get)\b)[\w-]++ )??|have (?:most|many|half|all)(?: of)?(?: the)?"
         r" (?P<most>[\w-]++) )(?:(?:have|has|had|actually|all|ever) )*+"
         rf"(?:{'|'.join(f'(?P<{name}>{asks})' for name, asks, _ in reversed(_DID))})(?: (?:it|that|this|them))?"),
    ),
    yes=("how many took part?", "how many of the nurses went through it", "what share of nurses have been on it",
         "how many got through", "have most nurses done it", "how many put their names down", "how many left?"),
    no=("how many wards are there", "how many nurses went to ash", "have they done it"),
    bounded=False, whole=True, head=_HEAD, tail=_TAIL,
)  # fmt: skip
_YEAR = re.compile(
    rf"\b{_A_YEAR}(?:/\d++)?s?\b|\b{_NUMBER} (?:years?|months?|weeks?) (?:ago|on|earlier)\b|\brecent(?:ly)?\b"
    r"|\b(?:january|february|march|april|june|july|august|september|october|november|december)\b"
)
_BEGUN = re.compile(
    r"\b(?:formed|founded|created|established|set up|launched|opened|introduced|began|begun|started|adopted|implemented|became"
    rf"|since|from) (?:\w++ ){{0,4}}?{_A_YEAR}\b|^in (?:\w++ )?{_A_YEAR}\b"
    rf"|\b{_NUMBER} (?:years?|months?)\b(?! (?:programme|term|course))|\b(?:relatively|fairly|brand) (?:new|recent)\b"
)
_IN_A_YEAR = re.compile(rf"\b(?:in|since|from) (?:\w++ )?{_A_YEAR}\b")
_TO_COME = re.compile(rf"\babout to\b|\bsoon\b|\bplanned for\b|\bdue\b|\bnext year\b|\b{_A_YEAR}\b")
_FORMED = re.compile(r"\b(?:formed|founded|created|established|set up|came into being|in existence) [^.;]{0,30}?(?:\d{4}|ago)\b")
_PRIZE = re.compile(rf"\b(?:awards?|won|winning|named|voted)\b[^.;]*+|\(\d{{4}}\)|\b(?:first|next|every) {_NUMBER} years?")
"""A year behind it is that of a prize, or a time within which something is to be."""
_LENGTH = re.compile(
    rf"\b{_NUMBER}[ -](?:hour|day|week|month|year)s?\b(?! (?:ago|on)\b)|\b(?:hour|half-day|full-day|day|week|month|year)-long\b"
    r"|\bhalf-day\b|\bfull-day\b|\btakes? time\b"
)
_SO_LONG = re.compile(
    rf"\b(?:for|past|last|in|over|within|first|more than) (?:the )?(?:(?:past|last|first|more than|over|about) )?+{_NUMBER} "
    r"(?:years?|months?|days?|decades?)\b"
)
"""For so long something has been so; it is not how long it takes."""
_TIME_GIVEN = re.compile(r"\bsessions?\b|\b(?:half|full|part)[ -](?:time|their time)\b|\b(?:specific |dedicated )?time\b|\bhours\b")
_FELT = re.compile(
    r"\b(?:valu(?:e|ed|able)|appreciat\w++|popular|proud|unhapp\w++|happy|critici\w++|welcom\w++|lik(?:e|ed|es)|lov(?:e|ed)|brilliant"
    r"|fantastic|shock|surpris\w++|challenging|negative|undervalued|revert|enthusias\w++|complain\w*+|resist\w*+)\b"
)
_AGAINST = re.compile(
    r"\b(?:critici|complain|unhappy|negative|problem|moan|difficult|concern|poor|low|weak|fail|shock|challeng|resist)"
)
_AGED = re.compile(r"\baged\b|\byears old\b|\bborn\b|\bin (?:his|her) \w++ties\b")
_EARLIER = re.compile(
    r"\b(?:previous|preceding|last|prior) (?:year|month)\b|\byear before\b|\b(?:up|down) (?:from|on)\b|\bcompared (?:to|with)\b"
    r"|\b(?:grew|grown|rose|risen|fell|fallen|increased|decreased|doubled|halved)\b|\bpreviously\b"
)
_DECIDES = re.compile(r"\b(?:responsib|decide|decision|approv|chaired|appraises)")
_COUNTED = re.compile(
    r"\d|\b(?:a few|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|twenty|most|majority|number of)\b"
)
_NO_COUNT = re.compile(rf"\b{_A_YEAR}(?:/\d++)?|\b{_NUMBER}[ -](?:years?|months?|decades?|weeks?|days?)\b|\b360\b")
_NOW = re.compile(r"\b(?:(?<!not )now|today|currently|nowadays|these days|at present|years on|since then|from where it was)\b")
_FIRST = re.compile(r"\b(?:first time|initially|at first|to begin with|originally)\b")
_THEN = (
    (re.compile(r"\b(?:now|nowadays|today|these days|since|at present|at the moment)\b"), _NOW),
    (re.compile(r"\b(?:at first|to begin with|initially|the first time|originally)\b"), _FIRST),
)
"""How it is asked of one time, and what tells of that."""


@dataclass(frozen=True, slots=True)
class Kind:
    """What is asked: by which words a sentence ``tells`` it where those of ``but`` are left out, beside a number if it ``counts``
    any, of ``whom`` alone, and by which ``of_it`` where that names the thing; ``around``: whatever stands next to what was quoted
    may tell it; ``strict``: another thing's is no answer, unless it was found ``close`` to that, and where nothing tells it that is
    called ``aspect``; ``ranked``: what has most words of the thing tells it best; ``numbered``: so may what
    names what was counted; ``shown``: what was quoted tells it alone, or goes on from that, or else it is told as anything is.
    """

    tells: re.Pattern[str]
    aspect: str = ""
    but: re.Pattern[str] | None = None
    strict: bool = True
    counts: bool = False
    whom: str = ""
    around: bool = False
    close: bool = False
    ranked: bool = False
    numbered: bool = False
    shown: bool = False
    of_it: re.Pattern[str] | None = None

    def told(self, text: str, *, named: bool = False) -> bool:
        """Whether a text has the words for it, or those ``of_it`` where the thing is ``named`` there."""
        said = text.lower()
        if self.counts and not (_COUNTED.search(_NO_COUNT.sub(" ", said)) and self.whom in said):
            return False
        said = self.but.sub(" ", said) if self.but else said
        return bool(self.tells.search(said) or (named and self.of_it and self.of_it.search(said)))


_KINDS = (
    (YEAR_OF_IT, Kind(_YEAR, "when")), (EXISTED, Kind(_FORMED, strict=False, around=True)),
    (SINCE_WHEN, Kind(_BEGUN, "when", but=_PRIZE, close=True, of_it=_IN_A_YEAR)), (STARTS, Kind(_TO_COME, "when", strict=False)),
    (HOW_LONG, Kind(_LENGTH, "when", but=_SO_LONG, close=True)), (SESSIONS, Kind(_TIME_GIVEN, strict=False, ranked=True)),
    (COMPLAINTS, Kind(_AGAINST, strict=False)), (LIKED, Kind(_FELT, strict=False)), (WHO_DECIDES, Kind(_DECIDES, "who")),
    (HIS_AGE, Kind(_AGED)), (BEFORE_THAT, Kind(_EARLIER, "amount")), (WHAT_WRONG, Kind(_AGAINST, "trouble")),
    (HOW_MANY, Kind(_COUNTED, but=_NO_COUNT, strict=False, counts=True, ranked=True)),
    (NO_MORE, Kind(IS_MORE, shown=True)), (TOO_FEW, Kind(IS_FEW, numbered=True)),
)  # fmt: skip


def kind_of(lowered: str) -> Kind | None:
    """Which plain thing alone a follow-up asks of what was quoted; ``None`` where it is none, or says more."""
    return next((kind for rule, kind in _KINDS if rule.found(lowered)), None) or _did(lowered)


def _did(lowered: str) -> Kind | None:
    """How many did something."""
    found = HOW_MANY_DID.pattern.fullmatch(lowered)
    if found is None:
        return None
    tells = next(told for name, _, told in _DID if found[name])
    whom = (found["whom"] or found["most"] or "").strip().removesuffix("s")
    return Kind(re.compile(tells), strict=False, counts=True, whom="" if whom == "people" else whom)


def of_the_time(lowered: str) -> re.Pattern[str] | None:
    """What tells of the time that is asked of, by now or at first."""
    return next((tells for asks, tells in _THEN if asks.search(lowered)), None)


def plain_kind(asked: Question, tags: Tags) -> Kind | None:
    """The same of a follow-up that asks it of no member itself: then it is of what was quoted, whatever it names."""
    return None if rules_of(tags).the_member.found(asked.text.lower()) else kind_of(asked.text.lower())
