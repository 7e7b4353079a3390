"""Every place of a number of which it is asked what it stands for; that it stands nowhere is literally true."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import located
from rag.answering.draft import Draft
from rag.answering.quotes import make_quotes, widen
from rag.understanding.numerals import numeral_asked
from rag.understanding.route import masked

if TYPE_CHECKING:
    from rag.answering.kit import Kit
    from rag.types import Quote
    from rag.understanding.numerals import Numeral
    from rag.understanding.question import Question

AT_ONCE = 3
"""Places at once; the others are folded."""


def of_a_number(kit: Kit, asked: Question) -> Draft | None:
    """The places of the number that a request asks about, of the trusts that it names where it stands there; ``None`` for another
    request.
    """
    numeral = numeral_asked(masked(asked.text, asked.mentions, "").strip().lower())
    if numeral is None:
        return None
    found = [n for n, own in enumerate(kit.index.sentences) if numeral.pattern.search(own.text)]
    if numeral.noun:
        found = [n for n in found if kit.stands_in(kit.index.sentences[n].text, numeral.noun)] or found
    own = [n for n in found if not asked.trusts or kit.trust_of[n] in asked.trusts]
    if not own:
        alone = tuple(dict.fromkeys(trust for n in found if (trust := kit.trust_of[n])))
        elsewhere = located.only_of(numeral.name, alone, kit.index.report.tags) if alone else located.no_number(numeral.name)
        return Draft("topic", "not_stated", elsewhere)
    quotes = [_marked(quote, numeral) for n in own for quote in make_quotes(kit.index, widen(kit.index, [n], listing=False))]
    shown = tuple(dict.fromkeys(quotes))
    printed = numeral.pattern.search(kit.index.sentences[own[0]].text)
    message = located.number_stands(printed[0] if printed else numeral.name, len(own))
    return Draft("topic", "answered", message, shown[:AT_ONCE], shown[AT_ONCE:])


def _marked(quote: Quote, numeral: Numeral) -> Quote:
    marks = tuple((quote.start + m.start(), quote.start + m.end()) for m in numeral.pattern.finditer(quote.text))
    return replace(quote, marks=marks)
