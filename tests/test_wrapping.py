"""What a request is wrapped in is no part of it."""

import pytest

from conftest import ROOT
from rag.corpus.profile import load_profile
from rag.understanding import wrapping


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("the trust Exec summary for my ppt", "the trust summary"), ("a one-page overview of induction for the board", "overview of induction"),
        ("key takeaways for a busy chief exec", "key takeaways"), ("what training for the board", "what training for the board"),
        ("What do executives say?", "What do executives say?"),
    ],
)  # fmt: skip
def test_a_request_for_a_summary_is_routed_without_what_it_is_wrapped_in(text, bare):
    assert wrapping.unwrapped(text) == bare


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("Biggest budget?", "which trust has the biggest budget?"), ("the fewest staff", "which trust has the fewest staff?"),
        ("biggest problem?", "biggest problem?"), ("Which has the biggest budget?", "Which has the biggest budget?"),
        ("which trust is the largest of all?", "which trust has the most staff?"), ("Whats the smallest trust", "which trust has the fewest staff?"),
        ("which ward is the biggest", "which ward is the biggest"), ("which trust is the biggest fan", "which trust is the biggest fan"),
    ],
)  # fmt: skip
def test_what_most_is_asked_of_alone_is_asked_of_whom_it_is(text, asked):
    group = load_profile(ROOT / "corpus").group
    assert wrapping.of_whom(text, group) == asked
    if asked.endswith("staff?") and "staff" not in text:
        assert wrapping.of_whom(text, group.model_copy(update={"sized_by": "beds"})) == asked.replace("staff", "beds")
        assert wrapping.of_whom(text, group.model_copy(update={"sized_by": None})) == text


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Give me something I can put on a slide about Ash", "a quote about Ash"),
        ("please find me a line for my board paper on wards?", "a quote on wards?"),
        ("What did doctors put in the report?", "What did doctors put in the report?"),
        ("Is there anything in the report about wards?", "Is there anything in the report about wards?"),
        ("İ need something for a slide", "İ need something for a slide"),
    ],
)
def test_something_to_put_into_a_text_of_ones_own_is_a_quotation(text, quoted):
    assert wrapping.cited(text) == quoted


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("In which parts does it speak of Ash? I need for my essay", "In which parts does it speak of Ash?"),
        ("How does Ash appraise, it's for my dissertation.", "How does Ash appraise"),
        ("a line on wards for my board paper", "a line on wards for my board paper"),
        ("For my essay", "For my essay"),
        ("İ ask. need it for my essay", "İ ask. need it for my essay"),
    ],
)
def test_what_it_is_needed_for_is_no_part_of_a_request(text, left):
    assert wrapping.without_purpose(text) == left
