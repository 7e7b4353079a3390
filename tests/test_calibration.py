"""Fitting the judge: labels, folds, regressions and thresholds, over the tiny report and by hand."""

from dataclasses import replace

import numpy as np
import pytest

import tiny
from rag.answering.features import FEATURES
from rag.answering.judge import Calibration, answerability, outsideness, probabilities, refusal_features
from rag.training import calibration as fitting
from rag.training.labels import Labelled
from rag.understanding.question import Question

ASSISTANT = tiny.assistant()
N = len(tiny.SENTENCES)


def labelled(*groups, text="nurses", trusts=(), **more):
    return Labelled(Question(text, trusts=trusts, rows=len(trusts) > 1), tuple(map(frozenset, groups)), **more)


def collected(*questions):
    return fitting.collect(ASSISTANT, questions)


def at(labels, value):
    return np.flatnonzero(labels == value).tolist()


# ---- pairs ----


def test_sentences_beside_an_incomplete_answer_are_neither_right_nor_wrong():
    (some,) = collected(labelled({4}))
    assert (at(some.labels, 1), at(some.labels, -1)) == ([4], [2, 3])
    (whole,) = collected(labelled({4}, complete=True, fine=frozenset({5, 6})))
    assert (at(whole.labels, 1), at(whole.labels, -1)) == ([4], [5, 6])
    (both,) = collected(labelled({4}, {11}))
    assert at(both.labels, -1) == [2, 3]


def test_a_question_is_answerable_where_a_sentence_that_answers_is_allowed():
    assert [p.answerable for p in collected(labelled({4}, trusts=("ash", "birch")))] == [True, False]
    assert [p.row for p in collected(labelled({4}, trusts=("ash", "birch")))] == [True, True]
    assert [(p.answerable, p.row) for p in collected(labelled({4}), labelled())] == [(True, False), (False, False)]


def test_a_fold_is_the_section_of_the_first_sentence_that_answers_or_of_the_nearest():
    """Six sections: sentences 0, 2, 5, 7, 11 and 12 begin them; the sixth falls into the first fold again."""
    assert [p.fold for p in collected(labelled({1}), labelled({4}), labelled({7, 4}), labelled({11}), labelled({12}))] == [
        0,
        1,
        1,
        4,
        0,
    ]
    assert collected(labelled(text="safety"))[0].fold == 3


# ---- regressions ----


def test_a_regression_is_over_the_rows_as_they_are():
    rows, labels = np.array([[0.0], [1.0], [2.0], [3.0]]), np.array([0, 0, 1, 1])
    weights, bias = fitting.logistic(rows, labels, np.ones(4), balanced=False)
    assert weights[0] > 0.5
    assert bias == pytest.approx(-1.5 * weights[0], abs=1e-4)  # even between the two classes
    tenfold, same = fitting.logistic(rows * 10, labels, np.ones(4), balanced=False)
    assert (tenfold[0] * 10, same) == (pytest.approx(weights[0], rel=1e-4), pytest.approx(bias, rel=1e-4))


def test_a_balanced_regression_is_even_whatever_the_shares():
    rows, labels = np.array([[0.0]] * 9 + [[1.0]]), np.array([0] * 9 + [1])
    even, shy = (fitting.logistic(rows, labels, np.ones(10), balanced=balanced) for balanced in (True, False))
    assert even[0][0] * 0.5 + even[1] == pytest.approx(0, abs=1e-3)
    assert shy[0][0] * 0.5 + shy[1] < -0.5


def test_weights_count_as_so_many_questions():
    rows, labels = np.array([[0.0], [0.0], [1.0]]), np.array([0, 1, 1])
    light, heavy = (fitting.logistic(rows, labels, np.array([1.0, w, 1.0]), balanced=False) for w in (1.0, 9.0))
    assert heavy[1] > light[1] + 1  # at 0 the second label weighs more


def test_the_judge_learns_what_answers_and_leaves_out_what_is_unlabelled():
    pairs = collected(
        labelled({5}, text="nurses", complete=True), labelled({11}, text="mentoring", complete=True), labelled(text="zebra")
    )
    judge = fitting._judge(pairs)
    assert judge.weights[FEATURES.index("dense")] > 0
    chances = probabilities(judge, pairs[0].features, pairs[0].allowed)
    assert int(np.argmax(chances)) == 5
    with_gap = fitting._judge(pairs[:2])
    np.testing.assert_array_equal(judge.weights, with_gap.weights)  # a question without an answer teaches it nothing


def made(fold, value, *, positive, practice=False):
    """A pair of one search with one feature, for the regressions over questions."""
    (pairs,) = collected(labelled({4}) if positive else labelled(text="zebra"))
    return replace(pairs, fold=fold, labelled=replace(pairs.labelled, practice=practice)), [value]


def test_a_prediction_is_by_a_regression_that_has_not_seen_its_fold():
    """Fold 0 says the opposite of all others: a regression that had seen it would be less wrong there."""
    rows = [made(fold, float(positive != (fold == 0)), positive=positive) for fold in range(5) for positive in (True, False)]
    pairs, best = [p for p, _ in rows], np.array([b for _, b in rows])
    target = np.array([p.answerable for p in pairs])
    unseen = fitting._unseen(pairs, best, target)
    assert unseen[0] < 0.5 < unseen[1]
    assert all(unseen[2::2] > 0.5)
    assert all(unseen[3::2] < 0.5)
    alone = fitting._refusal(pairs, best, target, fold=0)
    everything = fitting._refusal(pairs, best, target)
    assert alone[0][0] > everything[0][0] > 0


# ---- thresholds ----


def scored(question, show, keep=0.0, **chances):
    (pairs,) = collected(question)
    given = np.zeros(N)
    for name, value in chances.items():
        given[int(name[1:])] = value
    return fitting._score(ASSISTANT, pairs, given, replace(Calibration.blank(), show=show, keep=keep))


def test_what_would_be_quoted_is_scored_by_groups_and_by_characters():
    """Sentence 2 has 32 characters, 4 has 21, 11 has 30."""
    question = labelled({2}, {4}, complete=True)
    assert scored(question, 0.5, s2=0.9, s4=0.6) == (1, 1, 1)
    assert scored(question, 0.7, s2=0.9, s4=0.6) == (0.5, 0, 1)
    recall, full, precision = scored(question, 0.5, s2=0.9, s11=0.6)
    assert (recall, full, precision) == (0.5, 0, pytest.approx(32 / 62))
    assert scored(question, 0.1, keep=0.8, s2=0.9, s4=0.6) == (0.5, 0, 1)


def test_what_is_fine_costs_no_precision_and_a_group_that_is_not_allowed_no_recall():
    assert scored(labelled({2}, complete=True, fine=frozenset({11})), 0.5, s2=0.9, s11=0.6)[2] == 1
    assert scored(labelled({2}, {11}, complete=True, trusts=("ash",)), 0.5, s2=0.9) == (1, 1, 1)


def test_thresholds_are_those_with_the_best_recall_at_the_precision_aimed_at():
    """The answer has 0.13 and 0.8; with what has 0.11 beside it precision would be 51 / 81, under 0.7."""
    question = labelled({2}, {4}, complete=True, practice=True)
    (pairs,) = collected(question)
    chances = np.zeros(N)
    chances[[2, 4, 11]] = 0.8, 0.13, 0.11
    show, keep, figures = fitting._thresholds(ASSISTANT, [pairs], [chances])
    assert 0.11 < max(show, keep * 0.8) <= 0.13
    assert figures == {"recall": 1.0, "full": 1.0, "precision": pytest.approx(53 / 53)}
    ignored = replace(pairs, labelled=replace(question, practice=False))
    other = np.where(np.arange(N) == 11, 0.9, 0)
    assert fitting._thresholds(ASSISTANT, [pairs, ignored], [chances, other])[:2] == (show, keep)


def test_shares_are_of_what_there_is():
    assert fitting._share(np.array([True, False, False, True])) == 0.5
    assert fitting._share(np.array([], bool)) == 0.0


# ---- the whole ----

SUBJECTS = {"board": 2, "nurses": 5, "wards": 4, "mentoring": 11, "safety": 8, "budgets": 10, "consultants": 12, "sites": 0}
ASKED = ("what of {}", "tell me about {}", "{}", "how are the {}", "what was {}", "which {}")


def questions():
    """Practice questions of every kind, on each subject: answered, near misses (what it costs), off-topic ones, and rows."""
    answered = [labelled({n}, text=ask.format(word), complete=True, practice=True) for word, n in SUBJECTS.items() for ask in ASKED]
    misses = [labelled(text=f"{ask.format(word)} price", complete=True, practice=True) for word in SUBJECTS for ask in ASKED[:3]]
    away = [
        labelled(text=f"{ask.format(word)} soup recipe", complete=True, practice=True, off_topic=True)
        for word in SUBJECTS
        for ask in ASKED[:3]
    ]
    rows = [
        labelled({2}, {11}, text=ask.format("board and mentoring"), trusts=tiny.TRUSTS, complete=True, practice=True)
        for ask in ASKED
    ]
    return [*answered, *misses, *away, *rows]


@pytest.fixture(scope="module")
def fitted():
    return fitting.fit(ASSISTANT, tiny.EMBEDDER, questions())


def test_what_was_fitted_answers_refuses_and_tells_off_the_subject(fitted):
    figures = fitted["unseen"]
    assert figures["questions"] == len(questions())
    assert figures["false refusals"] <= 3 / 48  # two of the 48 by the threshold for answers, one by that for the subject
    assert figures["near misses refused"] > 0.8
    assert figures["off-topic refused"] > 0.9
    assert figures["rows quoted in vain"] < 0.1
    assert figures["recall"] > 0.9


def judged(judge, text):
    """(answerable, outside) of a request."""
    (pair,) = collected(labelled(text=text))
    chances = probabilities(judge, pair.features, pair.allowed)
    best = refusal_features(pair.features, chances, pair.allowed, fitting.asking(judge, pair.search))
    return answerability(judge, best), outsideness(judge, best)


def test_each_threshold_stands_between_what_it_divides(fitted):
    judge = replace(
        Calibration.blank(), **{k: np.array(v) if isinstance(v, list) else v for k, v in fitted.items() if k != "unseen"}
    )
    right, miss, away = (
        judged(judge, text) for text in ("what of the board", "what of the board price", "what of the board soup recipe")
    )
    assert right[0] > judge.answer > miss[0]
    assert right[1] < judge.outside < away[1]
    assert miss[1] < away[1]
    assert judge.answer_row > 0
