"""The door before Gradio: of all that Gradio serves, only what the page asks for; of all that can be sent, only its form."""

import asyncio
import json
import logging
import socket

import httpx
import pytest
from starlette.routing import Mount
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from adversary.payloads import RUN, event, fuzzed, named
from adversary.served import answer, served
from conftest import with_settings
from rag.web.door import ALLOWED
from rag.web.server import build_app

pytestmark = [pytest.mark.filterwarnings("ignore::DeprecationWarning"), pytest.mark.filterwarnings("ignore::ResourceWarning")]

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "")
OPEN = {
    ("GET", "/"), ("HEAD", "/"), ("GET", "/config"), ("GET", "/theme.css"), ("GET", "/favicon.ico"), ("GET", "/assets/{path:path}"),
    ("GET", "/gradio_api/app_id"), ("POST", "/gradio_api/run/{api_name}"),
}  # fmt: skip
OWN = {
    "/figures", "/figures.csv", "/index", "/api/figures", "/api/index", "/api/concordance", "/check", "/api/check", "/api/ask", "/api/talk", "/api/passages/{passage_id}", "/api/outline", "/api/cite", "/api/feedback", "/api/{rest:path}", "/healthz", "/readyz", "/metrics",
    "/openapi.json", "/read", "/map", "/docs", "/widget.js", "/ui", "/ui/colours.css", "/swagger", "/mcp", "/mcp/", "",
}  # fmt: skip
FILLED = {
    "/run/{api_name}": "/run/predict",
    "{path:path}": "index-x.js",
    "{path_or_url:path}": "/etc/passwd",
    "{url_path:path}": "http://adversary.invalid/",
}


@pytest.fixture(scope="module")
def app(assistant):
    return build_app(*with_settings(assistant, rate_limit=0))


@pytest.fixture(scope="module")
def client(app):
    return TestClient(app, raise_server_exceptions=False)


def gradio_routes(routes, prefix=""):
    for route in routes:
        inner = getattr(route, "routes", None) or getattr(getattr(route, "original_router", None), "routes", None)
        context = getattr(route, "include_context", None)
        if inner:
            yield from gradio_routes(inner, prefix + (getattr(context, "prefix", "") if context else getattr(route, "path", "")))
        else:
            yield prefix + route.path


def door_of(app):
    return app.router.routes[-1].app


def filled(path):
    for name, value in FILLED.items():
        path = path.replace(name, value)
    return "/".join("x" if part.startswith("{") else part for part in path.split("/"))


def knock(door, method, path, **scope):
    """What the door says to one request without a body, and what reached Gradio of it."""
    sent, reached = [], []

    async def gradio(scope, receive, send):
        reached.append(scope)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    async def receive():
        return {"type": "http.request", "body": scope.get("body", b""), "more_body": False}

    async def send(message):
        sent.append(message)

    own, door._app = door._app, gradio
    headers = scope.get("headers", [(b"content-type", b"application/json")])
    try:
        asyncio.run(door({"type": "http", "method": method, "path": path, "query_string": scope.get("query", b""), "headers": headers}, receive, send))  # fmt: skip
    finally:
        door._app = own
    return sent, reached


def test_the_application_has_these_routes_and_no_others(app):
    assert {route.path for route in app.router.routes} == OWN
    assert isinstance(app.router.routes[-1], Mount)


def test_every_route_of_gradio_that_the_page_has_no_need_of_is_closed(app):
    door = door_of(app)
    paths = set(gradio_routes(door._app.routes))
    assert len(paths) > 60, "Gradio has some eighty routes; the walk has missed them"
    assert {path for _, path in OPEN} <= paths
    opened = set()
    for path in paths:
        for method in METHODS:
            sent, reached = knock(door, method, filled(path))
            if reached or sent[0]["status"] == 422:  # 422: open, but not for this body
                opened.add((method, path))
            else:
                assert sent[0]["status"] in (404, 405), (method, path)
                assert dict(sent[0]["headers"])[b"content-type"] == b"application/problem+json"
    assert opened == OPEN


@pytest.mark.parametrize("path", ["/assets/../routes.py", "/assets/.env", "/assets/a/../../x", "/assets//etc/passwd", "/assets/x\n", "/assets", "/static/img/logo.svg", "/svelte/x.js", "/gradio_api/run/predict/", "/gradio_api/run/predict\n", "//config", "/config/", "/gradio_api//run/predict", "/gradio_api/file=/etc/passwd", "/gradio_api/call/answer", "/gradio_api/run/answer", "/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/upload", "/gradio_api/cancel", "/gradio_api/heartbeat/x", "/gradio_api/startup-events", "/login", "/embed"])  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_no_other_path_gets_through(app, method, path):
    sent, reached = knock(door_of(app), method, path)
    assert (sent[0]["status"], reached) == (404, [])


def test_a_method_that_is_none_of_the_path_is_told_which_are(client):
    refused = client.put(RUN, json={})
    assert (refused.status_code, refused.headers["allow"], refused.headers["content-type"]) == (
        405,
        "POST",
        "application/problem+json",
    )
    assert client.delete("/").headers["allow"] == "GET, HEAD"


def test_what_is_open_is_said_once(client):
    for method, path in ALLOWED:
        assert method in ("GET", "HEAD", "POST")
        assert not path.fullmatch("/gradio_api/upload")
    page = client.get("/")
    assert page.status_code == 200
    for asset in set(page.text.split('"')):
        if asset.startswith(("./assets/", "/assets/", "/static/")) and asset.endswith((".js", ".css")):
            assert client.get(asset.removeprefix(".")).status_code == 200, asset


def test_a_web_socket_is_refused(client):
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/gradio_api/run/predict"):
        pass


def test_only_what_a_page_needs_goes_in(app):
    headers = [(b"host", b"here"), (b"cookie", b"a=b"), (b"authorization", b"x"), (b"x-gradio-user", b"x"), (b"content-type", b"application/json"), (b"content-length", b"9")]  # fmt: skip
    body = json.dumps(event(["q", "", ["uclh"], []])).encode()
    _, (scope,) = knock(door_of(app), "POST", RUN, body=body, headers=headers, query=b"ask=a%26b&trust=uclh&deep_link=x&utm_source=y&__theme=dark")  # fmt: skip
    assert scope["query_string"] == b"ask=a%26b&trust=uclh&__theme=dark"
    assert [name for name, _ in scope["headers"]] == [b"host", b"content-type", b"content-length"]
    _, (scope,) = knock(door_of(app), "GET", "/", headers=headers, query=b"deep_link=../../x")
    assert scope["query_string"] == b""


@pytest.mark.parametrize("attack", list(named()), ids=lambda attack: attack.name)
def test_what_the_page_does_not_send_is_refused_and_told_to_nobody(client, app, attack, caplog):
    if attack.legal:
        return
    with caplog.at_level(logging.DEBUG):
        refused = client.post(RUN, content=attack.body, headers={"content-type": attack.content_type})
    assert refused.status_code in (413, 415, 422), refused.text
    assert refused.headers["content-type"] == "application/problem+json"
    for word in ("passwd", "/dev/zero", "adversary", "evil", "kings"):
        assert word not in refused.text
        assert word not in caplog.text


@pytest.mark.parametrize("number", [3, 99, -1, 2**31])
def test_an_fn_index_that_does_not_exist_is_a_problem_detail(client, number):
    refused = client.post(RUN, json=event(["q", "", [], []], number))
    assert (refused.status_code, refused.headers["content-type"]) == (422, "application/problem+json")
    assert refused.json()["detail"] == "fn_index is none of this page's events. Reload the page."


def test_more_events_than_may_wait_are_told_to_come_again(app, client):
    door = door_of(app)
    body = json.dumps(event(["q", "", [], []])).encode()
    door._in_hand = door._most
    try:
        sent, reached = knock(door, "POST", RUN, body=body)
        assert client.get("/config").status_code == 200  # only what is asked waits
    finally:
        door._in_hand = 0
    assert (sent[0]["status"], dict(sent[0]["headers"])[b"retry-after"], reached) == (503, b"2", [])
    assert len(knock(door, "POST", RUN, body=body)[1]) == 1
    assert door._in_hand == 0


def test_each_refusal_is_counted(assistant):
    client = TestClient(build_app(*with_settings(assistant, rate_limit=0)))
    client.post(RUN, json={})
    client.post(RUN, content=b"x", headers={"content-type": "text/plain"})
    client.get("/gradio_api/upload")
    counts = client.get("/metrics").text
    for why, number in (("form", 2), ("closed", 1)):
        assert f'rag_refused_requests_total{{why="{why}"}} {number}.0' in counts


def test_attacks_reach_no_host_no_file_and_no_program(tmp_path):
    """Named and fuzzed payloads against a server that tells what it reached for, and that answers plain questions after."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with served(port, tmp_path / "log") as server, httpx.Client(base_url=server.address, timeout=20) as client:
        assert "answer answered" in str(answer(client, "warm"))
        answer(
            client, "language", "Wie werden neue Ärzte eingeführt?"
        )  # py3langid unpacks its model, once, through a temporary file
        for path in ("/", "/config", "/theme.css", "/favicon.ico"):
            assert client.get(path).status_code == 200
        assert server.tell("begin") == "begun"
        taken = 0
        for number, attack in enumerate([*named(), *fuzzed(20_141, 600)]):
            body = attack.body.replace(b'"session_hash": "adversary"', f'"session_hash": "adversary{number}"'.encode(), 1)
            reply = client.post(RUN, content=body, headers={"content-type": attack.content_type})
            taken += reply.status_code == 200
            assert reply.status_code < 500, attack.name
            assert attack.legal or reply.status_code != 200, attack.name
        for path in (
            "/gradio_api/file=/etc/passwd",
            "/gradio_api/proxy=http://adversary.invalid/",
            "/?deep_link=../../x",
            "/gradio_api/upload",
        ):
            client.get(path)
        assert "answer answered" in str(answer(client, "after"))
        assert json.loads(server.tell("end")) == []
        assert taken > 50, "the strings that a page may send were not tried"
    written = server.log.read_text(encoding="utf-8")
    assert "Traceback" not in written
    assert "passwd" not in written
    assert not [line for line in written.splitlines() if line.startswith("2026-01-01T00:00:00Z")]
