"""The server's own start and stop: the page at once, what a start says, and that SIGTERM finishes what is in hand."""

import asyncio
import contextlib
import io
import json
import os
import signal
import socket
import subprocess
import sys
import threading

import httpx
import pytest
import uvicorn

from conftest import ROOT, listen, reserved_port, until, waits_for, with_settings
from rag.errors import InputError, ReportError
from rag.settings import Settings
from rag.web import server as server_module
from rag.web.logs import RequestLog, configure
from rag.web.metrics import Metrics
from rag.web.server import UI, build_app, serve
from rag.web.warming import Warming

pytestmark = [pytest.mark.filterwarnings("ignore::DeprecationWarning"), pytest.mark.filterwarnings("ignore::ResourceWarning")]


def test_the_page_is_there_at_once_and_goes_on_when_all_is_loaded(assistant):
    gate = threading.Event()
    said = []

    def load():
        gate.wait(20)
        return build_app(*with_settings(assistant))

    head = "<meta name='allowed-origins' content=''>"
    app = Warming(load, UI, head, Settings(), ready=lambda: said.append("ready"), failed=said.append)
    listening = listen()
    port = listening.getsockname()[1]
    running = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error"))
    thread = threading.Thread(target=running.run, args=([listening],), daemon=True)
    thread.start()
    base = f"http://127.0.0.1:{port}"
    page = httpx.get(f"{base}/")
    assert (page.status_code, page.headers["retry-after"]) == (503, "2")
    assert "Warming up" in page.text
    assert "frame-ancestors 'self'" in page.headers["content-security-policy"]
    assert "allowed-origins" in httpx.get(f"{base}/embed").text
    assert (
        '<script src="ui/arrive.js"></script>' in page.text.partition("warming.js")[0]
    )  # it asks for itself, without the question
    for name in ("ui/arrive.js", "ui/warming.js", "ui/warming.css", "ui/tokens.css", "widget.js"):
        assert httpx.get(f"{base}/{name}").status_code == 200
    assert httpx.get(f"{base}/healthz").json() == {"status": "ok"}
    for path in ("/readyz", "/api/outline", "/ui/../server.py"):
        assert httpx.get(base + path).status_code == 503
    gate.set()
    waits_for(lambda: httpx.get(f"{base}/readyz").status_code == 200)
    assert said == ["ready"]
    assert "gradio" in httpx.get(f"{base}/").text
    assert httpx.post(f"{base}/mcp", json={}).status_code in (400, 406)  # its session manager runs: the lifespan was entered
    running.should_exit = True
    thread.join(10)
    assert not thread.is_alive()


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (ReportError("The report is not there. Restore it."), "The report is not there"),
        (RuntimeError("boom"), "could not be loaded"),
    ],
)
def test_a_start_that_fails_ends_with_its_reason(monkeypatch, logs_restored, error, told):
    def fail(*_, **__):
        raise error

    monkeypatch.setattr(server_module, "open_assistant", fail)
    with reserved_port() as port, pytest.raises((ReportError, InputError), match=told):
        serve(Settings(port=port), say=lambda _: None)


def test_a_port_in_use_is_told_before_anything_is_loaded(logs_restored):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(InputError, match="RAG_PORT"):
            serve(Settings(port=taken.getsockname()[1]), say=lambda _: None)


SERVE = """
import sys, time
sys.path.insert(0, {tests!r})
import conftest, rag.web.server as server
from rag.settings import Settings

def open_assistant(settings, **_):
    make = {{name: getattr(conftest, name).__wrapped__ for name in ("report", "passages", "organisations", "embedder", "anchors", "small_index", "assistant")}}
    report, embedder = make["report"](), make["embedder"]()
    passages = make["passages"](report)
    index = make["small_index"](report, passages, make["anchors"](report, passages), embedder)
    assistant, _ = conftest.with_settings(make["assistant"](index, embedder, make["organisations"]()), port=settings.port, log_format="json")
    ask = assistant.ask
    assistant.ask = lambda *asked: (time.sleep(0.3), ask(*asked))[1]
    return assistant

class Came:
    def __init__(self, app):
        self.app = app

    async def __call__(self, scope, receive, send):
        if scope.get("method") == "POST":
            with open({came!r}, "a") as came:
                came.write("x")
        await self.app(scope, receive, send)

def build_app(*parts, build=server.build_app):
    app = build(*parts)
    app.add_middleware(Came)
    return app

server.open_assistant, server.build_app = open_assistant, build_app
sys.exit(server.serve(Settings(port=int(sys.argv[1]), log_format="json"), say=None))
"""


def is_ready(port):
    """Whether the server at ``port`` has loaded all."""
    with contextlib.suppress(httpx.TransportError):
        return httpx.get(f"http://127.0.0.1:{port}/readyz").status_code == 200
    return False


def test_sigterm_finishes_what_is_in_hand(tmp_path):
    with reserved_port() as port:
        sigterm_finishes_what_is_in_hand(tmp_path, port)


async def begun(port, path):
    """A connection with a request whose body does not come to its end."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = "Host: localhost\r\nAccept: application/json, text/event-stream\r\nContent-Type: application/json\r\nContent-Length: 60"
    writer.write(f"POST {path} HTTP/1.1\r\n{head}\r\n\r\n{{".encode())
    return reader, writer


def sigterm_finishes_what_is_in_hand(tmp_path, port):
    came = tmp_path / "came"
    came.touch()
    (tmp_path / "serve.py").write_text(SERVE.format(tests=str(ROOT / "tests"), came=str(came)), encoding="utf-8")
    with (tmp_path / "log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, str(tmp_path / "serve.py"), str(port)], stdout=subprocess.PIPE, stderr=log, text=True, env=os.environ
        )
        try:
            waits_for(lambda: is_ready(port))

            async def crowd():
                async with httpx.AsyncClient(timeout=60) as client:
                    body = {"question": "What are Salford's values?"}
                    tasks = [asyncio.create_task(client.post(f"http://127.0.0.1:{port}/api/ask", json=body)) for _ in range(8)]
                    await until(lambda: came.stat().st_size == 8)
                    unsent = [await begun(port, path) for path in ("/mcp", "/api/ask", "/gradio_api/run/predict")]
                    await until(lambda: came.stat().st_size == 8 + len(unsent))
                    process.send_signal(signal.SIGTERM)
                    answers = await asyncio.gather(*tasks)
                    for reader, writer in unsent:
                        async with asyncio.timeout(60):
                            await reader.read()
                        writer.close()
                    return answers

            answers = asyncio.run(crowd())
            assert [a.status_code for a in answers] == [200] * 8
            assert process.wait(60) == 0
        finally:
            process.kill()
            assert process.stdout.read() == ""  # with a JSON log all is in the log
            process.stdout.close()
    events = [json.loads(line) for line in (tmp_path / "log").read_text(encoding="utf-8").splitlines()]
    assert any(e["event"].startswith("Ask the report at http://127.0.0.1:") for e in events)
    (loaded,) = [e for e in events if e["event"] == "loaded"]
    assert (loaded["edition"], loaded["embedder"]) == ("f0e4ad43", "hashing-embedder")
    assert sum(e["event"] == "asked" for e in events) == 8
    assert events[-1]["event"] == "stopped"
    assert [e for e in events if e["level"] == "error"] == []
    asked = next(e for e in events if e["event"] == "asked")
    assert {"request", "status", "ms", "quotes", "tokens", "timestamp", "level"} <= set(asked)
    assert "question" not in asked


@pytest.mark.parametrize("log_format", ["console", "json"])
def test_no_request_can_write_a_line_of_its_own_into_the_log(logs_restored, log_format):
    written = io.StringIO()
    configure(log_format, written)

    async def app(_scope, _receive, send):
        await send({"type": "http.response.start", "status": 404, "headers": []})

    evil = "x\n2026-01-01T00:00:00Z [info     ] loaded edition='evil'\r\n\x1b[2J"
    headers = [(b"x-request-id", evil.encode()), (b"user-agent", evil.encode())]
    scope = {"type": "http", "method": evil, "path": f"/{evil}", "query_string": evil.encode(), "headers": headers}
    sent = []

    async def send(message):
        sent.append(message)

    asyncio.run(RequestLog(app, Metrics())(scope, None, send))
    (line,) = written.getvalue().splitlines()
    assert "evil" not in line
    assert "\x1b" not in line
    (request_id,) = [value for name, value in sent[0]["headers"] if name == b"x-request-id"]
    assert request_id.isalnum()


def test_a_request_id_that_is_one_is_kept_and_given_back(assistant):
    from starlette.testclient import TestClient

    client = TestClient(build_app(*with_settings(assistant)))
    assert client.get("/healthz", headers={"x-request-id": "abc-123"}).headers["x-request-id"] == "abc-123"
    assert client.get("/healthz", headers={"x-request-id": "a b"}).headers["x-request-id"] != "a b"
