"""How an answer is to be laid out – “one line each please”, “list all four with figures”, “put Ash first” – taken off the question
before it, of which it is a wish and no request of its own.

That is so of a question that is asked of several without it: “How many nurses? One line per ward” is asked of each by that wish
alone, and of one a “quote” may be what is asked. Who is to stand first is kept, in brackets at the end, and read from there.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rag.understanding.asking import asks, cut
from rag.understanding.group import rules_of
from rag.understanding.names import find_trusts
from rag.understanding.rules import Rule
from rag.understanding.said import Said

if TYPE_CHECKING:
    from rag.corpus.profile import Group
    from rag.corpus.tags import Tags
    from rag.types import TrustId

_COUNT = r"(?:an?|one|two|three|four|five|six|1|2|3|4|5|6)"
_SHAPE = (
    r"(?:(?:short|simple|small|quick|brief|plain|single|direct|separate|bullet(?:ed)?|page|numbered|comparison|comparative)[ -])*+"
    r"(?:tables?|grids?|lists?|matrix|bullets|points|lines?|one[- ]?liners?|sentences?|para(?:graph)?s?|rows?|columns?|quotes?"
    r"|quotations?|figures?|numbers?|percentages?|words?|yes[ /]or[ /]no|yes ?/ ?no|pages?|references?|summary|summaries)"
)
_PLEASE = r"(?:please|pls|plz|thanks?(?: you)?|ta|cheers|kindly|if (?:possible|you can|at all possible|that'?s ok(?:ay)?)|again)"
_DO = (
    r"(?:(?:can|could|would|will) you |(?:i|we)(?:'d| would)? (?:like|need|want|prefer)(?: to (?:have|see|get))? )?"
    r"(?:(?:give|show|send|tell|get)(?: me| us)?|list|put|set|lay|write|make|keep|name|present|arrange|order|sort|answer|include"
    r"|add|use|do|have)"
)
_SO = (
    r"side by side|next to (?:each other|one another)|one (?:by|after) (?:one|the other)|in (?:that |alphabetical )?order"
    r"|alphabetically|short|brief|concise|simple|nothing (?:more|else)|out|as well|too|only|just|max(?:imum)?|at most|or so"
    r"|no (?:more|longer) than|will do|would do|(?:is|are|would be|'s) (?:fine|enough|plenty|ideal|great|good|lovely|perfect"
    r"|helpful|ok(?:ay)?|sufficient)|even (?:if|where|when) (?:nothing|it|there)(?: is| says?| (?:is )?said)*+(?: nothing)?"
)
LONGEST = 120
"""Characters of a wish: what is longer asks for more than a form."""
_MARK = re.compile(r"(?<=\w)(?P<mark>\s*[,;:–-]+\s+)(?=\S)")
_IN_NUMBERS = re.compile(
    r"in (?:figures|numbers|words|summary|(?:one|a|two) (?:line|sentence|word|paragraph)s?(?! (?:each|per|for)))\b"
)
"""Asks how much, or for a sum, where it stands behind a mark: "how much better, in figures"."""
_MARKS = " ,;:–(-"
_GO = (
    r"(?:(?:and|but|with|the|please|pls|plz|put|list|show|take|set|do|have|name|place"
    r"|(?:start|begin)(?:ning|ing)? (?:off )?with)[ ]+)"
)
_TO_NAME = re.compile(rf"(?:^|(?<=[,;:.?!(–-] )|(?<=[a-z] )(?=(?:and )?(?:put|start|begin|list|place)))(?P<go>{_GO}{{0,4}})$")
_BEHIND_NAME = re.compile(
    r"^(?: (?P<first>first|at the top|on top|up front))?(?:,? (?:please|pls|plz|thanks|then the (?:others|rest)))*+[ .!?)]*$"
)
_STARTS = re.compile(r"(?:start|begin)")
_IN_BRACKETS = re.compile(r" ?[(\[](?P<who>[^()\[\]]{2,60}) first[)\]](?=[ ?.!]*$)")


@lru_cache(maxsize=16)
def wish_of(group: Group) -> Rule:
    """What says no more than how the answer is to be laid out, by what the group is called."""
    said = Said(group)
    whom = (
        rf"(?:(?:for|per|of|from|at|about) )?(?:all|each|every|the|both)(?: (?:of )?(?:them|the))?(?: {said.number})?"
        rf"(?: {said.before}{said.member})?(?!\w)|per {said.before}{said.one_member}|apiece|{said.one_by_one}"
    )
    what = rf"(?:it|them|this|that|these|those|(?:the|your) (?:answer|reply|results?))(?!\w)|{whom}"
    how = rf"(?:(?:in|as|with|by|under|to|using|and|or|of|just|only|also|for) )?(?:{_COUNT} |the |some |their )?{_SHAPE}(?!\w)"
    chunk = rf"(?:{_PLEASE}|{_SO}|{how}|{what})(?!\w)"
    return Rule(
        "says only how the answer is to be laid out",
        (
            rf"(?:{_DO} )?(?=[^.?!]*\b(?:{_SHAPE}|{_SO})(?!\w))(?:{chunk}[ ,:;/&]*+(?:and |but |or )?)++",
            rf"{_DO} (?:{chunk}[ ,:;/&]*+)++",
        ),
        yes=("one line each please", "in a table if possible", "short table pls", f"please give a sentence for each {said.noun}",
             "yes or no for each will do", f"set them side by side, {said.noun} by {said.noun}", f"list all {said.count}",
             f"show me all {said.count} again",
             "keep it short", f"max two quotes per {said.noun}", "bullet points please", "give me the page numbers too"),
        no=("list the values", "one line on pay", f"list all {said.count} {said.nouns} with nurses", "please",
            "each", f"all {said.count} please", "who keeps it short", "in a table of wards"),
        bounded=False, whole=True, head=r"(?:(?:and|but|also|so|just|only|max)[ ,]+|please |pls )*+", tail="[ .!?]*+",
    )  # fmt: skip


def without_wish(text: str, tags: Tags) -> str:
    """``text`` without the wishes for a form that stand behind its question; who is to stand first is kept in brackets."""
    if "\n" in text.strip() or len(text) != len(text.lower()):
        return text
    own, first = _without_first(text, tags)
    while (shorter := _without_last(own, tags)) != own:
        own = shorter
    if not first:
        return own
    end = own[-1] if own[-1] in ".?!" else ""
    return f"{own.rstrip(' .?!')} [{first} first]{end}"


def ahead_of(text: str, tags: Tags) -> tuple[str, tuple[TrustId, ...]]:
    """``text`` without who is to stand first, and who that is."""
    found = _IN_BRACKETS.search(text)
    named = find_trusts(found["who"], tags) if found else ()
    if found is None or not named:
        return text, ()
    return f"{text[: found.start()]}{text[found.end() :]}", tuple(dict.fromkeys(m.trust for m in named))


def _without_first(text: str, tags: Tags) -> tuple[str, str]:
    """``text`` without its end that says who is to stand first, and that name; only where several are asked of."""
    named = find_trusts(text, tags)
    if not named:
        return text, ""
    last = named[-1]
    behind = _BEHIND_NAME.fullmatch(text[last.end :].lower())
    before = _TO_NAME.search(text[: last.start].lower()) if behind else None
    if not behind or not before or not (behind["first"] or _STARTS.search(before["go"])):
        return text, ""
    own = text[: before.start("go")].rstrip(_MARKS)
    own = own.removesuffix(" and").removesuffix(" but").rstrip(_MARKS)
    return (own, text[last.start : last.end]) if own and _is_of_several(own, tags) else (text, "")


def _without_last(text: str, tags: Tags) -> str:
    """``text`` without its last sentence, or what stands behind its last mark, where that is a wish."""
    sentences = cut(text)
    if len(sentences) > 1 and _is_wish(sentences[-1], text[: -len(sentences[-1])], tags):
        return text[: -len(sentences[-1])].rstrip()
    marks = list(_MARK.finditer(text))
    before, behind = (text[: marks[-1].start()], text[marks[-1].end() :]) if marks else (text, "")
    if not behind or _IN_NUMBERS.match(behind.lower()) or not _is_wish(behind, before, tags):
        return text
    return f"{before}?" if behind.rstrip().endswith("?") else before


def _is_wish(piece: str, before: str, tags: Tags) -> bool:
    """Whether a piece is a wish for a form behind what asks something of several."""
    lowered = piece.lower().strip()
    wish, last = wish_of(tags.profile.group), _last(before)
    asked = wish.found(last) or any(asks(clause.strip()) for clause in (last, *last.split(",")))
    return len(lowered) <= LONGEST and asked and wish.found(lowered) and _is_of_several(before, tags)


def _last(text: str) -> str:
    return cut(text)[-1].lower().strip() if text.strip() else ""


def _is_of_several(text: str, tags: Tags) -> bool:
    """Whether a request is asked of all members, or names several."""
    rules, lowered = rules_of(tags), text.lower().rstrip(" ?.!")
    return rules.all.found(lowered) or rules.rows.found(lowered) or len({m.trust for m in find_trusts(text, tags)}) > 1
