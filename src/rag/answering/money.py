"""Whether quotations hold what a request about money asks for: who pays, or how much.

An amount, or who pays it, is the commonest thing asked that the report does not say; what is merely near (an allowance, a
programme) is then no answer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.text import STOPWORDS, stem, words
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rag.types import Quote

PAYER = Rule(
    "asks who pays",
    (
        (r"(?:who|which \w++|where) (?:(?:actually|really|also|then|has|have|had|did|do|does|will) )?"
         r"(?:pays?|paid|funds?|funded|financed?|finances|sponsors?|sponsored|bankrolls|foots)"),
        r"(?:how (?:is|was|are|were) (?:it|that|this|they)|who (?:is|was) it) (?:paid|funded|financed)",
        r"who(?:'s| is| was) paying|where (?:does|did) the (?:money|funding|funds) come from|whose money",
    ),
    yes=("who pays for that", "and who paid", "who funds it", "which body funded it", "how is it funded", "who's paying",
         "where does the money come from"),
    no=("are they paid", "how much are they paid", "who pays attention to it", "the funds", "which trusts tie pay to it"),
    tail=r"(?! attention)",
)  # fmt: skip
COST = Rule(
    "asks what something costs",
    (
        r"how much (?:money|(?:do|did|does|has|have) (?:\S++ ){1,6}?(?:spend|spent|pay|paid|cost))",
        r"what (?:does|did|do) (?:it|that|this|they|the \w++) cost|what (?:is|was) the (?:cost|price)",
        r"what (?:did|does|do) (?:\S++ ){1,3}?(?:shell out|spend|fork out|pay) (?:on|for)",
        r"what (?:do|does) (?:\S++ ){1,3}?(?:earn|pay (?:its|their|the|an?|each|every)(?!.{0,20}\battention))",
        r"how much (?:do|does|is|are) (?:\S++ ){1,5}?(?:earn|paid)|(?<!no )(?:salary|salaries|wages?)",
    ),
    yes=("how much money was it", "how much did it cost", "what did the programme cost", "what was the cost",
         "how much do they cost", "how much has ash spent on it", "what did ash shell out for the course",
         "what do they pay their directors", "what does a chair earn", "how much are the chairs paid", "salary of a director"),
    no=("how much time", "does it cost lives", "how much do they lead", "what do they pay attention to",
        "what do they pay the most attention to", "are they paid"),
)  # fmt: skip
SPENT_ON = Rule(
    "asks how much goes on something",
    ((r"how much of (?:it|that|this|(?:the|its|their) \w++) (?:(?:is|was|gets|got) )?(?:goes|went|spent|put|invested)"
      r" (?:on|in|into|to|towards) (?P<what>[^?.!;]{2,80})"),),
    yes=("how much of it goes on wards", "how much of the budget was spent on pay"),
    no=("how much it goes on about pay", "how much of it is left", "how much of that is true"),
)  # fmt: skip
"""Then a whole budget tells nothing of it."""
PAID_MORE = Rule(
    "asks whether people are paid for something",
    (
        (r"(?:they|he|she|doctors|consultants|chairs?|directors?|leads?|leaders|juniors|trainees|people) "
         r"(?:(?:also|all|ever|actually) )?(?:(?:get|gets|got|given|receive|earn)(?: (?:any|some|more|extra|additional))*+"
         r" (?:money|pay|cash)|paid)(?: (?:more|extra|anything))? for"),
    ),
    yes=("do they get extra money for it", "are chairs paid more for that", "were they paid for the time",
         "are leads given any pay for it"),
    no=("is money set aside for it", "who paid for it", "do trusts get any money for training", "the money for it",
        "do they get money off",
        "how much time do leaders get for the job"),
)  # fmt: skip
PAYS_WHOM = Rule(
    "asks who pays people, and not who funds a thing",
    (
        (r"(?:who|which(?: \w++){1,2}?|where|anyone|any of (?:them|the \w++)|they|all) (?:(?:really|also|do|does|did) ){0,2}"
         r"(?:pays?|paid) (?:(?:its|their|the|his|her|any|all|some|more|extra|for) ){0,2}(?:\w++ ){0,2}"
         r"(?:doctors|consultants|chairs|directors|leads|leaders|juniors|trainees|managers|nurses|staff|people|registrars|medics)"),
    ),
    yes=("which trust pays its clinical directors extra", "do any of them pay doctors", "where do they pay people for it",
         "who pays for the extra consultants"),
    no=("who pays for that", "which body paid the fees", "who pays attention to it", "how much are they paid"),
)  # fmt: skip
_PAYING = re.compile(
    r"\b(?:fund(?:ed|ing|s|ers?)\b|paid|pay(?:s|ing|ment)?\b|financ(?:e|ed|es|ial support)\b|sponsor|grants?\b|bursar|money)",
    re.IGNORECASE,
)
_PAY = re.compile(r"\ballowance|\bpa(?:id|y|yment)\b|\bsalar|\bincrement|\bremunerat|\bawards?\b|£", re.IGNORECASE)
"""Money that somebody gets; not what is invested."""
_AMOUNT = re.compile(r"£|\b\d[\d,.]*+ ?(?:million|billion|thousand|pounds|per cent of (?:the )?(?:budget|turnover))", re.IGNORECASE)


def pays(text: str, quotes: Iterable[Quote]) -> bool:
    """Whether one of the quotes holds what ``text`` asks of money; true of a request that asks nothing of it."""
    lowered = text.lower()
    if PAYER.found(lowered):
        to_people = PAYS_WHOM.found(lowered)  # then what they get answers as well
        return any(_PAYING.search(q.text) or (to_people and _PAY.search(q.text)) for q in quotes)
    if spent := SPENT_ON.pattern.search(lowered):
        named = {stem(word) for word in words(spent["what"]) if word not in STOPWORDS}
        return any(_AMOUNT.search(q.text) and not named.isdisjoint(map(stem, words(q.text))) for q in quotes)
    if COST.found(lowered):
        return any(_AMOUNT.search(q.text) for q in quotes)
    return not PAID_MORE.found(lowered) or any(_PAY.search(q.text) for q in quotes)
