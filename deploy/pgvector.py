"""The index's vectors in PostgreSQL with pgvector, searched there: ``python -m deploy.pgvector DSN`` (docs/scaling.md).

It loads the vectors, answers the exam with them and with FAISS, and says how many records are equal and what each took. Needs
psycopg 3, which is no part of the assistant. The table ``rag_vectors`` of that database is made anew.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.batch import answer_line
from rag.loading import assemble, open_index
from rag.search.vectors import Exact, collections, spread
from rag.settings import ROOT, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    import psycopg
    from numpy.typing import NDArray

    from rag.answering.assistant import Assistant
    from rag.search.index import PassageIndex
    from rag.search.vectors import Collection

    Floats = NDArray[np.float32]

EXAM = ROOT / "evals" / "questions.jsonl"
TABLE = "CREATE TABLE rag_vectors (part text, place integer, v vector({size})) PARTITION BY LIST (part)"
ALL = "SELECT place, -(v <#> %(query)s::vector) FROM rag_vectors WHERE part = %(part)s"
"""``<#>`` is the negative inner product, which of unit vectors is the cosine."""
NEAREST = ALL + " ORDER BY v <#> %(query)s::vector LIMIT %(nearest)s"
SOME = 200
"""Neighbours asked for where not all are: ``hnsw.ef_search`` is set to as many."""
APART = ("ms", "trace")
"""What differs between two runs of the same."""


class Postgres:
    """Searches the vectors of one edition in a database that ``load`` filled: a ``rag.search.vectors.VectorSearch``.

    Every similarity, or only those of the ``nearest``, by a graph where the partition has one. A connection of psycopg may serve
    many threads, one after the other.
    """

    def __init__(self, connection: psycopg.Connection[Any], index: PassageIndex, nearest: int | None = None) -> None:
        self._connection = connection
        self._edition = index.report.short_edition
        self._sizes = {name: vectors.ntotal for name, vectors in collections(index).items()}
        self._nearest = nearest
        connection.execute(f"SET hnsw.ef_search = {nearest or SOME:d}")

    def similarities(self, collection: Collection, query: Floats) -> Floats:
        """See ``VectorSearch``; ``psycopg.Error`` where the database does not answer."""
        values = {"query": literal(query), "part": part(self._edition, collection), "nearest": self._nearest}
        rows = self._connection.execute(NEAREST if self._nearest else ALL, values, binary=True).fetchall()
        table = np.array(rows, np.float64).reshape(-1, 2)
        return spread(table[:, 1].astype(np.float32), table[:, 0].astype(np.int64), self._sizes[collection])


def part(edition: str, collection: str) -> str:
    """The name of the partition: an edition's vectors of one kind, so that a new edition replaces its own and no other."""
    return f"{edition}/{collection}"


def literal(vector: Floats) -> str:
    """A vector as pgvector reads it, each number to the last bit."""
    return f"[{','.join(map(repr, vector.tolist()))}]"


def load(connection: psycopg.Connection[Any], index: PassageIndex) -> int:
    """Put every vector of the index into a table of its own partitions; how many."""
    connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
    connection.execute("DROP TABLE IF EXISTS rag_vectors")
    connection.execute(TABLE.format(size=index.sentence_vectors.d))
    for name in collections(index):
        named = part(index.report.short_edition, name)
        connection.execute(f"CREATE TABLE rag_vectors_{name} PARTITION OF rag_vectors FOR VALUES IN ('{named}')")
    count = 0
    with connection.cursor().copy("COPY rag_vectors FROM STDIN") as copy:
        for row in rows_of(index):
            copy.write_row(row)
            count += 1
    connection.commit()
    return count


def rows_of(index: PassageIndex) -> Iterator[tuple[str, int, str]]:
    """(partition, place, vector) of every vector."""
    for name, held in collections(index).items():
        for place, vector in enumerate(held.reconstruct_n(0, held.ntotal)):
            yield part(index.report.short_edition, name), place, literal(vector)


def add_graphs(connection: psycopg.Connection[Any], index: PassageIndex) -> None:
    """Give every partition a graph (HNSW)."""
    for name in collections(index):
        connection.execute(f"CREATE INDEX ON rag_vectors_{name} USING hnsw (v vector_ip_ops)")
    connection.commit()


def records(assistant: Assistant, lines: list[bytes]) -> tuple[list[dict[str, Any]], list[float]]:
    """The record of every question, without what differs between two runs, and the milliseconds that each took."""
    made, took = [], []
    for line in lines:
        started = time.perf_counter()
        record = answer_line(assistant, line)
        took.append((time.perf_counter() - started) * 1000)
        made.append({name: value for name, value in record.items() if name not in APART})
    return made, took


def told(name: str, wanted: list[dict[str, Any]], got: list[dict[str, Any]], took: list[float]) -> str:
    """A line on one search: records equal to those wanted, and quotes that are."""
    same = sum(a == b for a, b in zip(wanted, got, strict=True))
    quoted = sum((a["status"], a["quotes"]) == (b["status"], b["quotes"]) for a, b in zip(wanted, got, strict=True))
    p50, p95 = np.percentile(took, (50, 95))
    return f"{name}: {same} of {len(wanted)} records equal, {quoted} in status and quotes; {p50:.1f} ms p50, {p95:.1f} p95"


def main(words: list[str]) -> int:
    """Load, ask with each search, and say what came of it."""
    if len(words) != 1:
        print("Name the database: python -m deploy.pgvector 'host=… dbname=…'", file=sys.stderr)
        return 2
    try:
        import psycopg
    except ImportError:
        print("psycopg is not installed: pip install 'psycopg[binary]'", file=sys.stderr)
        return 1
    settings = Settings()
    loaded = open_index(settings, say=print)
    loaded.embedder.use_one_core()
    assistant = assemble(settings, loaded)
    lines = EXAM.read_bytes().splitlines()
    assistant.ask("How are consultants appraised?")
    try:
        with psycopg.connect(words[0]) as connection:
            started = time.perf_counter()
            print(f"{load(connection, loaded.index)} vectors loaded in {time.perf_counter() - started:.1f} s")
            wanted, took = records(assistant, lines)
            print(told("FAISS, exact", wanted, wanted, took))
            assistant.retriever.vectors = Postgres(connection, loaded.index)
            print(told("pgvector, exact", wanted, *records(assistant, lines)))
            add_graphs(connection, loaded.index)
            assistant.retriever.vectors = Postgres(connection, loaded.index, SOME)
            print(told(f"pgvector, {SOME} nearest by HNSW", wanted, *records(assistant, lines)))
            assistant.retriever.vectors = Exact(loaded.index)
    except psycopg.Error as error:
        print(f"PostgreSQL: {str(error).strip()}. Is it running, and has it pgvector?", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
