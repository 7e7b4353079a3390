"""Idioms in which people ask → the plain words by which the same is asked elsewhere: "how did the scale go down" is what the
reaction to the scale was.

What a judge has read of the plain words it knows; of an idiom it has read nothing. Each rule keeps the request's own words of the
thing and of whom it is asked.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rag.understanding.moods import MOODED, MOODED_OF, MOODED_ON, SOUNDS_OR
from rag.understanding.moves import AFTER, POLITE
from rag.understanding.rules import Rule
from rag.understanding.said import Said

if TYPE_CHECKING:
    from rag.corpus.profile import Group

_BEGINS = r"^(?:(?:so|and|ok|but|also)[ ,]++){0,2}+"
_SAYS = r"(?! (?:that|which|who|when|if|to)\b) [\w’'-]++"
_THING = rf"(?P<thing>(?!(?:that|this|it|they|those|these)\b)[\w’'-]++(?:{_SAYS}){{0,8}}?)"
_END = r"(?P<rest>(?: (?:at|in|there)\b[^?.!]{0,60}+)?[ ?.!]*+)$"
RECEIVED = Rule(
    "asks how something was taken",
    (r"go(?:ne)? down|land(?:ed)?|come across", r"(?:been )?received"),
    yes=("how did the new scale go down at ash", "how has the course been received by staff", "how was the forum received"),
    no=("how did it go down", "how was the course taken up", "how did the numbers go down to five", "what went down there"),
    bounded=False, head=rf"{_BEGINS}how (?:did|has|have|was|were) {_THING} ",
    tail=rf"(?: (?:with|by|among|amongst) (?P<whom>[\w’'-]++(?: (?!(?:at|in|there)\b)[\w’'-]++){{0,4}}+))?{_END}",
)  # fmt: skip
TOOK_PART = Rule(
    "asks who went to something",
    (
        r"who(?:'s| is| has| have|'ve)? (?:all |actually |already )?(?:been|gone) (?:on|through)",
        r"who (?:all |actually |already )?went on",
        r"who (?:got|got sent|was sent|were sent) (?:to go )?on",
    ),
    yes=("who has been on the course", "and who's been through it", "who went on the tour", "who got to go on it",
         "who was sent on it"),
    no=("who is on the board", "who goes to the meeting", "who got on with whom", "who went on to lead it", "who goes on the board",
        "who has been on the executive team"),
    bounded=False, head=_BEGINS,
    tail=r"(?= (?!(?:to|with|about)\b)(?!(?:[\w’'-]++ ){0,4}(?:boards?|committees?|panels?|teams?|groups?|sick|leave)\b))",
)  # fmt: skip
ENDED = Rule(
    "asks what was ended",
    (
        (r"what (?:did|has|have) (?P<thing>(?!(?:they|it|he|she|we|you)\b)[\w’'-]++(?: [\w’'-]++){0,4}?)"
         r" (?:do(?:ne)? away with|(?:get|got|gotten) rid of|scrapp?(?:ed)?|axed?|ditch(?:ed)?|abolish(?:ed)?)"),
    ),
    yes=("what did ash do away with", "what has birch scrapped", "so what did ash hospital get rid of, and why"),
    no=("what did they do away with", "what did ash do with it", "why did ash scrap it", "what got scrapped"),
    bounded=False, head=_BEGINS, tail=r"(?P<rest>(?:,? (?:and|or) why)?[ ?.!]*+)$",
)  # fmt: skip
FOUND = Rule(
    "asks what was found on something",
    (
        (r"what (?:did|do|does|have|has) (?:they|you|it|(?:the|this|your) (?:report|study|authors?|researchers?|paper|team)) "
         r"(?:find(?: out)?|found(?: out)?|discover(?:ed)?|uncover(?:ed)?) (?:about|on|regarding|re) "),
    ),
    yes=("what did they find out about time", "so what has the study found on pay", "what did you discover about nurses"),
    no=("what did they find about", "what did ash find out about pay", "what did they find hard about it", "what was found on pay"),
    bounded=False, head=_BEGINS, tail=r"(?=(?!(?:it|this|that|them|these|those)\b)\w)",
)  # fmt: skip
BROUGHT_IN = Rule(
    "asks what happened when something was brought in",
    (
        (r"what happened (?:when|once|after) (?:they|it|(?:the|this|that) \w++) (?:first |had )?"
         r"(?:brought in|(?:introduc|implement|adopt|launch|start|us|impos)ed|rolled out|set up|began using|went over to)"
         r" (?P<thing>(?!(?:it|this|that|them)\b)[\w’'-][^?.!,;]{0,80}+)"),
    ),
    yes=("and at ash, what happened when they brought in the grid?", "what happened after the clinic introduced coaching"),
    no=("what happened when they brought it in", "what happened when they merged", "what happened when ash introduced the grid"),
    head=r"(?:(?P<where>(?:at|in) [\w’' -]{2,40}?), )?",
)  # fmt: skip
HEADCOUNT = Rule(
    "asks for the number of people behind what they are called",
    (r"(?P<who>staff|employees?|workforce) (?:numbers?|count|total|headcount)",),
    yes=("ash staff number?", "employee numbers", "birch workforce total", "staff count at oak", "oak staff headcount please"),
    no=("number of staff", "the staff survey total", "staff numbers fell in 2010", "how many staff"),
    bounded=False, head=r"(?:(?<= )|^)", tail=r"(?=(?: (?:(?:at|in|for|of|there)\b[^?.!]{0,60}+|please|pls))?[ ?.!]*+$)",
)  # fmt: skip

_IS_ALL_THAT = (
    r"(?:is|was|are|were|isn'?t) (?:it|this|that|they|these|those|all (?:of )?(?:it|this|that))"
    r" (?:all |really |at all |just |a bit |not ){0,3}+"
)
IS_FAIR = Rule(
    "asks whether what was told is to be trusted",
    (
        (rf"{_IS_ALL_THAT}(?:an? )?"
         r"(?:fair|accurate|representative|balanced|true|honest|complete|typical|objective|one-sided|biased)"
         r" (?:picture|account|view|reflection|sample|story|summary|study|portrait|image|impression|version)"),
        (rf"{_IS_ALL_THAT}(?:representative|one-sided|cherry-?picked|propaganda|spin)"
         r"|how representative (?:is|was|are|were) (?:it|this|that|they)"),
    ),
    yes=("is it a fair picture then?", "ok but is all that a balanced view", "isn't it a bit one-sided",
         "how representative is that"),
    no=("is it fair to doctors", "is the picture fair", "how representative is the board", "is it true", "is that a full list"),
    bounded=False, head=rf"^{POLITE}", tail=rf"{AFTER}$",
)  # fmt: skip
"""Of the report itself, whose own card answers such requests."""

_MISHAP = (
    r"(?:setbacks?|upsets?|hiccups?|stumbles?|mishaps?|knock-?backs?|hitch(?:es)?|rough patch(?:es)?|teething (?:pains|troubles))"
)
WENT_WRONG = Rule(
    "asks what went wrong, by what it might be called",
    (rf"(?P<whose>(?:what|which|any|some)(?: (?:main|big|biggest|early))?) {_MISHAP}(?:(?:,| or|,? and| ?/) {_MISHAP})*+",),
    yes=("what setback or upset with nurses was there", "were there any early hiccups", "which mishaps, hitches and stumbles"),
    no=("they were upset", "what was the upset of", "did it set back the wards", "what upset the nurses"),
    bounded=False, head=r"\b", tail=r"(?=(?: (?:with|at|in|for|of|among|did|do|does|has|have|had|was|were|is|are|on)\b|[ ?.!]*+$))",
)  # fmt: skip


ENGAGED = Rule(
    "asks of the engagement of others than doctors",
    ((r"(?P<who>gps?|general practitioners?|nurs(?:es?|ing)|patients?|public|carers?|juniors?(?: doctors?)?|trainees?|registrars?"
      r"|students?|managers?|ahps?|communit(?:y|ies)|primary care|sas doctors?) engagement"),),
    yes=("compare gp engagement", "is there any patient engagement", "nursing engagement at ash"),
    no=("consultant engagement", "the nurse and engagement", "staff engagement"),
)  # fmt: skip
"""What is said of them has other words: that of doctors may be the matter of a report itself."""
MEANT_TO = Rule(
    "asks what a thing is for, by what it is meant to do",
    ((r"what (?:is|was|are|were) (?P<it>it|that|this|they) (?:meant|supposed|intended|designed|trying|hoping|there) to"
      r" (?:do|achieve|deliver|bring about|accomplish)"),),
    yes=("what is it meant to achieve", "and what was that supposed to do?", "so what are they trying to achieve"),
    no=("what is it meant to do for nurses", "what are nurses meant to do", "what is it meant to be"),
    bounded=False, head=_BEGINS, tail=r"(?=[ ?.!]*+$)",
)  # fmt: skip

_PEOPLE = (
    r"(?:they|people|those in charge|bosses|executives|execs|leaders|managers|directors|the (?:trust|hospital|board|executives?"
    r"|bosses|leaders|leadership|team|organisation|directors|executive team))"
)
HOPED = Rule(
    "asks what a thing is for, by what is hoped of it",
    (
        (rf"what (?:do|does|did) {_PEOPLE} (?:hope|expect|want|intend|wish|think)(?: for)?(?: that)? "
         r"(?P<thing>(?:the|their|its|an?) [^.?!,;:]{2,60}?) (?:will|would|to|should|might|could|is going to)"
         r" (?:do|achieve|bring(?: about| them)?|deliver|accomplish|give them|lead to|help with)"),
        (rf"what (?:is|was|are|were) {_PEOPLE} (?:hoping|expecting|wanting|trying|aiming) to (?:get|achieve|gain|bring about)"
         r" (?:with|by|from|through|out of) (?P<thing2>(?:the|their|its|an?) [^.?!,;:]{2,60}?)"),
    ),
    yes=("what do executives hope the new ward will do?", "so what did they want the course to achieve",
         "what are they hoping to get out of the forum"),
    no=("what do executives hope it will do", "what do nurses hope to do", "what do they want the board to do about pay",
        "what does the chair hope the ward will do"),
    bounded=False, head=_BEGINS, tail=r"(?P<rest>(?: (?:at|in|there)\b[^?.!]{0,60}+)?(?=[ ?.!]*+$))",
)  # fmt: skip
KEEN = Rule(
    "says that people came forward for something",
    (
        r"put (?:their|his|her|a) (?:hands?|names?) (?:up|down|forward)(?: for| to join)?",
        r"put (?:themselves|themself|himself|herself) forward(?: for)?|came forward(?: for| to join)?",
        r"threw (?:their|his|her) hats? (?:in|into) the ring(?: for)?",
    ),
    yes=("how many nurses put their hand up for the course", "how many put themselves forward for it",
         "how many came forward for the scheme", "how many threw their hats in the ring?"),
    no=("how many hands they have", "who put their hand up", "how many put on weight"),
    head=r"^(?P<before>(?:(?:and|so|ok)[ ,]++){0,2}+how many [^.?!]{0,40}?)\b", tail=r"(?=[ ?.!])",
)  # fmt: skip
"""An idiom of those who would like to, and not of those who took part."""

_PAPER = r"(?:this|that|the|your) (?:report|study|paper|document|publication|piece of work)"
FOR_WHOM = Rule(
    "asks for whom the report is",
    (rf"who(?:m)?(?:'?s| is| was) {_PAPER}(?: (?:written|meant|intended|published|really))? for",
     rf"for who(?:m)? (?:is|was) {_PAPER}(?: (?:written|meant|intended|published))?"),
    yes=("who is the report for", "and who's this study meant for?", "for whom is the study"),
    no=("who is the ward for", "who is it for", "who works for this report", "who is the report for that"),
    bounded=False, head=_BEGINS, tail=r"(?=[ ?.!]*+$)",
)  # fmt: skip
NAMES_OF = Rule(
    "asks whether the report has the names of people",
    ((r"(?:mention|list|include|contain|have|say|state|show|tell (?:me|us)|disclose|print)(?: (?:any of|all|all of))?"
      r" (?:the )?names? of"),),
    yes=("does the report mention the names of the chairs", "does it list all the names of nurses"),
    no=("does ash list the names of nurses", "the names of the chairs", "does it mention the name"),
    bounded=False,
    head=rf"{_BEGINS}do(?:es)? (?:it|they|you|(?:the|this|your) (?:report|study|authors?|paper|document)) (?:also |even )?",
    tail=r"(?= \w)",
)  # fmt: skip
AT_INTERVIEW = Rule(
    "asks what candidates are asked",
    ((r"(?:what|which)(?: (?:sort|kind|type)s? of)? questions (?:are (?:\w++ )?(?:asked|put)"
     r"|(?:do|did|would|might) they (?:ask|put)|get asked|come up"
     r"|(?:can|should|might|would) (?:i|we|one|you) (?:expect|be asked|get)"
     r"|will (?:i|we) (?:be asked|get))"
     r"(?: (?:you|people|them|me|us|candidates|applicants))?"),
     r"what (?:do they ask|are (?:you|people|candidates|applicants) asked|will (?:i|you|they) (?:be asked|ask))"),
    yes=("what questions are asked at interview", "which kind of questions do they ask candidates in interviews at ash?",
         "so what do they ask in the interview"),
    no=("what questions are asked in the checklist", "what do they ask at the meeting", "what is asked"),
    bounded=False, head=_BEGINS,
    tail=r"(?: (?:at|in|during|for)(?: (?:a|an|the|their|my|your))?(?: \w++)? interviews?)\b",
)  # fmt: skip
ATTENDANCES = Rule(
    "counts those who come by how often they do",
    (r"(?P<where>a&e|a & e|a and e|casualty|emergency(?: department)?|outpatients?|out-patients?|clinic|hospital) attendances",),
    yes=("how many a&e attendances had ash", "total number of emergency attendances"),
    no=("attendance at a&e", "a&e attendances at ash", "how many attendances at the board", "who attends a clinic"),
    head=r"\b(?P<count>how many|numbers? of|total) ",
)  # fmt: skip
DECIDES = Rule(
    "asks beside what something is how much it decides",
    ((r"how much (?:does|do|did|can|could) (?P<who>it|they|that|this|(?:the|that|this) [\w'-]++(?: [\w'-]++){0,4}?)(?: (?:actually"
     r"|really|get to|itself|in fact))*+ decides?"),),
    yes=("what is the forum and how much does it actually decide?", "who sits on it, and how much can the ward forum decide"),
    no=("how much does it decide", "and how much do they decide to pay", "and how much did it cost to decide"),
    bounded=False, head=r"(?<=[\w,] and )", tail=r"(?=(?: (?:on|there|itself))?[ ?.!]*+$)",
)  # fmt: skip


@lru_cache(maxsize=16)
def turnover_of_all(group: Group) -> Rule:
    """The money of all members by a word that is said of their staff as well."""
    said = Said(group)
    of_all = rf"(?:all|each|every|the {said.number}|{said.number}|{said.plurals})"
    return Rule(
        "asks for the turnover of all",
        (rf"turnover(?=(?: [a-z]++){{0,8}}?[ ,:;–-]{{1,3}}(?:of |at |for |in )?{of_all}\b)",),
        yes=(f"turnover at each {said.noun}", f"turnover for the {said.count}", "annual turnover, all of them"),
        no=(f"staff turnover at each {said.noun}", f"turnover of nurses at each {said.noun}", "the turnover", "turnover at ash"),
        head=(r"(?<!staff )(?<!nurse )(?<!nursing )(?<!doctor )(?<!consultant )(?<!leadership )(?<!executive )(?<!ceo )"
              r"(?<!management )(?!turnover (?:of|among|amongst) (?!(?:all|each|every|the)\b))"),
    )  # fmt: skip


@lru_cache(maxsize=16)
def figures_of_all(group: Group) -> Rule:
    """How the figures of all members are asked for, with what they are of behind them."""
    said = Said(group)
    every = rf"(?:all |each )?(?:of )?(?:the )?{said.number}(?: {said.before}{said.member})?"
    return Rule(
        "asks for the figures of all on something",
        (
            (rf"(?:figures?|numbers?|data|stats|statistics) (?P<of>(?:from|for|of|across) {every}) (?:on|about|for) "
             r"(?P<thing>[^?.!,;:]{2,60}+)"),
        ),
        yes=(f"figures from the {said.count} {said.nouns} on staff", f"the data for all {said.count} on beds please"),
        no=(f"figures on staff from the {said.count}", f"how does each of the {said.count} use figures on staff"),
    )  # fmt: skip


def plainly(text: str, group: Group) -> str:
    """A request in plain words in place of an idiom; any other as it is."""
    lowered = text.lower()
    if len(lowered) != len(text):  # "İ" becomes two characters, and places would not agree
        return text
    for rule, asked in (
        (RECEIVED, "what was the {whom} reaction to {thing}{rest}"),
        (ENDED, "what was removed at {thing}{rest}"),
        (TOOK_PART, "who participated in"),
        (FOUND, "what does the report say about "),
        (WENT_WRONG, "{whose} difficulties"),
        (IS_FAIR, "how reliable is the report?"),
        (BROUGHT_IN, "what was the effect of introducing {thing} {where}"),
        (HEADCOUNT, "number of {who}"),
        (MEANT_TO, "what are the aims of {it}"),
        (HOPED, "what is the purpose of {thing}{thing2}{rest}"),
        (KEEN, "{before} expressed interest in"),
        (ENGAGED, "{who} involvement"),
        (MOODED_OF, "a quote by {who}"),
        (MOODED_ON, "a quote"),
        (MOODED, "a quotation"),
        (ATTENDANCES, "{count} {where} patients"),
        (DECIDES, "what decisions does {who} make"),
        (FOR_WHOM, "whom is the report aimed at"),
        (NAMES_OF, "does the report give the names of"),
        (AT_INTERVIEW, "what questions do they ask candidates at consultant interviews"),
        (SOUNDS_OR, ""),
        (turnover_of_all(group), "budget or turnover"),
        (figures_of_all(group), "figures on {thing} {of}"),
    ):
        if found := rule.pattern.search(lowered):
            said = {name: text[slice(*found.span(name))] if found[name] else "" for name in found.groupdict()}
            said["whom"] = _possessive(said.get("whom", ""))
            plain = " ".join(asked.format(**said).split()) + " " * asked.endswith(" ")
            return f"{text[: found.start()]}{plain}{text[found.end() :]}"
    return text


def _possessive(whom: str) -> str:
    """Whose it is: "the nurses'", "the board's"."""
    return whom and f"{whom.removeprefix('the ')}'{'' if whom.endswith('s') else 's'}"
