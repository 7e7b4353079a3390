"""Requests that ask only whether and where the report has a word: recognised by the route, or because they are little else."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from rag.answering import located, topic, unsaid, wording
from rag.answering.draft import Draft
from rag.answering.either import ON_THINGS
from rag.answering.yearly import Years
from rag.corpus.prepared import STRICT
from rag.text import STOPWORDS, stem, words
from rag.understanding.mentioned import same_shape
from rag.understanding.pointing import COLOURLESS
from rag.understanding.route import MASK, MENTION, SURE, masked
from rag.understanding.rules import Rule, of_words
from rag.understanding.wordlist import is_english

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.candidates import Candidates
    from rag.answering.kit import Kit
    from rag.understanding.question import Question
    from rag.understanding.route import Route

_SLASH = re.compile(r"(?<=[a-z])(?: ?/ ?| or/and | and/or )(?=[a-z])", re.IGNORECASE)
"""Between alternatives; nothing is said by it of "24/7"."""
_ARTICLE = Rule(
    "an article before",
    ("the", "a", "an"),
    yes=("the compact", "a compact", "an induction"),
    no=("their compact", "all the trusts", "another", "theatre nurses"),
    bounded=False, head="^", tail=" ",
)  # fmt: skip
_SPELT_OUT = Rule(
    "asks what letters stand for",
    (
        (r"(?:what|wat|wot|whats|what's)(?: (?:do|does|did|is|are))?(?: the)?(?: letters?| abbreviation| acronym)? "
         r"(?P<letters>[a-z][a-z0-9&]{1,7}) (?:mean|stands? for|standing for|short for|in full|abbreviate)"),
        (r"(?:the )?(?:meaning|definition|full (?:form|name|title)|long form|expansion) of (?:the )?"
         r"(?P<of>[a-z][a-z0-9&]{1,7})"),
        r"(?:define|explain|decode|expand|spell out) (?P<told>[a-z][a-z0-9&]{1,7})",
    ),
    yes=("what does yaks mean", "wat does ykz stand for", "what's ykz short for", "meaning of ykz", "full form of ykz",
         "define ykz"),
    no=("what does the report mean by ykz", "what do they all mean", "explain how they choose", "definition of the yaks there"),
    bounded=False, head=r"^(?:(?:and|so|ok|please|pls|sorry|hi|can you|could you)[ ,]++){0,3}+",
    tail=r"(?: (?:please|pls|here|in (?:here|this|it|there)|in (?:the|this) (?:report|paper|document)))?[ ?.!]*+$",
)  # fmt: skip
_OF_A_KIND = of_words(
    "people of a kind",
    "women woman men female male girls boys mothers fathers mums dads parents minorit* ethnic* bme bame black asian muslim* "
    "christian* gay lesbian lgbt* transgender disab* deaf blind autistic neurodiver* dyslexic pregnant veterans immigrants "
    "migrants refugees foreigners pensioners grandparents teenagers",
    no=("mentors", "patients", "doctors", "the blindness"),
)
"""Such as a report that has no word for them tells nothing of."""
KNOWN = 0.3
"""Probability of all entries together from which a word alone that is asked of a member ("Ash governance") asks for what is written
on it there, and not where the word stands: of 20 such the least that an entry is on has 0.35."""
_NO_WORD = STOPWORDS | {"anything", "everything", "something", "nothing", "anyone", "everyone", "someone", "nobody", "another",
                        "others", "either", "one"}  # fmt: skip
"""Stand for words where a word is asked for, or are of every text."""
_NAME = re.compile(r"(?<=[\w’'] )\b[A-Z][a-z]{2,}+\b")
"""A word that has a capital, and not because it is the first one."""
_WHAT_IS = re.compile(r"(?:(?:so|and|but|ok) )?what(?:'?s| is| are| were| was) (?:an? |the )?(?:[\w'-]++ ){1,3}[\w'-]++[ ?.!]*+$")
"""Asks what some words together are."""
FEW = 3
"""Sentences in which words stand together that name something."""
_WHERE = re.compile(
    r"(?:(?:so|and|but|ok) )?where (?:does|do|did) (?:it|they|the \w+|this) (?:mention|discuss|cover|bring up|name|speak of)\b"
)
"""Asks where something stands, which is nowhere else."""


class LookUps:
    """Looks up every place of a word; ``shapes`` are sentences that ask for ``{word}``, the strict ones alone being enough."""

    def __init__(self, kit: Kit, rivals: Candidates, shapes: Sequence[str]) -> None:
        self._kit = kit
        self._rivals = rivals
        own = (" ".join(words(part)) for s in shapes if s.startswith(STRICT) for part in s.split("{word}"))
        self._strict = tuple(dict.fromkeys(zip(own, own, strict=True)))
        self._worded = tuple(shape for shape in self._strict if any(shape))
        self._years = Years(kit)

    def of(self, asked: Question, route: Route) -> Draft | None:
        """Every place of the words, or that there is none; ``None`` where the request asks for more than places."""
        dated = self._years.of(asked)
        things = dated or self._by_shape(asked)
        telling = things[0] if len(things) == 1 else ()
        things = things or tuple(filter(None, (self._apart(asked, route),)))
        if telling and self._is_named(asked, telling, route):
            return None
        if not things:
            telling = self._kit.telling(asked)
            things = (telling,)
            mentioned = route.of(MENTION) > SURE or self._is_bare(asked, telling, route) or self._is_unknown(telling)
            if asked.lead or not mentioned:
                return self._unsaid(asked, route)
        subjects = self._rivals.subjects(route)
        first = next((entry for entry, _ in subjects if entry.form in ("topic", "term")), None)
        return self._years.told(topic.look_up(self._kit, asked, things, first), dated) or self._unsaid(asked, route)

    def _unsaid(self, asked: Question, route: Route) -> Draft | None:
        """That the report has not the thing of which it is asked what is said, nor the person."""
        thing = unsaid.phrase(self._kit, asked, route) or unsaid.subject(self._kit, asked, route, lambda: self._put)
        thing = unsaid.elsewhere(self._kit, asked) or thing or unsaid.none_of(self._kit, asked)
        thing = thing or unsaid.cause(self._kit, asked) or unsaid.unheard(self._kit, asked, route)
        if thing:
            return Draft("topic", "not_stated", located.no_word([thing]))
        person = unsaid.person(self._kit, asked)
        return Draft("topic", "not_stated", located.nobody(person)) if person else None

    @cached_property
    def _put(self) -> frozenset[tuple[str, str]]:
        """The stems of two words that stand together in some way to ask for an entry."""
        asks = (map(stem, words(ask)) for entry in self._rivals.entries.values() for ask in entry.asks)
        return frozenset(pair for said in asks for pair in pairwise(said))

    def has(self, asked: Question, route: Route) -> bool:
        """Whether it is one word of the report's own and nothing else."""
        telling = self._kit.telling(asked)
        return self._is_bare(asked, telling, route) and bool(self._kit.concordance.with_synonyms(telling[0]))

    def by_shape(self, asked: Question) -> Draft | None:
        """The same of a request that asks by its shape for the very words, whatever else it might be."""
        return topic.look_up(self._kit, asked, self._by_shape(asked), None)

    def of_others(self, asked: Question) -> Draft | None:
        """The same of a request on organisations of which the report has nothing, or the places of what else it names."""
        return self.by_shape(asked) or self._named_beside(asked)

    def _named_beside(self, asked: Question) -> Draft | None:
        """Every place of the names that a request gives beside organisations of which the report has nothing, where the report has
        them, and that it has nothing of those: "What does Berwick say of Mid Staffs?".
        """
        strange = frozenset(word for other in asked.others for word in words(other))
        typed = (word.lower() for word in _NAME.findall(asked.text))
        names = dict.fromkeys(w for w in typed if w not in strange and 0 < len(self._kit.concordance.named(w)) <= topic.PLACES)
        draft = topic.look_up(self._kit, asked, tuple((name,) for name in names), None)
        if draft is None or not draft.quotes:
            return None
        message = f"{wording.not_studied(asked.others)} {draft.message}"
        return replace(draft, status="partial", message=message, rows=())

    def by_name(self, asked: Question) -> Draft | None:
        """Every place of words that stand next to each other in few places, where it is asked what they are: "what are ward days";
        ``None`` where it is not asked so. However like another subject it seems, it is none then.
        """
        things = self._kit.things(asked)
        asks = len(things) > 1 and not (asked.lead or asked.rows) and _WHAT_IS.match(asked.text.lower())
        if not asks or not 0 < len(self._kit.concordance.near(things)) <= FEW:
            return None
        return topic.look_up(self._kit, asked, (things,), None)

    def places(self, asked: Question) -> Draft | None:
        """Every place of the things of a request that asks what there is on them, or where: that they stand there is true, whether
        or not something answers. People ("the well-being of doctors") are no such thing.
        """
        lowered = asked.text.lower()
        if asked.lead or not (ON_THINGS.found(lowered) or _WHERE.match(lowered)):
            return None
        things = self._kit.but_people(self._kit.things(asked))
        first = next(iter(self._on_what(asked)), "")
        if first in COLOURLESS and first not in things:  # "anything about pay for nurses": of nurses alone it is not asked
            things = [first]
        draft = topic.look_up(self._kit, asked, (things,), None)
        return draft if draft and draft.quotes else None

    def strange(self, asked: Question) -> tuple[str, ...]:
        """Things for which the report has no word, of a request that asks what there is on them."""
        return self._kit.unheard(self._on_what(asked))

    def _on_what(self, asked: Question) -> tuple[str, ...]:
        """The telling words of a request behind "is there anything on"; none where it does not ask so."""
        on = ON_THINGS.pattern.search(asked.text.lower())
        if on is None:
            return ()
        behind = [m for m in asked.mentions if m.start >= on.end()]
        return self._kit.telling_of(masked(asked.text, behind, "\n")[on.end() :])

    def _apart(self, asked: Question, route: Route) -> tuple[str, ...]:
        """Two things that no sentence of the report holds together and no likely entry's editor did ("private patients"), where a
        request asks what there is on them.
        """
        pair, concordance = self._on_what(asked), self._kit.concordance
        if asked.lead or len(pair) != topic.PAIR or concordance.in_one_sentence(pair) or self._kit.unheard(pair):
            return ()
        if f"{pair[0]} and {pair[1]}" in asked.text.lower():  # two things, each asked for by itself
            return ()
        rarer = min(pair, key=lambda word: len(concordance.with_synonyms(word)))
        return () if any(self._rivals.knows(entry, (rarer,)) for entry, _ in self._rivals.subjects(route)) else pair

    def alien(self, asked: Question, *, sure: bool = False) -> tuple[str, ...]:
        """The things that it names beside people, where neither the report nor a reader's question of the bank has a word for any
        of them: of "do they help doctors with childcare" the childcare.

        Where it is not ``sure`` that there is an answer, half of them are enough if it is asked of each member ("how do they each
        get women into leadership"), and so is what people are meant ("what is done for female doctors", "for women").
        """
        named = () if asked.lead else tuple(word for word in self._kit.things(asked) if not word.isdigit())
        things = tuple(self._kit.but_people(named)) or named
        heard = self._kit.concordance.with_synonyms
        unknown = tuple(word for word in things if word not in self._kit.readers and not heard(word))
        if sure or len(unknown) == len(things):
            return things if len(unknown) == len(things) else ()
        before = (word for word in self._kinds_of_people(asked) if is_english(word))
        kinds = tuple(w for w in (*before, *filter(_OF_A_KIND.found, named)) if w in named and not heard(w))
        half = asked.each and 2 * len(unknown) >= len(things) and all(map(is_english, unknown))
        return kinds or (unknown if half else ())

    def _kinds_of_people(self, asked: Question) -> list[str]:
        """The words right before one for people of whom the report speaks throughout: "overseas doctors"."""
        said = words(asked.text)
        return [before for before, word in pairwise(said) if stem(word) in self._kit.people]

    def is_unheard(self, asked: Question) -> bool:
        """Whether nothing else answers it: it asks by its shape for a word or two that occur nowhere, has no word that is known, or
        asks only what happened in a year.
        """
        if self._years.of(asked) or unsaid.elsewhere(self._kit, asked):
            return True
        things = self._by_shape(asked)
        if not things and self._is_unknown(self._kit.telling(asked)):
            return True
        heard = self._kit.concordance.with_synonyms
        return bool(things) and all(len(thing) <= topic.PAIR and not all(map(heard, thing)) for thing in things)

    def _by_shape(self, asked: Question) -> tuple[tuple[str, ...], ...]:
        """The thing, or the alternatives, in the place of a strict shape's word, each by its telling words; none where other words
        stand there too, or no shape fits.
        """
        if letters := self._letters(asked):
            return ((letters,),)
        typed = " ".join(words(_SLASH.sub(" or ", masked(asked.text, asked.mentions, f" {MASK} "))))
        plain = same_shape(typed)
        for told in () if asked.lead else dict.fromkeys((typed, " ".join(plain.split()))):
            for before, after in self._strict if told == typed else self._worded:  # a bare word is a bare word
                if not (told.startswith(before) and told.endswith(after)):
                    continue
                middle = told.removeprefix(before).removesuffix(after).strip()
                if f"{before} {middle} {after}".strip() == told and (found := self._only(middle, worded=bool(before or after))):
                    return found if before or after or self._known(found) else ()
        return ()

    def _letters(self, asked: Question) -> str:
        """Letters that a request wants spelt out ("what does QIPP mean"), no word in English and none of the report."""
        found = _SPELT_OUT.pattern.search(asked.text.lower()) if not (asked.lead or asked.mentions) else None
        own = next(filter(None, found.groups()), "") if found else ""
        as_typed = own and re.search(rf"\b{own.upper()}\b", asked.text)  # "SPA" in capitals is no bath
        unknown = own and not self._kit.concordance.with_synonyms(own) and own not in self._kit.readers
        return own if unknown and (as_typed or not is_english(own)) else ""

    def _only(self, text: str, *, worded: bool) -> tuple[tuple[str, ...], ...]:
        """Each of the things that a text names ("unions or strikes") by its telling words; none where it holds others, too. A word
        that tells nothing is looked up where it is all that a ``worded`` request asks for ("which mention whether").
        """
        named = [_ARTICLE.without(thing, "") for thing in text.split(" or ")]
        things = [(thing, self._kit.telling_of(thing)) for thing in named]
        if worded and len(named) == 1 and text.isalpha() and text not in _NO_WORD and not things[0][1]:
            return ((text,),) if self._kit.concordance.sentences(text) else ()
        return tuple(telling for _, telling in things) if all(" ".join(telling) == thing for thing, telling in things) else ()

    def _known(self, things: Sequence[Sequence[str]]) -> bool:
        """Whether the report has a word for each of several things or for none; "heads or tails" is no look-up."""
        heard = {all(map(self._kit.concordance.with_synonyms, thing)) for thing in things}
        return len(heard) == 1

    def _is_unknown(self, telling: Sequence[str]) -> bool:
        """Whether it has words, and none of them is English, the report's or an editor's: what a cat on the keyboard types."""
        heard = self._kit.concordance.with_synonyms
        return bool(telling) and not any(is_english(w) or heard(w) or any(stem(w) in pair for pair in self._put) for w in telling)

    def _is_named(self, asked: Question, telling: Sequence[str], route: Route) -> bool:
        """Whether the words are the whole request, and an abbreviation or two words ("key points") that an editor answers: the
        route is sure of it, or the editor has written them down. Of words that the report has not, ``bare`` tells it.
        """
        if len(telling) > topic.PAIR or " ".join(words(asked.text)) != " ".join(telling):
            return False
        entry, share = next(iter(self._rivals.subjects(route)), (None, 0.0))
        forms = ("term", "about", "digest") if len(telling) > 1 else ("term", "about")
        if entry is None or entry.form not in forms:
            return False
        return share > SURE or any(words(ask) == list(telling) for ask in entry.asks)

    def _is_bare(self, asked: Question, telling: Sequence[str], route: Route) -> bool:
        """Whether it is one word and nothing else, of which no editor wrote what it means, nor anything of the member asked."""
        if len(telling) != 1 or " ".join(words(masked(asked.text, asked.mentions, " "))) != telling[0]:
            return False
        if asked.trusts and sum(route.entries().values()) > KNOWN:
            return False
        best = next(iter(self._rivals.subjects(route)), None)
        return best is None or best[1] <= SURE or best[0].form not in ("term", "about")
