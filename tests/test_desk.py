"""An answer that takes too long is given up: with a kind word, and its core is free when its thread ends, not before."""

import asyncio
import threading

import httpx
import pytest

from conftest import until, with_settings
from rag.errors import BusyError
from rag.web import desk
from rag.web.chat import Chat
from rag.web.desk import Asked, Desk
from rag.web.metrics import Metrics
from rag.web.server import build_app

pytestmark = [pytest.mark.filterwarnings("ignore::DeprecationWarning"), pytest.mark.filterwarnings("ignore::ResourceWarning")]
QUESTION = "What are Salford's values?"


@pytest.fixture
def stuck(assistant, monkeypatch):
    """An assistant that does not answer "stuck" until the event is set, and its settings."""
    other, settings = with_settings(assistant)
    going = threading.Event()
    ask = other.ask

    def held(question, *rest):
        if question == "stuck":
            assert going.wait(60)
        return ask(question, *rest)

    monkeypatch.setattr(other, "ask", held)
    yield other, settings, going
    going.set()


def refused(metrics, why):
    return metrics.refused.labels(why)._value.get()


def test_an_answer_that_takes_too_long_is_given_up_and_its_core_comes_back(stuck, monkeypatch):
    other, _, going = stuck
    metrics = Metrics()
    at = Desk(other, metrics)
    cores = int(at._cores.total_tokens)

    async def talk():
        monkeypatch.setattr(desk, "ANSWER_SECONDS", 0.05)
        late = await asyncio.gather(*(at.ask(Asked("stuck"), "api") for _ in range(cores)), return_exceptions=True)
        assert [type(error) for error in late] == [BusyError] * cores
        assert "took too long" in str(late[0])
        assert at._cores.borrowed_tokens == cores  # the threads still work, so that nobody else may use their cores
        monkeypatch.setattr(desk, "ANSWER_SECONDS", 60)
        waiting = asyncio.create_task(at.ask(Asked(QUESTION), "api"))
        await until(lambda: at._waiting == 1)
        going.set()
        answer, _ = await waiting
        await until(lambda: at._cores.borrowed_tokens == 0)
        return answer

    assert asyncio.run(talk()).answered
    assert refused(metrics, "late") == cores
    assert metrics.failures.labels("api")._value.get() == 0


def test_who_goes_away_while_it_is_answered_frees_the_core_when_the_thread_ends(stuck):
    other, _, going = stuck
    at = Desk(other, Metrics())

    async def talk():
        task = asyncio.create_task(at.ask(Asked("stuck"), "api"))
        await until(lambda: at._cores.borrowed_tokens == 1 and not at._threads._work_queue.qsize())
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        assert at._cores.borrowed_tokens == 1
        going.set()
        await until(lambda: at._cores.borrowed_tokens == 0)

    asyncio.run(talk())


def test_what_fails_frees_its_core_at_once_and_is_counted(stuck, monkeypatch):
    other, _, _ = stuck
    metrics = Metrics()
    at = Desk(other, metrics)

    def fails(*_):
        raise KeyError("x")

    monkeypatch.setattr(other, "ask", fails)

    async def talk():
        with pytest.raises(KeyError):
            await at.ask(Asked(QUESTION), "api")
        assert at._cores.borrowed_tokens == 0

    asyncio.run(talk())
    assert metrics.failures.labels("api")._value.get() == 1
    assert refused(metrics, "late") == 0


def test_late_is_503_with_when_to_come_back_and_a_kind_word_in_the_chat(stuck, monkeypatch):
    other, settings, going = stuck
    monkeypatch.setattr(desk, "ANSWER_SECONDS", 0.05)

    async def talk():
        transport = httpx.ASGITransport(build_app(other, settings))
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
            answer = await client.post("/api/ask", json={"question": "stuck"})
            health = await client.get("/healthz")
        said = await Chat(Desk(other, Metrics())).reply("stuck", "", [], [])
        going.set()
        return answer, health, said

    answer, health, said = asyncio.run(talk())
    assert (answer.status_code, answer.headers["retry-after"], health.status_code) == (503, "2", 200)
    assert "took too long" in answer.json()["detail"]
    assert said[0] == ""
    assert "took too long" in said[1]
