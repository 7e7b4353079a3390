import json

import pytest

from rag.batch import answer_file
from rag.errors import InputError


def test_a_malformed_line_costs_only_itself(assistant, tmp_path):
    lines = [json.dumps({"id": f"x{n}", "question": "How are consultants selected at Salford?"}) for n in range(1, 10)]
    lines[6] = '{"id": "x7", "question": '
    lines[7] = '{"id": "x8"}'
    lines[8] = '{"id": "x9", "question": "q", "history": "not a list"}'
    (tmp_path / "in.jsonl").write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    problems = answer_file(assistant, tmp_path / "in.jsonl", tmp_path / "out.jsonl")
    answered = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [a["id"] for a in answered] == ["x1", "x2", "x3", "x4", "x5", "x6"]
    assert [p.split(": ")[0].split()[-1] for p in problems] == ["7", "8", "9"]


def test_history_is_heard(assistant, tmp_path):
    row = {"id": 1, "question": "And at UCLH?", "history": ["How are new consultants inducted at Salford Royal?"]}
    (tmp_path / "in.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert answer_file(assistant, tmp_path / "in.jsonl", tmp_path / "out.jsonl") == []
    record = json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8"))
    assert all(q["trust"] == "uclh" for q in record["quotes"])


def test_a_file_that_cannot_be_written_is_told(assistant, tmp_path):
    (tmp_path / "in.jsonl").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be opened"):
        answer_file(assistant, tmp_path / "in.jsonl", tmp_path / "no" / "out.jsonl")
