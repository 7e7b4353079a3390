"""Whether quotations tell that an aim was reached, or of an end, where that is asked: an aim to save 1,000 lives saves none, and
how directors were chosen does not tell why they were abolished.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.understanding.rules import Rule

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


ENDS = Rule(
    "asks why or when something came to an end",
    (
        (r"(?:why|when|how come)(?: (?:did|has|have|had|was|were|is|are))? (?:\S++ ){1,6}?(?:dropp?(?:ed)?|stopp?(?:ed)?"
         r"|closed? (?:down|two|three|the|its|their|some|several)|abandon(?:ed)?|scrapp?(?:ed)?|(?:get|got) rid of"
         r"|ditch(?:ed)?|axed?|cancel(?:led)?|discontinued?|withdr[ae]wn?"
         r"|g[ai]ven? up on|abolish(?:ed)?|do(?:ne|es)? away with)"),
    ),
    yes=("why did ash drop the scale", "when was the round abandoned", "why has birch scrapped it",
         "how come they got rid of the chair", "why did cedar do away with it", "why did ash close two wards"),
    no=("why is it close", "do they stop", "why the door is open", "why are wards backdropped"),
)  # fmt: skip
_ENDED_OR_NOT = re.compile(
    r"\b(?:remov|abolish|dropp|stopp|ceas|no longer|discontinu|withdr[ae]w|replac|clos(?:ed|ure)|scrapp|disband|moribund|resign"
    r"|not now|there (?:is|was) no|still\b|continu|remain|(?:two|several) occasions)"
)
"""Tells that something came to an end, or that it goes on after all."""


def ended(request: str, quotations: Iterable[str]) -> bool:
    """Whether some quotation tells of something's end, or puts right that it has none; true where no such thing is asked."""
    return not ENDS.found(request.lower()) or any(_ENDED_OR_NOT.search(text.lower()) for text in quotations)
