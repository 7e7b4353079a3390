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
    from rag.types import Quote
    from rag.understanding.one_thing import Kind
    from rag.understanding.question import Question

NEAR = 3
"""Sentences before and behind one that was quoted, in its section, that may still be on the same thing."""
_POINTS = re.compile(r"\b(?:this|these|it|its|they|their|such|that room)\b")
_AT_A_THING = re.compile(r"\b(?:this|these) (?:programme|scheme|group|process|event|approach|role|post|team|course|method|survey|work)s?\b")
"""How what goes on from a sentence points back at what that is on, in its paragraph, and below it."""


def on_screen(kit: Kit, asked: Question, draft: Draft) -> Draft:
    """The answer to a follow-up for one plain thing by what was just quoted, or stands next to that on the same thing, where that
    tells it, the sentence first that has most words of what is talked of; where a time is told of another thing alone, that it is
    not said.
    """
    fits_in = draft.status in ("answered", "partial", "not_stated") and not any(row.quotes for row in draft.rows)
    kind = plain_kind(asked, kit.index.report.tags) if asked.lead and asked.shown and fits_in else None
    if kind is None:
        return draft
    thing = kit.subject(kit.thing_of(asked))
    shown, near = _shown(kit, asked), _near(kit, asked)
    there = [*shown, *(n for n in near if n not in shown and (kind.around or _is_on_it(kit, asked, n)))]
    found = draft.quotes if draft.status != "not_stated" else ()
    own = [n for q in found for n in sentences_of(kit.index, q)]
    may = [n for n in own if (n in near and not kind.strict) or kit.tells(_text(kit, n), kit.thing_of(asked))]
    fit = [n for n in dict.fromkeys((*may, *there)) if kind.told(_text(kit, n))]
    if not fit:
        return _silent(kit, asked, draft, kind) if kind.strict and thing and found else draft
    then = of_the_time(asked.text.lower())
    fit = ([n for n in fit if then.search(_text(kit, n).lower())] or fit) if then else fit
    best = max(fit, key=lambda n: sum(kit.stands_in(_text(kit, n), word) for word in thing))
    return _by(kit, draft, best, fit, strict=kind.strict) if best in own else _led(kit, draft, best)


def _by(kit: Kit, draft: Draft, best: int, fit: Sequence[int], *, strict: bool) -> Draft:
    """The draft led by what tells it best; what does not tell it is folded where another thing's would mislead."""
    told = [q for q in draft.quotes if any(n in fit for n in sentences_of(kit.index, q))]
    first = tuple(sorted(told, key=lambda q: best not in sentences_of(kit.index, q)))
    rest = tuple(q for q in draft.quotes if q not in told)
    if strict and rest:
        return replace(draft, quotes=first, more=(*rest, *draft.more), beside=tuple(q for q in draft.beside if q in told))
    return draft if first[0] == draft.quotes[0] else replace(draft, quotes=(*first, *rest))


def shown_in(index: PassageIndex, quotes: Sequence[Quote]) -> tuple[int, ...]:
    """The sentences of quotations that are seen at once, as a context carries them."""
    return tuple(dict.fromkeys(n for quote in quotes for n in sentences_of(index, quote)))[:MOST_SHOWN]


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


def _is_on_it(kit: Kit, asked: Question, sentence: int) -> bool:
    """Whether a sentence goes on from what was quoted above it in its paragraph, or has a word of the thing talked of."""
    homes, text = kit.index.homes, _text(kit, sentence)
    above = [n for n in asked.shown if n < sentence]
    goes_on = any(homes[n] == homes[sentence] for n in above) and _POINTS.search(text.lower())
    return bool(goes_on or (above and _AT_A_THING.search(text.lower()))) or kit.tells(text, kit.thing_of(asked))


def _text(kit: Kit, sentence: int) -> str:
    return kit.index.sentences[sentence].text


def _led(kit: Kit, draft: Draft, best: int) -> Draft:
    """The answer by a sentence that was quoted or stands next to that, and then what it is read with."""
    found = make_quotes(kit.index, widen(kit.index, [best], listing=False), marked=[best])
    first = tuple(sorted(found, key=lambda q: best not in sentences_of(kit.index, q)))
    return Draft("find", "answered", "", first, folded(kit.index, replace(draft, rows=()), first), next=draft.next)


def _silent(kit: Kit, asked: Question, draft: Draft, kind: Kind) -> Draft:
    """That it is not said, with what was talked of."""
    near = make_quotes(kit.index, widen(kit.index, asked.shown[:1], listing=False))
    return Draft("find", "not_stated", not_told(kind.aspect), nearest=near, next=draft.next)
