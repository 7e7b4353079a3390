"""Building the index against loading it, with the embedder loaded already in both."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.answer import seconds
from bench.figures import median, ratio, significant
from bench.subject import load_assistant
from rag.loading import adapter_folder
from rag.search.embedding import load_embedder
from rag.search.index import build_index, load_index
from rag.settings import Settings

if TYPE_CHECKING:
    from rag.search.embedding import Embedder

LOADS = 5


@dataclass(frozen=True, slots=True)
class BuildFigures:
    """Seconds of one build, median seconds of ``loads`` loads and of loading the embedder; what is indexed; bytes on disk.

    ``build`` and ``ratio`` are ``None`` where nothing was built.
    """

    build: float | None
    load: float
    loads: int
    embedder: float
    ratio: float | None
    counts: dict[str, int]
    bytes: int


def measure(*, quick: bool) -> BuildFigures:
    """Build in a folder of its own, and load from there; a quick run measures loading only of the index that stands."""
    settings = Settings()
    report = load_assistant().index.report
    loaded: list[Embedder] = []
    embedder_s = seconds(lambda: loaded.append(load_embedder(settings.embedder, adapter_folder(settings))))
    embedder = loaded[0]
    with tempfile.TemporaryDirectory(prefix="rag-bench-") as name:
        folder = settings.index if quick else Path(name)
        build_s = None if quick else seconds(build_index, report, settings.corpus, folder, embedder)
        load_s = median([seconds(load_index, report, settings.corpus, folder, embedder.digest) for _ in range(LOADS)])
        index = load_index(report, settings.corpus, folder, embedder.digest)
        size = sum(p.stat().st_size for p in folder.rglob("*") if p.is_file())
    return BuildFigures(
        build=build_s and significant(build_s),
        load=significant(load_s),
        loads=LOADS,
        embedder=significant(embedder_s),
        ratio=build_s and ratio(build_s, load_s),
        counts=index.manifest["counts"],
        bytes=size,
    )
