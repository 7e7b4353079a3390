"""Candidates' features by name, worked out by hand, and the regressions' file."""

import json
from dataclasses import replace
from math import exp, log, log1p

import numpy as np
import pytest

import tiny
from rag.answering.entries import lay_out
from rag.answering.weigh import (
    ANSWERABLE_FEATURES,
    COMMON_FEATURES,
    ENTRY_FEATURES,
    FIND_FEATURES,
    FORMS,
    NEAR_FEATURES,
    NEARLY,
    Candidate,
    Weights,
    answerable_features,
    common,
    entry_features,
    find_features,
    load_weights,
    narrower_first,
    near_features,
    save_weights,
    uncovering,
    worth,
)
from rag.errors import CorpusError
from rag.understanding.names import Mention
from rag.understanding.question import Question
from rag.understanding.route import Route

ROUTE = Route(
    ("board", "nurses", "absent", "find", "mention", "offtopic", "social"), np.array([0.3, 0.2, 0.15, 0.1, 0.05, 0.12, 0.08])
)
FINDER = tiny.finder()


def judged(trusts=(), **changes):
    (search,) = FINDER.retriever.prepare(["board"])
    return replace(FINDER.judge(Question("board"), search, trusts), **changes)


def logit(p):
    return log(p / (1 - p))


def by_name(names, values):
    assert len(names) == len(values)
    return dict(zip(names, values.tolist(), strict=True))


def test_what_holds_of_the_request_stands_in_its_own_columns():
    asked = Question("board at Ash", trusts=("ash",), mentions=(Mention("ash", 9, 12),))
    parts = [judged(answerable=0.6, outside=0.1), judged(answerable=0.7, outside=0.2)]
    found = by_name(COMMON_FEATURES, common(asked, ROUTE, parts, 0.25, 3, 0.75))
    assert found == pytest.approx({
        "find": log(0.1), "mention": log(0.05), "absent": log(0.15), "off_topic": log(0.2),
        "answerable": logit(0.7), "outside": logit(0.2), "uncovered": 0.25, "named": 1, "rows": 0, "words": log1p(3), "unknown": 0.75,
    })  # fmt: skip
    other = by_name(COMMON_FEATURES, common(Question("each", rows=True), ROUTE, parts, 0, 0, 0))
    assert (other["named"], other["rows"], other["words"]) == (0, 1, 0)


def test_of_candidates_only_what_they_leave_uncovered_differs():
    parts = [judged(answerable=0.6, outside=0.1)]
    of_all = common(Question("board"), ROUTE, parts, 0.0, 3, 0.75)
    assert uncovering(of_all, 0.25).tolist() == common(Question("board"), ROUTE, parts, 0.25, 3, 0.75).tolist()
    assert of_all[COMMON_FEATURES.index("uncovered")] == 0


def test_a_probability_of_nothing_has_a_logarithm_that_ends():
    found = common(Question("?"), Route(("find",), np.array([1.0])), [judged(answerable=0.0, outside=1.0)], 0, 1, 0)
    assert by_name(COMMON_FEATURES, found)["absent"] == pytest.approx(log(1e-4))
    assert by_name(COMMON_FEATURES, found)["answerable"] == pytest.approx(logit(1e-4))
    assert by_name(COMMON_FEATURES, found)["outside"] == pytest.approx(-logit(1e-4))


def test_an_entrys_features():
    """Asked of Ash and Birch: Ash has a part of two sentences, of Birch nothing is known."""
    asked = Question("board", trusts=("ash", "birch"))
    laid = lay_out(tiny.entry("board", "figures", [tiny.part("ash", (2,), (4,))]), asked, tiny.TRUSTS)
    chances = np.zeros(13)
    chances[[2, 11]] = 0.6, 0.8
    shared = np.arange(11.0)
    found = by_name(
        ENTRY_FEATURES, entry_features(shared, laid, ROUTE, 0.5, frozenset({2, 11, 12}), [judged(chances=chances)], asked)
    )
    assert [found[name] for name in COMMON_FEATURES] == shared.tolist()
    assert found["subject"] == pytest.approx(log(0.5))
    assert found["share"] == pytest.approx(log(0.3 / 0.5))
    assert found["agreement"] == pytest.approx(1 / 3)
    assert found["best_inside"] == pytest.approx(0.6 / 0.8)
    assert (found["in_scope"], found["missing"]) == (0.5, 0.5)
    assert {name: found[name] for name in FORMS} == {name: float(name == "figures") for name in FORMS}


def test_an_entry_asked_of_nobody_in_particular_is_in_scope_where_it_shows_something():
    asked = Question("board")
    for made, in_scope in ((tiny.entry(parts=[tiny.part("ash", (2,))]), 1), (tiny.entry(card="A card."), 1), (tiny.entry(), 0)):
        laid = lay_out(made, asked, tiny.TRUSTS)
        found = by_name(ENTRY_FEATURES, entry_features(np.zeros(11), laid, ROUTE, 0.5, frozenset(), [judged()], asked))
        assert (found["in_scope"], found["missing"], found["agreement"]) == (in_scope, 0, 0)


def test_what_was_found_is_weighed_by_its_best_sentence():
    chances = np.zeros(13)
    chances[2] = 0.75
    found = by_name(FIND_FEATURES, find_features(np.arange(11.0), 0.4, [judged(), judged(chances=chances)], 0.2))
    top = 1 / (1 + exp(-(4 * 2**-0.5 - 2)))  # "board" lies at 0.7071 from sentence 2
    assert (found["subject"], found["best"], found["agreement"]) == pytest.approx((log(0.4), logit(max(top, 0.75)), 0.2))
    assert found["words"] == 9


def test_whether_there_is_an_answer_is_told_from_what_was_found_the_likeliest_entry_and_what_is_known():
    laid = lay_out(tiny.entry("board", "figures", [tiny.part("ash", (2,))]), Question("board"), tiny.TRUSTS)
    entry = dict.fromkeys(ENTRY_FEATURES, 0.0) | {"uncovered": 0.25, "share": -1.0, "best_inside": 0.5, "figures": 1.0}
    found = dict.fromkeys(FIND_FEATURES, 0.0) | {"answerable": 2.0, "uncovered": 0.75, "named": 1.0}
    candidates = [Candidate(laid, np.array(list(entry.values()))), Candidate(None, np.array(list(found.values())))]
    values = by_name(ANSWERABLE_FEATURES, answerable_features(candidates, np.arange(12.0)))
    assert {name: values[name] for name in FIND_FEATURES} == found
    assert (values["entry_uncovered"], values["entry_share"], values["entry_best_inside"], values["entry_figures"]) == (
        0.25,
        -1,
        0.5,
        1,
    )
    assert [values[f"near_{name}"] for name in NEAR_FEATURES] == list(range(12))


def test_no_column_is_another_one_or_what_the_others_leave():
    assert "entry_agreement" not in ANSWERABLE_FEATURES  # that of what was found is its share in the likeliest entry
    assert set(FORMS) | {"about"} == {"digest", "figures", "term", "topic", "voices", "about"}
    assert "about" not in ENTRY_FEATURES


def test_without_entries_the_entrys_columns_are_nothing():
    candidates = [Candidate(None, np.ones(len(FIND_FEATURES)))]
    values = by_name(ANSWERABLE_FEATURES, answerable_features(candidates, np.ones(12)))
    assert {values[f"entry_{name}"] for name in ("uncovered", "share", "best_inside", *FORMS)} == {0}


def test_how_near_known_requests_are_is_told_apart_by_kind():
    near = np.array([0.5, 0.4, 0.7, 0.6, 0.3, 0.2], np.float32)
    parts = [judged(search=tiny.search("board", bank=bank)) for bank in ([0.1, 0.9, 0.6, 0.3], [0.8, 0.8, 0.8])]
    values = by_name(NEAR_FEATURES, near_features(near, parts))
    assert values == pytest.approx({
        "answered": 0.5, "answered_mean": 0.4, "absent": 0.7, "absent_mean": 0.6, "elsewhere": 0.3, "elsewhere_mean": 0.2,
        "bank": 0.9, "bank_mean": 0.6, "answered_over_absent": -0.2, "known_over_absent": 0.2, "known_over_elsewhere": 0.6,
        "bank_over_absent": 0.2,
    }, abs=1e-6)  # fmt: skip


def test_worth_is_the_logistic_of_the_sum_with_the_bias_last():
    assert worth(np.array([1.0, -2.0, 0.5]), np.array([1.0, 0.25])) == pytest.approx(1 / (1 + exp(-1)))
    assert worth(np.array([0.0, 0.0, -3.0]), np.array([9.0, 9.0])) == pytest.approx(1 / (1 + exp(3)))


def test_a_candidate_is_called_by_its_entry_or_find():
    laid = lay_out(tiny.entry("board"), Question("board"), tiny.TRUSTS)
    assert [Candidate(x, np.zeros(1)).name for x in (laid, None)] == ["board", "find"]


def test_weights_are_written_and_read_and_those_of_other_features_refused(tmp_path):
    path = tmp_path / "weights.json"
    assert load_weights(path) is None
    weights = Weights(tiny.trees(0.5), *(np.arange(len(of) + 1.0) for of in (ENTRY_FEATURES, FIND_FEATURES)), 0.35)
    save_weights(weights, path, {"requests": 7})
    read = load_weights(path)
    assert read.answer == 0.35
    assert read.answerable.to_dict() == weights.answerable.to_dict()
    np.testing.assert_array_equal(read.entry, weights.entry)
    np.testing.assert_array_equal(read.find, weights.find)
    data = json.loads(path.read_text())
    assert data["unseen"] == {"requests": 7}
    for edit in (
        {"answerable_features": data["answerable_features"][1:]},
        {"find_features": ["subject"]},
        {"entry": data["entry"][1:]},
        {"find": data["find"][1:]},
    ):
        path.write_text(json.dumps({**data, **edit}))
        with pytest.raises(CorpusError, match="other features"):
            load_weights(path)
    path.write_text(json.dumps({**data, "answerable": {**data["answerable"], "feature": [[99]]}}))
    with pytest.raises(CorpusError, match="make train"):
        load_weights(path)
    path.write_text("{")
    with pytest.raises(CorpusError, match="make train"):
        load_weights(path)


def test_of_two_entries_that_are_nearly_as_worthy_the_narrower_goes_first():
    asked = Question("feedback from patients at each")

    def of(title, worth_):
        entry = replace(tiny.entry(title, "topic", (tiny.part("ash", (2,)),)), title=title)
        return Candidate(lay_out(entry, asked, tiny.TRUSTS), np.zeros(1), worth_)

    wide, narrow, found = of("Feedback", 0.9), of("How patients' feedback is used", 0.9 * NEARLY), Candidate(None, np.zeros(1), 0.8)
    subject = ["feedback", "patients"]
    assert narrower_first([wide, found, narrow], subject) == [narrow, wide, found]
    far = replace(narrow, worth=0.9 * NEARLY - 0.01)
    assert narrower_first([wide, found, far], subject) == [wide, found, far]
    assert narrower_first([wide, narrow], ["feedback"])[0] is wide  # no more is asked
    assert narrower_first([of("Boards", 0.9), narrow], subject)[0].worth == 0.9  # it is on something else
    assert narrower_first([found, narrow], subject)[0] is found
    assert narrower_first([], subject) == []
