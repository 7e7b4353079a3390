"""Several requests in one message: an answer each, under its own words, and together one record."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from rag.answering.demands import DEMANDS
from rag.answering.either import alternatives
from rag.answering.lacking import WHO_MADE, lacks_its_kind, lacks_who
from rag.text import terms
from rag.types import Answer
from rag.understanding.asked_on import halves
from rag.understanding.asking import DIRECT, YES_OR_NO
from rag.understanding.clauses import goes_to_it, of_nothing_before, points, subject
from rag.understanding.given import lacks
from rag.understanding.group import rules_of
from rag.understanding.moves import move_of
from rag.understanding.names import find_trusts
from rag.understanding.one_thing import kind_of
from rag.understanding.outcome import asks_outcome
from rag.understanding.phrases import THEY
from rag.understanding.pointing import COLOURLESS, JUDGES_IT, PRONOUN, REASON
from rag.understanding.scope import others_than
from rag.understanding.talk import lent_within
from rag.understanding.thing import names_a_thing
from rag.understanding.wants import ASKS_ALIKE, ASKS_UNLIKE, RANKS
from rag.understanding.wrapping import without_purpose

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.corpus.prepared import Entry
    from rag.corpus.tags import Tags
    from rag.types import Quote, Status
    from rag.understanding.question import Question
    from rag.understanding.talk import Talk

_LENT = re.compile(r" \([^()]++\)$")
_THEIR_WORDS = re.compile(
    r"^(?:and |or )?what(?: exactly| else)? (?:did|do|does|has|have) (?:they|he|she) (?:actually |exactly )?(?:say|said|think)"
    r"(?: (?:about|of) (?:it|them|that))?\W*$"
)
_JOINED = re.compile(r"([\w-]{1,40}+) and ([\w-]{1,40}+)")
_OF_THE_MEMBERS = re.compile(r"\bof them\b|\bits (?=[\w’'-]{3})|\btheir (?=[\w’'-]{3})")
"""Points at the members of whom it is asked: "which of them has a crèche for its nurses"."""
_WITHOUT = re.compile(r"\b(?:(?:has|have|had|with|got|is|are) no\b|without\b|lacks?\b|(?:do|does|did|has|have|had)(?: not|n'?t)\b)")
"""Asks which have none of a thing."""
_NONE_OF = re.compile(r"\bno (?P<what>(?:\w++ ?){1,4}+)")
NUMBERS = {2: "Two", 3: "Three"}


def together(question: str, parts: Sequence[Answer], rest: Sequence[str]) -> Answer:
    """One answer that holds ``parts``; ``rest`` are requests beyond them, named and offered to click.

    What it quotes, its rows and what was retrieved are theirs, one after the other.
    """
    said = [f"{NUMBERS[len(parts)]} requests, each answered below under its own words."]
    if rest:
        said.append(f"Not answered yet: {'; '.join(rest)}.")
    return Answer(
        question, _status(parts), " ".join(said),
        quotes=tuple(q for part in parts for q in part.quotes), rows=tuple(row for part in parts for row in part.rows),
        more=tuple(q for part in parts for q in part.more),
        retrieved=tuple(dict.fromkeys(text for part in parts for text in part.retrieved)),
        form=parts[0].form, parts=tuple(parts), next=tuple(rest), trusts=tuple(dict.fromkeys(t for p in parts for t in p.trusts)),
        themes=parts[0].themes, context=next((p.context for p in reversed(parts) if p.context.request), parts[0].context),
    )  # fmt: skip


def of_those_left(kit: Kit, asked: Question, first: Answer, trace: Trace) -> Question:
    """A later request of a message that asks of "the others", of those that the answer to the one before it does not tell: "which
    has a college, and what do the others do?".
    """
    tags, before = kit.index.report.tags, trace.request
    if asked.trusts or not rules_of(tags).complement.found(asked.text.lower()):
        return asked
    own = [row for row in first.rows if any(quote.trust for quote in row.quotes)]
    if _WITHOUT.search(before.text.lower()):
        own = [row for row in own if any(_is_denied(kit, before, quote) for quote in row.quotes)]
    elif RANKS.found(before.text.lower()):
        own = own[:1]
    own = [row for row in own if row.value is not None] or own  # what has a figure is told of surely
    told = tuple(row.trust for row in own)
    if not told or len(told) == len(tags.trusts):
        return asked
    return replace(asked, trusts=others_than(told, tags), everyone=True, rows=True)


def _is_denied(kit: Kit, asked: Question, quote: Quote) -> bool:
    """Whether a quotation says that there is none of the thing: "there is no board", of which has no board."""
    return any(kit.tells(found["what"], asked) for found in _NONE_OF.finditer(quote.text.lower()))


def ahead(asked: Question, answer: Answer) -> Answer:
    """The answer with the rows first that are asked to stand first, and their quotations."""
    if not asked.ahead or not answer.rows:
        return answer
    rows = sorted(answer.rows, key=lambda row: row.trust not in asked.ahead)
    places = {row.trust: place for place, row in enumerate(rows, 1)}
    quotes = sorted(answer.quotes, key=lambda quote: places.get(str(quote.trust), 0))
    return replace(answer, rows=tuple(rows), quotes=tuple(quotes))


def told_already(first: Answer, others: Sequence[Answer]) -> bool:
    """Whether all that the other parts of a message quote stands in the answer to the first: then that answers them, too."""
    shown = [(q.start, q.end) for q in first.quotes]
    return first.answered and all(
        (part.answered and part.quotes and all(any(a <= q.start and q.end <= b for a, b in shown) for q in part.quotes))
        or (move_of(part.question) == "speaker" and bool(first.quotes[:1]) and first.quotes[0].speaker is not None)
        for part in others
    )


def unlent(kit: Kit, request: str) -> str:
    """A request without the trust that the one before lent it, where one of its words stands in other trusts' parts alone: "what is
    the pay at Ash, and who leads QED?", which is Birch's; empty where all its words may be the trust's.
    """
    lent = _LENT.search(request)
    named = find_trusts(request, kit.index.report.tags)
    if lent is None or not named or any(m.start < lent.start() for m in named):
        return ""
    own = request[: lent.start()]
    homes = [{kit.trust_of[n] for n in kit.concordance.with_synonyms(word)} for word in kit.telling_of(own)]
    elsewhere = any(of and None not in of and of.isdisjoint(m.trust for m in named) for of in homes)
    return own if elsewhere else ""


def unnamed(requests: Sequence[str], tags: Tags) -> list[str]:
    """The requests of a message, each later one without the trust that one before lent it where it plainly goes on with the thing
    that was asked of, and not with the whole trust: "how many come (Ash)", "did it work (Ash)".
    """
    found = list(requests[:1])
    for before, request in pairwise(requests):
        lent = _LENT.search(request)
        own = request[: lent.start()] if lent else ""
        names = {m.trust for m in find_trusts(request, tags)}
        same = own and not find_trusts(own, tags) and {m.trust for m in find_trusts(before, tags)} == names
        found.append(own if same and _goes_on(own, tags) else request)
    return found


def _goes_on(own: str, tags: Tags) -> bool:
    """Whether a request names nothing, points at people, asks who does it, or a plain thing of what was told."""
    lowered = own.lower()
    plain = kind_of(lowered) or asks_outcome(lowered) or goes_to_it(lowered) or any(d.rule.found(lowered) for d in DEMANDS)
    if plain or JUDGES_IT.found(lowered) or REASON.found(lowered) or not set(subject(own, tags)) - COLOURLESS:
        return True
    return (THEY.found(lowered) or lowered.startswith("who ")) and points(own, tags)


def is_unnamed(put: str, asked: Question) -> bool:
    """Whether a request was taken without the trust that it was lent."""
    return bool(_LENT.search(put)) and not asked.mentions


def lent_to_part(kit: Kit, asked: Question, talk: Talk | None) -> Talk | None:
    """What a later request of a message leans on."""
    free = of_nothing_before(asked.text) or is_of_itself(kit, asked)
    return None if free else lent_within(asked, talk, kit.index.report.tags)


def other_half(
    kit: Kit, entries: Iterable[Entry], read: Callable[[str], Question], request: str, answer: Answer
) -> tuple[str, ...]:  # fmt: skip
    """The halves of a request that asks two things of the same, or for either of them, where it is refused, or two subjects would
    share their rows; of one that asks on, where it shows no word of the second, or of one of them in at most half of its rows, or
    lacks the time, the number or the post that one of them asks for; else nothing. Two that the title of one of the ``entries``
    joins are one thing.
    """
    either = () if answer.answered else alternatives(request)
    if both := either or alike_and_unlike(kit, read, request):
        return both
    tags, refused = kit.index.report.tags, not answer.answered
    half = halves(without_purpose(request), tags, refused=refused)
    if not half and answer.taken_as and (spelt := read(request).taken_as):
        half = halves(without_purpose(spelt), tags, refused=refused)
    if half and not _asks_on(half[1]) and are_one_thing((entry.title for entry in entries), half):
        return ()
    named_first = all(map(_LENT.search, half))  # then each of several has its row of each
    if not answer.answered or not half or (answer.rows and (named_first or not _asks_on(half[1]))):
        return half
    quoted = [q.text for q in answer.quotes]
    is_told = WHO_MADE.match(half[1].lower()) and not lacks_who(kit, half[1], quoted, half[0])
    if len(half) == 2 and (goes_to_it(half[1].lower()) or is_told):  # noqa: PLR2004 - the one that is asked on is told
        return ()
    wanted = [kit.subject(read(one)) for one in half]

    def tells(quotes: Iterable[Quote], words: Sequence[str]) -> bool:
        return any(kit.stands_in(f"{q.lead_in or ''} {q.text}", word) for q in quotes for word in words)

    lacking = _asks_on(half[1]) and any(lacks(one, quoted) or lacks_who(kit, one, quoted, half[0]) for one in half)
    if not answer.rows and (lacking or any(lacks_its_kind(one, quoted) for one in half[1:])):
        return half
    shown = [row.quotes for row in answer.rows if row.quotes] or [answer.quotes]
    asked = wanted if answer.rows else wanted[1:]
    untold = (
        2 * sum(tells(quotes, words) for quotes in shown) <= len(shown) if words else bool(half[2:]) and not answer.rows
        for words in asked
    )
    return half if any(untold) else ()


def alike_and_unlike(kit: Kit, read: Callable[[str], Question], request: str) -> tuple[str, ...]:
    """What all have in common and how they differ, by themselves, of a request for both that names no thing else; else nothing."""
    lowered = request.lower()
    if not (ASKS_ALIKE.found(lowered) and ASKS_UNLIKE.found(lowered)):
        return ()
    asked = read(request)
    if asked.mentions or not kit.compares_in_nothing(asked):
        return ()
    group = kit.index.report.tags.profile.group
    return (f"What do the {group.count} {group.nouns} have in common?", f"How do the {group.count} {group.nouns} differ?")


def are_one_thing(titles: Iterable[str], half: Sequence[str]) -> bool:
    """Whether a title joins the first words that two halves do not share: "pay and wards" is one thing to whoever prepared it."""
    own = [[word for word in terms(one) if not all(word in terms(other) for other in half)] for one in half]
    pair = {one[0] for one in own if one}
    joined = (set(terms(" ".join(found.groups()))) for title in titles for found in _JOINED.finditer(title.lower()))
    return len(half) == len(pair) and any(two == pair for two in joined)


def is_of_itself(kit: Kit, asked: Question) -> bool:
    """Whether a later request of a message asks of each member, points at nothing and names a thing for which the report has no
    word: it is asked by itself, since what was told before would be told again, and nobody that the report has no such thing.
    """
    own = asked.text.lower()
    of_each = asked.each and not PRONOUN.found(_OF_THE_MEMBERS.sub("", own))
    return of_each and names_a_thing(asked, kit.index.report.tags) and bool(kit.unheard(kit.things(asked)))


def lacks_its_thing(kit: Kit, asked: Question, answer: Answer) -> bool:
    """Whether the answer to a later request, which leans on the one before, leads with none of the things that it names of its
    own, or there is none: of "which award did Ash win and how many sites has it" the award has no sites.
    """
    named = kit.subject(asked) if asked.mentions else []
    return bool(named) and not any(kit.stands_in(quote.text, word) for quote in answer.quotes[:1] for word in named)


def tells_its_thing(kit: Kit, asked: Question, alone: Answer) -> bool:
    """Whether what was found for such a request by itself leads with all that it names."""
    return bool(alone.answered and alone.quotes) and all(kit.stands_in(alone.quotes[0].text, w) for w in kit.subject(asked))


def are_better(half: Sequence[str], whole: Answer, parts: Sequence[Answer]) -> bool:
    """Whether the answers to the parts of a request tell more than the one to it as a whole: one that is asked on has its own, or
    the report does not say it, which the whole keeps to itself, "what is QED and who made it". What is told of another trust than
    the one asked of tells nothing more of it.
    """
    strays = {q.trust for part in parts[1:] for q in part.quotes} - {None, *whole.trusts} if len(whole.trusts) == 1 else ()
    if told_already(whole, parts) or (whole.answered and strays):
        return False
    later = zip(half[1:], parts[1:], strict=True)
    silent = whole.answered and not whole.rows
    better = any(part.answered or (silent and part.status == "not_stated" and _asks_on(one)) for one, part in later)
    chosen = {part.context.entry for part in parts}  # where all are one subject, that is answered already
    return (better or (not whole.answered and parts[0].answered)) and (len(chosen) > 1 or None in chosen)


def asks_what_they_said(half: str) -> bool:
    """Whether it asks only what those said of whom the request before it asks who they are: both are one, told by their words."""
    return _THEIR_WORDS.match(half.lower()) is not None


def _asks_on(half: str) -> bool:
    """Whether it is a question of its own, as in "what is it and how many go", and no second subject, "appraisal at each trust"."""
    return DIRECT.found(half.lower()) or YES_OR_NO.found(half.lower()) or REASON.found(half.lower())


def _status(parts: Sequence[Answer]) -> Status:
    """``answered`` where every part is, ``partial`` where one is, else the first part's."""
    if all(part.status == "answered" for part in parts):
        return "answered"
    return "partial" if any(part.answered for part in parts) else parts[0].status
