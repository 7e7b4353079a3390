"""“What does the conclusion say about pay?”: of a part of the report that a request names, what it has on the rest of that, or that
it has nothing on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from rag.answering import located, wording
from rag.answering.draft import Draft
from rag.answering.find import likeliest
from rag.answering.quotes import make_quotes, sentences_of, widen
from rag.answering.structure import chapters
from rag.text import stem, terms, words
from rag.understanding.group import rules_of
from rag.understanding.places import parts_asked
from rag.understanding.wants import SUMS_UP

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.corpus.prepared import Entry
    from rag.types import Quote, Section
    from rag.understanding.places import PartAsked
    from rag.understanding.question import Question

SAID = 0.6
"""The judge's chance from which a sentence of the part is on what is asked though it has none of the words: of twelve requests for
what a part does not have the best one had 0.54."""
FULL = 8
"""Passages at most of a part that is asked for whole that are seen at once."""
AT_ONCE = 3
"""Sentences at once, as quotations of a page or a chapter, beside those which an editor, or the judge, found there."""
_OF_A_CHAPTER = re.compile(r"\bchapter \d", re.IGNORECASE)
"""In the title of an entry on all of a chapter, which is not chosen for what is asked of it."""
_FRAME = re.compile(
    r"\b(?:must|may|might|ought|shall|according|mentioned|mention|mentions|written|discussed|there|whats|idea|view|views|points?|advice|advise[sd]?"
    r"|recommendations?|verdict|stance|remarks?|thoughts?)\b"
)
"""Of whom and how it is said, which names no thing."""
_ASIDE = re.compile(
    r"\b(?:print(?:ed)?|stands?|reads?|quote|show|give|list|gist|overview|blurb|whole|full|entire|text|words?|verbatim|contents?"
    r"|please|pls|me|say|summary|sum|summari[sz]e)\b"
)
"""How it is asked what is there."""
_METHODS = frozenset(terms("method methods methodology study studies research approach design data survey"))
"""What a section on how the work was done is called."""
_ABOUT = re.compile(r"\b(?:about|on|of|regarding)\b")


@dataclass(frozen=True, slots=True)
class Held:
    """The part of the report to which a request is held, as it is ``called``, and on what it is asked: the words ``on``, the
    ``thing`` as it was typed. No sections where there is no chapter of that ``number``.
    """

    sections: tuple[Section, ...]
    called: str
    on: tuple[str, ...] = ()
    thing: str = ""
    number: int = 0


class Contents:
    """The report's parts by what they are called. Holds no state that changes."""

    def __init__(self, kit: Kit, chapters_by_word: Mapping[str, int]) -> None:
        self._kit = kit
        self._report = kit.index.report
        self._by_word = chapters_by_word

    def held_to(self, asked: Question, draft: Draft, trace: Trace, entry: Entry | None) -> Draft:
        """The draft, or what a part of the report has on what is asked of that; ``entry`` is what the draft is laid out from."""
        held = self.of(asked) if trace.judged else None
        if held is None:
            return (self._whole(asked) if trace.judged else None) or draft
        if not held.sections:
            return Draft("about", "about", wording.no_chapter(str(held.number), chapters(self._report)))
        return self._draft(held, draft, trace, entry)

    def of(self, asked: Question) -> Held | None:
        """The part that a request names and on what it is asked; ``None`` where it names none, or asks nothing but what is in it,
        or is asked of trusts one by one.
        """
        if asked.trusts:
            return None
        ids = list(chapters(self._report))
        for part in parts_asked(asked.text):
            number = part.number
            if number is not None and number < 0:  # "the last one"
                sections = self._chapter(ids[number]) if ids else ()
            else:
                sections = self._chapter(str(number)) if number is not None else self._called(part)
            known = (sections or (number or 0) > 0) and not (asked.each and any(section.trust for section in sections))
            on = self._on(asked, part.rest) if known else ()
            if on:
                return Held(sections, self._name(sections), on, _thing(part.rest, on), max(number or 0, 0))
        return None

    def _whole(self, asked: Question) -> Draft | None:
        """All of a headed section, or of the cover, that a request names as it is printed and of which it asks no more than what is
        there; ``None`` where it names none, or several are called so.
        """
        if asked.trusts or asked.lead:
            return None
        text = asked.text.lower().replace("’", "'")
        for name, sections in self._titles.items():
            found = _named_as(name, text) if len(sections) == 1 and name in text else None
            if found and not self._on(asked, _ASIDE.sub(" ", f"{text[: found.start()]} {text[found.end() :]}")):
                quotes = make_quotes(self._kit.index, self._inside[sections[0].id])
                title = sections[0].heading or sections[0].chapter_title
                return Draft("digest", "answered", "", quotes[:FULL], quotes[FULL:], heading=f"‘{title}’", complete=True)
        return None

    @cached_property
    def _titles(self) -> dict[str, list[Section]]:
        """The sections by what is printed above them; those of a numbered chapter that have no heading are asked by its number."""
        found: dict[str, list[Section]] = {}
        for section in self._report.sections:
            if title := section.heading or ("" if section.chapter else section.chapter_title):
                found.setdefault(title.lower().replace("’", "'"), []).append(section)
        return found

    def _chapter(self, number: str) -> tuple[Section, ...]:
        return tuple(section for section in self._report.sections if section.chapter == number)

    def _called(self, part: PartAsked) -> tuple[Section, ...]:
        """The one chapter or headed section that is called so, or that alone has so rare a word in its title. One word that is not
        said to be a section is no heading: "the study" is all of it.
        """
        own = ["introduction"] if part.called == "intro" else words(part.called)
        if number := self._by_word.get(stem(own[-1])) if len(own) == 1 else None:
            return self._chapter(str(number))
        said = set(terms(part.called))
        if not said or (len(own) == 1 and not part.headed):
            return ()
        every = self._report.sections
        titled = {s.chapter: s.chapter_title for s in every if said == set(terms(s.chapter_title))}
        if len(titled) == 1:
            return self._chapter(next(iter(titled)))
        headed = [s for s in every if s.heading and said == set(terms(s.heading))]
        if not headed and said <= _METHODS:
            headed = [s for s in every if s.heading and _METHODS.issuperset(terms(s.heading))]
        return (headed[0],) if len(headed) == 1 else ()

    def _name(self, sections: Sequence[Section]) -> str:
        if not sections:
            return ""
        whole = len(sections) == len(self._chapter(sections[0].chapter))
        return located.part_of(sections[0].chapter, sections[0].chapter_title) if whole else f"‘{sections[0].heading}’"

    def _on(self, asked: Question, rest: str) -> tuple[str, ...]:
        """The words that name what is asked, or else those of the request on which it leans."""
        bare = rules_of(self._report.tags).all.without(_FRAME.sub(" ", SUMS_UP.without(rest)))
        for text in (bare, asked.lead.lower()):
            put = replace(asked, text=text, mentions=(), lead="")
            things = self._kit.things(put) or [w for w in self._kit.telling(put) if self._kit.proves(w)]
            if things := [word for word in things if not word.isdigit()]:
                return tuple(self._kit.but_people(things) or things)
        return ()

    @cached_property
    def _inside(self) -> dict[str, tuple[int, ...]]:
        """The sentences of every section."""
        return {
            section.id: tuple(s.index for p in self._kit.index.passages if p.section == section.id for s in p.sentences)
            for section in self._report.sections
        }

    def _draft(self, held: Held, draft: Draft, trace: Trace, entry: Entry | None) -> Draft:
        """What the draft has of the part and what else there has most of the words; or that the part has nothing on it, and where
        else the report has. What its editor chose of the part is on it whatever its words are.
        """
        headed = [s for s in held.sections if set(terms(" ".join(held.on))) <= set(terms(s.heading))]
        whole = entry is not None and _OF_A_CHAPTER.search(entry.title) is not None  # of that what is headed so alone is on it
        told = draft.quotes if draft.status in ("answered", "partial") else ()
        there = _there(headed if whole else held.sections, told)
        if there and any(section.trust for section in held.sections):  # trust by trust
            return _kept(held, draft)
        chances, words_of_it = likeliest(trace.judged), self._words(held)
        rare = self._rarer(held.on)
        named = [n for n, held_there in words_of_it.items() if not held_there.isdisjoint(rare)]
        most = max((len(words_of_it[n]) for n in named), default=0)
        own = [n for n in words_of_it if (n in named and 2 * len(words_of_it[n]) > most) or chances[n] >= SAID]
        if not own and not (there and entry):
            return self._nothing(held, rare, chances)
        own.sort(key=lambda n: (-len(words_of_it[n]), -chances[n], n))
        first = [n for quote in there for n in sentences_of(self._kit.index, quote)]
        quotes = self._quotes(list(dict.fromkeys((*first, *own[:AT_ONCE]))))
        beyond = self._quotes(list(dict.fromkeys((*own[AT_ONCE:], *(n for s in headed for n in self._inside[s.id])))))
        more = tuple(q for q in beyond if not any(q.start < other.end and other.start < q.end for other in quotes))
        return Draft("find", "answered", "", quotes, more, heading=held.called, complete=True)

    def _words(self, held: Held) -> dict[int, frozenset[str]]:
        """Which of the words, or what they are synonyms of, each sentence of the part has."""
        places = {word: self._kit.concordance.with_synonyms(word) for word in held.on}
        own = (n for section in held.sections for n in self._inside[section.id])
        return {n: frozenset(word for word, where in places.items() if n in where) for n in own}

    def _quotes(self, ordered: Sequence[int]) -> tuple[Quote, ...]:
        """Quotations of the sentences, in their order, with what they need to be read alone."""
        if not ordered:
            return ()
        first = np.zeros(len(self._kit.index.sentences))
        first[list(ordered)] = np.arange(len(ordered), 0, -1)
        return make_quotes(self._kit.index, widen(self._kit.index, sorted(ordered), listing=False), marked=ordered, chances=first)

    def _rarer(self, on: Sequence[str]) -> list[str]:
        """The rarer half of the words, which tell most of what is asked."""
        places = self._kit.concordance.with_synonyms
        ranked = sorted(on, key=lambda word: len(places(word)))
        most = len(places(ranked[(len(ranked) - 1) // 2]))
        return [word for word in ranked if len(places(word)) <= most]

    def _nothing(self, held: Held, rare: Sequence[str], chances: NDArray[np.float64]) -> Draft:
        """That the part does not say it, by words that do not stand there."""
        places = self._kit.concordance.with_synonyms
        elsewhere = {n for word in rare for n in places(word)}
        if not elsewhere:
            return Draft("find", "not_stated", located.no_word(rare))
        best = max(elsewhere, key=lambda n: (chances[n], -n))
        nearest = self._quotes([best])
        message = located.not_in_part(held.called, rare)
        return Draft("find", "not_stated", message, nearest=nearest, next=(f"What does the report say about {held.thing}?",))


def _named_as(title: str, text: str) -> re.Match[str] | None:
    """Where a lower-case text names a part by its title: between quotation marks, as a section, or, of two words and more, as what
    a sum is asked of, or what something is on.
    """
    own = re.escape(title)
    forms = [rf"(?:the )?[\"'‘“]{own}[\"'”](?: (?:section|part|page|bit))?", rf"\bthe {own} (?:section|part|bit)\b"]
    forms.append(rf"\b(?:section|part|bit|page) (?:called|headed|titled|entitled|named|under) (?:the )?[\"'‘“]?{own}\b[\"'”]?")
    if len(terms(title)) > 1:
        forms.append(
            rf"\b(?:of|on|about|from|in|summari[sz]e|sum up|quote|read|show|me) (?:the )?{own}\b"
            r"(?=[ ?.!,]*+$|,? (?:please|pls|say|for me))"
        )
    return re.search("|".join(forms), text)


def _there(sections: Sequence[Section], quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotations that stand in the sections."""
    return tuple(q for q in quotes if any(section.start <= q.start < section.end for section in sections))


def _kept(held: Held, draft: Draft) -> Draft:
    """The draft without what stands elsewhere than in the part."""
    rows = tuple(replace(row, quotes=_there(held.sections, row.quotes)) for row in draft.rows)
    quotes, more, beside = (_there(held.sections, quotes) for quotes in (draft.quotes, draft.more, draft.beside))
    return replace(draft, message="", quotes=quotes, more=more, rows=rows, beside=beside)


def _thing(rest: str, on: Sequence[str]) -> str:
    """What is asked about as it was typed behind the word that says so, or the words that name it."""
    behind = _ABOUT.split(rest)[-1].strip(" ,.?!")
    return behind if set(on) <= {behind, *words(behind)} and len(words(behind)) <= len(on) + 1 else " and ".join(on)
