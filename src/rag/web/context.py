"""What a follow-up leans on, as the chat's page carries it from one question to the next: the last answer's ``context`` as JSON.

The one seam for it: the page holds the string without looking into it, the door lets it in only if ``read`` can read it. One
that was forged names trusts, an entry, sentences and texts within the limits, as any question may; it costs no more than one.
"""

from __future__ import annotations

from rag.types import CONTEXT_CHARACTERS, MOST_EARLIER_SUBJECTS, Context
from rag.web.models import ContextRecord

LONGEST = (MOST_EARLIER_SUBJECTS + 1) * (2 * 2 * CONTEXT_CHARACTERS + 1_200) + 2 * CONTEXT_CHARACTERS
"""Characters of the whole string: JSON may need two for one of a text, of which each request has two, and the last one a third;
1,200 hold its ids."""


def read(context: str) -> Context | None:
    """What the page sends; ``None`` for the empty string, ``ValueError`` for one that ``written`` cannot have written."""
    return ContextRecord.model_validate_json(context, strict=True).context() if context else None


def written(context: Context) -> str:
    """The context as the page carries it; empty where nothing was talked of."""
    return ContextRecord.of(context).model_dump_json(exclude_defaults=True) if context.request else ""
