"""What ``deploy/`` ships fits the program. ``test_nginx.py`` tries its nginx, ``deploy/prove.py`` all of it with real replicas."""

import re

import pytest
import yaml
from deploy.load import Reply
from deploy.prove import counted
from deploy.reader import BACK, LOST
from deploy.replicas import SHIPPED

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


def test_the_messages_waited_for_are_the_pages():
    assert LOST.startswith("The assistant could not be reached.")
    assert BACK.endswith("asked again.")


def test_an_answer_is_lost_for_whatever_was_wrong_with_it():
    replies = [Reply(0, 0.1, ""), Reply(1, 0.3, ""), Reply(2, 9.0, "status 502"), Reply(3, 0.1, "another answer")]
    figures = counted(replies, 2)
    assert (figures["asked"], figures["answered"], figures["lost"], figures["per_second"]) == (4, 2, 2, 1.0)
    assert figures["lost_by"] == {"status 502": 1, "another answer": 1}
    assert figures["slowest_ms"] == 300
