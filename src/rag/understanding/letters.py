"""Pasted text → its lines: breaks inside a sentence or a word mended, and what frames a message told from what it says.

Mail headers, quotation marks of replies, greetings, closings, signatures and disclaimers frame a message; nobody asks them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.understanding.rules import Rule
from rag.understanding.wordlist import is_english, is_listed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

FULL = 45
"""Characters from which a line may have been broken because it was full: mail is broken at 60 to 78, chat boxes at 45."""

ADDRESS = 7
"""Most words of a line of a name, a post or an address: "Deputy Medical Director, Anytown NHS Foundation Trust"."""

HEADER = Rule(
    "a mail's header",
    (
        r"(?:from|to|cc|bcc|sent|date|subject|re|fw|fwd|received|reply-to|importance|attachments?) ?:",
        r"on .{0,80} wrote:$",
        r"-{2,}+ ?(?:original|forwarded) message",
    ),
    yes=("from: helen", "fw: recruitment", "sent: tuesday 09:14", "on mon, 3 march, h wrote:", "-----original message-----"),
    no=("to what extent", "from the north", "ward: seven", "on induction", "date of birth"),
    bounded=False,
    head="^",
)
CLOSING = Rule(
    "the end of a letter",
    (
        r"(?:many |best |kind |warm )?(?:thanks|regards|wishes)(?: [\w.]++)?",
        r"thank you(?: (?:very much|so much|in advance|again))?|thx|cheers|ta|bw|best|yours(?: \w++)?|sincerely|all the best",
    ),
    yes=(
        "many thanks",
        "thanks, h",
        "kind regards",
        "best wishes",
        "thank you in advance",
        "bw, tom",
        "yours sincerely",
        "all the best",
    ),
    no=("thanks to what did it grow", "best practice at ash", "regards the values as theirs"),
    bounded=False,
    head="^",
    tail=r"(?: (?:for your help|in advance|again|everyone|all|both))?(?: ?[,.!][ ,.!]*+(?:[\w.]++ ?){0,3})?$",
)
SIGNATURE = Rule(
    "from here on, a signature or a disclaimer",
    (
        r"^-- ?$|^_{3,}+$|^-{3,}+$",
        r"^sent from (?:my|outlook|mail)",
        r"\b(?:e-?mail|message|attachments?)\b.{0,60}\b(?:confidential|intended|privileged)\b",
        r"^(?:disclaimer|confidentiality notice)|^please consider the environment",
    ),
    yes=("--", "-----", "___", "sent from my iphone", "this email and any attachment are confidential", "disclaimer: x",
         "this message is intended for the addressee", "please consider the environment before printing"),
    no=("- how many", "-- how many", "what message did they send?", "is the interview confidential?", "sent from the north"),
    bounded=False,
)  # fmt: skip
GREETING = re.compile(
    r"^(?i:to whom it may concern|hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening)|morning|afternoon|evening)"
    r"(?: (?:(?i:all|both|there|team|everyone|folks|colleagues?|library|librarians?|sirs?(?:/madam)?|madam|or|dr|mr|mrs|ms|prof)\b"
    r"|[A-Z]\w{0,20}+(?:['’]s)?)){0,3}+"
    r"(?: ?[,.!:;–-]++ *+"
    r"| (?=(?i:are you|r u|is (?:this|that|there)|(?:can|could|do|did) (?:you|u|i)|who|what|how|which|where|when|why|does)\b)|$)"
)
_HEADED = re.compile(
    r"^(?i:re|fw|fwd|subject) ?: ?[^?\n]{0,100}?[ ,.;:–—|-]++(?=(?i:hi|hello|hey|hiya|dear|good (?:morning|afternoon|evening))"
    r"(?:[,!]| (?:[A-Z]|team|all|both|there|everyone|colleagues|folks)))"
)
"""A header in one line with the greeting of what it heads: "Fw: Board on 9/12 - Hi Jo, could you …"."""
_WORDS_OF_A_NAME = r"(?:(?:[A-Z\d(+&][\w.'’&@()+-]*+|of|and|for|the|at|in|to)[ ,./|:–-]*+)"
COURTESY = Rule(
    "is a courtesy",
    (
        (r"(?:(?:many |with |so many )?thanks|thank you|thx|cheers|sorry|apolog(?:y|ies|ise)|please (?:accept|excuse|forgive|pass"
         r"|thank|(?:give|send) my)|(?:do|please do|do please) (?:let|give|thank|pass|say|send my|come)|give my|pass my|see you"
         r"|enjoy|good luck"
         r"|looking forward|look forward|hope (?:you|all|this|to|your|the|it)|(?:and )?(?:do )?thank \w++ for|no (?:rush|hurry"
         r"|need)"
         r"|congratulations|well done|lovely|good to|nice to|great to|happy new|merry|safe travels|speak soon)"),
    ),
    yes=("many thanks, and do let ann know of it", "sorry to chase, papers go at noon", "hope you had a good holiday",
         "see you at the match", "do give my love to ann", "please pass my regards to all"),
    no=("thanks to whom did it grow", "please give the values", "do they let it go", "please send a list", "the thanks of nurses"),
    head="^(?:and |but )?", tail=r"(?! to (?:what|whom|which)\b)(?=[ ,.!]|$)", bounded=False,
)  # fmt: skip
"""Nobody asks it of a report, and no word of it is to be found there."""
OF_THE_REPLY = Rule(
    "says how the reply is to be",
    (
        (r"(?:i|we|he|she|they|(?:the|my|our) \w++)(?:'s|'ve|'d| has| have| had| is| would| also| just)*+ (?:asked|asks|wants?"
         r"|wanted"
         r"|needs?|needed|insists?|insisted|prefers?|likes?|says|said|told)(?: (?:that|for|me|us|we|you|i|to|on|must|should|can"
         r"|keep|make|have|get|send|put|be)\b)*+ (?:it|this|everything|the (?:answer|reply|line|text))"
         r" (?:to be |kept |all |is |be |very |really )*+(?:in|under|over|short|brief|by|before|on|no|not|at|as|within|anonymous"
         r"|confidential|back|plain|simple|to|today|tomorrow|asap|down)"),
        (r"(?:i|we|he|she|they|(?:the|my|our) \w++)(?:'d| would| wants?| needs?)(?: (?:love|like|want|need))?"
         r" (?:an?|the|some) (?:page(?: number)?|reference|source|citation|link)s?(?: (?:for it|with it))?(?: (?:too|as well"
         r"|please|also))*+[ .!]*+$"),
        (r"(?:(?:short|rough|brief|simple|a|one|a few|some) ){0,2}+"
         r"(?:bullets?(?: points?)?|table|lines?|notes?|words|sentences?|paragraphs?)"
         r"(?: (?:each|for each|per \w++))? (?:is|are|will|would)(?: be)? (?:fine|ok(?:ay)?|enough|plenty|great|perfect|best|do)"),
    ),
    yes=("short bullets are fine, he has a phone", "one line each will do",
         "he'd love a page number too", "also he's asked that we keep it under two lines",
         "she wants it short as it is for a slide", "we need it by noon",
         "he also asked that we keep it anonymous"),
    no=("also he asked who pays", "a table is set", "she wants the list", "they want it changed", "also nurses on pay",
        "the board wants wards in it"),
    head="^(?:(?:and|also|but|oh|plus)[ ,]++)*+", bounded=False, tail=r"(?!\w)",
)  # fmt: skip
LEAVE = re.compile(
    r"(?:(?i:(?:(?:with )?(?:many|kind(?:est)?|best|warm(?:est)?) (?:thanks|regards|wishes)|regards|(?:with )?thanks|thank you)"
    r"(?: (?:in advance|again|so much|very much|a lot|for your (?:help|time)|everyone|all|both|team))*+)"
    r"(?: ?[,.!/–-]++ *+| ++(?=[A-Z])|$)"
    r"|(?i:thx|cheers|ta|bw|all the best|best|(?:i (?:remain|am),? )?yours(?: (?:sincerely|faithfully|truly|ever))?|sincerely"
    r"|respectfully|faithfully|cordially|warmly)(?: ?[,.!/–-]++ *+|$"
    r"| ++(?=(?:[A-Z]\w*+|x{1,3})[ .!]*+$))"
    rf"|(?:Dr|Prof|Professor|Mr|Mrs|Ms|Miss|Sir|Dame)\.? (?=[A-Z]))"
    rf"(?:{_WORDS_OF_A_NAME}{{0,14}}+(?:\w++[ .]*+){{0,2}}$|{_WORDS_OF_A_NAME}{{1,14}}+(?<=, )[^?]++$)"
)
"""A closing, or a titled name, with nothing behind it but a name, a post and an address: the case tells them, or a comma."""
DEVICE = re.compile(
    r"(?<=\S)\s++(?=[(\[]?(?i:sent from (?:my|outlook|mail for)\b|disclaimer:|confidentiality notice"
    r"|please consider the environment"
    r"|(?:this|the) (?:e-?mail|message)\b.{0,60}\b(?:confidential|intended|privileged)\b))"
)
_ENDED = re.compile(r"(?<=[.?!)/])\s++")
LEAVING = 160
"""Characters of the longest signature within a line: a closing, a name, a post, a ward and a hospital."""
_QUOTED = re.compile(r"^(?:[>|] ?)++")
_NEWLINE = re.compile(r"\r\n?|[\n\v\f\u2028\u2029]")
_BROKEN_WORD = re.compile(r"(?<![^\W_])([^\W_]++)-[ \t]*+\n[ \t>]*+([^\W_]++)")
_ITEM = re.compile(
    r"^(?:[-*•–·o▪]|\(?(?:\d{1,2}|[a-h])[.):]|(?:question|query|q|item|point) ?\d{1,2} ?[.):])\s++(?=\S)", re.IGNORECASE
)


def item_of(line: str) -> str | None:
    """What a list's item says; ``None`` for a line that is none."""
    found = _ITEM.match(line)
    return line[found.end() :] if found else None


def joined(text: str, names: Collection[str]) -> str:
    r"""``text`` with words that a hyphen and a line break part made whole; ``names`` are lower-case words known besides English.

    The hyphen stays where it parts two words ("medical-\nstaff") and goes where the whole is the word ("Northum-\nbria").
    """

    def whole(match: re.Match[str]) -> str:
        one = (match[1] + match[2]).lower()
        halves = is_english(match[1].lower()) and is_english(match[2].lower())
        known = one in names or is_listed(one) or not (halves or match[1].isdigit())
        return f"{match[1]}{'' if known else '-'}{match[2]}"

    return _BROKEN_WORD.sub(whole, _NEWLINE.sub("\n", text))


def lines_of(text: str, begins: Rule) -> list[str]:
    """The lines of ``text`` without reply marks; what goes on with a request that ``begins`` or a full line is one with it."""
    lines: list[list[str]] = []
    for raw in text.split("\n"):
        line = _QUOTED.sub("", raw.strip(" "))
        if line.strip() and lines and lines[-1] and _goes_on(lines[-1][0], lines[-1][-1], line, begins):
            lines[-1].append(line)
        else:
            lines.append([line] if line.strip() else [])
    return [" ".join(pieces) for pieces in lines if pieces]


def _goes_on(first: str, last: str, after: str, begins: Rule) -> bool:
    """Whether ``after`` goes on with the line whose first and last pieces are given."""
    lowered = after.lower()
    if last[-1] in ".?!:;|\t" or item_of(after) or HEADER.found(lowered) or HEADER.found(first.lower()):
        return False
    full = len(last) >= FULL and not CLOSING.found(lowered)
    return full or (begins.found(first.lower()) and after[0].islower())


def framed(lines: Iterable[str], asks: Callable[[str], bool]) -> tuple[list[str], list[str]]:
    """``lines`` parted into what is said and what frames it, each in order. A greeting is cut from the line that it begins.

    Short lines behind a closing are a name and an address, unless one of them ``asks``.
    """
    said: list[str] = []
    frame: list[str] = []
    over = closed = False
    for written in lines:
        headed = _HEADED.match(written)
        frame += [headed[0].strip()] if headed else []
        whole = written[headed.end() :] if headed else written
        greeting = GREETING.match(whole)
        line, leave, device = parted(whole[greeting.end() :] if greeting else whole, asks)
        lowered = line.lower()
        over = over or SIGNATURE.found(lowered)
        closed = (closed and len(line.split()) <= ADDRESS and not asks(lowered)) or bool(line and CLOSING.found(lowered))
        if over or closed or HEADER.found(lowered):
            frame.append(whole)
            continue
        frame += [greeting[0].strip()] if greeting else []
        said += [line] if line else []
        frame += [leave] if leave else []
        frame += [device] if device else []
        over, closed = bool(device), bool(leave)
    return said, frame


def ungreeted(text: str) -> str:
    """A request of one line without the greeting that it begins with; a greeting with a word behind it is left as it is."""
    greeting = GREETING.match(text)
    rest = text[greeting.end() :] if greeting else text
    return rest if len(rest.split()) > 1 else text


def parted(line: str, asks: Callable[[str], bool]) -> tuple[str, str, str]:
    """What a line says, with what leave and name it ends, and what a device or a firm adds; the last two are mostly empty."""
    added = DEVICE.search(line)
    line, device = (line[: added.start()], line[added.end() :]) if added else (line, "")
    first = max(0, len(line) - LEAVING)
    starts = [*([] if first else [0]), *(end.end() for end in _ENDED.finditer(line, first))]
    for start in starts:
        rest = line[start:]
        if LEAVE.match(rest) and not any(asks(piece.strip().lower()) for piece in rest.split(",")):
            return line[:start].rstrip(" /"), rest, device
    return line, "", device
