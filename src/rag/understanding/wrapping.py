"""What people wrap a request in – for whom it is, how long it may be, what it is to stand in – taken off before it is routed.

“Exec summary of the trust for my slides” asks for what “summary of the trust” does, and for nothing of executives;
“something I can put on a slide about culture” for a quotation about culture, and for nothing to be written.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rag.understanding.names import find_trusts
from rag.understanding.phrases import ON_BEHALF
from rag.understanding.rules import Rule
from rag.understanding.wants import SUMS_UP

if TYPE_CHECKING:
    from rag.corpus.profile import Group
    from rag.corpus.tags import Tags

KIND = Rule(
    "says which kind of summary",
    (
        (r"(?:an? )?(?:exec(?:utive)?s?|management|board|one[- ]page|1[- ]page|single[- ]page|half[- ]page|two[- ]minute|quick"
        r"|brief|short|high[- ]level|bullet(?:[- ]point)?)[ ,]++(?=summar|overview|gist|tl;?dr|takeaways|highlights)"),
    ),
    yes=("exec summary", "an executive summary", "a one-page overview", "quick summary"),
    no=("what executives say", "summary of executives", "the board's summary"),
)  # fmt: skip
_MY = r"(?:(?:my|our|the|an?|this|his|her|their|next|tomorrow's|tonight's)[ ]){0,2}+(?:trust |exec(?:utive)? |busy |new )?"
_WRITING = (
    r"(?:board (?:paper|report)|ppt|powerpoint|slides?|slide deck|deck|presentation|paper|essay|assignment|dissertation|newsletter"
    r"|talk|teaching(?: session)?|email|meeting|briefing|blog|handout|poster|speech|report)"
)
WHOM = Rule(
    "says for whom or what a summary is",
    (
        (rf"for {_MY}(?:{_WRITING}|board(?: meeting)?|boss|chief exec(?:utive)?s?|ceo|md|medical directors?|chair|directors?|team"
         r"|committee|colleagues?|people in a hurry)"),
    ),
    yes=("for my ppt", "for the board", "for a board paper", "for our trust board", "for a busy chief exec", "for my new boss"),
    no=("for the patients", "what it did for doctors", "the board"),
)  # fmt: skip


_DUE = (
    rf"(?:(?:got|have|it's for|need (?:it|this) for) )?{_MY}(?:{_WRITING}|board|deadline|viva|exam)s? (?:is |are |'s )?"
    r"(?:due|tomorrow|tonight|today|this (?:morning|afternoon|evening|week)|next \w++|in (?:an?|half an|\d++|ten|five) \w++"
    r"|at (?:noon|\d++)|on (?:mon|tues|wednes|thurs|fri)day)[^.,;:!?]{0,40}"
)
DUE = Rule(
    "says when it is needed",
    (rf"^{_DUE}[.,;:!–-] ?", rf"[.,;–-] ?{_DUE}[?.! ]*+$"),
    yes=("board paper due in an hour. main things it found?", "got a meeting at noon, sum up ash",
         "sum up ash in a few lines, board paper due tonight", "tldr, my viva is on friday!"),
    no=("what did the board paper say", "is the board paper due from ash", "the board meets tomorrow"),
    bounded=False,
)  # fmt: skip


PURPOSE = Rule(
    "says what it is needed for",
    (
        (rf"(?<![.,;?!–-])(?:[ ](?=[–-]))?[.,;?!–-]++ (?:(?:and |as |because )?(?:i|we) )?"
         r"(?:(?:do |just |really )?(?:need|want|am asking|'m asking|require) )?"
         r"(?:(?:it|this|them|that)(?:'s| is)? |its )?for (?:(?:the|an?) (?:intro\w*|background|start|opening|section|chapter)"
         rf" (?:of|to|in|for) )?{_MY}{_WRITING}(?: (?:on|about|at) [^.,;:?!]{{1,40}})?[ ]*+[.!]*+$"),
    ),
    yes=("where does it speak of wards? i need for my essay", "how does ash appraise, it's for my dissertation",
         "compacts. need it for a board paper.", "who pays, its for an assignment on pay"),
    no=("a line for my board paper", "what is said for the essay", "sum up ash. for whom", "ash, for my sins"),
    bounded=False,
)  # fmt: skip
TASK = Rule(
    "tells first what it is needed for",
    (
        (rf"^(?:i|we|i've|we've|i'm|we're)(?: have| am| are| got| need| want| must| having| asked)*+(?: to)? "
         rf"(?:giv|writ|do|prepar|present|draft|mak|deliver|run|produc)(?:e|es|ing|ting)? "
         rf"(?:a|an|my|our|the|some) (?:[\w-]++ ){{0,3}}?(?:{_WRITING}|page|lecture|seminar|workshop)s? "
         r"(?:[^,.;:?!]{1,50}? )??(?:on|about) (?=[^.;:?!]{3,120}, (?:please |so |and )?"
         r"(?:could|can|would|what|which|who|how|why|where|when|tell|give|show|set|list|compare|sum|find)\b)"),
    ),
    yes=("i have to give a ten minute talk to our board next week on how wards run, could you set out what each says",
         "i'm writing an essay about nurses, what does ash say", "we need to do a paper on pay, compare all of them"),
    no=("i have to give a talk on nurses", "i lead a ward, what does ash do", "what is a talk on pay, can you tell me",
        "i have to do appraisals, how are they done"),
    bounded=False,
)  # fmt: skip
ASKER = Rule(
    "tells first who asks, or that it is short",
    (
        (r"^(?!(?:who|what|how|why|when|where|which|is|are|was|were|do|does|did|has|have|can|anyone|anybody|everyone|someone|nobody"
         r"|we|they|it|you|look|see|quote|from|in|out|up|over|right)\b)(?:[\w'-]++ ){1,4}?here ?(?:[.:;–-]|, )[ ]*+(?=\S)"),
        (rf"^(?:(?:hi|hello|hey)[, ]++)?(?:(?:it's|its|it is|this is|asking|i ask|i'm asking) )?for {_MY}{_WRITING}"
         r"(?: (?:on|about|at) [^,.:;?!]{1,40})?(?: ?[,.:;–]| -)[ ]++(?=\S)"),
        r"^(?:speaking|asking|i ask|this is|i'm asking|im asking) as an? [^,.:;?!]{2,40}[,.:;][ ]++",
        (r"^(?:my|our) (?:(?!(?:at|of|from|in|for)\b)[\w'-]++ ){1,3}?"
         r"(?:wants?|would like|is asking|keeps asking|needs?(?= to))(?: me)? "
         r"(?:(?:to )?(?:know|find out|hear)(?: more)? )?about (?=\S)"),
        (r"^(?:as (?:discussed|requested|promised|agreed|mentioned)(?: [^,.;:?!]{1,40})?"
         r"|(?:further|with reference) to (?:our|my|your|the) [^,.;:?!]{3,60}),[ ]++(?=\S)"),
        r"^(?:oh,? |and |just ){0,2}(?:one|1) (?:more|last|final)(?: (?:thing|question|query|q))? ?[,.:;–-]++[ ]++(?=\S)",
        (r"^(?:(?:hi|hello|hey)[, ]++)?(?:i'm|im|i am|as) (?:an? |the )?(?!(?:not|trying|writing|looking|asked|afraid|sure)\b)"
         r"[\w' -]{3,40}?(?:,| and| -)? (?:i )?(?:want|would like|'d like|need|wish|am trying|wonder)(?:s|ing)?"
         r"(?: to (?:know|understand|find out|learn|hear|ask))?(?: about| if| whether)?[ ,:]++(?=\S)"),
        (r"^(?:on [\w ]{1,20}, )?(?:just )?(?:a )?quick (?:one|question|query|q)(?: for you)?(?: before [^,.:;?!]{2,30})?"
         r" ?[,.:;–-]++[ ]++"),
    ),
    yes=("ward lead here. which of them", "tired junior here - what do", "consultant here, is it paid",
         "speaking as a nurse: does it", "for my dissertation: how did", "it's for a talk on wards at ash, who leads",
         "as discussed, please send the figures", "further to our call, who leads ash", "on nights, quick one - what do",
         "quick q before my 2pm: who pays", "oh one more - who leads", "my es wants to know about sickness at ash",
         "our new chair is asking about pay", "i am registrar, i want to know which wards",
         "i'm a nurse and would like to find out who"),
    no=("who works here, and why", "what is said here: how many", "quick wins: which", "as a trust, it grew", "here, who leads",
        "what my boss wants to know about", "the board asked about quality: who", "our ceo at ash keeps asking about pay",
        "my staff needs about ten hours of it"),
    bounded=False,
)  # fmt: skip
ORIGIN = re.compile(
    r"(?:[Hh](?:i|ello|ey)[, ]++)?(?:[Ii]'?m|[Ii] am|[Aa]s) (?:an? )?(?:[\w'-]++ ){1,4}?"
    r"(?P<place>(?:(?:(?:coming |originally )?from|working in|based in|over in) [\w'-]{3,20}(?: (?!I\b)[A-Z][\w'-]++)?[ ]?){1,2})"
    r"(?=[,.;:–-]|and |but |[Ii](?: |'))"
)
"""Who asks, and from where: "I am a doctor from Norway, I want …"."""
TABLE = Rule(
    "says in which form it is wanted",
    (
        (r"^(?:(?:i (?:need|want)|give me|make|show) )?(?:(?:in |as )?an? )?(?:simple |short |quick )?"
         r"(?:table|grid|matrix|spreadsheet)(?: please| pls| plz)?(?: ?[:,–-]+ )(?=\S)"),
        (r"^(?:(?:can|could|may) (?:i|we|you) (?:please )?|(?:i|we)(?:'d like| would like| need| want) |please |pls )?"
         r"(?:(?:have|get|give me|give us|make|make me|do|do me|show|show me|draw up|see) )?(?:an? )?(?:simple |short |quick )?"
         r"(?:table|grid|matrix|spreadsheet) (?:of|with|showing|for|on|comparing) (?!(?:contents|what|which)\b)(?:the )?(?=\S)"),
        r"(?<=\w),? (?:in|as) an? (?:simple |short )?(?:table|grid|matrix|spreadsheet)(?: please| pls| plz)?[ ?.!]*+$",
    ),
    yes=("table pls: beds of each", "give me a table: pay for all four", "a grid, who chairs what", "give me a table of pay",
         "beds and staff as a table please"),
    no=("who sits at the table", "a table tennis club", "table", "what is in the table of contents", "a table for what it is"),
    bounded=False,
)  # fmt: skip
"""What is compared is laid out side by side anyway."""
IN_THERE = Rule(
    "says that it is to be in the report",
    (r"(?<=thing) (?:said |written |mentioned )?in (?:there|here|it|(?:the|this|your) report)(?= (?:on|about|re|regarding)\b)",),
    yes=("anything in there on pay", "is there something said in the report about pay"),
    no=("anything in there", "anything in the report of 2010", "who works in there on nights"),
    bounded=False,
)
STYLE = Rule(
    "says in which style a reference is to be",
    (
        (r"(?:in |using )?(?:the )?(?:harvard|apa|vancouver|mla|chicago|oxford)(?:[- ]style| format| system)?"
        r"(?= (?:reference|referencing|citation)|(?: style)?[ ?.!,;]*+$|, )"),
    ),
    yes=("harvard reference please", "how do i cite this in apa style", "reference it in the vancouver system, please",
         "the oxford citation of this"),
    no=("how do i cite the harvard study", "oxford university", "reference to chicago hospitals"),
)  # fmt: skip
_REFERS = re.compile(r"\b(?:referenc(?:e|ing)|cite|citing|citation|bibliography)\b")
_ASKING = (
    r"please|can you|could you|give me|find me|show me|i need|need|i want|i'm after|looking for|have you|any chance of|got|is there"
)
_FINE = r"(?:good|nice|short|punchy|snappy|quotable|useful)"
_BIT = rf"a (?:{_FINE} )?(?:line|bit|sentence|soundbite|snippet|quote)|one (?:line|sentence)"
CITE = Rule(
    "wants something to put into a text of one's own",
    (
        (rf"(?:(?:{_ASKING})[ ]){{0,3}}+(?:(?:some|any)thing(?: {_FINE})?|{_BIT}|some (?:words|lines|text)"
         r"|a few (?:words|lines))(?: that)?"
         r"(?: (?:(?:i|we) (?:can|could)|to) (?:put|use|stick|quote|drop|say|show|cite|add|paste))?"
         r"(?P<of> (?:from|by|about|on|of) (?:[\w'’-]++ ){0,4}?[\w'’-]++)??"
         r"(?: that)?(?: (?:(?:i|we) (?:can|could|may)|to) (?:put|use|stick|quote|drop|say|show|cite|add|paste))?"
         rf" (?:in|into|on|for|at) (?!(?:the|this) (?:report|paper)\b){_MY}{_WRITING}"),
    ),
    yes=("give me something i can put on a slide", "a line for my board paper", "got anything i can put in a powerpoint",
         "something punchy for a slide", "a punchy quote for our newsletter", "one sentence to use in my talk",
         "a line from a ceo i can put on a poster"),
    no=("something for the doctors", "what was put in the report", "a slide about culture", "anything in the minutes",
        "is there anything in the report about nurses", "something in this paper on pay"),
)  # fmt: skip


BY = Rule(
    "asks which is biggest by the number of something",
    (
        (
            r"(?:is|was) (?:the )?(?P<most>biggest|largest|smallest|highest|lowest) (?:by|in terms of|for) "
            r"(?:number of |its |their )?"
            r"(?P<thing>staff|consultants|doctors|employees|patients|beds|hospitals|sites)"
        ),
    ),
    yes=("which trust is the biggest by staff", "who is smallest in terms of number of consultants"),
    no=("which is the biggest", "is it the biggest by far", "the biggest by staff"),
)
SIZE = Rule(
    "asks which is biggest, of nothing that is counted",
    (
        (r"(?:which|what)(?: one)?(?: of the)? (?:\w++ )?(?P<noun>\w{2,20}?)s? (?:is|are|was) (?:the )?"
         r"(?P<most>biggest|largest|smallest)"
         r"(?: (?:one|of (?:them )?all|overall|in size))?"),
        (r"(?:which|what|who)(?:'?s| is| was) (?:the )?(?P<most2>biggest|largest|smallest) (?:of the )?(?:\w++ )?"
         r"(?P<noun2>\w{2,20}?)s?"),
    ),
    yes=("which trust is the biggest", "so which hospital trust is largest?", "what's the smallest trust"),
    no=("which trust is the biggest spender", "which has the biggest budget", "which is the biggest",
        "which is the biggest trust by budget"),
    bounded=False, whole=True, head=r"(?:(?:and|so|ok)[ ,]++)?", tail=r"[ ?.!]*+",
)  # fmt: skip
"""Then what the group is sized by tells it, which a reader sees in how the request was taken."""
MOST = Rule(
    "names no more than what most or least is asked of",
    (
        (r"(?:the )?(?:most|least|fewest|biggest|largest|smallest|longest|shortest|highest|lowest|oldest|newest|youngest)"
         r" (?:number of |share of )?(?:budget|turnover|income|staff|workforce|employees|headcount|consultants|doctors|nurses"
         r"|hospitals|sites|beds|population|catchment|patients|divisions|directorates|departments|units|boards)"),
    ),
    yes=("biggest budget?", "the most staff", "lowest number of sites"),
    no=("biggest", "which has the biggest budget", "biggest problem", "most doctors say so", "the most important lesson"),
    bounded=False, whole=True, tail=r"[ ?.!]*+",
)  # fmt: skip


def of_whom(text: str, group: Group) -> str:
    """A request like "biggest budget?" as which member has it, one like "which is biggest by staff" as which has most of them, one
    like "which trust is biggest" as which has most of what the ``group`` is sized by; any other text as it is.
    """
    own, by = text.strip(" ?.!"), BY.pattern.search(text.lower())
    if by and len(text) == len(text.lower()):
        most = "fewest" if by["most"] in ("smallest", "lowest") else "most"
        return f"{text[: by.start()]}has the {most} {by['thing']}{text[by.end() :]}"
    size = SIZE.pattern.fullmatch(text.lower())
    if size and group.sized_by and {size["noun"], size["noun2"]} & {group.noun, *group.others}:
        return f"which {group.noun} has the {'fewest' if 'smallest' in size.groups() else 'most'} {group.sized_by}?"
    return f"which {group.noun} has the {own.lower().removeprefix('the ')}?" if MOST.found(text.lower()) else text


@lru_cache(maxsize=16)
def unwrapped(text: str) -> str:
    """A request for a summary, in lower case, without for whom and how short it is to be; any other text as it is. Kept for the
    texts of the last requests: how one is routed is asked some three times.
    """
    lowered = text.lower()
    if not SUMS_UP.found(lowered):
        return text
    return " ".join(WHOM.without(KIND.without(DUE.without(lowered))).split())


def without_origin(text: str, tags: Tags) -> str:
    """A request without where its asker is from, of whom it tells first: nothing of that is to be looked for. One who is of a trust
    that it names may mean that.
    """
    found = ORIGIN.match(text)
    if found is None or find_trusts(found["place"], tags):
        return text
    before, behind = text[: found.start("place")], text[found.end("place") :]
    return f"{before if behind[0].isalpha() else before.rstrip()}{behind}"


def without_purpose(text: str) -> str:
    """A request without what is told before or behind it of who asks and what for, its question mark kept."""
    who = ASKER.pattern.match(text.lower()) or ON_BEHALF.pattern.match(text.lower())
    text = text[who.end() :] if who and len(text.lower()) == len(text) else text
    task = TASK.pattern.match(text.lower())
    text = text[task.end() :] if task and len(text.lower()) == len(text) else text
    lowered = text.lower()
    if (form := TABLE.pattern.search(lowered)) and len(lowered) == len(text):
        text = f"{text[: form.start()]}{text[form.end() :]}"
        lowered = text.lower()
    said = PURPOSE.pattern.search(lowered)
    if said is None or said.start() == 0 or len(lowered) != len(text):
        return text
    return f"{text[: said.start()]}{'?' if '?' in said[0][:3] else ''}"


def cited(text: str) -> str:
    """A request for something to put into a text of one's own as one for a quotation; any other text as it is."""
    found = CITE.pattern.search(text.lower())
    if not found or len(text.lower()) != len(text):  # "İ" becomes two characters, and places would not agree
        return text
    of = text[found.start("of") : found.end("of")] if found["of"] else ""
    return " ".join(f"{text[: found.start()]} a quote{of} {text[found.end() :]}".split())


def without_style(text: str) -> str:
    """A request for a reference without the style that it is to be in, which is no organisation; any other as it is."""
    lowered = text.lower()
    found = STYLE.pattern.search(lowered) if _REFERS.search(lowered) and len(lowered) == len(text) else None
    return " ".join(f"{text[: found.start()]}{text[found.end() :]}".split()) if found else text


def without_where(text: str) -> str:
    """A request for "anything in there on pay" as one for anything on pay: where else could it be."""
    lowered = text.lower()
    found = IN_THERE.pattern.search(lowered) if len(lowered) == len(text) else None
    return text[: found.start()] + text[found.end() :] if found else text
