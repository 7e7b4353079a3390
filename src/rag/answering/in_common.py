"""What is said of every member stands in a member's row where it holds the very thing that is asked, and only there.

A sentence on all of them that has a word of the request is soon found for a member of which nothing else is: that all are held to
account is no answer to what is done about a doctor whose performance is a worry, nor is it the number of consultants of one of whom
no number is told. One that does answer is told of each, though the answer has it beside the rows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.answering.beside import TELLS, chance_of
from rag.answering.compare import of_each
from rag.answering.find import likeliest
from rag.answering.posts import lacking
from rag.answering.quotes import sentences_of
from rag.answering.row_judge import is_judged
from rag.answering.rows import with_rows
from rag.answering.whom import names_them
from rag.corpus.profile import NUMBERS
from rag.text import STOPWORDS, stem, words
from rag.types import Row
from rag.understanding.given import NAMED_ONES, asks_share, has_count
from rag.understanding.group import rules_of
from rag.understanding.route import masked
from rag.understanding.wants import ASKS_NUMBER, RANKS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rag.answering.candidates import Candidates
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.corpus.prepared import Entry
    from rag.types import Quote
    from rag.understanding.question import Question

HALF = 0.5
"""Share of the words that tells that a sentence is on the very thing: with less one on values before the selection would tell of
each that it sends them to candidates."""
CERTAIN = 0.9
"""The judge's chance from which an editor's choice answers in other words: "family doctors" for general practitioners."""
_MOST_OF = re.compile(
    r"\b(?:has|have|had|got|gets?|employs?|runs?|sees?|treats?|spends?|with) (?:the )?(?:most|fewest|least)(?! of\b)"
    r"|\b(?:numbers|headcounts?|totals?)\b"
)
_AND_MORE = re.compile(r"\band\b|[/;,?:] *\w[^?]{0,60}\b(?:do|does|did|what|who|why|how|are|is)\b")
_COUNTED = re.compile(
    rf"\b(?:\d[\d,.]*+|{'|'.join(NUMBERS[1:])})(?:(?: (?:and|to|or) |[–-])\d[\d,.]*+)?(?: per ?cent(?: of)?)?"
    r"(?P<behind>(?:[ -][\w’'-]++){1,4})"
)
"""A number or a share, and what is counted behind it."""


def in_common(kit: Kit, rivals: Candidates, asked: Question, draft: Draft, trace: Trace) -> Draft | None:
    """The draft with no row that shows but what is said of all and does not hold what is asked, and with what does in each empty
    row; a follow-up's words tell too little of what it asks, and one row is left. ``None`` where a number is asked and no row has
    one.
    """
    if not asked.each or asked.lead or not is_judged(draft, trace):
        return draft
    holds = _holding(kit, rivals, asked, draft, trace)
    entry = rivals.entries.get(trace.chosen)
    silent = entry.silent if entry else ()
    said = next((q for q in of_each(kit, _of_no_one(kit, draft, entry)) if holds(q, HALF)), None)

    def row_of(row: Row) -> Row:
        if row.value is not None:
            return row
        if own := [quote.text for quote in row.quotes if quote.trust]:
            return kit.silence(row.trust, kit.sought(asked)) if _is_uncounted(asked, draft.rows, own) else row
        if row.quotes and holds(row.quotes[0], 0.0):
            return row
        if said and row.trust not in silent:
            return Row(row.trust, (said,))
        return kit.silence(row.trust, kit.sought(asked)) if row.quotes else row

    laid = tuple(row_of(row) for row in draft.rows)
    if any(row.quotes for row in laid):
        return with_rows(draft, laid)
    return None if any(row.quotes for row in draft.rows) and not _counting(kit, asked, draft.rows)("") else draft


def _of_no_one(kit: Kit, draft: Draft, entry: Entry | None) -> tuple[Quote, ...]:
    """What is shown of no single member; then what is folded and chosen by an editor."""
    part = entry.part(None) if entry else None
    chosen = part.sentences if part else frozenset()
    folded = (q for q in draft.more if not chosen.isdisjoint(sentences_of(kit.index, q)))
    return tuple(q for q in (*draft.quotes, *folded) if q.trust is None)


def _holding(kit: Kit, rivals: Candidates, asked: Question, draft: Draft, trace: Trace) -> Callable[[Quote, float], bool]:
    """What says whether a quotation of all holds the very thing: it likely answers, and has that share of the words and one of them
    where an editor chose it, half of them else, and the number where one is asked. Of people of one kind an editor's choice that
    names them answers.
    """
    chances = likeliest(trace.judged)
    rules = rules_of(kit.index.report.tags)
    text = rules.all.without(rules.among.without(masked(asked.text, asked.mentions, "\n").lower(), "\n"))
    named = [word for word in kit.telling_of(text) if word in kit.subject(asked)]
    subject = [kit.concordance.with_synonyms(word) for word in kit.but_people(named) or named]
    entry = rivals.entries.get(trace.chosen)
    part = entry.part(None) if entry else None
    counted = _counting(kit, asked, draft.rows)
    searched = any(None in judged.trusts for judged in trace.judged)  # where members are named, it was judged before
    number = not counted("")  # that it must hold tells more than the words do

    def holds(quote: Quote, share: float) -> bool:
        own = set(sentences_of(kit.index, quote))
        chosen = part is not None and not own.isdisjoint(part.sentences)
        held = sum(not own.isdisjoint(places) for places in subject)
        chance = chance_of(kit.index, quote, chances)
        if not chosen:
            share = HALF
        elif number:
            share = 0.0
        enough = max(min(1, len(subject)), share * len(subject))
        likely = (chance >= TELLS or not searched) and (held >= enough or (chosen and chance >= CERTAIN))
        theirs = chosen and held == len(subject) and names_them(asked, quote.text)
        return (likely or theirs) and counted(quote.text) and not lacking(kit, asked, (quote,))

    return holds


def _counting(kit: Kit, asked: Question, rows: Sequence[Row]) -> Callable[[str], bool]:
    """What says whether a text counts what the values of the rows do, or what is asked, where it is a number or which has most;
    true where it is neither. A share is of whom it is asked, however many they are.
    """
    units = {stem(w) for row in rows if isinstance(row.value, int | float) for w in words(row.unit or "") if w not in STOPWORDS}
    if not (_asks_count(asked) or (units and RANKS.found(asked.text.lower()))):
        return lambda _: True
    each, share = rules_of(kit.index.report.tags).each, asks_share(asked.text)

    def counts(found: re.Match[str]) -> bool:
        if share and any(kit.stands_in(found["behind"], word) for word in kit.subject(asked)):
            return True
        return not units.isdisjoint(map(stem, words(found[0]))) if units else kit.tells(found["behind"], asked)

    return lambda text: any(map(counts, _COUNTED.finditer(each.without(text.lower()))))


def _asks_count(asked: Question) -> bool:
    lowered = asked.text.lower()
    return ASKS_NUMBER.found(lowered) or _MOST_OF.search(lowered) is not None


def _is_uncounted(asked: Question, rows: Sequence[Row], told: Sequence[str]) -> bool:
    """Whether a number and nothing else is asked, other rows have one, and what is ``told`` of a member has none."""
    valued = any(isinstance(row.value, int | float) for row in rows)
    if not valued or not _asks_count(asked) or _AND_MORE.search(asked.text.lower()):
        return False
    return not any(has_count(asked.text, text) for text in told) and not any(NAMED_ONES.search(text.lower()) for text in told)
