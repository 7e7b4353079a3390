import hashlib
import json
import os
import shutil

import faiss
import numpy as np
import pytest

from conftest import HashingEmbedder, index_home
from rag.corpus.bank import Anchors, load_bank, load_gaps
from rag.corpus.prepared import load_prepared
from rag.corpus.report import load_report
from rag.errors import CorpusError, PassageIndexError, StaleIndexError
from rag.search.index import build_index, load_index
from rag.search.lexical import LexicalIndex
from rag.search.vectors import similarities

FILES = [
    "manifest.json", "passages.jsonl", "places.json", "passages.faiss", "sentences.faiss", "bank.faiss", "gaps.faiss",
]  # fmt: skip
LEXICAL = [f"lexical/{name}" for name in ("starts.npy", "texts.npy", "weights.npy", "words.json")]


class Renamed(HashingEmbedder):
    digest = "another-digest"


@pytest.fixture(scope="module")
def corpus(tmp_path_factory, report):
    """A corpus with a small bank, so that building takes a moment only."""
    from conftest import CORPUS

    folder = tmp_path_factory.mktemp("small") / "corpus"
    shutil.copytree(CORPUS, folder)
    for name in ("questions.jsonl", "gaps.jsonl"):
        lines = (CORPUS / name).read_text(encoding="utf-8").splitlines()[:40]
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def pristine(tmp_path_factory, report, corpus, embedder):
    folder = tmp_path_factory.mktemp("pristine")
    build_index(report, corpus, folder, embedder)
    return folder


@pytest.fixture
def built(tmp_path, pristine):
    shutil.copytree(pristine, tmp_path / "index")
    return tmp_path / "index"


def test_what_is_loaded_answers_as_what_was_built(report, corpus, embedder, built):
    index = load_index(report, corpus, built, embedder.digest)
    fresh = build_index(report, corpus, built, embedder)
    query = embedder.encode(["How are consultants selected?"])[0]
    assert index.passages == fresh.passages
    assert index.bank == fresh.bank
    np.testing.assert_array_equal(similarities(index.sentence_vectors, query), similarities(fresh.sentence_vectors, query))
    np.testing.assert_array_equal(index.passage_lexical.scores("consultants"), fresh.passage_lexical.scores("consultants"))


def test_the_evidence_is_where_it_is_found_anew(report, corpus, embedder, built):
    index = load_index(report, corpus, built, embedder.digest)
    anew = Anchors(report, index.passages)
    load_bank(corpus / "questions.jsonl", anew)
    load_gaps(corpus / "gaps.jsonl", anew)
    of_bank = set(anew.places)
    load_prepared(corpus, anew)
    assert of_bank < set(anew.places)  # the prepared answers' evidence is kept, too
    assert index.anchors.places == anew.places


def test_evidence_that_an_index_does_not_know_is_found_all_the_same(report, corpus, embedder, built):
    index = load_index(report, corpus, built, embedder.digest)
    unknown = " ".join(index.passages[3].text.split()[1:9])
    assert unknown not in index.anchors.places
    assert index.anchors.find(unknown) == Anchors(report, index.passages).find(unknown) != []


def test_similarities_are_what_a_search_for_all_gives(small_index, embedder):
    """To the last bit, since a score that differs in it may change an answer."""
    asked = embedder.encode(["How are consultants selected?", "weather", "What did the chief executive at Salford say?"])
    for vectors in (small_index.bank_vectors, small_index.sentence_vectors, small_index.passage_vectors):
        for query in (*asked, vectors.reconstruct(5)):
            scores, ids = vectors.search(query.reshape(1, -1), vectors.ntotal)
            np.testing.assert_array_equal(similarities(vectors, query)[ids[0]], scores[0])
    assert similarities(faiss.IndexFlatIP(asked.shape[1]), asked[0]).shape == (0,)


def test_there_is_none_yet(report, corpus, embedder, tmp_path):
    with pytest.raises(StaleIndexError, match="none yet"):
        load_index(report, corpus, tmp_path, embedder.digest)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("damage", ["delete", "truncate", "edit"])
def test_a_damaged_file_is_never_served(report, corpus, embedder, built, name, damage):
    path = index_home(built) / name
    content = path.read_bytes()
    if damage == "delete":
        path.unlink()
    elif damage == "truncate":
        path.write_bytes(content[: len(content) // 2])
    else:
        middle = len(content) // 2
        path.write_bytes(content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :])
    with pytest.raises(StaleIndexError):
        load_index(report, corpus, built, embedder.digest)


def test_every_lexical_file_is_verified(report, corpus, embedder, built):
    home = index_home(built)
    found = sorted((home / "lexical").rglob("*.*"))
    assert [p.relative_to(home).as_posix() for p in found] == LEXICAL
    for path in found:
        content = path.read_bytes()
        path.write_bytes(content + b" ")
        with pytest.raises(StaleIndexError, match="changed"):
            load_index(report, corpus, built, embedder.digest)
        path.write_bytes(content)


def files_of(built):
    home = index_home(built)
    return sorted(p.relative_to(home) for p in home.rglob("*.*") if p.name != "manifest.json")


def test_no_file_is_parsed_before_all_are_verified(report, corpus, embedder, built, monkeypatch):
    def parsed(*_):
        pytest.fail("parsed before it was verified")

    monkeypatch.setattr(faiss, "deserialize_index", parsed)
    monkeypatch.setattr(faiss, "read_index", parsed)
    monkeypatch.setattr(np, "load", parsed)
    monkeypatch.setattr(LexicalIndex, "of", parsed)
    for name in files_of(built):
        path = index_home(built) / name
        content = path.read_bytes()
        path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        with pytest.raises(StaleIndexError, match=f"{name} has been changed"):
            load_index(report, corpus, built, embedder.digest)
        path.write_bytes(content)


def test_a_file_that_the_manifest_does_not_name_is_refused(report, corpus, embedder, built):
    (index_home(built) / ".DS_Store").write_bytes(b"what a desktop leaves does no harm")
    load_index(report, corpus, built, embedder.digest)
    (index_home(built) / "lexical" / "nonoccurrence_array.index.npy").write_bytes(b"")
    with pytest.raises(StaleIndexError, match="does not belong to it"):
        load_index(report, corpus, built, embedder.digest)
    path = index_home(built) / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "files": {}}))
    with pytest.raises(StaleIndexError, match="does not belong to it"):
        load_index(report, corpus, built, embedder.digest)


@pytest.mark.parametrize("name", ["passages.faiss", "lexical"])
def test_nothing_is_read_from_elsewhere(report, corpus, embedder, built, tmp_path, name):
    path = index_home(built) / name
    path.rename(tmp_path / name)
    path.symlink_to(tmp_path / name)
    with pytest.raises(StaleIndexError, match=f"{name}.* is missing"):
        load_index(report, corpus, built, embedder.digest)
    build_index(report, corpus, built, embedder)
    assert not path.is_symlink()
    assert (tmp_path / name).exists()
    load_index(report, corpus, built, embedder.digest)


class Trap:
    """Makes a folder when it is unpickled."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (self.path,)


@pytest.mark.parametrize("name", [p for p in LEXICAL if p.endswith(".npy")])
def test_a_pickled_array_is_refused_even_where_the_manifest_vouches_for_it(report, corpus, embedder, built, tmp_path, name):
    path, sprung = index_home(built) / name, tmp_path / "sprung"
    np.save(path, np.array([Trap(str(sprung))], object), allow_pickle=True)
    manifest = index_home(built) / "manifest.json"
    content = json.loads(manifest.read_text())
    content["files"][name] = hashlib.sha256(path.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(content))
    with pytest.raises(StaleIndexError, match="allow_pickle=False"):
        load_index(report, corpus, built, embedder.digest)
    assert not sprung.exists()
    np.load(path, allow_pickle=True)
    assert sprung.exists()


@pytest.mark.parametrize("what", ["an empty folder", "another's folder", "a file"])
def test_whatever_stands_in_its_place_is_replaced(report, corpus, embedder, built, what):
    home = index_home(built)
    shutil.rmtree(home)
    if what == "a file":
        home.write_text("")
    else:
        home.mkdir()
        if what == "another's folder":
            (home / "index.faiss").write_text("")
    with pytest.raises(StaleIndexError):
        load_index(report, corpus, built, embedder.digest)
    build_index(report, corpus, built, embedder)
    load_index(report, corpus, built, embedder.digest)
    assert {p.name for p in built.iterdir()} == {home.name, ".lock"}


def test_a_folder_that_bears_another_indexs_name_is_refused(report, corpus, embedder, built):
    home = index_home(built)
    path = home / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text()), "inputs": {"bank": "another"}}))
    with pytest.raises(StaleIndexError, match="other inputs"):
        load_index(report, corpus, built, embedder.digest)


def test_one_index_is_kept_and_nothing_that_is_none_is_touched(report, corpus, embedder, built, tmp_path):
    old = index_home(built)
    shutil.copytree(old, built / "built")  # where earlier versions had theirs
    for name in ("0123456789ab", "adapter", "held-out", "cafe"):  # the first looks like an index by its name
        (built / name).mkdir()
        (built / name / "manifest.json").write_text("{}")
    build_index(report, corpus, built, Renamed())
    kept = {p.name for p in built.iterdir()}
    assert not old.exists()
    assert kept > {"0123456789ab", "adapter", "held-out", "cafe", ".lock"}
    assert len(kept) == 6
    with pytest.raises(StaleIndexError, match="another embedder"):
        load_index(report, corpus, built, embedder.digest)
    load_index(report, corpus, built, Renamed.digest)


def test_a_bank_that_is_edited_during_the_build_makes_it_stale(report, corpus, embedder, tmp_path):
    """A question in other words: the counts agree, so only the digest can tell."""
    shutil.copytree(corpus, tmp_path / "corpus")
    path = tmp_path / "corpus" / "questions.jsonl"

    class Slow(type(embedder)):
        def encode(self, texts, progress=None):
            path.write_text(path.read_text(encoding="utf-8").replace('"question": "', '"question": "Pray, ', 1), encoding="utf-8")
            return super().encode(texts, progress)

    build_index(report, tmp_path / "corpus", tmp_path / "index", Slow())
    with pytest.raises(StaleIndexError, match="another bank"):
        load_index(report, tmp_path / "corpus", tmp_path / "index", embedder.digest)


def test_counts_that_do_not_agree_are_noticed(report, corpus, embedder, built):
    path = index_home(built) / "manifest.json"
    manifest = json.loads(path.read_text())
    manifest["counts"]["bank"] += 1
    path.write_text(json.dumps(manifest))
    with pytest.raises(StaleIndexError, match="counts"):
        load_index(report, corpus, built, embedder.digest)


@pytest.mark.parametrize(("name", "what"), [("questions.jsonl", "bank"), ("gaps.jsonl", "gaps"), ("tags.toml", "tags")])
def test_a_changed_corpus_makes_it_stale(report, corpus, embedder, built, tmp_path, name, what):
    shutil.copytree(corpus, tmp_path / "corpus")
    path = tmp_path / "corpus" / name
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(StaleIndexError, match=what):
        load_index(load_report(tmp_path / "corpus"), tmp_path / "corpus", built, embedder.digest)


def test_another_model_makes_it_stale(report, corpus, built):
    with pytest.raises(StaleIndexError, match="another embedder"):
        load_index(report, corpus, built, "another-digest")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(report, corpus, embedder, tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(PassageIndexError, match="writable"):
        build_index(report, corpus, tmp_path / "index", embedder)


def test_a_folder_that_cannot_be_made_is_told(report, corpus, embedder, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(PassageIndexError, match="Make the folder writable or set RAG_INDEX"):
        build_index(report, corpus, tmp_path / "file", embedder)


def test_building_leaves_nothing_temporary_behind(pristine):
    assert {p.name for p in pristine.iterdir()} == {index_home(pristine).name, ".lock"}


def test_evidence_that_is_not_in_the_edition_is_refused_by_line(report, corpus, embedder, tmp_path):
    shutil.copytree(corpus, tmp_path / "corpus")
    path = tmp_path / "corpus" / "questions.jsonl"
    row = {"question": "How many?", "evidence": "Forty-six consultants.", "trust": "salford"}
    path.write_text(path.read_text(encoding="utf-8") + json.dumps(row) + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="line 41"):
        build_index(report, tmp_path / "corpus", tmp_path / "index", embedder)
