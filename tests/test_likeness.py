"""How like a request is to known ones: by kind, the nearest and the mean of the nearest three, itself left out in training."""

from dataclasses import replace

import numpy as np
import pytest

from rag.errors import CorpusError
from rag.training.route import Example, fit_likeness
from rag.understanding.likeness import Likeness, load_likeness
from rag.understanding.route import ABSENT, FIND, MENTION, OFF_TOPIC, SOCIAL

KNOWN = Likeness(
    np.eye(2, dtype=np.float32), np.array([[100, 0], [80, 60], [60, 80], [0, 100], [0, -100]], np.int8), 0.01,
    np.array([0, 0, 0, 0, 1], np.uint8), "axes",
)  # fmt: skip


def test_the_nearest_and_the_mean_of_the_nearest_three_of_each_kind():
    near = KNOWN.near(np.array([1, 0], np.float32))
    assert near.tolist() == pytest.approx([1, 0.8, 0, 0, 0, 0], abs=1e-6)  # of four: 1, 0.8, 0.6; one that lies across; none
    assert KNOWN.near(np.array([0, 1], np.float32)).tolist()[2:] == pytest.approx([-1, -1, 0, 0], abs=1e-6)


def test_what_is_left_out_does_not_count():
    assert KNOWN.near(np.array([1, 0], np.float32), without=[0]).tolist()[:2] == pytest.approx([0.8, (0.8 + 0.6 + 0) / 3], abs=1e-6)
    assert KNOWN.near(np.array([0, 1], np.float32), without=[4]).tolist()[2:4] == [0, 0]  # the only one of its kind


def test_it_is_written_and_read_for_its_own_embedder_alone(tmp_path):
    path = tmp_path / "likeness.npz"
    assert load_likeness(path, "axes") is None
    KNOWN.save(path)
    read = load_likeness(path, "axes")
    assert read.near(np.array([1, 0], np.float32)).tolist() == KNOWN.near(np.array([1, 0], np.float32)).tolist()
    assert load_likeness(path, "another") is None
    replace(KNOWN, kinds=KNOWN.kinds[1:]).save(path)
    with pytest.raises(CorpusError, match="do not fit"):
        load_likeness(path, "axes")
    path.write_bytes(b"PK")
    with pytest.raises(CorpusError, match="make train"):
        load_likeness(path, "axes")


def test_known_requests_are_kept_by_kind_without_facts_and_look_ups():
    labels = ["board", FIND, ABSENT, OFF_TOPIC, SOCIAL, MENTION]
    rows = [Example(f"text {n}", label) for n, label in enumerate(labels)] + [Example("text 0", "wards")]
    vectors = np.eye(7, dtype=np.float32)[:, :6] + 0.1
    known, places = fit_likeness(rows, vectors / np.linalg.norm(vectors, axis=1, keepdims=True), "axes")
    assert known.kinds.tolist() == [0, 1, 2, 2, 0]
    assert places == {"text 0": [0, 4], "text 2": [1], "text 3": [2], "text 4": [3]}
    own = vectors[2] / np.linalg.norm(vectors[2])
    assert known.near(own)[2] == pytest.approx(1, abs=0.02)  # rounded to whole numbers, but itself
