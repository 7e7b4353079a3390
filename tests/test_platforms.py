"""What other systems lack is missed when it is needed and not before; what stands in one place agrees with where it is named."""

import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import metadata, version

import yaml

from conftest import ROOT
from rag import __version__
from rag.web.desk import core_count

PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_cores_are_counted_where_there_is_no_affinity(monkeypatch, tmp_path):
    monkeypatch.delattr(os, "sched_getaffinity")
    monkeypatch.setattr(os, "cpu_count", lambda: 6)
    assert core_count(tmp_path / "none") == 6


def test_windows_is_told_the_way_out_when_an_index_is_to_be_built(tmp_path):
    code = f"""
import pathlib, shutil, sys
import rag.corpus.bank  # what is below, before the system seems another; of Python's own, shutil imports another part there
sys.platform, sys.modules["fcntl"] = "win32", None
from rag.errors import PassageIndexError
from rag.search import storage
try:
    with storage.locked(pathlib.Path({str(tmp_path)!r}), print):
        print("locked")
except PassageIndexError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert "WSL 2" in done.stdout
    assert "locked" not in done.stdout


def test_the_version_stands_in_one_place():
    image = re.search(r"report-assistant:(\S+)", (ROOT / "deploy" / "kubernetes.yaml").read_text(encoding="utf-8"))[1]
    assert (version("rag"), image) == (__version__, __version__)
    assert "version" not in PYPROJECT["project"]


def test_the_metadata_has_the_readme_and_the_pythons():
    found = metadata("rag")
    assert "# Ask the medical engagement report" in found.get_payload() or "# Ask" in found["Description"]
    versions = {c.rsplit(" ", 1)[1] for c in found.get_all("Classifier") if c.startswith("Programming Language :: Python :: 3.")}
    assert versions == {"3.11", "3.12", "3.13"}
    assert (ROOT / "src" / "rag" / "py.typed").is_file()


def test_the_hook_before_a_commit_is_make_lint_and_downloads_nothing():
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))
    hooks = [hook for repo in config["repos"] for hook in repo["hooks"]]
    assert {repo["repo"] for repo in config["repos"]} == {"local"}
    assert [(hook["entry"], hook["language"]) for hook in hooks] == [("make lint", "system")]
