"""What a row must hold where another row holds it: whoever is in charge, or the very number of which members one is picked out.

Of who is in charge of safety a culture of safety tells nothing, and a member of which no number is told is not the one "with four
directors", nor is it not.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.acts import names_who
from rag.corpus.profile import NUMBERS
from rag.text import STOPWORDS, stem, words
from rag.understanding.route import masked
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.types import Quote
    from rag.understanding.question import Question

ASKS_HEAD = Rule(
    "asks who is in charge",
    (
        r"who(?:'?s| is| was| are)? (?:\w++ )?(?:in charge|responsible|accountable|answerable)",
        r"who (?:oversees|heads(?: up)?|looks after|answers for|carries the can)",
    ),
    yes=("who's in charge of safety", "whos ultimately accountable for pay", "who heads up nursing", "who looks after safety"),
    no=("who is it", "who heard", "to whom are they accountable", "who does the board look after"),
)
ASKS_LEADER = Rule(
    "asks who leads something",
    ((r"who(?:['’]?s| is| was| are)? (?:(?:actually|now|then|currently) )?(?:in charge|runs?|ran|running|leads?|led|leading"
      r"|heads?(?: up)?|headed|heading|chairs?|chaired|chairing|oversees|oversaw|overseeing|manages|managed|managing"
      r"|directs?|directed)(?! to\b)"),),
    yes=("who runs the course", "who's leading it", "who actually chairs the panel", "and who is in charge",
         "who heads up nursing"),
    no=("who is it run by", "who led to it", "whose course", "who manage to stay", "who is the chair"),
)  # fmt: skip
_LED_BY = re.compile(r"\b(?:led|run|headed|chaired|overseen|managed|directed) by\b|\b(?:responsib(?:le|ility)|accountable) for\b")
_LEADS = re.compile(r"(?<![\w’'-])(?P<who>[\w’'-]++)\)?,? (?:who )?(?:leads?|runs?|heads?|chairs?|manages?|directs?)(?! of\b)\b")
_OVERSEES = re.compile(r"\b(?:overse(?:es?|eing)|oversaw|oversight|in charge)\b")
_PICKS = re.compile(
    r"\b(?:which|who|only)\b[^.,;:?!]{0,60}?\b(?:has|have|had|got|with|runs?|uses?)"
    rf" (?:only |just |its |the )?({'|'.join(NUMBERS[2:])}|\d{{1,2}})(?![\d,.%-])"
    r"(?! or\b| to\b| and\b|[–-]\d) (?!years?\b|months?\b|of\b)(?P<what>[a-z]+(?: [a-z]+){0,2})"
)
"""Not "more than ten years", which eleven are as well, nor "two or more"."""


def leader_first(kit: Kit, asked: Question, draft: Draft) -> Draft:
    """The draft without rows, led by what tells who leads, where that is asked and what stands first does not; of what was found
    the rest is folded: of "who runs the course" that it is a success tells nothing.
    """
    if draft.rows or draft.status != "answered" or not ASKS_LEADER.found(masked(asked.text, asked.mentions, "\n").lower()):
        return draft
    telling = [quote for quote in draft.quotes if _tells_leader(kit, quote)]
    if not telling or telling[0] == draft.quotes[0] or telling[0] in draft.beside:
        return draft
    rest = tuple(quote for quote in draft.quotes if quote not in telling)
    if draft.form == "find":
        return replace(draft, quotes=tuple(telling), more=(*rest, *draft.more))
    return replace(draft, quotes=(*telling, *rest))


def _tells_leader(kit: Kit, quote: Quote) -> bool:
    profile = kit.index.report.tags.profile.words
    posts = {stem(post) for post in profile.offices}
    told = quote.text.lower()
    oversees = _OVERSEES.search(told) and any(stem(word) in posts for word in words(told))
    return bool(oversees or _LED_BY.search(told)) or any(stem(found["who"]) in posts for found in _LEADS.finditer(told))


def lacking(kit: Kit, asked: Question, quotes: Sequence[Quote]) -> bool:
    """Whether the quotations name no post where it is asked who is in charge, or nobody where it is who appraises, or lack the
    number by which one is picked out.
    """
    told = [quote.text.lower() for quote in quotes]
    if not names_who(asked, told):
        return True
    text = masked(asked.text, asked.mentions, "\n").lower()
    if ASKS_HEAD.found(text):
        profile = kit.index.report.tags.profile.words
        posts = {stem(post) for post in profile.offices} - {stem(word) for word in profile.people}
        return not any(stem(word) in posts for one in told for word in words(one))
    picked = _PICKS.search(text)
    if picked is None:
        return False
    number = picked[1]
    figure = str(NUMBERS.index(number)) if number in NUMBERS else number
    named = NUMBERS[int(figure)] if int(figure) < len(NUMBERS) else figure
    counted = {stem(word) for word in picked["what"].split() if word not in STOPWORDS}
    same = re.compile(rf"(?<![\w,.-])(?<!\bor )(?<!\bto )(?:{figure}|{named})(?![\d%-]|[.,]\d| or | to ) ?((?:[\w’'-]+ ?){{1,3}})")
    told_of = (found[1] for one in told for found in same.finditer(one))  # "twenty-five" holds no five
    return not any(stem(word) in counted for behind in told_of for word in words(behind))
