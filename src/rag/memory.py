"""Memory that loading took and nothing needs any more → back to the system."""

from __future__ import annotations

import sys
from contextlib import suppress


def give_back() -> None:
    """Let the C library return what was freed. glibc keeps some of it: 8 MiB of the server's start, 27 of unpacking what tells
    languages. Elsewhere there is nothing to do.
    """
    if sys.platform == "linux":
        import ctypes

        with suppress(AttributeError):  # musl has no such function, and keeps nothing
            ctypes.CDLL(None).malloc_trim(0)
