"""How readers put things: the patterns by which ``question.py`` reads a question. All match lower-case text."""

from __future__ import annotations

import re

from rag.text import terms

LETTERS = 2
"""Fewest letters that can be a question."""

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")
GREETING = re.compile(
    r"(?:hi|hello|hey|hiya|good (?:morning|afternoon|evening)|thanks?(?: you)?(?: very much| so much)?|cheers|bye|goodbye|ta|"
    r"help|what can (?:you|i) (?:do|ask|help with)(?: (?:you|here|me))?|who are you|what are you|how does this work|"
    r"what is this|hello there|hi there|great|ok(?:ay)?|yes|no|that'?s (?:great|helpful|all)|perfect|"
    r"what (?:sort|kind)s? of (?:things|questions) can i ask(?: you)?|how (?:do i|can i) use (?:this|you)|how are you)"
    r"(?:[ ,]+(?:there|all|everyone|again|assistant|bot|please|team|you|today|for your help|for that))*"
)
ALL = re.compile(
    r"\ball (?:of )?(?:the |these |those )?(?:four|4)\b|\b(?:the|these|those) (?:four|4)\b|\b(?:four|4) (?:nhs )?(?:trusts"
    r"|hospitals|organisations|sites)\b"
    r"|\b(?:each|every|any|all|most|some|both|none|one|half|how many|which|what|the other|other|across|between|these"
    r"|those)(?: one)?(?: of)?(?: the| these| those)?"
    r" (?:nhs )?(?:trusts?|hospitals?|organisations?|sites?|places)\b|\bthe others?\b|\bthe other (?:three|3|two|2|ones)\b"
    r"|\b(?:acr?oss|between) (?:the|these|those|all) \w+\b"
    r"|\b(?:which|any|who|some|each|none|most) of (?:the|these|those|your) (?:four|4|lot)\b"
    r"|\b(?:all|each|any|both|none|most|some|which|how many) of them\b|\b(?:they|them) all\b"
    r"|\b(?:in common|have in common|shared? by|common (?:features|themes|threads?)|side by side|everywhere)\b"
)
ROWS = re.compile(
    r"\b(?:compar\w+|contrast\w*|versus|vs|differen\w+|differs?|side by side|each(?: one)? of|each (?:nhs )?(?:trust"
    r"|hospital|organisation|site)|every (?:trust|hospital|organisation)"
    r"|which (?:one )?(?:of )?(?:the |these |those )?(?:four |4 )?(?:trusts?|hospitals?|organisations?|sites?|ones?|places)"
    r"|which (?:of them|ones?)|(?:which|any|how many|who) (?:one )?of (?:the|these|those|your|them)(?: (?:four|4|lot))?"
    r"|(?:who|which|what|where).{0,30} (?:the )?(?:most|least|fewest|largest|biggest|smallest|highest|lowest|longest|newest"
    r"|oldest|youngest)"
    r"|the others?|the other (?:three|3|two|2|ones|trusts?|hospitals?|organisations?)|other (?:trusts|three|hospitals)"
    r"|how many of (?:the|these|those)|trust by trust|one by one)\b"
)
COMPLEMENT = re.compile(
    r"\bthe (?:other (?:three|3|two|2|ones|trusts?|hospitals?|organisations?)|others|rest)\b(?! of)|\bother (?:three|3|two|2)\b"
)
LEADING = re.compile(
    r"^(?:(?:and|also|but|so|or|ok|okay|now|then|right|well|what about|how about|same (?:question )?(?:for|at)|what of)\b[ ,:]*)+"
)
IT = re.compile(r"\b(?:it|its|this|that|these|those|one|ones|such|he|she|his|her|him|same)\b")
THEY = re.compile(
    r"\b(?:they|them|their|theirs|there|the (?:trust|hospital|organisation)(?:'s)?|this (?:trust|hospital|organisation))\b"
)
NOT_LEANING = re.compile(
    r"\b(?:is|was) (?:it|this|that) (?:true|the case|fair|right|possible|correct)(?: that| to say)?\b|\bthis (?:report"
    r"|study|document|publication|paper|case study)\b"
    r"|\b(?:say|says|said|suggest\w*|show\w*|find|found|think|believe|true|case|evidence|idea|fact|argue|mean\w*|so|feel"
    r"|felt|claim\w*|told|tell|heard|hear|understand|know|ensure|sure|given|extent|way|ways|things?|people|those|doctors"
    r"|leaders|programmes?|trusts?|something|anything|everything|factors?|steps|structures?|roles?) that\b"
    r"|\bthat (?:the|doctors|consultants|medical|a|an|any|all|are|is|were|was|have|has|had|can|could|would|should|make|help)\b"
    r"|\bit (?:take|takes|took|mean|means|like|called|important|about|matter|matters|work) (?:to|for|that|when)\b"
    r"|\b(?:these|those|the) (?:four|4|trusts|hospitals|organisations|two|three)\b|\bdoes it take\b|\bwhat is it like\b"
    r"|\bwhat'?s it like\b|\bthose (?:who|in|with|at|people|trusts|involved)\b|\bthese days\b|\bone (?:of|trust|thing|day"
    r"|who|another|board|or)\b|\bno one\b|\bsuch as\b"
)
FILLER = frozenset(
    terms(
        "since trust hospital organisation three four two 3 4 other others rest same well case place question thing one ones then"
    )
)
ASKS_ANEW = re.compile(r"\b(?:who|whom|whose|when|why|where|since|how (?:long|many|often|much|come|so))\b")
"""What a follow-up of these words alone asks of the subject before it."""
OWN = re.compile(r"\b(?:its|his|her|such)\b")
SUBJECTS = frozenset(
    terms(
        "culture governance structure selection recruitment hiring appointment appraisal induction onboarding orientation "
        "leadership development "
        "education training learning values juniors consultants nurses managers quality safety awards budget staff "
        "revalidation coaching mentoring"
    )
)
EMERGENCY = re.compile(
    r"\b(?:chest pain|(?:pain|pains|tightness|pressure|ache)\b.{0,20}\bchest|chest\b.{0,15}\b(?:hurts|tight|pain)"
    r"|can'?t breathe|cannot breathe|difficulty breathing|suicid\w*|kill(?:ing)? myself|end my life"
    r"|want to die|overdose\w*|better off without me|(?:point|reason) (?:of|in|to) (?:going on|live|living)|end it all"
    r"|hurt(?:ing)? myself|"
    r"stroke symptoms|having a stroke|having a heart attack|heart attack|unconscious|bleeding (?:heavily|badly|out)"
    r"|severe bleeding|"
    r"collaps\w+|seizure|fitting|anaphyla\w+|choking|self[- ]?harm\w*|meningitis|sepsis symptoms|swallowed)\b"
)
PERSONAL = re.compile(
    r"\b(?:i|i'?m|i'?ve|my|me|mum|dad|husband|wife|son|daughter|baby|child|friend|partner|he|she|someone|father|mother|help)\b"
)
ATTACK = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\b.{0,40}\b(?:instructions?|rules?|prompts?|previous|above|everything|guidelines"
    r"|guardrails|restrictions|sources?|report)\b"
    r"|\b(?:system|hidden|initial|secret|developer) (?:prompt|instructions?|message|rules)\b"
    r"|\byour (?:prompt|instructions|rules|guidelines|training data|configuration|weights|source code|api key)\b"
    r"|\b(?:invent|make up|fabricate|forge|fake|falsify|concoct|knock up|dream up)\b.{0,60}\b(?:quot\w+|statistics?"
    r"|figures?|numbers?"
    r"|evidence|findings?|page|statements?|sentences?|paragraphs?|interviews?|remarks?|something|citations?)\b"
    r"|\b(?:alter|rewrite|reword|edit|tweak|modify|amend|rephrase|shorten|polish|tidy up)\b.{0,40}\b(?:quot\w+|wording|sentences?"
    r"|figures?|statement|report'?s? (?:text|words))\b"
    r"|\b(?:attribute|ascribe|credit)\b.{0,80}\b(?:remark|words|sentence|quot\w+|statement|line|comment)s?\b.{0,80}\b(?:to|with)\b"
    r"|\b(?:pretend|role[- ]?play (?:as|that)|you are now|jailbreak|dan mode|(?:developer|debug|maintenance|god) mode"
    r"|simulate being)\b"
    r"|\b(?:from|using|with|in) your own (?:knowledge|head|opinion|view)\b|\brepeat (?:everything|all|the text|the words) above\b"
    r"|<\s*/?\s*(?:script|img|iframe|svg|style|system|html|body|object|embed)\b|\$\{.*\}|\{\{.*\}\}|\{%.*%\}"
    r"|\b(?:drop table|select \* from|rm -rf|sudo|eval\(|exec\(|os\.system|__import__|union select)"
    r"|\b(?:print|reveal|show|repeat|output|leak|dump)\b.{0,30}\b(?:prompt|instructions|configuration|environment variables"
    r"|secrets?|password|api key|system message)\b"
)
"""The plainest attacks, which are told so; the others are left to the judge, who has learnt what they are like."""
VOICE = re.compile(
    r"\b(?:sa(?:y|ys|id|ying)|tell|told|feel|feels|felt|think|thinks|thought|views?|opinions?|comment\w*|remark\w*"
    r"|describe[ds]?|quot\w+|voices?|"
    r"words|interviewees?|reaction|react\w*|perception|perspective|attitude|mention\w*|explain\w*|talk\w*|put it|see|saw"
    r"|believe[ds]?|complain\w*)\b"
)
ROLE = re.compile(
    r"\b(?:medical leaders?|executive directors?|executives?|business unit directors?|medical directors?"
    r"|clinical directors?|clinical chairs?|consultants?|"
    r"site clinical leads?|clinical heads? of service|clinical service directors?|senior doctors?|ceo|chief executive"
    r"|doctors?|people|staff|anyone|leaders?|interviewees?|someone)\b"
)
LISTING = re.compile(
    r"\b(?:list|which (?:programmes?|values|organisations|bodies|features|hospitals|areas|units|courses|schemes|awards"
    r"|events|companies|roles)|what are|what were|name the|"
    r"key (?:features|points)|features|values|aims|goals|steps|kinds? of|types? of|examples|programmes|courses|checklist"
    r"|questions should|all the|everything|ways)\b"
)
