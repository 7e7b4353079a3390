"""What a turn of a talk does with the answer before it: asks for more of it, where it stands, corrects what was asked, …

Everything here reads lower-case text by rules; nothing looks at the index or at what was answered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from rag.text import terms
from rag.understanding.rules import Rule

Move = Literal["more", "full", "shorter", "where", "speaker", "again", "verbatim", "wrong"]
"""What is asked of the last answer itself, which needs no other search than it had."""

_POLITE = (
    r"(?:(?:and|ok|okay|so|but|now|then|please|pls|plz|sorry|just|yes|great|thanks|well|oh|hmm|can you|could you|would you|can i|could i|may i"
    r"|will you|i'?d like|i would like|i want|i need)[ ,.]++){0,4}+(?:to )?"
)
_AFTER = r"(?:[ ,.]++(?:please|pls|plz|then|thanks|thank you|exactly|now|again|too))*+[ ?.!]*+"
_THAT = r"(?:that|this|it|these|those|them|so)"

MORE = Rule(
    "asks for more of the answer",
    (
        rf"(?:(?:tell|give|show|send) me |say |read )?(?:some |any |a bit |a little |even )?more(?: (?:details?|info\w*+|quot\w++|of|on|about|like))?(?: {_THAT})?",
        rf"(?:is|are) there (?:any(?:thing)? )?more(?: (?:details?|of|on|about|to|like))?(?: {_THAT})?",
        rf"(?:(?:is there )?anything|what) (?:else|more)(?: (?:on|about|of) {_THAT}| (?:does|did) it say| is there)?",
        r"(?:go on|carry on|continue|keep going|go deeper|elaborate|expand)(?: (?:on )?(?:that|this|it))?",
        r"(?:(?:show|give|read) me )?the rest of (?:it|that|this|them)",
        r"(?:(?:go )?into |in )?(?:more|greater) (?:detail|depth)",
    ),
    yes=(
        "more", "ok, more please", "tell me more about it", "some more quotes", "is there more about it?", "is there anything more on that",
        "what else", "anything else on this?", "go on", "please continue", "can you elaborate on that",
        "show me the rest of it", "in more detail please", "go into greater depth",
    ),
    no=("more consultants", "are there more doctors in leadership", "what else does that person do", "the rest", "how many more", "the full time posts"),
    bounded=False, whole=True, head=_POLITE, tail=_AFTER,
)  # fmt: skip
FULL = Rule(
    "asks for the whole answer",
    (
        r"(?:(?:show|give|read) me )?the (?:full|whole|complete|entire) (?:list|answer|thing|text|passage|quote|quotation|section)|in full",
        r"(?:(?:show|give|read) me )?(?:everything|all of (?:it|that|them)|them all|it all)",
    ),
    yes=("and the full list?", "in full please", "show me all of it", "give me the whole passage", "everything"),
    no=("all of the trusts", "the full time posts", "the whole trust", "is that everything"),
    bounded=False, whole=True, head=_POLITE, tail=_AFTER,
)  # fmt: skip
SHORTER = Rule(
    "asks for less of the answer",
    (
        r"(?:(?:make|keep|have) (?:it|that|this) )?(?:a bit |much |even )?(?:shorter|briefer)\b[^?]{0,40}+",
        r"(?:that's |that is |it's |it is )?(?:far |much |way )?too (?:long|much)(?: text| to read)?",
        r"(?:shorten|cut|trim) (?:it|that|this)(?: down)?",
        r"(?:(?:just|only) )?(?:the )?(?:main|key|best) (?:point|quote|quotation|sentence|bit)(?: only)?",
        r"(?:in )?(?:fewer words|one sentence|a sentence|one line|a nutshell|short|brief)|briefly|tl;?dr",
    ),
    yes=("shorter", "shorter pls im on a phone", "make it briefer", "that's too long", "shorten it", "cut that down please", "just the main point",
         "in one sentence", "briefly", "tldr"),
    no=("the shorter of the programmes", "how long is it", "a short course", "the key points", "it is too long a course"),
    bounded=False, whole=True, head=_POLITE, tail=_AFTER,
)  # fmt: skip
WHERE = Rule(
    "asks where the answer stands",
    (
        rf"(?:on |from )?(?:what|which) pages?(?: number| no)?(?: (?:is|was|are|were) {_THAT}(?: on| from| in)?| (?:can|do|could|will) i find {_THAT}"
        rf"| does it say {_THAT})?",
        r"(?:the )?pages?(?: numbers?| no| ref\w*+)?",
        rf"where (?:exactly )?(?:in the report )?(?:(?:does|did) (?:it|the report|he|she|they) (?:say|state|mention) {_THAT}"
        rf"|(?:do|did) you (?:get|find|read|see|have) {_THAT}(?: from)?|(?:is|was|are) {_THAT}(?: (?:from|written|said|stated|printed|in the report))"
        rf"|(?:can|do|could) i (?:find|read|see) {_THAT})(?: in the report| from)?",
        rf"(?:what(?:'s| is) (?:the|your) |give me (?:the|a) |the )?(?:source|reference|citation)(?: (?:of|for) {_THAT})?",
        rf"(?:what|which) (?:section|chapter|part)(?: of the report)?(?: is {_THAT}(?: in| from)?)?",
        r"where in the report|says who|according to what",
    ),
    yes=(
        "what page is that on", "page?", "page number?", "which page is it", "on which page can i find this", "what page does it say that",
        "where does it say that", "where do you get that from", "pls where is this written", "where can i read that", "source?",
        "what's the reference for that", "which section is that in", "where in the report", "where did you find it", "says who",
    ),
    no=("what is on page 16", "where is uclh", "where is it", "which part of the trust", "page 12", "what is the source of its income"),
    bounded=False, whole=True, head=_POLITE, tail=_AFTER,
)  # fmt: skip
SPEAKER = Rule(
    "asks who is quoted",
    (
        rf"who (?:exactly )?(?:said|says|was saying|is saying|told you) {_THAT}",
        r"who (?:is|was) (?:speaking|talking|being quoted|quoted|the speaker|it said by)(?: (?:there|here))?",
        rf"whose (?:words|quot\w++|view|opinion)(?: (?:is|are|was|were) (?:{_THAT}|they))?",
    ),
    yes=("who said that", "and who says so", "who was speaking", "who is being quoted here", "whose words are these", "whose view is that"),
    no=("who said that doctors lead", "who speaks for doctors", "whose responsibility is it", "who is that"),
    bounded=False, whole=True, head=_POLITE, tail=_AFTER,
)  # fmt: skip
VERBATIM = Rule(
    "asks for the very words",
    (
        rf"(?:is|are|was) (?:{_THAT}|they) (?:really )?(?:the )?(?:exact|actual|very|precise|original|verbatim|direct)(?: \w++)?",
        r"(?:show me |give me |what(?:'s| is| are) |read me )?(?:the )?(?:exact|actual|very|precise|original) (?:words|wording|sentence|quote|quotation|text|phrase)",
        r"(?:is (?:that|this|it) )?(?:word for word|verbatim)|did (?:it|they|he|she) really say (?:that|so)",
    ),
    yes=("is that the exact wording?", "can you show me the exact sentence", "the actual words please", "word for word", "did they really say that",
         "are these verbatim"),
    no=("is that the case", "the exact number of consultants", "what are the original values", "is that verbatim in chapter two or three"),
    bounded=False, whole=True, head=_POLITE, tail=_AFTER,
)  # fmt: skip
AGAIN = Rule(
    "asks for the same again",
    (
        r"(?:say|show|tell|give)(?: me)? (?:that|it|this) (?:again|once more|one more time)",
        r"repeat(?: (?:that|it|this|yourself|the answer|your answer))?|once more|again|come again|one more time|pardon",
        r"what (?:was that|did you (?:just )?say)|i (?:missed|didn'?t (?:catch|get)) (?:that|it)",
    ),
    yes=("say that again", "please repeat that", "once more", "again please", "what was that?", "i didn't catch that"),
    no=("again the clinical chairs", "did they repeat the survey", "what was that programme"),
    bounded=False, whole=True, head=_POLITE, tail=_AFTER,
)  # fmt: skip
WRONG = Rule(
    "says that the answer is not what was meant",
    (
        r"not (?:that|this|those|it)(?: one)?|not (?:what i (?:asked|meant|wanted)(?: for)?)|wrong(?: (?:one|trust|answer))?",
        r"(?:that|this|it)(?:'s| is|s) (?:all )?(?:not (?:right|it|true|correct|what i (?:asked|meant|wanted)(?: for)?)|wrong|incorrect|the wrong \w++)",
        r"(?:you )?(?:got (?:it|that|me) wrong|misunderst(?:ood|and)(?: me)?|(?:didn't|did not|haven't) answer(?:ed)? (?:me|my question|that|it))",
    ),
    yes=("not that", "no, not that one", "that's wrong", "this is not what i asked", "you misunderstood me", "you didn't answer my question", "wrong trust"),
    no=("not that many", "is that wrong", "what went wrong", "not the chairs", "it is not right to say so"),
    bounded=False, whole=True, head=r"(?:(?:no|nope|sorry|but|hmm|oh)[ ,.]++){0,3}+", tail=_AFTER,
)  # fmt: skip
_MOVES: tuple[tuple[Move, Rule], ...] = (
    ("more", MORE), ("full", FULL), ("shorter", SHORTER), ("where", WHERE), ("speaker", SPEAKER), ("verbatim", VERBATIM), ("again", AGAIN), ("wrong", WRONG),
)  # fmt: skip

_NICE = (
    r"ok(?:ay)?|k|great|good|nice|lovely|brilliant|perfect|super|cool|fab|fair|ta|thx|tx|ty|thanks?|tysm|cheers|lol|haha|ha|wow|hm++|ah|oh|aha|yes|yep"
    r"|yeah|yup|sure|sound|interesting|very|really|got|understood|noted|fine|bye|goodbye|excellent|amazing|awesome|marvellous|wonderful|useful|helpful"
    r"|impressive|much|many|gotcha|alright|i see|that'?s|that is"
)
SMALL_TALK = Rule(
    "nothing but kind words",
    (
        rf"(?:{_NICE})(?:[ ,.!]++(?:{_NICE}|you|u|one|bot|job|work|again|so|enough|it|for|now|the|all|then|a lot|makes sense|indeed|mate|to know|help|answer"
        r"|appreciated|stuff|point))*+",
    ),
    yes=("great ta", "lol ok", "nice one", "thx", "good bot", "ok thank u", "very helpful, thank you", "ok fair enough", "sound", "thx again bye",
         "much appreciated", "ok got it", "i see", "that's very interesting", "hmm", "good to know", "yes"),
    no=("ok so who", "good question who leads it", "nice one at salford", "very many consultants", "it", "so", "the one", "is it good", "more"),
    bounded=False, whole=True,
)  # fmt: skip

FRESH = Rule(
    "turns to another subject",
    (
        r"(?:a )?(?:totally |completely )?(?:different|other|new|another|unrelated|next|separate) (?:question|topic|subject|thing|matter|point|one)",
        r"(?:switching|changing|change of|change|new) (?:the )?(?:topics?|subjects?|tack)|something (?:else|different)(?: now)?|on (?:to )?something else",
        r"forget (?:that|it|about that)|moving on|unrelated(?:ly)?|by the way|btw",
    ),
    yes=("different question. how many", "ok other thing, does anyone", "and something else: what is", "switching topic: how does", "forget that, who",
         "by the way, who", "new subject - who", "moving on, how"),
    no=("different questions are asked", "something else that they did", "is there something else: yes", "another trust, salford"),
    bounded=False,
    head=r"^(?:(?:and|ok|okay|now|right|so|well|thanks|sorry|no|then|here'?s|i have|let'?s do|on to)[ ,.:;]++){0,4}+(?:an? )?",
    tail=r"[ ]?(?:[.,:;–-]++|please[.,:;]?)[ ]",
)  # fmt: skip
BACK = Rule(
    "goes back to an earlier subject",
    (
        r"(?:can (?:we|you|i) |could (?:we|you|i) |may (?:we|i) |let(?:'s| us|s) |i(?:'d| would) like to |i want to )?(?:going |go |come |coming |get |getting )?back to",
        r"(?:can (?:we|you|i) |could (?:we|you|i) |may (?:we|i) |let(?:'s| us|s) |i(?:'d| would) like to |i want to )?return(?:ing)? to",
        r"(?:once )?again(?:,| on| about| the)",
    ),
    yes=("back to the patients: how many", "ok going back to the ceo, how", "can we return to selection? who", "returning to time, was it smooth",
         "again the mes. what came of it", "let's go back to induction"),
    no=("did they go back to the old way", "when did he return to work", "they meet again the next day", "back pain"),
    bounded=False, head=r"^(?:(?:and|ok|okay|now|so|but|please|then|well|right)[ ,]++){0,3}+", tail=r"(?=[ ])",
)  # fmt: skip
BEFORE = Rule(
    "names an earlier subject and asks on",
    (
        r"(?:about |on )?(?:the|that|those|these) [^,.:;?–-]{2,40}?(?: again| from before| from earlier| we talked about| you mentioned)",
    ),
    yes=("about that award again, what was it for", "the values from before, who made them", "about the selection again - how many"),
    no=("the values, who made them", "was that award won again", "the award again"),
    bounded=False, head=r"^(?:(?:and|ok|okay|now|so|but|please|then|well|right)[ ,]++){0,3}+", tail=r"(?=[ ]?[,.:;?–-]++[ ])",
)  # fmt: skip

CORRECTING = Rule(
    "corrects what was asked",
    (
        r"(?:i )?(?:meant|mean)(?: to (?:say|write|type|ask|put))?(?: (?:about|of|at|for))?",
        r"i (?:wanted|want|was asking|am asking|asked|was thinking|intended)(?: to (?:know|ask|say|write|see))?(?: (?:this|that|it|the same))?(?: (?:about|of|at|for))",
        r"(?:make (?:it|that)|rather|instead)(?: (?:for|at|about|of))?",
    ),
    yes=("i meant northumbria", "meant southern", "i meant to write uclh", "i was asking about uclh", "i wanted to know this about x",
         "make it salford", "sorry, i am asking for salford"),
    no=("what i meant", "meantime, who", "only uclh", "i want to know how many", "who was asking about uclh"),
    bounded=False,
    head=r"^(?:(?:no|nope|sorry|oops|oh|wait|actually|i am sorry|i'm sorry|im sorry|my mistake|apologies|hang on|well|but|ah|rather|and)[ ,.:;–-]++){0,4}+",
    tail=r"(?=[ ,])",
)  # fmt: skip
OPENS = Rule(
    "opens a correction",
    (r"no|nope|sorry|oops|oh|wait|actually|i am sorry|i'm sorry|im sorry|my mistake|apologies|hang on|rather|wrong",),
    yes=("no. salford", "sorry, uclh", "oh it was uclh", "no, at northumbria", "actually all four", "oops - uclh", "i'm sorry, uclh"),
    no=("nobody", "northumbria", "is it no use", "no"),
    bounded=False, head="^", tail=r"[ ,.:;–-]++(?:(?:it (?:was|is)|it's|about|at|for|of|in) )?(?=\S)",
)  # fmt: skip
ONLY = Rule(
    "narrows what was asked",
    (r"only|just",),
    yes=("only uclh", "ok just salford", "no, only southern"),
    no=("the only one", "is it only uclh", "onlyx", "adjust it"),
    bounded=False, head=r"^(?:(?:no|nope|sorry|ok|okay|actually|please|and|but)[ ,.:;–-]++){0,3}+", tail=r"(?: (?:at|for|about|in))?[ ](?=\S)",
)  # fmt: skip
NOT_BUT = Rule(
    "sets one thing right by another",
    (
        r"not (?P<wrong>[^,.;?]{1,60}+)[,.;]++ (?:(?:but|i mean(?:t)?|the other(?: one)?|rather|it is|it's)[ ,]++)*+",
        r"not (?P<wrong2>[^,.;?]{1,60}?) but ",
    ),
    yes=("not virginia mason, i meant ge.", "no not the chairs, the clinical directors", "not salford but uclh", "not that, the other one, the staff compact"),
    no=("why not", "not that", "is it not so, or", "not yet"),
    bounded=False, head=r"^(?:(?:no|nope|sorry|oh|wait|actually)[ ,.:;–-]++){0,3}+", tail=r"(?=\S)",
)  # fmt: skip
ELSEWHERE = Rule(
    "asks of the others too",
    (
        r"(?:any(?:one|where|body)|some(?:one|where|body)|nobody|no one|who|where) else|elsewhere",
        r"(?:any |some |do |does |have |has |did |is |are |at |in |for )(?:the )?others?(?: (?:trusts?|hospitals?|organisations?|ones?|places?))?(?! (?:people|staff|doctors|managers|things?))",
        r"(?:every|each|all|any) (?:trusts?|hospitals?|organisations?|one)s? or (?:only|just)|(?:only|just) (?:here|there|them|this (?:one|trust))",
    ),
    yes=("has anyone else done it", "is it done anywhere else", "is it similar elsewhere", "have others done it as well",
         "any other trusts have a forum like it", "do other trusts have anything like it", "is it every trust or only uclh", "is it only there"),
    no=("and the others", "what else", "are other people asked", "is every trust asked", "each other"),
)  # fmt: skip
REASON = Rule(
    "asks for the reason alone",
    (
        r"why(?: (?:is|was|are|were|did|do|does|isn't|wasn't|don't|didn't|doesn't) (?:that|this|it|they|so|he|she))?(?: so| not)?",
        r"(?:why|how) (?:not|so|come)(?: \w++)?",
        r"(?:for |on |with )?(?:what|which|whatever) (?:reason|grounds?)s?|(?:the )?reasons?|because of what|what for|what made (?:them|it)(?: so| do (?:that|it|this|so))?",
    ),
    yes=("why", "why?", "why not", "may i ask why not?", "for what reason?", "reason?", "how come", "but why is that", "why did they", "why not directly?",
         "what for", "what made them do that"),
    no=("why did they rename it", "how many", "what reasons were given for the compact", "why do they need more leaders", "what for whom"),
    bounded=False, whole=True,
    head=r"(?:(?:and|ok|okay|so|but|may i ask|can i ask|do you know|does it say|tell me|well|then|oh)[ ,.]++){0,3}+", tail=r"[? ]*+",
)  # fmt: skip
FRONTED = Rule(
    "puts its own subject first",
    (r"[^,?]{2,40}?[,:–-]++ (?:is|are|was|were|who|how|what|do|does|did|when|why|where|which|has|have|can|could)",),
    yes=("and education, is it performance managed", "the clinical directors, who are they accountable to", "tests - who wrote them"),
    no=("is it performance managed, and how", "well, who is it", "who"),
    head=r"^(?:(?:and|also|but|so)[ ,]++)?(?!(?:well|ok|okay|so|and|yes|no|right|then|now|please|sorry)\b)",
)  # fmt: skip
WHOLE = Rule(
    "speaks of the report or of the whole group",
    (
        r"(?:the|this|your|that) (?:report|study|paper|document|research|authors?)",
        r"(?:do|did|are|have|were|can|in|of|at|for|by|the|these|all|four|your|what|how many|which) trusts",
    ),
    yes=("the aim of this report", "how was the study done", "who are the authors", "do trusts mentor", "who are the four trusts"),
    no=("the reporting line", "in the trust", "other trusts", "a study leave", "the trust's aim"),
)  # fmt: skip
THE_TRUST = Rule(
    "names the trust by what it is",
    (r"(?:the|this|that) (?:trust|hospital|organisation)",),
    yes=("when was the trust formed", "this hospital's board", "that organisation"),
    no=("the trusts", "a trust", "each hospital"),
)
_DOES = r"(?:does|do|did|must|should|can|may|will)"
BARE = Rule(
    "points at something and says nothing of it",
    (
        r"(?:is|was|are|were) (?:it|this|that|they|these|those|he|she) (?:really |still |actually |all |any )?(?:true|right|so|good|better|finished"
        r"|enough|possible|working|over|done|ok|okay|normal|common|fair|wrong|correct)",
        rf"{_DOES} (?:everyone|everybody|anyone|they|people|he|she) (?:all )?(?:have|need|get|want|agree|like|do|know)(?: (?:to|it|that|them|so))?",
        r"(?:what|how) about (?:the other|that|this|it|them|him|her|these|those)(?: one| two)?|(?:and )?(?:the )?(?:other|same|last|first|second)(?: one)?",
        r"(?:and |with |for |about |to )?(?:him|her|it|them|that|this|those|these|he|she|they)(?: one)?",
        r"(?:and )?(?:who|how|when|where|what|why|how (?:long|often|many|much))(?: exactly)?",
    ),
    yes=("is it true?", "does everyone have to?", "did they agree?", "what about the other one", "him?", "and that one", "how long", "and the other?"),
    no=("is it true that doctors lead", "does everyone have to be coached", "that is what i want to know", "how many doctors", "the other trusts"),
    bounded=False, whole=True, head=_POLITE, tail=_AFTER,
)  # fmt: skip
COLOURLESS = frozenset(
    terms(
        "run runs ran hold last long often take took start begin end finish stop go come happen true right better best worse good lead leads led pay "
        "pays paid fund funds cost get have made make makes set use used name called mean matter help join attend big size old new many much time year now "
        "him her everyone anyone else exact really still ever even open wrong work works sit meet meets meeting thing group programme scheme one"
    )
)
"""Words that with a pronoun do not say what is asked about."""

_WORDS_BEHIND = re.compile(r"[^\s,.:;?!–-].*", re.DOTALL)
_NAMED_BACK = re.compile(
    r"[ ,]*+(?:to |on |about |the |that |those )*+([^,.:;?–]{2,60}?)(?: (?:please|pls|again|then|for a moment|from before))*+[ ]?(?:[,.:;?–]++|$)"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn as it is to be read: ``text`` without the words that only steer the talk (in the case in which it was typed).

    ``back``: the earlier subject that it goes back to. ``wrong``: the words that it takes back. ``corrects``: it sets the
    request before it right; ``narrows``: it does if it only names trusts; ``fresh``: it follows on nothing.
    """

    text: str
    back: str = ""
    wrong: str = ""
    corrects: bool = False
    narrows: bool = False
    fresh: bool = False


def move_of(text: str) -> Move | None:
    """What a cleaned request asks of the last answer itself; ``None`` for one that asks anew."""
    bare = text.lower().strip(" .,!?;:…")
    return next((move for move, rule in _MOVES if rule.found(bare)), None)


def read_turn(text: str) -> Turn:
    """Part a cleaned request from what steers the talk. What would leave nothing to ask is left as it is."""
    lowered = text.lower()
    if len(lowered) != len(text):  # a letter that becomes two: the places would differ
        return Turn(text)
    for rule, read in (
        (FRESH, _fresh),
        (BACK, _back),
        (BEFORE, _before),
        (NOT_BUT, _not_but),
        (CORRECTING, _corrected),
        (ONLY, _narrowed),
        (OPENS, _corrected),
    ):
        found = rule.pattern.match(lowered)
        if found and (behind := _WORDS_BEHIND.search(text, found.end())):
            return read(text, found, behind.start())
    return Turn(text)


def _fresh(text: str, _: re.Match[str], start: int) -> Turn:
    return Turn(text[start:], fresh=True)


def _back(text: str, found: re.Match[str], _: int) -> Turn:
    named = _NAMED_BACK.match(text, found.end())
    if named is None:
        return Turn(text)
    behind = _WORDS_BEHIND.search(text, named.end())
    return Turn(behind[0] if behind else "", back=named[1])


def _before(text: str, found: re.Match[str], start: int) -> Turn:
    return Turn(text[start:], back=found[0])


def _not_but(text: str, found: re.Match[str], start: int) -> Turn:
    wrong = next(w for w in found.groups() if w)
    inner = read_turn(text[start:])
    return Turn(inner.text if inner.corrects else text[start:], wrong=wrong, corrects=True)


def _corrected(text: str, _: re.Match[str], start: int) -> Turn:
    return Turn(text[start:], corrects=True)


def _narrowed(text: str, _: re.Match[str], start: int) -> Turn:
    return Turn(text[start:], narrows=True)
