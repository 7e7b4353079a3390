"""What a definition is asked of, and that none is given: told before what is said of it, and never of an abbreviation."""

import pytest

import tiny
from rag.answering.defined import of_none
from rag.answering.draft import Draft
from rag.understanding.question import Question

KIT = tiny.answerer().kit


def draft(status="answered"):
    return Draft("find", status, "As told.")


@pytest.mark.parametrize(
    ("text", "status", "message"),
    [
        ("how does the report define mentoring?", "partial", "The report gives no definition of ‘mentoring’. As told."),
        ("Definition of a board please", "partial", "The report gives no definition of ‘board’. As told."),
        ("how is safety defined in this report", "partial", "The report gives no definition of ‘safety’. As told."),
        ("does it say what safety actually means", "partial", "The report gives no definition of ‘safety’. As told."),
        ("what do they mean by shared budgets", "partial", "The report gives no definition of ‘shared budgets’. As told."),
        ("how does it define 'mentoring'?", "partial", "The report gives no definition of ‘mentoring’. As told."),
        ("definition of “shared budgets”", "partial", "The report gives no definition of ‘shared budgets’. As told."),
        ('what is meant by "safety" in here?', "partial", "The report gives no definition of ‘safety’. As told."),
        ("how does the report define yaks", "answered", "As told."),  # nothing is quoted for it: that is told elsewhere
        ("define safety for me please", "partial", "The report gives no definition of ‘safety’. As told."),
        ("definition of nurses", "partial", "The report gives no definition of ‘nurses’. As told."),  # a sentence begins with them
        ("who runs the board", "answered", "As told."),
        ("how does it define a Board", "partial", "The report gives no definition of ‘board’. As told."),
    ],
)
def test_that_nothing_is_defined_is_told_before_what_is_said_of_it(text, status, message):
    told = of_none(KIT, Question(text), draft())
    assert (told.status, told.message) == (status, message)


def test_where_nothing_else_is_found_that_alone_is_told_with_what_may_be_asked():
    told = of_none(KIT, Question("how do the authors define safety"), draft("off_topic"))
    assert (told.status, told.next) == ("not_stated", ("What does the report say about safety?",))


def test_what_stands_nowhere_is_not_defined_by_what_is_like_it(real):
    answer = real.ask("define monetary for me")
    assert (answer.status, answer.quotes) == ("not_stated", ())
    assert "‘monetary’ does not occur" in answer.message


def test_a_card_tells_what_it_tells():
    assert of_none(KIT, Question("define safety"), draft("about")) == draft("about")


def test_what_does_not_hold_the_thing_is_folded_where_something_does(real):
    answer = real.ask("what is meant by non-positional leadership")
    assert answer.message.startswith("The report gives no definition of ‘non-positional leadership’.")
    assert all("positional" in quote.text for quote in answer.quotes)
