"""Where vectors are searched: exactly, or in a graph of near neighbours (HNSW, Malkov and Yashunin 2018).

``Retriever`` asks for the cosine of a query with each vector of a collection and does not know who answers. Another
engine takes part by the one method of ``VectorSearch``; ``deploy/pgvector.py`` is one such.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

import faiss
import numpy as np

from rag.search.index import VECTORS, similarities

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from rag.search.index import PassageIndex

    Floats = NDArray[np.float32]

Collection = Literal["passages", "sentences", "bank", "gaps"]
"""One of ``VECTORS``."""
NEAREST = 256
"""How many neighbours a graph is asked for: a filter by trust comes after, and must find some left."""
LINKS = 32
"""Links of a vector in the graph, faiss's usual choice."""


class VectorSearch(Protocol):
    """Searches the vectors of one index. Ready for many threads; the same query gives the same answer."""

    def similarities(self, collection: Collection, query: Floats) -> Floats:
        """Cosine of a unit vector ``(d,)`` with each of the collection, shape ``(n,)``; those not found have ``spread``'s floor."""
        ...


class Exact:
    """Every similarity, computed."""

    def __init__(self, index: PassageIndex) -> None:
        self._vectors = collections(index)

    def similarities(self, collection: Collection, query: Floats) -> Floats:
        """See ``VectorSearch``; none is at a floor."""
        return similarities(self._vectors[collection], query)


class Approximate:
    """Those of the ``nearest`` vectors that a graph finds. The graphs are made here, from the vectors of the kept index."""

    def __init__(self, index: PassageIndex, nearest: int = NEAREST) -> None:
        self._nearest = nearest
        self._graphs = {name: _graph(vectors, nearest) for name, vectors in collections(index).items()}

    def similarities(self, collection: Collection, query: Floats) -> Floats:
        """See ``VectorSearch``."""
        graph = self._graphs[collection]
        if not graph.ntotal:
            return np.zeros(0, np.float32)
        row = np.ascontiguousarray(query, np.float32).reshape(1, -1)
        scores, places = graph.search(row, min(self._nearest, graph.ntotal))
        return spread(scores[0], places[0], graph.ntotal)


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

    def nearest(self, query: Floats, most: int) -> tuple[Floats, NDArray[np.int64]]:
        """The greatest ``most`` products with a vector ``(d,)``, or as many as there are, the greatest first; and their places."""
        faiss.omp_set_num_threads(1)  # as in ``similarities``
        count = min(most, self._index.ntotal)
        scores, places = self._index.search(np.ascontiguousarray(query, np.float32).reshape(1, -1), max(count, 1))
        return scores[0, :count], places[0, :count]


def search_of(kind: Literal["exact", "hnsw"], index: PassageIndex) -> VectorSearch:
    """What the setting ``RAG_SEARCH`` names, for this index."""
    return Exact(index) if kind == "exact" else Approximate(index)


def collections(index: PassageIndex) -> Mapping[str, faiss.Index]:
    """The vectors of an index by the name of their collection."""
    held = (index.passage_vectors, index.sentence_vectors, index.bank_vectors, index.gap_vectors)
    return dict(zip(VECTORS, held, strict=True))


def spread(scores: Floats, places: NDArray[np.int64], count: int) -> Floats:
    """Scores at their places among ``count``, the rest at the lowest score found: none of them can be nearer than that.

    A place of -1, which faiss gives where it finds too few, is dropped. All are 0 where nothing was found.
    """
    found = places >= 0
    out = np.full(count, scores[found].min() if found.any() else 0, np.float32)
    out[places[found]] = scores[found]
    return out


def _graph(vectors: faiss.Index, nearest: int) -> faiss.IndexHNSWFlat:
    graph = faiss.IndexHNSWFlat(vectors.d, LINKS, faiss.METRIC_INNER_PRODUCT)
    graph.hnsw.efSearch = 2 * nearest
    threads = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1)  # with two, the graph, and so an answer, would hang on which thread was first
    try:
        graph.add(vectors.reconstruct_n(0, vectors.ntotal))
    finally:
        faiss.omp_set_num_threads(threads)
    return graph
