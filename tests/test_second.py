"""Work that is done beside the rest of a call, where there is a core for it."""

import threading
import time
from functools import partial

import pytest

from rag.search.second import SecondCore


def done_by(found, value):
    found.append(threading.current_thread())
    return value


def freed(second, seconds=10):
    """Waits until the core is given back, which is a moment after the result."""
    ends = time.monotonic() + seconds
    while not second.free:
        assert time.monotonic() < ends


def test_works_are_done_in_their_order_beside_the_callers_own_and_the_core_is_given_back():
    second, by = SecondCore(2), []
    first, last = second.begin(partial(done_by, by, 1), partial(done_by, by, 2))
    assert (first(), last()) == (1, 2)
    assert len(set(by)) == 1
    assert threading.current_thread() not in by
    freed(second)
    (again,) = second.begin(partial(done_by, by, 3))
    assert again() == 3
    assert by[2] is by[0]


def test_while_it_helps_one_call_another_does_its_own_work():
    second, by, hold = SecondCore(2), [], threading.Event()
    (held,) = second.begin(partial(hold.wait, 10))
    free = second.free
    (mine,) = second.begin(partial(done_by, by, 1))
    hold.set()
    assert held()
    assert not free
    assert by == []  # done when it is asked for, and not before
    assert mine() == 1
    assert by == [threading.current_thread()]


def test_on_one_core_nothing_is_done_beside():
    second, by = SecondCore(1), []
    assert not second.free
    (mine,) = second.begin(partial(done_by, by, 1))
    assert (mine(), by) == (1, [threading.current_thread()])


def test_an_error_is_raised_where_the_result_is_asked_for():
    second = SecondCore(2)
    (fails,) = second.begin(partial(int, "x"))
    with pytest.raises(ValueError, match="invalid literal"):
        fails()
    assert second.begin(lambda: 1)[0]() == 1
