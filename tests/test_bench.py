"""The benchmark's own arithmetic and tables, and that the document shows what was measured. No test here asserts a time."""

import json
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT

sys.path.insert(0, str(ROOT))  # `bench` is no part of the installed package

from bench import command, parts
from bench.figures import crossing, median, percentile, ratio, significant, spread
from bench.markdown import NOT_YET, aim, marked, number, put, size, table
from bench.results import DOCUMENT, load_results, save_results, with_part
from bench.stages import REST
from bench.tables import BLOCKS, render

RUN = {
    "date": "2026-01-02", "edition": "abc", "commit": "def",
    "machine": {"cpu": "a processor", "cores": 2, "ram": 8.0, "python": "3.11.1", "torch": "2.0"},
}  # fmt: skip
SPREAD = {"n": 4, "p50": 20.0, "p95": 30.0, "p99": 31.0}
HALF = {"n": 4, "p50": 10.0, "p95": 15.0, "p99": 16.0}
FIGURES = {
    "answer": {
        "repetitions": 1, "groups": {"all questions": {"questions": 4, "answer": SPREAD, "embedder": HALF, "ratio": 2.0}},
        "shares": {"embedding": 0.7, "judge": 0.1, "features": 0.05, REST: 0.15}, "calls": 1.25,
    },
    "throughput": {
        "seconds": 1.0, "embedder": [100.0, 80.0],
        "loads": [
            {"door": door, "users": users, "answered": 9, "refused": 0, "failed": 0, "per_second": 50.0, "latency": SPREAD, "ratio": 0.5}
            for users in (1, 50) for door in ("API", "chat")
        ],
    },
    "against": {
        "before": "abc1234", "users": 10, "seconds": 1.0, "api": 2.0, "chat": 0.8, "both": 30.0,
        "doors": [
            {"door": door, "per_second": [40.0, 50.0], "latency": SPREAD, "answered": 90, "refused": 0, "failed": 0}
            for door in ("API", "chat")
        ],
    },
    "start": {
        "starts": 1, "answered": 9.0, "ready": 9.5, "traced": 10.0, "imports": 5.0, "share": 0.5, "gradio": 4.5,
        "packages": [{"name": "torch", "own": 2.0, "whole": 2.5}],
    },
    "build": {"build": 40.0, "load": 2.0, "loads": 5, "embedder": 1.0, "ratio": 20.0, "counts": {"passages": 3}, "bytes": 2**20},
    "memory": {"warm_up": 2, "questions": 4, "step": 1, "before": 700.0, "after": [701.0, 702.0, 702.0, 703.5], "seconds": 1.0, "served": 430.0},
    "page": {
        "visits": [{"path": "/", "visit": "first", "bytes": 2048, "requests": 3, "elsewhere": 0, "kinds": {"script": 2048}}],
        "assets": [{"name": "a.js", "bytes": 1500, "gzipped": 600}], "missing": "",
        "slow": {"visits": 3, "painted": 790.0, "box": 490.0, "answerable": 2310.0},
    },
    "growth": {
        "queries": 3, "enough": 0.95, "exact_dear": 120_000.0, "every_dear": None, "ivf_cheaper": 200.0, "ivf_felt": 9_000.0, "answer_cheaper": None,
        "whole": [{"times": 1, "search": "ivf", "vectors": 6226, "answer": SPREAD, "held": 300.0, "build": 1.0, "found": 1.0, "evidence": 0.9}],
        "sizes": [
            {"times": 1, "vectors": 185, "embedder": 10.0, "exact": 0.1, "every": 0.2, "ivf": None, "width": None, "recall": 0.9,
             "exact_build": 0.1, "ivf_build": 0.2, "exact_bytes": 10, "ivf_bytes": 20}
        ],
    },
    "side_by_side": {
        "questions": 4, "answerable": 3, "missing": ["LlamaIndex"],
        "rows": [
            {"name": name, "pieces": 9, "latency": latency, "ratio": r, "recall": recall, "full": recall, "precision": recall, "characters": 400}
            for name, latency, r, recall in (("this assistant", SPREAD, 1.0, 0.9), ("LangChain, 4 pieces", HALF, 0.5, 0.4))
        ],
    },
}  # fmt: skip


@given(st.lists(st.floats(-1e6, 1e6), min_size=1), st.floats(0, 1))
def test_percentiles_are_numpys(values, share):
    assert percentile(values, share) == pytest.approx(float(np.percentile(values, share * 100)), abs=1e-6)


@pytest.mark.parametrize(("values", "share"), [([], 0.5), ([1.0], -0.1), ([1.0], 1.1)])
def test_a_percentile_of_nothing_is_an_error(values, share):
    with pytest.raises(ValueError, match="no percentile"):
        percentile(values, share)


def test_a_spread_is_in_milliseconds():
    found = spread([0.001, 0.002, 0.003])
    assert (found.n, found.p50) == (3, 2.0)
    assert found.p50 <= found.p95 <= found.p99
    assert median([3, 1, 2]) == 2


def test_ratios():
    assert ratio(3, 2) == 1.5
    assert significant(1234.5) == 1230
    assert significant(0) == 0
    with pytest.raises(ValueError, match="nothing can be compared"):
        ratio(1, 0)


@pytest.mark.parametrize(
    ("costs", "others", "expected"),
    [
        ([1, 10, 100], [5, 50, 500], None),
        ([6, 10], [5, 50], 10),
        ([1, 10, 100], [10, 10, 10], 100),
        ([1, 100], [10, 10], 32),
        ([], [], None),
    ],
)
def test_where_lines_cross(costs, others, expected):
    assert crossing([10, 100, 1000][: len(costs)], costs, others) == expected


@pytest.mark.parametrize(
    ("value", "written"),
    [(None, "–"), (1234567, "1,234,567"), (1234.5, "1,234"), (0.12345, "0.123"), (2.0, "2"), ("×", "×"), (0, "0")],
)
def test_numbers_are_written_as_people_read_them(value, written):
    assert number(value) == written


def test_sizes_and_tables():
    assert [size(n) for n in (10, 2048, 3 * 2**20, 2**31)] == ["10 bytes", "2 KiB", "3 MiB", "2 GiB"]
    assert table(("a", "b"), [(1, None)]) == "| a | b |\n| --- | --- |\n| 1 | – |"
    assert "Reached" in aim("x", reached=True)
    assert "Not reached" in aim("x", reached=False)


def test_bodies_go_between_their_markers():
    document = "before\n<!-- bench:a -->\nold\n<!-- /bench:a -->\nbetween\n<!-- bench:b -->\n<!-- /bench:b -->\nafter\n"
    new = put(document, {"a": "one \\1", "b": "two"})
    assert marked(new) == {"a": "one \\1", "b": "two"}
    assert put(new, marked(new)) == new
    assert [new.index(w) for w in ("before", "one", "between", "two", "after")] == sorted(
        new.index(w) for w in ("before", "one", "between", "two", "after")
    )
    for bodies in ({"a": "x"}, {"a": "x", "b": "y", "c": "z"}):
        with pytest.raises(ValueError, match="not the same"):
            put(document, bodies)


def test_the_document_shows_what_was_measured():
    assert marked(DOCUMENT.read_text(encoding="utf-8")) == render(load_results())


def test_every_part_has_its_block_and_its_module():
    assert set(BLOCKS) == set(parts.PARTS)
    assert all((ROOT / "bench" / f"{name}.py").is_file() for name in parts.PARTS)


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks_are_made_of_figures_alone(name):
    results = {"format": 1, "parts": {name: {"run": RUN, "figures": json.loads(json.dumps(FIGURES[name]))}}}
    blocks = render(results)
    assert blocks[name].startswith("| ")
    assert blocks[name].endswith(
        "Taken 2026-01-02 at commit def, edition abc: 2 cores of a processor, 8.0 GiB, Python 3.11.1, torch 2.0."
    )
    assert {text for other, text in blocks.items() if other != name} == {NOT_YET}


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        ("answer", {}, "Reached. They cost 2 and 3 times"), ("answer", {"groups": {"all questions": {**FIGURES["answer"]["groups"]["all questions"], "ratio": 2.1}}}, "Not reached"),
        ("answer", {"groups": {"all questions": {**FIGURES["answer"]["groups"]["all questions"], "answer": {**SPREAD, "p95": 40.1}}}}, "Not reached"),
        ("start", {}, "**Not reached.** It takes 2.11 times as long."), ("start", {"ready": 8.9}, " Reached. It takes 1.98 times"), ("start", {"gradio": None}, "has not been measured yet"),
        ("memory", {}, "holds 430 MiB"), ("memory", {"served": 451.0}, "under 450 MiB. **Not reached.**"), ("memory", {"served": None}, "adds less than 10 MiB. Reached."),
        ("against", {}, "answers a second of abc1234. Reached. It gives 2 times"), ("against", {"api": 1.9}, "of abc1234. **Not reached.**"),
        ("against", {}, "does nothing. Reached. It gives 80%"), ("against", {"chat": 0.79}, "does nothing. **Not reached.**"),
        ("answer", {}, "takes 15%"), ("throughput", {}, "differ by more than a tenth"), ("throughput", {"embedder": [100.0, 99.0]}, "after.\n"),
        ("memory", {"after": [701.0, 702.0, 702.0, 720.0]}, "Not reached"), ("memory", {}, "by +1.5 MiB"), ("growth", {}, "from about 120,000 vectors"),
        ("growth", {}, "not up to 185 vectors"), ("growth", {}, "by the median, not up to 6,226 vectors"), ("growth", {"answer_cheaper": 5_000.0}, "by the median, from about 5,000 vectors"), ("side_by_side", {}, "Faster than ours, by the median: LangChain, 4 pieces."),
        ("side_by_side", {}, "left out: LlamaIndex"), ("page", {"visits": [], "missing": "no browser"}, "not measured: no browser"),
        ("page", {}, "| 0.79 | 0.49 | 2.31 |"), ("page", {"slow": {**FIGURES["page"]["slow"], "answerable": 3_000.0}}, "within 3 s. **Not reached.**"), ("build", {"build": None, "ratio": None}, "– |"),
    ],
)  # fmt: skip
def test_sentences_follow_the_figures(name, change, expected):
    assert expected in BLOCKS[name]({**FIGURES[name], **change})


def test_results_keep_the_other_parts(tmp_path):
    assert load_results(tmp_path)["parts"] == {}
    save_results(with_part(load_results(tmp_path), "start", FIGURES["start"], RUN), tmp_path)
    save_results(with_part(load_results(tmp_path), "build", FIGURES["build"], RUN), tmp_path)
    assert list(load_results(tmp_path)["parts"]) == ["build", "start"]
    (tmp_path / "bench.json").write_text('{"format": 0, "parts": {"start": 1}}', encoding="utf-8")
    assert load_results(tmp_path)["parts"] == {}


def test_quick_figures_are_not_kept_unless_asked(monkeypatch, tmp_path, capsys):
    kept = []
    monkeypatch.setattr(command, "run_part", lambda name, **_: FIGURES[name])
    monkeypatch.setattr(command, "save_results", lambda results, folder: kept.append((sorted(results["parts"]), folder)))
    assert command.main(["--quick", "--only", "start"]) == 0
    assert kept == []
    assert command.main(["--quick", "--only", "start", "--out", str(tmp_path)]) == 0
    assert kept == [(["start"], tmp_path)]
    assert "| `torch` |" in capsys.readouterr().out


def test_a_part_that_fails_is_told_and_the_others_go_on(monkeypatch, tmp_path, capsys):
    def run_part(name, *, quick):
        if name == "start":
            raise RuntimeError("start could not be measured")
        return FIGURES[name]

    monkeypatch.setattr(command, "run_part", run_part)
    assert command.main(["--only", "start", "--only", "build", "--out", str(tmp_path)]) == 1
    assert list(load_results(tmp_path)["parts"]) == ["build"]
    assert "could not" in capsys.readouterr().err


def test_modules_fit_in_the_head():
    assert all(len(p.read_text(encoding="utf-8").splitlines()) < 300 for p in (ROOT / "bench").glob("*.py"))
