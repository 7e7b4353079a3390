"""Passages, bank and gaps → PassageIndex: build, save, load, verify. This module owns faiss.

The manifest names everything that the index was built from, and the digest of every file of it. An index that is
stale, damaged or half written is never served: ``load_index`` raises ``StaleIndexError`` with the reason, and
``build_index`` writes to a temporary folder that is moved into place when it is complete.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import faiss
import numpy as np

from rag.bank import Anchors, BankQuestion, Gap, file_digest, load_bank, load_gaps
from rag.errors import PassageIndexError, StaleIndexError
from rag.lexical import LexicalIndex
from rag.passages import build_passages

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from rag.embedding import Embedder
    from rag.report import Report
    from rag.types import Passage, Sentence

FORMAT = 3
BUILT = "built"
"""Name of the folder inside ``index/`` that is moved into place as a whole; the adapter stands beside it."""


@dataclass(frozen=True, slots=True)
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
    sentence_lexical: LexicalIndex
    manifest: dict[str, Any]


def similarities(vectors: faiss.Index, query: NDArray[np.float32]) -> NDArray[np.float32]:
    """Cosine of one unit vector, shape ``(d,)``, with every vector of the index, shape ``(vectors.ntotal,)``."""
    out = np.zeros(vectors.ntotal, np.float32)
    if vectors.ntotal:
        scores, ids = vectors.search(query.reshape(1, -1), vectors.ntotal)
        valid = ids[0] >= 0
        out[ids[0][valid]] = scores[0][valid]
    return out


def inputs(report: Report, corpus: Path, embedder_digest: str) -> dict[str, Any]:
    """What an index is built from; two indexes with equal inputs answer alike."""
    return {
        "format": FORMAT,
        "edition": report.edition,
        "tags": file_digest(corpus / "tags.toml"),
        "bank": file_digest(corpus / "questions.jsonl"),
        "gaps": file_digest(corpus / "gaps.jsonl"),
        "embedder": embedder_digest,
        "faiss": "IndexFlatIP",
        "lexical": "bm25s lucene k1=1.2 b=0.75, Snowball English",
    }


def embedding_text(report: Report, passage: Passage, body: str) -> str:
    """The body with its trust and heading in front: embedded and searched, never shown."""
    name = report.tags.searched_name(passage.trust)
    heading = passage.heading or report.tags.themes[passage.theme]
    speaker = f" ({passage.speaker})" if passage.speaker else ""
    return f"{name} – {heading}{speaker}: {body}"


def build_index(
    report: Report, corpus: Path, folder: Path, embedder: Embedder, progress: Callable[[str, int, int], None] | None = None
) -> PassageIndex:
    """Build the index and move it into ``folder``; ``progress`` is told (what, done, of how many).

    Raises ``PassageIndexError`` if a passage does not fit the embedder or the folder cannot be written, and ``CorpusError``
    if bank or gaps do not fit the edition.
    """
    passages = tuple(p for p in build_passages(report) if p.sentences)
    anchors = Anchors(report, passages)
    bank = load_bank(corpus / "questions.jsonl", anchors)
    gaps = load_gaps(corpus / "gaps.jsonl", anchors)
    index = make_index(report, passages, bank, gaps, embedder, progress)
    index.manifest["inputs"] = inputs(report, corpus, embedder.digest)
    _save(index, folder)
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
        LexicalIndex.build(texts["passages"]), LexicalIndex.build(texts["sentences"]),
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
    """Read an index that was built from exactly these inputs, every file of it verified.

    Raises ``StaleIndexError`` with the reason where it is missing, damaged or built from something else.
    """
    home = folder / BUILT
    manifest = _read_manifest(home)
    wanted = inputs(report, corpus, embedder_digest)
    for name, value in wanted.items():
        if manifest["inputs"].get(name) != value:
            raise StaleIndexError(f"it was built from another {name}")
    _verify_files(home, manifest)
    every = build_passages(report)
    passages = tuple(p for p in every if p.sentences)
    stored = (home / "passages.jsonl").read_text(encoding="utf-8").splitlines()
    if stored != [_passage_line(p) for p in passages]:
        raise StaleIndexError("its passages are cut differently")
    anchors = Anchors(report, passages)
    bank = load_bank(corpus / "questions.jsonl", anchors)
    gaps = load_gaps(corpus / "gaps.jsonl", anchors)
    try:
        vectors = {name: faiss.read_index(str(home / f"{name}.faiss")) for name in ("passages", "sentences", "bank", "gaps")}
        passage_lexical, sentence_lexical = (LexicalIndex.load(home / "lexical" / name) for name in ("passages", "sentences"))
    except (RuntimeError, OSError, ValueError) as error:
        raise StaleIndexError(f"a file of it cannot be read ({error})") from error
    sentences = tuple(s for p in passages for s in p.sentences)
    sizes = {"passages": len(passages), "sentences": len(sentences), "bank": len(bank), "gaps": len(gaps)}
    if any(vectors[name].ntotal != size for name, size in sizes.items()) or manifest["counts"] != sizes:
        raise StaleIndexError("its counts do not agree")
    return PassageIndex(
        report, passages, sentences, bank, gaps,
        vectors["passages"], vectors["sentences"], vectors["bank"], vectors["gaps"],
        passage_lexical, sentence_lexical, manifest,
    )  # fmt: skip


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


def _passage_line(passage: Passage) -> str:
    return json.dumps(asdict(passage), ensure_ascii=False)


def _read_manifest(home: Path) -> dict[str, Any]:
    try:
        manifest = json.loads((home / "manifest.json").read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise StaleIndexError("there is none yet") from error
    except (OSError, ValueError) as error:
        raise StaleIndexError("its manifest cannot be read") from error
    parts = ("inputs", "counts", "files")
    if not isinstance(manifest, dict) or not all(isinstance(manifest.get(part), dict) for part in parts):
        raise StaleIndexError("its manifest is not complete")
    return manifest


def _file_digests(home: Path) -> dict[str, str]:
    files = sorted(p for p in home.rglob("*") if p.is_file() and p.name != "manifest.json")
    return {str(p.relative_to(home)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def _verify_files(home: Path, manifest: dict[str, Any]) -> None:
    found = _file_digests(home)
    for name, digest in manifest["files"].items():
        if name not in found:
            raise StaleIndexError(f"its file {name} is missing")
        if found[name] != digest:
            raise StaleIndexError(f"its file {name} has been changed")


def _save(index: PassageIndex, folder: Path) -> None:
    """Write everything beside the old index, flush it to disk, then move it into place."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary = folder / os.path.basename(tempfile.mkdtemp(prefix=".building-", dir=folder))  # noqa: PTH119
        try:
            _write(index, temporary)
            _move_into_place(temporary, folder / BUILT)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        raise PassageIndexError(
            f"The index cannot be written to {folder} ({error.strerror or error}). Make the folder writable or set RAG_INDEX."
        ) from error


def _write(index: PassageIndex, home: Path) -> None:
    lines = [_passage_line(p) for p in index.passages]
    (home / "passages.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    for name in ("passages", "sentences", "bank", "gaps"):
        attribute = {"passages": "passage_vectors", "sentences": "sentence_vectors"}.get(name, f"{name.rstrip('s')}_vectors")
        faiss.write_index(getattr(index, attribute), str(home / f"{name}.faiss"))
    index.passage_lexical.save(home / "lexical" / "passages")
    index.sentence_lexical.save(home / "lexical" / "sentences")
    index.manifest["files"] = _file_digests(home)
    (home / "manifest.json").write_text(json.dumps(index.manifest, indent=1, sort_keys=True), encoding="utf-8")
    for path in home.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _move_into_place(temporary: Path, target: Path) -> None:
    """Rename over the old index; the loser of two builders at once finds an index from the same inputs and keeps it."""
    old = target.with_name(f".old-{temporary.name}")
    if target.exists():
        target.replace(old)
    try:
        temporary.replace(target)
    except OSError:
        if not (target / "manifest.json").is_file():
            raise
    shutil.rmtree(old, ignore_errors=True)
