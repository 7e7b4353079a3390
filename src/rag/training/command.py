"""``rag train``: learn from part of bank and gaps, be examined on the rest, calibrate there, then learn from all.

The judge is calibrated on questions that the embedder of that moment had not been trained on, since readers' questions
are such. That embedder's adapter is kept in ``index/held-out/`` (not under version control), so that the judge can be
calibrated again without training again.
"""

from __future__ import annotations

import json
import time
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rag.answering.features import FEATURES
from rag.answering.judge import ANY_REPORT, REFUSAL_FEATURES
from rag.answering.relevance import RELEVANCE_FEATURES
from rag.answering.row_judge import ROW_FEATURES
from rag.answering.weigh import save_weights
from rag.corpus.aspects import load_asks, load_talks, load_told
from rag.corpus.bank import Anchors, file_digest
from rag.corpus.prepared import load_negatives
from rag.corpus.rows import load_rows
from rag.errors import InputError
from rag.evaluation.cases import Case, load_cases
from rag.loading import Loaded, assemble, open_index, read_corpus
from rag.made_with import ASPECTS, LIKENESS, RELEVANCE, ROUTE, ROWS, WEIGHED, WEIGHING, record
from rag.search.embedding import CALIBRATION, WEIGHTS, WEIGHTS_SHA256, load_embedder, seal_adapter
from rag.search.index import make_index
from rag.settings import DEFAULT_EMBEDDER, INSTALLED, ROOT
from rag.text import STOPWORDS
from rag.text import words as words_of
from rag.training.adapter import TrainingSettings, measure, save_adapter, train
from rag.training.aspects import fit_aspects
from rag.training.calibration import fit
from rag.training.data import Rows, Split, split
from rag.training.labels import label_bank, label_practice
from rag.training.relevance import fit_relevance
from rag.training.route import averaged, encode, examples, fit_likeness, fit_router
from rag.training.rows import fit_rows
from rag.training.weighing import fit_weights, requests, weigh_all

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rag.loading import Corpus
    from rag.search.embedding import SentenceTransformerEmbedder
    from rag.search.index import PassageIndex
    from rag.settings import Settings

    Say = Callable[[str], None]

HELD_OUT = "held-out"
SEEDS = 4
"""Fits of the route, of which the mean is served; each takes 40 seconds on one core."""
SHORTEST = 3
"""Words of the report longer than this fill the shapes of look-ups: shorter ones are mostly numbers and particles."""


def train_command(settings: Settings, *, calibrate_only: bool, route_only: bool, say: Say) -> int:
    """Train the adapter, calibrate the judge, and teach the route; with ``calibrate_only`` or ``route_only`` that alone.

    Raises ``InputError`` for another embedder than the default one, which is the only one that has an adapter.
    """
    if settings.embedder != DEFAULT_EMBEDDER:
        raise InputError("Only the default embedder has an adapter. Unset RAG_EMBEDDER to train.")
    if INSTALLED and settings.trained.is_relative_to(ROOT):
        raise InputError("An installed package's adapter is not overwritten. Set RAG_TRAINED to a folder of your own.")
    corpus = read_corpus(settings)
    if not route_only:
        options = TrainingSettings()
        parts = split(corpus.bank, corpus.gaps, options.held_bank, options.held_gaps, options.seed)
        if not calibrate_only:
            _learn(settings, corpus, parts, options, say)
        _calibrate(settings, corpus, parts, say)
    _learn_route(settings, corpus, TrainingSettings().seed, say)
    return 0


def _calibrate(settings: Settings, corpus: Corpus, parts: Split, say: Say) -> None:
    """Fit the judge, for the base model and for the adapter, on questions that were held out."""
    held_out = settings.index / HELD_OUT
    if not (held_out / "manifest.json").is_file():
        raise InputError(f"There is no held-out adapter at {held_out}. Run rag train without --calibrate-only once.")
    say("Calibrating the judge on questions that were held out.")
    cases = _practice(settings, corpus)
    models = {}
    for name, learnt, served in (("base", None, None), ("adapter", held_out, settings.trained)):
        embedder = load_embedder(adapter=learnt)
        rest = replace(corpus, bank=tuple(parts.bank), gaps=tuple(parts.gaps))
        assistant = assemble(settings, Loaded(corpus.report, embedder, _index(rest, embedder), None), calibrated=False)
        final = load_embedder(adapter=served)
        questions = [*label_bank(assistant, parts.held_bank, parts.held_gaps), *label_practice(assistant, cases)]
        models[final.digest] = fit(assistant, final, questions)
        say(f"{name}: {json.dumps(models[final.digest]['unseen'])}")
    _write_calibration(settings, settings.trained / CALIBRATION, WEIGHTS_SHA256, models)
    seal_adapter(settings.trained, CALIBRATION)
    record(settings, CALIBRATION)
    if not INSTALLED:
        calibrate_for_any_report(settings, corpus, parts, say)


def calibrate_for_any_report(settings: Settings, corpus: Corpus, parts: Split, say: Say) -> None:
    """Fit the judge that a report without a calibration of its own gets: the base model, no bank, no gaps, no heads."""
    bare = replace(corpus, bank=(), gaps=())
    embedder = load_embedder()
    assistant = assemble(settings, Loaded(corpus.report, embedder, _index(bare, embedder), None), calibrated=False)
    questions = [*label_bank(assistant, parts.held_bank, parts.held_gaps), *label_practice(assistant, _practice(settings, corpus))]
    model = fit(assistant, None, questions)
    say(f"any report: {json.dumps(model['unseen'])}")
    _write_calibration(settings, ANY_REPORT, "any", {"any": model})


def _write_calibration(settings: Settings, path: Path, base: str, models: dict[str, Any]) -> None:
    names = {"features": FEATURES, "refusal_features": REFUSAL_FEATURES}
    data = _digests(settings, "questions", "gaps", "practice")
    calibration = {"date": _today(), **names, "base": base, "data": data, "models": models}
    path.write_text(json.dumps(calibration, indent=1) + "\n", encoding="utf-8")


def _learn_route(settings: Settings, corpus: Corpus, seed: int, say: Say) -> None:
    """Fit the route on asks, negatives, bank and practice, and weigh candidates by routes that had not seen the request."""
    loaded = open_index(settings, say=say)
    assistant = assemble(settings, loaded, trained=False)
    prepared = assistant.answerer.prepared
    negatives, cases = load_negatives(settings.corpus), _practice(settings, corpus)
    words = sorted({w for p in corpus.passages for w in words_of(p.text) if w not in STOPWORDS and len(w) > SHORTEST})
    rows = examples(
        corpus.report.tags, prepared.entries, negatives, corpus.bank, corpus.gaps, cases, prepared.shapes, words, seed
    )  # fmt: skip
    vectors = encode(rows, loaded.embedder)
    routers = [fit_router(rows, vectors, loaded.embedder.digest, seed + n) for n in range(SEEDS)]
    averaged(routers).save(settings.trained / ROUTE)
    fit_likeness(rows, vectors, loaded.embedder.digest)[0].save(settings.trained / LIKENESS)
    say(f"Route taught with {len(rows)} requests. Weighing candidates.")
    asked = requests(assistant, prepared.entries, negatives, label_practice(assistant, cases), seed)
    weights, figures = fit_weights(weigh_all(assistant.answerer, asked, rows, vectors, seed))
    save_weights(weights, settings.trained / WEIGHING, figures)
    record(settings, ROUTE, LIKENESS, WEIGHING)
    say(f"Weights: {json.dumps(figures)}")
    _learn_aspects(settings, loaded, seed, say)
    _learn_rows(settings, loaded, say)
    _learn_relevance(settings, corpus, loaded, say)


def _learn_rows(settings: Settings, loaded: Loaded, say: Say) -> None:
    """Fit what tells which rows of a comparison have an answer, as all that was taught before lays them out."""
    _forget(settings, ROWS, RELEVANCE)
    compared = load_rows(settings.corpus, loaded.index.anchors)
    if not compared:
        return
    assistant = assemble(settings, loaded)
    judge, figures = fit_rows(assistant, compared)
    judge.save(settings.trained / ROWS, ROW_FEATURES, figures)
    record(settings, ROWS)
    say(f"Rows: {json.dumps(figures)}")


def _learn_relevance(settings: Settings, corpus: Corpus, loaded: Loaded, say: Say) -> None:
    """Fit what tells which quotations of an answer are seen at once, as all else lays it out: the last of all."""
    _forget(settings, RELEVANCE)
    path = settings.corpus / WEIGHED
    if not path.is_file():
        return
    assistant = assemble(settings, loaded)
    cases = [*_practice(settings, corpus), *load_cases(path, loaded.index.anchors)]
    weights, figures = fit_relevance(assistant, cases, load_rows(settings.corpus, loaded.index.anchors))
    weights.save(settings.trained / RELEVANCE, RELEVANCE_FEATURES, figures)
    record(settings, RELEVANCE)
    say(f"Relevance: {json.dumps(figures)}")


def _learn_aspects(settings: Settings, loaded: Loaded, seed: int, say: Say) -> None:
    """Fit what tells which aspect a follow-up asks for, where the corpus says what its sentences tell, by the route as it is."""
    _forget(settings, ASPECTS, ROWS, RELEVANCE)
    told = load_told(settings.corpus, loaded.index.anchors, len(loaded.index.sentences))
    if told is None:
        return
    asks, talks = load_asks(settings.corpus), load_talks(settings.corpus, loaded.index.anchors)
    weights, figures = fit_aspects(assemble(settings, loaded), loaded.embedder, asks, talks, told, seed)
    weights.save(settings.trained / ASPECTS, figures)
    record(settings, ASPECTS)
    say(f"Aspects: {json.dumps(figures)}")


def _forget(settings: Settings, *names: str) -> None:
    """Take away what is taught anew: it may have been made for other features, and is no part of what the new is learnt from."""
    for name in names:
        (settings.trained / name).unlink(missing_ok=True)


def _practice(settings: Settings, corpus: Corpus) -> tuple[Case, ...]:
    return load_cases(settings.corpus / "practice.jsonl", Anchors(corpus.report, corpus.passages))


def _learn(settings: Settings, corpus: Corpus, parts: Split, options: TrainingSettings, say: Say) -> None:
    """Train twice: on part, to say what training is worth on questions not seen, and on all, to be served."""
    started = time.monotonic()
    base = load_embedder()
    figures = {"before": measure(base, _index(corpus, base), parts.held_bank)}
    say(f"Before training, on held-out questions: {figures['before']}")
    manifest: dict[str, Any] = {
        "base": WEIGHTS_SHA256,
        "date": _today(),
        "data": _digests(settings, "questions", "gaps"),
        "settings": asdict(options),
    }
    held_out = settings.index / HELD_OUT
    save_adapter(train(Rows(corpus.report, corpus.passages, parts.bank, parts.gaps), options), held_out, dict(manifest))
    taught = load_embedder(adapter=held_out)
    figures["after"] = measure(taught, _index(corpus, taught), parts.held_bank)
    say(f"After training on the rest: {figures['after']}")
    adapter = train(Rows(corpus.report, corpus.passages, corpus.bank, corpus.gaps), options)
    save_adapter(adapter, settings.trained, {**manifest, "held_out": figures})
    record(settings, WEIGHTS)
    say(f"Trained in {(time.monotonic() - started) / 60:.0f} minutes.")


def _index(corpus: Corpus, embedder: SentenceTransformerEmbedder) -> PassageIndex:
    return make_index(corpus.report, corpus.passages, corpus.bank, corpus.gaps, embedder)


def _digests(settings: Settings, *names: str) -> dict[str, str]:
    return {name: file_digest(settings.corpus / f"{name}.jsonl") for name in names}


def _today() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%d")
