"""Whether quotations are on the people of whom it is asked: that staff were surveyed does not tell that patients were."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.text import stem
from rag.understanding.rules import Rule
from rag.understanding.wants import SUMS_UP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.kit import Kit
    from rag.understanding.question import Question

PEOPLE = Rule(
    "names people of one kind",
    (
        (r"(?<!treat )(?<!treating )(?P<patients>patients?)"
         r"(?!\w|[’']? (?:safety|care|experience|satisfaction|feedback|focus\w*|lives|outcomes?|needs)\b)"),
        r"(?P<nurses>nurses?)", r"(?P<midwives>midwi(?:fe|ves))", r"(?P<students>(?:medical )?students)", r"(?P<gps>gps?)(?!-)",
        r"(?P<pharmacists>pharmacists?)", r"(?P<physios>physio(?:therapist)?s?)", r"(?P<therapists>therapists?)",
        r"(?P<paramedics>paramedics?)", r"(?P<porters>porters?)", r"(?P<cleaners>cleaners?)", r"(?P<receptionists>receptionists?)",
        r"(?P<secretaries>secretaries)", r"(?P<carers>carers?)", r"(?P<relatives>relatives)", r"(?P<volunteers>volunteers?)",
        r"(?P<dentists>dentists?)", r"(?P<neds>non[- ]?exec(?:utive)?(?: director)?s?|neds?)",
    ),
    yes=("did they survey patients", "was there a patient survey", "training for nurses", "what do midwives do",
         "how are medical students involved",
         "are gps in it", "pharmacists' part", "what do physios get", "a therapist", "are paramedics in it",
         "how are porters involved",
         "do cleaners count", "what receptionists say", "what training do secretaries get", "the carers", "what of relatives",
         "are volunteers asked", "do dentists lead", "what training do non executive directors get"),
    no=("how is patient safety led", "our patients wait", "i am a nurse", "as a ward nurse i ask", "the impatient", "a secretary",
        "do they only treat patients", "gp-style care", "doctors and nurses", "mixed with nurses"),
    head=r"(?<!\bour )(?<!\bmy )(?<!\bam a )(?<!\bas a )(?<!ward )(?<!\bwith )(?<!\band )(?<!\bor )",
)  # fmt: skip
"""Such as are seldom meant by staff, doctors and leaders, of whom much is said; not one of them who asks, nor his own, nor those
beside others."""
_CLINICAL = frozenset(("nurses", "midwives", "pharmacists", "physios", "therapists", "paramedics"))
_STAFF = _CLINICAL | {"porters", "cleaners", "receptionists", "secretaries"}
_ALL_STAFF = re.compile(
    r"\b(?:all|any|every) (?:(?:of )?(?:the|its|our|their) )?(?:staff|employees?)\b"
    r"|\bstaff\W{1,4}not (?:just|only) (?:doctors|medics)\b"
)
"""Everyone employed there, of whatever kind."""
_ALL_CLINICAL = re.compile(r"\b(?:all|any|every|other|another) clinical (?:staff|professionals?)\b")
_NAMED = re.compile(rf"\b(?:{'|'.join(PEOPLE.forms)})\b")


def of_whom(kit: Kit, asked: Question, told: Sequence[str]) -> bool:
    """Whether some quotation names the people whom a request names, or all staff to whom they belong; true where it names none or
    several, and of what sums up.
    """
    lowered = asked.text.lower()
    named = {kind: found[kind] for found in PEOPLE.pattern.finditer(lowered) for kind in found.groupdict() if found[kind]}
    if len(named) != 1 or asked.lead or SUMS_UP.found(lowered):
        return True
    [(kind, word)] = named.items()
    if stem(word) in kit.people:
        return True  # of these the report speaks throughout
    forms = {kind, word, kind.removesuffix("s")}
    if any(kit.stands_in(text, form) for text in told for form in forms):
        return True
    lower = [text.lower() for text in told]
    all_of_them = (_ALL_STAFF,) * (kind in _STAFF) + (_ALL_CLINICAL,) * (kind in _CLINICAL)
    return any(every.search(text) for every in all_of_them for text in lower) or any(
        found[kind] for text in lower for found in PEOPLE.pattern.finditer(text)
    )


def names_them(asked: Question, text: str) -> bool:
    """Whether a text names the people of the one kind whom a request names, be it beside others; false where it names none or
    several. "Patient care" names no patients.
    """
    kinds = {kind for found in PEOPLE.pattern.finditer(asked.text.lower()) for kind in found.groupdict() if found[kind]}
    return len(kinds) == 1 and any(found[kind] for found in _NAMED.finditer(text.lower()) for kind in kinds)
