"""``rag evaluate``: answer, measure, print, write the results, compare with the baseline."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rag.corpus.bank import Anchors
from rag.errors import InputError
from rag.evaluation.ablation import ablate
from rag.evaluation.cases import Case, load_cases
from rag.evaluation.explain import explain_case
from rag.evaluation.measures import NAMES, Measured, summarise
from rag.evaluation.page import results_page
from rag.evaluation.people import TOLERANCES as PEOPLE
from rag.evaluation.people import compare_people, people
from rag.evaluation.people import table as people_table
from rag.evaluation.readme import write_readme
from rag.evaluation.run import run
from rag.settings import INSTALLED, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rag.answering.assistant import Assistant

    Progress = Callable[[str, int, int], None]

EVALS = ROOT / "evals"
FAR = 0.7
"""A question whose nearest bank question is less similar than this is far from the bank."""
TOLERANCES = {
    "recall": 0.02, "full": 0.02, "precision": 0.02, "mrr": 0.02, "ndcg": 0.02, "recall_retrieved": 0.02, "false_refusal": 0.02,
    "refused_absent": 0.04, "refused_off_topic": 0.03, "complete": 0.04, "wrong_trust": 2.0, "verbatim": 0.0,
    "page_and_speaker": 0.0,
}  # fmt: skip
"""How far a measure may be worse than the baseline: about one question of the smaller groups, since processors round apart."""


def evaluate(
    assistant: Assistant,
    file: Path | None,
    *,
    say: Callable[[str], None],
    progress: Progress | None = None,
    as_json: bool = False,
    explain: str | None = None,
    ablation: bool = False,
    update_baseline: bool = False,
) -> int:
    """Run the command; returns its exit code: 1 where a measure fell below the baseline, else 0."""
    if INSTALLED and (ablation or update_baseline):
        raise InputError("The exam's own files are kept in the repository. Run this there.")
    cases = load_cases(file or EVALS / "questions.jsonl", Anchors(assistant.index.report, assistant.index.passages))
    if explain:
        say(explain_case(assistant, _case(cases, explain)))
        return 0
    measured = run(assistant, cases, progress)
    results = _results(assistant, measured)
    if not file:
        results["people"] = people(assistant, EVALS, progress)
    say(json.dumps(results, indent=1) if as_json else table(results["groups"]))
    if file:
        return 0
    if not as_json:
        say(people_table(results["people"]))
    if not INSTALLED:  # whose folder may be read only, and is nobody's to look into
        _write(EVALS / "results", results, measured, assistant)
    if ablation:
        write_readme(EVALS / "README.md", results, ablate(assistant, cases, progress))
    if update_baseline:
        (EVALS / "baseline.json").write_text(_dump(_baseline(results)), encoding="utf-8")
        return 0
    baseline = EVALS / "baseline.json"
    fallen = compare(results["groups"]["all"], baseline)
    fallen += compare_people(results["people"], json.loads(baseline.read_text(encoding="utf-8"))["people"])
    for line in fallen:
        say(line)
    return 1 if fallen else 0


def compare(measures: dict[str, Any], baseline: Path) -> list[str]:
    """What fell below the baseline by more than its tolerance, a line each; ``InputError`` where there is no baseline."""
    try:
        wanted = json.loads(baseline.read_text(encoding="utf-8"))["measures"]
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"There is no readable baseline at {baseline}. Write one: rag evaluate --update-baseline") from error
    fallen = []
    for name, tolerance in TOLERANCES.items():
        now, then = measures[name]["value"], wanted[name]
        worse = now - then if _less_is_better(name) else then - now
        if worse > tolerance + 1e-9:
            fallen.append(f"{NAMES[name]} was {then} in the baseline and is {now}.")
    return fallen


def table(groups: dict[str, dict[str, Any]]) -> str:
    """The measures as a plain table, a row a group, with n and the 95% interval of each in a second table below."""
    shown = ("recall", "full", "precision", "characters", "mrr", "ndcg", "recall_retrieved", "false_refusal", "refused_absent",
             "refused_off_topic", "complete", "wrong_trust", "verbatim", "page_and_speaker", "ms")  # fmt: skip
    width = max(map(len, groups)) + 2
    parts = [f"{'':{width}}" + "".join(f"{name:>18}" for name in shown)]
    for group, measures in groups.items():
        cells = (_cell(measures.get(name)) for name in shown)
        parts.append(f"{group:{width}}" + "".join(f"{cell:>18}" for cell in cells))
    parts += ["", *(f"{name:>18}  {NAMES[name]}" for name in shown)]
    return "\n".join(parts)


def _cell(measure: dict[str, float] | None) -> str:
    if measure is None:
        return "–"
    value = f"{measure['value']:.2f}" if abs(measure["value"]) < 10 else f"{measure['value']:.0f}"  # noqa: PLR2004 - ms, characters
    if "low" not in measure:
        return f"{value} n{measure['n']}"
    digits = 2 if measure["high"] < 10 else 0  # noqa: PLR2004
    return f"{value} {measure['low']:.{digits}f}–{measure['high']:.{digits}f} n{measure['n']}"


def _results(assistant: Assistant, measured: list[Measured]) -> dict[str, Any]:
    groups = {
        "all": measured,
        "dev": [m for m in measured if m.case.split == "dev"],
        "test": [m for m in measured if m.case.split == "test"],
        "far from the bank": [m for m in measured if m.nearest_bank < FAR],
        **{f"kind {k}": [m for m in measured if m.case.kind == k] for k in dict.fromkeys(m.case.kind for m in measured)},
        **{f"style {s}": [m for m in measured if m.case.style == s] for s in dict.fromkeys(m.case.style for m in measured)},
    }
    return {
        "date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "edition": assistant.index.report.short_edition,
        "inputs": assistant.index.manifest["inputs"],
        "groups": {name: summarise(group) for name, group in groups.items() if group},
    }


def _baseline(results: dict[str, Any]) -> dict[str, Any]:
    whole = results["groups"]["all"]
    return {"date": results["date"], "inputs": results["inputs"], "measures": {name: whole[name]["value"] for name in TOLERANCES},
            "people": {name: results["people"][name] for name in PEOPLE}}  # fmt: skip


def _write(folder: Path, results: dict[str, Any], measured: list[Measured], assistant: Assistant) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    rows = [
        {"id": m.case.id, "status": m.status, "confidence": m.confidence, "nearest_bank": m.nearest_bank,
         **{name: getattr(m, name) for name in NAMES if name != "ms"}}
        for m in measured if m.case.split == "dev"
    ]  # fmt: skip
    (folder / "results.json").write_text(_dump({**results, "dev": rows}), encoding="utf-8")
    (folder / "results.html").write_text(results_page(results, measured, assistant.index), encoding="utf-8")


def _case(cases: tuple[Case, ...], wanted: str) -> Case:
    case = next((c for c in cases if c.id == wanted), None)
    if case is None:
        raise InputError(f"There is no eval question {wanted!r}. Their ids stand in evals/questions.jsonl.")
    if case.split == "test":
        raise InputError(f"{wanted} is in the test half, which is only looked at as figures. Explain one of the dev half.")
    return case


def _less_is_better(name: str) -> bool:
    return name in ("false_refusal", "wrong_trust")


def _dump(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False) + "\n"
