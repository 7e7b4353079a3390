"""Whether quotations tell that an aim was reached, where that is asked: an aim to save 1,000 lives saves none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

AIM = re.compile(r"\b(?:aim(?:s|ed|ing)?|ambitions?|targets?|intend(?:s|ed)?|hop(?:es?|ed|ing)|plan(?:s|ned)?)\b")
"""What is only to come about."""
_WHAT = r"(?:aims?|ambitions?|targets?|goals?)\b"
_ASKS = re.compile(
    rf"\b(?:reach(?:ed)?|hit|meet|met|achieved?|attain(?:ed)?|fulfil(?:led)?)\b[^.;?!\n]{{0,40}}?\b{_WHAT}"
    rf"|\b{_WHAT}[^.;?!\n]{{0,40}}?\b(?:reached|hit|met|achieved|attained|fulfilled)\b"
)
_TOLD = re.compile(r"\b(?:reached|hit|met|achiev(?:ed|ing)|attained|fulfilled|exceeded|surpassed)\b")


def reached(request: str, quotations: Iterable[str]) -> bool:
    """Whether some quotation tells of something reached; true where no such thing is asked."""
    return not _ASKS.search(request.lower()) or any(_TOLD.search(text.lower()) for text in quotations)
