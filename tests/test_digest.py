"""The sum of something: whole, or of as many points as are asked for, and called by whom it is of."""

import pytest

import tiny
from rag.answering import digest
from rag.answering.entries import lay_out
from rag.understanding.question import Question

KIT = tiny.answerer().kit
ENTRY = tiny.entry(
    "key", "digest", [tiny.part("ash", (2,), (4,), (5, 6)), tiny.part("birch", (11,))], title="Key points of each trust"
)


def summed_up(*trusts, few=None):
    asked = Question("sum it up", trusts=trusts, few=few)
    return digest.answer(KIT, asked, lay_out(ENTRY, asked, tiny.TRUSTS))


def test_it_is_whole_unless_so_many_points_are_wanted():
    assert tiny.texts(summed_up("ash").quotes) == [
        "Ash has a board of 12 directors.",
        "Nurses run the wards.",
        "We listen to nurses. It works.",
    ]
    two = summed_up("ash", few=2)
    assert [len(two.quotes), tiny.texts(two.more)] == [2, ["We listen to nurses. It works."]]


@pytest.mark.parametrize(
    ("trusts", "title"),
    [
        (("ash",), "Key points of Ash General"),
        (("ash", "birch"), "Key points of each trust"),
        ((), "Key points of each trust"),
    ],
)
def test_of_one_alone_it_bears_that_ones_name(trusts, title):
    assert summed_up(*trusts).heading == title
