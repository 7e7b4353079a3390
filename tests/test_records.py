"""What the assistant answers today, word by word: 40 requests of the exam's dev half with the model, against kept records.

Whoever changes answers on purpose renews them with ``make records`` and reads what has changed:
``git diff --word-diff tests/data/records.jsonl``.
"""

import json
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning")  # transformers of itself, on loading the model

ROOT = Path(__file__).parents[1]
EXAM = ROOT / "evals" / "questions.jsonl"
RECORDS = Path(__file__).parent / "data" / "records.jsonl"
NUMBER = 40
APART = frozenset({"ms", "trace"})
"""What differs between two runs, or is for whoever looks inside."""


def requests():
    """Every n-th request of the dev half, which is in the order of its kinds' writing, so that every kind is among them."""
    dev = [row for line in EXAM.read_text(encoding="utf-8").splitlines() if (row := json.loads(line))["split"] == "dev"]
    return [dev[n * len(dev) // NUMBER] for n in range(NUMBER)]


def answered(assistant):
    """The records of today by id."""
    from rag.batch import answer_line

    records = [answer_line(assistant, json.dumps(row).encode()) for row in requests()]
    return {record["id"]: without(record) for record in records}


def without(record):
    """The record without what may differ, in its parts as well; a passage that was only retrieved by its beginning and length."""
    kept = {name: value for name, value in record.items() if name not in APART}
    retrieved = [f"{text[:40]}… {len(text)}" for text in record["retrieved"]]
    return {**kept, "retrieved": retrieved, "parts": [without(part) for part in record["parts"]]}


def kept():
    return {record["id"]: record for record in map(json.loads, RECORDS.read_text(encoding="utf-8").splitlines())}


@pytest.fixture(scope="module")
def today(real):
    return answered(real)


def test_the_requests_are_of_every_kind():
    asked = requests()
    assert len({row["id"] for row in asked}) == NUMBER
    assert {row["kind"] for row in asked} == {row["kind"] for row in map(json.loads, EXAM.read_text(encoding="utf-8").splitlines())}
    assert [row["id"] for row in asked] == list(kept())


@pytest.mark.parametrize("number", range(NUMBER))
def test_the_answer_is_the_one_that_is_kept(today, number):
    """Changed on purpose? ``make records``, and commit what it writes with the change."""
    name = requests()[number]["id"]
    then, now = kept()[name], today[name]
    changed = {field for field in {*then, *now} if then.get(field) != now.get(field)}
    assert {field: (then.get(field), now.get(field)) for field in sorted(changed)} == {}


def renew():
    """Write today's records, a line each."""
    from rag.loading import open_assistant
    from rag.settings import Settings

    now = answered(open_assistant(Settings(), say=lambda _: None))
    lines = [json.dumps(record, ensure_ascii=False) for record in now.values()]
    RECORDS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(lines)} records in {RECORDS}", file=sys.stderr)


if __name__ == "__main__":
    renew()
