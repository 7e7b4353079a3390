"""Of a follow-up that asks whether the thing talked of worked, why it matters or what is done about it: the sentences that tell it.

Readers of the report said of each sentence what it tells (``corpus/aspects.py``). What was said already of the thing itself,
however like the request it is, tells none of these: where no likely sentence does, the report does not say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from rag.answering.aims import AIM
from rag.answering.aspects import folded, not_told
from rag.answering.beside import by_the_name, chance_of
from rag.answering.demanded import demanded, without_aims
from rag.answering.draft import Draft
from rag.answering.foremost import foremost
from rag.answering.plainly_told import of_a_follow_up
from rag.answering.quotes import make_quotes, sentences_of, widen
from rag.answering.wording import OFFERED
from rag.corpus.aspects import ASPECTS
from rag.understanding.moves import AFTER, POLITE
from rag.understanding.outcome import CAME_OUT, FELT
from rag.understanding.pointing import JUDGES_IT
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from rag.answering.find import Finder, Judged
    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.types import Quote
    from rag.understanding.question import Question

    Floats = NDArray[np.float64]

LIKELY, SHARE, AT_ONCE = 0.15, 0.3, 3
"""The judge's chance from which a sentence that tells it is on the thing talked of, the share of the best one's from which others
stand beside it, and how many at most; below the first what tells of some outcome is not of that thing, but of the whole trust."""
NEAR, FAINT = 1500, 0.01
"""Characters of the report within which what tells of an outcome is of what stands there, and the judge's least chance of it."""
_THAT = r"(?:that|this|it|these|those|them|they)"
MATTERS = Rule(
    "asks why what was told matters",
    (
        (rf"why (?:does|do|did|would|should) {_THAT} (?:really |even |actually )?(?:matter|count|help)"
         r"(?: (?:that|if|when) [^?]{2,60}+)?"),
        (rf"why (?:is|are|was|were) {_THAT} (?:so |really |even |all ){{0,3}}+"
         r"(?:important|relevant|significant|useful|helpful|good|bad|a (?:good|bad) thing|a big deal|worth \w++|a problem)"),
        r"why (?:does|do|should) (?:anyone|anybody|we|i|they) care(?: about (?:that|this|it))?",
        (rf"what difference (?:does|did|do|will|would) {_THAT} make"
         rf"|(?:does|did) {_THAT} (?:really |even )?(?:matter|make a difference)"),
    ),
    yes=("why does that matter", "why does it matter that they stay", "why is this so important?", "and why should anyone care",
         "what difference does it make", "does that really matter"),
    no=("why does that matter to nurses", "why is it called that", "what's the point of the compact", "so what do they do",
        "what difference does training make"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
REMEDY = Rule(
    "asks what is done about what was told",
    (
        (r"what(?:'s| (?:is|was|has been|have|are|were|did|do|will)) (?:they |being |been |the \w++ ){0,2}+(?:doing|done|do)"
         rf" about {_THAT}"),
        (rf"how (?:are|were|did|do|have|has|is|was|will) (?:they |the \w++ |{_THAT} )(?:been |being )?(?:deal(?:t|ing)? with"
         rf"|cop(?:e|ed|ing) with|tackl\w++|respond\w*+(?: to)?|fix\w*+|address\w*+|handl\w++|solv\w++|resolv\w++|overc[ao]m\w++"
         rf"|get over|put right)(?: {_THAT})?"),
        (r"(?:did|have|are) they (?:\w++ )?(?:fix|fixed|fixing|solve|solved|sort|sorted|address|addressed|overcome)"
         rf" {_THAT}(?: out)?"),
        r"what (?:is|was|were|are) (?:their|the) (?:response|answer|solution|remedy|fix)(?: to (?:that|this|it))?",
    ),
    yes=("what are they doing about it", "what's being done about that?", "how did they deal with that", "and how was it resolved",
         "have they fixed it", "did they sort that out", "what was their response"),
    no=("what are they doing", "how do they deal with complaints", "what is the answer to question two",
        "what did they do about pay"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip


BROUGHT = Rule(
    "asks whether the thing talked of brought something about",
    (
        (rf"(?:did|has|have) {_THAT} (?:really |actually |ever )?(?:saved?|cut|reduced?|lower(?:ed)?|improved?|increased?|raised?"
         r"|boost(?:ed)?|chang(?:e|ed)|bring about|brought about|deliver(?:ed)?|achieved?|sped up|speed up|shorten(?:ed)?"
         r"|(?:make|made) (?:\w++ ){1,4}(?:better|safer|faster|cheaper|happier)) ?[^?]{0,60}"),
    ),
    yes=("did it save any money?", "so has that cut waiting times", "have they improved outcomes", "did it make wards any safer"),
    no=("how did it save money", "did they start it", "does it save money", "did it start", "has it been improved by them"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
EFFECT_OF = Rule(
    "asks what a thing that it names did, or led to",
    (
        r"what (?:did|does|has|have|do) (?!they\b|it\b|we\b|you\b|i\b)(?:\S++ ){1,9}?(?:do|done|mean|change|achieve) (?:to|for)\b",
        (r"what (?!they\b|it\b)(?:\S++ ){1,9}?(?:did|does|has done) (?:to|for)\b"
         r"|what (?:came of|happened (?:to \S++ )?(?:when|after|as a result|because))\b"),
        (r"(?:(?:what|which) (?:(?:is|was|were|are|has been) )?)?(?:the |any )?(?:effects?|impacts?|consequences?|upshot|results?"
         r"|outcomes?) (?:of|did|has|have|on)\b"),
        (r"what (?:difference|impact|effect) (?:did|does|has|have) \S++ (?!it\b)"
         r"|how (?:did|has|have) (?:\S++ ){1,9}?(?:affect|change)(?:ed)? "),
    ),
    yes=("what did the grid do to the nurses", "tell me what the grid did to nurses", "what came of the grid",
         "what happened when it was brought in", "effect of the grid on nurses", "what was the impact of it",
         "what difference did the grid make", "how did the grid affect nurses"),
    no=("what do they do for nurses", "how do they take effect", "what did it do", "what is done to nurses",
        "how do they change shifts"),
    head=r"^(?:(?:and|so|but|ok|please|can you|tell me|show me)[ ,]++){0,3}+", tail="", bounded=False,
)  # fmt: skip
_EFFECTS, _FELT_THERE = ("result", "felt", "trouble"), ("felt", "trouble")
_DONE_TO = re.compile(r"\b(?:do|did|done) to\b")
"""Then it is of people, and a good that it was meant to do tells nothing of it."""
AIMED = f"The report tells what was aimed at, and not whether it came about.{OFFERED}"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: by which ``rule``, the aspects that tell it, the surer first, whether what is ``general`` may, or else what
    stands ``near`` the thing, and how the report's silence on it is called.
    """

    rule: Rule
    told: tuple[tuple[str, ...], ...]
    silent: str
    general: bool = False
    near: bool = False


_KINDS = (
    Asked(JUDGES_IT, (("result", "felt", "trouble"), ("now",)), "result"),
    Asked(CAME_OUT, (("result", "felt", "trouble"), ("now",)), "result", near=True),
    Asked(FELT, (("felt", "trouble"),), "felt", near=True),
    Asked(MATTERS, (("why",),), "matters", general=True),
    Asked(REMEDY, (("next", "now", "how", "result"),), ""),
)
_TROUBLE = ASPECTS.index("trouble")


def of_a_turn(kit: Kit, finder: Finder, told: Floats | None, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The answer to a follow-up: by what came of the thing talked of, where that is asked, and by the plain thing that it asks."""
    draft = by_its_effect(kit, told, asked, draft, trace)
    draft = of_a_follow_up(kit, told, asked, of_it(kit, finder, told, asked, draft, trace))
    return foremost(asked, demanded(kit, asked, by_the_name(kit, asked, without_aims(asked, but_aimed_at(asked, draft)))))


def but_aimed_at(asked: Question, draft: Draft) -> Draft:
    """The answer to whether the thing talked of brought something about; where it quotes aims alone, that no more is told."""
    aims = [bool(AIM.search(f"{quote.lead_in or ''} {quote.text}".lower())) for quote in draft.quotes]
    if draft.status != "answered" or draft.rows or not (asked.lead and aims and all(aims) and _came(asked)):
        return draft
    return Draft("find", "not_stated", AIMED, nearest=draft.quotes[:1], next=draft.next)


def _came(asked: Question) -> bool:
    return BROUGHT.found(asked.text.lower()) or JUDGES_IT.found(asked.text.lower())


def of_it(kit: Kit, finder: Finder, told: Floats | None, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The draft, or what tells that the thing talked of worked, why it matters or what is done about it, where one of these is
    asked; that the report does not say where nothing does. ``told`` is what each sentence tells, ``(n, aspects)``.
    """
    lowered = asked.text.lower()
    kind = next((k for k in _KINDS if k.rule.found(lowered)), None)
    if kind is None or told is None or not asked.lead or len(trace.judged) != 1 or draft.status not in ("answered", "not_stated"):
        return draft
    [judged] = trace.judged
    if kind.rule is REMEDY:
        return _remedied(kit, told, draft, judged.chances, kind.told[0])
    likely = [q for q in draft.quotes if kind.general or _is_on_it(kit, draft, q, judged.chances)]
    if (
        draft.status == "answered"
        and not kind.general
        and _tells(kit, told, [q for q in likely if q == draft.quotes[0]], kind.told[0])
    ):
        results = tuple(q for q in draft.quotes if kind.rule is JUDGES_IT and _tells(kit, told, [q], ("result",)))
        return replace(draft, quotes=(*results, *(q for q in draft.quotes if q not in results)))
    for chances in _chances(finder, asked, judged, general=kind.general):
        for aspects in kind.told:
            if found := _likely(told, chances, aspects):
                return _led(kit, draft, _near_it(kit, asked, found) or found, chances)
    found = _told_near_it(kit, told, asked, judged.chances, kind.told[0]) if kind.near else []
    there = draft.quotes[:1] if kind.near and draft.form == "find" else ()  # found by what it tells, where the thing is named
    there = there if _near_it(kit, asked, [n for q in there for n in sentences_of(kit.index, q)]) else ()
    if not found and (draft.status != "answered" or _tells(kit, told, [*likely, *there], kind.told[0])):
        return draft
    if not (found or kind.general):
        found = _right_behind(kit, told, draft, judged.chances, kind.told[0])
    return _led(kit, draft, found, judged.chances) if found else _untold(draft, kind)


def by_its_effect(kit: Kit, told: Floats | None, asked: Question, draft: Draft, trace: Trace) -> Draft:
    """The answer to what a thing did that is named, led by what tells that: of the quotations, or else of what stands soon behind
    the first. Of what was talked of before ``of_it`` tells it.
    """
    lowered = asked.text.lower()
    if told is None or asked.lead or len(trace.judged) != 1 or not EFFECT_OF.found(lowered):
        return draft
    aspects = _FELT_THERE if _DONE_TO.search(lowered) else _EFFECTS
    if draft.status != "answered" or draft.rows or _tells(kit, told, draft.quotes[:1], aspects):
        return draft
    every = (*draft.quotes, *draft.more)
    if first := tuple(q for q in every if _tells(kit, told, [q], aspects))[:AT_ONCE]:
        rest = [q for q in draft.quotes if q not in first]
        return replace(draft, quotes=(*first, *rest), more=tuple(q for q in draft.more if q not in first), kept=first)
    chances = trace.judged[0].chances
    behind = _right_behind(kit, told, draft, chances, aspects)
    return _led(kit, draft, behind, chances) if behind else draft


def _remedied(kit: Kit, told: Floats, draft: Draft, chances: Floats, aspects: Sequence[str]) -> Draft:
    """The draft, or what is done about what went wrong."""
    behind = _behind_trouble(kit, told, chances)
    untroubled = np.where(told[:, _TROUBLE] > 0, 0.0, chances)
    done = [n for n in _likely(told, untroubled, aspects) if not behind or untroubled[n] >= SHARE]
    return _led(kit, draft, [*done, *behind], chances) if done or behind else draft


def _near_it(kit: Kit, asked: Question, found: Sequence[int]) -> list[int]:
    """Those of the sentences that stand where the thing talked of is named, by its rarest word."""
    thing = kit.thing_of(asked)
    rarest = min(kit.subject(thing), key=lambda word: len(kit.concordance.with_synonyms(word)), default="")
    places = [kit.index.sentences[n].start for n in kit.concordance.with_synonyms(rarest)] if rarest else []
    return [n for n in found if any(abs(kit.index.sentences[n].start - place) < NEAR for place in places)]


def _told_near_it(kit: Kit, told: Floats, asked: Question, chances: Floats, aspects: Sequence[str]) -> list[int]:
    """What tells one of the aspects where the thing talked of is named, and is not quite unlikely."""
    tells = told[:, [ASPECTS.index(aspect) for aspect in aspects]].any(axis=1) & (chances >= FAINT)
    near = _near_it(kit, asked, np.flatnonzero(tells).tolist())
    return sorted(near, key=lambda n: -chances[n])[:AT_ONCE]


def _untold(draft: Draft, kind: Asked) -> Draft:
    return Draft("find", "not_stated", not_told(kind.silent), nearest=draft.quotes[:1], next=draft.next)


def _is_on_it(kit: Kit, draft: Draft, quote: Quote, chances: Floats) -> bool:
    """Whether what tells of some outcome is likely of the thing talked of, or stands near what is."""
    if chance_of(kit.index, quote, chances) >= LIKELY:
        return True
    likely = (q for q in draft.quotes if chance_of(kit.index, q, chances) >= LIKELY)
    return any(q.trust == quote.trust and abs(q.start - quote.start) < NEAR for q in likely)


def _right_behind(kit: Kit, told: Floats, draft: Draft, chances: Floats, aspects: Sequence[str]) -> list[int]:
    """What tells it soon behind the leading quotation in its section, and is not quite unlikely."""
    leading = draft.quotes[0]
    section = next(p.section for p in kit.index.passages if p.id == leading.passage)
    rest = [s for p in kit.index.passages if p.section == section for s in p.sentences if 0 <= s.start - leading.end < NEAR]
    tells = np.asarray(told[:, [ASPECTS.index(aspect) for aspect in aspects]].any(axis=1))
    return [s.index for s in rest if tells[s.index] and chances[s.index] >= FAINT][:AT_ONCE]


def _chances(finder: Finder, asked: Question, judged: Judged, *, general: bool) -> Iterator[Floats]:
    """The judge's chances of each sentence among those of whom it is asked, and, if that may tell it, in what is said of all: first
    where nobody was named.
    """
    if general and not judged.trusts:
        yield finder.judge(asked, judged.search, (None,)).chances
    yield judged.chances
    if general and judged.trusts:
        yield finder.judge(asked, judged.search, (None,)).chances


def _tells(kit: Kit, told: Floats, quotes: Sequence[Quote], aspects: Sequence[str]) -> bool:
    """Whether a sentence of the quotations tells one of the aspects."""
    own = [n for q in quotes for n in sentences_of(kit.index, q)]
    return bool(told[own][:, [ASPECTS.index(aspect) for aspect in aspects]].any())


def _likely(told: Floats, chances: Floats, aspects: Sequence[str]) -> list[int]:
    """The likeliest sentences that tell one of the aspects."""
    own = np.where(told[:, [ASPECTS.index(aspect) for aspect in aspects]].any(axis=1), chances, 0.0)
    best = np.argsort(-own, kind="stable")[:AT_ONCE].tolist()
    return [n for n in best if own[n] >= max(LIKELY, SHARE * own[best[0]])]


def _behind_trouble(kit: Kit, told: Floats, chances: Floats) -> list[int]:
    """What stands right behind the likeliest trouble in its paragraph, and is none itself: "Nonetheless, it has a strategy …"."""
    trouble = np.where(told[:, _TROUBLE] > 0, chances, 0.0)
    homes = kit.index.homes
    for n in [int(n) for n in np.argsort(-trouble, kind="stable")[:AT_ONCE] if trouble[n] >= LIKELY]:
        behind = [s.index for s in kit.index.passages[homes[n]].sentences if s.index > n and s.item is None][:AT_ONCE]
        if behind and not told[behind][:, _TROUBLE].all():
            return behind
    return []


def _led(kit: Kit, draft: Draft, sentences: Sequence[int], chances: Floats) -> Draft:
    """The answer by these sentences, what else the draft quotes folded."""
    quotes = make_quotes(kit.index, widen(kit.index, sentences, listing=False), marked=sentences, chances=chances)
    return Draft("find", "answered", "", quotes, folded(kit.index, replace(draft, rows=()), quotes), next=draft.next)
