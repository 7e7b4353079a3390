"""The form ``voices``: what interviewees said, by role, trust, topic or tone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.draft import Draft
from rag.answering.entries import assemble, quotes_of
from rag.answering.find import likeliest
from rag.text import terms
from rag.understanding.others import are_people
from rag.understanding.route import SURE
from rag.understanding.wants import ASKS_FOR_THEIR_WORDS, SOMEBODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.entries import Laid
    from rag.answering.find import Judged
    from rag.answering.kit import Kit
    from rag.understanding.question import Question

AT_ONCE = 3
"""Quotations at once: someone who looks for a quotation picks one."""
_ONE = re.compile(r"\b(?:just|only) (?:a|one|1) (?:single |short |good |nice )?(?:quote|quotation|line|sentence)\b")
"""Asks for one, and not for some to pick from."""
BESIDE = 0.25
"""Share of the chance of a quotation that surely is on the subject asked for below which another one of the role is folded."""
_QUOTE_FROM = re.compile(r"\bquot(?:es?|ations?) (?:from|by) (?:an? |any |the |some )?([\w-]++(?: [\w-]++){0,2})")
LETTERS = 3
"""Most letters of what people are called by an abbreviation, which is not told back: "gps"."""
_ANYBODY = frozenset(terms("staff people leaders medical clinical managers the"))
"""Words of people that may be anybody who was asked, whatever his post is called."""
_SENTENCE = re.compile(r"[^.?!]++[.?!]?")
COMMONEST = 5
"""Roles that are named where nobody is quoted of the people asked: of our report those of 29 of its 40 quotations."""


def answer(kit: Kit, asked: Question, laid: Laid) -> Draft:
    """The quotations in scope, the best of each trust first, the others folded; of a role that is named, its own first."""
    if not laid.shown:
        return Draft("voices", "about", laid.entry.card or "")
    at_once = 1 if _ONE.search(asked.text.lower()) else AT_ONCE
    if roles := _roles(kit, asked):
        every = [q for part in laid.shown for q in quotes_of(kit.index, part.quotes)]
        own = tuple(q for q in every if q.speaker in roles)
        if own:
            rest = (*own[at_once:], *(q for q in every if q not in own))
            return Draft("voices", "answered", "", own[:at_once], rest, heading=laid.entry.title)
    each = max(1, at_once // max(1, len(laid.shown)))
    quotes, more, _ = assemble(kit, asked, laid, general=each, each=each)
    if at_once == 1:
        quotes, more = quotes[:1], (*quotes[1:], *more)
    return Draft("voices", "answered", "", quotes, more, heading=laid.entry.title)


def of_nobody(kit: Kit, asked: Question) -> Draft | None:
    """That nobody is quoted of the people whose words are asked for; ``None`` where some are, or no words are asked for."""
    told = _SENTENCE.findall(asked.text.lower())
    text = " ".join([one for one in told if one.endswith("?")] or told)  # what is told beside a question is the asker's own
    unasked = (who for who in kit.index.report.tags.profile.words.unasked if who.removesuffix("s") in text)
    for who in unasked:
        if ASKS_FOR_THEIR_WORDS.found(re.sub(rf"\b{re.escape(who.removesuffix('s'))}s?\b", SOMEBODY, text)):
            return _none_of(kit, who)
    return None


def _unquoted_people(kit: Kit, asked: Question) -> str:
    """The people of whom a quotation is asked for where none of them is quoted, "a quote from a junior doctor"; else nothing.

    What the report tells of what they said answers a request that asks for no quotation.
    """
    wanted = _QUOTE_FROM.search(asked.text.lower())
    behind = wanted[1].split() if wanted else []
    first = (" ".join(behind[:n]) for n in range(len(behind), 0, -1))
    who = next((own for own in first if len(own) > LETTERS and are_people(own, kit.index.report.tags)), "")
    called = [set(terms(own)) for own in (who, *kit.concordance.heads(who))]
    if not who or called[0] <= _ANYBODY:
        return ""
    speak = any(own <= {*name.split()} for names in kit.speakers.values() for name in names for own in called)
    return "" if speak else who if who.endswith("s") else f"{who}s"


def _none_of(kit: Kit, who: str) -> Draft:
    speakers = Counter(p.speaker for p in kit.index.passages if p.speaker).most_common(COMMONEST)
    message = wording.quotes_none(who, [speaker for speaker, _ in speakers])
    return Draft("voices", "not_stated", message, next=(f"What does the report say about {who}?",))


def theirs(kit: Kit, asked: Question, draft: Draft, judged: Sequence[Judged]) -> Draft:
    """The draft; or, where a quotation of somebody in a role is asked for and it shows other words, that role's alone, the likelier
    one first. Of people of whom nobody is quoted that is told beside what was found.
    """
    if none := _unquoted_people(kit, asked):
        note = wording.quotes_no(none)
        message = f"{note} {draft.message}" if draft.message else ""
        shows = draft.status in ("answered", "partial")
        return replace(draft, note=f"{note} {draft.note}".strip(), message=message) if shows else _none_of(kit, none)
    roles = _roles(kit, asked) if judged and draft.quotes and not asked.rows else frozenset()
    if (
        not roles
        or all(q.speaker and _is_one_of(q.speaker, roles) for q in draft.quotes)
        or not _asks_for_words_of(kit, asked, roles)
    ):
        return draft
    chances = likeliest(judged)
    spoken = [
        p
        for p in kit.index.passages
        if p.speaker and _is_one_of(p.speaker, roles) and (not asked.trusts or p.trust in asked.trusts)
    ]
    told = {p.id: max(chances[s.index] for s in p.sentences) for p in spoken}
    spoken.sort(key=lambda p: -told[p.id])
    best = told[spoken[0].id] if spoken else 0.0
    near = sum(told[p.id] >= BESIDE * best for p in spoken) if best >= SURE else AT_ONCE
    own = quotes_of(kit.index, [tuple(s.index for s in p.sentences) for p in spoken])
    at_once = min(AT_ONCE, near)
    rest = (*own[at_once:], *(q for q in (*draft.quotes, *draft.more) if not any(q.start < o.end and o.start < q.end for o in own)))
    return replace(draft, form="voices", status="answered", quotes=tuple(own[:at_once]), more=rest, rows=()) if own else draft


def _is_one_of(speaker: str, roles: frozenset[str]) -> bool:
    """Whether a speaker has one of the roles, more closely told or not: an executive director is an executive."""
    own = f" {' '.join(terms(speaker))} "
    return any(f" {' '.join(terms(role))} " in own for role in roles)


def _asks_for_words_of(kit: Kit, asked: Question, roles: frozenset[str]) -> bool:
    """Whether the request asks what somebody in one of the roles said: a quotation, their words."""
    text = asked.text.lower()
    names = {role.lower() for role in roles}
    names |= {head for role in names for head in kit.concordance.heads(role)}
    names |= {unit for unit in kit.telling(asked) if names & set(kit.concordance.heads(unit))}
    named = re.sub(rf"\b(?:{'|'.join(map(re.escape, sorted(names, key=len, reverse=True)))})s?\b", SOMEBODY, text)
    return ASKS_FOR_THEIR_WORDS.found(named)


def unquoted(kit: Kit, asked: Question) -> str:
    """That nobody of the role asked for is quoted in what the report says of the trusts asked, and who is; else nothing."""
    named = _roles(kit, asked) if asked.voice else frozenset()
    there = dict.fromkeys(p.speaker for p in kit.index.passages if p.speaker and p.trust in asked.trusts)
    if not named or not there or not named.isdisjoint(there):
        return ""
    return wording.unquoted(sorted(named), list(there), asked.trusts, kit.index.report.tags)


def _roles(kit: Kit, asked: Question) -> frozenset[str]:
    """The roles of the report's speakers that a request names, by word or synonym; the longest where one holds another."""
    text = f" {' '.join(terms(asked.text))} "
    heads = {head for unit in kit.telling(asked) for head in kit.concordance.heads(unit)}
    said = {s: [name for name in names if f" {name} " in text] for s, names in kit.speakers.items()}
    named = {s: max(own, key=len, default=kit.speakers[s][0]) for s, own in said.items() if own or s.lower() in heads}
    return frozenset(s for s, own in named.items() if not any(own != other and own in other for other in named.values()))
