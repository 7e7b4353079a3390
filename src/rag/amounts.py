"""A figure's value as a reader says it: qualifier, number or range, unit."""

from __future__ import annotations

import re
from typing import Protocol

_CURRENCIES = "£$€"
_FRACTIONS = {0.25: "¼", 0.5: "½", 0.75: "¾"}


class Stated(Protocol):
    """A value with what the report sets around it: a prepared part, or a row of an answer."""

    @property
    def value(self) -> float | str | None:
        """As an editor read it off the words."""

    @property
    def value_to(self) -> float | None:
        """The other end of a range."""

    @property
    def unit(self) -> str | None:
        """What is counted; a currency's sign and scale (``£ million``); ``year …`` where the value is one."""

    @property
    def qualifier(self) -> str | None:
        """What the report sets before the value: about, more than, between."""


def amount(stated: Stated, words: str = "") -> str:
    """Qualifier and value: ``more than 9,000``, ``around £840 million``, ``between 15 and 40``, ``July 2004``; empty without.

    A number is written as ``words`` write it, where they do. A unit that is no currency's is left to ``with_unit``.
    """
    if stated.value is None:
        return ""
    sign = currency(stated.unit)
    scale = f" {stated.unit.removeprefix(sign).strip()}".rstrip() if stated.unit and sign else ""
    is_year = (stated.unit or "").split(" ")[0] == "year"
    numbers = f"{sign}{_number(stated.value, words, is_year=is_year)}"
    if stated.value_to is not None:
        joined = "and" if stated.qualifier == "between" else "to"
        numbers += f" {joined} {sign}{_number(stated.value_to, words, is_year=is_year)}"
    return f"{stated.qualifier or ''} {numbers}{scale}".strip()


def with_unit(stated: Stated, words: str = "") -> str:
    """``amount`` and what is counted: ``more than 9,000 staff``, ``about £840 million``; empty where there is no value."""
    said = amount(stated, words)
    if said and is_date(stated):  # "2007 (became a trust)", not "2007 year it became a trust"
        return f"{said} ({(stated.unit or '').removeprefix('year ').removeprefix('it ')})"
    return said if not said or currency(stated.unit) else f"{said} {stated.unit or ''}".strip()


def is_date(stated: Stated) -> bool:
    """Whether the value is the year of something."""
    return (stated.unit or "").startswith("year ")


def states(stated: Stated, words: str) -> bool:
    """Whether the value, or an end of its range, stands in the words as a report writes it; never where there is none."""
    ends = _ends(stated)
    return any(end.casefold() in words.casefold() if isinstance(end, str) else bool(_written(end, words)) for end in ends)


def place_of(stated: Stated, words: str) -> tuple[int, int] | None:
    """Where in the words the value stands as a report writes it, with what it sets before it and what it counts where these stand
    beside it; ``None`` where it does not.
    """
    numbers = [end if isinstance(end, str) else _written(end, words) for end in _ends(stated)]
    for told in (with_unit(stated, words), amount(stated, words), *numbers):
        if told and (at := re.search(rf"(?<![\w.,]){re.escape(told)}(?!\w|[.,]\d)", words, re.IGNORECASE)):
            return at.span()
    return None


def currency(unit: str | None) -> str:
    """The currency's sign that the unit begins with, or nothing."""
    return unit[0] if unit and unit[0] in _CURRENCIES else ""


def _ends(stated: Stated) -> list[float | str]:
    """The value, and the other end of its range."""
    return [end for end in (stated.value, stated.value_to) if end is not None]


def _number(value: float | str, words: str, *, is_year: bool) -> str:
    if isinstance(value, str):
        return value
    plain, grouped = f"{value:.10g}", f"{value:,.10g}"
    return _written(value, words) or _FRACTIONS.get(value, plain if is_year else grouped)


def _written(value: float, words: str) -> str:
    """The number as the words write it; nothing where they do not."""
    for written in (f"{value:,.10g}", f"{value:.10g}"):
        if re.search(rf"(?<![\d.,]){re.escape(written)}(?![\d]|[.,]\d)", words):
            return written
    return ""
