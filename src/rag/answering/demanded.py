"""Of a follow-up that asks plainly for one thing of what was talked of – who teaches there, what they scored, how often it meets,
how large the team is – whether what is quoted tells that; where nothing does, the report does not say.

What is near the thing, and was told before, is no answer to that, however likely it seems.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.aims import AIM
from rag.answering.aspects import not_told
from rag.answering.demands import DEMANDS, HOW_LARGE
from rag.answering.draft import Draft
from rag.answering.whom import PEOPLE
from rag.text import words
from rag.understanding.amended import FOR_THEM
from rag.understanding.asking import YES_OR_NO
from rag.understanding.outcome import FELT
from rag.understanding.pointing import JUDGES_IT, ON_A_THING
from rag.understanding.thing import points

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.demands import Demand
    from rag.answering.kit import Kit
    from rag.types import Quote
    from rag.understanding.question import Question

_OF_EVERYONE = re.compile(
    r"\b(?:all (?:\w++ )?(?:staff|employees|professionals|disciplines)|everyone|everybody|multi-?\w++)\b"
    r"|\b(?:another|other|any|all) (?:\w++ ){0,2}?professionals?\b(?! group)"
)
_OPEN_TO = re.compile(r"\bopen to\b")
"""For whom it is, which comes nearest where some people are not named."""
_ENDS_WITH = re.compile(
    r"(?:\b(?:about|for|on|with|regarding|re|of) (?:the |any |their |its |our |some )?|\bany |\bthere )(?P<thing>[\w'-]++)"
    r"(?: (?:at all|there|then|too))?[ ?.!]*+$"
)
"""The thing that a follow-up ends with: "what do they do about temps"."""
_ALIKE = re.compile(r"\b(?:similar|same|like (?:it|that|this)|equivalent)\b")
_OR_ELSE = re.compile(r",? or (?:is|are|was|were|do|does|did|just|only|not)\b[^?]*+", re.IGNORECASE)
"""What a follow-up only supposes instead: "do they get time, or is it weekends"."""
_HOW_MANY = re.compile(
    r"(?:(?:and|so|but|ok)[ ,]++){0,2}+how many (?:of (?:the |their |its )?)?(?P<whom>[\w-]++) (?!(?:are|is) there\b)\w"
)
_NUMBERED = re.compile(
    r"\b(?:\d[\d,]*+(?: per cent|%)?|half|most|two|three|four|five|six|seven|eight|nine|ten)(?: of)?(?: (?:the|its|all|their))?"
    r" (?P<whom>(?:[\w-]++ ){0,2}[\w-]++)"
)
_POINTS = re.compile(r"\b(?:through|by|in|on|via|under|with) (?:this|these) \w")
_FEELING = re.compile(
    r"\bany [\w-]++ (?:about|with|over|against|to|from) (?:it|that|this|them|those)\b"
    r"|\b(?:moan|grumbl|grip[ei]|whing|fuss|backlash|push-?back|downside|snag|hiccup|teething|naysay|kick(?:ed)? off"
    r"|hat(?:e|ed|ers)|lov(?:e|ed))"
)
"""People feel in more words than the report has for it."""


def demanded(kit: Kit, asked: Question, draft: Draft) -> Draft:
    """The answer to a follow-up by what tells what it plainly asks for; where none of it does, or it asks of a thing or people that
    it does not name, that this is not said.
    """
    if told := _counted_near(kit, asked, draft):
        return told
    if not asked.lead or draft.status not in ("answered", "partial", "about") or not draft.quotes:
        return draft
    demand = next((one for one in DEMANDS if one.is_in(asked.text.lower(), asked.lead.lower())), None)
    if demand is not None and (not draft.rows or demand.after):
        return _by(kit, asked, draft, demand)
    if demand is not None:
        return draft
    if missing := _unheard(kit, asked):
        return _silent(draft, wording.not_stated(asked, missing, kit.index.report.tags, near=False), near=False)
    return draft if draft.rows or _of_them(kit, asked, draft.quotes) else _silent(_open_first(draft), not_told(""))


def _counted_near(kit: Kit, asked: Question, draft: Draft) -> Draft | None:
    """What comes nearest to a follow-up for a number, where it counts whom the turn names and points itself at what was told before
    it: "around 25 per cent of the nurses were chosen by this process"; ``None`` where it does not.
    """
    lowered = asked.text.lower()
    counted = _HOW_MANY.match(lowered) if asked.lead and draft.status == "not_stated" and draft.nearest else None
    if counted is None:
        return None
    for quote in draft.nearest:
        for sentence in re.split(r"[.;]", quote.text.lower()):
            numbers = _NUMBERED.finditer(sentence)
            if _POINTS.search(sentence) and any(kit.stands_in(found["whom"], counted["whom"]) for found in numbers):
                return Draft("find", "answered", "", (quote,), next=draft.next)
    return None


def without_aims(asked: Question, draft: Draft) -> Draft:
    """The answer to whether the thing talked of worked without what was only aimed at, where it has more."""
    if draft.status != "answered" or draft.rows or not asked.lead or not JUDGES_IT.found(asked.text.lower()):
        return draft
    kept = tuple(quote for quote in draft.quotes if not _aims(quote))
    rest = tuple(quote for quote in draft.quotes if quote not in kept)
    return replace(draft, quotes=kept, more=(*rest, *draft.more)) if kept and rest else draft


def _by(kit: Kit, asked: Question, draft: Draft, demand: Demand) -> Draft:
    """The answer by what of it tells what is demanded."""
    thing = kit.thing_of(asked)
    group = demand.rule.pattern.search(asked.text.lower()) if demand.rule is HOW_LARGE else None
    named = group["group"].split()[-1] if group else ""

    def tells(quote: Quote) -> bool:
        said = f"{quote.lead_in or ''} {quote.text}"
        if not demand.aims and _aims(quote):
            return False
        if demand.rule is HOW_LARGE:
            return any(demand.told.search(one.lower()) and kit.stands_in(one, named) for one in re.split(r"[.;]", said))
        on_it = not demand.of_it or not kit.subject(thing) or kit.tells(said, thing)
        on_it &= not demand.of_own or all(kit.stands_in(said, word) for word in kit.subject(asked))
        return on_it and bool(demand.told.search(said.lower()))

    kept = tuple(quote for quote in draft.quotes if tells(quote)) or tuple(quote for quote in draft.more if tells(quote))[:1]
    if not kept:
        return _silent(draft, not_told(demand.aspect))
    rest = tuple(quote for quote in (*draft.quotes, *draft.more) if quote not in kept)
    return replace(draft, status="answered", quotes=kept, more=rest, beside=())


def _aims(quote: Quote) -> bool:
    return AIM.search(f"{quote.lead_in or ''} {quote.text}".lower()) is not None


def _silent(draft: Draft, message: str, *, near: bool = True) -> Draft:
    nearest = draft.quotes[:1] if near else ()
    return Draft("find", "not_stated", message, nearest=nearest, next=draft.next)


def _open_first(draft: Draft) -> Draft:
    """The draft led by what tells for whom the thing is open, if any of it does."""
    quotes = sorted((*draft.quotes, *draft.more), key=lambda quote: not _OPEN_TO.search(quote.text.lower()))
    return replace(draft, quotes=tuple(quotes))


def _unheard(kit: Kit, asked: Question) -> tuple[str, ...]:
    """The word by which a follow-up says what it asks about where neither the report nor its readers have it, nor any other there:
    "any doctors sacked", "what do they do about temps".
    """
    lowered = asked.text.lower()
    if _FEELING.search(lowered) or FELT.found(lowered):
        return ()
    things = kit.but_people(kit.things(replace(asked, text=_OR_ELSE.sub("", asked.text))))
    missing = [word for word in things if not kit.concordance.with_synonyms(word) and kit.readers.isdisjoint(words(word))]
    if not things or len(missing) != len(things):
        return ()
    ends = _ENDS_WITH.search(lowered)
    at_the_end = ends is not None and any(ends["thing"] in word.split() for word in missing)
    whether = YES_OR_NO.found(lowered) or lowered.startswith("any ") or ON_A_THING.found(lowered)
    return tuple(missing) if at_the_end or whether else ()


def _of_them(kit: Kit, asked: Question, quotes: Sequence[Quote]) -> bool:
    """Whether some quotation names the people of one kind that a follow-up brings up, asking whether the thing talked of is for
    them, or all; true where it brings up none, or asks of something else.
    """
    own = {kind: found[kind] for found in PEOPLE.pattern.finditer(asked.text.lower()) for kind in found.groupdict() if found[kind]}
    of_it = points(asked, kit.index.report.tags) or FOR_THEM.found(asked.text.lower()) or _ALIKE.search(asked.text.lower())
    if len(own) != 1 or not of_it or PEOPLE.found(asked.lead.lower()):
        return True
    [(kind, word)] = own.items()
    forms = {kind, word, kind.removesuffix("s"), word.removesuffix("s")}
    told = [f"{q.lead_in or ''} {q.text}" for q in quotes]
    return any(kit.stands_in(text, form) for text in told for form in forms) or any(_OF_EVERYONE.search(t.lower()) for t in told)
