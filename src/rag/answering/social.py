"""The form ``social``: thanks, hello, a complaint; a short kind word that goes on from where the talk is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.answering.draft import Draft
from rag.text import words
from rag.understanding.asking import asks
from rag.understanding.phrases import OF_ITSELF, RETURNS
from rag.understanding.route import SOCIAL, SURE

if TYPE_CHECKING:
    from rag.answering.candidates import Candidates
    from rag.answering.lookup import LookUps
    from rag.corpus.prepared import Entry
    from rag.understanding.question import Question
    from rag.understanding.route import Route

AT_A_RETURN = "you-there"
"""Subject of the card that greets whoever is back."""
_CLAUSE = re.compile(r"[.,;:!?] | [–-] ")
"""Behind it stands what is asked after some small talk: "long night, are you any good?"."""


def answer(entry: Entry) -> Draft:
    """The entry's card; nothing of the report is quoted."""
    card = entry.card or entry.title
    return Draft("about", "about", card) if entry.form == "about" else Draft("social", "greeting", card)


def of_itself(rivals: Candidates, asked: Question, route: Route) -> Entry | None:
    """The likeliest card on the assistant, where what it is worth is asked and nothing else, whatever small talk stands before."""
    if asked.mentions or asked.lead:
        return None
    *before, last = _CLAUSE.split(asked.text.lower().strip(" .,!?"))
    alone = OF_ITSELF.found(last) and not any(asks(one) for one in before)
    return rivals.on_the_assistant(route) if alone else None


def meant(rivals: Candidates, lookups: LookUps, asked: Question, route: Route) -> Entry | None:
    """The kind word that is meant, where small talk is likelier than all else together."""
    own = rivals.social(route)
    likely = sum(own.values()) + route.of(SOCIAL)
    if not own or asked.mentions or not (likely > SURE or asked.kind == "greeting"):
        return None
    back = RETURNS.found(asked.text.lower())
    welcome = next((e for name in own if back and (e := rivals.entries[name]).subject == AT_A_RETURN), None)
    kind_word = welcome or rivals.entries[max(own, key=own.__getitem__)]
    typed = words(asked.text)
    surely = own[kind_word.id] > SURE and any(words(ask) == typed for ask in kind_word.asks)
    if asked.kind != "greeting" and not surely and lookups.has(asked, route):
        return None  # one of the report's own words, and no kind word that is meant for sure
    return kind_word
