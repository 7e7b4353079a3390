"""``bench.json`` and the document that is made from it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from bench.markdown import put
from bench.tables import render
from rag.settings import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

RESULTS = ROOT / "bench" / "results"
DOCUMENT = ROOT / "docs" / "performance.md"
NAME = "bench.json"
FORMAT = 1


def load_results(folder: Path = RESULTS) -> dict[str, Any]:
    """What was measured so far; nothing where there is no file or one of another format."""
    path = folder / NAME
    empty: dict[str, Any] = {"format": FORMAT, "parts": {}}
    if not path.is_file():
        return empty
    results: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return results if results.get("format") == FORMAT else empty


def with_part(results: Mapping[str, Any], name: str, figures: Mapping[str, Any], run: Mapping[str, Any]) -> dict[str, Any]:
    """The results with this part's figures and the run that they come from; each part keeps its own run."""
    parts = {**results["parts"], name: {"run": run, "figures": figures}}
    return {**results, "parts": dict(sorted(parts.items()))}


def save_results(results: Mapping[str, Any], folder: Path = RESULTS) -> None:
    """Write the file."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / NAME).write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def write_document(results: Mapping[str, Any], path: Path = DOCUMENT) -> None:
    """Put the tables between the document's markers."""
    path.write_text(put(path.read_text(encoding="utf-8"), render(results)), encoding="utf-8")
