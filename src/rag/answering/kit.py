"""What every form of answer works with: the index, where words stand in it, and which words of a request prove something."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from rag.corpus.concordance import KEPT_TEXTS
from rag.text import STOPWORDS, stem, terms
from rag.text import words as words_of
from rag.types import Row
from rag.understanding.asked_about import plainer
from rag.understanding.asking import asks
from rag.understanding.group import rules_of
from rag.understanding.names import find_trusts
from rag.understanding.pointing import COLOURLESS
from rag.understanding.route import masked
from rag.understanding.thing import points
from rag.understanding.wants import ASKS_ALIKE, ASKS_UNLIKE, SUMS_UP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    from rag.corpus.concordance import Concordance
    from rag.search.index import PassageIndex
    from rag.types import Quote, TrustId
    from rag.understanding.question import Question

_RESPECTS = re.compile(r"\b(?:respects?|regards?|ways?|one another|each other|main|major|key|biggest|points?)\b")
"""What is said with how some differ and names nothing."""
MISSING = 2
"""Words that occur nowhere which a refusal names: further ones are seldom what was asked about."""
_IDLE = frozenset(
    (
        *("both", "use", "used", "uses", "whats", "hows", "across", "accross", "between", "per", "percentage", "proportion"),
        *("equivalent", "ours", "yours", "theirs", "explain"),
        *("getting", "gets", "having", "being", "doing", "part", "parts", "bits", "passages"),
        *("don't", "doesn't", "didn't", "isn't", "aren't", "wasn't", "hasn't", "haven't", "won't", "can't"),
    )
)
"""Further words of a request that say nothing of its subject: where they stand in the report proves nothing."""
_UNTELLING = frozenset(
    """
    above actual actually after afterward afterwards ahead along also among answer any anyone anything apart around ask
    asking asks aspect aspects away back basically became become becomes before began begin begins begun behind below
    besides best big biggest bit both bring brings came certain check checking come comes compare compared comparison
    currently daily day days deal dealing deals dealt depend depends differ difference differences different differently
    doing done due each eg either else emphasis emphasise etc even ever every everyone everything exactly except exception
    exceptions excluding extra far fewest figure figures final finally find found friday gave get gets getting give given
    gives go goes gone good greatest group guess handle handles happen happened happens has have having held help helps here
    highest hold holds hows instead involve involved involvement keep keeps kept kind kinds know known largest latest least
    let like likes list long longest look looked looking looks lot lowest made main make makes making many matter mean means
    met monday much need needs new newest nobody non none number numbers off offer offered offers ok okay oldest one ones
    only onto other others overall own page pages paper part people person personal personally pick picked picking picks
    place places play plays point put puts quip quips quotation quotations quote quoted quotes rank ranked ranks really
    recall recalled recalls reckon remember remembered remembers remind report run runs same saturday see seems seen set
    sets several share shortest show shows since smallest someone something somethings soon sort soundbite soundbites start
    started starting starts state statistics stats stay still stuff sunday suppose take taken takes talk tell terms
    testimonial testimonials thats thing things think thinking tho though thursday tie tied ties today together tomorrow
    tonight took tried tries try trying tuesday turn turned type use used uses using v various verbatim versus vs want
    wanted wants wat way ways wednesday well went whats whens wheres whole whos wonder wondered wondering work works wot
    wots yes yet youngest
    """.split()  # noqa: SIM905 - a list of words is read as a text
)
"""Words of a request that prove nothing, wherever they stand: verbs of asking and doing, days of whoever asks, what a quotation is
called. Nor does what the group is called."""
YEAR = 4
"""Figures of a number that may be a year; any other number names nothing that a part could be without."""
NAMED = 3
"""Words that a silence names at most: the rarest tell most."""


_ENDS = re.compile(r"(?<=[.!?])\s+|\n")


def questioned(asked: Question) -> str:
    """What a request asks, without the story round it, a break in place of each name: its questions, or what else asks for
    something; all of one that has neither.
    """
    pieces = [piece.strip() for piece in _ENDS.split(masked(asked.text, asked.mentions, "\v"))]
    asking = [piece for piece in pieces if piece.endswith("?")]
    if not asking and len(pieces) > 1:
        asking = [piece for piece in pieces if asks(piece.lower())]
    return plainer("\n".join(asking or pieces).replace("\v", "\n"))


_CONTRACTED = re.compile(r"(?:i|we|you|they|s?he|it|who|that|there|what|these|those)[’'](?:re|d|ve|ll|m)|[a-z]{2,6}n[’']t")
"""Two words in one, of which neither tells anything: "we're", "haven't"."""


@dataclass(frozen=True)
class Kit:
    """What the forms work with: the index, its concordance, the words that only frame a request, ``readers``' own of the bank."""

    index: PassageIndex
    concordance: Concordance
    frame: frozenset[str]
    trust_of: dict[int, TrustId | None]
    readers: frozenset[str] = frozenset()

    @cached_property
    def speakers(self) -> dict[str, tuple[str, ...]]:
        """The report's speakers, each with the stems of what he is called and of that of which it is a listed synonym."""
        every = {p.speaker for p in self.index.passages if p.speaker}
        return {s: tuple(" ".join(terms(name)) for name in (s, *self.concordance.heads(s.lower()))) for s in every}

    def telling(self, asked: Question) -> tuple[str, ...]:
        """The request's words and listed phrases that say what it is about, trusts' names and the frame left out."""
        return self.telling_of(plainer(masked(asked.text, asked.mentions, "\n")))

    def sought(self, asked: Question) -> tuple[str, ...]:
        """The words that a silence on the request is proved by: its own, but for those of a story round it and those that ask for a
        sum or of all, or those of the subject that it leans on. People of whom the report speaks throughout prove nothing beside a
        thing that it has.
        """
        text = rules_of(self.index.report.tags).all.without(questioned(asked).lower())
        own = self.telling_of(SUMS_UP.without(text)) or self.telling(asked)
        if any(self.concordance.with_synonyms(word) for word in self.but_people(self._things(own))):
            own = tuple(self.but_people(own))
        if self._proving(own):
            return own
        whole = self.telling(asked)  # of "a deal with doctors: who has tried" nothing is proved by the trying
        return self.telling_of(masked(asked.lead, asked.lead_mentions, "\n")) or (whole if self._proving(whole) else own)

    def telling_of(self, text: str) -> tuple[str, ...]:
        """The same of a text without names."""
        return self._kept_telling(text)

    @cached_property
    def _kept_telling(self) -> Callable[[str], tuple[str, ...]]:
        """Kept for the texts of the last requests: of one it is asked some seven times."""
        return lru_cache(KEPT_TEXTS)(self._telling_of)

    def _telling_of(self, text: str) -> tuple[str, ...]:
        units = (unit for line in text.lower().split("\n") for unit in self.concordance.units(line))
        told = (u for u in units if u not in self.frame and u not in STOPWORDS and u not in _IDLE)
        return tuple(dict.fromkeys(u for u in told if not _CONTRACTED.fullmatch(u)))

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

    def proves(self, word: str) -> bool:
        """Whether it proves anything that a word stands somewhere, or nowhere: not what is asked or done of a thing."""
        return bool(self._proving((word,)))

    def thing_of(self, asked: Question) -> Question:
        """The request on whose subject one leans, taken by itself; of one that leans on none it has no words."""
        return replace(asked, text=asked.lead, mentions=asked.lead_mentions, lead="", lead_mentions=())

    def only_asks_on(self, asked: Question) -> bool:
        """Whether a request that follows says nothing of its own: "when?"."""
        return bool(asked.lead) and not self.telling(asked)

    def points_back(self, asked: Question) -> bool:
        """Whether a request that follows points at what was talked of: "which month does it start"."""
        return bool(asked.lead) and points(asked, self.index.report.tags)

    def names_the_matter(self, asked: Question) -> bool:
        """Whether a request names what the report is about: "how does pay affect engagement"."""
        return not set(words_of(asked.text)).isdisjoint(self.index.report.tags.profile.words.matter)

    def held(self, sentences: Iterable[int], telling: Sequence[str]) -> int:
        """How many of the telling words stand in the sentences, a word itself counted twice and what it is a synonym of once."""
        own = set(sentences)
        found = (f(word) for word in telling for f in (self.concordance.sentences, self.concordance.with_synonyms))
        return sum(not own.isdisjoint(places) for places in found)

    def speaks_of(self, quote: Quote, asked: Question) -> bool:
        """Whether a quotation holds one of the words that tell most of what is asked: the rarer half of them."""
        return self.tells(quote.text, asked)

    def tells(self, text: str, asked: Question) -> bool:
        """The same of any text."""
        rarest = self._rarest(self.subject(asked))
        most = len(self.concordance.with_synonyms(rarest[(len(rarest) - 1) // 2])) if rarest else 0
        return any(self.stands_in(text, w) for w in rarest if len(self.concordance.with_synonyms(w)) <= most)

    def stands_in(self, text: str, phrase: str) -> bool:
        """Whether every word of the phrase, or of one that it is a synonym of, stands in a text."""
        listed = (phrase, *self.concordance.heads(phrase))
        return any(all(self.concordance.stands_in(text, word) for word in words_of(own)) for own in listed)

    def subject(self, asked: Question) -> list[str]:
        """The telling words that the report has and that name a thing, not what is asked or done of it."""
        return [w for w in self._proving(self.telling(asked)) if self.concordance.with_synonyms(w)]

    def compares_in_nothing(self, asked: Question) -> bool:
        """Whether a request names nothing in which members might be compared: "in what respects do they differ"."""
        text = ASKS_ALIKE.without(ASKS_UNLIKE.without(masked(asked.text.lower(), asked.mentions, "\n")))
        own = self._proving(self.telling_of(_RESPECTS.sub(" ", text)))
        return not asked.lead and not any(self.concordance.with_synonyms(word) for word in own)

    def names(self, asked: Question) -> list[str]:
        """The words of its subject that are typed with a capital and stand in the report with one alone; no member's name."""
        typed, tags = asked.text[1:], self.index.report.tags
        own = (w for w in self.subject(asked) if w.capitalize() in typed and self.concordance.named(w))
        return [w for w in own if not find_trusts(w, tags)]

    def silence(self, trust: TrustId, words: Sequence[str]) -> Row:
        """An empty row that says truly why: the word that tells most does not stand in the trust's part, or it does and does not
        answer.

        Named are the words themselves, or what they are synonyms of, as they stand on ``page``, which is where those
        stand that tell most: the more of them and the rarer, the more.
        """
        things = self._things(words) or self._proving(words) or [w for w in words if w not in _UNTELLING]
        telling = [w for w in things if len(w) > 1 and not (w.isdigit() and len(w) != YEAR)] or list(words)
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
            fewest = self._rarest(missing)[:NAMED]
            return Row(trust, (), "no_mention", tuple(word for word in missing if word in fewest))
        rarest = self._rarest(there)[:NAMED]
        telling_most = {word: places for word, places in there.items() if word in rarest}
        weights = {word: 1 / max(1, len(self.concordance.with_synonyms(word))) for word in telling_most}
        every = frozenset[int]().union(*telling_most.values())
        best = min(every, key=lambda n: (-sum(weights[word] for word, places in telling_most.items() if n in places), n))
        page = self._page_of[best]
        here = {word: [n for n in sorted(places) if self._page_of[n] == page] for word, places in telling_most.items()}
        printed = dict.fromkeys(self._as_printed(word, on_it) for word, on_it in here.items() if on_it)
        return Row(trust, (), "not_answered", tuple(printed), page=page)

    def _as_printed(self, phrase: str, places: Iterable[int]) -> str:
        """A word in one of the forms in which it stands there: "picked" for "picking"; more words are as they were typed."""
        there = [word for n in places for word in words_of(self.index.sentences[n].text)]
        if phrase in there or len(words_of(phrase)) != 1:
            return phrase
        forms = self.concordance.forms(phrase)
        return next((word for word in there if (word in forms if forms else stem(word) == stem(phrase))), phrase)

    @cached_property
    def members(self) -> dict[TrustId, NDArray[np.int64]]:
        """The sentences on each member."""
        every = list(self.trust_of.items())
        return {t.id: np.array([n for n, own in every if own == t.id], np.int64) for t in self.index.report.tags.trusts}

    @cached_property
    def _page_of(self) -> dict[int, str]:
        """The page of every sentence."""
        return {s.index: p.page for p in self.index.passages for s in p.sentences}

    def _proving(self, telling: Iterable[str]) -> list[str]:
        """Telling words but those of asking and doing, and what the group is called."""
        called = rules_of(self.index.report.tags).filler
        return [w for w in telling if w not in _UNTELLING and stem(w) not in called]

    def _things(self, telling: Iterable[str]) -> list[str]:
        """Of those the ones that name a thing, not what is said of it."""
        return [w for w in self._proving(telling) if stem(w) not in COLOURLESS]

    def but_people(self, things: Iterable[str]) -> list[str]:
        """Of those the ones that are not the people of whom the report speaks throughout."""
        return [word for word in things if stem(word) not in self.people]

    @cached_property
    def people(self) -> frozenset[str]:
        """Stems of what the people are called of whom the report speaks throughout."""
        return frozenset(stem(word) for word in self.index.report.tags.profile.words.people)

    def _rarest(self, words: Iterable[str]) -> list[str]:
        """The words, that of the fewest places in the report first."""
        return sorted(words, key=lambda word: len(self.concordance.with_synonyms(word)))

    def _of(self, trust: TrustId, phrase: str) -> frozenset[int]:
        """Sentences on the trust in which the very words of the phrase stand, near each other."""
        own = words_of(phrase)
        places = self.concordance.near(own) if len(own) > 1 else self.concordance.sentences(phrase)
        return frozenset(n for n in places if self.trust_of[n] == trust)
