"""What the documents say is what the program does."""

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from rag.corpus.checker import Checker
from rag.settings import settings_table
from test_checker import CASES

README = (ROOT / "README.md").read_text(encoding="utf-8")
RAG = str(Path(sys.executable).parent / "rag")


def between(text, name):
    return re.search(rf"<!-- {name} -->\n(.*)\n<!-- /{name} -->", text, re.DOTALL)[1]


def commands():
    blocks = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
    return [line.split("#")[0].strip() for block in blocks for line in block.splitlines() if line.strip()]


def test_the_settings_table_is_the_codes():
    assert between(README, "settings") == settings_table()


def test_the_matrix_of_corrupted_quotations_is_the_checkers(report, passages):
    checker = Checker(report, passages)
    rows = [
        f"| {name} | {checker.check(words, trust, speaker).fault or 'kept: true'} |" for name, words, trust, speaker, _ in CASES
    ]
    table = "\n".join(["| quotation | verdict |", "|---|---|", *rows])
    assert between((ROOT / "evals" / "README.md").read_text(encoding="utf-8"), "matrix") == table


def test_make_targets_of_the_readme_exist():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    wanted = {c.split()[1] for c in commands() if c.startswith("make ")} | set(re.findall(r"`make ([a-z]+)", README))
    assert wanted >= {"run", "test", "check", "train"}
    assert all(re.search(rf"^{target}:", makefile, re.MULTILINE) for target in wanted)


@pytest.mark.slow
@pytest.mark.parametrize(
    "command", [c for c in commands() if c.startswith("rag ") and "--explain a-" not in c and c != "rag evaluate"]
)
@pytest.mark.filterwarnings("ignore::FutureWarning", "ignore::DeprecationWarning")  # as in test_cli.py
def test_commands_of_the_readme_run(command, tmp_path, rag):
    (tmp_path / "questions.jsonl").write_text(
        '{"id": "x1", "question": "How does UCLH induct new consultants?"}\n', encoding="utf-8"
    )
    (tmp_path / "draft.md").write_text("“Each clinical service director receives one to two sessions”", encoding="utf-8")
    done = rag(*shlex.split(command)[1:], cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout or (tmp_path / "answers.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["", "index", "sections", "ask", "run", "evaluate", "anchors", "train", "check-quote", "serve"])
def test_every_command_helps_with_an_example(command):
    done = subprocess.run([RAG, *command.split(), "--help"], capture_output=True, text=True, check=True, timeout=60)
    assert "example" in done.stdout


def test_links_lead_somewhere():
    for document in (
        "README.md",
        "CONTRIBUTING.md",
        "evals/README.md",
        "docs/embedding.md",
        "docs/another-report.md",
        "corpus/prepared/README.md",
    ):
        text = (ROOT / document).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(((?!http)[^)#]+)\)", text):
            assert (ROOT / document).parent.joinpath(target).exists(), f"{document}: {target}"
