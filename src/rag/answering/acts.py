"""Whether quotations tell who acts on somebody, where that is asked: that the chief executive appraises the chairs tells nothing of
who appraises the chief executive.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.text import stem, words
from rag.understanding.route import masked
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rag.answering.kit import Kit
    from rag.understanding.question import Question

_END = re.compile(r"[.;!?\n]")
ASKS_WHO_ACTS = Rule(
    "asks who acts on somebody",
    (
        r"(?P<appraise>apprais(?:es?|ed)|assess(?:es|ed)?|(?:the |their )?(?:appraising|appraisals?) (?:of|for|at))",
        r"(?P<mentor>mentor(?:s|ed)?|coach(?:es|ed)?)",
        (r"(?P<appoint>appoint(?:s|ed)?|chooses?|chose|selects?|selected|picks?|picked|hires?|hired|recruits?|recruited|elects?|elected"
         r"|interviews?|interviewed)"),
        r"(?P<manage>(?:line[- ])?manag(?:es?|ed)|supervis(?:es?|ed)|oversees?|oversaw)",
        r"(?P<dismiss>dismiss(?:es|ed)?|sack(?:s|ed)?|fires?|fired)",
    ),
    yes=("who appraises the chair", "who mentors new consultants", "and who appointed the board", "so who line manages matrons",
         "who can sack the chair"),
    no=("who is appraised by the chair", "who manages", "how does the board appoint the chair", "who is the manager of wards"),
    bounded=False,
    head=r"^(?:(?:and|so|but|ok|also)[ ,]++){0,2}+who(?: does| do| can| will)? (?:\w++ly )?",
    tail=r" (?P<whom>\w[^?.!]{2,60}+)",
)  # fmt: skip
_LEADERS = re.compile(r"^(?:\w++ )?(?:leaders?|bosses|boss)$")
"""Whoever leads, in whatever post: of who appraises the leaders it tells who appraises the chairs."""
_TOLD = {
    "appraise": r"apprais\w*|assess\w*|performance reviews?|responsib\w*",
    "mentor": r"mentor\w*|coach\w*|budd(?:y|ies|ied|ying)",
    "appoint": (
        r"appoint\w*|select\w*|choos\w*|chose\w*|pick\w*|hir(?:e[sd]?|ing)|recruit\w*|elect(?:s|ed|ion)?|interview\w*|panels?"
    ),
    "manage": r"manag(?!er)\w*|supervis\w*|overs(?:ee\w*|aw|ight)|accountab\w*|responsib\w*|report(?:s|ing)?|track\w*|led|leads?",
    "dismiss": r"dismiss\w*|sack\w*|fired|remov\w*|resign\w*",
}
"""By what a sentence tells of each."""
_BETWEEN = re.compile(r"(?! to\b)[^.;:]{0,60}")
"""Between an act and on whom: "appointing all new consultants"."""
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)(?: \w++){0,2} $")
_OF = re.compile(r"(?:['’]s?)? ")
_RESPONSIBLE = re.compile(r"\b(?:responsib(?:le|ility) (?:for|of)|responsibility|accountable for)\b")
_APPRAISES = re.compile(r"\b(?:apprais|assess)\w*")
_TO_BE = re.compile(r"\b(?:is|are|was|were|be|been|being)\b")
_FINITE = re.compile(r"(?<!al)(?<!er)(?<!w)(?<!ment)(?:ed|es|s)$")
_BY = re.compile(r"[^.;:]{0,40}?\bby (?!\w+ing\b)")
_NOUN = re.compile(r"(?:als?|tions?|ments?|panels?|ing|reviews?)$")

WHO_THEY_ARE = Rule(
    "asks who they are that do something",
    ((r"who(?:'s| is| are| was| were) (?:the |their |its |these |those )?(?:\w++ )??(?P<agent>mentor|coach|assessor|trainer|tutor"
      r"|facilitator|appraiser|interviewer|teacher|lecturer|instructor|examiner|inspector|reviewer|sponsor|organiser)(?:e?s)?"),),
    yes=("who are the mentors?", "and who was their external assessor", "who're the nurses and who are the coaches"),
    no=("who is mentored", "who are the leaders", "what do the mentors do", "who is coaching them"),
)  # fmt: skip


def are_told(asked: Question, quotations: Iterable[str]) -> bool:
    """Whether a sentence speaks of those themselves who do something, of whom it is asked who they are, or tells by whom it is
    done: that mentoring is offered does not tell who the mentors are.
    """
    found = WHO_THEY_ARE.pattern.search(asked.text.lower())
    if found is None:
        return True
    agent = found["agent"]
    act = re.compile(rf"\b{agent}(?:e?s)?\b(?!ing)|\b{re.sub('(?:e|o)r$', '', agent)}\w*+[^.;]{{0,80}}?\b(?:by|from|panels?)\b")
    return any(act.search(quotation.lower()) for quotation in quotations)


def names_who(asked: Question, quotations: Iterable[str]) -> bool:
    """Whether a sentence tells who it is that appraises, where that is asked: "X appraises", "appraised by X", "X is responsible",
    and not how people are appraised.
    """
    text = masked(asked.text, asked.mentions, "\n").lower()
    found = None if asked.lead else ASKS_WHO_ACTS.pattern.search(text)
    if found is None or not found["appraise"]:
        return True
    sentences = (sentence.lower() for quotation in quotations for sentence in _END.split(quotation))
    return any(_RESPONSIBLE.search(one) or any(_by_somebody(one, done) for done in _APPRAISES.finditer(one)) for one in sentences)


def _by_somebody(sentence: str, done: re.Match[str]) -> bool:
    """Whether the act is somebody's there: it is a verb of what one does, or it is said by whom."""
    passive = done[0].endswith("ed") and _TO_BE.search(sentence[: done.start()])
    return (not passive and bool(_FINITE.search(done[0]))) or bool(_BY.match(sentence[done.end() :]))


def acted_on(kit: Kit, asked: Question, quotations: Iterable[str]) -> bool:
    """Whether a sentence of the quotations tells of the act on somebody, and not of him as the one who acts; true where no such
    thing is asked of people in a post, as the report's profile lists them.
    """
    text = masked(asked.text, asked.mentions, "\n").lower()
    found = None if asked.lead else ASKS_WHO_ACTS.pattern.search(text)
    if found is None:
        return True
    posts = {stem(post) for post in kit.index.report.tags.profile.words.offices}
    named = [unit for unit in kit.telling_of(found["whom"]) if any(stem(word) in posts for word in words(unit))]
    if named and all(_LEADERS.fullmatch(unit) for unit in named):
        named = sorted({*named, *kit.index.report.tags.profile.words.offices})
    act = re.compile(rf"\b(?:{_TOLD[next(name for name in _TOLD if found[name])]})")
    return not named or any(
        _is_done_to(sentence.lower(), act, kit.concordance.spans(sentence, named))
        for quotation in quotations
        for sentence in _END.split(quotation)
    )


def _is_done_to(sentence: str, act: re.Pattern[str], people: Sequence[tuple[int, int]]) -> bool:
    """Whether the act stands before somebody, "appoints the chair", or behind him as what is done to him, "the chair is appointed",
    "chair appointments".
    """
    acts = list(act.finditer(sentence))
    return any(
        (done.end() <= start and _BETWEEN.fullmatch(sentence[done.end() : start]))
        or (end <= done.start() and _PASSIVE.search(sentence[end : done.start()]) and not done[0].startswith("responsib"))
        or (_OF.fullmatch(sentence[end : done.start()]) and _NOUN.search(done[0]))
        for start, end in people
        for done in acts
    )
