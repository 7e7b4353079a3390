"""Minutes and notes pasted without a question: nobody asks their items, and no word of them is to be found in the report."""

from __future__ import annotations

import re

from rag.text import words
from rag.understanding.alarms import is_order
from rag.understanding.asking import asks, cut
from rag.understanding.rules import Rule

FEWEST = 2
"""Marks of notes from which a text is taken for some: one alone may stand in any mail."""
MARKS = Rule(
    "marks the notes of a meeting",
    (
        (r"(?:draft )?(?:minutes|notes|action (?:log|notes)) (?:of|from) (?:the|our|an?|last|this) [^.?!:\n]{0,60}?"
         r"(?:meeting|board|committee|forum|huddle)"),
        (r"(?:present|in attendance|apologies(?: for absence| received)?|actions?(?: points?| log)?|attendees|minutes|agenda"
         r"|chair) ?:"),
        (r"matters arising|any other business|aob|declarations? of interests?|(?:date|time) of (?:the )?next meeting"
         r"|next meeting(?= ?[:–-]| \d)"),
    ),
    yes=("notes of the leadership meeting", "present: ab, cd", "1. matters arising", "aob - party", "next meeting 4 march"),
    no=("when is the next meeting", "who is present", "what actions are there", "the minutes", "a meeting of the board"),
    bounded=False, head=r"\b",
)  # fmt: skip

ORDERS = re.compile(r"\?|\b(?:please|pls|(?:can|could|would) you|(?:tell|give|show|let) (?:me|us)|summari[sz]e|find)\b")
"""Wants something of whoever reads it."""


def are_notes(text: str) -> bool:
    """Whether a text is the notes of a meeting, and asks nothing, nor orders the assistant about."""
    lowered = text.lower()
    marks = {" ".join(words(found[0])) for found in MARKS.pattern.finditer(lowered)}
    silent = not (ORDERS.search(lowered) or is_order(lowered) or any(asks(one.strip()) for one in cut(lowered)))
    return len(marks) >= FEWEST and silent
