"""Requests for a page, a chapter or a count, which are answered from the report's structure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEAD = (
    r"^(?:(?:and|ok|so|please|can you|could you|what's|whats|what|which|is|are|does|written|there|on|in|at|show|read|give"
    r"|tell|me|open|go|turn|to|see|the|text|of|quote|contents?|top|bottom|whole|anything|something|everything"
    r"|section|about|back)[ ,]++){0,12}+"
)
_END = (
    r"(?:[ ,]++(?:say|says|about|for|please|of|the|report|contain|contains|have|has|in|on|it|there|all|then|cover|is|what's|what"
    r"|contents?|hold))*+[ ?.!]*+$"
)
_NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_TEENS = {"eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
          "nineteen": 19}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
NUMBER_WORDS = {**_NUMBERS, **_TEENS, **_TENS}
"""The words of which those for whole numbers under a hundred are made: "twenty-five"."""

PAGE = Rule(
    "asks for a page",
    ((rf"(?:page|pg|p)\.? ?(?P<page>\d{{1,3}}|(?:{'|'.join(_TENS)})(?:[ -](?:{'|'.join(_NUMBERS)}))?|{'|'.join(_TEENS)}"
      rf"|{'|'.join(_NUMBERS)})\b"),),
    yes=("what is on page 16", "page 24", "p 9?", "p. 33", "what does page 12 say", "show me page 12", "go to page 40 please",
         "and page 17?", "page seventeen", "what does page twenty-two say", "pg five please"),
    no=("what does the ceo say on page 16", "16", "how many pages", "which page is it", "page 16 or page 17"),
    bounded=False, head=_LEAD, tail=_END,
)  # fmt: skip
CHAPTER = Rule(
    "asks for a chapter",
    (rf"(?:chapter|ch)\.? ?(?P<chapter>\d{{1,2}}|{'|'.join(_NUMBERS)})",),
    yes=("what is in chapter 3", "chapter 2 contents", "chapter four, what's it about", "ch 1?", "what does chapter 5 say",
         "show me chapter three", "what is chapter 4 for"),
    no=("the chapter on culture", "how many chapters", "who wrote chapter 3", "3"),
    bounded=False, head=_LEAD, tail=_END,
)  # fmt: skip
SUMMED_UP = Rule(
    "asks for the sum of a chapter",
    (
        (r"(?:summar(?:y|ise|ize)|sum up|tl;?dr|gist|key (?:points|messages|learning)|main (?:points|messages)|overview|condense"
         rf"|short version|digest|in brief)[ ,:]++(?:(?:of|from|for|the|me|in)[ ,]++){{0,3}}+"
         rf"(?:chapter|ch)\.? ?(?P<chapter>\d{{1,2}}|{'|'.join(_NUMBERS)})\b"),
        (rf"(?:chapter|ch)\.? ?(?P<before>\d{{1,2}}|{'|'.join(_NUMBERS)})[ ,:–-]++(?:(?:the|in|a)[ ,]++)*+"
         r"(?:summary|summed up|tl;?dr|gist|key (?:points|messages)|main (?:points|messages)|brief|short|nutshell)\b"),
    ),
    yes=("summarise chapter 3 for a board paper please", "can you sum up chapter two", "gist of ch 4", "tldr of the chapter 1",
         "chapter 3 in brief", "chapter 2: key points", "the key learning from chapter three for my team"),
    no=("what does chapter 3 say about selection", "summarise the birch chapter", "who wrote chapter 3", "chapter 3"),
)  # fmt: skip
COUNT = Rule(
    "asks how many parts of a kind the report has",
    (
        (r"(?:how many|number of|count(?: of)?(?: the)?|total) (?:interview |verbatim |direct |different )?"
         r"(?P<kind>quot(?:e|ation)s|pages|chapters|sections)"),
    ),
    yes=("how many quotations are there", "how many quotes from interviews does it have", "number of quotations",
         "count the quotes", "how many pages",
         "how many chapters has the report"),
    no=("how many people were quoted", "how many consultants", "a number of sections of staff", "the quotes"),
    head=r"^(?:(?:and|ok|so|please|tell me|what is the|the|can you)[ ,]++){0,3}+",
    tail=r"(?=(?:[ ,]++(?!about|on|say|mention)[^ ]++){0,8}+$|[ ?.!]*+$)",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """What is asked of the report's structure: page or chapter ``number``, or the count of ``kind``."""

    kind: Literal["page", "chapter", "quotations", "pages", "chapters", "sections"]
    number: int = 0


def summed_up(text: str) -> int | None:
    """The number of the chapter of which a request asks the sum; ``None`` for one that asks for none."""
    found = SUMMED_UP.pattern.search(text.lower())
    if not found:
        return None
    number = found["chapter"] or found["before"]
    return _NUMBERS.get(number) or int(number)


def _number(spelt: str) -> int:
    """A number in digits or words."""
    return int(spelt) if spelt.isdigit() else sum(NUMBER_WORDS[word] for word in spelt.replace("-", " ").split())


def place_of(text: str) -> Place | None:
    """The place that a cleaned request asks for; ``None`` for one that asks for none."""
    lowered = text.lower()
    if found := PAGE.pattern.search(lowered):
        return Place("page", _number(found["page"]))
    if found := CHAPTER.pattern.search(lowered):
        return Place("chapter", _NUMBERS.get(found["chapter"]) or int(found["chapter"]))
    if found := COUNT.pattern.search(lowered):
        kind = found["kind"]
        return Place("quotations" if kind.startswith("quot") else kind)  # type: ignore[arg-type]
    return None


_ORDINALS = {"first": 1, "opening": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "last": -1, "final": -1,
             "closing": -1, "concluding": -1}  # fmt: skip
_PART = (
    rf"(?:(?<!\w)(?:the )?(?:chapter|ch)\.? ?(?P<number>\d{{1,2}}|{'|'.join(_NUMBERS)})\b"
    rf"|the (?P<ordinal>{'|'.join(_ORDINALS)}) (?:chapter|section)\b(?! of (?!the report|this report|it\b))"
    r"|(?:the|its) (?P<headed>(?!part\b|section\b)[\w'’-]+(?: (?!section\b|chapter\b)[\w'’-]+){0,4}) (?:section|chapter)\b"
    r"|(?:the|its) (?P<titled>[\w'’-]+(?: cover)?)(?! (?:of|to|for) (?!the report|this report))\b)"
)
_SAYS = (
    r"(?:says?|mentions?|tells?|covers?|discuss(?:es)?|argues?|recommends?|suggests?|states?|claims?|stress(?:es)?|asks?"
    r"|emphasi[sz]es?|contains?|touch(?:es)? on|speaks? of|talks? about|describes?|explains?|deals? with|address(?:es)?"
    r"|ha(?:s|ve)|gives?|offers?|makes?|identif(?:y|ies)|concludes?|lists?|promises?|names?|shows?|notes?|got|explores?)"
)
_WORDS_OF = (
    r"(?:(?:own|main|final|key|exact) )?(?:advice|views?|take|line|message|points?|stance|position|verdict|comments?|remarks?"
    r"|arguments?|thoughts?|account|statements?|words?|guidance|opinion|wording)"
)
"""What a part has on something, as one's own: "the conclusion's advice on pay"."""
_WITHIN = Rule(
    "asks what a part of the report has on something",
    (
        rf"{_PART},? (?:(?:actually|really|also|itself|ever|even)[ ,]++)?{_SAYS}\b",
        rf"(?:according to|in|within|inside|from) {_PART.replace('P<', 'P<in_')}",
        (r"(?:\bof |^(?:(?:and|ok|so|please|show|read|give|quote|me|(?:what|how) about|(?:any|some)thing in|sum up|summari[sz]e)"
         r"[ ,]++){0,5}+)"
         rf"{_PART.replace('P<', 'P<on_')}(?: (?:on|about|regarding|re|with)\b|[,:])"),
        rf"\b(?:the|its) (?P<whose_titled>[\w-]++(?: cover)?)'s {_WORDS_OF} (?:on|about|regarding|re|for|of|as to)\b",
    ),
    yes=("what does the conclusion say about pay", "does chapter 3 mention pay", "in the last chapter, what about pay",
         "what is said about pay in chapter two", "chapter 3 on pay", "and the pay section on nurses",
         "what does the back cover claim about pay", "according to the introduction, why does it matter",
         "what is the conclusion's advice on pay", "the introduction's main point about wards"),
    no=("which one has done it fully",
        "in the introduction of new wards", "what conclusion do they draw on pay", "chapter and verse on pay", "pay in chapters",
        "how does a chapter begin"),
    bounded=False,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class PartAsked:
    """A part of the report that a request names: chapter ``number`` (from the end where negative), or what is ``called`` so and,
    where it is ``headed`` so, said to be a section. ``rest`` is the request without it.
    """

    rest: str
    number: int | None = None
    called: str = ""
    headed: bool = False


def parts_asked(text: str) -> Iterator[PartAsked]:
    """What parts of the report a cleaned request may name of which it asks what they have on something, the likeliest first."""
    lowered = text.lower()
    for found in _WITHIN.pattern.finditer(lowered):
        named = {
            key.removeprefix("in_").removeprefix("on_").removeprefix("whose_"): said
            for key, said in found.groupdict().items()
            if said
        }
        rest = f"{lowered[: found.start()]} {lowered[found.end() :]}"
        if number := named.get("number"):
            yield PartAsked(rest, _NUMBERS.get(number) or int(number))
        elif ordinal := named.get("ordinal"):
            yield PartAsked(rest, _ORDINALS[ordinal])
        else:
            yield PartAsked(rest, called=named.get("headed") or named["titled"], headed="headed" in named)
