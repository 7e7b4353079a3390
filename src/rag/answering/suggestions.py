"""Answer → what might be asked next: bank questions of what stands beside the quotes, and the same of other trusts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rag.understanding.names import find_trusts
from rag.understanding.question import content_of, with_trusts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rag.corpus.tags import Tags
    from rag.search.index import PassageIndex
    from rag.types import Answer, Passage, TrustId
    from rag.understanding.question import Question

MOST = 3
SHORTEST, LONGEST = 20, 90
STARTERS = 4
TELLING = ("How ", "What ", "Why ")
"""How a question begins that is answered by more than a name or yes: such come first."""
_DENIES = re.compile(r"\b(?:not|no|never|nobody|none|nothing|without|cannot)\b|n[’']t\b", re.IGNORECASE)


class Suggestions:
    """Suggests from one index; holds only which bank questions belong to which passage, and of those looked at which read well."""

    def __init__(self, index: PassageIndex) -> None:
        self._index = index
        self._place = {p.id: n for n, p in enumerate(index.passages)}
        home = {s.index: p.id for p in index.passages for s in p.sentences}
        self._bank: dict[str, list[str]] = {}
        for question in index.bank:
            if len(question.sentences) == 1 and not presumes(question.question, index.sentences[question.sentences[0]].text):
                self._bank.setdefault(home[question.sentences[0]], []).append(question.question)
        self._well: dict[str, tuple[str, ...]] = {}

    def after(self, answer: Answer) -> tuple[str, ...]:
        """At most three questions to ask after this answer; none after a refusal."""
        if not answer.answered:
            return ()
        trusts, group = {q.trust for q in answer.quotes}, self._index.report.profile.group
        found = [f"And {group.the_rest}?"] if len(trusts) == 1 and None not in trusts and not answer.rows else []
        for passage in self._beside(answer):
            question = next((q for q in self._asked(passage) if q not in found and q != answer.question), None)
            if question:
                found.append(question)
            if len(found) == MOST:
                break
        return tuple(found)

    def starters(self, trust: TrustId | None, theme: str | None) -> tuple[str, ...]:
        """Questions to begin with where a filter is set: one a passage, spread over what the filter leaves."""
        inside = [
            p for p in self._index.passages
            if (not trust or p.trust == trust) and (not theme or theme in p.themes) and self._asked(p)
        ]  # fmt: skip
        step = max(1, len(inside) // STARTERS)
        return tuple(self._asked(p)[0] for p in inside[::step][:STARTERS])

    def first(self) -> tuple[str, ...]:
        """Good questions to begin with, as many as are offered to click."""
        return self.starters(None, None)[:MOST]

    def meant(self, asked: Question, answer: Answer) -> tuple[str, ...]:
        """Requests to click where it is open what one points at: the same of each trust that has something to say, or good ones to
        begin with.
        """
        tags = self._index.report.tags
        quoted = [t.name for t in tags.trusts if any(q.trust == t.id for q in answer.quotes)]
        if len(quoted) < 2 or not content_of(asked, tags):  # noqa: PLR2004 - a choice is of two
            return self.first()
        return tuple(f"{asked.text.rstrip('?. !')} – {name}?" for name in quoted[:MOST])

    def of_others(self, last: Question) -> tuple[str, ...]:
        """What may have been meant instead of the last request: the same of other trusts."""
        tags = self._index.report.tags
        others = [t.id for t in tags.trusts if last.trusts and t.id not in last.trusts]
        return tuple(with_trusts(last, (trust,), tags) for trust in others[:MOST]) or self.first()

    def _asked(self, passage: Passage) -> tuple[str, ...]:
        """The passage's questions that read well; kept, since to look through the whole bank at a start would take longer."""
        if passage.id not in self._well:
            tags = self._index.report.tags
            own = self._bank.get(passage.id, ())
            well = (question for question in own if reads_well(question, passage.trust, tags))
            self._well[passage.id] = tuple(sorted(well, key=lambda question: not question.startswith(TELLING)))
        return self._well[passage.id]

    def _beside(self, answer: Answer) -> Iterator[Passage]:
        """Passages next to those quoted, of the same trust, not quoted themselves."""
        passages = self._index.passages
        quoted = [self._place[q.passage] for q in answer.quotes]
        for step in (1, -1, 2, -2, 3):
            for place in quoted:
                n = place + step
                if 0 <= n < len(passages) and n not in quoted and passages[n].trust == passages[place].trust:
                    yield passages[n]


def reads_well(question: str, trust: TrustId | None, tags: Tags) -> bool:
    """Whether it can stand alone as a suggestion: a whole question of fair length that names its trust correctly."""
    if not (question[:1].isupper() and question.endswith("?") and SHORTEST <= len(question) <= LONGEST):
        return False
    named = find_trusts(question, tags)
    if trust is None:
        return not named
    whole = any(question[m.start : m.end] in (tags.trust(trust).name, tags.trust(trust).name.split()[0]) for m in named)
    return {m.trust for m in named} == {trust} and whole


def presumes(question: str, said: str) -> bool:
    """Whether a question asks why something is so that what the report has ``said`` may deny, or why it is not so that the report
    says is: answered it is put right, but offered it would be our own untruth.
    """
    return question.startswith("Why ") and bool(_DENIES.search(said)) != bool(_DENIES.search(question))
