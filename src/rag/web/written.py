"""What libraries write, to the log or straight to standard error and output, as lines of ours that hold no value of a request.

A library's text may hold what a reader typed: Gradio prints tracebacks with the values that it was sent, and headers. So of
such text only what stands in the code itself is told, and of an exception its type and its places, unless an operator
turned values on.
"""

from __future__ import annotations

import io
import logging
import re
import sys
import threading
import time
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from structlog.typing import EventDict, ProcessorReturnValue

WITHHELD = "a library's words, withheld (RAG_LOG_QUESTIONS tells them)"
BURST, WINDOW = 20, 60.0
"""Lines from one place in the code, and the seconds in which no more of them are written: what a stranger can cause is bounded."""
CALM = 1.0
"""Seconds in which several writes from one place are one event: a traceback comes line by line."""
PLACES, CAUSES = 8, 4
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_SELF = Path(__file__).name


class WithoutValues:
    """Structlog's processor that takes what may have been typed out of an event, unless ``values``."""

    def __init__(self, *, values: bool) -> None:
        self._values = values

    def __call__(self, _logger: Any, _method: str, event: EventDict) -> EventDict:
        """The event with a text of the code's own, its exception told by type and places, and how many were left out."""
        record: logging.LogRecord = event["_record"]
        if not event["_from_structlog"]:
            text = event["event"] if self._values else _literal(record)
            event["event"] = text or WITHHELD
            if not text or not record.name.startswith("rag"):
                event["at"] = f"{Path(record.pathname).name}:{record.lineno}"
        error = event.pop("exc_info", None)
        error = sys.exc_info()[1] if error is True else error[1] if isinstance(error, tuple) else error
        if error is not None:
            event["error"] = told(error, values=self._values)
        if left_out := getattr(record, "left_out", 0):
            event["left_out"] = left_out
        event.pop("stack_info", None)
        return event


def one_line(_logger: Any, _method: str, line: ProcessorReturnValue) -> str:
    """No character of a rendered event begins a line, moves a cursor or cannot be written."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", str(line))


def told(error: BaseException, *, values: bool) -> str:
    """An exception and its causes: each its type, and where it came from, the innermost place first."""
    parts: list[str] = []
    cause: BaseException | None = error
    while cause is not None and len(parts) < CAUSES:
        frames = traceback.extract_tb(cause.__traceback__, limit=-PLACES)
        places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
        parts.append(f"{type(cause).__name__}{f': {cause}' if values else ''}{f' at {places}' if places else ''}")
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return "; from ".join(parts)


class Bounded(logging.Filter):
    """Lets ``BURST`` warnings of one place in the code through in ``WINDOW`` seconds, and tells later how many it did not."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now = now
        self._seen: dict[tuple[str, int], list[float]] = {}  # when its window began, lines in it, lines left out

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is written; its arguments are kept where they are numbers, since the formatter takes them away."""
        if isinstance(record.args, tuple) and all(isinstance(argument, int | float) for argument in record.args):
            record.numbers = record.args
        if record.levelno < logging.WARNING and record.name.startswith("rag"):
            return True  # what happened to each request is told
        now = self._now()
        seen = self._seen.setdefault((record.pathname, record.lineno), [now, 0, 0])
        if now - seen[0] > WINDOW:
            seen[0], seen[1] = now, 0
        seen[1] += 1
        if seen[1] > BURST:
            seen[2] += 1
            return False
        record.left_out, seen[2] = int(seen[2]), 0
        return True


@contextmanager
def captured(*, values: bool) -> Iterator[None]:
    """While it lasts, what is written to ``sys.stdout`` and ``sys.stderr`` comes into the log."""
    kept = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (_Stream(name, stream, values=values) for name, stream in zip(("stdout", "stderr"), kept, strict=True))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = kept


class _Stream(io.TextIOBase):
    """Stands for a standard stream: who writes to it is told, what only if ``values``."""

    def __init__(self, name: str, stream: TextIO, *, values: bool) -> None:
        self._log = logging.getLogger(name)
        self._stream = stream
        self._values = values
        self._own = threading.local()

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._stream.fileno()

    def write(self, text: str) -> int:
        # Not what the log itself writes when it fails: that would come back here.
        if text.strip() and not getattr(self._own, "telling", False):
            self._own.telling = True
            try:
                self._tell(text)
            finally:
                self._own.telling = False
        return len(text)

    def _tell(self, text: str) -> None:
        frame = _writer()
        place = (frame.f_code.co_filename, frame.f_lineno)
        now = time.monotonic()
        last, at = getattr(self._own, "last", (None, 0.0))
        if last == place and now - at < CALM and not self._values:
            return
        self._own.last = (place, now)
        error = sys.exc_info()[1]
        level = logging.ERROR if error else logging.WARNING
        record = self._log.makeRecord(
            self._log.name, level, *place, text.rstrip() if self._values else WITHHELD, (),
            (type(error), error, error.__traceback__) if error else None, frame.f_code.co_name,
        )  # fmt: skip
        self._log.handle(record)


def _writer() -> FrameType:
    """Who wrote: the first frame that is neither here nor in ``traceback``."""
    frame = sys._getframe(2)  # noqa: SLF001 - as logging itself finds its caller
    while frame.f_back and (Path(frame.f_code.co_filename).name == _SELF or frame.f_code.co_filename == traceback.__file__):
        frame = frame.f_back
    return frame


def _literal(record: logging.LogRecord) -> str:
    """The record's text where it stands as it is in the code that logged it; numbers are filled in, nothing else is."""
    text = str(record.msg)
    frame: FrameType | None = sys._getframe(1)  # noqa: SLF001 - as logging itself finds its caller
    while frame and (frame.f_code.co_filename, frame.f_code.co_name) != (record.pathname, record.funcName):
        frame = frame.f_back
    if frame is None or text not in frame.f_code.co_consts:
        return ""
    arguments = getattr(record, "numbers", ())
    return text % arguments if arguments else text
