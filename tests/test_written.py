"""All that is written is a line of the log, and none holds what a request said unless an operator turned that on."""

import asyncio
import io
import json
import logging
import sys
import threading
import traceback
import warnings

import httpx
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as tried
from hypothesis import strategies as st

from conftest import reserved_port
from rag.errors import SettingsError
from rag.settings import Settings
from rag.web import server as server_module
from rag.web.logs import configure
from rag.web.server import serve
from rag.web.written import BURST, Bounded, captured, one_line, told

pytestmark = [pytest.mark.filterwarnings("ignore::DeprecationWarning"), pytest.mark.filterwarnings("ignore::ResourceWarning")]

WORD = "sekrit"
FORGED = f"{WORD}\n2026-01-01T00:00:00Z [info     ] loaded edition='{WORD}'\r\n\x1b[2J\x85{WORD}\u2028{{}}\ud800"


class Log(io.StringIO):
    def lines(self):
        return self.getvalue().splitlines()


def written(log_format, act, *, values=False):
    """The lines that ``act`` leaves in the log."""
    log = Log()
    configure(log_format, log, values=values)
    with captured(values=values):
        act()
    return log.lines()


def refuse(value):
    raise ValueError(f"Value: {value} is not in the list of choices")


def as_gradio_does():
    try:
        refuse(FORGED)
    except ValueError:
        traceback.print_exc()


def as_a_thread_that_fails():
    thread = threading.Thread(target=refuse, args=(FORGED,))
    thread.start()
    thread.join()


def chained():
    try:
        try:
            refuse(FORGED)
        except ValueError as error:
            raise RuntimeError(FORGED) from error
    except RuntimeError:
        logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")


WAYS = {
    "print_exc": as_gradio_does,
    "print": lambda: print("Request headers dictionary:", {"x": FORGED}),
    "print to stderr": lambda: print(FORGED, file=sys.stderr),
    "write": lambda: sys.stderr.write(FORGED),
    "warning": lambda: warnings.warn(FORGED, stacklevel=1),
    "thread": as_a_thread_that_fails,
    "f-string": lambda: logging.getLogger("mcp").error(f"Received exception from stream: {FORGED}"),  # noqa: G004 - as it is there
    "argument": lambda: logging.getLogger("asyncio").error("Task failed: %s", FORGED),
    "text": lambda: logging.getLogger("asyncio").error(FORGED),
    "exception": chained,
    "stack": lambda: logging.getLogger("x").error("a literal", stack_info=True),
}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
@pytest.mark.parametrize("log_format", ["console", "json"])
@pytest.mark.parametrize("way", WAYS)
def test_no_value_of_a_request_is_in_any_line(logs_restored, monkeypatch, way, log_format):
    if way == "thread":  # pytest has put a hook of its own there
        monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        warnings.showwarning = lambda *_, **__: print(FORGED, file=sys.stderr)  # what pytest would catch
        lines = written(log_format, WAYS[way])
    (line,) = lines
    assert WORD not in line
    if log_format == "json":
        event = json.loads(line)
        assert event["level"] in ("warning", "error")
        assert "at" in event


@pytest.mark.parametrize("way", [way for way in WAYS if way not in ("stack", "warning", "thread")])
def test_an_operator_may_turn_values_on_and_they_forge_no_line(logs_restored, way):
    lines = written("json", WAYS[way], values=True)
    events = [json.loads(line) for line in lines]
    assert WORD in "".join(lines)
    assert all(event["event"] != "loaded" and "edition" not in event for event in events)


def test_what_failed_and_where_is_told(logs_restored):
    (line,) = written("json", chained)
    event = json.loads(line)
    assert event["event"] == "Exception in ASGI application\n"
    assert event["error"].startswith("RuntimeError at test_written.py:")
    assert "; from ValueError at test_written.py:" in event["error"]
    assert " refuse < test_written.py:" in event["error"]
    (line,) = written("json", as_gradio_does)
    assert json.loads(line)["error"].startswith("ValueError at test_written.py:")
    (line,) = written("json", lambda: logging.getLogger("uvicorn.error").error("Cancel %s running task(s)", 3))
    assert json.loads(line)["event"] == "Cancel 3 running task(s)"


def test_a_loop_of_causes_ends():
    first, second = ValueError(), KeyError()
    first.__cause__, second.__cause__ = second, first
    assert told(first, values=False).count("; from ") == 3


@given(st.text())
def test_no_text_is_more_than_one_line(text):
    line = one_line(None, "", text)
    assert len(line.splitlines()) <= 1
    assert line.encode().decode() == line
    dumped = json.dumps({"x": text}, ensure_ascii=False)
    assert json.loads(one_line(None, "", dumped)) == {"x": text}


@tried(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.text(min_size=1))
def test_whatever_a_library_prints_is_json(logs_restored, text):
    for values in (False, True):
        for line in written("json", lambda: print(text), values=values):
            assert set(json.loads(line)) >= {"event", "level", "logger", "timestamp"}


def test_what_comes_again_and_again_is_counted_and_not_written(logs_restored):
    """As seen on 4a040a8: asyncio said 7 MB a second that it had no file for a connection."""
    now = [0.0]
    log = Log()
    configure("json", log)
    logging.getLogger().handlers[0].filters[:] = [Bounded(lambda: now[0])]

    def often():
        for _ in range(10_000):
            now[0] += 0.001
            logging.getLogger("asyncio").error("socket.accept() out of system resource")

    often()
    assert len(log.lines()) == BURST
    now[0] += 100
    often()
    assert json.loads(log.lines()[BURST])["left_out"] == 10_000 - BURST
    assert len(log.lines()) == 2 * BURST


def test_a_log_that_fails_does_not_come_back_to_itself(logs_restored):
    class Full(io.StringIO):
        def write(self, _):
            raise OSError("no space left")

    configure("json", Full())
    with captured(values=False):
        logging.getLogger("rag.x").error("a line")
        print("another")
    assert sys.stdout is not None


def test_a_start_that_fails_is_a_line_of_the_log_too(monkeypatch, logs_restored):
    log = Log()
    kept = sys.stdout, sys.stderr
    monkeypatch.setattr(sys, "stderr", log)

    def fail(*_, **__):
        print("a library loads")
        raise SettingsError("The report is not there. Restore it.")

    monkeypatch.setattr(server_module, "open_assistant", fail)
    with reserved_port() as port:
        assert serve(Settings(port=port, log_format="json"), say=None) == 1
    assert (sys.stdout, sys.stderr) == (kept[0], log)
    events = [json.loads(line) for line in log.lines()]
    assert events[-1]["event"] == "stopped"
    assert events[-1]["reason"] == "The report is not there. Restore it."


@pytest.mark.parametrize("values", [False, True])
def test_gradios_own_tracebacks_hold_no_question(assistant, serve, logs_restored, values):
    """As seen on 4a040a8: a filter that is none made Gradio print the question, in 236 lines that were no JSON."""
    address = serve(assistant, Settings(rate_limit=0))
    log = Log()
    configure("json", log, values=values)
    config = httpx.get(f"{address}/config").json()
    number = next(d["id"] for d in config["dependencies"] if d["targets"] and d["targets"][0][1] == "click")
    body = {"fn_index": number, "session_hash": "s", "data": [FORGED.replace("\ud800", ""), [], [WORD], []]}

    async def ask():
        async with httpx.AsyncClient(base_url=address, timeout=20) as client:
            reply = await client.post("/gradio_api/run/predict", json=body)
            return reply.status_code == 200  # else it never came to Gradio

    with captured(values=values):
        came = asyncio.run(ask())
    assert (WORD in log.getvalue()) == (came and values)
    for line in log.lines():
        json.loads(line)
        assert values or WORD not in line
