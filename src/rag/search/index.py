"""Passages, bank and gaps → PassageIndex: build, save, load, verify.

The manifest names everything that the index was built from, and the digest of every file of it. An index that is
stale, damaged or half written is never served: its folder is named by the digest of its inputs and complete or absent
(``rag.search.storage``), and ``load_index`` raises ``StaleIndexError`` with the reason.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

from rag.corpus.bank import Anchors, BankQuestion, Gap, file_digest, load_bank, load_gaps, places_as_json, places_from_json
from rag.corpus.passages import build_passages
from rag.corpus.prepared import load_prepared
from rag.errors import CorpusError, PassageIndexError, StaleIndexError
from rag.search import storage
from rag.search.lexical import NAME as BM25
from rag.search.lexical import LexicalIndex
from rag.search.onnx import Graph

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from rag.corpus.bank import Places
    from rag.corpus.report import Report
    from rag.search.embedding import Embedder
    from rag.types import Passage, Sentence

FORMAT = 6
VECTORS = ("passages", "sentences", "bank", "gaps")
"""Names of the faiss files, in the order of ``PassageIndex``'s fields."""
PLACES = "places.json"
"""Where the evidence of bank, gaps and prepared answers stands: to find it anew took half of a start."""
NOT_EXPORTED = "not_exported"
"""In the manifest of an index that holds no graph of its embedder: why."""


@dataclass(frozen=True)
class PassageIndex:
    """Everything that a question is searched in; read only.

    ``passages`` are those with sentences (headings are not retrieved), ``sentences`` all of theirs in order. The faiss
    indexes hold unit vectors, one a passage, sentence, bank question and gap, in those orders.
    """

    report: Report
    passages: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]
    bank: tuple[BankQuestion, ...]
    gaps: tuple[Gap, ...]
    passage_vectors: faiss.Index
    sentence_vectors: faiss.Index
    bank_vectors: faiss.Index
    gap_vectors: faiss.Index
    passage_lexical: LexicalIndex
    anchors: Anchors
    manifest: dict[str, Any]

    @cached_property
    def homes(self) -> list[int]:
        """Of each sentence the place of its passage."""
        return [n for n, passage in enumerate(self.passages) for _ in passage.sentences]


def inputs(report: Report, corpus: Path, embedder_digest: str) -> dict[str, Any]:
    """What an index is built from; two indexes with equal inputs answer alike."""
    return {
        "format": FORMAT,
        "edition": report.edition,
        "tags": file_digest(corpus / "tags.toml"),
        "bank": file_digest(corpus / "questions.jsonl"),
        "gaps": file_digest(corpus / "gaps.jsonl"),
        "organisations": file_digest(corpus / "organisations.toml"),
        "general": report.tags.searched_name(None),
        "embedder": embedder_digest,
        "faiss": "IndexFlatIP",
        "lexical": BM25,
    }


def embedding_text(report: Report, passage: Passage, body: str) -> str:
    """The body with its trust and heading in front: embedded and searched, never shown."""
    name = report.tags.searched_name(passage.trust)
    heading = passage.heading or report.tags.themes[passage.theme]
    speaker = f" ({passage.speaker})" if passage.speaker else ""
    return f"{name} – {heading}{speaker}: {body}"


def build_index(
    report: Report,
    corpus: Path,
    folder: Path,
    embedder: Embedder,
    progress: Callable[[str, int, int], None] | None = None,
    graph: Graph | str = "it was built without",
) -> PassageIndex:
    """Build the index into its place in ``folder``; ``progress`` is told (what, done, of how many). ``graph`` is what serves
    the embedder, or why there is none.

    While another process builds there, this one waits, and takes the other's index if it was built from the same inputs.
    Raises ``PassageIndexError`` if a passage does not fit the embedder, the disk is full or the folder cannot be written,
    and ``CorpusError`` if bank or gaps do not fit the edition. Whatever was in ``folder`` is then left as it was. An index of
    other inputs is removed once this one is in place.
    """
    waiting = partial(progress, "waiting for another build", 0, 1) if progress else lambda: None
    with storage.locked(folder, waiting) as waited:
        if waited:
            with suppress(StaleIndexError):
                return load_index(report, corpus, folder, embedder.digest)
        index = _make_from_corpus(report, corpus, embedder, progress)
        storage.place(folder, storage.name_of(index.manifest["inputs"]), partial(_write, index, graph))
    return index


def _make_from_corpus(
    report: Report, corpus: Path, embedder: Embedder, progress: Callable[[str, int, int], None] | None
) -> PassageIndex:
    # Before the files are read: one that is edited meanwhile makes the index stale, not wrong.
    built_from = inputs(report, corpus, embedder.digest)
    passages = tuple(p for p in build_passages(report) if p.sentences)
    anchors = Anchors(report, passages)
    bank = load_bank(corpus / "questions.jsonl", anchors)
    gaps = load_gaps(corpus / "gaps.jsonl", anchors)
    with suppress(CorpusError):  # no part of an index: whoever asks is told what does not fit
        load_prepared(corpus, anchors)
    index = replace(make_index(report, passages, bank, gaps, embedder, progress), anchors=anchors)
    index.manifest["inputs"] = built_from
    return index


def make_index(
    report: Report,
    passages: tuple[Passage, ...],
    bank: tuple[BankQuestion, ...],
    gaps: tuple[Gap, ...],
    embedder: Embedder,
    progress: Callable[[str, int, int], None] | None = None,
) -> PassageIndex:
    """An index in memory over ``passages`` (those with sentences), this bank and these gaps."""
    pairs = [(s, p) for p in passages for s in p.sentences]
    texts = {
        "passages": [embedding_text(report, p, p.text) for p in passages],
        "sentences": [embedding_text(report, p, s.text) for s, p in pairs],
        "bank": [q.question for q in bank],
        "gaps": [g.question for g in gaps],
    }
    _check_lengths(embedder, passages, texts["passages"])
    count = _Count(sum(map(len, texts.values())), progress)
    vectors = {name: _flat(embedder.encode(batch, count.of(name))) for name, batch in texts.items()}
    return PassageIndex(
        report, passages, tuple(s for s, _ in pairs), bank, gaps,
        vectors["passages"], vectors["sentences"], vectors["bank"], vectors["gaps"],
        LexicalIndex.build(texts["passages"]), Anchors(report, passages),
        {"counts": {name: len(batch) for name, batch in texts.items()}},
    )  # fmt: skip


class _Count:
    """How many texts of all are done, over several batches."""

    def __init__(self, total: int, progress: Callable[[str, int, int], None] | None) -> None:
        self._total, self._done, self._progress = total, 0, progress

    def of(self, name: str) -> Callable[[int], None]:
        def advance(count: int) -> None:
            self._done += count
            if self._progress:
                self._progress(name, self._done, self._total)

        return advance


def load_index(report: Report, corpus: Path, folder: Path, embedder_digest: str) -> PassageIndex:
    """Read an index that was built from exactly these inputs, every file of it verified; nothing is written.

    Raises what ``load_with_graph`` raises.
    """
    return load_with_graph(report, corpus, folder, embedder_digest)[0]


def load_with_graph(report: Report, corpus: Path, folder: Path, embedder_digest: str) -> tuple[PassageIndex, Graph | None]:
    """The index, and what serves its embedder, if it has that; apart, since the graph's bytes are of no use once it is open.

    Raises ``StaleIndexError`` with the reason where it is missing, damaged or built from something else, and
    ``CorpusError`` if bank or gaps do not fit the edition.
    """
    wanted = inputs(report, corpus, embedder_digest)
    home = folder / storage.name_of(wanted)
    if not os.path.lexists(home):
        raise StaleIndexError(_why_none(folder, wanted))
    manifest = storage.read_manifest(home)
    if manifest["inputs"] != wanted:
        raise StaleIndexError("its manifest names other inputs than its folder")
    stored = _parse(home, manifest)
    passages = tuple(p for p in build_passages(report) if p.sentences)
    if stored.passage_lines != _passage_lines(passages):
        raise StaleIndexError("its passages are cut differently")
    anchors = Anchors(report, passages, stored.places)
    bank = load_bank(corpus / "questions.jsonl", anchors)
    gaps = load_gaps(corpus / "gaps.jsonl", anchors)
    sentences = tuple(s for p in passages for s in p.sentences)
    sizes = dict(zip(VECTORS, map(len, (passages, sentences, bank, gaps)), strict=True))
    if any(stored.vectors[name].ntotal != size for name, size in sizes.items()) or manifest["counts"] != sizes:
        raise StaleIndexError("its counts do not agree")
    index = PassageIndex(
        report, passages, sentences, bank, gaps,
        stored.vectors["passages"], stored.vectors["sentences"], stored.vectors["bank"], stored.vectors["gaps"],
        stored.passage_lexical, anchors, manifest,
    )  # fmt: skip
    return index, stored.graph


def _why_none(folder: Path, wanted: dict[str, Any]) -> str:
    """What has changed since the last index was built, or that there is none."""
    found = next(iter(storage.built(folder).values()), None)
    if found is None:
        return "there is none yet"
    return f"it was built from another {next((name for name in wanted if found.get(name) != wanted[name]), 'version')}"


def _flat(vectors: NDArray[np.float32]) -> faiss.IndexFlatIP:
    index = faiss.IndexFlatIP(vectors.shape[1])
    index.add(np.ascontiguousarray(vectors))
    return index


def _check_lengths(embedder: Embedder, passages: Sequence[Passage], texts: Sequence[str]) -> None:
    for passage, text in zip(passages, texts, strict=True):
        length = embedder.count_tokens(text)
        if length > embedder.max_tokens:
            raise PassageIndexError(
                f"Passage {passage.id} has {length} tokens, but the embedder reads only {embedder.max_tokens}. "
                "Choose another model by RAG_EMBEDDER."
            )


def _passage_lines(passages: Sequence[Passage]) -> bytes:
    return "".join(json.dumps(asdict(p), ensure_ascii=False) + "\n" for p in passages).encode()


@dataclass(frozen=True, slots=True)
class _Stored:
    """What the files of an index hold."""

    passage_lines: bytes
    vectors: dict[str, faiss.Index]
    passage_lexical: LexicalIndex
    places: Places
    graph: Graph | None


def _parse(home: Path, manifest: dict[str, Any]) -> _Stored:
    """Parse the verified files, from the very bytes that were verified."""
    files = storage.read_files(home, manifest)
    try:
        vectors = {n: faiss.deserialize_index(np.frombuffer(files[f"{n}.faiss"], np.uint8)) for n in VECTORS}
        lexical, places = LexicalIndex.of(files), places_from_json(files[PLACES])
        return _Stored(files["passages.jsonl"], vectors, lexical, places, Graph.of(files))
    except KeyError as error:
        raise StaleIndexError(f"its file {error.args[0]} is missing") from error
    except (RuntimeError, OSError, ValueError) as error:
        raise StaleIndexError(f"a file of it cannot be read ({error})") from error


def _write(index: PassageIndex, graph: Graph | str, home: Path) -> None:
    """Write every file, the manifest last, and read them back; ``OSError`` if the disk did not take them all."""
    (home / "passages.jsonl").write_bytes(_passage_lines(index.passages))
    (home / PLACES).write_bytes(places_as_json(index.anchors.places))
    vectors = (index.passage_vectors, index.sentence_vectors, index.bank_vectors, index.gap_vectors)
    for name, held in zip(VECTORS, vectors, strict=True):
        # Not faiss.write_index: it says nothing when the last bytes do not fit on the disk.
        (home / f"{name}.faiss").write_bytes(faiss.serialize_index(held).tobytes())
    index.passage_lexical.save(home)
    if isinstance(graph, Graph):
        graph.save(home)
    else:
        index.manifest[NOT_EXPORTED] = graph
    storage.seal(home, index.manifest)
    try:
        _parse(home, storage.read_manifest(home))  # arrays may have been cut short without a word as well
    except StaleIndexError as error:
        raise OSError(f"it cannot be read back: {error}") from error
