"""Whose words a request asks for: the roles of those whom the report quotes that it names, and that it names them as speaking."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.text import terms
from rag.understanding.route import masked
from rag.understanding.rules import Rule
from rag.understanding.wants import ASKS_FOR_THEIR_WORDS, SOMEBODY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rag.answering.kit import Kit
    from rag.types import Quote
    from rag.understanding.question import Question

ON_WHOM = Rule(
    "says of whom or what something is said",
    (r"(?:(?<!what )(?<!how )about|towards?|regarding|concerning|(?<=think )of|(?<=make )of|(?<=speak )of|(?<=say )of)",),
    yes=("what do they say about chairs", "their tone towards nurses: any moans", "what do they think of the chair"),
    no=("what about chairs", "words of a chair", "how about it"),
    bounded=False, head=r"\b", tail=r" [a-z][^,;:.?!\n]{1,60}?(?=$|[,;:.?!\n]| (?:from|by) )",
)  # fmt: skip
"""Who stands there is spoken of, and does not speak."""
MANAGERS = Rule(
    "names those who manage",
    (r"managers?|management|bosses",),
    yes=("what do managers say", "a manager's view", "the view of management", "the bosses"),
    no=("they manage to say", "a managing director", "boss around"),
)
_SPACES = re.compile(r" {2,}+")
_MANAGE = frozenset(terms("executive ceo chief"))
"""Stems of what managers may be called who are quoted."""
CALLED = frozenset(terms("manager managers management boss bosses"))
"""Stems of what managers are called who are asked for."""


def who_speaks(text: str) -> str:
    """A request in lower case without of whom something is said."""
    return _SPACES.sub(" ", ON_WHOM.without(text.lower()))


def roles_of(kit: Kit, asked: Question) -> frozenset[str]:
    """The roles of the report's speakers that a request names as speaking, by word or synonym; the longest where one holds another.
    Managers are those whose role says so, or executives where none does.
    """
    if _means_managers(kit, asked):
        return frozenset(s for s in kit.speakers if not _MANAGE.isdisjoint(terms(s)))
    named = _named(kit, asked, who_speaks(asked.text))
    return named | _or_another(kit, asked.text.lower()) if named else named


def _or_another(kit: Kit, lowered: str) -> frozenset[str]:
    """Those of an office that is named beside a role by its last word alone: "a consultant or director"."""
    last = {speaker: speaker.lower().split()[-1] for speaker in kit.speakers if " " in speaker}
    return frozenset(s for s, word in last.items() if re.search(rf"\b(?:or|and) (?:an? )?{re.escape(word)}s?\b", lowered))


def _named(kit: Kit, asked: Question, spoken: str) -> frozenset[str]:
    text = f" {' '.join(terms(spoken))} "
    heads = {head for unit in kit.telling(replace(asked, text=spoken, mentions=())) for head in kit.concordance.heads(unit)}
    said = {s: [name for name in names if f" {name} " in text] for s, names in kit.speakers.items()}
    named = {s: max(own, key=len, default=kit.speakers[s][0]) for s, own in said.items() if own or s.lower() in heads}
    return frozenset(s for s, own in named.items() if not any(own != other and own in other for other in named.values()))


def asks_for_words_of(kit: Kit, asked: Question, roles: frozenset[str]) -> bool:
    """Whether the request asks what somebody in one of the roles said: a quotation, their words."""
    text = re.sub(r"(?:the )?\n(?:['’]s?(?= ))?", "the", masked(asked.text, asked.mentions, "\n").lower())  # "Ash's chair"
    names = {role.lower() for role in roles}
    names |= {head for role in names for head in kit.concordance.heads(role)}
    names |= {"manager", "management"}
    names |= {unit for unit in kit.telling(asked) if names & set(kit.concordance.heads(unit))}
    named = re.sub(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})s?\b", SOMEBODY, text)
    return ASKS_FOR_THEIR_WORDS.found(named) or ASKS_FOR_THEIR_WORDS.found(who_speaks(named))


def is_one_of(speaker: str, roles: frozenset[str]) -> bool:
    """Whether a speaker has one of the roles, more closely told or not: an executive director is an executive."""
    own = f" {' '.join(terms(speaker))} "
    return any(f" {' '.join(terms(role))} " in own for role in roles)


def who_manages(kit: Kit, asked: Question, quotes: Iterable[Quote]) -> str:
    """That nobody who is quoted is called a manager, and who the ``quotes`` are of, where managers' words are asked for."""
    if not _means_managers(kit, asked):
        return ""
    speakers = dict.fromkeys(wording.lowered(quote.speaker) for quote in quotes if quote.speaker)
    return f"Nobody whom it quotes is called a manager; shown is, by role: {wording.listed(speakers)}." if speakers else ""


def _means_managers(kit: Kit, asked: Question) -> bool:
    """Whether managers are named as speaking, no role of a speaker is, and no speaker is called so."""
    spoken = who_speaks(asked.text)
    return MANAGERS.found(spoken) and not _named(kit, asked, spoken) and not any(MANAGERS.found(s.lower()) for s in kit.speakers)
