"""“Anything critical said by an executive?”: of what is said in a tone the words of those who are asked for, and of nobody else.

An editor gathered what is said in a tone, and what each role says; who asks for both means what stands in both.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import voices
from rag.answering.draft import Draft
from rag.answering.entries import quotes_of
from rag.answering.roles import asks_for_words_of, is_one_of, roles_of, who_manages
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rag.answering.find import Judged
    from rag.answering.kit import Kit
    from rag.answering.prepared import Prepared
    from rag.answering.trace import Trace
    from rag.corpus.prepared import Entry
    from rag.understanding.question import Question

_SAYING = (
    r"(?= (?:remarks?|comments?|quot\w++|views?|words?|voices?|things?|lines?|opinions?|tones?|of\b|about|said|by|from|on\b)|\W*+$)"
)
CRITICAL = Rule(
    "names a critical tone",
    (
        rf"(?:critical|negative|unflattering|harsh|disparaging|unkind|sceptical|skeptical){_SAYING}",
        r"(?:anything|something|nothing) (?:critical|negative|sceptical|harsh)",
        r"critici[sz](?:e[ds]?|ing|ms?)|complain(?:ed|s|ing)?|grumbl(?:e[ds]?|ing)|moan(?:ed|s|ing)?",
    ),
    yes=("any negative remarks?", "critical of doctors", "something negative on them", "do they criticise it", "criticism of it",
         "who complained", "any grumbling", "chairs moaning", "is anything critical in it"),
    no=("what is critical to success", "a critical part", "negative effects", "complaints of patients", "the critic"),
)  # fmt: skip
PRAISING = Rule(
    "names a praising tone",
    (
        rf"(?:positive|favourable|flattering|glowing|enthusiastic|admiring){_SAYING}",
        r"(?:anything|something|nothing) (?:positive|nice|good)(?! (?:at|for|in)\b)|prais(?:e[ds]?|ing)|compliment(?:s|ed|ing)?",
    ),
    yes=("positive remarks", "anything nice said by a chair", "who praises it", "any compliments"),
    no=("a positive culture", "anything good at ash", "positive effects", "complimentary tickets"),
)  # fmt: skip


def theirs(kit: Kit, prepared: Prepared, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """``voices.theirs``; or, where a tone is named beside those in a role, what of their words an editor gathered in that tone."""
    gathered = _in_tone(prepared.entries, asked) if trace.judged and not asked.each else None
    roles = roles_of(kit, asked) if gathered else frozenset()
    asks = bool(roles) and asks_for_words_of(kit, asked, roles)
    parts = [part for part in gathered.parts if not asked.trusts or part.trust in asked.trusts] if gathered and asks else []
    every = (quote for part in parts for quote in quotes_of(kit.index, part.quotes))
    own = tuple(quote for quote in every if quote.speaker and is_one_of(quote.speaker, roles))
    if gathered is None or not own:
        return _told(kit, asked, voices.theirs(kit, asked, draft, trace.judged), trace.judged)
    rest = tuple(q for q in (*draft.quotes, *draft.more) if not any(q.start < o.end and o.start < q.end for o in own))
    shown, more = own[: voices.AT_ONCE], (*own[voices.AT_ONCE :], *rest)
    return Draft("voices", "answered", "", shown, more, heading=gathered.title, note=who_manages(kit, asked, shown))


def _told(kit: Kit, asked: Question, draft: Draft, judged: Sequence[Judged]) -> Draft:
    """The draft, and who they are where managers' words are asked for and those of executives are shown."""
    roles = roles_of(kit, asked) if judged and draft.form == "voices" else frozenset()
    if not roles or not asks_for_words_of(kit, asked, roles) or not all(q.speaker in roles for q in draft.quotes):
        return draft
    note = who_manages(kit, asked, draft.quotes)
    return replace(draft, note=" ".join(filter(None, (note, draft.note)))) if note else draft


def _in_tone(entries: Iterable[Entry], asked: Question) -> Entry | None:
    """What an editor gathered in the tone that a request names, by its title."""
    lowered = asked.text.lower()
    tone = next((rule for rule in (CRITICAL, PRAISING) if rule.found(lowered)), None)
    return next((e for e in entries if e.form == "voices" and tone.found(e.title.lower())), None) if tone else None
