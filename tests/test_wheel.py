"""A wheel, built from the repository's files and installed apart from them, does what the repository does."""

import json
import os
import shutil
import socket
import subprocess
import sys
import threading
import venv
from contextlib import contextmanager

import httpx
import pytest

from conftest import ROOT
from rag import __version__

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]  # twice PATIENCE, so that a fixture may take it too
SOURCES = (
    "src",
    "corpus",
    "index/adapter",
    "evals",
    "pyproject.toml",
    "setup.py",
    "MANIFEST.in",
    "README.md",
    "LICENSE",
    "constraints.txt",
)
PATIENCE = 300
"""Seconds, for building the index with all cores taken by others."""
QUESTION = "How did Salford select its clinical directors?"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("wheel")


@pytest.fixture(scope="module")
def wheel(folder):
    copy = folder / "repository"
    unwanted = shutil.ignore_patterns("__pycache__", "*.egg-info")
    for name in SOURCES:
        source, target = ROOT / name, copy / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copytree(source, target, ignore=unwanted) if source.is_dir() else shutil.copyfile(source, target)
    for name in ("questions.jsonl", "gaps.jsonl"):  # what is near to what is asked here: to embed all takes minutes
        path = copy / "corpus" / name
        kept = [line for line in path.read_text(encoding="utf-8").splitlines(keepends=True) if "clinical director" in line]
        path.write_text("".join(kept), encoding="utf-8")
    stale = copy / "build" / "lib" / "rag" / "data" / "corpus" / "stale.txt"  # of an earlier build
    stale.parent.mkdir(parents=True)
    stale.write_text("stale", encoding="utf-8")
    pip("wheel", "--no-build-isolation", "--wheel-dir", folder / "dist", copy)
    shutil.rmtree(copy)  # whatever answers from here on answers without it
    return next((folder / "dist").glob("rag-*.whl"))


@pytest.fixture(scope="module")
def home(folder, wheel):
    """A virtual environment with the wheel, which sees the packages of this one but not its editable install."""
    home = folder / "environment"
    venv.create(home)
    python = home / "bin" / "python"
    seen = [path for path in sys.path if path.endswith("-packages")]
    (next(home.glob("lib/python*/site-packages")) / "seen.pth").write_text("\n".join(seen), encoding="utf-8")
    pip("--python", python, "install", wheel)
    return home


def pip(*words):
    options = ("--disable-pip-version-check", "--no-deps", "--no-index", "--quiet")
    before = words[:2] if words[0] == "--python" else ()
    command, *rest = words[len(before) :]
    done = subprocess.run(
        [sys.executable, "-m", "pip", *before, command, *options, *rest],
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE,
    )
    assert done.returncode == 0, done.stderr


def environment(folder, **changes):
    """Without this repository's path and settings; ``HOME`` and the cache are the test's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RAG_", "PYTHON", "XDG_"))}
    return {**kept, "HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache"), "HF_HUB_OFFLINE": "1", **changes}


@pytest.fixture(scope="module")
def rag(folder, home):
    elsewhere = folder / "elsewhere"
    elsewhere.mkdir()

    def run(*words, **changes):
        return subprocess.run(
            [home / "bin" / "rag", *words], cwd=elsewhere, env=environment(folder, **changes), capture_output=True, text=True, check=False,
            timeout=PATIENCE,
        )  # fmt: skip

    return run


def written(home):
    """The package's files but what Python compiles, with when they were changed."""
    package = next(home.glob("lib/python*/site-packages/rag"))
    return {path: path.stat().st_mtime_ns for path in package.rglob("*") if path.is_file() and path.suffix != ".pyc"}


def test_the_wheel_brings_the_data_and_the_metadata(wheel):
    from zipfile import ZipFile

    with ZipFile(wheel) as archive:
        names = set(archive.namelist())
        metadata = archive.read(f"rag-{__version__}.dist-info/METADATA").decode()
    for part, pattern in (("corpus", "**/[!.]*"), ("index/adapter", "**/[!.]*"), ("evals", "*.json*")):
        here = {p.relative_to(ROOT).as_posix() for p in (ROOT / part).glob(pattern) if p.is_file()}
        assert {f"rag/data/{name}" for name in here} == {name for name in names if name.startswith(f"rag/data/{part}/")}
    assert {
        "rag/py.typed",
        "rag/answering/any_report.json",
        "rag/render/templates/answer.html",
        "rag/web/templates/read.html",
        "rag/web/ui/chat.js",
    } <= names
    assert f"Version: {__version__}" in metadata
    assert "Description-Content-Type: text/markdown" in metadata


def test_what_is_missing_is_told_before_anything_is_built(rag, folder):
    done = rag("ask", QUESTION, RAG_CORPUS=str(folder / "nothing"))
    assert done.returncode == 1
    for name in ("report.txt", "report.toml", "tags.toml"):
        assert str(folder / "nothing" / name) in done.stderr
    assert not (folder / "cache" / "rag").exists()


def test_it_answers_from_any_folder_and_keeps_its_index_in_the_cache(rag, home, folder):
    before = written(home)
    assert rag("--version").stdout == f"rag {__version__}\n"
    asked = rag("ask", QUESTION, "--json")
    assert asked.returncode == 0, asked.stderr
    assert "Building the index" in asked.stderr
    record = json.loads(asked.stdout)
    assert record["status"] == "answered"
    assert any("A very thorough and transparent assessment" in quote["text"] for quote in record["quotes"])
    assert (folder / "cache" / "rag" / "index").is_dir()

    few = folder / "few.jsonl"
    exam = (ROOT / "evals" / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    few.write_text("\n".join(exam[:5]) + "\n", encoding="utf-8")
    measured = rag("evaluate", str(few), "--json")
    assert measured.returncode == 0, measured.stderr
    assert "Building" not in measured.stderr
    assert json.loads(measured.stdout)["groups"]["all"]["verbatim"]["value"] == 1
    assert "kept in the repository" in rag("evaluate", "--update-baseline").stderr
    assert "Set RAG_TRAINED" in rag("train").stderr
    assert written(home) == before


@contextmanager
def served(home, folder):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [home / "bin" / "rag", "serve"], cwd=folder, env=environment(folder, RAG_PORT=str(port)), stdout=subprocess.PIPE, text=True
    )
    end = threading.Timer(PATIENCE, process.kill)
    end.start()
    try:
        assert any("Ask the report at" in line for line in process.stdout)
        yield f"http://127.0.0.1:{port}"
    finally:
        end.cancel()
        process.terminate()
        assert process.wait(60) == 0


def test_it_serves(rag, home, folder):
    assert rag("index").returncode == 0
    with served(home, folder) as address:
        assert httpx.post(f"{address}/api/ask", json={"question": QUESTION}, timeout=60).json()["status"] == "answered"
        for path in ("/", "/read", "/map", "/ui/style.css"):
            assert httpx.get(address + path, timeout=60).status_code == 200
