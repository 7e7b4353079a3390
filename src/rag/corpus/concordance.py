"""Every place of the edition in which a word stands: literally true, so that "does not occur" can be checked by anyone.

A word is looked for with its endings and its listed synonyms (``corpus/prepared/synonyms.toml``), never by likeness of
meaning.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from rag.errors import CorpusError, reason
from rag.text import STOPWORDS, stem, terms, word_spans, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from rag.types import Passage

ENDING = 4
"""Letters that a form of a word may have more than its stem: the longest common ones are -ment, -ness and -able."""
SHORTEST_STEM = 4
"""Letters that must remain where an ending is taken off a word that is looked for, so that "used" is not "us"."""
KEPT = 64
"""Words and phrases whose places are kept, those of some ten requests: each of a request is looked up some 40 times. No more, since
people typed them: what one asked is displaced by what the next ones ask."""
KEPT_TEXTS = 16
"""The same of whole texts: a request's is taken apart some nine times."""
NEAR = 2
"""Other words that may stand between words that are looked for together: "students of medicine", "medical and other students"."""
_OF_SHORT = frozenset(("", *"s e es d ed ing ings er ers r rs ly al ned ning ner ners ment ments".split()))  # noqa: SIM905
"""What a form of a word of so few letters may have more than its stem: "King's", but not "Kingdom" for "king"."""
_OF_NAME = _OF_SHORT - {"e"}
"""What one that always stands with its capital may have more: "Partners", but not "Guardian" for "guard"."""
_ENDINGS = ("ies", "ing", "ed", "es", "s")
_FULL_OF = "fulness"
"""What Snowball takes off altogether: it makes "mind" of "mindfulness"."""
SYNONYMS = "synonyms.toml"


class Concordance:
    """Where words stand, over the sentences of one report's passages. A word of the ``name`` of whoever published it is no form of
    another word where it has its capital: of a publisher that is a fund nothing is said of funding.
    """

    def __init__(self, passages: Iterable[Passage], synonyms: Mapping[str, Sequence[str]] | None = None, name: str = "") -> None:
        found: dict[str, set[int]] = {}
        stems: dict[str, set[int]] = {}
        self.passage_of: dict[int, str] = {}
        self._texts: dict[int, str] = {}
        for passage in passages:
            for sentence in passage.sentences:
                self.passage_of[sentence.index] = passage.id
                self._texts[sentence.index] = sentence.text
                for word in words(sentence.text):
                    found.setdefault(word, set()).add(sentence.index)
                for term in terms(sentence.text):
                    stems.setdefault(term, set()).add(sentence.index)
        self._words = sorted(found)
        self._found = {word: frozenset(places) for word, places in found.items()}
        lower = {word for text in self._texts.values() for word, start, _ in word_spans(text) if text[start].islower()}
        self._names_only = frozenset(found) - lower
        self._as_form = self._found | {
            word: frozenset(n for n in self._found.get(word, ()) if word in self._texts[n]) for word in words(name)
        }
        self._stems = {term: frozenset(places) for term, places in stems.items()}
        self._phrases: dict[tuple[str, ...], tuple[str, ...]] = {}
        for head, phrases in (synonyms or {}).items():
            for phrase in phrases:
                self._phrases[_key(phrase)] = (*self._phrases.get(_key(phrase), ()), head)
        self._longest = max((len(key) for key in self._phrases), default=1)
        named = {head: words(head) for heads in self._phrases.values() for head in heads}
        self._kept_forms = lru_cache(KEPT)(self._forms_of)
        self._kept_sentences = lru_cache(KEPT)(self._sentences_of)
        self._kept_units = lru_cache(KEPT_TEXTS)(self._units_of)
        self._kept_words = lru_cache(KEPT_TEXTS)(_words_of)
        self._kept_places = lru_cache(KEPT)(self._places_of)
        self._names = {head: self.near(own) for head, own in named.items() if len(own) > 1}

    def forms(self, word: str) -> tuple[str, ...]:
        """The report's words that are forms of ``word`` (lower case): those that begin with its stem, a few letters longer."""
        return self._kept_forms(word)

    def _forms_of(self, word: str) -> tuple[str, ...]:
        root = _root(word)
        first = bisect_left(self._words, root)
        forms = []
        for form in self._words[first:]:
            if not form.startswith(root):
                break
            ending = form.removeprefix(root)
            if len(root) < SHORTEST_STEM:
                fits = form.removesuffix("s") == word.removesuffix("s")
            else:
                fits = ending in _OF_NAME if form in self._names_only else len(root) > SHORTEST_STEM or ending in _OF_SHORT
            if fits and len(ending) <= ENDING:
                forms.append(form)
        return tuple(forms)

    def sentences(self, phrase: str) -> frozenset[int]:
        """Sentences in which ``phrase`` (a word, or words that must stand in one sentence) stands, in any of its forms.

        Only where no form of a word occurs at all, words of the same stem count for it.
        """
        return self._kept_sentences(phrase)

    def _sentences_of(self, phrase: str) -> frozenset[int]:
        sets = [self._one(word) for word in words(phrase)]
        return frozenset.intersection(*sets) if sets else frozenset()

    def named(self, word: str) -> frozenset[int]:
        """Sentences with a word (lower case) that stands nowhere but with its capital, as a name does."""
        return self._found[word] if word in self._names_only else frozenset()

    def heads(self, phrase: str) -> tuple[str, ...]:
        """The report's own words of which ``phrase`` is a listed synonym."""
        return self._phrases.get(_key(phrase), ())

    def with_synonyms(self, phrase: str) -> frozenset[int]:
        """``sentences`` of the phrase and of what it is a listed synonym of."""
        return self._kept_places(phrase)

    def _places_of(self, phrase: str) -> frozenset[int]:
        return self.sentences(phrase).union(*(self._together(head) for head in self.heads(phrase)))

    def _together(self, head: str) -> frozenset[int]:
        """``sentences`` of a headword; of one of several words, those in which they stand near each other."""
        return self._names[head] if head in self._names else self.sentences(head)

    def said(self, phrase: str, among: frozenset[int]) -> tuple[str, ...]:
        """The phrase and what it is a listed synonym of: those that stand in some of the sentences ``among``."""
        return tuple(own for own in (phrase, *self.heads(phrase)) if not among.isdisjoint(self._together(own)))

    def in_one_sentence(self, phrases: Sequence[str]) -> frozenset[int]:
        """Sentences that hold every one of the phrases, or a word each that it is a listed synonym of."""
        found = [self.with_synonyms(phrase) for phrase in phrases]
        return frozenset.intersection(*found) if found else frozenset()

    def near(self, phrases: Sequence[str]) -> frozenset[int]:
        """Sentences in which the phrases stand near each other: "medical students", but not "medical … the students".

        Of several phrases no synonym counts: a physician associate is no associated doctor.
        """
        if len(phrases) == 1:
            return self.with_synonyms(phrases[0])
        own = frozenset.intersection(*(self.sentences(phrase) for phrase in phrases)) if phrases else frozenset[int]()
        return frozenset(n for n in own if self._are_near(self._texts[n], phrases))

    def in_one_passage(self, phrases: Sequence[str]) -> frozenset[int]:
        """Sentences that hold one of the phrases, in passages that hold all of them."""
        found = [self.with_synonyms(phrase) for phrase in phrases]
        common = set.intersection(*({self.passage_of[n] for n in places} for places in found)) if found else set()
        return frozenset(n for places in found for n in places if self.passage_of[n] in common)

    def spans(self, text: str, phrases: Iterable[str]) -> tuple[tuple[int, int], ...]:
        """Where in ``text`` the phrases' words stand, and those of which they are listed synonyms: (start, end) pairs."""
        return tuple(self._own_spans(text, self._with_heads(phrases)))

    def stands_in(self, text: str, phrase: str) -> bool:
        """Whether every word of the phrase stands there, or every one of something that it is a listed synonym of."""
        there = self._kept_words(text)
        return any(all(self._is_among(there, word) for word in words(own)) for own in self._with_heads([phrase]) if words(own))

    def _is_among(self, there: frozenset[str], word: str) -> bool:
        forms = self.forms(word)
        return not there.isdisjoint(forms) if forms else _stem(word) in {stem(own) for own in there}

    def _with_heads(self, phrases: Iterable[str]) -> Iterator[str]:
        return (own for phrase in phrases for own in (phrase, *self.heads(phrase)))

    def _own_spans(self, text: str, phrases: Iterable[str]) -> Iterator[tuple[int, int]]:
        own = [words(phrase) for phrase in phrases]
        wanted = {word for phrase in own for word in phrase if len(phrase) == 1 or word not in STOPWORDS}
        forms = {form for word in wanted for form in self.forms(word)}
        stems = {_stem(word) for word in wanted if not self.forms(word)}
        return ((start, end) for word, start, end in word_spans(text) if word in forms or (stems and stem(word) in stems))

    def units(self, text: str) -> tuple[str, ...]:
        """``text`` (lower case) as words and listed phrases, the longest phrases first, in order."""
        return self._kept_units(text)

    def _units_of(self, text: str) -> tuple[str, ...]:
        own = words(text)
        units: list[str] = []
        at = 0
        while at < len(own):
            longest = min(self._longest, len(own) - at)
            length = next((n for n in range(longest, 1, -1) if tuple(own[at : at + n]) in self._phrases), 1)
            units.append(" ".join(own[at : at + length]))
            at += length
        return tuple(units)

    def _are_near(self, text: str, phrases: Sequence[str]) -> bool:
        """Whether some stretch of few words holds a word of every phrase."""
        own = [frozenset(self._own_spans(text, [phrase])) for phrase in phrases]
        last: dict[int, int] = {}
        for place, (_, start, end) in enumerate(word_spans(text)):
            last |= {n: place for n, spans in enumerate(own) if (start, end) in spans}
            if len(last) == len(own) and place - min(last.values()) < len(own) + NEAR:
                return True
        return False

    def _one(self, word: str) -> frozenset[int]:
        own = self._found.get(word, frozenset[int]())
        places = own.union(*(self._as_form[form] for form in self.forms(word)))
        return places or self._stems.get(_stem(word), frozenset())


def load_synonyms(corpus: Path) -> dict[str, list[str]]:
    """Headwords of the report with what people type for them; empty where there is no such file.

    Raises ``CorpusError`` where it cannot be read or is not a table of lists.
    """
    path = corpus / "prepared" / SYNONYMS
    if not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))["words"]
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError) as error:
        raise CorpusError(f"{path} cannot be read ({reason(error)}). It needs a table [words] of lists.") from error
    if not isinstance(table, dict) or not all(isinstance(v, list) and all(isinstance(s, str) for s in v) for v in table.values()):
        raise CorpusError(f'{path}: write each line of [words] as "word of the report" = ["what people type", …].')
    return table


def _words_of(text: str) -> frozenset[str]:
    return frozenset(words(text))


def _stem(word: str) -> str:
    return "" if word.endswith(_FULL_OF) else stem(word)


def _root(word: str) -> str:
    word = word.removesuffix("ness") if word.endswith(_FULL_OF) else word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


def _key(phrase: str) -> tuple[str, ...]:
    return tuple(words(phrase))
