"""How soon a question is on the screen, read off a browser's trace by hand."""

import pytest
from bench.echo import until_drawn
from bench.tables import BLOCKS, echo

from test_bench import FIGURES

KEY = {"name": "EventDispatch", "ph": "X", "tid": 1, "ts": 1_000, "dur": 12_000, "args": {"data": {"type": "keydown"}}}
TASK = {"name": "RunTask", "ph": "X", "tid": 1, "ts": 900, "dur": 13_000, "tdur": 11_000}
EARLIER = {"name": "Commit", "ph": "X", "tid": 1, "ts": 500, "dur": 300}
FRAME = {"name": "RunTask", "ph": "X", "tid": 1, "ts": 15_000, "dur": 6_000}
COMMIT = {"name": "Commit", "ph": "X", "tid": 1, "ts": 18_000, "dur": 3_000}
OTHERS = [
    {"name": "Commit", "ph": "X", "tid": 2, "ts": 14_000, "dur": 1},
    {"name": "RunTask", "ph": "X", "tid": 1, "ts": 22_000, "dur": 50_000},
    {"name": "EventDispatch", "ph": "X", "tid": 1, "ts": 100, "dur": 1, "args": {"data": {"type": "input"}}},
]


def test_it_lasts_from_the_key_to_the_first_commit_of_its_own_thread_and_the_work_is_that_of_the_tasks_until_then():
    assert until_drawn([*OTHERS, EARLIER, KEY, TASK, FRAME, COMMIT]) == (20.0, 17.0)


@pytest.mark.parametrize(("events", "said"), [([COMMIT], "no key"), ([KEY, TASK, EARLIER, *OTHERS], "nothing was drawn")])
def test_a_trace_without_key_or_frame_is_none(events, said):
    with pytest.raises(ValueError, match=said):
        until_drawn(events)


@pytest.mark.parametrize(
    ("p90", "said"), [(49.9, "nine of ten within 50 ms. Reached."), (50.0, "nine of ten within 50 ms. **Not reached.**")]
)
def test_the_page_tells_it_where_it_was_measured(p90, said):
    figures = {"questions": 20, "median": 22.9, "p90": p90, "cpu_median": 19.5, "cpu_p90": 36.1}
    assert said in BLOCKS["page"]({**FIGURES["page"], "echo": figures})
    assert echo(None) == []
    assert "Enter to" not in BLOCKS["page"](FIGURES["page"])
