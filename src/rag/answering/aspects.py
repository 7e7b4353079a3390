"""What of the thing talked of a follow-up asks for: the sentences that tell that aspect of it, or that the report does not."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.aspect_judge import PLAIN, Aspects, likeliest_of
from rag.answering.compare import of_all
from rag.answering.draft import Draft
from rag.answering.earned import meets
from rag.answering.entries import A_ROW
from rag.answering.find import likeliest
from rag.answering.plainly_told import counted, plainly, telling, tells
from rag.answering.quotes import leans, make_quotes, sentences_of, widen
from rag.corpus.aspects import ASPECTS
from rag.types import Row
from rag.understanding.asking import DIRECT
from rag.understanding.group import rules_of
from rag.understanding.pointing import ALIKE, COLOURLESS, DOES_IT, HAS_IT, ON_A_THING
from rag.understanding.question import content_of
from rag.understanding.route import SURE as HALF

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rag.answering.aspect_judge import Told, Wanted
    from rag.answering.embedded import Embedded
    from rag.answering.find import Finder
    from rag.answering.kit import Kit
    from rag.answering.prepared import Prepared
    from rag.answering.trace import Trace
    from rag.corpus.tags import Tags
    from rag.search.index import PassageIndex
    from rag.search.retrieval import Search
    from rag.types import Quote, TrustId
    from rag.understanding.question import Question

    Floats = NDArray[np.float64]

NO_ASPECT = 0.5
"""Probability that no aspect is asked for above which a request is not read so."""
MEANT = 0.3
"""Probability of a term from which it is what is talked of."""
MEANT_SO = 0.6
"""Probability of an entry from which, where the talk is of no member, it is what a request asks for: "how long does it take"."""
SURELY = 0.9
"""Probability of an aspect from which it is surely asked for: what tells it is not folded then."""
_CALLED = {
    "what": "what it consists of", "how": "how", "who": "who", "when": "when, how long or how often",
    "amount": "how many or how much", "money": "what it costs or who pays", "why": "why", "origin": "how it came about",
    "result": "what came of it", "felt": "how people took it", "trouble": "what went wrong with it",
    "now": "how far it has got", "next": "what is planned", "needed": "what it takes",
    "rule": "whether it is compulsory, or for whom", "matters": "why that matters",
}  # fmt: skip
_BY_WORD = {
    "who": re.compile(r"\bwho(?:m|se|'s|s)?\b"), "why": re.compile(r"\bwhy\b|\breasons?\b|\bhow come\b"),
    "amount": re.compile(r"\bhow m(?:any|uch)\b|\bnumbers?\b|\bper ?cent|\bproportion\b|\bshare\b"),
    "money": re.compile(r"\bcost|\bfund|\bpric|\bspen[dt]|\bmoney\b|\bexpens|\bbill\b|\bwho (?:\w+ )?pa(?:ys?|id)\b"),
    "when": re.compile(r"\bwhen\b|\bhow (?:long|often)\b|\byears?\b|\bdates?\b"),
}  # fmt: skip
"""Aspects of which a refusal that names them would be of something else where the request has none of these words."""
_MAY = ("answered", "partial", "not_stated", "about")


def aspects_of(index: PassageIndex, prepared: Prepared) -> Aspects | None:
    """What was prepared and learnt of aspects; ``None`` where either lacks."""
    if prepared.told is None or prepared.aspects is None:
        return None
    return Aspects(index, prepared.told, prepared.aspects, {entry.id: entry for entry in prepared.entries})


def asks_for_one(aspects: Aspects | None, embedded: Embedded, asked: Question) -> bool:
    """Whether a follow-up asks for some aspect of what it follows, as like as not."""
    return aspects is not None and _own(aspects, embedded, asked) is not None


def _own(aspects: Aspects, embedded: Embedded, asked: Question) -> Search | None:
    """A follow-up's own words; ``None`` where they ask for no aspect of what it follows, or there is no room to embed them."""
    if not asked.lead or asks_who_else(asked, aspects.index.report.tags) or not embedded.fits([own := embedded.of_aspect(asked)]):
        return None
    [search] = embedded.searches([own])
    return search if aspects.weights.of(search.vector)[-1] <= NO_ASPECT else None


def asks_who_else(asked: Question, tags: Tags) -> bool:
    """Whether no aspect is asked for, but which others have the thing: "has anyone else done it" is not how far it has got."""
    lowered = asked.text.lower()
    of_others = rules_of(tags).elsewhere.found(lowered) or rules_of(tags).complement.found(lowered)
    has = any(rule.found(lowered) for rule in (DOES_IT, HAS_IT, ALIKE))
    return of_others and has and not DIRECT.found(lowered) and not set(content_of(asked, tags)) - COLOURLESS


def on_its_aspect(
    aspects: Aspects | None, kit: Kit, finder: Finder, embedded: Embedded, asked: Question, draft: Draft, trace: Trace
) -> Draft:  # fmt: skip
    """The draft of a follow-up, led by the sentences that tell the aspect it asks for; where none does, that this is not said.

    So is each row of several, but for an editor's values.
    """
    may = aspects is not None and trace.judged and draft.status in _MAY and not _is_meant(asked, draft, trace)
    own = _own(aspects, embedded, asked) if aspects and may else None
    if aspects is None or own is None:
        return draft
    wanted = aspects.wanted(own, trace.route)
    told = [aspects.told_by(finder, wanted, judged) for judged in trace.judged]
    aspect = ASPECTS[likeliest_of(wanted.aspects)]
    refused = not_told(_named(asked, aspect) if wanted.aspects[:-1].max() > HALF else "")
    if asked.rows:
        by_trust = {judged.trusts[0]: found for judged, found in zip(trace.judged, told, strict=True)}
        return _by_row(kit, asked, draft, by_trust, aspects.weights.least, refused)
    [found] = told
    kept = _surely_told(aspects, wanted, found.quotes)
    led = Draft("find", "answered", "", found.quotes, folded(kit.index, draft, found.quotes), kept=kept)
    if draft.status == "answered":
        if found.says(aspects.weights.least):
            told_so: Draft | None = led if meets(kit, asked, led) and not _of_all_alone(kit, asked, draft, led) else draft
        else:
            named = _names(kit, asked, draft.quotes[:1]) or _stands_there(kit, asked, draft, trace)
            told_so = draft if named else in_hand(kit, asked, draft, found, trace)
        strays = told_so is not None and _strays(aspects, kit, asked, told_so, trace)
        nearest = () if strays else found.quotes[:1]
        refused = refused if nearest else refused.removesuffix(wording.OFFERED)
        return told_so if told_so and not strays else Draft("find", "not_stated", refused, nearest=nearest, next=draft.next)
    held = found.quotes[0].text if found.near and found.plain >= PLAIN and draft.status == "not_stated" else ""
    surely = found.surely or any(tells(words, held) for words in plainly(asked.text))
    if surely and meets(kit, asked, replace(led, quotes=led.quotes[:1])):
        return led
    words_prove_it = "‘" in draft.message
    return draft if draft.status != "not_stated" or words_prove_it or not draft.nearest else replace(draft, message=refused)


def _is_meant(asked: Question, draft: Draft, trace: Trace) -> bool:
    """Whether what was prepared is surely what is asked for, of no member, and plainly tells it: "how long does it take"."""
    sure = trace.route is not None and not asked.trusts and trace.route.of(trace.chosen) > MEANT_SO
    return sure and draft.status == "answered" and any(tells(one, q.text) for one in plainly(asked.text) for q in draft.quotes)


def _strays(aspects: Aspects, kit: Kit, asked: Question, draft: Draft, trace: Trace) -> bool:
    """Whether, where a term is likely talked of, what answers neither speaks of it nor stands in a section that does: of a college
    "who pays" is not told by what directors are paid elsewhere. What its own entry quotes is on it.
    """
    shares = trace.route.entries() if trace.route else {}
    meant = max(shares, key=shares.__getitem__, default="")
    entry = aspects.entries.get(meant)
    if entry is None or entry.form != "term" or shares[meant] < MEANT or meant == trace.chosen:
        return False
    sections = {kit.index.passages[kit.index.homes[n]].section for n in entry.sentences}
    near = {p.id for p in kit.index.passages if p.section in sections}
    lead = kit.thing_of(asked)
    return not any(q.passage in near or kit.speaks_of(q, lead) for q in draft.quotes)


def _surely_told(aspects: Aspects, wanted: Wanted, quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotations that readers found to tell the aspect that is surely asked for."""
    best = likeliest_of(wanted.aspects)
    if wanted.aspects[best] < SURELY:
        return ()
    return tuple(q for q in quotes if aspects.told[sentences_of(aspects.index, q)][:, best].any())


def _names(kit: Kit, asked: Question, quotes: Sequence[Quote]) -> bool:
    """Whether quotations hold a thing that a follow-up's own words name: "what is the casting vote"."""
    own = kit.subject(asked)
    return bool(own) and all(any(kit.stands_in(q.text, word) for q in quotes) for word in own)


def _of_all_alone(kit: Kit, asked: Question, draft: Draft, led: Draft) -> bool:
    """Whether what is said of every member holds what a follow-up names, and what would lead instead does not."""
    of_all = bool(asked.trusts) and all(quote.trust is None for quote in draft.quotes)
    return of_all and _names(kit, asked, draft.quotes) and not _names(kit, asked, led.quotes)


def _stands_there(kit: Kit, asked: Question, draft: Draft, trace: Trace) -> bool:
    """Whether the likeliest sentence of what leads the draft tells what is plainly asked for: "by when"."""
    chances = likeliest(trace.judged)
    own = [kit.index.sentences[n] for n in sentences_of(kit.index, draft.quotes[0])] if draft.quotes else []
    best = max(own, key=lambda s: chances[s.index], default=None)
    return best is not None and any(tells(words, best.text) for words in telling(asked.text)[:1])


def in_hand(kit: Kit, asked: Question, draft: Draft, found: Told, trace: Trace) -> Draft | None:
    """What an entry on the thing talked of has, or what stands next to that, that tells what is plainly asked: "who goes on it", of
    a programme that half of all had been on; ``None`` where nothing does.
    """
    words, chances = plainly(asked.text) or counted(asked.text), likeliest(trace.judged)
    near = found.quotes[:1] if found.near else ()
    every = [n for q in (*near, *draft.quotes, *draft.more) for n in sentences_of(kit.index, q)]
    told = [n for n in dict.fromkeys(every) if any(tells(one, kit.index.sentences[n].text) for one in words)]
    if draft.form in ("find", "compare") or not told:
        return None
    best = sorted(told, key=lambda n: -chances[n])[:A_ROW]
    led = Draft("find", "answered", "", quotes := make_quotes(kit.index, widen(kit.index, best, listing=False), chances=chances))
    return replace(led, more=folded(kit.index, draft, quotes), next=draft.next) if meets(kit, asked, led) else None


def _by_row(kit: Kit, asked: Question, draft: Draft, told: Mapping[TrustId | None, Told], least: float, refused: str) -> Draft:
    """The rows, each with what tells the aspect of its trust; an editor's values stand."""
    if not draft.rows or any(row.value is not None for row in draft.rows):
        return draft
    rows = []
    for row in draft.rows:
        found = told.get(row.trust)
        says = found and (found.says(least) if row.quotes else found.surely)
        rows.append(Row(row.trust, found.quotes[:A_ROW]) if found and says else kit.silence(row.trust, kit.sought(asked)))
    general = told[None].quotes[:A_ROW] if None in told and told[None].surely else _said_together(kit, asked, draft)
    rows = [of_all(kit, asked, row, general) for row in rows]
    shown = tuple(dict.fromkeys((*general, *(q for row in rows for q in row.quotes))))
    if not shown and draft.status != "not_stated" and not any(found.says(least) for found in told.values()):
        nearest = max(told.values(), key=lambda found: found.able).quotes[:1]
        return Draft("find", "not_stated", refused, rows=tuple(rows), nearest=nearest, next=draft.next)
    if not shown:
        return draft
    return Draft("compare", wording.status_of(rows), "", shown, folded(kit.index, draft, shown), tuple(rows), next=draft.next)


def _said_together(kit: Kit, asked: Question, draft: Draft) -> tuple[Quote, ...]:
    """What the draft quotes of no single trust that holds what is asked now: "was it worth it", of what each would say."""
    return tuple(q for q in (*draft.quotes, *draft.more) if q.trust is None and kit.speaks_of(q, asked))[:A_ROW]


def folded(index: PassageIndex, draft: Draft, shown: Sequence[Quote]) -> tuple[Quote, ...]:
    """What the draft quotes, but for what is shown, and what cannot be read without that."""

    def held(quotes: Sequence[Quote]) -> set[int]:
        return {s.index for s in index.sentences if any(q.start <= s.start < q.end for q in quotes)}

    kept: list[int] = []
    for n in sorted(held((*draft.quotes, *draft.more)) - held(shown)):
        if not leans(index.sentences[n].text) or n - 1 in kept:
            kept.append(n)
    return make_quotes(index, kept)


def _named(asked: Question, aspect: str) -> str:
    """The aspect, if it may be told by its name: "is it linked to pay" does not ask what it costs."""
    rule = _BY_WORD.get(aspect)
    if aspect == "what" and ON_A_THING.found(asked.text.lower()):
        return ""  # "does it say anything about wards" asks not what the thing talked of consists of
    return aspect if rule is None or rule.search(asked.text.lower()) else ""


def not_told(aspect: str) -> str:
    """That the report does not say this of the thing talked of; of no aspect, that it does not say that."""
    return f"The report does not say {_CALLED.get(aspect, 'that')}.{wording.OFFERED}"
