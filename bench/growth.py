"""What search costs as the report grows: exact search against lists of near vectors (IVF), with the embedder beside.

The vectors of a larger report are made: the report's own passages, then mixtures of two of its sentences' vectors with a
little noise, normalised. Embedding a thousand times the passages would take far longer than all else here.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import faiss
import numpy as np

from bench.answer import seconds
from bench.figures import crossing, median, significant
from bench.subject import embedder_of, exam, load_assistant
from bench.whole import Whole
from bench.whole import measure as measure_whole
from rag.search.vectors import READ, listed, similarities

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rag.search.embedding import Embedder
    from rag.search.index import PassageIndex

    Floats = NDArray[np.float32]

TIMES, QUICK_TIMES = (1, 10, 100, 1_000), (1, 10)
QUERIES, QUICK_QUERIES = 100, 10
TOP = 10
WIDTHS = (1, 2, 4, 8, 16, 32, 64, 128)
"""Lists read, tried in turn until enough of the exact search's results are found."""
ENOUGH = 0.95
FELT = 0.1
"""A faster search that saves less than this share of the embedder's call is not felt by anybody."""
NOISE = 0.01
"""Standard deviation of each coordinate's noise: about a fifth of a unit vector's length in all."""


@dataclass(frozen=True, slots=True)
class Size:
    """One size. Milliseconds a query: ``embedder`` one call, ``exact`` the ten best, ``every`` the score of each vector (as the
    judge wants them), ``ivf`` the ten best of ``width`` lists, ``None`` where no width finds enough. Seconds to build, bytes held.
    """

    times: int
    vectors: int
    embedder: float
    exact: float
    every: float
    ivf: float | None
    width: int | None
    recall: float
    exact_build: float
    ivf_build: float
    exact_bytes: int
    ivf_bytes: int


@dataclass(frozen=True, slots=True)
class GrowthFigures:
    """``exact_dear`` and ``every_dear``: vectors from which that search costs more than a call of the embedder; ``ivf_cheaper``:
    from which IVF is the faster one, and ``ivf_felt``: by a ``FELT`` share of that call; ``None``: not up to the largest size.
    ``answer_cheaper``: from which a whole answer's median is shorter with IVF.
    """

    queries: int
    enough: float
    sizes: tuple[Size, ...]
    exact_dear: float | None
    every_dear: float | None
    ivf_cheaper: float | None
    ivf_felt: float | None
    whole: tuple[Whole, ...]
    answer_cheaper: float | None


def measure(*, quick: bool) -> GrowthFigures:
    """Measure every size with the exam's questions."""
    assistant = load_assistant()
    questions = [c.question for c in exam(assistant, quick=False)][:: 3 if not quick else 30]
    questions = questions[: QUICK_QUERIES if quick else QUERIES]
    embedder = embedder_of(assistant)
    sizes = tuple(size(assistant.index, embedder, questions, times) for times in (QUICK_TIMES if quick else TIMES))
    vectors = [s.vectors for s in sizes]
    found = [s for s in sizes if s.ivf]
    whole = measure_whole(quick=quick)
    lists = [row for row in whole if row.search == "ivf"]
    flat = [row for row in whole if row.search == "exact"][: len(lists)]
    return GrowthFigures(
        len(questions), ENOUGH, sizes,
        crossing(vectors, [s.exact for s in sizes], [s.embedder for s in sizes]),
        crossing(vectors, [s.every for s in sizes], [s.embedder for s in sizes]),
        crossing([s.vectors for s in found], [s.exact for s in found], [s.ivf or s.exact for s in found]),
        crossing([s.vectors for s in found], [s.exact for s in found], [(s.ivf or s.exact) + FELT * s.embedder for s in found]),
        whole, crossing([row.vectors for row in flat], [row.answer.p50 for row in flat], [row.answer.p50 for row in lists]),
    )  # fmt: skip


def size(index: PassageIndex, embedder: Embedder, questions: Sequence[str], times: int) -> Size:
    """Measure one size; every question is embedded and then searched by each, as an answer would have it."""
    made = grown(index, times)
    flat = faiss.IndexFlatIP(made.shape[1])
    flat_build = seconds(flat.add, made)
    started = time.perf_counter()
    lists = listed(made, READ)
    lists_build = time.perf_counter() - started
    queries = embedder.encode(questions)
    width, recall = enough_width(flat, lists, queries)
    took: dict[str, list[float]] = {"embedder": [], "exact": [], "every": [], "ivf": []}
    for question, query in zip(questions, queries, strict=True):
        row = query.reshape(1, -1)
        took["embedder"].append(seconds(embedder.encode, [question]))
        took["exact"].append(seconds(flat.search, row, TOP))
        took["ivf"].append(seconds(lists.search, row, TOP))
        took["every"].append(seconds(similarities, flat, query))
    ms = {name: significant(median(samples) * 1000) for name, samples in took.items()}
    return Size(
        times, len(made), ms["embedder"], ms["exact"], ms["every"], ms["ivf"] if width else None, width, recall,
        significant(flat_build), significant(lists_build), bytes_of(flat), bytes_of(lists),
    )  # fmt: skip


def grown(index: PassageIndex, times: int) -> Floats:
    """Unit vectors for ``times`` as many passages, ``(times * passages, d)``; the first are the real ones."""
    real = index.passage_vectors.reconstruct_n(0, index.passage_vectors.ntotal)
    sentences = index.sentence_vectors.reconstruct_n(0, index.sentence_vectors.ntotal)
    random = np.random.default_rng(0)
    more = len(real) * (times - 1)
    pairs = random.integers(0, len(sentences), (more, 2))
    weight = random.uniform(0.2, 0.8, (more, 1)).astype(np.float32)
    mixed = weight * sentences[pairs[:, 0]] + (1 - weight) * sentences[pairs[:, 1]]
    mixed += random.normal(0, NOISE, mixed.shape).astype(np.float32)
    mixed /= np.linalg.norm(mixed, axis=1, keepdims=True)
    return np.ascontiguousarray(np.vstack([real, mixed]), np.float32)


def enough_width(flat: faiss.Index, lists: faiss.IndexIVF, queries: Floats) -> tuple[int | None, float]:
    """The fewest lists that finds enough of the exact ten best, left set, and what share it finds."""
    _, wanted = flat.search(queries, TOP)
    recall = 0.0
    for width in WIDTHS:
        lists.nprobe = width
        _, found = lists.search(queries, TOP)
        recall = float(np.mean([len(set(w) & set(f)) / TOP for w, f in zip(wanted, found, strict=True)]))
        if recall >= ENOUGH:
            return width, round(recall, 4)
    return None, round(recall, 4)


def bytes_of(index: faiss.Index) -> int:
    """What an index holds, as faiss would write it."""
    return int(faiss.serialize_index(index).nbytes)
