"""“Which year was that?”, “is it liked now?”: what tells it in what was just quoted, or next to that, goes before what is found
elsewhere; a time that is neither there nor told of the thing talked of is another thing's, and no answer.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering.aspects import folded, not_told
from rag.answering.draft import Draft
from rag.answering.quotes import make_quotes, sentences_of, widen
from rag.types import MOST_SHOWN
from rag.understanding.one_thing import of_the_time, plain_kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.kit import Kit
    from rag.search.index import PassageIndex
    from rag.types import Answer
    from rag.understanding.one_thing import Kind
    from rag.understanding.question import Question

NEAR = 3
"""Sentences before and behind one that was quoted, in its section, that may still be on the same thing."""
_POINTS = re.compile(r"\b(?:this|these|it|its|they|their|such)\b")
_AT_A_THING = re.compile(
    r"\b(?:this|these) (?:programme|scheme|group|process|event|approach|role|post|team|course|method|survey|work)s?\b"
)
"""How what goes on from a sentence points back at what that is on, in its paragraph, and below it."""
_COUNTS = re.compile(r"\b\d[\d,]*+ ([a-z]{4,}+)")
"""A number, and what it counts."""


def on_screen(kit: Kit, asked: Question, draft: Draft) -> Draft:
    """The answer to a follow-up for one plain thing by what was just quoted, or stands next to that on the same thing, where that
    tells it, the sentence first that has most words of what is talked of; where a time is told of another thing alone, that it is
    not said.
    """
    kind = plain_kind(asked, kit.index.report.tags) if asked.lead and _shown(kit, asked) else None
    fits_in = draft.status in ("answered", "partial", "not_stated") and not any(row.quotes for row in draft.rows)
    if kind is None or not (fits_in or kind.numbered):
        return draft
    thing = kit.subject(kit.thing_of(asked))
    found = draft.quotes if draft.status != "not_stated" else ()
    own = [n for q in found for n in sentences_of(kit.index, q)]
    fit = _fit(kit, asked, kind, own)
    if not fit:
        return _silent(kit, asked, draft, kind) if kind.strict and not kind.shown and thing and found else draft
    before = set(_shown(kit, asked)) if kind.ranked and kind.counts else ()
    best = max(fit, key=lambda n: (n in before, sum(kit.stands_in(_text(kit, n), word) for word in thing)))
    if found and not kind.ranked:
        best = next((n for n in fit if n in sentences_of(kit.index, found[0])), best)
    return _by(kit, draft, best, fit, strict=kind.strict) if best in own else _led(kit, draft, best)


def _fit(kit: Kit, asked: Question, kind: Kind, own: Sequence[int]) -> list[int]:
    """The sentences that tell it: of those that the draft quotes (``own``) what names the thing talked of or may stand near it, and
    of what was quoted or stands next to that what is on the same thing; of the time that is asked of, where any is.
    """
    rarest = min(kit.subject(kit.thing_of(asked)), key=lambda word: len(kit.concordance.with_synonyms(word)), default="")
    shown, near = _shown(kit, asked), _near(kit, asked)

    def names_it(n: int) -> bool:
        return bool(rarest) and kit.stands_in(_text(kit, n), rarest)

    def may(n: int) -> bool:
        return n in near if kind.around or (n in own and (kind.close or not kind.strict)) else n in shown or _goes_on(kit, shown, n)

    listed = {kit.index.homes[n] for n in shown if kit.index.sentences[n].item is not None and names_it(n)}
    others = {n for n in (*shown, *own) if kit.index.homes[n] in listed and not names_it(n)}  # items on other things
    counted = _what_is_counted(kit, asked, shown) if kind.numbered else ()
    every = (
        n
        for n in dict.fromkeys((*own, *shown, *near, *counted))
        if n not in others and (n in counted or may(n) or (names_it(n) and not kind.shown))
    )
    fit = [n for n in every if kind.told(_text(kit, n), named=names_it(n))]
    then = of_the_time(asked.text.lower())
    return ([n for n in fit if then.search(_text(kit, n).lower())] or fit) if then else fit


def _what_is_counted(kit: Kit, asked: Question, shown: Sequence[int]) -> list[int]:
    """The sentences that name what those shown count, of those that were talked of or of no one."""
    counted = {noun for n in shown for noun in _COUNTS.findall(_text(kit, n).lower())}
    named = sorted({n for noun in counted for n in kit.concordance.sentences(noun)})
    return [n for n in named if kit.trust_of[n] in (None, *asked.trusts)]


def _by(kit: Kit, draft: Draft, best: int, fit: Sequence[int], *, strict: bool) -> Draft:
    """The draft led by what tells it best; what does not tell it is folded where another thing's would mislead."""
    told = [q for q in draft.quotes if any(n in fit for n in sentences_of(kit.index, q))]
    first = tuple(sorted(told, key=lambda q: best not in sentences_of(kit.index, q)))
    rest = tuple(q for q in draft.quotes if q not in told)
    if strict and rest:
        return replace(draft, quotes=first, more=(*rest, *draft.more), beside=tuple(q for q in draft.beside if q in told))
    return draft if first[0] == draft.quotes[0] else replace(draft, quotes=(*first, *rest))


def shown_in(index: PassageIndex, answer: Answer) -> tuple[int, ...]:
    """The sentences that are seen at once in an answer, as a context carries them."""
    return tuple(dict.fromkeys(n for quote in answer.quotes for n in sentences_of(index, quote)))[:MOST_SHOWN]


def _shown(kit: Kit, asked: Question) -> list[int]:
    """The sentences that were quoted, none of others than of whom it is asked."""
    known = [n for n in asked.shown if 0 <= n < len(kit.index.sentences)]
    return [n for n in known if not asked.trusts or kit.trust_of[n] in (None, *asked.trusts)]


def _near(kit: Kit, asked: Question) -> list[int]:
    """Those, and those next to them in their section."""
    homes, passages = kit.index.homes, kit.index.passages
    shown = _shown(kit, asked)
    around = ((n, n + step) for step in (0, *range(1, NEAR + 1), *range(-1, -NEAR - 1, -1)) for n in shown)
    there = ((n, other) for n, other in around if 0 <= other < len(homes))
    return list(dict.fromkeys(o for n, o in there if passages[homes[o]].section == passages[homes[n]].section))


def _goes_on(kit: Kit, shown: Sequence[int], sentence: int) -> bool:
    """Whether a sentence goes on from what was quoted right above it: it points back at that in its paragraph, or at "this
    programme" below it, and so does each between.
    """
    above = max((n for n in shown if n < sentence), default=None)
    homes = kit.index.homes

    def points(n: int) -> bool:
        text = _text(kit, n).lower()
        return _AT_A_THING.search(text) is not None or (homes[n] == homes[sentence] and _POINTS.search(text) is not None)

    return above is not None and sentence - above <= NEAR and all(points(n) for n in range(above + 1, sentence + 1))


def _text(kit: Kit, sentence: int) -> str:
    return kit.index.sentences[sentence].text


def _led(kit: Kit, draft: Draft, best: int) -> Draft:
    """The answer by a sentence that was quoted or stands next to that, and then what it is read with."""
    found = make_quotes(kit.index, widen(kit.index, [best], listing=False), marked=[best])
    first = tuple(sorted(found, key=lambda q: best not in sentences_of(kit.index, q)))
    return Draft("find", "answered", "", first, folded(kit.index, replace(draft, rows=()), first), next=draft.next)


def _silent(kit: Kit, asked: Question, draft: Draft, kind: Kind) -> Draft:
    """That it is not said, with what was talked of."""
    near = make_quotes(kit.index, widen(kit.index, _shown(kit, asked)[:1], listing=False))
    return Draft("find", "not_stated", not_told(kind.aspect), nearest=near, next=draft.next)
