"""Of a list that would be quoted whole, the items alone that hold what is asked."""

from types import SimpleNamespace

import pytest

from rag.answering.listed import answers_first, narrowed

ITEMS = [
    "Is pay fair?",
    "Do leaders train?",
    "Who appraises leaders?",
    "Are leaders heard?",
    "Who plans the leaders' jobs and hours?",
]


def index(items=ITEMS, lead="These questions help.", heading="For leaders"):
    told = [SimpleNamespace(index=0, text=lead, item=None)]
    told += [SimpleNamespace(index=n, text=text, item=n) for n, text in enumerate(items, 1)]
    return SimpleNamespace(passages=[SimpleNamespace(sentences=told, heading=heading)], homes=[0] * len(told))


@pytest.mark.parametrize(
    ("asked", "chosen", "left"),
    [
        ({"apprais"}, [1, 2, 3, 4], [3]),
        ({"apprais", "job"}, [1, 2, 3, 4, 5], [3, 5]),
        ({"apprais", "hour", "plan", "job"}, [1, 2, 3, 4, 5], [5]),  # the other holds far fewer of them
        ({"leader"}, [1, 2, 3, 4], [1, 2, 3, 4]),  # of most of them
        ({"question", "help"}, [0, 1, 2, 3, 4], [0, 1, 2, 3, 4]),  # of the list itself
        ({"yak"}, [1, 2, 3, 4], [1, 2, 3, 4]),
        ({"apprais"}, [1, 3], [1, 3]),  # not quoted whole
        ({"apprais"}, [1, 2, 4, 5], [1, 2, 4, 5]),  # the one that holds it was not found
    ],
)
def test_a_list_is_narrowed_to_what_is_asked(asked, chosen, left):
    assert narrowed(index(), asked, chosen) == left


def test_a_short_list_stays_whole():
    assert narrowed(index(ITEMS[:3]), {"apprais"}, [1, 2, 3]) == [1, 2, 3]


def test_a_list_on_the_words_that_are_asked_stays_whole():
    assert narrowed(index(heading="On appraisal"), {"apprais"}, [1, 2, 3, 4]) == [1, 2, 3, 4]


def test_an_item_comes_whole():
    items = index()
    items.passages[0].sentences.insert(4, SimpleNamespace(index=6, text="How often?", item=3))
    items.homes.append(0)
    assert narrowed(items, {"apprais"}, [1, 2, 3, 4]) == [3, 6]


@pytest.mark.parametrize(
    ("asked", "order"),
    [("why should a board care", ["It helps.", "Do you care?"]), ("what should we ask of a board", ["Do you care?", "It helps."])],
)
def test_what_is_asked_of_readers_stands_last_where_it_is_not_asked_for(asked, order):
    quotes = [SimpleNamespace(text="Do you care?"), SimpleNamespace(text="It helps.")]
    assert [quote.text for quote in answers_first(asked, quotes)] == order
