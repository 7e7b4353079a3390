"""Each of two alternatives of which a request asks what is said, asked by itself."""

import pytest

from rag.answering.either import alternatives


@pytest.mark.parametrize(
    ("text", "each"),
    [
        ("anything about yaks' pay or camels?", ("anything about yaks' pay?", "anything about camels?")),
        ("anything on yaks or camels at Ash", ("anything on yaks at Ash", "anything on camels at Ash")),
        ("anything about yaks and camels", ()),
        ("anything about yaks, camels or mules", ()),
        ("anything about yaks being slow or lazy", ()),
        ("are yaks or camels better", ()),
    ],
)
def test_each_of_two_alternatives_is_asked_by_itself(text, each):
    assert alternatives(text) == each
