"""What a follow-up leans on, as the chat's page carries it from one question to the next: a string that the server wrote.

The one seam for it: the page holds the string without looking into it, the door lets it in only if ``earlier`` reads it.
"""

from __future__ import annotations

import json
from typing import Annotated

from pydantic import Field, TypeAdapter

from rag.web.models import MOST_EARLIER

MOST_CHARACTERS = 2_000
"""Of one earlier question; a longer one has been told that it is too long and lends little."""
LONGEST = MOST_EARLIER * (2 * MOST_CHARACTERS + 4)
"""Characters of the whole string: JSON may need two for one, and four around each question."""
_EARLIER = TypeAdapter(list[Annotated[str, Field(max_length=MOST_CHARACTERS)]])


def earlier(context: str) -> list[str]:
    """The earlier questions, oldest first; ``ValueError`` for a string that ``following`` cannot have written."""
    questions = _EARLIER.validate_json(context, strict=True) if context else []
    if len(questions) > MOST_EARLIER:
        raise ValueError(f"{len(questions)} earlier questions are more than {MOST_EARLIER}")
    return questions


def following(questions: list[str], asked: str) -> str:
    """The context of the question after ``asked``."""
    return json.dumps([*questions, asked[:MOST_CHARACTERS]][-MOST_EARLIER:], ensure_ascii=False, separators=(",", ":"))
