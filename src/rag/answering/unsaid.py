"""“Anything about burnout, or work-life balance?”: a thing of which a request asks what is said, and that stands nowhere."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from rag.answering.either import ON_THINGS
from rag.answering.topic import PAIR
from rag.text import stem, words
from rag.understanding.route import ABSENT, FIND, MASK, MENTION, OFF_TOPIC, masked
from rag.understanding.rules import Rule
from rag.understanding.wants import ASKS_NUMBER
from rag.understanding.wordlist import is_english

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from rag.answering.kit import Kit
    from rag.understanding.question import Question
    from rag.understanding.route import Route

MOST = 5
"""Words of such a thing: more of them rather describe something than name it."""
FOREIGN = 0.7
"""Probability of another subject altogether from which that is told of a request that may be of anything ("how about lunch"), where
the report has none of the words."""
STRANGE = 0.5
"""What it counts for that the report may have it, where it has none of its words: an entry of like meaning is then a guess, where
it is not a sure one ("quarrels" are conflict)."""
_NO_NAME = re.compile(
    r"[,;:/(\"]|\b(?:and|or|being|is|are|was|were|has|have|had|that|who|which|to|how|why|when|whether|what|where|their|its|they|it|"
    r"not|any|all|each|every|both|some|other|the)\b"
)
"""What holds one of these is a description, or several things."""
_TITLES = frozenset(("sir", "dame", "lord", "lady", "dr", "prof", "professor", "mr", "mrs", "ms"))
_CASUAL = re.compile(r"\b(?:what|how) about$")
"""Is said of anything: "how about lunch"."""
_CLOSING = re.compile(r"(?: (?:at|in|of|for|by) " + MASK + r"| at all| anywhere| in (?:it|there)| in (?:the|this) report){1,3}$")
WHETHER = Rule(
    "asks whether something does, is or should be",
    (
        (r"(?:should|can|could|would|will|do|does|did) (?:the |their )?(?P<does>[a-z'-]++ [a-z'-]++) (?:be|have|get|sit|take|play"
         r"|join|help|make|improve|affect|reduce|increase|teach|attend|belong|count|form)"),
        (r"(?:is|are|was|were) (?:the |their )?(?P<is>[a-z'-]++ [a-z'-]*+(?<!ed)(?<!ing)) (?:[a-z]{2,}+(?<=ed)|part|able|given"
         r"|paid|sent|told)"),
        (r"(?:should|can|could|would|do|does|did|is it|are they) (?:[\w-]++ ){1,3}?(?:use|using|adopt|introduce|try"
         r"|offer|employ|allow|ban|buy) (?:the |an? |any |more |some )?(?P<uses>[a-z'-]++ [a-z'-]++)"),
    ),
    yes=("should ward clerks be on the board", "do ward clerks help", "are ward clerks involved in it", "is ward safety paid for",
         "should they use ward scales to hire"),
    no=("should they be on it", "are wards tested before they open", "how should ward clerks be paid", "are clerks involved"),
    bounded=False, head=r"^(?:(?:and|so|ok|also)[ ,]++){0,2}+", tail=r"\b",
)  # fmt: skip
PERSON = Rule(
    "asks about someone by name",
    (
        (r"(?:who(?:'?s| (?:is|was|are))|(?:is|was) (?:it|that)) "
         r"(?P<whole>(?:(?:sir|dame|lord|lady|dr|prof|professor|mr|mrs|ms)\.? )?"
         r"(?!(?:an?|the|this|that|these|those|my|our|your|their|his|her|its|it|there|in|on|at|of|to|for|from|by|with|as|not)\b)"
         r"[a-z][a-z'’-]++(?: [a-z][a-z'’-]++){1,2}) ?[?.!]*+$"),
        (r"(?:.*\s)?(?P<titled>(?:sir|dame|lord|dr|prof|professor|mr|mrs)\.? [a-z][a-z'’-]++)\b"),
    ),
    yes=("who is jane roe", "who's dame jane roe?", "is it jane roe?", "does dr roe speak", "what about sir john doe"),
    no=("who is the chair", "who is it", "tell me about moral courage", "what about", "dr", "who is in charge"),
    bounded=False, head=r"^(?:(?:and|so|ok|also|but)[ ,]++){0,2}+",
)  # fmt: skip
_CAPITALS = re.compile(r"(?<=[a-z,’'] )(?P<typed>[A-Z][a-z'’-]++ [A-Z][a-z'’-]++)(?! [A-Z])")
"""A first name and a surname, as they are written."""
ANY = Rule(
    "asks whether there are any of something",
    (r"(?:(?:is|are|was|were) there (?:ever )?)?any (?P<thing>[a-z'’-]++(?: [a-z'’-]++){0,2}?)",),
    yes=("any zebras?", "and were there any zebra crossings", "are there any zebras"),
    no=("any zebras on the wards at night", "are any zebras there", "has it any zebras", "anything"),
    bounded=False, whole=True, head=r"(?:(?:and|so|ok|but)[ ,]++){0,2}+", tail=r"(?: (?:at|in|for|of) ?)?[ ?.!]*+",
)  # fmt: skip
WHAT_IS = Rule(
    "asks what a thing amounts to",
    (
        (r"what(?:['’]s| is| was) (?:the |their |its )?(?P<amounts>(?!(?:the|their|its) )[a-z'-]++ (?:turnover|rates?"
         r"|levels?|costs?|spend|spending|scores?|figures?|numbers?|ratios?|targets?))"),
    ),
    yes=("what is the ward turnover", "so what's their safety score?"),
    no=("what is the turnover", "what are the wards", "how high is the ward turnover"),
    bounded=False, head=r"^(?:(?:and|so|ok|also)[ ,]++){0,2}+", tail=r"(?: (?:at|in|of|for|there))?[ ?.!]*+$",
)  # fmt: skip
MOST_OF = Rule(
    "asks who has most or least of something",
    (
        (r"(?:which|who|what)(?: [\w-]++){0,4}? (?:has|have|had|got|gets) (?:the |a )?"
         r"(?:(?:high|low|great|bigg|large|small|strong|weak)e(?:st|r)|most|more|fewest|fewer|least|best|better|worst|worse) "
         r"(?P<most>[a-z'-]++ [a-z'-]++)"),
    ),
    yes=("which ward has the highest bed use", "so who had the worst ward safety?", "which of the two has fewer ward clerks"),
    no=("which ward has the highest use", "who has the most beds and wards", "how do they get better bed use"),
    bounded=False, head=r"^(?:(?:and|so|ok|also)[ ,]++){0,2}+",
    tail=r"(?: rates?| figures?)?(?: in (?:it|here|the report))?[ ?.!]*+$",
)  # fmt: skip
WHAT_KIND = Rule(
    "asks which ones of a kind did something",
    (
        (r"(?:what|which) (?!(?:are|is|was|were|do|does|did|has|have|had|can|will)\b)(?:[a-z-]++ ){0,2}?(?P<kind>[a-z-]{4,}+)"
         r" (?:are|is|was|were|do|does|did|has|have|had|can|will)"),
    ),
    yes=("what snags did they meet", "so which ward clerks are paid"),
    no=("what did they do", "the snags that they met", "how many snags did they meet"),
    head=r"^(?:(?:and|so|ok|also)[ ,]++){0,2}+",
)  # fmt: skip
ELSEWHERE = Rule(
    "asks of another country, or of who is not of the health service",
    (
        (r"(?:in|across|from|outside|within|with|of|than|for|to) (?:the )?(?P<where>(?:scotland|wales|england|(?:northern )?ireland"
         r"|europe|germany|france|spain|italy|sweden|denmark|norway|canada|australia|new zealand|india|japan|china"
         r"|(?<!from )(?<!from the )(?:(?:private|independent|third|voluntary|public) sector|private (?:hospitals|companies|firms))"
         r"|private practice))"),
    ),
    yes=("appraisal in scotland", "how does it compare with the private sector?", "is it so in wales", "what of private practice"),
    no=("what did they learn from private companies", "in scotland they appraise, how is it here", "i work in wales",
        "we are from the private sector", "in london"),
    bounded=False, whole=True, head=r"^(?!.*\b(?:i|i'm|we|we're|our|my|me)\b)[^.?!\n]{0,200}?\b", tail=r"[ ?.!]*+",
)  # fmt: skip
CAUSE = Rule(
    "asks what one thing does to another",
    (
        (r"(?:impact|effects?|influence|consequences?|role|part|use|importance) (?:that )?of (?:the |their |an? )?"
         r"(?P<of>[a-z][a-z '/-]{2,50}?) (?:has |have |had )?(?:on|in|for) "),
        (r"(?:do|does|did|has|have|had) (?:the |their |an? )?"
         r"(?P<does>[a-z][a-z'/-]++(?: (?!(?:the|an?|to|of|for|about|any|in|with)\b)[a-z'/-]++){0,2}?)"
         r" (?:(?:affect|influence|transform|harm|hinder|damage|alter)(?:e?d)?|changed) (?=\w)"),
    ),
    yes=("impact of the yaks on wards", "the role of yaks in pay", "how do yaks affect wards", "has the yak changed it"),
    no=("the impact on wards", "how do they pay", "part of it", "who affects it",
        "did they resist the changes", "did they resist change in wards"),
)  # fmt: skip
_ONE_OF = re.compile(r" ?/ ?| (?:or|and) ")
_ENDS = re.compile(r"[.?!;:\n]\s{0,9}\S")


def cause(kit: Kit, asked: Question) -> str:
    """The thing of which it is asked what it does to another ("the impact of yaks on wards"), where each that is named has a word
    that neither the report nor, of the first, a reader has: what is said of the other alone is no answer.
    """
    found = None if asked.lead or asked.mentions else CAUSE.pattern.search(asked.text.lower())
    things = _ONE_OF.split(found["of"] or found["does"]) if found else []
    unheard = [kit.unheard(kit.telling_of(thing)) for thing in things]
    if not unheard or not all(unheard) or not all(is_english(word) and word not in kit.readers for word in unheard[0]):
        return ""
    return things[0].strip()


def subject(kit: Kit, asked: Question, route: Route, put: Callable[[], Container[tuple[str, str]]]) -> str:
    """The two words of which it is asked whether they do or should do something, or who has most of them, or none: where they stand
    near each other nowhere, no editor ``put`` them together, in stems ("should physician associates be paid"), and the request is
    sooner of what the report has not ("are keen clerks involved" is of clerks).
    """
    lowered = asked.text.lower()
    of_one = " ".join(masked(lowered, asked.mentions, "").split())
    found = None if asked.mentions else WHETHER.pattern.match(lowered) or MOST_OF.pattern.match(lowered)
    found = None if asked.lead else found or WHAT_IS.pattern.match(of_one)
    if found is None or _may_have(route) >= _lacks(route):
        return ""
    thing = next(filter(None, found.groups()), "")
    telling = kit.telling_of(thing)
    if len(telling) != PAIR or " ".join(telling) != thing or any(not kit.proves(word) for word in telling):
        return ""
    return "" if kit.concordance.near(telling) or (stem(telling[0]), stem(telling[1])) in put() else thing


def phrase(kit: Kit, asked: Question, route: Route) -> str:
    """The thing as it was typed, or none: where the request is sooner of what the report has not than of what it has, and the words
    of the thing, of many the last ("good governance arrangements"), stand near each other nowhere, people left out ("well-being of
    doctors"). Where the report has none of them, the matter must be its own, and half of it is enough.
    """
    on = ON_THINGS.pattern.search(asked.text.lower())
    if on is None or asked.lead:
        return ""
    behind = [m for m in asked.mentions if m.start >= on.end()]
    thing = _CLOSING.sub("", masked(asked.text, behind, MASK)[on.end() :].strip(" ?.!"))
    if MASK in thing or _NO_NAME.search(thing.lower()) or not 0 < len(words(thing)) <= MOST:
        return ""
    telling = kit.but_people(kit.telling_of(thing))
    known = any(map(kit.concordance.with_synonyms, telling))
    has = _may_have(route) * (1 if known else STRANGE)
    if not telling or _lacks(route) <= has or kit.concordance.near(telling[-PAIR:]):
        return ""
    return thing if route.of(OFF_TOPIC) <= FOREIGN or known or not _CASUAL.search(on[0]) else ""


def _may_have(route: Route) -> float:
    """How likely the report has it: as what an editor prepared, or as a fact."""
    return max(*route.entries().values(), route.of(FIND))


def _lacks(route: Route) -> float:
    """How likely it is of what the report has not, only of a word's places, or of another subject altogether."""
    return route.of(ABSENT) + route.of(MENTION) + route.of(OFF_TOPIC)


def unheard(kit: Kit, asked: Question, route: Route) -> str:
    """The thing that a request of one sentence names, or none, where it is two words side by side, or the kind of which it is asked
    what they did, for which neither the report nor a reader has a word: "parking permits", "which snags did they meet". Two words
    may be others for what the report says ("older outfits"): the request must sooner be of what it has not.
    """
    text = " ".join(masked(asked.text.lower(), asked.mentions, "").split())
    if asked.lead or _ENDS.search(asked.text) or route.elsewhere > STRANGE:
        return ""

    def strange(word: str) -> bool:
        return bool(kit.unheard(kit.telling_of(word))) and word not in kit.readers and is_english(word)

    kind = WHAT_KIND.pattern.match(text)
    if kind and strange(kind["kind"]):
        return str(kind["kind"])
    if ASKS_NUMBER.found(text):  # of whom none is told ``counted`` knows
        return ""
    if route.of(ABSENT) + route.of(MENTION) + route.elsewhere < route.probabilities.max():  # then an entry, or a fact, is likeliest
        return ""
    typed = [word for line in masked(asked.text, asked.mentions, "\n").split("\n") for word in pairwise(line.split())]
    pairs = (tuple(" ".join(words(part)) for part in pair) for pair in typed if pair[1].islower() or pair[1][:-1].islower())
    return next((" ".join(pair) for pair in pairs if all(pair) and all(map(strange, pair))), "")


def none_of(kit: Kit, asked: Question) -> str:
    """That of which a request asks whether there is any, and for which the report has no word; else nothing."""
    found = None if asked.lead else ANY.pattern.fullmatch(masked(asked.text.lower(), asked.mentions, ""))
    telling = kit.telling_of(found["thing"]) if found else ()
    whole = found is not None and " ".join(telling) == found["thing"] and len(kit.unheard(telling)) == len(telling)
    return found["thing"] if found and whole else ""


def person(kit: Kit, asked: Question) -> str:
    """Someone about whom a request asks by name, as typed, or none: where the report has none of the words."""
    if asked.mentions or asked.others:
        return ""
    found = PERSON.pattern.match(asked.text.lower())
    typed = _CAPITALS.search(asked.text)
    start, end = found.span(found.lastgroup or 0) if found else typed.span("typed") if typed else (0, 0)
    name = asked.text[start:end].strip(" .")
    own = [word for word in words(name) if word not in _TITLES]
    return name if own and not any(kit.concordance.with_synonyms(word) for word in own) else ""


def elsewhere(kit: Kit, asked: Question) -> str:
    """Another country, or a sector, of which a request asks at its end and the report has no word; else nothing."""
    found = None if asked.lead else ELSEWHERE.pattern.fullmatch(asked.text.lower())
    own = words(found["where"]) if found else ()
    stands = kit.concordance.near(own[-PAIR:]) if len(own) > 1 else own and kit.concordance.with_synonyms(own[0])
    return asked.text[slice(*found.span("where"))] if found and not stands else ""
