"""The figures of ``evals/README.md``: written between markers by ``rag evaluate --ablation``, never by hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from rag.errors import InputError
from rag.evaluation.measures import NAMES

if TYPE_CHECKING:
    from pathlib import Path

MARKS = {
    "recall": "0.90", "full": "0.85", "precision": "0.65", "characters": "under 700", "refused_absent": "0.80",
    "refused_off_topic": "0.97", "false_refusal": "0.03", "wrong_trust": "0", "verbatim": "1", "complete": "1", "ms": "60",
}  # fmt: skip


def write_readme(path: Path, results: dict[str, Any], ablation: list[dict[str, Any]]) -> None:
    """Replace the tables between ``<!-- figures -->`` and ``<!-- /figures -->``; ``InputError`` without the markers."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    body = f"<!-- figures -->\n{figures(results)}\n\n{ablation_table(ablation)}\n<!-- /figures -->"
    new, count = re.subn(r"<!-- figures -->.*<!-- /figures -->", lambda _: body, text, flags=re.DOTALL)
    if count != 1:
        raise InputError(f"{path} lacks the lines <!-- figures --> and <!-- /figures --> that the tables stand between.")
    path.write_text(new, encoding="utf-8")


def figures(results: dict[str, Any]) -> str:
    """The main measures as a Markdown table, a column for each half and for questions far from the bank."""
    columns = [c for c in ("all", "dev", "test", "far from the bank") if c in results["groups"]]
    lines = [
        f"Measured {results['date']}, edition {results['edition']}. Each cell: value, 95% interval, n.",
        "",
        f"| measure | mark | {' | '.join(columns)} |",
        f"|---|---|{'---|' * len(columns)}",
    ]
    for name, meaning in NAMES.items():
        cells = [_cell(results["groups"][c].get(name)) for c in columns]
        lines.append(f"| {meaning} | {MARKS.get(name, '')} | {' | '.join(cells)} |")
    return "\n".join(lines)


def ablation_table(rows: list[dict[str, Any]]) -> str:
    """What each stage adds, as a Markdown table."""
    lines = [
        "| shown | evidence recall | full answers | precision | characters (median) | MRR@10 |",
        "|---|---|---|---|---|---|",
    ]
    for row in rows:
        mrr = "–" if row["mrr"] is None else f"{row['mrr']:.3f}"
        lines.append(
            f"| {row['name']} | {row['recall']:.3f} | {row['full']:.3f} | {row['precision']:.3f} | {row['characters']} | {mrr} |"
        )
    return "\n".join(lines)


def _cell(measure: dict[str, float] | None) -> str:
    if measure is None:
        return "–"
    interval = f" ({measure['low']:g}–{measure['high']:g})" if "low" in measure else ""
    return f"{measure['value']:g}{interval}, n {measure['n']}"
