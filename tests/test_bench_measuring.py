"""How the benchmark measures: stages, follow-ups, imports, crowds and doors that are compared. No test here asserts a time."""

import asyncio
import sys

import pytest

from conftest import ROOT

sys.path.insert(0, str(ROOT))  # `bench` is no part of the installed package

from bench import ceiling
from bench.against import compared, door, earlier, one_after_the_other
from bench.answer import carried
from bench.stages import POINTS, REST, Clock, clocked, owner_of, shares
from bench.start import by_package
from bench.subject import Request
from bench.throughput import load
from bench.users import Asked, asking_event, chat_end, crowd


def test_every_stage_is_still_where_it_is_timed():
    assert all(callable(getattr(owner_of(where), name)) for where, name, _ in POINTS)


def test_a_stage_is_not_charged_for_those_that_it_calls(monkeypatch):
    now = iter([0.0, 1.0, 4.0, 6.0])
    monkeypatch.setattr("time.perf_counter", lambda: next(now))
    clock = Clock()
    inner = clock.timed("dense search", lambda: None)
    clock.timed("fusion", inner)()
    assert (clock.seconds["fusion"], clock.seconds["dense search"]) == (3.0, 3.0)
    assert clock.calls["fusion"] == 1


def test_stages_add_up_and_nothing_stays_wrapped(assistant):
    before = [getattr(owner_of(where), name) for where, name, _ in POINTS]
    plain = assistant.ask("How does UCLH induct new consultants?")
    with clocked() as clock:
        assert assistant.ask("How does UCLH induct new consultants?") == plain
    assert [getattr(owner_of(where), name) for where, name, _ in POINTS] == before
    assert clock.seconds["judge"] > 0
    parts_of_it = shares(clock.seconds, sum(clock.seconds.values()) * 2)
    assert parts_of_it[REST] == pytest.approx(0.5, abs=0.01)
    assert sum(parts_of_it.values()) == pytest.approx(1, abs=0.01)


def test_a_follow_up_is_asked_with_the_context_that_the_answers_before_it_carry(assistant):
    first, second, third = "How does UCLH induct new consultants?", "And at Salford?", "Who runs it?"
    alone, last = (Request(name, "find", third, history) for name, history in (("a", ()), ("b", (first, second))))
    (asked,) = carried(assistant, [alone, last])
    before = assistant.ask(second, context=assistant.ask(first).context)
    assert (asked.id, asked.question, asked.history, asked.context) == ("b", third, (), before.context)
    assert before.trusts == ("salford",)


def test_imports_by_package():
    lines = ["import time: self [us] | cumulative | imported package", "import time:       100 |        100 |   torch.nn",
             "import time:      2000 |       2500 | torch", "a line of the server", "import time:      9000 |      12000 | gradio"]  # fmt: skip
    assert [(p.name, p.own, p.whole) for p in by_package(lines)] == [("gradio", 0.009, 0.012), ("torch", 0.0021, 0.0025)]


CONFIG = {
    "components": [{"id": 1, "type": "textbox", "props": {"value": ""}}, {"id": 2, "type": "chatbot", "props": {"value": None}}, {"id": 3, "type": "state", "props": {}}],
    "dependencies": [{"id": 4, "targets": [[9, "load"]], "inputs": []}, {"id": 7, "targets": [[8, "click"]], "inputs": [1, 2, 3]}],
}  # fmt: skip


def test_what_the_page_sends_when_a_reader_asks():
    event = asking_event(CONFIG)
    assert (event.number, event.box, event.data("Why?")) == (7, 1, ["Why?", [], None])
    with pytest.raises(LookupError):
        asking_event({"components": [], "dependencies": []})


@pytest.mark.parametrize(
    ("reply", "end"),
    [
        ('{"data": ["", "", "<div class=\\"answer answered\\">"]}', "answered"), ('{"data": ["", "", "<div class=\\"answer failed\\">"]}', "failed"),
        ('{"data": []}', "failed"),
    ],
)  # fmt: skip
def test_how_a_question_in_the_chat_ends(reply, end):
    assert chat_end(reply) == end


def test_a_crowd_asks_different_questions_and_every_end_is_counted():
    heard = []

    async def ask(_client, question):
        heard.append(question)
        await asyncio.sleep(0.001)
        return "refused" if question == "c" else "answered"

    asked, took = asyncio.run(crowd("http://127.0.0.1:1", ask, ["a", "b", "c", "d"], 4, 0.02))
    assert set(heard[:4]) == {"a", "b", "c", "d"}
    assert took > 0
    assert {a.end for a in asked} == {"answered", "refused"}


def test_only_answers_are_timed():
    found = load("API", 2, [Asked("answered", 0.5), Asked("answered", 0.5), Asked("refused", 9.0), Asked("failed", 9.0)], 2.0, 4.0)
    assert (found.answered, found.refused, found.failed, found.per_second, found.ratio) == (2, 1, 1, 1.0, 0.25)
    assert found.latency.p99 == 500
    assert load("API", 2, [Asked("failed", 9.0)], 2.0, 4.0).latency is None


def test_doors_are_compared_round_by_round():
    fast = door(
        "API",
        [([Asked("answered", 0.1)] * 4, 1.0), ([Asked("answered", 0.3)] * 2 + [Asked("refused", 9.0), Asked("failed", 9.0)], 1.0)],
    )
    slow = door("earlier", [([Asked("answered", 1.0)], 1.0), ([Asked("answered", 1.0)] * 2, 1.0)])
    assert (fast.per_second, fast.answered, fast.refused, fast.failed) == ((4.0, 2.0), 6, 1, 1)
    assert fast.latency.p99 == pytest.approx(300)
    assert compared(fast, slow) == 2.5  # the middle between 4 and 1
    assert one_after_the_other(fast, slow) == 0.9  # the middle between 1 / (1/4 + 1/1) and 1 / (1/2 + 1/2)
    with pytest.raises(ValueError, match="nothing can be compared"):
        compared(fast, door("dead", [([Asked("failed", 1.0)], 1.0)] * 2))


def test_a_checkout_that_cannot_be_had_is_told():
    with pytest.raises(RuntimeError, match="worktree add"), earlier("0" * 40):
        pass


def test_the_page_that_does_nothing_has_the_chats_event():
    asks = next(event for event in ceiling.page().config["dependencies"] if event["targets"][0][1] == "click")
    context, turn = asyncio.run(ceiling.nothing("Why?", "before", [], []))
    assert (asks["queue"], len(asks["inputs"]), len(asks["outputs"]), context, chat_end(turn)) == (
        False,
        4,
        2,
        "before",
        "answered",
    )
