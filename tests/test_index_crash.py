"""Power loss, two builders at once, a full disk and a folder that is read only: with real processes, files and signals.

A helper process, which has imported everything and has one thread only, forks a child for each build; so a build starts
in a moment, and no lock is forked that another thread holds. The child may be told to stop or to die at its
n-th change of the file system, to write files of a limited size only, or to give up root's rights.
"""

import errno
import json
import os
import queue
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import traceback
from pathlib import Path

import numpy as np
import pytest
from tqdm import tqdm

from conftest import CORPUS, HashingEmbedder, waits_for
from rag.corpus.report import load_report
from rag.errors import PassageIndexError, RagError, StaleIndexError
from rag.search import index, storage
from rag.search.index import build_index, load_index, similarities
from rag.search.lexical import LexicalIndex

KILLS = 50
NOBODY = 65534
PATIENCE = 90.0
"""Seconds that the helper has for an answer: its children end after 60, and it takes a few to import everything."""
STATED = 3
"""Exit status of a child that ends in a ``RagError``."""
CHANGES = {"os.mkdir", "os.rename", "os.remove", "os.rmdir"}


# ---- what runs in the helper and its children ----


def serve_orders(corpus):
    """Fork a child for every order; ``{"wait": pid}`` answers its exit status once it ended, or "stopped"."""
    tqdm.monitor_interval = 0  # bm25s starts tqdm's thread, whose lock was once seen to be held for ever in a child
    report, embedder = load_report(corpus), HashingEmbedder()
    with tempfile.TemporaryDirectory() as warm:
        # Whatever is imported late is imported now: a child without root's rights may not be able to.
        prepared = build_index(report, corpus, Path(warm), embedder)
        load_index(report, corpus, Path(warm), embedder.digest)
    tasks = Path("/proc/self/task")
    print("ready" if not tasks.is_dir() or len(list(tasks.iterdir())) == 1 else "there are threads", flush=True)
    for line in sys.stdin:
        order = json.loads(line)
        if "wait" in order:
            _, status = os.waitpid(order["wait"], os.WUNTRACED)
            print("stopped" if os.WIFSTOPPED(status) else os.waitstatus_to_exitcode(status), flush=True)
            continue
        pid = os.fork()
        if pid == 0:
            os._exit(obey(order, report, corpus, embedder, prepared))
        print(pid, flush=True)


def obey(order, report, corpus, embedder, prepared):
    signal.alarm(60)  # a child that hangs fails its test and does not hold up the others
    folder, log = Path(order["folder"]), os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    if order.get("prepared"):
        index._make_from_corpus = lambda *_: prepared
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        watch(folder, **order.get("at", {}))
        if "limit" in order:
            resource.setrlimit(resource.RLIMIT_FSIZE, (order["limit"], limits[1]))
        if order.get("drop") and os.geteuid() == 0:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
        if order.get("load"):
            load_index(report, corpus, folder, embedder.digest)
        for _ in range(order.get("builds", 1)):
            build_index(report, corpus, folder, embedder, lambda what, *_: os.write(log, f"{what}\n".encode()))
    except RagError as error:
        said, status = str(error), STATED
    except BaseException:  # noqa: BLE001
        said, status = traceback.format_exc(), 1
    else:
        return 0
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    os.write(log, said.encode())
    return status


def watch(folder, *, count=None, send=None, tell=False):
    """Send this process a signal before its ``count``-th change in ``folder``; ``tell`` the test when it begins to write."""
    seen = 0

    def hook(event, arguments):
        nonlocal seen
        if event in CHANGES or (event == "open" and str(arguments[0]).startswith(f"{folder}/")):
            seen += 1
            if seen == count:
                os.kill(os.getpid(), send)
            if tell and event == "os.mkdir" and str(arguments[0]).endswith(storage.BUILDING):
                os.write(1, b"writing\n")

    sys.addaudithook(hook)


# ---- the test's end of it ----


class Helper:
    """Gives orders to the helper process."""

    def __init__(self, corpus, log):
        self.log = log
        command = [sys.executable, __file__, str(corpus)]
        alone = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=alone)
        self.lines = queue.Queue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()
        assert self.answer() == "ready"

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line.strip())
        self.lines.put("")

    def answer(self):
        """The helper's next line, empty once it has ended; ``queue.Empty`` where none comes: a child has 60 seconds to end."""
        return self.lines.get(timeout=PATIENCE)

    def order(self, **what):
        self.process.stdin.write(json.dumps(what) + "\n")
        self.process.stdin.flush()

    def start(self, folder, *, log=None, **what):
        self.order(folder=str(folder), log=str(log or self.log), **what)
        return int(self.answer())

    def wait(self, pid):
        self.order(wait=pid)
        answer = self.answer()
        return answer if answer == "stopped" else int(answer)

    def run(self, folder, **what):
        """Exit status and what was said of a child that runs to its end."""
        self.log.unlink(missing_ok=True)
        return self.wait(self.start(folder, **what)), self.log.read_text(encoding="utf-8")

    def close(self):
        self.process.stdin.close()
        try:
            self.process.wait(PATIENCE)
        finally:
            self.process.kill()
            self.reader.join(PATIENCE)
            self.process.stdout.close()


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
def start(report, corpus, embedder):
    """What a start does: load the index, or build it where that is refused; says which."""

    def start(folder):
        try:
            return load_index(report, corpus, folder, embedder.digest), False
        except StaleIndexError:
            return build_index(report, corpus, folder, embedder), True

    return start


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
    path = folder / "built" / "manifest.json"
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
        for name in ("passage_lexical", "sentence_lexical"):  # their files differ: bm25s numbers words in the order of a set
            np.testing.assert_array_equal(getattr(found, name).scores(question), getattr(clean, name).scores(question))
    return True


def names(folder):
    return {p.name for p in folder.iterdir()}


# ---- killed ----


@pytest.mark.timeout(900)  # a hundred builds and as many loads
def test_a_build_that_is_killed_at_random_never_leaves_a_wrong_index(helper, start, clean, tmp_path):
    """Every other kill falls in the writing, the others anywhere in the build; half of the builds have an index to replace."""
    folder, draw = tmp_path / "index", random.Random(46)
    longest = {False: 10.0, True: 10.0}  # seconds of a whole build, and of its writing; less once one is seen to end earlier

    def build(part, *, while_writing):
        """Kill a build after this part of its time, or of its writing's, and say whether it was killed before its end."""
        pid = helper.start(folder, at={"tell": while_writing})
        if while_writing:
            assert helper.answer() == "writing"
        began = time.monotonic()
        if part is not None:
            time.sleep(part * longest[while_writing])
            os.kill(pid, signal.SIGKILL)  # until the helper has waited for it, nobody else has this number
        code = helper.wait(pid)
        assert code in (0, -signal.SIGKILL)
        if code == 0:
            longest[while_writing] = min(longest[while_writing], time.monotonic() - began)
        return code != 0

    assert not any(build(None, while_writing=stage) for stage in (False, True) for _ in range(3))
    counts = {"builds": 0, "killed": 0, "killed while writing": 0, "served": 0, "rebuilt": 0}
    while counts["killed"] < KILLS:
        assert counts["builds"] < 4 * KILLS
        if counts["builds"] % 4 >= 2:
            shutil.rmtree(folder / "built")
        counts["killed"] += build(draw.random(), while_writing=bool(counts["builds"] % 2))
        counts["builds"] += 1
        counts["killed while writing"] += bool(names(folder) & {storage.BUILDING, storage.OLD})
        found, rebuilt = start(folder)
        counts["rebuilt" if rebuilt else "served"] += 1
        assert same(found, clean)
        assert names(folder) - {storage.BUILDING, storage.OLD} == {storage.LOCK, "built"}
    print(longest, counts)
    assert min(counts["killed while writing"], counts["served"], counts["rebuilt"]) >= KILLS // 10
    assert helper.run(folder)[0] == 0
    assert names(folder) == {storage.LOCK, "built"}


def test_a_build_that_is_killed_at_each_step_leaves_the_old_index_or_the_new(helper, load, clean, old, tmp_path):
    found, between = [], 0
    for step in range(1, 200):
        folder = tmp_path / "step"
        shutil.copytree(old, folder)
        code, _ = helper.run(folder, prepared=True, at={"count": step, "send": signal.SIGKILL})
        if code == 0:
            break
        assert code == -signal.SIGKILL
        gap = not (folder / "built").exists()
        if gap:  # between the two renames: the next build puts the old one back, even if it fails
            between += 1
            code, said = helper.run(folder, prepared=True, limit=0)
            assert (code, "RAG_INDEX" in said) == (STATED, True)
            assert names(folder) == {storage.LOCK, "built"}
        manifest = storage.read_manifest(folder / "built")
        assert storage.read_files(folder / "built", manifest)
        if gap or step % 5 == 0:  # loading takes longer than verifying
            assert same(load(folder), clean)
        found.append(manifest.get("mark", "new"))
        shutil.rmtree(folder)
    assert code == 0
    assert between == 1
    assert len(found) > 40
    assert found == sorted(found, reverse=True)  # old before the move, new ever after
    assert {"old", "new"} == set(found)


def test_what_killed_builds_left_is_cleared_away(helper, old):
    for name in (".building-fiv1x_99", ".building", ".old-.building-fiv1x_99", ".old"):  # the longer ones as once they were
        shutil.copytree(old / "built", old / name)
    (old / "adapter").mkdir()
    assert helper.run(old)[0] == 0
    assert names(old) == {storage.LOCK, "built", "adapter"}


def test_every_file_is_on_the_disk_before_the_move_and_the_move_before_the_old_goes(
    report, corpus, embedder, old, load, clean, monkeypatch
):
    """Power loss after a kill cannot be tried here; the order that guards against it can be seen."""
    happened = []
    fsync, replace, rmtree = os.fsync, Path.replace, shutil.rmtree

    def flushed(descriptor):
        happened.append(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    def moved(path, target):
        happened.append(f"{path.name} becomes {target.name}")
        return replace(path, target)

    def removed(path, **options):
        happened.append(f"{path.name} goes")
        rmtree(path, **options)

    monkeypatch.setattr(os, "fsync", flushed)
    monkeypatch.setattr(Path, "replace", moved)
    monkeypatch.setattr(shutil, "rmtree", removed)
    build_index(report, corpus, old, embedder)
    move = happened.index("built becomes .old")
    home = old / "built"
    assert set(happened[:move]) == {p.stat().st_ino for p in (*home.rglob("*"), home)}
    assert happened[move + 1 :][:3] == [".building becomes built", old.stat().st_ino, ".old goes"]
    assert same(load(old), clean)


def test_the_old_index_is_put_back_if_the_move_fails(report, corpus, embedder, old, load, monkeypatch):
    replace = Path.replace

    def moved(path, target):
        if path.name == storage.BUILDING:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", moved)
    with pytest.raises(PassageIndexError, match="RAG_INDEX"):
        build_index(report, corpus, old, embedder)
    assert load(old).manifest["mark"] == "old"
    assert names(old) == {storage.LOCK, "built"}


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
    assert names(old) == {storage.LOCK, "built"}


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
    assert names(folder) == {storage.LOCK, "built"}


def test_many_builders_at_once_all_succeed(helper, load, clean, tmp_path):
    folder = tmp_path / "index"
    logs = [tmp_path / f"log-{n}" for n in range(6)]
    started = [helper.start(folder, log=log, builds=3, prepared=True) for log in logs]
    assert [helper.wait(pid) for pid in started] == [0] * 6, [log.read_text(encoding="utf-8") for log in logs]
    assert same(load(folder), clean)
    assert names(folder) == {storage.LOCK, "built"}


def test_a_reader_never_mixes_an_index_with_its_successor(helper, load, clean, old):
    """Between the two renames there is none for a moment, which a reader may meet; nothing else may happen to it."""
    pid, ended = helper.start(old, builds=25, prepared=True), []
    waiter = threading.Thread(target=lambda: ended.append(helper.wait(pid)))
    waiter.start()
    reads = 0
    while waiter.is_alive() or reads < 2:  # the builders may be quick, or fail
        try:
            assert same(load(old), clean)
        except StaleIndexError as error:
            assert str(error) == "there is none yet"  # noqa: PT017
        reads += 1
    waiter.join(PATIENCE)
    assert ended == [0]


@pytest.mark.parametrize(("owner", "name"), [(storage, "read_files"), (LexicalIndex, "load")])
def test_a_reader_reads_again_if_the_index_is_replaced_under_it(helper, load, clean, old, monkeypatch, owner, name):
    """After the manifest was read, and after all files were verified."""
    read, calls = getattr(owner, name), []

    def replaced_first(*arguments):
        if not calls:
            assert helper.run(old)[0] == 0
        calls.append(arguments)
        return read(*arguments)

    monkeypatch.setattr(owner, name, replaced_first)
    found = load(old)
    assert "mark" not in found.manifest
    assert len(calls) >= 2
    assert same(found, clean)


def sleeps(pid):
    """Whether the process waits in the kernel, as for a lock."""
    return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] == "S"


# ---- no room, no right to write ----


@pytest.mark.parametrize("limit", [0, 1, 200, 10_000, 100_000, 300_000])
@pytest.mark.parametrize("before", ["an index", "none"])
def test_files_that_may_not_grow_end_in_a_stated_error(helper, load, clean, old, limit, before):
    if before == "none":
        shutil.rmtree(old / "built")
    code, said = helper.run(old, prepared=True, limit=limit)
    assert code == STATED, said
    assert "Free space on that disk or set RAG_INDEX to another folder." in said
    assert names(old) == {storage.LOCK} | ({"built"} if before == "an index" else set())
    if before == "an index":
        assert load(old).manifest["mark"] == "old"
        assert same(load(old), clean)


@pytest.fixture
def small_disk(tmp_path):
    """A file system of its own of 4 MB, where mounting one is allowed."""
    place = tmp_path / "disk"
    place.mkdir()
    try:
        subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", place], check=True, capture_output=True)  # noqa: S607
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("no file system may be mounted here; the limit on the size of files is tried instead")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)  # noqa: S607


def test_a_full_disk_leaves_the_old_index(report, corpus, embedder, load, clean, old, small_disk, monkeypatch):
    """Tried with ever more room, so that it runs out in every file, at their last bytes as well."""
    folder, ballast = small_disk / "index", small_disk / "ballast"
    shutil.copytree(old, folder)
    monkeypatch.setattr(index, "_make_from_corpus", lambda *_: clean)
    failures = 0
    for free in range(0, 4_000_000, 12_288):
        ballast.write_bytes(b"")
        disk = os.statvfs(small_disk)
        ballast.write_bytes(bytes(max(0, disk.f_bavail * disk.f_frsize - free)))
        try:
            build_index(report, corpus, folder, embedder)
            break
        except PassageIndexError as error:
            failures += 1
            assert "Free space on that disk or set RAG_INDEX" in str(error)  # noqa: PT017
        assert names(folder) == {storage.LOCK, "built"}
        manifest = storage.read_manifest(folder / "built")
        assert manifest["mark"] == "old"
        assert storage.read_files(folder / "built", manifest)
        if failures % 10 == 1:
            assert same(load(folder), clean)
    assert failures > 30
    assert "mark" not in load(folder).manifest
    assert same(load(folder), clean)
    assert names(folder) == {storage.LOCK, "built"}


def test_a_read_only_disk_serves_its_index(report, corpus, embedder, load, clean, old, small_disk):
    shutil.copytree(old, small_disk / "index")
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)  # noqa: S607
    assert same(load(small_disk / "index"), clean)
    with pytest.raises(PassageIndexError, match="Make the folder writable or set RAG_INDEX"):
        build_index(report, corpus, small_disk / "index", embedder)


def test_a_folder_that_may_not_be_written_serves_its_index(helper, open_folder, old):
    """As another user where this is root, who may write anywhere."""
    folder = open_folder / "index"
    shutil.copytree(old, folder)
    for path in (folder, folder / "built"):
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
        for path in (folder, folder / "built"):
            path.chmod(0o755)


def test_an_index_that_was_built_by_one_user_can_be_read_by_another(helper, open_folder):
    """The temporary folder was once its builder's only, and so was ``built``."""
    folder = open_folder / "shared"
    assert helper.run(folder)[0] == 0
    assert helper.run(folder, load=True, builds=0, drop=True) == (0, "")


if __name__ == "__main__":
    serve_orders(Path(sys.argv[1]))
