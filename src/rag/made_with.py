"""What adapter, calibration, route and weights were made with, written beside them by ``rag train`` and compared on load.

They are good for the bank, the practice and the prepared answers that they have seen: with others they still answer, only
worse, so a difference is told and nothing is refused. What cannot be right is refused elsewhere: a file that was changed, a
route that lacks an entry.
"""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any

from rag.corpus.aspects import FOLDER as ASPECTS_FOLDER
from rag.corpus.bank import file_digest
from rag.corpus.prepared import FOLDER
from rag.corpus.rows import FILE as ROWS_ASKED
from rag.search.embedding import CALIBRATION, WEIGHTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from rag.settings import Settings

RECORD = "made_with.json"
ROUTE, LIKENESS, WEIGHING, ASPECTS = "route.npz", "likeness.npz", "weights.json", "aspects.json"
ROWS, RELEVANCE = "rows.json", "relevance.json"
"""What ``rag train`` teaches the route, the weighing, what follow-ups ask for, which rows have an answer and what
of an answer is seen at once, beside the adapter."""
WEIGHED = "relevance.jsonl"
"""Practice that only tells what of an answer is seen at once: the judge was calibrated without it."""
PACKAGES = ("numpy", "scikit-learn", "sentence-transformers", "torch")
_LEARNT = ("report.txt", "questions.jsonl", "gaps.jsonl")
_ROUTED = (*_LEARNT, "practice.jsonl", FOLDER)
_TALKED = (*_ROUTED, ASPECTS_FOLDER)
_COMPARED = (*_ROUTED, ROWS_ASKED)
_WEIGHED = (*_COMPARED, ASPECTS_FOLDER, WEIGHED)
MADE_FROM = {
    WEIGHTS: _LEARNT,
    CALIBRATION: (*_LEARNT, "practice.jsonl"),
    ROUTE: _ROUTED,
    LIKENESS: _ROUTED,
    WEIGHING: _ROUTED,
    ASPECTS: _TALKED,
    ROWS: _COMPARED,
    RELEVANCE: _WEIGHED,
}
"""Each trained file, with the files and the folder of the corpus that it is made from."""


def record(settings: Settings, *names: str) -> None:
    """Write what stands here now as what these trained files were made with; to be called when they have been made."""
    path = settings.trained / RECORD
    known = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    versions = {package: _version(package) for package in PACKAGES}
    for name in names:
        data = _data(settings.corpus, MADE_FROM[name])
        known[name] = {"sha256": file_digest(settings.trained / name), "data": data, "versions": versions}
    path.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def differences(settings: Settings) -> tuple[str, ...]:
    """A line on data that has changed since, one on packages, one on files of which nothing is recorded; none where all agrees.

    Files that are not there, or not used, are not spoken of.
    """
    used = [name for name in MADE_FROM if (settings.trained / name).is_file() and (settings.adapter or name != WEIGHTS)]
    known = _recorded(settings, used)
    here = _data(settings.corpus, {*_WEIGHED, *_TALKED})
    stale = [(file, n) for n, of in known.items() for file in _changed(of["data"], here, MADE_FROM[n])]
    other = [
        f"{package} {then} ({n}), here {_version(package)}"
        for n in known
        for package, then in known[n]["versions"].items()
        if _version(package) not in (then, None)
    ]
    return tuple(
        f"{what}: {', '.join(dict.fromkeys(which))}. {way_out}"
        for what, which, way_out in (
            ("The trained files were made with other data than is here", _joined(stale), "Answers may be worse; run: make train"),
            ("The trained files were made with other packages", other, "Answers may differ a little; see constraints.txt"),
            (f"{RECORD} does not say what these were made with", [n for n in used if n not in known], "Run: make train"),
        )
        if which
    )


def gone(settings: Settings) -> tuple[Path, ...]:
    """Files of ``corpus/prepared/`` that the route was taught with and that are not there, or empty: half of a copy."""
    files = {file for of in _recorded(settings, (ROUTE,)).values() for file in of["data"] if file.startswith(f"{FOLDER}/")}
    return tuple(
        path for path in (settings.corpus / file for file in sorted(files)) if not path.is_file() or not path.stat().st_size
    )


def _recorded(settings: Settings, names: Iterable[str]) -> dict[str, dict[str, Any]]:
    """What is recorded of these trained files, of those that are still as they were made."""
    known = _read(settings.trained / RECORD)
    digests = {name: file_digest(settings.trained / name) for name in names if (settings.trained / name).is_file()}
    return {name: known[name] for name, digest in digests.items() if known.get(name, {}).get("sha256") == digest}


def _changed(then: dict[str, Any], here: dict[str, str], parts: Iterable[str]) -> list[str]:
    """Files of these parts that are others now, gone or new."""
    of_parts = {file: digest for file, digest in here.items() if file.partition("/")[0] in parts}
    return sorted(file for file in then.keys() | of_parts.keys() if then.get(file) != of_parts.get(file))


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


def _data(corpus: Path, parts: Iterable[str]) -> dict[str, str]:
    """sha256 by name of these files of the corpus, and of those of a folder but for its README; those that are not there lack."""
    paths = [path for part in parts for path in (sorted((corpus / part).glob("[!.]*.*")) or [corpus / part])]
    return {p.relative_to(corpus).as_posix(): file_digest(p) for p in paths if p.suffix != ".md" and p.is_file()}
