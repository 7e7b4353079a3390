"""A second core, where there is one, for what can be done beside the rest of a call.

It helps one call at a time: what others bring meanwhile they do themselves, so that under load each call keeps to its own core
and no answers a second are lost.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class SecondCore:
    """A thread for the work of one call at a time; none where the process has one core. Many threads may ask for it."""

    def __init__(self, cores: int) -> None:
        self._pool = ThreadPoolExecutor(1, thread_name_prefix="second-core") if cores > 1 else None
        self._in_use = Lock()

    @property
    def free(self) -> bool:
        """Whether work that is begun now would be done beside the caller's own."""
        return self._pool is not None and not self._in_use.locked()

    def begin(self, *works: Callable[[], T]) -> tuple[Callable[[], T], ...]:
        """Begin the works, one after the other, beside the caller's own; each one's result, waited for when it is called.

        Where the core is another call's, or there is none, each is done by whoever calls for its result. An error is raised there.
        """
        if self._pool is None or not self._in_use.acquire(blocking=False):
            return works
        futures = [self._pool.submit(work) for work in works]
        futures[-1].add_done_callback(lambda _: self._in_use.release())
        return tuple(partial(future.result, None) for future in futures)


@cache
def second_core() -> SecondCore:
    """The one of this process."""
    return SecondCore(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1)
