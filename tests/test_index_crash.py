"""Power loss, two builders at once, a full disk and a folder that is read only: with real processes (crash.py), files and signals."""

import contextlib
import json
import os
import shutil
import signal
import tempfile
import threading
from pathlib import Path

import numpy as np
import pytest

from conftest import CORPUS, HashingEmbedder, index_home, waits_for
from crash import PATIENCE, STATED, Helper
from rag.errors import StaleIndexError
from rag.search import storage
from rag.search.index import build_index, load_index
from rag.search.lexical import LexicalIndex
from rag.search.vectors import similarities


@pytest.fixture(scope="module")
def open_folder():
    """A folder that another user may read as well, which pytest's own is not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(scope="module")
def corpus(open_folder):
    """A corpus with a small bank, so that building takes a moment only."""
    folder = open_folder / "corpus"
    shutil.copytree(CORPUS, folder)
    for name in ("questions.jsonl", "gaps.jsonl"):
        lines = (CORPUS / name).read_text(encoding="utf-8").splitlines()[:10]
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def helper(corpus, tmp_path_factory):
    process = Helper(corpus, tmp_path_factory.mktemp("helper") / "log")
    yield process
    process.close()


@pytest.fixture(scope="module")
def load(report, corpus, embedder):
    return lambda folder: load_index(report, corpus, folder, embedder.digest)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory, report, corpus, embedder):
    folder = tmp_path_factory.mktemp("pristine")
    build_index(report, corpus, folder, embedder)
    return folder


@pytest.fixture(scope="module")
def clean(load, pristine):
    return load(pristine)


@pytest.fixture
def old(tmp_path, pristine):
    """A folder with a right index that can be told from the next one."""
    folder = tmp_path / "index"
    shutil.copytree(pristine, folder)
    path = index_home(folder) / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), "mark": "old"}), encoding="utf-8")
    return folder


def same(found, clean):
    """Whether both indexes hold the same vectors and find the same."""
    embedder = HashingEmbedder()
    assert found.passages == clean.passages
    for question in ("How are consultants selected?", "What did the chief executive at Salford say about its culture?"):
        query = embedder.encode([question])[0]
        for name in ("passage_vectors", "sentence_vectors", "bank_vectors", "gap_vectors"):
            np.testing.assert_array_equal(similarities(getattr(found, name), query), similarities(getattr(clean, name), query))
        # Its files differ: bm25s numbers words in the order of a set.
        np.testing.assert_array_equal(found.passage_lexical.scores(question), clean.passage_lexical.scores(question))
    return True


def names(folder):
    return {p.name for p in folder.iterdir()}


# ---- killed ----


def test_a_build_that_is_killed_at_each_step_leaves_the_old_index_none_or_the_new(helper, load, clean, old, tmp_path):
    found = []
    for step in range(1, 200):
        folder = tmp_path / "step"
        shutil.copytree(old, folder)
        home = index_home(folder)
        code, _ = helper.run(folder, prepared=True, at={"count": step, "send": signal.SIGKILL})
        if code == 0:
            break
        assert code == -signal.SIGKILL
        if home.exists():
            manifest = storage.read_manifest(home)
            assert storage.read_files(home, manifest)
            if step % 5 == 0:  # loading takes longer than verifying
                assert same(load(folder), clean)
            found.append(manifest.get("mark", "new"))
        else:
            found.append("none")
            assert helper.run(folder, prepared=True)[0] == 0
            assert same(load(folder), clean)
            assert names(folder) == {storage.LOCK, home.name}
        shutil.rmtree(folder)
    assert code == 0
    assert len(found) > 30
    assert list(dict.fromkeys(found)) == ["old", "none", "new"]
    assert found == sorted(found, key=["old", "none", "new"].index)


def test_what_killed_builds_left_is_cleared_away(helper, old):
    home = index_home(old)
    for name in (storage.BUILDING, storage.DISCARDED, ".old"):  # the last is an earlier version's
        shutil.copytree(home, old / name)
    (old / "adapter").mkdir()
    assert helper.run(old)[0] == 0
    assert names(old) == {storage.LOCK, home.name, "adapter"}


def test_every_file_is_on_the_disk_before_the_rename(report, corpus, embedder, old, load, clean, monkeypatch):
    """Power loss after a kill cannot be tried here; the order that guards against it can be seen."""
    happened = []
    fsync, rename = os.fsync, Path.rename

    def flushed(descriptor):
        happened.append(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    def renamed(path, target):
        happened.append(f"{path.name} becomes {target.name}")
        return rename(path, target)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "rename", renamed)
    home = index_home(old)
    build_index(report, corpus, old, embedder)
    move = happened.index(f"{home.name} becomes .discarded")
    assert set(happened[:move]) == {p.stat().st_ino for p in (*home.rglob("*"), home)}
    assert happened[move + 1 :] == [f".building becomes {home.name}", old.stat().st_ino]
    assert same(load(old), clean)


# ---- two at once ----


def test_a_second_builder_waits_and_takes_the_first_ones_index(helper, load, clean, old, tmp_path):
    logs = [tmp_path / "first", tmp_path / "second"]
    first = helper.start(old, log=logs[0], at={"count": 12, "send": signal.SIGSTOP})
    assert helper.wait(first) == "stopped"
    half_written = sorted((old / storage.BUILDING).rglob("*"))
    assert half_written
    second = helper.start(old, log=logs[1])
    waits_for(lambda: logs[1].exists() and "waiting for another build" in logs[1].read_text(encoding="utf-8"))
    waits_for(lambda: sleeps(second))
    assert sorted((old / storage.BUILDING).rglob("*")) == half_written
    assert load(old).manifest["mark"] == "old"  # a reader does not wait
    os.kill(first, signal.SIGCONT)
    assert (helper.wait(first), helper.wait(second)) == (0, 0)
    assert "sentences" in logs[0].read_text(encoding="utf-8")
    assert logs[1].read_text(encoding="utf-8") == "waiting for another build\n"  # nothing was embedded twice
    assert "mark" not in load(old).manifest
    assert same(load(old), clean)
    assert names(old) == {storage.LOCK, index_home(old).name}


def test_a_second_builder_takes_over_from_one_that_is_killed(helper, load, clean, tmp_path):
    folder, log = tmp_path / "index", tmp_path / "second"
    first = helper.start(folder, at={"count": 12, "send": signal.SIGSTOP})
    assert helper.wait(first) == "stopped"
    second = helper.start(folder, log=log)
    waits_for(lambda: log.exists() and "waiting" in log.read_text(encoding="utf-8"))
    os.kill(first, signal.SIGKILL)
    assert helper.wait(first) == -signal.SIGKILL
    assert helper.wait(second) == 0
    assert same(load(folder), clean)
    assert names(folder) == {storage.LOCK, index_home(folder).name}


def test_many_builders_at_once_all_succeed(helper, load, clean, tmp_path):
    folder = tmp_path / "index"
    logs = [tmp_path / f"log-{n}" for n in range(6)]
    started = [helper.start(folder, log=log, builds=3, prepared=True) for log in logs]
    assert [helper.wait(pid) for pid in started] == [0] * 6, [log.read_text(encoding="utf-8") for log in logs]
    assert same(load(folder), clean)
    assert names(folder) == {storage.LOCK, index_home(folder).name}


def test_a_reader_meets_a_whole_index_or_none(helper, load, clean, old):
    """While builder after builder replaces it; who meets none, or one that goes, builds or waits for the next."""
    pid, ended = helper.start(old, builds=25, prepared=True), []
    waiter = threading.Thread(target=lambda: ended.append(helper.wait(pid)))
    waiter.start()
    reads = 0
    while waiter.is_alive() or reads < 2:  # the builders may be quick, or fail
        with contextlib.suppress(StaleIndexError):
            assert same(load(old), clean)
        reads += 1
    waiter.join(PATIENCE)
    assert ended == [0]
    assert same(load(old), clean)


def test_files_of_two_builds_are_never_taken_for_one_index(helper, load, clean, old, monkeypatch):
    """Its words are numbered anew in each build; whoever has read an index has the whole of it, though it is replaced meanwhile."""
    read = LexicalIndex.of

    def replaced_first(*arguments):
        assert helper.run(old)[0] == 0
        return read(*arguments)

    monkeypatch.setattr(LexicalIndex, "of", replaced_first)
    assert same(load(old), clean)
    monkeypatch.undo()
    assert same(load(old), clean)


def sleeps(pid):
    """Whether the process waits in the kernel, as for a lock."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] == "S"


# ---- no room, no right to write ----


@pytest.mark.parametrize("limit", [0, 1, 200, 10_000, 100_000, 300_000])
@pytest.mark.parametrize("before", ["an index", "none"])
def test_files_that_may_not_grow_end_in_a_stated_error(helper, load, clean, old, limit, before):
    home = index_home(old)
    if before == "none":
        shutil.rmtree(home)
    code, said = helper.run(old, prepared=True, limit=limit)
    assert code == STATED, said
    assert "Free space on that disk or set RAG_INDEX to another folder." in said
    assert names(old) == {storage.LOCK} | ({home.name} if before == "an index" else set())
    if before == "an index":
        assert load(old).manifest["mark"] == "old"
        assert same(load(old), clean)


def test_a_folder_that_may_not_be_written_serves_its_index(helper, open_folder, old):
    """As another user where this is root, who may write anywhere."""
    folder = open_folder / "index"
    shutil.copytree(old, folder)
    for path in (folder, index_home(folder)):
        path.chmod(0o555)
    before = {p: p.stat() for p in (folder, *folder.rglob("*"))}
    try:
        assert helper.run(folder, load=True, builds=0, drop=True) == (0, "")
        code, said = helper.run(folder, drop=True)
        assert code == STATED, said
        assert "Make the folder writable or set RAG_INDEX" in said
        assert "passages" not in said  # it was told before anything was embedded
        after = {p: p.stat() for p in (folder, *folder.rglob("*"))}
        assert {p: (s.st_ino, s.st_mtime_ns) for p, s in after.items()} == {p: (s.st_ino, s.st_mtime_ns) for p, s in before.items()}
    finally:
        for path in (folder, index_home(folder)):
            path.chmod(0o755)


def test_an_index_that_was_built_by_one_user_can_be_read_by_another(helper, open_folder):
    """The temporary folder was once its builder's only, and so was the index."""
    folder = open_folder / "shared"
    assert helper.run(folder)[0] == 0
    assert helper.run(folder, load=True, builds=0, drop=True) == (0, "")
