"""What of a prepared entry is for the trusts that were asked, and its sentences as quotes."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.answering.quotes import completed, make_quotes
from rag.text import STOPWORDS, stem
from rag.text import words as words_of
from rag.types import Row
from rag.understanding.group import rules_of
from rag.understanding.pointing import COLOURLESS
from rag.understanding.route import SURE, masked

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rag.corpus.concordance import Concordance
    from rag.corpus.prepared import Entry, Part
    from rag.search.index import PassageIndex
    from rag.types import Quote, TrustId
    from rag.understanding.question import Question

CLEARLY = 0.2
"""By how much likelier the judge must find a quotation than the one that the editor set first for it to lead; 0 would
set the editor's order aside for differences within the judge's noise."""
IDLE = 0.02
"""The judge's chance below which the editor's first quotation leads to nothing that is asked (``earned.NOTHING``)."""
MISSING = 2
"""Words that occur nowhere which a refusal names: further ones are seldom what was asked about."""
_IDLE = frozenset(("both", "use", "used", "uses", "whats", "hows", "across", "accross", "between"))
"""Further words of a request that say nothing of its subject: where they stand in the report proves nothing."""
_UNTELLING = frozenset(
    """
    actually also among answer any anyone anything apart besides bit both bring brings came come comes compare compared
    comparison differ difference differences different differently each either else every everyone everything exactly except
    excluding find found gave get gets getting give given gives go goes gone good group handle handles happen happens has
    have having help helps here hows involve involved keep keeps kept know known let like likes list long look looks lot
    made main make makes making many matter mean means much need needs new nobody none offer offered offers one ones only
    other others part people person place places play plays put puts really report run runs same see seems seen set sets
    show shows since someone something sort still stuff take taken takes talk tell thats thing things think took try type
    tomorrow tonight monday tuesday wednesday thursday friday saturday
    sunday use used uses using want wat way ways well went whats whens wheres whos work works wot wots
    """.split()  # noqa: SIM905 - a list of words is read as a text
)
"""Words of a request that prove nothing, wherever they stand: verbs of asking and doing. Nor does what the group is called."""
NAMED = 3
"""Words that a silence names at most: the rarest tell most."""
A_ROW = 2
"""Quotations at once of each of several trusts; the rest is folded. Nothing that the people's exam needs is folded by it, and
0.004 of what the other exam does."""


@dataclass(frozen=True, slots=True)
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

    @property
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


def led_by(laid: Laid, chances: NDArray[np.float64]) -> Laid:
    """The entry with the quotation of each part that answers best first."""
    general = by_chance(laid.general, chances) if laid.general else None
    return replace(laid, general=general, parts=tuple(by_chance(part, chances) for part in laid.parts))


def by_chance(part: Part, chances: NDArray[np.float64]) -> Part:
    """The part with the quotation that answers best first, where the judge is sure of that; the editor's order else."""
    best = max(part.quotes, key=lambda quote: chance(quote, chances))
    more = chance(best, chances) - chance(part.quotes[0], chances)
    if more < CLEARLY or (chance(best, chances) < SURE and chance(part.quotes[0], chances) >= IDLE):
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


@dataclass(frozen=True, slots=True)
class Kit:
    """What the forms work with: the index, its concordance, the words that only frame a request, ``readers``' own of the bank."""

    index: PassageIndex
    concordance: Concordance
    frame: frozenset[str]
    trust_of: dict[int, TrustId | None]
    readers: frozenset[str] = frozenset()

    def telling(self, asked: Question) -> tuple[str, ...]:
        """The request's words and listed phrases that say what it is about, trusts' names and the frame left out."""
        return self.telling_of(masked(asked.text, asked.mentions, "\n"))

    def sought(self, asked: Question) -> tuple[str, ...]:
        """The words that a silence on the request is proved by: its own, or those of the subject that it leans on."""
        own = self.telling(asked)
        return own if self._proving(own) else self.telling_of(masked(asked.lead, asked.lead_mentions, "\n")) or own

    def telling_of(self, text: str) -> tuple[str, ...]:
        """The same of a text without names."""
        units = (unit for line in text.lower().split("\n") for unit in self.concordance.units(line))
        return tuple(dict.fromkeys(u for u in units if u not in self.frame and u not in STOPWORDS and u not in _IDLE))

    def unheard(self, telling: Iterable[str]) -> tuple[str, ...]:
        """The first telling words that occur nowhere in the report, nor a word for them; those that tell of no thing left out."""
        return tuple(w for w in self._things(telling) if not self.concordance.with_synonyms(w))[:MISSING]

    def things(self, asked: Question) -> list[str]:
        """The telling words that name a thing."""
        return self._things(self.telling(asked))

    def is_strange(self, asked: Question) -> bool:
        """Whether a request names a thing, and only such as the report has no word for: "anything on yaks"."""
        things = self.things(asked)
        return bool(things) and not any(self.concordance.with_synonyms(word) for word in things)

    def held(self, sentences: Iterable[int], telling: Sequence[str]) -> int:
        """How many of the telling words stand in the sentences, a word itself counted twice and what it is a synonym of once."""
        own = set(sentences)
        found = (f(word) for word in telling for f in (self.concordance.sentences, self.concordance.with_synonyms))
        return sum(not own.isdisjoint(places) for places in found)

    def speaks_of(self, quote: Quote, asked: Question) -> bool:
        """Whether a quotation holds one of the words that tell most of what is asked: the rarer half of them."""
        rarest = self._rarest(self.subject(asked))
        most = len(self.concordance.with_synonyms(rarest[(len(rarest) - 1) // 2])) if rarest else 0
        return any(self.stands_in(quote.text, w) for w in rarest if len(self.concordance.with_synonyms(w)) <= most)

    def stands_in(self, text: str, phrase: str) -> bool:
        """Whether every word of the phrase, or of one that it is a synonym of, stands in a text."""
        listed = (phrase, *self.concordance.heads(phrase))
        return any(all(self.concordance.stands_in(text, word) for word in words_of(own)) for own in listed)

    def subject(self, asked: Question) -> list[str]:
        """The telling words that the report has and that name a thing, not what is asked or done of it."""
        return [w for w in self._proving(self.telling(asked)) if self.concordance.with_synonyms(w)]

    def silence(self, trust: TrustId, words: Sequence[str]) -> Row:
        """An empty row that says truly why: the word that tells most does not stand in the trust's part, or it does and does not
        answer.

        Named are the words themselves, or what they are synonyms of, as they stand there; ``page`` is where most of them do.
        """
        telling = [w for w in self._proving(words) if len(w) > 1 or not w.isdigit()] or list(words)
        heard = [w for w in telling if self.concordance.with_synonyms(w)] or telling
        # what the report has nowhere proves nothing of one trust
        there: dict[str, frozenset[int]] = {}
        missing = []
        for word in heard:
            named = ((own, self._of(trust, own)) for own in (word, *self.concordance.heads(word)))
            own, places = next((pair for pair in named if pair[1]), (word, frozenset[int]()))
            if places:
                there[own] = places
            else:
                missing.append(word)
        if not there or self._rarest(heard)[0] in missing:
            return Row(trust, (), "no_mention", tuple(missing))
        rarest = self._rarest(there)[:NAMED]
        best = min(frozenset[int]().union(*there.values()), key=lambda n: (-sum(n in places for places in there.values()), n))
        page = next(p.page for p in self.index.passages if p.id == self.concordance.passage_of[best])
        return Row(trust, (), "not_answered", tuple(w for w in there if w in rarest), page=page)

    def _proving(self, telling: Iterable[str]) -> list[str]:
        """Telling words but those of asking and doing, and what the group is called."""
        called = rules_of(self.index.report.tags).filler
        return [w for w in telling if w not in _UNTELLING and stem(w) not in called]

    def _things(self, telling: Iterable[str]) -> list[str]:
        """Of those the ones that name a thing, not what is said of it."""
        return [w for w in self._proving(telling) if stem(w) not in COLOURLESS]

    def _rarest(self, words: Iterable[str]) -> list[str]:
        """The words, that of the fewest places in the report first."""
        return sorted(words, key=lambda word: len(self.concordance.with_synonyms(word)))

    def _of(self, trust: TrustId, phrase: str) -> frozenset[int]:
        """Sentences on the trust in which the very words of the phrase stand, near each other."""
        own = words_of(phrase)
        places = self.concordance.near(own) if len(own) > 1 else self.concordance.sentences(phrase)
        return frozenset(n for n in places if self.trust_of[n] == trust)


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
