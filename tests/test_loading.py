"""Settings → an assistant: which adapter, when an index is built and what is said of it, and what comes of prepared answers."""

import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest

import tiny
from rag import loading
from rag.answering.features import FEATURES
from rag.answering.judge import REFUSAL_FEATURES, Calibration
from rag.answering.weigh import ENTRY_FEATURES, FIND_FEATURES, Weights, save_weights
from rag.errors import EmbedderError, InputError
from rag.made_with import record
from rag.search.embedding import CALIBRATION, seal_adapter
from rag.settings import Settings
from rag.understanding.route import Router

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture
def settings(tmp_path):
    """Folders of their own; the corpus is the real one with the first ten questions and gaps, and without prepared answers."""
    shutil.copytree(
        CORPUS,
        tmp_path / "corpus",
        ignore=shutil.ignore_patterns("prepared", "aspects", "practice.jsonl", "rows.jsonl", "relevance.jsonl"),
    )
    for name in ("questions.jsonl", "gaps.jsonl"):
        lines = (CORPUS / name).read_text(encoding="utf-8").splitlines()[:10]
        (tmp_path / "corpus" / name).write_text("\n".join(lines), encoding="utf-8")
    profile = tmp_path / "corpus" / "report.toml"
    profile.write_text(profile.read_text(encoding="utf-8").replace('"prepared", ', ""), encoding="utf-8")
    (tmp_path / "trained").mkdir()
    return Settings(corpus=tmp_path / "corpus", index=tmp_path / "index", trained=tmp_path / "trained")


@pytest.fixture
def no_model(monkeypatch):
    """The tiny embedder in place of the model; returns what it was asked to be."""
    asked = []
    monkeypatch.setattr(loading, "embedder_digest", lambda *_: tiny.EMBEDDER.digest)
    monkeypatch.setattr(loading, "load_embedder", lambda *which: (asked.append(which), tiny.EMBEDDER)[1])
    return asked


def trained(settings, **models):
    """A calibration of these models, the first the base."""
    file = {
        "features": FEATURES,
        "refusal_features": REFUSAL_FEATURES,
        "base": next(iter(models)),
        "models": {name: tiny.calibration(answer=a).to_dict() for name, a in models.items()},
    }
    (settings.trained / "calibration.json").write_text(json.dumps(file))
    (settings.trained / "manifest.json").write_text("{}")
    seal_adapter(settings.trained, CALIBRATION)


def test_the_adapter_is_used_with_its_model_unless_it_is_switched_off(settings):
    assert loading.adapter_folder(settings) == settings.trained
    assert loading.adapter_folder(settings.model_copy(update={"adapter": False})) is None
    assert loading.adapter_folder(settings.model_copy(update={"embedder": "another"})) is None


def test_an_index_is_built_once_and_why_is_said(settings, no_model):
    said = []
    built = loading.open_index(settings, say=said.append)
    assert said == [f"Building the index: {built.why_built}."]
    assert "none yet" in built.why_built
    assert no_model == [(settings.embedder, settings.trained)]
    again = loading.open_index(settings, say=said.append)
    assert (again.why_built, len(said)) == (None, 1)
    assert [s.text for s in again.index.sentences] == [s.text for s in built.index.sentences]
    assert len(again.index.bank) == len(built.index.bank) > 0
    forced = loading.open_index(settings, force=True, say=said.append)
    assert forced.why_built == "you asked for it"
    assert said[1:] == ["Building the index: you asked for it."]


def test_an_index_of_another_bank_is_built_anew(settings, no_model):
    loading.open_index(settings, say=lambda _: None)
    bank = settings.corpus / "questions.jsonl"
    bank.write_text("\n".join(bank.read_text(encoding="utf-8").splitlines()[:9]), encoding="utf-8")
    assert loading.open_index(settings, say=lambda _: None).why_built


def test_an_assistant_says_what_it_stands_on(settings, no_model):
    trained(settings, base=0.3)
    said = []
    loading.open_assistant(settings, say=said.append)
    loading.open_assistant(settings, say=said.append)
    starts = [
        "Building the index",
        "Index built",
        "No prepared answers.",
        "Index is current, nothing built",
        "No prepared answers.",
    ]
    assert [line.split(":")[0] for line in said] == starts
    assert "embedder axes" in said[-2]
    assert f"{len(loading.read_corpus(settings).bank)} bank questions" in said[-2]


@pytest.mark.parametrize("name", ["report.txt", "report.toml", "tags.toml", "questions.jsonl", "languages.toml"])
def test_what_the_profile_promises_must_be_there(settings, no_model, name):
    trained(settings, base=0.3)
    (settings.corpus / name).unlink()
    with pytest.raises(InputError, match=f"Missing: .*{name}. Nothing was built"):
        loading.open_assistant(settings, say=print)
    assert not settings.index.exists()


@pytest.mark.parametrize("name", ["route.npz", "likeness.npz", "weights.json", "rows.json", "relevance.json"])
def test_what_is_taught_for_prepared_answers_must_be_there(settings, no_model, name):
    """Without it answers would be worse, and nothing would say so."""
    trained(settings, base=0.3)
    (settings.corpus / "prepared").mkdir()
    (settings.corpus / "rows.jsonl").touch()
    (settings.corpus / "relevance.jsonl").touch()
    for file in ("route.npz", "likeness.npz", "weights.json", "rows.json", "relevance.json"):
        (settings.trained / file).touch()
    loading.check_files(settings, asking=True)
    (settings.trained / name).unlink()
    with pytest.raises(InputError, match=rf"Missing: \S+/{name}\. Nothing was built\. Restore"):
        loading.open_assistant(settings, say=print)
    loading.check_files(settings, asking=False)  # an index is built, and the route taught, without them
    loading.check_files(settings.model_copy(update={"adapter": False}), asking=True)


@pytest.mark.parametrize("name", ["synonyms.toml", "mentions.txt", "negatives.jsonl", "topics.jsonl"])
def test_prepared_files_that_were_copied_by_half_are_named(settings, no_model, name):
    """F24: without its synonyms a word is called absent that is there, and nothing would say so."""
    trained(settings, base=0.3)
    shutil.copytree(CORPUS / "prepared", settings.corpus / "prepared")
    for file in ("route.npz", "likeness.npz", "weights.json"):
        (settings.trained / file).write_text(file)
    record(settings, "route.npz")
    loading.check_files(settings, asking=True)
    (settings.corpus / "prepared" / name).unlink()
    told = rf"Missing or empty: \S+/prepared/{name}\. route\.npz was made with it.* Restore it; .*: rag train --route-only$"
    for refused in (lambda: loading.open_assistant(settings, say=print), lambda: loading.open_concordance(settings)):
        with pytest.raises(InputError, match=told):
            refused()
    assert not settings.index.exists()
    loading.check_files(settings, asking=False)  # so that it can be taught without


def test_a_folder_of_prepared_answers_that_the_profile_promises_must_be_there(settings, no_model):
    trained(settings, base=0.3)
    profile = settings.corpus / "report.toml"
    profile.write_text(profile.read_text(encoding="utf-8").replace('"gaps", ', '"gaps", "prepared", '), encoding="utf-8")
    with pytest.raises(InputError, match=r"Missing: \S+/prepared\. Nothing was built"):
        loading.open_assistant(settings, say=print)


def test_prepared_answers_of_a_report_that_was_never_taught_may_lack_any_file(settings, no_model):
    profile = settings.corpus / "report.toml"
    profile.write_text(re.sub(r"(?m)^comes_with = .*$", "", profile.read_text(encoding="utf-8")), encoding="utf-8")
    (settings.corpus / "prepared").mkdir()
    said = []
    loading.open_assistant(settings, say=said.append)
    assert said[-1].startswith("No adapter: answers are what")


def test_what_it_does_not_promise_may_be_missing_and_is_told(settings, no_model):
    profile = settings.corpus / "report.toml"
    text = profile.read_text(encoding="utf-8")
    profile.write_text(re.sub(r"(?m)^comes_with = .*$", "", text), encoding="utf-8")
    for name in ("questions.jsonl", "gaps.jsonl", "organisations.toml", "languages.toml"):
        (settings.corpus / name).unlink()
    said = []
    assistant = loading.open_assistant(settings, say=said.append)
    assert said[-1] == (
        "No question bank, no near misses, no prepared answers, no adapter, no names of other organisations, no words of other "
        "languages: answers are what the base model finds, judged as it was fitted on another report."
    )
    assert no_model == [(settings.embedder, None)]
    assert assistant.calibration.answer == Calibration.for_any_report().answer
    assert (assistant.index.bank, assistant.index.gaps, assistant.answerer.prepared.entries) == ((), (), ())
    assert set(loading.digests(settings)) == {"report.txt", "report.toml", "tags.toml", "RAG_SEARCH"}


def test_a_folder_without_an_adapters_manifest_will_do_where_no_adapter_is_wanted(settings, no_model):
    trained(settings, base=0.3)
    (settings.trained / "manifest.json").unlink()
    with pytest.raises(InputError, match=r"Missing: \S+manifest\.json\. Nothing was built"):
        loading.open_assistant(settings, say=lambda _: None)
    alone = settings.model_copy(update={"adapter": False})
    assert loading.open_assistant(alone, say=lambda _: None).calibration.answer == 0.3
    (settings.trained / "manifest.json").write_text('{"files": {"calibration.json": "another"}}')
    with pytest.raises(EmbedderError, match=r"calibration\.json was changed"):
        loading.open_assistant(alone, say=lambda _: None)


def test_what_the_trained_files_were_not_made_with_is_told_at_the_start(settings, no_model, caplog):
    trained(settings, base=0.3)
    loading.open_assistant(settings, say=lambda _: None)
    record(settings, CALIBRATION)
    loading.open_assistant(settings, say=lambda _: None)
    (settings.corpus / "gaps.jsonl").write_text("", encoding="utf-8")
    loading.open_assistant(settings, say=lambda _: None)
    told = [(r.levelname, r.message.partition(". ")[0]) for r in caplog.records if r.name == "rag.loading"]
    told = [line for line in told if "has no graph" not in line[1]]  # the tiny embedder has none
    assert told == [
        ("WARNING", "made_with.json does not say what these were made with: calibration.json"),
        ("WARNING", "The trained files were made with other data than is here: gaps.jsonl (calibration.json)"),
    ]


def test_the_corpus_is_report_bank_and_gaps_without_headings(settings):
    corpus = loading.read_corpus(settings)
    assert all(p.sentences for p in corpus.passages)
    first = json.loads((settings.corpus / "questions.jsonl").read_text(encoding="utf-8").splitlines()[0])
    sentences = {s.index: s.text for p in corpus.passages for s in p.sentences}
    (question,) = [q for q in corpus.bank if q.question == first["question"]]
    assert any(" ".join(first["evidence"].split())[:40] in " ".join(sentences[n].split()) for n in question.sentences)
    assert len(corpus.gaps) == 10


LOADED = loading.Loaded(tiny.REPORT, tiny.EMBEDDER, tiny.INDEX, None)
ENTRY = {"id": "board", "form": "digest", "title": "Board", "subject": "board", "silent": [], "asks": [], "parts": [{"trust": "ash", "quotes": ["They meet monthly."]}]}  # fmt: skip


def test_the_judge_is_the_embedders_own_and_blank_where_it_is_to_be_fitted(settings):
    trained(settings, base=0.3, axes=0.4)
    assert loading.assemble(settings, LOADED).calibration.answer == 0.4
    assert loading.assemble(settings, LOADED, calibrated=False).calibration.answer == 0.0
    (settings.trained / "calibration.json").unlink()
    with pytest.raises(EmbedderError, match="make train"):
        loading.assemble(settings, LOADED)


def test_prepared_answers_come_with_route_and_weights_of_this_embedder(settings):
    trained(settings, axes=0.4)
    folder = settings.corpus / "prepared"
    folder.mkdir()
    (folder / "digest.jsonl").write_text(json.dumps(ENTRY), encoding="utf-8")
    (folder / "synonyms.toml").write_text("[words]\nboard = ['top table']", encoding="utf-8")
    (folder / "mentions.txt").write_text("is {word} there", encoding="utf-8")
    found = loading.assemble(settings, LOADED).answerer.prepared
    assert [e.sentences for e in found.entries] == [{3}]
    assert (found.synonyms, found.shapes) == ({"board": ["top table"]}, ("is {word} there",))
    assert (found.router, found.weights) == (None, None)
    zeros = np.zeros((1, len(tiny.AXES)), np.float32)
    router = Router(("board",), {}, np.zeros(0, np.float32), zeros, zeros[:, :0], np.zeros(1, np.float32), "axes")
    router.save(settings.trained / "route.npz")
    by_kind = (np.zeros(len(of) + 1) for of in (ENTRY_FEATURES, FIND_FEATURES))
    save_weights(Weights(tiny.trees(0), *by_kind, 0.6), settings.trained / "weights.json", {})
    found = loading.assemble(settings, LOADED).answerer.prepared
    assert (found.router.classes, found.weights.answer) == (("board",), 0.6)
    assert loading.assemble(settings, LOADED, calibrated=False).answerer.prepared.entries == ()
    assert loading.load_all_prepared(settings, tiny.INDEX, "another", trained=True).router is None
