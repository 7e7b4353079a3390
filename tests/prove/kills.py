"""kill -9 in index builds, at moments drawn by chance: what stands there afterwards is the right index, or none."""

import os
import random
import shutil
import signal
import tempfile
import time
from pathlib import Path

from conftest import ROOT, HashingEmbedder
from crash import Helper
from rag.corpus.report import load_report
from rag.errors import StaleIndexError
from rag.search import storage
from rag.search.index import build_index, load_index
from test_index_crash import same

CORPUS = ROOT / "tests" / "data" / "councils" / "corpus"
BUILDS = 1_000
"""That a child makes one after the other, unless it is killed: more than it comes to."""
LATEST = 0.1
"""Seconds after which it is killed at the latest: in a quarter of that the first build is there."""


def kill_builds(times, seed):
    """(what was seen, what was wrong) of so many builds that were killed; each second one begins where none is."""
    draw, report, embedder = random.Random(seed), load_report(CORPUS), HashingEmbedder()
    wrong, whole, none = [], 0, 0
    with tempfile.TemporaryDirectory(prefix="rag-prove-") as name:
        folder, log = Path(name) / "index", Path(name) / "log"
        build_index(report, CORPUS, Path(name) / "clean", embedder)
        clean = load_index(report, CORPUS, Path(name) / "clean", embedder.digest)
        helper = Helper(CORPUS, log)
        try:
            for number in range(times):
                if number % 2:
                    shutil.rmtree(folder, ignore_errors=True)
                child = helper.start(folder, builds=BUILDS, prepared=True)
                time.sleep(draw.random() * LATEST)  # the moment is drawn, and waits for nothing
                os.kill(child, signal.SIGKILL)
                if (status := helper.wait(child)) != -signal.SIGKILL:
                    wrong.append(f"build {number} ended by itself: {status}, {log.read_text(encoding='utf-8')[-300:]}")
                try:
                    same(load_index(report, CORPUS, folder, embedder.digest), clean)
                    whole += 1
                except StaleIndexError:
                    none += 1
                except AssertionError as error:
                    wrong.append(f"after kill {number} another index was loaded: {str(error)[:300]}")
            if helper.run(folder, prepared=True)[0] != 0:
                wrong.append("afterwards no index could be built")
            elif (left := {path.name for path in folder.iterdir()}) - {storage.LOCK} != {load_home(folder)}:
                wrong.append(f"killed builds leave {sorted(left)}")
        finally:
            helper.close()
    return f"{times} killed: {whole} left a right index, {none} none", wrong


def load_home(folder):
    """The name of the one index in the folder."""
    return next(iter(storage.built(folder))).name
