"""What Gradio's page will ask for, asked for at once.

Gradio's scripts are asked for in four rounds, each when the one before has come and run: its own, the application, its blocks,
the parts that this page is made of. On a line of 1.6 Mbit/s with 150 ms there and back that alone is more than a second. The
names differ from version to version, so they are read where Vite writes them: in the scripts themselves. Where they are not
found the page loads as it does by itself.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_ENTRY = re.compile(r'src="\./assets/([\w-]+\.js)"')
_FILES = re.compile(r"m\.f=(\[[^\]]*\])")
"""A script's list of the files that what it loads needs."""
_LOADS = re.compile(r"import\(`\./([\w.-]+\.js)`\)[^`]{0,60}__vite__mapDeps\(\[([\d,]*)\]\)")
"""A script that is loaded, and places in that list."""
_PART = re.compile(r"\b(\w+):\{(?:(?!\bcomponent:)[^{}])*component:\(\)=>\w+\(\(\)=>import\(`\./([\w.-]+\.js)`\)")
"""A kind of block and the script that draws it."""


def preloads(frontend: Path, kinds: Iterable[str]) -> str:
    """Links for the head of a page with blocks of these kinds, relative to it. ``frontend`` is Gradio's, with ``index.html``.

    Scripts are only fetched: who is to run them finds them there. A sheet that the page has already is not waited for (nothing
    that is seen at first is Gradio's), is asked for last, and holds no paint up: it is for print until it has come (arrive.js).
    """
    return "".join(
        f'<link rel="modulepreload" crossorigin href="./assets/{name}">'
        if name.endswith(".js")
        else f'<link rel="stylesheet" class="late" media="print" crossorigin href="./assets/{name}">'
        for name in sorted(needed(frontend, kinds), key=lambda name: not name.endswith(".js"))
    )


def needed(frontend: Path, kinds: Iterable[str]) -> list[str]:
    """Names of the scripts and sheets in ``assets`` that are loaded behind the first; empty where they cannot be told."""
    assets = frontend / "assets"
    entry = _ENTRY.search((frontend / "index.html").read_text(encoding="utf-8"))
    if entry is None:
        return []
    application = _loaded(assets / entry[1])
    names = dict.fromkeys(name for files in application.values() for name in files)
    for script in [name for name in names if name.endswith(".js")]:
        names |= dict.fromkeys(_behind(assets / script, kinds))
    names.pop(entry[1], None)
    linked = entry[1].removesuffix(".js").partition("-")[0]
    return [name for name in names if not (name.startswith(f"{linked}-") and name.endswith(".css"))]


def _behind(script: Path, kinds: Iterable[str]) -> Iterator[str]:
    """What a script of the application loads for every page, and for one with such blocks."""
    loaded = _loaded(script)
    drawn_by = dict(_PART.findall(script.read_text(encoding="utf-8"))) if loaded else {}
    for name in (*(name for name in loaded if name.startswith("Blocks-")), *(drawn_by.get(kind, "") for kind in kinds)):
        yield from loaded.get(name, ())


def _loaded(script: Path) -> Mapping[str, list[str]]:
    """Each script that this one may load, with all that is needed to run it, itself first."""
    text = script.read_text(encoding="utf-8")
    listed = _FILES.search(text)
    files = [name.removeprefix("./") for name in json.loads(listed[1])] if listed else []
    return {name: [name, *(files[int(place)] for place in places.split(",") if place)] for name, places in _LOADS.findall(text)}
