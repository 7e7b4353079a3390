"""Results → one HTML page with plots (inline SVG, no script): measures by kind, risk–coverage, the map of what is not reached."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Any

import numpy as np

from rag.evaluation.measures import NAMES, Measured

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rag.search.index import PassageIndex

BARS = ("recall", "full", "precision")
COLOURS = ("#0072b2", "#009e73", "#d55e00")  # Okabe and Ito's, told apart by the colour-blind
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2530}"
    "table{border-collapse:collapse;font-size:.875rem}td,th{border:1px solid #ddd8cd;padding:.25rem .5rem;text-align:right}"
    "th:first-child,td:first-child{text-align:left}.none{background:#fbe3d6}svg{max-width:100%;height:auto}svg "
    "text{font:12px system-ui,sans-serif}"
)


def results_page(results: dict[str, Any], measured: Sequence[Measured], index: PassageIndex) -> str:
    """The page as a string."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Evaluation</title><style>{STYLE}</style></head><body>'
        f"<h1>Evaluation, {html.escape(results['date'])}, edition {html.escape(results['edition'])}</h1>"
        f"<h2>Measures</h2>{_table(results['groups'])}"
        f"<h2>By kind</h2>{bars(results['groups'])}"
        f"<h2>Risk and coverage</h2><p>Questions answered in order of confidence: how much of the evidence is missed (risk) "
        f"as more are "
        f"answered (coverage). Questions without an answer count as missed.</p>{curve(risk_coverage(measured))}"
        f"<h2>What no question reaches</h2><p>Evidence of eval questions by theme and trust; shaded cells hold text that "
        f"none needs.</p>"
        f"{reach(measured, index)}</body></html>\n"
    )


def risk_coverage(measured: Sequence[Measured]) -> list[tuple[float, float]]:
    """(coverage, risk) after each question, most confident first; risk is one minus the mean evidence recall so far."""
    ordered = sorted(measured, key=lambda m: -m.confidence)
    risks = 1 - np.array([m.recall or 0.0 for m in ordered])
    counts = np.arange(1, len(ordered) + 1)
    return list(zip((counts / len(ordered)).tolist(), (np.cumsum(risks) / counts).tolist(), strict=True))


def bars(groups: dict[str, dict[str, Any]]) -> str:
    """Recall, full answers and precision of each kind that has answers, as bars from 0 to 1."""
    kinds = [(name.removeprefix("kind "), m) for name, m in groups.items() if name.startswith("kind ") and "recall" in m]
    parts = []
    for row, (kind, measures) in enumerate(kinds):
        top = 20 + row * 52
        parts.append(f'<text x="0" y="{top + 24}">{html.escape(kind)}</text>')
        for place, (name, colour) in enumerate(zip(BARS, COLOURS, strict=True)):
            if name in measures:
                value = measures[name]["value"]
                y = top + place * 15
                parts.append(f'<rect x="110" y="{y}" width="{value * 500:.0f}" height="12" fill="{colour}"/>')
                parts.append(f'<text x="{115 + value * 500:.0f}" y="{y + 11}">{NAMES[name].split(" of ")[0]} {value:.2f}</text>')
    height = 20 + len(kinds) * 52
    return f'<svg viewBox="0 0 760 {height}" role="img" aria-label="Measures by kind">{"".join(parts)}</svg>'


def curve(points: Sequence[tuple[float, float]]) -> str:
    """The risk–coverage curve."""
    path = " ".join(f"{60 + x * 560:.1f},{280 - y * 240:.1f}" for x, y in points)
    ticks = "".join(
        f'<text x="{60 + t * 560}" y="300" text-anchor="middle">{t:.1f}</text>'
        f'<text x="50" y="{284 - t * 240}" text-anchor="end">{t:.1f}</text>'
        f'<line x1="60" x2="620" y1="{280 - t * 240}" y2="{280 - t * 240}" stroke="#ddd8cd"/>'
        for t in (0, 0.2, 0.4, 0.6, 0.8, 1)
    )
    return (
        f'<svg viewBox="0 0 680 320" role="img" aria-label="Risk–coverage curve">{ticks}'
        f'<polyline points="{path}" fill="none" stroke="{COLOURS[0]}" stroke-width="2"/>'
        '<text x="340" y="318" text-anchor="middle">coverage</text><text x="0" y="20">risk</text></svg>'
    )


def reach(measured: Sequence[Measured], index: PassageIndex) -> str:
    """How many passages of each theme and trust hold evidence of some question, of how many there are, and pages without any."""
    spans = [span for m in measured for group in m.case.groups for alternative in group for span in alternative]
    reached = {p.id for p in index.passages if any(a < p.end and p.start < b for a, b in spans)}
    tags = index.report.tags
    trusts = [*(t.id for t in tags.trusts), None]
    head = "".join(f"<th>{html.escape(tags.trust_name(t))}</th>" for t in trusts)
    rows = []
    for theme, title in tags.themes.items():
        cells = []
        for trust in trusts:
            here = [p for p in index.passages if p.theme == theme and p.trust == trust]
            found = sum(p.id in reached for p in here)
            cells.append(
                f"<td{'' if found or not here else chr(32) + 'class=none'}>{f'{found} of {len(here)}' if here else ''}</td>"
            )
        rows.append(f"<tr><td>{html.escape(title)}</td>{''.join(cells)}</tr>")
    pages = dict.fromkeys(p.page for p in index.passages)
    missed = [page for page in pages if not any(p.id in reached for p in index.passages if p.page == page)]
    note = f"<p>Pages without evidence: {html.escape(', '.join(missed) or 'none')}.</p>"
    return f"<table><tr><th>Theme</th>{head}</tr>{''.join(rows)}</table>{note}"


def _table(groups: dict[str, dict[str, Any]]) -> str:
    names = list(NAMES)
    head = "".join(f"<th>{html.escape(NAMES[n])}</th>" for n in names)
    rows = "".join(
        f"<tr><td>{html.escape(group)}</td>" + "".join(f"<td>{_cell(measures.get(n))}</td>" for n in names) + "</tr>"
        for group, measures in groups.items()
    )
    return f"<table><tr><th></th>{head}</tr>{rows}</table>"


def _cell(measure: dict[str, float] | None) -> str:
    if measure is None:
        return "–"
    interval = f"<br>{measure['low']:g}–{measure['high']:g}" if "low" in measure else ""
    return f"{measure['value']:g}{interval}<br>n {measure['n']}"
