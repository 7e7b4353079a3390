"""Whom of the report's members a request names, leaves out, or means by "the others". Never looks at the index."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from rag.understanding.group import rules_of
from rag.understanding.moves import KNOWN
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from rag.corpus.tags import Tags
    from rag.types import TrustId
    from rag.understanding.names import Mention

EXCEPT = Rule(
    "leaves out who is named next",
    (
        (r"(?:apart|aside) from|except(?:ing)?(?: for)?|excluding|besides|other than|rather than|not counting|leaving out|minus"
         r"|without|bar"),
        r"(?:^|(?<=[,.;:(–-] ))(?:but |and )?not|(?<=\()not",
        r"^(?:(?:and|ok|okay|no|but|so|please|just)[ ,]++){0,3}+(?:leave|skip|ignore|drop|take)",
    ),
    yes=("all trusts apart from ", "who pays, aside from ", "everywhere except for ", "the trusts excluding ", "any besides ",
         "the other ones, not ", "not ",
         "ash (not ", "ok leave ", "please skip ", "each, but not ", "any minus the ", "all without ", "every one bar "),
    no=("it is but ", "why not ", "does it not ", "from ", "apart ", "who barred ",
        "why did they leave "),
    bounded=False, head=r"(?<!\w)", tail=r"(?: the| at| in)? $",
)  # fmt: skip
SUPPOSED = Rule(
    "supposes that it is only who is named next",
    (r"(?:is it|was it|it'?s|it is|it was|that'?s|isn'?t it) (?:just|only|mainly)",),
    yes=("my boss reckons its just ", "or is it only at ", "i think it's mainly "),
    no=("just ", "only at ", "it is adjusted at "),
    bounded=False, head=r"(?<!\w)", tail=r"(?: the| at| in)? $",
)  # fmt: skip
DONE = Rule(
    "is done with who is named next",
    (r"(?:(?:that's|that is|got|had|have) )?enough (?:on|about|of|with|from)", r"(?:done|finished) with", r"mov(?:e|ing) on from",
     r"(?:forget|never mind)(?: about)?"),
    yes=("that's enough on ", "enough about ", "i am done with ", "moving on from ", "never mind ", "forget about "),
    no=("good enough at ", "what was done at ", "moving on to ", "they forgot "),
    bounded=False, head=r"(?<!\w)", tail=r"(?: the| at| in)? $",
)  # fmt: skip
"""Only where another is named beside: "enough on Ash, thanks" asks of no other."""
TOLD = Rule(
    "says first that somebody is known, and no more of them",
    (
        (r"(?:i|we)(?:'ve| have|'m| am|'re| are)?(?: now| already| just| all| fully| quite| clearly| both){0,2}+"
         r" (?:get|got|know|knew|understand|understood|read|seen|saw|had|heard|covered|have (?:plenty|enough|everything|lots"
         r"|something|all we need)|clear|happy|familiar|ok(?:ay)?)\b"),
    ),
    yes=("i get what ash does about pay", "we've already read what ash does", "ok, i understand how ash pays",
         "we have plenty on ash's values", "we are clear about ash"),
    no=("i want to know about ash", "what i know of ash", "we have to compare ash", "do we know what ash does", "i getaway"),
    bounded=False, head=r"^(?:(?:ok|so|right|thanks|well|and|but)[ ,]++){0,2}+",
)  # fmt: skip
"""Who is named there is left out of "the others" behind it."""
_NAME = "¤"
"""Stands for each letter of a member's name."""
_NAMES = rf"(?:the )?{_NAME}++(?:'s)?(?:(?:,? (?:and|or|&)|,) (?:the )?{_NAME}++(?:'s)?)*+"
_KNOW = (
    r"(?:i|we)(?:'ve| have|'m| am|'re| are)?(?: (?:already|all|now|fully|got|had|know|knew|seen|saw|read|visited|done|covered|have"
    r"|heard|about|of|on))++"
)
KNOWN_ALREADY = Rule(
    "says by the way who need not be told of",
    (
        (rf" ?\((?:as )?(?:{_KNOW} {_NAMES}|{_NAMES},? (?:i|we) (?:already )?know)"
         r"(?: (?:well|already|covered|anyway|too|inside out))*+[.!]?\)"),
        rf"(?:,|:| [–-]) ?{_KNOW} {_NAMES}(?: well)? (?:already|covered|anyway)(?=[ ?.!]*+$)",
        rf"^{_KNOW} {_NAMES}(?: (?:well|already|covered|inside out))*+[.;!](?= )",
        (rf"(?<!\w)(?:leaving|leave|putting|put|setting|set) {_NAMES}"
         r" (?:aside|(?:to|on) one side|out of (?:it|this|the picture)|out(?=[,:]))(?: \([^()]{2,60}\))?"),
    ),
    yes=("who pays (i know ¤¤¤ already)", "pay at elm, we've got ¤¤¤ covered", "pay (as we know the ¤¤¤ and ¤¤ well)",
         "leaving ¤¤¤ aside, who pays", "who pays - i know ¤¤ already", "setting ¤¤¤ and ¤¤ to one side, who pays",
         "leave ¤¤¤ out, who pays", "who pays (¤¤¤ and ¤¤ i know)", "we know ¤¤¤ well. who pays",
         "put ¤¤¤ out of it (we went last year), who pays"),
    no=("who pays (i mean ¤¤¤)", "leaving ¤¤¤, who paid", "who pays (we know ¤¤¤ has one)", "who pays, i know ¤¤¤",
        "who put it aside"),
    bounded=False,
)  # fmt: skip
_BUT = re.compile(
    r"\b(?:every|all|any|each|which|none|no|everyone|everybody|everywhere)\b[^,.;:?!]{0,30}? (but(?: not)?)(?: the| at| in)? $"
)
"""No rule, as its first words are not cut out; its examples stand in ``tests/test_scope.py``."""
_LEAVES_OUT = re.compile(
    r"\b(?:leave|skip|ignore|drop|take|apart|aside|except|excepting|excluding|besides|than|not|leaving|minus|without|bar|but|enough|done|finished"
    r"|on from|forget|mind)\b"
)
"""One of these words stands in whatever leaves out: a request that names sixty trusts is not looked at name by name."""
_BEFORE = 40
"""Characters before a name in which it is left out."""
_ONLY = re.compile(r" only(?= ?[,.;:?!)–-]| ?$)", re.IGNORECASE)
"""Not "Ash only pays for one", which says something of Ash."""
_JOINS = re.compile(r" | ?(?:,|and|or|&|nor|, and|, or)(?: the| at| in)? ")
THE_REST = "the others"
"""Meant where it is said whom to leave out, and no more: "not Ash, I know that one"."""
_ALL_ALONE = re.compile(
    r"^(?:(?:and|ok|so|but|for|at|what about) )*+(?:all|any|each|every ?(?:one|body|where)?)(?: (?:of )?(?:them|the \w++)| \w++s)?"
    r"(?=[,.;?!]|$)[,.;?! ]*+"
)
"""All of them, and what is asked of none: "all except Ash"."""
_GAP = re.compile(r" (?=[,;:?!.])")
_SENTENCE = re.compile(r"[^.!?]++\??")
_ON_TOP = re.compile(
    r"\b(?:and|plus|also|or)(?: (?:what|how) (?:about|of|do|does|did))?(?: (?:at|in|for|with))?(?: (?:any|all) of)? $"
)
_MARKED = re.compile(r"[.,;:!–-]")
"""Between the names and "the others": these are of another clause."""
_TELLS = re.compile(r"[.!;] ")
_ELSEWHERE = re.compile(r"\belsewhere(?=\W*$)")
_BESIDE = re.compile(r"\bcompar|\bcontrast|\bversus\b|\bvs\b|\bdiffer")
"""What sets those named beside the others, and so means them all."""
_APPOSED = re.compile(r"^ ?[,:–-](?!.*\b(?:apart|except|excluding|besides|without|than|not|but|beyond)\b)|\($")
"""Between "the others" and names: these say who they are."""


def without_known(text: str, mentions: tuple[Mention, ...]) -> tuple[str, tuple[TrustId, ...]]:
    """``text`` without "(I know Ash already)" or "leaving Ash aside", and whom these leave out; as it is where nobody is."""
    masked = text.lower()
    for m in mentions:
        masked = masked[: m.start] + _NAME * (m.end - m.start) + masked[m.end :]
    spans = [found.span() for found in KNOWN_ALREADY.pattern.finditer(masked)] if mentions and len(masked) == len(text) else []
    known = dict.fromkeys(m.trust for m in mentions if any(start <= m.start < end for start, end in spans))
    for start, end in reversed(spans):
        text = f"{text[:start].rstrip(' ,')} {text[end:].lstrip(' ,')}"
    return _GAP.sub("", " ".join(text.split())).replace(" )", ")") if known else text, tuple(known)


def without_left_out(text: str, mentions: tuple[Mention, ...]) -> tuple[str, tuple[TrustId, ...]]:
    """``text`` without "except Ash and Birch", and the members that it leaves out so; as it is where it leaves out none."""
    if (told := without_known(text, mentions))[1]:
        return told
    if not _LEAVES_OUT.search(text.lower()):
        return text, ()
    ended = {m for m in mentions if DONE.pattern.search(text[max(0, m.start - _BEFORE) : m.start].lower())}
    ended = ended if {m.trust for m in mentions} - {m.trust for m in ended} else set()
    kept, done = "", 0
    out: list[Mention] = []
    for number, mention in enumerate(mentions):
        joined = bool(out) and out[-1] is mentions[number - 1] and _JOINS.fullmatch(text[out[-1].end : mention.start].lower())
        start = _left_out_from(text, mention, EXCEPT if mention not in ended else DONE)
        if joined or start is not None:
            kept += text[done:start].rstrip(" ,(") + " " if start is not None else ""
            done = mention.end
            out.append(mention)
    if not out:
        return text, ()
    kept += text[done:].lstrip(")")
    said = _GAP.sub("", " ".join(kept.split())).lstrip(",;:.- ")
    alone = _ALL_ALONE.sub("", said.lower())
    return THE_REST if not alone or KNOWN.found(alone) else said, tuple(dict.fromkeys(m.trust for m in out))


def _left_out_from(text: str, mention: Mention, rule: Rule) -> int | None:
    """Where in ``text`` the words begin that leave out who is mentioned; ``None`` where none do."""
    first = max(0, mention.start - _BEFORE)
    before = text[first : mention.start].lower()
    if found := rule.pattern.search(before):
        return first + found.start()
    return first + said.start(1) if (said := _BUT.search(before)) else None


def without_supposed(text: str, mentions: tuple[Mention, ...], tags: Tags) -> str:
    """``text`` without the last clause that only supposes who it is, where all are asked of: "which of the four have wards? I
    think it's just Ash".
    """
    lowered = text.lower()
    if not (mentions and rules_of(tags).all.found(lowered) and rules_of(tags).rows.found(lowered)):
        return text
    for mention in reversed(mentions):
        supposed = SUPPOSED.pattern.search(text[max(0, mention.start - _BEFORE) : mention.start].lower())
        begins = max(text.rfind(mark, 0, mention.start) for mark in ",.;:?!(–") + 1
        if supposed and begins:
            return f"{text[:begins].rstrip(' ,;:(–')}{text[mention.end :]}"
    return text


def only_named(text: str, mentions: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """Of the trusts named those that "only" stands behind, "Ash, Birch only, I know about Elm"; all where it stands nowhere."""
    last = next((n for n, m in enumerate(mentions) if _ONLY.match(text, m.end)), None)
    if last is None:
        return mentions
    first = last
    while first and _JOINS.fullmatch(text[mentions[first - 1].end : mentions[first].start].lower()):
        first -= 1
    return mentions[first : last + 1]


def with_the_others(lowered: str, mentions: tuple[Mention, ...], at: tuple[int, int], tags: Tags) -> tuple[TrustId, ...]:
    """Whom a request means that names trusts, and "the others" ``at`` a place: these are named themselves ("the others, did Ash
    and Birch …"), or come on top ("Ash, and the others"), or are meant alone ("the others than Ash", "I know what Ash does. And the
    others?").
    """
    named = tuple(dict.fromkeys(m.trust for m in mentions))
    between = lowered[mentions[-1].end : at[0]] if mentions[-1].end <= at[0] else ""
    if TOLD.found(lowered) and _MARKED.search(between):
        return others_than(named, tags)
    on_top = _ON_TOP.search(between) or _BESIDE.search(lowered)
    if mentions[-1].end <= at[0] and on_top:
        return tuple(t.id for t in tags.trusts)
    between = lowered[at[1] : mentions[0].start] if at[1] <= mentions[0].start else ""
    return named if len(named) > 1 and _APPOSED.search(between) else others_than(named, tags)


def beyond_named(lowered: str, mentions: tuple[Mention, ...], tags: Tags) -> re.Match[str] | None:
    """Where a request that names trusts asks of the others, or of "elsewhere" behind a sentence that only tells of
    them.
    """
    if found := rules_of(tags).complement.pattern.search(lowered):
        return found
    found = _ELSEWHERE.search(lowered)
    between = lowered[mentions[-1].end : found.start()] if found and mentions[-1].end <= found.start() else ""
    return found if "?" not in between and _TELLS.search(between) else None


def in_the_question(text: str, mentions: tuple[Mention, ...], tags: Tags) -> tuple[Mention, ...]:
    """Of several sentences, the trusts that the question among them names, unless it compares: the rest tells a story."""
    asking = [m for m in _SENTENCE.finditer(text) if m[0].endswith("?") and len(m[0]) > 1]
    if any(rules_of(tags).rows.found(m[0].lower()) or rules_of(tags).complement.found(m[0].lower()) for m in asking):
        return mentions
    starts = [m.start() for m in asking]
    asked = [(asking[n - 1] if (n := bisect_right(starts, mention.start)) else None, mention) for mention in mentions]
    return tuple(mention for sentence, mention in asked if sentence and mention.start < sentence.end()) or mentions


def others_than(trusts: tuple[TrustId, ...], tags: Tags) -> tuple[TrustId, ...]:
    """The other trusts; all where there are no others."""
    rest = tuple(t.id for t in tags.trusts if t.id not in trusts)
    return rest or tuple(t.id for t in tags.trusts)
