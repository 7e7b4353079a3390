"""Settings → a ready Assistant: report, embedder, index (built if it is missing or stale) and calibration."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.answer import Assistant
from rag.bank import Anchors, file_digest, load_bank, load_gaps
from rag.embedding import CALIBRATION, CONFIG, WEIGHTS, check_adapter, load_embedder
from rag.errors import StaleIndexError
from rag.index import build_index, load_index
from rag.judge import Calibration
from rag.names import load_organisations
from rag.passages import build_passages
from rag.report import load_report
from rag.settings import DEFAULT_EMBEDDER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rag.bank import BankQuestion, Gap
    from rag.embedding import SentenceTransformerEmbedder
    from rag.index import PassageIndex
    from rag.report import Report
    from rag.settings import Settings
    from rag.types import Passage

    Progress = Callable[[str, int, int], None]
    Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Corpus:
    """What an index is built from; ``passages`` are those that are retrieved."""

    report: Report
    passages: tuple[Passage, ...]
    bank: tuple[BankQuestion, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """An index with what it was built from; ``why_built`` is ``None`` where nothing had to be built."""

    report: Report
    embedder: SentenceTransformerEmbedder
    index: PassageIndex
    why_built: str | None


def read_corpus(settings: Settings) -> Corpus:
    """Read and check report, bank and gaps."""
    report = load_report(settings.corpus)
    passages = tuple(p for p in build_passages(report) if p.sentences)
    anchors = Anchors(report, passages)
    bank = load_bank(settings.corpus / "questions.jsonl", anchors)
    return Corpus(report, passages, bank, load_gaps(settings.corpus / "gaps.jsonl", anchors))


def adapter_folder(settings: Settings) -> Path | None:
    """Where the adapter is, or ``None`` where none is wanted: another model, or switched off. A missing one is an error later."""
    return settings.trained if settings.adapter and settings.embedder == DEFAULT_EMBEDDER else None


def open_index(settings: Settings, *, force: bool = False, say: Say, progress: Progress | None = None) -> Loaded:
    """Load the index, or build it where it is missing, stale, damaged or ``force`` is given; ``say`` is told why."""
    report = load_report(settings.corpus)
    embedder = load_embedder(settings.embedder, adapter_folder(settings))
    why = "you asked for it" if force else None
    if not force:
        try:
            index = load_index(report, settings.corpus, settings.index, embedder.digest)
        except StaleIndexError as stale:
            why = str(stale)
        else:
            return Loaded(report, embedder, index, None)
    say(f"Building the index: {why}.")
    index = build_index(report, settings.corpus, settings.index, embedder, progress)
    return Loaded(report, embedder, index, why)


def open_assistant(settings: Settings, *, say: Say, progress: Progress | None = None) -> Assistant:
    """An Assistant that is ready to be asked; raises the ``RagError`` of whatever is missing."""
    loaded = open_index(settings, say=say, progress=progress)
    loaded.embedder.use_one_core()
    index = loaded.index
    state = "built" if loaded.why_built else "is current, nothing built"
    counts = f"{len(index.passages)} passages, {len(index.sentences)} sentences, {len(index.bank)} bank questions"
    say(f"Index {state}: {counts}, edition {loaded.report.short_edition}, embedder {loaded.embedder.digest[:8]}.")
    return assemble(settings, loaded)


def assemble(settings: Settings, loaded: Loaded, *, calibrated: bool = True) -> Assistant:
    """The Assistant around a loaded index; one that is not ``calibrated`` is only good for calibrating it."""
    organisations = load_organisations(settings.corpus / "organisations.toml")
    calibration = Calibration.blank()
    if calibrated:
        check_adapter(settings.trained, CALIBRATION)
        calibration = Calibration.load(settings.trained / CALIBRATION, loaded.embedder.digest)
    return Assistant(loaded.index, loaded.embedder, organisations, calibration, settings)


def digests(settings: Settings) -> dict[str, str]:
    """sha256 of every file that answers depend on, but for the model's own: replicas that have the same answer alike."""
    files = [settings.corpus / name for name in ("report.txt", "tags.toml", "organisations.toml", "questions.jsonl", "gaps.jsonl")]
    adapter = (WEIGHTS, CONFIG) if adapter_folder(settings) else ()
    files += [settings.trained / name for name in (*adapter, CALIBRATION)]
    return {path.name: file_digest(path) for path in files}
