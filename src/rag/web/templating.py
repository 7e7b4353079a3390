"""The pages' templates, and those of answers that they share."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from rag.corpus.report import page_name
from rag.render.templating import environment

if TYPE_CHECKING:
    from rag.reference.places import Place

_ITEM = re.compile(r"\n+(?=[•–] )")


def lines(place: Place) -> list[str]:
    """A place's words, a line a paragraph or list item."""
    return [" ".join(line.split()) for line in _ITEM.split(place.text)]


def anchor(name: str) -> str:
    """An id for an element, of an entry's id or a heading's title."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")


def here(place: Place) -> str:
    """The place's address relative to the page."""
    return place.link.removeprefix("/")


TEMPLATES = environment("rag.web", "rag.render")
TEMPLATES.filters.update(lines=lines, page_name=page_name, anchor=anchor, here=here, plus=quote_plus)
