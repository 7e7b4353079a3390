"""What happened in a year: every place of that year, and of a year that the report does not name which years it names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rag.answering import located
from rag.understanding.dated import years_asked, years_of
from rag.understanding.route import masked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.draft import Draft
    from rag.answering.kit import Kit
    from rag.understanding.question import Question


class Years:
    """The years that the report names, and of whom. Holds no state that changes."""

    def __init__(self, kit: Kit) -> None:
        dated = [(kit.trust_of[s.index], year) for s in kit.index.sentences for year in years_of(s.text)]
        self._every = sorted({year for _, year in dated})
        self._of = {trust: sorted({year for own, year in dated if own == trust}) for trust, _ in dated}

    def of(self, asked: Question) -> tuple[tuple[str, ...], ...]:
        """The years of which it asks what happened in them, and nothing else: an editor's sum of several years has others, too."""
        own = sorted({year for trust in asked.trusts for year in self._of.get(trust, ())})
        text = masked(asked.text.lower(), asked.mentions, " ")
        dated = () if asked.lead else years_asked(text, own if asked.trusts else self._every)
        return tuple((str(year),) for year in dated)

    def told(self, draft: Draft | None, dated: Sequence[Sequence[str]]) -> Draft | None:
        """The look-up of those years; where the report names none of them, with those that it names."""
        if draft is None or not dated or draft.rows or draft.quotes:
            return draft
        return replace(draft, message=located.no_year([int(year) for (year,) in dated], self._every))
