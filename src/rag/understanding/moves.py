"""What a turn of a talk does with the answer before it: asks for more of it, where it stands, corrects what was asked, …

Everything here reads lower-case text by rules; nothing looks at the index or at what was answered.
"""

from __future__ import annotations

from typing import Literal

from rag.understanding.rules import Rule

Move = Literal[
    "more", "on", "full", "shorter", "where", "speaker", "again", "verbatim", "sure", "still", "wrong", "quotes", "else", "whose"
]  # fmt: skip
"""What is asked of the last answer itself, which needs no other search than it had."""

POLITE = (
    r"(?:(?:and|ok|okay|so|but|now|then|please|pls|plz|sorry|just|yes|great|thanks|well|oh|hmm|can you|could you"
    r"|would you|can i|could i|may i|will you|i'?d like|i would like|i want|i need)[ ,.]++){0,4}+(?:to )?"
)
AFTER = r"(?:[ ,.]++(?:please|pls|plz|then|thanks|thank you|exactly|now|again|too))*+[ ?.!]*+"
_THAT = r"(?:that|this|it|these|those|them|so)"

MORE = Rule(
    "asks for more of the answer",
    (
        (rf"(?:(?:tell|give|show|send) me |say |read )?(?:some |any |a bit |a little |even )?more(?: (?:details?|info\w*+"
         rf"|quot\w++|of|on|about|like))?(?: {_THAT})?"),
        rf"(?:is|are) there (?:any(?:thing)? )?more(?: (?:details?|of|on|about|to|like))?(?: {_THAT})?",
        rf"(?:(?:is there )?anything|what) (?:else|more)(?: (?:on|about|of) {_THAT}| (?:does|did) it say| is there)?",
        r"(?:(?:give|show) me )?(?:another|one more)(?: one| quote| quotation)?",
        r"(?:go deeper|elaborate|expand)(?: (?:on )?(?:that|this|it))?",
        r"(?:(?:show|give|read) me )?the rest of (?:it|that|this|them)",
        r"(?:(?:go )?into |in )?(?:more|greater) (?:detail|depth)",
        (r"(?:(?:give me|show me|any|some|an|for|give|got|with) ){0,3}+examples?|(?:such as|like)(?: what| how)?|in what ways?"
         r"|is (?:that|this|it) (?:all|it|everything)(?: (?:there is|it says|you have|you've got|they say))?"),
    ),
    yes=(
        "more", "ok, more please", "tell me more about it", "some more quotes", "is there more about it?",
        "is there anything more on that",
        "what else", "another one", "anything else on this?", "can you elaborate on that",
        "show me the rest of it", "in more detail please", "go into greater depth", "any examples?", "like how?", "in what way?",
        "give me an example", "is that all?", "is that everything there is",
    ),
    no=("more consultants", "are there more doctors in leadership", "what else does that person do", "the rest",
        "how many more", "the full time posts"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
ON = Rule(
    "asks to read on",
    (
        r"(?:go on|carry on|continue|keep going|read on)(?: (?:on )?(?:that|this|it))?",
        (r"(?:what (?:about|of|happened) |how about )?(?:since then|next|afterwards?|after that|later on)"),
    ),
    yes=("go on", "please continue", "what happened next", "and since then?"),
    no=("now who leads it", "next question", "what happened in 2010", "go on about wards", "and now?", "what about today?"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
FULL = Rule(
    "asks for the whole answer",
    (
        (r"(?:(?:show|give|read) me )?the (?:full|whole|complete|entire) (?:list|answer|thing|text|passage|quote|quotation"
         r"|section)|in full"),
        r"(?:(?:show|give|read) me )?(?:everything|all of (?:it|that|them)|them all|it all)",
    ),
    yes=("and the full list?", "in full please", "show me all of it", "give me the whole passage", "everything"),
    no=("all of the trusts", "the full time posts", "the whole trust", "is that everything"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
SHORTER = Rule(
    "asks for less of the answer",
    (
        r"(?:(?:make|keep|have) (?:it|that|this) )?(?:a bit |much |even )?(?:shorter|briefer)\b[^?]{0,40}+",
        r"(?:that's |that is |it's |it is )?(?:far |much |way )?too (?:long|much)(?: text| to read)?",
        r"(?:shorten|cut|trim) (?:it|that|this)(?: down)?",
        r"(?:(?:just|only) )?(?:the )?(?:main|key|best) (?:point|quote|quotation|sentence|bit)(?: only)?",
        r"(?:in )?(?:fewer words|one sentence|a sentence|one line|a nutshell|short|brief)|briefly|tl;?dr",
        (r"(?:put|say|sum|give|tell|boil|condense|get|explain)(?: me| us)? (?:it|that|this|them|all (?:of )?(?:it|that|this))"
         r"(?: all)?(?: up| down)? (?:in|to|into) (?:just |only )?(?:one|a|a single|fewer|a few)(?: short)?"
         r" (?:sentence|line|nutshell|words)"),
    ),
    yes=("shorter", "shorter pls im on a phone", "make it briefer", "that's too long", "shorten it", "cut that down please",
         "just the main point",
         "in one sentence", "briefly", "tldr", "can you put that in a single line", "boil it all down to one sentence"),
    no=("the shorter of the programmes", "how long is it", "a short course", "the key points", "it is too long a course"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
WHERE = Rule(
    "asks where the answer stands",
    (
        (rf"(?:on |from )?(?:what|which) pages?(?: number| no)?(?: (?:is|was|are|were) {_THAT}(?: on| from| in)?| (?:can"
         rf"|do|could|will) i find {_THAT}| does it say {_THAT})?"),
        r"(?:the )?pages?(?: numbers?| nos?\.?| refs?\w*+)?",
        (rf"where (?:exactly )?(?:in the report )?(?:(?:does|did) (?:it|the report|he|she|they) (?:say|state"
         rf"|mention) {_THAT}|(?:do|did) you (?:get|find|read|see|have) {_THAT}(?: from)?|(?:is|was"
         rf"|are) {_THAT}(?: (?:from|written|said|stated|printed|in the report))|(?:can|do|could) i (?:find|read"
         rf"|see) {_THAT})(?: in the report| from)?"),
        rf"(?:what(?:'s| is) (?:the|your) |give me (?:the|a) |the )?(?:source|reference|citation)(?: (?:of|for) {_THAT})?",
        rf"(?:what|which) (?:section|chapter|part)(?: of the report)?(?: is {_THAT}(?: in| from)?)?",
        r"where in the report|according to what|where(?:'?s| is| was) (?:that|this)",
        r"where'?s (?:that|this|it) from",
    ),
    yes=(
        "what page is that on", "page?", "page number?", "which page is it", "on which page can i find this",
        "what page does it say that",
        "where does it say that", "where do you get that from", "pls where is this written", "where can i read that", "source?",
        "what's the reference for that", "which section is that in", "where in the report", "where did you find it",
        "according to what", "where is that", "wheres it from",
    ),
    no=("what is on page 16", "where is birch", "where is it", "which part of the trust", "page 12",
        "what is the source of its income"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
SPEAKER = Rule(
    "asks who is quoted",
    (
        (rf"who (?:exactly )?(?:said|says|was saying|is saying|told you) {_THAT}(?: (?:last|first|second))?"
         r"(?: (?:one|bit|quote|line))?"),
        r"who (?:is|was) (?:speaking|talking|being quoted|quoted|the speaker|it said by)(?: (?:there|here))?",
        rf"whose (?:words|quot\w++|view|opinion)(?: (?:is|are|was|were) (?:{_THAT}|they))?",
        rf"who said(?: {_THAT} there)?|whose (?:is|was|are) {_THAT}|who(?:'?s| is| was| are) {_THAT} (?:quote )?(?:from|by)",
        r"says whom?|according to whom?",
    ),
    yes=("who said that", "who said that last one",
         "and who says so", "whose is it", "who was speaking", "who is being quoted here", "whose words are these",
         "whose view is that", "says who?", "according to whom"),
    no=("who said that doctors lead", "who speaks for doctors", "whose responsibility is it", "who is that"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
VERBATIM = Rule(
    "asks for the very words",
    (
        rf"(?:is|are|was) (?:{_THAT}|they) (?:really )?(?:the )?(?:exact|actual|very|precise|original|verbatim|direct)(?: \w++)?",
        (r"(?:show me |give me |what(?:'s| is| are) |read me )?(?:the )?(?:exact|actual|very|precise|original) (?:words"
         r"|wording|sentence|quote|quotation|text|phrase)"),
        r"(?:is (?:that|this|it) )?(?:word for word|verbatim)|did (?:it|they|he|she) really say (?:that|so)",
        (rf"(?:(?:is|was|are) {_THAT} (?:really |actually )?(?:in|from) the report(?: itself)?(?:,? or )?)?(?:did|have) you "
         rf"(?:just )?(?:(?:make|made) {_THAT} up|(?:make|made) up {_THAT}|invent(?:ed)? {_THAT})"
         rf"|(?:is|was|are) {_THAT} (?:really |actually )?(?:in|from) the report(?: itself)?(?:,? or (?:not|made up))?"),
    ),
    yes=("is that the exact wording?", "can you show me the exact sentence", "the actual words please", "word for word",
         "did they really say that",
         "are these verbatim", "is that in the report or did you make it up", "did you make that up",
         "is this really in the report"),
    no=("is that the case", "the exact number of consultants", "what are the original values",
        "is that verbatim in chapter two or three", "is it in the report that doctors lead", "did you make it to the end",
        "did you make this"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
SURE = Rule(
    "asks whether the answer is sure, or may be quoted",
    (
        rf"(?:are )?(?:you|u|ya|ye) (?:really |quite |absolutely |100% )?(?:sure|certain|positive)(?: (?:about|of) {_THAT})?",
        rf"(?:is|was) {_THAT} (?:really |actually |definitely )?(?:right|correct|accurate|true|certain|for sure|reliable)",
        (rf"(?:(?:am i (?:allowed|ok|able) to|is it ok(?:ay)? to|ok(?:ay)? to) )?(?:quote|cite|use|copy|repeat|reuse"
         rf"|trust|rely on) {_THAT}(?: (?:in|at|for|to) [\w' ]{{2,40}})?(?:[, ]++(?:the )?(?:exact words|word for word))?"),
        r"really|honestly|seriously",
    ),
    yes=("are you sure", "you sure about that", "is that correct", "can i quote that",
         "can i quote this in a board paper", "really",
         "am i allowed to use it", "was that right"),
    no=("is that right for consultants", "are you sure that doctors lead", "is it true that they lead", "can i quote a director",
        "are they sure about it"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
STILL = Rule(
    "asks whether it is so today",
    (
        (rf"(?:is|are|was|does|do) (?:{_THAT}|they|things) (?:all )?still (?:true|so|the case|current|valid|right|correct|like that"
         rf"|in place|happening|going(?: on)?|apply|the same|hold)(?: (?:today|nowadays|these days|in \d{{4}}))?"),
        rf"(?:is|are) {_THAT} (?:up to date|out of date|current|recent|outdated)",
        r"still true(?: today)?|is it still like that|(?:has|have) (?:that|this|it|anything|things) changed(?: since)?",
    ),
    yes=("is that still true?", "is it still the case today", "are they still in place", "is this up to date",
         "has that changed since"),
    no=("is it still true that doctors lead", "are they still paid", "what has changed since", "is the post still there"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
QUOTES = Rule(
    "asks what people said of the same",
    (
        (r"(?:(?:is|are) there |have you (?:got )?|got |do you have |give me |show me |what about |how about )?"
         r"(?:any |some |a |the |a few )?(?:good |direct |nice |actual |interview )?quot(?:es?|ations?)"
         rf"(?: (?:on|about|of|for|from) {_THAT})?"),
        (r"(?:does|do|did|has|have|is) (?:any(?:one|body)|people|someone|somebody)"
         r"(?: (?:there|in it|(?:at|in) (?:the|these|those) \w++))?"
         rf" (?:really |actually |ever )?(?:say|said|saying|confirm|confirmed) {_THAT}|in their own words"),
    ),
    yes=("any quotes on that?", "and in their own words?",
         "quotes", "is there a quote about it", "got any good quotes for this", "and a quotation please",
         "does anyone at the wards say so", "has anybody actually said that?", "do people there say so"),
    no=("any quotes on wards", "quotes from nurses", "who is quoted", "can i quote it", "does anyone else say so",
        "does anyone say that it works", "did they say so"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
ELSE = Rule(
    "asks who else says so",
    (
        (r"any(?:one|body) else(?: (?:(?:who|that) )?(?:says?|said|saying|agrees?|agreeing|confirms?)"
         r"(?: (?:with )?(?:so|that|this|it))?)?"),
        rf"(?:does|did|has|is) any(?:one|body) else (?:say|said|saying|agree|agreed|confirm|confirmed)(?: (?:with )?{_THAT})?",
        rf"who else (?:says|said|agrees|confirms)(?: (?:with )?{_THAT})?",
    ),
    yes=("anyone else?", "and anybody else who says so", "does anyone else agree with that?", "who else says that"),
    no=("does anyone else do it", "anyone else copying it", "who else", "who says so", "is there anyone else at ash"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
AGAIN = Rule(
    "asks for the same again",
    (
        r"(?:say|show|tell|give)(?: me)? (?:that|it|this) (?:again|once more|one more time)",
        r"repeat(?: (?:that|it|this|yourself|the answer|your answer))?|once more|again|come again|one more time|pardon",
        r"what (?:was that|did you (?:just )?say)|i (?:missed|didn'?t (?:catch|get)) (?:that|it)",
    ),
    yes=("say that again", "please repeat that", "once more", "again please", "what was that?", "i didn't catch that"),
    no=("again the team leads", "did they repeat the survey", "what was that programme"),
    bounded=False, whole=True, head=POLITE, tail=AFTER,
)  # fmt: skip
WRONG = Rule(
    "says that the answer is not what was meant",
    (
        r"not (?:that|this|those|it)(?: one)?|not (?:what i (?:asked|meant|wanted)(?: for)?)|wrong(?: \w++)?",
        r"(?:not (?:that|this|it)(?: one)?[ ,.;–-]++(?:but )?|i (?:meant|mean|wanted) |no[ ,.]++)the other(?: one)?",
        r"(?:and |what about |how about |and what about )?the other one",
        (r"(?:that|this|it)(?:'s| is|s) (?:all )?(?:not (?:right|it|true|correct|what i (?:asked|meant|wanted)(?: for)?)"
         r"|wrong|incorrect|the wrong \w++)"),
        (r"(?:you )?(?:got (?:it|that|me) wrong|misunderst(?:ood|and)(?: me)?|(?:didn't|did not"
         r"|haven't) answer(?:ed)? (?:me|my question|that|it))"),
    ),
    yes=("not that", "no, not that one", "that's wrong", "this is not what i asked", "you misunderstood me",
         "you didn't answer my question", "wrong trust", "not that, the other one", "not this one, but the other",
         "i meant the other one", "no, the other one", "the other one", "and the other one?"),
    no=("not that many", "the other ones", "the other one pays", "not that, the other trusts", "is that wrong", "what went wrong",
        "not the chairs", "it is not right to say so"),
    bounded=False, whole=True, head=r"(?:(?:no|nope|sorry|but|hmm|oh)[ ,.]++){0,3}", tail=AFTER,
)  # fmt: skip
_MOVES: tuple[tuple[Move, Rule], ...] = (
    ("more", MORE), ("on", ON), ("full", FULL), ("shorter", SHORTER), ("where", WHERE), ("speaker", SPEAKER),
    ("verbatim", VERBATIM), ("sure", SURE), ("still", STILL), ("again", AGAIN), ("wrong", WRONG),
    ("quotes", QUOTES), ("else", ELSE),
)  # fmt: skip

_NICE = (
    r"makes sense|no worries|that helps|all good|spot on|well done|brill|ace|smashing|grand|bless|top|much obliged|"
    r"ok(?:ay)?|k|great|good|nice|lovely|brilliant|perfect|super|cool|fab|fair|ta|thx|tx|ty|thanks?|tysm|cheers|lol|haha"
    r"|ha|wow|hm++|ah|oh|aha|yes|yep|yeah|yup|sure|sound|interesting|very|really|got|understood|noted|fine|bye|goodbye"
    r"|excellent|amazing|awesome|marvellous|wonderful|useful|helpful|impressive|much|many|gotcha|alright|i see|that'?s"
    r"|that is"
)
SMALL_TALK = Rule(
    "nothing but kind words",
    (
        (rf"(?:{_NICE})(?:[ ,.!]++(?:{_NICE}|you|u|one|bot|job|work|again|so|enough|it|for|now|the|all|then|a lot"
         rf"|makes sense|indeed|mate|to know|help|answer|appreciated|stuff|point))*+"),
    ),
    yes=("great ta", "lol ok", "nice one", "thx", "good bot", "ok thank u", "very helpful, thank you", "ok fair enough",
         "sound", "thx again bye",
         "much appreciated", "ok got it", "i see", "that's very interesting", "hmm", "good to know", "yes"),
    no=("ok so who", "good question who leads it", "nice one at cedar", "very many consultants", "it", "so", "the one",
        "is it good", "more"),
    bounded=False, whole=True,
)  # fmt: skip

HEARD = Rule(
    "says no more than that it was heard",
    (
        (rf"(?:{_NICE}|right|well|so|now|never ?mind|nvm|anyway)"
         rf"(?:[ ,.!…–-]++(?:{_NICE}|then|so|now|right|well|{_THAT}))*+"),
    ),
    yes=("ok", "right then", "ok, great, thanks", "never mind", "well", "so, right", "fine so", "anyway", "thanks"),
    no=("right doctors", "so who", "the well being", "staff", "great leaders"),
    bounded=False, whole=True,
)  # fmt: skip

KNOWN = Rule(
    "says that somebody is known already, or to be left out, and no more",
    (
        (r"(?:as |because |cos |since )?(?:i|we)(?:'ve| have|'m| am|'re| are)? (?:already |all )?(?:know|knew|got|have|had|heard"
         r"|read|seen|saw|done|work|working|worked|been|was|were|come|from|familiar|asked|there|at|with)\b"
         r"(?: (?:all|about|of|with|at|in|from|there|that|this|it|them|those|one|trust|place|already|enough|before|lot|a|well))*+"),
        r"(?:out|thanks|thank you|please|pls|this time|for now|any ?more|(?:that|this) (?:one )?is (?:ours|mine|my own|us))",
    ),
    yes=("i know about that one", "as we've got that already", "i'm from there", "we work there", "please",
         "that one is ours", "out"),
    no=("i know about wards", "i know that they pay", "we want the others", "out of what", "", "i meant that one"),
    bounded=False, whole=True, tail=r"(?:,? (?:thanks|thank you|please|pls))?[ .!]*+",
)  # fmt: skip
"""What stands behind who is left out, "not Ash, we know that one": nothing that is meant instead."""


def is_heard(text: str) -> bool:
    """Whether words ask for nothing and tell nothing: assent, thanks, or signs alone."""
    bare = text.lower().strip(" .,!?;:…–-\"'()")
    return not bare or HEARD.found(bare)


def move_of(text: str) -> Move | None:
    """What a cleaned request asks of the last answer itself; ``None`` for one that asks anew."""
    bare = text.lower().strip(" .,!?;:…")
    return next((move for move, rule in _MOVES if rule.found(bare)), None)
