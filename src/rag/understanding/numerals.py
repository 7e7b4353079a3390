"""Requests for what a number stands for: "what is the 1,000 about", "£840m", "where does 8 per cent come from"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.understanding.dated import A_YEAR
from rag.understanding.places import NUMBER_WORDS
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

_NUMBER = (
    r"(?P<pounds>£ ?)?(?P<digits>\d(?:[\d,]{0,12}\d)?(?:\.\d{1,3})?)"
    r"(?:(?: ?[–-] ?| (?:to|and) )(?P<end>\d(?:[\d,]{0,12}\d)?))?"
    r"(?P<unit> ?(?:%|per ?cent\b|mn?\b|million\b|bn\b|billion\b|k\b|thousand\b))?"
)
_CALLED = r"(?:number|figure|no\.?|stat(?:istic)?|percentage|sum|amount|total)s?"
_ASKS = r"(?:is |was |are |were |do |does |did )?(?:all )?"
ABOUT_A_NUMBER = Rule(
    "asks what a number stands for",
    (
        (rf"(?:what|wat|wot|where|which)(?:['’]?s| is| are| was| were| does| do| did)?(?: (?:the|this|that|those|these))?"
         rf"(?: {_CALLED})?(?: (?:of|is))?(?: between)? {_NUMBER}(?:(?: (?P<noun>[a-z]{{3,20}}))? {_ASKS}(?:about|for|refers? to"
         r"|referring to|means?|stands? for|comes? from|coming from|thing|bit|figure|number|stat|mentioned|said of))?"
         r"(?: (?:at|for|of|in|here|there|in the report))?"),
        rf"(?:between )?{_NUMBER} of what".replace("P<", "P<of_"),
    ),
    yes=("what is the number 1,000 about", "whats the 25 per cent about?", "what does 45 refer to", "what's £12m for",
         "where does the figure 8% come from", "which number is 16", "what is 120,000", "what's the 30 days thing",
         "what is the 12 per cent at", "between 15 and 40 per cent of what?"),
    no=("what is 15% of 60", "what happened in 2010", "what are the 4 trusts", "what do the 45 consultants do", "1,000"),
    bounded=False, head=r"^(?:(?:and|so|ok|hi|please)[ ,]++){0,2}+", tail=r"[ ?.!]*+$",
)  # fmt: skip
A_NUMBER = Rule(
    "a number by itself",
    (rf"(?:{_CALLED} |between )?{_NUMBER}(?: {_CALLED})?",),
    yes=("£12m", "and 70,000?", "the 16", "number 45", "8 per cent", "15-40%", "the 870,000 figure"),
    no=("16 wards", "2+2", "a 4x4", "two"),
    bounded=False, head=r"^[^\w£]{0,3}(?:and |the ){0,2}", tail=r"[ ?.!]*+$",
)  # fmt: skip
_TENS, _ONES = ("|".join(word for word, n in NUMBER_WORDS.items() if n in own) for own in (range(20, 100), range(1, 10)))
_SPELT = re.compile(rf"\b(?!one\b)(?:(?:{_TENS})(?:[ -](?:{_ONES}))?|(?:{'|'.join(NUMBER_WORDS)}))\b")
"""Numbers in words, but "one", which oftenest is none: "isn't that one-sided"."""
_DIGITS = re.compile(_NUMBER)
_UNITS = {"%": "per cent", "percent": "per cent", "m": "million", "mn": "million", "bn": "billion", "thousand": "k"}
_WORDS = {number: word for word, number in NUMBER_WORDS.items()}
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number as it may be printed: ``pattern`` finds it, ``name`` is it as a message tells it, ``noun`` what was said of it."""

    pattern: re.Pattern[str]
    name: str
    noun: str = ""


def numeral_asked(lowered: str) -> Numeral | None:
    """The number of which a request, in lower case and without trusts' names, asks what it stands for; ``None`` for another.

    A single digit and a year are none: the one may point at a list, and what happened in the other is asked elsewhere.
    """
    found = A_NUMBER.pattern.search(lowered) or ABOUT_A_NUMBER.pattern.search(lowered)
    if found is None:
        return None
    own = {name.removeprefix("of_"): value for name, value in found.groupdict().items() if value}
    digits, end, unit = _parts(own)
    if not (unit or end or "pounds" in own or len(digits) > 1) or _YEAR.fullmatch(own["digits"]):
        return None
    pounds = "pounds" in own
    return Numeral(_printed(digits, end, unit, pounds=pounds), _named(digits, end, unit, pounds=pounds), own.get("noun", ""))


def numeral_in(lowered: str) -> Numeral | None:
    """The first number that stands in words in lower case, in digits or spelt: "25 you said", "five, surely"; ``None`` for none."""
    found = _DIGITS.search(_SPELT.sub(lambda spelt: str(sum(NUMBER_WORDS[word] for word in re.split("[ -]", spelt[0]))), lowered))
    if found is None:
        return None
    digits, end, unit = _parts({name: value for name, value in found.groupdict().items() if value})
    return Numeral(_printed(digits, end, unit, pounds=False), " ".join(found[0].split()))


def is_number(lowered: str) -> bool:
    """Whether a request is nothing but a number that may be looked up, or a year."""
    return A_YEAR.found(lowered) or (A_NUMBER.found(lowered) and numeral_asked(lowered) is not None)


def _parts(own: Mapping[str, str]) -> tuple[str, str, str]:
    """The digits of a number, of the end of its span, and its unit, thousands written out."""
    digits, end, unit = own["digits"].replace(",", ""), own.get("end", "").replace(",", ""), own.get("unit", "").strip()
    unit = _UNITS.get(unit.replace(" ", ""), unit)
    return (f"{digits}000", end and f"{end}000", "") if unit == "k" else (digits, end, unit)


def _printed(digits: str, end: str, unit: str, *, pounds: bool) -> re.Pattern[str]:
    """What finds a number however its thousands are parted, or in words, alone or as one end of a span; or a span from it to its
    ``end``.
    """
    whole, _, part = digits.partition(".")
    spelt = _parted(whole) + (rf"\.{part}" if part else "")
    after = rf"(?: ?[–-] ?| (?:and|to) ){_parted(end)}" if end else r"(?:(?: ?[–-] ?| (?:and|to) )\d++)?" if unit else ""
    units = {"": "", "per cent": r"(?: per cent|%)", "million": r"(?: million|m\b)", "billion": r" billion"}
    return re.compile(rf"{'£' if pounds else ''}(?:(?<![\d.,]){spelt}(?![\d]|[.,]\d){_or_in_words(digits)}){after}{units[unit]}")


def _or_in_words(digits: str) -> str:
    """What finds a whole number under a hundred in words, as another way to put it; nothing for another number."""
    number = int(digits) if digits.isdigit() else 0
    tens, ones = number // 10 * 10, number % 10
    word = _WORDS.get(number) or (f"{_WORDS[tens]}[ -]{_WORDS[ones]}" if tens in _WORDS and ones in _WORDS else "")
    return rf"|(?<![\w-])(?i:{word})(?![\w-])" if word else ""


def _parted(digits: str) -> str:
    return ",?".join(re.findall(r"\d{1,3}(?=(?:\d{3})*$)", digits))


def _named(digits: str, end: str, unit: str, *, pounds: bool) -> str:
    whole, dot, part = digits.partition(".")
    to = f" to {int(end):,}" if end else ""
    return f"{'£' if pounds else ''}{int(whole):,}{dot}{part}{to}{' ' if unit else ''}{unit}"
