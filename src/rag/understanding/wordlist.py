"""Correctly spelt English: a word list from a package, with the British spellings that it lacks by rule.

The list (pyspellchecker's, MIT) is American. A British spelling is recognised by its American twin: ``organisation`` because
``organization`` is listed. This module owns the package and loads it only when a word is looked up.
"""

from __future__ import annotations

import gzip
import json
import re
from functools import lru_cache
from importlib.resources import files

from rag.memory import give_back
from rag.text import STOPWORDS

_TWINS = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"our(?=$|s$|ed$|ing$|al|able$|ably$|ful$|less$|ite|ly$|y$|er|hood)", "or"),
        (r"is(?=e$|ed$|es$|er$|ers$|ing$|ation|able$)", "iz"),
        (r"ys(?=e$|ed$|es$|er$|ers$|ing$)", "yz"),
        (r"re(?=$|s$|d$)", "er"),
        (r"tring$", "tering"),
        (r"ogue(?=$|s$)", "og"),
        (r"mme(?=$|s$)", "m"),
        (r"ence(?=$|s$|less$)", "ense"),
        (r"(?<=[aeiou])ll(?=ed$|ing$|er$|ers$|or$|ors$|ings$)", "l"),
        (r"l(?=ment|ful$|fully$)", "ll"),
        (r"(?<=[^aeiou])ae|(?<=[^aeiou])oe|^ae|^oe", "e"),
        (r"edge(?=ment)", "edg"),
        (r"ageing$", "aging"),
        (r"plough", "plow"),
        (r"(?<=m)ould|(?<=m)oult", "old"),
        (r"oeuvr", "euver"),
        (r"wards$", "ward"),
    )
)


_ALSO = frozenset(
    """
    abbrev acct admin admins adware app appraisee appraisees approx apps arse asap awayday awaydays balint bame
    baulk behove belbin bling carbs chem cheque cheques clawback coachee comm connexion cosily cosiness cosplay
    covid creche creches datix dept depts dotcom erostering exec execs flexi fracking fyi gaol gaoling
    geriatrics govt hackathon hackathons hoodie hoodies ibid info islamophobia kaizen kerb kerbing landline
    lgbtq linkedin livestream malware mba mbas mentee mentees mgmt mins misc mould moult mrsa multisource natl
    netbook nett neurodiverse neurodiversity offsite offsites ofsted onboarding paywall perioperative poss recd
    refs resp resus retweet rollout rouble roubles sceptic sceptical scepticism siloed sonographer sonographers
    specialities speciality spyware subj subprime teambuilding telehealth telemedicine texting truther twerk
    unlearnt vlog webinar webinars whatsapp whistleblower whistleblowing workstream workstreams xmas
    """.split()  # noqa: SIM905 - a list of words is read as a text
)
"""Words and short forms that people write and the list lacks: found by running it over a British list of 73,600 words."""
_ENDINGS = ("s", "ed", "ing", "er", "ers", "ly")
_PART = 5
"""Letters of a base or of either half of a compound; shorter ones are found in misspellings too ("tran" in "traning")."""
LONGEST = 45
"""Letters of the longest word in any English dictionary; to look for the halves of longer ones would take quadratic time."""
_BEGINNING = 3
"""Letters by which words are looked up: most beginnings have some 20 words, the commonest 1,500."""
_ALIKE = re.compile(r"^(?:(.{3}).*(?:\n\1.*)*|.{1,2}$)", re.MULTILINE)
"""Sorted lines of one beginning."""
_CONTRACTED = frozenset(
    """
    aint arent cant couldnt didnt doesnt dont hadnt hasnt havent hows isnt ive lets mustnt oughtnt shes shouldnt thats theres theyre
    theyve wasnt weve whats wheres whos wont wouldnt youre youve
    """.split()  # noqa: SIM905
)


def is_english(word: str) -> bool:
    """Whether ``word`` (lower case) is correctly spelt, in British or American English, an apostrophe left out forgiven."""
    if word in STOPWORDS or word in _CONTRACTED or is_listed(word):  # the first are most of what is asked about
        return True
    if len(word) > LONGEST:
        return False
    if any(is_listed(base) for base in _bases(word)):
        return True
    return any(is_listed(word[:n]) and is_listed(word[n:]) for n in range(_PART, len(word) - _PART + 1))


def is_listed(word: str) -> bool:
    """Whether ``word`` stands in the list as it is, or its American twin does."""
    words = _words()
    return word in words or word in _ALSO or any(american in words for american in _american(word))


def _bases(word: str) -> set[str]:
    """What ``word`` is a regular form of; none for "improveing", which has an e too many."""
    found = set()
    for ending in _ENDINGS:
        base = word.removesuffix(ending)
        if base != word and len(base) >= (_PART - 1 if ending == "s" else _PART):
            irregular = base[-1] == "s" or (base[-1] == "y" and base[-2] not in "aeiou")  # "universitys"
            if not irregular if ending == "s" else base[-1] != "e":
                found.add(base)
            if ending not in ("s", "ly"):
                found.add(base + "e")
    return found


def _american(word: str) -> set[str]:
    """What ``word`` may be in American English: each rule applied alone, and all of them one after the other."""
    alone = {pattern.sub(american, word) for pattern, american in _TWINS}
    together = word
    for pattern, american in _TWINS:
        together = pattern.sub(american, together)
    return alone | {together}


class Words:
    """The set of words in sorted lines, held as one text for each beginning: 160,572 strings and a set of them take 18 MiB more."""

    def __init__(self, lines: str) -> None:
        self._lines = {found[0][:_BEGINNING]: f"\n{found[0]}\n" for found in _ALIKE.finditer(lines)}

    def __contains__(self, word: str) -> bool:
        return "\n" not in word and f"\n{word}\n" in self._lines.get(word[:_BEGINNING], "")


@lru_cache(maxsize=1)
def _words() -> Words:
    """The words of ``SpellChecker(language="en").word_frequency``, without counting how often each letter and length stands there,
    which took longer than all else.
    """
    packed = files("spellchecker").joinpath("resources", "en.json.gz").read_bytes()
    lines = "\n".join(sorted(word if word.islower() else word.lower() for word in json.loads(gzip.decompress(packed))))
    give_back()  # before the texts are made, which would stand between what was freed
    return Words(lines)
