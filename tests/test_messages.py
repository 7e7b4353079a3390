"""What is said over an answer is true of it: every request of the people's exam, with the model."""

import json
import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.filterwarnings("ignore::FutureWarning")  # transformers of itself, on loading the model

PEOPLE = Path(__file__).parents[1] / "evals" / "people.jsonl"
COUNT = re.compile(r"\b(\d+) passages?\b")


@pytest.fixture(scope="module")
def answers(real):
    rows = map(json.loads, PEOPLE.read_text(encoding="utf-8").splitlines())
    whole = [real.ask(row["question"], row["history"]) for row in rows]
    return real.tags, [part for answer in whole for part in (answer.parts or (answer,))]


def test_passages_are_counted_right(answers):
    counted = [(list(map(int, COUNT.findall(a.message))), len(a.quotes), a.message) for a in answers[1] if COUNT.search(a.message)]
    assert len(counted) > 100
    assert [told for told in counted if sum(told[0]) != told[1] or 0 in told[0]] == []


def test_no_trust_that_is_quoted_is_called_silent_and_each_silent_row_is(answers):
    tags, every = answers
    named = [(a, a.message.partition("The report does not say it of ")[2]) for a in every if a.rows and a.answered]
    assert sum(bool(said) for _, said in named) > 5
    for answer, said in named:
        silent = {row.trust for row in answer.rows if not row.quotes}
        quoted = {quote.trust for quote in answer.quotes}
        assert not silent & quoted, answer.message
        if said:
            assert {t.id for t in tags.trusts if t.name in said} == silent, answer.message


def test_who_has_passages_is_named(answers):
    tags, every = answers
    for answer in every:
        if COUNT.search(answer.message):
            missing = {q.trust for q in answer.quotes if q.trust and tags.trust(q.trust).name not in answer.message}
            assert not missing, answer.message
