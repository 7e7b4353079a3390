"""Connections that give nothing hold nothing: they are closed in time, bounded in number, and cost the others little."""

import asyncio
import json
import os
import resource
import subprocess
import sys
import threading
import time

import httpx
import pytest

from adversary.connections import HELD, held, still_open
from adversary.pages import crowd, slowest
from conftest import ROOT, reserved_port, waits_for, with_settings
from rag.errors import InputError
from rag.settings import Settings
from rag.web import connections
from rag.web.connections import BACKLOG, RESERVED, allow_connections
from rag.web.limits import BODY_SECONDS
from test_server import SERVE, is_ready

pytestmark = [
    pytest.mark.timed,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]

SECONDS = 0.4
"""In place of 20, so that the tests are short."""
MOST = 40
SENT_AGAIN = 1.0
"""Seconds after which the kernel sends again what begins a connection and found the server's backlog full (RFC 6298)."""
QUESTION = {"question": "What are Salford's values?"}


def port_of(address):
    return int(address.rsplit(":", 1)[1])


@pytest.fixture(scope="module")
def port(assistant, serve):
    return port_of(serve(assistant, Settings(rate_limit=0, read_limit=0), most=MOST, seconds=SECONDS))


@pytest.mark.parametrize("kind", [kind for kind in HELD if kind != "a part of the body"])
@pytest.mark.parametrize("drip", [b"", b"a"])
def test_what_brings_no_request_is_closed(port, kind, drip):
    with held(port, 20, HELD[kind]) as some:
        assert still_open(some, 10 * SECONDS, drip if kind != "silent" else b"") == 0


def test_an_answer_that_takes_long_is_waited_for(assistant, serve):
    slow, settings = with_settings(assistant, rate_limit=0)
    ask = slow.ask

    def late(*asked):
        threading.Event().wait(3 * SECONDS)
        return ask(*asked)

    slow.ask = late
    address = serve(slow, settings, seconds=SECONDS, asking=slow)
    assert httpx.post(f"{address}/api/ask", json=QUESTION, timeout=20).status_code == 200


def test_who_takes_nothing_of_an_answer_is_cut_off(port):
    def files():
        text = httpx.get(f"http://127.0.0.1:{port}/metrics").text
        return float(next(line for line in text.splitlines() if line.startswith("process_open_fds")).split()[1])

    before = files()
    many = b"GET /read HTTP/1.1\r\nHost: localhost\r\n\r\n" * 40  # 16 MB, more than the kernel keeps for a client
    with held(port, 10, many, small=4_096):
        assert files() > before + 10  # at both ends, which are one process here
        end = time.monotonic() + 20 * SECONDS
        while files() > before + 12 and time.monotonic() < end:
            time.sleep(0.05)
        assert files() <= before + 12


def test_too_many_make_the_oldest_that_wait_go_and_nobody_else(port):
    address = f"http://127.0.0.1:{port}"
    idle = asyncio.run(slowest(port, "/healthz", 20))
    with held(port, MOST + 200, b"GET /healthz HTTP/1.1\r\n") as some:
        assert still_open(some, 0.1) <= MOST
        assert asyncio.run(slowest(port, "/healthz", 20)) < 20 * idle
        assert httpx.post(f"{address}/api/ask", json=QUESTION, timeout=10).status_code == 200


def test_requests_in_hand_are_never_dropped_for_others(assistant, serve):
    slow, settings = with_settings(assistant, rate_limit=0, queue=10)
    going = threading.Event()
    ask = slow.ask
    slow.ask = lambda *asked: (going.wait(20), ask(*asked))[1]
    address = serve(slow, settings, most=4, asking=slow)

    async def crowded():
        async with httpx.AsyncClient(timeout=30) as client:
            tasks = [asyncio.create_task(client.post(f"{address}/api/ask", json=QUESTION)) for _ in range(4)]
            for _ in range(100):  # until all four are in hand
                await asyncio.sleep(0.05)
                try:
                    await asyncio.to_thread(httpx.get, f"{address}/healthz", timeout=5)
                except httpx.TransportError:
                    break
            going.set()
            return await asyncio.gather(*tasks)

    assert [answer.status_code for answer in asyncio.run(crowded())] == [200] * 4
    assert httpx.get(f"{address}/healthz").status_code == 200


@pytest.fixture(scope="module")
def process(tmp_path_factory):
    """A server as a process of its own that may open 1,024 files, with its port and its log."""
    folder = tmp_path_factory.mktemp("process")
    (folder / "serve.py").write_text(SERVE.format(tests=str(ROOT / "tests"), came=str(folder / "came")), encoding="utf-8")
    (folder / "came").touch()
    with reserved_port() as port, (folder / "log").open("wb") as log:
        command = f'ulimit -n 1024 && exec "{sys.executable}" "{folder / "serve.py"}" {port}'
        running = subprocess.Popen(["/bin/sh", "-c", command], stdout=subprocess.DEVNULL, stderr=log, env=os.environ)
        try:
            waits_for(lambda: is_ready(port), 60)
            yield port, folder / "log"
        finally:
            running.kill()
            running.wait()


def test_more_connections_than_files_neither_silence_the_server_nor_flood_its_log(process):
    """As seen on 4a040a8: 1,100 of them, and nobody was answered while the log grew by 7 MB a second."""
    port, log = process
    idle = asyncio.run(slowest(port, "/healthz", 20))
    before = log.stat().st_size
    with held(port, 1_100, HELD["a part of the headers"]) as some:
        assert asyncio.run(slowest(port, "/healthz", 50)) < 50 * idle + SENT_AGAIN
        assert still_open(some, 0.1) < 1_024 - RESERVED
    assert log.stat().st_size - before < 2_000
    (told,) = [line for line in log.read_text(encoding="utf-8").splitlines() if '"event": "connections"' in line]
    assert json.loads(told)["open_files"] == 1_024
    assert json.loads(told)["most"] == (1_024 - RESERVED) // 2


@pytest.mark.parametrize("path", ["/read", "/read?mark=25355-25774", "/"])
def test_a_crowd_of_readers_leaves_health_to_be_asked(process, path):
    """As seen on 4a040a8: 200 who ask for /read in a loop, and /healthz took 3 s of the 5 that the liveness probe waits."""
    port, _ = process

    async def both():
        idle = await slowest(port, "/healthz", 50)
        crowded = asyncio.create_task(crowd(port, path, 200, 3))
        await asyncio.sleep(0.5)
        loaded = await slowest(port, "/healthz", 5)
        return idle, loaded, await crowded

    idle, loaded, answered = asyncio.run(both())
    assert answered > 200
    # A request waits for those before it, so for 200 at most; each of them may cost no more than two for health do.
    assert loaded < 400 * idle, (idle, loaded, answered)


def test_the_bound_is_below_the_limit_of_files(monkeypatch):
    asked = []
    monkeypatch.setattr(resource, "setrlimit", lambda _, limits: asked.append(limits))

    def allowed(soft, hard):
        asked.clear()
        monkeypatch.setattr(resource, "getrlimit", lambda _: (soft, hard))
        return allow_connections()

    most, files = allowed(1_024, 1_024)
    assert (files, asked) == (1_024, [])
    assert 2 * most + RESERVED <= 1_024
    most, files = allowed(1_024, 1_048_576)
    assert (most, asked) == (connections.MOST_CONNECTIONS, [(files, 1_048_576)])
    assert allowed(resource.RLIM_INFINITY, resource.RLIM_INFINITY)[0] == connections.MOST_CONNECTIONS
    with pytest.raises(InputError, match="ulimit -n"):
        allowed(256, 256)
    assert BACKLOG * 4 < RESERVED


def test_what_does_not_come_is_waited_for_as_long_as_a_body_is():
    config = connections.server_config(lambda *_: None, Settings())
    assert config.http.seconds == BODY_SECONDS == 20
    assert config.backlog == BACKLOG
