"""Which stage of an answer takes how long: functions of the assistant are wrapped, each charged for itself only."""

from __future__ import annotations

import importlib
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

POINTS: tuple[tuple[str, str, str], ...] = (
    ("rag.answering.assistant:Assistant", "_read", "understanding"),
    ("rag.answering.assistant:Assistant", "_length", "understanding"),
    ("rag.answering.assistant", "split", "understanding"),
    ("rag.answering.assistant", "follow", "understanding"),
    ("rag.answering.find", "routed", "understanding"),
    ("rag.search.onnx:OnnxEmbedder", "encode", "embedding"),
    ("rag.search.retrieval:Retriever", "near", "bank search"),
    ("rag.search.retrieval:Ties", "best_two", "bank search"),
    ("rag.search.vectors", "similarities", "dense search"),
    ("rag.search.lexical:LexicalIndex", "scores", "lexical search"),
    ("rag.search.retrieval:Retriever", "find", "fusion"),
    ("rag.search.retrieval:Retriever", "score", "fusion"),
    ("rag.answering.find", "features", "features"),
    ("rag.answering.find", "probabilities", "judge"),
    ("rag.answering.find", "refusal_features", "judge"),
    ("rag.answering.find", "asking", "judge"),
    ("rag.answering.find", "answerability", "judge"),
    ("rag.answering.find", "outsideness", "judge"),
    ("rag.answering.find", "choose", "quotes"),
    ("rag.answering.find", "make_quotes", "quotes"),
    ("rag.answering.find", "widen", "quotes"),
)
"""(module or module:class, function, stage). ``features`` prepares what the judge weighs."""
REST = "the rest"


class Clock:
    """Seconds and calls by stage; a stage is not charged for the stages that it calls."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = dict.fromkeys((stage for _, _, stage in POINTS), 0.0)
        self.calls: dict[str, int] = dict.fromkeys(self.seconds, 0)
        self._inner: list[tuple[str, float]] = []

    def timed(self, stage: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """``call``, charged to ``stage``; a dense search that the bank's search makes is the bank's."""

        def wrapped(*values: Any, **named: Any) -> Any:
            outer = self._inner[-1][0] if self._inner else ""
            mine = outer if (outer, stage) == ("bank search", "dense search") else stage
            self.calls[mine] += 1
            self._inner.append((mine, 0.0))
            started = time.perf_counter()
            try:
                return call(*values, **named)
            finally:
                took = time.perf_counter() - started
                self.seconds[mine] += took - self._inner.pop()[1]
                if self._inner:
                    name, inside = self._inner[-1]
                    self._inner[-1] = (name, inside + took)

        return wrapped


def owner_of(where: str) -> Any:
    """The module, or the class in it, that ``where`` names."""
    module, _, name = where.partition(":")
    loaded = importlib.import_module(module)
    return getattr(loaded, name) if name else loaded


@contextmanager
def clocked() -> Iterator[Clock]:
    """Wrap every point while the block runs; ``AttributeError`` where a point has moved."""
    clock = Clock()
    undo = [(owner_of(where), name, getattr(owner_of(where), name)) for where, name, _ in POINTS]
    for (owner, name, call), (_, _, stage) in zip(undo, POINTS, strict=True):
        setattr(owner, name, clock.timed(stage, call))
    try:
        yield clock
    finally:
        for owner, name, call in undo:
            setattr(owner, name, call)


def shares(seconds: dict[str, float], total: float) -> dict[str, float]:
    """Share of ``total`` seconds by stage, and what no stage was charged for."""
    rest = max(total - sum(seconds.values()), 0.0)
    return {stage: round(part / total, 4) for stage, part in {**seconds, REST: rest}.items()}
