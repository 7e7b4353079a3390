"""“How is the Oak Clinic organised?”: a body or person that the report names and of which, in itself, it tells nothing else."""

from __future__ import annotations

import re
from collections import Counter
from itertools import takewhile
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.by_name import is_proper, names_of
from rag.answering.draft import Draft
from rag.answering.quotes import make_quotes, widen
from rag.text import STOPWORDS, stem, terms, words
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rag.answering.kit import Kit
    from rag.corpus.prepared import Entry
    from rag.understanding.question import Question

NAMED_ONLY = "The report names it and does not say that."
PLACES = 6
"""Sentences at most on what is only named: four name the body that is named most."""
ASKS_OF = Rule(
    "asks something of what stands behind it",
    (
        r"(?:how|why|when|where|what)(?:'s| is| was| are| were| does| did| do| has| had| have)",
        r"(?:why|how) (?:is it that|come)",
    ),
    yes=("how is the clinic led", "so why does the clinic pay", "when was the clinic founded", "how come the clinic is led so"),
    no=("who mentions the clinic", "what they learn from the clinic", "and the clinic", "tell me how the clinic is led"),
    bounded=False, head=r"^(?:(?:and|so|ok|please)[ ,]++){0,2}+", tail=r" (?:the )?",
)  # fmt: skip
_OF_THE_REPORT = frozenset(
    terms(
        "mention say stand name appear cite quote refer discuss about for like mean work role part link teach taught give gave "
        "bring brought inspire influence offer"
    )
)
"""What the report does with a name, or what it tells that the named one did for others; not what that is in itself."""


class OnlyNamed:
    """What the report names by proper names: the terms that are such, by what they are called. Found once."""

    def __init__(self, kit: Kit, entries: Iterable[Entry]) -> None:
        self._kit = kit
        proper = [entry for entry in entries if entry.form == "term" and is_proper(kit, entry)]
        self._called = [(name.lower(), entry) for entry in proper for name in names_of(entry)]

    def of_itself(self, asked: Question, draft: Draft) -> Draft:
        """The draft; where it is asked what some named thing is or does in itself, and nothing of that stands where the report has
        the name, nor in what an editor quotes of it, that the report does not say it.
        """
        if asked.trusts or asked.lead or asked.each or draft.status not in ("answered", "partial", "off_topic"):
            return draft
        kit, lowered = self._kit, asked.text.lower()
        found = ASKS_OF.pattern.match(lowered)
        name, told = self._named(lowered[found.end() :]) if found else ("", frozenset[int]())
        rest = words(lowered.partition(name)[2].removeprefix("'s")) if name else []
        of_it = [word for word in rest if word not in STOPWORDS and stem(word) not in _OF_THE_REPORT]
        rarest = sorted(of_it, key=lambda word: len(kit.concordance.with_synonyms(word)))[: (len(of_it) + 1) // 2]
        if not rarest or any(not kit.concordance.with_synonyms(word).isdisjoint(told) for word in rarest):
            return draft
        first = min(kit.concordance.near(words(name)))
        nearest = make_quotes(kit.index, widen(kit.index, [first], listing=False))
        printed = re.search(re.escape(name), kit.index.report.text, re.IGNORECASE)
        click = f"What does the report say about {printed[0] if printed else name}?"
        return Draft("find", "not_stated", f"{NAMED_ONLY}{wording.OFFERED}", nearest=nearest, next=(click,))

    def _named(self, text: str) -> tuple[str, frozenset[int]]:
        """The name with which a text begins, a term's or words that the report has with a capital alone, and the sentences that
        have it or that an editor quotes of it; none where those are many, or two stand together: of that the report tells more.
        """
        kit = self._kit
        called = ((name, entry) for name, entry in self._called if _begins(text, name))
        name, entry = max(called, key=lambda pair: len(pair[0]), default=("", None))
        run = " ".join(takewhile(kit.concordance.named, words(text)))
        name = run if len(run) > len(name) and (entry or " " in run) and _begins(text, run) else name
        places = kit.concordance.near(words(name)) if name else frozenset[int]()
        quoted = {quote for part in entry.parts for quote in part.quotes} if entry else set[tuple[int, ...]]()
        beside = {(n,) for n in places if not any(n in quote for quote in quoted)}
        homes = Counter(kit.index.homes[quote[0]] for quote in quoted | beside)
        told = frozenset(n for quote in quoted | beside for n in quote)
        return (name, told) if places and len(told) <= PLACES and max(homes.values()) == 1 else ("", frozenset())


def _begins(text: str, name: str) -> bool:
    return text.startswith(name) and not text[len(name) :][:1].isalnum()
