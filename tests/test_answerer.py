"""From the request to the form that answers it, over the tiny report, by the judge alone: nothing is prepared.

The judge of ``tiny`` answers with the logistic of 4 × cosine − 2: 0.88 at 1, 0.70 at 0.7071, 0.12 at 0.
"""

from dataclasses import replace

import pytest

import tiny
from rag.types import Context
from rag.understanding.question import Question, read_question


def read(text, **more):
    return replace(read_question(text, tiny.TAGS, tiny.ORGANISATIONS), **more)


def answer(text, prepared=None, **changes):
    asked = text if isinstance(text, Question) else read(text)
    return tiny.answerer(prepared, **changes).answer(asked)


def test_what_is_found_is_quoted_with_how_likely_it_is():
    found, trace = answer("Tell me about the nurses at Ash General")
    assert (found.form, found.status, found.trusts) == ("find", "answered", ("ash",))
    assert tiny.texts(found.quotes) == ["We listen to nurses. It works.", "Nurses run the wards."]
    assert set(found.retrieved) == {tiny.PASSAGES[1].text, tiny.PASSAGES[2].text}
    assert (trace.chosen, trace.confidence) == ("find", pytest.approx(0.8808, abs=1e-4))
    assert replace(found.context, shown=()) == Context(("ash",), None, "Tell me about the nurses at Ash General")


@pytest.mark.parametrize(("answer_from", "status"), [(0.88, "answered"), (0.89, "not_stated")])
def test_a_single_answer_has_its_own_threshold_and_not_the_rows(answer_from, status):
    for answer_row in (0.0, 1.0):
        found, _ = answer("nurses at Ash General", answer=answer_from, answer_row=answer_row)
        assert found.status == status


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("Does Cedar Health induct nurses?", ["Cedar inducts every consultant in May."]),
        ("Does Cedar Health have nurses?", []),  # what comes nearest there is of something else
    ],
)
def test_a_refusal_shows_what_comes_near_and_lends_itself_to_what_repeats_it(text, nearest):
    found, trace = answer(text)
    assert (found.status, found.quotes, trace.chosen) == ("not_stated", (), "refusal")
    assert tiny.texts(found.nearest) == nearest
    assert ("nearest passage" in found.message) == bool(nearest)
    assert (found.context.request, found.context.answered) == (text, False)


@pytest.mark.parametrize(("limit", "text", "status"), [
    (0.5, "nurses", "off_topic"), (0.99, "nurses", "answered"), (0.5, "nurses at Ash General", "answered"),
])  # fmt: skip
def test_what_is_off_the_subject_is_told_unless_a_trust_is_named(limit, text, status):
    found, _ = answer(text, outside_bias=2.0, outside=limit)  # off the subject with 0.88
    assert found.status == status


def test_where_nobody_was_named_and_several_have_something_each_has_a_row():
    found, _ = answer("nurses or mentoring?")
    assert [(r.trust, bool(r.quotes)) for r in found.rows] == [("ash", True), ("birch", True), ("cedar", False)]
    assert (found.form, found.status) == ("compare", "partial")
    one, _ = answer("nurses?")
    assert (one.form, one.rows) == ("find", ())


def test_organisations_beside_a_trust_make_it_partial_and_alone_a_refusal():
    found, _ = answer("nurses at Ash General and Elm Hospital")
    assert (found.status, found.message) == (
        "partial",
        "2 passages from Ash General, p. 2. The report does not study Elm Hospital.",
    )
    refused, trace = answer("nurses at Elm Hospital")
    assert (refused.status, refused.quotes, trace.chosen) == ("other_organisation", (), "other organisation")


def test_rows_that_are_all_empty_are_a_refusal_with_rows():
    found, _ = answer("Compare nurses at Birch Royal and Cedar Health")
    assert (found.status, found.quotes) == ("not_stated", ())
    assert [(r.trust, r.silence) for r in found.rows] == [("birch", "no_mention"), ("cedar", "no_mention")]
