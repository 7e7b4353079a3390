"""What one place tells is not laid out member by member."""

from types import SimpleNamespace

import pytest

import tiny
from rag.answering.one_source import of_one_source
from rag.understanding.question import Question
from test_rows import KIT, MAY, MENTORING, NURSES, SAYS, draft, quoted

TRACE = SimpleNamespace(chosen="find", route=True, judged=(SimpleNamespace(themes=()),))
ROWS = draft(("ash", NURSES), ("birch", MENTORING), ("cedar",))


def told(made, text, *, form="compare", **fields):
    return of_one_source(KIT, Question(text, **fields), tiny.replace(made, form=form, status="partial"), TRACE)


def test_of_rows_that_nobody_asked_for_the_empty_ones_go_where_they_are_many_and_a_single_one_is_none():
    four = tiny.replace(ROWS, rows=(*ROWS.rows, ROWS.rows[2]))
    found = told(four, "mentoring")
    assert (quoted(found), len(found.rows), found.status, found.form) == (["ash", "birch"], 2, "answered", "compare")
    assert len(told(ROWS, "mentoring").rows) == 3  # that of three one has nothing is worth a row
    alone = told(draft(("ash", NURSES), ("birch",)), "nurses")
    assert (alone.rows, alone.form, tiny.texts(alone.quotes)) == ((), "find", ["Nurses run the wards."])
    assert told(draft(("ash", NURSES), ("birch",)), "nurses", lead="wards").rows


@pytest.mark.parametrize("fields", [{"rows": True}, {"rows": True, "everyone": True}])
def test_rows_that_were_asked_for_stay(fields):
    assert len(told(ROWS, "which trusts have mentoring", **fields).rows) == 3
    assert len(told(ROWS, "mentoring", form="figures").rows) == 3  # an editor's


def test_of_who_said_a_thing_what_has_its_words_stands_alone_where_it_is_of_one_member():
    asked = {"rows": True, "everyone": True}
    found = told(ROWS, "who spoke of mentoring, and at which trust", form="term", **asked)
    assert (found.rows, found.form, tiny.texts(found.quotes)) == ((), "term", ["Birch began mentoring in 2010."])
    assert tiny.quote(NURSES) in found.more
    assert told(ROWS, "who runs the mentoring, and at which trust", form="term", **asked).rows  # it asks not who said so
    both = draft(("ash", NURSES, SAYS), ("birch", MENTORING))
    assert told(both, "who said so of zebras", form="term", **asked).rows  # none has the word
    assert told(
        draft(("ash", NURSES), ("cedar", MAY)), "who spoke of the wards in may", form="term", **asked
    ).rows  # of two members
    lone = told(draft(("ash", NURSES), ("birch",)), "who said so of zebras", form="term", **asked)
    assert (lone.rows, tiny.texts(lone.quotes)) == ((), ["Nurses run the wards."])


def test_what_was_not_judged_stays_as_it_is():
    unjudged = SimpleNamespace(chosen="mention", route=True, judged=())
    assert of_one_source(KIT, Question("mentoring"), ROWS, unjudged) is ROWS
