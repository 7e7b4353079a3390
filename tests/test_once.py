"""No stretch of the report twice in one answer."""

import tiny
from rag.answering.draft import Draft
from rag.answering.once import once
from rag.types import Row


def test_overlapping_quotations_are_one_in_quotes_and_rows():
    two = (tiny.quote(2, 3), tiny.quote(11), tiny.quote(3, 4))
    made = once(tiny.INDEX, Draft("find", "answered", "", two, rows=(Row("ash", (two[0], two[2])), Row("birch", (two[1],)))))
    assert tiny.texts(made.quotes) == [
        "Ash has a board of 12 directors. They meet monthly. Nurses run the wards.", "Birch began mentoring in 2010.",
    ]  # fmt: skip
    assert [row.quotes for row in made.rows] == [made.quotes[:1], made.quotes[1:]]


def test_what_is_shown_is_not_folded_as_well_and_a_folded_overlap_goes_with_what_is_shown():
    made = once(tiny.INDEX, Draft("find", "answered", "", (tiny.quote(2, 3),), more=(tiny.quote(3), tiny.quote(4), tiny.quote(4))))
    assert (made.quotes, made.more) == ((tiny.quote(2, 3),), (tiny.quote(4),))
    made = once(tiny.INDEX, Draft("find", "answered", "", (tiny.quote(2, 3),), more=(tiny.quote(3, 4), tiny.quote(11))))
    assert (made.quotes, made.more) == ((tiny.quote(2, 4),), (tiny.quote(11),))


def test_what_overlaps_nothing_is_left_as_it_is():
    draft = Draft("find", "answered", "", (tiny.quote(2), tiny.quote(3)), more=(tiny.quote(4),), beside=(tiny.quote(3),))
    assert once(tiny.INDEX, draft) == draft
