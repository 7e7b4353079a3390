"""How many points a request wants of a sum."""

import pytest

from rag.understanding.points import IN_SHORT, how_few, uncounted


@pytest.mark.parametrize(
    ("request_", "few", "left"),
    [
        ("give me 3 bullets on pay", 3, "give me bullets on pay"),
        ("Top five takeaways from it", 5, "Top takeaways from it"),
        ("sum it up in one sentence", 1, "sum it up in one sentence"),
        ("sum it up in a sentence", 1, "sum it up in a sentence"),
        ("briefly, how is it run", IN_SHORT, "briefly, how is it run"),
        ("summarise it for me, short", IN_SHORT, "summarise it for me, short"),
        ("one line each on pay", None, "one line each on pay"),
        ("the three trusts on pay", None, "the three trusts on pay"),
        ("a short course", None, "a short course"),
        ("chapter 4 key points", None, "chapter 4 key points"),
        ("one of the findings", None, "one of the findings"),
        ("3 bullets", 3, "3 bullets"),  # of nothing else
    ],
)
def test_how_many_points_are_wanted_is_told_and_taken_out(request_, few, left):
    assert (how_few(request_), uncounted(request_)) == (few, left)
