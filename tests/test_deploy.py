"""What ``deploy/`` ships fits the program, and its nginx does what its comments say. ``deploy/prove.py`` tries it with real replicas."""

import http.client
import json
import re
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace

import pytest
import yaml
from deploy.load import Reply
from deploy.prove import counted
from deploy.reader import BACK, LOST
from deploy.replicas import NGINX, SHIPPED, Edge, render

from conftest import ROOT
from rag.settings import Settings
from rag.web.connections import STOP_SECONDS
from rag.web.hosts import OwnNames
from rag.web.limits import BODY_SECONDS

DEPLOY = ROOT / "deploy"
FILES = {path.name: path.read_text(encoding="utf-8") for path in DEPLOY.iterdir() if path.is_file()}
CONTAINERFILE = FILES["Containerfile"]
COMPOSE = yaml.safe_load(FILES["compose.yaml"])
REPLICAS = {name: service for name, service in COMPOSE["services"].items() if name.startswith("replica")}
KUBERNETES = {document["kind"]: document for document in yaml.safe_load_all(FILES["kubernetes.yaml"])}
POD = KUBERNETES["Deployment"]["spec"]["template"]["spec"]
CONTAINER = POD["containers"][0]
NGINX_CONF = FILES["nginx.conf"]
ENVIRONMENTS = {
    "Containerfile": dict(re.findall(r"(?<=[ \n])(RAG_[A-Z_]+)=(\S+)", CONTAINERFILE)),
    "compose.yaml": COMPOSE["services"]["replica-1"]["environment"],
    "kubernetes.yaml": {variable["name"]: variable["value"] for variable in CONTAINER["env"]},
}
IN_IMAGE = Settings.from_environment(ENVIRONMENTS["Containerfile"])

needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed (Debian: apt-get install nginx-light)")


@pytest.mark.parametrize("name", ENVIRONMENTS)
def test_every_environment_is_one_that_the_program_takes(name):
    assert ENVIRONMENTS[name]
    Settings.from_environment(ENVIRONMENTS[name])


@pytest.mark.parametrize("name", FILES)
def test_every_setting_that_is_named_exists(name):
    known = set(Settings.variables())
    assert set(re.findall(r"RAG_[A-Z_]*[A-Z]", FILES[name])) <= known


@pytest.mark.parametrize("name", FILES)
def test_no_registry_and_no_path_of_a_machine_is_named(name):
    assert not re.findall(
        r"[a-z0-9-]+\.(?:io|com|org)/[a-z]+/|/work/|/root/",
        re.sub(r"nginx\.ingress\.kubernetes\.io/\S+|kubernetes\.io/\S+", "", FILES[name]),
    )


def test_what_the_image_copies_exists_and_is_let_through():
    copied = [path for line in re.findall(r"^COPY (?!--from)(.+)$", CONTAINERFILE, re.MULTILINE) for path in line.split()[:-1]]
    patterns = [line for line in FILES["Containerfile.dockerignore"].splitlines() if line and line[0] != "#"]
    assert copied
    assert all((ROOT / path).exists() for path in copied)
    assert {line[1:] for line in patterns if line[0] == "!"} == set(copied)
    assert patterns[0] == "*"


def test_podman_ignores_what_docker_ignores():
    podman = (ROOT / ".containerignore").read_text(encoding="utf-8")
    assert [line for line in podman.splitlines() if line[0] != "#"] == [
        line for line in FILES["Containerfile.dockerignore"].splitlines() if line[0] != "#"
    ]


def test_the_image_is_of_a_python_that_the_project_takes():
    assert "ARG BASE=python:3.11-slim" in CONTAINERFILE
    assert 'requires-python = ">=3.11"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")


def test_the_image_runs_as_nobody_and_stops_at_sigterm():
    user = re.search(r"^USER (\d+):\d+$", CONTAINERFILE, re.MULTILINE)[1]
    assert int(user) == POD["securityContext"]["runAsUser"] > 0
    assert "STOPSIGNAL SIGTERM" in CONTAINERFILE
    assert CONTAINERFILE.index("USER") < CONTAINERFILE.index("\nCMD")


def test_ports_and_paths_agree():
    port, edge = IN_IMAGE.port, COMPOSE["services"]["nginx"]
    assert IN_IMAGE.host == "0.0.0.0"  # noqa: S104 - within its container
    assert f"EXPOSE {port}\n" in CONTAINERFILE
    assert CONTAINER["ports"] == [{"name": "http", "containerPort": port}]
    assert KUBERNETES["Service"]["spec"]["ports"][0]["targetPort"] == "http"
    assert [f"{replica['networks']['inside']['ipv4_address']}:{port}" for replica in REPLICAS.values()] == list(SHIPPED)
    listened = re.search(r"^ +listen (\d+) default_server;", NGINX_CONF, re.MULTILINE)[1]
    assert edge["ports"] == [f"{listened}:{listened}"]
    assert f"127.0.0.1:{listened}/healthz" in " ".join(edge["healthcheck"]["test"])
    assert all(f"127.0.0.1:{port}/healthz" in " ".join(replica["healthcheck"]["test"]) for replica in REPLICAS.values())
    probes = {name: CONTAINER[f"{name}Probe"]["httpGet"] for name in ("startup", "readiness", "liveness")}
    assert {name: probe["path"] for name, probe in probes.items()} == {
        "startup": "/readyz",
        "readiness": "/readyz",
        "liveness": "/healthz",
    }


@pytest.mark.parametrize("name", ["compose.yaml", "kubernetes.yaml"])
def test_readers_and_probes_use_names_that_the_replicas_answer_to(name):
    names = OwnNames(Settings.from_environment({**ENVIRONMENTS["Containerfile"], **ENVIRONMENTS[name]}))
    # What is asked by: readers, the health checks in containers, and the kubelet, which asks a pod by its address.
    for host in ("report.example.nhs.uk", "localhost:8080", "127.0.0.1:7860", "10.213.7.11:7860"):
        assert names.is_host({"headers": [(b"host", host.encode())], "server": ("10.213.7.11", 7860)}), host
    assert not names.is_host({"headers": [(b"host", b"evil.example")], "server": ("10.213.7.11", 7860)})
    assert all("httpHeaders" not in CONTAINER[f"{probe}Probe"]["httpGet"] for probe in ("startup", "readiness", "liveness"))


def test_only_nginx_is_reached_from_outside_and_only_it_is_believed():
    edge = COMPOSE["services"]["nginx"]
    assert all("ports" not in replica and set(replica["networks"]) == {"inside"} for replica in REPLICAS.values())
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert ENVIRONMENTS["compose.yaml"]["RAG_TRUSTED_PROXIES"] == edge["networks"]["inside"]["ipv4_address"]
    assert KUBERNETES["NetworkPolicy"]["spec"]["egress"] == []


@pytest.mark.parametrize("name", COMPOSE["services"])
def test_every_service_is_locked_down(name):
    service = COMPOSE["services"][name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["tmpfs"][0].startswith("/tmp:")  # noqa: S108 - in the container
    assert service["healthcheck"]


def test_the_pod_is_locked_down():
    assert CONTAINER["securityContext"] == {
        "allowPrivilegeEscalation": False, "readOnlyRootFilesystem": True, "capabilities": {"drop": ["ALL"]},
    }  # fmt: skip
    assert POD["securityContext"]["runAsNonRoot"] is True
    assert POD["automountServiceAccountToken"] is False
    assert CONTAINER["volumeMounts"] == [{"name": "tmp", "mountPath": "/tmp"}]  # noqa: S108 - in the container


def test_kubernetes_has_all_its_parts_about_the_same_pods():
    labels = KUBERNETES["Deployment"]["spec"]["template"]["metadata"]["labels"]
    assert set(KUBERNETES) == {"Deployment", "Service", "HorizontalPodAutoscaler", "PodDisruptionBudget", "NetworkPolicy"}
    assert KUBERNETES["Service"]["spec"]["selector"] == labels
    assert KUBERNETES["Service"]["spec"]["sessionAffinity"] == "ClientIP"
    assert KUBERNETES["PodDisruptionBudget"]["spec"]["selector"]["matchLabels"] == labels
    assert KUBERNETES["NetworkPolicy"]["spec"]["podSelector"]["matchLabels"] == labels
    assert KUBERNETES["HorizontalPodAutoscaler"]["spec"]["scaleTargetRef"]["name"] == KUBERNETES["Deployment"]["metadata"]["name"]


def test_a_replica_has_time_to_answer_what_is_in_hand():
    before = int(CONTAINER["lifecycle"]["preStop"]["exec"]["command"][1])
    assert POD["terminationGracePeriodSeconds"] > before + STOP_SECONDS
    assert all(int(replica["stop_grace_period"].rstrip("s")) > STOP_SECONDS for replica in REPLICAS.values())


def test_nginx_has_the_programs_limits():
    assert f"client_max_body_size {Settings.from_environment({}).max_body};" in NGINX_CONF
    assert f"rate={Settings.from_environment({}).rate_limit}r/m" in NGINX_CONF
    assert f"client_body_timeout {BODY_SECONDS}s" in NGINX_CONF


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


def test_the_messages_waited_for_are_the_pages():
    assert LOST.startswith("The assistant could not be reached.")
    assert BACK.endswith("asked again.")


def test_an_answer_is_lost_for_whatever_was_wrong_with_it():
    replies = [Reply(0, 0.1, ""), Reply(1, 0.3, ""), Reply(2, 9.0, "status 502"), Reply(3, 0.1, "another answer")]
    figures = counted(replies, 2)
    assert (figures["asked"], figures["answered"], figures["lost"], figures["per_second"]) == (4, 2, 2, 1.0)
    assert figures["lost_by"] == {"status 502": 1, "another answer": 1}
    assert figures["slowest_ms"] == 300


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
