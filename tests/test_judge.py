"""The judge's sums, each by hand: a weight of one column must reach that column and no other."""

import json
from dataclasses import replace
from math import exp, log

import numpy as np
import pytest

import tiny
from rag.answering.features import FEATURES
from rag.answering.find import choose
from rag.answering.judge import (
    REFUSAL_FEATURES,
    Calibration,
    answerability,
    asking,
    outsideness,
    probabilities,
    refusal_features,
    words_of,
)
from rag.errors import CorpusError


def logistic(logit):
    return 1 / (1 + exp(-logit))


def test_a_probability_is_the_logistic_of_the_weighted_sum_and_nothing_where_it_is_not_allowed():
    pairs = np.zeros((3, len(FEATURES)))
    pairs[0, FEATURES.index("dense")], pairs[1, FEATURES.index("bank")] = 0.5, 0.5
    weights = np.zeros(len(FEATURES))
    weights[FEATURES.index("dense")], weights[FEATURES.index("bank")] = 4, -2
    judge = replace(Calibration.blank(), weights=weights, bias=0.25)
    chances = probabilities(judge, pairs, np.array([True, True, False]))
    assert chances == pytest.approx([logistic(2.25), logistic(-0.75), 0])


def test_what_the_question_alone_tells_is_two_heads_over_its_vector_and_a_mean_of_its_words():
    (search,) = tiny.finder().retriever.prepare(["board nurses"])  # 1/√2 on the axes of board and nurses
    gap, outside = np.zeros(10), np.zeros(10)
    gap[tiny.AXES.index("board")], gap[-1] = 2, 0.5
    outside[tiny.AXES.index("nurs")], outside[-1] = -2, 0.25
    judge = replace(Calibration.blank(), gap_head=gap, outside_head=outside, outside_words={"": 0.1, "board": 0.3, "weather": 9.0})
    assert asking(judge, search) == pytest.approx([2**0.5 + 0.5, -(2**0.5) + 0.25, 0.1 + 0.3 / 2**0.5])
    assert asking(replace(judge, gap_head=gap[1:], outside_head=outside[1:]), search)[:2].tolist() == [0, 0]


def test_a_questions_words_are_counted_once_with_its_signs():
    assert words_of("Show <b> show 12 <it>") == ["<", ">", "b", "it", "show"]


def test_refusal_features_are_the_best_sentences_and_the_tops():
    """Sentence n has n + column / 100 in every column, so that a swapped column or sentence shows."""
    pairs = np.arange(4)[:, None] + np.arange(len(FEATURES))[None, :] / 100
    asked = np.array([-1.0, -2.0, -3.0])
    found = refusal_features(pairs, np.array([0.2, 0.8, 0.5, 0.0]), np.array([True, True, True, False]), asked)
    by_name = dict(zip(REFUSAL_FEATURES, found, strict=True))
    assert by_name["best"] == pytest.approx(log(4))
    assert by_name["best_three"] == pytest.approx((log(4) + 0 - log(4)) / 3)
    for name in ("bank", "bank_second", "gap", "gap_top", "uncovered", "dense", "cover", "cover_passage", "cover_bank", "number", "when", "role"):  # fmt: skip
        assert by_name[name] == pytest.approx(1 + FEATURES.index(name) / 100), name
    for name in ("dense", "passage", "bank"):
        assert by_name[f"top_{name}"] == pytest.approx(2 + FEATURES.index(name) / 100), name
    assert [by_name[n] for n in ("asks_gap", "asks_outside", "words_outside")] == [-1, -2, -3]


def test_a_certain_sentence_has_a_logit_that_ends():
    found = refusal_features(np.zeros((1, len(FEATURES))), np.array([1.0]), np.array([True]), np.zeros(3))
    assert found[0] == pytest.approx(log(1e6), abs=1e-3)


def test_answerable_and_outside_have_their_own_weights():
    best = np.arange(len(REFUSAL_FEATURES), dtype=float)
    answer, outside = np.zeros(len(best)), np.zeros(len(best))
    answer[3], outside[2] = 0.5, -0.25
    judge = replace(Calibration.blank(), refusal_weights=answer, refusal_bias=-1, outside_weights=outside, outside_bias=0.25)
    assert answerability(judge, best) == pytest.approx(logistic(0.5))
    assert outsideness(judge, best) == pytest.approx(logistic(-0.25))


@pytest.mark.parametrize(("show", "keep", "lengths", "chosen"), [
    (0.3, 0.0, [10] * 4, [0, 1, 2]),  # 0.3 is enough by itself
    (0.31, 0.0, [10] * 4, [0, 1]),
    (0.1, 0.5, [10] * 4, [0, 1]),  # half of the best one's 0.8 is 0.4
    (0.9, 0.9, [10] * 4, [1]),  # the best one is quoted whatever it is
    (0.1, 0.0, [10, 990, 1, 1], [0, 1]),  # a thousand characters at most
    (0.1, 0.0, [11, 990, 1, 1], [1]),
])  # fmt: skip
def test_sentences_are_quoted_that_are_likely_enough_and_fit(show, keep, lengths, chosen):
    chances = np.array([0.6, 0.8, 0.3, 0.05])
    assert choose(chances, replace(Calibration.blank(), show=show, keep=keep), lengths) == chosen


def test_a_calibration_is_read_for_its_embedder_or_for_the_base(tmp_path):
    path = tmp_path / "calibration.json"
    models = {name: replace(tiny.calibration(), answer=answer).to_dict() for name, answer in (("base", 0.2), ("taught", 0.3))}
    file = {"features": FEATURES, "refusal_features": REFUSAL_FEATURES, "base": "base", "models": models}
    path.write_text(json.dumps(file))
    assert [Calibration.load(path, digest).answer for digest in ("taught", "another")] == [0.3, 0.2]
    np.testing.assert_array_equal(Calibration.load(path, "taught").weights, tiny.calibration().weights)
    for edit in ({"features": FEATURES[::-1]}, {"refusal_features": REFUSAL_FEATURES[:-1]}):
        path.write_text(json.dumps({**file, **edit}))
        with pytest.raises(CorpusError, match="other features"):
            Calibration.load(path, "taught")
    models["taught"]["outside_weights"] = [0.0]
    path.write_text(json.dumps(file))
    with pytest.raises(CorpusError, match="other features"):
        Calibration.load(path, "taught")
    del models["taught"]["keep"]
    path.write_text(json.dumps(file))
    with pytest.raises(CorpusError, match="make train"):
        Calibration.load(path, "taught")
    with pytest.raises(CorpusError, match="make train"):
        Calibration.load(tmp_path / "none.json", "taught")
