import asyncio
import io
import sqlite3
import time
from contextlib import closing

import httpx
import pytest
from starlette.testclient import TestClient

from conftest import with_settings
from rag.answering.assistant import Assistant
from rag.errors import InputError
from rag.settings import Settings
from rag.web import feedback
from rag.web.chat import Chat, _notice
from rag.web.desk import Desk
from rag.web.feedback import FeedbackStore
from rag.web.logs import configure
from rag.web.metrics import Metrics
from rag.web.server import build_app

pytestmark = [pytest.mark.filterwarnings("ignore::DeprecationWarning"), pytest.mark.filterwarnings("ignore::ResourceWarning")]


def rows(path):
    with sqlite3.connect(path) as database:
        return database.execute("SELECT edition, status, useful, question FROM feedback").fetchall()


@pytest.mark.parametrize(("with_question", "kept"), [(False, None), (True, "How?")])
def test_the_question_is_kept_only_where_an_operator_said_so(tmp_path, with_question, kept):
    store = FeedbackStore(tmp_path / "f.db", with_question=with_question)
    asyncio.run(store.record(edition="f0e4ad43", status="answered", useful=True, question="How?"))
    assert rows(tmp_path / "f.db") == [("f0e4ad43", "answered", 1, kept)]


def test_what_is_kept_outlives_a_restart(tmp_path):
    for useful in (True, False):
        store = FeedbackStore(tmp_path / "f.db", with_question=False)
        asyncio.run(store.record(edition="e", status="partial", useful=useful, question=""))
    assert [row[2] for row in rows(tmp_path / "f.db")] == [1, 0]


def test_a_file_that_cannot_be_written_stops_the_start(tmp_path):
    with pytest.raises(InputError, match="RAG_FEEDBACK"):
        FeedbackStore(tmp_path / "no" / "f.db", with_question=False)


WORD = {"useful": True, "status": "answered", "question": "my question"}


def client_of(assistant, **settings):
    return TestClient(build_app(*with_settings(assistant, **settings)))


def test_words_count_as_questions_do(assistant, tmp_path):
    """As seen on 4a040a8: one address stored 9,362 words in 20 seconds."""
    client = client_of(assistant, rate_limit=3, feedback=tmp_path / "f.db")
    assert [client.post("/api/feedback", json=WORD).status_code for _ in range(5)] == [200, 200, 200, 429, 429]
    assert client.post("/api/ask", json={"question": "What are Salford's values?"}).status_code == 429
    assert len(rows(tmp_path / "f.db")) == 3


def test_a_word_is_bounded_in_size(assistant, tmp_path):
    client = client_of(assistant, feedback=tmp_path / "f.db", feedback_questions=True)
    assert client.post("/api/feedback", json={**WORD, "question": "€" * 2_000}).status_code == 200
    assert client.post("/api/feedback", json={**WORD, "question": "a" * 2_001}).status_code == 422
    assert [row[3] for row in rows(tmp_path / "f.db")] == ["€" * 2_000]


@pytest.mark.parametrize(("bound", "value"), [("MOST_WORDS", 20), ("MOST_BYTES", 40_960)])
def test_all_words_are_bounded(assistant, tmp_path, monkeypatch, bound, value):
    monkeypatch.setattr(feedback, bound, value)
    path = tmp_path / "f.db"
    client = client_of(assistant, rate_limit=0, feedback=path, feedback_questions=True)
    answers = [client.post("/api/feedback", json={**WORD, "question": "a" * 2_000}).status_code for _ in range(40)]
    kept = answers.count(200)
    assert answers == [200] * kept + [503] * (40 - kept)
    assert len(rows(path)) == kept > 5
    assert path.stat().st_size <= 65_536
    with sqlite3.connect(path) as database:  # put away
        database.execute("DELETE FROM feedback")
    assert client.post("/api/feedback", json=WORD).status_code == 200


@pytest.mark.timed
def test_a_locked_file_holds_nothing_else_up(assistant, tmp_path, serve, monkeypatch):
    """As seen on 4a040a8: each word held a worker thread for five seconds, and forty of them all the others."""
    monkeypatch.setattr(feedback, "LOCKED_SECONDS", 0.4)  # in place of 1, so that the test is short
    path = tmp_path / "f.db"
    address = serve(assistant, Settings(rate_limit=0, feedback=path))

    async def all_at_once(client, locked):
        words = [asyncio.create_task(client.post("/api/feedback", json=WORD)) for _ in range(60 if locked else 0)]
        await asyncio.sleep(0.1)
        started = time.perf_counter()
        for path in ("/ui/chat.js", "/api/outline", "/api/passages/salford-governance-9", "/healthz"):
            assert (await client.get(path)).status_code == 200
        took = time.perf_counter() - started
        return took, [answer.status_code for answer in await asyncio.gather(*words)]

    async def both():
        async with httpx.AsyncClient(base_url=address, timeout=60, limits=httpx.Limits(max_connections=100)) as client:
            idle, _ = await all_at_once(client, locked=False)
            with closing(sqlite3.connect(path)) as holder:
                holder.execute("BEGIN EXCLUSIVE")
                started = time.perf_counter()
                return idle, await all_at_once(client, locked=True), time.perf_counter() - started

    idle, (took, statuses), until_all = asyncio.run(both())
    assert took < 20 * idle
    assert set(statuses) == {503}
    assert until_all < (feedback.MOST_WAITING + 1) * feedback.LOCKED_SECONDS * 2
    assert httpx.post(f"{address}/api/feedback", json=WORD).status_code == 200


def test_the_notice_says_what_is_kept(tmp_path):
    assert "Nothing you type is stored" in _notice(Settings())
    assert "Nothing you type is stored" in _notice(Settings(feedback=tmp_path / "f"))
    assert "only if you say" in _notice(Settings(feedback=tmp_path / "f", feedback_questions=True))
    assert "log" in _notice(Settings(log_questions=True))


@pytest.mark.parametrize("log_format", ["console", "json"])
@pytest.mark.parametrize("log_questions", [False, True])
def test_a_question_is_logged_only_where_an_operator_said_so(assistant, logs_restored, log_questions, log_format):
    settings = Settings(log_questions=log_questions)
    asking = Assistant(assistant.index, assistant.retriever._embedder, assistant.organisations, assistant.calibration, settings)
    written = io.StringIO()
    configure(log_format, written)
    asyncio.run(Chat(Desk(asking, Metrics())).answer("my secret\nFAKE LINE", "", [], []))
    (line,) = written.getvalue().splitlines()
    assert "asked" in line
    assert ("my secret" in line) == log_questions


def test_a_failure_is_told_kindly_and_logged(assistant, caplog):
    chat = Chat(Desk(assistant, Metrics()))
    chat.suggestions = None  # as if a part were broken
    context, reply = asyncio.run(chat.reply("What are Salford's values?", "", [], []))
    assert context == ""
    assert "Something went wrong here" in reply
    assert "Traceback" in caplog.text
