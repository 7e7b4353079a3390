"""The links from every page to the others, relative, so that the server may stand under a prefix."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.corpus.profile import Group


def pages_of(group: Group) -> dict[str, str]:
    """The address of every page with what its link says."""
    return {
        "./": "Ask the report a question",
        "read": "Read the whole report",
        "figures": f"Figures by {group.noun}",
        "index": "Index of topics",
        "check": "Check quotations",
        "map": f"Map of {group.nouns} and themes",
    }
