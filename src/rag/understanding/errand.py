"""“Dr Patel has asked me to find out what it says about the values, i.e. what they are and who drew them up”: who sent the asker is
left out, and what is asked in particular of the matter is asked by itself, behind it. “The chair wants a line for each of them on
pay (bands etc). Could you supply?” asks for pay, for each of them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from rag.text import terms
from rag.understanding.asking import cut
from rag.understanding.group import rules_of
from rag.understanding.names import find_trusts
from rag.understanding.rules import Rule
from rag.understanding.said import Said

if TYPE_CHECKING:
    from rag.corpus.profile import Group
    from rag.corpus.tags import Tags

OF_ALL_BEHIND = Rule(
    "says behind a request of whom it is asked",
    (
        (r"(?:(?:can|could|would|will) you(?: (?:please|kindly|possibly))?|please)"
         r" (?:let (?:me|us) (?:know|have (?:it|this|that|one))|tell (?:me|us)|check|confirm|look|answer|reply|say"
         r"|do (?:it|this|so|that))"
         r"(?: (?:it|this|that|so|please))?"),
    ),
    yes=("who leads? could you let me know for all three?", "find out who pays. please check this for each of them.",
         "how are they led? please tell us for the whole lot"),
    no=("could you let me know for all three?", "who leads? could you let me know who pays?", "who leads? please tell me more"),
    bounded=False, head=r"(?<=[\w)])(?P<end>[.?!]) +",
    tail=r" (?P<whom>(?:for|at|of|in|about|across) [^.?!,;:\n]{3,40}+)(?:[.?!]|$)",
)  # fmt: skip
_ASKS = r"(?=(?:what|how|who|whom|whose|when|why|where|which|whether)\b)"
OF_WHOM = (
    r"(?=(?:(?:for|at|in|of|across) [^.;:?!]{3,80}?, |(?:for|at|in|of|across) (?:each|every|all)\b[^.,;:?!]{0,50}? )?"
    r"(?:what|how|who|whom|whose|when|why|where|which|whether)\b)"
)
"""The same with whom it is asked of before it: "for each of them, how they pay"."""
ERRAND = Rule(
    "tells who sent the asker",
    (
        (r"(?:asked|asks|wants?|wanted|told|needs?|requested|tasked|instructed)(?:(?: for)? (?:me|us)(?:, [^,.;:?!]{3,60},)? to"
         r"|(?: that)? (?:i|we)) "
         r"(?:find out|check|ask(?: you)?|look up|look into|establish|see|enquire|inquire|confirm|clarify|let \w++ know)"
         rf",? {OF_WHOM}"),
        rf"who (?:would like|wants?|wishes|needs?)(?: me)? to (?:know|find out|see|hear),? {_ASKS}",
    ),
    yes=("dr bell has asked me to find out what it says of wards", "our chair wants us to check how nurses are led",
         "on behalf of my boss, who would like to know which wards there are", "he asked that i find out how nurses are led",
         "she has asked me to check, for each of the wards, whether they pay",
         "he has asked me, as clerk of the board, to find out who leads"),
    no=("staff asked us to find out more", "who wants to know about it", "what they asked me to do", "the board told us what"),
    bounded=False, head=r"^[^?!]{3,250}?\b", tail="",
)  # fmt: skip
WANTED_BY = Rule(
    "tells by when something is wanted",
    (
        (r"(?:before|ahead of|in time for|in preparation for|by|for|at|as) [^?!.;:]{3,60}?,? (?:i|we)(?:'d| would| should) "
         r"(?:be (?:very |most |so |really )?(?:grateful|glad|thankful) (?:for|to (?:have|see|get|receive))|appreciate|value"
         r"|like(?: to (?:have|see|get|receive))?|love(?: to (?:have|see))?)"),
    ),
    yes=("before the away day on 3 may i would be grateful for the list", "dear all, ahead of our meeting, we'd like the values"),
    no=("before we go i would ask who leads", "i would be grateful for the list", "what would i like before the day"),
    bounded=False, head=r"^(?:[^?!.;]{0,60}[,:\n] ?)?", tail=r" (?=the\b|all\b|any\b|your\b|a\b|an\b)",
)  # fmt: skip
NAMELY = Rule(
    "goes on to what is asked of it in particular",
    (rf"[?,;:]? (?:[(–-] ?)?(?:i\.?e\.?|namely|viz\.?|specifically|in particular|more specifically),? {_ASKS}",),
    yes=("the values of ash, i.e. what are they", "who leads ash? i.e. who is in charge",
         "pay at ash - namely who gets it", "appraisal, in particular whether it is paid"),
    no=("e.g. what they do", "in particular the wards", "namely: the wards"),
    bounded=False,
)  # fmt: skip
_BITS = (
    r"(?:(?:one[- ])?lin(?:e|er)|sentence|para(?:graph)?|slide|note|summary|bullet(?:[- ]point)?|quote|quotation|word|few\swords"
    r"|row|entry|overview)s?"
)
ORDERED = Rule(
    "orders some words on members",
    (
        (rf"(?:asks?|asked|asking|wants?|wanted|needs?|needed|like|requires?|requested|after|looking)(?:\sfor)?\s(?:[\w-]+\s){{0,4}}?"
         rf"{_BITS}\s(?:for|on|of|from|per|about)\s(?P<whom>[^.;:?!]{{3,80}}?)(?:,?\s(?:on|about|regarding|covering|re)\s|:\s)"
         r"(?:the\s)?(?P<thing>[^.;:?!\n][^.;:?!]{2,200})"),
    ),
    yes=("our chair wants a short line on each of the wards about how they lead", "we need one quote from all three on pay",
         "i've been asked for two or three sentences per ward on how nurses are paid", "she is after a note on ash: its pay"),
    no=("the board wants a quote on pay", "a line for each on pay", "they asked for a line manager for each ward"),
    bounded=False, head=r"^(?P<before>[^?!]{0,250}?[,.:;][ \n])??(?:[^,.;:?!]{0,80}\b)",
)  # fmt: skip
_OFFERED = re.compile(
    r"\b(?:(?:could|can|would|will)\s(?:you|someone|somebody|anyone)(?:\sbe\sable\sto|\spossibly|\splease|\skindly)?"
    r"\s(?:help|supply|provide|send|oblige|assist|do|manage)|are\syou\sable\sto\s(?:help|supply|provide|do|send)"
    r"|(?:is|would)\s(?:that|this|it)(?:\sbe)?\s(?:possible|doable|feasible|ok(?:ay)?))(?:\s[\w']+){0,5}[?.!]",
    re.IGNORECASE,
)
"""Asks whether what is ordered can be had."""
_GIVES = re.compile(
    r"^what (?:does|do) (?:it|the \w+|you) (?:give|have|say|offer|got)"
    r"(?: (?:on|about|for) (?:this|that|it|each|them|each of them))?[?.!]*",
    re.IGNORECASE,
)
"""Asks for what is ordered once more: "what does the report give for each?"."""
_AND_SO_ON = re.compile(r"\s?\((?:e\.?g\.?\s[^()]*+|[^()]*?\b(?:etc|and\sso\son|and\sthe\slike)\.?\s?)\)", re.IGNORECASE)
"""Examples of the thing, which is asked for whatever it has of them."""
_NEXT = re.compile(rf",? and {_ASKS}|, {_ASKS}", re.IGNORECASE)
_END = re.compile(r"[.?!](?=\s|$)|\)")
_IT = r"(?:they|it|these|those)"
_OF_IT_ALONE = re.compile(rf"(?:what|who|which) (?:{_IT} (?:are|is)|(?:are|is) {_IT})\W*$", re.IGNORECASE)
"""Asks no more than what the matter is, which is asked before."""


SENDS = Rule(
    "asks to be sent what there is",
    (
        (r"(?:(?:can|could|would|will) (?:you|someone|anyone)(?: (?:be able to|please|possibly|kindly))*+|please"
         r"|grateful if you could)"
         r" (?:send|let|give|provide|supply|share|forward|tell|reply|come back|get back|e-?mail)(?: (?:me|us|have|know|with|to"
         r"|on))*+"
         r" (?:what(?:ever)?|anything|everything|all)(?: that)? (?:is|it|there|the (?:report|study|paper)|you|they)(?:'s)?"
         r"(?: (?:is|says?|said|finds?|found|have|has|know|there|in (?:it|there|the (?:report|study|paper))|given|written"
         r"|on (?:this"
         r"|that|it)|about (?:this|that|it)))*+(?: (?:by|before|as soon|in time|asap|today|tomorrow|this) ?[^.?!\n]{0,60})?"),
    ),
    yes=("could you send what is said by friday", "would you be able to send whatever is in the report before the 9th",
         "can you let me have what it says by noon", "please send us whatever there is"),
    no=("could you send what nurses say", "please send what it says of wards", "can you find out who leads"),
    bounded=False, head=r"(?:(?<=[.?!] )|(?<=\n)|^)", tail=r"(?:[.?!](?=\s|$)|$)",
)  # fmt: skip
"""Behind what somebody is sent for it asks for nothing else."""


_NEAR = 200
"""Characters before it that may be of the request which it goes on with."""
_OR_WHETHER = re.compile(r"(?<=\w),? or (?:whether|if) (?:it|they|these|those)\b(?: [\w'’-]+){1,6}")
"""What else may be so of the thing, which is told with whether it is so: "whether it survived or whether it died"."""


@lru_cache(maxsize=16)
def of_those_studied(group: Group) -> Rule:
    """What says of whom a request is asked by what was done with all of them."""
    said = Said(group)
    return Rule(
        "of those that were studied",
        (
            (rf"(?:in|at|across|among|by|of) (?:the|these|those) (?:{said.number} )?{said.before}{said.plurals}"
             r"(?: (?:that |which )?(?:[\w'’]+ ){0,5}?(?:visited|studied|looked at|examined|covered|featured|included"
             r"|described))?"),
        ),
        yes=(f"whether it survived in the {said.nouns} the fund visited", f"is it so at these {said.nouns}"),
        no=(f"whether it survived in a {said.noun}", f"whether the {said.nouns} pay"),
        bounded=False, head=" ", tail=r"(?=\W|$)",
    )  # fmt: skip


def of_all_behind(text: str, tags: Tags) -> str:
    """The text, of whom it is asked put to its request where a sentence behind that says no more than that it is of all of them:
    "Could you let me know for all three?".
    """
    found = OF_ALL_BEHIND.pattern.search(text.lower()) if len(text.lower()) == len(text) else None
    rules = rules_of(tags)
    if found is None or not rules.all.found(found["whom"]) or set(terms(rules.all.without(found["whom"]))) - rules.filler:
        return text
    studied = of_those_studied(tags.profile.group).pattern.search(text.lower(), max(0, found.start() - _NEAR), found.start())
    own = text[: found.start()]
    own = own[: studied.start()] + own[studied.end() :] if studied else own
    return f"{own} ({text[slice(*found.span('whom'))]}){found['end']}{text[found.end() :]}"


def without_errand(typed: str, tags: Tags) -> str:
    """The text without who sent its asker, or by when it is wanted, where no trust is named there; then without what only asks to
    be sent it, and as a question. Of whom it is asked behind it stands with it.
    """
    text = of_all_behind(typed, tags)
    lowered = text.lower()
    found = ERRAND.pattern.match(lowered) or WANTED_BY.pattern.match(lowered) if len(lowered) == len(text) else None
    if found is None or find_trusts(text[: found.end()], tags):
        return text
    own = text[found.end() :]
    sends = SENDS.pattern.search(own.lower()) if len(own.lower()) == len(own) else None
    if sends and sends.start():
        own = f"{own[: sends.start()].rstrip(' ')} {own[sends.end() :].lstrip(' ')}".rstrip()
    own = _OR_WHETHER.sub("", own, count=1) if own.startswith("whether ") else own
    first = cut(own)[0] if own.strip() else ""
    behind = own[len(first) :]
    return f"{first[:-1]}?{behind}" if first.endswith(".") and (sends or behind.strip()) else own


def in_particular(text: str) -> str:
    """The text with what it asks in particular of a matter as questions behind it; the text where it asks nothing so."""
    found = NAMELY.pattern.search(text.lower()) if len(text.lower()) == len(text) else None
    if found is None:
        return text
    end = _END.search(text, found.end())
    asked = _NEXT.split(text[found.end() : end.start() if end else len(text)])
    own = [clause.strip() for clause in asked if not _OF_IT_ALONE.match(clause.strip())]
    behind = text[end.end() :].lstrip(",;: )") if end else ""
    asked_of_it = "".join(f"{clause}? " for clause in own)
    return f"{text[: found.start()].rstrip(' ,;:')}? {asked_of_it}{behind}".rstrip()


def as_ordered(text: str, tags: Tags) -> str:
    """A message that orders some words on members, or on all of them, as a request for the thing, of each; else as it is."""
    plain = _AND_SO_ON.sub("", text)
    found = ORDERED.pattern.match(plain.lower()) if len(plain.lower()) == len(plain) else None
    if found is None or plain[found.end() :].startswith("?"):
        return text
    own, rules = plain[found.start("whom") : found.end("whom")].strip(), rules_of(tags).all
    named = find_trusts(own, tags) or rules.found(f"for {own}".lower())
    whom = own if named else f"each {own}"  # "a line per ward"
    if not named and not rules.found(whom.lower()):
        return text
    before = plain[: found.end("before")] if found["before"] else ""
    behind = _GIVES.sub("", _OFFERED.sub("", plain[found.end() :].lstrip(".;: ")))
    return f"{before}For {whom}: {plain[found.start('thing') : found.end('thing')].strip()}? {behind.strip()}".rstrip()
