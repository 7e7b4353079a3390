"""A regression that was taught: read for its own embedder and features alone, and what it makes of them."""

import json

import numpy as np
import pytest

from rag.answering.regression import Regression, load_regression
from rag.errors import CorpusError

FEATURES = ("likely", "long")


def test_the_weights_are_read_for_their_own_embedder_and_features_alone(tmp_path):
    path = tmp_path / "rows.json"
    assert load_regression(path, FEATURES, "axes") is None
    Regression(np.array([2.0, -0.5, -1.0]), "axes").save(path, FEATURES, {"rows": 3.0})
    assert load_regression(path, FEATURES, "axes").weights.tolist() == [2.0, -0.5, -1.0]
    assert load_regression(path, FEATURES, "another") is None
    with pytest.raises(CorpusError, match="other features"):
        load_regression(path, ("likely", "short"), "axes")
    data = json.loads(path.read_text())
    path.write_text(json.dumps(data | {"weights": [1.0]}))
    with pytest.raises(CorpusError, match="other features"):
        load_regression(path, FEATURES, "axes")
    path.write_text("{}")
    with pytest.raises(CorpusError, match="cannot be read"):
        load_regression(path, FEATURES, "axes")


def test_chances_are_the_logistic_of_the_weighted_features():
    regression = Regression(np.array([2.0, 0.0, -1.0]), "axes")
    assert regression.chances(np.array([[0.0, 5.0], [1.0, 5.0]])) == pytest.approx([1 / (1 + np.e), np.e / (1 + np.e)])
    assert np.isfinite(Regression(np.array([1e9, 0, 0]), "axes").chances(np.array([[1.0, 0.0], [-1.0, 0.0]]))).all()
