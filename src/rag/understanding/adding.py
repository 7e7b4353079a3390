"""What a message adds to a request – "also …", "btw …", "+ …", a list of things that are wanted – parted from it.

"Induction at Ash, plus a quote on pay", "mid staffs? also keogh", "I need the budget of Ash, the values of Birch and the
checklist" are two, two and three requests; "staff at Ash and Birch" and "the number of nurses and midwives" are one each.
"""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from rag.text import terms
from rag.understanding.asking import AGAIN, ASKING, COMPARING, DIRECT, OF_NO_ONE, ORDERING, WANTED, YES_OR_NO, cut, cut_at
from rag.understanding.clauses import LONGEST, is_whole, pieces_of, points, subject, told
from rag.understanding.group import rules_of
from rag.understanding.lent import called_by_name
from rag.understanding.letters import OF_THE_REPLY
from rag.understanding.names import find_trusts
from rag.understanding.rules import Rule, of_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.corpus.tags import Tags

ADDS = Rule(
    "adds a request",
    (
        (r"(?:^|(?P<end>[.?!;])[\s]++|(?<=\S),? (?:[–-] )?)(?:(?:and|oh|ok|so|but)[ ,]++){0,2}+"
         r"(?:also|plus|btw|by the way|another (?:thing|question|one)|one (?:more|other) (?:thing|question)"
         r"|while (?:you'?re|you are|ur) at it|p\.?s\.?|additionally|in addition|on top of that)[ ]?[,:.–-]*+[ ]++(?=\S)"),
        r"(?:^|(?<=[.?!;])\s++|(?<=\S),? )(?:and )?oh,? (?:and |also )?(?=\S)",
        r" ?\+ (?=\S)|;[ ]++(?:and )?(?=\S)|(?<=\S),? (?:[–-] )?(?:and )?then (?=\S)",
        (r"(?<=\S),? and (?=(?:please )?(?:(?:give|show|find|get|send) (?:me |us )?(?:an?|one|some) [^.?!,;]{0,40}?\b(?:words|quote"
         r"|quotation)\b|quote (?:an?|one|some) ))"),
    ),
    yes=("wards at ash? also nurses", "what is pay and give me a nurse's own words", "how is pay set and quote a nurse on it",
         "what is pay, btw who leads ash", "ash. ps which wards", "wards + nurses at ash",
         "wards at ash; nurses at oak", "wards at ash, then oak's board", "oh and what is qed"),
    no=("what is plush", "who and when", "psychology", "thence"),
    bounded=False,
)  # fmt: skip
_PLEASE = r"(?:(?:please|pls|hi|hello|dear \w++|and)[ ,]++){0,2}+"
WANTS = Rule(
    "asks for things by their names",
    (
        (rf"^{_PLEASE}(?:(?:can|could|may|might) (?:i|you|we) (?:please )?)?+(?:have|get|(?:give|send|show|find) me|tell me about)"
         r"\b[ ]?:?[ ]*+"),
        rf"^{_PLEASE}(?:i|we)(?:'d| would)? (?:like|need|want)(?: to (?:know|see|have))?(?: about)?\b[ ]?:?[ ]*+",
        rf"^{_PLEASE}(?:need|want|looking for)\b[ ]?:?[ ]*+",
    ),
    yes=("i need the budget", "please give me the list", "need: wards", "tell me about pay", "could i have the values"),
    no=("who needs it", "wants", "what i need", "the need", "haven"),
    bounded=False,
)  # fmt: skip
_GAP = Rule(
    "leaves out what it shares",
    (r"(?:which|who)(?: (?:one|ones))? (?P<joint>for|in|on|by) (?=(?:\S++ ?){1,4}+$)",),
    yes=("which for pay", "who by whom?", "which one in 2010"),
    no=("which trust for pay", "who goes for it", "which for the pay of all the directors there"),
    bounded=False, head=r"^(?:and |or )?",
)  # fmt: skip
_AND = Rule(
    "joins the things of a list",
    (r",? (?:and|&|n)(?: also)? (?=\S)|, (?=\S)",),
    yes=("wards and nurses", "wards, nurses", "wards, and also nurses", "wards & nurses"),
    no=("sand", "wards"),
    bounded=False,
)
_THING = r"(?:[\w’'/-]{1,30}+ ){0,2}?[\w’'/-]{1,30}+"
"""One of the things that are asked of the same; "budget/turnover" is one."""
_WHOM = (
    r"(?P<whom> (?:at|in|for|across|by|between|per|of (?:the|all|each|every)) [^?!.;]{2,60}+|, ?\w{2,20}+ by \w{2,20}+)[?!. ]*+$"
)
_PAIR = re.compile(
    r"^(?P<one>(?:[\w’'-]{1,30}+ ){0,2}?[\w’'-]{1,30}+),? ?(?: and |& ?|/ ?|\+ ?)"
    r"(?P<other>(?:[\w’'-]{1,30}+ ){0,2}?[\w’'-]{1,30}+),?(?P<whom> (?:at|in|for|across|by|between) [^?!.;]{2,60}+)[?!. ]*+$"
)
_ROW = re.compile(
    rf"^(?P<one>{_THING})(?:, ?(?P<next>{_THING}))?(?(next)(?:, ?(?:(?:and|&) )?| (?:and|&) )|,? (?:and|&) )"
    rf"(?P<other>{_THING}),?{_WHOM}"
)
_MIDST = re.compile(
    rf"^(?P<one>{_THING})(?P<whom> (?:at|in|for|of|across|by) (?:each|all|every|the) [^?!.;,]{{2,40}}?),? (?:and|&|plus) "
    rf"(?:the |their |its )?(?P<other>{_THING})[?!. ]*+$"
)
_SLASH = re.compile(r" ?/ ?")
_COMPARED = re.compile(
    r"(?i:(?:please |pls )?compare (?P<whom>[^?!.;:]{2,60}?) (?:on|by|in terms of|regarding)(?: their)? "
    r"|(?P<label>[^?!.;:]{2,60}?)(?: ?: | [–-] ))(?P<things>[^?!.;:]{3,80}?)[?!. ]*+$"
)
"""Names first whom it compares, and then on what."""
_LABELLED = re.compile(r"(?P<whom>[^?!.;:]{2,60}?)(?: ?: | [–-] )(?=\S)")
_IN_ROWS = re.compile(r"(?i:(?:,? (?:side by side|please|pls|thanks|compared|in (?:a|one) table)){1,3}[?!. ]*+$)")
_HOW_BIG = re.compile(r"(?i:^how (?:big|large) (?:are|is|were) (?:they|(?:these|the) [a-z ]{3,20})[?:,;]++ ?)")
_SIZE = re.compile(r"\b(?:how (?:big|large)|budgets?|turnover|income|size)\b")
_PEOPLE = re.compile(r"(?:staff|employees|workforce|consultants|doctors|nurses)$")
"""Of whom the number is meant beside a size."""
_REST = of_words(
    "goes on with a phrase",
    "for to at in of on by with from as than not being be been have or and but that which",
    no=("the board", "forum", "tone"),
)
_OPEN = of_words(
    "leaves its end open",
    "and or that which who they we i you does do did is are was were has have had can will should would not the a",
    no=("the board", "theirs", "canal"),
)


def unjoined(line: str) -> str:
    """The line without what joins it to the one before: "also nurses at Ash"."""
    joint = ADDS.pattern.match(line.lower())
    return line[joint.end() :] if joint and len(line.lower()) == len(line) else line


def parted(line: str, tags: Tags) -> list[str]:
    """The line cut where it adds a request, and each list of wanted things cut into these; in its own words."""
    if len(line) > LONGEST or len(line.lower()) != len(line):
        return [line]
    found = [""]
    joint = ""
    for piece, after in _pieces(line):
        if found[-1] and _adds(found[-1], piece, joint, tags):
            found.append(piece)
        else:
            found[-1] += joint + piece
        joint = after
    return [item for one in found for item in _listed(one, tags)]


def _pieces(line: str) -> list[tuple[str, str]]:
    """The line cut at each joint, each piece with the joint behind it; the end of a sentence stays with what it ends."""
    joints = [joint for joint in ADDS.pattern.finditer(line.lower()) if joint.start()]
    return cut_at(line, [(joint.end("end") if joint["end"] else joint.start(), joint.end()) for joint in joints])


def _adds(first: str, second: str, joint: str, tags: Tags) -> bool:
    """Whether what stands behind a joint is a request of its own: it begins a sentence, asks outright, is wanted by its name, or
    names its own trust.
    """
    own = second.lower().strip()
    if (
        AGAIN.found(own)
        or not told(second, tags)
        or not (told(first, tags) or find_trusts(first, tags))
        or _REST.found(own.split()[0])
    ):
        return False
    if first.rstrip().endswith((".", "?", "!")) and joint.strip():
        return not OF_THE_REPLY.found(own)
    if _OPEN.found(first.rsplit(maxsplit=1)[-1].lower()):
        return False
    if any(rule.found(own) for rule in (DIRECT, ORDERING, YES_OR_NO, ASKING, WANTED, WANTS)):
        return True
    return not points(second, tags) and _has_name(first, tags) and (bool(find_trusts(second, tags)) or OF_NO_ONE.found(own))


def _listed(sentence: str, tags: Tags) -> list[str]:
    """The things that a sentence wants, each by itself; the sentence, where it names one or asks a question."""
    lowered = sentence.lower()
    lead = WANTS.pattern.match(lowered)
    behind = lead.end() if lead else 0
    own = lowered[behind:]
    if (
        len(cut(sentence)) > 1
        or COMPARING.found(own)
        or DIRECT.found(own)
        or YES_OR_NO.found(own)
        or (ASKING.found(own) and not lead)
    ):
        return [sentence]
    items = [""]
    joint = ""
    for piece, after in cut_at(sentence[behind:], [joint.span() for joint in _AND.pattern.finditer(own)]):
        if items[-1] and _is_named(items[-1], tags) and _is_another(items[-1], piece, joint, tags):
            items.append(piece)
        else:
            items[-1] += joint + piece
        joint = after
    whole = len(items) > 1 and all(_is_named(item, tags) for item in items)
    return [item.strip() for item in items] if whole else [sentence]


def _is_named(item: str, tags: Tags) -> bool:
    """Whether a thing of a list can be told by itself: it is wanted by its name, asked outright, or somebody's."""
    return bool(subject(item, tags)) and (_has_name(item, tags) or ASKING.found(item.lower().strip()))


def _has_name(item: str, tags: Tags) -> bool:
    own = item.lower().strip()
    return WANTED.found(own) or WANTS.found(own) or bool(find_trusts(item, tags)) or _is_whole(own, tags)


def _is_another(before: str, item: str, joint: str, tags: Tags) -> bool:
    """Whether an item is no part of the one before it: not "staff and nurses", nor "staff at Ash and Birch", nor what is asked of a
    thing that is named first, "the compact at Ash, who signs it".
    """
    own = item.lower().strip()
    if ASKING.found(own) and (points(item, tags) or not ("and" in joint or "&" in joint)):
        return False
    if not set(subject(item, tags)) - set(subject(before, tags)) or _REST.found(own.split()[0]):
        return False
    if WANTED.found(own) or ASKING.found(own) or OF_NO_ONE.found(own):
        return True
    ends = any(m.end == len(before.rstrip()) for m in find_trusts(before, tags))
    if ends and any(m.start == 0 for m in find_trusts(item.lstrip(), tags)):
        return False  # names in a row: "… at Ash and Birch, who runs it"
    return bool(find_trusts(item, tags)) and (bool(find_trusts(before, tags)) or _is_whole(before.lower(), tags))


def _is_whole(own: str, tags: Tags) -> bool:
    return OF_NO_ONE.found(own) or rules_of(tags).all.found(own)


def filled(requests: Sequence[str]) -> list[str]:
    """The requests, one that leaves out what it shares with the one before with that: "which has a board, and which for pay?"."""
    found: list[str] = []
    for request in requests:
        gap = _GAP.pattern.match(request.lower()) if found else None
        at = found[-1].lower().rfind(f" {gap['joint']} ") if gap and ASKING.found(found[-1].lower().strip()) else -1
        found.append(f"{found[-1][:at]} {request[gap.start('joint') :]}" if gap and at > 0 else request)
    return found


def of_both(sentence: str, tags: Tags) -> tuple[str, ...]:
    """Each of two or three things with whom they are asked of, where two at least are subjects of the report's field, or people of
    it, or the members stand before them: "all three: pay and wards".
    """
    laid, laid_out = _behind(sentence, tags)
    found = _PAIR.match(laid := _MIDST.sub(r"\g<one> and \g<other>\g<whom>", laid)) or _ROW.match(_SLASH.sub("/", laid))
    if found is None:
        return ()
    rules, whom = rules_of(tags), found["whom"].lower()
    things = [found[name] for name in ("one", "next", "other") if found.groupdict().get(name)]
    subjects = [set(terms(thing)) & rules.subjects for thing in things]
    asked_of = find_trusts(found["whom"], tags) or rules.all.found(whom) or rules.rows.found(whom)
    apart = all(a.isdisjoint(b) for a, b in combinations(subjects, 2))
    known = sum(bool(own or _PEOPLE.search(thing.lower())) for own, thing in zip(subjects, things, strict=True))
    enough = laid_out or known > 1
    if not (asked_of and enough and apart) or find_trusts(found["one"], tags) or any(map(_no_thing, things)):
        return ()
    sized = _SIZE.search(sentence.lower())
    return tuple(f"{'number of ' if sized and _PEOPLE.match(thing.lower()) else ''}{thing}{found['whom']}" for thing in things)


def _behind(sentence: str, tags: Tags) -> tuple[str, bool]:
    """A request that names first whom it compares, "compare Ash and Birch on pay and wards", as "pay and wards for Ash and Birch",
    and whether it does so, or asks first how big they are.
    """
    asked = _HOW_BIG.sub("", sentence.strip())
    found = _COMPARED.match(_IN_ROWS.sub("", asked))
    whom = (found["whom"] or found["label"]) if found else ""
    if found and whom and (find_trusts(whom, tags) or not told(whom, tags)):
        return f"{found['things']} for {whom}", True
    return (_IN_ROWS.sub("", asked), True) if asked != sentence.strip() else (sentence, False)


def of_those_named_first(sentence: str, tags: Tags) -> tuple[str, ...]:
    """Two questions that are asked of several members whose names stand before them: "Ash vs Birch: who leads it, is it paid"."""
    found = _LABELLED.match(sentence)
    whom = found["whom"] if found else ""
    several = len({m.trust for m in find_trusts(whom, tags)}) > 1 or rules_of(tags).all.found(whom.lower())
    pieces = [piece.strip(" ?") for piece, _ in pieces_of(sentence[found.end() :])] if found and several else []
    if len(pieces) != 2 or find_trusts(pieces[1], tags):  # noqa: PLR2004
        return ()
    asked = all(DIRECT.found(own) or YES_OR_NO.found(own) for own in map(str.lower, pieces))
    return tuple(f"{one} ({whom})" for one in called_by_name(pieces)) if asked and is_whole(pieces[0], pieces[1], tags) else ()


def _no_thing(thing: str) -> bool:
    own = thing.lower()
    return ASKING.found(own) or DIRECT.found(own) or _REST.found(own.split()[0])
