import asyncio
import io
import sqlite3

import pytest

from rag.answering.assistant import Assistant
from rag.errors import InputError
from rag.settings import Settings
from rag.web.chat import Chat, _notice
from rag.web.desk import Desk
from rag.web.feedback import FeedbackStore
from rag.web.logs import configure
from rag.web.metrics import Metrics


def rows(path):
    with sqlite3.connect(path) as database:
        return database.execute("SELECT edition, status, useful, question FROM feedback").fetchall()


@pytest.mark.parametrize(("with_question", "kept"), [(False, None), (True, "How?")])
def test_the_question_is_kept_only_where_an_operator_said_so(tmp_path, with_question, kept):
    store = FeedbackStore(tmp_path / "f.db", with_question=with_question)
    store.record(edition="f0e4ad43", status="answered", useful=True, question="How?")
    assert rows(tmp_path / "f.db") == [("f0e4ad43", "answered", 1, kept)]


def test_what_is_kept_outlives_a_restart(tmp_path):
    for useful in (True, False):
        FeedbackStore(tmp_path / "f.db", with_question=False).record(edition="e", status="partial", useful=useful, question="")
    assert [row[2] for row in rows(tmp_path / "f.db")] == [1, 0]


def test_a_file_that_cannot_be_written_stops_the_start(tmp_path):
    with pytest.raises(InputError, match="RAG_FEEDBACK"):
        FeedbackStore(tmp_path / "no" / "f.db", with_question=False)


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
    asyncio.run(Chat(Desk(asking, Metrics())).answer("my secret\nFAKE LINE", [], [], []))
    (line,) = written.getvalue().splitlines()
    assert "asked" in line
    assert ("my secret" in line) == log_questions


def test_a_failure_is_told_kindly_and_logged(assistant, caplog):
    chat = Chat(Desk(assistant, Metrics()))
    chat.suggestions = None  # as if a part were broken
    assert "Something went wrong here" in asyncio.run(chat.reply("What are Salford's values?", [], [], []))
    assert "Traceback" in caplog.text
