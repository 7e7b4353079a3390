"""What serving holds: nothing twice that is large."""

import gc
import subprocess
import sys

from conftest import ROOT, needs_linux, resident
from rag.memory import give_back

SCRIPT = """
import gc, sys
from rag.loading import open_assistant
from rag.settings import Settings

assistant = open_assistant(Settings(), say=lambda _: None)
assistant.ask("How are leaders chosen?")
gc.collect()
seen, todo, large = set(), [assistant], []
while todo:  # whatever the assistant holds, as far as Python can tell
    held = todo.pop()
    if id(held) in seen or isinstance(held, type) or type(held).__name__ == "module":
        continue
    seen.add(id(held))
    if isinstance(held, (bytes, bytearray)) and len(held) > 1 << 20:
        large.append(len(held))
    todo += gc.get_referents(held)
print(large, [name for name in ("bm25s", "scipy", "py3langid") if name in sys.modules])
"""


def test_an_assistant_keeps_no_file_that_it_has_read_and_imports_nothing_that_builds():
    """ONNX Runtime has the weights, which are 86 MiB, and so have no bytes of Python's any more."""
    found = subprocess.run([sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, timeout=300, check=True)
    assert found.stdout.strip().splitlines()[-1] == "[] []"


@needs_linux
def test_what_was_freed_is_given_back():
    kept = [bytes(1_000) for _ in range(100_000)]
    before = resident()
    del kept[:-1]  # the last of them keeps the heap from shrinking by itself
    gc.collect()
    give_back()
    assert before - resident() > 50 << 10
