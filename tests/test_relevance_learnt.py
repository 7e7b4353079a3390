"""What tells which quotations help is learnt from requests that stand in no exam."""

import json
from copy import copy
from dataclasses import replace

import pytest

from conftest import CORPUS, ROOT
from rag.answering.relevance import RELEVANCE_FEATURES
from rag.errors import CorpusError
from rag.evaluation.cases import load_cases
from rag.text import words
from rag.training.relevance import fit_relevance

EVALS = ROOT / "evals"


def lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_it_is_learnt_from_requests_that_stand_in_no_exam(real):
    asked = [frozenset(words(row["question"])) for name in ("people", "questions") for row in lines(EVALS / f"{name}.jsonl")]
    learnt = lines(CORPUS / "relevance.jsonl")
    assert len(learnt) >= 300
    alike = [
        row["question"]
        for row in learnt
        if not row["history"] and any(frozenset(words(row["question"])) == other for other in asked)
    ]
    assert alike == []
    untaught = replace(real.answerer.prepared, relevance=None)
    assistant = copy(real)
    assistant.answerer = real.answerer.with_prepared(untaught)
    cases = load_cases(CORPUS / "relevance.jsonl", real.index.anchors)[::2]
    weights, figures = fit_relevance(assistant, cases, ())
    assert weights.embedder == real.finder.retriever.embedder_digest
    assert figures["quotations"] > 100
    assert figures["of no help, folded"] > figures["of help, folded"]
    assert dict(zip(RELEVANCE_FEATURES, weights.weights, strict=False))["of_best"] > 0
    with pytest.raises(CorpusError, match="too few requests"):
        fit_relevance(assistant, cases[:1], ())
