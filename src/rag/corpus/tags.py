"""``corpus/tags.toml`` → Tags: the trusts with their aliases, the themes, and what each printed heading means.

A trust is one of the report's members, whatever they are: what they are called stands in its profile.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from rag.corpus.validated import Checked, at, read_checked
from rag.errors import ReportError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rag.corpus.profile import Profile
    from rag.corpus.validated import Place
    from rag.types import Theme, TrustId

WHOLE = "all"
"""No trust's id: pages mark by it what is of no single trust."""


@dataclass(frozen=True, slots=True)
class Trust:
    """One of the trusts that the report studies; ``aliases`` are lower case.

    ``misspelt`` are words of them that are recognised misspelt, with the edits that are forgiven; where a word of
    ``not_before`` follows an alias, something else is named.
    """

    id: TrustId
    name: str
    heading: str
    aliases: tuple[str, ...]
    misspelt: tuple[tuple[str, int], ...] = ()
    not_before: tuple[str, ...] = ()

    # of all fields it takes longer than to look up what is kept for the trusts, some ten times a request
    def __hash__(self) -> int:
        return hash(self.id)


@dataclass(frozen=True, slots=True)
class ExtraTheme:
    """A curated further theme for the passages of one section that contain ``contains``."""

    section: str
    contains: str
    theme: Theme


@dataclass(frozen=True, slots=True)
class Tags:
    """The curated vocabulary of the report, and its profile."""

    edition: str
    trusts: tuple[Trust, ...]
    themes: dict[Theme, str]
    headings: dict[str, Theme]
    chapters: dict[str, tuple[Theme, str]]
    grouping: frozenset[str]
    extra_themes: tuple[ExtraTheme, ...]
    profile: Profile = field(repr=False)
    not_misspelt: frozenset[str] = frozenset()

    def trust(self, trust_id: TrustId) -> Trust:
        """The trust with this id; ``ValueError`` if there is none."""
        for trust in self.trusts:
            if trust.id == trust_id:
                return trust
        raise ValueError(f"no such trust: {trust_id!r}")

    def trust_name(self, trust_id: TrustId | None) -> str:
        """The trust's short name for readers; text of no single trust is the report's own."""
        return "The report as a whole" if trust_id is None else self.trust(trust_id).name

    def searched_name(self, trust_id: TrustId | None) -> str:
        """The name under which text is embedded and searched: what is of no single trust answers for all of them."""
        return self.profile.group.all_of_them if trust_id is None else self.trust(trust_id).name


_Id = Annotated[str, Field(pattern=r"^[a-z][a-z-]*$")]


class _TrustTable(Checked):
    id: _Id
    name: str
    heading: str
    aliases: tuple[str, ...]
    misspelt: dict[str, int] = Field(default_factory=dict)
    not_before: tuple[str, ...] = ()


class _ChapterTable(Checked):
    theme: str
    slug: str


class _LayoutTable(Checked):
    grouping: tuple[str, ...]


class _ExtraThemeTable(Checked):
    section: str
    contains: str
    theme: str


class _File(Checked):
    edition: str
    not_misspelt: tuple[str, ...] = ()
    trusts: tuple[_TrustTable, ...]
    themes: dict[_Id, str]
    headings: dict[str, str]
    chapters: dict[str, _ChapterTable]
    layout: _LayoutTable
    extra_themes: tuple[_ExtraThemeTable, ...] = ()


def load_tags(path: Path, profile: Profile) -> Tags:
    """Read and check the tags.

    Raises ``ReportError`` with the line where the file is missing, is not TOML or lacks something, where it names a theme that
    it does not list, and where the profile speaks of other trusts than it has.
    """
    file = read_checked(path, _File)
    for place, fault in _faults(file, profile):
        raise ReportError(f"{at(path, path.read_text(encoding='utf-8'), place)}: {fault}.")
    return Tags(
        edition=file.edition,
        trusts=tuple(Trust(t.id, t.name, t.heading, t.aliases, tuple(t.misspelt.items()), t.not_before) for t in file.trusts),
        themes=file.themes,
        headings=file.headings,
        chapters={name: (chapter.theme, chapter.slug) for name, chapter in file.chapters.items()},
        grouping=frozenset(file.layout.grouping),
        extra_themes=tuple(ExtraTheme(x.section, x.contains, x.theme) for x in file.extra_themes),
        profile=profile,
        not_misspelt=frozenset(file.not_misspelt),
    )


def _faults(file: _File, profile: Profile) -> Iterator[tuple[Place, str]]:
    """Where the file does not fit itself or the profile, and what to write."""
    used: list[tuple[Place, str]] = [(("headings", heading), theme) for heading, theme in file.headings.items()]
    used += [(("chapters", name), chapter.theme) for name, chapter in file.chapters.items()]
    used += [(("extra_themes", n, "theme"), extra.theme) for n, extra in enumerate(file.extra_themes)]
    used.append((("themes",), profile.layout.theme))
    for place, theme in used:
        if theme not in file.themes:
            yield place, f"there is no theme {theme!r}; write one of {', '.join(file.themes)}, or list it in [themes]"
    if profile.layout.last and profile.layout.last not in file.chapters:
        yield ("chapters",), f'the profile calls the last page {profile.layout.last!r}; write a chapter "{profile.layout.last}"'
    ids = [trust.id for trust in file.trusts]
    for n, trust in enumerate(file.trusts):
        if trust.id == WHOLE or ids.count(trust.id) > 1:
            yield ("trusts", n, "id"), f"{trust.id!r} is taken; write an id of its own"
        if lacking := sorted(set(trust.misspelt) - set(trust.aliases)):
            yield ("trusts", n, "misspelt"), f"{lacking[0]!r} is no alias; write it among the aliases too"
    if len(ids) != profile.group.size:
        yield (
            ("trusts",),
            f"there are {len(ids)}, but report.toml says {profile.group.count!r}; write them all, or another count there",
        )
    if odd := sorted(set(ids) ^ set(profile.colours)):
        yield ("trusts",), f"{odd[0]!r} stands in only one of this list and [colours] of report.toml; write it in both"
