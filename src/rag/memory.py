"""Memory that loading took and nothing needs any more → back to the system; and what is not loaded at all."""

from __future__ import annotations

import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""Numbers of three of glibc's options (``malloc.h``)."""
MOST_FREE, APART = 8 << 20, 4 << 20
"""Bytes that are kept free at the end of each heap, and from which memory is mapped for itself and returned when it is freed. All
arrays of a comparison of all trusts fit: at 4 and 1 MiB they were mapped anew in each call, which then took 13% longer; at 16 and 4
it took no less time, and a server that lost nothing seemed to grow by up to 12 MiB."""
HEAPS = 2
"""Heaps that all threads share: with one a thread, a crowd left the server with 17 MiB more."""


def keep_little() -> None:
    """Let the C library return what is freed while requests are answered, too. glibc learns from the largest array that was freed,
    that of loading, to keep up to 64 MiB free in each heap; 35 MiB were.
    """
    if sys.platform == "linux":
        import ctypes

        with suppress(AttributeError):  # musl
            for option, value in ((_TRIM_THRESHOLD, MOST_FREE), (_MMAP_THRESHOLD, APART), (_ARENA_MAX, HEAPS)):
                ctypes.CDLL(None).mallopt(option, value)


def give_back() -> None:
    """Let the C library return what was freed. glibc keeps some of it: 8 MiB of the server's start, 27 of unpacking what tells
    languages. Elsewhere there is nothing to do.
    """
    if sys.platform == "linux":
        import ctypes

        with suppress(AttributeError):  # musl has no such function, and keeps nothing
            ctypes.CDLL(None).malloc_trim(0)


@contextmanager
def without(package: str) -> Iterator[None]:
    """While the block runs, ``package`` is as if not installed: to import it is an ``ImportError``. One that is loaded stays."""
    if package in sys.modules:
        yield
        return
    sys.modules[package] = None  # type: ignore[assignment]  # Python's own way to say so
    try:
        yield
    finally:
        del sys.modules[package]
