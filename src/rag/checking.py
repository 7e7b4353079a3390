"""``rag check-quote``: a draft from a file or standard input → what became of its quotations, and the exit code."""

from __future__ import annotations

import codecs
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rag.loading import open_report
from rag.reference.checkup import QuotationCheck, record
from rag.terminal import print_checkup

if TYPE_CHECKING:
    from collections.abc import Callable

    from rag.settings import Settings

ALL_TRUE, NOT_ALL, MISUSED = 0, 1, 2


def check_quotes(
    settings: Settings, file: str, *, as_json: bool, say: Callable[[str], None], complain: Callable[[str], None]
) -> int:
    """Check the draft in ``file``, or from standard input for ``-``; ``MISUSED`` where it cannot be read as a text, as 1 says
    that a quotation is altered or not found.
    """
    try:
        checkup = QuotationCheck(*open_report(settings)).check(
            _text(sys.stdin.buffer.read() if file == "-" else Path(file).read_bytes())
        )
    except OSError as error:
        complain(f"rag: {file} cannot be read ({error.strerror}). Give a file of text, or - for standard input.")
        return MISUSED
    except UnicodeDecodeError:
        complain(f"rag: {file} is no text in UTF-8. Save it as plain text in UTF-8.")
        return MISUSED
    except ValueError as error:
        complain(f"rag: {error}.")
        return MISUSED
    if as_json:
        say(json.dumps(record(checkup), ensure_ascii=False, indent=1))
    else:
        print_checkup(checkup)
    return ALL_TRUE if checkup.all_true else NOT_ALL


def _text(data: bytes) -> str:
    """Text as editors save it: UTF-8, or UTF-16 with its byte order mark."""
    return data.decode("utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig")
