"""Questions whose askers do not wait for the answer: nothing stays of them."""

import asyncio
import json
import socket

import httpx
import pytest

from adversary.payloads import RUN, event
from adversary.served import answer, served
from conftest import waits_for

ABANDONED = 10_000
AT_ONCE = 128  # twice as many as may wait
MIB = 1024


async def abandon(port, first, number, typed):
    """So many questions of as many pages, so many at a time, each of whose connections is closed before its answer."""

    async def lane(start):
        for session in range(start, first + number, AT_ONCE):
            body = json.dumps(event([f"{typed} {session}", "", [], []], session=f"gone{session}"), ensure_ascii=False).encode()
            head = (
                f"POST {RUN} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
            )
            _, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(head.encode() + body)
            await writer.drain()
            writer.close()
            await writer.wait_closed()

    async with asyncio.timeout(1_000):
        await asyncio.gather(*(lane(first + n) for n in range(AT_ONCE)))


@pytest.mark.slow
@pytest.mark.timeout(1_200)  # 10,000 questions; a minute on a quiet machine
@pytest.mark.timed
def test_ten_thousand_abandoned_questions_leave_no_memory(tmp_path):
    """Long questions with an emoji, as Python keeps such a string at four bytes a character."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with served(port, tmp_path / "log") as server, httpx.Client(base_url=server.address, timeout=30) as client:
        typed = "🏥" + "why " * 1_000  # 16 kB in memory, 160 MB of 10,000
        asyncio.run(abandon(port, 0, 1_600, typed))  # what a process takes once
        answer(client, "before")
        before = int(server.tell("memory"))
        asyncio.run(abandon(port, 1_000_000, ABANDONED, typed))
        waits_for(lambda: "answer answered" in str(answer(client, "after")), 120)  # the last of them may still be in hand
        after = int(server.tell("memory"))
        came = sum(
            float(line.split()[-1])
            for line in client.get("/metrics").text.splitlines()
            if line.startswith('rag_requests_total{method="POST"')
        )
        print(f"{came:.0f} came; {before / MIB:.0f} MiB before, {after / MIB:.0f} after")
        assert came > 0.9 * ABANDONED  # a connection closed at once may be lost before its request is read
        assert after - before < 20 * MIB
