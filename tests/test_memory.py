"""What serving holds: nothing twice that is large."""

import gc
import importlib
import json
import subprocess
import sys

import pytest

from conftest import ROOT, needs_linux, resident
from rag.memory import MOST_FREE, give_back, without

MOST = 265
"""MiB of its own that an assistant may hold with all that it loads when first asked: 234 were measured, of which the model is 98; it
was 300 with an arena, each word a string, the tokenizer's ranks and the languages' moves held as the packages hold them."""
SCRIPT = """
import gc, sys
from pathlib import Path
from rag.loading import open_assistant
from rag.settings import Settings

assistant = open_assistant(Settings(), say=lambda _: None)
assistant.ask("How are leaders chosen?")
imported = [name for name in ("bm25s", "scipy", "py3langid") if name in sys.modules]
assistant.ask("Jak lekarze są zaangażowani w zarządzanie szpitalem?")
assistant.ask("How are leaders chosen at all four trusts, and how are new consultants inducted?")
gc.collect()
seen, todo, large = set(), [assistant], []
while todo:  # whatever the assistant holds, as far as Python can tell
    held = todo.pop()
    if id(held) in seen or isinstance(held, type) or type(held).__name__ == "module" or (isinstance(held, dict) and "__builtins__" in held):
        continue
    seen.add(id(held))
    if isinstance(held, (bytes, bytearray)) and len(held) > 1 << 20:
        large.append(len(held))
    todo += gc.get_referents(held)
status = Path("/proc/self/status")
lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
print(next((int(line.split()[1]) >> 10 for line in lines if line.startswith("RssAnon")), 0))
print(large, imported)
"""


def test_an_assistant_keeps_no_file_that_it_has_read_and_imports_nothing_that_builds():
    """ONNX Runtime has the weights, which are 86 MiB, and so have no bytes of Python's any more."""
    found = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, timeout=300, check=True)
    held, large = found.stdout.strip().splitlines()[-2:]
    assert large == "[] []"
    assert int(held) < MOST


@pytest.mark.timed
@needs_linux
def test_what_was_freed_is_given_back():
    kept = [bytes(1_000) for _ in range(100_000)]
    before = resident()
    del kept[:-1]  # the last of them keeps the heap from shrinking by itself
    gc.collect()
    give_back()
    assert before - resident() > 50 << 10


FREED = """
from rag.memory import give_back, keep_little
from pathlib import Path
import sys

def anonymous():
    return next(int(line.split()[1]) for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("RssAnon"))

if sys.argv[1] == "little":
    keep_little()
large = bytes(30 << 20)  # as much as loading maps and frees: from then on, so large a part is kept of each heap
del large
before = anonymous()
kept = [b"x" * (1 << 20) for _ in range(50)]
del kept
print(anonymous() - before)
"""


@pytest.mark.timed
@needs_linux
def test_what_is_freed_later_is_given_back_but_for_a_little():
    kept = {
        how: int(subprocess.run([sys.executable, "-c", FREED, how], capture_output=True, text=True, timeout=60, check=True).stdout)
        for how in ("as it is", "little")
    }
    assert kept["little"] < (MOST_FREE >> 10) + 1_000 < kept["as it is"]


def test_what_is_left_out_is_not_found_and_afterwards_it_is():
    with without("this"), pytest.raises(ImportError):
        importlib.import_module("this")
    assert "this" not in sys.modules
    with without("json"):
        assert importlib.import_module("json") is json


SERVING = """
import sys
from rag.loading import open_assistant
from rag.settings import Settings
from rag.web.server import build_app

build_app(open_assistant(Settings(), say=lambda _: None), Settings())
print([name for name in ("gradio", "pandas", "pyarrow", "datasets") if name in sys.modules])
"""


def test_a_server_loads_no_package_of_columns_that_training_brought():
    found = subprocess.run([sys.executable, "-c", SERVING], cwd=ROOT, capture_output=True, text=True, timeout=300, check=True)
    assert found.stdout.strip().splitlines()[-1] == "['gradio', 'pandas']"
