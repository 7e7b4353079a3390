"""What a form makes of a request, before the door adds what every answer has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rag.types import Form, Quote, Row, Status


@dataclass(frozen=True, slots=True)
class Draft:
    """One form's answer: as ``Answer``'s fields of the same names.

    Where ``message`` is empty, it is told from what is shown (``wording.told``): ``heading``, what is quoted, what was added
    ``beside`` it (among ``quotes``, too), silent rows, and ``note``. To what is ``complete`` nothing is added; what is ``kept``
    tells what is asked, and is not folded.
    """

    form: Form
    status: Status
    message: str
    quotes: tuple[Quote, ...] = ()
    more: tuple[Quote, ...] = ()
    rows: tuple[Row, ...] = ()
    nearest: tuple[Quote, ...] = ()
    next: tuple[str, ...] = ()
    heading: str = ""
    beside: tuple[Quote, ...] = ()
    note: str = ""
    complete: bool = False
    kept: tuple[Quote, ...] = ()
