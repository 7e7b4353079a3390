"""“Best quote on culture”: what interviewees say of a thing that a quotation is asked on, where no editor has gathered that; and
what they say who were once of the people asked for, as they tell of themselves.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.draft import Draft
from rag.answering.entries import quotes_of
from rag.answering.find import likeliest
from rag.understanding.route import masked
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.find import Judged
    from rag.answering.kit import Kit
    from rag.types import Quote
    from rag.understanding.question import Question

AT_ONCE = 3
"""Quotations at once, as those that an editor has gathered."""
ON_A_THING = Rule(
    "asks for a quotation on a thing",
    (r"(?:quot(?:e|ation)s?|sound ?bites?|verbatims?) (?:on|about|regarding|re|around|concerning|to do with)",),
    yes=("best quote on pay", "i need a good quotation about wards for a slide", "got any soundbites on pay?"),
    no=("what do they say about pay", "quote from the chair on pay", "how many quotes are there", "quotes", "misquote on it"),
    tail=r" (?P<thing>[a-z][^.;?!\n]{2,60})",
)  # fmt: skip
_WHOSE = r"(?P<{}>(?!of\b)[a-z-]++(?: (?!who\b|that\b)[a-z-]++)?+)"
_WORK = r"(?:work|train|start|began|beg[au]n)(?:ed)?(?: out)?(?: t?here)? as"
ONCE = Rule(
    "asks for words of those who were something before",
    (
        rf"(?:former|previous|one-?time|past|ex)[ -]{_WHOSE.format('former')}",
        rf"(?:used to be|had been|ha(?:s|ve) been|was once|were once|{_WORK}) (?:an? )?{_WHOSE.format('was')}",
        (r"(?:who|that) (?:had |has |have |once )?(?:first |originally |previously )?"
         r"(?:trained|(?:did|done) (?:his|her|their) training)(?= (?:t?here|at|in|with|before|first)\b|[ ?.!]*+$)"),
    ),
    yes=("a quote from a former trainee", "quotes by people who used to be registrars",
         "what did doctors who trained there say of it"),
    no=("a quote from a trainee", "former trainees are hired", "what does the report say about former trainees",
        "a quote on doctors who trained staff"),
    bounded=False,
    head=(r"(?:(?:\bquot(?:e|ation)s?|\bsound ?bites?|\b(?:something|words|lines?|comments?|remarks?)(?: said)?)(?: \w++)?"
          r" (?:from|by|of)\b[^?.!]{0,60}? |\bwhat (?:do|did|does|have|has) (?=[^?.!]{2,90} sa(?:y|id)\b)"
          r"(?!(?:the |it |this )?(?:report|study|authors?|say)\b)[^?.!]{0,60}?\b)"),
)  # fmt: skip
_OF_SELF = re.compile(
    r"\bI\b[^.?!]{0,120}?\bas an? (?P<was>[a-z]++(?: [a-z]++)?)|\b[Aa]s an? (?P<first>[a-z]++)\b[^.?!]{0,120}? I\b"
)
"""Tells of himself what somebody was, not whom he speaks of."""


def who_once_were(kit: Kit, asked: Question) -> tuple[Quote, ...]:
    """Quotations in which those who speak tell of themselves that they were of the people whom the report does not quote, where
    words of such are asked for: a trainee's of before.
    """
    found = None if asked.rows else ONCE.pattern.search(masked(asked.text, asked.mentions, "\n").lower())
    people = [one.removesuffix("s") for one in kit.index.report.tags.profile.words.unquoted]
    named = found and " ".join(filter(None, found.groups()))
    if found is None or (named and not any(one in named for one in people)):
        return ()
    spoken = [p for p in kit.index.passages if p.speaker and (not asked.trusts or p.trust in asked.trusts)]
    every = (quote for p in spoken for quote in quotes_of(kit.index, [tuple(s.index for s in p.sentences)]))
    told = ((quote, _OF_SELF.search(quote.text)) for quote in every)
    return tuple(quote for quote, own in told if own and any(one in (own["was"] or own["first"]) for one in people))


def on_a_thing(kit: Kit, asked: Question, draft: Draft, judged: Sequence[Judged]) -> Draft:
    """The draft; or, where a quotation on a thing is asked for and it shows no gathered ones, those interview quotations that name
    the thing, the likelier first. The draft where none does.
    """
    typed = masked(asked.text, asked.mentions, "\n").lower()
    found = ON_A_THING.pattern.search(typed) if judged and not asked.rows else None
    if found is None or draft.form not in ("find", "topic", "term") or draft.rows:
        return draft
    thing = replace(asked, text=found["thing"], mentions=(), lead="")
    if not kit.subject(thing) or kit.unheard(kit.things(thing)):
        return draft
    spoken = [p for p in kit.index.passages if p.speaker and (not asked.trusts or p.trust in asked.trusts)]
    every = [quote for p in spoken for quote in quotes_of(kit.index, [tuple(s.index for s in p.sentences)])]
    chances = likeliest(judged)
    likely = {p.id: max(chances[s.index] for s in p.sentences) for p in spoken}
    own = sorted((q for q in every if kit.speaks_of(q, thing)), key=lambda q: -likely[q.passage])
    if not own:
        return _told_behind(kit, draft, thing, every)
    rest = tuple(q for q in (*draft.quotes, *draft.more) if q not in own)
    return Draft("voices", "answered", "", tuple(own[:AT_ONCE]), (*own[AT_ONCE:], *rest))


def _told_behind(kit: Kit, draft: Draft, thing: Question, spoken: Sequence[Quote]) -> Draft:
    """The draft led by the interview quotation that stands right behind what it shows of the thing, which goes on with that in
    words that need not name it ("that room"); as it is where none does.
    """
    order = {passage.id: n for n, passage in enumerate(kit.index.passages)}
    shown = [q for q in draft.quotes if not q.speaker and kit.speaks_of(q, thing)][:1]
    own = [q for q in spoken for one in shown if order[q.passage] == order[one.passage] + 1 and q.heading == one.heading]
    rest = tuple(q for q in (*draft.quotes, *draft.more) if q not in (*own, *shown))
    return Draft("voices", "answered", "", (*own, *shown), rest, complete=True) if own else draft
