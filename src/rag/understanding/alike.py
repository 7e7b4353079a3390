"""A turn that sets what was just asked of several beside each other, or asks why it is so: the last request, taken anew."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from rag.text import terms
from rag.understanding.alone import which_of_them
from rag.understanding.asking import YES_OR_NO
from rag.understanding.group import rules_of
from rag.understanding.names import find_trusts
from rag.understanding.pointing import COMPARES_THEM, COMPARES_WITH_REST, DOES_IT, HAS_IT, IS_MUCH, OPENS, REASON, WHICH_IS_MORE
from rag.understanding.question import content_of, lean_on, names_of, resolve, with_trusts
from rag.understanding.rules import Rule
from rag.understanding.scope import others_than
from rag.understanding.thing import names_a_thing
from rag.understanding.wants import ASKS_ALIKE, ASKS_NUMBER, ASKS_UNLIKE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.corpus.tags import Tags
    from rag.types import TrustId
    from rag.understanding.question import Question
    from rag.understanding.turns import Turn

_MOST = r"most|least|fewest|biggest|largest|smallest|longest|shortest|highest|lowest|oldest|newest|latest|earliest|youngest"
_WHICH = re.compile(r"(?:(?:and|so|ok),? )?(?:which|who|whose)\b")
_SUPERLATIVE = re.compile(rf"\b(?:{_MOST})\b")
_ALONE = re.compile(rf"(?:the )?(?P<most>{_MOST})(?: one)?$")
"""A superlative and no more: it stands in place of the one that the last request has."""
_HOW_LONG = re.compile(r"\bhow (?:long|big|old|often)\b")


BY_WHAT = Rule(
    "names by what else they are to be ranked",
    (
        (r"(?:(?:ranked|sorted|ordered|measured|judged) )?(?:by|in terms of)"
         r" (?P<by>(?!(?:when|how|what|whom?|which)\b)[\w' -]{2,40}?)"),
        (rf"(?:(?:which|who)(?: (?:one|trust))? (?:has|have|is) )?(?:the )?(?P<most>{_MOST})"
         r" (?P<of>(?!(?:one|of|by|in)\b)[\w' -]{2,40}?)"),
    ),
    yes=("and by staff?", "what about in terms of income", "ranked by age then", "and the most nurses",
         "who has the largest wards"),
    no=("by how many", "and the most", "by when?", "the biggest of them", "and staff", "most"),
    bounded=False, whole=True,
    head=r"(?:(?:and|ok|okay|so|but|then|now|or|what about|how about)[ ,]++){0,3}+",
    tail=r"(?: (?:then|instead|please|now))?[ ?.!]*+",
)  # fmt: skip
"""After a request which of all has most of something: "and by staff?" is of all of them, too."""
WHICH_THEN = Rule(
    "asks which one it holds of",
    ((r"(?:which|what)(?: (?:one|place))?(?: of (?:them|these|those|the \w++))?(?: then)? "
      r"(?:is|was|has|had|does|did|gets?|got|do)\b"
      r"|(?:where|who) (?:is|was|has|had|does|did) "),),
    yes=("which one is a week then", "so which has one", "and who does a week", "which of them was new"),
    no=("which nurses have one", "what they do", "whose is it", "is it a week"),
    bounded=False, head=r"^(?:(?:and|ok|okay|so|but|then|well)[ ,]++){0,2}+",
)  # fmt: skip
_RANKED_BY = re.compile(r"\b(?:by|in terms of) [\w' -]{2,40}+(?=[ ?.!]*+$)")
_WHY_DID = re.compile(r"(?:(?:and|so|but|ok)[ ,]++){0,2}+(?:why|when|how come) (?=(?:did|does|do|has|have|is|are|was|were)\b)")
_WHEN_DID = re.compile(
    r"(?:(?:and|so|but|ok)[ ,]++){0,2}+(?:when|where|how (?:long ago|often)) (?=(?:did|does|do|has|have|is|are|was|were)\b)"
)
"""What is left out of a request that is asked why: "when did they start it" – "why"."""
_ITS_THING = re.compile(r"\b(?:its|their|his|her|the|an?|no) (?P<thing>[\w'-]++(?: [\w'-]++){0,3})[ ?.!]*+$")
_ONE = re.compile(r"\bone\b")
_SHARE = re.compile(r"\b(?:share[ds]?|common to)\b")
_IN_WHAT = re.compile(
    r" (?:on|in|about|regarding|around|for|with|when it comes to|as regards|in terms of) (?P<thing>[\w' ,/-]{3,80}+)[ ?.!]*+$"
)
_RANKING = re.compile(r"\b(?:rank|sort|order|league)\w*+")
_FEWEST = re.compile(r"\b(?:least|fewest|smallest|lowest|shortest|youngest|newest)\b")


def asked_alike(requests: Sequence[Question], tags: Tags) -> tuple[TrustId, ...]:
    """The trusts of which the same was asked one after the other, up to the last of the ``requests``."""
    same = set(content_of(requests[-1], tags))
    alike = takewhile(lambda q: q.trusts and set(content_of(q, tags)) == same, reversed(requests))
    return tuple(dict.fromkeys(trust for q in alike for trust in reversed(q.trusts)))[::-1]


SAME = Rule(
    "asks the same numbers of another",
    ((r"(?:do |give me |can i have |show me )?(?:the )?same(?: again| figures?| numbers?| things?| questions?)?"
      r"(?: (?:for|at|of|with))?"),),
    yes=("now the same for ", "same figures at ", "can i have the same again for ", "and do the same for "),
    no=("is it the same at ", "the same nurses at ", "are they the same for ", "what is the same at "),
    bounded=False, head=r"^(?:(?:and|ok|okay|so|now|then|great|thanks)[ ,]++){0,3}+", tail=" $",
)  # fmt: skip
_A_SUM = re.compile(r"\b(?:budget|turnover|income|revenue)\b")
RUN = 3
"""Numbers of one member that are asked for again of another, the latest: as many as a message may have requests."""


def of_a_run(typed: str, earlier: Sequence[Question], tags: Tags) -> str:
    """The numbers that were asked for of one member, one after the other, each of the other that a turn names alone, "now the same
    for Birch"; the turn as it was typed where it is none such, or they are not several.
    """
    named = find_trusts(typed, tags) if earlier else ()
    if len(named) != 1:
        return typed
    behind = typed[named[0].end :].lower().strip(" ?.!").removesuffix("please")
    if behind or not SAME.found(typed[: named[0].start].lower()):
        return typed
    last = earlier[-1].trusts
    counts = takewhile(lambda q: len(last) == 1 and q.trusts == last and _counts(q), reversed(earlier))
    run = list(dict.fromkeys(with_trusts(q, (named[0].trust,), tags).rstrip("?. ") for q in counts))[:RUN]
    return " ".join(f"{text}?" for text in reversed(run)) if len(run) > 1 else typed


def _counts(asked: Question) -> bool:
    return bool(ASKS_NUMBER.found(asked.text.lower()) or _A_SUM.search(asked.text.lower()))


def set_beside(asked: Question, last: Question, alike: tuple[TrustId, ...], tags: Tags) -> Question | None:
    """The same of those of which it was asked ``alike``, where they are to be compared, or which of them, or of all that were just
    asked of, has most of it; of all, where what was told of one is set beside the rest; ``None`` where nothing of the kind is
    asked.
    """
    lowered = asked.text.lower()
    counted = IS_MUCH.found(lowered) and (ASKS_NUMBER.found(last.text.lower()) or _HOW_LONG.search(last.text.lower()))
    if (counted or COMPARES_WITH_REST.found(lowered)) and (len(last.trusts) == 1 or last.trusts == alike) and not asked.mentions:
        every = alike if len(alike) > 1 and not rules_of(tags).complement.found(lowered) else tuple(t.id for t in tags.trusts)
        return _of_every(asked, last, every, tags)
    if by := _unlike_in(asked, last, tags) or _by_another(asked, last, tags) or _of_which(asked, last, tags):
        return by
    if asked.mentions or not (WHICH_IS_MORE.found(lowered) or COMPARES_THEM.found(lowered)):
        return None
    thing = WHICH_IS_MORE.without(COMPARES_THEM.without(lowered, ""), "").strip(" ?.!")
    if len(alike) > 1:
        bare = replace(asked, text="", kind="question", trusts=alike, everyone=False, leans=True)
        return lean_on(asked, last, alike, tags) if terms(thing) else resolve(bare, last, tags)
    return None if terms(thing) or not WHICH_IS_MORE.found(lowered) else _ranked(asked, last, tags)


def _of_every(asked: Question, last: Question, every: tuple[TrustId, ...], tags: Tags) -> Question:
    return resolve(replace(asked, text="", kind="question", trusts=every, everyone=False, leans=True), last, tags)


def _ranked(asked: Question, last: Question, tags: Tags) -> Question | None:
    """The last request, of all, with which of them has most of it; in place of which had, where that was asked before. "The least?"
    alone asks so only after a number or a time.
    """
    if (turned := _turned(asked, last, tags)) is not None:
        return turned
    whole = without_rank(last, tags)
    if whole is not last:  # of whom it was told then is no matter
        whole = replace(whole, trusts=(), rows=True, everyone=True)
    text = OPENS.sub("", asked.text)
    alone = not text.lower().startswith(("which", "who"))
    counts = ASKS_NUMBER.found(whole.text.lower()) or _HOW_LONG.search(whole.text.lower())
    if counts and len(whole.trusts) == 1:  # the number of one is set beside the others'
        whole = _of_every(asked, whole, tuple(t.id for t in tags.trusts), tags)
    if not (whole.rows or whole.everyone) or len(whole.trusts) == 1 or (alone and not counts):
        return None
    return put_before(replace(asked, text=f"which has {text}" if alone else text), whole)


def _turned(asked: Question, last: Question, tags: Tags) -> Question | None:
    """The last request, which has most of something, with another superlative in place of its own, of all of them: "which has most
    staff" – "and the least".
    """
    alone, lowered = _ALONE.match(OPENS.sub("", asked.text.lower()).strip(" ?.!")), last.text.lower()
    own = list(_SUPERLATIVE.finditer(lowered)) if _WHICH.match(lowered) and len(lowered) == len(last.text) else []
    if not alone or len(own) != 1 or alone["most"] == own[0][0] or last.mentions:
        return None
    text = f"{last.text[: own[0].start()]}{alone['most']}{last.text[own[0].end() :]}"
    of_all = replace(last, trusts=(), rows=True, everyone=True, leans=True)
    return replace(of_all, text=text, mentions=find_trusts(text, tags), taken_as=text)


def _by_another(asked: Question, last: Question, tags: Tags) -> Question | None:
    """The last request, which of all has most of one thing, asked of another: "and by staff?"; ``None`` where neither is."""
    named, lowered = BY_WHAT.pattern.fullmatch(asked.text.lower()), last.text.lower()
    ranks = _WHICH.match(lowered) and _SUPERLATIVE.search(lowered)
    by = _RANKED_BY.search(lowered) if ranks or _RANKING.search(lowered) else None
    if named is None or asked.mentions or last.mentions or not (ranks or by) or len(lowered) != len(last.text):
        return None
    if named["of"]:
        text = f"Which {tags.profile.group.noun} has the {named['most']} {named['of']}?"
    elif by:
        text = f"{last.text[: by.start()]}by {named['by']}{last.text[by.end() :]}"
    else:
        text = f"Which {tags.profile.group.noun} has the {'least' if _FEWEST.search(lowered) else 'most'} {named['by']}?"
    of_all = replace(last, trusts=(), rows=True, everyone=True, leans=True, lead="", lead_mentions=())
    return replace(of_all, text=text, mentions=find_trusts(text, tags), taken_as=text)


def _of_which(asked: Question, last: Question, tags: Tags) -> Question | None:
    """The thing talked of, of all, where it is asked of which that holds of which it was just asked whether it holds of one: "isn't
    it a week there?" – "which one is a week then"; ``None`` where it is not.
    """
    own = set(content_of(asked, tags))
    asks = YES_OR_NO.found(last.text.lower()) and WHICH_THEN.found(asked.text.lower())
    if not asks or asked.mentions or len(last.trusts) != 1 or not own or not own <= set(content_of(last, tags)):
        return None
    return lean_on(replace(asked, rows=True), last, tuple(t.id for t in tags.trusts), tags)


def of_each_ranked(asked: Question, last: Question) -> Question:
    """A request for a number of "it", of each where it was asked which of all has most and none came first: "it" may be any."""
    lowered = last.text.lower()
    ranks = _WHICH.match(lowered) and _SUPERLATIVE.search(lowered) and ": " not in lowered
    whole = ranks and last.rows and not (last.trusts or last.mentions or asked.mentions)
    return replace(asked, rows=True, everyone=True) if whole and ASKS_NUMBER.found(asked.text.lower()) else asked


def without_rank(last: Question, tags: Tags) -> Question:
    """The request without which of all has most of it, as that was put before it; that of which it was asked which is best."""
    if last.lead and WHICH_IS_MORE.found(last.text.lower()) and not terms(WHICH_IS_MORE.without(last.text.lower(), "")):
        return replace(last, text=last.lead, mentions=last.lead_mentions, lead="", lead_mentions=(), taken_as=last.lead)
    before, colon, rest = last.text.partition(": ")
    if not colon or not WHICH_IS_MORE.found(before.lower()):
        return last
    return replace(last, text=rest, mentions=find_trusts(rest, tags), taken_as=rest)


def whether(asked: Question, last: Question, tags: Tags) -> Question:
    """The last request, which asked why or when, as whether it is so, where it is asked who else does that; as it is else."""
    lowered, begun = asked.text.lower(), _WHY_DID.match(last.text.lower())
    others = rules_of(tags).complement.found(lowered) or rules_of(tags).elsewhere.found(lowered) or asked.mentions
    if not (begun and others and DOES_IT.found(lowered)) or last.lead or len(last.text) != len(last.text.lower()):
        return last
    text = last.text[begun.end() :]
    text = f"{text[0].upper()}{text[1:]}"
    return replace(last, text=text, mentions=find_trusts(text, tags))


def has_one(asked: Question, last: Question, tags: Tags) -> Question | None:
    """Whether another has the thing of which it was asked why, when or how: "why did Ash drop its forum" – "does Birch have one";
    ``None`` where it is not.
    """
    told = (last.lead or last.text).lower()
    begun, thing = _WHY_DID.search(told), _ITS_THING.search(told)
    one = _ONE.search(asked.text)
    others = asked.mentions or rules_of(tags).complement.found(asked.text.lower())
    if not (begun and thing and one and others) or not HAS_IT.found(asked.text.lower()):
        return None
    text = f"{asked.text[: one.start()]}{'an' if thing['thing'][0] in 'aeiou' else 'a'} {thing['thing']}{asked.text[one.end() :]}"
    trusts = asked.trusts or others_than(last.trusts, tags)
    named = find_trusts(text, tags)
    return replace(asked, text=text, mentions=named, trusts=trusts, rows=len(trusts) > 1, leans=False, taken_as=text)


def differs_in_all(asked: Question, last: Question, tags: Tags) -> bool:
    """Whether it is asked how all of them differ, or what they share, after what was of all of them and of no one thing."""
    alone = asked.rows and not (asked.mentions or names_a_thing(asked, tags)) and ASKS_UNLIKE.found(asked.text.lower())
    shared = ASKS_ALIKE.found(last.text.lower()) or _SHARE.search(last.text.lower())
    return bool(alone and shared) and not last.trusts and not last.lead


def _unlike_in(asked: Question, last: Question, tags: Tags) -> Question | None:
    """How they differ in the thing of which it was asked what they share: "what do all have in common on pay" – "where do they
    differ"; ``None`` where nothing of the kind is asked.
    """
    lowered = last.text.lower()
    shared = ASKS_ALIKE.pattern.search(lowered) or _SHARE.search(lowered)
    thing = _IN_WHAT.search(lowered, shared.end()) if shared and len(lowered) == len(last.text) else None
    unlike = ASKS_UNLIKE.found(asked.text.lower()) and not (asked.mentions or names_a_thing(asked, tags))
    if thing is None or not unlike or last.lead:
        return None
    group = tags.profile.group
    whom = names_of(last.trusts, tags) or f"the {group.count} {group.nouns}"
    text = f"How do {whom} differ on {last.text[slice(*thing.span('thing'))].strip()}?"
    whole = replace(last, text=text, mentions=find_trusts(text, tags), rows=True, leans=True, taken_as=text)
    return replace(whole, everyone=last.everyone or not last.trusts)


def one_by_one(asked: Question, last: Question, tags: Tags) -> Question | None:
    """The last request, of each, where it is asked which of several that was told of; ``None`` where it is not."""
    if len(last.trusts) == 1 or not which_of_them(tags.profile.group).found(asked.text.lower()):
        return None
    return replace(last, rows=True, everyone=last.everyone or not last.trusts, leans=True, taken_as=last.text)


def put_in(turn: Turn, asked: Question, last: Question, tags: Tags) -> tuple[TrustId, ...]:
    """The trusts asked; of several that were compared, the one that is taken back makes room for the one that is named instead."""
    wrong = {mention.trust for mention in find_trusts(turn.wrong, tags)}
    if len(wrong) != 1 or len(asked.trusts) != 1 or len(last.trusts) < 2 or not wrong <= {*last.trusts}:  # noqa: PLR2004 - several
        return asked.trusts
    return tuple(dict.fromkeys(asked.trusts[0] if trust in wrong else trust for trust in last.trusts))


def put_before(asked: Question, last: Question) -> Question:
    """The last request in its own words, what is asked of it now before it: "why", "which has most"."""
    begun = _WHEN_DID.match(last.text.lower()) if REASON.found(asked.text.lower()) else None
    cut = begun.end() if begun and len(last.text) == len(last.text.lower()) else 0
    told = last.text[cut:].rstrip("?. ")
    text = f"{asked.text.rstrip('?. ')}: {told}?"
    shift = len(text) - len(told) - 1 - cut
    mentions = tuple(replace(m, start=m.start + shift, end=m.end + shift) for m in last.mentions)
    return replace(last, text=text, mentions=mentions, lead=last.lead, leans=True, listing=False, taken_as=text)
