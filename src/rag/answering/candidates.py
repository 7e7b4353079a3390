"""The answers that might be given to a request: the likeliest entries of the route and what the judge found, with features."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from rag.answering.entries import chance, lay_out
from rag.answering.find import likeliest
from rag.answering.titled import Titles
from rag.answering.weigh import Candidate, common, entry_features, find_features, narrower_first, uncovering
from rag.text import STOPWORDS, stem, terms, words
from rag.understanding.group import rules_of
from rag.understanding.places import summed_up
from rag.understanding.route import ABSENT, OTHERS, SURE, masked
from rag.understanding.wants import ASKS_NUMBER, SUMS_UP, are_opposite

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from rag.answering.entries import Laid
    from rag.answering.find import Finder, Judged
    from rag.answering.kit import Kit
    from rag.corpus.prepared import Entry
    from rag.types import TrustId
    from rag.understanding.question import Question
    from rag.understanding.route import Route

SUBJECTS = 3
"""Subjects of the route that are weighed: the right entry is among the first three in 0.84 of requests, and a fourth adds 0.01."""
OF_REPORT = 0.5
"""Probability of all cards together from which a request is about the report: likelier than all else."""
OF_ITSELF = 0.65
"""Probability of its likeliest entry from which a request says by itself what it is about: 0.7 and more for each of the dev talks'
turns to another subject that are not told by their words, 0.6 at most for those that go on."""
NEARLY = 0.5
"""Share of the likeliest entry's probability from which another one on its subject is as likely to be meant."""
IN_ROWS = 0.9
"""What was found counts for so much less where each trust has its row: an entry's silences were read. Of the 839 rows that
counted in ``evals/comparisons.jsonl`` it put two right and none wrong."""
_PAIR = re.compile(r"\w(?: (?:and|or|plus) | ?[&/,] ?)\w")
"""Two things, names taken out."""
LIKELY, TOLD = 0.2, 0.8
"""Probability of an entry, and the judge's chance of one of its quotations, from which a comparison has an answer. A card on the
report that is less likely is none: "which is the newest" was told that nothing is ranked."""
TELLING = 0.02
"""Share of the report's sentences above which a word of a chapter's title is no name for it: "medical", "engagement"."""
_WRITTEN = frozenset(terms("report document chapter section part bit write give tell paragraph line words short quick"))
"""Where it stands, and how it is to be told."""
ONE_IN = 30
"""Ways to ask for an entry of which a word must stand in more than one for the entry to be about it."""


def _counts_each(entry: Entry) -> bool:
    """Whether an entry has a value of more than one trust."""
    return entry.form == "figures" and sum(part.value is not None and part.trust is not None for part in entry.parts) > 1


@dataclass(frozen=True, slots=True)
class _Columns:
    """Places in a route's probabilities: of the entries on ``count`` subjects, with names and subjects, and of the kind words;
    ``by_subject`` those of every entry, kind words included; ``about`` of those on the report and the assistant. ``of_subject`` are
    places among ``names``.
    """

    on_subjects: NDArray[np.int64]
    names: tuple[str, ...]
    subjects: NDArray[np.int64]
    count: int
    of_subject: tuple[list[int], ...]
    of_kind_words: NDArray[np.int64]
    kind_words: tuple[str, ...]
    by_subject: Mapping[str, list[int]]
    about: list[int]


class Candidates:
    """Names what rivals for a request, over one index and its prepared entries. Holds no state that changes."""

    def __init__(self, finder: Finder, kit: Kit, entries: Iterable[Entry]) -> None:
        self.entries = {entry.id: entry for entry in entries}
        self._titles = Titles(self.entries.values())
        self._finder = finder
        self._kit = kit
        self._trusts = tuple(t.id for t in finder.index.report.tags.trusts)
        self._columns = lru_cache(maxsize=2)(self._arranged)
        self._vocabulary = cache(self._words_of)
        self._asked = frozenset(t for q in finder.index.bank for t in terms(q.question))

    def of(self, asked: Question, route: Route, judged: Sequence[Judged]) -> tuple[Candidate, ...]:
        """The likeliest subjects' entries and what was found, with their features; not weighed yet."""
        subjects = self.subjects(route, asked)
        found = self.found(judged)
        telling = {unit: self._kit.concordance.with_synonyms(unit) for unit in self._kit.telling(asked)}
        unknown = self._unknown(telling)
        of_all = common(asked, route, judged, 0.0, len(telling), unknown)
        candidates = []
        for entry, probability in subjects:
            laid = lay_out(entry, asked, self._trusts)
            shared = uncovering(of_all, self._without(telling, entry.sentences))
            candidates.append(Candidate(laid, entry_features(shared, laid, route, probability, found, judged, asked)))
        first = candidates[0].laid if candidates else None
        agreement = len(found & first.sentences) / max(len(found), 1) if first else 0.0
        shared = uncovering(of_all, self._without(telling, found))
        likeliest = subjects[0][1] if subjects else 0.0
        candidates.append(Candidate(None, find_features(shared, likeliest, judged, agreement)))
        return tuple(candidates)

    def subjects(self, route: Route, asked: Question | None = None) -> list[tuple[Entry, float]]:
        """The likeliest entry of each of the likeliest ``SUBJECTS`` with the probability of all of its subject's entries, the
        likeliest first.

        Where a row a trust is ``asked``, of entries that are nearly as likely the one that has something of most of them; where a
        number is, the one that has it of most.
        """
        columns = self._columns(route.classes)
        own = route.probabilities[columns.on_subjects]
        total = np.bincount(columns.subjects, own, columns.count)
        if columns.count > SUBJECTS:
            likely = np.flatnonzero(total >= np.partition(total, -SUBJECTS)[-SUBJECTS])
        else:
            likely = np.arange(columns.count)
        best = []
        for subject in likely.tolist():
            of_subject = columns.of_subject[subject]
            chances = dict(zip(of_subject, own[of_subject], strict=True))
            enough = NEARLY * max(chances.values())
            names = [columns.names[n] for n in sorted(chances, key=lambda n: -chances[n]) if chances[n] >= enough]
            entry = self.entries[names[0]]
            if asked and asked.each:
                entry = max((self.entries[n] for n in names), key=lambda e: self._rows(e, asked))
                every = (self.entries[columns.names[n]] for n in of_subject)
                entry = next((e for e in every if ASKS_NUMBER.found(asked.text.lower()) and _counts_each(e)), entry)
            best.append((entry, float(total[subject])))
        return sorted(best, key=lambda pair: (-pair[1], pair[0].id))[:SUBJECTS]

    def _rows(self, entry: Entry, asked: Question) -> int:
        """Of how many of the trusts asked an entry says something, or that there is nothing."""
        return sum(bool(entry.part(trust)) or trust in entry.silent for trust in asked.trusts or self._trusts)

    def social(self, route: Route) -> dict[str, float]:
        """Probabilities of the kind words alone."""
        own = self._columns(route.classes)
        return dict(zip(own.kind_words, route.probabilities[own.of_kind_words].tolist(), strict=True))

    def _arranged(self, classes: tuple[str, ...]) -> _Columns:
        """Where in a route of these classes the entries stand; it is the same for every request."""
        known = [(n, self.entries[name]) for n, name in enumerate(classes) if name not in OTHERS]
        on_subjects = [(n, entry) for n, entry in known if entry.form != "social"]
        kind_words = [(n, entry) for n, entry in known if entry.form == "social"]
        numbers = {subject: number for number, subject in enumerate(dict.fromkeys(entry.subject for _, entry in on_subjects))}
        by_subject: dict[str, list[int]] = {}
        for n, entry in known:
            by_subject.setdefault(entry.subject, []).append(n)
        return _Columns(
            np.array([n for n, _ in on_subjects], np.int64), tuple(entry.id for _, entry in on_subjects),
            np.array([numbers[entry.subject] for _, entry in on_subjects], np.int64), len(numbers),
            tuple([n for n, (_, entry) in enumerate(on_subjects) if entry.subject == subject] for subject in numbers),
            np.array([n for n, _ in kind_words], np.int64), tuple(entry.id for _, entry in kind_words),
            by_subject, [n for n, name in enumerate(classes) if self.form(name) == "about"],
        )  # fmt: skip

    def found(self, judged: Sequence[Judged]) -> frozenset[int]:
        """Sentences that the judge would quote of the search that it is surest of."""
        best = max(judged, key=lambda j: j.answerable)
        return frozenset(self._finder.chosen(best))

    def _unknown(self, telling: Mapping[str, frozenset[int]]) -> float:
        """Share of the telling words that neither the report, nor its readers in the bank, nor the listed synonyms use."""
        strange = [unit for unit, places in telling.items() if not places and not self._asked.issuperset(terms(unit))]
        return len(strange) / max(len(telling), 1)

    def _without(self, telling: Mapping[str, frozenset[int]], sentences: frozenset[int]) -> float:
        """Share of the telling words, each with its places, that none of the sentences holds, synonyms counted."""
        return sum(places.isdisjoint(sentences) for places in telling.values()) / max(len(telling), 1)

    def share(self, entry: Entry, route: Route) -> float:
        """The probability of all entries on an entry's subject together."""
        return float(sum(route.probabilities[self._columns(route.classes).by_subject.get(entry.subject, [])].tolist()))

    def ranked(self, asked: Question, weighed: Iterable[Candidate]) -> list[Candidate]:
        """The candidates, the worthiest first; where each is asked of, the narrower of two entries (``weigh.narrower_first``)."""
        ranked = sorted(weighed, key=lambda c: -c.worth * (IN_ROWS if asked.each and c.laid is None else 1))
        return narrower_first(ranked, self._kit.subject(asked)) if asked.each else ranked

    def silent(self, candidate: Candidate, route: Route) -> tuple[TrustId, ...]:
        """Trusts of which a candidate's entry, where it is surely meant, knows that the report is silent."""
        entry = candidate.laid.entry if candidate.laid else None
        return entry.silent if entry and self.share(entry, route) > SURE else ()

    def knows(self, entry: Entry, things: Iterable[str]) -> bool:
        """Whether an editor thought of one of the things with the entry: its title or two ways to ask for it have a word of it."""
        return any(not self._vocabulary(entry.id).isdisjoint(terms(thing)) for thing in things)

    def is_beside(
        self, candidate: Candidate, share: float, strange: Sequence[str], alien: Sequence[str], *, sure: bool
    ) -> bool:  # fmt: skip
        """Whether a candidate of that ``share`` has nothing of the ``strange`` things, or of ``alien`` ones, that are asked about.

        What was found has them where it is ``sure`` that there is an answer; an entry, where its editor thought of one of the
        strange things, and of each alien one. Of these an entry is believed that the route is sure of.
        """
        if candidate.laid is None:
            return bool(strange or alien) and not sure
        entry = candidate.laid.entry
        knows = share > SURE or all(self.knows(entry, (thing,)) for thing in alien)
        return (bool(strange) and not self.knows(entry, strange)) or not knows

    def is_another(self, asked: Question, candidate: Candidate, share: float) -> bool:
        """Whether a candidate is an unlikely card on the report, the opposite, or its editor thought of nothing asked of rows."""
        opposite = candidate.laid is not None and are_opposite(asked.text, candidate.laid.entry.title)
        if candidate.laid is None or opposite or share >= LIKELY:
            return opposite
        subject = (self._kit.subject(asked) or self._kit.things(asked)) if asked.each else ()
        return candidate.form == "about" or (bool(subject) and not self.knows(candidate.laid.entry, subject))

    def fills(self, asked: Question, taken: Candidate, other: Candidate) -> bool:
        """Whether two things are asked about and the one entry is on the one, the other on the other: "budget and consultants"."""
        if taken.laid is None or other.laid is None or not _PAIR.search(masked(asked.text, asked.mentions, "\n")):
            return False
        lacking = [word for word in self._kit.subject(asked) if not self.knows(taken.laid.entry, (word,))]
        return bool(lacking) and self.knows(other.laid.entry, lacking)

    def _words_of(self, name: str) -> frozenset[str]:
        """What an entry is about: the words of its title, and those of more than one way in ``ONE_IN`` to ask for it."""
        entry = self.entries[name]
        asked = Counter(t for ask in entry.asks for t in set(terms(ask)))
        return frozenset((*terms(entry.title), *(t for t, count in asked.items() if count > max(1, len(entry.asks) / ONE_IN))))

    def tells(self, asked: Question, route: Route, judged: Sequence[Judged], best: Candidate) -> bool:
        """Whether of several trusts the best entry, a likely one or of the number asked for, has what the judge finds."""
        if not asked.each or best.laid is None:
            return False
        entry, subject = best.laid.entry, self._kit.subject(asked)
        known = bool(subject) and all(self.knows(entry, (word,)) for word in subject)
        number = known and ASKS_NUMBER.found(asked.text.lower()) and _counts_each(entry)
        share, told = self.share(entry, route), chance(best.laid.sentences, likeliest(judged))
        thought_of = known and len(subject) > 1  # an editor put these very words together
        surely = thought_of and share > route.of(ABSENT) and told > SURE
        surely |= number and share > SURE  # the number itself, of the very thing
        return surely or ((number or share >= (LIKELY / 2 if thought_of else LIKELY)) and told >= TOLD)

    def named(self, asked: Question) -> Laid | None:
        """What a request names and asks no more of: a prepared answer by its title, or the sum of a chapter."""
        entry = self._titles.of(asked) or self._chapter(asked)
        return lay_out(entry, asked, self._trusts) if entry else None

    def _chapter(self, asked: Question) -> Entry | None:
        """The digest of the chapter of which a request asks the sum, by its number or by its name; its title says the number."""
        number = summed_up(asked.text) or self._named(asked)
        said = re.compile(rf"\bchapter {number}\b")
        wanted = (e for e in self.entries.values() if number is not None and e.form == "digest" and said.search(e.title.lower()))
        return next(wanted, None)

    def names_a_chapter(self, asked: Question) -> bool:
        """Whether a request has a word of the report's own for one of its chapters: it is not off the subject then."""
        return not self.chapters.keys().isdisjoint(terms(asked.text))

    def _named(self, asked: Question) -> int | None:
        """The number of the chapter that a request names and of which it asks the sum and no more ("gist of the conclusion")."""
        lowered = asked.text.lower()
        if asked.mentions or asked.lead or not SUMS_UP.found(lowered):
            return None
        told = set(terms(SUMS_UP.without(lowered))) - rules_of(self._finder.index.report.tags).filler - _WRITTEN
        numbers = {self.chapters.get(word) for word in told}
        return next(iter(numbers)) if len(numbers) == 1 else None

    @cached_property
    def chapters(self) -> dict[str, int]:
        """The numbers of the chapters by the stems of their titles that tell them apart from all else the report speaks of."""
        report, kit = self._finder.index.report, self._kit
        most = TELLING * len(kit.index.sentences)
        titles = {(word, s.chapter) for s in report.sections if s.chapter.isdigit() for word in words(s.chapter_title)}
        rare = ((word, chapter) for word, chapter in sorted(titles) if len(kit.concordance.sentences(word)) <= most)
        return {stem(word): int(chapter) for word, chapter in rare if not SUMS_UP.found(word) and word not in STOPWORDS}

    def form(self, name: str) -> str:
        """The form of the entry of that name; for a class of the route that has no entry, its name."""
        return self.entries[name].form if name not in OTHERS else name

    def of_report(self, route: Route) -> bool:
        """Whether the route takes a request for one about the report itself or the assistant."""
        return float(sum(route.probabilities[self._columns(route.classes).about].tolist())) > OF_REPORT

    def on_the_assistant(self, route: Route) -> Entry | None:
        """The likeliest of the cards on the assistant itself, whose subjects are called so."""
        own = [e for e in self.entries.values() if e.form == "about" and e.subject.startswith("assistant")]
        return max(own, key=lambda entry: route.of(entry.id), default=None)

    def elsewhere(self, route: Route, trusts: Sequence[TrustId]) -> bool:
        """Whether the route is sure of an entry that says nothing of these trusts: then a request is no longer about them."""
        best = next(iter(self.subjects(route)), None)
        return best is not None and best[1] > OF_ITSELF and not any(best[0].part(trust) for trust in trusts)
