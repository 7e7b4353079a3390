"""What a row must hold where another row holds it: whoever is in charge, or the very number of which members one is picked out.

Of who is in charge of safety a culture of safety tells nothing, and a member of which no number is told is not the one "with four
directors", nor is it not.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.corpus.profile import NUMBERS
from rag.text import stem, words
from rag.understanding.route import masked
from rag.understanding.rules import Rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.kit import Kit
    from rag.types import Quote
    from rag.understanding.question import Question

ASKS_HEAD = Rule(
    "asks who is in charge",
    (
        r"who(?:'?s| is| was| are)? (?:\w++ )?(?:in charge|responsible|accountable|answerable)",
        r"who (?:oversees|heads(?: up)?|looks after|answers for|carries the can)",
    ),
    yes=("who's in charge of safety", "whos ultimately accountable for pay", "who heads up nursing", "who looks after safety"),
    no=("who is it", "who heard", "to whom are they accountable", "who does the board look after"),
)
_PICKS = re.compile(
    r"\b(?:which|who|only)\b[^.,;:?!]{0,60}?\b(?:has|have|had|got|with|runs?|uses?)"
    rf" (?:only |just |its |the )?({'|'.join(NUMBERS[2:])}|\d{{1,2}})(?![\d,.%-]) (?!years?\b|months?\b|of\b)[a-z]"
)
"""Not "more than ten years", which eleven are as well."""


def lacking(kit: Kit, asked: Question, quotes: Sequence[Quote]) -> bool:
    """Whether the quotations name no post where it is asked who is in charge, or lack the number by which one is picked out."""
    told = [quote.text.lower() for quote in quotes]
    text = masked(asked.text, asked.mentions, "\n").lower()
    if ASKS_HEAD.found(text):
        profile = kit.index.report.tags.profile.words
        posts = {stem(post) for post in profile.offices} - {stem(word) for word in profile.people}
        return not any(stem(word) in posts for one in told for word in words(one))
    picked = _PICKS.search(text)
    if picked is None:
        return False
    number = picked[1]
    figure = str(NUMBERS.index(number)) if number in NUMBERS else number
    named = NUMBERS[int(figure)] if int(figure) < len(NUMBERS) else figure
    same = re.compile(rf"(?<![\w-])(?:{figure}|{named})\b")  # "twenty-five" holds no five
    return not any(same.search(one) for one in told)
