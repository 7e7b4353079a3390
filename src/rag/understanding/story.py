"""A mail or a note that tells its background and then asks one thing → that request alone, with the thing that it points at.

"Hi all, at Monday's board we talked about a buddy scheme. Could you find which trusts have one? Thanks, Jo" asks which trusts have
a buddy scheme. What else such a message tells is the asker's own: no word of it is to be found in the report, or missed there.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.text import terms
from rag.understanding.asking import asks, cut
from rag.understanding.clauses import LEAST_TOLD, alone, pieces_of, points, subject
from rag.understanding.errand import ERRAND, OF_WHOM
from rag.understanding.group import rules_of
from rag.understanding.lent import named, with_trust
from rag.understanding.letters import COURTESY, OF_THE_REPLY
from rag.understanding.names import find_trusts
from rag.understanding.phrases import IT, ON_BEHALF, OWN
from rag.understanding.pointing import COLOURLESS
from rag.understanding.recalled import recalled
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.corpus.tags import Tags

LONGEST = 2_000
"""Characters of a message that is read so: what is longer is a document."""
FEW = 5
"""Most words of a sentence behind a request that says nothing of it, whoever's it is."""
_ASKER = re.compile(r"\b(?:i|im|ive|we|our|my|me|us)\b")
TOLD_FIRST = Rule(
    "tells of the asker before a colon",
    (r"(?=[^:]*\b(?:i|i'm|i've|we|we're|we've|my|our|me|us)\b)[^:?!]{3,120}: (?=\S)",),
    yes=("short one from me as i'm away: the chair wants to know who pays", "we meet at noon: who leads"),
    no=("two things: who pays", "who pays: is it ash", "at ash: what do nurses do", "my"),
    bounded=False, head="^(?!(?:what|how|who|why|when|where|which)\\b)",
)  # fmt: skip
LABEL = Rule(
    "says that its background follows",
    (
        (r"(?:(?:a |just |some |my |our |the )*+(?:bit|little|quick bit)?(?: of)? ?)(?:background|context)(?: info\w*+)?(?: first)?"
         r"(?: ?[:.,;–-]|$)"),
        r"(?:for|by way of|as) (?:a bit of |some )?(?:background|context)\b",
    ),
    yes=("background: a merged trust", "bit of context. we run", "some background first - we", "for context im a registrar"),
    no=("the background of the doctors", "context matters", "what is the background", "in context: how"),
    bounded=False,
    head="^",
)  # fmt: skip
_ASK = (
    r"(?=(?:what|how|who|whose|why|when|where|which|whether|if|does|do|did|is|are|was|were|has|have|can|could|would|please|tell|give"
    r"|any\w*+|find|check|list|compare|look)\b)"
)
_SOMEBODY = r"(?:i|we|he|she|they|(?:my|our|the|his|her|their) (?:[\w-]++ ){0,3}?[\w-]++|[a-z]++)"
AHEAD = Rule(
    "comes before the question in its own sentence",
    (
        (r"(?:before|as|since|while|because|given(?: that)?|so|and) (?:i|i'm|i've|we|we're|we've|my|our) "
         rf"[^.;:?!]{{2,80}}?(?: ?[–-]+ |[,:] ){_ASK}"),
        (r"(?:in short|basically|anyway|bottom line|long story short|to cut a long story short"
         r"|(?:(?:my|the) )?(?:question|task|ask|q)(?: is)?(?: as follows| this| simply| simple| a simple one)?"
         rf"|what (?:i|we)(?:'d| would| really)? (?:want|like|need) to know is) ?[,:–-]*+ {_ASK}"),
        (r"(?:what|all|the (?:one |only |main |real )?(?:thing|question|query|point|bit|issue|info\w*+))(?: that| which)?"
         rf" {_SOMEBODY}(?:'d|'m|'s|'re|'ve)?(?: [a-z'’-]++){{0,5}}? (?:wants?|wanted|like|love|needs?|know|hear|see|understand"
         r"|find out|learn|after|asked|asks?|asking|interested|answered|keen|curious|wondering|puzzled)(?: [a-z]++){0,4}? is"
         rf" ?[,:–-]*+ (?:(?=an? (?:list|summary|note|line|sentence|quote|quotation|overview) )|{_ASK})"),
        (r"(?:[a-z' -]{1,40}[ ,]++)??(?:i|we|she|he|they)(?:'d| would| do| does)?(?: (?:just|really|also|most|all"
         r"|only))*+ (?:like|love"
         r"|wants?|needs?|wish(?:es)?) to (?:know|find out|hear|understand|see|learn)"
         r"(?: (?:before|by|ahead of|in time for|for(?! (?:each|every|all)\b))"
         rf" [^,.;:?!]{{3,50}})?,? {OF_WHOM}"),
        (r"(?!(?:what|who|how|why|when|where|which|does|do|did|is|are|the (?:report|study|checklist|authors?))\b)[^.;?!]{2,120}?"
         r"(?: (?:has|have|had|just|also))*+ (?:asked|asks|enquires?|enquired|inquires?|inquired|wonders|wondered"
         r"|is (?:asking|wondering|curious|unsure|keen to know))(?: (?:me|us|you))?[,:]?"
         r" (?=(?:what|how|who|whose|why|when|where|which|whether|if|does|do|did|is|are|has|have)\b)"),
        (r"(?!(?:what|who|how|why|when|where|which|does|do|did|is|are)\b)[^.;?!]{2,80}? (?:would like|wants?|needs?"
         r"|(?:has )?asked for"
         r"|asks for|requires?|is after) (?:an?|one|two|some|a few) (?:short |quick |brief )?(?:line|sentence|paragraph|para"
         r"|slide|note"
         r"|summary|bullet(?: point)?|quote|quotation|few words|overview)s?(?: for [^.;?!]{3,60}?)? (?:on|about|saying"
         r"|describing) (?=\w)"),
    ),
    yes=("before we decide - what does it cost", "as my chair will ask, how long", "in short: does it work",
         "my question is what it costs", "what i want to know is who pays", "what he is really after is how they pay",
         "the question our chair would like answered is whether they pay", "all we'd most like to find out is who leads",
         "among other things she would like to know whether they pay", "what i need from you in return is a list of wards",
         "our clerk, mrs roe, enquires whether they pay", "he is curious which wards pay",
         "the exec would like a paragraph for our plan on how wards pay"),
    no=("doctors want to know how they pay", "the checklist asks whether they pay", "she wants a note for the chair",
        "what they pay is what counts", "the thing that matters is how they lead",
        "before the merger, who led",
        "what did they do before we came, and why", "in short supply, what", "question of pay"),
    bounded=False,
    head=r"^(?:so |and |but )?",
)  # fmt: skip
SHOWS = Rule(
    "asks to be shown what is asked before it",
    (
        (r"(?:(?:can|could|would|will) (?:you|someone|somebody|anyone)(?: (?:please|kindly|possibly|be able to"
         r"|be so kind as to))*+|please)"
         r" (?:point (?:me|us) (?:to|at|towards)|show|find|send|dig out|look up|look into|help(?: (?:me|us))? with|confirm"
         r"|locate|check"
         r"|let (?:me|us) (?:know|have)|tell|advise)(?: (?:me|us|out|on|about))*+(?: (?:it|that|this|so|please|for (?:me|us)"
         r"|by [\w ]{2,30}|today|asap|soon))*+"),
    ),
    yes=("could you point me to it?", "please let me know.", "can someone check that for me please",
         "would you be so kind as to confirm?"),
    no=("could you find which wards pay", "please send the list", "can you check whether it is so", "please tell me of it"),
    bounded=False, head="^(?:(?:so|and|thanks)[ ,]++)*+", tail=r"[ ?.!]*+$",
)  # fmt: skip
INTRODUCES = Rule(
    "brings up a thing",
    (
        (r"(?:think|wonder|talk|speak|ask|argu|stuck|debat|worr(?:y|i)|discuss|hear|read|propos|paper|view|idea|question|evidence|item|curious|chat"
         r"|keen|interest|look|thought|page|slide|note|brief|chapter|essay|article|thesis|dissertation"
         r"|assignment|presentation|speech)\w*+(?: \w++)?? (?:about|on|of|in|into|at|regarding)"),
        (r"(?:consider|introduc|rais|propos|suggest|mention|plann?|pilot|start|set|discuss|debat|launch|want|like|reject|need|tri|float|push)"
         r"(?:es|ed|ing|e|s)?(?: up| for)?(?= (?:an?|the|some|our|more|\w{2,20}ing|\w{3,20} \w++)\b)"
         r"(?! (?:to|us|me|that|it|this)\b)"),
        r"(?:regarding|concerning|about|on the subject of|in favour of)(?= (?:an?|some|our|\w{2,20}ing)\b)",
        (r"(?:told|asked|expected|supposed|trying|going|have|need|wants?|plan|hope|like)(?: (?:me|us))? to "
         r"(?!(?:check|look|find|see|present|write|prepare|report|brief|reply|know|hear|ask|say|be|read|learn|do|give|come|go)\b)"
         r"\w++(?: (?:out|up|in|on|off|down|about|with))?"),
        r"(?:we|our \w++) (?:did|do|ran|run|use|used|adopted|have|had|have got)(?= (?:an?|the|some) )",
        (r"(?:anything|something|everything|whatever|material|information|info)(?: (?:(?:we|you) (?:have|hold|know)|there is))?"
         r" (?:on|about|regarding)"),
        (r"(?:tell|told|convinc|argu|claim|believ|insist|point|case|say|said|sure|hear|read|reckon)\w*+(?: \w++){0,4}? that"
         r"(?! (?:is|was|it|this|he|she|they|we|i)\b)"),
    ),
    yes=("we are thinking about a compact", "the chair raised mentoring for all", "some news regarding a college",
         "a talk on wards", "i was told to mend pay", "she makes the point that wards need time",
         "we ran the scale", "she has asked for anything on pay"),
    no=("he has asked me to check it", "as regards pay", "they wanted to know", "we met on friday", "she says that it is new"),
    bounded=False,
    head=r"\b",
    tail=r" (?P<thing>[^.,;:?!()\n]{3,70}+)",
)  # fmt: skip
"""The words of some thirty mails, written to this end, by which one brings up what is then asked of as "one", "this" or "it"."""
_THING_ENDS = re.compile(
    r" (?:and (?:we|i|he|she|they|the|our|my|has|have|is|are|wants?)|before|after|since|by|yesterday|today|tomorrow|next|last|so"
    r"|but|because|which|who|that|as|when|while|until|here|(?:at|in|for|to|with) (?:our|my|this|your|next|last)"
    r"|on (?:the \d|mon|tues|wednes|thurs|fri)\w*|in (?:the )?(?:spring|summer|autumn|winter|new year|january|february|march"
    r"|april|june|july|august|september|october|november|december))\b"
)
"""Where what is brought up ends, at the latest: "a compact here before the board meets"."""
_LISTED = re.compile(
    r"(?:, (?!(?:we|i|he|she|they|our|my|so|but|and|which|who|as|before|for|in|at)\b)[\w' -]{3,70}){1,2}+(?=[.;?!]|$)"
)
_ITSELF = re.compile(
    r"\b(?:this|that|these|those|such an?|such) (?:sort|kind|type)s? of (?=\w{3})|\b(?:these|those) (?=\w{3,20}s\b)"
)
"""Points with a noun of its own, which says what is meant well enough: "this sort of change", "these roles"."""
_OF_A_KIND = re.compile(r"(?<=\w) of (?:this|that|such an?) (?:sort|kind|type|nature)\b")
"""The same behind its noun: "change of this kind"."""
_ARTICLE = re.compile(r"^(?:an?|the|some|our) ", re.IGNORECASE)
_WRITTEN = re.compile(r"\b(?:report|stud(?:y|ies)|papers?|documents?|publications?|page|paragraph|briefing)\b")
"""What somebody is to look at, which is no thing of the report's."""
_EMPTY = re.compile(
    r"(?:(?:an?|the|some|any|that|this|our|more) )?(?:(?:quick|short|good|little|bit of|rough) )?"
    r"(?:proposals?|plans?|ideas?|answers?|help|info\w*|questions?|advice|details?|things?|words?|topics?|subjects?|issues?"
    r"|someone|somebody|anyone|anybody|people|colleagues?|evidence|examples?|experiences?"
    r"|(?:some|any)thing(?= (?:together|for|about|on|to)\b))\b"
)
"""Names nothing that could be asked of: "some information", "the proposal", "someone who has done it"."""
_COLOURLESS = COLOURLESS | frozenset(
    terms(
        "quote quotation passage page number sentence line paragraph reference example evidence send tell show share find dig "
        "check anything something advice tip idea thought view list offer provide "
        "cause reason result outcome effect impact cost date length purpose aim point benefit catch upshot"
    )
)
"""What is wanted, whatever it is on, "any examples?", and what only a thing has that is told before: "what was the cause?"."""
_OF_EACH = re.compile(r"\bwhat (?:(?:do|does|did) )?(?:each|every)\b")
_CLAUSE = re.compile(
    r",? (?:and|or|but|&) (?=(?:what|how|who|whose|why|when|where|which|whether|if|does|do|did|is|are|was|were)\b)"
)
_WHOM_FIRST = re.compile(
    r"^(?:for|at|in|of|across) [^.;:?!]{3,80}?, (?=(?:what|how|who|whose|why|when|where|which|whether)\b)", re.IGNORECASE
)
"""Of whom it is asked, before what is: "for Ash and Elm, who pays"."""
_POINTER = re.compile(
    r"\btheirs\b|\bsuch an? \w++|(?<!which )\bone\b(?! (?:of|that|who)\b)|\bit\b(?! (?:say|mention|cover|give|list|discuss))"
    r"|\b(?:this|that)\b(?= (?:first|too|at|in|for|and|or|already)\b|(?: (?:now|there|here))?[?.!, ]*+$)"
)
"""What the thing may stand in place of."""
_THEIRS = re.compile(r"\btheirs\b|\b(?:goes|comes|attends|came|went|sits|belongs?|speaks) (?:to|on|at|in) (?:that|this|it)\b")
"""Points at the thing told of, whoever else is named."""


def asked_alone(said: Sequence[str], frame: Sequence[str], tags: Tags) -> str:
    """The one request of a mail, or of a note that says that its background comes first, in words that need nothing of that; with
    all that is said where it is not plain what it needs; empty for another message.
    """
    background, request = _parted(said)
    told_first = background or request not in {"", *(alone(line.strip()) for line in said)}
    if not told_first or not (frame or (background and LABEL.found(background[0].lower()))):
        return ""
    put = with_its_thing(request, background, tags)
    trusts = {m.trust for one in background for m in find_trusts(one, tags)}
    if not put or len(trusts) > 1 or rules_of(tags).whole.found(request.lower()):
        return put or " ".join(said)
    return with_trust(put, named(" ".join(background), tags), tags)


def of_the_asker(said: Sequence[str], tags: Tags) -> str:
    """The same of any message whose background tells of its asker and names no trust; empty where it is not plain what it needs."""
    background, request = _parted(said)
    if not background or not all(_ASKER.search(one.lower()) and not find_trusts(one, tags) for one in background):
        return ""
    return with_its_thing(request, background, tags)


def _parted(said: Sequence[str]) -> tuple[list[str], str]:
    """What a message tells first, a sentence each, and the request behind it; nothing where it asks here and there, or goes on."""
    if sum(map(len, said)) > LONGEST:
        return [], ""
    sentences = [one.strip() for line in said for one in cut(line)]
    asking = [n for n, one in enumerate(sentences) if asks((own := _bare(one)).lower()) or _is_put(own, one)]
    asking = asking if len(sentences) > 1 else []
    while len(asking) > 1 and SHOWS.found(sentences[asking[-1]].lower()):
        asking.pop()
    if not asking or asking != list(range(asking[0], asking[-1] + 1)) or not all(map(_says_nothing, sentences[asking[-1] + 1 :])):
        return [], ""
    return sentences[: asking[0]], " ".join([_bare(sentences[asking[0]]), *sentences[asking[0] + 1 : asking[-1] + 1]])


def _says_nothing(sentence: str) -> bool:
    """Whether a sentence behind the request is a few words of the one who asks, "I need it by Friday", or a courtesy."""
    lowered = sentence.lower()
    told = len(sentence.split()) > FEW and not _ASKER.search(lowered)
    return not told or any(rule.found(lowered) for rule in (COURTESY, OF_THE_REPLY, SHOWS))


def _is_put(bare: str, sentence: str) -> bool:
    """Whether a sentence says ahead of what is left of it that this is asked: "what I want to know is how Ash pays its staff."."""
    return bare != alone(sentence)


def is_one(said: Sequence[str]) -> bool:
    """Whether a mail puts one request by the words ahead of it, or asks only for words that are recalled, however it may be cut."""
    background, request = _parted(said)
    put = request not in {"", *(alone(one.strip()) for line in said for one in cut(line))}
    whole = "?" not in request[:-1] and not pieces_of(_WHOM_FIRST.sub("", request))[1:]
    return bool(recalled(request, background)) or (put and whole)


def _bare(sentence: str) -> str:
    """A sentence without what stands ahead of its question and is no part of it."""
    lowered = sentence.lower()
    if len(lowered) != len(sentence):
        return alone(sentence)
    told = TOLD_FIRST.pattern.match(lowered)
    for start in (0, *([told.end()] if told else ())):
        if ahead := next(filter(None, (rule.pattern.match(lowered[start:]) for rule in (AHEAD, ON_BEHALF, ERRAND))), None):
            return alone(sentence[start + ahead.end() :])
    return alone(sentence)


def with_its_thing(request: str, story: Sequence[str], tags: Tags) -> str:
    """The request, with what it points at in place of the pronoun; empty where the story does not plainly bring that up."""
    if wanted := recalled(request, story):
        return wanted
    plain = _ITSELF.sub(" ", _OF_A_KIND.sub("", request))
    plain = OWN.without(plain.lower()) if rules_of(tags).all.found(plain.lower()) else plain  # "each, and its values"
    own = set(subject(rules_of(tags).whole.without(plain.lower()), tags)) - _COLOURLESS - rules_of(tags).labels
    head, *goes_on = _CLAUSE.split(plain, maxsplit=1)
    bare = bool(goes_on) and not subject(rules_of(tags).whole.without(head.lower()), tags)  # "what do they do, and is it paid"
    pointing = points(head, tags) or (bare and points(goes_on[0], tags)) or bool(_THEIRS.search(request.lower()))
    if not pointing and (len(own) >= LEAST_TOLD or (own and (find_trusts(request, tags) or not OWN.found(plain.lower())))):
        return request
    thing = next((found for one in reversed(story) if (found := _brought_up(one, tags))), "")
    if not thing:
        return request if len(own) > LEAST_TOLD else ""
    if bare and (joint := _CLAUSE.search(request.lower())):
        return f"{request[: joint.start()]} on {thing}{request[joint.start() :]}"
    pointer = _POINTER.search(request.lower()) if len(request.lower()) == len(request) else None
    pointer = None if find_trusts(thing, tags) else pointer  # it is a sentence of its own, "Ash gathers its nurses once a year"
    if not (own or pointer) and _OF_EACH.search(request.lower()):
        return f"{thing} at each {tags.profile.group.noun}"  # "what does each of them have?"
    owned = f"their {_ARTICLE.sub('', thing)}" if pointer and pointer[0] == "theirs" else thing
    return f"{request[: pointer.start()]}{owned}{request[pointer.end() :]}" if pointer else f"{request} ({thing})"


def _brought_up(sentence: str, tags: Tags) -> str:
    """The last thing that a sentence brings up by words of its own."""
    lowered, thing, at = sentence.lower(), "", 0
    while len(lowered) == len(sentence) and (found := INTRODUCES.pattern.search(lowered, at)):
        at = found.start("thing")
        last = listed.end() if (listed := _LISTED.match(lowered, found.end("thing"))) else found.end("thing")
        end = _THING_ENDS.search(lowered, at, found.end("thing"))
        own = lowered[at : end.start() if end else last].strip()
        if subject(own, tags) and not (
            _EMPTY.match(own) or _WRITTEN.search(own) or IT.found(OWN.without(own)) or rules_of(tags).they.found(own)
        ):
            thing = sentence[at : at + len(own)]
    return thing
