"""``rag check-quote``: a file or standard input, told in words or as the record, with the exit code that scripts read."""

import io
import json

import pytest

from conftest import CORPUS
from rag.cli import main
from rag.corpus.passages import build_passages
from rag.corpus.report import load_report
from rag.reference.checkup import MOST_CHARACTERS, QuotationCheck, record
from test_check import DRAFT, TRUE


@pytest.mark.parametrize(
    ("data", "code", "said"),
    [
        (TRUE.encode(), 0, "1 passage: 1 true"), (f"“{TRUE}” and “bananas for you and me”".encode(), 1, "1 true, 0 altered, 1 not found"),
        (TRUE.replace("45", "46").encode(), 1, "[- 45 -] [+ 46 +]"), (("\ufeff" + TRUE).encode(), 0, "1 true"), (TRUE.encode("utf-16"), 0, "1 true"),
        (b"", 2, "give a text"), (b"\xff\xe9", 2, "UTF-8"), (b"x" * (MOST_CHARACTERS + 1), 2, "at most 1,000,000"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("way", ["file", "stdin"])
def test_the_command(tmp_path, monkeypatch, capsys, data, code, said, way):
    draft = tmp_path / "draft.txt"
    draft.write_bytes(data)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["check-quote", str(draft)] if way == "file" else ["check-quote"]) == code
    out, err = capsys.readouterr()
    assert said in " ".join((err if code == 2 else out).split())


def test_the_command_gives_the_record(tmp_path, capsys):
    draft = tmp_path / "draft.md"
    draft.write_text(DRAFT, encoding="utf-8")
    assert main(["check-quote", "--json", str(draft)]) == 1
    report = load_report(CORPUS)
    checked = QuotationCheck(report, build_passages(report)).check(DRAFT)
    assert json.loads(capsys.readouterr().out) == json.loads(json.dumps(record(checked)))
    assert main(["check-quote", str(tmp_path / "none")]) == 2
