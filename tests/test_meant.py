"""How likely each sentence is of what is meant."""

import numpy as np
import pytest

from rag.answering.meant import PROBABLE, of_likeliest, quoted
from rag.corpus.prepared import Entry, Part
from rag.understanding.route import Route


def entry(name, form, *parts):
    return Entry(name, form, name, name, tuple(Part(trust, quotes) for trust, quotes in parts), (), ())


ENTRIES = {
    "topic/wards": entry("topic/wards", "topic", ("ash", ((4,), (5, 6)))),
    "figures/board": entry("figures/board", "figures", ("ash", ((2,), (4,)))),
    "about/report": entry("about/report", "about", (None, ((0,),))),
}


def route(**shares):
    names = [name.replace("_", "/") for name in shares]
    return Route(tuple(names), np.array(list(shares.values()), np.float32))


def test_sentences_share_the_probability_of_the_entries_that_quote_them():
    shares = quoted(ENTRIES, route(topic_wards=0.5, figures_board=0.25, about_report=0.2, find=0.05), 8)
    assert shares.tolist() == pytest.approx([0, 0, 0.25, 0, 0.75, 0.5, 0.5, 0])
    faint = quoted(ENTRIES, route(topic_wards=PROBABLE / 2, find=0.9), 8)
    assert not faint.any()


def test_the_likeliest_entrys_sentences_are_marked():
    assert of_likeliest(ENTRIES, route(topic_wards=0.2, figures_board=0.3, find=0.5), 8).tolist() == [0, 0, 1, 0, 1, 0, 0, 0]
    assert not of_likeliest(ENTRIES, route(find=1.0), 8).any()
