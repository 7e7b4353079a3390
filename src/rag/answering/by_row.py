"""The rows of a draft, one stage after another: what of them is earned, counted, called by its name, and said of all alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.answering.as_edited import as_edited
from rag.answering.by_name import by_its_name, with_what_is_named
from rag.answering.every import counted_for_each
from rag.answering.in_common import in_common
from rag.answering.rows import earned_rows

if TYPE_CHECKING:
    from rag.answering.candidates import Candidates
    from rag.answering.draft import Draft
    from rag.answering.find import Finder
    from rag.answering.kit import Kit
    from rag.answering.regression import Regression
    from rag.answering.trace import Trace
    from rag.understanding.question import Question


def by_row(
    kit: Kit, finder: Finder, rivals: Candidates, judge: Regression | None, asked: Question, draft: Draft, trace: Trace
) -> Draft | None:  # fmt: skip
    """The draft with its rows as they may be shown; ``None`` where nothing is left to show."""
    draft = earned_rows(kit, rivals, judge, asked, draft, trace)
    draft = counted_for_each(kit, finder, asked, draft, trace)
    draft = as_edited(kit, rivals, asked, by_its_name(kit, rivals, asked, draft, trace), trace)
    return in_common(kit, rivals, asked, with_what_is_named(kit, rivals, asked, draft), trace)
