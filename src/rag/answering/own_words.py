"""What a row shows of its member: nothing twice, and what has the words asked before what has none of them.

A row has room for two. What one of them says again, or what has nothing of what is asked, keeps the plain sentence folded: of
"planned from the start or not" that it is hard to describe, while "it was no careful plan" lies beneath.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.beside import TELLS, chance_of
from rag.answering.entries import A_ROW, NOTHING
from rag.answering.find import likeliest
from rag.answering.quotes import make_quotes, sentences_of
from rag.answering.row_judge import is_judged
from rag.answering.rows import with_rows
from rag.text import terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rag.answering.candidates import Candidates
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.types import Quote, Row
    from rag.understanding.question import Question

SAME = 0.8
"""Share of the words of the shorter of two quotations that stand in the other from which they say the same."""
LIKELY = 0.5
"""Its chance from which what is folded and has a word asked about is shown: even odds."""
READ = 0.01
"""The same of what an editor read for what is asked, in a row that has no word of it: of the rows of ``evals/comparisons.jsonl``
and ``corpus/rows.jsonl`` it adds to one, which lacks what answers."""
SHORT = 12
"""Sentences of the longest section that is folded whole: of a longer one much is on something else."""
RARE = 0.04
"""Share of the sentences up to which one of the things tells what is asked: chief executives, who stand in more, do not."""


def told_once(kit: Kit, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft, each row without what says again what stands before it there, with the likelier that is folded in its place."""
    if not asked.each or not is_judged(draft, trace):
        return draft
    chances = likeliest(trace.judged)

    def row_of(row: Row) -> Row:
        again = [q for n, q in enumerate(row.quotes) if any(_says_again(q.text, before.text) for before in row.quotes[:n])]
        if not again:
            return row
        kept = tuple(q for q in row.quotes if q not in again)
        folded = [(chance_of(kit.index, q, chances), -n, q) for n, q in enumerate(draft.more) if q.trust == row.trust]
        chance, _, other = max(folded, default=(0.0, 0, None))
        fits = other and not any(_says_again(other.text, q.text) for q in kept)
        likelier = fits and chance >= max(TELLS, *(chance_of(kit.index, q, chances) for q in again))
        return replace(row, quotes=(*kept, other) if other and likelier else kept)

    return with_rows(draft, tuple(map(row_of, draft.rows)))


def _says_again(text: str, before: str) -> bool:
    """Whether all words that tell anything of the shorter of two texts, one in ``SAME`` aside, stand in the other."""
    one, other = (set(terms(said)) for said in (text, before))
    fewer = min(one, other, key=len)
    return len(one & other) >= SAME * len(fewer) > 0 and abs(len(one) - len(other)) <= len(fewer) / 2


def in_its_words(kit: Kit, rivals: Candidates, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft, each row that lacks a thing asked about with what is folded of its member that has it and likely answers, in the
    place of what has nothing of its own of what is asked; what has the name of two words that is asked about is kept. A row with
    room that has none of them gets what the editor of the chosen entry read there, though it hardly answers.
    """
    if not asked.each or asked.lead or not is_judged(draft, trace):
        return draft
    chances = likeliest(trace.judged)
    most = RARE * len(kit.index.sentences)
    entry = rivals.entries.get(trace.chosen)
    subject = [word for word in kit.but_people(kit.subject(asked)) if len(kit.concordance.with_synonyms(word)) <= most]

    def held(quotes: Iterable[Quote]) -> set[str]:
        texts = [f"{q.lead_in or ''} {q.text}" for q in quotes]
        stems = {term for text in texts for term in terms(text)}  # a plan is what was planned
        return {w for w in subject if stems.issuperset(terms(w) or [w]) or any(kit.stands_in(text, w) for text in texts)}

    def row_of(row: Row) -> Row:
        if row.value is not None or not any(quote.trust for quote in row.quotes):
            return row
        row = named_first(row)
        lacking = set(subject) - held(row.quotes)
        folded = [(chance_of(kit.index, q, chances), -n, q) for n, q in enumerate(draft.more) if q.trust == row.trust]
        part = entry.part(row.trust) if entry and len(row.quotes) < A_ROW and len(lacking) == len(subject) else None
        read = part.sentences if part else frozenset()

        def least(quote: Quote) -> float:
            return LIKELY if read.isdisjoint(sentences_of(kit.index, quote)) else READ

        fit = [one for one in folded if one[0] >= least(one[2]) and held((one[2],)) & lacking]
        if not fit:
            return row
        new = max(fit)[2]
        idle = [q for q in row.quotes if not held((q,)) - held(other for other in (*row.quotes, new) if other is not q)]
        if len(row.quotes) < A_ROW:
            return replace(row, quotes=(*row.quotes, new))
        if not idle:
            return row
        return replace(row, quotes=(new, *(q for q in row.quotes if q is not idle[-1])))

    def named_first(row: Row) -> Row:
        """A row without what leads it, answers nothing and has no word of what is asked, where something behind it has one."""
        first, *others = row.quotes
        idle = chance_of(kit.index, first, chances) < NOTHING and not held((first,))
        named = tuple(q for q in others if held((q,))) if idle else ()
        return replace(row, quotes=named) if named else row

    told = with_rows(draft, tuple(map(row_of, draft.rows)))
    named = {word for word in subject if " " in word}  # "job plans": it is asked of by its name
    return replace(told, kept=(*told.kept, *(q for row in told.rows for q in row.quotes if q.trust and held((q,)) & named)))


def with_its_section(kit: Kit, asked: Question, draft: Draft) -> Draft:
    """The draft with the rest of the short section that is on what is asked folded under each row that quotes it: of "induction at
    each" a row has room for two, and the section of one member goes on over a page.
    """
    if not asked.each or asked.lead or draft.form not in ("compare", "digest", "figures", "topic"):
        return draft
    words, shown = set(terms(asked.text)), {n for q in (*draft.quotes, *draft.more) for n in sentences_of(kit.index, q)}
    passages = {p.id: p for p in kit.index.passages}
    quoted = (passages[q.passage] for row in draft.rows for q in row.quotes if q.trust and row.value is None)
    sections = {p.section for p in quoted if next(iter(terms(p.heading)), "") in words}
    rest: list[Quote] = []
    for section in sorted(sections):
        own = [s.index for p in kit.index.passages if p.section == section for s in p.sentences]
        left = [n for n in own if n not in shown]
        rest += make_quotes(kit.index, left) if len(own) <= SHORT else ()
    return replace(draft, more=(*draft.more, *rest)) if rest else draft
