"""The pages' templates, and those that they share with answers."""

from __future__ import annotations

from urllib.parse import quote_plus

from rag.render.templating import environment
from rag.render.text import REPORT

TEMPLATES = environment("rag.web", "rag.render")
TEMPLATES.globals.update(REPORT=REPORT)
TEMPLATES.filters.update(plus=quote_plus)
