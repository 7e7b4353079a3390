"""Half-words that people type on a phone → the words that are meant, before anything is looked for.

A list, not a likeness: what is not in it stays as it was typed.
"""

from __future__ import annotations

import re
from functools import lru_cache

HALF_WORDS = {
    "re": "about", "ppl": "people", "peeps": "people",
    "doc": "doctor", "docs": "doctors", "dr's": "doctors", "drs": "doctors", "exec": "executive",
    "execs": "executives", "mgmt": "management", "mgt": "management", "mgr": "manager", "mgrs": "managers", "dept": "department",
    "depts": "departments", "hosp": "hospital", "hosps": "hospitals", "org": "organisation", "orgs": "organisations",
    "yr": "year", "yrs": "years", "mth": "month", "mths": "months", "wk": "week", "wks": "weeks", "hrs": "hours",
    "u": "you", "ur": "your", "thru": "through", "abt": "about", "bout": "about", "cos": "because", "coz": "because",
    "cuz": "because", "dont": "don't", "doesnt": "doesn't",
    "didnt": "didn't", "isnt": "isn't", "arent": "aren't", "wasnt": "wasn't", "hasnt": "hasn't", "havent": "haven't",
    "pls": "please", "plz": "please", "thx": "thanks", "gimme": "give me", "wanna": "want to", "gonna": "going to",
    "lemme": "let me", "em": "them", "owt": "anything", "nowt": "nothing", "summat": "something", "somethin": "something",
    "nothin": "nothing", "anythin": "anything",
    "jnr": "junior", "jnrs": "juniors", "jr": "junior", "snr": "senior", "clin": "clinical", "dirs": "directors",
    "cnsltnt": "consultant", "cnsltnts": "consultants", "mngmt": "management", "mngt": "management", "mngr": "manager",
    "mngrs": "managers", "lship": "leadership", "ldrship": "leadership", "devt": "development", "trng": "training",
    "intrvw": "interview", "intrvws": "interviews", "intvw": "interview", "mtg": "meeting", "mtgs": "meetings",
    "cttee": "committee", "ctte": "committee", "appt": "appointment", "appts": "appointments",
    "hw": "how", "wht": "what", "whch": "which", "frm": "from", "hv": "have", "bcos": "because", "bcoz": "because", "im": "I'm",
    "intro": "introduction", "comms": "communications", "govt": "government", "diffs": "differences", "btwn": "between",
    "edu": "education", "pct": "percentage", "prog": "programme", "progs": "programmes", "dev": "development",
    "grp": "group", "grps": "groups", "assoc": "associate", "div": "division", "divs": "divisions", "perf": "performance",
    "ldr": "leader", "ldrs": "leaders", "cmttee": "committee", "cmte": "committee", "wrk": "work", "b4": "before",
    "wot": "what", "wat": "what", "wots": "what's", "wats": "what's", "wot's": "what's", "wat's": "what's",
}  # fmt: skip
"""What is left out: "whats" and the like, which every rule of asking knows and which tell nothing."""
_WORD = re.compile(r"(?<![\w'/.@-])[A-Za-z][a-z']*+(?![\w'@/-]|\.\w)")

_THOUSANDS = re.compile(r"(?<![\w.,/-])(?!2000(?!\d))[1-9]\d{0,2}000(?:000)?(?!\w|[.,]\d)")
"""Round thousands, which reports write with a comma; 2000 is rather the year."""
_AND = re.compile(r"(?<=[a-z?] )(?<!\bis )(?<!\bthe )(?<!\ba )(?<!\bof )n(?= [a-z])")
"""Between two words in small letters: a number of people is written "n = 20" or "N"."""
_IT = re.compile(r"(?<![\w.’'&-])(?<![A-Z]{2} )IT(?![\w’'&-])(?! [A-Z]{2})")
"""Information technology, written as the pronoun is; in a text all in capitals it may be either, and stays."""
_WITHOUT = re.compile(r"(?<![\w/])w/o(?![\w/])", re.IGNORECASE)
_WITH = re.compile(r"(?<![\w/])w/(?![\w/])|(?<=[A-Za-z] )w(?= [a-z])", re.IGNORECASE)
_SAME = re.compile(r"\b(same|different|other|another|new|next) q\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<!there is )(?<!there's )(?<!\w)(?:no\.? of (?=[a-z])|no\. (?=(?!(?:this|was|is|does|has|its|thanks)\b)[a-z]{4,20}s\b))",
    re.IGNORECASE,
)
"""What stands for a number, as in "no. consultants": two plain letters before a noun in the plural."""
_ON_EARTH = re.compile(
    r"\b(who|what|how|why|where|when) (?:on earth|the (?:hell|heck)"
    r"|in the world(?= (?:is|are|was|do|does|did|would|can|could)\b))\b",
    re.IGNORECASE,
)
_SHARE = re.compile(r"(?:^|(?<=what )|(?<=which )|(?<=the ))%(?= of\b)", re.IGNORECASE)
_LATIN = re.compile(r"(?<![\w.])(e|i)\. ?(g|e)\b\.?(?=[\s,:)])", re.IGNORECASE)
"""With its full stops it is two letters, one of which may be a name's; without them a word that tells nothing."""
_LEARNING = re.compile(r"(?<!\w)L ?& ?D(?!\w)", re.IGNORECASE)
_WRITTEN_OUT = (
    (_LATIN, r"\1\2"),
    (_LEARNING, "learning and development"),
    (_NUMBER, "number of "), (_SAME, r"\1 question"), (_ON_EARTH, r"\1"), (_SHARE, "percentage"), (_WITHOUT, "without"),
    (_WITH, "with"), (_AND, "and"),
)  # fmt: skip
_ANYONE = re.compile(r"(?<!\w)(any|some|every|no ?)1(?!\w)", re.IGNORECASE)
_NTH = {"1st": "first", "2nd": "second", "3rd": "third", "4th": "fourth", "5th": "fifth", "6th": "sixth"}
_ORDINAL = re.compile(r"(?<!\w)(?:1st|2nd|3rd|[4-6]th)(?= (?!(?:of|january|february|march|april|may|june|july)\b)[a-z])")
_SHORT = re.compile(r"\b(?:tl;?dr|(?:the )?gist)\b(?= (?:of|for|on|chapter|the|this)\b|[:,]|\W*+$)", re.IGNORECASE)
_SILENT = str.maketrans("", "", "',.")
_EQUALS = re.compile(r"([^=?]{2,40}[^=?\s])\s*+=\s*+(?:what|wot|wat)?\s*+\?*+$")
"""What somebody wants spelt out: "IHI = ?"."""


@lru_cache(maxsize=16)
def spelt_out(text: str) -> str:
    """``text`` with its half-words written out, and its thousands as reports write them; words in capitals, in addresses or in
    longer words stay as they are. Kept for the last texts: each of a long talk is asked a dozen times.
    """
    if equals := _EQUALS.match(text):
        text = f"what is {equals[1]}?"
    if text == "IT" or any(c.islower() for c in text):
        text = _IT.sub("information technology", text)
    text = "short summary of the report" if _SHORT.fullmatch(text.rstrip(" ?!.")) else _SHORT.sub("short summary", text)
    for short, whole in _WRITTEN_OUT:
        text = short.sub(whole, text)
    text = _ORDINAL.sub(lambda m: _NTH[m[0]], _ANYONE.sub(r"\1one", text))
    return _THOUSANDS.sub(lambda m: f"{int(m[0]):,}", _WORD.sub(_meant, text))


def _meant(match: re.Match[str]) -> str:
    typed = match[0]
    if typed.lower() == "bout" and match.string[: match.start()].lower().endswith("a "):
        return typed
    meant = HALF_WORDS.get(typed.lower(), typed)
    return meant[0].upper() + meant[1:] if typed[0].isupper() else meant


def numbered(text: str) -> str:
    """A text whose "no." before what is counted is no "no"."""
    return _NUMBER.sub("number of ", text)


def is_said(typed: str, read: str) -> bool:
    """Whether a reader is to be told how the text was read: more was written out than apostrophes, full stops and commas."""
    return typed.translate(_SILENT) != read.translate(_SILENT)
