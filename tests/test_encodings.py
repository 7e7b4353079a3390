"""The command line in other encodings than UTF-8: F18 of docs/reported.md. The real program, with commands that load no model."""

import io
import json
import os
import subprocess
import sys

import pytest

from rag.batch import answer_file
from rag.encodings import always_utf8, in_utf8, never_fail
from rag.terminal import print_answer

ENCODINGS = ["cp1252", "latin-1", "cp850", "cp437", "ascii", "utf-8", "utf-16"]
Q = "How did Salford select its clinical directors?"
ODD = "Sut ŵyr Salford? \N{GRINNING FACE} ’–“”•…→ ﬁ \N{NO-BREAK SPACE}—"


def program(*words, encoding):
    environment = {**os.environ, "PYTHONIOENCODING": encoding, "OMP_NUM_THREADS": "1"}
    return subprocess.run([sys.executable, "-m", "rag.cli", *words], capture_output=True, env=environment, check=False)


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
@pytest.mark.parametrize("command", [("sections",), ("find", "appraisal")])
def test_the_program_writes_in_any_encoding(command, encoding):
    done = program(*command, encoding=encoding)
    assert (done.returncode, b"Traceback" in done.stderr) == (0, False)
    assert "salford" in done.stdout.decode(encoding).casefold()


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_json_is_utf8_in_any_encoding(encoding):
    done = program("find", "doctors", "--json", encoding=encoding)
    assert done.returncode == 0
    found = json.loads(done.stdout.decode("utf-8"))
    assert any("’" in place["text"] for trust in found["trusts"] for place in trust["places"])


def stream(encoding):
    return io.TextIOWrapper(io.BytesIO(), encoding=encoding)


def written(stream):
    stream.flush()
    return stream.buffer.getvalue()


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_answer_is_shown_in_any_encoding(assistant, monkeypatch, encoding):
    out = stream(encoding)
    never_fail(out)
    monkeypatch.setattr(sys, "stdout", out)
    for question in (Q, ODD):
        print_answer(assistant.ask(question), assistant.tags)
    print(ODD)
    shown = written(out).decode(encoding)
    assert "Salford" in shown
    assert ODD in shown or encoding not in ("utf-8", "utf-16")


def test_a_sign_that_is_not_there_gets_the_nearest():
    out = stream("ascii")
    never_fail(out)
    out.write("doctors’ – “ŵ” • é → \N{GRINNING FACE}")
    assert written(out) == b'doctors\' - "w" * e -> ?'


def test_signs_that_are_there_are_kept():
    out = stream("cp1252")
    never_fail(out)
    out.write("doctors’ ŵ")
    assert written(out).decode("cp1252") == "doctors’ w"


def test_half_a_pair_of_surrogates_is_no_traceback():
    out = stream("ascii")
    always_utf8(out)
    out.write('"\udc92 ’"')
    assert written(out).decode("utf-8") == '"? ’"'


def test_help_is_printed_in_ascii():
    done = program("run", "--help", encoding="ascii")
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_file_of_questions_in_any_unicode(assistant, tmp_path, encoding, end):
    """PowerShell 5 writes UTF-16 with ``>``: the first line was answered, the others were “not JSON”, and there was one more."""
    lines = [json.dumps({"id": f"x{n}", "question": f"{Q} ŵ–"}, ensure_ascii=False) for n in range(3)]
    (tmp_path / "in.jsonl").write_bytes((end.join(lines) + end).encode(encoding))
    assert answer_file(assistant, tmp_path / "in.jsonl", tmp_path / "out.jsonl") == []
    records = [json.loads(line) for line in (tmp_path / "out.jsonl").read_bytes().splitlines()]
    assert [(record["id"], record["question"]) for record in records] == [(f"x{n}", f"{Q} ŵ–") for n in range(3)]


def test_a_cut_file_loses_its_last_line_only(assistant, tmp_path):
    data = "\n".join(json.dumps({"id": n, "question": Q}) for n in range(2)).encode("utf-16")
    (tmp_path / "in.jsonl").write_bytes(data[:-3])
    problems = answer_file(assistant, tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    assert [problem.split(": ")[0].split()[-1] for problem in problems] == ["2"]
    assert len((tmp_path / "out.jsonl").read_bytes().splitlines()) == 1


def test_bytes_that_are_no_unicode_are_left_for_the_line_to_be_named():
    assert in_utf8(b'{"question": "\x92"}\n') == b'{"question": "\x92"}\n'
    assert in_utf8(b"") == b""
