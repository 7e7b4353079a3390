"""Trees as arrays say what scikit-learn's say, and a file of them that does not fit is refused."""

import numpy as np
import pytest
from sklearn.ensemble import GradientBoostingClassifier

from rag.answering.trees import LEAF, Trees
from rag.training import weighing


def trees(**changes):
    """One question (is the second feature at most 0.5?) with an answer each way, and one tree without a question."""
    arrays = {
        "feature": [[1, LEAF, LEAF], [LEAF, LEAF, LEAF]], "threshold": [[0.5, 0, 0], [0, 0, 0]], "left": [[1, -1, -1], [-1, 0, 0]],
        "right": [[2, -1, -1], [-1, 0, 0]], "value": [[9, -1, 2], [0.25, 9, 9]], "bias": 0.5,
    }  # fmt: skip
    return Trees.from_dict({**arrays, **changes}, 2)


@pytest.mark.parametrize(("second", "logit"), [(0.4, -0.25), (0.5, -0.25), (0.6, 2.75)])
def test_a_node_leads_left_up_to_its_threshold_and_leaves_add_up(second, logit):
    assert trees().probability(np.array([9.0, second])) == pytest.approx(1 / (1 + np.exp(-logit)))


def test_what_is_written_is_read():
    assert Trees.from_dict(trees().to_dict(), 2).to_dict() == trees().to_dict()


@pytest.mark.parametrize(("changes", "why"), [
    ({"left": [[1, -1, -1]]}, "shapes"), ({"left": [[0, -1, -1], [-1, 0, 0]]}, "nowhere"), ({"right": [[3, -1, -1], [-1, 0, 0]]}, "nowhere"),
    ({"feature": [[2, LEAF, LEAF], [LEAF, LEAF, LEAF]]}, "feature"), ({"feature": []}, "shapes"),
])  # fmt: skip
def test_arrays_that_do_not_fit_or_would_not_end_are_refused(changes, why):
    with pytest.raises(ValueError, match=why):
        trees(**changes)


def test_they_say_what_the_fitted_models_say_in_the_mean():
    dice = np.random.default_rng(0)
    rows = dice.normal(size=(400, 3))
    target = rows[:, 0] + rows[:, 1] * rows[:, 2] + dice.normal(size=400) / 2 > 0
    weight = np.where(target, 2.0, 1.0)
    models = [GradientBoostingClassifier(
        n_estimators=weighing.TREES, learning_rate=weighing.RATE, max_depth=weighing.DEPTH, min_samples_leaf=weighing.LEAF,
        subsample=weighing.SHARE, random_state=seed,
    ).fit(rows, target, sample_weight=weight) for seed in range(weighing.FITS)]  # fmt: skip
    ours = weighing.fit_trees(rows, target, weight)
    logits = np.mean([model.decision_function(rows[:40]) for model in models], axis=0)
    expected = 1 / (1 + np.exp(-logits))
    assert [ours.probability(row) for row in rows[:40]] == pytest.approx(expected.tolist(), abs=1e-6)
