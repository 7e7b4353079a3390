"""Counting what each client does: exact for one, bounded for many, and at one cost."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adversary.addresses import addresses
from rag.web.rates import MINUTE, Rate


class Clock:
    def __init__(self):
        self.now = 1_000.0

    def __call__(self):
        return self.now


def test_a_minutes_share_at_once_then_one_each_time_that_its_part_has_passed():
    clock = Clock()
    rate = Rate(3, now=clock)
    assert [rate.wait("a") for _ in range(5)] == [0, 0, 0, 20, 20]
    clock.now += 19
    assert rate.wait("a") == 1
    clock.now += 1
    assert [rate.wait("a"), rate.wait("a")] == [0, 20]
    assert rate.wait("b") == 0
    clock.now += 3 * MINUTE
    assert [rate.wait("a") for _ in range(4)] == [0, 0, 0, 20]  # no more is saved up than a minute's share


@given(st.integers(1, 1_000), st.lists(st.floats(0, 30), max_size=200))
def test_never_more_than_a_share_at_once_and_the_rate_after_it(a_minute, pauses):
    clock = Clock()
    rate = Rate(a_minute, now=clock)
    done = 0
    for pause in pauses:
        clock.now += pause
        done += rate.wait("a") == 0
    assert done <= a_minute + (clock.now - 1_000) * a_minute / MINUTE + 1


@pytest.mark.timed
def test_200000_addresses_are_forgotten_and_cost_nobody_anything():
    """As seen on 4a040a8: after 82,000 addresses every request walked through all of them, for good."""

    def cost(rate, client):
        started = time.perf_counter()
        for _ in range(2_000):
            rate.wait(client)
        return time.perf_counter() - started

    clock = Clock()
    rate = Rate(300, now=clock)
    idle = min(cost(rate, "a") for _ in range(5))
    for address in addresses(200_000):
        rate.wait(address)
    assert len(rate) <= 20_000
    assert min(cost(rate, "a") for _ in range(5)) < 5 * idle
    clock.now += 2 * MINUTE
    for _ in range(20_000):
        rate.wait("a")
    assert len(rate) == 1


@pytest.mark.parametrize("steady", ["a", "b"])
def test_who_goes_on_asking_is_not_forgotten_for_others(steady):
    rate = Rate(1, most_clients=10, now=Clock())
    assert rate.wait(steady) == 0
    for address in addresses(100):
        rate.wait(address)
        assert rate.wait(steady) > 0
