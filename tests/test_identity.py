"""What answers come from is what its digests say, or it is refused with the name of what is damaged; replicas can be compared."""

import json
import shutil

import pytest
from starlette.testclient import TestClient

from conftest import CORPUS, ROOT, index_home, with_settings
from rag.answering.judge import Calibration
from rag.errors import CorpusError, EmbedderError, RagError, ReportError, StaleIndexError
from rag.loading import Loaded, adapter_folder, assemble, digests, open_index
from rag.search.embedding import CALIBRATION, CONFIG, WEIGHTS, check_adapter, seal_adapter
from rag.search.index import build_index, load_index
from rag.settings import Settings
from rag.understanding.names import load_organisations
from rag.web.server import build_app

pytestmark = [pytest.mark.filterwarnings("ignore::DeprecationWarning"), pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture
def copied(tmp_path):
    """Settings over a copy of the corpus and the adapter."""
    shutil.copytree(CORPUS, tmp_path / "corpus")
    shutil.copytree(ROOT / "index" / "adapter", tmp_path / "adapter")
    return {"corpus": tmp_path / "corpus", "trained": tmp_path / "adapter", "index": tmp_path / "index"}


def changed(path):
    """One byte of it changed."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_the_adapters_manifest_names_every_file_as_it_is():
    assert set(check_adapter(ROOT / "index" / "adapter", WEIGHTS, CONFIG, CALIBRATION)["files"]) == {WEIGHTS, CONFIG, CALIBRATION}


@pytest.mark.parametrize("name", ["adapter/adapter_config.json", "adapter/calibration.json", "corpus/organisations.toml", "corpus/tags.toml", "adapter/adapter_model.safetensors"])  # fmt: skip
def test_one_byte_changes_what_readyz_says(assistant, copied, tmp_path, name):
    def said():
        # The weights of the model are not asked for; which adapter goes with them is.
        return TestClient(build_app(*with_settings(assistant, **copied))).get("/readyz").json()

    before = said()
    changed(tmp_path / name)
    after = said()
    assert before["digest"] != after["digest"]
    file = name.rpartition("/")[2]
    assert {n for n in before["files"] if before["files"][n] != after["files"][n]} == {file}


def test_without_its_adapter_a_replica_does_not_say_what_one_with_it_says(copied):
    assert CONFIG not in digests(Settings(adapter=False, **copied))
    assert CONFIG in digests(Settings(**copied))


def test_a_replica_that_searches_otherwise_says_so(assistant, copied):
    def said(search):
        return TestClient(build_app(*with_settings(assistant, **copied, search=search))).get("/readyz").json()

    exact, lists = said("exact"), said("ivf")
    assert (exact["files"].pop("RAG_SEARCH"), lists["files"].pop("RAG_SEARCH")) == ("exact", "ivf")
    assert exact["files"] == lists["files"]
    assert exact["digest"] != lists["digest"]


@pytest.mark.parametrize("damage", ["byte", "cut", "empty", "list", "missing", "folder"])
def test_a_damaged_calibration_is_named(small_index, embedder, report, copied, damage):
    path = copied["trained"] / CALIBRATION
    content = path.read_text(encoding="utf-8")
    if damage == "byte":
        changed(path)
    elif damage in ("missing", "folder"):
        path.unlink()
        if damage == "folder":
            path.mkdir()
    else:
        path.write_text({"cut": content[:1_000], "empty": "", "list": "[]"}[damage], encoding="utf-8")
    with pytest.raises(EmbedderError, match=r"calibration\.json"):
        assemble(Settings(**copied), Loaded(report, embedder, small_index, None))
    if damage in ("cut", "empty", "list"):  # and where the manifest was written anew for it
        seal_adapter(copied["trained"], CALIBRATION)
        with pytest.raises(CorpusError, match=r"calibration\.json"):
            assemble(Settings(**copied), Loaded(report, embedder, small_index, None))


@pytest.mark.parametrize("models", [[], {"a": []}, {"hashing-embedder": {}}, {"hashing-embedder": "x"}])
def test_a_calibration_of_another_form_is_named(tmp_path, models):
    path = tmp_path / CALIBRATION
    data = json.loads((ROOT / "index" / "adapter" / CALIBRATION).read_text(encoding="utf-8"))
    path.write_text(json.dumps({**data, "models": models, "base": "hashing-embedder"}), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"calibration\.json"):
        Calibration.load(path, "hashing-embedder")
    data["models"] = {"hashing-embedder": {**next(iter(data["models"].values())), "weights": 3.0}}
    path.write_text(json.dumps(data), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"calibration\.json"):
        Calibration.load(path, "hashing-embedder")


@pytest.mark.parametrize("content", ["", "mentioned = 1", "[[", "mentioned = [1]\nother = []\nplaces = []\nwords = []", "mentioned = ['']\nother = []\nplaces = []\nwords = []", "mentioned = [['a']]\nother = []\nplaces = []\nwords = []", b"\xff"])  # fmt: skip
def test_damaged_organisations_are_named(tmp_path, content):
    path = tmp_path / "organisations.toml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(ReportError, match=r"organisations\.toml"):
        load_organisations(path)


def test_a_missing_manifest_is_refused_and_not_taken_for_the_base_model(copied):
    (copied["trained"] / "manifest.json").unlink()
    assert adapter_folder(Settings(**copied)) == copied["trained"]
    with pytest.raises(EmbedderError, match=r"manifest.*RAG_ADAPTER=0"):
        open_index(Settings(**copied), say=lambda _: pytest.fail("nothing may be built"))
    assert not copied["index"].exists()
    assert adapter_folder(Settings(adapter=False, **copied)) is None
    assert issubclass(EmbedderError, RagError)


def test_changed_organisations_make_the_index_stale(report, embedder, copied):
    build_index(report, copied["corpus"], copied["index"], embedder)
    load_index(report, copied["corpus"], copied["index"], embedder.digest)
    path = copied["corpus"] / "organisations.toml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# one more line\n", encoding="utf-8")
    with pytest.raises(StaleIndexError, match="organisations"):
        load_index(report, copied["corpus"], copied["index"], embedder.digest)


@pytest.mark.parametrize("name", ["", "manifest.json"])
def test_the_index_may_not_be_a_link_and_is_built_in_its_place(report, embedder, copied, tmp_path, name):
    folder = copied["index"]
    build_index(report, copied["corpus"], folder, embedder)
    home = index_home(folder)
    path = home / name
    elsewhere = tmp_path / "elsewhere"
    path.rename(elsewhere)
    path.symlink_to(elsewhere)
    with pytest.raises(StaleIndexError, match=f"{path.name} is a link"):
        load_index(report, copied["corpus"], folder, embedder.digest)
    build_index(report, copied["corpus"], folder, embedder)
    load_index(report, copied["corpus"], folder, embedder.digest)
    assert not path.is_symlink()
    assert elsewhere.exists()
    assert {p.name for p in folder.iterdir()} == {home.name, ".lock"}


def test_a_link_that_looks_like_an_old_index_is_neither_followed_nor_removed(report, embedder, copied, tmp_path):
    folder = copied["index"]
    build_index(report, copied["corpus"], folder, embedder)
    shutil.copytree(index_home(folder), tmp_path / "elsewhere")
    (folder / "built").symlink_to(tmp_path / "elsewhere")
    build_index(report, copied["corpus"], folder, embedder)
    assert (folder / "built").is_symlink()
    assert (tmp_path / "elsewhere" / "manifest.json").is_file()
