"""Whether quotations count whom a request asks the number of: 6,500 staff are no answer to how many consultants there are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.answering.aims import AIM
from rag.answering.find import likeliest
from rag.text import STOPWORDS, stem, words
from rag.understanding.route import masked
from rag.understanding.wants import ASKS_NUMBER, NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.find import Judged
    from rag.answering.kit import Kit
    from rag.understanding.question import Question

COMMON = 6
"""A word that, synonyms counted, stands in one of so many sentences is counted under other names, too: "doctors" as consultants,
as leads."""
CERTAIN = 0.9
"""Chance of a sentence from which it is taken for the answer to a request for a number all of whose words it has: of the exams'
refused requests it answers one, and that has an answer."""
_OF_WHOM = re.compile(r"\b(?:how m[ae]n[iey]{1,2}|(?<!a )number of)\s++(?:of )?(?:the |its |their |these |those )?([^.,;:?!\n]++)")
_OF_THEM = re.compile(
    r"\bhow many (?:of (?:them|those|these) )?(?:(?:are|were) there|(?:do|does|did|have|has) (?:\w+ )?(?:have|has|got))\b"
)
"""Asks the number of those talked of, and says nothing else of them."""
_THE_LIKE = re.compile(r"\b(?:(?:some|any)thing (?:like (?:it|that|this)|similar|of the (?:kind|sort))|equivalent)\b")
_WHO = re.compile(r"(?:(?:and|so|ok) )?(?:who|whose)\b")
"""Begins a request in whose answer alone those talked of are named."""
_BEFORE = re.compile(r"(?<![\w’'-])([\w’'-]++) headcount")
_END = re.compile(r"[.;!?\n]")
_COUNT = r"\d[\d,]*+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_OF_SO_MANY = re.compile(
    rf"\b(?:out )?of (?:(?:the|those|these|all|its|their) )?(?:\w++ )?({_COUNT})\b(?! (?:years?|months?|weeks?|days?)\b)"
)
"""Of whom it is asked how many did something."""
_UNIT = r"(?:sessions?|years?|months?|weeks?|days?|hours?)"
_UNITS = re.compile(rf"\b{_UNIT}\b")
_OF_ELSE = re.compile(rf"\b(?:{_COUNT}|one)(?:(?: to |[-–])(?:{_COUNT}))?[ -]{_UNIT}\b|\b(?:each|every|once|both)\b")
"""What is no number of people: how long, or that it is so of each."""
_CLAUSE = re.compile(r"\b(?:who|that|which)\b")
_COUNTED = re.compile(rf"\b(?:{_COUNT}|half|most|all|none|majority|quarter|third)\b(?![ -](?:years?|months?|weeks?|days?))")


def counts(kit: Kit, asked: Question, quotations: Sequence[str]) -> bool:
    """Whether a sentence of the quotations holds a number and whom it is asked of; true where no number of people in some post,
    as the report's profile lists them, is asked for. Of whom the report has no word it counts none.
    """
    text = masked(asked.text, asked.mentions, "\n").lower()
    if not ASKS_NUMBER.found(text):
        return True
    posts = {stem(post) for post in kit.index.report.tags.profile.words.offices}
    if not _are_others(kit, asked, text, quotations):
        return False
    counted = _counted(text)
    strange = kit.unheard(word for word in counted if word not in kit.readers)
    if strange and (len(counted) == 1 or any(stem(word) in posts for word in counted)):
        return False  # of how many women consultants a number of consultants tells nothing
    who = [word for word in counted if stem(word) in posts and not _is_common(kit, word)]
    sentences = [sentence for quotation in quotations for sentence in _END.split(quotation)]
    return not who or any(NUMBER.found(_OF_ELSE.sub("", s.lower())) and kit.concordance.spans(s, who) for s in sentences)


def _are_others(kit: Kit, asked: Question, text: str, quotations: Sequence[str]) -> bool:
    """Whether, where it is asked how many of so many did something, a sentence with what they did has another number than theirs:
    that twenty took part does not tell how many of the twenty were appointed.
    """
    so_many = None if asked.each or asked.everyone else _OF_SO_MANY.search(text)
    number = ASKS_NUMBER.pattern.search(text) if so_many else None
    if so_many is None or number is None:
        return True
    given = set(_COUNTED.findall(text))
    behind = text[number.end() :].replace(so_many[0], " ")
    did = kit.telling_of(behind)[-1 if _CLAUSE.search(behind) else None :]  # "of the nine who applied were chosen"
    rarest = sorted(did, key=lambda word: len(kit.concordance.with_synonyms(word)))[: (len(did) + 1) // 2]
    sentences = [sentence.lower() for quotation in quotations for sentence in _END.split(quotation)]
    others = [s for s in sentences if set(_COUNTED.findall(s)) - given]
    return any(not did or any(kit.stands_in(s, word) for word in rarest) for s in others)


def of_the_thing(kit: Kit, asked: Question, quotations: Sequence[str]) -> bool:
    """Whether, where a turn asks for the like of what was talked of, or how many of them there are, the quotations speak of that.

    The likeliest sentence with some number, or on another programme, would else fill a silence. One of the words that tell most
    must stand beside a number; of the like of a thing half of all must be told.
    """
    lowered = asked.text.lower()
    number = _OF_THEM.search(lowered)
    if not (number or _THE_LIKE.search(lowered)) or not asked.lead or _WHO.match(asked.lead.lower()):
        return True
    thing = kit.thing_of(asked)
    if not kit.subject(thing):
        return True
    if not number:
        named = kit.things(thing)
        return any(2 * sum(kit.stands_in(quotation, word) for word in named) >= len(named) for quotation in quotations)
    sentences = [s for quotation in quotations for s in _END.split(quotation)]
    return any(kit.tells(s, thing) and NUMBER.found(s.lower()) for s in sentences)


def stands(kit: Kit, asked: Question, judged: Sequence[Judged]) -> bool:
    """Whether a number is asked for, and the sentence that the judge is all but certain of holds one and every word of the request;
    then it answers, though requests of the kind seldom have an answer.
    """
    if asked.each or not ASKS_NUMBER.found(asked.text.lower()):
        return False
    chances = likeliest(judged)
    best = int(chances.argmax())
    text = kit.index.sentences[best].text
    if AIM.search(text.lower()) and not AIM.search(asked.text.lower()):
        return False
    told = [word for word in kit.subject(asked) if not word.isdigit()]
    holds = all(kit.stands_in(text, word) for word in told) and _are_others(kit, asked, asked.text.lower(), [text])
    return chances[best] >= CERTAIN and bool(told) and holds and _has_number(asked.text.lower(), text.lower())


def _has_number(request: str, text: str) -> bool:
    """Whether a text holds a number, other than of a time where no time is asked for."""
    return NUMBER.found(text if _UNITS.search(request) else _OF_ELSE.sub("", text))


def _counted(text: str) -> list[str]:
    """The words behind "how many" up to the first that only joins, and the one before "headcount"."""
    named = _BEFORE.findall(text)
    for behind in _OF_WHOM.findall(text):
        for word in words(behind):
            if word in STOPWORDS:
                break
            named.append(word)
    return named


def _is_common(kit: Kit, word: str) -> bool:
    return len(kit.concordance.with_synonyms(word)) * COMMON >= len(kit.index.sentences)
