"""Under which names the server answers: DNS rebinding reaches no route, whatever Host and Origin say of each other."""

import asyncio
import socket

import httpx
import pytest
from starlette.routing import Mount
from starlette.testclient import TestClient

from conftest import reserved_port, with_settings
from rag.errors import InputError, SettingsError
from rag.settings import Settings
from rag.web import server as server_module
from rag.web.hosts import OwnNames, split_host
from rag.web.server import UI, build_app, serve
from rag.web.warming import Warming

pytestmark = [pytest.mark.filterwarnings("ignore::DeprecationWarning"), pytest.mark.filterwarnings("ignore::ResourceWarning")]

TOOLS = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
ACCEPT = {"accept": "application/json, text/event-stream"}
EVIL = ("evil.example", "evil.example:7860", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example@localhost", "", "10.1.2.3", "[::2]", "localhost:x", "local host")  # fmt: skip


@pytest.fixture(scope="module")
def app(assistant):
    settings = {
        "rate_limit": 0,
        "allowed_hosts": ("report.example", "other.example:8443"),
        "allowed_origins": ("https://intranet.example",),
    }
    return build_app(*with_settings(assistant, **settings))


@pytest.fixture(scope="module")
def client(app):
    with TestClient(app, base_url="http://localhost:7860") as client:
        yield client


def paths(app):
    """A path that each route of the application takes, Gradio's mounted ones included."""
    for route in app.routes:
        path = route.path.replace("{passage_id}", "x").replace("{rest:path}", "x")
        yield f"{path}/x" if isinstance(route, Mount) else path
    yield from ("/", "/config", "/gradio_api/run/predict", "/gradio_api/heartbeat/x")


@pytest.mark.parametrize("host", EVIL)
def test_no_route_answers_to_another_name(app, client, host):
    walked = {*paths(app)}
    assert walked >= {"/healthz", "/mcp", "/api/ask", "/read", "/metrics"}
    for path in walked:
        for method in ("GET", "POST"):
            answer = client.request(method, path, headers={"host": host, "origin": f"http://{host}"})
            assert (answer.status_code, answer.headers["content-type"]) == (421, "application/problem+json"), path
            assert not host or host not in answer.text


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:7860", "127.0.0.1:1", "[::1]:7860", "report.example", "report.example.:80", "other.example"])  # fmt: skip
def test_it_answers_to_its_own_names_on_any_port(client, host):
    assert client.get("/healthz", headers={"host": host}).status_code == 200


@pytest.mark.parametrize(
    ("origin", "status"),
    [
        ("http://evil.example", 403), ("null", 403), ("http://localhost:3000", 403), ("ftp://localhost", 403), ("http://localhost:7860", 200),
        ("https://report.example", 200), ("https://other.example:8443", 200), ("https://intranet.example", 200),
        ("http://intranet.example", 403), (None, 200),
    ],
)  # fmt: skip
def test_an_origin_is_held_against_the_list_and_not_against_the_host(client, origin, status):
    headers = {**ACCEPT, **({"origin": origin} if origin else {})}
    assert client.post("/mcp", json=TOOLS, headers=headers).status_code == status


def test_a_rebound_name_gets_nothing_from_a_real_server(assistant, serve):
    """As it was seen on 4a040a8: /mcp with a Host and an Origin that agree with each other was served."""
    address = serve(assistant, Settings(rate_limit=0))
    headers = {**ACCEPT, "host": "evil.example", "origin": "http://evil.example"}
    assert httpx.post(f"{address}/mcp", json=TOOLS, headers=headers).status_code == 421
    assert httpx.post(f"{address}/mcp", json=TOOLS, headers=ACCEPT).status_code == 200


def test_a_request_without_a_host_gets_nothing(assistant, serve):
    port = int(serve(assistant, Settings()).rsplit(":", 1)[1])
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(b"GET /healthz HTTP/1.0\r\n\r\n")
        assert b" 421 " in connection.recv(4_096).splitlines()[0]


def test_the_address_that_is_asked_is_a_name_and_a_name_that_leads_there_is_not():
    names = OwnNames(Settings(host="0.0.0.0"))  # noqa: S104 - nothing listens

    def host(name, server):
        return names.is_host({"headers": [(b"host", name.encode())], "server": server})

    assert host("10.1.2.3:7860", ("10.1.2.3", 7860))
    assert host("10.1.2.3:7860", ("::ffff:10.1.2.3", 7860))
    assert host("[fd00::1]:7860", ("fd00::1", 7860))
    assert not host("10.1.2.4", ("10.1.2.3", 7860))
    assert not host("report.example", ("report.example", 80))  # no address, so it may have been given by anyone
    assert not host("0.0.0.0", ("10.1.2.3", 7860))  # noqa: S104
    assert not host("a", None)


@pytest.mark.parametrize(("host", "parts"), [("A.example:80", ("a.example", "80")), ("[::1]", ("[::1]", "")), ("a.", ("a", "")), ("a:b", ("", "")), ("a,b", ("", "")), ("::1", ("", "")), ("a\u0660:1", ("", ""))])  # fmt: skip
def test_a_host_in_its_parts(host, parts):
    assert split_host(host) == parts


def test_the_page_while_loading_answers_to_its_own_names_only():
    app = Warming(lambda: None, UI, "", Settings(), ready=lambda: None, failed=lambda _: None)

    async def status(host):
        sent = []

        async def send(message):
            sent.append(message)

        scope = {"type": "http", "method": "GET", "path": "/healthz", "headers": [(b"host", host)], "server": ("127.0.0.1", 1)}
        await app(scope, None, send)
        return sent[0]["status"]

    assert asyncio.run(status(b"localhost")) == 200
    assert asyncio.run(status(b"evil.example")) == 421


@pytest.mark.parametrize("value", ["*", "https://a.example", "a/b", "a b", "*.example", "::1"])
def test_what_is_no_host_stops_the_start(value):
    with pytest.raises(SettingsError, match="RAG_ALLOWED_HOSTS"):
        Settings.from_environment({"RAG_ALLOWED_HOSTS": value})


@pytest.mark.parametrize(("host", "told"), [("0.0.0.0", True), ("127.0.0.1", False)])  # noqa: S104 - it stops before it listens
def test_a_server_of_the_network_says_its_names_at_the_start(monkeypatch, logs_restored, host, told):
    said = []

    def stop(*_, **__):
        raise SettingsError("enough")

    monkeypatch.setattr(server_module, "open_assistant", stop)
    with socket.socket() as free:
        free.bind((host, 0))
        port = free.getsockname()[1]
    with pytest.raises(SettingsError):
        serve(Settings(host=host, port=port, allowed_hosts=("report.example",)), say=said.append)
    assert told == any("localhost, 127.0.0.1, [::1], report.example" in words for words in said)


@pytest.mark.parametrize(("host", "reached", "shown"), [
    ("::", ("127.0.0.1", "::1"), "localhost"), ("[::]", ("127.0.0.1", "::1"), "localhost"), ("::1", ("::1",), "[::1]"),
    ("[::1]", ("::1",), "[::1]"), ("localhost", (), "localhost"), ("127.0.0.1", ("127.0.0.1",), "127.0.0.1"),
])  # fmt: skip
def test_a_host_is_listened_on_in_any_form(host, reached, shown):
    """“Ask the report at http://:::PORT”, IPv4 refused, and for ``[::1]`` the advice to take another port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings = Settings(host=host, port=port)
    try:
        listening = server_module._listen(settings)
    except InputError:
        pytest.skip("this machine has no IPv6")
    with listening:
        for address in reached:
            socket.create_connection((address, port), timeout=5).close()
    assert server_module._address(settings) == f"http://{shown}:{port}"


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "no.such.host.invalid"])
def test_a_host_that_is_not_this_machines_is_told_as_that(host):
    with pytest.raises(InputError, match="RAG_HOST"):
        server_module._listen(Settings(host=host, port=7860))


@pytest.mark.parametrize("origin", ["http://[::1]:8000", "https://[2001:db8::1]", "null", "vscode-file://vscode-app"])
def test_an_origin_may_be_any_that_a_browser_says(origin):
    assert Settings.from_environment({"RAG_ALLOWED_ORIGINS": origin}).allowed_origins == (origin,)


@pytest.mark.parametrize("origin", ["*", "https://*.example", "intranet.example", "https://intranet.example/", "nullx", "https://[::1", "https://a;b"])  # fmt: skip
def test_what_is_no_origin_is_told(origin):
    with pytest.raises(SettingsError, match="RAG_ALLOWED_ORIGINS"):
        Settings.from_environment({"RAG_ALLOWED_ORIGINS": origin})


def test_an_answer_does_not_wait_for_the_last_ones_receipt():
    """Head and body are two pieces: without this option the second one waited 40 ms on every connection that was kept."""
    with (
        reserved_port() as port,
        server_module._listen(Settings(host="127.0.0.1", port=port)) as listening,
        socket.create_connection(("127.0.0.1", port)),
        listening.accept()[0] as accepted,
    ):
        assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
