"""A helper process, which has imported everything and has one thread only, forks a child for each build; so a build starts
in a moment, and no lock is forked that another thread holds. The child may be told to stop or to die at its
n-th change of the file system, to write files of a limited size only, or to give up root's rights.
"""

import json
import os
import queue
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import traceback
from pathlib import Path

from tqdm import tqdm

from conftest import HashingEmbedder
from rag.corpus.report import load_report
from rag.errors import RagError
from rag.search import index
from rag.search.index import build_index, load_index

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


def watch(folder, *, count=None, send=None):
    """Send this process a signal before its ``count``-th change in ``folder``."""
    seen = 0

    def hook(event, arguments):
        nonlocal seen
        if event in CHANGES or (event == "open" and str(arguments[0]).startswith(f"{folder}/")):
            seen += 1
            if seen == count:
                os.kill(os.getpid(), send)

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


if __name__ == "__main__":
    serve_orders(Path(sys.argv[1]))
