"""Several requests in one message → each by itself, three at most. One plain question comes back as it is, byte for byte.

Only marks that a writer sets part requests: a list, numbers, the fields of a form, "two things:", or sentences that each ask
for something of their own. "How many work there, and how many are consultants?" is one request; so is a sentence that leans on
the one before it ("What took their place?"). An item of a list that leans is to be read as a follow-up of the item before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.text import terms
from rag.understanding import phrases
from rag.understanding.group import rules_of
from rag.understanding.letters import FULL, framed, item_of, joined, lines_of
from rag.understanding.names import find_trusts
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rag.corpus.tags import Tags

MOST = 3
OWN = 2
"""Telling words that a sentence of its own subject has at least: "How do the trusts differ?" has one."""
LEAD = 10
"""Most words before a list's first item that belong to each item: "please sum up (a) …"."""


@dataclass(frozen=True, slots=True)
class Parts:
    """``requests`` to be answered, at most three; ``rest``: further ones, to be named; ``aside``: what asks for nothing."""

    requests: tuple[str, ...]
    rest: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()


ASKING = Rule(
    "begins as a question",
    (
        r"what|how|who|whom|whose|why|when|where|which|does|do|did|is|are|was|were|has|have|had|can|could|should|would|will|whether",
        r"(?:what|how|who|where|when|that)'?s|any|isn'?t|don'?t|doesn'?t|didn'?t|aren'?t",
    ),
    yes=("what is it", "how many", "does it", "and who", "also, is it", "so what", "what's new", "any views", "isn't it"),
    no=("ash", "whatever", "i know what", "the doctors do"),
    head=r"^(?:(?:and|also|then|so|but|finally|lastly|secondly|plus|please)\b[ ,:]*+)*+",
)
ORDERING = Rule(
    "asks by an order",
    (
        r"(?:tell|give|show|send|get|find|remind) (?:me|us|out)|list|compare|contrast|summari[sz]e|sum up|describe|explain|outline",
        r"name|quote|define|set out|say (?:what|how|who|why|whether)|look up|check (?:what|how|whether|if)|tldr",
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
    ),
    no=("listen", "the name", "i would like to improve it", "comparing", "they give me time"),
    head=r"^(?:(?:and|also|then|so|but|finally|lastly|secondly|plus|please|pls|can you|could you|would you)\b[ ,:]*+)*+",
)
SEVERAL = Rule(
    "says that several requests follow",
    (r"(?:two|three|2|3|a couple of|a few|some|several) (?:quick |short )?(?:things|questions|queries|points|requests)",),
    yes=("two things: how", "a couple of quick questions - who", "3 questions. who"),
    no=("two trusts: how", "many questions", "three consultants", "what are two things that they did"),
    bounded=False,
    head=r"^(?:i have |i've |i've got |just )?",
    tail=r"(?: please| for you| about (?:the )?\w++)?[ ]?(?:[:.–-]++|$)",
)
OF_THE_REPORT = Rule(
    "the report itself",
    (r"does it (?:mention|say|talk|cover|discuss|have|give|list)", r"(?:is|are) there", r"it (?:mentions|says|covers)"),
    yes=("does it mention", "is there proof", "where it says"),
    no=("does it work", "was he there", "it is"),
)
"""Pronouns that point at no sentence before."""

_END = re.compile(r"(?<![?!])[?!]++[\"')]?(?=\s|$)|\.(?=\s++[\"'(]?[A-Z])|;(?=\s)")
_ABBREVIATED = re.compile(r"(?:^|[\s(.])(?:[A-Za-z]|Dr|Mr|Ms|St|Mrs|Prof|etc|vs|cf|approx|incl|eg|ie|No|vol|pp|Rev|dept|inc)$")
_NUMBER = re.compile(r"(?:^|(?<=[\s,;:]))\(?([1-9a-h])\)\s++")
_ANNOUNCED = re.compile(r"\b(?:things|questions|queries|points|requests|following)\b")
_CLAUSE = re.compile(
    r",? and (?=(?:what|how|who|why|when|where|which|whether|does|do|did|is|are|was|were|has|have|can|should|will)\b)"
)
_JOINT = re.compile(r"(?<![\s,;])[\s,;]++(?:and|or|&)?[\s,;]*+$")
_FIELD = re.compile(r"^([^:|\t?]{2,80}+)[:|\t] *+([^|\t]*+)")


def split(text: str, tags: Tags) -> Parts:
    """Part ``text`` (as it was typed, with its line breaks) into requests."""
    names = {word for trust in tags.trusts for alias in trust.aliases for word in alias.split()}
    whole = joined(text, names)
    said, frame = framed(lines_of(whole, ASKING), _asks)
    asked, aside = _requests(said, tags)
    if len(asked) < 2:  # noqa: PLR2004 - one request, with the story around it
        if not said or (whole == text and "\n" not in text.strip()):
            return Parts((text,))
        return Parts(tuple(asked), (), (*frame, *aside)) if asked else Parts((" ".join(said),), (), tuple(frame))
    return Parts(tuple(asked[:MOST]), tuple(asked[MOST:]), (*frame, *aside))


def clauses(request: str, tags: Tags) -> tuple[str, ...]:
    """The questions that one request joins by "and", each with its trust; the request itself where it joins none.

    "Why has Ash no director of operations, and what do the executives do?" is one request, but each half may be found
    by its own words, too.
    """
    halves = _CLAUSE.split(request.strip())
    if len(halves) < 2 or not all(ASKING.found(half.lower()) for half in halves):  # noqa: PLR2004
        return (request,)
    return tuple(_each(("", halves), tags))


def _requests(lines: list[str], tags: Tags) -> tuple[list[str], list[str]]:
    """The requests among the lines, and what asks for nothing."""
    found: list[str] = []
    aside: list[str] = []
    held = ""
    listed = sum(_is_entry(line) for line in lines) > 1
    if not listed and _are_requests(lines, tags):
        return [_alone(line) for line in lines], []
    for line in lines:
        if listed and _is_entry(line):
            entry = _entry(line)
            if not entry:
                continue
            if label := _named(entry, tags) if _only_names(entry, tags) and entry[-1] != "?" else "":
                held = label
                continue
            found.append(
                _with_trust(_alone(entry), held or (_named(found[-1], tags) if found and _points(entry, tags) else ""), tags)
            )
        elif listed and (label := _named(line, tags)) and (line.endswith(":") or _only_names(line, tags)):
            held = label
            if not _only_names(line, tags):
                aside.append(line)
        else:
            own, rest = _sentences(line, tags)
            found += own
            aside += rest
    return found, aside


def _are_requests(lines: list[str], tags: Tags) -> bool:
    """Whether each of several short lines is a request: "ash staff numbers", "birch budget"."""
    return len(lines) > 1 and all(
        len(line) < FULL and line[-1] not in ".!,;:" and len(_cut(line)) == 1 and (find_trusts(line, tags) or _asks(line.lower()))
        for line in lines
    )


def _is_entry(line: str) -> bool:
    """Whether the line is an item of a list, or a field of a form."""
    return item_of(line) is not None or bool(_FIELD.match(line) and not SEVERAL.found(line.lower()) and "? " not in line)


def _entry(line: str) -> str:
    """What the entry asks: an item's words, a field's label, and what stands beside it already."""
    item = item_of(line)
    if item is not None:
        return item.strip()
    field = _FIELD.match(line)
    assert field is not None, line  # noqa: S101 - told by _is_entry
    label, value = field[1].strip(), field[2].strip(" .…_-")
    return f"{label}: {value}" if value else label


def _sentences(line: str, tags: Tags) -> tuple[list[str], list[str]]:
    """The requests of a line of running text, and its sentences that ask for nothing."""
    numbered = _numbered(line, tags)
    if numbered:
        return numbered, []
    asked: list[str] = []
    story: list[str] = []
    aside: list[str] = []
    several = False
    for sentence in _cut(line):
        lowered = sentence.lower().strip()
        if several or SEVERAL.found(lowered):
            head = SEVERAL.pattern.match(lowered)
            clauses = _CLAUSE.split(sentence.strip()[head.end() if head else 0 :].strip())
            several = True
            asked += _each(("", [c for c in clauses if c]), tags)
        elif not _asks(lowered):
            story.append(sentence.strip())
        elif asked and _leans(sentence, tags):
            asked[-1] = " ".join([asked[-1], *story, sentence.strip()])
            story = []
        else:
            needed = bool(story) and _points(sentence, tags)
            aside += [] if needed else story
            asked.append(" ".join([*story, sentence.strip()]) if needed else _alone(sentence))
            story = []
    return asked, [*aside, *story]


def _numbered(line: str, tags: Tags) -> list[str]:
    """The items of "please sum up (a) governance and (b) selection at Ash", each with its lead and its trust."""
    marks = list(_NUMBER.finditer(line))
    order = [m[1] for m in marks]
    if len(marks) < 2 or order not in (list("12345678")[: len(marks)], list("abcdefgh")[: len(marks)]):  # noqa: PLR2004
        return []
    ends = [*(m.start() for m in marks[1:]), len(line)]
    items = [_JOINT.sub("", line[m.end() : end]).strip() for m, end in zip(marks, ends, strict=True)]
    lead = (_cut(line[: marks[0].start()]) or [""])[-1].strip(" :")
    announced = len(lead.split()) > LEAD or _ANNOUNCED.search(lead.lower())
    return _each(("" if announced else lead, items), tags)


def _each(listed: tuple[str, list[str]], tags: Tags) -> list[str]:
    """Items of one sentence behind their lead; one that names no trust is about the last that is named before it, or the first."""
    lead, items = listed
    named = [_named(f"{lead} {item}", tags) for item in items]
    held = next((name for name in named if name), "")
    found = []
    for item, own in zip(items, named, strict=True):
        held = own or held
        found.append(_with_trust(_alone(f"{lead} {item}"), held, tags))
    return found


def _cut(line: str) -> list[str]:
    """The sentences of a line, ends included; a full stop behind an abbreviation ends none."""
    sentences: list[str] = []
    start = 0
    for end in _END.finditer(line):
        if end[0] == "." and _ABBREVIATED.search(line[max(start, end.start() - 8) : end.start()]):
            continue
        sentences.append(line[start : end.end()])
        start = end.end()
    return [s for s in (*sentences, line[start:]) if s.strip()]


def _asks(lowered: str) -> bool:
    if lowered.endswith("?"):
        return True
    return ORDERING.found(lowered) or (ASKING.found(lowered) and not lowered.endswith((".", "!", ",")))


def _leans(sentence: str, tags: Tags) -> bool:
    """Whether the sentence goes on with the request before it: it points there, or has no subject of its own."""
    own = [t for t in terms(rules_of(tags).all.without(sentence.lower())) if t not in rules_of(tags).filler]
    return len(own) < OWN or _points(sentence, tags)


def _points(sentence: str, tags: Tags) -> bool:
    masked = rules_of(tags).not_leaning.without(OF_THE_REPORT.without(sentence.lower()))
    if find_trusts(sentence, tags):
        return phrases.IT.found(phrases.OWN.without(masked))
    return phrases.IT.found(masked) or rules_of(tags).they.found(masked)


def _alone(request: str) -> str:
    """The request without the words that join it to the one before."""
    request = request.strip()
    joint = phrases.LEADING.pattern.match(request.lower())
    return request[joint.end() :] if joint and joint.end() < len(request) else request


def _named(text: str, tags: Tags) -> str:
    """The trusts that ``text`` names, as they are written there; empty for none."""
    return " and ".join(dict.fromkeys(text[m.start : m.end] for m in find_trusts(text, tags)))


def _only_names(text: str, tags: Tags) -> bool:
    """Whether ``text`` names trusts and says nothing else but that they are some."""
    mentions = find_trusts(text, tags)
    words: Iterable[str] = terms(_without(text, [(m.start, m.end) for m in mentions]))
    return bool(mentions) and all(w in rules_of(tags).filler or w in rules_of(tags).labels for w in words)


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    parts, done = [], 0
    for start, end in spans:
        parts.append(text[done:start])
        done = end
    return " ".join([*parts, text[done:]])


def _with_trust(request: str, held: str, tags: Tags) -> str:
    if not held or find_trusts(request, tags) or rules_of(tags).all.found(request.lower()):
        return request
    return f"{request} ({held})"
