"""The rows of a draft, one stage after another: what of them is earned, counted, called by its name, and said of all alike."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.as_edited import as_edited
from rag.answering.beside import chance_of
from rag.answering.by_name import by_its_name, with_what_is_named
from rag.answering.compare import of_every
from rag.answering.entries import A_ROW, NOTHING, quotes_of
from rag.answering.every import counted_for_each
from rag.answering.facets import with_one_facet
from rag.answering.find import likeliest
from rag.answering.in_common import in_common
from rag.answering.near import PROBABLE
from rag.answering.one_source import of_one_source
from rag.answering.own_words import RARE, in_its_words, told_once, with_its_section
from rag.answering.quotes import sentences_of
from rag.answering.row_judge import Rows, is_judged
from rag.answering.rows import earned_rows, emptied, with_rows
from rag.answering.shared import what_they_share
from rag.answering.supporters import with_who_supports
from rag.answering.very_thing import on_the_very_thing, that_is_gone
from rag.types import Row
from rag.understanding.given import met
from rag.understanding.wants import ASKS_NUMBER

if TYPE_CHECKING:
    from rag.answering.candidates import Candidates
    from rag.answering.draft import Draft
    from rag.answering.find import Finder
    from rag.answering.kit import Kit
    from rag.answering.regression import Regression
    from rag.answering.trace import Trace
    from rag.types import Quote
    from rag.understanding.question import Question

LIKELY, OF_LIKELY = 0.5, 0.2
"""Its chance from which what is folded is shown in a row whose best has no more than that share of it."""
MAY = 0.12
"""Probability by the judge of rows from which a member's own stands before what is said of all. Of the rows of
``evals/comparisons.jsonl`` and ``corpus/rows.jsonl`` that show but that it leads six so, none of which is to be silent; at 0.09 a
seventh, which is."""
SURE_OF_IT, OF_IT, AT_LEAST = 0.8, 0.5, 0.15
"""The best chance of what is shown from which a comparison is sure of its answer, so that what is folded answers less; below it,
the share of that chance and the chance from which something folded is shown where nothing is. Of ``evals/comparisons.jsonl`` it
fills no row that is to be silent, of ``corpus/rows.jsonl`` one of three; at 0.88 the same."""
READ = 0.25
"""Probability of the chosen entry from which it counts that its editor found nothing of a member."""


def by_row(
    kit: Kit, finder: Finder, rivals: Candidates, judge: Regression | None, asked: Question, draft: Draft, trace: Trace
) -> Draft | None:  # fmt: skip
    """The draft with its rows as they may be shown; ``None`` where nothing is left to show."""
    told = _by_row(kit, finder, rivals, judge, asked, draft, trace)
    return told and of_one_source(kit, asked, what_they_share(kit, asked, told), trace)


def _by_row(
    kit: Kit, finder: Finder, rivals: Candidates, judge: Regression | None, asked: Question, draft: Draft, trace: Trace
) -> Draft | None:  # fmt: skip
    """The same with a row for each member, though there may be but one source."""
    if draft.form == "digest" and draft.rows and kit.compares_in_nothing(asked):
        return draft  # they are compared in nothing that is named: as an editor laid it out
    unasked = draft.form == "compare" and not asked.rows and " or " not in asked.text  # laid out so that nobody is passed over
    if unasked and is_judged(draft, trace):
        return emptied(kit, asked, draft, likeliest(trace.judged), ())
    draft = earned_rows(kit, rivals, judge, asked, draft, trace)
    draft = with_the_likeliest(kit, asked, draft, trace)
    draft = counted_for_each(kit, finder, asked, draft, trace)
    draft = as_edited(kit, rivals, asked, by_its_name(kit, rivals, asked, draft, trace), trace)
    draft = in_full(kit, rivals, asked, draft, trace)
    told = in_common(kit, rivals, asked, with_what_is_named(kit, rivals, asked, draft), trace)
    told = told and with_its_own(kit, asked, on_the_very_thing(kit, rivals, judge, asked, told, trace))
    told = told and said_of_each(kit, rivals, asked, by_another(kit, rivals, judge, asked, told, trace), trace)
    told = told and with_one_facet(kit, rivals, judge, asked, where_unsure(kit, rivals, asked, told, trace), trace)
    told = told and without_the_idle(kit, rivals, asked, told, trace)
    told = told and in_its_words(kit, rivals, asked, told_once(kit, asked, told, trace), trace)
    told = told and with_its_section(kit, asked, with_who_supports(kit, asked, told, trace))
    return told and that_is_gone(kit, asked, told)


def in_full(kit: Kit, rivals: Candidates, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft, each row that has but items of a list led by what the chosen entry quotes of its member in whole sentences, if the
    judge finds that it may answer: who compares asks what each did, and an item that names a thing ("learning from others") says no
    more than that there is something.
    """
    entry = rivals.entries.get(trace.chosen)
    if entry is None or not asked.rows or not is_judged(draft, trace):
        return draft
    chances = likeliest(trace.judged)

    def row_of(row: Row) -> Row:
        part = entry.part(row.trust)
        if part is None or row.value is not None or not row.quotes or not all(_is_item(quote) for quote in row.quotes):
            return row
        chosen = (q for q in draft.more if q.trust == row.trust and not part.sentences.isdisjoint(sentences_of(kit.index, q)))
        told = [(chance_of(kit.index, q, chances), -n, q) for n, q in enumerate(chosen) if not _is_item(q)]
        best, _, whole = max(told, default=(0.0, 0, None))
        return replace(row, quotes=(whole, *row.quotes)[:A_ROW]) if whole and best >= NOTHING else row

    return with_rows(draft, tuple(map(row_of, draft.rows)))


def _is_item(quote: Quote) -> bool:
    """Whether a quotation is an item of a list that is no sentence."""
    return quote.text[:1].islower()


def with_its_own(kit: Kit, asked: Question, draft: Draft) -> Draft:
    """The draft, each row that has only what is said of all led by what is folded of its own member on every thing asked about."""
    things = kit.but_people(kit.things(asked))
    places = min((len(kit.concordance.with_synonyms(word)) for word in things), default=0)
    if not asked.each or asked.lead or not 0 < places <= RARE * len(kit.index.sentences):
        return draft

    def row_of(row: Row) -> Row:
        if not _is_of_all(row):
            return row
        folded = (quote for quote in draft.more if quote.trust == row.trust)
        own = next((q for q in folded if all(kit.stands_in(f"{q.lead_in or ''} {q.text}", word) for word in things)), None)
        return Row(row.trust, (own,)) if own else row

    return with_rows(draft, tuple(map(row_of, draft.rows)))


def by_another(kit: Kit, rivals: Candidates, judge: Regression | None, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft, each row that has only what is said of all led by what some likely entry quotes of its member, if by the judge of
    rows it may answer there: an editor read that on something near, and it is the member's own.
    """
    lone = [row for row in draft.rows if _is_of_all(row)]
    chosen = rivals.entries.get(trace.chosen)
    if not lone or judge is None or trace.route is None or not asked.each or asked.lead or not is_judged(draft, trace):
        return draft
    likely = [rivals.entries[name] for name, share in trace.route.entries().items() if share >= PROBABLE]
    known = Rows(kit, rivals, asked, draft, trace, trace.route)

    def row_of(row: Row) -> Row:
        if row not in lone or (chosen and row.trust in chosen.silent):
            return row
        sentences, features = known.of(row.trust)
        told = dict(zip(sentences, judge.chances(features).tolist() if sentences else (), strict=True))
        parts = (part for entry in likely if entry.form not in ("social", "about") and (part := entry.part(row.trust)))
        read = {quote: max(told.get(n, 0.0) for n in quote) for part in parts for quote in part.quotes}
        best = max(read, key=lambda quote: read[quote], default=())
        return Row(row.trust, (*quotes_of(kit.index, [best]), *row.quotes)[:A_ROW]) if best and read[best] >= MAY else row

    return with_rows(draft, tuple(map(row_of, draft.rows)))


def said_of_each(kit: Kit, rivals: Candidates, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft, each row silent that has only what is said of all and to which that is no answer: it lacks the number or time
    that is asked for, or the editor of an entry that is likely meant, who found nothing of the member, did not read it so either.
    """
    if not asked.each or not is_judged(draft, trace) or not any(map(_is_of_all, draft.rows)):
        return draft
    entry = rivals.entries.get(trace.chosen)
    part = entry.part(None) if entry else None
    read = part.sentences if part else frozenset()
    unread = entry.silent if entry and trace.route and rivals.share(entry, trace.route) >= READ else ()
    fit = [quote for quote in draft.quotes if met(asked.text, (quote.text,))]  # what stands in rows is of them
    chosen = [quote for quote in fit if not read.isdisjoint(sentences_of(kit.index, quote))]

    def row_of(row: Row) -> Row:
        answers = chosen if row.trust in unread else fit
        if not _is_of_all(row) or any(quote in answers for quote in row.quotes):
            return row
        return kit.silence(row.trust, kit.sought(asked))

    return with_rows(draft, tuple(map(row_of, draft.rows)))


def _is_of_all(row: Row) -> bool:
    return bool(row.quotes) and row.value is None and not any(quote.trust for quote in row.quotes)


def with_the_likeliest(kit: Kit, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft, each row that shows nothing likely with what is folded of its member and likely answers: before the rest, or
    behind what goes with a value.
    """
    if not (asked.rows and is_judged(draft, trace) and any(quote.trust for quote in draft.more)):
        return draft
    chances = likeliest(trace.judged)

    def row_of(row: Row) -> Row:
        folded = [(chance_of(kit.index, q, chances), n, q) for n, q in enumerate(draft.more) if q.trust == row.trust]
        best, _, likely = max(folded, default=(0.0, 0, None))
        if not row.quotes or likely is None or best < LIKELY:
            return row
        if max(chance_of(kit.index, quote, chances) for quote in row.quotes) >= OF_LIKELY * best:
            return row
        first = 1 if row.value is not None else 0
        return replace(row, quotes=(*row.quotes[:first], likely, *row.quotes[first:])[:A_ROW])

    return with_rows(draft, tuple(map(row_of, draft.rows)))


def where_unsure(kit: Kit, rivals: Candidates, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft, where nothing that it shows surely answers, each empty row with the likeliest that is folded of its member, if
    that is nearly as likely and has the request's rarest word, or some likely entry quotes it: it is then not for this to say that
    the report is silent. A number is there or not, and of whom the chosen entry's editor found nothing nothing is shown, unless
    another subject is likelier: "any prizes" asks of more than prizes for leading.
    """
    if not asked.each or asked.lead or trace.route is None or not is_judged(draft, trace) or all(row.quotes for row in draft.rows):
        return draft
    chances = likeliest(trace.judged)
    best = max((chance_of(kit.index, quote, chances) for quote in draft.quotes), default=1.0)
    if best >= SURE_OF_IT or ASKS_NUMBER.found(asked.text.lower()) or any(row.value is not None for row in draft.rows):
        return draft
    subject = kit.subject(asked)
    places = {word: len(kit.concordance.with_synonyms(word)) for word in kit.but_people(subject) or subject}
    rarest = min(places, key=places.__getitem__, default=None)
    shares = trace.route.entries()
    entry = rivals.entries.get(trace.chosen)
    share = rivals.share(entry, trace.route) if entry else 0.0
    likelier = any(other > share for _, other in rivals.subjects(trace.route))  # then what its editor read is narrower
    read = entry.silent if entry and share >= READ and not likelier else ()
    likely = [rivals.entries[name] for name, share in shares.items() if share >= PROBABLE or name == trace.chosen]

    def fits(quote: Quote) -> bool:
        own = sentences_of(kit.index, quote)
        chosen = any(part and not part.sentences.isdisjoint(own) for part in (one.part(quote.trust) for one in likely))
        return chosen or (rarest is not None and kit.stands_in(f"{quote.lead_in or ''} {quote.text}", rarest))

    def row_of(row: Row) -> Row:
        if row.quotes or row.trust in read:
            return row
        folded = [(chance_of(kit.index, q, chances), -n, q) for n, q in enumerate(draft.more) if q.trust == row.trust and fits(q)]
        chance, _, quote = max(folded, default=(0.0, 0, None))
        return Row(row.trust, (quote,)) if quote and chance >= max(AT_LEAST, OF_IT * best) else row

    return with_rows(draft, tuple(map(row_of, draft.rows)))


def without_the_idle(kit: Kit, rivals: Candidates, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft of several rows that tell something, without what stands beside them of no one member, is not said of each, was
    chosen by no editor and hardly answers, or asks its readers something: it is folded.
    """
    if not asked.each or not is_judged(draft, trace) or sum(bool(row.quotes) for row in draft.rows) < 2:  # noqa: PLR2004 - several
        return draft
    chances = likeliest(trace.judged)
    entry = rivals.entries.get(trace.chosen)
    part = entry.part(None) if entry else None
    chosen = part.sentences if part else frozenset()
    beside = [q for q in draft.quotes if q.trust is None and not any(q in row.quotes for row in draft.rows)]
    every = of_every(kit, beside)
    idle = tuple(
        q
        for q in beside
        if q.text.rstrip().endswith("?")
        or (q not in every and chosen.isdisjoint(sentences_of(kit.index, q)) and chance_of(kit.index, q, chances) < LIKELY)
    )
    quotes = tuple(q for q in draft.quotes if q not in idle)
    return replace(draft, quotes=quotes, more=(*draft.more, *idle), beside=tuple(q for q in draft.beside if q not in idle))
