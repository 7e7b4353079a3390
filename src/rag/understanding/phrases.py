"""How readers put things: the rules by which ``question.py`` reads a question. All are for lower-case text.

What is told to ring 999 and what is told that it is an order stand in ``alarms.py``.
"""

from __future__ import annotations

import re

from rag.text import terms
from rag.understanding.rules import Rule, of_words

LETTERS = 2
"""Fewest letters that can be a question."""

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
_MEMBER = r"(?:trusts?|hospitals?|organisations?|sites?)"
_FOUR = r"(?:four|4)"
_REST = r"(?:three|3|two|2|ones)"

GREETING = Rule(
    "greeting",
    (
        "hi", "hello", "hey", "hiya", "good (?:morning|afternoon|evening)", "thanks?(?: you)?(?: very much| so much)?", "cheers",
        "bye", "goodbye", "ta", "help", "what can (?:you|i) (?:do|ask|help with)(?: (?:you|here|me))?", "who are you",
        "what are you",
        "how does this work", "what is this", "great", "ok(?:ay)?", "yes", "no", "that'?s (?:great|helpful|all)", "perfect",
        "what (?:sort|kind)s? of (?:things|questions) can i ask(?: you)?", "how (?:do i|can i) use (?:this|you)", "how are you",
    ),
    yes=(
        "hi there", "hello again", "hey bot", "hiya all", "good morning", "good afternoon, everyone", "good evening team",
        "thank you so much", "thanks very much", "thanks for that", "cheers", "bye", "goodbye", "ta", "help please",
        "what can you do",
        "what can i ask you", "what can you help with", "who are you", "what are you", "how does this work", "what is this",
        "great",
        "okay", "yes", "no", "that's great", "that's helpful", "thats all for your help", "perfect, assistant",
        "what sort of questions can i ask you", "what kinds of things can i ask", "how do i use this", "how can i use you",
        "how are you today",
    ),
    no=("hi what do consultants think", "help for new consultants", "what is this report", "no one",
        "how does this work at salford"),
    bounded=False, whole=True,
    tail=r"(?:[ ,]++(?:there|all|everyone|again|assistant|bot|please|team|you|today|for your help|for that))*+",
)  # fmt: skip
ALL = Rule(
    "all of the group",
    (
        rf"all (?:of )?(?:the |these |those )?{_FOUR}",
        rf"(?:the|these|those) {_FOUR}",
        rf"{_FOUR} (?:nhs )?{_MEMBER}",
        (r"(?:each|every|any|all|most|some|both|none|one|half|how many|which|what|the other|other|across|between|these|those)"
        rf"(?: one)?(?: of)?(?: the| these| those)? (?:nhs )?(?:{_MEMBER}|places)"),
        r"the others?",
        r"(?:acr?oss|between) (?:the|these|those|all) \w++",
        rf"(?:which|any|some|each|none|most) of (?:the|these|those|your) (?:{_FOUR}|lot)",
        r"(?:all|each|any|both|none|most|some|which|how many) of them",
        r"(?:they|them) all",
        r"(?:have )?in common|shared? by|common (?:features|themes|threads?)|side by side|everywhere",
    ),
    yes=(
        "all of four", "the four", "did those 4 agree", "four hospitals", "each trust", "every one of the hospitals",
        "which nhs trusts",
        "in most places", "and the others", "the other", "the other ones", "the other three", "across the board",
        "acoss all sectors",
        "which of your lot", "any of your four", "all of them", "how many of them", "do they all", "in common", "common themes",
        "is it everywhere", "shared by",
    ),
    no=("four consultants", "the trust", "another trust", "all the consultants", "one of the doctors", "fourteen"),
)  # fmt: skip
ROWS = Rule(
    "trust by trust",
    (
        r"compar\w++|contrast\w*+|versus|vs|differen\w++|differs?|side by side|trust by trust|one by one",
        r"each(?: one)? of|each (?:nhs )?(?:trust|hospital|organisation|site)|every (?:trust|hospital|organisation)",
        rf"which (?:one )?(?:of )?(?:the |these |those )?(?:{_FOUR} )?(?:{_MEMBER}|ones?|places?)",
        rf"(?:which|any|how many|who) (?:one )?of (?:the|these|those|your|them)(?: (?:{_FOUR}|lot))?",
        (r"(?:who|which|what|where).{0,30} (?:the )?(?:most|least|fewest|largest|biggest|smallest|highest|lowest|longest"
        r"|newest|oldest"
        r"|youngest)"),
        rf"the others?|the other (?:{_REST}|trusts?|hospitals?|organisations?)|other (?:trusts|three|hospitals)",
    ),
    yes=(
        "compare them", "in contrast", "salford versus uclh", "salford vs uclh", "how do they differ", "differences",
        "side by side",
        "each of", "each one of", "each nhs trust", "every hospital", "which trust", "which one", "which places", "who of the four",
        "how many of them", "any of those", "who has the most", "where is turnover lowest", "and the others", "other hospitals",
        "trust by trust", "one by one",
    ),
    no=("which consultants", "the most senior", "each consultant", "most of the time", "another hospital"),
)  # fmt: skip
COMPLEMENT = Rule(
    "the rest of the group",
    (rf"the (?:other (?:{_REST}|trusts?|hospitals?|organisations?)|others|rest)\b(?! of)", r"other (?:three|3|two|2)"),
    yes=("and the other three?", "the others", "what of the rest", "the other hospitals", "how do other two differ"),
    no=("the rest of the report", "the other day", "other people", "the others of them"),
)
LEADING = Rule(
    "connecting words",
    (
        (r"^(?:(?:and|also|but|so|or|ok|okay|now|then|right|well|what about|how about|same (?:question )?(?:for|at)"
        r"|what of)\b[ ,:]*+)++"),
    ),
    yes=("and at uclh?", "ok so who", "what about salford", "same question for uclh", "same at salford", "how about pay",
        "what of it",
         "well, then", "right: next", "now the others", "but why", "also who", "or uclh"),
    no=("android", "what is about", "same as before", "the right way", "who and when"),
    bounded=False,
)  # fmt: skip
IT = of_words(
    "points at a thing",
    "it its this that these those one ones such he she his her him same",
    no=("the trust", "item", "hers", "onerous", "thistle"),
)
THEY = Rule(
    "points at a trust",
    (r"they|them|their|theirs|there", r"the (?:trust|hospital|organisation)(?:'s)?", r"this (?:trust|hospital|organisation)"),
    yes=("do they", "is there", "the hospital's board", "the trust", "this organisation"),
    no=("a trust", "the trusts", "theirself", "each hospital"),
)
NOT_LEANING = Rule(
    "pronouns that point at nothing before",
    (
        r"(?:is|was) (?:it|this|that) (?:true|right|possible)(?: that)?",
        r"this (?:report|study|document|paper)",
        (
            r"(?:say|says|said|show\w*+|find|found|think|believe|case|evidence|idea|argue|so|feel"
            r"|claim\w*+|told|tell|heard|understand|know|sure|extent|way|things?|people|those|doctors|leaders"
            r"|programmes?|trusts?|something|anything|everything|structures?|roles?) that"
        ),
        r"that (?:the|doctors|consultants|medical|a|an|any|all|are|is|were|was|have|has|had|can|could|would|should|make|help)",
        r"it (?:take|takes|took|mean|means|like|important|matter|work) (?:to|for|that|when)",
        rf"(?:these|those|the) (?:{_FOUR}|trusts|hospitals|organisations|two|three)",
        r"does it take",
        r"what(?: is|'?s) it like",
        r"those (?:who|in|with|at|people|trusts|involved)",
        r"these days",
        r"one (?:of|trust|thing|day|who|another|board|or)|no one",
        r"such as",
    ),
    yes=(
        "is it true that",
        "was this possible",
        "in this study",
        "does it say that",
        "a sense of something that",
        "to the extent that",
        "that medical",
        "that can",
        "did it take to",
        "is it important for",
        "these hospitals",
        "the two",
        "how long does it take",
        "what's it like",
        "what is it like",
        "those involved",
        "those with",
        "these days",
        "one another",
        "no one",
        "such as",
    ),
    no=("is it salford", "this trust", "who leads it", "that one", "and this", "those"),
)
FILLER = frozenset(
    terms(
        "since trust hospital organisation three four two 3 4 other others rest same well case place question thing one ones then "
        "please pls compare compared comparison compares"
    )
)
ASKS_ANEW = Rule(
    "asks anew of the same",
    (r"who|whom|whose|when|why|where|since", r"how (?:long|many|often|much|come|so)"),
    yes=("who", "and why", "since when", "how come", "how much"),
    no=("how", "whole", "what"),
)
"""What a follow-up of these words alone asks of the subject before it."""
OWN = of_words("its own thing", "its his her such", no=("it", "hers", "the"))
SUBJECTS = frozenset(
    terms(
        "culture governance structure selection recruitment hiring appointment appraisal induction onboarding orientation "
        "leadership development "
        "education training learning values juniors consultants nurses managers quality safety awards budget staff "
        "revalidation coaching mentoring"
    )
)
VOICE = of_words(
    "asks what people said",
    "say says said saying tell told feel feels felt think thinks thought view views opinion opinions comment* remark* describe "
    "described describes quot* voice voices words interviewee interviewees react* perception perspective attitude mention* "
    "explain* talk* see saw believe believed believes complain* put_it",
    no=("unthinking", "feeling", "sayings", "foreword", "put in place"),
)
ROLE = Rule(
    "a role of people who were asked",
    (
        r"(?:medical )?leaders?|(?:senior )?doctors?|consultants?|people|staff|anyone|interviewees?|someone",
        (r"executive directors?|executives?|business unit directors?|medical directors?|clinical directors?|clinical chairs?"
        r"|site clinical leads?|clinical heads? of service|clinical service directors?|ceo|chief executive"),
    ),
    yes=("medical leaders", "a senior doctor", "consultant", "staff", "executive director", "the ceo", "clinical heads of service",
         "clinical chairs"),
    no=("director of finance", "leadership", "the board", "managers"),
)  # fmt: skip
LISTING = Rule(
    "asks for a list",
    (
        r"list|what (?:are|were)|name the|all the|everything|ways|checklist|questions should",
        r"which (?:programmes?|organisations|hospitals|areas|awards|companies|roles)",
        r"key (?:features|points)|features|values|aims|goals|steps|kinds? of|types? of|examples|programmes|courses",
    ),
    yes=("list them", "what were", "name the", "checklist", "in many ways", "which organisations", "which awards", "key points",
         "their goals", "what kind of"),
    no=("what is", "name of", "which trust", "value", "listen"),
)  # fmt: skip
