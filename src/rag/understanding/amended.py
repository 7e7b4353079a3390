"""A turn that amends what was just asked by a word or two: its time, of all together, whether it is more than another's.

Rules over lower-case text; nothing looks at the index.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from rag.understanding.alike import of_a_run
from rag.understanding.group import rules_of
from rag.understanding.in_play import in_play
from rag.understanding.names import find_trusts
from rag.understanding.others import are_people
from rag.understanding.outcome import GOT_THERE, PART_OF_IT
from rag.understanding.pointing import ALIKE, COLOURLESS, DOES_IT, HAS_IT, OPENS
from rag.understanding.question import content_of, lean_on, resolve, with_trusts
from rag.understanding.reminded import WHAT_AGAIN
from rag.understanding.rules import Rule
from rag.understanding.so_there import so_there, who_then, without_names
from rag.understanding.thing import of_anyone
from rag.understanding.wants import ASKS_NUMBER, ASKS_SPAN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.corpus.tags import Tags
    from rag.understanding.question import Question
    from rag.understanding.turns import Turn

_BEGINS = r"(?:(?:and|so|but|ok|okay|or|then|i mean)[ ,]++){0,3}+(?:(?:what|how) about )?"
_JOINED = r"(?:(?:and|so|but|ok)[ ,]++){0,2}+"  # to the last answer
_CAME = (
    r"(?:came in|came out|came along|came|started|began|opened|arrived|launched|was new|were new|happened|changed|merged"
    r"|(?:was|were|got) (?:first |originally |just )?"
    r"(?:brought in|introduced|launched|started|set up|rolled out|new|announced|formed))"
)
OF_THE_TIME = Rule(
    "says no more than at what time of it",
    (
        rf"when (?:it|they|this|that|these|those|the \w++(?: \w++)?) (?:all |only |just |first |originally )?{_CAME}(?: in| off)?",
        r"(?:at|in|right at|from) (?:the )?(?:very )?(?:first|start|beginning|outset|early days|early stages)",
        r"(?:to begin with|to start with|originally|initially|early on|back then|at the time|first of all|in the old days)",
    ),
    yes=("when it first came in", "and when they were introduced?", "what about at the start", "in the early days",
         "to begin with?", "but back then"),
    no=("when did it come in", "when it is paid", "when was it introduced", "at first they left", "the start", "when", "and now?"),
    bounded=False, whole=True, head=_BEGINS, tail=r"[ ?.!]*+",
)  # fmt: skip
BY_NOW = Rule(
    "says no more than that it is meant today",
    (r"(?:right |by )?now|today|nowadays|these days|currently|at present|at the moment|since", r"later(?: on)?|more recently"),
    yes=("and now?", "so what about today", "these days?", "but more recently"),
    no=("now who leads it", "now then", "who is it now", "today's staff"),
    bounded=False, whole=True, head=_BEGINS, tail=r"[ ?.!]*+",
)  # fmt: skip
_TIME_BEHIND = re.compile(rf" (?:{'|'.join(OF_THE_TIME.forms)}|now)(?=[ ?.!]*+$)")
OF_ALL = Rule(
    "says no more than that all together are meant",
    (
        (r"(?:overall|total|combined|(?:across|for|of) (?:the board|all(?: of (?:them|the \w++)|(?: the)? \w++)?|everyone))"
         r"(?: (?:range|figures?|numbers?|totals?|shares?|percentages?|picture|average|spread|one))?"),
        (r"(?:range|total|average|spread|figure|number|share|percentage)"
         r" (?:overall|in total|altogether|across (?:the board|them all|all(?: of)? \w++))"),
        r"(?:in total|altogether|all together|all in all|taken together|as a whole|on average)",
    ),
    yes=("overall range?", "and the total", "what's the range overall", "so altogether?", "on average?"),
    no=("range of courses", "overall who leads it", "in total silence", "how many in total", "the range", "average nurses"),
    bounded=False, whole=True,
    head=rf"{_BEGINS}(?:what(?:'?s| is| was) |is there |give me )?(?:the |an? )?", tail=r"(?: (?:then|please))?[ ?.!]*+",
)  # fmt: skip
EACH_OF_ALL = Rule(
    "names all of them, of whom each is to be told",
    (r"(?:across|for|of|in|at) (?:them all|all(?: of (?:them|the \w++)|(?: the)? \w++)?)",),
    yes=("and across all four?", "for all of them", "at all the wards"),
    no=("overall range", "across the board", "range in total", "on average for everyone", "range for all wards"),
    bounded=False, whole=True, head=_BEGINS, tail=r"(?: (?:then|please))?[ ?.!]*+",
)  # fmt: skip
MORE_THAN = Rule(
    "asks whether it is more than somebody's",
    ((r"(?:is|are|was|were|isn'?t|aren'?t) (?:that|this|it|they|those|these|theirs) (?:\w++ ){0,2}?"
      r"(?:bigger|larger|higher|lower|longer|shorter|smaller|greater|older|newer|more|less|fewer|better|worse)(?: \w++)? than"),),
    yes=("is that bigger than ash?", "so are they much more than at oak", "isn't it longer than birch's"),
    no=("is that bigger", "who is bigger than ash", "is it better than it was at ash then", "more than ash"),
    bounded=False, head=f"^{_JOINED}",
    tail=r"(?= (?:(?:at|in|for|the) ){0,2}+[\w' ]{2,40}+[ ?.!]*+$)(?! it\b)",
)  # fmt: skip
ASKS_OF_IT = Rule(
    "asks outright what somebody has to do with the thing talked of",
    (
        (r"(?:what|how|who|whom|why|when|where|which)(?:'s)? [^?]{3,60}?"
         r" (?:from|out of|with|about|of|for|on|by|to|into|through|at|in) (?:it|that|this|them|those|these)"),
        r"(?:what|how|why|when|where) [^?]{3,60}? (?:start|begin|stop|pay|spend|run|call|change|choose|use) (?:it|that|this|them)",
    ),
    yes=("what would ash get from it", "and how did birch pay for that?", "who at oak looked into this",
         "when did ash start it", "why did oak change them"),
    no=("what about ash", "does ash use it", "what do they have in common with ash", "how is it at ash", "when did ash get one"),
    bounded=False, head=f"^{_JOINED}", tail=r"(?: (?:then|now|though|exactly))?[ ?.!]*+$",
)  # fmt: skip
WHICH_IS_THE = Rule(
    "asks which member it is that is something",
    ((r"(?:which|what) (?:of (?:them|the \w++) |one |\w++ )?(?:is|was|are)(?: it that is)? "
      r"(?:the|an?|in|near|based|called|at|still|furthest) (?!(?:best|worst|most|least|biggest|largest)\b)\w++"),),
    yes=("which trust is the rural one", "which one is in leeds", "so which hospital is a new one",
         "which one is at an early stage"),
    no=("which trust has a college", "which is best", "which trust is the best at pay", "what is it"),
    bounded=False,
)  # fmt: skip
OF_ITS_SIZE = Rule(
    "asks how large or old a member is, where it lies, who works there",
    (
        r"how (?:big|large|small|old|new) (?:is|are|was|were) (?:it|they|that|this)(?: (?:one|trust|place))?",
        r"where (?:is|are|was) (?:it|they|that|this)(?: (?:one|trust|place))?(?: (?:based|located))?",
        (r"how many (?:staff|people|employees|beds|sites|hospitals|doctors|consultants)"
         r"(?: (?:work there|have they(?: got)?|does it have|are there))?"),
    ),
    yes=("how big is it", "and where is that one based?", "how many staff does it have", "so how many people work there"),
    no=("how big is it to be", "how many went", "where is it written", "how big is the team", "who runs it"),
    bounded=False, whole=True, head=_JOINED, tail=r"[ ?.!]*+",
)  # fmt: skip
MUST_THEY = Rule(
    "asks whether people have to take part in what was talked of",
    (
        (r"(?:must|do|does|did|can|could|should|may) (?:everyone|everybody|all|they all|people all|all of them|you)"
         r"(?: (?:have|need|get) to)? (?:go|attend|join|join in|come|come along|take part|turn up|sign up|participate)"),
        (r"(?:(?:must|can|could|should|may) (?:anyone|anybody|they|people)"
         r"|(?:do|does|did) (?:anyone|anybody|they|people|\w++)(?: all)? (?:have|need|get) to)"
         r" (?:go|attend|join|join in|come|come along|take part|turn up|sign up|participate)"),
    ),
    yes=("must everyone go", "and do they have to attend?", "can anyone join"),
    no=("must everyone go to the board", "do they go on courses", "who must go", "does it go", "do people go"),
    bounded=False, whole=True, head=_JOINED, tail=r"[ ?.!]*+",
)  # fmt: skip
FOR_THEM = Rule(
    "asks whether the thing talked of is for some people",
    (
        (r"(?:is|was|are|were|isn'?t) (?:it|that|this|they|those|these) (?:also |only |just |all )?(?:open |available |meant )?"
         r"(?:for|to) (?:the )?(?P<whom>[\w -]{3,30}?)"),
        (r"(?:do|does|did|can|could|may|must|are|were) (?:the )?(?P<whom2>[\w -]{3,30}?) (?:also |ever |allowed to |have to )?"
         r"(?:go|attend|join|take part|do it|get it|get one|use it|have it|come|go on it|apply"
         r"|(?:sit|be|serve|get) on (?:it|that|this))"),
        r"any (?P<whom3>[\w -]{3,30}?)|(?:the )?(?P<whom4>[\w -]{3,30}?)(?= (?:too|as well)\b)",
    ),
    yes=("nurses too?", "any nurses?", "and juniors as well", "is that for nurses as well",
         "and is it open to managers?", "do nurses go", "can porters join too",
         "can a nurse sit on it"),
    no=("nurses", "any", "is that for", "who goes", "do nurses go to meetings", "what is it for"),
    bounded=False, whole=True, head=_JOINED,
    tail=r"(?: (?:too|as well|only|alone|then|there))?[ ?.!]*+",
)  # fmt: skip
WHO_ELSE_ON_IT = Rule(
    "asks who else is on the thing talked of",
    ((r"who else (?:is|are|was|were|sits?|sat|goes|went|gets?|serves?|has a seat) (?:on|in|at|part of|involved in)"
      r" (?:it|that|this|them|there)"),),
    yes=("who else is on it", "and who else sits on that?"),
    no=("who else has it", "who else", "who else does it", "who else is on the board"),
    bounded=False, whole=True, head=_JOINED, tail=r"[ ?.!]*+",
)  # fmt: skip
"""Of its members, then, and not of which others have one."""
_IT = re.compile(r"\b(?:it|they|(?:that|this)(?: (?:one|trust|place))?)\b|(?<=work )there\b")
BOTH_OF_IT = Rule(
    "asks for both things talked of at a member",
    ((r"(?:(?:is|are|were|was|do|does|did|has|have) (?:there )?)?(?:both|the two|the pair)"
      r"(?: (?:of )?(?:those|these|them|that|things|of it))? (?:at|in|for|by|from|with)"),),
    yes=("both of those at ", "and both for ", "the two of them in ", "are both at "),
    no=("both wards at ", "how do both at ", "both ", "the two nurses at "),
    bounded=False, head=r"^(?:(?:and|so|but|ok|now)[ ,]++){0,2}+", tail=" $",
)  # fmt: skip
_OR_NOT = re.compile(r"^(?: or (?:nothing|neither|not|none)| (?:too|as well|please|then))*+[ ?.!]*+$")
OWNS = Rule(
    "says something of an owner's own that it does not name",
    ((r"(?:up and|up|in|on|off|any|working|running|going|different|better|worse|good|bad|new|old|ready|finished|done|used|paid|led"
      r"|called|made|like|similar|the same|as|yet|still|already|also|too|still|live|established|popular|successful)\b|(?=\W*$)"),),
    yes=("up and running yet", "any good", "", "?", "still going"),
    no=("compact up and running", "values", "upkeep", "chief"),
    bounded=False, head="^ ?",
)  # fmt: skip
_BEFORE_OWNER = re.compile(r"(?:is|are|was|were|has|have|how (?:is|was)|how'?s|did|does|do|will|would|can)$")


def amended(turn: Turn, asked: Question, last: Question, earlier: Sequence[Question], tags: Tags) -> Question | None:
    """The request as it is taken where it only amends the ``last``, which stood behind the ``earlier`` ones; ``None`` where it asks
    in any other way.
    """
    if turn.fresh or turn.back or asked.kind != "question":
        return None
    if in_them := in_play(asked, last, earlier, tags) or of_anyone(asked, last, tags):
        return in_them
    if asked.mentions:
        return (
            so_there(asked, last, tags) or _than(asked, last, tags) or _of_the_owner(asked, last, tags) or _of_it(asked, last, tags)
        )
    them = FOR_THEM.pattern.fullmatch(asked.text.lower())
    of_it = any(rule.found(asked.text.lower()) for rule in (MUST_THEY, GOT_THERE, PART_OF_IT, WHO_ELSE_ON_IT, WHAT_AGAIN))
    if of_it or (them and are_people(next(filter(None, them.groups())), tags)):
        return lean_on(asked, last, last.trusts, tags)
    left = tuple(trust for trust in asked.trusts if trust not in last.trusts)
    if len(last.trusts) == 1 and 0 < len(left) < len(asked.trusts) and rules_of(tags).complement.found(asked.text.lower()):
        return resolve(replace(asked, trusts=left, leans=True), last, tags)  # "the others, but not Ash", after one of them
    return (
        who_then(asked, last, tags)
        or _at_the_time(asked, last, tags)
        or _of_all(asked, last, earlier, tags)
        or _of_its_size(asked, last, tags)
    )


def _at_the_time(asked: Question, last: Question, tags: Tags) -> Question | None:
    """The last request, at the time of it that is said now in place of what it said of that."""
    lowered = asked.text.lower()
    then, now = OF_THE_TIME.found(lowered), bool(last.lead) and BY_NOW.found(lowered)
    if not (then or now) or last.text.partition(": ")[1] or len(last.text) != len(last.text.lower()):
        return None
    said = re.sub(rf"^{_BEGINS}", "", OPENS.sub("", asked.text), flags=re.IGNORECASE).strip(" ?.!")
    text = f"{_TIME_BEHIND.sub('', last.text.lower()).rstrip(' ?.!')} {said}"
    taken = f"{text} (about: {last.lead})" if last.lead else text
    return replace(last, text=text, mentions=find_trusts(text, tags), leans=True, taken_as=taken)


def _of_all(asked: Question, last: Question, earlier: Sequence[Question], tags: Tags) -> Question | None:
    """The last request for a number, which was narrowed to some, as of all of them together."""
    lowered = last.text.lower()
    if not last.trusts or not OF_ALL.found(asked.text.lower()) or not (ASKS_NUMBER.found(lowered) or ASKS_SPAN.found(lowered)):
        return None
    same = set(content_of(last, tags))
    wide = (q for q in reversed(earlier) if len(q.trusts) != 1 and set(content_of(q, tags)) == same)
    text = next((q.text for q in wide), "") or without_names(last)
    text = rules_of(tags).all.without(text.lower()).strip(" ?.!,")
    text = f"{text} across {tags.profile.group.everyone} {tags.profile.group.nouns}"
    rows = EACH_OF_ALL.found(asked.text.lower())
    return replace(last, text=text, mentions=(), trusts=(), everyone=rows, rows=rows, leans=True, taken_as=text, lead="",
                   lead_mentions=())  # fmt: skip


def _than(asked: Question, last: Question, tags: Tags) -> Question | None:
    """The last request of one member, of the two, where it is asked whether that is more than the other's."""
    named = asked.trusts
    if len(last.trusts) != 1 or len(named) != 1 or named == last.trusts or not MORE_THAN.found(asked.text.lower()):
        return None
    two = (*last.trusts, *named)
    return resolve(replace(asked, text="", mentions=(), trusts=two, everyone=False, leans=True), last, tags)


def _of_it(asked: Question, last: Question, tags: Tags) -> Question | None:
    """What is asked outright of the thing talked of at a member, not the last request again of that."""
    lowered = asked.text.lower()
    again = any(rule.found(lowered) for rule in (HAS_IT, DOES_IT, ALIKE)) or set(content_of(asked, tags)) - COLOURLESS
    return None if again or not asked.trusts or not ASKS_OF_IT.found(lowered) else lean_on(asked, last, asked.trusts, tags)


def _of_the_owner(asked: Question, last: Question, tags: Tags) -> Question | None:
    """What is asked of the thing talked of that a member has, "is Ash's up and running": of that thing."""
    if len(asked.mentions) != 1:
        return None
    [owner] = asked.mentions
    named, behind = asked.text[owner.start : owner.end].lower(), asked.text[owner.end :].lower()
    before = asked.text[: owner.start].strip()
    if behind.startswith(("'s", "’s")):
        named, behind = f"{named}'s", behind[2:]
    if not named.endswith(("'s", "’s")) or not _BEFORE_OWNER.search(OPENS.sub("", before.lower())) or not OWNS.found(behind):
        return None
    text = f"{before} it {behind.strip()}".strip()
    return lean_on(replace(asked, text=text, mentions=()), last, asked.trusts, tags)


def _of_its_size(asked: Question, last: Question, tags: Tags) -> Question | None:
    """How large the member is that it was just asked which it is: "which one is in the north" – "how big is it"."""
    lowered = asked.text.lower()
    if (
        last.lead
        or len(last.trusts) != 1
        or last.mentions
        or not (OF_ITS_SIZE.found(lowered) and WHICH_IS_THE.found(last.text.lower()))
    ):
        return None
    name = tags.trust(last.trusts[0]).name
    text = _IT.sub(name, OPENS.sub("", asked.text).strip(" ?.!"), count=1)
    text = text if name in text else f"{text} at {name}"
    return replace(asked, text=text, mentions=find_trusts(text, tags), trusts=last.trusts, rows=False, everyone=False, leans=True,
                   taken_as=text)  # fmt: skip


def of_several(typed: str, earlier: Sequence[Question], tags: Tags) -> str:
    """What a turn asks of several things talked of in a few words, each in full: the numbers of one member of another
    (``of_a_run``), the last two things of a member, "both of those at Birch"; any other as it was typed.
    """
    named = find_trusts(typed, tags) if len(earlier) > 1 else ()
    if len(named) != 1 or not _OR_NOT.match(typed[named[0].end :].lower()) or not BOTH_OF_IT.found(typed[: named[0].start].lower()):
        return of_a_run(typed, earlier, tags)
    last = earlier[-1]
    before = next((q for q in reversed(earlier[:-1]) if set(content_of(q, tags)) != set(content_of(last, tags))), None)
    if before is None:
        return typed
    return " ".join(f"{with_trusts(q, (named[0].trust,), tags).rstrip('?. ')}?" for q in (before, last))
