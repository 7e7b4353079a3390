"""A turn of a talk and what was talked of before it → the request as a colleague would take it.

What is carried is the last request that was answered, with the request that brought up its subject as its ``lead``, and a few
before it, to go back to. Nothing here looks at the index.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rag.understanding import phrases
from rag.understanding.alike import (
    asked_alike,
    differs_in_all,
    has_one,
    of_each_ranked,
    one_by_one,
    put_before,
    put_in,
    set_beside,
    whether,
    without_rank,
)  # fmt: skip
from rag.understanding.alone import ranks_members
from rag.understanding.amended import amended
from rag.understanding.asking import DIRECT
from rag.understanding.back import gone_back
from rag.understanding.clauses import defines, goes_to_it
from rag.understanding.group import rules_of
from rag.understanding.in_play import still_of
from rag.understanding.lent import goes_on
from rag.understanding.names import find_trusts
from rag.understanding.one_thing import plain_kind
from rag.understanding.others import names_people, number_of, of_other_people
from rag.understanding.outcome import asks_outcome
from rag.understanding.places import place_of
from rag.understanding.pointing import (
    ALIKE,
    ARE_ALL,
    COLOURLESS,
    ELSE_DONE,
    FRONTED,
    HAS_IT,
    JUDGES_IT,
    ON_A_THING,
    OPENS,
    REASON,
    SAYS_ABOUT,
    THEIRS,
    THEM,
    WITHIN_IT,
)
from rag.understanding.question import Question, asked_of, content_of, lean_on, names_of, resolve
from rag.understanding.rules import Rule
from rag.understanding.said import EACH_ALONE
from rag.understanding.scope import others_than
from rag.understanding.thing import (
    fronts_a_thing,
    having_it,
    in_full,
    is_possessive,
    names_a_thing,
    of_the_one,
    of_the_others,
    of_those_people,
    of_those_that_have,
    points,
    stands_alone,
    stands_for_a_thing,
    without_sum,
)
from rag.understanding.turns import in_place

if TYPE_CHECKING:
    from rag.corpus.tags import Tags
    from rag.types import TrustId
    from rag.understanding.turns import Turn

SHORT = 3  # most telling words of a correction that replaces a word of the request and asks nothing: "the clinical chairs"
_THERE = re.compile(r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )\bthere (?!(?:is|are|was|were|then|too|now|exactly|as)\b)\w")
"""At the trust that was talked of; not "is there", nor at the end, where it is whither somebody went."""
OF_EACH = Rule(
    "each of those talked of", (EACH_ALONE, r"both(?: of (?:them|those|the two))?(?! \w)"),
    yes=("what does each do for nurses", "how many has each got", "and at both?", "how do both"),
    no=("each ward", "for each nurse", "both wards", "teach", "a beach"),
)  # fmt: skip
"""Then of the trusts that were named before, where they were several, though not all."""
_POINTING = frozenset({"that", "this", "it", "those", "these", "them", "that one", "this one"})


@dataclass(frozen=True, slots=True)
class Talk:
    """What was talked of: the last request that was answered, as it was taken, and those before it, the latest last.

    Of the last: the quotations ``seen`` where more was asked for, the ``entry`` given, and the members ``having`` it, where an
    editor tells which do; it alone may not have been ``answered``.
    """

    last: Question
    earlier: tuple[Question, ...] = ()
    seen: int = 0
    answered: bool = True
    entry: str | None = None
    having: tuple[TrustId, ...] = ()
    given: str = ""
    shown: tuple[int, ...] = ()

    @property
    def of_answers(self) -> Talk | None:
        """The same without a request that was not answered; ``None`` where there is no other."""
        if self.answered:
            return self
        return Talk(self.earlier[-1], self.earlier[:-1], shown=self.shown) if self.earlier else None


def lent_to(turn: Turn, asked: Question, talk: Talk, tags: Tags) -> Talk | None:
    """What of the talk a turn may lean on: a request that was not answered lends itself only to what repeats it, corrects it or has
    no subject of its own, unless nothing else was talked of; to none of one that drops it.
    """
    if turn.drops:
        return talk.of_answers or talk
    before = None if talk.answered else talk.of_answers
    if before and DIRECT.found(OPENS.sub("", asked.text.lower())) and of_the_others(talk.last, before.last, tags):
        return before  # the others have no such thing
    bare = not content_of(asked, tags) or points(asked, tags) or not names_a_thing(asked, tags) or names_people(asked, tags)
    if turn.corrects or turn.narrows or (bare and not turn.back):
        return talk
    of = talk.of_answers or talk
    if of.earlier and DIRECT.found(OPENS.sub("", asked.text.lower())) and of_the_others(of.last, of.earlier[-1], tags):
        return Talk(of.earlier[-1], of.earlier[:-1])
    trusts = talk.last.trusts  # of the same in vain of another trust: of that one still
    moved = not turn.back and len(trusts) == len(of.last.trusts) == 1 and trusts != of.last.trusts
    moved &= set(content_of(talk.last, tags)) == set(content_of(of.last, tags))
    return replace(of, last=replace(asked_of(of.last, trusts, tags, of_the_thing=True), trusts=trusts)) if moved else of


def follow(turn: Turn, asked: Question, talk: Talk, tags: Tags) -> tuple[Question, ...]:
    """The readings of ``asked`` (``turn.text``, read by itself) within the talk, the likeliest first, ``asked`` last of several.

    One that corrects, goes back, compares or asks the same of another has one; of who names nobody, subject, trust or neither.
    """
    before = (*talk.earlier, talk.last)
    steered = gone_back(turn.back, asked, before, tags) if turn.back else has_one(asked, talk.last, tags)
    if steered := steered or (None if turn.back else amended(turn, asked, talk.last, talk.earlier, tags)):
        return (steered,)
    talk = replace(talk, last=(last := of_the_one(talk.last, tags)))
    if len(last.trusts) == 1 and ARE_ALL.found(asked.text.lower()):
        asked = replace(asked, everyone=False, rows=False, leans=True)
    if JUDGES_IT.found(asked.text.lower()) and not points(asked, tags):
        asked = replace(asked, text=f"is it {OPENS.sub('', asked.text)}", leans=True)  # "any good?"
    asked = still_of(asked, last, tags) if turn.fresh else asked
    alike = asked_alike(before, tags)
    if 1 < len(alike) < len(tags.trusts) and rules_of(tags).complement.found(asked.text.lower()):
        last = replace(last, trusts=alike)  # "the others" are those that nothing was asked of
    last = of_those_that_have(asked, last, talk.having, tags)
    if last.lead and is_possessive(asked, tags):  # "and Ash's?" is the thing itself
        last = replace(last, text=last.lead, mentions=last.lead_mentions, lead="", lead_mentions=())
    last = whether(asked, last, tags)
    beside = None if turn.fresh else (set_beside(asked, last, alike, tags) or one_by_one(asked, last, tags))
    own = ranks_members(tags.profile.group).found(asked.text.lower()) or differs_in_all(asked, last, tags)
    own = own or (fronts_a_thing(asked, tags) and asked.everyone)
    if beside or asked.kind != "question" or turn.fresh or place_of(asked.text) or own:
        return (beside or asked,)
    if (whole := without_rank(last, tags)) is not last:
        last = whole if points(asked, tags) else replace(whole, trusts=(), rows=True, everyone=True)  # "it" is the one with most
        talk = replace(talk, last=last)
    asked = of_each_ranked(asked, last) if points(asked, tags) else asked
    if (turn.corrects or turn.narrows) and (asked.mentions or asked.everyone) and not content_of(asked, tags):
        return (resolve(replace(asked, leans=True, trusts=put_in(turn, asked, last, tags)), last, tags),)
    if turn.corrects:
        put_right = _corrected(turn, asked, last, tags)
        kept = replace(asked, trusts=last.trusts, leans=True, taken_as=f"{asked.text} ({names_of(last.trusts, tags)})")
        lost = last.trusts and not put_right.trusts and names_a_thing(asked, tags)
        return (kept, put_right) if lost else (put_right,)
    of_those = asked.trusts and content_of(asked, tags) and THEM.found(asked.text.lower())
    taken = _of_theirs(asked, last, tags) if asked.trusts else (None if plain_kind(asked, tags) else number_of(asked, last, tags))
    taken = taken or (None if of_those else (_by_its_words(asked, last, tags) or of_other_people(asked, last, tags)))
    return (taken,) if taken else _open(asked, talk, tags)


def _of_theirs(asked: Question, last: Question, tags: Tags) -> Question | None:
    """What is asked of a member's own of the thing that was asked of last; ``None`` where nothing is."""
    lowered = asked.text.lower()
    if asked.rows or not (THEIRS.found(lowered) or stands_for_a_thing(asked)):
        return None
    if not content_of(replace(asked, text=THEIRS.without(lowered)), tags):  # "what did Ash do with theirs"
        return resolve(replace(asked, text="", leans=True), last, tags) if DIRECT.found(OPENS.sub("", lowered)) else None
    own = len(set(content_of(last, tags)) - COLOURLESS) > 1  # the last request names the thing itself, not what it leans on
    return lean_on(asked, replace(last, lead="", lead_mentions=()) if own else last, asked.trusts, tags)


def _by_its_words(asked: Question, last: Question, tags: Tags) -> Question | None:
    """The one reading of a request whose own words tell how it follows; ``None`` where they leave it open."""
    lowered = asked.text.lower()
    if asked.trusts and not asked.leans:
        alike = ALIKE.found(lowered) or (not names_a_thing(asked, tags) and content_of(asked, tags))
        return lean_on(asked, last, asked.trusts, tags) if alike else asked
    if REASON.found(lowered):
        return put_before(asked, last)
    like_it = asked.everyone and len(last.trusts) == 1 and ALIKE.found(lowered)  # "do the others have something like that"
    if like_it or (rules_of(tags).elsewhere.found(lowered) and last.trusts):
        return _elsewhere(asked, last, tags)
    of_report = rules_of(tags).whole.found(lowered) and not points(asked, tags)
    names = phrases.LEADING.without(lowered, "").startswith(("who", "which", "what"))  # "who are the four"
    if asked.others or (of_report and (names or content_of(asked, tags) or not asked.everyone)):
        return asked
    if asked.leans and (asked.trusts or asked.everyone or not content_of(asked, tags)):
        return resolve(asked, last, tags)
    return _of_each(asked, last, tags) if asked.everyone else None


def _of_each(asked: Question, last: Question, tags: Tags) -> Question:
    """A request of all of them; of those before alone where it asks something new of "each" or "both"."""
    if len(last.trusts) < 2 or not names_a_thing(asked, tags) or not OF_EACH.found(asked.text.lower()):  # noqa: PLR2004 - several
        return asked
    taken = f"{asked.text} ({names_of(last.trusts, tags)})"
    return replace(asked, trusts=last.trusts, everyone=False, rows=True, leans=True, taken_as=taken)


def _open(asked: Question, talk: Talk, tags: Tags) -> tuple[Question, ...]:
    """The readings of a request that names nobody: on the subject of the talk, within its trusts alone, and by itself; of one that
    asks somebody named of those talked of: on these, and by itself. A subject of which there was nothing is left by one that has
    its own.
    """
    last = of_those_people(asked, talk.last if talk.answered else without_sum(talk.last, tags))
    if asked.trusts:
        return (lean_on(asked, last, asked.trusts, tags), asked)
    lowered = asked.text.lower()
    about, *within = _about(asked, last, tags)
    if last.rows and not names_a_thing(asked, tags) and having_it(last, talk.having, tags):
        about = lean_on(asked, last, talk.having, tags)  # "who pays for it": those that have none were told
    of_it = ELSE_DONE.found(lowered) or asks_outcome(lowered) or (last.trusts and plain_kind(asked, tags))
    if of_it or (WITHIN_IT.found(lowered) and not rules_of(tags).whole.found(lowered)):
        return (about,)
    of_report = SAYS_ABOUT.found(lowered) and stands_alone(replace(asked, text=SAYS_ABOUT.without(lowered)), tags)
    if FRONTED.found(lowered) or of_report or (not talk.answered and stands_alone(asked, tags)):
        return (*within, asked)
    thing = phrases.IT.found(rules_of(tags).not_leaning.without(lowered))
    if points(asked, tags) and thing:
        return (about, *(within if names_a_thing(asked, tags) else ()), asked)
    if (_THERE.search(lowered) and names_a_thing(asked, tags)) or rules_of(tags).the_member.found(lowered):
        return (*within, about, asked)
    return (about, *within, asked)


def lent_within(asked: Question, talk: Talk | None, tags: Tags) -> Talk | None:
    """What a later request of a message leans on: it points at it, asks of "each", goes on with its trusts, or names nothing
    ("who goes?"); that, but of "her", and what ends on "it", leans on one not answered, too; of no trust on what QED is.
    """
    own = asked.text.lower()
    if talk is None or not (asked.mentions or names_a_thing(asked, tags)):
        return talk if talk and (talk.answered or not phrases.OF_SOMEONE.found(own)) else None
    if talk.answered and defines(talk.last.text) and not (talk.last.mentions or asked.mentions or asked.rows):
        return talk
    leans = asked.leans or OF_EACH.found(own) or goes_on(asked, talk.last) or goes_to_it(own)
    of_its = phrases.OWN.found(own) or phrases.THEY.found(own) or (len(talk.last.trusts) == 1 and own.rstrip("?.! ")[-3:] == " it")
    return talk if leans and (talk.answered or of_its) else None


def _about(asked: Question, last: Question, tags: Tags) -> tuple[Question, ...]:
    """With the subject of the talk, and within its trusts alone."""
    about = lean_on(asked, last, last.trusts, tags)
    if not last.trusts:
        return (about,)
    if ELSE_DONE.found(asked.text.lower()):
        return (in_full(asked, about, tags),)
    if ON_A_THING.found(asked.text.lower()):
        return (about, in_full(asked, about, tags))
    return (about, replace(about, lead="", lead_mentions=(), taken_as=f"{asked.text} ({names_of(last.trusts, tags)})"))


def _corrected(turn: Turn, asked: Question, last: Question, tags: Tags) -> Question:
    """The subject put right and the trust kept; where "that" was taken back, the trust goes too."""
    trusts = asked.trusts or (() if turn.wrong in _POINTING else last.trusts)
    right = asked.text.rstrip(".!?, ")
    named = turn.wrong not in _POINTING and len(content_of(asked, tags)) <= SHORT
    if named and (text := in_place(last.text, turn.wrong, right)):
        mentions = find_trusts(text, tags)
        return replace(last, text=text, mentions=mentions, trusts=trusts, lead="", lead_mentions=(), leans=True, taken_as=text)
    if named and last.lead and (lead := in_place(last.lead, turn.wrong, right)):  # "do they like it", of the wrong thing
        about = replace(last, trusts=trusts, lead=lead, lead_mentions=find_trusts(lead, tags), leans=True)
        return replace(about, taken_as=f"{last.text} (about: {lead})")
    lowered = asked.text.lower()
    asks = phrases.ASKS_ANEW.found(lowered) or DIRECT.found(lowered) or "?" in asked.text or turn.wrong in _POINTING
    of_it = points(asked, tags) and not names_a_thing(asked, tags) and turn.wrong not in _POINTING
    if of_it or (not asks and len(content_of(asked, tags)) <= SHORT):
        return lean_on(asked, last, trusts, tags)
    taken = f"{asked.text} ({names_of(trusts, tags)})" if trusts and not asked.mentions else asked.text
    return replace(asked, trusts=trusts, rows=asked.rows or len(trusts) > 1, leans=True, taken_as=taken)


def _elsewhere(asked: Question, last: Question, tags: Tags) -> Question:
    """The same of the other trusts, and of all of them together."""
    trusts, lowered = others_than(last.trusts, tags), asked.text.lower()
    own = replace(asked, text=rules_of(tags).elsewhere.without(lowered), mentions=())
    anew = {*content_of(own, tags)} - COLOURLESS or phrases.ASKS_ANEW.found(own.text) or (last.lead and not HAS_IT.found(lowered))
    about = lean_on(asked, last, trusts, tags) if anew else asked_of(last, trusts, tags, of_the_thing=True)
    return replace(about, trusts=trusts, leans=True, rows=True, everyone=True)
