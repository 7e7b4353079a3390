"""Everything about the package is in pyproject.toml, but for this: a wheel takes along what stands at the top of the repository.

``corpus/``, the adapter and the exam are copied into the wheel as ``rag/data/``, so that there is one source of each.
An editable install has no copy: it finds them beside the code (``rag.settings.ROOT``).
"""

from __future__ import annotations

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).resolve().parent
DATA = ("corpus", "index/adapter", "evals/*.jsonl", "evals/baseline.json")
"""Files, patterns of files, and folders; the parts of ``corpus/prepared/`` as they come.

MANIFEST.in has the same for the source distribution.
"""


class BuildWithData(build_py):
    """Copies the data after the modules; a wheel without it is not built."""

    def run(self) -> None:
        """Build; ``FileNotFoundError`` names what is missing."""
        super().run()
        if self.editable_mode:
            return
        target = self._target()
        shutil.rmtree(target, ignore_errors=True)  # an earlier build's, in which a file may stand that is gone
        for source, copy in self._copies():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, copy)

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:  # noqa: FBT001, FBT002 - setuptools' signature
        """What was built, the data included."""
        data = [] if self.editable_mode else [str(copy) for _, copy in self._copies()]
        return [*super().get_outputs(include_bytecode), *data]

    def _target(self) -> Path:
        return Path(self.build_lib) / "rag" / "data"

    def _copies(self) -> list[tuple[Path, Path]]:
        sources = [path for name in DATA for path in _files(name)]
        return [(source, self._target() / source.relative_to(ROOT)) for source in sources]


def _files(name: str) -> list[Path]:
    """The files of that name, and all files under a folder but a desktop's own (``.…``)."""
    found = [p for path in ROOT.glob(name) for p in (path.rglob("[!.]*") if path.is_dir() else [path])]
    files = sorted(p for p in found if p.is_file())
    if not files:
        raise FileNotFoundError(f"{ROOT / name} is missing: a wheel is built from the whole repository.")
    return files


setup(cmdclass={"build_py": BuildWithData})
