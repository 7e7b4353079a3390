"""What adapter, calibration, route and weights were made with, written beside them by ``rag train`` and compared on load.

They are good for the bank, the practice and the prepared answers that they have seen: with others they still answer, only
worse, so a difference is told and nothing is refused. What cannot be right is refused elsewhere: a file that was changed, a
route that lacks an entry.
"""

from __future__ import annotations

import hashlib
import json
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from rag.corpus.bank import file_digest
from rag.corpus.prepared import FOLDER
from rag.search.embedding import CALIBRATION, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rag.settings import Settings

RECORD = "made_with.json"
ROUTE, LIKENESS, WEIGHING = "route.npz", "likeness.npz", "weights.json"
"""What ``rag train`` teaches the route and the weighing, beside the adapter."""
PACKAGES = ("numpy", "scikit-learn", "sentence-transformers", "torch")
_LEARNT = ("report.txt", "questions.jsonl", "gaps.jsonl")
_ROUTED = (*_LEARNT, "practice.jsonl", FOLDER)
MADE_FROM = {
    WEIGHTS: _LEARNT,
    CALIBRATION: (*_LEARNT, "practice.jsonl"),
    ROUTE: _ROUTED,
    LIKENESS: _ROUTED,
    WEIGHING: _ROUTED,
}
"""Each trained file, with the files and the folder of the corpus that it is made from."""


def record(settings: Settings, *names: str) -> None:
    """Write what stands here now as what these trained files were made with; to be called when they have been made."""
    path = settings.trained / RECORD
    known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    versions = {package: _version(package) for package in PACKAGES}
    for name in names:
        data = {part: _digest(settings.corpus / part) for part in MADE_FROM[name]}
        known[name] = {"sha256": _digest(settings.trained / name), "data": data, "versions": versions}
    path.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def differences(settings: Settings) -> tuple[str, ...]:
    """A line on data that has changed since, one on packages, one on files of which nothing is recorded; none where all agrees.

    Files that are not there, or not used, are not spoken of.
    """
    used = [name for name in MADE_FROM if (settings.trained / name).is_file() and (settings.adapter or name != WEIGHTS)]
    known = _read(settings.trained / RECORD)
    recorded = [n for n in used if known.get(n, {}).get("sha256") == _digest(settings.trained / n)]
    data = {part: _digest(settings.corpus / part) for name in recorded for part in MADE_FROM[name]}
    stale = [(part, n) for n in recorded for part in MADE_FROM[n] if known[n]["data"].get(part) != data[part]]
    other = [
        f"{package} {then} ({n}), here {_version(package)}"
        for n in recorded
        for package, then in known[n]["versions"].items()
        if _version(package) not in (then, None)
    ]
    return tuple(
        f"{what}: {', '.join(dict.fromkeys(which))}. {way_out}"
        for what, which, way_out in (
            ("The trained files were made with other data than is here", _joined(stale), "Answers may be worse; run: make train"),
            ("The trained files were made with other packages", other, "Answers may differ a little; see constraints.txt"),
            ("It is not recorded what these were made with", [n for n in used if n not in recorded], "Run: make train"),
        )
        if which
    )


def _joined(pairs: Iterable[tuple[str, str]]) -> list[str]:
    made: dict[str, list[str]] = {}
    for part, name in pairs:
        made.setdefault(part, []).append(name)
    return [f"{part} ({', '.join(names)})" for part, names in made.items()]


def _read(path: Path) -> dict[str, Any]:
    """The record; nothing where there is none that can be read, so that nothing counts as recorded."""
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: of for name, of in known.items() if _is_whole(of)} if isinstance(known, dict) else {}


def _is_whole(of: object) -> bool:
    return isinstance(of, dict) and isinstance(of.get("data"), dict) and isinstance(of.get("versions"), dict)


def _version(package: str) -> str | None:
    """Its public part (PyTorch's differs by the processor after a plus), ``None`` where it is not installed: asking needs no
    scikit-learn.
    """
    try:
        return version(package).partition("+")[0]
    except PackageNotFoundError:
        return None


def _digest(path: Path) -> str | None:
    """sha256 of a file, or of the names and digests of a folder's files but for its README; ``None`` where it is missing."""
    if path.is_dir():
        files = sorted(p for p in path.glob("[!.]*.*") if p.suffix != ".md")
        return hashlib.sha256("".join(f"{p.name} {_digest(p)}\n" for p in files).encode()).hexdigest()
    return file_digest(path) if path.is_file() else None
