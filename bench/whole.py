"""What a whole answer costs as the report grows, searched exactly and in lists.

A larger report is made of the report: each passage, sentence, bank question and gap again and again, with the same words and
places of the edition, and a vector of its own that is a mixture of two of its kind (``bench.growth`` says how). So all that an
answer passes through grows: vectors, BM25, the judge's features, the concordance.
"""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import faiss
import numpy as np

from bench.figures import Spread, significant, spread
from bench.memory import resident
from bench.subject import exam
from rag.evaluation.measures import evidence_recall
from rag.loading import Loaded, assemble, open_index
from rag.search.index import PassageIndex, embedding_text
from rag.search.lexical import LexicalIndex
from rag.search.retrieval import RETRIEVED
from rag.search.vectors import Approximate, Exact, collections
from rag.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from rag.answering.assistant import Assistant
    from rag.evaluation.cases import Case
    from rag.search.vectors import VectorSearch

TIMES, QUICK_TIMES = (1, 10, 100, 1_000), (1,)
MOST_LISTED = 100
"""Size beyond which exact search is measured alone: lists hold the vectors once more, and a thousandfold takes more than 24 GiB."""
ROOM = 18.0
"""GiB that must be free for a size beyond that; else it is left out."""
CASES, QUICK_CASES = 24, 4
SEED = 0
NOISE = 0.01


@dataclass(frozen=True, slots=True)
class Whole:
    """One size, searched in one way: what an answer takes, MiB that the process holds, seconds that making it took: the
    assistant for exact search, the lists alone for the other, which holds both.

    ``found`` is the lists' recall@20 among the bank's vectors against exact search, ``evidence`` the exam's evidence recall.
    """

    times: int
    search: str
    vectors: int
    answer: Spread
    held: float
    build: float
    found: float
    evidence: float


def measure(*, quick: bool) -> tuple[Whole, ...]:
    """Every size, exactly and then in lists."""
    loaded = open_index(Settings(), say=lambda _: None)
    loaded.embedder.use_one_core()
    fitting = [times for times in (QUICK_TIMES if quick else TIMES) if times <= MOST_LISTED or free() >= ROOM]
    return tuple(row for times in fitting for row in size(loaded, times, quick=quick))


def free() -> float:
    """GiB of memory that nothing uses."""
    import psutil

    return float(psutil.virtual_memory().available / 2**30)


def size(loaded: Loaded, times: int, *, quick: bool) -> list[Whole]:
    """The searches at one size, each question asked of the one and then of the other: what else the machine does hits both."""
    index = grown(loaded.index, times)
    started = time.perf_counter()
    assistant = assemble(Settings(), replace(loaded, index=index))
    built, held = [time.perf_counter() - started], [resident()]
    ways: list[VectorSearch] = [Exact(index)]
    if times <= MOST_LISTED:
        started = time.perf_counter()
        ways.append(Approximate(index))
        built.append(time.perf_counter() - started)
        held.append(resident())
    cases = [c for c in exam(assistant, quick=False) if c.answerable]
    count = QUICK_CASES if quick else CASES
    cases = cases[:: len(cases) // count][:count]
    took, evidence = ask_each(assistant, cases, ways)
    found = [1.0, *(recall(assistant, ways[0], lists, [c.question for c in cases]) for lists in ways[1:])]
    vectors = sum(of_kind.ntotal for of_kind in collections(index).values())
    return [
        Whole(
            times, name, vectors, spread(took[n]), significant(held[n]), significant(built[n]), round(found[n], 4),
            round(float(np.mean(evidence[n])), 4),
        )
        for n, name in enumerate(("exact", "ivf")[: len(ways)])
    ]  # fmt: skip


def ask_each(
    assistant: Assistant, cases: Sequence[Case], ways: Sequence[VectorSearch]
) -> tuple[list[list[float]], list[list[float]]]:
    """Seconds and evidence recall of every answer, by way; all are warm, and each is the first as often as the other."""
    took: list[list[float]] = [[] for _ in ways]
    evidence: list[list[float]] = [[] for _ in ways]
    for way in ways:
        assistant.retriever.vectors = way
        assistant.ask("How are consultants appraised?")
    for number, case in enumerate(cases):
        for n in list(range(len(ways)))[:: 1 if number % 2 else -1]:
            assistant.retriever.vectors = ways[n]
            started = time.perf_counter()
            answer = assistant.ask(case.question, case.history)
            took[n].append(time.perf_counter() - started)
            shown = [(q.start, q.end) for q in answer.quotes]
            evidence[n].append(evidence_recall(case, shown, assistant.index.report.text))
    return took, evidence


def recall(assistant: Assistant, exact: VectorSearch, lists: VectorSearch, questions: Sequence[str]) -> float:
    """Share of the exact 20 best of the bank that the lists have among its 20 best."""
    shares = []
    for search in assistant.retriever.prepare(questions):
        wanted, got = (_best(by.similarities("bank", search.vector)) for by in (exact, lists))
        shares.append(len(wanted & got) / RETRIEVED)
    return float(np.mean(shares))


def grown(index: PassageIndex, times: int) -> PassageIndex:
    """The index of ``times`` as much; the first part of it is the index itself."""
    count = len(index.sentences)
    passages = tuple(
        replace(
            p, id=f"{p.id}-{n}" if n else p.id,
            sentences=tuple(replace(s, index=s.index + n * count, passage=f"{p.id}-{n}" if n else p.id) for s in p.sentences),
        )
        for n in range(times) for p in index.passages
    )  # fmt: skip
    bank = tuple(replace(q, sentences=tuple(s + n * count for s in q.sentences)) for n in range(times) for q in index.bank)
    gaps = tuple(replace(g, nearest=tuple(s + n * count for s in g.nearest)) for n in range(times) for g in index.gaps)
    vectors = {name: mixed(held, times) for name, held in collections(index).items()}
    texts = [embedding_text(index.report, p, p.text) for p in passages]
    return PassageIndex(
        index.report, passages, tuple(s for p in passages for s in p.sentences), bank, gaps, vectors["passages"],
        vectors["sentences"], vectors["bank"], vectors["gaps"], LexicalIndex.build(texts), index.anchors, index.manifest,
    )  # fmt: skip


def mixed(vectors: faiss.Index, times: int) -> faiss.IndexFlatIP:
    """The vectors, and ``times - 1`` times as many mixtures of two of them with a little noise, normalised."""
    real = vectors.reconstruct_n(0, vectors.ntotal)
    random = np.random.default_rng(SEED)
    out = faiss.IndexFlatIP(vectors.d)
    out.add(real)
    for _ in range(times - 1):
        weight = random.uniform(0.2, 0.8, (len(real), 1)).astype(np.float32)
        made = weight * real[random.permutation(len(real))] + (1 - weight) * real[random.permutation(len(real))]
        made += random.normal(0, NOISE, made.shape).astype(np.float32)
        out.add(made / np.linalg.norm(made, axis=1, keepdims=True))
    return out


def _best(scores: NDArray[np.float32]) -> set[int]:
    return set(np.argsort(-scores, kind="stable")[:RETRIEVED].tolist())
