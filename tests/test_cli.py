"""The command line as a person meets it, with the real model: in this process, which loads it once, and as the real program."""

import json
import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import CORPUS

# peft warns of what transformers will remove; a program shows no such warning, a test would fail of it.
pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore::FutureWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
RAG = str(Path(sys.executable).parent / "rag")


def program(*words, **environment):
    """Runs the installed program."""
    values = {**{k: v for k, v in os.environ.items() if not k.startswith("RAG_")}, **environment}
    return subprocess.run([RAG, *words], capture_output=True, text=True, check=False, timeout=180, env=values)


QUESTION = ("ask", "How did Salford select its clinical directors?", "--json")


@pytest.fixture(scope="module")
def record(rag):
    done = rag(*QUESTION)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_the_program_says_what_this_process_says(record):
    done = program(*QUESTION)
    assert done.returncode == 0, done.stderr
    assert {**json.loads(done.stdout), "ms": 0} == {**record, "ms": 0}
    assert "nothing built" in done.stderr


def test_the_question_of_the_readme_gets_the_reports_words(record):
    assert record["status"] == "answered"
    assert {q["trust"] for q in record["quotes"]} == {"salford"}
    first = next(q for q in record["quotes"] if "A very thorough and transparent assessment" in q["text"])
    assert "16" in first["page"]
    words = " ".join(q["text"] for q in record["quotes"])
    assert "around 45 consultants expressed interest" in words
    assert "three-day assessment" in words
    assert "A total of 20 consultants participated in a year-long" in words


def test_an_organisation_that_is_not_studied_is_refused_by_name(rag):
    done = rag("ask", "How does King's College Hospital appraise its consultants?", "--json")
    record = json.loads(done.stdout)
    assert (record["status"], record["answered"], record["quotes"]) == ("other_organisation", False, [])
    assert "King's College Hospital" in record["message"]


def test_an_explanation_shows_candidates_with_their_scores(rag):
    done = rag("ask", "Who leads TICKLE at Salford?", "--explain", COLUMNS="200")
    assert done.returncode == 0
    assert "chance" in done.stdout
    assert "TICKLE" in done.stdout


def test_the_version_is_the_packages(rag):
    from rag import __version__

    assert rag("--version").stdout == f"rag {__version__}\n"


def test_the_outline_as_json(rag):
    rows = json.loads(rag("sections", "--json").stdout)
    assert len(rows) == 48
    assert set(rows[0]) == {"chapter", "chapter_title", "trust", "heading", "theme", "first_page", "last_page", "passages"}
    assert "Outline" in rag("sections").stdout


def test_a_second_start_builds_nothing(rag):
    assert "nothing built" in rag("index").stdout


def test_a_malformed_line_is_named_and_the_others_are_answered(rag, tmp_path):
    lines = [json.dumps({"id": n, "question": "What are Salford's values?"}) for n in range(8)]
    lines[6] = "{"
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = rag("run", "in.jsonl", "out.jsonl", cwd=tmp_path)
    assert done.returncode == 1
    assert "line 7" in done.stderr
    assert len((tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()) == 7


def test_an_unknown_trust_is_told_with_those_that_are(rag):
    done = rag("ask", "How?", "--trust", "salfrod")
    assert done.returncode == 1
    assert "southern-health" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_use_is_two(rag):
    assert rag("ask").returncode == 2
    assert rag("nonsense").returncode == 2
    assert program("nonsense").returncode == 2


def test_a_missing_or_edited_report_is_told(rag, tmp_path):
    shutil.copytree(CORPUS, tmp_path / "corpus")
    text = (tmp_path / "corpus" / "report.txt").read_text(encoding="utf-8")
    (tmp_path / "corpus" / "report.txt").write_text(text + "x", encoding="utf-8")
    edited = rag("sections", RAG_CORPUS=str(tmp_path / "corpus"))
    (tmp_path / "corpus" / "report.txt").unlink()
    missing = rag("sections", RAG_CORPUS=str(tmp_path / "corpus"))
    assert (edited.returncode, missing.returncode) == (1, 1)
    assert "not the edition" in edited.stderr
    assert "missing" in missing.stderr


def test_a_misspelt_setting_is_told(rag):
    done = rag("sections", RAG_ALOWED_ORIGINS="https://a.example")
    assert done.returncode == 1
    assert "RAG_ALLOWED_ORIGINS" in done.stderr


def test_a_model_that_is_not_there_is_told(rag, tmp_path):
    done = rag("ask", "How?", RAG_EMBEDDER=str(tmp_path))
    assert done.returncode == 1
    assert "Unset RAG_EMBEDDER" in done.stderr


def test_a_port_in_use_is_told_by_the_program():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = program("serve", RAG_PORT=str(taken.getsockname()[1]))
    assert done.returncode == 1
    assert "RAG_PORT" in done.stderr


def test_an_index_folder_that_cannot_be_written_is_told(rag, tmp_path):
    (tmp_path / "file").write_text("")
    done = rag("index", RAG_INDEX=str(tmp_path / "file"))
    assert done.returncode == 1
    assert "RAG_INDEX" in done.stderr
    assert "Traceback" not in done.stderr
