"""Text in and out of the command line, whatever encoding a terminal, a pipe or an editor has."""

from __future__ import annotations

import codecs
import io
import json
import unicodedata
from typing import TextIO

PLAIN = {
    "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-", "−": "-", "•": "*", "…": "...",
    "→": "->", "·": "-", "×": "x", "\xa0": " ",
}  # fmt: skip
"""What an encoding without the report's own signs gets in their place, as typewriters did."""
NEAREST = "rag.nearest"


def nearest(error: UnicodeError) -> tuple[str, int]:
    """What stands for signs that an encoding lacks: ``PLAIN``, else the letter without its accent, else a question mark."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_nearest, error.object[error.start : error.end])), error.end


def _nearest(sign: str) -> str:
    letters = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    return PLAIN.get(sign) or letters or "?"


codecs.register_error(NEAREST, nearest)


def never_fail(stream: TextIO) -> None:
    """Make a standard stream take any text in its own encoding; what stands in for one (a test's) is left alone."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=NEAREST)


def always_utf8(stream: TextIO) -> None:
    """For JSON, which is UTF-8 wherever it is read; half a pair of surrogates is written as a question mark."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors=NEAREST)


def in_utf8(data: bytes) -> bytes:
    """The bytes of JSON lines in UTF-8: UTF-16 and UTF-32 are told by their mark or by where their zeros stand.

    Bytes in UTF-8, or in nothing that is known, are left as they are, so that a line that is none is named by its number. A
    file that ends inside a sign loses that sign only.
    """
    encoding = json.detect_encoding(data)
    return data if encoding.startswith("utf-8") else data.decode(encoding, "replace").encode()
