"""``corpus/report.toml`` → Profile: what the program must know of one report to speak of it.

Its title and publisher, what its members are called and how many they are, how its text is laid out, what is said of it to
readers and programs, and its members' colours. Nothing of that stands in the code.
"""

from __future__ import annotations

import re
import string
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, Field

from rag.corpus.validated import Checked, read_checked

if TYPE_CHECKING:
    from pathlib import Path

FILE = "report.toml"
NUMBERS = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
LIGHT_GROUND, DARK_GROUND = "#faf8f4", "#1b2128"
"""Of the page's grounds (``web/ui/tokens.css``) those on which a colour has least contrast, in each scheme."""
CONTRAST = 4.5
"""Of a text with its ground: WCAG 2.2, level AA."""
Part = Literal["bank", "gaps", "prepared", "organisations", "languages", "adapter"]
"""What may come with a report beside its text, tags and profile."""

_COLOUR = re.compile(r"#[0-9a-f]{6}")


def contrast(one: str, other: str) -> float:
    """How far apart two colours (``#rrggbb``) are in lightness, 1 to 21, by WCAG 2.2."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)  # noqa: PLR2004 - sRGB
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _filled(text: str) -> str:
    if not text.strip():
        raise ValueError("write a text that is not empty")
    return text


def _word(text: str) -> str:
    if not re.fullmatch(r"[a-z][a-z -]*[a-z]", text):
        raise ValueError(f"write a word in lower case, not {text!r}")
    return text


def _count(text: str) -> str:
    if text not in NUMBERS[2:]:
        raise ValueError(f"write a number in words, from {NUMBERS[2]} to {NUMBERS[-1]}, not {text!r}")
    return text


def _against(ground: str, lightness: str) -> AfterValidator:
    def check(colour: str) -> str:
        if not _COLOUR.fullmatch(colour):
            raise ValueError(f"write a colour as #rrggbb in lower case, not {colour!r}")
        if (found := contrast(colour, ground)) < CONTRAST:
            raise ValueError(
                f"{colour} has a contrast of {found:.1f}:1 with the page's ground {ground}, and text needs {CONTRAST}:1; "
                f"write a {lightness} colour"
            )
        return colour

    return AfterValidator(check)


def _with(*names: str) -> AfterValidator:
    """A text in which only these names may stand in braces."""

    def check(text: str) -> str:
        try:
            found = {name for _, name, *_ in string.Formatter().parse(text) if name is not None}
        except ValueError as error:
            raise ValueError(f"its braces do not fit ({error}); write {{{{ for a brace") from error
        if unknown := sorted(found - set(names)):
            known = ", ".join(f"{{{name}}}" for name in names) or "none"
            raise ValueError(f"there is no {{{unknown[0]}}} here; write one of {known}, or {{{{ for a brace")
        return _filled(text)

    return AfterValidator(check)


Text = Annotated[str, AfterValidator(_filled)]
Word = Annotated[str, AfterValidator(_word)]


class Group(Checked):
    """What the report's members are called: ``noun`` is the word for one, ``count`` how many there are, in words.

    ``others`` are further words that readers use for one, ``places`` for where one is; ``before`` may stand before them
    ("NHS trusts"). ``name_words`` are those parts of a member's name that also stand in other names;
    ``sized_by`` is what the biggest has most of, where nothing is named.
    """

    noun: Word
    nouns: Word
    count: Annotated[str, AfterValidator(_count)]
    others: tuple[Word, ...] = ()
    places: tuple[Word, ...] = ()
    before: tuple[Word, ...] = ()
    name_words: tuple[Text, ...] = ()
    sized_by: Word | None = None

    # pydantic's own hashes every field, and what is kept for a group is looked up some 30 times a request
    def __hash__(self) -> int:
        return hash((self.noun, self.nouns))

    @property
    def size(self) -> int:
        """How many there are."""
        return NUMBERS.index(self.count)

    @property
    def everyone(self) -> str:
        """``all four``, or ``both``."""
        return "both" if self.size == len(("one", "the other")) else f"all {self.count}"

    @property
    def all_of_them(self) -> str:
        """``All five parishes``, or ``Both councils``."""
        return f"{self.everyone.capitalize()} {self.nouns}"

    @property
    def the_rest(self) -> str:
        """What is left when one is taken: ``the other four parishes``, or ``the other council``."""
        return f"the other {self.noun if self.everyone == 'both' else f'{NUMBERS[self.size - 1]} {self.nouns}'}"

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """What one is called, with its plural."""
        return ((self.noun, self.nouns), *((word, plural(word)) for word in self.others))


class Layout(Checked):
    """How the source is laid out, as ``corpus/report.py`` reads it.

    ``running_title`` is the second line of the running heads, empty where there are none; ``last`` is what the page after the
    last page break is called, where a blank line parts lines, empty where there is no such page; a line of at most
    ``speaker_length`` under a quotation is its speaker; ``theme`` is that of a member's text above its first heading.
    """

    first_page: int = Field(1, ge=1)
    running_title: str = ""
    last: str = Field("", pattern=r"^(?:[a-z][a-z ]*)?$")
    speaker_length: int = Field(40, ge=1)
    theme: Text


class Words(Checked):
    """Words of the report's field.

    ``subjects`` make a follow-up a request of its own; ``roles`` are those of people who were asked; ``people`` and ``field``
    may stand around a "that" that points at nothing ("that doctors …"); ``offices`` answer "who"; ``unasked`` are people of whom
    readers ask what they said, and of whom nobody was interviewed; ``unquoted`` are such of whom something is told; ``matter`` says
    what the report is about: what names it is not off its subject.
    """

    subjects: tuple[Word, ...] = ()
    roles: tuple[Word, ...] = ()
    people: tuple[Word, ...] = ()
    field: tuple[Word, ...] = ()
    offices: tuple[Word, ...] = ()
    unasked: tuple[Word, ...] = ()
    unquoted: tuple[Word, ...] = ()
    matter: tuple[Word, ...] = ()

    def __hash__(self) -> int:  # as a group's
        return hash(self.roles)


class Says(Checked):
    """What the assistant says in its own voice of this report; ``{members}`` stands for their names. ``recommends`` says that it
    makes no recommendations, where it makes none.
    """

    greeting: Annotated[str, _with()]
    unclear: Annotated[str, _with()]
    emergency: Annotated[str, _with()]
    attack: Annotated[str, _with()]
    off_topic: Annotated[str, _with("members")]
    recommends: Annotated[str, _with()] = ""


class Page(Checked):
    """The chat's title, what stands under it (``{title}`` for the report's), what the box invites to, and examples to click."""

    title: Text
    masthead: Annotated[str, _with("title")]
    invitation: Text
    examples: tuple[Text, ...] = Field(min_length=1)


class Mcp(Checked):
    """How the report is called and described to language models."""

    name: str = Field(pattern=r"^[a-z][a-z0-9-]*$")
    instructions: Text


class Api(Checked):
    """What the API's documentation says first."""

    description: Text


class Widget(Checked):
    """What the widget is called where a page does not say; its attribute takes 80 characters."""

    title: str = Field(min_length=1, max_length=80)


class Colour(Checked):
    """A member's colour in the light and in the dark scheme."""

    light: Annotated[str, _against(LIGHT_GROUND, "darker")]
    dark: Annotated[str, _against(DARK_GROUND, "lighter")]


class Profile(Checked):
    """All of it. ``comes_with`` names what must be there beside text, tags and profile; the rest may be missing."""

    title: Text
    publisher: Text
    year: int
    rights: Text
    comes_with: tuple[Part, ...] = ()
    group: Group
    layout: Layout
    words: Words
    says: Says
    page: Page
    mcp: Mcp
    api: Api
    widget: Widget
    colours: dict[str, Colour]

    @cached_property
    def citation(self) -> str:
        """Publisher, title and year, as a citation names the report."""
        return f"{self.publisher}, {self.title} ({self.year})"


def load_profile(corpus: Path) -> Profile:
    """Read ``report.toml`` from the folder ``corpus``; ``ReportError`` names the line that cannot be used."""
    return read_checked(corpus / FILE, Profile)


def plural(word: str) -> str:
    """The regular plural: ``councils``, ``authorities``."""
    return f"{word.removesuffix('y')}ies" if re.search(r"[^aeiou]y$", word) else f"{word}s"
