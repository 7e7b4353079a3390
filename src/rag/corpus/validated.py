"""A TOML file of the corpus → a checked model. What is wrong is told with the file, the line and what to write."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from rag.errors import ReportError

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic_core import ErrorDetails

    Place = tuple[int | str, ...]


class Checked(BaseModel):
    """A table of a file that people edit: nothing unknown in it, nothing guessed from another type, frozen once it is read."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


Model = TypeVar("Model", bound=Checked)
_TAKES = {
    "missing": "it is not there; write it",
    "string_type": "write a text in quotation marks",
    "int_type": "write a whole number",
    "list_type": "write a list in square brackets",
    "tuple_type": "write a list in square brackets",
    "dict_type": "write a table",
    "model_type": "write a table",
}


def read_checked(path: Path, model: type[Model]) -> Model:
    """Read ``path`` as ``model``; ``ReportError`` names the file, as nearly as can be the line, and what to write."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ReportError(f"{path} cannot be read ({error}). Restore it, or write it as docs/another-report.md says.") from error
    try:
        return model.model_validate(_tuples(tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        raise ReportError(f"{path} is not TOML: {error}. Mend that, or restore the file.") from error
    except ValidationError as error:
        place, what = _first(error.errors())
        raise ReportError(f"{at(path, text, place)}: {what}.") from error


def at(path: Path, text: str, place: Place) -> str:
    """The file, the line and the name of a value of ``text``, for messages."""
    named = ".".join(f"{part}" if isinstance(part, str) else f"{part + 1}" for part in place)
    return f"{path} line {line_of(text, place)}, {named}" if named else f"{path}"


def line_of(text: str, place: Place) -> int:
    """The line, from 1, of the value at ``place``, or of the nearest table around it that stands in the text.

    tomllib keeps no places, so that they are looked for as people write them: a table's header, then a name before ``=``.
    """
    lines = text.splitlines()
    line = 0
    header = ""
    for n, part in enumerate(place):
        if isinstance(part, int):
            continue
        after = place[n + 1] if n + 1 < len(place) else None
        nth = after if isinstance(after, int) else 0
        header = f"{header}.{part}" if header else part
        tables = [n for n, own in enumerate(lines) if re.match(rf"\[+ *{re.escape(header)} *\]+", own)]
        if tables:
            line = tables[min(nth, len(tables) - 1)]
            continue
        key = re.compile(rf'(?:^|[{{,])\s*"?{re.escape(part)}"?\s*=')
        line = next((n for n in range(line, len(lines)) if key.search(lines[n])), line)
    return line + 1


def _tuples(value: Any) -> Any:
    """Lists as tuples: a frozen model can be a key, and strict checking takes no list for a tuple."""
    if isinstance(value, dict):
        return {name: _tuples(part) for name, part in value.items()}
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _first(errors: list[ErrorDetails]) -> tuple[Place, str]:
    """Where the first error is and what to write; a name that there is not comes before one that is missing, which it may be."""
    strange = [error for error in errors if error["type"] == "extra_forbidden"]
    if not strange:
        return errors[0]["loc"], _what(errors[0])
    place = strange[0]["loc"]
    lacking = [f"{error['loc'][-1]}" for error in errors if error["type"] == "missing" and error["loc"][:-1] == place[:-1]]
    return place, f"there is no such setting; {f'write {lacking[0]!r}, or ' if lacking else ''}take it out"


def _what(error: ErrorDetails) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])  # a validator's own words, whole
    takes = _TAKES.get(error["type"], error["msg"])
    return takes if error["type"] == "missing" else f"{takes}, not {error['input']!r}"
