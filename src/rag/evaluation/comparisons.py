"""The exam of comparisons: of each trust that is asked of, whether its row is rightly quoted or rightly silent.

``evals/README.md`` says how the rows were judged. A row that could be defended either way is not counted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rag.evaluation.measures import covered

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rag.answering.assistant import Assistant
    from rag.corpus.bank import Anchors
    from rag.types import Answer


def compared(assistant: Assistant, anchors: Anchors, requests: Iterable[Mapping[str, Any]]) -> dict[str, float]:
    """Shares, by name: ``rows_right`` of all rows, ``rows_filled`` of those that the report leaves silent, ``rows_falsely_silent``
    of those without a quotation, ``comparisons_right`` of the requests all of whose rows are right.
    """
    rows = [rights(assistant, anchors, request, assistant.ask(request["question"])) for request in requests]
    cells = [cell for request in rows for cell in request]
    silent = [not right for is_silent, _, right in cells if is_silent]
    unquoted = [not is_silent and not right for is_silent, quoted, right in cells if not quoted]
    return {
        "rows_right": _mean([right for *_, right in cells]),
        "rows_filled": _mean(silent),
        "rows_falsely_silent": _mean(unquoted),
        "comparisons_right": _mean([all(right for *_, right in request) for request in rows]),
    }


def rights(
    assistant: Assistant, anchors: Anchors, request: Mapping[str, Any], answer: Answer
) -> list[tuple[bool, bool, bool]]:  # fmt: skip
    """(report silent, trust quoted, row right) of each trust asked of.

    A quoted row is right that shows one of the alternatives of what answers, there or among what is said of all; so is one of
    which only something is said of all, quoted so or not at all.
    """
    shown = answer.quotes if answer.answered else ()
    every = [(q.start, q.end) for q in shown if q.trust is None]
    cells = []
    for trust, row in request["rows"].items():
        own = [(q.start, q.end) for q in shown if q.trust == trust]
        is_silent, quoted = row["is"] == "silent", bool(own)
        if row["is"] == "quote":
            spans = [anchors.find(verbatim) for verbatim in row["evidence"]]
            right = any(covered(found, [*own, *every], assistant.index.report.text) for found in spans)
        else:
            right = not own or (row["is"] == "general" and bool(every))
        if row["is"] != "open":
            cells.append((is_silent, quoted, right))
    return cells


def _mean(values: list[bool]) -> float:
    return round(sum(values) / len(values), 4) if values else 0.0
