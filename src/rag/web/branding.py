"""Files of ``ui/`` that differ by report: the members' colours, and the widget's script with its title."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from rag.corpus.profile import Profile

WIDGET_HEADERS = {"cache-control": "public, max-age=600", "cross-origin-resource-policy": "cross-origin"}
"""Pages of other sites load the script."""
_COMMENT = re.compile(r"^ *//.*\n", re.MULTILINE)
_TITLE = 'title: ["Ask the report",'
"""Where the script has its title, before the pattern of what a page may set instead."""


def colours_css(profile: Profile) -> str:
    """A class for each member that sets ``--trust``, in the light and in the dark scheme; ids and colours are checked on load."""
    light = "\n".join(f".trust-{name} {{ --trust: {colour.light}; }}" for name, colour in profile.colours.items())
    dark = "\n".join(f"  .trust-{name} {{ --trust: {colour.dark}; }}" for name, colour in profile.colours.items())
    return f"{light}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


def bare(script: str) -> str:
    """A script without the lines that only tell why: a tenth of what a first visit loads of ours."""
    return _COMMENT.sub("", script)


def widget_js(ui: Path, profile: Profile) -> str:
    """The widget's script without the lines that only tell why, which every page of an intranet would load, under the report's own
    title, which a page may still change by its attribute.
    """
    script = (ui / "widget.js").read_text(encoding="utf-8")
    if _TITLE not in script:
        raise ValueError(f"widget.js has no {_TITLE!r}")
    return bare(script).replace(_TITLE, f"title: [{json.dumps(profile.widget.title, ensure_ascii=False)},")
