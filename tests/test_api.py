"""The server without a browser: routes, headers, and what they refuse."""

import re
import sqlite3

import pytest
from starlette.testclient import TestClient

from conftest import with_settings
from rag.corpus.passages import build_passages
from rag.made_with import differences
from rag.settings import Settings
from rag.web import models
from rag.web.server import build_app

pytestmark = [pytest.mark.filterwarnings("ignore::DeprecationWarning"), pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return tmp_path_factory.mktemp("feedback") / "feedback.db"


@pytest.fixture(scope="module")
def client(assistant, kept):
    return TestClient(build_app(*with_settings(assistant, feedback=kept, allowed_origins=("https://intranet.example",))))


def test_asking_returns_the_answer_record(client):
    answer = client.post("/api/ask", json={"question": "What are Salford's values?", "trusts": ["salford"]})
    assert answer.status_code == 200
    record = answer.json()
    assert set(record) >= {"question", "status", "answered", "message", "quotes", "nearest", "retrieved", "edition", "tokens", "ms"}
    assert all(q["trust"] == "salford" for q in record["quotes"])


def test_history_is_heard(client):
    body = {"question": "And at UCLH?", "history": ["How are new consultants inducted at Salford Royal?"]}
    assert all(q["trust"] == "uclh" for q in client.post("/api/ask", json=body).json()["quotes"])


@pytest.mark.parametrize(
    "body", [{}, {"question": 3}, {"question": "q", "history": "no list"}, {"question": "q", "history": ["q"] * 51}]
)
def test_a_malformed_request_is_told(client, body):
    answer = client.post("/api/ask", json=body)
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert "body." in answer.json()["detail"]


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/api/nonsense", 404), ("GET", "/api/ask", 405), ("DELETE", "/api/passages/x", 405), ("POST", "/healthz", 405), ("BREW", "/api/outline", 405), ("PATCH", "/read", 405), ("OPTIONS", "/figures.csv", 405), ("POST", "/index", 405), ("PUT", "/openapi.json", 405)])  # fmt: skip
def test_every_refusal_is_a_problem(client, method, path, status):
    answer = client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert set(problem) == {"type", "title", "status", "detail"}
    assert problem["status"] == status
    assert (status == 405) == ("allow" in answer.headers)


def test_a_failure_is_a_problem_without_its_cause(assistant, caplog):
    broken, settings = with_settings(assistant)
    broken.speller = None
    client = TestClient(build_app(broken, settings), raise_server_exceptions=False)
    answer = client.post("/api/ask", json={"question": "What are Salford's values?"})
    assert (answer.status_code, answer.headers["content-type"]) == (500, "application/problem+json")
    assert "NoneType" not in answer.text
    assert "NoneType" in caplog.text
    assert 'rag_failures_total{way="api"} 1.0' in client.get("/metrics").text


def test_the_outline_leads_to_every_section(client, assistant):
    outline = client.get("/api/outline").json()
    assert [s["id"] for s in outline["sections"]] == [s.id for s in assistant.index.report.sections]
    assert {t["id"] for t in outline["trusts"]} == {"northumbria", "salford", "southern-health", "uclh"}
    for section in outline["sections"]:
        if section["first_passage"]:
            assert client.get(f"/api/passages/{section['first_passage']}").json()["edition"] == outline["edition"]


def test_readiness_names_what_answers_come_from(client, assistant):
    ready = client.get("/readyz").json()
    digest, files = ready.pop("digest"), ready.pop("files")
    assert set(files) >= {
        "figures.jsonl", "topics.jsonl", "synonyms.toml", "report.txt", "tags.toml", "organisations.toml", "questions.jsonl", "gaps.jsonl", "adapter_model.safetensors", "adapter_config.json",
        "calibration.json",
    }  # fmt: skip
    assert files["report.txt"] == ready["report_sha256"]
    assert re.fullmatch("[0-9a-f]{64}", digest)
    assert ready == {
        "status": "ready", "edition": "f0e4ad43", "report_sha256": assistant.index.report.edition, "embedder": "hashing-embedder",
        "passages": len(assistant.index.passages), "differences": list(differences(Settings())),
    }  # fmt: skip


def test_metrics_count_answers_and_hold_no_words(client):
    client.post("/api/ask", json={"question": "What are the sekrit values of Salford?"})
    client.get("/api/passages/sekrit")
    client.get("/sekrit?q=sekrit")
    text = client.get("/metrics").text
    assert re.search(r'rag_answers_total\{status="\w+",way="api"\} [1-9]', text)
    assert 'route="/api/passages/{passage_id}",status="404"' in text
    assert "rag_answer_seconds_bucket" in text
    assert "sekrit" not in text


def test_the_documentation_asks_no_other_host(client):
    page = client.get("/docs").text
    assert not re.search(r"https?://", page)
    for path in re.findall(r'(?:src|href)="([^"]+)"', page):
        assert client.get(f"/{path}").status_code == 200
    schema = client.get("/openapi.json").json()
    assert set(schema["paths"]) == {
        "/api/ask", "/api/passages/{passage_id}", "/api/outline", "/api/cite", "/api/feedback", "/healthz", "/readyz", "/metrics",
        "/api/figures", "/api/index", "/api/concordance", "/api/check", "/api/talk",
    }  # fmt: skip
    assert schema["components"]["schemas"]["Question"]["properties"]["trusts"]["items"]["enum"][0] == "northumbria"


def test_what_the_api_gives_is_what_it_documents(client):
    for question in (
        "What are Salford's values?",
        "Compare Salford and UCLH on induction",
        "How does King's College Hospital appraise?",
        "hello",
    ):
        record = client.post("/api/ask", json={"question": question}).json()
        assert models.AnswerRecord.model_validate(record).model_dump() == record
    passage = client.get("/api/passages/salford-selection-and-appraisal-5").json()
    assert models.PassageRecord.model_validate(passage).model_dump() == passage


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
    for spans, status in ((f"{sentence.start + 1}-{sentence.end}", 404), ("0-999999", 404), ("x", 422), ("", 422), ("1-2,", 422)):
        assert client.get(f"/api/cite?spans={spans}").status_code == status


def test_every_answer_has_the_security_headers(client):
    for path in ("/", "/read", "/map", "/healthz", "/api/nonsense"):
        headers = client.get(path).headers
        assert "unsafe-eval" not in headers["content-security-policy"]
        assert "frame-ancestors 'self' https://intranet.example" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
    for path, kind in (("/ui/chat.js", "javascript"), ("/ui/style.css", "css")):  # which can do nothing by themselves
        headers = client.get(path).headers
        assert kind in headers["content-type"]
        assert headers["x-content-type-options"] == "nosniff"
        assert "content-security-policy" not in headers


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
    off = TestClient(build_app(*with_settings(assistant)))
    assert off.post("/api/feedback", json={"useful": True, "status": "answered"}).status_code == 404
    answer = off.get("/read?edition=<script>&mark=1-2")
    assert "<script>" not in answer.text


def test_an_address_in_the_reading_page_leads_to_one_place(client, assistant):
    page = client.get("/read?mark=25355-25774").text
    ids = re.findall(r' id="([^"]+)"', page)
    assert sorted(set(ids)) == sorted(ids)
    pages = [name for name in ids if name.startswith("page-")]
    assert "page-back-cover" in pages
    for name in pages:  # it leads to the first passage that begins on that page
        first = re.search(rf' id="{name}">[^<]*</p><\w+ id="([^"]+)"', page)[1]
        number = name.removeprefix("page-").replace("-", " ")
        report = assistant.index.report
        assert first == next(p.id for p in build_passages(report) if report.page(p.start, p.start + 1) == number)


def test_the_reading_page_holds_the_whole_report(client, assistant):
    page = client.get("/read").text
    assert all(f'id="{p.id}"' in page for p in assistant.index.passages)
    assert page.count('class="page"') >= 40


@pytest.mark.parametrize(("seen", "status"), [("5", 200), ("5.0", 200), ("5.5", 422), ('"5"', 422), ("true", 422), ("1001.0", 422)])
def test_a_whole_number_is_one_however_it_is_written(client, seen, status):
    """As its JSON schema says; found by the fuzz."""
    body = f'{{"question": "And at UCLH?", "context": {{"seen": {seen}}}}}'
    assert client.post("/api/ask", content=body, headers={"content-type": "application/json"}).status_code == status
