"""The MCP server, spoken to by a real client of the ``mcp`` package over HTTP."""

import asyncio
import json

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
