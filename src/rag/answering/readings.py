"""The readings of a turn within its talk, and the turn alone → the answer to the one that is taken."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import wording
from rag.answering.ahead import that_fit
from rag.answering.aspects import asks_for_one
from rag.answering.by_name import names_another
from rag.answering.plainly_told import NO_REASON, plainly, tells
from rag.answering.talk import names_what_others_have, said_of_others_alone
from rag.understanding.asking import DIRECT
from rag.understanding.one_thing import plain_kind
from rag.understanding.others import names_people
from rag.understanding.pointing import JUDGES_IT, ON_A_THING, OPENS
from rag.understanding.route import SOCIAL, SURE
from rag.understanding.rules import Rule
from rag.understanding.thing import names_a_thing, points, stands_alone
from rag.understanding.wants import ASKS_NUMBER

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.answerer import Answerer
    from rag.answering.trace import Trace
    from rag.types import Answer
    from rag.understanding.question import Question

FOCUS = 0.4
"""By how much surer the judge must be of an answer to a request alone than to one within the talk, for the talk to be left: at
0.3 one of the dev talks' turns is lost by it, at 0.4 none."""
AWAY_ALONE = 0.9
"""Probability of another subject from which a request that a talk does not answer is told that it is off the report's subject."""
DETAIL = Rule(
    "asks for a detail that a thing has",
    (
        (r"(?:what(?:'?s| is| are| was| were)|is there|are there|do they have|how (?:big|high|low) (?:is|was))"
         r" (?:the |an? |any |its |their )?(?:pass (?:mark|rate)|(?:failure|drop-?out|success) rate|waiting (?:list|time)"
         r"|dead-?line|(?:closing|start|end) date|fee|price|cut-?off|threshold|age limit|dress code|syllabus|curriculum"
         r"|contact(?: details)?|e-?mail(?: address)?|phone number|web ?site|web address|postcode|logo"
         r"|entry requirement|reading list|venue)s?"),
    ),
    yes=("what's the pass mark?", "and is there a waiting list", "what are the entry requirements",
         "how high is the drop-out rate"),
    no=("what's the weather", "what is the score", "what's the price of bread", "who sets the pass mark", "pass mark"),
    bounded=False, whole=True, head=r"(?:(?:and|ok|okay|so|but|then)[ ,]++){0,2}+",
    tail=r"(?: (?:for|of|to) (?:it|that|this|them))?[ ?.!]*+",
)  # fmt: skip
"""Such a request is of the thing talked of, though the report has no word for it."""
SURER = 0.1
"""By how much surer what was prepared must be than an answer on what was talked of: of the talks' turns one is better for it,
none worse; at 0.05 two are better, and two lose the thing that "who sits on the panel" belongs to."""
MEANT, DROWNS = 0.55, 3
"""Or how likely what was prepared must be by itself, and how many times less anything is with the words of the talk."""
READINGS = 3
"""Those of a request that names nobody: of what was talked of, of its trusts alone, and by itself."""
STRANGE, AWAY_STRANGE = 2, 0.2
"""Words that the report has not, and the probability of another subject or small talk with them, that make a request chatter."""
AWAY_UNHEARD, AWAY_UNLIKELY, AWAY_UNLENT, UNLIKELY = 0.8, 0.65, 0.5, 0.2
"""Probability of another subject from which one is chatter that names nothing that the report has a word for; where an answer to it
alone is as ``UNLIKELY``; and where one within the talk is not likely either. Of the talks' turns that nothing else answers, all
three that are answered within the talk with less than ``UNLIKELY`` ought to be refused, and of nine with up to 0.5 one."""
AND_A_THING = Rule(
    "goes on to another thing",
    (r"and (?:the )?(?!(?:wh\w++|how|is|are|do|does|did|has|have|then|so|now)\b)[\w'-]++(?: [\w'-]++){0,2}",),
    yes=("and governance", "ok and the appraisal?", "great, and ward rounds"),
    no=("and why", "governance", "and how is it paid", "and the appraisal of new consultants there", "who and what"),
    bounded=False, whole=True, head=r"(?:(?:ok|okay|so|right|fine|great|thanks)[ ,]++)?", tail=r"[ ?.!]*+",
)  # fmt: skip
SMALL_TALK = 0.8
"""Probability of small talk from which one that points at something is chatter all the same: of the talks' turns that have an
answer none has more than 0.72."""


def best_reading(answerer: Answerer, asked: Question, readings: Sequence[Question], themes: Sequence[str]) -> tuple[Answer, Trace]:
    """The answer to the first of several readings that has one; to the last, the request alone, before the others where its own
    words say that it is small talk, or about something else, and where no other has one and it is told of others or of elsewhere;
    to the one within the trusts talked of where they turn to another thing there, or nothing but an unlikely answer on what was
    talked of is left; to the request alone where none has one, the talk is of no trust and it is asked of the report itself.
    """
    *leaning, alone = that_fit(answerer, readings)
    answerer.embedded.searches([text for reading in (*leaning, alone) for text in answerer.embedded.texts(reading)])
    traces = [answerer.search(reading, themes) for reading in (*leaning, alone)]
    judging = bool(JUDGES_IT.found(asked.text.lower()))
    pointing = judging or points(asked, answerer.tags)
    of_it = asks_for_one(answerer.aspects, answerer.embedded, leaning[0])
    detail = bool(DETAIL.found(asked.text.lower())) or _is_counted(answerer, asked, leaning[0], traces[-1])
    plain = plain_kind(asked, answerer.tags) is not None
    chatter = not (judging or detail or plain) and _is_chatter(answerer, asked, traces[-1], traces[0])
    another = not pointing and names_another(answerer.kit, answerer.rivals, asked, leaning[0])
    if chatter or another or (not pointing and _turned(answerer, asked, (*leaning, alone), traces, of_it=of_it)):
        return answerer.answer(alone, themes, traces[-1])
    within = None if plain else _within(answerer, asked, leaning, themes, traces)
    first = within or answerer.answer(leaning[0], themes, traces[0])
    within = within or (first if pointing and first[0].message == NO_REASON else None)
    within = within or (None if plain else _drowned(answerer, asked, first, (*leaning, alone), themes, traces))
    within = within or _by_itself(answerer, first, (*leaning, alone), themes, traces)
    in_hand = plain and first[0].answered and not set(leaning[0].shown).isdisjoint(first[0].context.shown)
    within = within or (first if in_hand else None)
    if told := within or _answered_in_vain(answerer, first, (*leaning, alone), themes, traces):
        return told
    route = traces[-1].route
    of_report = route is not None and not leaning[0].trusts and answerer.rivals.of_report(route)
    drafts: list[tuple[Answer, Trace]] = []
    for reading, trace in zip(leaning if pointing else (*leaning, alone), traces, strict=False):
        drafts.append(answerer.answer(reading, themes, trace) if drafts else first)
        if drafts[-1][0].answered or (of_it and traces[-1].away <= AWAY_ALONE and not of_report):
            of_others = pointing and _is_of_others(answerer, asked, reading, drafts[-1][0])
            told = _of_others(answerer, (*leaning, alone), themes, traces[-1]) if of_others else None
            return told or drafts[-1]
    if of_report:
        return answerer.answer(alone, themes, traces[-1]) if pointing else drafts[-1]
    if pointing and (left := _though_pointing(answerer, asked, (*leaning, alone), themes, traces[-1])):
        return left
    away = not detail and drafts[-1][0].status == "off_topic" and drafts[-1][1].away > AWAY_ALONE
    return drafts[-1] if away else drafts[0]


def _is_counted(answerer: Answerer, asked: Question, leaning: Question, searched: Trace) -> bool:
    """Whether a request asks the one member that was talked of for the number of a thing, and is not surely of another subject."""
    of_one = len(leaning.trusts) == 1 and len(answerer.kit.things(asked)) == 1
    return of_one and ASKS_NUMBER.found(asked.text.lower()) and searched.away <= AWAY_UNHEARD


def _within(
    answerer: Answerer, asked: Question, leaning: Sequence[Question], themes: Sequence[str], traces: Sequence[Trace]
) -> tuple[Answer, Trace] | None:
    """The answer within the trusts talked of alone, to a request that says itself what it is about, where that is surer:
    what was prepared on it ("how many staff", when the selection of chairs was talked of), or that there is nothing on it ("what
    about nurses").
    """
    tags = answerer.tags
    if len(leaning) == 1 or not stands_alone(asked, tags) or names_people(asked, tags):
        return None
    on_it, own = (max(trace.route.entries().values(), default=0.0) if trace.route else 0.0 for trace in traces[:2])
    goes_on = AND_A_THING.found(asked.text.lower()) and _is_on_it(answerer, asked, traces[1])
    goes_on &= not _is_on_it(answerer, asked, traces[0], least=0.0)
    if goes_on or (ON_A_THING.found(asked.text.lower()) and own > on_it):
        return answerer.answer(leaning[1], themes, traces[1])
    if traces[1].confidence <= traces[0].confidence:
        return None
    answer, trace = answerer.answer(leaning[1], themes, traces[1])
    return (answer, trace) if answer.answered and answer.form not in ("find", "about") else None


def _is_on_it(answerer: Answerer, asked: Question, searched: Trace, least: float = UNLIKELY) -> bool:
    """Whether the likeliest entry of the route, and no unlikely one, is one whose editor thought of what a request names."""
    entries = searched.route.entries() if searched.route else {}
    best = max(entries, key=entries.__getitem__, default="")
    named = answerer.kit.subject(asked)
    return entries.get(best, 0.0) > least and answerer.rivals.knows(answerer.rivals.entries[best], named)


def _drowned(
    answerer: Answerer, asked: Question, told: tuple[Answer, Trace], readings: Sequence[Question], themes: Sequence[str],
    traces: Sequence[Trace],
) -> tuple[Answer, Trace] | None:  # fmt: skip
    """What was prepared on a question that says itself what it is about, within the trusts talked of alone, where the route is
    surer of it than with what was talked of, and the answer than what is ``told`` of that: the old words drowned the new thing.
    """
    things = [word for word in answerer.kit.subject(asked) if not word.endswith("ing")]  # "who does the teaching" is of it
    if not (things and told[0].answered and len(readings) == READINGS and stands_alone(asked, answerer.tags)):
        return None
    with_it, own = (max(trace.route.entries().values(), default=0.0) if trace.route else 0.0 for trace in traces[:2])
    if own <= with_it or not DIRECT.found(OPENS.sub("", asked.text.lower())):
        return None
    answer, trace = answerer.answer(readings[1], themes, traces[1])
    prepared = answer.answered and answer.form not in ("find", "about")
    surer = trace.confidence > told[1].confidence + SURER or (own > MEANT and own > DROWNS * with_it)
    return (answer, trace) if prepared and surer else None


def _by_itself(
    answerer: Answerer, told: tuple[Answer, Trace], readings: Sequence[Question], themes: Sequence[str], traces: Sequence[Trace]
) -> tuple[Answer, Trace] | None:
    """The answer to a request alone, for which something surely was prepared, where the talk is of no member and nothing is
    ``told`` of its subject: "how long does it take"; ``None`` where it is not so.
    """
    route = traces[-1].route
    if route is None or readings[0].trusts or told[0].answered or max(route.entries().values(), default=0.0) <= MEANT:
        return None
    return answerer.answer(readings[-1], themes, traces[-1])


def _turned(answerer: Answerer, asked: Question, readings: Sequence[Question], traces: Sequence[Trace], *, of_it: bool) -> bool:
    """Whether a request's own words turn from what was talked of; ``of_it``: it asks for an aspect of that."""
    first, alone = readings[0], readings[-1]
    surer = traces[-1].confidence - max(trace.confidence for trace in traces[:-1])
    route = traces[-1].route
    if surer > FOCUS and names_a_thing(asked, answerer.tags) and not of_it:
        return True
    if route and names_a_thing(asked, answerer.tags) and answerer.rivals.elsewhere(route, first.trusts):
        return True
    if ON_A_THING.found(asked.text.lower()) and answerer.kit.is_strange(asked):
        return True
    return not of_it and answerer.is_social(alone, traces[-1])


def _answered_in_vain(
    answerer: Answerer, told: tuple[Answer, Trace], readings: Sequence[Question], themes: Sequence[str], traces: Sequence[Trace]
) -> tuple[Answer, Trace] | None:
    """That a request is not answered, which is so of its trusts and alone, where what is ``told`` of the thing talked of hardly
    answers it, nor plainly: what is quoted then is not what is asked of that thing now. It is talked of still.
    """
    answer, trace = told
    if not answer.answered or answer.form != "find" or trace.confidence >= UNLIKELY or len(readings) != READINGS:
        return None
    if any(tells(one, quote.text) for one in plainly(readings[0].text) for quote in answer.quotes):
        return None
    of_trusts, alone = (answerer.answer(one, themes, by) for one, by in zip(readings[1:], traces[1:], strict=True))
    if of_trusts[0].status != "not_stated" or alone[0].answered:
        return None
    refused = replace(of_trusts[0], context=replace(of_trusts[0].context, subject=readings[0].lead), taken_as=answer.taken_as)
    return refused, replace(of_trusts[1], request=readings[0])


def _is_chatter(answerer: Answerer, asked: Question, searched: Trace, lent: Trace) -> bool:
    """Whether a request, ``searched`` alone and with what the talk has ``lent`` it, is none of the talk: it is surely small talk or
    about something else, or as good as surely and what it names the report has no word for. A quarter of everyday requests would be
    quoted to in a talk without it.
    """
    if searched.route is None:
        return False
    kit, away = answerer.kit, searched.away
    small = searched.route.of(SOCIAL) + sum(answerer.rivals.social(searched.route).values())
    things = kit.things(asked)
    unheard = [word for word in things if not kit.concordance.with_synonyms(word)]
    if small > SMALL_TALK or (len(unheard) >= STRANGE and away + small > AWAY_STRANGE):
        return True
    own = names_a_thing(asked, answerer.tags) and not points(asked, answerer.tags)
    enough = AWAY_UNLIKELY if searched.confidence < UNLIKELY else AWAY_UNHEARD
    enough = AWAY_UNLENT if own and max(searched.confidence, lent.confidence) < SURE else enough
    if things and len(unheard) == len(things) and away > enough:
        return True
    return own and (away > AWAY_ALONE or small > SURE)


def _though_pointing(
    answerer: Answerer, asked: Question, readings: Sequence[Question], themes: Sequence[str], searched: Trace
) -> tuple[Answer, Trace] | None:
    """The answer to a request alone, ``searched``, which points at what was talked of, where that has none: it is said of others
    than those, or told of the report itself or of another subject; ``None`` where it is neither.
    """
    first, alone = readings[0], readings[-1]
    others = said_of_others_alone(answerer.kit, asked, first.trusts)
    if others and (told := _of_others(answerer, readings, themes, searched)):
        return told
    elsewhere = searched.away > AWAY_ALONE or (searched.route and answerer.rivals.of_report(searched.route))
    if not (names_a_thing(asked, answerer.tags) and elsewhere):
        return None
    answer, trace = answerer.answer(alone, themes, searched)
    return (answer, trace) if answer.status in ("off_topic", "about") else None


def _is_of_others(answerer: Answerer, asked: Question, reading: Question, answer: Answer) -> bool:
    """Whether a turn names a thing that others alone have than those of whom it was taken: no likely sentence on these is an answer
    then, nor that they have none an answer in full.
    """
    if answer.answered:
        named = answerer.kit.subject(asked)
        tells_it = any(all(answerer.kit.stands_in(quote.text, word) for word in named) for quote in answer.quotes)
        return answer.form == "find" and not tells_it and names_what_others_have(answerer.kit, asked, reading.trusts)
    alone = said_of_others_alone(answerer.kit, asked, reading.trusts) or names_what_others_have(answerer.kit, asked, reading.trusts)
    return alone and bool(answerer.kit.things(asked))


def _of_others(
    answerer: Answerer, readings: Sequence[Question], themes: Sequence[str], searched: Trace
) -> tuple[Answer, Trace] | None:
    """The answer to a request alone, ``searched``, where it is of others than those talked of; ``None`` where it is not."""
    first, alone = readings[0], readings[-1]
    answer, trace = answerer.answer(alone, themes, searched)
    if answer.rows and answer.answered:  # those that have nothing have a row that says so
        return answer, trace
    if any(q.trust not in (None, *first.trusts) for q in answer.quotes):  # the trusts are no word of this turn's
        return replace(answer, message=wording.of_others(first.trusts, answer.message, answerer.tags)), trace
    return None
