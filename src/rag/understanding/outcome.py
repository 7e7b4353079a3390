"""Asks what the thing talked of led to, how people felt about it, how many took part or go, or whether anybody left over it; in a
talk it is asked of that, whatever it names.
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
        (rf"what (?:happened|followed) (?:(?:when|after|once) (?:they|{_THAT})(?: (?:first|was|were|had|did))*+ "
         r"(?:brought|put|tri|introduc|did|start|launch|roll|adopt|cop|us|done|set|bring)\w*+"
         rf"(?: {_THAT})?(?: (?:in|out|up|on))?|as a result|because of {_THAT})"),
    ),
    yes=("what came out of it", "so what came out?", "what did it show", "and what were the results", "with what result",
         "what happened when they brought it in", "what happened as a result"),
    no=("what did it show of wards", "what comes next", "what did they find hard", "what is the outcome for nurses"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
FELT = Rule(
    "asks how people felt about what was told",
    (
        (r"(?:were|was|are|is|did) (?:people|they|staff|doctors|consultants|any(?:one|body)|every(?:one|body)|the \w++)"
         r"(?: (?:get|feel|very|really|all|at all|at first))*+ (?:cross|angry|annoyed|upset|unhappy|happy|happier|unhappier|keener"
         r"|pleased|keen|surprised|hostile|resistant|sceptical|skeptical|enthusiastic|worried|against|on board|delighted|grateful"
         rf"|frustrated|resentful|scared|nervous|bothered|offended)(?: (?:about|with|at|by|of|for) {_THAT}| {_THAT})?"),
        (r"how (?:did|have|do|has|was|were) (?:people|they|every(?:one|body)|(?:the )?(?:staff|doctors|consultants|medics|docs))"
         rf"(?: all| first)? (?:take|taken|react(?:ed)?|respond(?:ed)?|feel|felt)(?: (?:to|about|over))? {_THAT}(?: there)?"),
    ),
    yes=("how did people take it there?", "were people cross", "was anyone upset about it?", "are the doctors happy with that"),
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
LEFT = Rule(
    "asks whether anybody left over what was told",
    (
        (r"(?:did|have|has|had) (?:any(?:one|body)?|some(?:one|body)?|people|they|many|some|any \w++|the \w++|lots?)"
         r"(?: (?:of (?:them|people)|leaders?|doctors|consultants|people|staff|actually|really|ever|just)){0,2}+"
         r" (?:leave|left|quit|resign(?:ed)?|walk(?:ed)?(?: out)?|step(?:ped)? down|pack(?:ed)? it in|go over it|gone over it)"),
        r"(?:were there |was there |are there )?any (?:resignations?|departures?|leavers|walk-?outs?|casualties)",
        r"how many (?:people |of them |(?!are\b)\w++ )?(?:left|quit|resigned|walked(?: out)?)",
    ),
    yes=("did anyone leave over it", "and did people quit?", "did any leaders resign because of it", "any resignations",
         "how many left", "has anybody walked out over that"),
    no=("did anyone leave ash in 2010 for birch", "who left", "how many are left", "did they leave it to wards"),
    bounded=False, whole=True, head=POLITE,
    tail=rf"(?: (?:over|because of|due to|as a result of|after|about) {_THAT}| as a result| in the end)?{AFTER}",
)  # fmt: skip
ATTENDED = Rule(
    "asks whether people go to the thing talked of",
    (
        (r"(?:do|does|did) (?:people|doctors|consultants|they|many|many people|any(?:one|body)|the \w++|staff|medics|docs)"
         r"(?: (?:actually|really|still|even|ever|much|bother to))*+ (?:go|attend|turn up|show up|come|come along)"
         rf"(?: (?:to|along to) {_THAT}| {_THAT})?"),
        (rf"(?:is|was|are|were) (?:{_THAT}|they) (?:well|poorly|badly|still|much)[ -]attended"
         r"|(?:how(?:'?s| is| was) (?:the )?attendance|how (?:well|many people) attend(?:ed)?)"),
    ),
    yes=("do people go", "and do doctors still turn up to it?", "is it well attended", "how is attendance"),
    no=("do they all go", "must people go", "do people go to the board", "do they have to attend", "who goes"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
GOT_THERE = Rule(
    "asks whether what was aimed at came about",
    ((r"(?:did|have|has) (?:they|it|he|she|the \w++)(?: (?:ever|actually|really))? "
      r"(?:get there|got there|reach(?:ed)? (?:it|that|this)|hit (?:it|that)|achieved? (?:it|that|this)|manage(?:d)?(?: it| that)?"
      r"|make it|made it|meet (?:it|that)|met (?:it|that)|come off|pull(?:ed)? it off)"),),
    yes=("and did they get there", "have they reached it?", "did it come off"),
    no=("how did they get there", "did they get there by bus", "did they make it public"),
    bounded=False, head=r"^(?:(?:and|so|but|ok|okay|also|right|well)[ ,]++){0,2}+",
    tail=r"(?: (?:then|in the end|yet|though))?[ ?.!]*+$",
)  # fmt: skip
PART_OF_IT = Rule(
    "asks how much of a sum goes where",
    ((r"how (?:much|big a (?:part|share)) of (?:it|that|this|them|those|the (?:budget|money|turnover|income))"
      r" (?:goes|go|went|is spent|was spent|gets spent|do they spend)"),),
    yes=("how much of it goes on wards", "and how much of the budget is spent on it"),
    no=("how much of it is true", "how much goes on wards", "how much of the day goes on wards"),
    bounded=False, head=r"^(?:(?:and|so|but|ok|okay|also|right|well)[ ,]++){0,2}+",
)  # fmt: skip


def asks_outcome(lowered: str) -> bool:
    """Whether a turn asks one of these, and nothing of another thing."""
    return any(rule.found(lowered) for rule in (CAME_OUT, FELT, JOINED, LEFT, ATTENDED))
