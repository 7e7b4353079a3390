"""The links from every page to the others, relative, so that the server may stand under a prefix."""

from __future__ import annotations

PAGES = {
    "./": "Ask the report a question",
    "read": "Read the whole report",
    "figures": "Figures by trust",
    "index": "Index of topics",
    "check": "Check quotations",
    "map": "Map of trusts and themes",
}
