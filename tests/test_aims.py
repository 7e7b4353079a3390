"""What is asked of an aim that was reached is answered by no aim."""

import pytest

from rag.answering.aims import ended, reached

AIM = ("This included the aim to save 1,000 lives during the first three years.",)


@pytest.mark.parametrize(
    "request_",
    [
        "Did Salford actually reach its target of lives saved?",
        "did they hit the aim",
        "was the target for lives saved ever met",
        "have their ambitions been achieved?",
        "Meet the goals?",
    ],
)
def test_an_aim_does_not_tell_that_it_was_reached(request_):
    assert not reached(request_, AIM)
    assert not reached(request_, ())
    assert reached(request_, (*AIM, "It was achieved in two."))


@pytest.mark.parametrize(
    "request_", ["what is the target?", "who meets with the board", "how many lives were to be saved", "a hit"]
)
def test_where_no_such_thing_is_asked_anything_may_answer(request_):
    assert reached(request_, AIM)


@pytest.mark.parametrize(("said", "told"), [
    ("The post was removed.", True), ("The committees still exist.", True), ("It was used on two occasions.", True),
    ("The directors were selected in 2010.", False),
])  # fmt: skip
def test_why_something_ended_is_told_by_its_end_or_by_what_puts_that_right(said, told):
    assert ended("Why did they abolish the directors?", (said,)) is told
    assert ended("Why did they choose directors?", (said,))
