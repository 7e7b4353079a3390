"""What of a prepared entry is for the trusts that were asked, and its sentences as quotes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from rag.answering.quotes import completed, make_quotes
from rag.types import Row
from rag.understanding.route import SURE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rag.answering.kit import Kit
    from rag.corpus.prepared import Entry, Part
    from rag.search.index import PassageIndex
    from rag.types import Quote, TrustId
    from rag.understanding.question import Question

CLEARLY = 0.2
"""By how much likelier the judge must find a quotation than the one that the editor set first for it to lead; 0 would
set the editor's order aside for differences within the judge's noise."""
NOTHING = 0.02
"""The judge's chance below which a quotation answers nothing. Of 333 prepared quotations that it gives less, a fifth is of any
use in an answer to the people's or the neat exam, and one in thirty is needed."""
SEVERAL = 4
"""Items from which a list reads as one."""
A_ROW = 2
"""Quotations at once of each of several trusts; the rest is folded. Nothing that the people's exam needs is folded by it, and
0.004 of what the other exam does."""


@dataclass(frozen=True)
class Laid:
    """An entry laid out for a request: what it quotes of all trusts together and of each, in the order asked.

    ``silent`` are asked trusts that an editor found silent; of ``unknown`` ones the entry says nothing either way. ``folded`` is
    what it quotes beside that without answering (``earned``).
    """

    entry: Entry
    general: Part | None
    parts: tuple[Part, ...]
    silent: tuple[TrustId, ...]
    unknown: tuple[TrustId, ...]
    folded: tuple[Part, ...] = ()

    @property
    def shown(self) -> tuple[Part, ...]:
        """Every part in scope, in the order in which the entry has them where nobody was asked of in particular."""
        return (*((self.general,) if self.general else ()), *self.parts)

    @cached_property
    def sentences(self) -> frozenset[int]:
        """Every sentence in scope."""
        return frozenset(n for part in self.shown for n in part.sentences)


def lay_out(entry: Entry, asked: Question, every: Sequence[TrustId]) -> Laid:
    """The entry within the request's scope.

    What is said of no single trust is shown to a request that names a trust only where that trust is not known to be
    silent and has no words of its own there, and the request asks of all.
    """
    wanted = asked.trusts or tuple(every)
    parts = tuple(part for trust in wanted if (part := entry.part(trust)))
    silent = tuple(trust for trust in wanted if trust in entry.silent)
    unknown = tuple(trust for trust in wanted if trust not in entry.silent and not entry.part(trust))
    general = entry.part(None) if not asked.trusts or asked.everyone else None
    return Laid(entry, general, parts, silent, unknown)


def quotes_of(index: PassageIndex, quotes: Iterable[tuple[int, ...]], marked: Iterable[int] = ()) -> tuple[Quote, ...]:
    """Prepared quotations as quotes, in their order, those that adjoin in the report joined."""
    return _made(index, (tuple(completed(index, quote)) for quote in quotes), marked)


def _made(index: PassageIndex, whole: Iterable[tuple[int, ...]], marked: Iterable[int] = ()) -> tuple[Quote, ...]:
    """Completed quotations as quotes."""
    telling = set(marked)
    return tuple(quote for sentences in _joined(whole) for quote in make_quotes(index, sentences, telling))


def part_quotes(index: PassageIndex, part: Part, most: int) -> tuple[tuple[Quote, ...], tuple[Quote, ...]]:
    """The part's first ``most`` quotations, adjoining items of a list counted once, and the others.

    One that shares a sentence with what is shown goes with it.
    """
    quotes: list[tuple[int, ...]] = []
    for quote in part.quotes:
        if quotes and quote[0] == quotes[-1][-1] + 1 and _in_one_list(index, quotes[-1][-1], quote[0]):
            quotes[-1] += quote
        else:
            quotes.append(quote)
    whole = [tuple(completed(index, quote)) for quote in quotes]
    shown = {n for quote in whole[:most] for n in quote}
    first = [*whole[:most], *(quote for quote in whole[most:] if not shown.isdisjoint(quote))]
    return _made(index, first), _made(index, (quote for quote in whole[most:] if shown.isdisjoint(quote)))


def _in_one_list(index: PassageIndex, first: int, second: int) -> bool:
    one, other = index.sentences[first], index.sentences[second]
    return one.passage == other.passage and one.item is not None and other.item is not None


def by_words(kit: Kit, part: Part, telling: Sequence[str]) -> Part:
    """The part with those of its quotations first that hold most of the telling words, the editor's order else."""
    return replace(part, quotes=tuple(sorted(part.quotes, key=lambda quote: -kit.held(quote, telling))))


def cut_to(laid: Laid, few: int) -> Laid:
    """The entry with the first ``few`` quotations of each part, the others folded."""
    beyond = tuple(replace(part, quotes=part.quotes[few:]) for part in laid.shown if part.quotes[few:])
    general = replace(laid.general, quotes=laid.general.quotes[:few]) if laid.general else None
    parts = tuple(replace(part, quotes=part.quotes[:few]) for part in laid.parts)
    return replace(laid, general=general, parts=parts, folded=(*beyond, *laid.folded))


def statements_first(index: PassageIndex, laid: Laid) -> Laid:
    """The entry with the report's own questions to its readers, which tell nothing, behind what it says of no single trust."""
    if laid.general is None:
        return laid
    quotes = sorted(laid.general.quotes, key=lambda quote: index.sentences[quote[-1]].text.endswith("?"))
    return replace(laid, general=replace(laid.general, quotes=tuple(quotes)))


def led_by(index: PassageIndex, laid: Laid, chances: NDArray[np.float64]) -> Laid:
    """The entry with the quotation of each part that answers best first; of one that is a list its items stay in their order."""

    def led(part: Part) -> Part:
        return part if _is_a_list(index, part) else by_chance(part, chances)

    return replace(laid, general=led(laid.general) if laid.general else None, parts=tuple(led(part) for part in laid.parts))


def _is_a_list(index: PassageIndex, part: Part) -> bool:
    """Whether the quotations are ``SEVERAL`` items or more of one list, as they follow each other there, and nothing else."""
    items = [n for quote in part.quotes for n in quote]
    follow = all(b == a + 1 and _in_one_list(index, a, b) for a, b in pairwise(items))
    return follow and len(part.quotes) >= SEVERAL


def by_chance(part: Part, chances: NDArray[np.float64]) -> Part:
    """The part with the quotation that answers best first, where the judge is sure of that, or that the editor's first answers
    nothing; the editor's order else, and always where the part has a value, with which that order goes.
    """
    if part.value is not None:
        return part
    best = max(part.quotes, key=lambda quote: chance(quote, chances))
    more = chance(best, chances) - chance(part.quotes[0], chances)
    if more < CLEARLY or (chance(best, chances) < SURE and chance(part.quotes[0], chances) >= NOTHING):
        return part
    return replace(part, quotes=(best, *(quote for quote in part.quotes if quote != best)))


def chance(sentences: Iterable[int], chances: NDArray[np.float64]) -> float:
    """How likely one of the sentences answers, by the judge's chances of every sentence ``(n,)``."""
    return max((float(chances[n]) for n in sentences), default=0.0)


def row_of(part: Part, quotes: tuple[Quote, ...]) -> Row:
    """A trust's row with the editor's value where there is one."""
    return Row(str(part.trust), quotes, value=part.value, unit=part.unit, qualifier=part.qualifier, value_to=part.value_to)


def _joined(quotes: Iterable[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """Quotations that overlap, or of which one goes on where the one before it ends, as one; each sentence once."""
    joined: list[tuple[int, ...]] = []
    for quote in quotes:
        at = next((n for n, other in enumerate(joined) if not set(quote).isdisjoint(other)), None)
        if at is None and joined and quote and quote[0] == joined[-1][-1] + 1:
            at = len(joined) - 1
        if at is None:
            joined.append(quote)
        else:
            joined[at] = tuple(sorted({*joined[at], *quote}))
    return joined


def assemble(
    kit: Kit, asked: Question, laid: Laid, *, general: int, each: int
) -> tuple[tuple[Quote, ...], tuple[Quote, ...], tuple[Row, ...]]:
    """(quotes, more, rows): at most ``general`` quotations of no single trust and ``each`` of every trust at once, the rest
    folded; a row a trust where more than one is asked or quoted, a silent one's empty.
    """
    shown: list[Quote] = []
    folded: list[Quote] = []
    rows: dict[TrustId, Row] = {}
    for part in laid.shown:
        first, rest = part_quotes(kit.index, part, general if part.trust is None else each)
        shown += first
        folded += rest
        if part.trust is not None:
            rows[part.trust] = row_of(part, first)
    for part in laid.folded:
        folded += quotes_of(kit.index, part.quotes)
    words = kit.sought(asked)
    for trust in laid.silent:
        rows[trust] = kit.silence(trust, words)
    several = asked.each or len(asked.trusts) > 1 or (not asked.trusts and len(laid.parts) > 1)
    order = asked.trusts or tuple(t.id for t in kit.index.report.tags.trusts)
    return tuple(shown), tuple(folded), tuple(rows[t] for t in order if t in rows) if several else ()
