import itertools
import json

import ir_measures
import numpy as np
import pytest
from ir_measures import RR, nDCG

from conftest import ROOT
from rag.corpus.bank import Anchors
from rag.errors import InputError
from rag.evaluation.ablation import OVERLAP, PIECE, cut
from rag.evaluation.cases import Case, load_cases
from rag.evaluation.command import compare, table
from rag.evaluation.measures import evidence_recall, measure, precision, rank_measures, summarise, within
from rag.evaluation.page import results_page, risk_coverage
from rag.evaluation.readme import ablation_table, figures, write_readme
from rag.evaluation.run import run
from rag.types import Answer

TEXT = "One two. Three four. Five six."


def case(groups, fine=(), **more):
    values = {
        "id": "x", "kind": "fact", "style": "plain", "question": "Q?", "history": (), "answerable": bool(groups), "groups": groups,
        "fine": fine, "trusts": (), "split": "dev", **more,
    }  # fmt: skip
    return Case(**values)


def test_evidence_recall_by_hand():
    wanted = case((((((0, 8)),),), (((9, 20),), ((21, 30),))))
    assert evidence_recall(wanted, [(0, 8)], TEXT) == 0.5
    assert evidence_recall(wanted, [(0, 8), (21, 30)], TEXT) == 1
    assert evidence_recall(wanted, [(0, 7)], TEXT) == 0
    assert evidence_recall(wanted, [], TEXT) == 0


def test_precision_by_hand():
    wanted = case(((((0, 8),),),), fine=((9, 20),))
    assert precision(wanted, [(0, 8)], TEXT) == 1
    assert precision(wanted, [(0, 20), (21, 30)], TEXT) == pytest.approx(17 / 25)
    assert precision(wanted, [], TEXT) is None


def test_mrr_and_ndcg_agree_with_ir_measures(small_index):
    dice = np.random.default_rng(3)
    passages = small_index.passages
    for _ in range(20):
        relevant = dice.choice(len(passages), 3, replace=False)
        ranking = dice.permutation(len(passages))[:10].tolist()
        ranking[int(dice.integers(0, 10))] = int(relevant[0])
        ranking = list(dict.fromkeys(ranking))
        groups = tuple((((passages[n].start, passages[n].end),),) for n in relevant)
        mine = rank_measures(case(groups), [passages[n] for n in ranking], len(relevant))
        qrels = {"q": {passages[n].id: 1 for n in relevant}}
        scored = {"q": {passages[n].id: 100.0 - rank for rank, n in enumerate(ranking)}}
        theirs = ir_measures.calc_aggregate([RR @ 10, nDCG @ 10], qrels, scored)
        assert mine == pytest.approx((theirs[RR @ 10], theirs[nDCG @ 10]))


def test_a_budget_of_characters_cuts_the_last_passage(small_index):
    first, second = small_index.passages[:2]
    spans = within([first, second], len(first.text) + 5)
    assert spans == [(first.start, first.end), (second.start, second.start + 5)]


def test_a_question_without_an_answer_scores_nothing(small_index):
    wanted = case(((((small_index.passages[0].start, small_index.passages[0].end),),),))
    measured = measure(wanted, Answer("Q?", "not_stated", "M"), small_index, 0.5, 0.1, 1.0)
    assert (measured.recall, measured.full, measured.mrr, measured.false_refusal) == (0, 0, 0, 1)
    assert measured.precision is None


def test_the_exam_is_large_and_verbatim(small_index):
    cases = load_cases(ROOT / "evals" / "questions.jsonl", Anchors(small_index.report, small_index.passages))
    assert len(cases) >= 240
    assert abs(sum(c.split == "dev" for c in cases) - len(cases) / 2) <= 7
    assert {c.kind for c in cases} >= {"fact", "voice", "compare", "absent", "off-topic", "false premise", "attack", "follow-up"}
    assert {c.style for c in cases} == {"plain", "lay", "typo", "terse", "abbreviation", "long"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"evidence": [["Nobody said this."]]}, "not verbatim"),
        ({"answerable": False}, "do not agree"),
        ({"kind": "riddle"}, "no such kind"),
        ({"id": None, "kind": 0}, None),
    ],
)
def test_a_malformed_eval_line_is_named(tmp_path, anchors, change, message):
    row = {
        "id": "x", "kind": "fact", "style": "plain", "question": "Q?", "history": [], "answerable": True,
        "evidence": [["respect"]], "also_fine": [], "trusts": [], **change,
    }  # fmt: skip
    (tmp_path / "e.jsonl").write_text(json.dumps(row), encoding="utf-8")
    if message:
        with pytest.raises(InputError, match=f"line 1.*{message}"):
            load_cases(tmp_path / "e.jsonl", anchors)
    else:
        (tmp_path / "e.jsonl").write_text("{", encoding="utf-8")
        with pytest.raises(InputError, match="line 1"):
            load_cases(tmp_path / "e.jsonl", anchors)


@pytest.fixture(scope="module")
def results(assistant):
    cases = load_cases(ROOT / "evals" / "questions.jsonl", Anchors(assistant.index.report, assistant.index.passages))[::12]
    measured = run(assistant, cases)
    groups = {"all": summarise(measured), "kind fact": summarise([m for m in measured if m.case.kind == "fact"])}
    return {"date": "2026-01-01", "edition": "f0e4ad43", "groups": groups}, measured


def test_promises_hold_whatever_the_embedder(results):
    whole = results[0]["groups"]["all"]
    assert whole["verbatim"]["value"] == 1
    assert whole["page_and_speaker"]["value"] == 1
    assert whole["recall"]["low"] <= whole["recall"]["value"] <= whole["recall"]["high"]


def test_a_measure_that_fell_is_named(results, tmp_path):
    whole = results[0]["groups"]["all"]
    same = {name: whole[name]["value"] for name in whole}
    (tmp_path / "b.json").write_text(json.dumps({"measures": same}))
    assert compare(whole, tmp_path / "b.json") == []
    (tmp_path / "b.json").write_text(json.dumps({"measures": {**same, "recall": same["recall"] + 0.1, "false_refusal": -0.1}}))
    assert len(compare(whole, tmp_path / "b.json")) == 2
    with pytest.raises(InputError, match="update-baseline"):
        compare(whole, tmp_path / "none.json")


def test_the_pages_show_the_figures(results, small_index, tmp_path):
    page = results_page(results[0], results[1], small_index)
    assert page.count("<svg") == 2
    assert "Risk and coverage" in page
    points = risk_coverage(results[1])
    assert points[-1][0] == 1
    assert "recall" in table(results[0]["groups"])
    readme = tmp_path / "README.md"
    with pytest.raises(InputError, match="figures"):
        write_readme(readme, results[0], [])
    readme.write_text("before\n<!-- figures -->\nold\n<!-- /figures -->\nafter\n")
    rows = [{"name": "dense only", "recall": 0.5, "full": 0.4, "precision": 0.1, "characters": 1200, "mrr": None}]
    write_readme(readme, results[0], rows)
    assert figures(results[0]) in readme.read_text()
    assert ablation_table(rows) in readme.read_text()
    assert readme.read_text().endswith("after\n")


def test_the_usual_pieces_cover_the_text_with_their_overlap(report):
    spans = cut(report.text)
    assert spans[0][0] == 0
    assert spans[-1][1] == len(report.text)
    assert all(b[0] == a[1] - OVERLAP for a, b in itertools.pairwise(spans))
    assert max(b - a for a, b in spans) <= PIECE
