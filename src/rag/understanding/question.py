"""What is asked: trusts, other organisations, comparison, follow-up, greeting. Never looks at the index.

``read_question`` understands one question by itself; ``resolve`` lends a follow-up what it lacks from the last turn
that was answered. Nothing here decides whether the report answers.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from rag.text import terms
from rag.understanding import alarms, phrases, scope
from rag.understanding.alone import asked_of_all
from rag.understanding.group import rules_of
from rag.understanding.limits import few_marks
from rag.understanding.moves import SMALL_TALK
from rag.understanding.names import Mention, Organisations, find_others, find_trusts
from rag.understanding.numerals import is_number
from rag.understanding.pointing import BARE, COLOURLESS, DOES_IT, HAS_IT, REASON, SAYS_ABOUT, THERE
from rag.understanding.whether import asks_of_each, laid_out_by_each

if TYPE_CHECKING:
    from rag.corpus.tags import Tags
    from rag.types import TrustId

_APOSTROPHES = re.compile(r"[’‘`´]")
_ASKED = re.compile(r"[?!](?: ?[?!])++")
_SIGNS = re.compile(r"([^\w\s]|_)(?: ?\1){3,}+|(?:[^\w\s]|_){9,}+")
"""Four of the same sign or more, or nine signs on end: no words are lost by keeping three, and each costs as much as a word."""
_COMPARING = re.compile(
    r"(?i)\b(?:compare|contrast|versus|vs|against)\b|\b(?:differences?|comparison) (?:in|between)\b|\bcompared (?:to|with)\b"
)
_AMONG = re.compile(r"acr|acc|betw|among")
"""How what is done across a group begins: of one it is done at it."""
_CALLED = re.compile(r" ?\w++")
"""A word of what a group is called."""
_NAMED = re.compile(r"\0(?:\s*+'s\b)?")
LEAD = 300
"""Three times the longest request that exams and talks lean on: what is longer is embedded with each text of a follow-up."""
Kind = Literal["question", "greeting", "unclear", "emergency", "attack"]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as understood. ``text`` is what retrieval works on; ``trusts`` are a hard filter, empty for none.

    ``rows`` says that the answer is laid out trust by trust, those of ``ahead`` first; ``everyone`` that all of them are meant;
    ``lead`` is the request on whose subject it leans, with the trusts named in that; ``taken_as`` is what a follow-up was taken
    to ask. ``unheard`` are words, no longer in ``text``, for which the report has none; ``few`` is how many points it wants;
    ``shown`` are the sentences quoted by the answer on which it leans.
    """

    text: str
    kind: Kind = "question"
    trusts: tuple[TrustId, ...] = ()
    mentions: tuple[Mention, ...] = ()
    others: tuple[str, ...] = ()
    everyone: bool = False
    rows: bool = False
    voice: bool = False
    listing: bool = False
    leans: bool = False
    lead: str = ""
    lead_mentions: tuple[Mention, ...] = ()
    taken_as: str | None = None
    unheard: tuple[str, ...] = ()
    few: int | None = None
    ahead: tuple[TrustId, ...] = ()
    shown: tuple[int, ...] = ()

    @property
    def each(self) -> bool:
        """Whether every trust that is asked of, or all of them, must have its row."""
        return self.rows and (bool(self.trusts) or self.everyone)

    @property
    def aside(self) -> bool:
        """Whether it is not searched for: it is no question, or only about organisations that the report does not study."""
        return self.kind not in ("question", "greeting") or (bool(self.others) and not self.trusts)


@lru_cache(maxsize=16)
def clean(typed: str) -> str:
    """NFKC, without control and invisible characters, white space collapsed, apostrophes straight, runs of signs folded. Kept for
    the texts of the last requests: one is cleaned some four times.
    """
    text = phrases.INVISIBLE.sub("", unicodedata.normalize("NFKC", few_marks(typed)))
    if not text.isprintable():
        text = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    text = _APOSTROPHES.sub("'", " ".join(text.split()))
    return _SIGNS.sub(lambda m: m[0][:3], _ASKED.sub(lambda m: "?" if "?" in m[0] else "!", text)).strip()


def read_question(typed: str, tags: Tags, organisations: Organisations) -> Question:
    """Understand one question by itself."""
    text = clean(typed)
    if not any(c.isalnum() for c in text):
        return Question(text, kind="unclear")
    named = find_trusts(text, tags)
    if (asks := scope.without_supposed(text, named, tags)) != text:
        text, named = asks, find_trusts(asks, tags)
    kept, left_out = scope.without_left_out(text, named)
    text, named = (kept, find_trusts(kept, tags)) if left_out else (text, named)
    put = None
    if (of_all := asked_of_all(text, named, tags)) != text:
        text, named, put = of_all, find_trusts(of_all, tags), of_all
    lowered = text.lower()
    mentions = scope.only_named(text, scope.in_the_question(text, named, tags))
    trusts = tuple(dict.fromkeys(m.trust for m in sorted(mentions, key=lambda m: m.start)))
    others = find_others(text, mentions, organisations)
    everyone = rules_of(tags).all.found(lowered) or len(trusts) == len(tags.trusts)
    everyone = everyone or (not trusts and rules_of(tags).rows.found(lowered) and rules_of(tags).plural.found(lowered))
    of_each = not trusts and any(rule(tags.profile.group).found(lowered) for rule in (asks_of_each, laid_out_by_each))
    everyone |= of_each
    rows = len(trusts) > 1 or of_each or (rules_of(tags).rows.found(lowered) and (everyone or not trusts))
    if trusts and (beyond := scope.beyond_named(lowered, mentions, tags)):
        trusts, everyone, rows = scope.with_the_others(lowered, mentions, beyond.span(), tags), True, True
    if left_out and not trusts:
        trusts, everyone, rows = scope.others_than(left_out, tags), True, True
    return Question(
        text=text,
        kind=_kind(lowered, mentions, others),
        trusts=trusts,
        mentions=mentions,
        others=others,
        everyone=everyone,
        rows=rows and (len(trusts) != 1),
        voice=phrases.VOICE.found(lowered) and rules_of(tags).role.found(lowered),
        listing=rules_of(tags).listing.found(lowered),
        leans=_leans(lowered, mentions, tags),
        taken_as=put,
    )


def resolve(question: Question, before: Question | None, tags: Tags) -> Question:
    """Lend a follow-up what it lacks from ``before``, the last answered question (itself resolved), if there is one."""
    if before is None or not question.leans or question.kind != "question":
        return question
    own = question.text.lower()
    complement = rules_of(tags).complement.found(own) and not question.mentions
    content = content_of(question, tags)
    trusts = question.trusts or (scope.others_than(before.trusts, tags) if complement else before.trusts)
    if question.everyone and not complement and len(before.trusts) == 1:
        trusts = question.trusts  # "do all of them…", after a question on one
    beside = bool(question.mentions) and _COMPARING.search(own) is not None and not set(before.trusts) & set(question.trusts)
    trusts = (*before.trusts, *question.trusts) if beside else trusts
    everyone = question.everyone or (before.everyone and not question.trusts)
    all_of_one = question.everyone and not content and not question.mentions and len(before.trusts) == 1  # "all of them please"
    rows = len(trusts) > 1 or question.rows or (everyone and (before.rows or all_of_one))
    of_the_thing = (has := bool(complement or question.mentions) and HAS_IT.found(own)) or DOES_IT.found(own)
    bare = not content or (of_the_thing and not set(content) - COLOURLESS)
    if bare and of_the_thing and SAYS_ABOUT.found(before.text.lower()):
        return replace(lean_on(question, before, trusts, tags), everyone=everyone, rows=rows)
    if bare and (beside or has or not phrases.ASKS_ANEW.found(own)):
        named = trusts or (tuple(t.id for t in tags.trusts) if question.everyone else ())
        again = asked_of(replace(before, others=question.others, leans=True), named, tags, of_the_thing=of_the_thing)
        return replace(again, trusts=trusts, everyone=everyone, rows=rows)
    names = names_of(trusts, tags)
    masked = rules_of(tags).not_leaning.without(own)
    points_at_subject = phrases.IT.found(masked) or THERE.found(masked) or not set(content) - COLOURLESS
    new_subject = bool(rules_of(tags).subjects.intersection(content)) or len(content) > 2  # noqa: PLR2004 - "and the cost?" has one
    if complement or not (points_at_subject or (not rules_of(tags).they.found(own) and not new_subject)):
        taken = question.text if not names or question.mentions else f"{question.text} ({names})"
        return replace(question, trusts=trusts, everyone=everyone, rows=rows, taken_as=taken)
    return replace(lean_on(question, before, trusts, tags), everyone=everyone, rows=rows)


def asked_of(before: Question, named: tuple[TrustId, ...], tags: Tags, *, of_the_thing: bool) -> Question:
    """The request of before put to the trusts ``named``, with the one that it leans on if it says nothing without that, and in its
    place if it is asked who else has the thing talked of (``of_the_thing``).
    """
    if before.lead and not of_the_thing:
        text = with_trusts(before, named, tags) if before.mentions else before.text
        return lean_on(replace(before, text=text, mentions=find_trusts(text, tags)), before, named, tags)
    if before.lead:
        before = replace(before, text=before.lead, mentions=before.lead_mentions, lead="", lead_mentions=())
    text = as_lead(with_trusts(before, named, tags))
    return replace(before, text=text, mentions=find_trusts(text, tags), taken_as=text)


def on_its_own(asked: Question, tags: Tags) -> bool:
    """Whether a request that was taken as of the one before has a subject of its own, and points at nothing."""
    masked = rules_of(tags).not_leaning.without(asked.text.lower())
    says = set(content_of(asked, tags)) - COLOURLESS
    return len(says) > 1 and not (phrases.IT.found(masked) or rules_of(tags).they.found(masked))


def as_lead(text: str) -> str:
    """What a follow-up leans on, at most ``LEAD`` characters of its end: there a request asks, after its story."""
    return text if len(text) <= LEAD else text[-LEAD:].partition(" ")[2]


def _named_thing(text: str) -> str:
    """The thing alone of a request that asks no more than what is said of it: "tell me about the round"."""
    asks = SAYS_ABOUT.pattern.match(text.lower())
    return text[asks.end() :].rstrip(" ?.") if asks and len(text) == len(text.lower()) else text


def lean_on(question: Question, before: Question, trusts: tuple[TrustId, ...], tags: Tags) -> Question:
    """The question of ``trusts``, on the subject of ``before``: the request that brought it up, put to these trusts."""
    thing = replace(before, text=before.lead, mentions=find_trusts(before.lead, tags)) if before.lead else before
    lead = as_lead(_named_thing(with_trusts(thing, trusts, tags) if thing.mentions and trusts else thing.text))
    taken = f"{question.text} (about: {lead})"
    return replace(
        question,
        trusts=trusts,
        everyone=question.everyone or len(trusts) == len(tags.trusts),
        rows=question.rows or len(trusts) > 1,
        lead=lead,
        lead_mentions=find_trusts(lead, tags),
        leans=True,
        taken_as=taken,
    )


_POINTING = (phrases.LEADING, phrases.IT, phrases.THEY, phrases.ASKS_ANEW, REASON, BARE)
"""What a request without a telling word may say, and be one: "from whom", "what are they"."""


def _kind(lowered: str, mentions: tuple[Mention, ...], others: tuple[str, ...]) -> Kind:
    if alarms.OVERDOSE.found(lowered) or (alarms.is_emergency(lowered) and not mentions):
        return "emergency"
    if alarms.is_order(lowered):
        return "attack"
    bare = lowered.strip(" .,!?'\"…:;)-")
    if phrases.GREETING.found(bare) or phrases.RETURNS.found(bare) or SMALL_TALK.found(bare):
        return "greeting"
    points = mentions or others or any(rule.found(lowered) for rule in _POINTING) or is_number(lowered)
    if not points and (sum(c.isalpha() for c in lowered) < phrases.LETTERS or not terms(lowered)):
        return "unclear"
    return "question"


def _leans(lowered: str, mentions: tuple[Mention, ...], tags: Tags) -> bool:
    """Whether the question leans on what was asked before: a connecting word, a pronoun that it does not explain, or
    nothing but a trust's name.
    """
    masked = rules_of(tags).not_leaning.without(lowered)
    if phrases.LEADING.found(lowered) or rules_of(tags).complement.found(lowered) or not _content(lowered, mentions, tags):
        return True
    return bool(
        phrases.IT.found(phrases.OWN.without(masked) if mentions or rules_of(tags).rows.found(lowered) else masked)
        or (rules_of(tags).they.found(masked) and not mentions)
    )


def content_of(question: Question, tags: Tags) -> list[str]:
    """Telling words of a question besides the trusts' names and words that only point at a trust."""
    return _content(question.text, question.mentions, tags)


def _content(text: str, mentions: tuple[Mention, ...], tags: Tags) -> list[str]:
    """Telling words besides the trusts' names and words that only point at a trust."""
    own = phrases.LEADING.without(_without_mentions(text, mentions, tags).strip().lower(), "")
    filler = rules_of(tags).filler
    return [t for t in terms(own) if t not in filler]


def _without_mentions(text: str, mentions: tuple[Mention, ...], tags: Tags) -> str:
    parts, done = [], 0
    for mention in mentions:
        parts += [text[done : mention.start], " \0 "]
        done = mention.end
    return _NAMED.sub(" ", rules_of(tags).name_words.sub(" ", "".join([*parts, text[done:]])))


def with_trusts(before: Question, trusts: tuple[TrustId, ...], tags: Tags) -> str:
    """The text of the earlier question with these trusts in place of its own."""
    names = names_of(trusts, tags)
    if not before.mentions:
        return _put_to(before.text, names, tags) if names else before.text
    first, last = before.mentions[0], before.mentions[-1]
    between = [before.text[a.end : b.start] for a, b in pairwise(before.mentions)]
    joined = all(len(words.split()) <= 3 for words in between)  # noqa: PLR2004 - "Ash, the Birch Trust and Cedar"
    end = last.end if joined else first.end
    return f"{before.text[: first.start]}{names}{before.text[end:]}"


def _put_to(text: str, names: str, tags: Tags) -> str:
    """A request that names nobody, put to these trusts: in place of what it calls the group, or else behind it."""
    rules, lowered = rules_of(tags), text.lower()
    group = rules.all.pattern.search(lowered) or rules.plural.pattern.search(lowered)
    called = _CALLED.match(lowered, group.start()) if group and len(lowered) == len(text) else None
    if group is None or called is None or not rules.filler.issuperset(terms(group[0].split()[-1])):
        return f"{text.rstrip('?. ')} at {names}?"
    end = group.end()
    while (word := _CALLED.match(lowered, end)) and rules.filler.issuperset(own := terms(word[0])) and own:
        end = word.end()
    return f"{text[: group.start()]}{'at ' if _AMONG.match(called[0]) else ''}{names}{text[end:]}"


def names_of(trusts: tuple[TrustId, ...], tags: Tags) -> str:
    """The trusts' names in a row: "A, B and C"; empty for none."""
    names = [tags.trust(t).name for t in trusts]
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
