"""“Psychologists or facilitators”, “on IT, safety or safeguarding”: the thing of several of which the chosen answer has nothing.

An answer is on one subject. Where a request lists things that will do, and its editor thought of one alone, each row is told of the
others too: what holds one of them in so many words, and is not beside what is asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.answering.beside import TELLS
from rag.answering.earned import AT_ONCE
from rag.answering.entries import A_ROW
from rag.answering.find import likeliest
from rag.answering.kit import questioned
from rag.answering.near import holding
from rag.answering.quotes import sentences_of
from rag.answering.rows import with_rows
from rag.text import terms
from rag.types import Row
from rag.understanding.group import rules_of
from rag.understanding.question import Question
from rag.understanding.route import FIND, masked

if TYPE_CHECKING:
    from rag.answering.candidates import Candidates
    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.corpus.prepared import Part
    from rag.types import Quote

BESIDE = 0.08
"""The judge's chance from which a sentence that holds the other thing stands beside what a row has; an empty row wants ``TELLS``.
On the requests of ``evals/comparisons.jsonl`` and ``corpus/rows.jsonl`` it adds nine quotations, of which one is beside the point,
and fills three rows, two of them as an editor does.
"""
_LISTS = re.compile(r"\bor\b|\w ?/ ?\w|,[^,]*(?:,|\band\b)")
"""Where a request has it, it may list things."""
_TWO = re.compile(r"\w (?:and|&|plus) \w")
"""Two things are named: "job plans and wards"."""
_ASKS_MORE = re.compile(r"\b(?:or|for|with|to|wh\w+|how|do|does|did|is|are|was|were|has|have|had|can)\b")
"""What asks something of them, or lists any that will do."""
_APART = re.compile(r" ?[,/;:(–-] ?(?:and |or )?| (?:and/or|or) ")
_AND = re.compile(r" (?:and|&|plus) ")
"""What stands between the last things of a list without an "or": "coaching for doctors and managers or training" lists two."""


def with_other_things(kit: Kit, rivals: Candidates, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft; each row that has room with what holds a listed thing that the editor of the chosen answer did not think of."""
    entry = rivals.entries.get(trace.chosen)
    settled = entry is None and trace.chosen != FIND
    if settled or asked.lead or not asked.each or any(row.value is not None for row in draft.rows):
        return draft
    things = listed(kit, asked)
    alone = bool(things) and names_alone(kit, asked)  # then what holds it is what is asked for
    chances = likeliest(trace.judged)

    def added(row: Row, thing: tuple[str, ...]) -> tuple[Quote, ...]:
        places = frozenset.intersection(*map(kit.concordance.with_synonyms, thing))
        part = entry.part(row.trust) if entry else None
        shown = {n for quote in row.quotes for n in sentences_of(kit.index, quote)}
        if not places.isdisjoint(shown):
            return ()
        new = entry is None or not any(rivals.knows(entry, (word,)) for word in thing)
        least = BESIDE if row.quotes or alone else TELLS
        own = [n for n in kit.members[row.trust].tolist() if n in places]
        own = [n for n in own if (new and chances[n] >= least) or _is_chosen(row, part, n, chances[n])]
        return holding(kit, max(own, key=lambda n: float(chances[n]))) if own else ()

    def row_of(row: Row) -> Row:
        for thing in things:
            if len(row.quotes) < A_ROW and (more := added(row, thing)):
                row = Row(row.trust, (*row.quotes, *more))
        return row

    return with_rows(draft, tuple(map(row_of, draft.rows))) if things else draft


def _is_chosen(row: Row, part: Part | None, sentence: int, chance: float) -> bool:
    """Whether a sentence may fill an empty row since the editor of the answer chose it for its member."""
    return not row.quotes and part is not None and sentence in part.sentences and chance >= AT_ONCE


def listed(kit: Kit, asked: Question) -> list[tuple[str, ...]]:
    """Each of several things that a request lists, by the words that the report has for it; none where it lists none."""
    two = _TWO.search(asked.text.lower()) is not None and names_alone(kit, asked)
    if not (two or _LISTS.search(asked.text.lower())):
        return []
    text = rules_of(kit.index.report.tags).all.without(questioned(asked).lower(), "\n")
    if not (two or _LISTS.search(text)):
        return []
    joins = two or ("," in text and " or " not in text)
    pieces = [one for piece in _APART.split(text) for one in (_AND.split(piece) if joins else [piece])]
    named = (kit.but_people(kit.things(Question(piece))) for piece in pieces)
    things = [tuple(word for word in thing if kit.concordance.with_synonyms(word)) for thing in named]
    return [thing for thing in dict.fromkeys(things) if thing]


def names_alone(kit: Kit, asked: Question) -> bool:
    """Whether a request is the name of one thing, or of two, and says nothing else of them."""
    rules = rules_of(kit.index.report.tags)
    said = set(terms(rules.all.without(masked(asked.text, asked.mentions, " ").lower()))) - rules.filler
    things = kit.subject(asked)
    own = set(terms(" ".join(things)))
    lowered = asked.text.lower()
    two = _TWO.search(lowered) is not None and _ASKS_MORE.search(lowered) is None
    return bool(things) and said <= own and (len(things) == 1 or two)
