"""“What do the registrars say about working at Ash, and at Birch?”: where none of them is quoted, what is told of their words.

Of people whom the report does not quote in interview it may tell all the same what they say; a row of a comparison is led by that,
though no word of the request but theirs stands there.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.entries import A_ROW
from rag.answering.near import holding
from rag.answering.spoken_on import who_once_were
from rag.answering.voices import whose_words
from rag.types import Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.types import Quote, TrustId
    from rag.understanding.question import Question

_SAY = r"(?:say|says|said|comment(?:s|ed)?|report(?:s|ed)?|feel|felt|told|think|thought|believed?|describ(?:e|es|ed))"
_BEFORE = re.compile(r"(?:(?:and|or|/) ?)?\b(?:former|previous|one-?time|past|ex)[ -]\w+", re.IGNORECASE)
NEAR = 30
"""Characters at most between people and what they say: "registrars on the wards say"."""


def as_reported(kit: Kit, asked: Question, draft: Draft) -> Draft:
    """The draft, each row of a comparison, or the answer on one member, led by what is reported of the words of those whom it asks
    for and nobody quotes.
    """
    unquoted = kit.index.report.tags.profile.words.unquoted
    now = _of_now(asked) if who_once_were(kit, asked) else asked
    if not (asked.rows or len(asked.trusts) == 1) or not whose_words(now, unquoted):
        return draft
    named = [one for one in unquoted if re.search(rf"\b{re.escape(one.removesuffix('s'))}s?\b", asked.text.lower())]
    if not asked.rows:
        own = tuple(dict.fromkeys(_told_of(kit, named, asked.trusts[0])))
        leading = draft.quotes[:1] if draft.status == "answered" else ()
        if leading and now is not asked:
            reported = dict.fromkeys(_told_of(kit, unquoted, asked.trusts[0]))  # registrars are trainees, too
            new = tuple(q for q in reported if all(q.passage != shown.passage for shown in draft.quotes))
            return replace(draft, quotes=(*draft.quotes, *new), more=tuple(q for q in draft.more if q not in new))
        if leading and _says(kit, unquoted).search(leading[0].text.lower()):
            own = (*leading, *(q for q in own if q not in leading))  # registrars are trainees, too
        return _of_one(draft, own)
    trusts = asked.trusts or tuple(t.id for t in kit.index.report.tags.trusts)
    rows = {row.trust: row for row in draft.rows}
    told = {trust: _told_of(kit, named, trust) for trust in trusts}
    if not any(told.values()):
        return draft

    def row_of(trust: TrustId) -> Row:
        before = rows.get(trust)
        own = tuple(dict.fromkeys((*told[trust], *(before.quotes if before else ()))))[:A_ROW]
        return Row(trust, own) if own else before or kit.silence(trust, kit.sought(asked))

    laid = tuple(map(row_of, trusts))
    shown = tuple(dict.fromkeys(q for row in laid for q in row.quotes))
    more = tuple(q for q in dict.fromkeys((*draft.quotes, *draft.more)) if q not in shown)
    return replace(
        draft, form="voices", status=wording.status_of(laid), message="", quotes=shown, more=more, rows=laid, nearest=(), beside=()
    )


def _of_now(asked: Question) -> Question:
    """The request without those who were something before: "a registrar or ex-registrar" names those who are one, too."""
    return replace(asked, text=" ".join(_BEFORE.sub("", asked.text).split()), mentions=())


def _of_one(draft: Draft, told: tuple[Quote, ...]) -> Draft:
    """The draft on one member led by what is told of their words there; as it is where that leads it, or nothing is told."""
    if not told or (draft.status in ("answered", "partial") and draft.quotes[:1] == told[:1]):
        return draft
    rest = tuple(q for q in (*draft.quotes, *draft.more) if all(q.end <= own.start or own.end <= q.start for own in told))
    return replace(draft, form="voices", status="answered", message="", quotes=told[:A_ROW], more=(*told[A_ROW:], *rest), rows=(),
                   nearest=(), beside=(), heading="")  # fmt: skip


def _says(kit: Kit, people: Sequence[str]) -> re.Pattern[str]:
    """What tells that some people say something, or that who speaks was one of them."""
    names = {name for one in people for name in (one, *kit.concordance.heads(one))}
    who = "|".join(re.escape(name.removesuffix("s")) for name in sorted(names, key=len, reverse=True))
    return re.compile(rf"\b(?:{who})s?\b.{{0,{NEAR}}}?\b{_SAY}\b|\bas an? (?:{who})\b")


def _told_of(kit: Kit, people: Sequence[str], trust: TrustId) -> list[Quote]:
    """What the report tells of a member that some people say there, and who was one of them of that time."""
    places = frozenset[int]().union(*map(kit.concordance.with_synonyms, people))
    says = _says(kit, people)
    own = [n for n in kit.members[trust].tolist() if n in places and says.search(kit.index.sentences[n].text.lower())]
    return [quote for n in own for quote in holding(kit, n)]
