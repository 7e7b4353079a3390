"""Settings → a ready Assistant: report, embedder, index (built if it is missing or stale) and calibration."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from threadpoolctl import threadpool_limits

from rag.answering.assistant import Assistant
from rag.answering.judge import Calibration
from rag.answering.prepared import Prepared
from rag.answering.regression import load_regression
from rag.answering.relevance import RELEVANCE_FEATURES
from rag.answering.row_judge import ROW_FEATURES
from rag.answering.weigh import load_weights
from rag.corpus.aspects import FOLDER as ASPECTS_FOLDER
from rag.corpus.aspects import SENTENCES, load_told
from rag.corpus.bank import Anchors, file_digest, load_bank, load_gaps
from rag.corpus.concordance import Concordance, load_synonyms
from rag.corpus.passages import build_passages
from rag.corpus.prepared import FOLDER, load_prepared, load_shapes
from rag.corpus.profile import load_profile
from rag.corpus.report import load_report
from rag.corpus.rows import FILE as ROWS_ASKED
from rag.errors import InputError, StaleIndexError
from rag.made_with import ASPECTS, LIKENESS, RELEVANCE, ROUTE, ROWS, WEIGHED, WEIGHING, differences, gone
from rag.search.embedding import CALIBRATION, CONFIG, MANIFEST, WEIGHTS, check_adapter, embedder_digest, load_embedder
from rag.search.export import export_graph
from rag.search.index import NOT_EXPORTED, build_index, load_with_graph
from rag.search.onnx import Graph, OnnxEmbedder
from rag.settings import DEFAULT_EMBEDDER
from rag.understanding.aspects import load_aspect_weights
from rag.understanding.language import FILE as LANGUAGES
from rag.understanding.language import load_languages
from rag.understanding.likeness import load_likeness
from rag.understanding.names import load_organisations
from rag.understanding.route import load_router

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rag.corpus.bank import BankQuestion, Gap
    from rag.corpus.profile import Part, Profile
    from rag.corpus.report import Report
    from rag.search.embedding import Embedder
    from rag.search.index import PassageIndex
    from rag.settings import Settings
    from rag.types import Passage

    Progress = Callable[[str, int, int], None]
    Say = Callable[[str], None]

log = logging.getLogger(__name__)

NEEDED = ("report.txt", "report.toml", "tags.toml")
"""Files of a corpus without which there is no report."""
INDEXED: dict[Part, str] = {"bank": "questions.jsonl", "gaps": "gaps.jsonl"}
ASKED: dict[Part, str] = {"organisations": "organisations.toml", "languages": LANGUAGES, "prepared": FOLDER}
"""What else may stand in a corpus: what an index is built from, and what asking takes."""
UNTOLD: dict[Part, str] = {
    "bank": "no question bank", "gaps": "no near misses", "prepared": "no prepared answers", "adapter": "no adapter",
    "organisations": "no names of other organisations", "languages": "no words of other languages",
}  # fmt: skip


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
    embedder: Embedder
    index: PassageIndex
    why_built: str | None


def read_corpus(settings: Settings) -> Corpus:
    """Read and check report, bank and gaps."""
    report = load_report(settings.corpus)
    passages = tuple(p for p in build_passages(report) if p.sentences)
    anchors = Anchors(report, passages)
    bank = load_bank(settings.corpus / "questions.jsonl", anchors)
    return Corpus(report, passages, bank, load_gaps(settings.corpus / "gaps.jsonl", anchors))


def open_concordance(settings: Settings) -> tuple[Report, tuple[Passage, ...], Concordance]:
    """The report, its passages and the concordance over them, without index or embedder. ``InputError`` where a prepared file that
    the route was taught with is gone.
    """
    check_prepared(settings)
    report = load_report(settings.corpus)
    passages = tuple(p for p in build_passages(report) if p.sentences)
    return report, passages, Concordance(passages, load_synonyms(settings.corpus), report.tags.profile.publisher)


def open_report(settings: Settings) -> tuple[Report, tuple[Passage, ...]]:
    """The report and all of its passages, headings among them, without index or embedder."""
    report = load_report(settings.corpus)
    return report, build_passages(report)


def adapter_folder(settings: Settings) -> Path | None:
    """Where the adapter is, or ``None`` where none is wanted: another model, switched off, or trained for another report.

    A missing one is an error later.
    """
    wanted = settings.adapter and settings.embedder == DEFAULT_EMBEDDER
    return settings.trained if wanted and "adapter" in load_profile(settings.corpus).comes_with else None


def check_files(settings: Settings, *, asking: bool) -> None:
    """``InputError`` names every file that is not there although a report needs it, or this one comes with it by its profile;
    with ``asking`` those are looked for, too, that no index is built from.
    """
    wanted = [settings.corpus / name for name in NEEDED]
    if all(path.is_file() for path in wanted):
        promised = load_profile(settings.corpus).comes_with
        files = {**INDEXED, **ASKED} if asking else INDEXED
        wanted += [settings.corpus / name for part, name in files.items() if part in promised]
        if asking and "adapter" in promised:
            routed = (ROUTE, LIKENESS, WEIGHING) if (settings.corpus / FOLDER).is_dir() else ()
            taught = (*routed, ASPECTS) if (settings.corpus / ASPECTS_FOLDER).is_dir() else routed
            taught = (*taught, ROWS) if routed and (settings.corpus / ROWS_ASKED).is_file() else taught
            taught = (*taught, RELEVANCE) if routed and (settings.corpus / WEIGHED).is_file() else taught
            trained = (MANIFEST, CALIBRATION, *taught) if adapter_folder(settings) else (CALIBRATION,)
            wanted += [settings.trained / name for name in trained]
    missing = [str(path) for path in wanted if not path.exists()]
    if missing:
        raise InputError(
            f"Missing: {', '.join(missing)}. Nothing was built. Restore what is missing, or set RAG_CORPUS and RAG_TRAINED to the "
            "folders that have it."
        )
    if asking:
        check_prepared(settings)


def check_prepared(settings: Settings) -> None:
    """``InputError`` names every file of ``corpus/prepared/`` that the route was taught with and that is gone or empty: without its
    synonyms, say, words would be called absent that are there. Of a report that was never taught nothing is asked.
    """
    if files := gone(settings) if "adapter" in load_profile(settings.corpus).comes_with else ():
        raise InputError(
            f"Missing or empty: {', '.join(map(str, files))}. {ROUTE} was made with it, and answers would be worse. Restore it;"
            " where it was taken out on purpose, run: rag train --route-only"
        )


def open_index(settings: Settings, *, force: bool = False, say: Say, progress: Progress | None = None) -> Loaded:
    """Load the index, or build it where it is missing, stale, damaged or ``force`` is given; ``say`` is told why.

    Raises ``InputError`` before anything is built where a file is missing.
    """
    check_files(settings, asking=False)
    report = load_report(settings.corpus)
    which = settings.embedder, adapter_folder(settings)
    digest = embedder_digest(*which)
    why = "you asked for it" if force else None
    if not force:
        try:
            index, graph = load_with_graph(report, settings.corpus, settings.index, digest)
        except StaleIndexError as stale:
            why = str(stale)
        else:
            return Loaded(report, _serving(graph or str(index.manifest.get(NOT_EXPORTED)), digest, *which), index, None)
    say(f"Building the index: {why}.")
    embedder = load_embedder(*which)
    exported = export_graph(embedder)
    index = build_index(report, settings.corpus, settings.index, embedder, progress, exported)
    return Loaded(report, _serving(exported, digest, *which, embedder), index, why)


def _serving(graph: Graph | str, digest: str, name: str, adapter: Path | None, embedder: Embedder | None = None) -> Embedder:
    """What embeds requests: the index's graph, or without one the model itself, loaded unless it is there already."""
    if isinstance(graph, Graph):
        return OnnxEmbedder(graph, digest)
    log.warning("Requests are embedded by sentence-transformers, which is slower, since the index has no graph: %s.", graph)
    return embedder or load_embedder(name, adapter)


def open_assistant(settings: Settings, *, say: Say, progress: Progress | None = None) -> Assistant:
    """An Assistant that is ready to be asked; raises the ``RagError`` of whatever is missing."""
    check_files(settings, asking=True)
    loaded = open_index(settings, say=say, progress=progress)
    loaded.embedder.use_one_core()
    threadpool_limits(1, user_api="blas")  # a product of milliseconds waits for a second core that is busy: 0.1 ms were 6
    index = loaded.index
    state = "built" if loaded.why_built else "is current, nothing built"
    counts = f"{len(index.passages)} passages, {len(index.sentences)} sentences, {len(index.bank)} bank questions"
    say(f"Index {state}: {counts}, edition {loaded.report.short_edition}, embedder {loaded.embedder.digest[:8]}.")
    if lacking := what_is_missing(settings, loaded.report.profile):
        say(lacking)
    for line in differences(settings):
        log.warning(line)
    return assemble(settings, loaded)


def what_is_missing(settings: Settings, profile: Profile) -> str:
    """What this report does without and what that means, in a line; empty where it has everything."""
    lacking = [part for part, name in {**INDEXED, **ASKED}.items() if not (settings.corpus / name).exists()]
    lacking += [] if "adapter" in profile.comes_with else ["adapter"]
    if not lacking:
        return ""
    listed = ", ".join(UNTOLD[part] for part in UNTOLD if part in lacking)
    means = "answers are what the base model finds, judged as it was fitted on another report" if "adapter" in lacking else ""
    return f"{listed.capitalize()}{f': {means}' if means else ''}."


def load_all_prepared(settings: Settings, index: PassageIndex, embedder_digest: str, *, trained: bool) -> Prepared:
    """What stands in ``corpus/prepared/``, with the route and the weights if they were ``trained`` for this embedder."""
    entries = load_prepared(settings.corpus, index.anchors)
    languages = load_languages(settings.corpus) if (settings.corpus / LANGUAGES).is_file() else {}
    untaught = Prepared(entries, load_synonyms(settings.corpus), load_shapes(settings.corpus), languages)
    if not trained:
        return untaught
    router = load_router(settings.trained / ROUTE, embedder_digest, [entry.id for entry in entries])
    likeness = load_likeness(settings.trained / LIKENESS, embedder_digest)
    told = load_told(settings.corpus, index.anchors, len(index.sentences))
    aspects = load_aspect_weights(settings.trained / ASPECTS, embedder_digest)
    weights = load_weights(settings.trained / WEIGHING)
    rows = load_regression(settings.trained / ROWS, ROW_FEATURES, embedder_digest)
    relevance = load_regression(settings.trained / RELEVANCE, RELEVANCE_FEATURES, embedder_digest)
    return replace(
        untaught, router=router, likeness=likeness, weights=weights, told=told, aspects=aspects, rows=rows, relevance=relevance
    )


def assemble(settings: Settings, loaded: Loaded, *, calibrated: bool = True, trained: bool = True) -> Assistant:
    """The Assistant around a loaded index; one that is not ``calibrated`` is only good for calibrating it, without prepared
    answers; one that is not ``trained`` shows none, and is good for teaching the route. A report that comes without an adapter
    gets the judge for any report, and no route.
    """
    own = "adapter" in loaded.report.profile.comes_with
    organisations = load_organisations(settings.corpus / "organisations.toml")
    calibration = Calibration.blank()
    if calibrated and not own:
        calibration = Calibration.for_any_report()
    elif calibrated:
        # The manifest is the adapter's: without one the base model has a calibration all the same.
        if adapter_folder(settings) or (settings.trained / MANIFEST).exists():
            check_adapter(settings.trained, CALIBRATION)
        calibration = Calibration.load(settings.trained / CALIBRATION, loaded.embedder.digest)
    prepared = (
        load_all_prepared(settings, loaded.index, loaded.embedder.digest, trained=trained and own) if calibrated else Prepared()
    )
    return Assistant(loaded.index, loaded.embedder, organisations, calibration, settings, prepared)


def digests(settings: Settings) -> dict[str, str]:
    """sha256 of every file that answers depend on, but for the model's own, and how vectors are searched, as lists do not find
    all that exact search does: replicas that have the same answer alike.
    """
    files = [settings.corpus / name for name in (*NEEDED, "organisations.toml", *INDEXED.values())]
    files += sorted(path for path in (settings.corpus / FOLDER).glob("*.*") if path.suffix != ".md")
    files.append(settings.corpus / ASPECTS_FOLDER / SENTENCES)
    adapter = (WEIGHTS, CONFIG) if adapter_folder(settings) else ()
    learnt = (*adapter, CALIBRATION, ROUTE, LIKENESS, WEIGHING, ASPECTS, ROWS, RELEVANCE)
    own = learnt if "adapter" in load_profile(settings.corpus).comes_with else ()
    files += [settings.trained / name for name in own]
    return {path.name: file_digest(path) for path in files if path.is_file()} | {"RAG_SEARCH": settings.search}
