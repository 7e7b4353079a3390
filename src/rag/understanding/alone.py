"""Whether one member alone has a thing is asked of all of them: "is Ash the only one with a forum" is "which trust has a forum".

Asked of the one that is named, the answer would tell that it has it, and nothing of "only".
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rag.understanding.rules import Rule
from rag.understanding.said import Said

if TYPE_CHECKING:
    from rag.corpus.profile import Group
    from rag.corpus.tags import Tags
    from rag.understanding.names import Mention

ASKS = Rule(
    "begins to ask whether it is so of a member",
    (r"(?:is|was|isn'?t|wasn'?t|are|were|aren'?t)(?: the)?",),
    yes=("is ", "so is the ", "and isn't ", "ok, was ", "are "),
    no=("who is ", "how was ", "is it only ", "this "),
    bounded=False, head=r"^(?:(?:so|and|ok|but|then|hi)\b,? ){0,2}", tail=r" $",
)  # fmt: skip
ONLY = Rule(
    "begins to ask whether it is a member alone",
    (r"(?:is|was|isn'?t|wasn'?t)(?: it| that)? (?:just|only)(?P<place> at| in)?(?: the)?",),
    yes=("is it only ", "so was it just at the ", "ok, is only ", "isnt it just in "),
    no=("is it ", "who is it only ", "it is only at "),
    bounded=False, head=r"^(?:(?:so|and|ok|but|then|hi)\b,? ){0,2}", tail=r" $",
)  # fmt: skip
_IT = re.compile(r"\b(?:it|that|this|they)(?= )")
"""Where it may be the member talked of: then only "the only trust" is asked so, since "the only one" may be anything."""
_THAT = re.compile(r"(?:'s)? (?P<link>that|who|which|where|with)(?P<has>'?s)?\b ?")
_BEFORE = 40
"""Characters before a name in which it is asked so."""


@lru_cache(maxsize=16)
def the_only_one(group: Group) -> Rule:
    """What stands behind a member's name where it is asked whether the thing is its alone."""
    said = Said(group)
    return Rule(
        "is the only member",
        (
            (rf"(?:the |our )?(?:only|sole) (?:(?P<member>{said.before}{said.member})|ones?)"
             rf"(?: (?:out )?of (?:them|the {said.number}|all))? (?P<link>that|who|which|where|with|to|having)(?P<has>'?s)?"),
            r"alone (?:in|with)(?P<alone> having)?",
        ),
        yes=(" the only one with ", f" really the only {said.noun} that's ", " the only one of them to ", " alone in having ",
             f" the sole {said.place} which "),
        no=(" the only ward that ", " alone ", " the only one "),
        bounded=False, head=r"^(?:'s)? (?:really |actually |still )?", tail=r"\b ?",
    )  # fmt: skip


def asked_of_all(text: str, mentions: tuple[Mention, ...], tags: Tags) -> str:
    """``text`` as it is asked of all members, where it asks whether the thing is the one's alone that it names; else as it is."""
    group = tags.profile.group
    if len(mentions) == 1:
        start, end = mentions[0].start, mentions[0].end
    elif not mentions and (it := _IT.search(text[:_BEFORE].lower())):
        start, end = it.span()
    else:
        return text
    before, behind = text[:start].lower(), text[end:]
    if len(before) > _BEFORE:
        return text
    if ASKS.found(before) and (found := the_only_one(group).pattern.search(behind.lower())):
        said = found.groupdict()
        if not mentions and not said["member"]:
            return text
        has = said["link"] in ("with", "having") or said["alone"] or said["has"]
        whom = group.nouns if said["link"] == "to" else group.noun  # "to have" is what many do
        return f"Which {whom} {'has ' if has else ''}{behind[found.end() :].strip()}"
    if mentions and (place := ONLY.pattern.search(before)) and (that := _THAT.match(behind.lower())):
        which = f"{(place['place'] or '').strip()} which".strip().capitalize()
        has = that["has"] or that["link"] == "with"
        return f"{which} {group.noun} {'has ' if has else ''}{behind[that.end() :].strip()}"
    return text
