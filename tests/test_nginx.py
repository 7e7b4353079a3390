"""What the nginx that ``deploy/`` ships does with the program's own configuration, before servers that stand for replicas."""

import http.client
import json
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest
from deploy.replicas import NGINX, SHIPPED, Edge, render

from conftest import ROOT

NGINX_CONF = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")


needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed (Debian: apt-get install nginx-light)")


@pytest.mark.parametrize("limited", [True, False])
@needs_nginx
def test_nginx_takes_the_configuration(tmp_path, limited):
    conf = tmp_path / "nginx.conf"
    conf.write_text(render(NGINX_CONF, tmp_path, 8080, [1, 2, 3], limited=limited), encoding="utf-8")
    done = subprocess.run([NGINX, "-t", "-e", str(tmp_path / "log"), "-c", str(conf)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_configuration_that_has_changed_is_not_rendered_by_half(tmp_path):
    with pytest.raises(ValueError, match="stands 1 times"):
        render(NGINX_CONF.replace(f"server {SHIPPED[0]} ", "server 10.0.0.1:80 ", 1), tmp_path, 8080, [1, 2, 3])


class Stub(BaseHTTPRequestHandler):
    """Says which replica it is and what it was sent; its server's ``status`` is what it answers."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self):
        self.rfile.read(int(self.headers.get("content-length", 0)))
        said = json.dumps({"port": self.server.server_port, **{k.lower(): v for k, v in self.headers.items()}}).encode()
        self.send_response(self.server.status)
        self.send_header("content-length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    do_POST = do_GET  # noqa: N815 - the name is http.server's

    def log_message(self, *_):
        pass


@pytest.fixture
def replicas():
    """Three servers that stand for replicas."""
    servers = [ThreadingHTTPServer(("127.0.0.1", 0), Stub) for _ in range(3)]
    for server in servers:
        server.status = 200
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield servers
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def asked(tmp_path, replicas):
    """Asks through nginx with the configuration as shipped, limits and all; returns status, headers and body."""
    stand_ins = [SimpleNamespace(name=str(n), port=server.server_port) for n, server in enumerate(replicas)]
    with Edge(tmp_path, stand_ins, limited=True) as edge:

        def ask(method, path, body=None, **headers):
            connection = http.client.HTTPConnection(edge.address.removeprefix("http://"), timeout=20)
            connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
            reply = connection.getresponse()
            said = reply.read().decode()
            connection.close()
            return reply.status, reply.headers, said

        yield ask


@needs_nginx
def test_what_a_browser_says_of_proxies_is_overwritten(asked):
    lies = dict.fromkeys(
        ("X_Forwarded_For", "X_Forwarded_Host", "X_Forwarded_Proto", "X_Real_IP", "Forwarded", "X_Direct_Url", "X_Forwarded_Port"),
        "6.6.6.6",
    )
    sent = json.loads(asked("POST", "/api/ask", "{}", Host="report.example:81", **lies)[2])
    assert "6.6.6.6" not in sent.values()
    assert sent["x-forwarded-for"] == "127.0.0.1"
    assert sent["x-forwarded-proto"] == "http"
    assert sent["host"] == sent["x-forwarded-host"] == "report.example:81"


@needs_nginx
def test_the_api_goes_to_any_replica_and_the_chat_to_one(asked, replicas):
    api = {json.loads(asked("POST", "/api/ask", "{}")[2])["port"] for _ in range(12)}
    ways = [("GET", "/"), ("POST", "/gradio_api/run/predict"), ("GET", "/gradio_api/app_id")] * 3
    chats = [{json.loads(asked(*way, User_Agent=f"browser {n}")[2])["port"] for way in ways} for n in range(12)]
    assert api == {server.server_port for server in replicas}
    assert all(len(chat) == 1 for chat in chats)
    assert len(set.union(*chats)) > 1


@needs_nginx
@pytest.mark.parametrize("loading", [False, True])
def test_nothing_is_lost_while_replicas_are_away_or_loading(asked, replicas, loading):
    for server in replicas[:2]:
        server.status = 503
        if not loading:
            server.shutdown()
            server.server_close()
    for path in ("/api/ask", "/gradio_api/run/predict", "/mcp"):
        assert [asked("POST", path, "{}")[0] for _ in range(8)] == [200] * 8
    assert [asked("GET", "/")[0] for _ in range(8)] == [200] * 8


@needs_nginx
def test_a_readers_word_is_not_sent_twice(asked, replicas):
    for server in replicas[:2]:
        server.status = 503
    assert {asked("POST", "/api/feedback", "{}")[0] for _ in range(2)} & {503}


@needs_nginx
def test_when_nobody_is_there_it_is_said_in_the_programs_form(asked, replicas):
    for server in replicas:
        server.shutdown()
        server.server_close()
    status, headers, body = asked("POST", "/api/ask", "{}")
    assert (status, headers["content-type"], headers["retry-after"]) == (503, "application/problem+json", "3")
    assert set(json.loads(body)) == {"type", "title", "status", "detail"}
    status, headers, body = asked("GET", "/")
    assert (status, headers["content-type"], headers["refresh"]) == (503, "text/html; charset=utf-8", "3")
    assert "This page tries again by itself." in body


@needs_nginx
def test_a_page_that_says_that_all_are_loading_is_asked_for_again(asked, replicas):
    for server in replicas:
        server.status = 503
    status, headers, body = asked("GET", "/")
    assert (status, headers["refresh"]) == (503, "3")
    assert "port" in body  # the replica's own page


@needs_nginx
def test_many_questions_are_refused_and_pages_are_not(asked):
    replies = (asked("POST", "/api/ask", "{}") for _ in range(500))
    assert next(replies)[0] == 200
    status, headers, body = next(reply for reply in replies if reply[0] != 200)
    assert (status, headers["content-type"], headers["retry-after"]) == (429, "application/problem+json", "10")
    assert json.loads(body)["status"] == 429
    assert 429 in {asked("POST", "/gradio_api/run/predict", "{}")[0] for _ in range(5)}  # one count for all doors
    assert asked("GET", "/")[0] == 200


@needs_nginx
def test_a_large_body_is_refused_before_a_replica_reads_it(asked):
    status, headers, body = asked("POST", "/api/ask", b"x" * 1_048_577)
    assert (status, headers["content-type"], json.loads(body)["status"]) == (413, "application/problem+json", 413)


@needs_nginx
@pytest.mark.parametrize("path", ["/metrics", "/readyz"])
def test_what_is_the_operators_stays_inside(asked, path):
    assert asked("GET", path)[0] == 404


@needs_nginx
def test_no_question_is_in_a_log(asked, tmp_path, replicas):
    for server in replicas:
        server.shutdown()
        server.server_close()
    asked("GET", "/?ask=xylophone")
    asked("POST", "/api/xylophone", '{"question": "xylophone"}')
    for _ in range(100):  # nginx writes the line after it has answered
        logs = [path.read_text(encoding="utf-8") for path in tmp_path.glob("*.log")]
        if any('"door":"api"' in log for log in logs):
            break
        time.sleep(0.05)
    assert any('"door":"api"' in log for log in logs)
    assert not any("xylophone" in log for log in logs)
