"""A turn of a talk without the words that only steer it: another subject, back to an earlier one, a correction.

By rules over lower-case text; nothing looks at the index or at what was answered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rag.understanding.asking import asks
from rag.understanding.moves import KNOWN, move_of
from rag.understanding.rules import Rule

FRESH = Rule(
    "turns to another subject",
    (
        (r"(?:a )?(?:totally |completely )?(?:different|other|new|another|unrelated|next|separate) (?:question|topic"
         r"|subject|thing|matter|point|one)"),
        (r"(?:switching|changing|change of|change|new) (?:the )?(?:topics?|subjects?|tack)|something (?:else"
         r"|different)(?: now)?|on (?:to )?something else"),
        r"forget (?:that|it|about that)|moving on|unrelated(?:ly)?|by the way|btw",
    ),
    yes=("different question. how many", "ok other thing, does anyone", "by the way who", "and something else: what is",
         "switching topic: how does", "forget that, who",
         "by the way, who", "new subject - who", "moving on, how"),
    no=("different questions are asked", "something else that they did", "is there something else: yes", "another trust, cedar"),
    bounded=False,
    head=r"^(?:(?:and|ok|okay|now|right|so|well|thanks|sorry|no|then|here'?s|i have|let'?s do|on to)[ ,.:;]++){0,4}+(?:an? )?",
    tail=r"(?:[ ]?(?:[.,:;–-]++|please[.,:;]?)|(?<=by the way)|(?<=btw)|(?<=moving on)(?= wh| how))[ ]",
)  # fmt: skip
TALKS_OF = Rule(
    "wants to talk of something",
    ((r"(?:let'?s|let us|can we|could we|shall we|i'?d like to|i want to) (?:now )?"
      r"(?:talk about|discuss|look at|turn to|move on to)"),),
    yes=("lets talk about the wards", "ok can we discuss pay", "shall we now turn to the board"),
    no=("who can we talk about it to", "let's talk", "can we see it"),
    bounded=False, head=r"^(?:(?:and|ok|okay|now|right|so|well|thanks)[ ,.:;]++){0,3}+", tail=r"[ ](?=\S)",
)  # fmt: skip
BACK = Rule(
    "goes back to an earlier subject",
    (
        (r"(?:can (?:we|you|i) |could (?:we|you|i) |may (?:we|i) |let(?:'s| us|s) |i(?:'d| would) like to "
         r"|i want to )?(?:going |go |come |coming |get |getting )?back to"),
        (r"(?:can (?:we|you|i) |could (?:we|you|i) |may (?:we|i) |let(?:'s| us|s) |i(?:'d| would) like to "
         r"|i want to )?return(?:ing)? to"),
        r"(?:once )?again(?:,| on| about| the)",
        r"(?:before that|earlier|before) (?:you|we|i) (?:mentioned|said|had|talked about|spoke of|asked about|told me about)",
    ),
    yes=("back to the patients: how many", "ok going back to the ceo, how", "can we return to selection? who",
         "returning to time, was it smooth",
         "again the survey. what came of it", "let's go back to induction", "before that you mentioned ward leads. who are they"),
    no=("did they go back to the old way", "when did he return to work", "they meet again the next day", "back pain"),
    bounded=False, head=r"^(?:(?:and|ok|okay|now|so|but|please|then|well|right)[ ,]++){0,3}+", tail=r"(?=[ ])",
)  # fmt: skip
BEFORE = Rule(
    "names an earlier subject and asks on",
    (
        (r"(?:about |on )?(?:the|that|those|these) [^,.:;?–-]{2,40}?(?: again| from before| from earlier| we talked about"
         r"| you mentioned)"),
    ),
    yes=("about that award again, what was it for", "the values from before, who made them",
         "about the selection again - how many"),
    no=("the values, who made them", "was that award won again", "the award again"),
    bounded=False, head=r"^(?:(?:and|ok|okay|now|so|but|please|then|well|right)[ ,]++){0,3}+", tail=r"(?=[ ]?[,.:;?–-]++[ ])",
)  # fmt: skip

_SORRY = (
    r"no|nope|nah|sorry|oops|whoops|oh|wait|actually|i am sorry|i'm sorry|im sorry|my mistake|my bad|my fault|apologies|hang on"
    r"|hold on|rather|correction|typo|scrap that|let me rephrase|i (?:do )?apologi[sz]e|excuse me|pardon(?: me)?|forgive me"
)
CORRECTING = Rule(
    "corrects what was asked",
    (
        r"(?:i )?(?:meant|mean)(?: to (?:say|write|type|ask|put))?(?: (?:about|of|at|for))?",
        (r"(?:i|i'm|im) (?:wanted|want|was asking|am asking|asking|asked|was thinking|was talking|talking|intended)"
         r"(?: to (?:know|ask|say|write|see))?(?: (?:this|that|it|the same))?(?: (?:about|of|at|for))"),
        r"(?:what i (?:meant|wanted) (?:was|is)|(?:i|i'm|i am|i was|im) after|i said|i had in mind)(?: (?:at|for|about))?",
        (r"(?:(?:that|it|this) )?(?:should|ought to) (?:be|have been|read|say)(?: (?:for|at|about))?"),
        r"(?:make (?:it|that)|switch to|change (?:it|that) to|swap (?:it|that) (?:for|to)|rather|instead)(?: (?:for|at|about|of))?",
    ),
    yes=("i meant ash", "meant oak", "i meant to write birch", "i was asking about birch", "i wanted to know this about x",
         "make it cedar", "sorry, i am asking for cedar", "what i meant was cedar", "that should be ash", "switch to oak"),
    no=("what i meant", "meantime, who", "only birch", "i want to know how many", "who was asking about birch"),
    bounded=False,
    head=rf"^(?:(?:{_SORRY}|well|but|ah|and)[ ,.:;–-]++){{0,4}}+",
    tail=r"(?=[ ,])",
)  # fmt: skip
OPENS = Rule(
    "opens a correction",
    (rf"{_SORRY}|wrong",),
    yes=("no. cedar", "sorry, birch", "oh it was birch", "no, at ash", "actually all four", "oops - birch", "i'm sorry, birch"),
    no=("nobody", "ash", "is it no use", "no"),
    bounded=False, head="^",
    tail=rf"[ ,.:;–-]++(?:(?:{_SORRY})[ ,.:;–-]++){{0,3}}+(?:(?:it (?:was|is)|it's|about|at|for|of|in) )?(?=\S)",
)  # fmt: skip
ONLY = Rule(
    "narrows what was asked",
    (r"only|just",),
    yes=("only birch", "ok just cedar", "no, only oak"),
    no=("the only one", "is it only birch", "onlyx", "adjust it"),
    bounded=False, head=r"^(?:(?:no|nope|sorry|ok|okay|actually|please|and|but)[ ,.:;–-]++){0,3}+",
    tail=r"(?: (?:at|for|about|in))?[ ](?=\S)",
)  # fmt: skip
BEHIND = Rule(
    "says behind it that it corrects",
    (
        r"[ ]?[,;:–-]++ ?not (?P<wrong>[^,.;:?]{1,40}+)",
        r"[ ,;:–-]++(?:i mean|i meant|instead|rather|that is|i should say|only|alone)",
    ),
    yes=("cedar, not birch", "ash i meant", "oak instead please", "the ward leads, not the chairs", "ash only", "ash alone"),
    no=("who leads it, not the chair?", "cedar, not birch: who leads it",
        "is it oak instead", "so who sorts it out instead", "not cedar", "what does it say of oak and not of ash",
        "a line about not saying more"),
    bounded=False,
    head=(
        r"^(?!(?:(?:and|so|but|ok|then)[ ,]++)?"
        r"(?:who|what|how|why|when|where|which|is|are|was|were|do|does|did|has|have|can|could|not|compare|tell|give|show)\b)"
        rf"(?:(?:{_SORRY})[ ,.:;–-]++){{0,3}}+(?P<right>[^,.;?]{{1,40}}?)"
    ),
    tail=r"(?:[ ,]++(?:please|pls|thanks))?[ .!]*+$",
)  # fmt: skip
NOT_BUT = Rule(
    "sets one thing right by another",
    (
        r"not (?P<wrong>[^,.;?]{1,60}+)[,.;]++ (?:(?:but|i mean(?:t)?|the other(?: one)?|rather|it is|it's)[ ,]++)*+",
        r"not (?P<wrong2>[^,.;?]{1,60}?) but ",
    ),
    yes=("not the first, i meant the second.", "no not the chairs, the ward leads", "not cedar but birch",
         "not that, the other one, the staff compact"),
    no=("why not", "not that", "is it not so, or", "not yet"),
    bounded=False, head=r"^(?:(?:no|nope|sorry|oh|wait|actually)[ ,.:;–-]++){0,3}+", tail=r"(?=\S)",
)  # fmt: skip
NOT_THAT = Rule(
    "ends with what it takes back",
    (
        (r"(?P<right>(?!(?:who|what|how|why|when|where|which|whether|if)\b)[^,.;?]{1,60}?)[ ,;–-]{1,3}(?:and )?"
         r"not (?!only\b|just\b|so\b|yet\b|all\b|every)(?:(?:at|for|in|on|of|about) )?(?P<wrong>[^,.;:?!]{1,40}+)"),
    ),
    yes=("the ward rounds not the meetings", "cedar, not birch", "at ash and not at oak!"),
    no=("who leads it and not who pays", "why it is not paid, and how", "not ash",
        "nurses not only doctors", "the ones that do not, do they"),
    bounded=False, whole=True, tail=r"[ .!]*+",
)  # fmt: skip
"""Of what a correction says: "i meant the ward rounds not the meetings"."""
MANNERS = Rule(
    "ends with a word of manners",
    (r"sorry|excuse me|pardon|if you please|(?:is|will be|would be) (?:fine|enough|ok)|will do|of course|innit",
     r"(?:is|does|has|was)n'?t it"),
    yes=("ash, excuse me.", "birch sorry", "no, at oak, if you please", "just cedar is fine", "it is new, isnt it"),
    no=("sorry", "is it fine", "who is sorry for it"),
    bounded=False, head=r"(?<=\w)[ ,;:–-]++", tail=r"[ .!]*+$",
)  # fmt: skip
_STOPS = r"[ ]?(?:[,.!;:…–-]++[ ]++)"
REACTS = Rule(
    "begins with what it says of the last answer",
    (
        rf"(?:never ?mind|nvm)(?: (?:that|then|it))?{_STOPS}",
        (r"(?:(?:that'?s|that is|it'?s) )?not (?:quite )?what i (?:asked|meant|wanted|was asking|said)"
         rf"(?: (?:for|about))?{_STOPS}"),
        (r"(?:(?:that|this)(?:'s| is|s) )?(?:so |very |really |quite |how )?(?:interesting|fascinating|impressive|surprising"
         r"|helpful|useful|lovely|brilliant|excellent|amazing|awesome|great|nice|cool|perfect|good(?: to know)?|fair enough"
         rf"|no worries|no problem|makes sense|gotcha|understood|noted|wow|yes|yeah|yep){_STOPS}"),
        rf"(?:thanks|thank you|thx|ty|cheers|ta|wow|hmm++|lol|haha|blimey|gosh|aha|ah)(?: (?:a lot|for that|again))?{_STOPS}",
        r"(?:thanks|thank you|thx|wow|hmm++|lol|haha|blimey|gosh) (?!(?:to|for|of)\b)",
        r"(?:(?:and |so )?what|really|seriously|honestly|why bother|who cares|eh|huh|is that so|are you sure)\?++[ ]++",
    ),
    yes=("never mind. what else is in it", "ok nvm, who pays", "that is not what i asked, how is it paid", "interesting. who pays",
         "ok, that's great! how long is it", "ah, who pays", "thanks a lot - and pay?", "lol who pays", "thanks and pay?",
         "so what? who pays", "really? do nurses lead"),
    no=("never mind", "thanks", "wow", "how interesting is it", "great ward leads", "is it good, and who pays", "thanks to whom",
        "not what i asked", "so what?", "really, who pays"),
    bounded=False, head=r"^(?:(?:and|ok|okay|now|right|so|well|oh|but)[ ,.:;!]++){0,3}+", tail=r"(?=\S)",
)  # fmt: skip
_DROPS, _NOT_SO = re.compile(r"\b(?:never ?mind|nvm)\b"), re.compile(r"\bnot (?:quite )?what i\b")
_AND = re.compile(r"(?:and|but|so|what|how) \w")
_OF = re.compile(r"^(?:at|for|in|on|of|about) ")
_THANKFUL = re.compile(r"(?:very|so) much|a (?:lot|million|bunch)|all|again|please|more\W*$")
_REACTIONS = 3
"""Most of them that are read one after the other: "hmm, thanks, never mind. …"."""
_WORDS_BEHIND = re.compile(r"[^\s,.:;?!–-].*", re.DOTALL)
_NAMED_BACK = re.compile(
    r"[ ,]{0,3}+(?:to |on |about |the |that |those ){0,3}+([^,.:;?–]{2,60}?)(?: (?:please|pls|again|then|for a moment"
    r"|from before)){0,3}+[ ]?(?:[,.:;?–]++|(?<=[ ])-(?=[ ])|$)"
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn as it is to be read: ``text`` without the words that only steer the talk (in the case in which it was typed).

    ``back``: the earlier subject that it goes back to. ``wrong``: the words that it takes back. ``corrects``: it sets the
    request before it right; ``narrows``: it does if it only names trusts; ``fresh``: it follows on nothing. ``reacts``: it began
    with a word on the last answer; ``drops``: that word lets go of what was asked for in vain.
    """

    text: str
    back: str = ""
    wrong: str = ""
    corrects: bool = False
    narrows: bool = False
    fresh: bool = False
    reacts: bool = False
    drops: bool = False


def read_turn(text: str) -> Turn:
    """Part a cleaned request from what steers the talk. What would leave nothing to ask is left as it is."""
    if len(text.lower()) != len(text):  # a letter that becomes two: the places would differ
        return Turn(text)
    said, rest = "", text
    for _ in range(_REACTIONS):
        if not (found := REACTS.pattern.match(rest.lower())):
            break
        behind = rest[found.end() :]
        lets_go = _DROPS.search(found[0].lower()) or _NOT_SO.search(found[0].lower())
        if not (lets_go or REACTS.pattern.match(behind.lower()) or _goes_on(behind.lower())):
            break
        said, rest = f"{said} {found[0].lower()}", behind
    turn = _steered(rest)
    wrong = bool(_NOT_SO.search(said))
    return replace(turn, reacts=True, drops=bool(_DROPS.search(said)), corrects=turn.corrects or wrong) if said else turn


def _goes_on(behind: str) -> bool:
    """Whether what stands behind a word on the last answer asks: "very much" and "please" belong to the thanks."""
    return not _THANKFUL.match(behind) and (asks(behind.rstrip(".!,")) or bool(_AND.match(behind)) or bool(move_of(behind)))


def _steered(text: str) -> Turn:
    """The same of a request that says nothing of the last answer."""
    lowered = text.lower()
    if (manners := MANNERS.pattern.search(lowered)) and not lowered.startswith(("is ", "was ", "are ")):
        text, lowered = text[: manners.start()], lowered[: manners.start()]
    if found := TALKS_OF.pattern.match(lowered):
        return _fresh(text, found, found.end())
    if found := BEHIND.pattern.match(lowered):
        right = text[found.start("right") : found.end("right")]
        said = CORRECTING.pattern.match(right.lower())  # "i was asking of nurses, not of doctors"
        wrong = _OF.sub("", found["wrong"] or "")
        return Turn(right[said.end() :].strip() if said else right, wrong=wrong, corrects=True)
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
    return Turn(text[start:].removesuffix(" instead"), fresh=True)


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
    if KNOWN.found(text[start:].lower()):  # "not Ash, we know that one": nothing in its place
        return Turn(text)
    inner = read_turn(text[start:])
    return Turn(inner.text if inner.corrects else text[start:], wrong=wrong, corrects=True)


def _corrected(text: str, _: re.Match[str], start: int) -> Turn:
    right = text[start:]
    back = None if asks(right) else NOT_THAT.pattern.fullmatch(right.lower())
    return Turn(right[: back.end("right")], wrong=back["wrong"], corrects=True) if back else Turn(right, corrects=True)


def _narrowed(text: str, _: re.Match[str], start: int) -> Turn:
    return Turn(text[start:], narrows=True)


def in_place(text: str, wrong: str, right: str) -> str:
    """``text`` with what is ``right`` in place of the words that are taken back, its own in full: "the ward executive" of "the ward
    exec"; empty where they do not stand in it.
    """
    own = [re.escape(word) for word in wrong.removeprefix("the ").split()]
    whole = r"\w*+ ".join(own)
    place = re.search(rf"(?:\bthe )?\b{whole}\w*+", text.lower()) if own else None
    if place is None:
        return ""
    return f"{text[: place.start()]}{right if place[0].startswith('the ') else right.removeprefix('the ')}{text[place.end() :]}"
