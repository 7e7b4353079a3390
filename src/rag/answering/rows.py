"""Each row of a comparison answers for its trust, or is silent: a neighbour of the subject is folded, however near it comes.

The figures of the rules are of the 289 rows that were quoted without them for the first 240 requests of
``evals/comparisons.jsonl``, which says of each whether it is to be.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from rag.answering import wording
from rag.answering.agreed import agreed
from rag.answering.beside import TELLS, chance_of
from rag.answering.candidates import NEARLY
from rag.answering.compare import of_all, of_each
from rag.answering.earned import AT_ONCE, is_broad
from rag.answering.entries import A_ROW, NOTHING
from rag.answering.find import likeliest
from rag.answering.near import TOLD, holding, with_the_nearest
from rag.answering.posts import lacking
from rag.answering.proofs import proved
from rag.answering.quotes import leans, make_quotes, sentences_of
from rag.answering.row_judge import Rows, is_judged
from rag.text import words
from rag.types import Row
from rag.understanding.given import met
from rag.understanding.route import SURE
from rag.understanding.wants import SUMS_UP

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from numpy.typing import NDArray

    from rag.answering.candidates import Candidates
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.answering.regression import Regression
    from rag.answering.trace import Trace
    from rag.corpus.prepared import Entry
    from rag.types import Quote, TrustId
    from rag.understanding.question import Question

FAR = 0.2
"""Chance of a row's best sentence, and its share of the best row's, below which the row answers nothing, unless an editor's
choice is surely meant: it empties 12 of the 52 that should be silent and 3 of the 237 others."""
UNNAMED = 0.5
"""The same share for a row without the rarest word of the request, where another row has it: 14 of 52, and 1 of 237."""
RARE = 0.03
"""Share of the report's sentences above which a word is too common for that."""
KINDLESS = 0.8
"""The same share for a row without the number or time that is asked for: 3 of 52, and none; at 1 it empties a list of names."""
FAINT, LIKELY = 0.1, 0.5
"""Probability by the judge of rows below which nothing in a row answers, and from which an empty row has an answer. On the first
240 requests of ``evals/comparisons.jsonl`` the one leaves 0.067 of the silent rows filled for 0.090, and 0.061 of the empty ones
falsely so for 0.058; the other, which is even odds, leaves 0.081 for 0.128 of the empty ones falsely so on 36 of another reader."""
HOPELESS = 0.04
"""The same of a row that an editor chose for what is surely meant: of those of ``evals/comparisons.jsonl`` none has less."""
HARDLY, OF_BEST = 0.25, 0.3
"""The same, and its share of the best one's in its row, below which a quotation that the judge does not like either hardly answers
beside one that does: on ``evals/comparisons.jsonl`` 0.853 of what is seen of a trust is needed for 0.845, and no trust loses it."""
_OF_SEVERAL = re.compile(r"\b(?:or|eg|e\.g|such as|like|including)\b|\w ?/ ?\w")
"""What names a thing as one of several, of which any will do."""
_OR = re.compile(r"\w or \w")
AND_WHEN = re.compile(r"\w,? (?:and|&) (?:(?:since|from|till|until) )?(?:when|how (?:many|much|long|often))\b")
"""Asks on of the time or number of what is asked first: a row that answers the first is none the worse."""


def earned_rows(kit: Kit, rivals: Candidates, judge: Regression | None, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft with every row that does not answer silent, its quotations folded; by the ``judge`` of rows, too, if there is."""
    if not asked.rows or not is_judged(draft, trace):
        return draft
    return proved(kit, rivals, asked, _earned(kit, rivals, judge, asked, draft, trace), trace)


def _earned(kit: Kit, rivals: Candidates, judge: Regression | None, asked: Question, draft: Draft, trace: Trace) -> Draft:
    if draft.form == "digest" and SUMS_UP.found(asked.text.lower()) and not kit.subject(asked):
        return draft  # the sum of each, in which nothing is named that a row could lack
    chances = likeliest(trace.judged)
    entry = rivals.entries.get(trace.chosen)
    meant = entry is not None and trace.route is not None and rivals.share(entry, trace.route) > SURE
    denied = _denied(rivals, entry, trace) if entry else frozenset()
    chosen = tuple(part.trust for part in entry.parts if part.trust and part.trust not in denied) if entry and meant else ()
    # it has learnt neither from follow-ups that lean on what was talked of nor from what is asked within a theme
    fits = not asked.lead and not trace.judged[0].themes
    known = Rows(kit, rivals, asked, draft, trace, trace.route) if judge and trace.route and fits else None
    answered = {row.trust for row in draft.rows if any(q.trust for q in row.quotes)}
    rarest = rarest_of(kit, asked, draft.rows)  # what an editor read on it need not say it
    on_it = entry is not None and (any(rarest in ask.lower() for ask in entry.asks) if rarest else entry.form == "digest")
    read = {part.trust: part.sentences for part in entry.parts if part.trust not in denied} if entry and on_it else {}
    draft = draft if draft.form == "digest" and is_broad(asked) else emptied(kit, asked, draft, chances, chosen, read)
    draft = judged(kit, judge, known, asked, draft, chosen, answered) if judge and known else draft
    draft = agreed(kit, rivals, asked, draft, trace, answered)
    draft = sorted_out(kit, judge, known, asked, draft, chances, chosen) if judge and known else draft
    draft = editors_first(kit, draft, entry) if entry and meant else draft
    draft = with_the_nearest(kit, rivals, judge, known, draft, trace)
    answering = [q for q in draft.quotes if q.trust is None and chance_of(kit.index, q, chances) >= TELLS]
    said = of_each(kit, answering)[:1]
    if not said or any(row.quotes for row in draft.rows):
        return draft
    # what answers is said of all alone: then it is what the report says of each
    return with_rows(draft, tuple(Row(row.trust, said) for row in draft.rows))


def _denied(rivals: Candidates, entry: Entry, trace: Trace) -> frozenset[TrustId]:
    """Members of which an entry on the same subject, nearly as likely meant as the chosen one, found the report silent."""
    shares = trace.route.entries() if trace.route else {}
    enough = NEARLY * shares.get(entry.id, 1.0)
    same = (e for name, share in shares.items() if share >= enough and (e := rivals.entries[name]).subject == entry.subject)
    return frozenset(trust for other in same for trust in other.silent)


def judged(
    kit: Kit, judge: Regression, known: Rows, asked: Question, draft: Draft, chosen: Collection[TrustId], tried: Collection[TrustId]
) -> Draft:  # fmt: skip
    """The draft with each row silent in which nothing is likely to answer, and each empty one with what likely does; an editor's
    values stand, the rows of ``chosen`` members and what sums up are emptied only where it is hopeless, those with what is on the
    other of two things ("formed or made a trust") are not, and those that were ``tried`` not filled. One row is left.
    """
    general = [q for q in draft.quotes if q.trust is None and not lacking(kit, asked, (q,))]
    beside, summed = set(draft.beside), draft.form == "digest"
    hopeless = 0.0 if AND_WHEN.search(asked.text.lower()) else HOPELESS

    def row_of(row: Row) -> Row:
        sentences, features = known.of(row.trust)
        if row.value is not None or not sentences or (row.quotes and _OR.search(asked.text) and set(row.quotes) <= beside):
            return row
        chances = judge.chances(features)
        best, own = int(np.argmax(chances)), any(q.trust for q in row.quotes)
        if own and chances[best] < (hopeless if summed or row.trust in chosen else FAINT):
            return of_all(kit, asked, kit.silence(row.trust, kit.sought(asked)), general)
        if own or row.trust in tried or chances[best] < LIKELY:
            return row
        holding = _holding(kit, draft, row.trust, sentences[best])
        return row if lacking(kit, asked, holding) else Row(row.trust, holding)

    laid = tuple(row_of(row) for row in draft.rows)
    return with_rows(draft, laid) if any(row.quotes for row in laid) else draft


def sorted_out(
    kit: Kit, judge: Regression, known: Rows, asked: Question, draft: Draft, chances: NDArray[np.float64],
    chosen: Collection[TrustId] = (),
) -> Draft:  # fmt: skip
    """The draft, each row without what hardly answers beside what does and has no word of the request that this has not, and, while
    it has room, with what surely does of what is folded: "educational leads" are answered by what their roles are worth, not by
    education alone. An editor's values stand, and the rows of ``chosen`` members.
    """
    words = kit.but_people(kit.subject(asked))

    def row_of(row: Row) -> Row:
        own = tuple(q for q in row.quotes if q.trust == row.trust)
        if not own or len(own) < len(row.quotes) or row.value is not None:
            return row
        sentences, features = known.of(row.trust)
        told = dict(zip(sentences, judge.chances(features).tolist(), strict=True))

        def answers(quote: Quote) -> float:
            return max((told.get(n, 0.0) for n in sentences_of(kit.index, quote)), default=0.0)

        best = max(map(answers, own))
        least = min(HARDLY, OF_BEST * best) if best >= LIKELY and row.trust not in chosen else 0.0
        sound = [q for q in own if answers(q) >= least or chance_of(kit.index, q, chances) >= AT_ONCE]
        lacks = [word for word in words if not _holds(kit, sound, word)] if len(sound) < len(own) else []
        kept = [q for q in own if q in sound or any(_holds(kit, (q,), word) for word in lacks)]
        answering = [n for n, chance in told.items() if chance >= FAINT and chances[n] >= TOLD]
        room = A_ROW - len(kept)
        folded = [(answers(q), q) for q in draft.more if q.trust == row.trust] if room > 0 else []
        sure = sorted((one for one in folded if one[0] >= LIKELY), key=lambda one: -one[0])[:room]
        return replace(row, quotes=(*(_gone_on(kit, q, answering) for q in kept), *(q for _, q in sure)))

    return with_rows(draft, tuple(row_of(row) for row in draft.rows))


def _gone_on(kit: Kit, quote: Quote, answering: Collection[int]) -> Quote:
    """The quotation with the sentence behind it, where that leans on it and is of the ``answering`` ones: "These have been …"."""
    own = sentences_of(kit.index, quote)
    after = own[-1] + 1
    if after not in answering or not leans(kit.index.sentences[after].text):
        return quote
    made = make_quotes(kit.index, [*own, after], marked=[after])
    return made[0] if len(made) == 1 else quote


def editors_first(kit: Kit, draft: Draft, entry: Entry) -> Draft:
    """The draft of an ``entry`` that is surely meant, each row of a member for which it has something, and that shows but what was
    found beside it, led by what its editor chose first.
    """

    def row_of(row: Row) -> Row:
        part = entry.part(row.trust)
        chosen = part.sentences if part and row.value is None else frozenset()
        if not row.quotes or any(q.trust is None or not chosen.isdisjoint(sentences_of(kit.index, q)) for q in row.quotes):
            return row
        own = next((q for q in draft.more if q.trust == row.trust and not chosen.isdisjoint(sentences_of(kit.index, q))), None)
        return replace(row, quotes=(own, *row.quotes)[:A_ROW]) if own else row

    return with_rows(draft, tuple(map(row_of, draft.rows)))


def _holding(kit: Kit, draft: Draft, trust: TrustId, sentence: int) -> tuple[Quote, ...]:
    """What holds a sentence: of what is folded, or else itself, with what it needs to be read alone."""
    folded = [q for q in draft.more if q.trust == trust and sentence in sentences_of(kit.index, q)]
    return tuple(folded[:1]) or holding(kit, sentence)


def _was_read(kit: Kit, asked: Question, row: Row, read: Mapping[TrustId | None, frozenset[int]]) -> bool:
    """Whether a row has what an editor read for what is asked, or, where he read nothing of it, what is said of every member."""
    if own := read.get(row.trust):
        return any(not own.isdisjoint(sentences_of(kit.index, q)) for q in row.quotes)
    return bool(read) and any(q.trust is None and kit.speaks_of(q, asked) for q in row.quotes)


def emptied(
    kit: Kit, asked: Question, draft: Draft, chances: NDArray[np.float64], chosen: Collection[TrustId],
    read: Mapping[TrustId | None, frozenset[int]] = MappingProxyType({}),
) -> Draft:  # fmt: skip
    """The same by the judge's ``chances`` of every sentence ``(n,)``; ``chosen`` are trusts whose row an editor chose for what is
    surely meant, and ``read`` what he read for what is asked. An editor's values stand, and so does the best row.
    """
    told = {row.trust: max((chance_of(kit.index, q, chances) for q in row.quotes), default=0.0) for row in draft.rows}
    best = max(told.values(), default=0.0)
    if not best:
        return draft
    rarest, asks_on = rarest_of(kit, asked, draft.rows), AND_WHEN.search(asked.text.lower())
    name = rarest if rarest and is_name(kit, rarest) and not _OF_SEVERAL.search(asked.text.lower()) else None
    general = [q for q in draft.quotes if q.trust is None and not lacking(kit, asked, (q,))]
    without = {row.trust for row in draft.rows if lacking(kit, asked, row.quotes)}
    lack = without if any(row.quotes and row.trust not in without for row in draft.rows) else set()
    rows: list[Row] = []
    for row in draft.rows:
        chance = told[row.trust]
        of_editor = _was_read(kit, asked, row, read)
        far = best >= FAINT and chance < (NOTHING if asked.trusts or of_editor else FAR) and chance < FAR * best
        unnamed = rarest is not None and chance < UNNAMED * best and not of_editor and not _holds(kit, row.quotes, rarest)
        nameless = name is not None and not _holds(kit, row.quotes, name)
        kindless = not asks_on and chance < KINDLESS * best and not met(asked.text, [q.text for q in row.quotes])
        doubted = kindless or nameless or row.trust in lack or (row.trust not in chosen and (far or unnamed))
        if not row.quotes or row.value is not None or not doubted:
            rows.append(row)
            continue
        named = [q for q in draft.more if q.trust == row.trust and rarest and _holds(kit, (q,), rarest)]
        instead = max(named, key=lambda q: chance_of(kit.index, q, chances), default=None)
        if (unnamed or nameless) and instead and chance_of(kit.index, instead, chances) >= NOTHING:
            rows.append(replace(row, quotes=(instead,)))
        else:
            fit = [q for q in general if not (unnamed or nameless) or _holds(kit, (q,), str(rarest))]
            rows.append(of_all(kit, asked, kit.silence(row.trust, kit.sought(asked)), fit))
    idle = tuple(q for q in draft.quotes if q.trust is None and q not in general) if lack else ()
    draft = replace(draft, quotes=tuple(q for q in draft.quotes if q not in idle), more=(*draft.more, *idle))
    return with_rows(draft, tuple(rows))


def with_folded(draft: Draft) -> Draft:
    """The draft, each empty row with how much is folded of its trust: then it is not for this to say that the report is silent."""
    folded = Counter(quote.trust for quote in draft.more)
    if not any(folded[row.trust] for row in draft.rows if not row.quotes):
        return draft
    return replace(draft, rows=tuple(row if row.quotes else replace(row, folded=folded[row.trust]) for row in draft.rows))


def rarest_of(kit: Kit, asked: Question, rows: Sequence[Row]) -> str | None:
    """Of the request's words that some row has the one that the report has least often, where it is rare."""
    most = math.ceil(RARE * len(kit.index.sentences))
    count = {w: places for w in kit.subject(asked) if (places := len(kit.concordance.with_synonyms(w))) <= most}
    return next((w for w in sorted(count, key=count.__getitem__) if any(_holds(kit, row.quotes, w) for row in rows)), None)


def is_name(kit: Kit, word: str) -> bool:
    """Whether a word stands in the report with nothing but a capital, as a firm or an abbreviation does; none of a trust's name."""
    own = {part for trust in kit.index.report.tags.trusts for alias in trust.aliases for part in alias.split()}
    texts = [kit.index.sentences[n].text for n in kit.concordance.sentences(word)]
    spans = ((text, span) for text in texts for span in kit.concordance.spans(text, words(word)[:1]))
    found = [text[a] for text, (a, b) in spans if text[a:b].lower() == word]  # not what it stands for, spelt out
    return word not in own and bool(found) and all(letter.isupper() for letter in found)


def _holds(kit: Kit, quotes: Sequence[Quote], word: str) -> bool:
    return any(kit.stands_in(f"{q.lead_in or ''} {q.text}", word) for q in quotes)


def with_rows(draft: Draft, rows: tuple[Row, ...]) -> Draft:
    """The draft with these rows; what a row no longer shows is folded."""
    before = {q for row in draft.rows for q in row.quotes}
    now = {q for row in rows for q in row.quotes}
    if before == now:
        return draft
    gone = before - now
    quotes = tuple(dict.fromkeys((*(q for q in draft.quotes if q not in gone), *(q for row in rows for q in row.quotes))))
    more = (*(q for q in draft.more if q not in now), *(q for row in draft.rows for q in row.quotes if q in gone))
    beside = tuple(q for q in draft.beside if q not in gone)
    status = wording.status_of(rows) if draft.status in ("answered", "partial") else draft.status
    return replace(draft, rows=rows, quotes=quotes, more=tuple(dict.fromkeys(more)), beside=beside, status=status)
