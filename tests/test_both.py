"""Two answers put together: each sentence once, the better answer first, rows filled, and what is said of it true."""

from dataclasses import replace

import tiny
from rag.answering import both as module
from rag.answering import wording
from rag.answering.both import MOST
from rag.answering.draft import Draft
from rag.types import Row


def together(first, second, tells=lambda _: True):
    return module.together(first, second, tells)


def draft(*quotes, **more):
    return Draft("find", "answered", "", tuple(quotes), **more)


def test_what_is_new_stands_behind_and_what_is_shown_already_is_left_out():
    both = together(draft(tiny.quote(2), heading="The board"), draft(tiny.quote(11), tiny.quote(2)))
    assert both.quotes == (tiny.quote(2), tiny.quote(11))
    assert both.beside == (tiny.quote(11),)
    assert (
        wording.told(both, tiny.TAGS)
        == "The board: 1 passage from Ash General, p. 2. Found beside it: 1 passage from Birch Royal, p. 3."
    )
    same = draft(tiny.quote(2))
    assert together(same, same) is same


def test_a_longer_quotation_takes_the_place_of_the_one_that_it_holds():
    both = together(draft(tiny.quote(2), tiny.quote(11), heading="The board"), draft(tiny.quote(12), tiny.quote(2, 3)))
    assert both.quotes == (tiny.quote(2, 3), tiny.quote(11), tiny.quote(12))
    assert both.beside == (tiny.quote(12),)
    alone = together(draft(tiny.quote(2), heading="The board"), draft(tiny.quote(2, 3)))
    assert wording.told(alone, tiny.TAGS) == "The board: 1 passage from Ash General, p. 2."


def test_what_the_judge_does_not_find_to_answer_is_not_added():
    both = together(draft(tiny.quote(2)), draft(tiny.quote(4), tiny.quote(11)), lambda quote: quote == tiny.quote(11))
    assert both.quotes == (tiny.quote(2), tiny.quote(11))


def test_few_are_added():
    both = together(draft(tiny.quote(0)), draft(*(tiny.quote(n) for n in (2, 4, 7, 11, 12))))
    assert len(both.quotes) == 1 + MOST


def test_to_what_is_complete_nothing_is_added():
    whole = draft(tiny.quote(2), complete=True)
    assert together(whole, draft(tiny.quote(11))) is whole


def test_what_only_asks_its_readers_is_not_added():
    asks = replace(tiny.quote(11), text="Who are your mentors?\n• Since when?")
    said = replace(tiny.quote(5), text="Do we listen?")  # an interviewee may ask
    partly = replace(tiny.quote(4), text="Who runs the wards? Nurses do.")
    assert together(draft(tiny.quote(2)), draft(asks, said, partly)).quotes == (tiny.quote(2), said, partly)


def test_a_row_takes_what_is_of_its_trust_and_is_no_longer_silent():
    rows = (Row("ash", (tiny.quote(2),)), Row("birch", (), "no_mention", ("board",)), Row("cedar", (), "no_mention", ("board",)))
    both = together(draft(tiny.quote(2), rows=rows), draft(tiny.quote(11), tiny.quote(2, 3), tiny.quote(0)))
    assert [(r.trust, r.quotes, r.silence) for r in both.rows] == [
        ("ash", (tiny.quote(2, 3),), None), ("birch", (tiny.quote(11),), None), ("cedar", (), "no_mention"),
    ]  # fmt: skip
    assert both.quotes == (tiny.quote(0), tiny.quote(2, 3), tiny.quote(11))
    assert both.status == "partial"
    assert "does not say it of Cedar Health." in wording.told(both, tiny.TAGS)


def test_what_was_folded_and_is_shown_now_is_not_folded():
    both = together(draft(tiny.quote(2), more=(tiny.quote(11), tiny.quote(4))), draft(tiny.quote(11), more=(tiny.quote(4),)))
    assert both.more == (tiny.quote(4),)


def test_the_other_half_of_what_was_asked_is_added_whole_even_to_a_complete_answer():
    added = [tiny.quote(n) for n in (5, 6, 8, 11)]
    both = module.halves(replace(draft(tiny.quote(2), heading="The board"), complete=True), draft(*added))
    assert both.quotes == (tiny.quote(2), *added)
