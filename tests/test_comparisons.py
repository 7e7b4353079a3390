"""The exam of comparisons: its file fits the edition, and its measures come out as worked by hand."""

import json
from pathlib import Path

import pytest

import tiny
from rag.answering.row_judge import ROW_FEATURES
from rag.answering.rows import is_name
from rag.corpus.bank import Anchors
from rag.corpus.rows import load_rows
from rag.evaluation.comparisons import compared, rights
from rag.text import STOPWORDS, terms
from rag.training.rows import fit_rows
from rag.types import Answer

FILE = Path(__file__).parents[1] / "evals" / "comparisons.jsonl"
REQUESTS = [json.loads(line) for line in FILE.read_text(encoding="utf-8").splitlines()]
BOARD, NURSES, MENTORING, STUDY = 2, 4, 11, 0


def telling(request):
    return {word for word in terms(request) if word not in STOPWORDS}


class Told:
    """Answers each request with the next of a list."""

    def __init__(self, assistant, answers):
        self.index, self.answers = assistant.index, list(answers)

    def ask(self, _):
        return self.answers.pop(0)


@pytest.fixture(scope="module")
def small():
    assistant = tiny.assistant()
    return assistant, Anchors(assistant.index.report, assistant.index.passages)


def told(*numbers, status="answered"):
    return Answer("q", status, "", tuple(tiny.quote(n) for n in numbers))


def test_each_row_is_judged_and_its_evidence_stands_in_the_part_of_its_trust_or_is_said_of_all(anchors):
    assert len(REQUESTS) >= 100
    for request in REQUESTS:
        for trust, row in request["rows"].items():
            assert row["is"] in ("quote", "silent", "general", "open")
            assert bool(row.get("evidence")) == (row["is"] == "quote"), request["id"]
            for verbatim in row.get("evidence", ()):
                assert anchors.strictly(verbatim, trust) or anchors.strictly(verbatim, None), (request["id"], verbatim)


@pytest.mark.parametrize(
    ("row", "quoted", "right"),
    [
        ({"is": "quote", "evidence": ["Nurses run the wards."]}, (NURSES,), True),
        ({"is": "quote", "evidence": ["They meet monthly.", "Nurses run the wards."]}, (NURSES,), True),
        ({"is": "quote", "evidence": ["Nurses run the wards."]}, (BOARD,), False),
        ({"is": "quote", "evidence": ["Nurses run the wards."]}, (), False),
        ({"is": "silent"}, (), True),
        ({"is": "silent"}, (BOARD,), False),
        ({"is": "silent"}, (STUDY, MENTORING), True),
        ({"is": "general"}, (BOARD,), False),
        ({"is": "general"}, (BOARD, STUDY), True),
        ({"is": "general"}, (), True),
    ],
)
def test_a_row_is_right_that_shows_what_answers_or_nothing_of_a_silent_trust(small, row, quoted, right):
    cells = rights(*small, {"rows": {"ash": row}}, told(*quoted))
    assert cells == [(row["is"] == "silent", bool({BOARD, NURSES} & set(quoted)), right)]


def test_what_could_be_defended_either_way_is_not_counted_and_a_refusal_shows_nothing(small):
    assert rights(*small, {"rows": {"ash": {"is": "open"}}}, told(BOARD)) == []
    assert rights(*small, {"rows": {"ash": {"is": "silent"}}}, told(BOARD, status="not_stated")) == [(True, False, True)]


def test_the_shares_come_out_as_counted_by_hand(small):
    assistant, anchors = small
    wanted = {"is": "quote", "evidence": ["Nurses run the wards."]}
    requests = [
        {"question": "a", "rows": {"ash": wanted, "birch": {"is": "silent"}}},
        {"question": "b", "rows": {"ash": wanted, "birch": {"is": "silent"}}},
    ]
    answers = [told(NURSES), told(MENTORING)]
    assert compared(Told(assistant, answers), anchors, requests) == {
        "rows_right": 0.5,  # the first request's two
        "rows_filled": 0.5,
        "rows_falsely_silent": 0.5,  # of the two without a quotation, Ash's of the second
        "comparisons_right": 0.5,
    }


@pytest.mark.parametrize(
    ("word", "name"), [("virginia", True), ("ge", True), ("committee", False), ("healthcare", False), ("zebra", False)]
)
def test_a_name_stands_nowhere_without_a_capital_and_in_no_trusts_own(assistant, word, name):
    assert is_name(assistant.answerer.kit, word) == name


@pytest.mark.parametrize(
    ("question", "silent"),
    [
        ("which trusts were inspired by Virginia Mason", ["northumbria"]),
        ("How many staff has each got?", []),
    ],
)
def test_a_trust_that_the_report_does_not_name_it_of_is_silent(real, question, silent):
    answer = real.ask(question)
    assert [row.trust for row in answer.rows if not row.quotes] == silent
    assert len(answer.rows) == 4


def test_the_judge_of_rows_is_learnt_from_requests_that_stand_in_no_exam(real):
    corpus = FILE.parents[1] / "corpus"
    learnt = load_rows(corpus, real.index.anchors)
    asked = [telling(request["question"]) for request in REQUESTS]
    assert len(learnt) >= 300
    alike = [
        own.request
        for own in learnt
        if any(len(words & telling(own.request)) >= 0.8 * len(words | telling(own.request)) for words in asked)
    ]
    assert alike == []
    judge, figures = fit_rows(real, learnt[::5])
    assert judge.embedder == real.finder.retriever.embedder_digest
    assert figures["rows"] > 100
    assert figures["led by what answers"] > 0.75
    assert figures["silent ones found faint"] > 3 * figures["others found faint"]
    weight = dict(zip(ROW_FEATURES, judge.weights, strict=False))
    assert weight["member_silent"] < 0 < weight["kind"]  # an editor's silence counts, and the number that is asked for
