"""Thanks are thanks, whatever belongs to them."""

import pytest

from rag.understanding.turns import Turn, read_turn


@pytest.mark.parametrize(
    "text", ["thanks very much", "thank you so much", "thanks a million", "thanks all", "yes, please", "hmm not sure"]
)
def test_thanks_are_left_whole(text):
    assert read_turn(text) == Turn(text)
