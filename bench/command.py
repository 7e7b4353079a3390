"""``python -m bench``: measure the parts, print them, write the results and the document."""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from bench.machine import this_run
from bench.parts import PARTS, run_part
from bench.results import RESULTS, load_results, save_results, with_part, write_document
from bench.tables import BLOCKS

if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLES = """examples:
  python -m bench                          every part, some minutes; leave the machine alone
  python -m bench --only answer            one part; the others keep their figures
  python -m bench --quick                  small counts, printed and not kept
  python -m bench --render                 write docs/performance.md from bench/results/bench.json
"""


def main(words: Sequence[str] | None = None) -> int:
    """Run the command: 0 done, 1 where a part could not be measured (the others are kept)."""
    asked = parser().parse_args(words)
    keep = asked.out or (None if asked.quick else RESULTS)
    if not asked.render and not measure_all(asked.only or list(PARTS), keep, quick=asked.quick):
        return 1
    if asked.render:
        write_document(load_results())
    return 0


def parser() -> argparse.ArgumentParser:
    """The command's options."""
    made = argparse.ArgumentParser(
        prog="python -m bench", description=__doc__, epilog=EXAMPLES, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parts = "; ".join(f"{name}: {meaning}" for name, meaning in PARTS.items())
    made.add_argument(
        "--only", action="append", choices=list(PARTS), metavar="PART", help=f"measure only this part ({parts}); repeatable"
    )
    made.add_argument("--quick", action="store_true", help="small counts, to try the benchmark itself")
    made.add_argument("--out", type=Path, metavar="FOLDER", help="write bench.json to this folder, and not the document")
    made.add_argument("--render", action="store_true", help="measure nothing, write the document from the kept results")
    return made


def measure_all(names: Sequence[str], keep: Path | None, *, quick: bool) -> bool:
    """Measure parts and keep each as soon as it is there; whether all could be measured."""
    run = asdict(this_run())
    sound = True
    for name in names:
        print(f"{name}: {PARTS[name]} …", flush=True)
        started = time.perf_counter()
        try:
            figures = run_part(name, quick=quick)
        except RuntimeError as error:
            print(error, file=sys.stderr)
            sound = False
            continue
        print(f"\n{BLOCKS[name](figures)}\n\n({time.perf_counter() - started:.0f} s)\n", flush=True)
        if keep:
            results = with_part(load_results(keep), name, figures, run)
            save_results(results, keep)
            if keep == RESULTS:
                write_document(results)
    return sound
