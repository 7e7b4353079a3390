"""What a refusal proves itself by, and what it offers to click: questions near the one asked that the report does answer, and where
else its words stand.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, cached_property
from itertools import islice
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.by_name import in_stems, names_of
from rag.answering.kit import questioned
from rag.answering.suggestions import presumes, reads_well
from rag.search.retrieval import best_first
from rag.text import STOPWORDS, stem, terms, words
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rag.answering.find import Judged
    from rag.answering.kit import Kit
    from rag.corpus.prepared import Entry
    from rag.search.index import PassageIndex
    from rag.types import TrustId
    from rag.understanding.question import Question

MOST = 3
ALIKE = 0.55
"""Likeness of a bank question from which it is near what was asked. Of 34 that were offered beside requests that the report does
not answer, 9 of the 15 below it had nothing to do with them, and 3 of the 19 above."""
CLOSE = 0.58
"""The same of one that has no word of what was asked, where nothing else is to be offered."""
LIKELY = 0.15
"""Probability of an entry from which its subject is offered beside a refusal. Of 12 that are offered so in the exams 11 are of what
was asked; of the 17 between 0.05 and it, nine."""
COMMON = 0.05
"""Share of the report's sentences above which a word is too common to be asked for everywhere: "Which trusts mention staff?"."""
LOOKED_AT = 40
"""Nearest bank questions among which those that read well are looked for: one in four does."""
_ON_A_SUBJECT = ("topic", "digest", "figures")
"""Forms of which the titles say on what they are."""
FEW, SHORT, IN_TITLE, THOUGHT_OF = 10, 8, 3, 0.5
"""Entries at most with which one asks by a word that tells which is near; words of an ask of which each tells what is asked; for
how many such asks a title's word counts; and the share of all a word's asks above which its entry is near. Of 14 refused requests
of readers that get one so it has nothing to do with one; of the 12 between 0.3 and it, with seven."""
_BY_THE_WAY = re.compile(
    r"[a-z]{3,20}(?<!e)ed|(?:second|minute|hour|day|night|week|month|year)s?(?:-\w++)?|quick(?:ly)?|really|current(?:ly)?"
    r"|affects?|effects?|impacts?|influences?"
)
"""A word that says what was done to a thing, how long it takes, or how: not the thing of which it is asked."""
ENDS = 2
"""Words of the end of a name by which a thing is known as by the whole."""

WHAT_ONE_SAID = Rule(
    "asks what somebody said or found",
    ((r"what (?:did|does|do|has|have) (?:the )?(?P<who>[\w' .-]{3,30}?)(?: (?:report|review|inquiry))?"
      r"(?: (?:actually|exactly|really|have to))? (?:say|said|find|found|recommend(?:ed)?|conclude[ds]?"
      r"|argue[ds]?|write|written|think|mean|call for|want)\b"),),
    yes=("what did smith say exactly", "what does the jones review recommend", "what have smith and jones found"),
    no=("what did they do", "what smith said", "who said what", "what do wards have"),
    bounded=False, head=r"^(?:(?:and|so|but|ok)[ ,]++){0,2}+",
)  # fmt: skip


OF_A_KIND = Rule(
    "names a thing by one word and its kind",
    ((r"(?:the|that|this|those|these) (?P<word>[\w'-]{4,20}) (?:scheme|programme|program|project|initiative|course|thing|group"
      r"|stuff|idea|prize|bit|job|lot)s?"),),
    yes=("how much did that shadowing scheme cost", "the buddy thing"),
    no=("shadowing", "that scheme", "a shadowing scheme", "the schematic"),
)  # fmt: skip


class Offers:
    """Offers from one index; holds of which trust each question of the bank is, and which words are subjects."""

    def __init__(self, index: PassageIndex, kit: Kit, entries: Iterable[Entry] = ()) -> None:
        self._bank = index.bank
        self._tags = index.report.tags
        self._kit = kit
        entries = tuple(entries)
        own = [(entry, names_of(entry)) for entry in entries if entry.form == "term"]
        self._terms = frozenset(tuple(terms(subject)) for _, (subject, *_) in own)
        # its capitals give way to a name in full, and that to another term's subject
        self._named = {" ".join(terms(name)): entry for n in (2, 1, 0) for entry, names in own for name in names[n : n + 1]}
        self._ends = _ends_of({in_stems(names[1]): entry for entry, names in own})
        printed = ((name, self._whose(name)) for _, names in own for name in names[:2])
        self._names = {" ".join(terms(name)): whose for name, whose in printed if whose}
        subjects = (entry.subject.replace("-", " ") for entry in entries if entry.form in ("topic", "term"))
        self._laid = {entry.id: entry for entry in entries if entry.parts and entry.form in _ON_A_SUBJECT}
        self._subjects = {tuple(terms(subject)): subject for subject in (*index.report.profile.words.subjects, *subjects)}
        self._trust = [kit.trust_of[q.sentences[0]] for q in index.bank]
        self._reads_well = cache(self._may_stand)

    def near(self, asked: Question, judged: Judged, likely: tuple[Entry, float] | None = None) -> tuple[str, ...]:
        """At most three requests: the words elsewhere where a trust was asked that has them not, the subject of the ``likely``
        entry, then the nearest of the bank, of the trust or with a word of what is asked; of such as are not near, one at most.
        Where there is none, what the page gives for examples.
        """
        near = self._near_by_words(asked)
        elsewhere = () if near else self._elsewhere(asked)
        offered = list(dict.fromkeys([*self._of_another(asked), *near, *elsewhere, *self._subject(asked, likely)]))
        likeness, things = judged.search.bank, self._kit.things(asked)
        seen: set[int] = set()
        for n in best_first(likeness, LOOKED_AT).tolist():
            if len(offered) >= MOST or (offered and likeness[n] < ALIKE):
                break
            fits = (not asked.trusts or self._trust[n] in asked.trusts) and self._bank[n].question != asked.text
            fits = fits and not seen.intersection(self._bank[n].sentences)
            fits = fits and (bool(asked.trusts) or any(self._kit.stands_in(self._bank[n].question, word) for word in things))
            if fits and self._reads_well(n):
                seen.update(self._bank[n].sentences)
                offered.append(self._bank[n].question)
        return tuple(offered[:MOST]) or self._alike(asked, likeness) or self._tags.profile.page.examples[:MOST]

    def _alike(self, asked: Question, likeness: NDArray[np.float32]) -> tuple[str, ...]:
        """The question of the bank that is nearest, if it is near and not of the report itself, whatever words it has."""
        itself = {"report", *words(self._tags.profile.publisher or "")} - STOPWORDS
        near = (n for n in best_first(likeness, LOOKED_AT).tolist() if likeness[n] >= CLOSE and self._reads_well(n))
        own = (question for n in near if itself.isdisjoint(words(question := self._bank[n].question)) and question != asked.text)
        return tuple(islice(own, 1))

    @cached_property
    def _thought_of(self) -> dict[str, Counter[str]]:
        """The entries of which an editor thought with a word, by its stem, and how often: in their titles and the short asks."""
        found: dict[str, Counter[str]] = {}
        for entry in self._laid.values():
            short = (stems for ask in entry.asks if len(stems := [stem(word) for word in words(ask)]) <= SHORT)
            counts = Counter(own for stems in short for own in set(stems))
            counts.update(dict.fromkeys(terms(entry.title), IN_TITLE))
            for own, count in counts.items():
                found.setdefault(own, Counter())[entry.id] = count
        return found

    def _near_by_words(self, asked: Question) -> Sequence[str]:
        """What the report says on the subject of which editors thought with those words of what is asked."""
        entry = self._thought_of_with(asked)
        return (self._asks_on(entry, asked),) if entry else ()

    def _thought_of_with(self, asked: Question) -> Entry | None:
        """The entry of which editors thought with those words of what is asked that belong to few."""
        share: Counter[str] = Counter()
        things = (thing for thing in self._kit.but_people(self._kit.things(asked)) if not _BY_THE_WAY.fullmatch(thing))
        for own in {stem(word) for thing in things for word in words(thing)}:
            counts = self._thought_of.get(own, Counter[str]())
            if len(counts) <= FEW:
                share.update({name: count / counts.total() for name, count in counts.items() if count > 1})
        best = max(share, key=lambda name: share[name], default=None)
        return self._laid[best] if best and share[best] > THOUGHT_OF else None

    def on_its_subject(self, asked: Question, likely: tuple[Entry, float] | None) -> tuple[tuple[int, ...], ...]:
        """What an editor quotes of the one trust that is asked on the subject that comes nearest; nothing where there is none."""
        entry, share = likely or (None, 0.0)
        likeliest = entry if entry and share >= LIKELY and entry.form in _ON_A_SUBJECT else None
        if len(asked.trusts) != 1 or not (near := self._thought_of_with(asked) or likeliest):
            return ()
        part = near.part(asked.trusts[0])
        return part.quotes if part else ()

    def _asks_on(self, entry: Entry, asked: Question) -> str:
        """What asks for all that the report says on the subject of an entry, of the trust asked if it has something of that."""
        of_whom = [trust for trust in asked.trusts if entry.part(trust)]
        at = f" at {self._tags.trust(of_whom[0]).name}" if len(of_whom) == 1 else ""
        return f"What does the report say about {wording.lowered(entry.title)}{at}?"

    def _may_stand(self, n: int) -> bool:
        """Whether a question of the bank may be offered by itself."""
        question = self._bank[n]
        false = any(presumes(question.question, self._kit.index.sentences[place].text) for place in question.sentences)
        return not false and reads_well(question.question, self._trust[n], self._tags)

    def names_a_term(self, asked: Question) -> bool:
        """Whether a request names what the report has an own word for, or what somebody said whom it names: who asks of that is not
        off its subject.
        """
        return bool(self.named_one(asked)) or any(tuple(terms(thing)) in self._terms for thing in self._kit.things(asked))

    def named_one(self, asked: Question) -> str:
        """Who is named in the report of whom it is asked what he said; empty where nobody is."""
        found = WHAT_ONE_SAID.pattern.search(asked.text.lower())
        own = [word for word in words(found["who"]) if word not in STOPWORDS] if found else []
        return own[0] if own and all(self._kit.concordance.named(word) for word in own) else ""

    def term_of(self, asked: Question) -> Entry | None:
        """The entry of what a request names in so many words that the report has an own word for, or by the end of its name that no
        other has ("shadowing programme"); of several the longest name's.
        """
        if known := self._said(asked.text):
            return self._named[max(known, key=len)]
        stems = in_stems(asked.text)
        ends = [end for end in self._ends if f" {end} " in stems]
        return self._ends[max(ends, key=len)] if ends else None

    def of_another(self, asked: Question, *, words_of_it: int = 1) -> tuple[str, tuple[TrustId, ...]] | None:
        """What a request names, in so many words or more, that the report has an own word for and tells only of others than are
        asked, as it is printed, and of whom it tells it.
        """
        long = [name for name in self._said(questioned(asked)) if name.count(" ") + 1 >= words_of_it] if asked.trusts else []
        known = [self._names[name] for name in long if name in self._names]
        others = [(name, whose) for name, whose in known if not set(whose) & set(asked.trusts)]
        return max(others, key=lambda own: len(own[0]), default=None)

    def home_of(self, asked: Question) -> TrustId | None:
        """The one trust in whose part alone stands what a request names that the report has an own word for, in so many words, by
        the end of its name, or by one word of it ("that shadowing scheme"); ``None`` for no such thing, or where several have it.
        """
        names = [word for word in self._kit.things(asked) if self._kit.concordance.named(word)]
        known = [self._names[name] for name in self._said(questioned(asked)) if name in self._names]
        whose: set[TrustId | None] = set(max(known, key=lambda own: len(own[0]))[1]) if known else set()
        if not known and (term := self.term_of(asked)):
            whose = {part.trust for part in term.parts}
        elif not known and (by_word := OF_A_KIND.pattern.search(asked.text.lower())):
            named = any(stem(by_word["word"]) in name.split() for name in self._named)
            whose = {self._kit.trust_of[n] for n in self._kit.concordance.sentences(by_word["word"])} if named else set()
        elif not known and names:
            whose = {self._kit.trust_of[n] for n in self._kit.concordance.sentences(names[0])}
        whose = (whose - {None} or whose) if names else whose  # a name that all are told of besides is still that one's
        return next(iter(whose)) if len(whose) == 1 else None

    def _said(self, text: str) -> list[str]:
        """The terms' names, in stems, that stand in a text in so many words."""
        stems = in_stems(text)
        return [name for name in self._named if name and f" {name} " in stems]

    def _whose(self, name: str) -> tuple[str, tuple[TrustId, ...]] | None:
        """A name as it is printed, and the trusts in whose parts alone it stands; ``None`` for one that stands elsewhere too."""
        own_words = r"[\s-]".join(map(re.escape, name.split()))
        printed = re.search(rf"\b{own_words}\b", self._kit.index.report.text, re.IGNORECASE)
        whose = {self._kit.trust_of[n] for n in self._kit.concordance.near(words(name))}
        own = tuple(t.id for t in self._tags.trusts if t.id in whose)
        return (" ".join(printed[0].split()), own) if printed and own and len(own) == len(whose) < len(self._tags.trusts) else None

    def unheard(self, asked: Question) -> tuple[str, ...]:
        """Words of what is asked, not of the story round it, that prove the report silent: it has none of them, nor has the bank,
        whose words are readers' own for what the report says ("taught"). What is done to the thing, or how long it takes, proves
        little ("the lives that were promised").
        """
        telling = (word for word in self._kit.telling_of(questioned(asked)) if not _BY_THE_WAY.fullmatch(word))
        return self._kit.unheard(word for word in telling if not self._kit.readers.issuperset(words(word)))

    def _subject(self, asked: Question, likely: tuple[Entry, float] | None) -> Sequence[str]:
        """What the report says on the subject of an entry that is likely meant and has something of whom is asked."""
        entry, share = likely or (None, 0.0)
        if entry is None or share < LIKELY or entry.form not in _ON_A_SUBJECT:
            return ()
        return (self._asks_on(entry, asked),) if all(entry.part(trust) for trust in asked.trusts) else ()

    def _of_another(self, asked: Question) -> Sequence[str]:
        """What is told of a thing with the one that has it."""
        name, whose = self.of_another(asked) or ("", ())
        return (f"What does the report say about {name} at {self._tags.trust(whose[0]).name}?",) if len(whose) == 1 else ()

    def _elsewhere(self, asked: Question) -> Sequence[str]:
        """The scope lifted: where the rarest telling word that is a subject stands with others than those that were asked.

        A subject is one that the index of topics and terms or the profile names: "Which trusts mention after?" is noise.
        """
        telling = self._kit.things(asked)
        if not asked.trusts or not telling or len(asked.trusts) == len(self._tags.trusts):
            return ()
        places = {word: self._kit.concordance.sentences(word) for word in telling}
        most = max(COMMON * len(self._kit.index.sentences), MOST)
        known = [word for word in telling if 0 < len(places[word]) <= most and tuple(terms(word)) in self._subjects]
        known = [word for word in known if " " in word or word in self._kit.concordance.forms(word)]  # as it is printed
        if not known:
            return ()
        word = min(known, key=lambda w: len(places[w]))
        others = any(self._kit.trust_of[n] not in asked.trusts for n in places[word])
        return (f"Which {self._tags.profile.group.nouns} mention {self._printed(tuple(terms(word)))}?",) if others else ()

    def _printed(self, subject: tuple[str, ...]) -> str:
        """A subject by its name rather than as somebody typed it ("selection" for "select"), an abbreviation in capitals."""
        name = self._subjects[subject]
        capitals = name.upper()
        return capitals if re.search(rf"\b{re.escape(capitals)}\b", self._kit.index.report.text) else name


def _ends_of(names: Mapping[str, Entry]) -> dict[str, Entry]:
    """The ends of the entries' ``names`` (in stems) of so many words, without the first, that no other name has anywhere."""
    ends = {" ".join(own[n:]): name for name in names if (own := name.split()) for n in range(1, len(own) + 1 - ENDS)}
    return {end: names[name] for end, name in ends.items() if not any(f" {end} " in other for other in names if other != name)}
