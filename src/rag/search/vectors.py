"""Where vectors are searched: exactly, or in lists of near ones of which some are read (IVF, Sivic and Zisserman 2003).

``Retriever`` asks for the cosine of a query with each vector of a collection and does not know who answers. Another
engine takes part by the one method of ``VectorSearch``; ``deploy/pgvector.py`` is one such.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Literal, Protocol

import faiss
import numpy as np

from rag.search.index import VECTORS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from rag.search.index import PassageIndex

    Floats = NDArray[np.float32]

_THIS_THREAD = threading.local()

Collection = Literal["passages", "sentences", "bank", "gaps"]
"""One of ``VECTORS``."""
NEAREST = 256
"""How many neighbours are asked for: a filter by trust comes after, and must find some left."""
READ = 32
"""Lists that are read, of as many as the square root of the vectors' number. At 100 times the report they hold 0.98 of the bank's
20 best, as many as an HNSW graph found in more time; 16 hold 0.96, and 48 hold 0.99 in half as much time again."""
SAMPLE = 39
"""Vectors a list from which its middle is found, the fewest that faiss takes for enough: with its default of 256 as many of the
best are found, and the lists of 622,600 vectors are made in 77 s, not 10."""


class VectorSearch(Protocol):
    """Searches the vectors of one index. Ready for many threads; the same query gives the same answer."""

    def similarities(self, collection: Collection, query: Floats) -> Floats:
        """Cosine of a unit vector ``(d,)`` with each of the collection, shape ``(n,)``; those not found have ``spread``'s floor."""
        ...


class Exact:
    """Every similarity, computed."""

    def __init__(self, index: PassageIndex) -> None:
        self._vectors = collections(index)
        # Asked once: a call of faiss lets go of the interpreter, for which another thread may be waiting.
        self._held = {name: _held(vectors) for name, vectors in self._vectors.items()}

    def similarities(self, collection: Collection, query: Floats) -> Floats:
        """See ``VectorSearch``; none is at a floor."""
        return _products(*self._held[collection], query)


class Approximate:
    """Those of the ``nearest`` vectors that stand in the lists nearest to the query, which are made here from the kept index."""

    def __init__(self, index: PassageIndex, nearest: int = NEAREST) -> None:
        self._nearest = nearest
        self._lists = {name: listed(vectors.reconstruct_n(0, vectors.ntotal), READ) for name, vectors in collections(index).items()}

    def similarities(self, collection: Collection, query: Floats) -> Floats:
        """See ``VectorSearch``."""
        lists = self._lists[collection]
        if not lists.ntotal:
            return np.zeros(0, np.float32)
        alone()
        row = np.ascontiguousarray(query, np.float32).reshape(1, -1)
        scores, places = lists.search(row, min(self._nearest, lists.ntotal))
        return spread(scores[0], places[0], lists.ntotal)


class Rounded:
    """Vectors ``(n, d)`` of whole numbers from -128 to 127, a byte each, of which the nearest are wanted and never all."""

    _BELOW, _RANGE = -128.5, 255.0
    """faiss reads a byte ``b`` as ``_BELOW + (b + 0.5) / 255 * _RANGE``, and those are the whole numbers to 1e-5."""

    def __init__(self, vectors: NDArray[np.int8]) -> None:
        self._index = faiss.IndexScalarQuantizer(
            vectors.shape[1], faiss.ScalarQuantizer.QT_8bit_uniform, faiss.METRIC_INNER_PRODUCT
        )
        faiss.copy_array_to_vector(np.array([self._BELOW, self._RANGE], np.float32), self._index.sq.trained)
        self._index.is_trained = True
        self._index.add(vectors.astype(np.float32))
        self._count = len(vectors)

    def nearest(self, query: Floats, most: int) -> tuple[Floats, NDArray[np.int64]]:
        """The greatest ``most`` products with a vector ``(d,)``, or as many as there are, the greatest first; and their places."""
        alone()
        count = min(most, self._count)
        scores, places = self._index.search(np.ascontiguousarray(query, np.float32).reshape(1, -1), max(count, 1))
        return scores[0, :count], places[0, :count]


def search_of(kind: Literal["exact", "ivf"], index: PassageIndex) -> VectorSearch:
    """What the setting ``RAG_SEARCH`` names, for this index."""
    return Exact(index) if kind == "exact" else Approximate(index)


def collections(index: PassageIndex) -> Mapping[str, faiss.Index]:
    """The vectors of an index by the name of their collection."""
    held = (index.passage_vectors, index.sentence_vectors, index.bank_vectors, index.gap_vectors)
    return dict(zip(VECTORS, held, strict=True))


def alone() -> None:
    """Let this thread's searches be its own work: two of OpenMP's wait for each other where a core is busy (p95 of an answer 65 ms,
    not 20). Said once a thread, as every call of faiss lets go of the interpreter, for which another thread may be waiting.
    """
    if not getattr(_THIS_THREAD, "alone", False):
        faiss.omp_set_num_threads(1)
        _THIS_THREAD.alone = True


def similarities(vectors: faiss.Index, query: NDArray[np.float32]) -> NDArray[np.float32]:
    """Cosine of a unit vector ``(d,)`` with each of an index, shape ``(ntotal,)``: to the last bit a search's, which sorts, too."""
    return _products(*_held(vectors), query)


def _held(vectors: faiss.Index) -> tuple[object, int]:
    """Where the vectors of an index stand, and how many they are."""
    return vectors.get_xb(), vectors.ntotal  # type: ignore[attr-defined]  # every IndexFlat has it


def _products(held: object, count: int, query: NDArray[np.float32]) -> NDArray[np.float32]:
    out, asked = np.empty(count, np.float32), np.ascontiguousarray(query, np.float32)
    alone()
    if count:
        where = [faiss.swig_ptr(array) for array in (out, asked)]
        faiss.fvec_inner_products_ny(*where, held, len(asked), count)  # type: ignore[attr-defined]  # faiss's types lack it
    return out


def spread(scores: Floats, places: NDArray[np.int64], count: int) -> Floats:
    """Scores at their places among ``count``, the rest at the lowest score found: none of them can be nearer than that.

    A place of -1, which faiss gives where it finds too few, is dropped. All are 0 where nothing was found.
    """
    found = places >= 0
    out = np.full(count, scores[found].min() if found.any() else 0, np.float32)
    out[places[found]] = scores[found]
    return out


def listed(vectors: Floats, read: int) -> faiss.IndexIVFFlat:
    """Vectors ``(n, d)`` in lists, of which a search reads so many. The same vectors always make the same lists."""
    count, width = vectors.shape
    lists = faiss.IndexIVFFlat(faiss.IndexFlatIP(width), width, max(1, round(count**0.5)), faiss.METRIC_INNER_PRODUCT)
    lists.nprobe = read
    lists.cp.min_points_per_centroid, lists.cp.max_points_per_centroid = 1, SAMPLE  # faiss would say on stderr that 1 is few
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)  # sums of several threads end in other digits each time
    try:
        if count:
            lists.train(vectors)
            lists.add(vectors)
    finally:
        faiss.omp_set_num_threads(threads)
    return lists
