"""The form ``voices``: what interviewees said, by role, trust, topic or tone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.draft import Draft
from rag.answering.entries import assemble, chance, quotes_of
from rag.answering.find import likeliest
from rag.answering.kit import questioned
from rag.answering.quotes import sentences_of
from rag.answering.roles import CALLED, asks_for_words_of, is_one_of, roles_of
from rag.answering.spoken_on import on_a_thing, who_once_were
from rag.text import stem, terms, words
from rag.types import Row
from rag.understanding.given import SPEAKER
from rag.understanding.route import SURE, masked
from rag.understanding.wants import ASKS_FOR_THEIR_WORDS, SOMEBODY

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.entries import Laid
    from rag.answering.find import Judged
    from rag.answering.kit import Kit
    from rag.types import Passage, Quote, TrustId
    from rag.understanding.question import Question

AT_ONCE = 3
"""Quotations at once: someone who looks for a quotation picks one."""
_ONE = re.compile(r"\b(?:(?:just|only) a|one|1|a single) (?:single |short |good |nice )?(?:quote|quotation|line|sentence)\b")
"""Asks for one, and not for some to pick from."""
_SEVERAL = re.compile(
    r"\b(?:quotes|quotations|lines|phrases|comments|remarks|views|opinions|voices|few|(?:they|people) (?:say|said|think))\b"
)
"""Asks for more than one, or for what a number of people said."""
BESIDE = 0.25
"""Share of the chance of a quotation that surely is on the subject asked for below which another one of the role is folded."""
TELLS = 0.25
"""The judge's chance of a quotation from which it is on what is asked for, and not only on the subject."""
_OF_QUALITY = re.compile(
    r"\b(?:inspiring|inspirational|best|great|good|nice|strong|powerful|memorable|striking|punchy|pithy|snappy|compelling|moving|quotable"
    r"|interesting|telling|killer|uplifting|motivational|motivating) (?=(?:\w+ )?(?:quot|line|remark|comment|words|sound))",
    re.IGNORECASE,
)
"""What a quotation is wished to be, which is nothing that it is on."""
_NOT_ON_IT = "None of their words is plainly on what you name."
_SENTENCE = re.compile(r"[^.?!]++[.?!]?")
_FROM = re.compile(r"\bquot(?:e|ation)s? (?:from|by) (?:an?|any|some) (?P<who>\w{2,20}+(?: \w{2,20}+){0,2}?)(?=\W*+$)")
"""Of whom, whoever it is, a quotation is asked for, and on nothing in particular."""
_ANYBODY = frozenset(terms("person people staff leader manager boss woman man senior interviewee somebody someone page interview"))
"""May be anyone whom it quotes, or nobody at all."""
COMMONEST = 5
"""Roles that are named where nobody is quoted of the people asked: of our report those of 29 of its 40 quotations."""


def answer(kit: Kit, asked: Question, laid: Laid) -> Draft:
    """The quotations in scope, the best of each trust first, the others folded; of a role that is named, its own first."""
    if not laid.shown:
        return Draft("voices", "about", laid.entry.card or "")
    at_once = 1 if _ONE.search(asked.text.lower()) else AT_ONCE
    roles = roles_of(kit, asked)
    if asked.each:
        return _of_each(kit, asked, laid, roles)
    if roles:
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


def _of_each(kit: Kit, asked: Question, laid: Laid, roles: frozenset[str]) -> Draft:
    """One quotation of each member that is asked of in a row of its own, of a role that is named alone; the others folded."""
    said: dict[TrustId | None, list[Quote]] = {}
    for part in (*laid.shown, *laid.folded):  # what a role says is not judged by how near the subject it comes
        said.setdefault(part.trust, []).extend(quotes_of(kit.index, part.quotes))
    spoken = (p for p in kit.index.passages if p.speaker and is_one_of(p.speaker, roles)) if roles else ()
    for passage in spoken:
        whole = quotes_of(kit.index, [tuple(s.index for s in passage.sentences)])
        own = said.setdefault(passage.trust, [])
        own.extend(q for q in whole if all(q.passage != other.passage for other in own))
    rows, more = [], said.get(None, [])
    for trust in asked.trusts or [t.id for t in kit.index.report.tags.trusts]:
        every = said.get(trust, [])
        own = [q for q in every if not roles or (q.speaker and is_one_of(q.speaker, roles))]
        rows.append(Row(trust, tuple(own[:1])) if own else kit.silence(trust, kit.sought(asked)))
        more = [*more, *(q for q in every if q not in own[:1])]
    quotes = tuple(q for row in rows for q in row.quotes)
    return Draft("voices", wording.status_of(rows), "", quotes, tuple(more), tuple(rows), heading=laid.entry.title)


def of_nobody(kit: Kit, asked: Question) -> Draft | None:
    """That nobody is quoted of the people whose words are asked for; ``None`` where some are, or no words are asked for."""
    people = whose_words(asked, kit.index.report.tags.profile.words.unasked)
    return _quotes_none(kit, people) if people else None


def of_others(kit: Kit, asked: Question, draft: Draft) -> Draft:
    """The draft, and that nobody is quoted of the people whose words are asked for, where the report tells something of these and
    that is shown; where it is not, that alone.
    """
    people = "" if who_once_were(kit, asked) else whose_words(asked, kit.index.report.tags.profile.words.unquoted)
    stranger = None if people or draft.status not in ("off_topic", "not_stated") else _FROM.search(asked.text.lower())
    if stranger and not _may_speak(kit, stranger["who"]):
        return replace(_quotes_none(kit, f"‘{stranger['who']}’"), next=draft.next)
    if draft.status == "about":
        return draft
    if draft.status not in ("answered", "partial"):
        return _quotes_none(kit, people) if people else draft
    none = wording.quotes_no(_printed(kit, people)) if people else _none_there(kit, asked)
    if not none:
        return draft
    if not people and not any(quote.trust in asked.trusts for quote in draft.quotes):  # what is said of all answers for nobody
        return Draft("voices", "not_stated", none, nearest=draft.nearest, next=draft.next)
    return replace(draft, status="partial", message=f"{none} {draft.message or wording.told(draft, kit.index.report.tags)}")


def _none_there(kit: Kit, asked: Question) -> str:
    """That nobody of the role whose words are asked for is quoted of the trusts asked; nothing where no such words are."""
    roles = roles_of(kit, replace(asked, mentions=()))
    return unquoted(kit, asked) if roles and asks_for_words_of(kit, asked, roles) else ""


def _may_speak(kit: Kit, who: str) -> bool:
    """Whether somebody called so may be among those who are quoted, or is nobody in particular: by the last of the words."""
    profile = kit.index.report.tags.profile
    listed = (*profile.words.people, *profile.words.roles, *profile.words.offices, *profile.words.unasked, *kit.speakers)
    group = (profile.group.noun, *profile.group.others, *profile.group.places)
    known = {stem(word) for name in (*listed, *group) for word in words(name)}
    return stem(words(who)[-1]) in known | _ANYBODY


_THEIRS = r"(?:views?|opinions?|voices?|ideas|feedback)"
_GATHERED = re.compile(
    r"\bhow (?:do|does|did|can|are|is)\b[^?.!]{0,60}? (?:get|got|gather|collect|seek|sought|capture|use|used|hear|ask for|act on"
    rf"|find out|take up)(?: (?:the|its|their))? (?:{SOMEBODY}['’]?s?['’]? {_THEIRS}|{_THEIRS} of (?:the )?{SOMEBODY})"
)
"""Asks how members come by what people think, and not for their words."""


def whose_words(asked: Question, listed: Sequence[str]) -> str:
    """Those of the ``listed`` people whose words a request asks for; empty for none of them."""
    told = _SENTENCE.findall(asked.text.lower())
    text = " ".join([one for one in told if one.endswith("?")] or told)  # what is told beside a question is the asker's own
    named = [people for people in listed if people.removesuffix("s") in text]
    if len(named) > 1:  # "junior doctors / registrars" are one somebody
        each = "|".join(re.escape(people.removesuffix("s")) for people in sorted(named, key=len, reverse=True))
        text = re.sub(rf"\b(?:{each})s?(?: ?[/,] ?| or | and )(?:the )?(?={each})", "", text)
    masked = {people: re.sub(rf"\b{re.escape(people.removesuffix('s'))}s?\b", SOMEBODY, text) for people in named}
    return next((p for p, own in masked.items() if ASKS_FOR_THEIR_WORDS.found(own) and not _GATHERED.search(own)), "")


def _printed(kit: Kit, people: str) -> str:
    """Some people as the report writes them: "GPs"; no capital of a sentence's beginning."""
    found = re.search(rf"\b{re.escape(people)}\b", kit.index.report.text, re.IGNORECASE)
    return found[0] if found and found[0][1:] != found[0][1:].lower() else people


def _quotes_none(kit: Kit, people: str) -> Draft:
    """That nobody is quoted of the people, and who is."""
    speakers = Counter(p.speaker for p in kit.index.passages if p.speaker).most_common(COMMONEST)
    people = _printed(kit, people)
    message = wording.quotes_none(people, [speaker for speaker, _ in speakers])
    return Draft("voices", "not_stated", message, next=(f"What does the report say about {people}?",))


def theirs(kit: Kit, asked: Question, draft: Draft, judged: Sequence[Judged]) -> Draft:
    """The draft; or, where a quotation of somebody in a role is asked for and it shows other words, that role's alone, the likelier
    one first. Of these what is on the subject leads; where nothing is, that is told. Of somebody's words that are told in other
    words the one quotation that surely is meant stands alone.
    """
    if SPEAKER.found(asked.text.lower()) and not draft.quotes:
        return draft  # a name is asked for
    if judged and (once := who_once_were(kit, asked)):
        rest = tuple(q for q in (*draft.quotes, *draft.more) if all(q.passage != own.passage for own in once))
        return Draft("voices", "answered", "", once[:AT_ONCE], (*once[AT_ONCE:], *rest))
    draft = _meant(kit, asked, on_a_thing(kit, asked, draft, judged), judged)
    roles = roles_of(kit, asked) if judged and draft.quotes and not asked.rows else frozenset()
    if not roles or not asks_for_words_of(kit, asked, roles):
        return draft
    if not all(q.speaker and is_one_of(q.speaker, roles) for q in draft.quotes):
        draft = _of_roles(kit, asked, draft, roles, judged)
    if not any(q.speaker and is_one_of(q.speaker, roles) for q in draft.quotes):
        return draft  # nobody in them is quoted there, which is told
    return _on_the_subject(kit, asked, draft, roles)


def others_of_theirs(kit: Kit, asked: Question, quotes: Sequence[Quote]) -> tuple[Quote, ...] | None:
    """What else somebody in the role says whose words were asked for, behind those of the ``quotes`` that are theirs: "another
    one"; ``None`` where nobody's were.
    """
    roles = roles_of(kit, asked)
    if not roles or not asks_for_words_of(kit, asked, roles):
        return None
    own = tuple(q for q in quotes if q.speaker and is_one_of(q.speaker, roles))
    every = quotes_of(kit.index, [tuple(s.index for s in p.sentences) for p in _spoken(kit, asked, roles)])
    return (*own, *(q for q in every if all(q.passage != other.passage for other in own)))


def _spoken(kit: Kit, asked: Question, roles: frozenset[str]) -> list[Passage]:
    """The quotations of those in the roles, of the trusts asked."""
    spoken = (p for p in kit.index.passages if p.speaker and is_one_of(p.speaker, roles))
    return [p for p in spoken if not asked.trusts or p.trust in asked.trusts]


def _meant(kit: Kit, asked: Question, draft: Draft, judged: Sequence[Judged]) -> Draft:
    """The draft with what is likely not meant folded, where the judge is sure of one and not several are asked for."""
    if draft.form != "voices" or draft.rows or draft.complete or not judged or _SEVERAL.search(asked.text.lower()):
        return draft
    chances = likeliest(judged)
    told = [chance(sentences_of(kit.index, q), chances) for q in draft.quotes]
    best = max(told, default=0.0)
    if best < TELLS:
        return draft
    kept = tuple(q for q, own in zip(draft.quotes, told, strict=True) if own >= BESIDE * best)
    return replace(draft, quotes=kept, more=(*(q for q in draft.quotes if q not in kept), *draft.more))


def _of_roles(kit: Kit, asked: Question, draft: Draft, roles: frozenset[str], judged: Sequence[Judged]) -> Draft:
    """What those in the roles say, the likelier one first, and what the draft shows folded; the draft where they say nothing."""
    chances = likeliest(judged)
    spoken = _spoken(kit, asked, roles)
    told = {p.id: max(chances[s.index] for s in p.sentences) for p in spoken}
    spoken.sort(key=lambda p: -told[p.id])
    best = told[spoken[0].id] if spoken else 0.0
    near = sum(told[p.id] >= BESIDE * best for p in spoken) if best >= SURE else AT_ONCE
    own = quotes_of(kit.index, [tuple(s.index for s in p.sentences) for p in spoken])
    at_once = min(AT_ONCE, near)
    rest = (*own[at_once:], *(q for q in (*draft.quotes, *draft.more) if not any(q.start < o.end and o.start < q.end for o in own)))
    kept = draft.heading if any(q in draft.quotes for q in own[:at_once]) else ""  # it may be on what they do not speak of
    told_of = replace(draft, form="voices", status="answered", quotes=tuple(own[:at_once]), more=rest, rows=(), heading=kept)
    return told_of if own else draft


def _on_the_subject(kit: Kit, asked: Question, draft: Draft, roles: frozenset[str]) -> Draft:
    """The draft with what the roles say of a subject that is named beside them, or that none of it plainly is on that."""
    own = CALLED.union(word for role in roles for name in (role, *kit.speakers[role]) for word in terms(name))
    plain = _OF_QUALITY.sub(" ", masked(asked.text, asked.mentions, "\n"))
    subject = [word for word in kit.subject(replace(asked, text=plain, mentions=())) if not own.issuperset(terms(word))]
    if not subject:
        return draft
    if draft.heading and own.isdisjoint(terms(draft.heading)):
        return draft  # an editor chose these words by what they are on
    named = replace(asked, text=" ".join(subject), mentions=())
    on = [q for q in (*draft.quotes, *draft.more) if q.speaker and is_one_of(q.speaker, roles) and kit.speaks_of(q, named)]
    if not on:
        kept = draft.quotes[:1]
        return replace(draft, status="partial", note=_NOT_ON_IT, quotes=kept, more=(*draft.quotes[1:], *draft.more))
    rest = tuple(q for q in (*draft.quotes, *draft.more) if q not in on[:AT_ONCE])
    return replace(draft, quotes=tuple(on[:AT_ONCE]), more=rest)


def unquoted(kit: Kit, asked: Question) -> str:
    """That nobody of the role asked for is quoted in what the report says of the trusts asked, and who is; else nothing."""
    named = roles_of(kit, replace(asked, text=questioned(asked), mentions=())) if asked.voice else frozenset()
    there = dict.fromkeys(p.speaker for p in kit.index.passages if p.speaker and p.trust in asked.trusts)
    if (
        not named
        or not there
        or any(is_one_of(one, named) for one in there)
        or any(_is_told_by(kit, role, asked.trusts) for role in named)
    ):
        return ""
    return wording.unquoted(sorted(named), list(there), asked.trusts, kit.index.report.tags)


def _is_told_by(kit: Kit, role: str, trusts: Sequence[TrustId]) -> bool:
    """Whether words of somebody in a role stand in a sentence on the trusts: "according to one clinical director"."""
    told = re.compile(
        rf"\b(?:according to|said|says) (?:\w+ )?{re.escape(role.lower())}|\b{re.escape(role.lower())}s? (?:said|says)\b"
    )
    return any(told.search(s.text.lower()) for p in kit.index.passages if p.trust in trusts for s in p.sentences)
