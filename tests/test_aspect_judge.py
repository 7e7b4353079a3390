"""Which sentence leads of those that may tell what a follow-up asks for."""

import numpy as np

from rag.answering.aspect_judge import telling_first


def test_what_does_not_tell_the_aspect_stands_behind_what_plainly_does():
    aspect = np.array([0.0, 0.9, 0.0, 0.3])
    ordered = telling_first(np.array([0.6, 0.15, 0.1, 0.3]), aspect)
    assert np.argsort(-ordered).tolist() == [3, 1, 0, 2]
    assert ordered[1] == 0.15
    for chances in ([0.6, 0.1, 0.1, 0.1], [0.6, 0.7, 0.1, 0.1], [0.2, 0.15, 0.1, 0.6]):  # far behind; first; the best tells some
        assert telling_first(np.array(chances), aspect).tolist() == chances
