"""One sentence that joins several requests → each by itself; and what a request leans on or goes on with.

"What is QED, and what's Big Bang?" is two; "What is QED and who runs it?", "compare how they recruit and what they pay" and "How do
Ash and Birch select and induct?" are one each: a half that is parted asks outright, has a subject of its own, and points at nothing
in the half before but the trust.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.text import terms
from rag.understanding import phrases
from rag.understanding.asking import (
    ASKING,
    BARE_COUNT,
    COMPARING,
    COUNTS,
    DEFINES,
    DIRECT,
    IN_CASE,
    LEFT_OPEN,
    OF_NO_ONE,
    OF_THE_REPORT,
    ORDERING,
    OUTRIGHT,
    WANTED,
    YES_OR_NO,
    cut_at,
)
from rag.understanding.group import rules_of
from rag.understanding.lent import called_by_name, named, of_all, only_names, with_trust
from rag.understanding.names import find_trusts
from rag.understanding.rules import Rule, of_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.corpus.tags import Tags

LEAST_TOLD = 2
"""Telling words that a sentence of its own subject has at least: "How do the trusts differ?" has one."""
LEAST_YES_OR_NO = 3  # the same of one that asks yes or no and names no trust: "is the post competed for" goes on with the first
ROW = 3  # requests from which a row of them, each asked outright, is parted though a later one points at the first
LONGEST = 600
"""Characters of two halves together: a longer sentence is a story, and is not read again at each "and" of it."""
_BEGINS = (
    r"(?:(?:in general|generally|overall|(?:at|for|in|across) [\w ]{2,30}?),? )?+(?:whos?e?|how|why|when|where|which|wh?at|wot)"
    r"(?:'?s)?\b|(?:since|until) when\b|(?:to|for|by|with|from) whom\b|(?:does|do|did|is|are|was|were|has|have|can|should|will)\b"
    r"|(?:tell|give|show|list|compare|summari[sz]e|describe|explain|outline|quote|define|name)\b"
    r"|(?:the |a )?(?:quote|quotation|page|definition|meaning|number|list|summary|name|date|cost|size)s?\b"
)
_JOINT = Rule(
    "a joint of two requests",
    (
        rf"(?i:,? (?:and|also|plus|&|as well as)(?: (?:also|then|please|secondly|thirdly|finally|lastly),?)? (?={_BEGINS}))",
        (r"(?i:, (?=(?:(?:is|are|was|were|do|does|did|has|have|can|will) (?:it|they|there|he|she)|how (?:many|much|often|long|far)"
         r"|(?:what|who|where|why|when|how)(?: and [\w ]{2,30}?)? (?:is|are|was|were|do|does|did|has|have|will|would)"
         r"|(?:what|who)'?s|who (?:runs|leads|chairs|pays|sits)|(?:who|which \w++) \w++(?: \w{2,4})? (?:it|them|that))\b))"),
        r"(?i:, (?=(?:why|when|where|how|since when|(?:for|by|with|to) whom)(?:,| and |[?.! ]*+$)))",
        rf"(?i:, (?:secondly|thirdly|then|finally|lastly),? (?={_BEGINS}))",
    ),
    yes=("what is qed, and who runs it", "who leads ash as well as the cost of it", "ash, how many staff has it", "a, then list",
         "who wrote it, when and for whom was it printed", "is it new, who paid for it", "who wrote it, why"),
    no=("trust and respect", "how do ash and birch select and induct", "ash, birch and elm", "ash and its board"),
    bounded=False,
)  # fmt: skip
"""Its forms take capitals too: it cuts the sentence as it was typed."""
_BACK = of_words(
    "goes back",
    "it they them those these each else same too either as_well instead altogether",
    no=("its values", "who leads ash", "as we said", "themes", "italy"),
)
"""Words that go back to the half before, whatever they may do elsewhere."""
_MENTIONS = Rule(
    "asks what the report mentions",
    ("mention", "say", "talk", "cover", "discuss", "give", "list"),
    yes=("does it mention burnout", "does it say why", "does it talk of pay", "does it cover nurses", "does it discuss pay",
         "does it give figures", "does it list the trusts"),
    no=("does it pay", "did it mention burnout", "does it mentions", "what does it need"),
    head="does it ",
)  # fmt: skip
"""Here "it" is the report, whatever was asked before."""
_GOES_TO_IT = Rule(
    "leaves out to what one goes",
    (r"go(?:es)?|comes?(?: along)?|attend(?:s|ed)?|turn(?:s|ed)? up|join(?:s|ed)?(?: in)?|takes? part|involved|consulted|invited",),
    yes=("does the chair go?", "is the chair involved", "do juniors come along", "do doctors take part"),
    no=("who goes to the board", "do they go there", "does the chair of what is going on"),
    head=r"\b", tail=r"(?: too| as well| often| still)?[?.! ]*+$", bounded=False,
)  # fmt: skip
_ACRONYM = re.compile(r"\b[Ww](?:h?at|ot)(?:'?s| is| are| was| were| does) the [A-Z]{2,}+\b")
_AT_THE_END = r"there\b(?=[?.! ]*+$)"
_PLACE = Rule(
    "there, at the end",
    (_AT_THE_END,),
    yes=("how many beds are there?", "who works there . "),
    no=("there are how many beds", "who leads them there now", "therefore"),
    bounded=False, head=r"\b",
)  # fmt: skip
_THERE = Rule(
    "of the trust before",
    (r"its\b", _AT_THE_END),
    yes=("who leads its divisions", "how many beds are there?"),
    no=("it is large", "there are how many beds", "limits", "itself"),
    bounded=False, head=r"\b",
)  # fmt: skip
_AT_ITS_END = Rule(
    "a preposition at the end",
    ("at", "in", "of", "for", "by", "with", "from", "to"),
    yes=("how many work at", "who leads in the", "the values of ", "what is done for", "run by the", "who works with", "far from",
         "given to"),
    no=("at the board", "how many staff has", "who leads them in there", "go into"),
    bounded=False, head=r"\b", tail="(?: the)? *$",
)  # fmt: skip
_OF_EACH = re.compile(r"\b(?:at|in|for|of) each\b[ ?.!]*+$")  # of those named before
_OF_ITSELF = re.compile(
    r"\b(?:the|this|that|your) (?:report|study|paper|document)(?: (?:about|called|for|on))?[,? ]*+$", re.IGNORECASE
)
"""Ends on the report: what is asked on of "it" is asked of that."""
_ADDS = re.compile(r"\b(?:also|plus|as well as)\b", re.IGNORECASE)  # "and" may join halves that one place answers
_LABEL = re.compile(r" ?[:–—-] (?=\S)")
SHORT = 3
"""Most words of a half that lends its verb from the other: "How many staff and how many beds has Ash?"."""


def joined_requests(sentence: str, tags: Tags) -> list[str]:
    """The requests that one sentence joins, the later ones with the trust that they plainly go on with; one where it is one."""
    if COMPARING.found(sentence.lower()) and not OUTRIGHT.found(sentence.lower()):
        return [sentence]
    label, unlabelled = _labelled(sentence, tags)
    if label and len(own := _parted(unlabelled, tags)) > 1:
        return [with_trust(request, label, tags) for request in own]
    return _parted(sentence, tags)


def _parted(sentence: str, tags: Tags) -> list[str]:
    """The same of a sentence that stands under no name."""
    found: list[str] = []
    joint = ""
    pieces = pieces_of(sentence)
    row = [piece.strip() for piece, _ in pieces]
    if len(row) >= ROW and all(DIRECT.found(own) or YES_OR_NO.found(own) for own in map(str.lower, row)):
        return continued(row, tags)  # what points back in such a row points at the request before
    for typed, after in pieces:
        piece = re.sub(r"(?i)\bit\b", "the report", typed) if found and _OF_ITSELF.search(found[-1]) else typed
        if found and (stands_alone(found[-1], piece, tags) or (_ADDS.search(joint) and _goes_on(found[-1], piece, tags))):
            found.append(piece)
        elif found:
            found[-1] += joint + typed
        else:
            found.append(piece)
        joint = after
    return continued([one.strip() for one in found], tags) if len(found) > 1 else [sentence]


def _labelled(sentence: str, tags: Tags) -> tuple[str, str]:
    """The trust under whose name a sentence stands, "Ash: how many staff and who leads it?", and the rest; no name else."""
    first = next(iter(find_trusts(sentence, tags)), None)
    label = _LABEL.match(sentence, first.end) if first and first.start == 0 else None
    return (sentence[: first.end], sentence[label.end() :]) if first and label else ("", sentence)


def pieces_of(sentence: str) -> list[tuple[str, str]]:
    """The sentence cut at each joint, each piece with the joint behind it."""
    return cut_at(sentence, [joint.span() for joint in _JOINT.pattern.finditer(sentence)])


def stands_alone(first: str, second: str, tags: Tags) -> bool:
    """Whether ``second``, joined to the request ``first``, asks for something else, and says what."""
    if len(first) + len(second) > LONGEST:
        return False
    own = second.lower().strip()
    if WANTED.found(first.lower().strip()) and WANTED.found(own):
        return not points(second, tags)
    if not (is_whole(first, second, tags) and _asks_outright(second)):
        return False
    own = _MENTIONS.without(_without_the_trust(first, own, tags))
    if _BACK.found(rules_of(tags).all.without(own)) or points(own, tags) or goes_to_it(own) or phrases.WITHOUT_ITS_THING.found(own):
        return False
    own_subject = subject(second, tags)
    if not set(own_subject) - set(subject(first, tags)):
        return False
    before_trusts, own_trusts = ({m.trust for m in find_trusts(half, tags)} for half in (first, second))
    little = COUNTS.found(own) or defines(second) or _of_the_report(second, tags) or (before_trusts and own_trusts - before_trusts)
    least = 1 if little else LEAST_YES_OR_NO if YES_OR_NO.found(own) and not own_trusts else LEAST_TOLD
    return len(own_subject) >= least


def _goes_on(first: str, second: str, tags: Tags) -> bool:
    """Whether ``second`` asks something of its own of what ``first`` names: "appraisal at Ash also how do they pick directors"."""
    own = second.lower().strip()
    if len(first) + len(second) > LONGEST or not is_whole(first, second, tags):
        return False
    asks = (DIRECT.found(own) or YES_OR_NO.found(own)) and not BARE_COUNT.found(own)
    return asks and points(second, tags) and bool(subject(second, tags))


def is_whole(first: str, second: str, tags: Tags) -> bool:
    """Whether the half before asks by itself, and needs nothing of the half behind it."""
    before = first.lower().strip()
    asks = DIRECT.found(before) or ORDERING.found(before) or ASKING.found(before)
    if not asks or len(before.split()) == 1 or LEFT_OPEN.found(before) or not told(first, tags):
        return False
    if only_names(first, tags) and not ORDERING.found(before):  # "and what about Ash, how are they picked" is one
        return False
    if IN_CASE.found(f"{before} {second.lower().strip()}"):
        return False
    lends = len(before.split()) <= SHORT and not defines(first)
    return not lends or not (find_trusts(second, tags) and not find_trusts(first, tags))


def _asks_outright(second: str) -> bool:
    """Whether the half behind a joint is a question or an order of its own, not the rest of one."""
    own = second.lower().strip()
    return (DIRECT.found(own) or ORDERING.found(own) or YES_OR_NO.found(own)) and not BARE_COUNT.found(own)


def _of_the_report(second: str, tags: Tags) -> bool:
    """Whether the half asks of the report: "does it mention burnout"."""
    return _MENTIONS.found(second.lower()) or rules_of(tags).whole.found(second.lower()) or OF_NO_ONE.found(second.lower())


def goes_to_it(own: str) -> bool:
    """Whether a half (lower case) asks who goes, and leaves out to what, which the half before names."""
    return YES_OR_NO.found(own) and _GOES_TO_IT.found(own)


def _without_the_trust(first: str, own: str, tags: Tags) -> str:
    """The half behind without what points at the trust that the half before names: "there", and "its" of "How many has Ash"."""
    mentions = find_trusts(first, tags)
    if not mentions:
        return own
    last = mentions[-1]
    owner = not told(first[last.end :], tags) and not _AT_ITS_END.found(first[: last.start].lower())
    return _THERE.without(own) if owner else _PLACE.without(own)


def subject(sentence: str, tags: Tags) -> list[str]:
    """The words that tell what is asked, without the trusts' names and the words that count."""
    text = COUNTS.without(sentence.lower())
    for mention in find_trusts(text, tags):
        text = text[: mention.start] + " " * (mention.end - mention.start) + text[mention.end :]
    return told(text, tags)


def continued(requests: Sequence[str], tags: Tags) -> list[str]:
    """The requests, each that names no trust and plainly goes on with the one before given that one's."""
    found: list[str] = []
    held = ""
    for request in called_by_name(requests):
        own = named(request, tags) or of_all(request, tags)
        free = defines(request) or _of_the_report(request, tags)
        held = own or held
        found.append(alone(request) if free and not own else with_trust(alone(request), held, tags))
    return found


def of_the_story(requests: Sequence[str], story: str, tags: Tags) -> list[str]:
    """The requests, those that need one given the trust that the story round them is set at, where they name none themselves."""
    if len({m.trust for m in find_trusts(story, tags)}) != 1 or any(find_trusts(request, tags) for request in requests):
        return list(requests)
    held = named(story, tags)
    return [r if defines(r) or _of_the_report(r, tags) else with_trust(r, held, tags) for r in requests]


def defines(sentence: str) -> bool:
    """Whether the sentence asks what something is that has a name of its own."""
    return DEFINES.found(sentence.lower().strip()) or bool(_ACRONYM.search(sentence))


def of_nothing_before(request: str) -> bool:
    """Whether a request asks what the report mentions, so that its "it" is the report and not the request before."""
    return _MENTIONS.found(request.lower())


def told(sentence: str, tags: Tags) -> list[str]:
    """The words that tell what a sentence is about, without what only speaks of the group."""
    return [t for t in terms(rules_of(tags).all.without(sentence.lower())) if t not in rules_of(tags).filler]


def leans(sentence: str, tags: Tags) -> bool:
    """Whether the sentence goes on with the request before it: it points there, or has no subject of its own."""
    own = subject(sentence, tags) if _OF_EACH.search(sentence.lower()) else told(sentence, tags)
    return len(own) < LEAST_TOLD or points(sentence, tags)


def points(sentence: str, tags: Tags) -> bool:
    """Whether a pronoun that the sentence does not explain points at what stands before it."""
    masked = rules_of(tags).not_leaning.without(OF_THE_REPORT.without(sentence.lower()))
    if find_trusts(sentence, tags):
        return phrases.IT.found(phrases.OWN.without(masked))
    return phrases.IT.found(masked) or rules_of(tags).they.found(masked)


def alone(request: str) -> str:
    """The request without the words that join it to the one before."""
    request = request.strip()
    joint = phrases.LEADING.pattern.match(request.lower())
    return request[joint.end() :] if joint and joint.end() < len(request) else request
