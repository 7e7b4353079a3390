"""By what a sentence asks for something, and where sentences end. Rules over lower-case text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

_FIRST = r"^(?:(?:and|also|then|so|but|finally|first|firstly|second|secondly|third|thirdly|lastly|plus|please%s)\b[ ,:]*+)*+"
_OF_EACH = r"(?:(?:for|at|in|of|across) (?:each|all|every|the|these)\b[\w' ]{0,50}?,? ?(?=please|pls|kindly|can|could|would|will))?"
"""Of whom something is ordered, before the order: "for each ward please list …"."""
_AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|can|could|should|would|will)"
ASKING = Rule(
    "begins as a question",
    (
        r"what|wot|wat|how|who|whom|whose|why|when|where|which|does|do|did|is|are|was|were|has|have|had|can|could|should|would|will|whether",
        r"(?:what|how|who|where|when|that)'?s|any(?:thing|one|body)?|isn'?t|don'?t|doesn'?t|didn'?t|aren'?t",
    ),
    yes=(
        "what is it",
        "how many",
        "does it",
        "and who",
        "also, is it",
        "so what",
        "what's new",
        "any views",
        "anything on pay",
        "isn't it",
    ),
    no=("ash", "whatever", "i know what", "the doctors do"),
    head=_FIRST % "",
)
ORDERING = Rule(
    "asks by an order",
    (
        r"(?:tell|give|show|send|get|find|remind) (?:me|us|out)|list|compare|contrast|summari[sz]e|sum up|describe|explain|outline",
        r"name|quote|define|set out|say (?:what|how|who|why|whether)|look up|check (?:what|how|whether|if)|tldr",
        r"(?:find|look for|dig out|pick out|point (?:me|us) to) (?:an?|any|some|one|two|which|where|what|whether|the)\b",
        r"(?:i|we)(?:'d| would)? (?:like|need|want|wish) to know|(?:i|we) (?:wonder|am wondering|are wondering)",
    ),
    yes=(
        "please give me",
        "compare the two",
        "sum up governance",
        "and list the values",
        "i'd like to know",
        "we need to know",
        "i wonder",
        "name them",
        "check whether it is so",
        "could you find a line on pay",
        "for each of the wards please set out the pay",
        "for the three wards pls say how nurses are paid",
    ),
    no=("listen", "the name", "i would like to improve it", "comparing", "they give me time"),
    head=(_FIRST % "|pls|kindly|(?:can|could|would|will) (?:you|someone|somebody|anyone|anybody)").replace("^", rf"^{_OF_EACH}"),
)
SEVERAL = Rule(
    "says that several requests follow",
    (r"(?:two|three|2|3|a couple of|a few|some|several) (?:quick |short )?(?:things|questions|queries|points|requests)",),
    yes=(
        "two things: how",
        "a couple of quick questions - who",
        "3 questions. who",
        "two things about ash please: how",
        "two questions on the new board: who",
    ),
    no=("two trusts: how", "many questions", "three consultants", "what are two things that they did"),
    bounded=False,
    head=r"^(?:i have |i've |i've got |just )?",
    tail=r"(?: please| for you| (?:about|on) \w++(?: \w++){0,4}+)?[ ]?(?:[:.–-]++|$)",
)
OF_THE_REPORT = Rule(
    "the report itself",
    (r"does it (?:mention|say|talk|cover|discuss|have|give|list)", r"(?:is|are) there", r"it (?:mentions|says|covers)"),
    yes=("does it mention", "is there proof", "where it says"),
    no=("does it work", "was he there", "it is"),
)
"""Pronouns that point at no sentence before."""
IN_CASE = Rule(
    "says first in which case, and then asks",
    ((r"(?:when|where) (?!(?:was|were|is|are|do|does|did|will|would|can|could|has|have|had|should|there)\b)"
     r"[^,;:.?!]{3,80}(?<! and)(?<! or)(?<! but),? (?:what|how|who|which|do|does|did|is|are)\b"),),
    yes=("when nurses quarrel what do they do", "where two units clash, who decides", "when doctors resist, how do they cope"),
    no=("when was ash formed, and how many work there", "when do they meet, who chairs it", "what do they do when nurses quarrel",
        "when ash was formed and how many work there"),
    bounded=False, head=r"^(?:(?:and|but|so|ok|also),? )?", tail="",
)  # fmt: skip
"""Such a request asks for no time or place, and its clause is no request of its own."""
DIRECT = Rule(
    "asks outright, whatever sign stands behind it",
    (
        r"who(?:'?s)? (?!we\b|i\b|you\b|it may)\w++|whose \w++|whom",
        r"how (?:often|many|much|long|soon|far|big|large|old)",
        rf"(?:what|wot|wat|which|how|when|where|why) {_AUXILIARY}(?:n'?t)?(?! (?:more,|worse,|why ))",
        r"what'?s|how'?s|where'?s|wh?at (?:happens|happened|changed|became|came|made|prompted|drove|triggered)",
        r"what (?:share|percentage|percent|proportion|number|%) of",
        rf"what (?!they\b|we\b|i\b|you\b|he\b|she\b|it\b|the\b|each\b)\w++ (?:\w++ )?{_AUXILIARY}",
        r"which (?!is\b|was\b|means\b|meant\b|has\b|i\b|we\b|they\b|brings\b|leads me|made\b|makes\b)\w++ \w++",
        rf"(?:what|how|when|where|why) and (?:\w++ ){{1,4}}?{_AUXILIARY}",
        r"(?:since|until|by) when|(?:to|for|by|with|from) (?:whom|which \w++) \w++",
        r"(?:does|did|is|are|was|were) \w++ \w++|(?:is|are|was|were) (?:there|it|they)|whether \w++",
    ),
    yes=("who runs the units.", "how often does the board meet.", "why did they go.", "wat did they do.", "and what's big bang",
         "what happened then.", "what made them do it.", "what share of consultants lead.", "what training do they get.",
         "which trusts mentor.", "does ash mentor.", "when and for whom was it made", "since when is it so",
         "to whom do they report", "is there a compact."),
    no=(
        "what they pay",
        "what is more, they left.",
        "when we merged, staff left.",
        "which is why we ask.",
        "which brings me to this.",
        "how the trusts recruit",
        "did well.",
        "what the board does",
        "who we are",
    ),
    head=_FIRST % "" + r"(?:(?:for|at|in) [\w' ]{2,60}+, ?)?",
)  # fmt: skip
WANTED = Rule(
    "names a thing that is to be given",
    (
        (
            r"(?:quote|quotation|page(?: number)?|definition|meaning|number|no\.?|list|summary|name|date|cost|size|figure|share"
            r"|percentage|proportion|line|passage|bit|example|citation|reference)s?"
            r" (?:of|for|on|about|from|by|with|where|in|at|i can|we can)\b"
        ),
    ),
    yes=("quote about the compact", "and the page number of the award", "a definition of qed", "names of the trusts"),
    no=("quote them", "list the values", "the compact and quote of it", "numbering of"),
    bounded=False,
    head=r"^(?:(?:and|also|plus|please|the|a|an|any|one|some|short|punchy|good|nice|direct|exact)\b[ ,:]*+)*+",
)
AGAIN = Rule(
    "asks the same of another",
    (r"(?:the )?same (?:\w++ ){0,3}?(?:for|at|of|in|with)",),
    yes=("also same leadership number for ash", "and the same at birch", "same for ash"),
    no=("the same people work there", "at the same time", "is it the same for ash"),
    head=_FIRST % "",
)
YES_OR_NO = Rule(
    "asks yes or no",
    (_AUXILIARY + r"(?:n'?t)?",),
    yes=("is it paid", "and do they", "isn't it"),
    no=("what is it", "island", "who does"),
    head=_FIRST % "",
)
BARE_COUNT = Rule(
    "counts what was named before",
    (
        (
            rf"how (?:many|much) (?:of|{_AUXILIARY}|more|less|fewer|others?|people (?:at|in|from)|went|go|came|come|took|left"
            r"|\w{1,20}ed)"
        ),
    ),
    yes=("and how many are consultants", "how many of these", "how much is for nurses", "how many left", "how many stayed"),
    no=("how many consultants are there", "how much time", "how often is it"),
    head=_FIRST % "",
)
DEFINES = Rule(
    "asks what something is, wherever it is",
    (
        (
            r"w(?:h?at|ot)(?:'?s| is| are| was| were| do| does) "
            r"(?!the\b|its\b|their\b|there\b|it\b|they\b|you\b|we\b|different|new\b"
            r"|special|wrong|missing|needed|meant|best\b|good\b|bad\b|next\b|left\b|involved|required|included|said\b|done\b|being\b|on\b|in\b)"
        ),
    ),
    yes=("what is qed", "wot is qed", "and what's big bang", "what does qed stand for"),
    no=("what is the budget", "what are its values", "which is it", "what is new", "what is on the agenda", "what do you get"),
    bounded=False,
    head=_FIRST % "",
)
COMPARING = Rule(
    "compares, and so needs both sides",
    (r"compar\w++|contrast\w*+|differ\w*+|versus|vs|between|relat\w++|link\w*+|the same|similar\w*+",),
    yes=("compare how they recruit", "contrast them", "how do they differ", "ash versus birch", "ash vs birch", "between ash and",
         "how is pay related to", "the link of", "is it the same", "what is similar"),
    no=("company", "does it indifferently", "blinking"),
)  # fmt: skip

OUTRIGHT = Rule(
    "asks outright behind a comparison",
    (
        (
            rf", and (?:(?:how (?:many|much|often|long)|what|where|when|who|why) {_AUXILIARY}"
            r"|how (?:many|much|often)) "
        ),
    ),
    yes=("how do they compare on time, and how much does it give ash ", "compare both, and when did ash become one "),
    no=("compare how they recruit, and what they pay ", "how do they compare, and how they ", "and how many "),
    bounded=False,
)
OF_NO_ONE = Rule(
    "is of the report and no member",
    (
        r"checklists?|(?:main |key |general |common )?(?:lessons|themes|features)|recommend\w*+",
        r"in general|generally|overall|across all",
    ),
    yes=("the checklist for boards", "main lessons", "what it recommends", "in general what stops it", "overall message"),
    no=("a lesson", "the general hospital", "all of it"),
)

COUNTS = Rule(
    "counts",
    ("many", "much", "often", "long"),
    yes=("how many beds are there", "and how much is it", "how often do they meet", "for how long do they serve"),
    no=("how old is it", "many of them", "somehow many", "how longer terms help"),
    head="how ",
)
LEFT_OPEN = Rule(
    "a half left open",
    (*(rf"\b{word}" for word in ("who", "how", "why", "when", "where", "which", "what", "with", "and", "or", "the", "a")), ","),
    yes=("do they say who", "is it clear how", "do they say why", "do they say when", "is the plan for where", "is it clear which",
         "is it known what", "who works with", "how are ash and", "is it ash or", "who chairs the", "is it a", "is it ash,"),
    no=("where is the plan", "who leads wawa", "what is a band", "how are they paid for"),
    bounded=False, tail="$",
)  # fmt: skip
"""A half that ends so is no whole question: "Is the plan for where"."""

_END = re.compile(
    r"(?<![?!])[?!]++[\"')]?(?=\s|$)|(?<=[a-z]{3})\.(?=\s++[a-z]{2})|\.(?=\s++[\"'(]?(?:[A-Z]|(?:who|what|how|why|when|where|which|does|did|is|are|list|tell|q)\b))|;(?=\s)"
)
_ABBREVIATED = re.compile(
    r"(?:^|[\s(.])(?:[A-Za-z]|Dr|Mr|Ms|St|Mrs|Prof|etc|vs|cf|approx|incl|eg|ie|No|vol|pp|Rev|dept|inc|Assoc|Hon|min|max|fig|tel|ext|univ|govt?|exec|sec|drs|hosp|int|ref|est|ave|avg)$"
)


_ASKS = re.compile(r"(?<!\s)\s++(?:What|How|Why|When|Where|Which|Can|Could|Do|Does|Did|Is|Are|Please)\b")
"""How a question begins behind a full stop, whatever stands before that: "the exec. Can you"."""


def cut(line: str) -> list[str]:
    """The sentences of a line, ends included; a full stop behind an abbreviation ends none."""
    sentences: list[str] = []
    start = 0
    for end in _END.finditer(line):
        abbreviated = end[0] == "." and _ABBREVIATED.search(line[max(start, end.start() - 8) : end.start()])
        if abbreviated and not _ASKS.match(line, end.end()):
            continue
        sentences.append(line[start : end.end()])
        start = end.end()
    return [s for s in (*sentences, line[start:]) if s.strip()]


def cut_at(text: str, joints: Sequence[tuple[int, int]]) -> list[tuple[str, str]]:
    """The text without its ``joints``, spans in order: each piece with the joint behind it, an empty one behind the last."""
    starts, ends = [0, *(end for _, end in joints)], [*(start for start, _ in joints), len(text)]
    return [(text[a:b], text[b:c]) for a, b, c in zip(starts, ends, [*starts[1:], len(text)], strict=True)]


TO_DO = Rule(
    "asks a colleague to look at a message, or to write one",
    (
        r"(?:see|read|find) (?:the |my |his |her )?(?:\w++ )?(?:below|above|attached|thread|trail|e-?mail)(?: [^.?!]{0,60})?",
        (r"(?:(?:can|could|would|will) (?:you|someone|somebody|anyone|we) )?(?:please |pls |kindly )?"
         r"(?:draft|write|prepare|send|put together|knock up|do|action|pick up|deal with|look into|look at)"
         r" (?:something|this|it|the below|an? (?:quick |short )?(?:reply|response|answer|note|line))"
         r"(?: (?:by|for|to|before|back|asap|today|tomorrow|on|with)\b[^.?!]{0,60})?"),
        (r"(?:(?:can|could|would|will) (?:you|someone) )?(?:please )?(?:let (?:me|us) have|send|supply) (?:it|this|that|a reply)"
         r"(?: (?:by|before|asap|today|tomorrow|this|in time)\b[^.?!]{0,60})?"),
        (r"(?:(?:can|could|would|will) (?:you|someone|somebody|anyone|we) |(?:i'd be )?grateful if (?:you|someone) could )?"
         r"(?:please |pls |kindly )?(?:dig|pull|send|fish|look|get|find|fetch|hunt|let (?:me|us) have|supply|provide|collate|put)"
         r" (?:those|these|them|both|all (?:of )?(?:those|these|them|three|four))"
         r"(?: (?:out|up|over|across|together|through|back|(?:to|for) (?:me|us|him|her)))*+"
         r"(?: (?:by|before|asap|today|tomorrow|this|in time)\b[^.?!]{0,60})?"),
    ),
    yes=("please see below from the chair", "can you draft something by noon?", "see attached thread",
         "could someone write a reply", "pls look into this before friday", "can you dig those out by noon?",
         "grateful if you could pull these together by noon", "please send them over", "please let me have it by friday"),
    no=("can you draft a policy on wards", "see what nurses say", "write a summary of wards", "do it the way they did",
        "look at this ward"),
    bounded=False,
    head=r"^(?:(?:please|pls|fyi|hi|and|then)[ ,:–-]++)*+",
    tail=r"[ .!?]*+$",
)  # fmt: skip
"""Nothing of it is asked of the report."""


def asks(lowered: str) -> bool:
    """Whether a sentence (lower case) asks for something, and not only a colleague to write."""
    if TO_DO.found(lowered):
        return False
    if lowered.endswith("?") or any(rule.found(lowered) for rule in (ORDERING, DIRECT, AGAIN)):
        return True
    return (ASKING.found(lowered) or WANTED.found(lowered)) and not lowered.endswith((".", "!", ","))
