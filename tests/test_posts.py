"""Of who is in charge, and by which number one member is picked out, a row tells that or nothing."""

from dataclasses import replace

import pytest

import tiny
from rag.answering.draft import Draft
from rag.answering.posts import lacking, leader_first
from rag.answering.rows import emptied
from test_rows import BOARD, KIT, NURSES, asked, chances, draft, quoted

SAFETY = 8


@pytest.mark.parametrize(
    ("text", "number", "lacks"),
    [
        ("who is in charge of the wards at each trust", BOARD, False),  # of directors
        ("who is in charge of the wards at each trust", NURSES, True),  # nurses are asked of throughout
        ("who's responsible for safety at each trust", SAFETY, True),
        ("who runs safety at each trust", SAFETY, False),  # may be no post
        ("how is safety looked after at each trust", SAFETY, False),
        ("which trust has twelve directors", BOARD, False),
        ("which trust has 12 directors", BOARD, False),
        ("which is the only trust with two directors", BOARD, True),
        ("which trust has more than two directors", BOARD, False),
        ("which trust has had one for two years", BOARD, False),
        ("who has got two of the three trusts", BOARD, False),
        ("which trusts have two or more directors", BOARD, False),
        ("which trust has two to four directors", BOARD, False),
    ],
)
def test_a_quotation_lacks_the_post_or_the_number_that_is_asked_for(text, number, lacks):
    assert lacking(KIT, asked(text), (tiny.quote(number),)) is lacks


def test_a_number_within_another_is_none():
    within = replace(tiny.quote(BOARD), text="It has thirty-two directors.")
    assert lacking(KIT, asked("which trust has two directors"), (within,))
    assert lacking(KIT, asked("which trust has 2 directors"), (within,))
    for text in ("one or two directors lead it", "it has 2,000 directors", "two wards have a director each"):
        assert lacking(KIT, asked("which trust has two directors"), (replace(within, text=text),))
    assert not lacking(KIT, asked("which trust has two directors"), (replace(within, text="It has two ward directors."),))


def test_a_row_without_it_is_silent_where_another_has_it_and_what_is_said_of_all_is_folded():
    request = asked("who is in charge of the wards at each trust")
    near = chances(s0=0.9, s2=0.9, s4=0.9, s12=0.9)
    made = draft(("ash", BOARD), ("cedar", NURSES))
    every = tiny.quote(0)
    found = emptied(KIT, request, replace(made, quotes=(every, *made.quotes)), near, ("cedar",))
    assert quoted(found) == ["ash"]
    assert every in found.more
    assert every not in found.quotes
    nobody = draft(("ash", NURSES), ("cedar", SAFETY))
    assert quoted(emptied(KIT, request, nobody, chances(s4=0.9, s8=0.9), ("ash", "cedar"))) == ["ash", "cedar"]


@pytest.mark.parametrize(
    ("text", "form", "told", "left", "folded"),
    [
        ("who runs the wards", "find", "A director runs them.", [1], [0, 2]),
        ("who runs the wards", "topic", "They are led by nurses.", [1, 0, 2], []),
        ("who's in charge of the wards", "find", "The director meets us and oversees them.", [1], [0, 2]),
        ("who runs the wards", "find", "The clinical leads meet.", [0, 1, 2], []),
        ("who is on the wards", "find", "A director runs them.", [0, 1, 2], []),
    ],
)
def test_who_leads_is_told_first_where_it_is_asked(text, form, told, left, folded):
    every = [replace(tiny.quote(n), text=said) for n, said in ((BOARD, "It is a success."), (NURSES, told), (SAFETY, "All may."))]
    found = leader_first(KIT, asked(text), Draft(form, "answered", "", tuple(every)))
    assert [every.index(q) for q in found.quotes] == left
    assert [every.index(q) for q in found.more] == folded
