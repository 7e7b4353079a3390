"""Several requests in one message → each by itself, three at most. One plain question comes back as it is, byte for byte.

Marks that a writer sets part requests: a list, numbers, the fields of a form, "two things:", sentences that each ask for
something of their own, or an "and" between two questions of their own (``clauses.py``). "How many work there, and how many are
consultants?" is one request; so is a sentence that leans on the one before it ("What took their place?"). An item of a list
that leans is to be read as a follow-up of the item before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.understanding.adding import filled, parted, unjoined
from rag.understanding.alarms import OVERDOSE, is_emergency
from rag.understanding.alone import whose_silence
from rag.understanding.asked_on import MOST, parted_on
from rag.understanding.asking import ASKING, SEVERAL, asks, cut
from rag.understanding.by_the_way import by_the_way
from rag.understanding.clauses import (
    alone,
    continued,
    defines,
    joined_requests,
    leans,
    of_the_story,
    points,
    stands_alone,
    subject,
    told,
)
from rag.understanding.errand import as_ordered, in_particular, without_errand
from rag.understanding.group import rules_of
from rag.understanding.laid_out import without_wish
from rag.understanding.lent import named, of_several, only_names, with_trust
from rag.understanding.letters import FULL, framed, item_of, joined, lines_of
from rag.understanding.likened import compared_on, of_the_others, two_posts
from rag.understanding.moves import is_heard
from rag.understanding.names import find_trusts
from rag.understanding.notes import are_notes
from rag.understanding.phrases import LEADING, OWN
from rag.understanding.pointing import ALIKE
from rag.understanding.rules import of_words
from rag.understanding.story import asked_alone, is_one, of_the_asker, with_its_thing
from rag.understanding.tables import columned, unfolded

if TYPE_CHECKING:
    from rag.corpus.tags import Tags

LEAD = 10
"""Most words before a list's first item that belong to each item: "please sum up (a) …"."""
STORY = 12
"""Most words that somebody tells of themselves before a request that is asked without them: "I lead HR in a trust"."""
FULL_SUBJECT = 5
"""Telling words of a request from which it is understood without any story; of all members one less."""


@dataclass(frozen=True, slots=True)
class Parts:
    """``requests`` to be answered, at most three; ``rest``: further ones, to be named; ``aside``: what asks for nothing.

    ``bare`` is a single request without what its asker tells of themselves, where it can be asked so; ``put``: the request is not
    as it was typed, but has words of its story.
    """

    requests: tuple[str, ...]
    rest: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()
    bare: str = ""
    put: bool = False


_NUMBER = re.compile(r"(?:^|(?<=[\s,;:]))\(?([1-9a-h]|i{1,3}|iv|v)\)\s++")
_POINT = re.compile(
    r"(?:^|(?<=[\s,;:]))"
    r"(?<!item )(?<!page )(?<!chapter )(?<!table )(?<!box )(?<!step )(?:(?:question|query|q) ?)?([1-9])[.:]\)?\s++(?=\D)",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:^|(?<=\s))[•▪][ ]?")
_ORDERS = (list("123456789"), list("abcdefgh"), ["i", "ii", "iii", "iv", "v"])
_ANNOUNCED = re.compile(
    r"\b(?:things|questions|queries|points|requests|following|bits|facts)\b"
    r"|^(?!what\b|wh[oeiy]|how\b|does?\b|did\b|is\b|are\b|has\b).{0,80}?"
    r"\b(?:(?:need|want|require)s?|find|send|get|give|after|for|(?<!tell )(?:me|us))$"
)
"""Says that a list follows, or that it is wanted, and nothing of what is."""
_CLAUSE = re.compile(
    r",? and (?=(?:what|how|who|why|when|where|which|whether|does|do|did|is|are|was|were|has|have|can|should|will)\b)"
)
_JOINT = re.compile(r"(?<![\s,;])[\s,;]++(?:and|or|&)?[\s,;]*+$")
_FIELD = re.compile(r"^([^:|\t?]{2,80}+)[:|\t] *+([^|\t]*+)")
_AGAIN = ("i mean", "or rather", "that is", "in other words", "i.e.", "ie ")
"""How a question begins that puts the one before it in other words."""
_ASKER = of_words("tells of whoever asks", "i im ive we our my me", no=("the trust was in trouble", "weak", "mine", "museum"))


def split(text: str, tags: Tags) -> Parts:
    """Part ``text`` (as it was typed, with its line breaks) into requests."""
    if posts := ("…",) if are_notes(text) else two_posts(text.strip(), tags):
        return Parts(posts)
    asked = whose_silence(of_the_others(compared_on(without_wish(text, tags), tags), tags), tags)
    sent = in_particular(without_errand(as_ordered(asked, tags), tags))
    parts = _split(unfolded(columned(sent, tags), tags), tags)
    return replace(parts, put=True) if sent != text else parts


def _split(text: str, tags: Tags) -> Parts:
    whole = joined(text, {w for t in tags.trusts for alias in t.aliases for w in alias.split()} if "-" in text else frozenset())
    said, frame = framed(lines_of(whole, ASKING), asks)
    said = [*said[:-1], without_wish(said[-1], tags)] if said and frame else said
    asked, aside = _requests(said, tags)
    single = len(asked) < 2 or (bool(frame) and is_one(said))  # noqa: PLR2004 - one request, with the story around it
    if OVERDOSE.found(whole.lower()) or (single and is_emergency(whole.lower())):
        return Parts((text,))  # whatever is asked in it
    if single:
        if alone_of_it := asked_alone(said, frame, tags):
            put = alone_of_it not in whole  # then it has its thing already
            bare = "" if put and said != [alone_of_it] else by_the_way(said, tags)
            return Parts((alone_of_it,), (), (*frame, *aside), bare, put=put)
        if len(asked) == 1 and _is_small(aside, said, asked[0], tags):
            return Parts((alone(asked[0].strip()),), (), (*frame, *aside))
        if not said or (whole == text and "\n" not in text.strip() and text.strip().endswith(said[-1])):
            bare = asked[0].strip() if len(asked) == 1 and _of_the_asker(aside, said, asked[0], tags) else of_the_asker(said, tags)
            return Parts((text,), bare=bare or by_the_way(said, tags, framed=False))
        requests, untold = (asked, aside) if asked else ([" ".join(said)], [])
        return Parts(tuple(requests), (), (*frame, *untold), "" if asked else by_the_way(said, tags))
    if frame and aside and points(asked[0], tags) and all(_ASKER.found(s.lower()) and not find_trusts(s, tags) for s in aside):
        asked[0] = with_its_thing(asked[0], aside, tags) or asked[0]
    asked = filled(of_the_story(parted_on(asked, tags), " ".join(aside), tags))
    return Parts(tuple(asked[:MOST]), tuple(asked[MOST:]), (*frame, *aside))


def _of_the_asker(aside: list[str], said: list[str], request: str, tags: Tags) -> bool:
    """Whether all that stands before a request, which does not need it, tells of whoever asks and names no trust."""
    before = bool(aside) and said[0].startswith(aside[0]) and said[-1].endswith(request.strip())
    return before and not leans(request, tags) and all(_ASKER.found(s.lower()) and not find_trusts(s, tags) for s in aside)


def _is_small(aside: list[str], said: list[str], request: str, tags: Tags) -> bool:
    """Whether what stands before a request, or behind it, tells of whoever asks and names no trust, and is not needed: it is
    a few words, stands behind, or the request has a subject in full.
    """
    pointing = leans(request, tags) or rules_of(tags).they.found(request.lower())
    theirs = [s for s in aside if _ASKER.found(s.lower())]
    if not theirs or pointing or any(find_trusts(s, tags) for s in aside):
        return False
    behind = said[0].strip().startswith(request.strip())
    own = rules_of(tags).whole.without(request.lower())
    full = FULL_SUBJECT - rules_of(tags).all.found(request.lower())
    little = sum(len(s.split()) for s in aside) <= STORY
    return (len(theirs) == len(aside) and (behind or little)) or (
        not ALIKE.found(request.lower()) and len(subject(own, tags)) >= full
    )


def _requests(lines: list[str], tags: Tags) -> tuple[list[str], list[str]]:
    """The requests among the lines, and what asks for nothing."""
    found: list[str] = []
    aside: list[str] = []
    held = ""
    listed = sum(_is_entry(line) for line in lines) > 1
    if not listed and _are_requests(lines, tags):
        return [alone(line) for line in lines], []
    for line in lines:
        if listed and _is_entry(line):
            entry = _entry(line)
            if not entry:
                continue
            if label := named(entry, tags) if only_names(entry, tags) and entry[-1] != "?" else "":
                held = label
                continue
            found.append(with_trust(alone(entry), held or (named(found[-1], tags) if found and points(entry, tags) else ""), tags))
        elif listed and (label := named(line, tags)) and (line.endswith(":") or only_names(line, tags)):
            held = label
            if not only_names(line, tags):
                aside.append(line)
        else:
            own, rest = _sentences(line, tags)
            found += own
            aside += rest
    return found, aside


def _are_requests(lines: list[str], tags: Tags) -> bool:
    """Whether each of several short lines is a request: "ash staff numbers", "birch budget"."""
    return len(lines) > 1 and all(
        len(line) < FULL and line[-1] not in ".!,;:" and len(cut(line)) == 1 and (find_trusts(line, tags) or asks(line.lower()))
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
    several, held = False, ""
    own = unjoined(line)
    pieces = [cut(piece) for piece in parted(own, tags)]
    added = {piece[0] for piece in (pieces if own != line and told(own, tags) else pieces[1:]) if piece}
    sentences = [sentence for piece in pieces for sentence in piece]
    only = sum(asks(sentence.lower().strip()) for sentence in sentences) == 1
    for sentence in sentences:
        lowered = sentence.lower().strip()
        if sentence in added and not several:
            said = " ".join(story)
            before = [said] if story and not asked and not (_ASKER.found(said.lower()) or is_heard(said)) else []
            aside += [] if before else story
            asked += before
            asked += continued([*asked, *joined_requests(alone(sentence), tags)], tags)[len(asked) :]
            story = []
        elif several or SEVERAL.found(lowered):
            head = SEVERAL.pattern.match(lowered)
            behind = head.end() if head else 0
            clauses = _CLAUSE.split(sentence.strip()[behind:].strip())
            held = of_several(sentence.strip()[:behind], tags) or held
            several = True
            asked += [with_trust(one, held, tags) for one in _each(("", [c for c in clauses if c]), tags)]
        elif not asks(lowered):
            story.append(sentence.strip())
        elif asked and (LEADING.found(lowered) or defines(sentence)) and stands_alone(asked[-1], alone(sentence), tags):
            asked.append(continued([*asked, sentence], tags)[-1])
        elif asked and not story and _follows_on(asked[-1], sentence, tags):
            asked.append(sentence.strip())
        elif asked and (leans(sentence, tags) or only_names(asked[-1], tags)):
            asked[-1] = " ".join([asked[-1], *story, sentence.strip()])
            story = []
        else:
            needed = bool(story) and (points(sentence, tags) or (only and OWN.found(lowered)))
            aside += [] if needed else story
            first, *others = joined_requests(sentence, tags)
            before = asked if LEADING.found(lowered) else []  # "Also …" goes on with what was asked, of whom it was
            new = continued([*before, " ".join([*story, first.strip()]) if needed else first, *others], tags)
            asked += new[len(before) :]
            story = []
    return (asked if "?" in line else continued(asked, tags)), [*aside, *story]


def _follows_on(before: str, sentence: str, tags: Tags) -> bool:
    """Whether a question points at what the question before it asks about: "What is QED? Who runs it?" are two."""
    own = sentence.strip()
    return before.endswith("?") and own.endswith("?") and not own.lower().startswith(_AGAIN) and points(sentence, tags)


def _numbered(line: str, tags: Tags) -> list[str]:
    """The items of "please sum up (a) governance and (b) selection at Ash", each with its lead and its trust."""
    marks = next((found for mark in (_NUMBER, _POINT, _BULLET) if (found := _in_order(line, mark))), [])
    if not marks:
        return []
    ends = [*(m.start() for m in marks[1:]), len(line)]
    items = [_JOINT.sub("", line[m.end() : end]).strip() for m, end in zip(marks, ends, strict=True)]
    items[-1] = "".join(_own_of(cut(items[-1]), tags))
    lead = (cut(line[: marks[0].start()]) or [""])[-1].strip(" :")
    announced = len(lead.split()) > LEAD or _ANNOUNCED.search(lead.lower())
    return _each(("" if announced else lead, items), tags, named(lead, tags))


def _own_of(sentences: list[str], tags: Tags) -> list[str]:
    """The sentences of a list's last item without those behind it that ask for nothing: "Can you dig those out by noon?"."""
    return [one for n, one in enumerate(sentences) if not n or asks(one.lower().strip()) or find_trusts(one, tags)]


def _in_order(line: str, mark: re.Pattern[str]) -> list[re.Match[str]]:
    """The marks of a list of two items or more; none where they are not in order."""
    marks = list(mark.finditer(line))
    order = [m[1].lower() for m in marks] if mark.groups else []
    counted = not mark.groups or any(order == whole[: len(order)] for whole in _ORDERS)
    return marks if len(marks) > 1 and counted else []


def _each(listed: tuple[str, list[str]], tags: Tags, held: str = "") -> list[str]:
    """Items of one sentence behind their lead; one that names no trust is about the last that is named before it, or the first."""
    lead, items = listed
    names = [named(f"{lead} {item}", tags) for item in items]
    held = held or next((name for name in names if name), "")
    found = []
    for item, own in zip(items, names, strict=True):
        held = own or held
        found.append(with_trust(alone(f"{lead} {item}"), held, tags))
    return found
