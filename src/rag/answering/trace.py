"""What an answer left behind: read by ``--explain``, evaluation, training and the benchmark, so that none searches again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.understanding.route import OFF_TOPIC

if TYPE_CHECKING:
    from rag.answering.find import Judged, Plan
    from rag.answering.weigh import Candidate
    from rag.search.retrieval import Search
    from rag.understanding.question import Question
    from rag.understanding.route import Route


@dataclass(frozen=True, slots=True)
class Trace:
    """The request as understood, the searches and how each was judged, the route and as what it was routed, the candidates, and
    which was taken.

    ``confidence`` is how likely the answer is a good one, 0 to 1: the taken candidate's worth, or the judge's answerability
    where there are no prepared answers.
    """

    request: Question
    plans: tuple[Plan, ...] = ()
    judged: tuple[Judged, ...] = ()
    route: Route | None = None
    routed: Search | None = None
    candidates: tuple[Candidate, ...] = ()
    chosen: str = ""
    confidence: float = 0.0

    @property
    def away(self) -> float:
        """How likely the route takes the request for one that is about something else altogether, 0 to 1."""
        return self.route.of(OFF_TOPIC) if self.route else 0.0
