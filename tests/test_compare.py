"""A row a trust, each quoted from its own threshold on, or empty with the reason."""

from dataclasses import replace

import numpy as np
import pytest

import tiny
from rag.answering import compare, wording
from rag.answering.beside import TELLS
from rag.answering.draft import Draft
from rag.types import Row
from rag.understanding.question import Question

ASKED = Question("nurses", trusts=("cedar", "ash"), rows=True)


def parts(*searched, words="nurses", **changes):
    """(kit, finder, judged) of searches of these trusts for the words."""
    made = tiny.answerer(**changes)
    (search,) = made.finder.retriever.prepare([words])
    judged = [made.finder.judge(ASKED, search, (trust,)) for trust in searched]
    return made.kit, made.finder, judged


def test_each_trust_has_a_row_in_the_order_asked_and_a_silent_one_says_why():
    kit, finder, judged = parts("cedar", "ash")
    draft = compare.answer(kit, finder, ASKED, judged)
    assert draft.rows[0] == Row("cedar", (), "no_mention", ("nurses",))
    assert (draft.rows[1].trust, tiny.texts(draft.rows[1].quotes)) == (
        "ash",
        ["We listen to nurses. It works.", "Nurses run the wards."],
    )
    assert draft.quotes == draft.rows[1].quotes
    assert (draft.form, draft.status) == ("compare", "partial")
    assert wording.told(draft, tiny.TAGS) == "2 passages from Ash General, p. 2. The report does not say it of Cedar Health."


def test_what_is_said_of_all_stands_first_and_is_no_row():
    kit, finder, judged = parts(None, "ash", words="sites nurses")
    draft = compare.answer(kit, finder, ASKED, judged)
    assert [row.trust for row in draft.rows] == ["ash"]
    assert tiny.texts(draft.quotes)[0] == "The study visited three sites."
    assert wording.told(draft, tiny.TAGS).startswith("2 passages from the report as a whole and Ash General")
    assert draft.status == "answered"


@pytest.mark.parametrize("each", [True, False])
def test_what_is_said_of_none_of_them_leads_no_rows_that_are_compared(each):
    kit, finder, judged = parts(None, "ash", "ash", words="sites nurses")
    draft = compare.answer(kit, finder, ASKED if each else replace(ASKED, trusts=()), judged)
    assert [len(row.quotes) > 0 for row in draft.rows] == [True, True]
    assert ("The study visited three sites." in tiny.texts(draft.quotes)) is not each
    assert ("The study visited three sites." in tiny.texts(draft.more)) is each


@pytest.mark.parametrize(("answer_row", "quoted"), [(0.69, [1, 0]), (0.7, None)])
def test_a_row_is_quoted_from_its_own_threshold_on(answer_row, quoted):
    """Half of "nurses sites" is in sentence 5: cosine 0.7071, which answers at 0.696. The threshold for single answers is no matter."""
    kit, finder, judged = parts("ash", "birch", words="nurses sites", answer=0.99, answer_row=answer_row)
    draft = compare.answer(kit, finder, ASKED, judged)
    assert (draft and [len(row.quotes) for row in draft.rows]) == quoted


def test_where_no_row_answers_there_is_no_comparison():
    kit, finder, judged = parts("cedar", "birch", answer_row=0.5)
    assert compare.answer(kit, finder, ASKED, judged) is None


def test_organisations_that_are_not_studied_make_it_partial():
    asked = Question("nurses", trusts=("ash",), rows=True, others=("Elm",))
    kit, finder, judged = parts("ash")
    draft = compare.answer(kit, finder, asked, judged)
    assert (draft.status, draft.note) == ("partial", "The report does not study Elm.")


def test_a_prepared_answer_is_filled_where_its_entry_knows_nothing():
    """Of Cedar the entry knew; of Ash and Birch it did not, and only Ash is found."""
    kit, finder, judged = parts("ash", "birch")
    known, first = Row("cedar", (tiny.quote(12),), value=3), tiny.quote(0)
    asked = Question("nurses", trusts=("ash", "cedar", "birch"), rows=True)
    draft = compare.fill(
        kit, finder, asked, Draft("digest", "answered", "", (first, tiny.quote(12)), rows=(known,)), judged, ("ash", "birch")
    )
    assert [row.trust for row in draft.rows] == ["ash", "cedar", "birch"]
    assert draft.rows[1] is known
    assert tiny.texts(draft.rows[0].quotes) == ["We listen to nurses. It works.", "Nurses run the wards."]
    assert draft.rows[2] == Row("birch", (), "no_mention", ("nurses",))
    assert tiny.texts(draft.quotes) == [first.text, "We listen to nurses. It works.", "Nurses run the wards.", tiny.quote(12).text]
    assert draft.status == "partial"


def test_a_row_is_filled_from_the_rows_threshold_on_and_never_from_another_trusts_search():
    asked = Question("nurses", trusts=("cedar", "ash"), rows=True)
    empty = Draft("digest", "answered", "", rows=(Row("cedar", (tiny.quote(12),)),))
    kit, finder, judged = parts(None, "birch", "ash", answer=0.0, answer_row=0.95)
    assert compare.fill(kit, finder, asked, empty, judged, ("ash",)).rows[1] == Row(
        "ash", (), "not_answered", ("nurses",), page="2"
    )
    kit, finder, judged = parts(None, "birch", answer=0.0, answer_row=0.0)
    assert compare.fill(kit, finder, asked, empty, judged, ("ash",)).rows[1].quotes == ()


def test_the_judges_chance_is_what_the_tests_count_on():
    _, _, (ash, cedar) = parts("ash", "cedar")
    assert ash.answerable == pytest.approx(1 / (1 + np.exp(-2)))
    assert cedar.answerable == pytest.approx(1 / (1 + np.exp(2)))


def test_what_is_said_of_every_member_stands_in_a_row_of_which_nothing_else_is_said():
    kit, finder, judged = parts("ash", "birch")
    said = "Each of the trusts has nurses."
    text = said + tiny.TEXT[len(said) :]
    kit = replace(kit, index=replace(kit.index, report=replace(kit.index.report, text=text)))
    general = tiny.quote(0)
    assert compare.of_every(kit, [general, tiny.quote(2)]) == (general,)
    assert compare.of_every(tiny.answerer().kit, [general]) == ()
    rest = tiny.quote(1)  # of the same paragraph
    assert compare.of_every(kit, [rest]) == (rest,)
    one = replace(
        kit, index=replace(kit.index, report=replace(kit.index.report, text=text.replace("It took two years", "One trust took 2 ")))
    )
    assert compare.of_every(one, [rest]) == ()  # which one is not said
    unlike = replace(general, text="The trusts differ about nurses.")
    assert compare.of_every(kit, [unlike, general]) == (unlike, general)
    assert compare.of_each(kit, [unlike, general]) == (general,)  # of no one of them is told how it is there
    asked = Question("sites of each trust", everyone=True, rows=True)
    known = Row("cedar", (tiny.quote(12),))
    before = Draft("digest", "answered", "", (general, tiny.quote(12)), rows=(known,))
    draft = compare.fill(kit, finder, asked, before, judged, ("birch",))
    assert [(row.trust, row.quotes) for row in draft.rows] == [("birch", (general,)), ("cedar", known.quotes)]
    assert draft.quotes == (general, tiny.quote(12))
    assert draft.status == "answered"
    folded = replace(before, quotes=(tiny.quote(12),), more=(general,))  # it counts for each, seen or not
    assert compare.fill(kit, finder, asked, folded, judged, ("birch",)).rows == draft.rows
    other = replace(asked, text="mentoring at each trust")  # of which what is said of every member says nothing
    assert compare.fill(kit, finder, other, before, judged, ("birch",)).rows[0].quotes != (general,)


def test_in_a_row_what_speaks_of_something_else_is_folded():
    kit, finder, (ash,) = parts("ash", words="nurses wards")
    asked = replace(ASKED, text="nurses and wards")
    both = replace(ash, chances=np.where(np.isin(np.arange(len(ash.chances)), (2, 4)), 0.9, 0.0))
    draft = compare.answer(kit, finder, asked, [both])
    assert tiny.texts(draft.rows[0].quotes) == ["Nurses run the wards."]
    assert tiny.texts(draft.more) == ["Ash has a board of 12 directors."]
    alone = replace(ash, chances=np.where(np.arange(len(ash.chances)) == 2, 0.9, 0.0))  # nothing speaks of them: it is left
    assert tiny.texts(compare.answer(kit, finder, asked, [alone]).rows[0].quotes) == ["Ash has a board of 12 directors."]


@pytest.mark.parametrize(("chance", "quoted"), [(TELLS, True), (TELLS - 0.01, False)])
def test_a_row_is_filled_only_with_what_the_judge_finds_to_answer(chance, quoted):
    kit, finder, judged = parts("ash")
    known = Row("cedar", (tiny.quote(12),))
    sure = replace(judged[0], chances=np.where(np.arange(len(judged[0].chances)) == 4, chance, 0.0))
    draft = compare.fill(kit, finder, ASKED, Draft("digest", "answered", "", known.quotes, rows=(known,)), [sure], ("ash",))
    assert bool(draft.rows[1].quotes) == quoted


@pytest.mark.parametrize(
    ("given", "order"), [(("cedar", "ash"), ["cedar", "ash", "birch"]), (("ash", "cedar"), ["ash", "birch", "cedar"])]
)
def test_rows_stay_in_the_order_of_their_values_where_they_have_one(given, order):
    kit, finder, judged = parts("birch")
    own = {"cedar": Row("cedar", (tiny.quote(12),)), "ash": Row("ash", (tiny.quote(2),))}
    rows = tuple(own[trust] for trust in given)
    asked = Question("nurses at each", rows=True, everyone=True)
    before = Draft("figures", "answered", "", tuple(q for row in rows for q in row.quotes), rows=rows)
    draft = compare.fill(kit, finder, asked, before, judged, ("birch",))
    assert [row.trust for row in draft.rows] == order


@pytest.mark.parametrize(("chance", "silent", "sure", "kept"), [
    (0.9, (), (), True), (0.9, ("birch",), (), False), (0.96, ("birch",), (), True), (0.96, (), ("birch",), False),
])  # fmt: skip
def test_beside_rows_stands_nothing_of_one_that_the_entry_is_silent_of_unless_it_surely_answers(chance, silent, sure, kept):
    answerer = tiny.answerer()
    chances = np.zeros(len(tiny.SENTENCES))
    chances[11] = chance
    asked = Question("which trusts have mentoring", rows=True, everyone=True)
    draft = Draft("find", "answered", "", (tiny.quote(11), tiny.quote(12)))  # of the other it says nothing on the subject
    for form in ("topic", "term"):  # who has no such term may have the thing
        entry = tiny.entry("mentors", form, silent=silent)
        found = compare.beside_rows(answerer.kit, asked, draft, entry, sure, chances)
        assert found.quotes == ((tiny.quote(11),) if kept or (form == "term" and not sure) else ())


def test_what_was_folded_of_a_member_goes_before_what_is_said_of_every_one():
    """Its own sentence has a word that tells what is asked."""
    kit, finder, (searched,) = parts("ash")
    judged = [replace(searched, chances=np.zeros(len(searched.chances)))]
    general = replace(tiny.quote(0), trust=None, text="All three have nurses.")
    row = Row("birch", (tiny.quote(11),))
    before = Draft("topic", "answered", "", (general, *row.quotes), (tiny.quote(4), tiny.quote(2)), (row,))
    asked = Question("nurses at each", trusts=("ash", "birch"), rows=True)
    draft = compare.fill(kit, finder, asked, before, judged, ("ash",))
    assert [tiny.texts(row.quotes) for row in draft.rows] == [[tiny.quote(4).text], [tiny.quote(11).text]]
    alone = replace(before, quotes=row.quotes)  # then it is no better than nothing
    assert compare.fill(kit, finder, asked, alone, judged, ("ash",)).rows[0].quotes == ()
