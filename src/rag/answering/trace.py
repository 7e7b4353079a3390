"""What an answer left behind: read by ``--explain``, evaluation, training and the benchmark, so that none searches again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rag.understanding.route import OFF_TOPIC

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from rag.answering.find import Judged, Plan
    from rag.answering.weigh import Candidate
    from rag.understanding.question import Question
    from rag.understanding.route import Route

    Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Trace:
    """The request as understood, the searches and how each was judged, the route, the candidates, and which was taken.

    ``confidence`` is how likely the answer is a good one, 0 to 1: the taken candidate's worth, or the judge's answerability
    where there are no prepared answers. ``likeness`` gives how like it is to the known requests of each kind.
    """

    request: Question
    plans: tuple[Plan, ...] = ()
    judged: tuple[Judged, ...] = ()
    route: Route | None = None
    likeness: Callable[[], Floats] | None = None
    candidates: tuple[Candidate, ...] = ()
    chosen: str = ""
    confidence: float = 0.0

    @property
    def away(self) -> float:
        """How likely the route takes the request for one that is about something else altogether, 0 to 1."""
        return self.route.of(OFF_TOPIC) if self.route else 0.0
