"""``corpus/tags.toml`` → Tags: the trusts with their aliases, the themes, and what each printed heading means."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.errors import ReportError

if TYPE_CHECKING:
    from pathlib import Path

    from rag.types import Theme, TrustId


@dataclass(frozen=True, slots=True)
class Trust:
    """One of the trusts that the report studies; ``aliases`` are lower case."""

    id: TrustId
    name: str
    heading: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExtraTheme:
    """A curated further theme for the passages of one section that contain ``contains``."""

    section: str
    contains: str
    theme: Theme


@dataclass(frozen=True, slots=True)
class Tags:
    """The curated vocabulary of the report."""

    edition: str
    trusts: tuple[Trust, ...]
    themes: dict[Theme, str]
    headings: dict[str, Theme]
    chapters: dict[str, tuple[Theme, str]]
    grouping: frozenset[str]
    extra_themes: tuple[ExtraTheme, ...]

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
        return "All four trusts" if trust_id is None else self.trust(trust_id).name


def load_tags(path: Path) -> Tags:
    """Read and check the tags.

    Raises ``ReportError`` if the file is missing, is not TOML, lacks a table, or names a theme that it does not list.
    """
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        tags = Tags(
            edition=data["edition"],
            trusts=tuple(Trust(t["id"], t["name"], t["heading"], tuple(t["aliases"])) for t in data["trusts"]),
            themes=dict(data["themes"]),
            headings=dict(data["headings"]),
            chapters={name: (c["theme"], c["slug"]) for name, c in data["chapters"].items()},
            grouping=frozenset(data["layout"]["grouping"]),
            extra_themes=tuple(ExtraTheme(x["section"], x["contains"], x["theme"]) for x in data.get("extra_themes", [])),
        )
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise ReportError(f"The tags at {path} cannot be read ({error!r}). Restore the file from the repository.") from error
    used = {*tags.headings.values(), *(theme for theme, _ in tags.chapters.values()), *(x.theme for x in tags.extra_themes)}
    if unknown := sorted(used - tags.themes.keys()):
        raise ReportError(f"The tags at {path} use themes that they do not list: {', '.join(unknown)}.")
    return tags
