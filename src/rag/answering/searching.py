"""The searches and the route of one request in all its readings, with one call of the embedder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rag.answering.trace import Trace
from rag.understanding.names import find_trusts
from rag.understanding.route import ABSENT, OFF_TOPIC, SOCIAL, masked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.answering.find import Finder
    from rag.corpus.tags import Tags
    from rag.understanding.question import Question
    from rag.understanding.route import Router

REFUSED = 0.5
"""An earlier request that is likelier than not refused lends nothing."""


def search_each(finder: Finder, router: Router | None, readings: Sequence[Question], themes: Sequence[str]) -> list[Trace]:
    """Every search and the route of each reading; what they share is embedded once."""
    texts = dict.fromkeys(text for asked in readings for text in embedded(finder, router, asked))
    searches = dict(zip(texts, finder.prepare(list(texts)), strict=True))
    traces = []
    for asked in readings:
        plans = tuple(finder.plans(asked))
        judged = tuple(finder.judge(asked, searches[plan.query], plan.trusts, themes) for plan in plans)
        routed = _routed(asked, finder.index.report.tags)
        route = router.route(routed, searches[routed].vector) if router else None
        traces.append(Trace(asked, plans, judged, route, confidence=max(j.answerable for j in judged)))
    return traces


def embedded(finder: Finder, router: Router | None, asked: Question) -> list[str]:
    """The texts that a search embeds, each once: the queries, and what is routed."""
    routed = [_routed(asked, finder.index.report.tags)] if router else []
    return list(dict.fromkeys([*(plan.query for plan in finder.plans(asked)), *routed]))


def refused(finder: Finder, router: Router | None, asked: Sequence[Question]) -> list[bool]:
    """Whether the route takes each request, without answering it, for small talk or for nothing that the report says."""
    if router is None or not asked:
        return [False] * len(asked)
    texts = [_routed(question, finder.index.report.tags) for question in asked]
    routes = [router.route(t, s.vector) for t, s in zip(texts, finder.prepare(texts), strict=True)]
    return [sum(r.of(c) for c in (ABSENT, OFF_TOPIC, SOCIAL)) > REFUSED for r in routes]


def _routed(asked: Question, tags: Tags) -> str:
    """The request as it is routed: with what it follows, trusts masked."""
    text = masked(asked.text, asked.mentions)
    return f"{text} ({masked(asked.lead, find_trusts(asked.lead, tags))})" if asked.lead else text
