"""In which language is this asked? And what is said to somebody who asks in one that is not understood.

English is told by its words, languages of South Asia in Latin letters by theirs, every other one by py3langid (BSD; a model of
4.6 MB inside the package, loaded when a text of few English words is first met). This module owns that package.
"""

from __future__ import annotations

import io
import lzma
import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

import numpy as np

from rag.errors import ReportError, reason
from rag.memory import give_back
from rag.understanding.limits import few_marks
from rag.understanding.romanised import LATIN, romanised
from rag.understanding.wordlist import is_english

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray
    from py3langid.langid import LanguageIdentifier

FILE = "languages.toml"
SPOKEN = frozenset({"cy", "pl", "ro", "ur", "pa", "bn", "gu", "ar", "pt", "es", "fr", LATIN})
"""Languages in which an answer must be ready: the commonest in England and Wales after English, and Welsh."""
_LANGUAGES = (
    "en", "cy", "pl", "ro", "ur", "pa", "bn", "gu", "ar", "pt", "es", "fr", "de", "it", "nl", "tr", "so", "lt", "lv", "hu",
    "cs", "sk", "bg", "uk", "ru", "el", "fa", "ps", "ku", "hi", "ta", "te", "ml", "mr", "ne", "si", "zh", "ja", "ko", "th", "vi",
    "tl", "sw", "yo", "am", "sq", "hr", "he", "sv", "da", "fi",
)  # fmt: skip
"""Languages that are told apart: those of people in the United Kingdom; rarer ones would only be taken for misspelt English."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+")
_LOANS = frozenset(
    "déjà vu être raison d'être crème brûlée café cliché façade naïve résumé voilà entrée protégé exposé coup état".split()  # noqa: SIM905
)
"""French that is English."""
SURE = 0.96
"""Probability from which a text is in another language: 19,294 English requests of few English words have at most 0.95."""
ENGLISH = 0.8
"""Share of English words above which a text is English: "Merci pour votre aide" has 0.75, as many are both."""
LIKELY, FEW = 0.5, 0.35
"""Less sure is sure enough where hardly a word is English."""
WORDS = 3
"""Fewer words tell too little: "critcal comments" looks French."""


@dataclass(frozen=True)
class Language:
    """One language's own words: ``only_english`` says that only English is understood, ``danger`` whom to ring.

    ``greeting`` are greetings and thanks that may be a whole message.
    """

    code: str
    name: str
    only_english: str
    danger: str
    greeting: tuple[str, ...]
    emergency: tuple[str, ...]
    checked_by: str

    @cached_property
    def phrases(self) -> tuple[frozenset[str], tuple[str, ...], tuple[str, ...]]:
        """Of ``emergency`` those in Latin letters, folded, with their first words, and those in other letters."""
        latin = tuple(_folded(words) for words in self.emergency if _is_latin(words[0]))
        return frozenset(phrase.split()[0] for phrase in latin), latin, tuple(w for w in self.emergency if not _is_latin(w[0]))

    @cached_property
    def greetings(self) -> frozenset[str]:
        """``greeting``, folded."""
        return frozenset(map(_folded, self.greeting))


def detect(text: str) -> str | None:
    """BCP 47 code of the language of ``text``: two letters, or ``hi-Latn`` for Hindi or Urdu in Latin letters; ``None`` for
    English, for names and abbreviations alone, and where unsure.
    """
    words = _WORD.findall(text)
    letters = sum(len(word) for word in words)
    foreign = 0 if text.isascii() else sum(not _is_latin(c) for word in words for c in word)
    if foreign * 2 > letters:
        return _other(text, 0.0)
    if code := romanised([word.lower() for word in words]):
        return code
    told = [word for n, word in enumerate(words) if n == 0 or word.islower()]
    accented = any(not word.isascii() for word in told)
    if len(words) < (WORDS - 1 if accented else WORDS) or not told:
        return None
    english = sum(word.lower() in _LOANS or is_english(word.lower()) for word in told) / len(told)
    if english > ENGLISH:
        return None
    return _other(text, LIKELY if english <= (0.5 if accented else FEW) else SURE)


def _other(text: str, least: float) -> str | None:
    code, probability = _identifier().classify(text)
    return None if code == "en" or probability < least else str(code)


def _is_latin(character: str) -> bool:
    return character.isascii() or unicodedata.name(character, "LATIN").startswith("LATIN")


class Moves:
    """The model's table of 256 moves a row, read like the flat array that it is: 11 MiB instead of 37, since of each row only those
    moves are held that are others than the first row's.
    """

    def __init__(self, flat: NDArray[np.uint32]) -> None:
        rows = flat.reshape(-1, 256)
        own = rows != rows[0]
        self._first: list[int] = rows[0].tolist()
        starts = np.zeros(len(rows) + 1, np.uint32)
        starts[1:] = own.sum(axis=1).cumsum()
        self._from = starts.data
        self._bytes = (np.flatnonzero(own) & 255).astype(np.uint8).tobytes()
        self._states = rows[own].data

    def __getitem__(self, index: int) -> int:
        row, byte = index >> 8, index & 255
        at = self._bytes.find(byte, self._from[row], self._from[row + 1])
        return self._first[byte] if at < 0 else self._states[at]


@lru_cache(maxsize=1)
def _identifier() -> LanguageIdentifier:
    """The model, read in memory: the package's own reader unpacks it to a temporary file, and a folder for such may be wanting.

    Only the columns of our languages are kept, and the tables as they are instead of as lists: a fifth of what the package's own
    takes, with the same probabilities.
    """
    from py3langid.langid import MODEL_DIR, MODEL_FILE, LanguageIdentifier

    with lzma.open(MODEL_DIR / MODEL_FILE) as packed:
        unpacked = io.BytesIO(packed.read())
    with np.load(unpacked, allow_pickle=False) as model:
        classes = model["classes"].tolist()
        ours = [n for n, code in enumerate(classes) if code in _LANGUAGES]
        identifier = LanguageIdentifier(
            model["ptc"][:, ours], model["pc"][ours], [classes[n] for n in ours], Moves(model["nextmove"]),
            memoryview(model["out_feat"]), norm_probs=True, tk_row=(),
        )  # fmt: skip
        # It makes a list of its own, of 4 MiB, of the row of each state.
        identifier._rowbase = memoryview(model["nextmove_row"].astype(np.uint32) << 8)  # noqa: SLF001
    del unpacked
    give_back()
    return identifier


def load_languages(corpus: Path) -> dict[str, Language]:
    """``corpus/languages.toml`` by code. Raises ``ReportError`` with the entry where it cannot be read or lacks something."""
    path = corpus / FILE
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["languages"]
        languages = {
            entry["code"]: Language(**{**entry, **{name: tuple(entry[name]) for name in ("greeting", "emergency")}})
            for entry in entries
        }
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise ReportError(f"{path} cannot be read ({reason(error)}). Restore it from the repository.") from error
    for language in languages.values():
        if fault := _fault(language):
            raise ReportError(f"{path}: {language.code!r} {fault}.")
    if missing := sorted(SPOKEN - languages.keys()) or len(languages) != len(entries):
        raise ReportError(f"{path}: every language of {sorted(SPOKEN)} stands there once; look at {missing!r}.")
    return languages


def _fault(language: Language) -> str | None:
    texts = (language.code, language.name, language.only_english, language.danger, language.checked_by)
    if not all(isinstance(text, str) and text.strip() for text in texts):
        return "lacks a text"
    if not all(number in language.danger for number in ("999", "111", "116 123")):
        return "does not say all of 999, 111 and 116 123 in `danger`"
    for name, words, least in (("greeting", language.greeting, 2), ("emergency", language.emergency, 3)):
        if not words or not all(isinstance(w, str) and w == w.lower() and len(w) >= least for w in words):
            return f"needs `{name}` words in lower case, of {least} letters or more"
    return None


def emergency(text: str, languages: Mapping[str, Language]) -> Language | None:
    """The first language in whose words ``text`` tells of an emergency, whatever language it was taken for."""
    folded, lowered = _folded(text), text.lower()
    words, plain = frozenset(folded.split()), lowered.isascii()
    for language in languages.values():
        first, latin, other = language.phrases
        if not first.isdisjoint(words) and any(phrase in folded for phrase in latin):
            return language
        if not plain and any(phrase in lowered for phrase in other):
            return language
    return None


def greeting(text: str, languages: Mapping[str, Language]) -> str | None:
    """The code of the language in which ``text`` greets or thanks and does nothing else; such are too short for ``detect``."""
    said = _folded(text)
    for code, language in languages.items():
        if said in language.greetings:
            return code
    return None


def _folded(text: str) -> str:
    """Words in lower case without accents, each between spaces."""
    plain = text.lower()
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFKD", few_marks(plain)) if not unicodedata.combining(c))
    return f" {' '.join(_LETTERS.findall(plain))} "
