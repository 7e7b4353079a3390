"""How readers put things: the rules by which ``question.py`` reads a question. All are for lower-case text.

How they speak of the report's members depends on what those are: such rules are made in ``group.py``. What is told to ring
999 and what is told that it is an order stand in ``alarms.py``.
"""

from __future__ import annotations

import re

from rag.understanding.rules import Rule, of_words

LETTERS = 2
"""Fewest letters that can be a question."""

INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")

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
        "how does this work at ash"),
    bounded=False, whole=True,
    tail=r"(?:[ ,]++(?:there|all|everyone|again|assistant|bot|please|team|you|today|for your help|for that))*+",
)  # fmt: skip
_HELLO = r"(?:hi|hello|hey|hiya|(?:good )?(?:morning|afternoon|evening)|sorry|ok(?:ay)?)(?: (?:there|again|all))?"
RETURNS = Rule(
    "says that somebody is back, or has another question, and no more",
    (
        (r"(?:(?:it'?s|it is|its|only|just) ){0,2}+me(?: (?:again|back(?: again)?))?"
         r"|(?:i'?m|i am|we'?re|we are) back|(?:(?:i'?m|i am|we'?re|we are) )?back (?:again|here|for more)"),
        (r"(?:(?:i(?:'ve| have)? |we(?:'ve| have)? )?(?:got |have )?)(?:just )?(?:one|another|a|a few|some|two|quick)"
         r"(?: (?:more|last|final|further|quick|other|new)){0,2}+ (?:questions?|things?|q|queries|query)"
         r"(?: (?:for you|from me|to ask|if i may))?|(?:a |just a )?quick one"),
    ),
    yes=("hi, back again", "me again", "morning! one more question", "hello, it's only me", "im back", "ok, back for more",
         "i've got another question", "sorry, just one last thing", "hiya, me again!", "a quick question"),
    no=("back to the wards", "me too", "one more", "another question on pay", "go back", "back", "one more thing about ash",
        "back again, who leads it", "more questions", "is it me"),
    bounded=False, whole=True, head=rf"(?:{_HELLO}[ ,.!–-]++){{0,2}}+",
    tail=r"(?:[ ,]++(?:please|again|sorry|then|now|today|i'?m afraid))*+[ ?.!:]*+",
)  # fmt: skip
_AT_THIS = (
    r"(?: (?:at|with|for|in) (?:this|that|these|it|all this|all that|such)(?: (?:sort|kind|type)s?)?(?: of)?"
    r"(?: (?:things?|stuff|questions?|jobs?|work))?)?(?: (?:then|tho|though|at all|really|or not|or what|today))?"
)
_YOU = r"(?:you|u|ya|ye)"
OF_ITSELF = Rule(
    "asks what the assistant is worth",
    (
        (rf"(?:are|r) {_YOU} (?:(?:actually|really|even|any|much|that|very|always|ever|still|just) ){{0,3}}(?:good|use|useful|help"
         rf"|helpful|reliable|clever|smart|bright|intelligent|accurate|trustworthy|honest|quick|fast|stupid|thick|dim){_AT_THIS}"),
        rf"how (?:good|clever|smart|reliable|accurate|useful|helpful|bright|fast) (?:are|r) {_YOU}{_AT_THIS}",
        (rf"(?:can|could|should) (?:i|we) (?:really |actually )?(?:trust|rely on|believe) (?:{_YOU}|what {_YOU} say|your answers?)"
         rf"{_AT_THIS}"),
        (rf"(?:can|do) {_YOU} (?:actually|really|even) (?:answer|do|help with|know|understand) (?:stuff|things|questions|anything"
         rf"|this|that|much|these){_AT_THIS}"),
        rf"what (?:are|r) {_YOU} (?:actually |really |any )?(?:good (?:at|for)|like)",
    ),
    yes=("are you any good at this sort of thing", "so r u actually reliable then", "how clever are you", "can i trust you",
         "can you actually answer stuff", "what are you good at"),
    no=("are you good at quoting ash", "how good are they", "can i trust the report", "can you answer", "what are you",
        "are the trusts any good at this"),
    bounded=False, whole=True, head=r"(?:(?:so|and|but|well|then|ok|tell me|honestly|anyway|just wondering)[ ,]++){0,3}+",
)  # fmt: skip
LEADING = Rule(
    "connecting words",
    (
        (r"^(?:(?:and|also|but|so|or|ok|okay|now|then|right|well|fair enough|fine|got it|i see|what about|how about"
        r"|same (?:question )?(?:for|at)|what of)\b[ ,:]*+)++"),
    ),
    yes=("and at birch?", "ok so who", "what about ash", "same question for birch", "same at ash", "how about pay",
        "what of it",
         "well, then", "right: next", "now the others", "but why", "also who", "or birch"),
    no=("android", "what is about", "same as before", "the right way", "who and when"),
    bounded=False,
)  # fmt: skip
IT = of_words(
    "points at a thing",
    "it its this that these those one ones such he she his her him same",
    no=("the trust", "item", "hers", "onerous", "thistle"),
)
THEY = of_words("points at people", "they them their theirs", no=("the", "theme", "there"))
ASKS_ANEW = Rule(
    "asks anew of the same",
    (
        r"who|whom|whose|when|why|where|since",
        r"how (?:long|many|often|much|come|so)|(?:for|of|in|with|on|by|to|about|at|from) what(?=\W*$)",
        (
            r"what (?:would|will|does|do|did|could|can|might|should) (?:it|that|this|these|those|they|s?he)"
            r"|what (?:are|were) (?:they|these|those)|what (?:is|was) (?:it|that|this) like"
        ),
        (
            r"what(?:'?s| is| was| are| were| would be| will be| should be| goes| went) (?:actually |really |exactly )?"
            r"in (?:it|them|that|this)"
        ),
        r"^(?:(?:and|so|but|ok|what about|how about)[ ,]++){0,2}+(?:now|today|nowadays|these days|currently|still)(?=\W*$)",
    ),
    yes=(
        "who",
        "and why",
        "since when",
        "how come",
        "how much",
        "what would it do for them",
        "what are they",
        "and now?",
        "so what about today",
        "what do they do in it",
        "what was it like then",
        "and what's in it",
        "what would be in it",
        "for what?",
    ),
    no=("how", "whole", "what", "what does ash do", "is it so now", "what is it", "what is in place"),
)
"""What a follow-up of these words alone asks of the subject before it."""
OWN = of_words("its own thing", "its his her such", no=("it", "hers", "the"))
OF_SOMEONE = of_words("asks of one man or woman", "he she him his her", no=("they", "hero", "the", "here"))
VOICE = of_words(
    "asks what people said",
    "say says said saying tell told feel feels felt think thinks thought view views opinion opinions comment* remark* describe "
    "described describes quot* voice voices words interviewee interviewees react* perception perspective attitude mention* "
    "explain* talk* see saw believe believed believes complain complained complains complaining put_it",
    no=("unthinking", "feeling", "sayings", "foreword", "put in place", "complaints"),
)
WITHOUT_ITS_THING = Rule(
    "whose, without what is theirs",
    (
        (r"(?:just|simply|merely|only|also|still|never|not|(?:is|was|are|were|has|have|had|does|did|do|would|could)(?:n['’]?t)?"
         r"|happened|came|grew|evolved|began|started|went|\w++n['’]t)\b"),
    ),
    yes=("whose just happened?", "and whose wasn't", "whose is not", "whose came from outside", "whose doesn’t work"),
    no=("whose idea was it", "whose justice is it", "who is not", "who knows whose is it"),
    bounded=False, head=r"^(?:(?:and|but|or) )?whose (?:one |ones )?",
)  # fmt: skip
"""Such a half is of the thing that the half before names."""
_WHOSE = r"(?!(?:who|that|which|we|you|they|s?he|it)\b)[\w'’.-]++ "
ON_BEHALF = Rule(
    "asks for somebody else",
    (
        (r"^(?!(?:who|what|how|why|when|where|which|does|do|did|is|are|it|this|that|nobody|anybody|each|every|any"
         r"|the report)\b)"
         rf"(?:{_WHOSE}){{1,6}}?(?:(?:wants|would like|needs) (?:me )?to (?:know|find out|see|hear|understand)"
         r"|is (?:asking|wondering)|(?:has |just |have )?asked me(?: to find out)?),? "
         r"(?=(?:what|how|who|which|why|when|where|whether|if)\b)"),
        (r"^(?!(?:who|what|how|why|when|where|which|it|this|that)\b)"
         rf"(?:{_WHOSE}){{1,6}}?(?:wants|would like|needs) (?:me )?to (?:know|find out|hear|learn)(?: (?:more|something|a bit))?"
         r" about (?=\S)"),
    ),
    yes=("jo from hr wants to know which of them", "the chair asked me how they do", "my boss is wondering who pays",
         "a colleague at ash would like to know how pay works", "someone at ash needs to find out more about pay"),
    no=("who wants to know how", "the checklist asks whether", "doctors want to know what", "the report wants to see how",
        "a doctor who wants to know how", "what my boss wants to know about"),
    bounded=False,
)  # fmt: skip
"""What is asked then is that person's question, of whom the report says nothing."""
