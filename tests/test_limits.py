"""What one client may take, and how the server behaves when more is asked of it."""

import asyncio
import os
import re
import secrets
import socket
import threading
import time

import httpx
import pytest
from starlette.testclient import TestClient

from conftest import until, with_settings
from rag.errors import BusyError
from rag.settings import Settings
from rag.web.chat import Chat
from rag.web.desk import Asked, Desk, core_count
from rag.web.limits import Limits, Questions
from rag.web.metrics import Metrics
from rag.web.server import build_app

pytestmark = [pytest.mark.filterwarnings("ignore::DeprecationWarning"), pytest.mark.filterwarnings("ignore::ResourceWarning")]

QUESTION = {"question": "What are Salford's values?"}


def client_of(assistant, **settings):
    return TestClient(build_app(*with_settings(assistant, **settings)))


def held(assistant, **settings):
    """An assistant whose answers wait for an event, its settings, and the event."""
    slow, chosen = with_settings(assistant, **settings)
    going = threading.Event()
    answer = slow.ask
    slow.ask = lambda *asked: (going.wait(10), answer(*asked))[1]
    return slow, chosen, going


@pytest.mark.timed
@pytest.mark.parametrize(("question", "limits"), [("word " * 401, {}), ("€" * 3_000, {}), ("word " * 30, {"max_question_tokens": 20}), ("a" * 101, {"max_question_bytes": 100})])  # fmt: skip
def test_a_long_question_gets_an_answer_that_says_so(assistant, question, limits):
    started = time.perf_counter()
    record = client_of(assistant, **limits).post("/api/ask", json={"question": question}).json()
    assert (record["status"], record["quotes"]) == ("too_long", [])
    assert time.perf_counter() - started < 20


def test_a_large_body_is_refused_before_it_is_read(assistant):
    client = client_of(assistant, max_body=10_000)
    announced = client.post("/api/ask", json={"question": "a" * 11_000})
    assert (announced.status_code, announced.headers["content-type"]) == (413, "application/problem+json")

    def pieces():
        yield b'{"question": "'
        for _ in range(20):
            yield b"a" * 1_000

    unannounced = client.post("/api/ask", content=pieces(), headers={"content-type": "application/json"})
    assert unannounced.status_code == 413
    assert client.post("/api/ask", json=QUESTION).status_code == 200
    assert 'rag_refused_requests_total{why="too_large"} 2.0' in client.get("/metrics").text


@pytest.mark.parametrize("head", ["Content-Length: 3000000", "Transfer-Encoding: chunked"])
def test_who_sends_too_much_is_told_so_and_not_cut_off(assistant, serve, head):
    """Closed at once, the connection is reset while the client still sends, and it never reads why."""
    address = serve(assistant, Settings(rate_limit=0, max_body=10_000))
    port = int(address.rsplit(":", 1)[1])
    request = f"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{head}\r\n\r\n".encode()
    piece = b"a" * 30_000
    piece, end = (b"%x\r\n%b\r\n" % (len(piece), piece), b"0\r\n\r\n") if "chunked" in head else (piece, b"")
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request)
        for _ in range(100):
            connection.sendall(piece)
        connection.sendall(end)
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        answers = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert re.findall(rb"HTTP/1.1 (\d+)", answers) == [b"413", b"200"]


def test_who_asks_whether_to_send_too_much_is_told_not_to(assistant, serve):
    port = int(serve(assistant, Settings(rate_limit=0, max_body=10_000)).rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(b"POST /api/ask HTTP/1.1\r\nHost: 127.0.0.1\r\nExpect: 100-continue\r\nContent-Length: 3000000\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    assert answer.startswith(b"HTTP/1.1 413")


@pytest.mark.parametrize("length", ["-1", "x", "9" * 30])
def test_a_length_that_is_none_is_refused(assistant, length):
    answer = client_of(assistant).post("/api/ask", content=b"{}", headers={"content-length": length})
    assert answer.status_code == 413


def test_a_body_that_does_not_come_is_not_waited_for():
    async def app(_scope, receive, send):
        await receive()
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def never():
        await asyncio.sleep(60)

    sent = []

    async def send(message):
        sent.append(message)

    scope = {"type": "http", "method": "POST", "path": "/api/ask", "headers": [], "client": ("1.2.3.4", 1)}
    asyncio.run(Limits(app, Settings(), Metrics(), Questions(Settings()), body_seconds=0.05)(scope, never, send))
    assert sent[0]["status"] == 408


RUN = "/gradio_api/run/predict"


def event(client, name, data):
    """What the page sends for one of its events."""
    door = client.app.router.routes[-1].app
    number = next(number for number, event in door._events._events.items() if event == name)
    return {"data": data, "event_data": None, "fn_index": number, "trigger_id": None, "session_hash": secrets.token_hex(8)}


def test_questions_a_minute(assistant):
    client = client_of(assistant, rate_limit=3)
    answers = [client.post("/api/ask", json=QUESTION) for _ in range(5)]
    assert [a.status_code for a in answers] == [200, 200, 200, 429, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert client.get("/api/outline").status_code == 200  # reading is not asking
    assert client_of(assistant, rate_limit=0).post("/api/ask", json=QUESTION).status_code == 200


def test_a_draft_and_a_talk_count_by_their_length(assistant):
    client = client_of(assistant, rate_limit=10)

    def check(characters):
        return client.post("/api/check", json={"text": "word " * (characters // 5)}).status_code

    assert [check(20_000), check(12_000), check(12_000)] == [200, 200, 429]
    assert client.post("/api/ask", json=QUESTION).status_code == 200  # there was room for a small one
    talk = {"turns": [{"question": "Q?", "said": ["m" * 1_000] * 4}]}
    again = client_of(assistant, rate_limit=10)
    assert [again.post("/api/talk", json=talk).status_code for _ in range(2)] == [200, 429]  # 9 of them each
    quiet = client_of(assistant, rate_limit=10)
    assert (
        quiet.post("/api/check", content=iter([b'{"text": "x y z"}']), headers={"content-type": "application/json"}).status_code
        == 200
    )
    assert quiet.post("/api/check", json={"text": "x y z"}).status_code == 429  # it said no length


def test_pages_count_by_themselves_and_health_not_at_all(assistant):
    client = client_of(assistant, rate_limit=1, read_limit=3)
    paths = ("/read", "/ui/chat.js", "/api/outline", "/map", "/nothing", "/")
    answers = [client.get(path) for path in paths]
    assert [a.status_code for a in answers] == [200, 200, 200, 429, 429, 429]
    assert 1 <= int(answers[-1].headers["retry-after"]) <= 60
    assert client.post("/api/ask", json=QUESTION).status_code == 200  # asking is not reading
    assert [client.get(path).status_code for path in ("/healthz", "/readyz", "/metrics")] == [200] * 3
    free = client_of(assistant, read_limit=0)
    assert {free.get("/map").status_code for _ in range(5)} == {200}


def test_the_chats_questions_count_too(assistant):
    client = client_of(assistant, rate_limit=1)
    assert client.post("/api/ask", json=QUESTION).status_code == 200
    assert client.post(RUN, json=event(client, "answer", [QUESTION["question"], "", [], []])).status_code == 429
    assert client.post("/mcp", json={}).status_code == 429


def test_opening_the_page_is_not_a_question(assistant):
    """With ``RAG_RATE_LIMIT=2`` who opened the page could ask once."""
    client = client_of(assistant, rate_limit=1)
    for _ in range(4):
        assert client.post(RUN, json=event(client, "arrive", [])).status_code == 200
        assert client.post(RUN, json=event(client, "filtered", [["uclh"], []])).status_code == 200
    assert client.post(f"{RUN}?ask=+", json=event(client, "arrive", [])).status_code == 200
    assert client.post(f"{RUN}?ask=Who", json=event(client, "arrive", [])).status_code == 200  # which is one
    refused = client.post(RUN, json=event(client, "answer", ["Who?", "", [], []]))
    assert (refused.status_code, client.post(f"{RUN}?ask=Who", json=event(client, "arrive", [])).status_code) == (429, 429)
    assert "ask again in" in refused.json()["detail"]
    assert 1 <= int(refused.headers["retry-after"]) <= 60


def test_what_is_no_event_counts_as_a_page(assistant):
    client = client_of(assistant, rate_limit=1, read_limit=2)
    assert [client.post(RUN, json={}).status_code for _ in range(3)] == [422, 422, 429]


def test_past_the_bound_questions_are_turned_away_and_none_pile_up(assistant):
    slow, _, going = held(assistant, queue=2)
    desk = Desk(slow, Metrics())

    async def crowd():
        tasks = [asyncio.create_task(desk.ask(Asked("What are Salford's values?"), "api")) for _ in range(30)]
        await until(lambda: sum(t.done() for t in tasks) == 28 - desk._cores.total_tokens)
        going.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    results = asyncio.run(crowd())
    busy = [r for r in results if isinstance(r, BusyError)]
    answered = [r for r in results if isinstance(r, tuple)]
    assert len(answered) == 2 + desk._cores.total_tokens
    assert len(busy) == 30 - len(answered)
    assert desk._waiting == 0
    assert asyncio.run(desk.ask(Asked("What are Salford's values?"), "api"))[0].answered


def test_busy_is_503_with_when_to_come_back_and_a_kind_word_in_the_chat(assistant):
    slow, settings, going = held(assistant, queue=1)

    async def crowd():
        transport = httpx.ASGITransport(build_app(slow, settings))
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as client:
            tasks = [asyncio.create_task(client.post("/api/ask", json=QUESTION)) for _ in range(20)]
            await until(lambda: any(t.done() for t in tasks))
            going.set()
            return await asyncio.gather(*tasks)

    answers = asyncio.run(crowd())
    busy = [a for a in answers if a.status_code == 503]
    assert busy
    assert {a.status_code for a in answers} == {200, 503}
    assert {a.headers["retry-after"] for a in busy} == {"2"}
    assert "ask again in a moment" in busy[0].json()["detail"]

    async def chat():
        desk = Desk(slow, Metrics())
        for _ in range(int(desk._cores.total_tokens)):
            desk._cores.acquire_on_behalf_of_nowait(object())
        desk._waiting = settings.queue
        return await Chat(desk).reply("q", "", [], [])

    assert "ask again in a moment" in asyncio.run(chat())[1]


@pytest.mark.parametrize(
    ("quota", "most"), [("max 100000", 1_000), ("50000 100000", 1), ("150000 100000", 2), ("garbage", 1_000), (None, 1_000)]
)
def test_a_containers_quota_bounds_how_many_answer_at_once(tmp_path, quota, most):
    if quota is not None:
        (tmp_path / "cpu.max").write_text(quota, encoding="ascii")
    assert core_count(tmp_path / "cpu.max") == min(most, len(os.sched_getaffinity(0)))


def test_who_goes_away_while_waiting_leaves_no_trace(assistant):
    slow, _, going = held(assistant)
    desk = Desk(slow, Metrics())

    async def crowd():
        tasks = [asyncio.create_task(desk.ask(Asked("What are Salford's values?"), "api")) for _ in range(10)]
        await until(lambda: desk._waiting == 10 - desk._cores.total_tokens)
        for task in tasks[5:]:
            task.cancel()
        await until(lambda: desk._waiting == 5 - desk._cores.total_tokens)
        going.set()
        return await asyncio.gather(*tasks, return_exceptions=True)

    results = asyncio.run(crowd())
    assert sum(isinstance(r, tuple) for r in results) == 5
    assert (desk._waiting, desk._cores.borrowed_tokens) == (0, 0)


def test_half_open_and_slow_connections_do_no_harm(assistant, serve):
    address = serve(assistant, Settings(rate_limit=0))
    port = int(address.rsplit(":", 1)[1])
    held = []
    try:
        for number in range(150):
            connection = socket.create_connection(("127.0.0.1", port))
            if number % 3 == 1:
                connection.sendall(b"POST /api/ask HTTP/1.1\r\nHost: x\r\n")
            elif number % 3:
                connection.sendall(
                    b"POST /api/ask HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"
                )
            held.append(connection)
        for _ in range(5):
            assert httpx.post(f"{address}/api/ask", json=QUESTION, timeout=10).status_code == 200
    finally:
        for connection in held:
            connection.close()
