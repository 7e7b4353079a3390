"""The server without a browser: routes, headers, and what they refuse."""

import sqlite3

import pytest
from starlette.testclient import TestClient

from rag.answer import Assistant
from rag.settings import Settings
from rag.web.server import build_app

pytestmark = [pytest.mark.filterwarnings("ignore::DeprecationWarning"), pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("feedback") / "feedback.db"


@pytest.fixture(scope="module")
def client(assistant, kept):
    settings = Settings(feedback=kept, allowed_origins=("https://intranet.example",))
    other = Assistant(assistant.index, assistant.retriever._embedder, assistant.organisations, assistant.calibration, settings)
    return TestClient(build_app(other, settings))


def test_asking_returns_the_answer_record(client):
    answer = client.post("/api/ask", json={"question": "What are Salford's values?", "trusts": ["salford"]})
    assert answer.status_code == 200
    record = answer.json()
    assert set(record) >= {"question", "status", "answered", "message", "quotes", "nearest", "retrieved", "edition", "tokens", "ms"}
    assert all(q["trust"] == "salford" for q in record["quotes"])


def test_history_is_heard(client):
    body = {"question": "And at UCLH?", "history": ["How are new consultants inducted at Salford Royal?"]}
    assert all(q["trust"] == "uclh" for q in client.post("/api/ask", json=body).json()["quotes"])


@pytest.mark.parametrize("body", [{}, {"question": 3}, {"question": "q", "history": "no list"}])
def test_a_malformed_request_is_told(client, body):
    assert client.post("/api/ask", json=body).status_code == 422


def test_an_unknown_trust_is_a_problem_with_its_detail(client):
    answer = client.post("/api/ask", json={"question": "How?", "trusts": ["salfrod"]})
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert "salfrod" in answer.json()["detail"]


def test_a_passage_comes_with_what_stands_around_it(client, assistant):
    passage = next(p for p in assistant.index.passages if "moribund" in p.text)
    record = client.get(f"/api/passages/{passage.id}").json()
    text = assistant.index.report.text
    assert record["speaker"] == "Clinical director"
    assert all(line["text"] == text[line["start"] : line["end"]] for line in record["lines"])
    assert "Clinical director" not in record["lines"][-1]["text"]
    assert client.get(f"/api/passages/{record['next']}").json()["previous"] == passage.id
    assert client.get("/api/passages/../../etc/passwd").status_code == 404
    assert client.get("/api/passages/nonsense").status_code == 404


def test_citations_are_of_whole_sentences_only(client, assistant):
    sentence = assistant.index.sentences[200]
    good = client.get(f"/api/cite?spans={sentence.start}-{sentence.end}")
    assert " ".join(sentence.text.split()) in good.text
    for spans in (f"{sentence.start + 1}-{sentence.end}", "0-999999", "x", "", "1-2,"):
        assert client.get(f"/api/cite?spans={spans}").status_code == 422


def test_every_answer_has_the_security_headers(client):
    for path in ("/", "/read", "/map", "/healthz", "/api/nonsense"):
        headers = client.get(path).headers
        assert "unsafe-eval" not in headers["content-security-policy"]
        assert "frame-ancestors 'self' https://intranet.example" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"


def test_the_page_names_no_other_host_but_its_own(client):
    page = client.get("/", headers={"accept-encoding": "identity"}).text
    assert "ui/chat.js" in page
    assert "og:image" not in page
    assert 'rel="manifest"' not in page


def test_feedback_is_kept_without_the_question(client, kept):
    word = {"useful": False, "status": "not_stated", "question": "my secret"}
    assert client.post("/api/feedback", json=word).status_code == 200
    with sqlite3.connect(kept) as database:
        assert database.execute("SELECT status, useful, question FROM feedback").fetchall() == [("not_stated", 0, None)]
    assert client.post("/api/feedback", json={**word, "status": "nonsense"}).status_code == 422


def test_feedback_is_not_there_where_it_is_off(assistant):
    off = TestClient(build_app(assistant, Settings()))
    assert off.post("/api/feedback", json={"useful": True, "status": "answered"}).status_code == 404
    answer = off.get("/read?edition=<script>&mark=1-2")
    assert "<script>" not in answer.text


def test_the_reading_page_holds_the_whole_report(client, assistant):
    page = client.get("/read").text
    assert all(f'id="{p.id}"' in page for p in assistant.index.passages)
    assert page.count('class="page"') >= 40
