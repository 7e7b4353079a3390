"""The MCP server, spoken to by a real client of the ``mcp`` package over HTTP."""

import asyncio
import json
import logging
import re
import socket

import httpx
import pytest
from mcp import Client

from rag.settings import Settings

pytestmark = [pytest.mark.filterwarnings("ignore::DeprecationWarning"), pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.fixture(scope="module")
def address(assistant, serve):
    return serve(assistant, Settings(rate_limit=0, allowed_origins=("https://intranet.example",)))


def call(address, tool, **arguments):
    async def run():
        async with Client(f"{address}/mcp") as client:
            return await client.call_tool(tool, arguments)

    return asyncio.run(run())


def record(result):
    return result.structured_content or json.loads(result.content[0].text)


def test_the_tools_and_what_they_take(address):
    async def run():
        async with Client(f"{address}/mcp") as client:
            return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in asyncio.run(run())}
    assert set(tools) == {"ask_report", "read_passage", "report_outline", "check_quotation"}
    assert tools["ask_report"].input_schema["required"] == ["question"]
    assert "own words" in tools["ask_report"].description
    for known in ("southern-health", "uclh", "culture"):  # a model need not read the outline for its first filter
        assert known in tools["ask_report"].description
    assert all(t.annotations.read_only_hint and not t.annotations.open_world_hint for t in tools.values())


def test_a_conversation_of_ten_requests_with_the_context_carried(address, assistant):
    """As a desktop client holds it, in one session; each answer is the API's."""

    async def run():
        async with Client(f"{address}/mcp") as client:
            await client.list_tools()
            outline = await client.call_tool("report_outline", {})
            first = await client.call_tool("ask_report", {"question": "How are new consultants inducted at Salford Royal?"})
            context = record(first)["context"]
            second = await client.call_tool("ask_report", {"question": "And at UCLH?", "context": context})
            quote = record(first)["quotes"][0]
            passage = await client.call_tool("read_passage", {"passage": quote["passage"]})
            true = await client.call_tool("check_quotation", {"text": f"\u201c{quote['text']}\u201d"})
            false = await client.call_tool("check_quotation", {"text": "“New consultants are flown to the moon for a week.”"})
            wrong = await client.call_tool("ask_report", {"question": "x", "trusts": ["UCLH"]})
            absent = await client.call_tool("ask_report", {"question": "What does it say about sepsis at Salford Royal?"})
            last = await client.call_tool("ask_report", {"question": "Hello", "themes": ["induction"]})
            return outline, first, second, passage, true, false, wrong, absent, last

    outline, first, second, passage, true, false, wrong, absent, last = asyncio.run(run())
    assert [r.is_error for r in (outline, first, second, passage, true, false, absent, last)] == [False] * 8
    assert wrong.is_error
    body = {"question": "And at UCLH?", "context": record(first)["context"]}
    expected = httpx.post(f"{address}/api/ask", json=body).json()
    assert {**record(second), "ms": 0} == {**expected, "ms": 0}
    assert record(passage)["id"] == record(first)["quotes"][0]["passage"]
    assert (record(true)["not_found"], record(false)["true"]) == (0, 0)
    assert not record(absent)["answered"] or record(absent)["quotes"]


def test_who_goes_before_the_request_is_whole_is_no_error(address, caplog):
    host, port = address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(
            b"POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 60\r\n\r\n{"
        )
    assert httpx.post(f"{address}/mcp", json=TOOLS, headers=ACCEPT).status_code == 200
    assert [entry for entry in caplog.records if entry.levelno >= logging.ERROR] == []


def test_asking_gives_the_answer_record(address, assistant):
    result = record(
        call(address, "ask_report", question="And at UCLH?", history=["How are new consultants inducted at Salford Royal?"])
    )
    expected = httpx.post(
        f"{address}/api/ask", json={"question": "And at UCLH?", "history": ["How are new consultants inducted at Salford Royal?"]}
    ).json()
    for one in (result, expected):
        one.pop("ms")
    assert result == expected
    text = assistant.index.report.text
    assert all(q["text"] == text[q["start"] : q["end"]] for q in result["quotes"])


def test_reading_and_the_outline(address):
    outline = record(call(address, "report_outline"))
    passage = record(call(address, "read_passage", passage=outline["sections"][3]["first_passage"]))
    assert passage == httpx.get(f"{address}/api/passages/{passage['id']}").json()


@pytest.mark.parametrize(("tool", "arguments", "word"), [("read_passage", {"passage": "../etc/passwd"}, "no such passage"), ("ask_report", {"question": "x", "trusts": ["salfrod"]}, "salfrod"), ("ask_report", {}, "question")])  # fmt: skip
def test_a_mistake_is_an_error_with_its_reason(address, tool, arguments, word):
    result = call(address, tool, **arguments)
    assert result.is_error
    assert word in result.content[0].text


@pytest.mark.parametrize(
    ("origin", "status"), [("https://evil.example", 403), ("null", 403), ("https://intranet.example", 200), (None, 200)]
)
def test_pages_of_other_sites_may_not_use_it(address, origin, status):
    headers = {"accept": "application/json, text/event-stream", **({"origin": origin} if origin else {})}
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    assert httpx.post(f"{address}/mcp", json=body, headers=headers).status_code == status


@pytest.mark.parametrize("filters", [
    {"trusts": ["salford"] * 11}, {"themes": ["x" * 65]}, {"themes": ["x"] * 100_000}, {"history": ["x"] * 51}, {"question": "x" * 100_001},
])  # fmt: skip
def test_what_a_program_sends_is_bounded_as_what_a_page_sends(address, filters):
    """Eighty thousand themes that there are came back in the record."""
    result = call(address, "ask_report", **{"question": "What are the values of Salford Royal?", **filters})
    assert result.is_error
    assert len(result.content[0].text) < 2_000


PREFLIGHT = ["content-type", "mcp-protocol-version", "mcp-session-id", "last-event-id", "mcp-method", "authorization"]


@pytest.mark.parametrize("path", ["/mcp", "/api/ask"])
@pytest.mark.parametrize("header", PREFLIGHT)
def test_a_page_of_an_allowed_origin_may_send_what_its_client_sends(address, path, header):
    """A browser's client initialized, and failed from then on: each later request says the version of the protocol."""
    asked = {"origin": "https://intranet.example", "access-control-request-method": "POST", "access-control-request-headers": f"content-type,{header}"}  # fmt: skip
    answer = httpx.options(f"{address}{path}", headers=asked)
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, "https://intranet.example")
    assert header in answer.headers["access-control-allow-headers"].lower()
    assert httpx.options(f"{address}{path}", headers={**asked, "origin": "https://evil.example"}).status_code == 400


def test_a_page_reads_what_its_client_needs_of_an_answer(address):
    answer = httpx.post(f"{address}/mcp", json=TOOLS, headers={**ACCEPT, "origin": "https://intranet.example"})
    exposed = {name.strip() for name in answer.headers["access-control-expose-headers"].split(",")}
    assert {"mcp-protocol-version", "mcp-session-id", "retry-after"} <= exposed


TOOLS = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
ACCEPT = {"accept": "application/json, text/event-stream"}


@pytest.mark.parametrize("origin", ["null", "vscode-file://vscode-app", "tauri://localhost", "http://[::1]:8000"])
def test_an_operator_may_allow_a_desktop_client(assistant, serve, origin):
    address = serve(assistant, Settings(rate_limit=0, allowed_origins=(origin,)))
    answer = httpx.post(f"{address}/mcp", json=TOOLS, headers={**ACCEPT, "origin": origin})
    assert (answer.status_code, answer.headers["access-control-allow-origin"]) == (200, origin)
    page = httpx.get(f"{address}/embed")
    framed = page.headers["content-security-policy"].partition("frame-ancestors ")[2]
    assert (origin in framed) is origin.startswith("http")  # the others frame nothing, nor are they spoken to
    (spoken_to,) = re.findall(r'<meta name="allowed-origins" content="([^"]*)">', page.text)
    assert spoken_to == (origin if origin.startswith("http") else "")


def test_a_desktop_client_that_is_not_allowed_is_turned_away(address):
    for origin in ("null", "vscode-file://vscode-app"):
        assert httpx.post(f"{address}/mcp", json=TOOLS, headers={**ACCEPT, "origin": origin}).status_code == 403


@pytest.mark.parametrize("filters", [{"trusts": ["UCLH"]}, {"themes": ["Money"]}])
def test_an_unknown_id_is_told_with_those_that_are(address, filters):
    result = call(address, "ask_report", question="How are consultants inducted?", **filters)
    assert result.is_error
    for word in (next(iter(filters.values()))[0], "southern-health", "uclh", "culture"):
        assert word in result.content[0].text


def test_who_says_nothing_of_what_is_taken_is_answered(address):
    with httpx.Client() as client:
        del client.headers["accept"]
        answer = client.post(f"{address}/mcp", json=TOOLS)
    assert (answer.status_code, len(answer.json()["result"]["tools"])) == (200, 4)
