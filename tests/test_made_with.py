"""What the trained files were made with is recorded beside them, and a difference is told: data, packages, no record."""

import json
import shutil

import pytest
from starlette.testclient import TestClient

from conftest import CORPUS, ROOT, with_settings
from rag import made_with
from rag.made_with import (
    ASPECTS,
    LIKENESS,
    MADE_FROM,
    PACKAGES,
    RECORD,
    RELEVANCE,
    ROUTE,
    ROWS,
    WEIGHING,
    differences,
    gone,
    record,
)
from rag.search.embedding import CALIBRATION, WEIGHTS
from rag.settings import Settings
from rag.web.server import build_app


@pytest.fixture
def settings(tmp_path):
    """A copy of the corpus, and trained files that have just been made from it."""
    shutil.copytree(CORPUS, tmp_path / "corpus")
    (tmp_path / "trained").mkdir()
    for name in MADE_FROM:
        (tmp_path / "trained" / name).write_text(name)
    made = Settings(corpus=tmp_path / "corpus", trained=tmp_path / "trained", index=tmp_path / "index")
    record(made, *MADE_FROM)
    return made


def test_what_stands_in_the_repository_was_made_with_what_stands_in_the_repository():
    """Fails where bank, practice, prepared answers or pins were changed and ``make train`` was not run."""
    assert set(json.loads((ROOT / "index" / "adapter" / RECORD).read_text())) == set(MADE_FROM)
    assert differences(Settings()) == ()


def test_what_has_just_been_made_differs_in_nothing(settings):
    assert differences(settings) == ()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("questions.jsonl", (WEIGHTS, CALIBRATION, ROUTE, LIKENESS, WEIGHING, ASPECTS, ROWS, RELEVANCE)),
        ("gaps.jsonl", (WEIGHTS, CALIBRATION, ROUTE, LIKENESS, WEIGHING, ASPECTS, ROWS, RELEVANCE)),
        ("practice.jsonl", (CALIBRATION, ROUTE, LIKENESS, WEIGHING, ASPECTS, ROWS, RELEVANCE)),
        ("prepared/figures.jsonl", (ROUTE, LIKENESS, WEIGHING, ASPECTS, ROWS, RELEVANCE)),
        ("aspects/talks.jsonl", (ASPECTS, RELEVANCE)),
        ("rows.jsonl", (ROWS, RELEVANCE)),
        ("relevance.jsonl", (RELEVANCE,)),
    ],
)
def test_changed_data_is_told_in_a_line_with_what_was_made_of_it(settings, name, told):
    path = settings.corpus / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    [line] = differences(settings)
    assert line == (
        "The trained files were made with other data than is here: "
        f"{name} ({', '.join(told)}). Answers may be worse; run: make train"
    )


def test_a_read_me_is_no_data_and_a_file_that_goes_is(settings):
    (settings.corpus / "prepared" / "README.md").write_text("")
    assert differences(settings) == ()
    (settings.corpus / "prepared" / "topics.jsonl").unlink()
    assert (
        "prepared/topics.jsonl (route.npz, likeness.npz, weights.json, aspects.json, rows.json, relevance.json)"
        in differences(settings)[0]
    )


def test_a_new_file_of_prepared_answers_is_told_by_name(settings):
    (settings.corpus / "prepared" / "more.jsonl").write_text("{}")
    assert (
        "here: prepared/more.jsonl (route.npz, likeness.npz, weights.json, aspects.json, rows.json, relevance.json). "
        in differences(settings)[0]
    )


@pytest.mark.parametrize("name", sorted(p.name for p in (CORPUS / "prepared").iterdir() if p.suffix != ".md"))
@pytest.mark.parametrize("left", [None, ""])
def test_each_prepared_file_that_is_gone_or_empty_is_named(settings, name, left):
    assert gone(settings) == ()
    path = settings.corpus / "prepared" / name
    path.unlink() if left is None else path.write_text(left)
    assert gone(settings) == (path,)
    assert gone(settings.model_copy(update={"trained": settings.corpus})) == ()  # nothing was ever taught


def test_a_folder_that_is_gone_is_named_file_by_file(settings):
    shutil.rmtree(settings.corpus / "prepared")
    assert [p.name for p in gone(settings)] == sorted(p.name for p in (CORPUS / "prepared").iterdir() if p.suffix != ".md")


@pytest.mark.parametrize("package", PACKAGES)
def test_another_version_of_a_library_is_told(settings, package):
    path = settings.trained / RECORD
    known = json.loads(path.read_text())
    here = known[ROUTE]["versions"][package]
    known[ROUTE]["versions"][package] = "0.1"
    path.write_text(json.dumps(known))
    [line] = differences(settings)
    assert line.startswith(f"The trained files were made with other packages: {package} 0.1 (route.npz), here {here}. ")


def test_a_processors_own_build_is_no_other_version_and_scikit_learn_may_be_missing(settings, monkeypatch):
    def version(package):
        if package == "scikit-learn":
            raise made_with.PackageNotFoundError(package)
        return f"{json.loads((settings.trained / RECORD).read_text())[ROUTE]['versions'][package]}+cpu"

    monkeypatch.setattr(made_with, "version", version)
    assert differences(settings) == ()


@pytest.mark.parametrize("damage", ["missing", "[]", "{", "another file", '{"route.npz": {"sha256": 1}}'])
def test_what_is_not_recorded_is_told(settings, damage):
    path = settings.trained / RECORD
    if damage == "missing":
        path.unlink()
    elif damage == "another file":
        (settings.trained / ROUTE).write_text("taught since")
    else:
        path.write_text(damage)
    [line] = differences(settings)
    which = ROUTE if damage == "another file" else ", ".join(MADE_FROM)
    assert line == f"made_with.json does not say what these were made with: {which}. Run: make train"


def test_one_part_is_recorded_without_the_others(settings):
    path = settings.corpus / "practice.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    record(settings, CALIBRATION)
    assert (
        "practice.jsonl (route.npz, likeness.npz, weights.json, aspects.json, rows.json, relevance.json)"
        in differences(settings)[0]
    )
    record(settings, ROUTE, LIKENESS, WEIGHING, ASPECTS, ROWS, RELEVANCE)
    assert differences(settings) == ()


def test_an_adapter_that_is_not_used_is_not_spoken_of(settings):
    (settings.trained / WEIGHTS).write_text("another")
    assert WEIGHTS in differences(settings)[0]
    assert differences(settings.model_copy(update={"adapter": False})) == ()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
def test_it_is_told_at_readyz(assistant, settings):
    path = settings.corpus / "gaps.jsonl"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    client = TestClient(build_app(*with_settings(assistant, corpus=settings.corpus, trained=settings.trained)))
    assert client.get("/readyz").json()["differences"] == list(differences(settings)) != []
