"""An answer in spite of the route, where judge and editor agree on one, or what was found has the very word that is asked about.

The route knows a request by others like it. Of one put as nobody put it yet ("did doctors resign over it") it may find that it has
no answer, or that it is on another subject, though the sentence that answers is found and an editor put it with what is asked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.answering.find import likeliest
from rag.understanding.route import SURE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.candidates import Candidates
    from rag.answering.kit import Kit
    from rag.answering.trace import Trace
    from rag.answering.weigh import Candidate
    from rag.understanding.question import Question
    from rag.understanding.route import Route

DESPITE = 0.6
"""Probability of an answer to what seems another subject: 0.7 refuses one question in 140 more, 0.5 answers one chatter in 500."""
WITH_ITS_WORD = 0.4
"""The same where what was found has the rarest word of it: of the everyday chatter that is refused none has both."""
RARE = 3
"""Sentences at most that have a word which by itself tells what is meant."""
CERTAIN = 0.65
"""The judge's own probability of an answer from which a request on the subject gets one, however the route takes it: of the exams'
requests that were refused it answers five that have an answer and none that has not; at 0.5 three that have not."""
IN_VAIN = 0.1
"""Probability of an answer below which that is not believed where each member has its row: it is the best of as many searches. Of
``evals/comparisons.jsonl`` it refuses one that has no answer; 0.15 refuses no other."""
FOUND = 0.85
"""The judge's chance of a sentence on which an editor must agree with it."""
MEANT = 0.25
"""Probability of the entry that has that sentence. Of the exams' refused requests without an answer three have both, and each is
refused still, since no quotation has the name, or the end of an aim, that it asks for."""


def despite(kit: Kit, asked: Question, trace: Trace) -> float:
    """The probability of an answer from which what seems another subject gets one."""
    chances = likeliest(trace.judged)
    best = int(chances.argmax())
    places = sorted((kit.concordance.with_synonyms(word) for word in kit.subject(asked)), key=len)
    told = bool(places) and len(places[0]) <= RARE and best in places[0] and chances[best] > SURE
    return WITH_ITS_WORD if told else DESPITE


def surely(rivals: Candidates, candidates: Sequence[Candidate], trace: Trace, route: Route) -> bool:
    """Whether the judge is sure of an answer, or all but sure of a sentence that an entry has which is likely meant."""
    chances = likeliest(trace.judged)
    best = int(chances.argmax())
    agreed = chances[best] >= FOUND and any(
        c.laid is not None and best in c.laid.sentences and rivals.share(c.laid.entry, route) >= MEANT for c in candidates
    )
    vain = trace.request.each and trace.confidence < IN_VAIN
    return agreed or (max(j.answerable for j in trace.judged) >= CERTAIN and not vain)
