"""Questions that are joined and whose answers nobody reads: bounded in number and age, and nothing stays of them."""

import asyncio
import json
import socket

import httpx
import pytest

from adversary.pages import posted
from adversary.payloads import JOIN, event
from adversary.served import QUESTION, READ, answer, served
from conftest import with_settings
from rag.web.server import build_app
from rag.web.unread import MOST_EVENTS, MOST_UNREAD

pytestmark = [pytest.mark.filterwarnings("ignore::DeprecationWarning"), pytest.mark.filterwarnings("ignore::ResourceWarning")]

ABANDONED = 10_000
MIB = 1024


def asked(session, question=QUESTION):
    return event([question, "", [], []], session=session)


def with_page(assistant, play, **bounds):
    """Run ``play(client, unread, queue)`` in the event loop that serves the application."""

    async def run():
        app = build_app(*with_settings(assistant, rate_limit=0))
        unread = app.router.routes[-1].app._unread
        for name, value in bounds.items():
            setattr(unread, name, value)
        browser = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver", timeout=30)
        async with app.router.lifespan_context(app), asyncio.timeout(60), browser as client:
            await play(client, unread, unread._queue())

    asyncio.run(run())


def kept(queue):
    """What Gradio holds of pages and their events."""
    waiting = sum(len(line.queue) for line in queue.event_queue_per_concurrency_id.values())
    return len(queue.pending_messages_per_session), len(queue.pending_event_ids_session), len(queue.event_ids_to_events), waiting


def abandoned(unread):
    return unread._metrics.refused.labels("abandoned")._value.get()


async def until(true):
    """Give way until it is so; the whole play is bounded."""
    while not true():  # noqa: ASYNC110 - Gradio tells nobody when it is so
        await asyncio.sleep(0.005)


def test_nothing_is_kept_of_a_page_that_has_read(assistant):
    async def play(client, unread, queue):
        for _ in range(2):
            assert (await client.post(JOIN, json=asked("one"))).status_code == 200
            assert unread.pending("one") == 1
            assert "process_completed" in (await client.get(READ, params={"session_hash": "one"})).text
            await until(lambda: kept(queue) == (0, 0, 0, 0))
        assert not unread._waiting
        assert not unread._readers
        assert abandoned(unread) == 0

    with_page(assistant, play)


def test_a_question_waits_until_its_page_has_heard_that_the_last_answer_was_read(assistant):
    """Gradio's script opens no stream while it believes that the old one is open (its client, ``submit`` and ``close_stream``)."""

    async def play(client, unread, queue):
        await client.post(JOIN, json=asked("one"))
        await client.get(READ, params={"session_hash": "one"})
        assert unread._closing["one"]
        other = asyncio.create_task(client.post(JOIN, json=asked("two")))
        next_one = asyncio.create_task(client.post(JOIN, json=asked("one")))
        await other
        assert (unread.pending("two"), unread.pending("one"), next_one.done()) == (1, 0, False)
        assert (await next_one).status_code == 200
        assert unread.pending("one") == 1

    with_page(assistant, play)


def test_what_nobody_reads_is_dropped_after_a_while(assistant):
    async def play(client, unread, queue):
        for question in ("Hello", QUESTION):
            assert (await client.post(JOIN, json=asked("gone", question))).status_code == 200
        await until(lambda: abandoned(unread) == 2)
        await until(lambda: kept(queue) == (0, 0, 0, 0))
        late = await client.get(READ, params={"session_hash": "gone"})
        assert (late.status_code, late.headers["content-type"]) == (404, "application/problem+json")

    with_page(assistant, play, _seconds=0.05)


def test_the_oldest_is_dropped_when_there_are_too_many_and_a_reader_is_not(assistant):
    async def play(client, unread, queue):
        assert (await client.post(JOIN, json=asked("reader"))).status_code == 200
        reading = asyncio.create_task(client.get(READ, params={"session_hash": "reader"}))
        await until(lambda: "reader" in unread._readers)
        for number in range(20):
            assert (await client.post(JOIN, json=asked(f"gone{number}"))).status_code == 200
            assert len(unread._waiting) <= 5
        assert "answer answered" in (await reading).text
        assert list(unread._waiting) == [f"gone{n}" for n in range(15, 20)]
        await until(lambda: kept(queue) == (5, 5, 0, 0))
        assert abandoned(unread) == 15

    with_page(assistant, play, _most=5)


def test_one_page_has_so_many_questions_in_hand(assistant):
    async def play(client, unread, _queue):
        replies = [await client.post(JOIN, json=asked("greedy")) for _ in range(MOST_EVENTS + 3)]
        assert [r.status_code for r in replies] == [200] * MOST_EVENTS + [429] * 3
        assert replies[-1].headers["content-type"] == "application/problem+json"
        assert unread.pending("greedy") == MOST_EVENTS
        text = (await client.get(READ, params={"session_hash": "greedy"})).text
        assert text.count("process_completed") == MOST_EVENTS
        assert (await client.post(JOIN, json=asked("greedy"))).status_code == 200

    with_page(assistant, play)


def test_a_page_that_goes_away_while_it_reads_leaves_nothing(assistant):
    async def play(client, unread, queue):
        await client.post(JOIN, json=asked("left"))
        reading = asyncio.create_task(client.get(READ, params={"session_hash": "left"}))
        await until(lambda: "left" in unread._readers)
        reading.cancel()
        await asyncio.gather(reading, return_exceptions=True)
        await until(lambda: kept(queue) == (0, 0, 0, 0))

    with_page(assistant, play, _seconds=0.05)


def test_more_pages_than_gradio_has_room_for_are_turned_away(assistant):
    async def play(client, _unread, queue):
        replies = [await client.post(JOIN, json=asked(f"page{n}")) for n in (0, 1, 2, 3, 3, 2)]
        assert [r.status_code for r in replies] == [200, 200, 200, 503, 503, 200]
        assert (replies[3].headers["retry-after"], replies[3].headers["content-type"]) == ("2", "application/problem+json")
        assert not queue.stopped

    with_page(assistant, play, _most_pages=3)


async def abandon(port, first, number, typed):
    """So many joins of as many pages, sixteen at a time, none of which is read; how many were taken."""

    def bodies(start):
        for session in range(start, first + number, 16):
            yield json.dumps(asked(f"gone{session}", f"{typed} {session}"), ensure_ascii=False).encode()

    lanes = await asyncio.gather(*(posted(port, JOIN, bodies(first + lane)) for lane in range(16)))
    return sum(lane.count(200) for lane in lanes)


@pytest.mark.slow
@pytest.mark.timeout(1_200)  # 10,000 questions; two minutes on a quiet machine
def test_ten_thousand_abandoned_questions_leave_no_memory(tmp_path):
    """Long questions with an emoji, as Python keeps such a string at four bytes a character."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with served(port, tmp_path / "log") as server, httpx.Client(base_url=server.address, timeout=30) as client:
        typed = "🏥" + "why " * 1_000  # 16 kB in memory, 160 MB of 10,000
        asyncio.run(abandon(port, 0, 5 * MOST_UNREAD, typed))  # what a process takes once, and what may always wait
        answer(client, "before")
        before = int(server.tell("memory"))
        taken = asyncio.run(abandon(port, 1_000_000, ABANDONED, typed))
        assert "answer answered" in str(answer(client, "after"))
        after = int(server.tell("memory"))
        print(f"{taken} taken; {before / MIB:.0f} MiB before, {after / MIB:.0f} after")
        assert taken == ABANDONED
        assert after - before < 20 * MIB
